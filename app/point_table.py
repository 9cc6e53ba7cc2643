"""A table of data points whose rows open their source; what is drawn is what is downloaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from app import figures_table, tabular
from app.language import say
from app.place import Place
from app.tabular import MOST_ROWS, ROW_HEIGHT, Row
from kb import DataPoint

FORECAST, FORECAST_DARK = "#9a5b00", "#f0b860"
_HIDDEN_WHERE_EMPTY = ("entity", "publisher", "exhibit", "document", "section")
_WIDTHS = {
    "metric": 200,
    "value": 90,
    "unit": 84,
    "period": 96,
    "actual_or_forecast": 80,
    "entity": 130,
    "kind": 110,
    "publisher": 120,
    "exhibit": 70,
    "document": 190,
    "section": 320,
}


def row(point: DataPoint, titles: Mapping[str, str]) -> Row:
    """One line; ``titles`` are the documents' by their ids."""
    cells = {
        # The value stands where a telephone still shows it.
        "metric": point.metric,
        "value": figures_table.value(point),
        "unit": point.unit,
        "period": point.period.key or point.period.text,
        "actual_or_forecast": say("forecast" if point.forecast else "actual"),
        "entity": point.entity or point.region,
        "kind": say(point.kind),
        "publisher": point.publisher,
        "exhibit": point.exhibit,
        "document": titles.get(point.document_id, ""),
        "section": " › ".join(point.heading_path),
    }
    return {say(name): cell for name, cell in cells.items()}


def size(point: DataPoint) -> tuple[str, str, float]:
    """What values are sorted by: like with like, in one unit."""
    value = point.normalised if point.normalised_unit else point.value
    return point.dimension or point.kind, point.normalised_unit or point.unit, value


def draw(
    points: Sequence[DataPoint], titles: Mapping[str, str], key: str, most: int = 14
) -> list[Row]:
    """Draw ``points``, of which a selected one opens its source; returns all rows.

    ``most`` rows are in sight, the others behind a scroll bar.
    """
    rows = [row(point, titles) for point in points]
    shown = rows[:MOST_ROWS]
    # Other figures are another table. The same ones stay it when a source is closed: the keyboard
    # goes on from the row that was opened.
    name = f"{key}-{hash(tuple((point.document_id, point.start) for point in points))}"
    st.dataframe(
        _styled(shown, points[:MOST_ROWS]),
        hide_index=True,
        column_config=_columns(shown),
        height=tabular.height(len(shown), most),
        row_height=ROW_HEIGHT,
        key=name,
        on_select=lambda: _open(name, points),
        selection_mode=["single-row", "single-cell"],
        alt=say("figures"),
    )
    tabular.say_cut(len(rows))
    st.caption(say("row_hint"))
    return rows


def _open(key: str, points: Sequence[DataPoint]) -> None:
    selection = st.session_state[key]["selection"]
    chosen = selection["rows"] or [row for row, _ in selection["cells"]]
    if chosen and chosen[0] < len(points):
        point = points[chosen[0]]
        Place(point.document_id, point.start, point.end).to_address()


def _styled(rows: Sequence[Row], points: Sequence[DataPoint]) -> Any:
    """Values stand as printed but are sorted by size: a cell holds its place in that order."""
    frame = pd.DataFrame(list(rows))
    if frame.empty:
        return frame
    order = sorted(range(len(points)), key=lambda index: size(points[index]))
    printed = {place: rows[index][say("value")] for place, index in enumerate(order)}
    places = {index: place for place, index in enumerate(order)}
    frame[say("value")] = [places[index] for index in range(len(rows))]
    forecast = f"color: {FORECAST_DARK if st.context.theme.type == 'dark' else FORECAST}"
    return frame.style.format(printed.__getitem__, subset=[say("value")]).map(
        lambda nature: forecast if nature == say("forecast") else "",
        subset=[say("actual_or_forecast")],
    )


def _columns(rows: Sequence[Row]) -> dict[str, Any]:
    """Text is drawn as text, whatever it looks like."""
    configured: dict[str, Any] = {}
    for name, width in _WIDTHS.items():
        title = say(name)
        if name == "value":
            configured[title] = st.column_config.NumberColumn(title, width=width)
        elif name in _HIDDEN_WHERE_EMPTY and not any(row[title] for row in rows):
            configured[title] = None
        else:
            configured[title] = st.column_config.TextColumn(title, width=width)
    return configured
