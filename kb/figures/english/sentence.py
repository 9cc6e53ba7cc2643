"""The figures of one English sentence.

English puts the period after the value (``$64 billion in 2022``) and the subject before a verb, so
it has its own reading of leads; what is shared with Chinese is the state that is carried along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from kb.figures import sources
from kb.figures.context import State, Topic, carry_over, forecast, make_point
from kb.figures.english.beside import (
    counted_alike,
    dealt_share,
    goes_on,
    of_holder,
    share_beside,
    shares_dealt,
)
from kb.figures.english.kind import read_kind
from kb.figures.english.lists import Member, members, names
from kb.figures.english.names import HEDGED, name_of
from kb.figures.english.parts import continues, parts
from kb.figures.english.period import period_of
from kb.figures.english.phrase import ABOUT, VERB
from kb.figures.english.subject import clause_start, find_subject, sentence_subject
from kb.figures.places import first_region
from kb.figures.screening import BARE, reason_against
from kb.figures.views import Line
from kb.regex import regex
from kb.types import AMOUNTS, DataPoint, Period, Quantity

_SAYS = regex(rf"{VERB.pattern}|\b(?:we|it|they|forecasts?|estimates?)\b", re.I)
"""A clause with a verb or a pronoun of its own does not go on with the subject before it."""
_PRONOUN = regex(r"[\s\x00]*(?:[Ii]t|[Tt]hey) ")
_POSSESSIVE = regex(r"[\s\x00]*(?:[Ii]ts|[Tt]heir) ")
"""Its share rose: that of what the sentence before is about."""
_OWN_MEASURE = regex(r"revenues?|sales|turnover|output")
"""In 2023 revenue reached 8: that of the market which the sentence before is about."""
_WILL_AFTER = regex(r" of [^,;.\x00]{2,60} will ")
"""60% of firms will adopt it."""
_SET_BESIDE = regex(
    r"(?: [a-z]+){0,3}(?: (?:in|for|during) \x00+)?,? (?:(?:and|but) (?:[a-z]+ ){1,4})?(?:to|against|versus|compared (?:with|to)"
    rf"|(?:up|down) from|from|reach|hit|than)(?: {ABOUT})? "
)
"""Between a count and one of the same: 14 deals were announced in 2023, against 9."""
_AHEAD = regex(r"\b(?:by|until|through|extends? to)(?: the)?(?: end of)? $", re.I)
_FROM = regex(rf"\bfrom (?:{ABOUT} )?$")
_PACE = regex(r"\b(?:pace|growth|(?:has|have) grown|grew)\b")
"""Before a colon, says what the values behind it are: the pace has quickened: 14.8% in 2020."""
_LOOKS_BACK = regex(
    r", (?:compared (?:with|to)|against|versus|(?:up|down)(?: (?:by )?[\d.]+ ?(?:%|per ?cent|points))? from|after"
    r"|(?:about |some |or )?[\d.]+ ?(?:%|per ?cent) (?:more|less|fewer|higher|lower|better|worse) than|(?:about |some )?[\d.]+ ?(?:%|per ?cent) (?:above|below)) "
)

_PLACES = frozenset({"countries", "cities", "regions", "provinces", "states"})
_ACROSS = regex(r"\b(?:across|in|among|throughout) (?:(?:the|all|these) )*$")
_ON = regex(rf"[^,;.()\x00$€£%\d]*?{VERB.pattern}")


@dataclass(frozen=True, slots=True)
class _Place:
    item: Quantity
    clause: int
    previous: int


def points(line: Line, start: int, end: int, state: State, date: str) -> Iterator[DataPoint]:
    """Data points of the English sentence ``line.text[start:end]``; ``state`` is updated."""
    items = _items(line, start, end)
    state.place = _place(line, start, end, state.place)
    if not state.open:
        state.publisher, state.forecast = "", False
    previous = start
    lists = members(line, start, end, items)
    named: list[str] = []
    dealt = parts(line, start, end, items)
    shares = shares_dealt(line, items, end)
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
        if not point.region and state.place:
            point = replace(point, region=state.place)
        if index and (
            _SET_BESIDE.fullmatch(line.view, previous, item.start)
            or goes_on(line, items[index - 1], item)
        ):
            point = counted_alike(point, made[-1])
        if index in shares:
            whose, whole = shares[index]
            point = dealt_share(point, made[whose], whole)
        point = share_beside(line, items, made, point)
        if index and point.kind == "share" and (own := dealt.get(index - 1)) and own.holder:
            point = replace(point, metric=of_holder(point.metric, made[-1].metric, own.holder))
        made.append(point)
        part = dealt.get(index)
        if part and not (part.link == "in" and point.kind == "growth"):  # name_of knows that place
            guide = made[part.first]
            point = part.named(point, guide)
            about = part.name or guide.metric
            state.topics[-1] = replace(state.topics[-1], name=about, kind=point.kind)
        yield point
        previous = item.end
    earlier = state.period
    carry_over(line, start, end, state)
    aims = _aims(line, start, end, state.period, date)
    state.aimed = aims or (state.aimed and state.period is earlier)
    state.subject = sentence_subject(line, start, end) or state.subject
    state.period = _main_period(line, start, end) or state.period


def _aims(line: Line, start: int, end: int, period: Period, date: str) -> bool:
    """Whether ``period`` is one that the sentence looks ahead to: by 2030, or from an earlier year.

    So is any that is yet to come.
    """
    named = line.timeline.before(start, end)
    last = next((found for found in reversed(named) if found.period is period), None)
    if last is None:
        return False
    if _AHEAD.search(line.view[max(start, last.start - 24) : last.start]):
        return True
    hedged = any(start <= hedge.start < last.start for hedge in line.hedges)
    if sources.after(period, date):
        return True
    return hedged and any((f.period.end_year or 9999) < (period.end_year or 0) for f in named)


def _place(line: Line, start: int, end: int, carried: str) -> str:
    """The region that the sentence, or one before it, begins with: In Peru.

    A sentence that names another region ends it.
    """
    _, named = first_region(line.text, start, end)
    if not named:
        return carried
    return (
        named
        if re.match(rf"[\s*_]*In (?:the )?{re.escape(named)}\b", _unlabelled(line, start, end))
        else ""
    )


def _unlabelled(line: Line, start: int, end: int) -> str:
    shown = line.view[start:end].lstrip("\x00 *")
    return line.text[end - len(shown) : end]


def _main_period(line: Line, start: int, end: int) -> Period | None:
    """The last year before those that the sentence only looks back on: ``, compared with``.

    The next sentence goes on with it. None where the sentence does not end so.
    """
    named = [found for found in line.timeline.before(start, end) if found.period.start_year]
    back = _LOOKS_BACK.search(line.view, named[0].end, end) if named else None
    if back is None or ";" in line.view[back.start() : end]:
        return None
    return [found for found in named if found.end <= back.start()][-1].period


def _items(line: Line, start: int, end: int) -> list[Quantity]:
    """The quantities that are figures: by themselves, or as the next of a series."""
    items: list[Quantity] = []
    for item in line.quantities:
        if start <= item.start and item.end <= end:
            if _tells_where(line, start, end, item):
                continue
            reason = reason_against(item, line.view, True)
            again = items and continues(line, items[-1], item, reason)
            if not reason or again or (items and reason == BARE and goes_on(line, items[-1], item)):
                items.append(item)
    return items


def _tells_where(line: Line, start: int, end: int, item: Quantity) -> bool:
    """Whether it counts the places of what the clause goes on to measure: sales in 21 countries reached 2."""
    across = _ACROSS.search(line.view, start, item.start)
    if item.unit not in _PLACES or across is None or VERB.search(line.view, start, across.start()):
        return False
    told = _ON.match(line.view, item.end, end)
    return told is not None and any(told.end() <= one.start < end for one in line.quantities)


def _late_publisher(line: Line, start: int, end: int) -> str:
    """``…, according to IDC`` at the sentence's end speaks for all of it."""
    named = [one for one in line.publishers if start <= one.phrase < end]
    return line.text[named[0].start : named[0].end] if named else ""


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
    if line.view[start : place.clause].rstrip().endswith(":") and _PACE.search(
        line.view, start, place.clause
    ):
        before = f"growth {before}"
    after = line.view[item.end : min(end, item.end + 60)]
    listed = following[member.size - member.offset - 2].end if _goes_on(member) else 0
    own = find_subject(line, item, place.clause, end, place.previous, listed)
    reading = read_kind(item, before, after, own, last)
    own = _in_full(line, start, place, own, last, state)
    base = own or (last.name if last else "") or state.subject
    name = name_of(line, item, own, reading.kind, last, place.previous, (start, end))
    name = name or state.subject
    if reading.kind == "share" or not base:
        base = name
    period = (member.period if member else None) or period_of(
        line, start, end, place.item, following, reading, state
    )
    is_forecast, hedge = _forecast(
        line, start, place, after, period, state, date, own=bool(own) or reading.kind == "share"
    )
    falling = reading.direction == "down"
    state.topics.append(Topic(base, reading.kind, period, item.end, bool(own), falling=falling))
    return make_point(
        line, item, (start, end), name, reading, period, state, forecast=is_forecast, hedge=hedge
    )


