"""Reports: the documents of the index."""

from __future__ import annotations

import streamlit as st

from app import knowledge
from app.language import say


def main() -> None:
    """Draw the page."""
    base = knowledge.opened()
    st.title(say("reports"))
    documents = base.documents()
    st.caption(say("reports_count", len(documents)))
    for document in documents:
        st.text(f"{document.title or document.name}（{document.name}）")


if __name__ == "__main__":
    main()
