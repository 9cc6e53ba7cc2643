"""Ask: a question, its answer, and the sources and figures it rests on."""

from __future__ import annotations

import streamlit as st

from app import figures_table, knowledge, place, source
from app.language import say
from app.place import Place


def main() -> None:
    """Draw the page."""
    base = knowledge.opened()
    typed = st.chat_input(say("ask_placeholder"), max_chars=500)
    if typed:
        st.query_params["q"] = typed
        place.leave()
    question = st.query_params.get("q", "").strip()
    if not question:
        st.title(say("title"))
        return
    answer = base.ask(question)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.text(answer.text)
        for citation in answer.citations:
            label = f"[{citation.marker}]"
            if st.button(label, key=f"cite-{citation.marker}"):
                Place(citation.document_id, citation.start, citation.end).to_address()
    with right:
        if answer.data_points:
            figures_table.draw([figures_table.row(point) for point in answer.data_points])
        at = Place.from_address()
        if at:
            source.draw(base, at)


if __name__ == "__main__":
    main()
