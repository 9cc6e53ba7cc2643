"""The figures of one Chinese sentence: each value with its subject, period, kind and speaker.

The sentence is walked from left to right. A value whose clause names a measure takes it; one whose
clause does not takes over the subject before it. Lists after 分别 are dealt out in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.figures import timing
from kb.figures.chinese import subject as chinese_subject
from kb.figures.chinese import words
from kb.figures.chinese.dealing import Dealt, deal
from kb.figures.chinese.kind import UPSIDE, read_kind
from kb.figures.chinese.nouns import names_age_group
from kb.figures.chinese.surroundings import Place, places
from kb.figures.chinese.turns import without_whole
from kb.figures.context import Reading, State, Topic, carry_over, forecast, make_point
from kb.figures.periods.period import Found
from kb.figures.periods.relative_time import is_season_before
from kb.figures.quantities.numerals import plain
from kb.figures.screening import reason_against
from kb.figures.views import Line
from kb.regex import regex
from kb.types import DataPoint, Period, Quantity

_MOVED_TO = regex(r"[至到](?:约|近|了| )*$")
"""提高2个百分点至30%: the share again, no growth."""

_SAMPLE = regex(r"(?<![A-Za-z])[Nn]\s?=\s?$")
"""N=5180 is how many were asked, and nothing that a share behind it is of."""


def points(line: Line, start: int, end: int, state: State, date: str) -> Iterator[DataPoint]:
    """Data points of the sentence ``line.text[start:end]``; ``state`` is updated."""
    items = [
        item
        for item in line.quantities
        if start <= item.start
        and item.end <= end
        and not reason_against(item, line.view, False)
        and not names_age_group(line.view, item.start, item.end)
    ]
    if not state.open:
        state.publisher, state.forecast = "", False
    around = places(line, start, items)
    dealt = deal(line, start, around, state)
    known = len(state.topics)
    for index in range(len(around)):
        yield _point(line, start, end, around, index, dealt.get(index), state, known, date)
    carry_over(line, start, end, state)


def _point(
    line: Line,
    start: int,
    end: int,
    around: Sequence[Place],
    index: int,
    dealt: Dealt | None,
    state: State,
    known: int,
    date: str,
) -> DataPoint:
    place = around[index]
    item = place.item
    if _SAMPLE.search(line.view, max(start, item.start - 5), item.start):
        return make_point(line, item, (start, end), "样本量", Reading("count"), state.period, state)
    subject = chinese_subject.find_subject(line, start, place, dealt, state, known)
    guide = around[dealt.first] if dealt else place
    reading, name, own = _reading(line, end, place, guide, subject, dealt)
    whole = ""
    if reading.kind == "share" and not (dealt and dealt.name):
        name, whole = chinese_subject.with_whole(line, place, subject, name)
    elif (
        reading.kind == "share"
        and dealt
        and not words.SHARE.search(name)
        and "占比" in guide.context
    ):
        name += "占比"
    elif reading.kind == "share" and "占" in guide.context and subject.topic and "占" not in name:
        whole = subject.topic.whole
        name = f"{name}占{whole}比例" if whole else f"{name}占比"
    period = (dealt.period if dealt else None) or _period(
        line, start, end, around, index, reading, state
    )
    is_forecast, hedge = forecast(
        line, start, item, guide.clause, period, state, date, own=bool(subject.own)
    )
    state.topics.append(
        Topic(name, reading.kind, period, item.end, bool(own), whole, unit=item.normalised_unit)
    )
    return make_point(
        line, item, (start, end), name, reading, period, state,
        entity=subject.entity, forecast=is_forecast, hedge=hedge, whole=whole,
    )  # fmt: skip


def _reading(
    line: Line,
    end: int,
    place: Place,
    guide: Place,
    subject: chinese_subject.Owner,
    dealt: Dealt | None,
) -> tuple[Reading, str, str]:
    """Kind, full name and own name."""
    item, topic = place.item, subject.topic
    after = line.view[item.end : min(end, item.end + 24)]
    bracketed = (
        place.outer is not None and place.lead.name is None and not place.lead.text.strip("-+~")
    )
    if bracketed and topic and topic.kind in ("share", "level") and item.dimension == "ratio":
        return Reading(topic.kind), subject.name, subject.own
    if (
        bracketed
        and place.outer
        and item.dimension == "ratio"
        and not words.MEASURE.search(subject.name)
    ):
        return Reading("share"), subject.name, subject.own
    if item.dimension == "ratio" and words.CAGR.match(
        plain(line.text[item.end : min(end, item.end + 16)]).lstrip("的 ")
    ):
        return Reading("cagr", "", "up"), subject.name, subject.own
    own = subject.own or (subject.name if "份额" in subject.name[-4:] else "")
    inherited = topic.kind if topic else None
    if topic and inherited == "growth" and _MOVED_TO.search(place.context):
        inherited = "share" if words.SHARE.search(topic.name) else inherited
    reading = read_kind(item, guide.lead, plain(own), guide.context, after, inherited)
    if reading.kind == "growth" and (named := UPSIDE.match(after)) and named["name"]:
        return reading, named["name"], named["name"]
    late = chinese_subject.following(line, place, end, reading, subject.own, dealt)
    if late:
        return late[1], late[0], late[0]
    if reading.kind == "growth" and item.dimension == "multiple" and not subject.own:
        return reading, without_whole(subject.name), ""
    return reading, subject.name, subject.own


def _period(
    line: Line,
    start: int,
    end: int,
    around: Sequence[Place],
    index: int,
    reading: Reading,
    state: State,
) -> Period:
    place, timeline = around[index], line.timeline
    item = place.item
    before = timeline.before(start, item.start)
    if bracketed := timeline.bracketed(item.end, end):
        return bracketed
    if timing.now(line.view, max([start, *(found.end for found in before)]), item.start):
        return Period()
    if reading.kind != "cagr" and (own := _adjacent(line, before, item)):
        return own
    before = [found for found in before if not timing.founds(line.view, found)]
    named = [found for found in before if not timeline.compared(found)]
    if reading.kind == "cagr":
        same = _same_rate(state, start)
        if same and not any(found.start >= same.end for found in named):
            return same.period
        return _cagr_period(line, before, named, place, state)
    if timing.rolling(place.context) and not any(found.start >= place.clause for found in named):
        return Period()
    carried = [
        found
        for found in _without_rate(line, named, item.start)
        if found.start >= place.clause
        or not (timeline.from_side(found) or timing.is_year_ago(found))
    ]
    if place.lead.predicate[-1:] in (("由",), ("从",)) and not _any_in(named, place.clause):
        against = [found for found in before if timeline.compared(found)]
        carried = [found for found in named if timeline.from_side(found)] or against or carried
        if carried and carried[-1] in against and carried[-1].period.is_season:
            return carried[-1].period
    if reading.kind == "growth" and not _any_in(named, place.clause):
        starts = [one.item.start for one in around[:index]]
        carried = timing.without_looks_back(timeline, carried, starts, state.period)
        carried = [found for found in carried if not is_season_before(found.period)]
    if not before and place.lead.predicate[-1:] in (("由",), ("从",)):
        return Period()  # 由A升至B of the year told before: A is of no time that is told
    period = carried[-1].period if carried else state.period
    return _side(period, around, index)


def _same_rate(state: State, start: int) -> Topic | None:
    """The compound rate just before in this sentence, whose span holds for the next one too."""
    last = state.topics[-1] if state.topics else None
    return last if last and last.kind == "cagr" and last.end > start and last.period.years else None


def _any_in(named: list[Found], clause: int) -> bool:
    return any(found.start >= clause for found in named)


def _without_rate(line: Line, named: list[Found], end: int) -> list[Found]:
    """Periods without the ranges that a compound rate between them and ``end`` has used up."""
    kept = [
        found
        for found in named
        if not found.period.years or not words.CAGR.search(line.text, found.end, end)
    ]
    return kept or named


def _adjacent(line: Line, before: list[Found], item: Quantity) -> Period | None:
    """The period right before the value (2026年的347亿), unless the value is measured against it."""
    if not before or not before[-1].period.start_year:
        return None
    last, timeline = before[-1], line.timeline
    if timeline.has_in_brackets(last, item.start):
        return last.period
    if not timeline.adjacent(last, item.start):
        return None
    if timeline.compared(last) and "的" not in line.view[last.end : item.start]:
        return None
    if timeline.measured_against(last):
        return None
    return last.period


def _side(period: Period, around: Sequence[Place], index: int) -> Period:
    """2019年至2022年由A增至B: A is of the first year, B of the last."""
    if not (period.years or period.is_season):
        return period
    lead = around[index].lead
    if lead.predicate and lead.predicate[-1] in ("由", "从"):
        return timing.end_of(period, first=True)
    moved = index and around[index - 1].lead.predicate[-1:] in (("由",), ("从",))
    return timing.end_of(period, first=False) if moved and lead.name is None else period


def _cagr_period(
    line: Line,
    before: list[Found],
    named: list[Found],
    place: Place,
    state: State,
) -> Period:
    ranges = [found.period for found in named if (found.period.years or 0) > 0]
    if ranges:
        return ranges[-1]
    since = [found.period for found in before if timing.since(line.view, found)]
    end = named[-1].period.end_year if named else state.period.end_year
    if since and since[-1].start_year and end and end > since[-1].start_year:
        return Period(since[-1].start_year, end, text=since[-1].text)
    years = timing.cagr_length(place.context)
    own = [found.period for found in named if found.period.end_year]
    if len(own) >= 2 and (first := own[-2].start_year) and (last := own[-1].end_year):
        from_side = any(line.timeline.from_side(found) for found in named[-2:])
        if first < last and (from_side or years is None or last - first == years):
            return Period(first, last, text=f"{own[-2].text}-{own[-1].text}")
    if own and years and (last := own[-1].end_year):
        return Period(last - years, last, text=place.context[-12:])
    if timing.rolling(place.context):
        return Period()
    return own[-1] if own else state.period
