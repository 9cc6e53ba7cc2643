"""A row, a column or a cell of a table that a question names by its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.answering.rankings.mentions import mentioned
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import certainty, value_text
from kb.figures.tables.cells import TypedCell
from kb.figures.tables.grid import Grid
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import DataPoint, Status

MOST = 24
"""The most cells that one answer lists."""


@dataclass(frozen=True, slots=True)
class Part:
    """Cells of one table: those where the rows and columns that were named meet."""

    grid: Grid
    rows: tuple[int, ...]
    """Indexes into ``grid.body``; all where the question names none."""
    columns: tuple[int, ...]
    by_row: bool
    by_column: bool


def find_part(question: Question, grid: Grid, vocabulary: Vocabulary) -> Part | None:
    """The rows and columns that the question names; None where it names neither."""
    aside = label_columns(grid)
    labels = [label_of(grid, row) for row in grid.body]
    headings = [heading.name for heading in grid.headings]
    rows = _named(question, labels, vocabulary) or _dated(
        question, [_row_period(row, aside) for row in grid.body]
    )
    columns = _named(question, headings, vocabulary)
    dated = _dated(question, [heading.period.key for heading in grid.headings])
    columns = [c for c in columns if c in dated] or columns or dated
    columns = [c for c in columns if c not in aside]
    if not rows and not columns:
        return None
    every = [c for c in range(grid.width) if c not in aside]
    return Part(
        grid,
        tuple(rows or range(len(grid.body))),
        tuple(columns or every),
        bool(rows),
        bool(columns),
    )


def label_columns(grid: Grid) -> list[int]:
    """The columns that name the rows; of a table of names by rank, the ranks."""
    kinds = {cell.kind for row in grid.body for cell in row if cell.column != grid.rank_at}
    return grid.labels if grid.rank_at is None or "number" in kinds else [grid.rank_at]


def label_of(grid: Grid, row: Sequence[TypedCell]) -> str:
    """What names a row."""
    texts = [row[c].text for c in label_columns(grid) if c < len(row)]
    return " ".join(text for text in texts if text)


def _named(question: Question, names: Sequence[str], vocabulary: Vocabulary) -> list[int]:
    found = mentioned(question.text, [name for name in names if name], vocabulary)
    return [place for place, name in enumerate(names) if name in found]


def _row_period(row: Sequence[TypedCell], columns: Sequence[int]) -> str:
    keys = [row[c].period.key for c in columns if c < len(row)]
    return next((key for key in keys if key), "")


def _dated(question: Question, keys: Sequence[str]) -> list[int]:
    """Where a period asked for stands; of a span, every year in it."""
    asked = {period.key for period in question.figure.periods}
    for period in question.figure.periods:
        if period.years and period.start_year and period.end_year:
            asked |= {str(year) for year in range(period.start_year, period.end_year + 1)}
    return [place for place, key in enumerate(keys) if key and key in asked]


def compose(
    draft: Draft, part: Part, document_id: str, points: Sequence[DataPoint]
) -> Status | None:
    """Write the cells, one line for each row or column named; None where all are empty."""
    exhibit = part.grid.exhibit
    marker = draft.cite(document_id, exhibit.start, exhibit.end)
    by_start = {point.start: point for point in points if point.document_id == document_id}
    lines = _lines(draft, part, by_start)
    if not lines:
        return None
    draft.exhibits.append(exhibit)
    for index, line in enumerate(lines):
        lead = draft.pick(f"{exhibit.label}中，", f"{exhibit.label}: ") if not index else ""
        draft.lines.append(f"{lead}{line}{draft.pick('', ' ')}{marker}{draft.pick('。', '.')}")
    draft.say(
        f"出自{exhibit.label}《{exhibit.title}》{marker}。",
        f"From {exhibit.label} “{exhibit.title}” {marker}.",
    )
    return "answered"


def _lines(draft: Draft, part: Part, by_start: dict[int, DataPoint]) -> list[str]:
    grid = part.grid
    across = part.by_row or not part.by_column
    outer, inner = (part.rows, part.columns) if across else (part.columns, part.rows)
    lines, written = [], 0
    for one in outer:
        listed: list[str] = []
        for other in inner:
            row, column = (one, other) if across else (other, one)
            cells = grid.body[row]
            if column >= len(cells) or not cells[column].text or written >= MOST:
                continue
            cell = cells[column]
            name = _heading(grid, column, inner) if across else label_of(grid, cells)
            listed.append(f"{draft.name(name)}{_colon(draft)}{_value(draft, cell, by_start)}")
            written += 1
        name = label_of(grid, grid.body[one]) if across else _heading(grid, one, outer)
        if listed:
            lines.append(
                f"{draft.name(name)}{draft.pick('——', ' — ')}{draft.pick('；', '; ').join(listed)}"
            )
    return lines


def _colon(draft: Draft) -> str:
    return draft.pick("：", ": ")


def _heading(grid: Grid, column: int, among: Sequence[int]) -> str:
    """What a column is called, with its time where another of ``among`` is called the same."""
    heading = grid.headings[column]
    name, time = heading.name, heading.period.text
    alike = sum(grid.headings[other].name == name for other in among) > 1
    if not (name and time and alike):
        return name or time
    return f"{time} {name}" if name.isascii() else f"{time}{name}"


def _value(draft: Draft, cell: TypedCell, by_start: dict[int, DataPoint]) -> str:
    point = by_start.get(cell.start)
    if point is None or point.kind == "rank":
        return " ".join(cell.text.split())
    draft.cite_point(point)
    return value_text(point) + (certainty(point, draft.language) if point.forecast else "")
