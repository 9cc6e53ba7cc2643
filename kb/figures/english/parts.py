"""English values that a sentence deals out to parts: one measure, several things or holders.

``$1,150 for air, $1,480 for water``; ``Mills reported a yield of 1.16, farms 1.42``; ``cost (46%)``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.figures.english.answers import answers
from kb.figures.english.held import WITH_MEASURE
from kb.figures.english.openings import after_colon, led_by, opening, without_place
from kb.figures.english.phrase import ABOUT, COPULA, LIKE_A_VERB, NO_SHARES, VERB, clean
from kb.figures.periods.period_readers import MONTH_NAME
from kb.figures.places import region_of
from kb.figures.screening import BARE, TERM
from kb.figures.views import Line
from kb.regex import regex
from kb.types import DataPoint, Quantity

_ABOUT = rf"(?:(?:{ABOUT}|at|by) )?"
_COMPARED = r"compared (?:with|to)|against|versus|but|while"
_WHAT = (
    r"(?P<link>for|in|among|at) (?P<what>(?:(?!\b(?:and|compared)\b)[^,;:.()\x00\d$€£%]){2,60}?)"
)
_PART = regex(
    rf" {_WHAT}(?: (?:in|by|during|at the end of) \x00+)?(?=,|;|\.|$| and | to (?=[$€£¥\d])| \()"
)
_PART_JOINT = regex(rf"(?:,|;|,? and|,? to|, (?:{_COMPARED}))(?: a)? {_ABOUT}")
_AGAINST = regex(rf"^[^;.]{{0,60}}, (?:compared (?:with|to)|against|versus) {_ABOUT}$")
_NO_PART = regex(
    rf"(?:the |each |any |that )?(?:\x00|same|full|whole|first|second|third|fourth|last|next|previous|prior"
    rf"|years?|quarters?|months?|total|all|average|example|instance|(?i:{MONTH_NAME}))\b",
    re.I,
)
_HOLDER = regex(
    rf"[^,;]{{0,70}}?(?:, and|,| and|;| while) (?:(?:ahead of|followed by|behind|trailed by|then|next) )?(?P<who>[A-Za-z][\w&'-]*(?: [\w&'-]+){{0,4}}?)"
    rf"(?: (?:for|with))? {_ABOUT}"
)
_NO_HOLDER = regex(
    r"\b(?:and|but|in|on|for|at|as|by|from|to|of$|with|up|down|than|or|an?|another|further|compared|against|around"
    r"|about|respectively|twice|double|triple|half|times|although|though|whereas|because|over|under|after|before|which|whom|it|they|net|minus|plus|rising|falling|growing|including|reaching|totalling|growth"
    r"|increase|decrease|increased|declined|grew|fell|rose)\b",
    re.I,
)
_ITSELF = regex(r"(?:only|just|still|even|already|now|then|later)(?: then)?", re.I)
"""Names nobody else: 74 in 2022 and only 31 in 2024 are of the same."""
_OF_WHOLE = regex(r" of (?!\d)")
_HOLDING = regex(r"^(?:accounted|accounts|represent|comprised?|made|led)")
_BRACKETED = regex(r"\((?:(?:named|cited|mentioned|given|chosen|reported) by )?" + _ABOUT + "$")
_NAMING = regex(r"\b(?:is|are|were|was|cited|named|includ(?:e|ed|ing)|mentioned)\b|:")
_BRACKET_JOINT = regex(r"\s*(?:,|;)?\s*(?:and|or|as well as|followed by)?\s+")
_AGAIN = regex(rf" \(|, (?:or|equal to|equivalent to|representing) {_ABOUT}")
_SERIES = regex(r"(?=.*(?:,| and | to | against |compared))[^;.()\d$€£%]{2,80}?", re.DOTALL)

_AND_THEN = regex(
    r" in \x00+,? (?:and|but|before) (?:is |are |was |were )?(?:(?:should|will|would|could|may|might"
    r"|expected|forecast|projected|set|due|likely|then) )+(?:to )?(?:reach|hit|be|total|exceed|top|climb to|rise to"
    rf"|grow to|fall to|drop to|decline to)(?: {ABOUT})? "
)
"""64,000 in 2023 and should reach 112,000: what a figure goes on to, a number of the same kind."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a value of a list is the value of."""

    first: int
    """Index of the list's first value, which names the measure."""
    link: str = ""
    what: str = ""
    """With ``link``, what the value is for: it comes after the measure's name."""
    instead: bool = False
    """Whether that takes the place of what the first value is for: ``against 5.4% among women``."""
    holder: str = ""
    """Whose value it is: ``farms 1.42``."""
    subject: str = ""
    """Who holds the first value."""
    name: str = ""
    """The whole name, where the value stands in brackets after it: a share."""

    def named(self, point: DataPoint, guide: DataPoint) -> DataPoint:
        """``point`` with the name that the list gives it; ``guide`` is the point of its first value."""
        if self.name:
            return replace(point, metric=self.name, kind="share", basis="", direction="")
        kind = replace(point, kind=guide.kind, basis=guide.basis, direction=guide.direction)
        if point.period == guide.period:
            kind = replace(kind, forecast=guide.forecast, hedge=guide.hedge)
        if self.holder:
            return _held(_per(kind, guide), guide, self)
        if not self.link:
            return kind if guide.kind == "growth" else point
        kind = _per(kind, guide)
        base = re.sub(rf" {self.link} [^,]+$", "", guide.metric) if self.instead else guide.metric
        place = region_of(self.what)
        # A place says nothing of what is measured in another.
        name = self.what if place and base == guide.region else f"{base} {self.link} {self.what}"
        return replace(kind, metric=name, region=region_of(self.what) or region_of(guide.metric))


