"""What kind of figure an English clause states."""

from __future__ import annotations

import re

from kb.figures.context import Direction, Reading, Topic
from kb.figures.english.phrase import ABOUT
from kb.regex import regex
from kb.types import RATES, GrowthBasis, Quantity

_UP = (
    r"grew|grow(?:s|n|ing|ers?)?|rose|ris(?:e|es|en|ing)|increas(?:e|es|ed|ing)|(?<!made )(?<!makes )(?<!make )(?<!making )up|jump(?:s"
    r"|ed)?|surged?|climb(?:s|ed)?|gain(?:s|ed)?|expand(?:s|ed)?"
    r"|advanced?|improved|higher|growth|added|soared|accelerat(?:es|ed)|exceeding"
)

_DOWN = (
    r"fell|fall(?:s|en|ing)?|declin(?:e|es|ed|ing)|drop(?:s|ped)?|decreas(?:e|es|ed"
    r"|ing)|down|slipp?(?:s|ed)?|shrank|shrunk|contracted"
    r"|lower|reduced|reduction|cut|plunged|tumbled|slid|dipped|narrowed|eased"
)

_FILL = (
    r"(?:(?: (?:by|of|about|around|nearly|almost|approximately|roughly|over"
    r"|more than|less than|at|some|an?|another|estimated|only|just|at least|up to"
    r"|a further))*)"
)

_CHANGE_BEFORE = regex(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_FILL}\s*$", re.I)

_BY = regex(rf"\bby(?: (?:{ABOUT}|more than|at least|up to|an?))*\s*$")

_CHANGE_AFTER = regex(
    r"^[ -]?(?:(?:year[ -](?:on|over)[ -]year|quarter[ -](?:on|over)[ -]quarter|yoy|qoq|y/y"
    r"|annual(?:ly)?|organic|sequential)[ ,]*)?"
    r"(?:growth|increase|decline|decrease|drop|rise|jump|fall|gain|reduction|improvement|higher|lower"
    r"|(?:more|less|fewer|greater|smaller|cheaper|longer|shorter) than\b|(?:more|less|fewer) (?=[a-z])"
    r"|faster|year[ -](?:on|over)[ -]year|yoy|y/y|upside|from a year|below|above|surge|premium|discount)\b",
    re.I,
)

_CAGR_BEFORE = regex(
    r"(?:CAGR|compound(?:ed)? annual growth(?: rate)?|annual growth of"
    r"|(?:average )?annual (?:growth )?rate|annualised (?:growth )?rate|annually (?:at|by))[^,;]{0,24}$",
    re.I,
)

_CAGR_AFTER = regex(
    r"^[ (]*(?:CAGR|compound(?:ed)? annual"
    r"|(?:per year|a year|per annum|annually|each year)\b(?: \x00|[^,;.]{0,20}\b"
    r"(?:over|through|between|from|until|to|by|during)\b))",
    re.I,
)

_GROWING_AT = regex(
    rf"\b(?:grow|expand|increas|ris)(?:s|es|ing|e)? (?:at|by)(?: (?:{ABOUT}|an average of))? $",
    re.I,
)
_GROWTH_OF = regex(rf"\bgrowth(?: rate)? of(?: {ABOUT})? $")
_A_YEAR = regex(r" (?:annually|a year|per year|each year|per annum)\b", re.I)
"""projected to expand at 9.8% annually."""

_SHARE_BEFORE = regex(
    r"\b(?:accounts?|accounted|accounting) for|made up|makes? up|shares?(?! price)"
    r"|captur(?:e|es|ed|ing)|command(?:s|ed)?|penetration|adoption|participation|represent(?:s|ed|ing)?|compris(?:es|ed)|proportion|led with"
    r"|contributed|constitut"
    rf"|\b(?:held|holds?|owned|owns?|controlled|controls?|took|takes?){_FILL}\s*$",
    re.I,
)

_SHARED = regex(r"\b(?:share|penetration|proportion)$", re.I)

_RATE = regex(
    r"(?:rate|ratio|margin|utili[sz]ation|factor|yield|index|efficiency|return"
    r"|coverage|churn|intensity|inflation|unemployment|coupon|occupancy)s?$",
    re.I,
)

