"""Data points as rows of a table: what the reader sees is what the CSV holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import streamlit as st

from app.language import say
from kb import DataPoint

BOUNDS = {"": "", "about": "≈ ", "over": "> ", "under": "< ", "at_least": "≥ ", "at_most": "≤ "}
Row = dict[str, str]


def value(point: DataPoint) -> str:
    """The value as printed, with its bound and the high end of a range."""
    high = "" if point.high is None else f"–{point.high:.12g}"
    return f"{BOUNDS[point.bound]}{point.value:.12g}{high}"


def row(point: DataPoint, source: str = "") -> Row:
    """One line of a table; what must not be missed comes first."""
    cells = {
        "metric": point.metric,
        "period": point.period.text or point.period.key,
        "value": value(point),
        "unit": point.unit,
        "actual_or_forecast": say("forecast" if point.forecast else "actual"),
        "entity": point.entity or point.region,
        "kind": say(point.kind),
        "source": source,
    }
    return {say(name): cell for name, cell in cells.items()}


def draw(rows: Sequence[Row], key: str | None = None) -> None:
    """Draw ``rows``; a cell is text, whatever it holds."""
    columns = list(rows[0]) if rows else []
    # Without this a cell that looks like a link would be one.
    configured = {name: st.column_config.TextColumn(name) for name in columns}
    st.dataframe(list(rows), hide_index=True, column_config=configured, key=key)


def as_csv(rows: Sequence[Row]) -> bytes:
    """``rows`` as CSV with a byte-order mark, so that spreadsheets read the Chinese in it.

    A cell that a spreadsheet would take for a formula is kept as text by a leading apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    if rows:
        writer.writerow(map(_inert, rows[0]))
    writer.writerows([_inert(cell) for cell in row.values()] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