def _per(point: DataPoint, guide: DataPoint) -> DataPoint:
    """$18 per tonne in May, $21 in June: what the first value is per, the others are per too."""
    per = guide.unit.removeprefix(point.unit)
    if not point.unit or not per.startswith((" per ", "/")):
        return point
    return replace(
        point,
        unit=guide.unit,
        normalised=point.value * (guide.normalised / guide.value if guide.value else 1.0),
        normalised_unit=guide.normalised_unit,
        dimension=guide.dimension,
    )


def _held(point: DataPoint, guide: DataPoint, part: Part) -> DataPoint:
    region = region_of(part.holder)
    if (
        part.subject
        and guide.metric.startswith(f"{part.subject} ")
        and " share of " not in guide.metric
    ):
        done = guide.metric.removeprefix(part.subject)
        if not done.startswith((" in ", " of ", " for ")):
            return replace(point, metric=f"{part.holder}{done}", region=region)
    _, of, whole = guide.metric.partition(" share of ")
    if of or guide.metric == part.subject:
        return replace(point, metric=f"{part.holder}{of}{whole}", region=region)
    return replace(point, metric=guide.metric, entity=part.holder, region=region)


def continues(line: Line, before: Quantity, item: Quantity, reason: str) -> bool:
    """Whether ``item``, no figure by itself, is the next of a series: ``was 1.54, against 1.55``."""
    if reason not in (BARE, TERM) or before.unit != item.unit:
        return False
    if reason == BARE and _AND_THEN.fullmatch(line.view, before.end, item.start):
        return True
    if reason == BARE and not (before.dimension == item.dimension and "." in item.text):
        return False
    return _SERIES.fullmatch(line.view, before.end, item.start) is not None


def parts(line: Line, start: int, end: int, items: Sequence[Quantity]) -> dict[int, Part]:
    """What each value of the sentence's lists is of, by index."""
    found = _bracketed(line, start, items)
    found |= {at: Part(at, name=name) for at, name in answers(line, start, end, items).items()}
    found |= _followed(line, end, items, found)
    return found | _holders(line, start, items, found)


def _bracketed(line: Line, start: int, items: Sequence[Quantity]) -> dict[int, Part]:
    """``cost (46%), risk (12%)``: two at least, and nothing that grows."""
    view = line.view
    alone = [
        (index, opened)
        for index, item in enumerate(items)
        if item.dimension == "ratio" and (opened := _opened(view, item)) > start
    ]
    if len(alone) < 2 or NO_SHARES.search(view, start, alone[0][1]):
        return {}
    found: dict[int, Part] = {}
    begin = max((match.end() for match in _NAMING.finditer(view, start, alone[0][1])), default=-1)
    for index, opened in alone:
        if index - 1 in found:
            joint = _BRACKET_JOINT.match(view, items[index - 1].end + 1)
            begin = joint.end() if joint else -1
        if 0 <= begin < opened and (name := clean(line, begin, opened)):
            found[index] = Part(alone[0][0], name=name)
    return found


def _opened(view: str, item: Quantity) -> int:
    """Where the bracket opens that holds nothing but ``item``; -1 where none does."""
    since = max(0, item.start - 32)
    match = _BRACKETED.search(view[since : item.start])
    return since + match.start() if match and view[item.end : item.end + 1] == ")" else -1


