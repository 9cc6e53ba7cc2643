"""Figures, the view SQL: one SELECT over the index's views, with limits on rows and time."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app import address, tabular
from app.language import say
from kb import KnowledgeBase, KnowledgeBaseError

MOST_ROWS = 1000
MOST_SECONDS = 2.0
VIEWS = ("data_points", "exhibits", "cells", "documents", "sections", "chunks")
EXAMPLES = {
    "sql_forecasts": (
        "SELECT metric, period, value, unit, publisher, document\n"
        "FROM data_points\n"
        "WHERE forecast AND kind = 'level'\n"
        "ORDER BY metric, period"
    ),
    "sql_growth": (
        "SELECT metric, period, value, unit, sentence\n"
        "FROM data_points\n"
        "WHERE kind IN ('growth', 'cagr')\n"
        "ORDER BY normalised_value DESC"
    ),
    "sql_several": (
        "SELECT metric, period, count(DISTINCT document_id) AS documents,\n"
        "       group_concat(DISTINCT value || ' ' || unit) AS given\n"
        "FROM data_points\n"
        "WHERE metric <> '' AND period <> ''\n"
        "GROUP BY metric, period HAVING documents > 1"
    ),
    "sql_ranks": (
        "SELECT period, entity, CAST(value AS INTEGER) AS rank, metric\n"
        "FROM data_points\n"
        "WHERE kind = 'rank'\n"
        "ORDER BY metric, period, value"
    ),
    "sql_lost": (
        "SELECT document, label, title\nFROM exhibits\nWHERE NOT has_values\nORDER BY document, start"
    ),
}


def draw(base: KnowledgeBase) -> None:
    """Draw the view."""
    st.caption(say("sql_hint", MOST_ROWS, f"{MOST_SECONDS:g}"))
    st.selectbox(
        say("sql_examples"),
        list(EXAMPLES),
        index=None,
        format_func=say,
        placeholder=say("sql_example_hint"),
        key="sql_example",
        on_change=_take_example,
    )
    statement = address.area("sql", say("sql"), default=EXAMPLES["sql_forecasts"])
    st.button(say("sql_run"), type="primary", icon=":material/play_arrow:", shortcut="Ctrl+Enter")
    if statement:
        _answer(base, statement)
    with st.expander(say("sql_views"), icon=":material/schema:"):
        _explain(base)


def _take_example() -> None:
    chosen = st.session_state.sql_example
    if chosen:
        st.session_state.sql = EXAMPLES[chosen]


def _answer(base: KnowledgeBase, statement: str) -> None:
    try:
        columns, found, cut = base.sql(statement, MOST_ROWS, MOST_SECONDS)
    except KnowledgeBaseError as error:
        st.error(say("sql_failed"), icon=":material/error:")
        st.text(str(error))
        return
    rows = [dict(zip(_unique(columns), map(_cell, row), strict=True)) for row in found]
    st.caption(say("sql_rows_cut" if cut else "sql_rows", len(rows)))
    if rows:
        tabular.draw(rows, "sql-rows")
        tabular.downloads("query", rows)


def _explain(base: KnowledgeBase) -> None:
    for view in VIEWS:
        columns, _, _ = base.sql(f"SELECT * FROM {view}", 1)
        st.markdown(f"**`{view}`** — {say(f'sql_{view}')}  \n`{'` `'.join(columns)}`")


def _unique(columns: list[str]) -> list[str]:
    """Names that a table can have: none twice, none empty."""
    names: dict[str, None] = {}
    for column in columns:
        name, number = column.strip() or "?", 1
        while name in names:
            number += 1
            name = f"{column.strip() or '?'} ({number})"
        names[name] = None
    return list(names)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.hex()
    return f"{value:.15g}" if isinstance(value, float) else str(value)
