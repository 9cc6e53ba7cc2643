"""kb: a knowledge base over industry reports, with cited passages and sourced figures.

Importing this package reads, writes and downloads nothing, and imports no model library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.config import Config
    from kb.figures.lookup.vintages import Comparison, Vintage
    from kb.indexing.catalogue import Entry
    from kb.knowledge_base import KnowledgeBase
    from kb.readers.files import readable_suffixes
    from kb.readers.formats import carries_its_fonts, page_picture
    from kb.readers.parsed import PagePicture

from kb.errors import IndexMissing, KnowledgeBaseError
from kb.types import (
    Answer,
    Chunk,
    Citation,
    DataPoint,
    Derivation,
    Document,
    Exhibit,
    Finding,
    Passage,
    Period,
    Table,
)

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Chunk",
    "Citation",
    "Comparison",
    "Config",
    "DataPoint",
    "Derivation",
    "Document",
    "Entry",
    "Exhibit",
    "Finding",
    "IndexMissing",
    "KnowledgeBase",
    "KnowledgeBaseError",
    "PagePicture",
    "Passage",
    "Period",
    "Table",
    "Vintage",
    "carries_its_fonts",
    "page_picture",
    "readable_suffixes",
]

_LAZY = {
    "Comparison": "kb.figures.lookup.vintages",
    "Config": "kb.config",
    "Entry": "kb.indexing.catalogue",
    "KnowledgeBase": "kb.knowledge_base",
    "PagePicture": "kb.readers.parsed",
    "Vintage": "kb.figures.lookup.vintages",
    "carries_its_fonts": "kb.readers.formats",
    "page_picture": "kb.readers.formats",
    "readable_suffixes": "kb.readers.files",
}


def __getattr__(name: str) -> Any:
    """Import the heavier names when they are first asked for."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'kb' has no attribute {name!r}")
