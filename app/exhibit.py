"""One exhibit: its caption, its table cell by cell, or what the text near a lost chart says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from app import place, point_table, tabular
from app.language import say
from app.place import Place
from app.tabular import Row
from kb import DataPoint, Exhibit, KnowledgeBase

MOST_TABLE_ROWS = 200
"""Rows of an exhibit's table that are drawn; the download has all."""


def name(exhibit: Exhibit) -> str:
    """Label and title, as plain text."""
    return " ".join(part for part in (exhibit.label, exhibit.title) if part) or say("unnamed")


def draw(
    base: KnowledgeBase, document_id: str, exhibit: Exhibit, titles: Mapping[str, str]
) -> None:
    """Draw the exhibit with its source and what it shows."""
    where = place.joined(titles.get(document_id, ""), exhibit.heading_path)
    st.html(
        f'<h2 class="kb-exhibit">{escape(name(exhibit))}</h2>'
        f'<div class="kb-where">{escape(where)}</div>'
    )
    if exhibit.table is None:
        st.info(say("lost"), icon=":material/image_not_supported:")
        _draw_nearby(base.exhibit_points(document_id, exhibit), titles)
    else:
        st.html(table(cells(exhibit)[:MOST_TABLE_ROWS], say("exhibit")))
        rows = as_rows(exhibit)
        if len(rows) >= MOST_TABLE_ROWS:
            st.caption(say("rows_cut", MOST_TABLE_ROWS, len(rows) + 1))
        tabular.downloads("exhibit", rows)
    if exhibit.source:
        st.html(f'<div class="kb-where">{escape(say("exhibit_source", exhibit.source))}</div>')
    if st.button(say("open_source"), key="exhibit-source", icon=":material/find_in_page:"):
        Place(document_id, exhibit.start, exhibit.end).to_address()


def cells(exhibit: Exhibit) -> list[list[str]]:
    """The texts of the table's cells, rows of one length."""
    if exhibit.table is None:
        return []
    width = max((len(row) for row in exhibit.table.rows), default=0)
    return [[cell.text for cell in row] + [""] * (width - len(row)) for row in exhibit.table.rows]


def as_rows(exhibit: Exhibit) -> list[Row]:
    """The table's rows under its first one, by the titles there, made different."""
    lines = cells(exhibit)
    if not lines:
        return []
    titles: list[str] = []
    for number, title in enumerate(lines[0], start=1):
        titles.append(title if title and title not in titles else f"{title} [{number}]".strip())
    return [dict(zip(titles, line, strict=True)) for line in lines[1:]]


def table(lines: Sequence[Sequence[str]], label: str) -> str:
    """The rows as an HTML table, the first one its head; every text escaped."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in lines[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in line) + "</tr>"
        for line in lines[1:]
    )
    return (
        f'<div class="kb-table" role="region" tabindex="0" aria-label="{escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _draw_nearby(points: Sequence[DataPoint], titles: Mapping[str, str]) -> None:
    if not points:
        st.caption(say("lost_nothing"))
        return
    st.caption(say("lost_nearby", len(points)))
    rows = point_table.draw(points, titles, "exhibit-points", most=8)
    tabular.downloads("exhibit", rows, points)
