"""The cells of a table, read: number, period, rank, text or blank, and what heads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from kb.figures.periods.period import find_periods
from kb.figures.quantities.numerals import whole
from kb.figures.quantities.quantity import find_quantities
from kb.figures.quantities.unit_phrases import currency_of, read_unit
from kb.figures.quantities.units import SIGNS
from kb.regex import regex
from kb.text import fold
from kb.types import Cell, Exhibit, Period

CellKind = Literal["number", "period", "text", "blank"]

_BLANK = regex(r"[-—–−~.·…/*\s]*|n/?a|nan|nil|none|无|未披露|不适用", re.IGNORECASE)
_NUMBER = regex(
    rf"(?P<open>\()?\s*(?P<sign>[-−–+])?\s*(?P<money>{SIGNS})?\s*(?P<inner>\()?(?P<minus>[-−])?"
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>\D{0,16}?)\s*(?(open)\)\s*%?)(?(inner)\)\s*%?)"
)
_FORECAST_MARK = regex(
    r"(?<=\d)\s?年?[EeFfPp]$|[(]\s?[EeFf]\s?[)]$|[(]?预[测计估][值]?[)]?$|(?<=\d)\s*[(]?(?:forecasts?|estimated?|projected|projection|expected)[)]?$"
)
_ACTUAL_MARK = regex(r"(?<=\d)\s?年?[Aa]$|[(][Aa][)]$|(?<=\d)\s*[(]?actual[)]?$")
_YEAR = regex(r"((?:19|20)\d\d)\s?年?度?")
_RANK = regex(
    r"(?:第|no\.?\s?|#|top\s?)?\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:名|位|st|nd|rd|th)?"
)
_TOTAL = regex(r"合计|总计|总和|小计|全部|整体|其[他它]|total|others?|all|sum", re.IGNORECASE)
_RANK_WORDS = "排名|名次|位次|排行|排位|座次"
_RANK_HEADER = regex(rf"{_RANK_WORDS}|排序|rank(?:ing)?|position")
_DATED_RANK_HEADER = regex(
    rf"20\d\d年?[的末]?\s?(?:{_RANK_WORDS}|rank)|rank,? (?:in )?\(?20\d\d\)?"
)
"""Heads the ranks of one of several years; those that stand first are what the table is in order of."""
_YEAR_OF_RANKS = regex(rf"(20\d\d)\s?(?={_RANK_WORDS})")
SAYS_RANK = regex(rf"{_RANK_WORDS}|\brank(?:s|ings?)?\b")
_BOUNDS = regex(
    r"(?:约|近|超过?|逾|不足|不到|至少|最多|以上|以下|左右|余|多|[~≈<>≤≥*]|about|over|under|up to| )*"
)
"""What may stand around the one quantity of a cell."""
_SERIAL_HEADER = regex(r"序号|编号|no\.?|#|s/n")


NO_PERIOD = Period()
_MOST_HEADERS = 4


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell with its meaning. ``start`` and ``end`` leave surrounding space out."""

    row: int
    column: int
    start: int
    end: int
    text: str
    kind: CellKind
    header: bool = False
    value: float | None = None
    high: float | None = None
    """The high end, where the cell holds a range."""
    unit: str = ""
    """As printed in the cell itself, often empty."""
    period: Period = NO_PERIOD
    forecast: bool = False
    """Set by a mark on the period, such as the E of 2025E."""
    place: TypedCell | None = None
    """Its place among the values of its column, where the cell gives it in brackets."""


def typed_cells(exhibit: Exhibit) -> list[list[TypedCell]]:
    """The rows of the exhibit's table, typed and header cells flagged; empty without a table."""
    if exhibit.table is None:
        return []
    rows = [[typed(cell) for cell in row] for row in exhibit.table.rows]
    count = header_rows(rows)
    rows = [*rows[:count], *_among_numbers(rows[:count], rows[count:])]
    return [
        [_as_header(cell) if index < count else cell for cell in row]
        for index, row in enumerate(rows)
    ]


def _among_numbers(
    heads: list[list[TypedCell]], body: list[list[TypedCell]]
) -> list[list[TypedCell]]:
    """``body`` with 1862 taken for a number, not for a year, where its column is one of numbers, or of a year."""
    numbers = {cell.column for row in body for cell in row if cell.kind == "number"}
    numbers |= {cell.column for row in heads for cell in row if cell.kind == "period"}

    def read(cell: TypedCell) -> TypedCell:
        if cell.kind != "period" or not cell.text.isdigit() or cell.column not in numbers:
            return cell
        return replace(cell, kind="number", value=float(cell.text), period=NO_PERIOD)

    return [[read(cell) for cell in row] for row in body]


def header_rows(rows: list[list[TypedCell]]) -> int:
    """How many leading rows name the columns, at most ``_MOST_HEADERS``; 0 where the first has values.

    A row below the first with nothing but its first cell names the rows under it, not columns.
    """
    count = 0
    for row in rows[:_MOST_HEADERS]:
        if _has_value(row) or (count and not any(cell.text for cell in row[1:])):
            break
        count += 1
    if count > 1 and any(map(_has_value, rows[count:])):
        ranked = next((n for n in range(1, count) if rank_column(rows, n) is not None), None)
        return ranked or count
    return min(count, 1)


