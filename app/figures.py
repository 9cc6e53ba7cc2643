"""Figures: every data point of the index."""

from __future__ import annotations

import streamlit as st

from app import figures_table, knowledge
from app.language import say

COLUMNS = ("metric", "period", "value", "unit", "actual_or_forecast", "entity", "kind", "exhibit")


def main() -> None:
    """Draw the page."""
    base = knowledge.opened()
    st.title(say("figures"))
    points = base.data_points()
    st.caption(say("figures_count", len(points)))
    rows = [figures_table.row(point) for point in points]
    figures_table.draw(rows, COLUMNS, key="figures-all")


if __name__ == "__main__":
    main()
