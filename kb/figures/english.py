"""The figures of one English sentence.

English puts the period after the value (``$64 billion in 2022``) and the subject before a verb, so
it has its own reading of leads; what is shared with Chinese is the state that is carried along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from kb.figures.context import State, Topic, forecast
from kb.figures.english_kind import read_kind
from kb.figures.english_lists import Member, members, names
from kb.figures.english_names import RESTATING, name_of
from kb.figures.english_parts import continues, parts
from kb.figures.english_subject import clause_start, find_subject
from kb.figures.kind import Reading
from kb.figures.screening import reason_against
from kb.figures.sentence import close, make_point
from kb.figures.timing import Found
from kb.figures.views import Line
from kb.types import DataPoint, Period, Quantity

_AFTER_LINK = re.compile(
    r"^[^,;.()]{0,48}?\b(?:in|by|as of|for|during|of|at the end of|at end|through"
    r"|since|until|for the)(?: the| fiscal| calendar| late| early| mid| end of)*\s*$",
    re.I,
)

_FROM_SIDE = re.compile(
    r"\b(?:from|against|versus|vs\.?|than|compared (?:with|to)) [^,;\x00]{1,30} (?:in|for|at) $"
)

_FROM_REACH = 64
"""More characters than ``_FROM_SIDE`` can take up."""
_WILL_AFTER = re.compile(r" of [^,;.\x00]{2,60} will ")
"""60% of firms will adopt it."""
_LOOKS_BACK = re.compile(r", (?:compared (?:with|to)|against|versus|(?:up|down) from|after) ")
_MOVING = re.compile(
    r"\b(?:from [^;,]{1,40} )?(?P<side>from|to)"
    r"(?: (?:about|around|nearly|almost|over|some))? $"
)
_AGO = re.compile(r"earlier|ago|last year|previous year|year before", re.I)


@dataclass(frozen=True, slots=True)
class _Place:
    item: Quantity
    clause: int
    previous: int


def points(line: Line, start: int, end: int, state: State, date: str) -> Iterator[DataPoint]:
    """Data points of the English sentence ``line.text[start:end]``; ``state`` is updated."""
    items = _items(line, start, end)
    if not state.open:
        state.publisher, state.forecast = "", False
    previous = start
    lists = members(line, start, end, items)
    named: list[str] = []
    dealt = parts(line, start, end, items)
    made: list[DataPoint] = []
    for index, item in enumerate(items):
        place = _Place(item, clause_start(line.view, previous, item.start), previous)
        following = items[index + 1 :]
        member = lists.get(index)
        point = _point(line, start, end, place, following, state, date, member)
        if member and member.offset == 0:
            named = names(point.metric, member.size) if member.named else []
        if member and named:
            point = replace(point, metric=named[member.offset])
        if not point.publisher and (late := _late_publisher(line, start, end)):
            point = replace(point, publisher=late)
        made.append(point)
        part = dealt.get(index)
        if part and not (part.link == "in" and point.kind == "growth"):  # that is Asia Spending
            guide = made[part.first]
            point = part.named(point, guide)
            state.topics[-1] = replace(
                state.topics[-1], name=part.name or guide.metric, kind=point.kind
            )
        yield point
        previous = item.end
    close(line, start, end, state)
    state.period = _main_period(line, start, end) or state.period


def _main_period(line: Line, start: int, end: int) -> Period | None:
    """The last year before those that the sentence only looks back on: ``, compared with``.

    The next sentence goes on with it. None where the sentence does not end so.
    """
    named = [found for found in line.timeline.before(start, end) if found[2].start_year]
    back = _LOOKS_BACK.search(line.view, named[0][1], end) if named else None
    if back is None or ";" in line.view[back.start() : end]:
        return None
    return [found for found in named if found[1] <= back.start()][-1][2]


def _items(line: Line, start: int, end: int) -> list[Quantity]:
    """The quantities that are figures: by themselves, or as the next of a series."""
    items: list[Quantity] = []
    for item in line.quantities:
        if start <= item.start and item.end <= end:
            reason = reason_against(item, line.view, True)
            if not reason or (items and continues(line, items[-1], item, reason)):
                items.append(item)
    return items


def _late_publisher(line: Line, start: int, end: int) -> str:
    """``…, according to IDC`` at the sentence's end speaks for all of it."""
    named = [span for span in line.publishers if start <= span[0] < end]
    return line.text[named[0][1] : named[0][2]] if named else ""


