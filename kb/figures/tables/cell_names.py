"""What a value of a table is called: by its column, its row and the caption."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.figures.tables.captions import kind_of, without_rate
from kb.figures.tables.cells import is_place, says_rank
from kb.figures.tables.naming import Named, is_entity_header, is_measure, name_cell
from kb.regex import regex
from kb.types import RATES

if TYPE_CHECKING:
    from kb.figures.tables.captions import Heading
    from kb.figures.tables.cells import TypedCell
    from kb.figures.tables.grid import Grid

NAMES = "名称"
"""What a column of names is headed by in effect, where a ranking heads it by its year."""
_COUNTED = regex(r"\b(?:headcount|employees|staff)\b|人数$|户数$|家数$", re.IGNORECASE)

_JOINED = regex(r"[与和及、]|\band\b")


def name_of_cell(
    grid: Grid, cell: TypedCell, heading: Heading, label: Heading, dimension: str
) -> Named:
    """Metric, entity and kind of a value, by what heads its column, what names its row and the caption."""
    labels = grid.labels_of(cell.column)
    corner = grid.headings[labels[0]].name if labels else ""
    if grid.rank_at is not None and labels and grid.headings[labels[0]].period.key:
        corner = NAMES
    if any(says_rank(one.name) for one in grid.headings):
        corner = NAMES  # what has a rank is somebody
    kind_words = f"{heading.name} {label.name}"
    kind = kind_of(kind_words, "", dimension)
    if not dimension and is_place(cell) and (grid.holds_ranks or says_rank(kind_words)):
        return _ranked(grid, heading, label)
    if kind == "level" and not dimension and _COUNTED.search(kind_words):
        kind = "count"
    if kind == "level" and dimension == "ratio" and cell.column in grid.whole_columns:
        kind = "share"
    if kind == "level" and dimension in ("ratio", ""):
        kind = kind_of(grid.caption.subject, "", dimension) if dimension == "ratio" else kind
    of_somebody = is_entity_header(corner)
    subject_measured = is_measure(grid.caption.subject) or not grid.caption.subject
    subject = grid.caption.subject
    # Of 出货与价格 a column is one.
    several = heading.name in subject and _JOINED.search(subject) is not None
    named = (of_somebody and not subject_measured) or (
        bool(heading.unit) and (of_somebody or several)
    )
    names_measure = bool(heading.name) and named
    measure = heading.name if is_measure(heading.name) or names_measure else ""
    if heading.is_change:
        heading = replace(heading, name="")
        measure = "" if is_measure(label.name) else _level_measure(grid, cell.column)
    elif measure and kind in (*RATES, "share") and not without_rate(measure):
        measure = _level_measure(grid, cell.column)
    holder = grid.caption.holder
    held = bool(holder) and bool(label.name) and not of_somebody
    transposed = not measure and (is_measure(label.name) or held)
    return name_cell(
        subject=grid.caption.subject,
        corner=corner,
        row_name=heading.name if transposed else label.name,
        column_name=label.name if transposed else heading.name,
        measure=label.name if transposed else measure,
        kind=kind,
        is_column_measure=bool(measure) or transposed or is_measure(heading.name),
        holder=holder,
    )


def _ranked(grid: Grid, heading: Heading, label: Heading) -> Named:
    """What a rank in a cell is the rank of: the row, unless the row says by what is ranked."""
    measure, name = heading.name, label.name
    if says_rank(name) or not name:
        measure, name = name, measure
    subject = grid.caption.subject
    parts = (subject,) if says_rank(subject) else (subject, measure)
    return Named(" ".join(filter(None, parts)), name, "rank")


def _level_measure(grid: Grid, column: int) -> str:
    """The nearest column to the left that is no rate: what a growth column is the growth of."""
    for index in range(column - 1, -1, -1):
        heading = grid.headings[index]
        if index not in grid.labels and is_measure(heading.name) and not heading.is_rate:
            return heading.name
    return ""
