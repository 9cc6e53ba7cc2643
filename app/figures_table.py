"""Data points as rows of a table: what the reader sees is what the CSV holds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from app import components
from app.language import say
from kb import Answer, Citation, DataPoint

BOUNDS = {"": "", "about": "≈ ", "over": "> ", "under": "< ", "at_least": "≥ ", "at_most": "≤ "}
COLUMNS = ("metric", "entity", "period", "value", "unit", "actual_or_forecast", "source")
_KINDS = {"metric": "text", "actual_or_forecast": "nature"}
_TABLE = components.load("figures")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*")
Row = dict[str, str]


def value(point: DataPoint) -> str:
    """The value as printed, with its bound and the high end of a range."""
    high = "" if point.high is None else f"–{point.high:.12g}"
    return f"{BOUNDS[point.bound]}{point.value:.12g}{high}"


def when(point: DataPoint) -> str:
    """The time as printed, where that says the year; else its key: 2022-2027 for a rate told to be of five years."""
    period = point.period
    year = f"{(period.end_year or 0) % 100:02}"
    said = period.end_year is None or year in period.text
    return (period.text if said else "") or period.key or period.text


def row(point: DataPoint, source: str = "") -> Row:
    """One line of a table by the names of its columns, which are those of their texts."""
    return {
        "metric": point.metric,
        "entity": point.entity or point.region,
        "period": when(point),
        "value": value(point),
        "unit": point.unit,
        "kind": say(point.kind),
        "actual_or_forecast": say("forecast" if point.forecast else "actual"),
        "publisher": point.publisher,
        "exhibit": point.exhibit,
        "source": source,
    }


def rows(answer: Answer) -> list[Row]:
    """The figures of an answer, each with the marker of the citation that holds it."""
    return [row(point, _marker(point, answer.citations)) for point in answer.data_points]


def columns(points: Sequence[DataPoint]) -> list[str]:
    """The columns of a small table: entities only where they differ, units where there are any."""
    shown = {
        "entity": len({point.entity or point.region for point in points}) > 1,
        "unit": any(point.unit for point in points),
    }
    return [name for name in COLUMNS if shown.get(name, True)]


def draw_small(
    points: Sequence[DataPoint],
    rows: Sequence[Row],
    names: Sequence[str],
    key: str,
    on_open: Callable[[DataPoint], None],
) -> None:
    """Draw few figures as a table; ``on_open`` is called with the one whose source is wanted."""

    def pressed() -> None:
        number = st.session_state[key].get("open")
        if isinstance(number, int | float) and 0 <= number < len(points):
            on_open(points[int(number)])

    _TABLE(
        data={
            "label": say("figures_label"),
            "openLabel": say("open_source"),
            "columns": [{"label": say(name), "kind": _KINDS.get(name, name)} for name in names],
            "rows": [[one[name] for name in names] for one in rows],
            "forecasts": [point.forecast for point in points],
        },
        key=key,
        on_open_change=pressed,
    )


def as_csv(rows: Sequence[Mapping[str, str]], names: Sequence[str]) -> bytes:
    """``rows`` as CSV with a byte-order mark, so that spreadsheets read the Chinese in it.

    A cell that a spreadsheet would take for a formula is kept as text by a leading apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([say(name) for name in names])
    writer.writerows([_inert(one[name]) for name in names] for one in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def _marker(point: DataPoint, citations: Sequence[Citation]) -> str:
    for citation in citations:
        same = citation.document_id == point.document_id
        if same and citation.start <= point.start and point.end <= citation.end:
            return f"[{citation.marker}]"
    return say("source_text")


def _inert(cell: str) -> str:
    formula = cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if formula else cell