def _point(
    line: Line,
    start: int,
    end: int,
    place: _Place,
    following: Sequence[Quantity],
    state: State,
    date: str,
    member: Member | None,
) -> DataPoint:
    item = place.item
    last = _topic_before(state, item, start)
    before = line.view[place.clause : item.start]
    after = line.view[item.end : min(end, item.end + 60)]
    listed = following[member.size - member.offset - 2].end if _goes_on(member) else 0
    own = find_subject(line, item, place.clause, end, place.previous, listed)
    reading = read_kind(item, before, after, own, last)
    base = own or (last.name if last else "")
    name = name_of(line, item, own, reading.kind, last, place.previous, end)
    if reading.kind == "share" or not base:
        base = name
    period = (member.period if member else None) or _period(
        line, start, end, place, following, reading, state
    )
    is_forecast, hedge = forecast(
        line,
        start,
        item,
        place.clause,
        period,
        state,
        date,
        own=bool(own) or reading.kind == "share",
    )
    if not is_forecast and _WILL_AFTER.match(after):
        is_forecast, hedge = True, "will"
    if (
        is_forecast
        and re.search(r"\bfrom (?:about |around |nearly )?$", before)
        and not state.forecast
    ):
        is_forecast = sources_later(period, date) or "estimate" in line.view[start : item.start]
    falling = reading.direction == "down"
    state.topics.append(Topic(base, reading.kind, period, item.end, bool(own), falling=falling))
    return make_point(
        line, item, (start, end), name, reading, period, state, forecast=is_forecast, hedge=hedge
    )


def _goes_on(member: Member | None) -> TypeGuard[Member]:
    """Whether more values of the list follow."""
    return member is not None and member.offset + 1 < member.size


def _topic_before(state: State, item: Quantity, start: int) -> Topic | None:
    """The last figure, or the last of its sentence that is an amount where ``item`` is one."""
    last = state.topics[-1] if state.topics else None
    if last is None or item.dimension in ("ratio", "points", "multiple") or last.kind != "share":
        return last
    amounts = [t for t in state.topics if t.end > start and t.kind in ("level", "count")]
    return amounts[-1] if amounts else last


def sources_later(period: Period, date: str) -> bool:
    """Whether the period is known to end after the date."""
    from kb.figures.sources import after

    return after(period, date) is True


def _period(
    line: Line,
    start: int,
    end: int,
    place: _Place,
    following: Sequence[Quantity],
    reading: Reading,
    state: State,
) -> Period:
    item, timeline = place.item, line.timeline
    after = timeline.before(item.end, end)
    before = [
        found
        for found in timeline.before(start, item.start)
        if not timeline.compared(found)
        and not _AGO.search(found[2].text)
        and (reading.kind == "cagr" or not _from_side(line.view, start, found[0]))
    ]
    near = _near(line, item, following, after)
    if reading.kind == "cagr":
        return _cagr_period(before, after, near, state)
    if near:
        return near
    if before:
        return _side(before[-1][2], line.view[start : item.start], reading)
    if state.period.start_year:
        return state.period
    later = [
        found
        for found in after
        if not timeline.compared(found) and not _from_side(line.view, item.end, found[0])
    ]
    return later[0][2] if later else Period()


def _side(period: Period, before: str, reading: Reading) -> Period:
    """Between 2019 and 2024 it rose from A to B: A is of the first year, B of the last."""
    side = (
        _MOVING.search(before[-80:])
        if period.years and reading.kind not in ("growth", "cagr")
        else None
    )
    if side is None:
        return period
    year = period.start_year if side["side"].lower() == "from" else period.end_year
    return Period(year, year, text=period.text)


def _from_side(view: str, start: int, end: int) -> bool:
    """From $2 billion in 2022: the period at ``end`` is of what is compared with."""
    return bool(_FROM_SIDE.search(view[max(start, end - _FROM_REACH) : end]))


def _near(
    line: Line, item: Quantity, following: Sequence[Quantity], after: list[Found]
) -> Period | None:
    """The period right after the value: ``… in 2022``, ``… a year earlier``.

    Between them may stand the same value in other words: $5 million or 3% of sales in 2022.
    """
    rest = list(following)
    while rest and RESTATING.fullmatch(line.view, item.end, rest[0].start):
        item = rest.pop(0)
    limit = rest[0].start if rest else len(line.view)
    for found in after[:2]:
        if found[0] >= limit:
            return None
        between = line.view[item.end : found[0]]
        if "earlier" in found[2].text or "last year" in found[2].text.lower():
            return (
                found[2]
                if not re.search(r"[,;]", between)
                and " than" not in between
                and "from" not in between
                else None
            )
        if _AFTER_LINK.match(between) and not line.timeline.compared(found):
            return found[2]
        if re.match(r"^[\s(]{1,2}$", between):
            return found[2]
    return None


def _cagr_period(
    before: list[Found], after: list[Found], near: Period | None, state: State
) -> Period:
    ranges = [found[2] for found in (*after[:1], *reversed(before)) if (found[2].years or 0) > 0]
    if ranges:
        return ranges[0]
    named = [found[2] for found in before if found[2].end_year]
    if near is not None and near.end_year:
        named.append(near)
    years = sorted({period.end_year for period in named if period.end_year})
    if len(years) == 1 and state.period.end_year and state.period.end_year < years[0]:
        years.insert(0, state.period.end_year)
    if len(years) >= 2:
        return Period(years[0], years[-1], text=f"{years[0]}-{years[-1]}")
    return named[-1] if named else state.period
