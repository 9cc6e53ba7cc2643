"""Relative words of time (今年, 去年同期, 上半年, a year earlier) resolved against what is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb.regex import regex
from kb.types import Period

_RELATIVE_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}

_RELATIVE_YEARS |= {"this year": 0, "last year": -1, "next year": 1}

_YEAR_AGO = regex(r"(?:上年|去年|前年|上一年度?)同[期季月]|[a-z]+ years? (?:earlier|before)$")

_YEARS_AGO = regex(r"[a-z]+ years? (?:earlier|before)")
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}

_SAME_PART = regex(r"(?:上年|去年|前年|上一年度?)同[期季月]")

SEASON_BEFORE = (
    r"(?:上一个?|上个?|前一个?)(?:[\u3400-\u9fff]{1,2}?季(?![度节])|财年|学年)末?"
    r"|(?:the (?:previous|prior|preceding)|last) season|the season before"
)
"""Says the one of two years that was over when this one began: 上一雪季."""
_SEASON_BEFORE = regex(SEASON_BEFORE)

TIMES_THAT = regex(
    r"[末底]?(?:[(（][^()（）]{1,16}[)）])?的[约近]?(?:[\d.~\-]+|[两二三四五六七八九十]+)(?:倍|%)"
)
"""Behind a year that a factor is of: 是2020年（238台）的两倍."""
_AGAINST = regex(r"(?:较|(?<![占同环对等])比|相比|相较于?|与|较之)(?:\s?同期的?)?$")

_PLANNED = regex(
    r"预[计测期估]|有望|力争|争取|目标|计划|规划|[将拟料]|展望|expect|forecast|will |target|outlook"
)

_FULL_YEAR_PART = regex(r"^(今年|去年|前年|明年|本年度?|上年|当年|同年)的?$")


_EARLY = 3
"""Up to this month, 全年 without a year speaks of the year that is over."""

_AHEAD = 4
"""A quarter or half that begins more months from now is told of, not looked forward to."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A period found, its span in the folded text, and what of it is still to be resolved."""

    start: int
    end: int
    period: Period
    relative: str = ""
    """The word that needs a reference to be resolved."""


def joined(found: list[Scanned]) -> list[Scanned]:
    """今年 + 一季度 and 2023年 + 上半年 that stand side by side become one."""
    joined: list[Scanned] = []
    for item in found:
        before = joined[-1] if joined else None
        if before and item.relative == "part" and item.start - before.end <= 1:
            if before.relative and _FULL_YEAR_PART.match(before.relative):
                joined[-1] = Scanned(before.start, item.end, item.period, before.relative + "+")
                continue
            if not before.relative and _whole_year(before.period):
                year = before.period.start_year
                period = replace(item.period, start_year=year, end_year=year)
                joined[-1] = Scanned(before.start, item.end, period)
                continue
        beside = before is not None and item.start == before.end and not before.relative
        if before and beside and item.relative == "同期" and _whole_year(before.period):
            joined[-1] = Scanned(before.start, item.end, before.period, "同期")
            continue
        joined.append(item)
    return joined


def _whole_year(period: Period) -> bool:
    parts = (period.half, period.quarter, period.month, period.is_season)
    return period.start_year is not None and period.years == 0 and not any(parts)


def is_season_before(period: Period) -> bool:
    """Whether it is called by the season that follows it: 上一雪季."""
    return _SEASON_BEFORE.match(period.text) is not None


def resolve(found: list[Scanned], date: str, text: str = "") -> list[Scanned]:
    """Each item with its relative word settled by ``date`` and the periods before it.

    ``text`` is what they were found in: what a change is measured against (比2020年底, 较上年末) is
    no period that a later 全年 or 同期 refers to.
    """
    resolved: list[Scanned] = []
    before: Period | None = None
    for index, item in enumerate(found):
        last = before
        same = "同期" in item.relative or _SAME_PART.match(item.relative)
        if last is None and same and index + 1 < len(found):
            last = _settled(found[index + 1], None, date)
        planned = _PLANNED.search(text[max(0, item.start - 8) : item.end + 6]) is not None
        settled = _settled(item, last, date, planned)
        looks_back = _YEAR_AGO.match(item.relative) or _SEASON_BEFORE.match(item.relative)
        aside = bool(looks_back) or (
            before is not None and bool(_AGAINST.search(text, max(0, item.start - 12), item.start))
        )
        aside = aside or bool(TIMES_THAT.match(text, item.end))
        if settled.start_year and not aside:
            before = settled
        resolved.append(replace(item, period=settled, relative=""))
    return resolved


