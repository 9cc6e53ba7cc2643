"""Where something stands in a document, in words and in an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from app.language import current, say
from kb import Citation, Document, Entry, Passage


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document: what ``?doc=…&at=start-end`` names."""

    document_id: str
    start: int
    end: int

    @classmethod
    def of(cls, source: Citation | Passage) -> Place:
        """The span that ``source`` quotes."""
        return cls(source.document_id, source.start, source.end)

    @classmethod
    def from_address(cls) -> Place | None:
        """The place that the page's address names, or None."""
        document_id, at = st.query_params.get("doc", ""), st.query_params.get("at", "0-0")
        first, _, last = at.partition("-")
        if not document_id or not first.isdecimal() or not (last or first).isdecimal():
            return None
        if len(at) > 30:
            return None
        return cls(document_id, int(first), max(int(first), int(last or first)))

    def to_address(self) -> None:
        """Let the page's address name this place."""
        st.query_params["doc"] = self.document_id
        st.query_params["at"] = f"{self.start}-{self.end}"


def titles(documents: Sequence[Document] | Sequence[Entry]) -> dict[str, str]:
    """What documents are called, by their ids: of one title, with their edition or file."""
    alike = Counter(one.title for one in documents)
    return {
        one.id: f"{one.title} · {one.edition or one.name}"
        if one.title and alike[one.title] > 1
        else one.title or one.name
        for one in documents
    }


def leave() -> None:
    """Let the page's address name no place."""
    for name in ("doc", "at"):
        if name in st.query_params:
            del st.query_params[name]


def joined(title: str, path: Iterable[str]) -> str:
    """A document's title and a heading path, as plain text; a first heading like it once."""
    return " › ".join(part for part in (title, *_path(title, tuple(path))) if part)


def in_words(source: Citation | Passage) -> str:
    """Document, heading path and page, as plain text."""
    return " › ".join((source.document_title or source.document_name, *where(source)))


def where(source: Citation | Passage) -> tuple[str, ...]:
    """Heading path, and the page, slide or cell where the file has them, as plain text."""
    if source.locator is not None:
        printed = source.locator.place(current())
    else:
        printed = say("page", source.page) if source.page else ""
    return (*_path(source.document_title, source.heading_path), *filter(None, (printed,)))


def at(document: Document, start: int, end: int) -> str:
    """Document, heading path and page of a span, as plain text."""
    locator = document.locator(start, max(end, start + 1))
    printed = locator.place(current()) if locator else ""
    path = _path(document.title, document.heading_path(start))
    return " › ".join((document.title or document.name, *path, *filter(None, (printed,))))


def _path(title: str, headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings, without a first one that only repeats the title."""
    return headings[1:] if headings and title.endswith(headings[0]) else headings