def _in_full(
    line: Line, start: int, place: _Place, own: str, last: Topic | None, state: State
) -> str:
    """``own`` with what its clause leaves to the words before: its share, revenue, it rose."""
    view, item, clause = line.view, place.item, place.clause
    possessive = _POSSESSIVE.match(view, clause, item.start)
    about = state.subject
    if clause > start and possessive:
        about = sentence_subject(line, start, clause) or about
    whose = possessive or (line.label and " " not in own and own.islower())
    if own and about and (whose or _OWN_MEASURE.fullmatch(own)):
        own = f"{about} {own}"
    bare = not view.startswith(" of ", item.end) and not _SAYS.search(view, clause, item.start)
    if not own and bare and clause > start and (last is None or last.end <= start):
        own = sentence_subject(line, start, item.start)
    if not own and item.dimension == "count" and HEDGED.fullmatch(view, clause, item.start):
        # A lack of supply: only 38 ports could
        return item.unit.split(" ")[-1] if clause > start else own
    if own or item.dimension != "ratio" or not _PRONOUN.match(view, clause, item.start):
        return own
    return (sentence_subject(line, start, clause) if clause > start else "") or state.subject


def _forecast(
    line: Line,
    start: int,
    place: _Place,
    after: str,
    period: Period,
    state: State,
    date: str,
    *,
    own: bool,
) -> tuple[bool, str]:
    """As ``forecast``; 60% of firms will adopt it is one, and what it rises from is mostly none."""
    view, item = line.view, place.item
    found, hedge = forecast(line, start, item, place.clause, period, state, date, own=own)
    if not found and _WILL_AFTER.match(after):
        found, hedge = True, "will"
    if found and _FROM.search(view, place.clause, item.start) and not state.forecast:
        found = sources.after(period, date) is True or "estimate" in view[start : item.start]
    return found, hedge


def _goes_on(member: Member | None) -> TypeGuard[Member]:
    """Whether more values of the list follow."""
    return member is not None and member.offset + 1 < member.size


def _topic_before(state: State, item: Quantity, start: int) -> Topic | None:
    """The last figure, or the last of its sentence that is an amount where ``item`` is one."""
    last = state.topics[-1] if state.topics else None
    if last is None or item.dimension in ("ratio", "points", "multiple") or last.kind != "share":
        return last
    amounts = [t for t in state.topics if t.end > start and t.kind in AMOUNTS]
    return amounts[-1] if amounts else last
