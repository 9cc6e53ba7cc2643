"""What is saved from the conversation: an answer, or all of them, and what was judged good."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from app import downloads, feedback, knowledge
from app.downloads import Sheet
from app.language import later, say
from kb import Answer

_FORMS: tuple[tuple[str, str, str, Callable[..., bytes]], ...] = (
    ("markdown", "md", "text/markdown", downloads.markdown),
    ("word", "docx", downloads.WORD, downloads.word),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of the conversation and its answer."""

    number: int
    answer: Answer
    seconds: float
    scope: str = ""
    """The documents that were asked, in words; empty where all were."""


def draw(turn: Turn, conversation: Sequence[Turn]) -> None:
    """Draw the menu of ``turn``; with the ``conversation`` in it, where it has several turns."""
    with st.popover(say("download"), type="tertiary", icon=":material/download:"):
        question = turn.answer.full_question
        _buttons("download", [turn], question, f"{turn.number}")
        if len(conversation) > 1:
            title = say("conversation", conversation[0].answer.question)
            _buttons("download_all", conversation, title, f"{turn.number}", title)
        kept = feedback.evaluation_file(knowledge.INDEX_FOLDER)
        if kept:
            name, mime = "feedback-questions.jsonl", "application/jsonl"
            _button("download_feedback", kept, name, mime, f"{turn.number}")


def _buttons(label: str, turns: Sequence[Turn], name: str, key: str, title: str = "") -> None:
    for form, ending, mime, make in _FORMS:
        made = later(functools.partial(_made, make, tuple(turns), title))
        _button(f"{label}_{form}", made, downloads.file_name(name, ending), mime, key)


def _button(
    label: str, data: bytes | Callable[[], bytes], name: str, mime: str, number: str
) -> None:
    key = f"{label.replace('_', '-')}-{number}"
    st.download_button(say(label), data, name, mime, key=key, on_click="ignore", type="tertiary")


def _made(make: Callable[..., bytes], turns: Sequence[Turn], title: str) -> bytes:
    return make([Sheet.of(turn.answer, turn.scope) for turn in turns], title)