_GROWTH_TO = regex(
    r"\bgrowth(?: rate)?(?: forecasts?| outlook| estimates?| projections?| targets?)?(?: for \x00+)? (?:to |slow|accelerat|eas|cool|moderat|pick|edg|tick|is|was|reach|stood|came|averag|r[io]se|fell|dip)"
    rf"[a-z]*(?: (?:up|down|in|out))?(?: (?:to|at|by))?(?: {ABOUT})? $",
    re.I,
)
"""growth slowed to: the value is the growth, however it changed."""

_COUNTED = regex(
    r"\b(?:number of|headcount|workforce|staff|users|people|subscribers|customers|employees|deaths|jobs|downloads)\b",
    re.I,
)


MADE_MOVE = regex(
    r"\b(?P<verb>lifted|raised|cut|pushed|drove|brought|took|sent|lowered|boosted|reduced|increased|decreased"
    r"|narrowed|widened|trimmed|shortened|extended|lengthened|expanded|hiked) (?P<object>(?!(?:for|in|by|to|at|from|on|of|and|with|up|down)\b)[^,;\x00$€£%\d]{3,70}?)"
    rf" (?:(?:up|down) )?(?P<link>to|by|from)(?: (?:{ABOUT}|more than|as much as))? $",
    re.I,
)
"""A drought lifted prices to $196: the prices are what is measured."""
_LOWERED = regex(r"cut|lowered|reduced|decreased|narrowed|trimmed|shortened", re.I)
_IS = regex(rf"\b(?:was|were|is|are|be|at|averag(?:es?|ed|ing))(?: {ABOUT})? $")
_CHANGED = regex(
    r"\b(?:increas|decreas|declin|ris|rose|drop|fall|fell|gain|loss|improve|chang|growth|reduc|widen|narrow|gap|difference)",
    re.I,
)
"""Names of what is a change by itself: the improvement was 2 percentage points."""

_GROWTH_IN = regex(
    r"\b(?:(?:growth|increase|rise|improvement)|(?P<down>decrease|decline|drop|reduction|fall))s?"
    rf"(?: in [^,;%$€£\d]{{2,60}})? of(?: {ABOUT})?\s*$",
    re.I,
)
"""an increase in net sales of: what follows is the change."""

_HEAD_END = regex(r" (?:of|for|on|in|at|among|by) ")
_HIGHER = regex(r"\b(?:higher|(?P<down>lower))\b(?P<what>[^,;%$€£\d]{2,60}) of\s*$", re.I)

_JOINED = regex(r"(?:[^,;.$€£]{0,40} )?(?:and|,)(?: (?:by|of|a|an))?(?: further)? ?", re.I)
_NEW_VERB = regex(r"\b(?:was|were|is|are|to|reached|accounted|represent|had|has)\b", re.I)


def read_kind(item: Quantity, before: str, after: str, own: str, last: Topic | None) -> Reading:
    """The kind of ``item`` between ``before`` and ``after``; ``last`` is the figure before it."""
    relative = item.dimension in ("ratio", "points", "multiple")
    if relative and _is_compound(before, after):
        down = re.search(rf"\b(?:{_DOWN}){_FILL}\s*$", before, re.I)
        return Reading("cagr", "", "down" if down else "up")
    if relative and (made := MADE_MOVE.search(before)) and made["link"] == "by":
        return Reading("growth", "", "down" if _LOWERED.match(made["verb"]) else "up")
    change = _CHANGE_BEFORE.search(before)
    if change and not relative and change["up"] and change["up"].lower() == "added":
        change = None  # China added 22 GW: so much of it is new, and nothing is said of how it grew
    falling = bool(change and change["down"])
    if (
        item.dimension == "points"
        and not change
        and _IS.search(before)
        and not _CHANGED.search(own)
    ):
        return Reading("level")
    if (
        change
        or item.dimension == "points"
        or (item.unit == "points" and _CHANGE_AFTER.match(after))
        or (_BY.search(before) and _CHANGE_BEFORE.search(before[: _by(before)]))
    ):
        falling = falling or bool(re.search(rf"\b(?:{_DOWN})\b", before, re.I))
        return Reading("growth", _basis(before + after), "down" if falling else "up")
    if change_of := _changing(item, before):
        return Reading("growth", _basis(before + after), "down" if change_of["down"] else "up")
    if item.dimension == "multiple":
        return Reading(
            "level" if re.search(r"P/?E|EBITDA|earnings|sales", before + after) else "growth",
            "vs",
            "up",
        )
    if item.dimension == "ratio":
        return _ratio(before, after, own, last)
    counted = item.dimension == "count" or (
        item.dimension in ("", "number") and _COUNTED.search(own or (last.name if last else ""))
    )
    return Reading("count" if counted and "/" not in item.unit else "level")


