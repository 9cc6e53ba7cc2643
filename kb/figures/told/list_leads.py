"""What leads in to a ranking told in words: what is ranked, by what, and when.

``The vendor ranking for 2024, by share of revenue, was as follows:``, ``2023年门店数前三名依次为：``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kb.figures.chinese import words
from kb.figures.places import region_of
from kb.figures.quantities.numerals import ENGLISH_NUMBERS, plain, whole
from kb.figures.quantities.unit_phrases import read_unit
from kb.figures.tables.captions import subject_of
from kb.figures.tables.naming import is_measure
from kb.figures.tables.ranked_cells import measured
from kb.figures.views import Line, read_line
from kb.regex import regex
from kb.types import Period

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_WORD = "|".join(word for word, value in ENGLISH_NUMBERS.items() if 2 <= value <= 20)
_MOST = r"(?:largest|biggest|leading|highest|busiest|best[- ]selling|main)"
_TOP_ZH = rf"前\s?(?P<zh>{_N})(?:名|位|强|大|家|甲)?|(?i:top)\s?(?P<roman>\d{{1,3}})"
_TOP_EN = (
    rf"\b(?i:top)[ -](?P<top>\d{{1,3}}|{_WORD})\b|\b(?P<most>\d{{1,3}}|{_WORD}) {_MOST}\b"
    rf"|\b{_MOST} (?P<after>\d{{1,3}}|{_WORD})\b|(?<![A-Za-z\d,;] )\b(?:Top|Largest|Biggest|Leading)\b"
)
_ORDER = (
    r"排名|排行|榜单|名次|位次|座次|排序|依次|由高到低|从高到低|\b(?i:ranking|league table)s?\b|\b[Rr]anked\b"
    r"|\bin (?:descending )?order\b"
)
ORDERED = regex(_ORDER)
"""Says that what follows stands in order."""
_PLACES = r"第一名?的?(?=[^,;:。]{0,12}[是为])|第一(?=;)|其次[是为]|紧随其后的[是为]"
TRIGGER = regex(rf"{_ORDER}|{_TOP_ZH}|{_TOP_EN}|{_PLACES}")
"""Says that what follows stands in order, or that it is the first few."""
_TOP = regex(rf"{_TOP_ZH}|{_TOP_EN}")
COPULA = regex(
    r"(?:依次|分别|顺次)(?:排名|排列)?(?:为|是|有)?:?\s*|(?:情况)?如下[:。]?\s*|(?:为|是)?:\s*|(?<=[名位强家])(?:为|是)"
    r"|(?:(?<=,)|\b)\s?(?:was|were|is|are|had been|have been|ran|read|reads)(?: as follows)?(?:,? in (?:this |that |descending )?order)?(?::|\b)\s*"
    r"|\bas follows:?\s*"
)
"""What stands between a lead-in and its first name."""
_BY = regex(
    r"\b(?:by|in terms of|measured (?:by|in)|based on|ranked (?:by|on))\s+(?:their |its |the )?"
    r"(?P<measure>[^,;:()]{3,60}?)\s*(?=[,;:(]|$|\b(?:was|were|is|are|had|have|ran|reads?|as follows)\b)",
    re.IGNORECASE,
)
_BY_ZH = regex(
    r"(?:按照?|以|根据)(?P<by>[^,;:()按]{2,16}?)(?:计算?|口径|划分|统计|由高到低|从高到低|来看|(?=排名|排序|排列))"
    r"|从(?P<seen>[^,;:()]{2,16}?)(?:来)?看|在?(?P<aspect>[^,;:()]{2,16}?)方面"
)
_DANGLING = regex(
    r"\b(?:for|in|of|during|at|as of|at the end of|by the end of|year|the year)\s*(?=[,.:;]|$|(?:was|were|is|are|by|had)\b)",
    re.IGNORECASE,
)
_SAYING = regex(
    rf"^\s*(?:in|for|during|at)\b|\b(?:below|orders|following|listed|shows?|lists?|rankings?|league tables?|ranked|list|in (?:descending )?order|as follows|the|top|{_MOST}|was|were|is|are|had been"
    rf"|have been|ran|reads?|our|this|here|of|follows?|{_WORD}|\d{{1,3}})\b|[,.:;*#()]|'s\b",
    re.IGNORECASE,
)
_SAYING_ZH = regex(
    rf"前\s?{_N}(?:名|位|强|大|家|甲)?|(?i:top)\s?\d+|排名|排行榜?|榜单|名次|位次|座次|排序|依次|分别|顺次|如下|情况|由高到低|从高到低"
    r"|[:。*#]|(?:为|是|有|的)$"
)
_PLACED = regex(rf"(?:位居|位列|居|列|排名?|排在|处于)?前\s?{_N}(?:名|位|强|大|家|甲)?的?")
_SUMMED = regex(r"^(?:合计|总共|共计)|合计|(?i:\b(?:combined|total|together)\b)")
_IN_BRACKETS = regex(
    r"\b(?:in|within) (?:brackets|parentheses|parenthesis)\b|括号[内中里]|括号(?:为|是)"
)
_LAST_YEAR = regex(
    r"\b(?:last|previous|prior|preceding) year|\ba year (?:earlier|ago|before)\b|上年|去年|上一年|前一年"
)
_UNIT_WORD = regex(r"^(?:单位\s*:?\s*|units?:?\s+|in\s+)", re.IGNORECASE)
_BRACKET = regex(r"\([^()]*\)")
_MEASURES_AND = regex(
    r"(?P<first>.{2,}?)(?:及其?|和|与|以及|、)(?P<second>[^和与及、]*(?:份额|占比|比重|市占率))$"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """What a lead-in says; each is empty where it leaves it out."""

    measure: str = ""
    """By what is ranked."""
    share: str = ""
    """The share that it names beside: 市场份额 of 营业收入及市场份额."""
    who: str = ""
    """What is ranked: vendors, 省份."""
    period: Period = field(default_factory=Period)
    bracketed: Period = field(default_factory=Period)
    """Of when the numbers in brackets are, where it says so."""
    unit: str = ""
    """Of numbers that print none."""
    region: str = ""
    publisher: str = ""
    hedged: bool = False
    most: int = 100
    """How many places it speaks of."""
    han: bool = False
    """Whether it is in Chinese."""

    @property
    def title(self) -> str:
        """What a ranking by the measure is called."""
        if not self.han:
            who = f"{self.who} " if self.who else ""
            return f"{who}ranking by {self.measure}" if self.measure else f"{who}ranking"
        who = "" if self.who in self.measure else self.who
        return f"{who}{self.measure}排名"


def read_lead(text: str, start: int, end: int, date: str) -> Lead:
    """What ``text[start:end]``, a sentence, a clause or a heading, says of the ranking after it."""
    stop = _aside(text, start, end)
    line = read_line(text, start, stop, date)
    shown = line.shown(0, line.end).replace("：", ":").replace("，", ",")
    units = [unit for inside in _BRACKET.findall(plain(line.text)) if (unit := _unit(inside))]
    shown = _BRACKET.sub("", plain(shown))
    match = _TOP.search(shown)
    number = next((one for one in match.groupdict().values() if one), "") if match else ""
    han = any(character >= "\u3400" for character in shown)
    measure, who = _chinese(shown) if han else _english(shown)
    both = _MEASURES_AND.fullmatch(measure)
    period = _period(line)
    return Lead(
        measure=both["first"] if both else measure,
        share=both["second"] if both else "",
        who=who,
        period=period,
        bracketed=_bracketed(text, stop, end, period, date),
        region=region_of(shown),
        publisher=next((line.text[p.start : p.end] for p in line.publishers[-1:]), ""),
        hedged=bool(line.hedges),
        unit=next(iter(units), ""),
        han=han,
        most=(whole(number.lower()) if number else 0) or 100,
    )


def _aside(text: str, start: int, end: int) -> int:
    """Where the clause begins that says what stands in brackets; ``end`` for none."""
    said = _IN_BRACKETS.search(text, start, end)
    if said is None:
        return end
    cuts = [text.rfind(mark, start, said.start()) for mark in ";；,，（("]
    cut = max(cuts)
    return cut if cut > start else end


def _bracketed(text: str, start: int, end: int, period: Period, date: str) -> Period:
    """The period of the numbers in brackets, as the clause ``text[start:end]`` says it."""
    if start == end:
        return Period()
    if period.end_year and _LAST_YEAR.search(text, start, end):
        return Period(period.end_year - 1, period.end_year - 1, text=period.text)
    return _period(read_line(text, start, end, date))


def _period(line: Line) -> Period:
    named = [f for f in line.timeline.before(0, line.end) if not line.timeline.compared(f)]
    return next((found.period for found in reversed(named) if found.period.key), Period())


def _unit(inside: str) -> str:
    """The unit that a bracket of a lead-in gives: （单位：家）, (in thousands)."""
    bare = _UNIT_WORD.sub("", inside.strip("() "))
    return bare if not any(map(str.isdigit, bare)) and read_unit(bare) else ""


def _english(shown: str) -> tuple[str, str]:
    text = _DANGLING.sub("", shown)
    measure = ""
    if by := _BY.search(text):
        measure = by["measure"].strip()
        text = text[: by.start()] + text[by.end() :]
    name = " ".join(_SAYING.sub(" ", _DANGLING.sub("", text)).split())
    if not measure and is_measure(name):
        return name, ""
    return measure, name if len(name) < 60 else ""


def _chinese(shown: str) -> tuple[str, str]:
    measure = ""
    if by := _BY_ZH.search(shown):
        measure = next(filter(None, by.groups())).strip("在")
        shown = shown[: by.start()] + shown[by.end() :]
    parts = [part for clause in shown.split(",") for part in _PLACED.split(clause)]
    names = [subject_of(measured(_SAYING_ZH.sub("", part).strip(" ,的中在"))) for part in parts]
    names = [name.strip(" ,的中在") for name in names]
    names = [name for name in names if name and len(name) < 30]
    if not measure:
        measure = next((name for name in reversed(names) if measures(name)), "")
    return measure, next((name for name in reversed(names) if not measures(name)), "")


def without_place(name: str) -> str:
    """A measure without the words that it is of the first few together: 前五大品牌合计零售额."""
    return _SUMMED.sub("", _TOP.sub("", name)).strip(" ,的")


def measures(name: str) -> bool:
    """Whether a phrase names what can be ranked by."""
    return bool(words.MEASURE.search(name) or words.SHARE.search(name)) or is_measure(name)
