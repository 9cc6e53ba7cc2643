"""Of which documents a question is asked: a choice beside the input, kept in the address."""

from __future__ import annotations

import streamlit as st

from app import address, place
from app.language import say
from kb import KnowledgeBase

_NAME = "in"
_KEPT = "ask_documents"


def draw(base: KnowledgeBase) -> list[str]:
    """Draw the choice, unless there is nothing to choose; the ids chosen, none for all."""
    titles = _titles(base)
    if len(titles) < 2:
        st.query_params.pop(_NAME, None)
        return []
    if _NAME not in st.session_state and _NAME not in st.query_params:
        # The conversation is still there when its reader comes back from another page.
        st.query_params[_NAME] = st.session_state.get(_KEPT, [])
    chosen = [one for one in st.session_state.get(_NAME, _addressed()) if one in titles]
    label = say("asked_of", len(chosen)) if chosen else say("any_document")
    with st.popover(label, icon=":material/filter_alt:", key="kb-scope", wrap=False):
        chosen = address.some_of(
            _NAME,
            say("filter_documents"),
            list(titles),
            titles.__getitem__,
            placeholder=say("any_document"),
        )
        st.caption(say("scope_hint"))
    st.session_state[_KEPT] = chosen
    return chosen


def in_words(base: KnowledgeBase, chosen: list[str]) -> str:
    """What the documents are called, where not all are asked."""
    titles = _titles(base)
    return say("comma").join(titles.get(one, one) for one in chosen)


def _titles(base: KnowledgeBase) -> dict[str, str]:
    """The documents that answer: one that was set aside for another does not."""
    return place.titles([one for one in base.entries() if not one.original])


def _addressed() -> list[str]:
    return st.query_params.get_all(_NAME)
