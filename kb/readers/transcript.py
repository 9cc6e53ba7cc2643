"""Writing down a file piece by piece: text in reading order, headings, tables, places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kb.readers.parsed import GivenTable, Parsed
from kb.regex import regex
from kb.types import Cell, Locator, Table

NOWHERE = Locator(0, 0)
_UNPRINTABLE = regex(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u200b\u2060\ufeff]")
_LINES = regex(r"[\n\x0b\x0c\r\x85\u2028\u2029]+")
_BREAKS = regex(r"[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


def _nowhere(row: int, column: int) -> Locator:
    return NOWHERE


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
        self._tables: list[GivenTable] = []
        self._asides: list[tuple[int, int]] = []
        self._ends: list[int] = []
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

    @property
    def last(self) -> str:
        """The piece that was written last."""
        return self._parts[-1] if self._parts else ""

    def item(self, text: str, where: Locator = NOWHERE) -> None:
        """Write a line that stands right under the line before it, if that is an item too."""
        self.line()
        self.add(text.strip(), where)
        self.line()

    def lines(self, text: str, where: Locator = NOWHERE) -> None:
        """Write a block of several lines."""
        self.block()
        for line in _LINES.split(text):
            self.item(line, where)
        self.block()

    def aside(self, text: str, where: Locator = NOWHERE) -> None:
        """Write an item that is boilerplate."""
        self.line()
        start = self._begin()
        self.add(text.strip(), where)
        self._asides.append((start, self._length))
        self.line()

    def end_section(self) -> None:
        """What follows belongs under no heading until there is one."""
        self.block()
        self._ends.append(self._length)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        where: Callable[[int, int], Locator] = _nowhere,
        *,
        over: Sequence[tuple[str, Locator]] = (),
        title: str = "",
    ) -> None:
        """Write a table that the file marks as one; blank rows are left out.

        ``where`` is the place of a row's and a column's cell. ``over`` are lines printed right over
        the table, the first of which is its title; without any, ``title`` is what it shows.
        """
        filled = [(index, row) for index, row in enumerate(rows) if any(map(_cell_text, row))]
        self.block()
        start = self._begin()
        for text, place in over:
            self.add(text.strip(), place)
            self.line()
        if filled:
            table = self._table(filled, where)
            self._tables.append(GivenTable(start, _cell_text(over[0][0]) if over else title, table))
        self.block()

    def _table(
        self, rows: Sequence[tuple[int, Sequence[str]]], where: Callable[[int, int], Locator]
    ) -> Table:
        made: list[tuple[Cell, ...]] = []
        for number, (index, row) in enumerate(rows):
            cells: list[Cell] = []
            self._begin()
            for column, text in enumerate(map(_cell_text, row)):
                self._append("\t" if column else "")
                start = self._length
                if text:
                    self._write(text, where(index, column))
                cells.append(Cell(number, column, start, self._length, text))
            made.append(tuple(cells))
            self.line()
        return Table(made[0][0].start, made[-1][-1].end, tuple(made))

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
        return Parsed(
            text,
            tuple(self._locators),
            tuple(pages),
            tuple(self._headings),
            tuple(self._tables),
            tuple(self._asides),
            tuple(self._ends),
        )

    def _begin(self) -> int:
        """Write the break that is due; the offset at which the next piece begins."""
        self._append(self._break)
        self._break = ""
        return self._length

    def _write(self, text: str, where: Locator) -> None:
        start = self._begin()
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


def _cell_text(text: str) -> str:
    return " ".join(_UNPRINTABLE.sub("", text).split())


def _place(where: Locator) -> tuple[Any, ...]:
    return where.page, where.box, where.slide, where.sheet, where.cell, where.paragraph
