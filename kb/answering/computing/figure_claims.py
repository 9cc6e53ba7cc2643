"""Whether it is so: what a yes-or-no question says of figures, decided by the figures found.

``X 超过 1000 亿元了吗``, ``is A bigger than B``, ``did it grow``: yes or no, with what decides it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.answering.computing import calculation
from kb.answering.computing.finders import Finder
from kb.answering.computing.operands import at_times, before, levels, operands
from kb.answering.lookup.figures import find
from kb.answering.writing.wording import statement
from kb.figures.quantities.numerals import ENGLISH_NUMBERS
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.text import fold
from kb.types import AMOUNTS, RATES, DataPoint, Quantity, Status

if TYPE_CHECKING:
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.figures.lookup.lookup import FigureQuestion

_ABOVE = regex(
    r"超过|超出|突破|高于|大于|多于|高过|不止|达到|到达|过了?|[高大多快]|\b(?:exceed\w*|above|over|more|greater|higher|larger|bigger|faster|surpass\w*|top|topped|pass|reach\w*|at least|hit|beat)\b"
)
_BELOW = regex(
    r"低于|不足|不到|小于|少于|没到|[低小少慢]|\b(?:below|under|less|fewer|lower|smaller|slower|at most)\b"
)
_REACHES = regex(r"达到|到达|至少|以上|\b(?:reach\w*|hit|at least)\b")
_UP = r"增长|增加|上升|上涨|提高|提升|扩大|涨了?|\b(?:grow|grew|grown|growing|rise|rose|risen|rising|increas\w*|expand\w*|go up|went up|climb\w*|gain\w*)\b"
_DOWN = r"下降|下滑|减少|下跌|降低|萎缩|收窄|缩[小短减]|降了?|跌了?|\b(?:fall|fell|fallen|falling|drop\w*|declin\w*|decreas\w*|shrink|shrank|shrunk|go down|went down)\b"
_EARLIER = regex(
    r"比(?:上一?|前一?|去|头一?)年|\bthan (?:in )?(?:the (?:year before|previous year|prior year)|last year|a year (?:earlier|ago|before))\b"
)
"""Sets a figure against that of the year before."""
_TIMES = regex(
    rf"(?P<zh>[两\d.]+)倍|(?P<double>翻[了一]?[番倍]|\b(?:twice|doubl\w*)\b)|\b(?P<triple>tripl\w*)\b|\b(?P<en>\d+(?:\.\d+)?|{'|'.join(ENGLISH_NUMBERS)}) times\b"
)
_ASKING = regex(r"了?[吗嘛呢么]|了没有?")
_PART = r"占|比重|比例|份额|\b(?:make|made|makes) up\b|\baccount\w*|\bshares?\b|\bproportion|\bpercentage\b"
_BARE = regex(r"(?<![\d.A-Za-z])\d{1,3}(?:\.\d+)?(?!\s*(?:[\d.%年月A-Za-z倍个番]|times))")
_WORDS = regex(
    r"超过了?|超出|突破了?|高于|大于|多于|高过|不止|达到了?|低于|不足|不到|小于|少于|没到|以上|以下|了?[吗嘛]|是否|是不是|有没有|了没有?|已经?"
    r"|\b(?:exceed\w*|above|over|more than|greater than|higher than|larger than|surpass\w*|topped|reach\w*|at least|below|under|less than|fewer than|lower than|at most)\b"
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A bound that a question sets to a figure."""

    bound: Quantity
    above: bool
    reached: bool
    """Whether the bound itself is enough."""
    rest: str
    """The question without it."""


def decide(
    draft: Draft, question: Question, finders: Callable[[str], Sequence[Finder]]
) -> Status | None:
    """Write whether it is so, with the figure that decides; None where none does.

    ``finders`` of a text are where its figures are looked for, one edition after the other.
    """
    claim = _bound(question)
    if claim is not None:
        for finder in finders(claim.rest):
            point = _figure(question, claim, finder)
            if point is not None:
                return _held_to(draft, claim, point)
        return None
    for finder in finders(question.text):
        status = _compared(draft, question, finder) or _moved(draft, question, finder)
        if status is not None:
            return status
    return None


