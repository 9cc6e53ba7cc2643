"""Options that commands share, and what is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kb.indexing.catalogue import Filters
    from kb.knowledge_base import KnowledgeBase

Index = Annotated[Path, typer.Option("--index", help="Folder of the index.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Paths = Annotated[list[Path], typer.Argument(help="Files and folders.")]
TopK = Annotated[int | None, typer.Option("--top-k", min=1, help="At most this many.")]
Documents = Annotated[
    list[str] | None, typer.Option("--document", help="Only this document (id or name).")
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", help="Only documents of this publisher.")
]
Edition = Annotated[
    str | None, typer.Option("--edition", help="Only this edition, or documents of this year.")
]
Words = Annotated[list[str], typer.Argument(help="Question or keywords.")]
DEFAULT_INDEX = Path("index")
NO_EVIDENCE = 1
"""Exit code of a question that nothing was found for."""


def opened(index: Path) -> KnowledgeBase:
    """The knowledge base in the folder that ``--index`` names."""
    from kb.knowledge_base import KnowledgeBase

    return KnowledgeBase.open(index)


def where_of(documents: list[str] | None, publisher: str | None, edition: str | None) -> Filters:
    """The filters that ``--document``, ``--publisher`` and ``--edition`` give."""
    return {"documents": documents or None, "publisher": publisher, "edition": edition}
