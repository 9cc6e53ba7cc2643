"""What figures imply and no document states, said to be computed, with its formula.

The year before a growth, either end of a compound rate, the other half of a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from kb.answering.computing.amounts import PERCENT, derived, difference_of, rounded, sum_of, written
from kb.answering.lookup.figures import LookUp, comparable
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import period_label, say_inputs, statement, subject, value_text
from kb.regex import regex
from kb.types import AMOUNTS, DataPoint, Period, Status

_SET_AGAINST = regex(r"[较比](?:(?P<year>(?:19|20)\d\d)年[底末]?|上一?年|去年)[^，。；,;\d]{0,6}$")
"""Says in which year a level was lower or higher by the amount that follows."""


def with_next(periods: Sequence[Period]) -> tuple[Period, ...]:
    """``periods``, and the year after each single one: its growth is what a base follows from."""
    years = (p.end_year + 1 for p in periods if p.end_year is not None and not p.years)
    return (*periods, *(Period(year, year, text=str(year)) for year in years))


def compose_implied(
    draft: Draft, points: Sequence[DataPoint], asked: Sequence[Period] = ()
) -> Status | None:
    """Write the value that a level and its growth imply; None where there is no such pair.

    ``asked`` are the periods that the question names: of several bases, one of them is meant.
    """
    years = {p.end_year for p in asked if not p.years}

    def misses(pair: tuple[DataPoint, DataPoint]) -> tuple[bool, bool]:
        year = pair[1].period.end_year or 0
        return year - 1 not in years, year not in years

    pairs = sorted(_pairs(points), key=misses)
    if pairs and (not years or not all(misses(pairs[0]))):
        return _base(draft, *pairs[0], points)
    for level, rate in _compounded(points):
        target = _target(level, rate)
        if not years or target.end_year in years:
            return _end(draft, level, rate, target)
    return None


def _pairs(points: Sequence[DataPoint]) -> list[tuple[DataPoint, DataPoint]]:
    """A level and its growth on the year before; of one sentence first."""
    found = [
        (level, growth)
        for growth in points
        for level in points
        if growth.kind == "growth"
        and growth.unit in PERCENT
        and level.kind in AMOUNTS
        and level.document_id == growth.document_id
        and level.period.key == growth.period.key
        and (level.sentence_start == growth.sentence_start or subject(level) == subject(growth))
    ]
    return sorted(found, key=lambda pair: pair[0].sentence_start != pair[1].sentence_start)


def _base(
    draft: Draft, level: DataPoint, growth: DataPoint, points: Sequence[DataPoint]
) -> Status | None:
    rate = growth.value / 100 * (-1 if growth.direction == "down" else 1)
    if rate <= -1:
        return None
    base = level.value / (1 + rate)
    shown = _with_unit(rounded(base), level.unit)
    sign = "-" if rate < 0 else "+"
    formula = f"{value_text(level)} ÷ (1 {sign} {growth.value:g}%) ≈ {shown}"
    told = derived(draft, shown, base, level.unit, formula, level, growth)
    year = level.period.start_year
    before = replace(level.period, start_year=year - 1, end_year=year - 1) if year else None
    if year:
        draft.derive(str(year - 1), year - 1.0, f"{year} − 1 = {year - 1}", [level])
    when = period_label(before, draft.language) if before else ""
    markers = draft.cite_points((level, growth))
    draft.say(
        f"倒推得{when or '上一期'}{subject(level)}约为{told}（{formula}）{markers}。",
        f"Implied {subject(level)} for {when or 'the period before'}: about {told} ({formula}) "
        f"{markers}.",
    )
    _say_whether_stated(draft, level, points)
    say_inputs(draft, [level, growth])
    return "answered"


def compose_less(
    draft: Draft, points: Sequence[DataPoint], asked: Sequence[Period] = ()
) -> Status | None:
    """Write what a level was before it changed by an amount: 31.5万吨，较2023年增加9.3万吨.

    None where no sentence tells both, or none of one of the ``asked`` years.
    """
    years = {period.end_year for period in asked if not period.years}
    for level, change in product(points, points):
        base = _year_of_base(draft, level, change)
        if base not in years:
            continue
        up = change.direction == "up"
        value, unit = difference_of(level, change) if up else sum_of((level, change))
        shown = written(draft, value, unit)
        sign = "−" if up else "+"
        formula = f"{value_text(level)} {sign} {value_text(change)} = {shown}"
        told = derived(draft, shown, value, unit, formula, level, change)
        year = level.period.end_year or 0
        if base == year - 1:
            draft.derive(str(base), float(base), f"{year} − 1 = {base}", [level])
        markers = draft.cite_points((level, change))
        draft.say(
            f"{base}年{subject(level)}：{told}（{formula}）{markers}。",
            f"{subject(level)}, {base}: {told} ({formula}) {markers}.",
        )
        _say_computed(draft)
        say_inputs(draft, [level, change])
        return "answered"
    return None


def _year_of_base(draft: Draft, level: DataPoint, change: DataPoint) -> int | None:
    """The year that an amount of change is told against, beside the level after it; None where it is not said."""
    alike = change.kind == "growth" and change.direction and level.kind in AMOUNTS
    alike = alike and level.normalised_unit == change.normalised_unit
    if not alike or level.sentence_start != change.sentence_start or level.end > change.start:
        return None
    if (level.document_id, level.period.key) != (change.document_id, change.period.key):
        return None
    told = draft.store.document(level.document_id).text[level.end : change.start]
    match = _SET_AGAINST.search(told)
    if match is None:
        return None
    return int(match["year"]) if match["year"] else (level.period.end_year or 0) - 1


def _say_whether_stated(draft: Draft, level: DataPoint, points: Sequence[DataPoint]) -> None:
    """That the base is computed only, or what the documents give for it."""
    given = [
        point
        for point in points
        if point.kind == level.kind
        and point.normalised_unit == level.normalised_unit
        and subject(point) == subject(level)
        and point.period.key == str((level.period.start_year or 0) - 1)
    ]
    if given:
        stated = statement(draft, given[0])
        draft.say(f"文档给出的是：{stated}。", f"The documents state: {stated}.")
    else:
        _say_computed(draft)


def _say_computed(draft: Draft) -> None:
    draft.say("这是推算值，文档没有直接给出。", "It is computed; the documents do not state it.")


def _compounded(points: Sequence[DataPoint]) -> list[tuple[DataPoint, DataPoint]]:
    """A level at one end of a compound rate, the other end of which nothing states."""
    return [
        (level, rate)
        for rate in points
        for level in points
        if rate.kind == "cagr"
        and rate.unit in PERCENT
        and (rate.period.years or 0) > 1
        and level.kind in AMOUNTS
        and level.document_id == rate.document_id
        and level.period.key in (str(rate.period.start_year), str(rate.period.end_year))
        and (level.sentence_start == rate.sentence_start or subject(level) == subject(rate))
        and not any(
            point.period.key == _target(level, rate).key and comparable(point, level)
            for point in points
        )
    ]


def _target(level: DataPoint, rate: DataPoint) -> Period:
    """The other end of the rate's span."""
    start, end = rate.period.start_year, rate.period.end_year
    year = start if level.period.end_year == end else end
    return Period(year, year, text=str(year))


