"""The source viewer: a document opened at a span, which is marked and scrolled into view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from app import place
from app.language import say
from app.place import Place
from kb import Document, KnowledgeBase, KnowledgeBaseError

AROUND = 4000
"""Characters of the document drawn on either side of the span."""
HEIGHT = "min(70vh, 44rem)"
Piece = tuple[str, str]
_FOLDER = Path(__file__).parent / "components"


_VIEWER: Any = st.components.v2.component(
    "kb_source",
    html='<div class="frame" role="region" tabindex="0"><div class="text"></div></div>',
    css=(_FOLDER / "source.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "source.js").read_text(encoding="utf-8"),
)


def draw(base: KnowledgeBase, at: Place, also: Iterable[tuple[int, int]] = ()) -> None:
    """Draw the document around ``at``; the spans ``also`` are marked less strongly."""
    try:
        document = base.document(at.document_id)
    except KnowledgeBaseError:
        st.info(say("gone"))
        return
    length = len(document.text)
    if at.start >= length:
        st.info(say("no_such_place"))
        return
    st.html(f'<div class="kb-where">{escape(place.at(document, at.start))}</div>')
    span = (at.start, min(at.end, length))
    start, end = _window(document, span)
    _VIEWER(
        data={
            "pieces": pieces(document, start, end, span, [s for s in also if s != span]),
            "focus": f"{document.id}:{span[0]}-{span[1]}",
            "height": HEIGHT,
            "label": say("source"),
        },
        key="kb-source",
    )


def pieces(
    document: Document, start: int, end: int, span: tuple[int, int], also: Sequence[tuple[int, int]]
) -> list[Piece]:
    """``text[start:end]`` in order as (kind, text): ``text``, ``heading``, ``mark``, ``mark-also``.

    Joined, the texts are ``document.text[start:end]``.
    """
    kinds = ["text"] * (end - start)
    for section in document.sections:
        _paint(kinds, start, section.start, _line_end(document.text, section.start), "heading")
    for first, last in also:
        _paint(kinds, start, first, last, "mark-also")
    _paint(kinds, start, *span, "mark")
    found: list[Piece] = []
    begun = 0
    for position in range(1, len(kinds) + 1):
        if position == len(kinds) or kinds[position] != kinds[begun]:
            found.append((kinds[begun], document.text[start + begun : start + position]))
            begun = position
    return found


def _paint(kinds: list[str], offset: int, first: int, last: int, kind: str) -> None:
    for position in range(max(first - offset, 0), min(last - offset, len(kinds))):
        kinds[position] = kind


def _window(document: Document, span: tuple[int, int]) -> tuple[int, int]:
    """The span and its surroundings, whole lines."""
    text = document.text
    start, end = max(0, span[0] - AROUND), min(len(text), span[1] + AROUND)
    return text.rfind("\n", 0, start) + 1, _line_end(text, end)


def _line_end(text: str, position: int) -> int:
    found = text.find("\n", position)
    return len(text) if found < 0 else found
