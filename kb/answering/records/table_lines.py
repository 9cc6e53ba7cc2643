"""Tables as lines of figures: each row, and each column of a thing, under its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.answering.records.listing import subject_of
from kb.figures.tables.cells import is_sum
from kb.figures.tables.grid import Grid, read_grid
from kb.figures.tables.naming import is_measure
from kb.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import DataPoint, Document, Exhibit

_WHOLES = frozenset(("全国", "全球", "世界", "全行业", "world", "global", "worldwide", "overall"))


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column."""

    name: str
    points: tuple[DataPoint, ...]
    said: frozenset[str] = frozenset()
    """Words of the names of all lines that a question names."""


@dataclass(frozen=True, slots=True)
class TableLines:
    """One table."""

    lines: tuple[Line, ...]
    told: str
    """All that stands around it and says what it is about."""
    held: frozenset[str]
    """The words of that."""
    named: frozenset[str]
    """The words of the names of all lines."""

    def line_of(self, point: DataPoint) -> Line | None:
        """The row that a figure stands in, or the column where only that has a name."""
        return next((line for line in self.lines if point in line.points), None)

    def beside(self, point: DataPoint) -> list[DataPoint]:
        """The figures of its column, in order, its own among them."""
        line = self.line_of(point)
        measured = _measured(line, point) if line else ""
        return [
            one
            for line in self.lines
            for one in line.points
            if _sort(one) == _sort(point) and _measured(line, one) == measured
        ]

    def whole_of(self, point: DataPoint) -> DataPoint | None:
        """What the row of the whole gives beside the figure of a part; None where there is none."""
        wholes = [one for line in self.lines if _is_whole(line.name) for one in line.points]
        alike = [one for one in wholes if _sort(one) == _sort(point)]
        return alike[0] if len(alike) == 1 else None


def tables(
    exhibits: Iterable[tuple[Document, Exhibit]],
    points: Iterable[DataPoint],
    vocabulary: Vocabulary,
) -> list[TableLines]:
    """Those of the ``exhibits`` that are tables with figures, in order."""
    by_document: dict[str, dict[int, DataPoint]] = {}
    for point in points:
        if point.kind != "rank":
            by_document.setdefault(point.document_id, {})[point.start] = point
    found = []
    for document, exhibit in exhibits:
        told_here = by_document.get(document.id, {})
        span = range(exhibit.start, exhibit.end)
        own = {start: point for start, point in told_here.items() if start in span}
        grid = read_grid(document, exhibit) if own else None
        if grid is not None:
            told = "\n".join((exhibit.title, *exhibit.heading_path, subject_of(document)))
            lines = tuple(line for line in _lines(grid, own) if line.points)
            names = "\n".join(line.name for line in lines)
            words = (frozenset(vocabulary.held(text)) for text in (told, names))
            found.append(TableLines(lines, told, *words))
    return found


def _lines(grid: Grid, points: Mapping[int, DataPoint]) -> Iterator[Line]:
    for row in grid.body:
        own = [points[cell.start] for cell in row if cell.start in points]
        yield Line(grid.label(row, row[-1].column if row else 0), tuple(own))
    for column, heading in enumerate(grid.headings):
        if heading.name and not heading.period.key and not is_measure(heading.name):
            cells = [row[column] for row in grid.body if column < len(row)]
            yield Line(heading.name, tuple(points[c.start] for c in cells if c.start in points))


def _is_whole(name: str) -> bool:
    return is_sum(name) or fold(name.strip()) in _WHOLES


def _sort(point: DataPoint) -> tuple[str, str, str]:
    return point.period.key, point.kind, point.normalised_unit


def _measured(line: Line, point: DataPoint) -> str:
    """What is measured, without the name of the row, which a figure of a plain word begins with."""
    return point.metric.removeprefix(line.name).strip()