def _bound(question: Question) -> _Claim | None:
    text = _ASKING.sub(lambda match: " " * len(match.group()), question.text)
    folded = fold(text)
    found = [
        q
        for q in find_quantities(text)
        if (q.unit or q.normalised_unit == "%") and q.dimension not in ("", "multiple", "time")
    ]
    found += [
        Quantity(
            *match.span(), match.group(), float(match.group()), "", normalised=float(match.group())
        )
        for match in _BARE.finditer(folded)
        if not found
    ]
    if len(found) != 1:
        return None
    one = found[0]
    near = folded[max(0, one.start - 18) : one.start]
    after = folded[one.end : one.end + 6]
    below, above = _last(_BELOW, near), _last(_ABOVE, near)
    if "以下" in after:
        below = len(near)
    if "以上" in after:
        above = len(near)
    if below < 0 and above < 0:
        return None
    rest = _WORDS.sub(" ", f"{text[: one.start]} {text[one.end :]}")
    reached = _REACHES.search(near) is not None or "以上" in after
    return _Claim(one, above > below, reached, rest)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _figure(question: Question, claim: _Claim, finder: Finder) -> DataPoint | None:
    """The figure that the bound is set to: the last actual one where no time is named."""
    asked = finder.parse(claim.rest)
    percent = claim.bound.dimension in ("ratio", "points")
    kinds = AMOUNTS
    if percent:
        rates = [kind for kind in asked.kinds if kind in (*RATES, "share")]
        changes = question.says(_UP) or question.says(_DOWN)
        kinds = ("share",) if question.says(_PART) else tuple(rates)
        kinds = kinds or (("growth",) if changes else ("share",))
    asked = replace(asked, kinds=kinds, unit="", dimension="", wants_series=False)
    part = replace(question, text=claim.rest, figure=asked)
    for look_up in finder.look_ups:
        one = find(part, asked, look_up)
        points = [p for p in one.points if _measures(p, claim.bound) and _is_of(p, asked, finder)]
        if points and not one.missing:
            actual = [p for p in points if not p.forecast]
            return (actual or points)[-1]
    return None


def _is_of(point: DataPoint, asked: FigureQuestion, finder: Finder) -> bool:
    """Whether a figure, its sentence or its headings say one of the things that the claim is about."""
    vocabulary = finder.records.vocabulary
    named = {word.text for word in asked.words} - vocabulary.generic
    told = "\n".join((point.metric, point.entity, point.region, *point.heading_path))
    held = vocabulary.held(f"{told}\n{finder.records.sentence(point)}")
    return not named or bool(named & held)


def _measures(point: DataPoint, bound: Quantity) -> bool:
    """Whether the figure can be held to the bound: its unit, or the same without a name."""
    if point.normalised_unit == bound.normalised_unit:
        return True
    plain = ("", "number", "count")
    return point.dimension in (*plain, "money") and bound.dimension in plain


def _settles(point: DataPoint, claim: _Claim) -> bool:
    """Whether it tells on which side of the bound a figure is: 不到3% may be above 2%, or below."""
    value, limit = point.normalised, claim.bound.normalised
    open_below = point.bound in ("under", "at_most") and value > limit
    return not open_below and not (point.bound in ("over", "at_least") and value < limit)


def _held_to(draft: Draft, claim: _Claim, point: DataPoint) -> Status:
    value = point.normalised * (-1 if point.direction == "down" else 1)
    limit = claim.bound.normalised
    equal = abs(value - limit) <= 1e-9 * max(abs(limit), 1.0)
    above = value > limit and not equal
    yes = (above or (equal and claim.reached)) if claim.above else value < limit and not equal
    if equal and point.bound in ("over", "under"):
        # 超过200亿 is above 200亿, however the number is printed.
        above = point.bound == "over"
        yes, equal = above == claim.above, False
    shown = claim.bound.text.strip()
    zh = "等于" if equal else "高于" if above else "低于"
    en = "which is" if equal else "above" if above else "below"
    told = statement(draft, point)
    if not _settles(point, claim):
        draft.say(
            f"文档没有说明是否如此；给出的是：{told}。",
            f"The documents do not say whether it is so. They give: {told}.",
        )
        draft.quote(draft.cite_point(point))
        return "partial"
    draft.say(
        f"{_yes(draft, yes)}：{told}，{zh}{shown}。", f"{_yes(draft, yes)}: {told}, {en} {shown}."
    )
    draft.quote(draft.cite_point(point))
    return "answered"


