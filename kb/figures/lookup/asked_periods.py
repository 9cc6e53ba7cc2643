"""The times that a question names, short years among them: 22到27年, 2023 to 25, in '24."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.figures.periods.period import find_periods
from kb.regex import regex
from kb.types import Period

_SHORT_SPAN = regex(
    r"(?<!\d)(\d{2})\s*(?:→|->)\s*(\d{2})(?!\d)"
    r"|(?<![\d.第])(1[5-9]|2\d|3[0-5])年?\s*(?:[-—–~～]|到|至)\s*(1[5-9]|2\d|3[0-5])(?=[这那]?[一两三四五六七八]?年(?![来间前后期内以均里代级度]))"
)
"""22→27, 22到27年, 22年至27年, 22到24这三年."""
_SPLIT_YEAR = regex(r"(?<![\d./])(1\d|2\d|3\d)/(\d\d)(?![\d./]|年(?!度))")
"""24/25: two years that follow each other are a season, and no date."""
_ENGLISH_LIST = regex(
    r"\b20\d\d(?:,? (?:and |& )?'?(?:1[5-9]|2\d|3[0-5])(?![\d.%]))+(?=\s*(?:$|[?.,;)]|each\b|please\b|pls\b))"
)
"""2022, 23 and 24."""
_LISTED_YEAR = regex(r"20\d\d|\d\d")
_SHORT_YEAR = regex(
    r"(?<![\d第近过未长续共约.\-])(?<![未近以]来)(?<![长历时已可共高]达)(?<!过去|质保|保修|寿命|为期|运行)(1[5-9]|2\d|3[0-5])年(?!质保|保修|寿命|前(?![一二三四五六七八九十\d])|[来间后期内以均里代级度]|多(?![多少大出卖买产销花赚挣投收]|了[多几])|时间|历史|复合|的?增)"
)
"""24年; how long something takes or lasts is no year."""
_SHORT_LIST = regex(
    r"(?<![\d.])(?:(?:1[5-9]|2\d|3[0-5])年?[、,，/和及] ?){1,6}(?:1[5-9]|2\d|3[0-5])(?=[两三四五六]?年(?![来间前后期内以均里代级度]))"
)
"""22、23和27年: two digits each, the last with its 年."""
_ENGLISH_YEAR = regex(
    r"(?:\b(?:in|for|by|of|since|until|thru|through) '?|')(1[5-9]|2\d|3[0-5])(?=\s*(?:$|[?.,;)]|and\b|to\b|vs\b))"
)
_COMPARED = regex(r"(?:[比较跟]|相对于?|than |over |from )(?:the )?$")
"""Before 上年 and the like it says what a growth is measured against, and asks for no other year."""
_SHORT_END = regex(
    r"\b(20\d\d)\s*(?:to|thru|through|till|until|[-–—])\s*'?((?:20)?\d\d)(?!\d)(?=\s*(?:$|[?.,;)]|and\b|for\b|in\b))"
)
"""2023 to 25, 2021-25."""
_HALF = regex(
    r"(?P<first>上半年|\b(?:first half|h1)\b)|(?P<second>下半年|\b(?:second half|h2)\b)", re.I
)
_WHOLE = regex(r"全年|整年|半年报|\b(?:full|whole) year\b", re.I)
_UP_TO = regex(r"(?<=\d\d) (?:right )?up (?:to|until|through) (?:the )?(?=(?:19|20)\d\d\b)")
_YEAR_DIGITS = regex(r"\d\d")
_BARE_YEAR = regex(r"(?<![\d.])(?:19|20)\d\d(?![\d.])")


def asked_periods(question: str, date: str = "") -> tuple[Period, ...]:
    """The periods in the order of the question, each once; see ``parse_question`` for ``date``."""
    question = _UP_TO.sub(" to ", question)
    found = [
        (a, b, p)
        for a, b, p in find_periods(question, date=date)
        if p.key and not (_COMPARED.search(question, 0, a) and not _YEAR_DIGITS.search(p.text))
    ]
    taken = [(a, b) for a, b, _ in found]
    split = [m for m in _SPLIT_YEAR.finditer(question) if int(m[2]) == int(m[1]) + 1]
    for match in (*split, *_SHORT_SPAN.finditer(question), *_SHORT_END.finditer(question)):
        first, last = (_year(digits) for digits in match.groups() if digits)
        if first < last:
            found = [one for one in found if one[1] <= match.start() or match.end() <= one[0]]
            found.append((*match.span(), Period(first, last, text=match.group())))
            taken.append(match.span())
    lists = (
        *((one, _YEAR_DIGITS) for one in _SHORT_LIST.finditer(question)),
        *((one, _LISTED_YEAR) for one in _ENGLISH_LIST.finditer(question)),
    )
    for listed, years in lists:
        for match in years.finditer(question, *listed.span()):
            year = _year(match.group())
            found.append((*match.span(), Period(year, year, text=match.group())))
            taken.append(match.span())
    short = (*_SHORT_YEAR.finditer(question), *_ENGLISH_YEAR.finditer(question))
    for match in (*_BARE_YEAR.finditer(question), *short):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            year = _year(match[match.lastindex or 0].removesuffix("年"))
            found.append((*match.span(), Period(year, year, text=match.group())))
    unique = {period.key: period for _, _, period in sorted(found, key=lambda item: item[:2])}
    return _of_half(tuple(unique.values()), question)


def _of_half(periods: tuple[Period, ...], question: str) -> tuple[Period, ...]:
    """The half of the one year that is named, where each stands in a place of its own: 上半年卖了多少，23年的."""
    halves = {match.lastgroup: match.group() for match in _HALF.finditer(question)}
    if len(periods) != 1 or len(halves) != 1 or _WHOLE.search(question):
        return periods
    year, ((name, text),) = periods[0], halves.items()
    if year.years or year.half or year.quarter or year.month:
        return periods
    return (replace(year, half=1 if name == "first" else 2, text=f"{year.text}{text}"),)


def _year(digits: str) -> int:
    """2023 for 23 as for 2023."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
