"""What a real-format file made by a test should be read as, and how well it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import PurePath

from kb.errors import DocumentError
from kb.readers.assembly import assemble
from kb.readers.formats import FORMATS
from kb.readers.parsed import Limits
from kb.types import Document, Exhibit

LIMITS = Limits(seconds=60, memory_bytes=10**9, pages=2000, unpacked_bytes=20_000_000)
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class RealFile:
    """A file and what reading it gives, or the error that it ends in."""

    name: str
    make: Callable[[], bytes]
    lines: tuple[str, ...] = ()
    """The text outside of tables, in order."""
    tables: tuple[Rows, ...] = ()
    """Cells of each table, in order."""
    captions: tuple[str, ...] = ()
    """Label and title of each exhibit with a table."""
    sections: tuple[tuple[str, ...], ...] = ()
    """Path of each section, in order."""
    places: tuple[tuple[str, str], ...] = ()
    """Pieces of the text, and where they stand in the file."""
    absent: tuple[str, ...] = ()
    """What must not be read."""
    metadata: tuple[str, str, str] | None = None
    """Title, publisher and date."""
    error: type[DocumentError] | None = None
    says: str = ""
    """What the error's message holds."""


def read_here(file: RealFile) -> Document:
    """Read a file in this process, without the cost of another."""
    module, _, function = FORMATS[PurePath(file.name).suffix].reader.partition(":")
    parsed = getattr(import_module(module), function)(file.make(), file.name, LIMITS)
    return assemble(parsed, file.name, "0" * 16)


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_recall(expected: Sequence[str], text: str) -> float:
    """The share of the expected characters that stand in ``text``, in order, white space aside."""
    wanted, found = squeezed("".join(expected)), squeezed(text)
    if not wanted:
        return 1.0
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def with_table(document: Document) -> list[Exhibit]:
    return [exhibit for exhibit in document.exhibits if exhibit.table is not None]


def rows_of(exhibit: Exhibit) -> list[list[str]]:
    assert exhibit.table is not None
    return [[cell.text for cell in row] for row in exhibit.table.rows]


def cell_recall(expected: Rows, found: Rows) -> float:
    """The share of the expected cells that stand in their row and column."""
    wanted = [(r, c, text) for r, row in enumerate(expected) for c, text in enumerate(row)]
    right = sum(
        1 for r, c, text in wanted if r < len(found) and c < len(found[r]) and found[r][c] == text
    )
    return right / len(wanted)


def text_of(file: RealFile) -> list[str]:
    """All the text that is expected, the tables after the rest."""
    return [*file.lines, *(cell for table in file.tables for row in table for cell in row)]