def _followed(
    line: Line, end: int, items: Sequence[Quantity], taken: dict[int, Part]
) -> dict[int, Part]:
    """``$1,150 for air, $1,480 for water``: what each value is for stands after it."""
    found: dict[int, Part] = {}
    run: list[tuple[int, re.Match[str]]] = []
    for index, item in enumerate(items):
        match = None if index in taken else _part_after(line, item, end)
        joined = run and _joined(line, items, run[-1], item)
        if not joined:
            found |= _run(run)
            run = []
        if match:
            run.append((index, match))
            if index and not joined and _against(line, items[index - 1], item):
                found[index] = Part(index - 1, match["link"], match["what"], instead=True)
    return found | _run(run)


def _against(line: Line, before: Quantity, item: Quantity) -> bool:
    """``3.1%, compared with 5.4% among women``: the same measure, of something else."""
    return (
        _alike_but_per(before, item)
        and _AGAINST.search(line.view[before.end : item.start]) is not None
    )


def _joined(
    line: Line, items: Sequence[Quantity], last: tuple[int, re.Match[str]], item: Quantity
) -> bool:
    alike = _alike_but_per(items[last[0]], item)
    return alike and bool(_PART_JOINT.fullmatch(line.view, last[1].end(), item.start))


def _alike_but_per(before: Quantity, item: Quantity) -> bool:
    """Of one dimension, or what the first is per is left out: $18 per tonne, $21."""
    per_unit = bool(item.unit) and before.unit.startswith(f"{item.unit} per ")
    return before.dimension == item.dimension or per_unit


def _run(run: list[tuple[int, re.Match[str]]]) -> dict[int, Part]:
    if len(run) < 2:
        return {}
    return {
        i: Part(run[0][0], match["link"], re.sub("^both ", "", match["what"])) for i, match in run
    }


def _part_after(line: Line, item: Quantity, end: int) -> re.Match[str] | None:
    match = _PART.match(line.view, item.end, end)
    return None if match is None or _NO_PART.match(match["what"]) else match


def _holders(
    line: Line, start: int, items: Sequence[Quantity], taken: dict[int, Part]
) -> dict[int, Part]:
    """``Mills reported a yield of 1.16, farms 1.42``: who has the value stands before it."""
    found: dict[int, Part] = {}
    told = [index for index in range(len(items)) if not _restates(line, items, index)]
    first = 0
    for last, index in itertools.pairwise(told):
        item, before = items[index], items[last]
        match = _HOLDER.fullmatch(line.view, items[index - 1].end, item.start)
        who = without_place(match["who"]) if match else ""
        if not who or not _alike(before, item) or VERB.search(who) or _NO_HOLDER.search(who):
            first = index
            continue
        if last == first and first not in taken:
            since = items[first - 1].end if first else start
            _, leader = led_by(line, since, items[first].start)
            own = "" if leader else _holding(line, since, items[first])
            found[first] = Part(first, holder=leader or own, subject=own)
        if first in found and index not in taken:
            subject = found[first].subject
            part = items[first].dimension == "ratio" and _OF_WHOLE.match(
                line.view, items[first].end
            )
            named = subject or part or found[first].holder
            if _ITSELF.fullmatch(who):
                who = subject or found[first].holder
            holder = re.sub(r"^(?:the|an?) ", "", who) if named else ""
            found[index] = Part(first, holder=holder, subject=subject)
    return found


def _restates(line: Line, items: Sequence[Quantity], index: int) -> bool:
    """Whether a share only says the amount before it again: $3 million (12%), or 12% of the total."""
    if not index or items[index].dimension != "ratio" or items[index - 1].dimension == "ratio":
        return False
    return _AGAIN.fullmatch(line.view, items[index - 1].end, items[index].start) is not None


def _alike(before: Quantity, item: Quantity) -> bool:
    """Of one dimension, but for what the first is per; a bare number goes on with things counted."""
    return _alike_but_per(before, item) or (
        item.dimension in ("", "number") and before.dimension in ("count", "", "number")
    )


def _holding(line: Line, start: int, item: Quantity) -> str:
    """The subject of a verb that says what is held, where only that stands before the value.

    With a part of something any verb does: Peru is expected to mine 12% of the world's silver.
    """
    start = opening(line.view, after_colon(line.view, start, item.start), item.start)
    verb = VERB.search(line.view, start, item.start) or LIKE_A_VERB.search(
        line.view, start, item.start
    )
    part = item.dimension == "ratio" and _OF_WHOLE.match(line.view, item.end)
    part = part or WITH_MEASURE.search(line.view[start : item.start])
    if verb is None or (
        COPULA.match(verb.group()) and not part and not _HOLDING.match(verb.group())
    ):
        return ""
    return clean(line, start, verb.start())
