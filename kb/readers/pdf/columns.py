"""Reading order: pages are cut into columns where a gutter runs down between full lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from statistics import median

from kb.readers.pdf.runs import Run, rows_of

_GUTTER = 0.9
"""Width of the narrowest gutter, in sizes of the font."""
_FEWEST_LINES = 3
_NARROWEST = 8.0
"""A line of a column is on average so many characters' sizes wide; a cell of a table is not."""
_FULL = 0.6
"""Share of its column that a line of running text fills."""
_DEEPEST = 4


def in_reading_order(runs: Sequence[Run], depth: int = 0) -> list[list[Run]]:
    """The runs of a page as regions that are read one after the other."""
    gutter = _gutter(runs) if depth < _DEEPEST else None
    if gutter is None:
        return [list(runs)] if runs else []
    regions: list[list[Run]] = []
    for band in _bands(runs, gutter):
        left = [run for run in band if run.box[2] <= gutter]
        right = [run for run in band if run.box[0] >= gutter]
        if left and right and len(left) + len(right) == len(band):
            regions += in_reading_order(left, depth + 1) + in_reading_order(right, depth + 1)
        else:
            regions.append(band)
    return regions


def _bands(runs: Sequence[Run], gutter: float) -> list[list[Run]]:
    """From top to bottom: runs beside the gutter, or runs across it."""
    bands: list[list[Run]] = []
    across = False
    for run in sorted(runs, key=lambda each: (each.box[1], each.box[0])):
        crosses = run.box[0] < gutter < run.box[2]
        if not bands or crosses != across:
            bands.append([])
            across = crosses
        bands[-1].append(run)
    return bands


def _gutter(runs: Sequence[Run]) -> float | None:
    """Where the best gutter stands; None where the runs are one column."""
    lefts = sorted(run.box[0] for run in runs)
    rights = sorted(run.box[2] for run in runs)
    best, most = None, 0
    for candidate in sorted({round(right + 0.5) for right in rights}):
        beside = min(bisect_right(rights, candidate), len(lefts) - bisect_left(lefts, candidate))
        if beside >= _FEWEST_LINES and beside > most:
            lines = _lines_beside(runs, float(candidate))
            if lines > most:
                best, most = candidate, lines
    if best is None:
        return None
    return (best + lefts[bisect_left(lefts, best)]) / 2


def _lines_beside(runs: Sequence[Run], gutter: float) -> int:
    """How many lines of running text stand on each side, counted where both sides have some."""
    left: list[Run] = []
    right: list[Run] = []
    for band in _bands(runs, gutter):
        before = [run for run in band if run.box[2] <= gutter + 1]
        after = [run for run in band if run.box[0] >= gutter - 1]
        if before and after and len(before) + len(after) == len(band):
            left += before
            right += after
    fewest = min(len(left), len(right))
    if fewest < _FEWEST_LINES or not (_is_column(left) and _is_column(right)):
        return 0
    size = median(run.size for run in left + right)
    if min(run.box[0] for run in right) - max(run.box[2] for run in left) < _GUTTER * size:
        return 0
    return fewest


def _is_column(runs: Sequence[Run]) -> bool:
    """True for lines of running text, as wide as each other; False for the cells of a table."""
    if any(run.cells for run in runs):
        runs = [run for run in runs if not run.cells]
        if not runs:
            return True
    widths = sorted(run.box[2] - run.box[0] for run in runs)
    size = median(run.size for run in runs) or 1.0
    middle, widest = widths[len(widths) // 2], widths[-1]
    alone = sum(1 for row in rows_of(runs) if len(row) == 1)
    return middle >= _NARROWEST * size and middle >= _FULL * widest and alone * 2 >= len(runs)
