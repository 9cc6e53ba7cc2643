"""Grids of cells to tables: merged cells filled, title and note rows taken out of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.readers.lines import is_note, is_prose, source_of
from kb.regex import regex

_VALUE = regex(r"[(（]?[-−–+]?[¥$€£]?\s?\d[\d,]*(?:\.\d+)?\s*(?:[%％]|[^\d\s]{1,4})?[)）]?")
_LONGEST_LABEL = 12
_FEWEST_COLUMNS = 2
_LONGEST_NUMBER = 10
_HEADING_TEXTS = 3
_YEAR = regex(r"(?:19|20)\d\d\s?年?(?:[AEFP]|度)?|\d{1,2}\s?月")


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one; all four are included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells, and its place in the grid."""

    index: int
    cells: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        """Its different texts."""
        return [text for text in dict.fromkeys(self.cells) if text]


@dataclass(slots=True)
class Grid:
    """A table read out of a grid, with the lines of text around it."""

    above: list[Row] = field(default_factory=list)
    """Rows with a single text over the table: its title, its unit."""
    rows: list[Row] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)
    """Rows with a single text under the table: notes and its source."""
    left: int = 0
    """Column of the grid in which the table begins."""


def one_line(text: str) -> str:
    """``text`` with tabs, line ends and control characters made single spaces."""
    return " ".join(text.split())


def whole_number(text: str | None, default: int) -> int:
    """The number in an attribute; ``default`` where it is missing or none that a file can mean."""
    return int(text) if text and text.isdecimal() and len(text) < _LONGEST_NUMBER else default


def is_value(text: str) -> bool:
    """True for a number with or without unit that is no year."""
    return _VALUE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def filled(rows: Sequence[Sequence[str]], merges: Sequence[Merge]) -> list[list[str]]:
    """Rows of equal length with merged cells filled.

    A name that spans rows stands in each of them, and a header that spans columns over each of
    them. A value is never repeated: what is said once of several rows is no value of each.
    """
    width = max(map(len, rows), default=0)
    grid = [[*map(one_line, row), *[""] * (width - len(row))] for row in rows]
    head = next((i for i, row in enumerate(grid) if any(map(is_value, row))), len(grid))
    for merge in merges:
        if merge.top >= len(grid) or merge.left >= width:
            continue
        text = grid[merge.top][merge.left]
        if not text or is_value(text) or _is_title(merge, width):
            continue
        right = min(merge.right, width - 1) if merge.top < head else merge.left
        for row in range(merge.top, min(merge.bottom, len(grid) - 1) + 1):
            for column in range(merge.left, right + 1):
                grid[row][column] = text
    return grid


def _is_title(merge: Merge, width: int) -> bool:
    """A row merged over its whole width heads the table, or a group of its rows."""
    return merge.left == 0 and merge.right >= width - 1 and width > 1 and merge.top == merge.bottom


def split_grid(rows: Sequence[Row], left: int = 0) -> Grid:
    """The table among ``rows``, which have the same length and hold no blank row."""
    first, last = 0, len(rows)
    width = max((len(row.cells) for row in rows), default=0)
    if width < _FEWEST_COLUMNS:
        return Grid([*rows], [], [], left)
    while first < last and _is_alone(rows[first]):
        first += 1
    while last > first and _is_alone(rows[last - 1]) and _is_below(rows[last - 1]):
        last -= 1
    kept = list(rows[first:last])
    if len(kept) == 1 and not any(map(is_value, kept[0].cells)) and first:
        return Grid([*rows], [], [], left)
    return Grid(list(rows[:first]), kept, list(rows[last:]), left)


def _is_alone(row: Row) -> bool:
    """A single text, beside which only a unit or a note may stand."""
    texts = row.texts
    return sum(1 for text in texts if not is_note(text)) < 2 and not any(map(is_value, texts))


def _is_below(row: Row) -> bool:
    """A note, a source or a sentence; a label alone is a row whose values are missing."""
    text = row.texts[0]
    return is_note(text) or source_of(text) is not None or len(text) > _LONGEST_LABEL


def blocks(cells: Sequence[Sequence[str]], merges: Sequence[Merge] = ()) -> list[Grid]:
    """The tables of a sheet, parted by blank rows and blank columns, in reading order.

    ``cells`` are rows of equal length. A part without a header of its own right under a table of
    the same width goes on with it: some leave a row blank every few rows.
    """
    found: list[Grid] = []
    for top, bottom in _runs([any(row) for row in cells]):
        columns = _runs([any(column) for column in zip(*cells[top:bottom], strict=True)])
        if not _are_tables(cells[top:bottom], columns):
            columns = [(columns[0][0], columns[-1][1])]
        for left, right in columns:
            inside = [
                Merge(m.top - top, m.left - left, m.bottom - top, m.right - left)
                for m in merges
                if top <= m.top < bottom and left <= m.left < right
            ]
            part = filled([row[left:right] for row in cells[top:bottom]], inside)
            block = split_grid(
                [Row(top + index, tuple(row)) for index, row in enumerate(part) if any(row)], left
            )
            if found and _continues(found[-1], block):
                found[-1].rows += block.rows
                found[-1].below += block.below
            elif found and _is_heading(found[-1]) and block.rows and not block.above:
                block.above = found.pop().above
                found.append(block)
            else:
                found.append(block)
    return found


def _are_tables(rows: Sequence[Sequence[str]], columns: list[tuple[int, int]]) -> bool:
    """Side by side stand tables where each part has two columns and two rows of them filled."""
    return len(columns) > 1 and all(
        right - left > 1 and sum(1 for row in rows if sum(map(bool, row[left:right])) > 1) > 1
        for left, right in columns
    )


def _is_heading(block: Grid) -> bool:
    """A title, perhaps with a unit, that a blank row parts from its table."""
    texts = [text for row in block.above for text in row.texts]
    return not block.rows and len(texts) <= _HEADING_TEXTS and not any(map(is_prose, texts))


def _continues(before: Grid, after: Grid) -> bool:
    if not before.rows or not after.rows or before.below or after.above:
        return False
    same = before.left == after.left and len(before.rows[0].cells) == len(after.rows[0].cells)
    return same and any(map(is_value, after.rows[0].cells)) and len(before.rows) > 1


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Starts and ends of the runs of True."""
    found: list[tuple[int, int]] = []
    start = -1
    for index, flag in enumerate([*flags, False]):
        if flag and start < 0:
            start = index
        elif not flag and start >= 0:
            found.append((start, index))
            start = -1
    return found
