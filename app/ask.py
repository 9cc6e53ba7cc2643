"""Ask: a conversation on the left; beside it the figures, sources and passages of an answer."""

from __future__ import annotations

import time
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import (
    answer_text,
    beside,
    components,
    feedback,
    knowledge,
    place,
    saving,
    scope,
)
from app.language import current, say
from app.place import Place
from app.saving import Turn
from kb import KnowledgeBase, KnowledgeBaseError

LONGEST_QUESTION = 500
_CHOICES = components.load("choices")


def main() -> None:
    """Draw the page."""
    base = knowledge.opened()
    turns: list[Turn] = st.session_state.setdefault("turns", [])
    question = _asked(turns)
    # In a place of its own, which is emptied first: what it shows does not stay until the answer.
    welcome = st.empty()
    if not turns and not question:
        with welcome.container():
            _welcome(base)
        return
    if question:
        st.session_state["turn_selected"] = len(turns)
    conversation, aside = st.columns([11, 9], gap="large")
    with conversation, st.container(key="kb-conversation"):
        # The turns in a place of their own: a new one does not push the input, which comes after
        # them and before the answer, to another place, where it would be drawn anew.
        with st.container(key="kb-turns"):
            for turn in turns:
                with st.container(key=f"kb-turn-{turn.number}"):
                    _draw_question(turn.answer.question, turn.scope)
                    _draw(base, turn, turns, last=turn is turns[-1] and not question)
            asked = st.container(key=f"kb-turn-{len(turns)}") if question else None
        documents = _input(base)
        if asked:
            with asked:
                of = scope.in_words(base, documents)
                status = _draw_question(question, of)
                turns.append(_answered(base, question, turns, documents, of, status))
                _select(turns[-1])
                if Place.from_address() is None:
                    beside.show_default(turns[-1].answer)
                _draw(base, turns[-1], turns, last=True, fresh=len(turns) > 1)
    turn = _selected(turns)
    st.query_params["q"] = turn.answer.full_question
    with aside, st.container(key="kb-beside"):
        beside.draw(base, turn.answer, turn.number)
        # The last that is drawn after a question: what is below the conversation on a telephone
        # waits for it, and knows that of this answer from that of the one before.
        st.html(f'<i class="kb-whole-{"odd" if len(turns) % 2 else "even"}"></i>')


def _asked(turns: list[Turn]) -> str:
    """The question to answer now: typed, chosen, or in the address and not yet asked."""
    question: str = st.session_state.pop("question_pending", "")
    if question:
        place.leave()
        return question
    addressed = st.query_params.get("q", "").strip()[:LONGEST_QUESTION]
    if not addressed or (turns and _selected(turns).answer.full_question == addressed):
        return ""
    for turn in turns:
        if turn.answer.full_question == addressed:
            _select(turn)
            return ""
    return addressed


def _selected(turns: list[Turn]) -> Turn:
    """The turn whose figures and sources are shown beside, the last unless another is chosen."""
    number: int = st.session_state.get("turn_selected", len(turns) - 1)
    return turns[min(max(number, 0), len(turns) - 1)]


def _select(turn: Turn) -> None:
    st.session_state["turn_selected"] = turn.number
    st.query_params["q"] = turn.answer.full_question


def _answered(
    base: KnowledgeBase,
    question: str,
    turns: list[Turn],
    documents: list[str],
    of: str,
    status: DeltaGenerator,
) -> Turn:
    """Ask, and say meanwhile in ``status`` what is being done."""
    begun = time.perf_counter()
    before = turns[-1].answer.full_question if turns else ""
    try:
        answer = base.ask(
            question,
            lambda stage: _say_stage(status, stage),
            before=before,
            documents=documents or None,
        )
    except KnowledgeBaseError as error:
        status.empty()
        knowledge.draw_error(error)
        st.stop()
    seconds = time.perf_counter() - begun
    status.empty()
    return Turn(len(turns), answer, seconds, of)


