"""Years of an English question that are said in short, written in full: in '23, at the end of 24, in twenty-three."""

from __future__ import annotations

import re

from kb.regex import regex

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SHORT = rf"(?:(?:1[5-9]|2\d|3\d)|twenty(?:[- ](?:{'|'.join(_UNITS)}))?|thirty)"
_SEASON = r"(?:spring|summer|autumn|fall|winter|christmas|year[- ]end)"
_GROWS = "".join(
    f"(?<!{verb} )"
    for verb in ("rise", "rose", "fall", "fell", "grow", "grew", "drop", "cut", "up", "down")
)
_BEFORE = rf"(?:in|{_GROWS}by|since|until|till|thru|through|during|end of|start of|beginning of|middle of|rest of|all of|{_SEASON}(?: of)?|(?:in|of|by|since|until) (?:early|mid|late)|q[1-4](?: of)?|h[12](?: of)?)"
_BEHIND = r"(?=\s*(?:$|[?.,;:)!–—]|(?:(?:and|or)(?! more\b)|to|vs|versus|against|compared|was|were|did|do|does|is|has|had|than|as|but|how|what|who|which)\b))"
_APOSTROPHE = regex(
    rf"(?<![\w'’])['’](?P<year>{_SHORT})(?![\w'’])|\b(?:twenty[- ])(?P<words>twenty(?:[- ](?:{'|'.join(_UNITS)}))?)\b",
    re.IGNORECASE,
)
_AFTER_TIME = regex(rf"\b{_BEFORE} (?P<year>{_SHORT}){_BEHIND}", re.IGNORECASE)
_A_YEAR = r"(?:19|20)\d\d"
_BESIDE = regex(
    rf"(?<={_A_YEAR} )(?:(?:and|or|to|vs\.?|versus|than|against|from|over|compared (?:with|to)) )(?P<after>{_SHORT}){_BEHIND}"
    rf"|(?:\b(?:from|between|of|for) )(?P<year>{_SHORT})(?= (?:and|or|to|vs\.?|versus) {_A_YEAR}\b)",
    re.IGNORECASE,
)
_THROUGH = r"(?:to|thru|through|until|till?|up to|[-–—/])"
_SPAN = regex(
    rf"\b(?:from|between|for|over|in|during|,|years?) (?P<first>{_SHORT}) ?(?P<joint>{_THROUGH}|and) ?['’]?(?P<last>{_SHORT}){_BEHIND}"
    rf"|(?P<year>{_A_YEAR}) ?(?P<until>thru|through|until|till?|up to|[-–—](?=\d\d(?!\d))) ?['’]?(?P<end>{_A_YEAR}|{_SHORT})(?![\w.%])",
    re.IGNORECASE,
)
"""From 21 thru 24, 2021 through 2024, 2021-24."""
_DECADE = regex(
    r"(?<!next )(?:\b(?:at |by |until |till |before |in |toward )?(?:the )?(?:very )?(?:end|close) of (?:the|this) decade\b|\b(?:at |by )?(?:this )?decade['’]s end\b"
    r"|\b(?:at |by )?(?:the )?decade[- ]end\b)|(?:到|至|在)?(?:这|本)个?十年(?:结束|[之的]?末)(?:时|的时候)?",
    re.IGNORECASE,
)


def in_full(text: str) -> str:
    """``text`` with four digits for each year that is said in two, or in words, and ``to`` between those of a span."""
    text = _SPAN.sub(_spanned, text)
    for pattern in (_APOSTROPHE, _AFTER_TIME, _BESIDE):
        text = pattern.sub(_written, text)
    return text


def says_decade(text: str) -> bool:
    """Whether ``text`` speaks of the end of the decade."""
    return _DECADE.search(text) is not None


def decade_written(text: str, year: int) -> str:
    """``text`` with the year in which the decade of ``year`` ends."""
    end = year // 10 * 10 + 10
    return _DECADE.sub(f"in {end}" if text.isascii() else f"{end}年", text)


def _spanned(match: re.Match[str]) -> str:
    if match["year"]:
        end = match["end"] if len(match["end"]) == 4 else str(_year(match["end"]))
        return f"{match['year']} to {end}" if int(end) > int(match["year"]) else match.group()
    first, last = _year(match["first"]), _year(match["last"])
    if last <= first:
        return match.group()
    joint = match["joint"] if match["joint"].lower() == "and" else "to"
    return f"{match.group()[: match.start('first') - match.start()]}{first} {joint} {last}"


def _written(match: re.Match[str]) -> str:
    group = match.lastgroup or "year"
    before = match.group()[: match.start(group) - match.start()]
    said = before.strip("'’").removesuffix("twenty ").removesuffix("twenty-")
    return f"{said}{_year(match[group])}"


def _year(short: str) -> int:
    if short.isdigit():
        return 2000 + int(short)
    tens, _, unit = short.lower().replace("-", " ").partition(" ")
    return (2030 if tens == "thirty" else 2020) + (_UNITS.index(unit) + 1 if unit else 0)
