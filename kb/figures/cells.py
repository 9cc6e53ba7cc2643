"""The cells of a table, read: number, period, rank, text or blank, and what heads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from kb.figures.numerals import han
from kb.figures.period import find_periods
from kb.figures.quantity import find_quantities
from kb.text import fold
from kb.types import Cell, Exhibit, Period, Quantity

CellKind = Literal["number", "period", "text", "blank"]

_BLANK = re.compile(r"[-—–−~.·…/*\s]*|n/?a|nan|nil|none|无|未披露|不适用", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-−–+])?\s*(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>\D{0,16}?)"
    r"\s*(?(open)\))"
)
_FORECAST_MARK = re.compile(r"(?<=\d)\s?年?[EeFfPp]$|[(]\s?[EeFf]\s?[)]$|[(]?预[测计估][值]?[)]?$")
_ACTUAL_MARK = re.compile(r"(?<=\d)\s?年?[Aa]$|[(][Aa][)]$")
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年?度?")
_RANK = re.compile(
    r"(?:第|no\.?\s?|#|top\s?)?\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:名|位|st|nd|rd|th)?"
)
_RANK_HEADER = re.compile(r"排名|名次|位次|排行|rank(?:ing)?|position")
_CURRENCY = re.compile(r"(?:US|HK|NT)?\$ ?|[¥€£] ?|(?:USD|RMB|CNY|EUR) ")
_SCALED_CURRENCY = re.compile(
    r"(US\$|HK\$|NT\$|[$¥€£]|USD|RMB|CNY|EUR|GBP|JPY|HKD|TWD|KRW|INR) ?"
    r"(thousand|million|billion|trillion|mn|bn|tn|m|b)s?",
    re.I,
)
"""US$ million, USD bn: a column's unit with the scale after the currency."""
_COUNTED = frozenset(
    ("unit", "units", "users", "people", "vehicles", "cars", "employees", "companies", "stores")
).union(("devices", "subscribers", "tokens", "token", "teu", "homes", "orders", "passengers"))
_SERIAL_HEADER = re.compile(r"序号|编号|no\.?|#|s/n")


NO_PERIOD = Period()


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
    unit: str = ""
    """As printed in the cell itself, often empty."""
    period: Period = NO_PERIOD
    forecast: bool = False
    """Set by a mark on the period, such as the E of 2025E."""


def typed_cells(exhibit: Exhibit) -> list[list[TypedCell]]:
    """The rows of the exhibit's table, typed and header cells flagged; empty without a table."""
    if exhibit.table is None:
        return []
    rows = [[_typed(cell) for cell in row] for row in exhibit.table.rows]
    count = header_rows(rows)
    return [
        [_as_header(cell) if index < count else cell for cell in row]
        for index, row in enumerate(rows)
    ]


def header_rows(rows: list[list[TypedCell]]) -> int:
    """How many leading rows name the columns: 0, 1 or 2."""
    if not rows or _has_value(rows[0]):
        return 0
    second = len(rows) > 2 and not _has_value(rows[1]) and any(map(_has_value, rows[2:]))
    return 2 if second and not is_ranking(rows, 1) else 1


def is_ranking(rows: list[list[TypedCell]], count: int) -> bool:
    """Whether names stand in the cells and a column at the edge says their rank."""
    return rank_column(rows, count) is not None


def rank_column(rows: list[list[TypedCell]], count: int) -> int | None:
    """The column of ranks, by its header and by its cells, 1 for the first row below."""
    if count < 1 or not rows:
        return None
    for cell in rows[count - 1]:
        if not _RANK_HEADER.fullmatch(fold(cell.text)):
            continue
        ranks = [rank_of(row[cell.column].text) for row in rows[count:] if cell.column < len(row)]
        if ranks and None not in ranks:
            return cell.column
    return None


def is_serial(header: str) -> bool:
    """Whether a column merely numbers its rows."""
    return _SERIAL_HEADER.fullmatch(fold(header)) is not None


def rank_of(text: str) -> int | None:
    """The rank that a cell says: 1, 第1名, 第一, No. 1, 1st."""
    match = _RANK.fullmatch(fold(text.strip()))
    if match is None:
        return None
    digits = match.group(1)
    return int(digits) if digits.isdigit() else int(han(digits))


def read_unit(unit: str) -> Quantity | None:
    """One of ``unit``, normalised; None where the unit is not known."""
    unit = unit.strip()
    if unit.endswith("块") and len(unit) < 4:  # pieces; only speech says 块 for yuan
        one = find_quantities(f"达1{unit[:-1]}片")
        return replace(one[0], unit=unit, normalised_unit="块") if one else None
    forms = [f"达1{unit}", f"reached 1 {unit}"]
    if currency := _CURRENCY.match(unit):
        forms = [f"reached {currency.group().strip()}1{unit[currency.end() :]}", *forms]
    for form in forms:
        found = find_quantities(form)
        if found and found[0].unit and found[0].end == len(form) and _is_known(found[0]):
            return found[0]
    return None


def printed_unit(unit: str) -> str:
    """``unit`` as sentences print it: million USD for USD million."""
    scaled = _SCALED_CURRENCY.fullmatch(unit.strip())
    one = read_unit(unit) if scaled else None
    return one.unit if one else unit


def _is_known(one: Quantity) -> bool:
    """A Latin word is no unit merely because it stands after a number."""
    unit = one.normalised_unit
    return one.dimension != "count" or not unit.isascii() or unit.lower() in _COUNTED


def read_period(text: str) -> tuple[Period, bool, str]:
    """A period in a header or label, whether it is marked as a forecast, and the text left."""
    stripped = text.strip()
    folded = fold(stripped)
    forecast = _FORECAST_MARK.search(folded) is not None
    mark = _FORECAST_MARK.search(folded) or _ACTUAL_MARK.search(folded)
    core = stripped[: mark.start()].strip() if mark else stripped
    if match := _YEAR.fullmatch(fold(core)):
        year = int(match.group(1))
        return Period(year, year, text=stripped), forecast, ""
    found = [(a, b, p) for a, b, p in find_periods(core) if p.key]
    if not found:
        return Period(), False, stripped
    start, end, period = found[0]
    return period, forecast, (core[:start] + core[end:]).strip(" 年,，:：()（）")


def _typed(cell: Cell) -> TypedCell:
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
    unit = text[number.start("unit") : number.end("unit")].strip() if number else ""
    if number is None or not _is_unit(unit):
        return TypedCell(*place, "text", period=period, forecast=forecast)
    value = float(number["digits"].replace(",", ""))
    negative = number["sign"] in ("-", "−", "–") or number["open"]
    return TypedCell(*place, "number", value=-value if negative else value, unit=unit)


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
