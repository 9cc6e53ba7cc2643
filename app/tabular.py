"""Rows of text: drawn as a table that sorts and scrolls, downloaded as CSV, their records as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from html import escape
from typing import Any

import streamlit as st

from app.language import say

Row = dict[str, str]
"""Cells by the title of their column."""
MOST_ROWS = 1000
"""Rows that are drawn at once."""
ROW_HEIGHT = 34
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")


def height(rows: int, most: int) -> int:
    """Pixels of a table with its head and ``rows``, of which ``most`` are in sight."""
    return ROW_HEIGHT * (min(rows, most) + 1) + 3


def draw(
    rows: Sequence[Row],
    key: str,
    most: int = 14,
    widths: Mapping[str, int] | None = None,
    **selection: Any,
) -> None:
    """Draw ``rows``; a cell is text, whatever it looks like.

    ``selection`` goes to ``st.dataframe``: ``on_select`` and ``selection_mode``.
    """
    titles = list(rows[0]) if rows else []
    sizes = widths or {}
    st.dataframe(
        list(rows[:MOST_ROWS]),
        hide_index=True,
        column_config={
            title: st.column_config.TextColumn(title, width=sizes.get(title)) for title in titles
        },
        height=height(len(rows), most),
        row_height=ROW_HEIGHT,
        key=key,
        **selection,
    )
    say_cut(len(rows))


def empty(text: str) -> None:
    """Say that there is nothing to draw, and what to do about it."""
    st.html(f'<p class="kb-empty" role="status">{escape(text)}</p>')


def say_cut(rows: int) -> None:
    """Where not all rows are drawn, say so."""
    if rows > MOST_ROWS:
        st.caption(say("rows_cut", MOST_ROWS, rows))


def downloads(name: str, rows: Sequence[Row], records: Sequence[object] = ()) -> None:
    """Draw the downloads of ``rows`` and, where they are given, of the records behind them."""
    with st.container(horizontal=True, width="content", key=f"kb-downloads-{name}"):
        st.download_button(
            say("download_csv"),
            lambda: as_csv(rows),
            f"{name}.csv",
            "text/csv",
            key=f"csv-{name}",
            icon=":material/download:",
            on_click="ignore",
        )
        if records:
            st.download_button(
                say("download_json"),
                lambda: as_json(records),
                f"{name}.json",
                "application/json",
                key=f"json-{name}",
                icon=":material/data_object:",
                on_click="ignore",
            )


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


def as_json(records: Sequence[object]) -> bytes:
    """The records whole, with the keys of their periods."""
    text = json.dumps([_plain(record) for record in records], ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace")


def _inert(cell: str) -> str:
    formula = cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if formula else cell


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        key = getattr(value, "key", None)
        return plain | {"key": key} if isinstance(key, str) else plain
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
