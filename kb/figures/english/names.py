"""How an English figure is named: a share with its whole, a change with the place that it is of."""

from __future__ import annotations

import re

from kb.figures.context import Topic
from kb.figures.english.phrase import ABOUT
from kb.figures.periods.period_readers import MONTH_NAME
from kb.figures.views import Line
from kb.regex import regex
from kb.types import AMOUNTS, PointKind, Quantity

RESTATING = regex(
    rf",? ?(?:or|\(|representing|equivalent to|equal to) ?{ABOUT}? ?",
    re.I,
)
"""Between a value and the same value in other words: $5 million, or 3% of sales."""

PARTS_JOINT = regex(rf" of [^,;.()\x00\d$€£%]{{2,70}}?,? (?:and|but)(?: for)? (?:{ABOUT} )?")
"""21% of olive oil and 34% of cork: the parts of two wholes that one has."""

MOVED_JOINT = regex(
    rf" of [^,;.()\x00\d$€£%]{{2,60}}?(?: (?:in|by) (?:the )?\x00+)?,? to (?:{ABOUT} )?"
)
"""From 14% of units in 2018 to 52%: what a share moves to is of the same."""

ANSWERS_JOINT = regex(
    r"(?: of [^,;.()\x00$€£%]{2,30}?)? (?:named|cited|mentioned|chose|blamed|listed|said|gave) [^,;.()\x00\d$€£%]{2,50}?,?(?: and)? "
    rf"(?:{ABOUT} )?"
    rf"| (?:intend|plan|want|hope|prefer|aim|expect) [^,;.()\x00$€£%]{{2,60}}?,?(?: and)? (?:{ABOUT} )?"
)
"""58% named drought and 29% hail: what stands between two answers names neither."""

_JOINING = regex(
    r"(?:[ ,(\x00]|\b(?:or|and|to|in|for|at|from|representing|respectively|about|around|nearly"
    r"|approximately|equal|equivalent|which is|which was|that is)\b)*",
    re.I,
)
_ANSWERED = regex(
    r" (?:[a-z]+ed|said|saw|chose|gave|felt|plan|intend|hope|prefer|aim|consider|want|expect|use) [^,;.()\x00\d$€£%]{2,50}?"
    r"(?=[,;.\x00]| and |$| (?:within|over|in|by|for) (?:the )?(?:next |coming )?\d)"
)
_ANSWER = regex(
    r" (?!(?:in|of|to|by|for|from|at|on|with|over|and|as|than|a|an|the|per)\b)[a-z][^,;.()\x00\d$€£%]{2,40}?(?=[,;.\x00]| and |$)"
)
_STOP = regex(r"[.!?]\s")
VERB_OF = regex(r"\b(?:named|cited|mentioned|chose|blamed|listed|said|gave)\b")
"""What those asked answered: 58% of farmers named drought, 41% cited pests and 29% hail."""
_GOES = regex(
    r"(?P<whole>.{2,50}?) (?:(?:still|now|already) )?(?:goes|go|went|is used|are used|was used|comes?|came)"
    r" (?:to|into|for|from|in|as) (?P<what>.{2,50})"
)
"""A half of the crop goes to mills: the share of mills."""
_OF_THAT = regex(
    r"(?P<who>.+) share of (?:it|them|this|that|these|those|this total|that total|these)"
)
"""The union gave 44% of it: of what the figure before is about."""
HEDGED = regex(
    rf"[\s\x00*]*(?:{ABOUT}|(?:more|fewer|less) than|at least|up to)?[\s\x00]*",
    re.I,
)
_BECOMES = (
    r" (?:(?:is|are|was|were|has been|have been|will be|had been) )?(?P<done>(?!(?:is|are|was|were|has|have|will"
    r"|had|and|or|in|of|for|that|which|need)\b)(?:[a-z]+(?:ed|ing)|built|sold|made|spent|sent|lost|bought|held|paid|went|left)"
    r"(?: [a-z-]+){0,5})"
)
_TOLD = regex(rf" of (?P<what>[a-z][^,;.()\x00\d$€£%]{{2,50}}?){_BECOMES}")
_DONE = regex(_BECOMES)
"""What an amount at the head of a sentence is of, and what becomes of it."""
_UNDER = regex(
    r" (?:is|are|was|were|will be) (?P<done>(?:under|on|in) (?:construction|development|planning|operation|order|service|storage|review|use))\b"
)
"""6.9 GW was under construction."""
_WHOLE = regex(r" of (?:all |(?:the )?\x00+(?:'s)? )?([^,;.()\x00]{2,90}(?!\w))")
_WHOLE_AND_ALL = regex(
    r" of ([^,;.\x00]{2,90}(?!\w))(?:(?:\x00+)(?= (?!and |up |down |from )[a-z])[^,;.\x00]{3,50})?"
)
_WHOLE_END = regex(
    r"(?:\s+(?:in|by|for|during|at|as|of|the end|as of|early|late|mid|fiscal|calendar))+$", re.I
)
"""What is left of when, at the end of a whole: the fleet in service at the end of."""
_WHEN_LEFT = regex(r" (?:(?:at|by) the end of|in|during|as of) (?= )")
"""The same within it, where the year is hidden."""
_NEXT_PART = regex(
    r",? (?:and|but)(?: for| in)? (?:the )?(?:[A-Z][\w'-]*(?: [\w'-]+){0,3} )?"
    rf"(?:{ABOUT} )?\d.*$"
)
"""world output and Peru 12%, olive oil and 34% of cork: the whole ends before the next part."""
PLACE = regex(
    rf" in (?!(?i:{MONTH_NAME})\b)(?:both |the |our )?"
    r"(?P<place>[A-Z][\w&'-]*(?:(?:,| and| &| of)? [A-Z][\w&'-]*){0,4})"
)
"""Right after a value: the part that it is the value of."""


