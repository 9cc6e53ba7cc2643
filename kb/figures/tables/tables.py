"""Data points of tables: each value cell with its metric, entity, period, unit and kind.

Either way round: years along the top or down the side, names in rows or in columns, one header row
or two. Ranking tables, whose cells are names beside a column of ranks, give rank points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.figures.quantities.unit_phrases import (
    combined,
    currency_of,
    is_scale,
    printed_unit,
    read_unit,
)
from kb.figures.tables.captions import FORECAST_FROM, Heading, kind_of, read_heading
from kb.figures.tables.cell_names import name_of_cell
from kb.figures.tables.cells import TypedCell, is_place, rank_of, says_rank
from kb.figures.tables.grid import Grid, read_grid
from kb.figures.tables.naming import Named, canonical_region, publisher_of
from kb.figures.tables.ranked_cells import measured, ranked_cells
from kb.regex import regex
from kb.types import DataPoint, Document, Exhibit, Period, Quantity

_NO_MONEY = regex(
    r"\b(?:number of|shares|units|employees|headcount|customers|users|subscribers|stores|vehicles)\b",
    re.IGNORECASE,
)
"""Labels of rows that are counted, whatever currency other rows are in."""


def table_points(document: Document, exhibit: Exhibit) -> list[DataPoint]:
    """The data points of the exhibit's table, in the order of its cells; empty without a table."""
    grid = read_grid(document, exhibit)
    if grid is None:
        return []
    if grid.rank_at is not None and not any(
        cell.kind == "number" and cell.column != grid.rank_at for row in grid.body for cell in row
    ):
        return sorted(_ranking(grid), key=lambda point: (point.sentence_start, point.start))
    points = list(_values(grid))
    if grid.rank_at is not None and grid.labels:
        points += _listed_ranks(grid)
    return sorted(points, key=lambda point: (point.sentence_start, point.start))


def _ranking(grid: Grid) -> Iterator[DataPoint]:
    aside = {grid.rank_at, grid.unit_at, *grid.serials}
    for column in range(grid.width):
        if column not in aside:
            yield from _ranked_column(grid, column)


def _listed_ranks(grid: Grid) -> Iterator[DataPoint]:
    for column in grid.name_columns:
        yield from _ranked_column(grid, column)


def _ranked_column(grid: Grid, column: int) -> Iterator[DataPoint]:
    """The ranks of the names in a column, and the values that stand in its cells with them."""
    rows = {row[0].row: row for row in grid.body if column < len(row)}
    cells = [row[column] for row in rows.values() if row[column].kind == "text"]
    own = grid.headings[column].period
    if not own.key and grid.rank_at is not None:
        own = grid.headings[grid.rank_at].period
    period = own if own.key else grid.caption.period
    period = period if period.key else grid.latest
    for index, one in ranked_cells(cells, has_unit=bool(grid.caption.units)).items():
        rank = _rank_in(grid, rows[index])
        if rank is None:
            continue
        yield _rank_point(grid, rows[index], one.name, rank, period)
        if one.value is not None:
            yield _ranked_value(grid, rows[index], one.name, one.value, period)


def _rank_in(grid: Grid, row: list[TypedCell]) -> int | None:
    column = grid.rank_at
    return rank_of(row[column].text) if column is not None and column < len(row) else None


def _rank_point(
    grid: Grid, row: list[TypedCell], cell: TypedCell, rank: float, period: Period
) -> DataPoint:
    subject = grid.caption.subject
    ranked = any(word in subject for word in ("排名", "排行", "榜", "名次", "anking"))
    word = "ranking" if subject.isascii() and subject else "排名"
    metric = subject if ranked else f"{subject} {word}".strip()
    point = _point(grid, row, cell, Named(metric, cell.text, "rank"), rank, period)
    return replace(point, normalised=rank, region=canonical_region(subject))


def _ranked_value(
    grid: Grid, row: list[TypedCell], name: TypedCell, cell: TypedCell, period: Period
) -> DataPoint:
    metric = measured(grid.caption.subject)
    around = next(iter(grid.caption.units), "")
    unit = _printed(grid, combined(cell.unit, around), name.text)
    one = read_unit(unit) if unit else None
    named = Named(metric, name.text, kind_of(metric, "", one.dimension if one else ""))
    point = _in_unit(_point(grid, row, cell, named, cell.value or 0.0, period), unit, one)
    forecast = _forecast(grid, period, marked=False)
    return replace(point, region=canonical_region(metric), forecast=forecast)