def _yes(draft: Draft, yes: bool) -> str:
    return draft.pick("是的" if yes else "不是", "Yes" if yes else "No")


def _compared(draft: Draft, question: Question, finder: Finder) -> Status | None:
    """``A比B高吗``, ``is A more than twice B``."""
    folded = fold(question.text)
    if _EARLIER.search(folded):
        return None
    times = _times(folded)
    below, above = _BELOW.search(folded), _ABOVE.search(folded)
    if times is None and not (below or above):
        return None
    overtime = len(question.figure.periods) > 1
    as_pair = replace(question, intent="ratio" if times or overtime else "comparison")
    # A pair that only the passages hold is too uncertain to say yes or no by.
    pairs = operands(as_pair, replace(finder, look_ups=finder.look_ups[:2], passages=()))
    if len(pairs) != 1 or not pairs[0][-1].normalised:
        return None
    first, last = pairs[0]
    if times is not None:
        first, last = calculation.as_asked(first, last)
        ratio = first.normalised / last.normalised
        yes = ratio < times if below and not above else ratio >= times
    else:
        yes = (
            first.normalised < last.normalised
            if below and not above
            else first.normalised > last.normalised
        )
    told = as_pair if times else replace(question, intent="comparison")
    return _led(draft, yes, lambda: calculation.compose(draft, told, [first, last]))


def _times(folded: str) -> float | None:
    match = _TIMES.search(folded)
    if match is None:
        return None
    if match["zh"]:
        return 2.0 if match["zh"] == "两" else _number(match["zh"])
    if match["en"]:
        return float(ENGLISH_NUMBERS.get(match["en"], 0)) or _number(match["en"])
    return 2.0 if match["double"] else 3.0


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


def _led(draft: Draft, yes: bool, compose: Callable[[], Status | None]) -> Status | None:
    """What ``compose`` writes, with yes or no before it."""
    written = len(draft.lines)
    status = compose()
    if status is not None:
        draft.lines[written] = f"{_yes(draft, yes)}{draft.pick('：', ': ')}{draft.lines[written]}"
    return status


def _moved(draft: Draft, question: Question, finder: Finder) -> Status | None:
    """``did it grow``: by the growth stated, or by the levels of two times."""
    up, down = question.says(_UP), question.says(_DOWN)
    folded = fold(question.text)
    if up == down and _EARLIER.search(folded):
        up, down = _ABOVE.search(folded) is not None, _BELOW.search(folded) is not None
    if up == down:
        return None
    asked = replace(question.figure, kinds=("growth",), unit="", dimension="")
    times = sorted((p for p in asked.periods if p.end_year), key=lambda p: p.end_year or 0)
    if not times or any(p.years for p in times):
        return None
    stated = len(times) == 1 and "share" not in question.figure.kinds
    point = _growth_stated(question, asked, finder) if stated else None
    if point is not None:
        yes = (point.direction == "up") == up
        draft.say(
            f"{_yes(draft, yes)}：{statement(draft, point)}。",
            f"{_yes(draft, yes)}: {statement(draft, point)}.",
        )
        draft.quote(draft.cite_point(point))
        return "answered"
    ends = (before(times[0]), times[0]) if len(times) == 1 else (times[0], times[-1])
    figure = levels(question.figure)
    found = (at_times(question, figure, ends, look_up) for look_up in finder.look_ups)
    pair = next((one for one in found if one), None)
    if pair is None:
        return None
    first, last = (point.normalised for point in pair)
    yes = last > first if up else last < first
    as_difference = replace(question, intent="difference")
    return _led(draft, yes, lambda: calculation.compose(draft, as_difference, pair))


def _growth_stated(question: Question, asked: FigureQuestion, finder: Finder) -> DataPoint | None:
    """The one growth that is stated for the time asked."""
    for look_up in finder.look_ups:
        one = find(question, asked, look_up)
        if len(one.points) == 1 and not one.missing and one.points[0].direction:
            return one.points[0]
    return None
