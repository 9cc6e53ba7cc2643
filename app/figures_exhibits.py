"""Figures, the view Exhibits: the numbered charts and tables, one of them opened."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app import address, exhibit, tabular
from app.language import say
from app.tabular import Row
from kb import Exhibit, KnowledgeBase

_WIDTHS = {
    "exhibit_label": 60,
    "exhibit_title": 180,
    "exhibit_values": 88,
    "document": 160,
}
Listed = tuple[str, Exhibit]


def draw(base: KnowledgeBase, titles: Mapping[str, str]) -> None:
    """Draw the list and the exhibit that the address names, else the first."""
    found = _filtered(base.exhibits(), titles)
    if not found:
        tabular.empty(say("no_exhibits"))
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.caption(say("exhibits_count", len(found)))
        chosen = _list(found, titles)
    with right:
        exhibit.draw(base, *chosen, titles)


def _filtered(listed: list[Listed], titles: Mapping[str, str]) -> list[Listed]:
    with st.container(key="kb-exhibit-filters", horizontal=True, vertical_alignment="bottom"):
        words = address.text("words", say("filter_words"), placeholder=say("filter_words_hint"))
        kinds = {
            "all": say("all"),
            "values": say("with_values"),
            "lost": say("without_values"),
        }
        kind = address.segments("values", say("exhibit"), kinds)
        documents = address.some_of(
            "document",
            say("document"),
            list(dict.fromkeys(id_ for id_, _ in listed)),
            lambda id_: titles.get(id_, id_),
            placeholder=say("all"),
        )
    return [
        (id_, one)
        for id_, one in listed
        if (kind == "all" or one.has_values == (kind == "values"))
        and (not documents or id_ in documents)
        and all(
            word in f"{exhibit.name(one)} {one.source} {' '.join(one.heading_path)}".casefold()
            for word in words.casefold().split()
        )
    ]


def _list(found: list[Listed], titles: Mapping[str, str]) -> Listed:
    """Draw the list; the exhibit that is chosen in it."""
    asked = st.query_params.get("exhibit", "")
    # What is seen first has a number and values, where any has: a layout of boxes may lead the list.
    first = max(range(len(found)), key=lambda n: (*_shows(found[n][1]), -n))
    place = next((n for n, one in enumerate(found) if code(one) == asked), first)
    several = len({id_ for id_, _ in found}) > 1
    rows = [_row(one, titles, several) for one in found]
    key = f"exhibits-{hash_of(found)}"
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            say(name): st.column_config.TextColumn(say(name), width=width)
            for name, width in _WIDTHS.items()
            if say(name) in rows[0]
        },
        height=tabular.height(len(rows), 16),
        row_height=tabular.ROW_HEIGHT,
        key=key,
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [place], "columns": [], "cells": []}},
        alt=say("view_exhibits"),
    )
    rows_chosen = st.session_state[key]["selection"]["rows"]
    chosen = found[rows_chosen[0] if rows_chosen and rows_chosen[0] < len(found) else place]
    st.query_params["exhibit"] = code(chosen)
    return chosen


def _shows(one: Exhibit) -> tuple[bool, bool]:
    return one.has_values, bool(one.label)


def code(listed: Listed) -> str:
    """What names an exhibit in an address: its document and where it begins."""
    return f"{listed[0]}:{listed[1].start}"


def hash_of(found: list[Listed]) -> str:
    """Part of the list's key: another list begins with its own choice."""
    return str(hash(tuple(map(code, found))))


def _row(listed: Listed, titles: Mapping[str, str], several: bool) -> Row:
    document_id, one = listed
    row = {
        say("exhibit_label"): one.label or "—",
        say("exhibit_title"): one.title,
        say("exhibit_values"): say("in_text" if one.has_values else "caption_only"),
    }
    return row | ({say("document"): titles.get(document_id, "")} if several else {})
