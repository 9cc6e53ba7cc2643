"""The colours of charts, in the theme that the reader has."""

from __future__ import annotations

import streamlit as st

COLOURS = ["#1d5fa8", "#c8622b", "#2f8f6b", "#8a5fb0", "#a9852f", "#5b6b7c"]
DARK_COLOURS = ["#7fb2ef", "#f0a06a", "#6fcaa5", "#c3a2e6", "#e0bd72", "#a9b6c4"]


def _dark() -> bool:
    return st.context.theme.type == "dark"


def several() -> list[str]:
    """Colours that can be told apart, in their order."""
    return DARK_COLOURS if _dark() else COLOURS


def grey() -> str:
    """What stands back."""
    return "#4a525e" if _dark() else "#c3cad2"


def ink() -> str:
    """The colour of what is written."""
    return "#e4e8ee" if _dark() else "#1f2933"


def ground() -> str:
    """The colour behind it."""
    return "#14171c" if _dark() else "#ffffff"