def _end(draft: Draft, level: DataPoint, rate: DataPoint, target: Period) -> Status:
    years = rate.period.years or 0
    factor = (1 + rate.value / 100) ** years
    back = target.end_year == rate.period.start_year
    value = level.value / factor if back else level.value * factor
    shown = _with_unit(rounded(value), level.unit)
    sign = "÷" if back else "×"
    formula = f"{value_text(level)} {sign} (1 + {rate.value:g}%)^{years} ≈ {shown}"
    told = derived(draft, shown, value, level.unit, formula, level, rate)
    markers = draft.cite_points((level, rate))
    when = period_label(target, draft.language)
    draft.say(
        f"按{period_label(rate.period, 'zh')}的年复合增长率推算，{when}{subject(level)}约为{told}"
        f"（{formula}）{markers}。",
        f"Implied {subject(level)} for {when} by the compound rate of "
        f"{period_label(rate.period, 'en')}: about {told} ({formula}) {markers}.",
    )
    _say_computed(draft)
    say_inputs(draft, [level, rate])
    return "answered"


def _with_unit(amount: str, unit: str) -> str:
    return f"{amount}{' ' if ' ' in unit and unit[:1].isascii() else ''}{unit}"


def compose_rest(draft: Draft, asked: Period, points: Sequence[DataPoint]) -> Status | None:
    """Write the half of a year that follows from the year and its other half."""
    if asked.half not in (1, 2):
        return None
    year = str(asked.end_year)
    other = f"{year}H{3 - asked.half}"
    for whole in points:
        for part in points:
            if (
                (whole.period.key, part.period.key) == (year, other)
                and whole.kind in AMOUNTS
                and comparable(whole, part)
                and subject(whole) == subject(part)
                and whole.region == part.region
                and part.normalised < whole.normalised
            ):
                return _rest(draft, asked, whole, part)
    return None


def _rest(draft: Draft, asked: Period, whole: DataPoint, part: DataPoint) -> Status:
    value, unit = difference_of(whole, part)
    shown = written(draft, value, unit)
    formula = f"{value_text(whole)} − {value_text(part)} = {shown}"
    told = derived(draft, shown, value, unit, formula, whole, part)
    markers = draft.cite_points((whole, part))
    when = period_label(asked, draft.language)
    forecast = draft.pick("，全年为预测值", ", the year being a forecast") if whole.forecast else ""
    draft.say(
        f"由全年减去另一半年，{when}{subject(whole)}为{told}（{formula}{forecast}）{markers}。",
        f"The year less its other half leaves {told} for the {when}: {subject(whole)} "
        f"({formula}{forecast}) {markers}.",
    )
    _say_computed(draft)
    say_inputs(draft, [whole, part])
    return "answered"


def told_with_next(question: Question, look_up: LookUp) -> list[DataPoint]:
    """Whatever is told of what the question asks for, in its periods and in the year after each."""
    asked = replace(question.figure, kinds=(), unit="", dimension="")
    asked = replace(asked, periods=with_next(asked.periods))
    return [match.point for match in look_up(asked)]
