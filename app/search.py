"""Search: passages for a query, best first."""

from __future__ import annotations

import streamlit as st

from app import knowledge, place
from app.language import say


def main() -> None:
    """Draw the page."""
    base = knowledge.opened()
    query = st.text_input(say("search_query"), placeholder=say("search_placeholder"))
    if not query.strip():
        return
    for passage in base.search(query):
        with st.container(border=True):
            st.text(place.in_words(passage))
            st.text(passage.quote)


if __name__ == "__main__":
    main()
