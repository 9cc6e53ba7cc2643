"""A table as a grid: which rows and columns are headers, labels, ranks and units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from kb.figures.quantities.unit_phrases import corner_unit, currency_of, unit_alone
from kb.figures.tables.captions import Caption, Heading, read_caption, read_heading
from kb.figures.tables.cells import (
    TypedCell,
    header_rows,
    is_place,
    is_serial,
    is_sum,
    rank_column,
    says_rank,
    typed_cells,
)
from kb.figures.tables.naming import is_entity_header
from kb.figures.tables.placed_cells import placed_cells
from kb.regex import regex
from kb.types import Document, Exhibit, Period

_SIZE = regex(r"\d+(?:\.\d+)?\s?(?:[A-Za-z]{1,3}|米|英寸|寸|升|公斤|吨级?|千伏|小时|岁)")
_RANK_IN_BRACKETS = regex(
    r"\s*[(（](?:rank(?:ing)?|排名|名次|位次|排序|排位)[)）]?$", re.IGNORECASE
)
"""Says in a header that ranks stand in brackets."""


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
        return [self._heading(column) for column in range(self.width)]

    @cached_property
    def latest(self) -> Period:
        """The last of the single periods that head columns: what a column of changes is of."""
        single = [h.period for h in self.headings if h.period.key and not h.period.years]
        return max(single, key=lambda period: period.key, default=Period())

    @cached_property
    def currency(self) -> str:
        """The currency whose sign some cells print, where it is one only; empty otherwise."""
        found = {currency_of(cell.unit) for row in self.body for cell in row} - {""}
        return found.pop() if len(found) == 1 else ""

    @cached_property
    def whole_columns(self) -> set[int]:
        """The columns whose values are the parts of a whole: none under zero, 100 together."""
        return {column for column in range(self.width) if self._is_whole(column)}

    def _is_whole(self, column: int) -> bool:
        cells = [
            row[column]
            for row in self.body
            if column < len(row) and not is_sum(row[0].text) and row[column].kind != "blank"
        ]
        values = [cell.value for cell in cells if cell.value is not None]
        alike = len(values) == len(cells) > 2 and min(values) >= 0
        return alike and abs(sum(values) - 100) <= max(0.1 * len(values), 0.3)

    @cached_property
    def forecast_years(self) -> set[int]:
        """The years whose columns are marked as forecasts: a rate up to one of them is too."""
        return {h.period.end_year for h in self.headings if h.forecast and h.period.end_year}

    @cached_property
    def rank_at(self) -> int | None:
        """The column of ranks."""
        return rank_column(self.rows, self.header_count)

    @cached_property
    def holds_ranks(self) -> bool:
        """Whether the caption says that the numbers are ranks, and they may be: 1 to as many as listed."""
        cells = [c for row in self.body for c in row if c.kind == "number"]
        most = 2 * max(len(self.body), self.width)
        return (
            says_rank(self.caption.subject)
            and self.rank_at is None
            and not self.caption.units
            and all(is_place(cell) and (cell.value or 0) <= most for cell in cells)
        )

    @cached_property
    def unit_at(self) -> int | None:
        """The column that gives each row's unit, not one that counts units."""
        for column in range(self.width):
            named = self.headings[column].name in ("单位", "计量单位", "Unit", "Units")
            if named and self._is_label(column):
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
                # Names under a year each are rankings side by side; the first stands for the rows.
                dated = bool(found) and bool(self.headings[column].period.key)
                if not (dated and self.headings[found[0]].period.key):
                    found.append(column)
            elif found or (self.header_count and not self._ranks_beside(column)):
                break
        if not found and self._is_of_sizes(0):
            return [0]
        return found[:1] if len(found) > 1 and self._names_alone(found[0]) else found

    def _ranks_beside(self, column: int) -> bool:
        """Whether a column gives the ranks of another year than those that stand first: 上年排名."""
        return self.rank_at is not None and says_rank(self.headings[column].name)

    def described(self, row: list[TypedCell]) -> str:
        """What text columns beside the name say of a row: where a company is at home."""
        aside = {self.rank_at, self.unit_at, *self.serials, *self.labels}
        if len(self.labels) != 1 or not self._names_alone(self.labels[0]):
            return ""
        return " ".join(c.text for c in row if c.kind == "text" and c.column not in aside)

    def _names_alone(self, column: int) -> bool:
        """Whether a column of names tells the rows apart, so that the next ones only describe them."""
        names = [row[column].text for row in self.body if column < len(row)]
        named = is_entity_header(self.headings[column].name)
        return named and all(names) and len(set(names)) == len(names)

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
        """The columns that name the rows of a value column: 2023年企业 for 2023年份额, or for 份额 beside it."""
        period = self.headings[column].period.key
        dated = [c for c in self.name_columns if c < column and self.headings[c].period.key]
        own = [c for c in dated if period and self.headings[c].period.key == period]
        beside = dated[-1:] if not period and len(self.name_columns) > 1 else []
        return own[-1:] or beside or self.labels

    def heading_of(self, cell: TypedCell) -> Heading:
        """What heads a value, with the year of the names beside it where it has none of its own."""
        heading = self.headings[cell.column]
        if cell.place is not None:
            heading = replace(heading, name=_RANK_IN_BRACKETS.sub("", heading.name))
        beside = [self.headings[column].period for column in self.labels_of(cell.column)]
        if not heading.period.key and beside and beside[0].key:
            heading = replace(heading, period=beside[0])
        return heading

    def label(self, row: list[TypedCell], column: int) -> str:
        """What names the row of a value in ``column``."""
        cells = [row[c].text for c in self.labels_of(column) if c < len(row)]
        return " ".join(text for text in cells if text)

    def _is_label(self, column: int) -> bool:
        cells = [row[column] for row in self.body if column < len(row)]
        values = sum(cell.kind == "number" for cell in cells)
        names = sum(cell.kind in ("text", "period") for cell in cells)
        return names > values

    def _is_of_sizes(self, column: int) -> bool:
        """Whether a column tells the rows apart by sizes, as 400G and 800G: each another one, with its unit."""
        cells = [row[column] for row in self.body if column < len(row)]
        sizes = {c.text for c in cells if c.kind == "number" and _SIZE.fullmatch(c.text)}
        whole = len(sizes) == len(cells) > 1
        return whole and column not in {self.rank_at, self.unit_at} | self.serials

    def _heading(self, column: int) -> Heading:
        """What heads ``column``; a header cell that is a unit and nothing else gives the unit."""
        units: list[str] = []
        parts: list[str] = []
        for index in range(self.header_count):
            text = self._header_cell(index, column)
            unit = unit_alone(text) if column else corner_unit(text)
            if unit:
                units.append(unit)
            elif text and text not in parts:
                parts.append(text)
        heading = read_heading(" ".join(parts))
        return replace(heading, unit=heading.unit or next(iter(units), ""))

    def _header_cell(self, index: int, column: int) -> str:
        """The text that heads ``column`` in a header row; a merged cell stands over several."""
        row = self.rows[index]
        text = row[column].text if column < len(row) else ""
        if text or not column:
            return text
        filled = [cell.column for cell in row if cell.text and cell.column]
        last = index == self.header_count - 1
        if not filled or (last and not unit_alone(row[filled[0]].text)):
            return ""
        if filled[0] == self._first_value or filled[-1] != self.width - 1:
            before = [other for other in filled if other < column]
            return row[before[-1]].text if before else ""
        after = [other for other in filled if other > column]
        return row[after[0]].text if after else ""

    @cached_property
    def _first_value(self) -> int:
        """The first column but the leftmost that holds a number."""
        columns = {cell.column for row in self.body for cell in row if cell.kind == "number"}
        return min(columns - {0}, default=1)


def read_grid(document: Document, exhibit: Exhibit) -> Grid | None:
    """The grid of the exhibit's table; None where its text holds no table."""
    rows = placed_cells(typed_cells(exhibit))
    return Grid(document, exhibit, rows, read_caption(exhibit, document)) if rows else None
