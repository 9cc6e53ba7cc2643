"""What an English figure measures, where a word after the value or a set phrase names it."""

from __future__ import annotations

import re

from kb.figures.english_phrase import PRONOUN, VERB, clean
from kb.figures.views import Line
from kb.types import Quantity

_CHANGE_NOUN = (
    r"(?:increase|decrease|decline|growth|rise|drop|reduction|improvement|gain|fall|jump)s?"
)

_CHANGE_IN = re.compile(
    rf"\b{_CHANGE_NOUN} in (?P<object>[^,;%$€£\d]{{2,60}}?) of(?: (?:about|approximately|around))?\s*$",
    re.I,
)

_CHANGE_AFTER = re.compile(
    rf" {_CHANGE_NOUN} in (?P<object>[^,;.()\x00$€£%\d]{{3,60}}?)"
    r"(?=[,;.()\x00]|$| (?:and|or) an? | (?:in|during|for|from|to|by|due|driven|as|at|on|while|was|were|is)\b)",
    re.I,
)

_WORTH = re.compile(
    r"\s*(?:worth|valued at|at|with)(?: (?:about|around|nearly|some|over))?\s*", re.I
)

_PAID = re.compile(
    r"(?:made|paid|spent|invested|recorded|recogni[sz]ed|received|incurred|used|repurchased|returned"
    r"|contributed|expensed|capitali[sz]ed|repaid|borrowed)(?: (?:about|around|nearly|approximately"
    r"|over|more than|some|a total of|an additional|another))*\s*$",
    re.I,
)

_AFTER_PAID = re.compile(
    r"(?:,? respectively,?)? (?:in|on|of|for) (?!\x00|the (?:first|second|third|fourth|year|quarter"
    r"|same))(?P<object>[a-z][^,;.()\x00$€£%\d]{3,80})"
)


def worth(line: Line, item: Quantity, clause: int, end: int) -> str:
    """Worth $5 billion in 2022, the global cheese market …: the name stands after the value."""
    if not _WORTH.fullmatch(line.view[clause : item.start]):
        return ""
    comma = line.view.find(", ", item.end, end)
    verb = VERB.search(line.view, comma, end) if comma > 0 else None
    return clean(line, comma, verb.start()) if verb else ""


def changed(line: Line, item: Quantity, clause: int, end: int) -> str:
    """The increase in rent of $5 million, a 3% increase in rent: what changes is named by in."""
    before = _CHANGE_IN.search(line.view, clause, item.start)
    if before:
        return clean(line, before.start("object"), before.end("object"))
    after = _CHANGE_AFTER.match(line.view, item.end, end)
    return clean(line, after.start("object"), after.end("object")) if after else ""


def object_after(line: Line, item: Quantity, start: int, end: int, predicate: str) -> str:
    """Made $5 million in payments on debt: what was made stands after the value."""
    if not _PAID.match(predicate) or item.dimension != "money":
        return ""
    after = _AFTER_PAID.match(line.view, start, end)
    return clean(line, after.start("object"), after.end("object")) if after else ""


def counted_object(line: Line, item: Quantity, end: int, verb: str, subject: str) -> str:
    """``shipped 1.2 million units of automotive MCUs``: automotive MCUs shipped."""
    match = re.compile(
        r" of ([A-Za-z][A-Za-z\- ]{2,40}?)(?=[,.;(\x00]| in | by | for | as | to |$)"
    ).match(line.view, item.end, end)
    noun = match[1] if match else item.unit.split(" ")[-1]
    tail = (
        f" by {subject}"
        if subject and not PRONOUN.match(subject) and not match and subject[:1].islower()
        else ""
    )
    return f"{noun} {verb}{tail}"
