"""A table as a grid: which rows and columns are headers, labels, ranks and units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kb.figures.captions import Caption, Heading, read_caption, read_heading
from kb.figures.cells import TypedCell, header_rows, is_serial, rank_column, typed_cells
from kb.types import Document, Exhibit


@dataclass(frozen=True)
class Grid:
    """A table with its headers and label columns found."""

    document: Document
    exhibit: Exhibit
    rows: list[list[TypedCell]]
    caption: Caption

    @cached_property
    def header_count(self) -> int:
        """How many rows at the top name the columns."""
        return header_rows(self.rows)

    @cached_property
    def body(self) -> list[list[TypedCell]]:
        """The rows below the headers."""
        return self.rows[self.header_count :]

    @cached_property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def headings(self) -> list[Heading]:
        """One for each column; the upper of two header rows goes before the lower."""
        return [read_heading(self._header_text(column)) for column in range(self.width)]

    @cached_property
    def forecast_years(self) -> set[int]:
        """The years whose columns are marked as forecasts: a rate up to one of them is too."""
        return {h.period.end_year for h in self.headings if h.forecast and h.period.end_year}

    @cached_property
    def rank_at(self) -> int | None:
        """The column of ranks."""
        return rank_column(self.rows, self.header_count)

    @cached_property
    def unit_at(self) -> int | None:
        """The column that gives each row's unit."""
        for column in range(self.width):
            if self.headings[column].name in ("单位", "计量单位", "Unit", "Units"):
                return column
        return None

    @cached_property
    def labels(self) -> list[int]:
        """The columns that name the rows: those of text or periods, from the left."""
        aside = {self.rank_at, self.unit_at} | self.serials
        found: list[int] = []
        for column in range(self.width):
            if column in aside:
                continue
            if self._is_label(column):
                found.append(column)
            elif found or self.header_count:
                break
        return found

    @cached_property
    def serials(self) -> set[int | None]:
        """The columns that merely number the rows."""
        return {c for c in range(self.width) if is_serial(self.headings[c].name)}

    @cached_property
    def name_columns(self) -> list[int]:
        """The first label column, and further columns of names that are headed by a period."""
        found = self.labels[:1]
        aside = {self.rank_at, self.unit_at} | self.serials
        for column in range(self.width):
            dated = self.headings[column].period.key and column not in aside
            if dated and column not in self.labels and self._is_label(column):
                found.append(column)
        return found

    def labels_of(self, column: int) -> list[int]:
        """The columns that name the rows of a value column: 2023年企业 for 2023年份额."""
        period = self.headings[column].period.key
        dated = [c for c in self.name_columns if c < column and self.headings[c].period.key]
        own = [c for c in dated if period and self.headings[c].period.key == period]
        return own[-1:] or self.labels

    def label(self, row: list[TypedCell], column: int) -> str:
        """What names the row of a value in ``column``."""
        cells = [row[c].text for c in self.labels_of(column) if c < len(row)]
        return " ".join(text for text in cells if text)

    def _is_label(self, column: int) -> bool:
        cells = [row[column] for row in self.body if column < len(row)]
        values = sum(cell.kind == "number" for cell in cells)
        names = sum(cell.kind in ("text", "period") for cell in cells)
        return names > values

    def _header_text(self, column: int) -> str:
        parts: list[str] = []
        for index in range(self.header_count):
            row = self.rows[index]
            text = row[column].text if column < len(row) else ""
            if not text and index < self.header_count - 1:  # a merged cell stands at its left
                left = [cell.text for cell in row[: column + 1] if cell.text]
                text = left[-1] if left and column > 0 else ""
            if text and text not in parts:
                parts.append(text)
        return " ".join(parts)


def read_grid(document: Document, exhibit: Exhibit) -> Grid | None:
    """The grid of the exhibit's table; None where its text holds no table."""
    rows = typed_cells(exhibit)
    return Grid(document, exhibit, rows, read_caption(exhibit, document)) if rows else None