def rank_column(rows: list[list[TypedCell]], count: int) -> int | None:
    """The column of ranks, by its header and by its cells, 1 for the first row below."""
    if count < 1 or not rows:
        return None
    for cell in rows[count - 1]:
        header = fold(cell.text)
        first = cell.column == 0 and _DATED_RANK_HEADER.fullmatch(header)
        if not (first or _RANK_HEADER.fullmatch(header)):
            continue
        below = [row[cell.column] for row in rows[count:] if cell.column < len(row)]
        ranked = [one for one in below if one.kind != "blank" and not is_total(one.text)]
        ranks = [rank_of(one.text) for one in ranked]
        if ranks and None not in ranks:
            return cell.column
    return None


def says_rank(title: str) -> bool:
    """Whether a header, a label or a caption says that numbers are ranks."""
    return SAYS_RANK.search(fold(title)) is not None


def is_place(cell: TypedCell) -> bool:
    """Whether a number may be a rank: whole, above zero, without a unit."""
    value = cell.value or 0.0
    return value >= 1 and value.is_integer() and not cell.unit and cell.high is None


def is_serial(header: str) -> bool:
    """Whether a column merely numbers its rows."""
    return _SERIAL_HEADER.fullmatch(fold(header)) is not None


def is_total(name: str) -> bool:
    """Whether a label stands for the whole or the rest, which have no rank: 合计, 其他, Total."""
    return _TOTAL.fullmatch(name.strip()) is not None


def is_sum(name: str) -> bool:
    """Whether a label stands for the whole: 合计, Total; not for the rest."""
    return is_total(name) and not re.match(r"其|other", fold(name.strip()))


def rank_of(text: str) -> int | None:
    """The rank that a cell says: 1, 第1名, 第一, No. 1, 1st."""
    match = _RANK.fullmatch(fold(text.strip()))
    return whole(match[1]) if match else None


def read_period(text: str) -> tuple[Period, bool, str]:
    """A period in a header or label, whether it is marked as a forecast, and the text left."""
    stripped = text.strip()
    folded = fold(stripped)
    forecast = _FORECAST_MARK.search(folded) is not None
    mark = _FORECAST_MARK.search(folded) or _ACTUAL_MARK.search(folded)
    core = stripped[: mark.start()].strip() if mark else stripped
    if match := _YEAR_OF_RANKS.match(fold(core)):
        year = int(match[1])
        return Period(year, year, text=core[: match.end()]), forecast, core[match.end() :].strip()
    if match := _YEAR.fullmatch(fold(core)):
        year = int(match.group(1))
        return Period(year, year, text=stripped), forecast, ""
    found = [(a, b, p) for a, b, p in find_periods(core) if p.key]
    if not found:
        return Period(), False, stripped
    start, end, period = found[0]
    return period, forecast, (core[:start] + core[end:]).strip(" 年,，:：()（）")


def typed(cell: Cell) -> TypedCell:
    """The cell with its meaning, read from its own text."""
    text = cell.text.strip()
    start = cell.start + (len(cell.text) - len(cell.text.lstrip())) if text else cell.start
    place = (cell.row, cell.column, start, start + len(text), text)
    folded = fold(text)
    if _BLANK.fullmatch(folded):
        return TypedCell(*place, "blank")
    period, forecast, left = read_period(text)
    if period.key and not left:
        return TypedCell(*place, "period", period=period, forecast=forecast)
    number = _NUMBER.fullmatch(folded)
    unit = _unit_in(number, text) if number else ""
    if number is None or not _is_unit(unit) or _is_dated_unit(number, unit):
        other = TypedCell(*place, "text", period=period, forecast=forecast)
        return _quantity(other) or other
    value = float(number["digits"].replace(",", ""))
    negative = number["sign"] in ("-", "−", "–") or number["open"] or number["inner"]
    negative = negative or number["minus"]
    return TypedCell(*place, "number", value=-value if negative else value, unit=unit)


def _quantity(cell: TypedCell) -> TypedCell | None:
    """``cell`` as a number where it holds a quantity and nothing else: 20%-40%, 约3.5亿元."""
    found = find_quantities(cell.text) if any(c.isdigit() for c in cell.text) else []
    if len(found) != 1 or not found[0].unit or cell.period.key:
        return None
    one = found[0]
    around = cell.text[: one.start] + cell.text[one.end :]
    if not _BOUNDS.fullmatch(fold(around)):
        return None
    return replace(cell, kind="number", value=one.value, high=one.high, unit=one.unit)


def _unit_in(number: re.Match[str], text: str) -> str:
    """The unit of a cell: after the digits, after a closing bracket, or a currency before them."""
    after = text[number.start("unit") : number.end("unit")].strip()
    if text.endswith(("%", "％")):
        return "%"
    return after or (number["money"] or "")


def _is_dated_unit(number: re.Match[str], unit: str) -> bool:
    """2021 €m heads a column of that year: no amount prints its currency after a bare year."""
    return bool(_YEAR.fullmatch(number["digits"]) and unit and currency_of(unit[:1]))


def _is_unit(text: str) -> bool:
    return not text or text in ("%", "*") or read_unit(text) is not None


def _as_header(cell: TypedCell) -> TypedCell:
    return TypedCell(
        cell.row,
        cell.column,
        cell.start,
        cell.end,
        cell.text,
        cell.kind,
        True,
        period=cell.period,
        forecast=cell.forecast,
    )


def _has_value(row: list[TypedCell]) -> bool:
    return any(cell.kind == "number" for cell in row)
