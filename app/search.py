"""Search: passages for a query, best first, filtered, each opened at its place in the source."""

from __future__ import annotations

import re
import time

import streamlit as st

from app import knowledge, passages, place, source
from app.language import say
from app.place import Place
from kb import Document, KnowledgeBase, KnowledgeBaseError, Passage

LONGEST_QUERY = 500
LONGEST_RANGE = 20
FEW, MANY = 10, 30
_QUERY, _DOCUMENTS, _SECTION = "search_query", "search_documents", "search_section"
_PAGES = "search_pages"
_RANGE = re.compile(r"\s*(\d{1,5})\s*(?:[-–—~至到]\s*(\d{1,5})\s*)?")
Asked = tuple[str, list[str], str | None, tuple[int, int] | None]
"""Query, documents, section, first and last page."""


def main() -> None:
    """Draw the page."""
    base = knowledge.opened()
    _from_address(base)
    results, aside = st.columns([11, 9], gap="large")
    with results:
        found = _results(base, _asked(base))
    wanted = Place.from_address()
    at = wanted or (Place.of(found[0]) if found else None)
    if at is not None:
        with aside, st.container(key="kb-beside"):
            source.draw(base, at, follow=wanted is not None)


def _from_address(base: KnowledgeBase) -> None:
    """Fill the fields from the address, once."""
    if _QUERY not in st.session_state:
        st.session_state[_QUERY] = st.query_params.get("q", "")[:LONGEST_QUERY]
    names = {document.id for document in base.documents()}
    if _DOCUMENTS not in st.session_state:
        asked = st.query_params.get_all("in")
        st.session_state[_DOCUMENTS] = [one for one in asked if one in names]
    if _SECTION not in st.session_state:
        st.session_state[_SECTION] = st.query_params.get("section") or None
    if _PAGES not in st.session_state:
        st.session_state[_PAGES] = st.query_params.get("pages", "")[:LONGEST_RANGE]


def _asked(base: KnowledgeBase) -> Asked:
    """Draw the fields; returns what they hold, and lets the address say so."""
    query: str = st.text_input(
        say("search_query"),
        key=_QUERY,
        max_chars=LONGEST_QUERY,
        placeholder=say("search_placeholder"),
        on_change=place.leave,
    ).strip()
    by_id = {document.id: document for document in base.documents()}
    with st.container(key="kb-filters"):
        documents: list[str] = st.multiselect(
            say("filter_documents"),
            list(by_id),
            key=_DOCUMENTS,
            format_func=place.titles(list(by_id.values())).__getitem__,
            placeholder=say("any_document"),
        )
        searched = [by_id[one] for one in documents] or list(by_id.values())
        sections = _sections(searched)
        if st.session_state[_SECTION] not in sections:
            st.session_state[_SECTION] = None
        section = st.selectbox(
            say("filter_section"), sections, key=_SECTION, placeholder=say("any_section")
        )
        pages = _pages(searched)
    _to_address(query, documents, section)
    return query, documents, section, pages


def _pages(documents: list[Document]) -> tuple[int, int] | None:
    """Draw the filter by pages, where a document has any; the range that it names."""
    if not any(has_pages(document) for document in documents):
        st.query_params.pop("pages", None)
        return None
    typed: str = st.text_input(
        say("filter_pages"),
        key=_PAGES,
        max_chars=LONGEST_RANGE,
        placeholder=say("any_page"),
    )
    pages = page_range(typed)
    if pages:
        st.query_params["pages"] = f"{pages[0]}-{pages[1]}"
    else:
        st.query_params.pop("pages", None)
        if typed.strip():
            st.caption(say("no_range"))
    return pages


def page_range(typed: str) -> tuple[int, int] | None:
    """First and last page of what is typed, such as ``3`` or ``3-8``; None where it names none."""
    match = _RANGE.fullmatch(typed)
    if match is None:
        return None
    first, last = int(match.group(1)), int(match.group(2) or match.group(1))
    return min(first, last), max(first, last)


def has_pages(document: Document) -> bool:
    """Whether places in it are pages or slides."""
    return bool(document.pages) or any(one.page or one.slide for one in document.locators)


def _sections(documents: list[Document]) -> list[str]:
    return list(dict.fromkeys(s.title for d in documents for s in d.sections if s.title.strip()))


def _to_address(query: str, documents: list[str], section: str | None) -> None:
    for name, value in (("q", query), ("in", documents), ("section", section or "")):
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]


def _results(base: KnowledgeBase, asked: Asked) -> list[Passage]:
    query, documents, section, pages = asked
    if not query:
        st.caption(say("search_hint"))
        return []
    wanted = st.session_state.get(f"more {query}", FEW)
    begun = time.perf_counter()
    try:
        found = base.search(query, wanted, section, pages, documents=documents or None)
    except KnowledgeBaseError as error:
        knowledge.draw_error(error)
        return []
    seconds = time.perf_counter() - begun
    if not found:
        st.info(say("nothing_found"))
        return []
    st.caption(say("passages_found", len(found), seconds))
    passages.draw(base, query, found, "search-passages", lambda at: at.to_address())
    if len(found) == wanted < MANY:
        st.button(say("more_passages"), on_click=_more, args=(query,))
    return found


def _more(query: str) -> None:
    st.session_state[f"more {query}"] = MANY


if __name__ == "__main__":
    main()
