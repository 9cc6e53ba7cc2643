"""Lines in reading order, and tables that no ruling shows, only columns of short cells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kb.readers.lines import is_page_number
from kb.readers.pdf.columns import in_reading_order
from kb.readers.pdf.frame import Box, around, overlap
from kb.readers.pdf.grids import table_run
from kb.readers.pdf.page import Page
from kb.readers.pdf.runs import Run, rows_of

_NEXT_ROW = 2.2
"""In heights of a line: so far below a row of a table may its next row stand."""
_FILLED = 0.6
_SLACK = 1.7
"""Sizes of the font by which a full line may end before the edge."""
_HANGING = tuple("，。、；：！？”’）》】")
_NARROW = 8.0
"""Sizes of the font; a column that is no wider is none of running text."""


@dataclass(slots=True)
class Line:
    """A line of text, or a table, in its column."""

    run: Run
    left: float
    """Where the column begins and ends."""
    right: float
    region: tuple[int, int]
    """Page and column."""

    @property
    def text(self) -> str:
        """Its text; empty for a table."""
        return self.run.text


def lines_of(page: Page) -> list[Line]:
    """The lines of ``page`` as they are read; what stands sideways comes last."""
    # Cells without rulings look like columns of text once a page is cut into columns.
    runs = [run for row in rows_with_tables(page.runs, _NARROW) for run in row]
    regions = [*in_reading_order(runs), *([run] for run in page.others)]
    lines: list[Line] = []
    for position, runs in enumerate(regions):
        found = _runs_of_region(runs)
        left, right = _edges(found)
        lines += [Line(run, left, right, (page.number, position)) for run in found]
    return lines


def _edges(runs: Sequence[Run]) -> tuple[float, float]:
    """Where the lines of a region begin and end, but for one that runs over the edge."""
    texts = [run for run in runs if run.cells is None] or list(runs)
    rights = sorted(map(_end, texts), reverse=True)
    slack = _SLACK * median(run.size for run in texts)
    few = max(1, len(texts) // 20)
    ends = (
        right
        for at, right in enumerate(rights)
        if rights[min(at + few, len(rights) - 1)] >= right - slack
    )
    return min(run.box[0] for run in texts), next(ends, rights[0])


def _end(run: Run) -> float:
    """Where a line ends, but for a mark that may hang over the edge."""
    return run.box[2] - (run.size if run.text.endswith(_HANGING) else 0.0)


def _runs_of_region(runs: Sequence[Run]) -> list[Run]:
    """A run for each line and table of the region, from top to bottom."""
    return [run for row in rows_with_tables(runs) for run in _one_line(row)]


def rows_with_tables(runs: Sequence[Run], widest: float = math.inf) -> list[list[Run]]:
    """Rows from top to bottom, those that make a table replaced by a run for all of it.

    No column of the table is on average more than ``widest`` sizes of its font wide.
    """
    rows = rows_of(runs)
    result: list[list[Run]] = []
    index = 0
    while index < len(rows):
        last = _table_from(rows, index)
        group = rows[index : last + 1]
        if last > index and _widest(group) <= widest:
            result.append([_table(group)])
            index = last
        else:
            result.append(rows[index])
        index += 1
    return result


def _widest(rows: list[list[Run]]) -> float:
    """Width of the widest column, by the middle one of its cells, in sizes of the font."""
    return max(
        median(
            (run.box[2] - run.box[0]) / (run.size or 1.0)
            for row in rows
            for run in row
            if left < run.box[2] and run.box[0] < right
        )
        for left, right in _columns(rows)
    )


def _one_line(row: list[Run]) -> list[Run]:
    """Parts of a line that a gap parts but no table holds, a table among them apart."""
    if len(row) == 1 or any(run.cells for run in row):
        return row
    mark = "\t" if is_page_number(row[-1].text) else " "
    return [
        Run(
            mark.join([" ".join(run.text for run in row[:-1]), row[-1].text]),
            around([run.box for run in row]),
            max(run.size for run in row),
            all(run.bold for run in row),
            row[0].page,
            row[0].turns,
        )
    ]


def _table_from(rows: list[list[Run]], first: int) -> int:
    """Index of the last row of the table that begins at row ``first``, ``first`` if none does."""
    last = first
    while last < len(rows) and _is_row(rows, first, last):
        last += 1
    group = rows[first:last]
    while group and len(group[-1]) < 2:
        group.pop()
    if len(group) < 2 or len(group[0]) < 2:
        return first
    columns = _columns(group)
    several = [row for row in group if len(row) > 1]
    figures = sum(any(c.isdigit() for c in run.text) for row in several for run in row)
    cells = sum(map(len, several))
    filled = cells >= _FILLED * len(several) * len(columns)
    if len(columns) < 2 or not filled or (len(several) < 3 and figures * 3 < cells):
        return first
    return first + len(group) - 1


def _is_row(rows: list[list[Run]], first: int, index: int) -> bool:
    row = rows[index]
    if any(run.cells for run in row):
        return False
    if index == first:
        return len(row) > 1
    above = around([run.box for run in rows[index - 1]])
    near = row[0].box[1] - above[3] < (_NEXT_ROW - 1) * (above[3] - above[1])
    # A single run is the second line of a cell, if it stands under one cell alone.
    under = sum(overlap(run.box, row[0].box, 0) > 0 for run in rows[first])
    return near and (len(row) > 1 or under == 1)


def _columns(rows: list[list[Run]]) -> list[tuple[float, float]]:
    """Left and right of each column, by the rows that have the most cells."""
    most = max(map(len, rows))
    spans = sorted((run.box[0], run.box[2]) for row in rows if len(row) == most for run in row)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return columns


def _table(rows: list[list[Run]]) -> Run:
    columns = _columns(rows)
    bounds = around([run.box for row in rows for run in row])
    result: list[list[Run]] = []
    for row in rows:
        cells = [Run("", bounds, 0.0, False) for _ in columns]
        for run in row:
            for place in _covered(columns, run.box):
                cells[place] = _appended(cells[place], run)
        if len(row) == 1 and result:
            # The second line of a cell.
            result[-1] = [
                _appended(above, cell) if cell.text else above
                for above, cell in zip(result[-1], cells, strict=True)
            ]
        else:
            result.append(cells)
    table = table_run(result, bounds)
    table.page, table.turns = rows[0][0].page, rows[0][0].turns
    return table


def _covered(columns: list[tuple[float, float]], box: Box) -> list[int]:
    """The columns that a cell stands in: more than one for a heading over several."""
    shares = [min(right, box[2]) - max(left, box[0]) for left, right in columns]
    under = [place for place, share in enumerate(shares) if share > 0]
    if under:
        return under
    return [max(range(len(columns)), key=lambda place: shares[place])]


def _appended(cell: Run, run: Run) -> Run:
    if not cell.text:
        return run
    box = around([cell.box, run.box])
    between = "" if _are_wide(cell.text, run.text) else " "
    text = f"{cell.text}{between}{run.text}"
    return Run(text, box, cell.size, cell.bold, cell.page, cell.turns)


def _are_wide(before: str, after: str) -> bool:
    return not (before[-1].isascii() and after[0].isascii())


def leading_of(lines: Sequence[Line]) -> float:
    """How far apart the lines of a column stand, from top to top; 0 for a single line."""
    steps = [
        below.run.box[1] - above.run.box[1]
        for above, below in pairwise(lines)
        if above.region == below.region and below.run.box[1] > above.run.box[1]
    ]
    return median(steps) if steps else 0.0
