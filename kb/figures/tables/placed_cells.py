"""Cells that hold a value and its place in the column: 24.7（1）, 421 (1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.figures.tables.cells import TypedCell, is_place, typed
from kb.regex import regex
from kb.types import Cell

LEAST = 3
"""The fewest cells of a column whose brackets tell their order."""
_PLACED = regex(
    r"(?P<value>[^()（）]*\d)\s*[(（]\s*(?:第|no\.?\s?|#)?(?P<place>\d{1,3})(?:名|位)?\s*[)）]"
)


def placed_cells(rows: Sequence[Sequence[TypedCell]]) -> list[list[TypedCell]]:
    """``rows`` with such cells as numbers that have a place, in columns where all brackets are in order."""
    split = {(cell.row, cell.column): one for row in rows for cell in row if (one := _split(cell))}
    columns = {column for _, column in split}
    in_order = {column for column in columns if _in_order(column, rows, split)}
    return [
        [
            split.get((cell.row, cell.column), cell) if cell.column in in_order else cell
            for cell in row
        ]
        for row in rows
    ]


def _split(cell: TypedCell) -> TypedCell | None:
    match = _PLACED.fullmatch(cell.text.lower())
    if match is None:
        return None
    value, place = (_part(cell, *match.span(name)) for name in ("value", "place"))
    if value.kind != "number" or not is_place(place):
        return None
    return replace(value, text=cell.text, place=place)


def _part(cell: TypedCell, start: int, end: int) -> TypedCell:
    own = cell.text[start:end]
    one = typed(Cell(cell.row, cell.column, cell.start + start, cell.start + end, own))
    return replace(one, kind="number", value=float(own)) if own.isdigit() else one


def _in_order(
    column: int,
    rows: Sequence[Sequence[TypedCell]],
    split: dict[tuple[int, int], TypedCell],
) -> bool:
    """Whether each place of a column is another, and the values go down, or up, from place to place."""
    cells = [one for (_, at), one in split.items() if at == column]
    filled = [row[column] for row in rows if column < len(row) and row[column].kind != "blank"]
    pairs = sorted((c.place.value or 0.0, c.value or 0.0) for c in cells if c.place)
    places, values = [place for place, _ in pairs], [value for _, value in pairs]
    if len(cells) < LEAST or 2 * len(cells) <= len(filled) or len(set(places)) < len(places):
        return False
    return values in (sorted(values), sorted(values, reverse=True))
