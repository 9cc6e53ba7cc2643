"""Answers computed from figures: difference, ratio, comparison, growth and share, each with formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.answering.computing import told_change
from kb.answering.computing.amounts import PERCENT, derived, difference_of, rounded, written
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import (
    kind_label,
    period_label,
    say_inputs,
    subject,
    value_text,
    what_of,
    when_of,
)
from kb.types import RATES, DataPoint, Status

LOWER = r"[哪谁].{0,6}(?:[低小慢短轻]|(?<!多)少|便宜)|更[低少小慢短轻]|更便宜|\b(?:lower|less|fewer|smaller|slower|cheaper|shorter|lighter)\b"
"""Asks which of two is the lower."""
_IS_TIMES = r"(?:是|为|相当于).{2,16}的?(?:[几多]少?|\d+)倍"
_TIMES_IT_IS = r"\bhow many times (?!as\b|more\b|over\b|\w+er\b)[^,?]{2,60}\b(?:is|are|was|were|did|does|do) \w"
"""Asks how many times the one the other is: the second is divided by the first."""
_OF_TIME = r"[更较得来][早晚久]|[早晚]些|先后|资格.{0,2}老|\b(?:earlier|later|older|sooner|longer ago|(?:came|was|were|began|started) first)\b"
"""Asks which of two came first, which no amounts tell."""
_BY_HOW_MUCH = r"[大小多少高低快慢贵差]出?了?(?:多少|几)|\bby how (?:much|many)\b"


def compose(draft: Draft, question: Question, points: Sequence[DataPoint]) -> Status | None:
    """Write the result for two ``points``; None where they cannot be put together."""
    first, last = points[0], points[-1]
    if first.normalised_unit != last.normalised_unit:
        return None
    if question.intent == "comparison" and question.says(_OF_TIME) and first.dimension != "time":
        return None
    ranges = any(point.high is not None for point in (first, last))
    if question.intent != "comparison" and (change := _undated(draft, points)):
        return "answered" if told_change.write(draft, question, *change) else None
    if question.intent == "ratio":
        sides = as_asked(first, last)
        times = [period.key for period in question.figure.periods]
        if question.says(_IS_TIMES) and [p.period.key for p in sides] == times[::-1]:
            sides = sides[::-1]  # 22年是24年的几倍: as the question has it
        elif question.says(_TIMES_IT_IS):
            sides = last, first
        if not _ratio(draft, *sides):
            return None
    elif question.intent == "difference" and not ranges:
        _difference(draft, *as_asked(first, last))
    else:
        _comparison(draft, points, lower=question.says(LOWER))
        if question.says(_BY_HOW_MUCH) and not ranges:
            _difference(draft, *as_asked(first, last))
    say_inputs(draft, points)
    return "answered"


def _undated(draft: Draft, points: Sequence[DataPoint]) -> told_change.Pair | None:
    """The two ends of a change that a sentence tells, if it gives no time of its own for each."""
    first, last = points[0], points[-1]
    if first.period.key and last.period.key and first.period.key != last.period.key:
        return None
    text = draft.store.document(first.document_id).text
    return next(iter(told_change.changes((first, last), text)), None)


def compose_of_the_two(draft: Draft, question: Question) -> Status | None:
    """Set against each other the two figures that the question before this one was answered by."""
    points, kinds = draft.points, question.figure.kinds
    two = len(points) == 2 and points[0].kind == points[1].kind
    if not two or question.intent not in ("ratio", "difference") or question.figure.essential:
        return None
    if kinds and points[0].kind not in kinds:
        return None
    return compose(draft, question, points.copy())


def compose_growth(
    draft: Draft, points: Sequence[DataPoint], *, yearly: bool = False
) -> Status | None:
    """Write by how many percent the later of two levels is above or below the earlier.

    ``yearly``: by how many a year, compounded.
    """
    later, earlier = as_asked(*points)
    years = (later.period.end_year or 0) - (earlier.period.end_year or 0)
    if earlier.normalised <= 0 or later.normalised < 0 or later.period.key == earlier.period.key:
        return None
    if yearly and years < 1:
        return None
    quotient = f"{value_text(later)} ÷ {value_text(earlier)}"
    yearly = yearly and years > 1
    value = ((later.normalised / earlier.normalised) ** (1 / years if yearly else 1) - 1) * 100
    shown = f"{abs(value):.1f}%"
    sign = "-" if value < 0 else ""
    formula = f"{f'({quotient})^(1/{years})' if yearly else quotient} − 1 ≈ {sign}{shown}"
    draft.derive(shown, abs(value), formula, [later, earlier])
    sides, markers = _sides(draft, later, earlier), draft.cite_points((later, earlier))
    zh, en = ("增长", "up") if value >= 0 else ("下降", "down")
    zh, a_year = (f"年均{zh}", " a year") if yearly else (zh, "")
    draft.say(
        f"{sides.lead}{sides.one}比{sides.other}{zh}{shown}（{formula}）{markers}。",
        f"{sides.lead}{sides.one} is {en} {shown}{a_year} on {sides.other} ({formula}) {markers}.",
    )
    draft.say(
        "增幅由两个数值算出，文档没有直接给出。",
        "The growth is computed from the two figures; the documents do not state it.",
    )
    say_inputs(draft, points)
    return "answered"


def compose_share(draft: Draft, part: DataPoint, whole: DataPoint) -> Status | None:
    """Write what share of the whole the part is."""
    if not whole.normalised or part.normalised > whole.normalised:
        return None
    value = part.normalised / whole.normalised * 100
    shown = f"{value:.1f}%"
    formula = f"{value_text(part)} ÷ {value_text(whole)} ≈ {shown}"
    draft.derive(shown, value, formula, [part, whole])
    sides, markers = _sides(draft, part, whole), draft.cite_points((part, whole))
    draft.say(
        f"{sides.lead}{sides.one}相当于{sides.other}的{shown}（{formula}）{markers}。",
        f"{sides.lead}{sides.one} is {shown} of {sides.other} ({formula}) {markers}.",
    )
    draft.say(
        "比例由两个数值算出，文档没有直接给出。",
        "The share is computed from the two figures; the documents do not state it.",
    )
    say_inputs(draft, [part, whole])
    return "answered"


def as_asked(first: DataPoint, last: DataPoint) -> tuple[DataPoint, DataPoint]:
    """Over time the later before the earlier, else in the order asked."""
    if first.period.key != last.period.key and first.period.end_year and last.period.end_year:
        later = _place(last) >= _place(first)
        return (last, first) if later else (first, last)
    return first, last


def _place(point: DataPoint) -> tuple[int, bool, int]:
    period = point.period
    part = period.half or period.quarter or period.month or 0
    return (period.end_year or 0, not part, part)


@dataclass(frozen=True, slots=True)
class _Sides:
    """What two figures share, and what sets them apart."""

    lead: str
    """``全球市场规模：``; empty where they share nothing."""
    one: str
    other: str


def _sides(draft: Draft, one: DataPoint, other: DataPoint) -> _Sides:
    colon = draft.pick("：", ": ")
    label = kind_label(one, draft.language)
    if subject(one) == subject(other) and one.period.key != other.period.key:
        joint = "" if draft.language == "zh" or not label else ", "
        return _Sides(
            f"{subject(one)}{joint}{label}{colon}", when_of(draft, one), when_of(draft, other)
        )
    if one.metric == other.metric and one.entity and other.entity and one.entity != other.entity:
        when = period_label(one.period, draft.language)
        if one.period.key == other.period.key:
            measure = one.metric
            if label and label == kind_label(other, draft.language):
                measure += f"{draft.pick('', ', ')}{label}"
            lead = f"{when}{measure}" if draft.language == "zh" else f"{measure}, {when}"
            names = (draft.name(one.entity), draft.name(other.entity))
            return _Sides(lead.strip(", ") + colon, *names)
    if one.period.key and one.period.key == other.period.key and one.forecast == other.forecast:
        what = [what_of(draft, point) for point in (one, other)]
        return _Sides(f"{when_of(draft, one)}{draft.pick('，', ': ')}", what[0], what[1])
    return _Sides("", _name(draft, one), _name(draft, other))


def _ratio(draft: Draft, upper: DataPoint, lower: DataPoint) -> bool:
    if not lower.normalised:
        return False
    # Of a range both ends: 50kW are 5 to 17 times 3-10kW.
    least = upper.normalised / (lower.normalised_high or lower.normalised)
    most = (upper.normalised_high or upper.normalised) / lower.normalised
    shown = draft.pick("至", " to ").join(dict.fromkeys(map(rounded, (least, most))))
    formula = f"{value_text(upper)} ÷ {value_text(lower)} ≈ {shown}"
    for end in dict.fromkeys((least, most)):
        draft.derive(rounded(end), end, formula, [upper, lower])
    markers = draft.cite_points((upper, lower))
    sides = _sides(draft, upper, lower)
    draft.say(
        f"{sides.lead}{sides.one}约为{sides.other}的{shown}倍（{formula}）{markers}。",
        f"{sides.lead}{sides.one} is about {shown} times {sides.other} ({formula}) {markers}.",
    )
    return True


def _difference(draft: Draft, one: DataPoint, other: DataPoint) -> None:
    """Over time the later against the earlier; of two things, the greater against the other."""
    overtime = one.period.key != other.period.key
    if not overtime and _signed(one) < _signed(other):
        one, other = other, one
    low, high = sorted((one, other), key=_signed)
    value, unit = difference_of(high, low)
    sign = "−"
    if _signed(low) < 0 < _signed(high) and low.normalised > 0:  # 增长3% and 下降5% are 8 apart
        value, sign = value + 2 * low.value, "+"
    markers = draft.cite_points((high, low))
    sides = _sides(draft, one, other)
    if not value:
        draft.say(
            f"{sides.lead}{sides.one}与{sides.other}相同，都是{value_text(one)}{markers}。",
            f"{sides.lead}{sides.one} and {sides.other} are the same: {value_text(one)} {markers}.",
        )
        return
    shown = written(draft, value, unit)
    formula = f"{value_text(high)} {sign} {value_text(low)} = {shown}"
    told = derived(draft, shown, value, unit, formula, high, low)
    up = one is high
    zh = ("高" if up else "低") if unit in PERCENT else ("多" if up else "少")
    draft.say(
        f"{sides.lead}{sides.one}比{sides.other}{zh}{told}（{formula}）{markers}。",
        f"{sides.lead}{sides.one} {'exceeds' if up else 'is below'} {sides.other} by {told} "
        f"({formula}) {markers}.",
    )


def _signed(point: DataPoint) -> float:
    """The value of a rate with its sign, where only its words say that it is a fall."""
    falls = point.kind in RATES and point.direction == "down" and point.normalised > 0
    return -point.normalised if falls else point.normalised


def _comparison(draft: Draft, points: Sequence[DataPoint], *, lower: bool) -> None:
    low, high = min(points, key=_signed), max(points, key=_signed)
    markers = draft.cite_points((high, low))
    one, other = (low, high) if lower else (high, low)
    sides = _sides(draft, one, other)
    if _signed(low) == _signed(high):
        draft.say(
            f"{sides.lead}{sides.one}与{sides.other}相同，都是{value_text(high)}{markers}。",
            f"{sides.lead}{sides.one} and {sides.other} are the same: {value_text(high)} {markers}.",
        )
        return
    zh, en = ("更低", "lower") if lower else ("更高", "higher")
    draft.say(
        f"{sides.lead}{sides.one}{zh}：{value_text(one)}，{sides.other}为{value_text(other)}"
        f"{markers}。",
        f"{sides.lead}{sides.one} is {en}: {value_text(one)}, against {value_text(other)} for "
        f"{sides.other} {markers}.",
    )


def _name(draft: Draft, point: DataPoint) -> str:
    when, what = when_of(draft, point), what_of(draft, point)
    if draft.language == "zh":
        return f"{when}{what}"
    return f"{what} ({when.replace(' (forecast)', ', forecast')})" if when else what
