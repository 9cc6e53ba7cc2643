"""What the reader of a binary format takes and gives back.

A format is one module with one function, named in ``kb.readers.formats.FORMATS``::

    def read_docx(data: bytes, name: str, limits: Limits) -> Parsed: ...

It runs in a process of its own (``kb.readers.sandbox``), so it imports its library inside the
function, and what it meets must not kill more than itself. It writes a ``Transcript``: text in
reading order, each piece with where it stands, headings with their level, table rows with their
cells. It does not look for exhibits, numbers of headings, tables of contents or a cover:
``kb.readers.assembly`` does that for every format from the text alone.

It raises ``DocumentEncrypted``, ``DocumentDamaged`` and ``DocumentTooLarge`` (over ``limits``), with
a message that begins with ``name`` and ends with what to do. Time and memory are not its concern,
and neither is a text that turns out empty. Text that a library reads wrongly is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kb.types import Locator

NOWHERE = Locator(0, 0)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u200b\u2060\ufeff]")
_BREAKS = re.compile(r"[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a reader may go; see the settings of the same names in ``Config``."""

    seconds: float
    memory_bytes: int
    pages: int
    unpacked_bytes: int


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
    title: str = ""
    """This and the next are what the file itself says; empty, they are guessed from its text."""
    publisher: str = ""
    date: str = ""
    scanned: tuple[int, ...] = ()
    """Pages, counted from 1, that hold an image of text and no text."""
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse offsets that are out of order or outside of the text."""
        spans = [(each.start, each.end) for each in self.locators]
        inside = all(0 <= start <= end <= len(self.text) for start, end in spans)
        if not inside or any(before[1] > after[0] for before, after in pairwise(spans)):
            raise ValueError("locators overlap or leave the text")
        for starts in (self.pages, tuple(start for start, _ in self.headings)):
            if list(starts) != sorted(starts) or any(not 0 <= s <= len(self.text) for s in starts):
                raise ValueError("pages or headings are out of order or leave the text")


class Transcript:
    """Writes a ``Parsed`` piece by piece.

    ``where`` is a ``Locator`` whose ``start`` and ``end`` do not matter: they become the piece's.
    Neighbouring pieces of one place share a locator. Blocks (paragraphs, headings, tables) are
    parted by a blank line, as the search for headings and exhibits needs it.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: list[str] = []
        self._length = 0
        self._locators: list[Locator] = []
        self._pages: list[int] = []
        self._headings: list[tuple[int, int]] = []
        self._break = ""
        self._new_pages = 0
        self._level = 0

    def page(self) -> None:
        """The next page begins with the next piece."""
        self._new_pages += 1

    def add(self, text: str, where: Locator = NOWHERE) -> None:
        """Write ``text`` on as it is, without control characters; line breaks become spaces."""
        cleaned = _BREAKS.sub(" ", _UNPRINTABLE.sub("", text))
        if not self._parts or self._break:
            cleaned = cleaned.lstrip(" ")
        if cleaned:
            self._write(cleaned, where)

    def paragraph(self, text: str, where: Locator = NOWHERE) -> None:
        """Write a block of one piece."""
        self.block()
        self.add(text, where)
        self.block()

    def heading(self, text: str, level: int, where: Locator = NOWHERE) -> None:
        """Write a block that is a heading of ``level``, 1 for the highest."""
        self.begin_heading(level)
        self.add(text, where)
        self.block()

    def begin_heading(self, level: int) -> None:
        """Begin a block that is a heading, for one that is written in several pieces."""
        self.block()
        self._level = level

    def row(self, cells: Sequence[str], where: Locator | Iterable[Locator] = NOWHERE) -> None:
        """Write a line of a table, tabs between its cells; ``where`` is one place or one a cell.

        A table is a run of rows; call ``block`` before and after it.
        """
        self.line()
        places = [where] * len(cells) if isinstance(where, Locator) else where
        for position, (cell, place) in enumerate(zip(cells, places, strict=True)):
            if position:
                self._write("\t", NOWHERE)
            self.add(" ".join(cell.split()), place)

    def line(self) -> None:
        """End the line, if it holds anything."""
        if self._parts and not self._break:
            self._break = "\n"

    def block(self) -> None:
        """End the block, if it holds anything."""
        self._level = 0
        if self._parts:
            self._break = "\n\n"

    def parsed(self) -> Parsed:
        """What was written so far, without what the file says of itself."""
        pages = [*self._pages, *[self._length] * self._new_pages]
        text = "".join(self._parts)
        return Parsed(text, tuple(self._locators), tuple(pages), tuple(self._headings))

    def _write(self, text: str, where: Locator) -> None:
        self._append(self._break)
        self._break = ""
        start = self._length
        self._pages += [start] * self._new_pages
        self._new_pages = 0
        if self._level:
            self._headings.append((start, self._level))
            self._level = 0
        self._append(text)
        self._locate(start, where)

    def _locate(self, start: int, where: Locator) -> None:
        place = _place(where)
        if place == _place(NOWHERE):
            return
        if self._locators and _place(self._locators[-1]) == place:
            start = self._locators.pop().start
        self._locators.append(Locator(start, self._length, *place))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _place(where: Locator) -> tuple[Any, ...]:
    return where.page, where.box, where.slide, where.sheet, where.cell, where.paragraph
