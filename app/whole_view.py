"""A PDF opened whole, to be scrolled, enlarged and copied from, what is cited outlined in it.

The viewer is streamlit-pdf-viewer. It knows nothing of new boxes, tells of a damaged file by an
alert and has no character maps; so each choice of boxes is a viewer of its own, and it gets only
files that pdfium has drawn and that bring their fonts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st

from app import original
from app.language import say
from app.page_view import Span, covered, first_page
from kb import Document, KnowledgeBaseError

MOST_BYTES = 20 * 2**20
"""Of a file: all of it goes to the browser."""
WHOLE, AROUND = 40, 10
"""Pages that are drawn at most, since the viewer keeps all; of longer files those on either side."""
HEIGHT = 640
_COLOURS = {"mark": "#b45309", "also": "#0f766e"}


def draw(path: Path, document: Document, span: Span, also: Iterable[Span]) -> bool:
    """Draw the file with ``span`` in view; False, and why, where only its page can be shown."""
    try:
        refused, pages = _refusal(path, document, span)
    except (KnowledgeBaseError, OSError):
        refused, pages = say("no_whole"), 0
    if refused:
        st.caption(refused)
        return False
    cited = first_page(document, span)
    drawn = range(1, pages + 1)
    if pages > WHOLE:
        drawn = drawn[max(0, cited - 1 - AROUND) : cited + AROUND]
    if len(drawn) < pages:
        st.caption(say("whole_part", drawn[0], drawn[-1], pages))
    _viewer(path, document, drawn, outlines(document, span, also), cited)
    return True


def outlines(document: Document, span: Span, also: Iterable[Span]) -> list[dict[str, Any]]:
    """The boxes of ``span``, then of those cited beside it, in points of their pages."""
    kinds = {box: "also" for one in also for box in document.boxes(*covered(one))}
    kinds |= dict.fromkeys(document.boxes(*covered(span)), "mark")
    return [
        {
            "page": page,
            "x": left,
            "y": top,
            "width": right - left,
            "height": bottom - top,
            "color": _COLOURS[kind],
        }
        for (page, left, top, right, bottom), kind in sorted(kinds.items())
    ]


def _refusal(path: Path, document: Document, span: Span) -> tuple[str, int]:
    """Why the file is not opened whole, or nothing; and how many pages it has."""
    if path.stat().st_size > MOST_BYTES:
        return say("no_whole_size", MOST_BYTES // 2**20), 0
    picture = original.picture(path, document.id, first_page(document, span))
    if not original.is_whole(path, document.id):
        return say("no_whole_fonts"), 0
    return "", picture.pages


def _viewer(
    path: Path, document: Document, pages: range, outlined: list[dict[str, Any]], cited: int
) -> None:
    # It declares its component when it is imported, which takes a session.
    from streamlit_pdf_viewer import pdf_viewer

    shown = [one for one in outlined if one["page"] in pages]
    marked = [one["color"] == _COLOURS["mark"] for one in shown]
    target = {"scroll_to_annotation": marked.index(True) + 1} if any(marked) else {}
    made_of = repr((document.id, cited, shown))
    pdf_viewer(
        path.read_bytes(),
        height=HEIGHT,
        key=f"kb-whole-{hashlib.sha256(made_of.encode()).hexdigest()[:16]}",
        annotations=shown,
        annotation_outline_size=2,
        pages_to_render=list(pages),
        render_text=True,
        scroll_behavior="instant",
        **(target or {"scroll_to_page": cited}),
    )
