"""The figures that a question sets against each other: two times, two things, a part and its whole.

Each way to find a figure is tried in turn, the strictest first: a pair comes from one way only, so
that both sides are read alike. No pair rather than a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.computing import beside
from kb.answering.computing.two_things import are_named, are_of, are_two, togetherness, words_of
from kb.answering.lookup.figures import (
    CLOSE,
    LookUp,
    comparable,
    conjuncts,
    find,
    readings,
    sort,
)
from kb.answering.lookup.subjects import called
from kb.figures.lookup.lookup import FigureQuestion, Match
from kb.regex import regex
from kb.text import fold
from kb.types import AMOUNTS, RATES, DataPoint, Period, PointKind

if TYPE_CHECKING:
    from kb.answering.computing.finders import Finder
    from kb.answering.understanding.question import Question
    from kb.figures.vocabulary.vocabulary import Vocabulary

MOST = 8
"""The most figures that are tried for one side."""
SINCE_LAST = (
    r"增[加长多减]|[上下]升|提[高升]|下降|减少|[上前去]一?年|上期|[多少高低]了|[涨降]了?|扩大|收窄|拉长|缩短|拉开|翻[了一两]?[番倍]"
    r"|\b(?:increase|decrease|grow|grew|grown|rise|rose|risen|fall|fell|fallen|drop|gain|lose|lost|shrink|add|expand|change|doubl\w*|tripl\w*|year before"
    r"|previous year|year earlier|last year|(?:twelve|12) months (?:earlier|before|ago))"
)
"""Speaks of a change up to the one time that is named."""

_RATES_APART = regex(
    r"(?:增速|增长率|增幅|涨幅|降幅|跌幅|cagr)[^，。？?]{0,6}?(?:差|[高低快慢大小多少]出?了?(?:多少|几))|[增涨]长?得?[快慢]出?了?(?:多少|几)"
    r"|\b(?:gap|difference|spread)\b.{0,24}\b(?:cagrs?|growth|rates)\b|\b(?:cagrs?|growth|rates?) (?:gap|difference|spread)\b"
    r"|\b(?:cagrs?|growth|rates?)\b.*\bapart\b|\bhow (?:much|many .{0,20}) (?:faster|slower)\b|\bgr[eo]w\w*\b.*\b(?:faster|slower) by\b"
)
"""Asks how far two rates are apart, and not two amounts."""


def operands(question: Question, finder: Finder) -> list[list[DataPoint]]:
    """The pairs of figures that the question sets against each other; empty where it has none.

    There is more than one where two things are compared in several measures of one table.
    """
    listed = _listed(question, finder)
    if listed is not None:
        return listed
    for place, look_up in enumerate(finder.look_ups):
        for text in readings(question.text):
            pair = _operands(replace(question, text=text), finder, look_up, strict=not place)
            if pair and not _is_of_one_name(question, pair, finder):
                return [pair]
    pair = beside.pair(question, finder.passages, finder.records)
    return [pair] if pair else []


def _is_of_one_name(question: Question, pair: Sequence[DataPoint], finder: Finder) -> bool:
    """Whether two are set against each other that have names, and both figures are of the same one."""
    records = finder.records
    terms = records.vocabulary.terms(question.text)
    names = {term.canonical for term in terms if term.category in ("companies", "cities")}
    if len(names) > 1:
        told = [names & called(point, records.vocabulary) for point in pair]
    else:
        names = set(records.names_in(question.text))
        said = [fold(f"{point.entity} {point.metric}") for point in pair]
        told = [{name for name in names if name in one} for one in said]
    return len(names) > 1 and len(told[0]) == 1 and all(one == told[0] for one in told)


def _listed(question: Question, finder: Finder) -> list[list[DataPoint]] | None:
    """Two names of one table or list; None where there are none, or the question names two times.

    Empty where the question crosses measures: the life of one with the weight of the other.
    """
    if len(question.figure.periods) > 1 or any(p.years for p in question.figure.periods):
        return None
    found = finder.together(question)
    if found is None:
        return None
    return [[row.point for row in rows] for rows in found]


def _operands(
    question: Question, finder: Finder, look_up: LookUp, *, strict: bool
) -> list[DataPoint]:
    if question.intent == "comparison":
        return _two_things(question, finder, look_up, strict=strict)
    figure = levels(question.figure)
    times = [p for period in figure.periods for p in ends(period)]
    if len(times) >= 2:
        pair = at_times(question, figure, (times[0], times[-1]), look_up)
        if pair:
            return pair
    pair = _two_things(question, finder, look_up, strict=strict)
    if len(figure.periods) > 1 and len({point.period.key for point in pair}) == 1:
        return []  # two things of one time tell nothing of two
    if pair or len(times) > 1:
        return pair
    if times and question.says(SINCE_LAST):
        return at_times(question, figure, (before(times[0]), times[0]), look_up)
    if times:
        return []
    alone = find(question, figure, look_up).points
    of_one = len(alone) == 2 and comparable(*alone) and alone[0].region == alone[1].region
    return list(alone) if of_one else []


def at_times(
    question: Question, figure: FigureQuestion, times: Iterable[Period], look_up: LookUp
) -> list[DataPoint]:
    """The figure at each of the ``times``; empty where one is missing or another thing."""
    sides: list[list[DataPoint]] = []
    for period in times:
        matches = look_up(replace(figure, periods=(period,)))
        one = sort(question, replace(figure, periods=(period,)), matches)
        if not one.points or one.missing:
            return []
        # The same figure stated elsewhere may be the one that matches the other time's.
        others = [p for m in matches if m.point == one.points[0] for p in m.others]
        near = [match.point for match in _close(matches)]
        sides.append([*one.points, *others, *near])
    for step in (
        1,
        -1,
    ):  # what is best of the one time may be of another kind than there is of the other
        (first, *_), *rest = sides[::step]
        found = [first]
        for points in rest:
            found += _like(found, points)[:1]
        last = found[-1]
        alike = comparable(first, last) and _same_place(first, last) and _same_whom(first, last)
        if alike and first != last:
            return found[::step]
    return []


def _like(before: Sequence[DataPoint], points: Sequence[DataPoint]) -> list[DataPoint]:
    """``points``, those first that measure what the one before does."""
    if not before:
        return list(points)
    known = before[0]
    return sorted(
        points,
        key=lambda p: (
            not comparable(p, known),
            not _same_whom(p, known),
            p.region != known.region,
            p.sentence_start != known.sentence_start,
            p.metric != known.metric,
            p.entity != known.entity,
        ),
    )


def _same_whom(first: DataPoint, last: DataPoint) -> bool:
    """Whether both are of one entity, which the metric of one of them may name."""
    one, other = fold(first.entity), fold(last.entity)
    return one == other or (one or other) in fold(f"{first.metric} {last.metric}")


def _same_place(first: DataPoint, last: DataPoint) -> bool:
    """Whether both are of one region; where one names none, the metric has to be the same."""
    if first.region == last.region:
        return True
    names = (first.metric, last.metric)
    one_is_open = not (first.region and last.region)
    return one_is_open and (names[0] in names[1] or names[1] in names[0])


def _two_things(
    question: Question, finder: Finder, look_up: LookUp, *, strict: bool
) -> list[DataPoint]:
    parse, told = finder.parse, words_of(finder.records)
    vocabulary = finder.records.vocabulary
    for reading in conjuncts(question.text):
        if not all(_names_something(parse(text), vocabulary) for text in reading):
            continue
        sides: list[list[Match]] = []
        for text in reading:
            asked = _of_one(question, parse(text))
            matches = _close(look_up(asked))
            others = [match.point for match in sides[0]] if sides else []
            alike = any(comparable(one, match.point) for one in others for match in matches)
            if strict and others and not alike:
                # The second thing leaves out what is measured: PaLM-2的算力当量 and GPT-3.
                known = others[0]
                full = parse(f"{text} {known.metric}")
                matches = _close(look_up(replace(full, kinds=(known.kind,), periods=asked.periods)))
            sides.append(matches)
        pairs = [(one, other) for one in sides[0] for other in sides[1] if are_two(one, other)]
        pairs = [pair for pair in pairs if are_named(question, *pair, finder.records.vocabulary)]
        both = [parse(text) for text in reading]
        pairs = [pair for pair in pairs if are_of(both, pair, told)]
        if pairs:
            best = max(pairs, key=lambda pair: togetherness(pair, question.figure, told))
            return [match.point for match in best]
    return []


def _names_something(asked: FigureQuestion, vocabulary: Vocabulary) -> bool:
    """Whether it names a thing, a place or a scenario, and not only a time and a measure: 比23年多卖了多少."""
    names = {word.text for word in asked.words if word.names} - vocabulary.generic
    return bool(asked.regions or asked.scenario) or any(
        vocabulary.category(one) != "measures" for one in names
    )


def _of_one(question: Question, asked: FigureQuestion) -> FigureQuestion:
    """What a reading asks of one of two things: of the kind and in the period of the whole."""
    if question.intent != "comparison":
        asked = levels(asked, question.figure)
    elif not asked.kinds:
        asked = replace(asked, kinds=question.figure.kinds)
    periods = asked.periods or question.figure.periods
    return replace(asked, periods=periods[:1], wants_series=False)


def _close(matches: Sequence[Match]) -> list[Match]:
    """Figures of the period asked for, if any is, and near the best."""
    found = [match for match in matches if match.point.kind != "rank" and match.exact_period]
    best = max((match.score for match in found), default=0.0)
    return [match for match in found if match.score >= CLOSE * best][:MOST]


def levels(figure: FigureQuestion, whole: FigureQuestion | None = None) -> FigureQuestion:
    """The same question, asking for amounts or shares, not for rates of growth.

    ``whole`` is the question that it is a part of: percentage points are of shares alone.
    """
    points = any(one.dimension == "points" for one in (figure, whole or figure))
    shares = points or any("share" in one.kinds for one in (figure, whole or figure))
    apart = _RATES_APART.search(fold((whole or figure).text)) is not None
    rate = figure.dimension in ("points", "multiple", "ratio")
    figure = replace(figure, unit="", dimension="") if rate else figure
    rates = tuple(kind for kind in (whole or figure).kinds if kind in RATES)
    kinds: tuple[PointKind, ...] = ("share",) if shares else (*AMOUNTS, "share")
    if apart and rates and "share" not in (whole or figure).kinds:
        kinds = rates  # 增速相差几个百分点: how far two rates are apart
    return replace(figure, kinds=kinds, wants_series=False, forecast=None)


def before(period: Period) -> Period:
    """The same part of the year before."""
    year = (period.end_year or 0) - 1
    if period.is_season:
        return replace(
            period, start_year=year - 1, end_year=year, text=f"{year - 1}/{year % 100:02}"
        )
    return replace(period, start_year=year, end_year=year, text=str(year))


def ends(period: Period) -> list[Period]:
    """The first and the last year of a span of years; any other period as it is."""
    if not period.years:
        return [period]
    ends = (period.start_year, period.end_year)
    return [Period(year, year, text=str(year)) for year in ends]


def lacks_an_end(question: Question, points: Sequence[DataPoint]) -> bool:
    """Whether the first and the last of a span of years are set against each other, and one is missing."""
    if question.intent not in ("ratio", "difference"):
        return False
    spans = (period for period in question.figure.periods if period.years)
    given = {point.period.end_year for point in points if not point.period.years}
    return any(not {span.start_year, span.end_year} <= given for span in spans)
