"""Questions put to a text alone, which is indexed once a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes import FakeEmbedder

from kb.config import Config
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base(text: str) -> KnowledgeBase:
    """The knowledge base of a Markdown text."""
    folder = TemporaryDirectory(prefix="kb-asked-")
    _FOLDERS.append(folder)
    path = Path(folder.name) / "report.md"
    path.write_text(text, encoding="utf-8")
    return KnowledgeBase.build([path], path.parent / "index", Config.load(), FakeEmbedder())


def ask(text: str, question: str) -> Answer:
    return base(text).ask(question)
