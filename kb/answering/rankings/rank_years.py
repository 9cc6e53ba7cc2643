"""In which years a name held a place of a ranking, and what is claimed of its years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from kb.answering.rankings.places import EVERY_YEAR, Place, read_place
from kb.answering.rankings.rank_wording import joined, placed, rank, year_list
from kb.answering.records.rank_table import RankTable
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.regex import regex
from kb.text import fold
from kb.types import Status

ASKS_YEAR = r"哪一?年|哪[几些]年|什么时候|何时|几几年|\b(?:which|what) years?\b|\bwhen\b"
_NOT = r"没|未|不在|跌出|掉出|落榜|缺席|\bnot\b|n't\b|\bnever\b|\bmiss|\bout of\b|\babsent\b"
_SINCE = regex(
    r"(?:从|自)\s*((?:20)?\d\d)\s*年?(?:起|以来|开始|之?后|就|到现在|至今)|\b(?:since|from) (20\d\d)( on)?"
)
_THROUGHOUT = rf"{EVERY_YEAR}|一直|始终|年年|连续|从未|都是|\balways\b|\bconsistently\b|\bsince\b"
NUMBERED = r"第|前|老大|龙头|\bnumber (?:one|two|three|\d)\b|首位|榜首|冠军|居首|\bno\.?\s?\d|#\d|\btop\b|\bfirst\b|\bsecond\b|\bthird\b"
"""Gives a place by its number, or the first by its name."""
ASPIRES = r"[追赶][不得]?[上超平]|距|离|差距|输给|冲击|争|想|不|没|未|无缘|\bcatch\b|\bbehind\b|\bnot\b|n't\b|\bnever\b|\bmiss"
"""Speaks of a place that a name has not."""
LEFT = (
    r"挤出|跌出|掉出|退出|落榜|出局|被挤|\b(?:dropp?(?:ed)?|fell|fall|fallen|pushed|knocked|squeezed)(?: out| off| from (?:the )?(?:\d{4} )?(?:top|list|ranking))\b|\bleft\b"
    r"|\blost (?:its|their) place"
)
"""Takes a name to have left the list."""


def always(draft: Draft, table: RankTable, place: Place | None, years: Sequence[int]) -> Status:
    """Write who stood among the first ``place.last``, or in the list, in each of ``years``."""
    top = place.last if place is not None and not place.superlative else None
    limit = top or len(table.points)
    names = [
        name
        for name in table.names
        if all(
            (point := table.point(name, year)) is not None and point.value <= limit
            for year in years
        )
    ]
    points = [p for name in names for p in table.history(name) if p.period.end_year in years]
    markers = draft.cite_points(points or table.row(years[-1])[:1])
    span = f"{years[0]}-{years[-1]}"
    listed = joined(draft, [draft.name(name) for name in names]) if names else ""
    listed = listed or draft.pick("没有", "none")
    place_zh, place_en = ("在榜单中", "list") if top is None else (f"排在前{top}", f"top {top}")
    draft.say(
        f"{span}年每年都{place_zh}的有：{listed}{markers}。",
        f"In the {place_en} in every year of {span}: {listed} {markers}.",
    )
    return "answered"


def listed_once(
    draft: Draft, table: RankTable, place: Place | None, years: Sequence[int]
) -> Status:
    """Write who stood among the first ``place.last``, or in the list, in one of ``years`` alone."""
    top = place.last if place is not None and not place.superlative else len(table.points)
    rows = [p for year in years for p in table.row(year) if p.value <= top]
    often = Counter(p.entity for p in rows)
    found = [p for p in rows if often[p.entity] == 1]
    markers = draft.cite_points(found or table.row(years[-1])[:1])
    colon = draft.pick("：", ": ")
    each = [f"{p.period.end_year}{draft.pick('年', '')}{colon}{placed(draft, p)}" for p in found]
    listed = draft.pick("；", "; ").join(each) or draft.pick("没有", "none")
    span = f"{years[0]}-{years[-1]}"
    named = place is not None and not place.superlative
    place_zh, place_en = (f"进过前{top}", f"top {top}") if named else ("上榜", "list")
    draft.say(
        f"{span}年只{place_zh}一次的有：{listed}{markers}。",
        f"In the {place_en} in one year only of {span}: {listed} {markers}.",
    )
    return "answered"


def best_of(draft: Draft, table: RankTable, name: str, markers: str) -> None:
    """Write the best place of a name and its year."""
    best = min(table.history(name), key=lambda p: (p.value, p.period.key))
    shown, place, year = draft.name(name), rank(draft, best), best.period.key
    draft.say(
        f"{shown}最高排{place}位，在{year}年{markers}。",
        f"{shown} stood highest in {year}, at {place} {markers}.",
    )


def first_of(draft: Draft, table: RankTable, name: str, markers: str) -> None:
    """Write when a name first stood in the list."""
    first = table.history(name)[0]
    shown, place, year = draft.name(name), rank(draft, first), first.period.key
    draft.say(
        f"{shown}首次进入榜单是{year}年，排{place}位{markers}。",
        f"{shown} first entered the list in {year}, at {place} {markers}.",
    )


def years_where(
    draft: Draft,
    question: Question,
    table: RankTable,
    name: str,
    place: Place,
    years: Sequence[int],
) -> None:
    """Write the years in which a name held the place, or did not where that is asked."""
    negative = question.says(_NOT)
    held = [year for year in years if place.is_held_by(table.point(name, year)) != negative]
    points = [p for year in held if (p := table.point(name, year)) is not None]
    markers = draft.cite_points(points or table.row(years[-1])[:1])
    shown = draft.name(name)
    listed = year_list(draft, held) if held else draft.pick("没有", "none")
    place_zh, place_en = _place_words(place)
    draft.say(
        f"{shown}{'没有' if negative else ''}{place_zh}的年份：{listed}{markers}。",
        f"Years in which {shown} was {'not ' if negative else ''}{place_en}: {listed} {markers}.",
    )


def years_ahead(
    draft: Draft, table: RankTable, name: str, other: str, years: Sequence[int]
) -> Status:
    """Write in which years one name stood before the other."""
    pairs = [(year, table.point(name, year), table.point(other, year)) for year in years]
    held = [(year, one, two) for year, one, two in pairs if one and two and one.value < two.value]
    points = [p for _, one, two in held or pairs for p in (one, two) if p is not None]
    markers = draft.cite_points(points or table.row(years[-1])[:1])
    first, second = draft.name(name), draft.name(other)
    comma = draft.pick("、", ", ")
    listed = draft.pick("；", "; ").join(
        f"{year}{draft.pick('年', '')} ({placed(draft, one)}{comma}{placed(draft, two)})"
        for year, one, two in held
    )
    listed = listed or draft.pick("没有", "none")
    draft.say(
        f"{first}排在{second}前面的年份：{listed}{markers}。",
        f"Years in which {first} ranked above {second}: {listed} {markers}.",
    )
    return "answered"


def _place_words(place: Place) -> tuple[str, str]:
    if place.single:
        return f"排第{place.first}", f"No. {place.first}"
    return f"进入前{place.last}", f"in the top {place.last}"


def correct(
    draft: Draft, question: Question, table: RankTable, names: Sequence[str]
) -> Literal["", "wrong", "partly"]:
    """Say who holds a rank that the question gives to somebody else; empty where it is right.

    ``partly`` where it is right of the last year and of most.
    """
    place = read_place(question.text)
    if names and question.says(LEFT):
        years = [p.end_year for p in question.figure.periods if p.end_year in table.years]
        year = years[-1] if years else table.years[-1]
        return "wrong" if correct_absence(draft, table, names[0], place, year or 0) else ""
    if place is None or place.ascending or not names or not question.says(NUMBERED):
        return ""
    name = names[0]
    claimed = _claimed_years(question, table)
    if not claimed and not question.says(ASPIRES):
        ever = any(place.is_held_by(one) for one in table.history(name))
        claimed = [] if ever else table.years[-1:]
    wrong = [y for y in claimed if not place.is_held_by(table.point(name, y))]
    if not wrong:
        return ""
    year = wrong[-1] if len(wrong) == len(table.years) else wrong[0]
    point = table.point(name, year)
    holders = [p for p in table.row(year) if place.is_held_by(p)]
    order = joined(draft, [placed(draft, p) for p in holders])
    markers = draft.cite_points([*holders, *([point] if point else [])])
    where = rank(draft, point) if point else draft.pick("未进入榜单", "not in the list")
    shown = draft.name(name)
    draft.say(
        f"问题的前提与榜单不符：{year}年{shown}{where}，居该位次的是{order}{markers}。",
        f"The ranking says otherwise: in {year}, {shown} is {where}; the place is held by "
        f"{order} {markers}.",
    )
    return "partly" if 2 * len(wrong) < len(claimed) and claimed[-1] not in wrong else "wrong"


def correct_absence(
    draft: Draft, table: RankTable, name: str, place: Place | None, year: int
) -> bool:
    """Say that a name which the question takes to have left the list is in it; False if it left."""
    point = table.point(name, year)
    last = place.last if place is not None and not place.superlative else None
    if point is None or (last is not None and point.value > last):
        return False
    shown, where, markers = draft.name(name), rank(draft, point), draft.cite_points([point])
    draft.say(
        f"问题的前提与榜单不符：{year}年{shown}仍在其中，排{where}位{markers}。",
        f"The ranking says otherwise: in {year}, {shown} is still in it, at {where} {markers}.",
    )
    return True


def _claimed_years(question: Question, table: RankTable) -> list[int]:
    """The years of which the question says something: one, those since one, or all."""
    asked = [p.end_year for p in question.figure.periods if p.end_year in table.years]
    match = _SINCE.search(fold(question.text))
    if match is not None:
        first = int(match[1] or match[2])
        first += 2000 if first < 100 else 0
        return [year for year in table.years if year >= first]
    if asked:
        return [asked[-1] or 0]
    return table.years if question.says(_THROUGHOUT) else []
