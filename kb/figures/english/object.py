"""What an English figure measures, where a word after the value or a set phrase names it."""

from __future__ import annotations

import re

from kb.figures.english.phrase import ABOUT, COPULA, PRONOUN, VERB, clean
from kb.figures.views import Line
from kb.regex import regex
from kb.types import Quantity

_CHANGE_NOUN = (
    r"(?:increase|decrease|decline|growth|rise|drop|reduction|improvement|gain|fall|jump)s?"
)

_CHANGE_IN = regex(
    rf"\b{_CHANGE_NOUN} in (?P<object>[^,;%$€£\d]{{2,60}}?) of(?: {ABOUT})?\s*$",
    re.I,
)

_CHANGE_AFTER = regex(
    rf" {_CHANGE_NOUN} in (?P<object>[^,;.()\x00$€£%\d]{{3,60}}?)"
    r"(?=[,;.()\x00]|$| (?:and|or) an? | (?:in|during|for|from|to|by|due|driven|as|at|on|while|was|were|is)\b)",
    re.I,
)

_WORTH = regex(rf"\s*(?:worth|valued at|at|with)(?: {ABOUT})?\s*", re.I)

_PAID = regex(
    r"(?:made|paid|spent|put|invested|recorded|recogni[sz]ed|received|incurred|used|repurchased|returned"
    r"|contributed|expensed|capitali[sz]ed|repaid|borrowed)"
    rf"(?: (?:{ABOUT}|more than|a total of|an additional|another))*\s*$",
    re.I,
)

_DOING = {
    ("spent", "on"): "spending on ",
    ("invested", "in"): "investment in ",
    ("put", "into"): "investment in ",
}
"""What the verb does is part of the name: China spent $3 billion on cooling."""

_AFTER_PAID = regex(
    r"(?:,? respectively,?)?(?: (?:in )?\x00+)? (?P<link>into|in|on|of|for) (?!\x00|the (?:first|second|third|fourth|year|quarter"
    r"|same))(?P<object>[a-z][^,;.()\x00$€£%\d]{3,80})"
)


_DEAL = regex(
    r"(?:was|were|is|are) (?P<object>[^,;.()$€£%\d]*?\b(?:purchases?|acquisitions?|takeovers?|sales?|buyouts?"
    r"|mergers?|contracts?|orders?|bids?)\b[^,;.()$€£%\d]*?),? (?:for|at|worth|valued at)"
    rf"(?: (?:{ABOUT}|an estimated))? $"
)
_REGARD = regex(
    r"\b(?:regard|consider|view|treat|describe|see|define)(?:s|ed|n)?\b"
    rf"(?: (?:an?|the) [a-z ]{{2,30}} of)?(?: {ABOUT})? $"
)
_REGARDED = regex(
    r"(?: [^,;.()\x00$€£%\d]{2,24}?)? (?:as|to be) (?P<object>[^,;.()\x00$€£%\d]{3,90})"
)
_TOTAL = regex(r"\s*(?:an?|the) (?:(?:record|combined|grand) )?(?:total|number) of ", re.I)
_SCALE = regex(r"^(?:hundred|thousand|million|billion|trillion) ")
_WHERE = regex(
    r" (?:in|among|at|on|across) (?!\x00)[^,;.()\x00$€£%\d]{3,50}?(?=[,;.()]|$| (?:in |during )?\x00)"
)
_ARTICLE = regex(r"(?:^|[ \x00])(?:the|an?|its|their)(?: (?:new|existing|planned))? $", re.I)
_NOUN = regex(
    r" (?P<object>(?!(?:an?|per|or|and|to|of|in|on|for|from|by|at|as|more|less|share|with|that|which|is|was"
    r"|increase|decrease|decline|rise|drop|fall|gain|growth|reduction|improvement|jump|mark|level"
    r"|threshold|limit|range|\w+ed|paid|spent|made|held)\b)"
    r"[a-z][\w-]*(?: (?!in |on |for |from |by |at |with |that |which |to |of |and |or )[a-z][\w-]*){0,2}?)"
    r"(?=[,;.)]|$| (?:in|on|for|from|by|at|with|that|which|to|of|and|or) | \x00)"
)