def _is_compound(before: str, after: str) -> bool:
    """Whether a rate is one of every year of a span."""
    grows = _GROWING_AT.search(before) or _GROWTH_OF.search(before)
    by_year = grows and _A_YEAR.match(after)
    return bool(by_year or _CAGR_BEFORE.search(before) or _CAGR_AFTER.match(after))


def _changing(item: Quantity, before: str) -> re.Match[str] | None:
    """The words that say that the value is how much something changed."""
    if found := _GROWTH_IN.search(before):
        return found
    found = _HIGHER.search(before) if item.dimension == "ratio" else None
    return None if found is None or _RATE.search(found["what"].strip()) else found


def _by(before: str) -> int:
    match = _BY.search(before)
    return match.start() if match else len(before)


def _ratio(before: str, after: str, own: str, last: Topic | None) -> Reading:
    if _CHANGE_AFTER.match(after):
        down = re.search(
            r"^\W*\w*\W*(?:decline|decrease|drop|fall|reduction|lower|below|discount|less|fewer|smaller)",
            after,
            re.I,
        )
        return Reading("growth", _basis(before + after), "down" if down else "up")
    if re.match(r"^ of (?:the |its )?\x00+(?:'s)? (?:levels?|peak)", after):
        return Reading("level")
    if _SHARE_BEFORE.search(before) or re.match(
        r"^(?: of (?!\d)| of [\d,]+ [a-z]+ [a-z]+ed\b|(?: market)? share)", after
    ):
        return Reading("level" if _is_rate(own) else "share")
    if _GROWTH_TO.search(before):
        return Reading("growth", _basis(before + after), "up")
    if own and _is_rate(own):
        return Reading("level")
    if re.search(r"\b(?:yoy|y/y|year[ -]on[ -]year|qoq)[ ,:(+]*$", before, re.I):
        return Reading("growth", _basis(before), "up")
    if last and (last.kind == "share" or (not own and _SHARED.search(last.name))):
        return Reading("share")
    same: Direction = "down" if last and last.falling else "up"
    joined = last and last.kind == "growth" and _JOINED.fullmatch(before)
    if joined and not _NEW_VERB.search(before):
        return Reading("growth", _basis(before + after), same)
    if not own and last and last.kind in RATES and not re.search(r"\b(?:to|at)\s*$", before):
        return Reading("growth", _basis(before + after), same)
    if re.match(
        r"^ (?:[a-z]+ )?(?:said|say|report|plan|intend|want|hope|prefer|aim|consider|expect|believe|have|had|are|were|use|agree|named|cited|mentioned"
        r"|chose|pointed|blamed|listed|gave)\b",
        after,
    ):
        return Reading("share")
    return Reading("level")


def _is_rate(name: str) -> bool:
    """Whether a rate is named: the margin, the margins of shops."""
    return bool(_RATE.search(name) or _RATE.search(_HEAD_END.split(name)[0]))


def _basis(text: str) -> GrowthBasis:
    if re.search(r"year[ -](?:on|over)[ -]year|yoy|y/y|a year|annual", text, re.I):
        return "yoy"
    if re.search(r"quarter[ -](?:on|over)[ -]quarter|qoq|sequential|month[ -]on", text, re.I):
        return "qoq"
    return "vs" if re.search(r"\b(?:from|than|versus)\b", text) else ""
