"""The file that a document was read from, where it still lies in the corpus folder unchanged.

An index keeps the text of a document, not its bytes.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from app import shelving
from app.knowledge import CORPUS_FOLDER
from kb import Document, PagePicture, carries_its_fonts, page_picture


def file_of(document: Document) -> Path | None:
    """Where the file is; None where it is gone or another one by now."""
    path = CORPUS_FOLDER.resolve() / document.name
    try:
        status = path.stat()
    except OSError:
        return None
    return _unchanged(document.id, document.name, path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=256)
def _unchanged(document_id: str, name: str, path: Path, _time: int, _size: int) -> Path | None:
    return shelving.file_of(document_id, name, CORPUS_FOLDER) and path


@st.cache_data(max_entries=64, show_spinner=False)
def picture(path: Path, document_id: str, page: int) -> PagePicture:
    """A page of the PDF at ``path``, drawn once for all sessions; ``document_id`` is its digest.

    Raises:
        KnowledgeBaseError: it cannot be drawn.
        OSError: it is gone.
    """
    del document_id
    return page_picture(path.read_bytes(), path.name, page)


@st.cache_data(max_entries=64, show_spinner=False)
def is_whole(path: Path, document_id: str) -> bool:
    """Whether the PDF at ``path`` brings its fonts; ``document_id`` is its digest.

    Raises:
        KnowledgeBaseError: it cannot be read.
        OSError: it is gone.
    """
    del document_id
    return carries_its_fonts(path.read_bytes(), path.name)