def _settled(item: Scanned, last: Period | None, date: str, planned: bool = False) -> Period:
    """``item``'s period, its relative word resolved against ``last`` and ``date``.

    ``planned`` says that it is looked forward to.
    """
    word = item.relative
    if not word:
        return item.period
    today = int(date[:4]) if date[:4].isdigit() else None
    before = last.end_year if last else None
    if word == "同期" and item.period.start_year:
        year = item.period.start_year
        return replace(last, start_year=year, end_year=year) if last else item.period
    if _SAME_PART.match(word) or word in ("同期", "the same period"):
        back = 1 if word[:2] in ("上年", "去年", "上一") else 2 if word.startswith("前年") else 0
        return _moved(last, -back) if last else Period()
    if word.endswith("+") or word in _RELATIVE_YEARS:
        offset = _offset(word.rstrip("+的"))
        base = today
        if base is None and before is not None and word[0] in "当同上":
            base = before
        return _placed(item.period, None if base is None else base + offset)
    return _anaphoric(item.period, word, last, date, planned)


def _offset(word: str) -> int:
    return _RELATIVE_YEARS.get(word, -1 if word.startswith("上") else 0)


def _anaphoric(period: Period, word: str, last: Period | None, date: str, planned: bool) -> Period:
    today = int(date[:4]) if date[:4].isdigit() else None
    month = int(date[5:7]) if date[5:7].isdigit() else None
    before = last.end_year if last else None
    reference = before if before is not None else today
    if word == "part":
        late = not planned and before is None and month is not None and _is_past(period, month)
        return _placed(period, reference - 1 if late and reference else reference)
    if word in ("当年", "同年", "全年", "full year", "full-year"):
        early = not planned and before is None and month is not None and month <= _EARLY
        early = early and word[0] in "全f"
        return _placed(Period(), reference - 1 if early and reference else reference)
    if _YEARS_AGO.fullmatch(word):
        back = _COUNT.get(word.partition(" ")[0], 1)
        return _moved(last, -back) if last else _placed(Period(), today and today - back)
    if _SEASON_BEFORE.fullmatch(word):
        return _moved(last, -1) if last and last.end_year != last.start_year else Period()
    if word.startswith(("上年", "上一年", "the year before", "the previous year")):
        return _moved(last, -1) if last else _placed(Period(), today and today - 1)
    if "季" in word or "月" in word:
        return _neighbour(word, last, today, month)
    return last or Period()


def _is_past(period: Period, month: int) -> bool:
    """Whether a part of a year that ``month`` has not reached is that of the year before."""
    if period.end_month or period.quarter or period.half:
        first = period.month or (period.quarter or 0) * 3 - 2
        first = (period.half or 0) * 6 - 5 if period.half else first
        return first > month + _AHEAD
    return (period.month or 0) > month


def _neighbour(word: str, last: Period | None, today: int | None, month: int | None) -> Period:
    """本月, 上月, 本季度, 上季度: the date's own month or quarter, or the one before."""
    back = 1 if word[0] in "上前" else 0
    if word[0] in "当同" and last:
        return last
    if today is None or month is None:
        return Period()
    if "月" in word:
        count = today * 12 + month - 1 - back
        return Period(count // 12, count // 12, month=count % 12 + 1)
    count = today * 4 + (month - 1) // 3 - back
    return Period(count // 4, count // 4, quarter=count % 4 + 1)


def _placed(period: Period, year: int | None) -> Period:
    return period if year is None else replace(period, start_year=year, end_year=year)


def _moved(period: Period | None, by: int) -> Period:
    if period is None or period.start_year is None or period.end_year is None:
        return Period()
    return replace(period, start_year=period.start_year + by, end_year=period.end_year + by)
