"""The source viewer: a document opened at a span, which is marked and scrolled into view.

A PDF is shown as the page cited, whole, or as its text; any other document as its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

import streamlit as st

from app import components, original, page_view, place, whole_view
from app.language import say
from app.place import Place
from kb import Document, KnowledgeBase, KnowledgeBaseError, Table

AROUND = 3000
"""Characters of the document drawn on either side of the span, and added when asked for more."""
FORMS = ("page", "whole", "text")
Piece = tuple[str, str | list[list[list[Any]]]]
_KEY, _WINDOW = "kb-source", "source_window"
_MARKDOWN = re.compile(r"^#{1,6} |\*\*", re.MULTILINE)
_VIEWER = components.load("source")


def draw(
    base: KnowledgeBase, at: Place, also: Iterable[tuple[int, int]] = (), follow: bool = True
) -> None:
    """Draw the document around ``at``.

    Args:
        base: holds the document.
        at: what is marked and scrolled to.
        also: spans of the same document that are marked less strongly.
        follow: scroll the page, too, where the span is out of view.
    """
    try:
        document = base.document(at.document_id)
    except KnowledgeBaseError:
        st.info(say("gone"))
        return
    length = len(document.text)
    if at.start >= length:
        st.info(say("no_such_place"))
        return
    st.html(f'<div class="kb-where">{escape(place.at(document, at.start, at.end))}</div>')
    span = (at.start, min(at.end, length))
    spans = list(also)
    if page_view.is_pdf(document):
        path = original.file_of(document)
        if path is None:
            st.caption(say("no_page"))
        else:
            form = _form()
            if form == "whole" and whole_view.draw(path, document, span, spans):
                return
            if form != "text" and page_view.draw(path, document, span, spans, follow):
                return
    _draw_text(document, span, spans, follow)


def _form() -> str:
    """Draw the choice between a page, the whole file and its text."""
    st.session_state.setdefault("source_form", "page")
    chosen = st.segmented_control(
        say("source_form"),
        FORMS,
        required=True,
        format_func={form: say(f"form_{form}") for form in FORMS}.__getitem__,
        key="source_form",
        label_visibility="collapsed",
    )
    return str(chosen)


def _draw_text(
    document: Document, span: tuple[int, int], also: Sequence[tuple[int, int]], follow: bool
) -> None:
    length = len(document.text)
    focus = f"{document.id}:{span[0]}-{span[1]}"
    start, end = _window(document, span, focus)
    _VIEWER(
        data={
            "label": say("source"),
            "start": start,
            "earlier": say("earlier_text") if start > 0 else "",
            "later": say("later_text") if end < length else "",
            "pieces": pieces(document, start, end, span, [s for s in also if s != span]),
            "focus": focus,
            "follow": follow,
        },
        key=_KEY,
        on_more_change=_widen,
    )


def pieces(
    document: Document, start: int, end: int, span: tuple[int, int], also: Sequence[tuple[int, int]]
) -> list[Piece]:
    """``text[start:end]`` in order as (kind, text).

    Kinds are ``text``, ``heading``, ``syntax``, ``mark`` and ``also``; the texts are the
    document's. A table that lies in the span whole is one piece of kind ``table``: its rows, each
    a list of cells, each a list of such pieces.
    """
    text = document.text
    kinds = ["text"] * (end - start)
    for section in document.sections:
        _paint(kinds, start, section.start, _line_end(text, section.start), "heading")
    if document.name.lower().endswith((".md", ".markdown")):
        for match in _MARKDOWN.finditer(text, start, end):
            _paint(kinds, start, *match.span(), "syntax")
    for first, last in also:
        _paint(kinds, start, first, last, "also")
    _paint(kinds, start, *span, "mark")

    def cut(first: int, last: int) -> Iterator[Piece]:
        begun = first
        for position in range(first + 1, last + 1):
            if position == last or kinds[position - start] != kinds[begun - start]:
                yield kinds[begun - start], text[begun:position]
                begun = position

    found: list[Piece] = []
    position = start
    for table in _tables(document, start, end):
        found += cut(position, table.start)
        rows = [[list(cut(cell.start, cell.end)) for cell in row] for row in table.rows]
        found.append(("table", rows))
        position = table.end
    return [*found, *cut(position, end)]


def _tables(document: Document, start: int, end: int) -> Iterator[Table]:
    """The tables whole in ``[start, end)``, in order, none overlapping."""
    position = start
    found = (exhibit.table for exhibit in document.exhibits if exhibit.table)
    for table in sorted(found, key=lambda table: table.start):
        if position <= table.start and table.end <= end:
            yield table
            position = table.end


def _paint(kinds: list[str], offset: int, first: int, last: int, kind: str) -> None:
    for position in range(max(first - offset, 0), min(last - offset, len(kinds))):
        kinds[position] = kind


def _window(document: Document, span: tuple[int, int], focus: str) -> tuple[int, int]:
    """The span and its surroundings, as wide as was asked for, in whole lines."""
    window = st.session_state.get(_WINDOW)
    if window is None or window["focus"] != focus:
        window = {"focus": focus, "earlier": AROUND, "later": AROUND}
        st.session_state[_WINDOW] = window
    text = document.text
    start = text.rfind("\n", 0, max(0, span[0] - window["earlier"])) + 1
    return start, _line_end(text, min(len(text), span[1] + window["later"]))


def _widen() -> None:
    direction = st.session_state[_KEY].get("more")
    if direction in ("earlier", "later"):
        st.session_state[_WINDOW][direction] += AROUND


def _line_end(text: str, position: int) -> int:
    found = text.find("\n", position)
    return len(text) if found < 0 else found
