"""A page of a PDF as it was printed, what is cited marked on it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st

from app import components, original
from app.language import say
from kb import Document, KnowledgeBaseError, PagePicture

Span = tuple[int, int]
_KEY, _STATE = "kb-page", "source_page"
_VIEWER = components.load("page")


def is_pdf(document: Document) -> bool:
    """Whether it has pages to be drawn, where its file is still there."""
    return document.name.lower().endswith(".pdf")


def draw(path: Path, document: Document, span: Span, also: Iterable[Span], follow: bool) -> bool:
    """Draw the page on which ``span`` begins, or the one turned to; False where that failed."""
    focus = f"{document.id}:{span[0]}-{span[1]}"
    number = _page(document, span, focus)
    try:
        picture = original.picture(path, document.id, number)
    except (KnowledgeBaseError, OSError):
        return False
    told = say("page_of", number, picture.pages)
    _VIEWER(
        data={
            "label": told,
            "picture": picture.webp,
            "width": picture.width,
            "height": picture.height,
            "before": say("page_before") if number > 1 else "",
            "after": say("page_after") if number < picture.pages else "",
            "boxes": [
                *boxes(document, [one for one in also if one != span], number, picture, "also"),
                *boxes(document, [span], number, picture, "mark"),
            ],
            "focus": focus,
            "follow": follow,
        },
        key=_KEY,
        on_turn_change=_turn,
    )
    return True


def covered(span: Span) -> Span:
    """At least one character: a link may name a place without length."""
    return span[0], max(span[1], span[0] + 1)


def first_page(document: Document, span: Span) -> int:
    """The page on which ``span`` begins."""
    marked = [page for page, *_ in document.boxes(*covered(span))]
    return marked[0] if marked else document.page(span[0]) or 1


def boxes(
    document: Document, spans: Iterable[Span], page: int, picture: PagePicture, kind: str
) -> list[dict[str, Any]]:
    """The boxes of ``spans`` on ``page``, in percent of its width and height."""
    found = dict.fromkeys(box for span in spans for box in document.boxes(*covered(span)))
    return [
        {
            "kind": kind,
            "left": left / picture.width * 100,
            "top": top / picture.height * 100,
            "width": (right - left) / picture.width * 100,
            "height": (bottom - top) / picture.height * 100,
        }
        for number, left, top, right, bottom in found
        if number == page
    ]


def _page(document: Document, span: Span, focus: str) -> int:
    """The page of the span, unless another was turned to since it was opened."""
    state = st.session_state.get(_STATE)
    if state is None or state["focus"] != focus:
        state = {"focus": focus, "page": first_page(document, span)}
        st.session_state[_STATE] = state
    page: int = state["page"]
    return page


def _turn() -> None:
    step = st.session_state[_KEY].get("turn")
    if step in (-1, 1):
        st.session_state[_STATE]["page"] += int(step)
