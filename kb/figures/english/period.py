"""Which of the periods of an English sentence is that of a figure: mostly the one after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.figures.context import Reading, State
from kb.figures.english.names import RESTATING
from kb.figures.english.phrase import ABOUT
from kb.figures.periods.period import Found
from kb.figures.timing import compared_with, end_of
from kb.figures.views import Line
from kb.regex import regex
from kb.types import RATES, Period, Quantity

_AFTER_LINK = regex(
    r"^[^,;.()]{0,48}?\b(?:in|by|as of|for|during|of|at the end of|at end|through"
    r"|since|until|for the)(?: the| fiscal| calendar| late| early| mid| end of)*\s*$",
    re.I,
)

_MOVING = regex(
    r"\b(?:from [^;,]{1,40} )?(?P<side>from|to)"
    rf"(?: {ABOUT})? $"
)
_TO_LEVEL = regex(rf",? to (?:{ABOUT} )?")
"""Rose by 12% to $4 billion in 2023: the year of the level is that of the change."""
_SINCE = regex(r" (?:from|since|on|over|between)(?: the)?(?: (?:level|base|end))?(?: (?:of|in))? ")
_REVISED = regex(
    r"\b(?:estimates?|forecasts?|guidance|targets?|outlook|projections?|expectations?)\b"
)
_COMES_FROM = regex(rf"\bfrom (?:{ABOUT} )?$")
"""In 2023 it rose from 4 to 6: the 4 is of an earlier year, which is not told."""
_RISEN_FROM = regex(
    r"\b(?:(?:increase|rise|gain|jump|decrease|decline|drop|fall|growth|reduction) of|up|down|higher|lower) (?:by )?[\d.]+ ?% from $"
)
"""An increase of 5% from 40: the 40 is of an earlier time, which is not told."""
_TAKES_UP = regex(
    r"[\s\x00*]*(?:(?:of|by|at|in) (?:this|these|those|that|which|then)|this|that|then)\b", re.I
)
_LOOKING_BACK = regex(r"earlier|last year|years? before$", re.I)
_AGO = regex(r"earlier|ago|last year|previous year|years? before", re.I)


def period_of(
    line: Line,
    start: int,
    end: int,
    item: Quantity,
    following: Sequence[Quantity],
    reading: Reading,
    state: State,
) -> Period:
    """The period of ``item``; ``following`` are the values after it in its sentence."""
    timeline = line.timeline
    after = timeline.before(item.end, end)
    before = [
        found
        for found in timeline.before(start, item.start)
        if not timeline.compared(found)
        and (not _AGO.search(found.period.text) or _begins(line.view, start, found.start))
        and (reading.kind == "cagr" or not compared_with(line.view, start, found.start))
    ]
    near = _near(line, item, following, after)
    if reading.kind == "cagr":
        return _cagr_period(line, item, before, after, near, state)
    beside = before and not line.view[before[-1].end : item.start].strip()
    if near and not beside:  # for 2025 $7 million and for 2027 $8 million: the year is said before
        return near
    if moved := _moved(line.view[start : item.start], state, start):
        return moved
    if _RISEN_FROM.search(line.view, start, item.start):
        return Period()
    if _comes_from(line.view[start : item.start]) and _goes_to(line, item, following):
        named = [found for found in before if found.period.years]
        return (
            _side(named[-1].period, line.view[start : item.start], reading) if named else Period()
        )
    if before:
        return _side(before[-1].period, line.view[start : item.start], reading)
    of_now = state.aimed and not state.open and _of_now(line, start, end)
    if state.period.start_year and not of_now:
        return state.period
    later = [
        found
        for found in after
        if not timeline.compared(found) and not compared_with(line.view, item.end, found.start)
    ]
    return later[0].period if later else Period()


def _begins(view: str, start: int, end: int) -> bool:
    """Whether nothing stands before ``end`` in its sentence: Two years earlier it was."""
    return not view[start:end].strip(" \x00*")


def _of_now(line: Line, start: int, end: int) -> bool:
    """Whether the sentence looks ahead in no word, and takes up nothing of the one before."""
    if any(start <= hedge.start < end for hedge in line.hedges):
        return False
    return _TAKES_UP.match(line.view, start) is None


def _side(period: Period, before: str, reading: Reading) -> Period:
    """Between 2019 and 2024 it rose from A to B: A is of the first year, B of the last."""
    spans = (period.years or period.is_season) and reading.kind not in RATES
    side = _MOVING.search(before[-80:]) if spans else None
    if side is None:
        return period
    return end_of(period, first=side["side"].lower() == "from")


def _moved(before: str, state: State, start: int) -> Period | None:
    """Rose from 4 in 2021 to 6 in 2023, while B fell from 9 to 7: B moved in the same years."""
    side = _MOVING.search(before[-80:])
    if side is None:
        return None
    told = {
        t.period.end_year: t.period for t in state.topics if t.end > start and t.period.end_year
    }
    if len(told) != 2:
        return None
    return told[(min if side["side"].lower() == "from" else max)(told)]


def _comes_from(before: str) -> bool:
    return _COMES_FROM.search(before) is not None and _REVISED.search(before) is None


def _goes_to(line: Line, item: Quantity, following: Sequence[Quantity]) -> bool:
    return (
        bool(following) and _TO_LEVEL.fullmatch(line.view, item.end, following[0].start) is not None
    )


def _near(
    line: Line, item: Quantity, following: Sequence[Quantity], after: list[Found]
) -> Period | None:
    """The period right after the value: ``… in 2022``, ``… a year earlier``.

    Between them may stand the same value in other words: $5 million or 3% of sales in 2022.
    """
    rest = list(following)
    while rest and RESTATING.fullmatch(line.view, item.end, rest[0].start):
        item = rest.pop(0)
    changed = item.dimension in ("ratio", "points")
    if changed and rest and _TO_LEVEL.fullmatch(line.view, item.end, rest[0].start):
        item = rest.pop(0)
    limit = rest[0].start if rest else len(line.view)
    for found in after[:2]:
        if found.start >= limit:
            return None
        between = line.view[item.end : found.start]
        if _LOOKING_BACK.search(found.period.text):
            return (
                found.period
                if not re.search(r"[,;]", between)
                and " than" not in between
                and "from" not in between
                else None
            )
        if _AFTER_LINK.match(between) and not line.timeline.compared(found):
            return found.period
        if re.match(r"^[\s(]{1,2}$", between) and line.view[found.end : found.end + 1] != ":":
            return found.period
    return None


def _cagr_period(
    line: Line,
    item: Quantity,
    before: list[Found],
    after: list[Found],
    near: Period | None,
    state: State,
) -> Period:
    ranges = [
        found.period for found in (*after[:1], *reversed(before)) if (found.period.years or 0) > 0
    ]
    if ranges:
        return ranges[0]
    named = [found.period for found in before if found.period.end_year]
    since = after[0] if after and _SINCE.fullmatch(line.view, item.end, after[0].start) else None
    last = named[-1].end_year if named else state.period.end_year
    if since and (first := since.period.start_year) and last and first < last:
        return Period(first, last, text=since.period.text)
    if near is not None and near.end_year:
        named.append(near)
    years = sorted({period.end_year for period in named if period.end_year})
    if len(years) == 1 and state.period.end_year and state.period.end_year < years[0]:
        years.insert(0, state.period.end_year)
    elif len(years) == 1 and not _any_range(before) and state.period.end_year:
        years = sorted({*years, state.period.end_year})
    if len(years) > 2 and _turns(line, before, years[-2], years[-1]):
        years = years[-2:]
    if len(years) >= 2:
        return Period(years[0], years[-1], text=f"{years[0]}-{years[-1]}")
    return named[-1] if named else state.period


def _turns(line: Line, before: list[Found], last: int, forecast: int) -> bool:
    """Whether only the last of the years is of a forecast: 3 in 2020, 4 in 2023, and will be 9 in 2030."""
    ends = [found.end for found in before if found.period.end_year == last]
    starts = [found.start for found in before if found.period.end_year == forecast]
    doubts = [hedge.start for hedge in line.hedges]
    return (
        bool(ends and starts)
        and any(ends[-1] <= doubt < starts[-1] for doubt in doubts)
        and not any(doubt < ends[-1] for doubt in doubts)
    )


def _any_range(found: list[Found]) -> bool:
    return any(one.period.years for one in found)