def name_of(
    line: Line,
    item: Quantity,
    own: str,
    kind: PointKind,
    last: Topic | None,
    floor: int,
    span: tuple[int, int],
) -> str:
    """The name of a figure that its clause calls ``own``; ``floor`` is where the one before ends."""
    start, end = span
    name = own or (last.name if last else "")
    if not own and last and last.kind == "share" and kind in AMOUNTS:
        name = name.partition(" share of ")[0]  # 7.8% of revenue, or $312 million
    if not name and kind == "count" and not _DONE.match(line.view, item.end, end):
        return item.unit.split(" ")[-1]  # 14,500 patients
    after = line.view[item.end : min(end, item.end + 160)]
    if (
        not name
        or not line.view[start : item.start].strip(" \x00")
        or HEDGED.fullmatch(line.view, start, item.start)
    ):
        name = own or _amount_of(line, after, item) or name
    if kind == "share":
        joined = _JOINING.fullmatch(line.view, floor, item.start) is not None
        joined = joined or (
            (last is not None and " share of " in last.name)
            and PARTS_JOINT.fullmatch(line.view, floor, item.start) is not None
        )
        holder = own or (last.name if last and joined and last.end == floor else "")
        named = share_name(line, item, holder, after) or _told_share(line, item, own, last, after)
        if last and (whole := _OF_THAT.fullmatch(named)):
            named = f"{whole['who']} share of {last.name.partition(' share of ')[2] or last.name}"
        return named or name
    if kind == "growth" and (place := PLACE.match(after)):
        named = place["place"]
        return name if named in name or not name else f"{named} {name}"
    return name


def _amount_of(line: Line, after: str, item: Quantity) -> str:
    """Only 3 million tonnes of scrap were melted: scrap melted."""
    if item.dimension == "count":
        counted = _DONE.match(after)
        noun = item.unit.split(" ")[-1]
        return f"{noun} {_WHOLE_END.sub('', counted['done'])}" if counted else ""
    if item.dimension in ("ratio", "points", "multiple"):
        return ""
    told = _TOLD.match(after)
    if told is None:
        where = _UNDER.match(after)
        return where["done"] if where else ""
    text = line.text[item.end : item.end + told.end()]
    what, done = (text[told.start(part) : told.end(part)] for part in ("what", "done"))
    return f"{what} {_WHOLE_END.sub('', done)}"


def _told_share(line: Line, item: Quantity, own: str, last: Topic | None, after: str) -> str:
    """Who the share is of: rye takes 11%, of what oats took 30% of; 41% named disease, 29% hail."""
    since = line.view[last.end : item.start] if last and last.end <= item.start else ""
    same = last is not None and last.kind == "share" and not _STOP.search(since)
    if own and same and last and " share of " in last.name and " share" not in own:
        return f"{own} share of {last.name.partition(' share of ')[2]}"
    told = None if own else _ANSWERED.match(after)
    verb = None
    if not own and not told and same and last and (verb := VERB_OF.search(last.name)):
        told = _ANSWER.match(after)
    if told is None:
        return ""
    text = line.text[item.end : item.end + told.end()].strip()
    return _WHOLE_END.sub("", f"{verb.group()} {text}" if verb else text)


def share_name(line: Line, item: Quantity, own: str, after: str) -> str:
    """``X accounted for 5% of Y``: X share of Y; ``58% of physicians …``: what they do."""
    whole = (_WHOLE if own else _WHOLE_AND_ALL).match(after)
    if not whole:
        return ""
    pairs = zip(line.text[item.end :], line.view[item.end : item.end + whole.end()], strict=False)
    text = "".join(old for old, seen in pairs if seen != "\x00")[4:].strip()
    text = _WHOLE_END.sub("", _NEXT_PART.sub("", re.sub(r"^(?:the|all|its|our) ", "", text)))
    text = re.sub(r"\s+", " ", _WHEN_LEFT.sub(" ", text)).strip()
    if own:
        return f"{own.partition(' share of ')[0]} share of {text}"
    if goes := _GOES.fullmatch(text):
        return f"{goes['what']} share of {goes['whole']}"
    return re.sub(r"^[\d,]+ ", "", text)
