"""Figures: every data point and exhibit of the index, filtered, drawn, compared and queried."""

from __future__ import annotations

import streamlit as st

from app import (
    address,
    drawer,
    figures_compare,
    figures_data,
    figures_exhibits,
    figures_rankings,
    figures_series,
    figures_sql,
    knowledge,
    place,
    tabular,
)
from app.language import say

VIEWS = ("data", "series", "exhibits", "rankings", "compare", "sql")


def main() -> None:
    """Draw the page."""
    base = knowledge.opened()
    st.title(say("figures"), anchor=False)
    view = address.segments("view", say("view"), {name: say(f"view_{name}") for name in VIEWS})
    points = base.data_points()
    titles = place.titles(base.documents())
    if not points and view != "sql":
        tabular.empty(say("no_figures"))
    elif view == "data":
        figures_data.draw(points, titles)
    elif view == "series":
        figures_series.draw(points, titles)
    elif view == "rankings":
        figures_rankings.draw(points, titles)
    elif view == "compare":
        figures_compare.draw(base, titles)
    elif view == "exhibits":
        figures_exhibits.draw(base, titles)
    else:
        figures_sql.draw(base)
    drawer.draw(base)


if __name__ == "__main__":
    main()