def _say_stage(status: DeltaGenerator, stage: str) -> None:
    status.html(f'<div class="kb-stage" role="status">{escape(say(f"stage_{stage}"))}</div>')


def _draw_question(question: str, of: str) -> DeltaGenerator:
    """Draw a question; the place below it that says what is being done.

    An answer drawn again has that place, too: without it what follows would stand one place higher than
    before, be made anew, and be gone from the page for a moment.
    """
    only = f'<div class="kb-where">{escape(say("only_of", of))}</div>' if of else ""
    st.html(f'<h2 class="kb-question">{escape(question)}</h2>{only}')
    return st.empty()


def _draw(
    base: KnowledgeBase, turn: Turn, turns: list[Turn], last: bool, fresh: bool = False
) -> None:
    """Draw an answer and what can be done with it."""
    answer = turn.answer
    at = Place.from_address()
    chosen = st.session_state["turn_selected"] == turn.number
    active = next((c.marker for c in answer.citations if chosen and Place.of(c) == at), None)

    def cite(marker: int) -> None:
        _select(turn)
        citation = next((c for c in answer.citations if c.marker == marker), None)
        if citation:
            beside.open_source(Place.of(citation))

    answer_text.draw(answer, f"answer-{turn.number}", active, cite, fresh)
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"kb-actions-{turn.number}"
    ):
        saving.draw(turn, turns if last else [turn])
        feedback.draw(knowledge.INDEX_FOLDER, answer, f"feedback-{turn.number}")
        st.caption(say("seconds", turn.seconds))
        st.space("stretch")
        # In the place of the last turn's button: beside that, until it goes, it would need a second line.
        if not chosen:
            label, key = say("show_beside"), f"show-{turn.number}"
            st.button(label, key=key, type="tertiary", on_click=_show, args=(turn,))
        if last:
            st.button(
                say("new_conversation"),
                key="new-conversation",
                type="tertiary",
                icon=":material/add_comment:",
                on_click=_begin_anew,
            )
    if last and answer.status == "refused":
        with st.container(key="kb-suggestions"):
            _suggestions(base)


def _begin_anew() -> None:
    st.session_state["turns"] = []
    st.query_params.pop("q", None)
    place.leave()


def _show(turn: Turn) -> None:
    _select(turn)
    beside.show_default(turn.answer)


def _input(base: KnowledgeBase) -> list[str]:
    """Draw the input; the documents that are asked, none for all."""
    with st.container(key="kb-input", horizontal=True, vertical_alignment="bottom", wrap=False):
        documents = scope.draw(base)
        st.chat_input(
            say("ask_placeholder"),
            key="question_typed",
            max_chars=LONGEST_QUESTION,
            on_submit=lambda: _ask(st.session_state["question_typed"]),
        )
    return documents


def _ask(question: str) -> None:
    st.session_state["question_pending"] = (question or "").strip()[:LONGEST_QUESTION]


def _welcome(base: KnowledgeBase) -> None:
    """What is drawn before the first question."""
    with st.container(key="kb-welcome"):
        st.html(f'<h1 class="kb-hero">{escape(say("hero"))}</h1>')
        counts = base.counts()
        st.html(
            '<p class="kb-hint">'
            + escape(say("hero_hint", counts["documents"], counts["data_points"]))
            + "</p>"
        )
        _input(base)
        _suggestions(base)


def _suggestions(base: KnowledgeBase) -> None:
    """Questions that the documents answer; the first session waits for them, none other does."""
    st.html(f'<div class="kb-where">{escape(say("suggestions"))}</div>')
    slot = st.empty()
    slot.skeleton(height=150)
    texts = knowledge.the_shelf().suggestions(base, current())

    def chosen() -> None:
        _ask(str(st.session_state["choices"].get("choose") or ""))

    with slot.container():
        if texts:
            data = {"label": say("suggestions"), "texts": texts}
            _CHOICES(data=data, key="choices", on_choose_change=chosen)


if __name__ == "__main__":
    main()
