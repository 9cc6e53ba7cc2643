"""What an English clause says that somebody has or moved: booked sales of, at a cost of, lifted prices to."""

from __future__ import annotations

import re

from kb.figures.english.kind import MADE_MOVE
from kb.figures.english.phrase import ABOUT, PRONOUN, VERB, clean
from kb.figures.views import Line
from kb.regex import regex
from kb.types import Quantity

_HELD = (
    r"booked|report(?:s|ed)?|post(?:s|ed)?|record(?:s|ed)?|recogni[sz]ed?|generat(?:es?|ed)|made"
    r"|incurred|ha[sd]|have|held|paid|received?|earn(?:s|ed)?|announced|raised|secured|won|achieved"
    r"|delivered|includ(?:es?|ed|ing)|carried|reali[sz]ed|reflect(?:s|ed)?|saw|sees|declared|delivers|provided"
)

_OBJECT_OF = regex(
    rf"\b(?P<verb>{_HELD}|reach(?:es|ed)?|averaged)\b (?P<object>(?:(?!\b(?:{_HELD})\b)[^;\x00$€£%\d]){{3,90}}?),? ?\b(?:of|worth|totall?ing|amounting to)"
    rf"(?: (?:{ABOUT}|more than|up to|at least))*\s*$",
    re.I,
)
"""booked revenue of, recognized other income, net of tax, of: the object is what is measured."""
_HAS = regex(r"ha[sd]|have|reach(?:es|ed)?|averaged|achieved|carried", re.I)
"""The ship had a length of: the length is that of the ship."""

_AT_A = regex(
    rf"(?:^| |\x00)(?:at|for|with) an? (?P<object>(?!(?:average|mean|median|share|total|rate|factor|multiple|record|combined|maximum|minimum|pace|loss)\b)[a-z][a-z -]{{2,40}}?) of (?:{ABOUT} )?$"
)
"""entered service at a cost of: what is measured, of what the sentence is about."""
WITH_MEASURE = regex(
    r"[ \x00]with (?P<object>(?:[a-z-]+ ){0,2}(?:revenues?|sales|turnover|output|capacity|volumes?|shipments?"
    rf"|exports?|imports?|profits?|spending|income|production|demand|consumption)) of (?:{ABOUT} )?$"
)
"""Asia remained the largest market with sales of: those of Asia."""


def moved_or_held(line: Line, item: Quantity, clause: int) -> str | None:
    """The object that was moved to the value, or had it: lifted prices to, at a cost of, booked sales of."""
    segment = line.view[clause : item.start]
    if (made := MADE_MOVE.search(segment)) and (
        what := clean(line, clause + made.start("object"), clause + made.end("object"))
    ):
        return what
    if named := WITH_MEASURE.search(segment):
        return _measure_of(line, clause, named)
    if at := _AT_A.search(segment):
        return clean(line, clause + at.start("object"), clause + at.end("object"))
    held = _OBJECT_OF.search(segment)
    if held is None:
        return None
    what = clean(line, clause + held.start("object"), clause + held.end("object"))
    whose = clean(line, clause, clause + held.start())
    had = item.dimension != "money" and _HAS.fullmatch(held["verb"])
    if what and had and whose[:1].isalpha() and not PRONOUN.match(whose):
        return f"{what} for {whose}"
    return what


def _measure_of(line: Line, clause: int, named: re.Match[str]) -> str:
    """What the clause's subject has: the sales of Asia."""
    what = clean(line, clause + named.start("object"), clause + named.end("object"))
    verb = VERB.search(line.view, clause, clause + named.start())
    whose = clean(line, clause, verb.start()) if verb else ""
    return f"{whose} {what}" if whose and not PRONOUN.match(whose) else what
