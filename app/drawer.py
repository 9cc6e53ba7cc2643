"""The source of a figure in a drawer at the side, opened by the page's address."""

from __future__ import annotations

import streamlit as st

from app import place, source
from app.language import say
from app.place import Place
from kb import KnowledgeBase

_CLOSED = "_drawers_closed"


def draw(base: KnowledgeBase) -> None:
    """Draw the drawer where the page's address names a place; the last thing on a page."""
    at = Place.from_address()
    if at is not None:
        dialog = st.dialog(say("source"), width="medium", position="right", on_dismiss=_close)
        dialog(_show)(base, at)


def generation() -> int:
    """How often a drawer was closed: part of a table's key, so that no row stays selected."""
    count: int = st.session_state.get(_CLOSED, 0)
    return count


def _show(base: KnowledgeBase, at: Place) -> None:
    source.draw(base, at)


def _close() -> None:
    place.leave()
    st.session_state[_CLOSED] = generation() + 1
