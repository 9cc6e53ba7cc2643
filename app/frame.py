"""The frame: the five pages, their navigation and the language.

``/?q=…`` opens it on a question, ``/search?q=…`` on a search, ``&doc=…&at=…`` beside a source.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app import language, sign_on
from app.language import say

FOLDER = Path(__file__).parent
PAGES = {
    "ask": ":material/forum:",
    "search": ":material/search:",
    "figures": ":material/bar_chart:",
    "audit": ":material/fact_check:",
    "reports": ":material/library_books:",
}


def main() -> None:
    """Draw the frame, and the page in it."""
    language.settle()
    # A named icon would be fetched from outside.
    st.set_page_config(page_title=say("title"), page_icon=FOLDER / "icon.svg", layout="wide")
    page = st.navigation(
        [
            st.Page(f"{name}.py", title=say(name), icon=icon, default=name == "ask")
            for name, icon in PAGES.items()
        ],
        position="top",
    )
    language.switch()
    if sign_on.admitted():
        page.run()


if __name__ == "__main__":
    main()
