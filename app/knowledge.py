"""The one open index of the process, shared by all sessions and reopened when it was rebuilt."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import streamlit as st

from app import suggestions, tabular
from app.language import NAMES as LANGUAGES
from app.language import Language, say
from kb import IndexMissing, KnowledgeBase, KnowledgeBaseError

INDEX_FOLDER = Path("index")
CORPUS_FOLDER = Path("corpus")


class Shelf:
    """Keeps the live generation of one index folder open. Any thread may ask.

    A session that still answers from an older generation keeps that one open until it is done.
    """

    def __init__(self, index_folder: Path) -> None:
        """``index_folder`` is what ``kb build`` writes."""
        self._index_folder = index_folder
        self._lock = threading.Lock()
        self._base: KnowledgeBase | None = None
        self._generation = ""
        self._suggesting = threading.Lock()
        self._suggestions: dict[tuple[str, Language], list[str]] = {}

    def base(self) -> KnowledgeBase:
        """The live generation, opened if it is not the one that is open.

        Raises:
            KnowledgeBaseError: the index cannot be opened.
        """
        with self._lock:
            live = KnowledgeBase.live_generation(self._index_folder)
            if self._base is None or live != self._generation:
                model = self._base.embedder if self._base else None
                self._base = KnowledgeBase.open(self._index_folder, embedder=model)
                self._generation = live
            return self._base

    def suggestions(self, base: KnowledgeBase, language: Language) -> list[str]:
        """Questions that ``base`` answers, found once a generation and language."""
        with self._suggesting:
            known = (base.generation, language)
            if known not in self._suggestions:
                self._suggestions = {
                    key: value
                    for key, value in self._suggestions.items()
                    if key[0] == base.generation
                }
                self._suggestions[known] = suggestions.suggested(base, language)
            return self._suggestions[known]


_SHELVES: dict[Path, Shelf] = {}
_MAKING = threading.Lock()


def the_shelf() -> Shelf:
    """The shelf of the index folder that this process serves."""
    folder = INDEX_FOLDER.resolve()
    with _MAKING:
        return _SHELVES.setdefault(folder, Shelf(folder))


def warm_up() -> None:
    """Open the index and ask it something, so that no reader waits for that."""
    shelf = the_shelf()
    # Without an index, or with a damaged one, the page says so when it is opened.
    with contextlib.suppress(KnowledgeBaseError):
        base = shelf.base()
        for language in LANGUAGES:
            shelf.suggestions(base, language)
        base.warm_up()


def opened() -> KnowledgeBase:
    """The shared knowledge base; where it cannot be had or holds nothing, say so and stop the page."""
    try:
        base = the_shelf().base()
    except KnowledgeBaseError as error:
        draw_error(error)
        if isinstance(error, IndexMissing):
            _link_to_reports()
        st.stop()
    if not base.counts()["documents"]:
        tabular.empty(say("empty"))
        _link_to_reports()
        st.stop()
    return base


def _link_to_reports() -> None:
    st.page_link("reports.py", label=say("add_reports"), icon=":material/library_add:")


def draw_error(error: KnowledgeBaseError) -> None:
    """Draw what went wrong and the next command, as plain text."""
    if isinstance(error, IndexMissing):
        st.info(f"**{say('first_run')}**  \n{say('first_run_hint')}", icon=":material/inventory_2:")
        st.code("kb build corpus", language=None)
        return
    name = f"error_{error.exit_code}"
    st.error(say(name if error.exit_code in range(1, 6) else "error_1"), icon=":material/error:")
    st.text(str(error))
