"""What the reader of a binary format takes and gives back.

A format is one module with one function, named in ``kb.readers.formats.FORMATS``::

    def read_docx(data: bytes, name: str, limits: Limits) -> Parsed: ...

It runs in a process of its own (``kb.readers.sandbox``), so it imports its library inside the
function, and what it meets must not kill more than itself. It writes a ``Transcript`` (in
``kb.readers.transcript``): text in reading order, each piece with where it stands, headings with
their level, tables with their cells. It does not look for exhibits, numbers of headings, tables of
contents or a cover: ``kb.readers.assembly`` does that for every format from the text alone.

It raises ``DocumentEncrypted``, ``DocumentDamaged`` and ``DocumentTooLarge`` (over ``limits``), with
a message that begins with ``name`` and ends with what to do. Time and memory are not its concern,
and neither is a text that turns out empty. Text that a library reads wrongly is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kb.types import Locator, Table


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a reader may go; see the settings of the same names in ``Config``."""

    seconds: float
    memory_bytes: int
    pages: int
    unpacked_bytes: int


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it is shown."""

    webp: str
    """The image, in base64."""
    width: float
    """Of the page in points, as is ``height``: what boxes are counted in."""
    height: float
    pages: int
    """How many the file has."""


@dataclass(frozen=True, slots=True)
class GivenTable:
    """A table that the file itself marks, so that it need not be guessed from the text."""

    start: int
    """First character of the lines printed over it, else of the table."""
    title: str
    table: Table


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as text with its places, before its structure is looked for."""

    text: str
    locators: tuple[Locator, ...] = ()
    """By start, without overlap."""
    pages: tuple[int, ...] = ()
    """Offset at which each page begins, for formats with pages."""
    headings: tuple[tuple[int, int], ...] = ()
    """Offset and level (1 is the highest) of each line that the file marks as a heading."""
    tables: tuple[GivenTable, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()
    """Spans that the file marks as boilerplate, such as its table of contents."""
    ends: tuple[int, ...] = ()
    """Offsets where the last section ends although no heading begins another."""
    title: str = ""
    """This and the next are what the file itself says; empty, they are guessed from its text."""
    publisher: str = ""
    date: str = ""
    author: str = ""
    """Stands for a publisher that neither the file nor its text names."""
    saved: str = ""
    """When it was last saved: stands for a date that neither the file nor its text names."""
    scanned: tuple[int, ...] = ()
    """Pages, counted from 1, that hold an image of text and no text."""
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse offsets that are out of order or outside of the text."""
        spans = [(each.start, each.end) for each in self.locators]
        inside = all(0 <= start <= end <= len(self.text) for start, end in spans)
        if not inside or any(before[1] > after[0] for before, after in pairwise(spans)):
            raise ValueError("locators overlap or leave the text")
        headings = tuple(start for start, _ in self.headings)
        tables = tuple(each.start for each in self.tables)
        for starts in (self.pages, headings, tables, self.ends):
            if list(starts) != sorted(starts) or any(not 0 <= s <= len(self.text) for s in starts):
                raise ValueError("pages, headings or tables are out of order or leave the text")
        if not all(self._holds(each.table) for each in self.tables):
            raise ValueError("a table is empty or its cells are not in the text")

    def _holds(self, table: Table) -> bool:
        cells = (cell for row in table.rows for cell in row)
        return all(table.rows) and all(self.text[c.start : c.end] == c.text for c in cells)