def stated(line: Line, item: Quantity, clause: int, end: int) -> str:
    """The name that a set phrase gives: the largest was X's purchase of Y for; regard 40 kW as."""
    before = line.view[clause : item.start]
    if deal := _DEAL.search(before):
        return clean(line, clause + deal.start("object"), clause + deal.end("object"))
    if _REGARD.search(before) and (as_ := _REGARDED.match(line.view, item.end, end)):
        words = line.text[as_.start("object") : as_.end("object")]  # whole: the point at which
        return re.sub(r"^(?:the|an?) ", "", words.strip())
    if item.dimension == "count" and _TOTAL.fullmatch(before):
        return _SCALE.sub("", item.unit)
    if item.dimension == "count" and before.strip("\x00 ").lower() in _THERE:
        where = _WHERE.match(line.view, item.end, end)
        return _SCALE.sub("", item.unit) + (where.group() if where else "")
    return ""


_THERE = {f"there {verb}" for verb in ("is", "are", "was", "were", "will be", "have been")}


def described(line: Line, item: Quantity, clause: int, end: int) -> str:
    """The 48 MW site opened: the value describes the noun after it."""
    before = line.view[clause : item.start]
    if item.dimension in ("count", "ratio", "points", "multiple", "time", "number", ""):
        return ""
    verb = VERB.search(before)
    if not _ARTICLE.search(before) or (verb and COPULA.match(verb.group())):
        return ""
    verb = VERB.search(line.view, item.end, end)
    noun = _NOUN.match(line.view, item.end, verb.start() - 1 if verb else end)
    if noun is None:
        return ""
    name = clean(line, noun.start("object"), noun.end("object"))
    return f"{name} capacity" if name and item.dimension == "power" else name


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
    if after is None:
        return ""
    doing = _DOING.get((predicate.partition(" ")[0], after["link"]), "")
    return doing + clean(line, after.start("object"), after.end("object"))


_REVENUE = regex(r"\b(?:revenues?|sales|turnover)\b", re.I)
_PROFIT = regex(r"\b(?:profits?|net income|earnings|ebitd?a|dividends?|interest|margins?)\b", re.I)
_EARNED_AS = regex(r" (?:in|from|of|per|a|each|on) (?!\x00|the )")
_OF_WHAT = regex(
    r" of ([A-Za-z][A-Za-z\- ]{2,40}?)(?=[,.;(\x00]| in | by | for | as | to | from |$)"
)
_HAULING = regex(r"(?:moved|carried|handled|transported|hauled|shipped|processed)$")
"""What is moved is told by its measure alone: moved 400,000 tonnes."""
_MAKING = regex(
    r"(?:export|import|produc|mine|generat|consum|sold|ship|deliver|suppl|carri|used|burn)"
)


def made_of(line: Line, item: Quantity, verb: str, end: int) -> bool:
    """Whether an amount of something is made or sold: exported 122 billion cubic metres of gas."""
    if _HAULING.match(verb) and item.dimension in ("mass", "volume"):
        return True
    return (
        bool(_MAKING.match(verb))
        and item.dimension not in ("money", "ratio", "points", "multiple", "time")
        and _OF_WHAT.match(line.view, item.end, end) is not None
    )


def earns_revenue(line: Line, item: Quantity, verb: str, end: int) -> bool:
    """Whether what was earned is revenue: a paragraph of revenue that speaks of no profit."""
    return (
        verb in ("earned", "earns")
        and item.dimension == "money"
        and _EARNED_AS.match(line.view, item.end, end) is None
        and _REVENUE.search(line.view) is not None
        and _PROFIT.search(line.view) is None
    )


def counted_object(line: Line, item: Quantity, end: int, verb: str, subject: str) -> str:
    """``shipped 1.2 million units of automotive MCUs``: automotive MCUs shipped."""
    match = _OF_WHAT.match(line.view, item.end, end)
    noun = match[1] if match else item.unit.split(" ")[-1]
    tail = (
        f" by {subject}"
        if subject and not PRONOUN.match(subject) and not match and subject[:1].islower()
        else ""
    )
    return f"{noun} {verb}{tail}"
