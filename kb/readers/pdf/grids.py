"""Tables with ruled cells: their characters leave the page and come back as rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.readers.pdf.characters import Character
from kb.readers.pdf.frame import Box, around
from kb.readers.pdf.joining import join_lines
from kb.readers.pdf.runs import Run, rows_of, runs_of

_LONGEST_CELL = 200
"""Characters of a cell on average; over it the grid is a layout of boxes with text."""
_FILLED = 0.3
"""Share of cells with text; under it the grid is that of a chart."""
_TOLERANCE = 3.0


def tables_of(
    characters: Sequence[Character], grids: Sequence[list[Box]]
) -> tuple[list[Run], list[Character]]:
    """A run for each table, and the characters that stand in none."""
    tables: list[Run] = []
    free = list(characters)
    for grid in grids:
        bounds = around(grid)
        inside = [each for each in free if _holds(bounds, each.box)]
        rows = _rows(grid, inside)
        if _is_table(rows):
            tables.append(replace(table_run(rows, bounds), ruled=True))
            taken = set(map(id, inside))
            free = [each for each in free if id(each) not in taken]
    return tables, free


def table_run(rows: list[list[Run]], bounds: Box) -> Run:
    """The run that stands for a table among the lines of its page."""
    sizes = sorted(cell.size for row in rows for cell in row if cell.text)
    return Run("", bounds, sizes[len(sizes) // 2] if sizes else 0.0, False, cells=rows)


def _rows(grid: list[Box], characters: Sequence[Character]) -> list[list[Run]]:
    """Rows of the same length; a merged cell stands in each place that it covers."""
    lefts = _places(box[0] for box in grid)
    tops = _places(box[1] for box in grid)
    owners: dict[tuple[int, int], int] = {}
    for index, box in enumerate(grid):
        for row in range(_place(tops, box[1]), _place(tops, box[3] - 2 * _TOLERANCE) + 1):
            for column in range(_place(lefts, box[0]), _place(lefts, box[2] - 2 * _TOLERANCE) + 1):
                owners[row, column] = index
    held: list[list[Character]] = [[] for _ in grid]
    for character in characters:
        across, down = _middle(character.box)
        place = bisect_right(tops, down) - 1, bisect_right(lefts, across) - 1
        if place in owners:
            held[owners[place]].append(character)
    cells = [_cell(box, each) for box, each in zip(grid, held, strict=True)]
    empty = Run("", around(grid), 0.0, False)
    return _without_empty(
        [
            [
                cells[owners[row, column]] if (row, column) in owners else empty
                for column in range(len(lefts))
            ]
            for row in range(len(tops))
        ]
    )


def _cell(box: Box, characters: Sequence[Character]) -> Run:
    lines = [run for row in rows_of(runs_of(characters)) for run in row]
    if not lines:
        return Run("", box, 0.0, False)
    bold = all(line.bold for line in lines)
    return Run(join_lines([line.text for line in lines]), box, lines[0].size, bold)


def _without_empty(rows: list[list[Run]]) -> list[list[Run]]:
    """Leave out rows and columns in which there is nothing, such as the gap of a double line."""
    kept = [row for row in rows if any(cell.text for cell in row)]
    columns = [c for c in range(len(rows[0])) if any(row[c].text for row in kept)]
    return [[row[column] for column in columns] for row in kept]


def _is_table(rows: list[list[Run]]) -> bool:
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if cell.text]
    average = sum(len(cell.text) for cell in filled) / max(len(filled), 1)
    return len(filled) >= _FILLED * len(cells) and average <= _LONGEST_CELL


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _TOLERANCE:
            places.append(value)
    return places


def _place(places: list[float], value: float) -> int:
    return max(bisect_right(places, value + _TOLERANCE) - 1, 0)


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _holds(box: Box, other: Box) -> bool:
    across, down = _middle(other)
    return box[0] <= across < box[2] and box[1] <= down < box[3]
