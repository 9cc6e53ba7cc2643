"""Tables of Word as grids of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.readers.grid import Merge, whole_number
from kb.readers.office.word_numbering import W, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_WRAPPERS = tuple(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml"))
_WIDEST = 1_000
"""Columns of a table that are read."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell, or the part of a merged one in a row below (``element`` is then None)."""

    column: int
    span: int
    element: _Element | None


def read_rows(table: _Element) -> list[list[WordCell]]:
    """The rows of a table, deleted ones left out, each with its cells by column."""
    return [list(_cells(row)) for row in _children(table, f"{W}tr") if not _is_deleted(row)]


def merges_of(rows: list[list[WordCell]]) -> list[Merge]:
    """The cells that span columns or rows."""
    found: list[Merge] = []
    above: dict[int, Merge] = {}
    for index, row in enumerate(rows):
        current: dict[int, Merge] = {}
        for cell in row:
            right = cell.column + cell.span - 1
            merge = Merge(index, cell.column, index, right)
            if cell.element is None and cell.column in above:
                start = above[cell.column]
                merge = Merge(start.top, start.left, index, start.right)
            current[cell.column] = merge
        found += [merge for column, merge in above.items() if _ends(merge, current.get(column))]
        above = current
    found += above.values()
    return [each for each in found if each.top < each.bottom or each.left < each.right]


def _ends(merge: Merge, below: Merge | None) -> bool:
    return below is None or below.top != merge.top


def _cells(row: _Element) -> Iterator[WordCell]:
    properties = row.find(f"{W}trPr")
    column = _number(properties, "gridBefore", 0) if properties is not None else 0
    for cell in _children(row, f"{W}tc"):
        own = cell.find(f"{W}tcPr")
        span = max(1, min(_number(own, "gridSpan", 1), _WIDEST)) if own is not None else 1
        vertical = own.find(f"{W}vMerge") if own is not None else None
        goes_on = vertical is not None and vertical.get(f"{W}val", "continue") == "continue"
        if column + span > _WIDEST:
            return
        yield WordCell(column, span, None if goes_on else cell)
        column += span


def _number(element: _Element, name: str, default: int) -> int:
    return whole_number(value_of(element, name), default)


def _children(element: _Element, tag: str) -> Iterator[_Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _is_deleted(row: _Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None
