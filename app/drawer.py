"""The source of a figure in a drawer at the side, opened by the page's address."""

from __future__ import annotations

import streamlit as st

from app import components, place, source
from app.language import say
from app.place import Place
from kb import KnowledgeBase

_FOCUS = components.load("focus")


def draw(base: KnowledgeBase) -> None:
    """Draw the drawer where the page's address names a place; the last thing on a page."""
    _FOCUS(key="kb-focus")
    at = Place.from_address()
    if at is not None:
        dialog = st.dialog(say("source"), width="medium", position="right", on_dismiss=place.leave)
        dialog(source.draw)(base, at)
