"""What an English sentence is told of before its subject comes, and who is told of in a remark."""

from __future__ import annotations

from kb.figures.english.phrase import ABOUT, VERB, clean
from kb.figures.views import Line
from kb.regex import regex

_FRONTED = regex(
    r"[\s\x00*]*(?:By|For|In|On|At|Within|Among|Across|Under|With|Of|Measured|Broken|Split)\b"
    r" (?!\x00)[^,;:.]{2,60}, (?!(?:and|or) )"
)
"""By type of income, For a mid-size plant: what the sentence is told of, and no part of its subject."""
_COLON = regex(r"[:;] ")
_WITH = regex(rf"with (?:{ABOUT} )?")
_BESIDE = regex(
    r"(?<![\w'-])(?P<name>[A-Z][\w'&-]*(?: (?:of |and |the |de )?[A-Z][\w'&-]*){0,5}), $"
)
_WHERE = regex(r"\b(?:in|at|for|from|to|of|by|through|across) (?:the )?$")
_LED_BY = regex(
    r"(?P<what>.{3,80}?),? (?:(?:was|were|is|are) )?(?:led|headed|topped|dominated) by"
    rf" (?P<who>[A-Z][\w&'-]*(?: [\w&'-]+){{0,4}}?),? (?:with|at|on) (?:{ABOUT} )?$"
)
_ENDED_WITH = regex(
    r"(?P<who>[A-Z][\w&'-]*(?: [A-Z][\w&'-]*){0,3}) [a-z]+ (?:[^,;.$€£%]{2,40} )?with an? (?P<what>[a-z][a-z -]{2,40}?) of"
    rf" (?:{ABOUT} )?$"
)
_PUTS = regex(
    r"(?P<who>[^,;:]{0,40}\b(?P<sort>case|scenario|model|forecast|outlook|projection|estimate|view)s?)"
    r" (?:puts?|pegs?|sees?|places?|has|have) (?P<what>[^,;\x00$€£%\d]{2,60}?) (?:at|reaching|rising to|growing to|falling to)"
    rf" (?:{ABOUT} )?$"
)
_PLACED = regex(
    r"(?: (?:first|second|third|fourth|fifth|sixth|last|next|again|alone|followed|(?:the|a) (?:remaining|rest|other|further)))+$"
)


def opening(view: str, start: int, end: int) -> int:
    """Where the sentence ``view[start:end]`` begins without what it is told of."""
    fronted = _FRONTED.match(view, start, end)
    if fronted is None or VERB.search(view, start, fronted.end()):
        return start
    return fronted.end()


def after_colon(view: str, start: int, end: int) -> int:
    """Where what stands after the last colon before ``end`` begins."""
    found = [match.end() for match in _COLON.finditer(view, start, end)]
    return found[-1] if found else start


def told_beside(line: Line, floor: int, clause: int, position: int) -> str:
    """Who has a value that a remark after the name gives: Aldermoor Foods, with $40 million."""
    if not _WITH.fullmatch(line.view, clause, position):
        return ""
    named = _BESIDE.search(line.view[floor:clause])
    if named is None or _WHERE.search(line.view, floor, floor + named.start("name")):
        return ""
    return clean(line, floor + named.start("name"), floor + named.end("name"))


def led_by(line: Line, start: int, end: int) -> tuple[str, str]:
    """What somebody leads or has, and who: Spending was led by Aldermoor with; empty for other words."""
    led = _ENDED_WITH.match(line.view[start:end]) or _LED_BY.match(line.view[start:end])
    if led is None or VERB.search(led["what"]):
        return "", ""
    what = clean(line, start + led.start("what"), start + led.end("what"))
    return what, clean(line, start + led.start("who"), start + led.end("who"))


def put_at(line: Line, start: int, end: int) -> str:
    """What a scenario puts at the value that follows: sales in base case; empty for other words."""
    told = _PUTS.match(line.view[start:end])
    if told is None:
        return ""
    what = clean(line, start + told.start("what"), start + told.end("what"))
    who = clean(line, start + told.start("who"), start + told.end("who"))
    scenario = told["sort"] in ("case", "scenario")
    return f"{what} in {who}" if what and who and scenario else what


def without_place(holder: str) -> str:
    """A holder's name without where it stands: Corwen last."""
    return _PLACED.sub("", holder)
