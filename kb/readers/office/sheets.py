"""Sheets as every spreadsheet format has them, and how they become text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kb.errors import DocumentTooLarge
from kb.readers.grid import Grid, Merge, blocks
from kb.readers.names import is_title
from kb.readers.transcript import Transcript
from kb.regex import regex
from kb.types import Locator

MOST_ROWS = 20_000
"""Rows of a sheet with something in them; more is a database and no report."""
MOST_CELLS = 200_000
"""Cells of a file with something in them."""
MOST_SPREAD = 5_000_000
"""Cells of the rectangle around everything on a sheet, blank ones included."""
_UNNAMED = regex(r"(?:sheet|工作表|表|table|worksheet)\s*\d*(?:\s*\(\d+\))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one sheet shows: rows of equal length from cell A1 on."""

    name: str
    cells: Sequence[Sequence[str]]
    merges: Sequence[Merge] = ()

    @property
    def is_named(self) -> bool:
        """False for names such as Sheet1, which say nothing."""
        return _UNNAMED.fullmatch(self.name) is None


def write_sheets(sheets: Sequence[Sheet], name: str) -> tuple[Transcript, str]:
    """Sheets as sections, one after the other, and a title: that of the first table.

    Without one the file goes by its own name. The name of a sheet is its heading, unless the file
    has one sheet that nobody has named.
    """
    transcript = Transcript()
    title = ""
    for sheet in sheets:
        found = blocks(sheet.cells, sheet.merges)
        if found and (sheet.is_named or len(sheets) > 1):
            transcript.heading(sheet.name, 1, Locator(0, 0, sheet=sheet.name))
        for block in found:
            texts = [text for row in block.above for text in row.texts]
            title = title or next((text for text in texts if is_title(text, 60)), "")
            _write(transcript, sheet, block)
    return transcript, title or PurePath(name).stem


def _write(transcript: Transcript, sheet: Sheet, block: Grid) -> None:
    def place(index: int, column: int) -> Locator:
        cell = f"{column_name(block.left + column)}{index + 1}"
        return Locator(0, 0, sheet=sheet.name, cell=cell)

    def lines(rows: Sequence[Sequence[str]], indices: Sequence[int]) -> list[tuple[str, Locator]]:
        return [
            (text, place(index, column))
            for index, row in zip(indices, rows, strict=True)
            for column, text in enumerate(row)
            if text and text not in row[:column]
        ]

    over = lines([row.cells for row in block.above], [row.index for row in block.above])
    if block.rows:
        transcript.table(
            [row.cells for row in block.rows],
            lambda row, column: place(block.rows[row].index, column),
            over=over,
            title=sheet.name if sheet.is_named else "",
        )
        over = lines([row.cells for row in block.below], [row.index for row in block.below])
    transcript.block()
    for text, where in over:
        transcript.item(text, where)
    transcript.block()


def column_name(column: int) -> str:
    """The letters over a column of a sheet: ``A`` for 0, ``AA`` for 26."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def column_number(name: str) -> int:
    """The column that letters name: 0 for ``A``, 26 for ``AA``."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def check_size(name: str, sheet: str, rows: int, cells: int, spread: int = 0) -> None:
    """Refuse what is too large for a report.

    Raises:
        DocumentTooLarge: ``rows`` with something in them, or ``cells`` of the file, are over the
        limits, or they lie too far apart.
    """
    for count, most, words in (
        (rows, MOST_ROWS, "rows"),
        (cells, MOST_CELLS, "cells"),
        (spread, MOST_SPREAD, "cells from its first to its last"),
    ):
        if count > most:
            raise DocumentTooLarge(
                f"{name}: {f'sheet {sheet}' if sheet else 'it'} has {count:,} {words}, over the "
                f"limit of {most:,}; keep the rows that a report would print, or split the file"
            )