def _point(
    grid: Grid, row: list[TypedCell], cell: TypedCell, named: Named, value: float, period: Period
) -> DataPoint:
    """The data point of ``cell``, without a unit, with what its row and table say of all cells."""
    return DataPoint(
        metric=named.metric,
        value=value,
        unit="",
        kind=named.kind,
        start=cell.start,
        end=cell.end,
        quote=grid.document.text[cell.start : cell.end],
        sentence_start=row[0].start,
        sentence_end=row[-1].end,
        period=period,
        entity=named.entity,
        publisher=publisher_of(grid.exhibit),
        exhibit=grid.exhibit.label,
        document_id=grid.document.id,
        heading_path=grid.exhibit.heading_path,
    )


def _in_unit(
    point: DataPoint, unit: str, one: Quantity | None, high: float | None = None
) -> DataPoint:
    """``point`` in ``unit``, of which ``one`` is one; ``high`` is the end of a range."""
    factor = one.normalised if one else 1.0
    return replace(
        point,
        unit=unit,
        high=high,
        normalised=point.value * factor,
        normalised_high=high and high * factor,
        normalised_unit=one.normalised_unit if one else "",
        dimension=one.dimension if one else "",
    )


def _values(grid: Grid) -> Iterator[DataPoint]:
    aside = {grid.rank_at, grid.unit_at, *grid.serials, *grid.labels}
    for row in grid.body:
        for cell in row:
            if cell.kind == "number" and cell.column not in aside:
                label = read_heading(grid.label(row, cell.column))
                yield _value_point(grid, row, cell, label)
                if cell.place is not None:
                    period = _period(grid, grid.heading_of(cell), label, growth=False)
                    named = replace(cell.place, text=label.name)
                    yield _rank_point(grid, row, named, cell.place.value or 0.0, period)


def _value_point(grid: Grid, row: list[TypedCell], cell: TypedCell, label: Heading) -> DataPoint:
    heading = grid.heading_of(cell)
    said = f"{heading.name} {label.name}"
    unit = _printed(grid, _unit(grid, row, cell, heading, label), said)
    one = read_unit(unit) if unit else None
    named = name_of_cell(grid, cell, heading, label, one.dimension if one else "")
    value = cell.value or 0.0
    growth = named.kind == "growth"
    period = _period(grid, heading, label, growth)
    subject = grid.caption.subject
    point = _in_unit(_point(grid, row, cell, named, value, period), unit, one, cell.high)
    return replace(
        point,
        region=canonical_region(named.metric)
        or canonical_region(subject)
        or canonical_region(grid.described(row)),
        forecast=_forecast(grid, period, heading.forecast or label.forecast),
        basis=("qoq" if "环比" in heading.name + label.name else "yoy") if growth else "",
        direction=("down" if value < 0 else "up") if growth and value else "",
    )


def _period(grid: Grid, heading: Heading, label: Heading, growth: bool) -> Period:
    """The heading's or the label's own period; changes are those of the last period there is."""
    own = heading.period if heading.period.key else label.period
    if own.key:
        return own
    latest = grid.latest if growth and grid.latest.key else grid.caption.period
    base = heading.base_year or label.base_year
    if base is None or latest.end_year == base + 1:
        return latest
    return Period() if latest.key else Period(base + 1, base + 1)


def _unit(
    grid: Grid, row: list[TypedCell], cell: TypedCell, heading: Heading, label: Heading
) -> str:
    by_row = grid.unit_at
    row_unit = row[by_row].text if by_row is not None and by_row < len(row) else ""
    if says_rank(f"{heading.name} {label.name}") and is_place(cell) and cell.place is None:
        return heading.unit
    corner = grid.headings[grid.labels[0]].unit if grid.labels else ""
    levels = [unit for unit in grid.caption.units if unit not in ("%", "％")]
    around = corner or next(iter(levels or grid.caption.units), "")
    if cell.unit:
        return combined(cell.unit, combined(heading.unit or label.unit, around))
    if heading.is_change and heading.is_rate and not heading.unit:
        return "%"
    if heading.unit or label.unit:
        return combined(heading.unit or label.unit, around)
    if heading.is_rate or (label.is_rate and not heading.name):
        return "%"
    return row_unit or grid.caption.unit_of(heading.name) or around


def _printed(grid: Grid, unit: str, label: str) -> str:
    """The unit as sentences print it; a scale alone takes the currency that other cells print."""
    unit = printed_unit(unit)
    if code := currency_of(unit):
        return code
    money = is_scale(unit) and grid.currency and not _NO_MONEY.search(label)
    return f"{unit} {grid.currency}" if money else unit


def _forecast(grid: Grid, period: Period, marked: bool) -> bool:
    if marked or (grid.caption.planned and not period.key):
        return True
    issued = grid.document.date[:4]
    later = bool(issued) and bool(period.end_year) and (period.end_year or 0) > int(issued)
    if period.years and grid.forecast_years and (period.end_year or 0) >= min(grid.forecast_years):
        return True
    then = FORECAST_FROM.search(grid.exhibit.title)
    if then and period.end_year:
        return period.end_year >= int(then["then"] or then["year"])
    return grid.caption.says_forecast and later
