"""Names in the cells of a ranking, and the values that stand with them: 甲省（1180）, 乙公司 27.4%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.figures.tables.cells import TypedCell, typed
from kb.regex import regex
from kb.types import Cell

_BRACKETED = regex(r"(?P<name>.*[^\s\d(（])\s*[(（]\s*(?P<value>[^()（）]*\d[^()（）]*)[)）]")
_BEHIND = regex(r"(?P<name>.*[^\s\d.,:：，、/-])[\s:：，,、/-]+(?P<value>\S*\d.*)")
_CODE = regex(r"\d{6}")
"""A stock's number, which is no value."""
_YEAR = regex(r"(?:19|20)\d\d")
_LIKE_YEARS = 500.0
"""Beside numbers from here on, 2019 may be one as well."""
_TITLED = regex(
    r"\s*(?:(?:的|情况)?(?:排行榜|排名榜|排名|排行|榜单?|名次|位次|座次|排序)|(?:TOP|前)\s?(?:\d+|[一二三五十]+)[名强位]?"
    r"|\b(?:rankings?|league table|top \d+))\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name and what stands with it, each a cell of its own span."""

    name: TypedCell
    value: TypedCell | None


def ranked_cells(cells: Sequence[TypedCell], *, has_unit: bool) -> dict[int, Ranked]:
    """By row, the names of one column; their values apart where most of the cells hold one.

    ``has_unit`` says whether the caption gives a unit: a bare number in brackets needs one.
    """
    found = {cell.row: _split(cell) for cell in cells}
    numbers = [one.value.value or 0.0 for one in found.values() if one.value]
    if any(_is_year(one) for one in found.values()) and min(numbers) < _LIKE_YEARS <= max(numbers):
        # 2022 among numbers of another size is a year, and part of the name.
        found = {c.row: Ranked(c, None) if _is_year(found[c.row]) else found[c.row] for c in cells}
    split = [one.value for one in found.values() if one.value is not None]
    if 2 * len(split) < len(cells):
        return {cell.row: Ranked(cell, None) for cell in cells}
    bare = [value.text for value in split if not value.unit]
    no_values = bool(bare) and (
        not has_unit
        or all(map(_CODE.fullmatch, bare))
        or all(map(_YEAR.fullmatch, bare))
        or any(text[:1] in "+-−" for text in bare)
    )
    return {row: replace(one, value=None) if no_values else one for row, one in found.items()}


def _is_year(one: Ranked) -> bool:
    return one.value is not None and _YEAR.fullmatch(one.value.text) is not None


def measured(subject: str) -> str:
    """What a ranking ranks by: its title without 排名 and the like."""
    return _TITLED.sub("", subject)


def _split(cell: TypedCell) -> Ranked:
    for pattern in (_BRACKETED, _BEHIND):
        match = pattern.fullmatch(cell.text)
        value = _value(cell, *match.span("value")) if match else None
        if match is not None and value is not None and (value.unit or pattern is _BRACKETED):
            return Ranked(_part(cell, *match.span("name")), value)
    return Ranked(cell, None)


def _value(cell: TypedCell, start: int, end: int) -> TypedCell | None:
    value = _part(cell, start, end)
    if value.kind == "period" and _YEAR.fullmatch(value.text):  # 2018 among numbers
        return replace(value, kind="number", value=float(value.text))
    return value if value.kind == "number" else None


def _part(cell: TypedCell, start: int, end: int) -> TypedCell:
    text = cell.text[start:end]
    return typed(Cell(cell.row, cell.column, cell.start + start, cell.start + end, text))
