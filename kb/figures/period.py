"""Time spans named in a text: years, ranges, halves, quarters, months, dates, plan periods.

Every pattern is tried over the text in order of priority; a span once taken stays taken. Relative
words (今年, 去年同期, the year earlier) are resolved last, against the document's date and against
the periods named before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kb.figures.numerals import HAN_DIGITS, plain
from kb.types import Period

_YEAR = r"(?:1[89]\d\d|20\d\d)"
_LEFT = r"(?<![\dA-Za-z./_-])(?<!\d,)"
_RIGHT = r"(?![\d%A-Za-z_]|[./-]\d|,\d{3}(?!\d))"
_DASH = r"\s?(?:[-—–~]{1,2}|至|到|to)\s?"
_HAN_YEAR = r"[零〇一二三四五六七八九]{4}"
_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH_NAME = r"(?:(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3}
_ORDINALS |= {"4th": 4, "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ORDINALS |= {"首": 1, "两": 2}
_ORDINAL = r"(first|second|third|fourth|1st|2nd|3rd|4th)"
_NEXT = r"(?![一二三四五六七八九十]|批|代|类|点|度电|线)"

RELATIVE_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
RELATIVE_YEARS |= {"this year": 0, "last year": -1, "next year": 1}


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    period: Period
    relative: str = ""
    """The word that needs a reference to be resolved."""


_Reading = tuple[Period, str]
_Reader = Callable[[re.Match[str]], _Reading | None]


def _years(first: int, last: int) -> Period:
    return Period(start_year=first, end_year=last)


def _year(text: str) -> int:
    if text[0] in HAN_DIGITS:
        return int("".join(str(HAN_DIGITS[digit]) for digit in text))
    number = int(text)
    return number if number > 99 else 2000 + number


def _read_date(match: re.Match[str]) -> _Reading | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = _year(match["year"])
    return Period(year, year, month=month, day=day), ""


def _read_english_date(match: re.Match[str]) -> _Reading | None:
    year, month = _year(match["year"]), _MONTHS[match["name"].rstrip(".").lower()]
    day = match["day"] if "day" in match.re.groupindex else None
    return Period(year, year, month=month, day=int(day) if day else None), ""


def _read_range(match: re.Match[str]) -> _Reading | None:
    first, last = _year(match["first"]), match["last"]
    end = first // 100 * 100 + int(last) if len(last) == 2 else _year(last)
    if len(last) == 2 and (end <= first or (end % 100 <= 12 and "/" not in match.group())):
        return None
    return (_years(first, end), "") if first < end <= first + 120 else None


def _read_part(match: re.Match[str]) -> _Reading | None:
    """A part of a year, with its year or without (then relative)."""
    year = _year(match["year"]) if match["year"] else None
    return _part(match["part"], year)


def _part(part: str, year: int | None) -> _Reading | None:
    half = 1 if part[0] == "上" else 2 if part[0] == "下" else None
    quarter = month = day = None
    if "季" in part and "前" not in part and "-" not in part and "至" not in part:
        quarter = _ORDINALS[part.lstrip("第")[0]]
    elif "月" in part and "前" not in part:
        numbers = [int(number) for number in re.findall(r"\d+", part)]
        if not numbers or not all(1 <= number <= 31 for number in numbers) or numbers[0] > 12:
            return None
        if len(numbers) == 1 or "日" in part:
            month, day = numbers[0], numbers[1] if len(numbers) == 2 else None
    if part[0] in "QqHh":
        half = int(part[1]) if part[0] in "Hh" else None
        quarter = int(part[1]) if part[0] in "Qq" else None
    return Period(year, year, half, quarter, month, day), "" if year else "part"


def _read_short(match: re.Match[str]) -> _Reading | None:
    """``1H23``, ``3Q2023``, ``23H1``, ``Q1'24``, ``FY23``."""
    year, letter, number = _year(match["year"]), match["letter"].upper(), int(match["number"])
    if number > (2 if letter == "H" else 4) or number == 0:
        return None
    half, quarter = (number, None) if letter == "H" else (None, number)
    return Period(year, year, half, quarter), ""


def _read_english_part(match: re.Match[str]) -> _Reading | None:
    year = _year(match["year"]) if match["year"] else None
    number = _ORDINALS[match["ordinal"].lower()]
    half, quarter = (number, None) if "half" in match.group().lower() else (None, number)
    if half and half > 2:
        return None
    return Period(year, year, half, quarter), "" if year else "part"


def _read_year(match: re.Match[str]) -> _Reading | None:
    year = _year(match["year"])
    return _years(year, year), ""


def _read_plan(match: re.Match[str]) -> _Reading | None:
    first = 2021 + 5 * (HAN_DIGITS[match["plan"]] - 4)
    when = match["when"] or ""
    if "末" in when or "结束" in when or "收官" in when:
        return _years(first + 4, first + 4), ""
    return (_years(first, first), "") if "初" in when else (_years(first, first + 4), "")


def _read_relative(match: re.Match[str]) -> _Reading | None:
    return Period(), match.group().lower()


_PART = (
    r"(?:[上下]半年|前[三二两四3]个?季度|前[一二三四五六七八九十\d]+个?月"
    r"|第?[一二三四1-4](?:[-—至][一二三四1-4])?季度?" + _NEXT + r"|首季度?"
    r"|\d{1,2}月?(?:[-—–~]{1,2}|至|到)\d{1,2}月(?:份)?|\d{1,2}月\d{1,2}日|\d{1,2}月(?:份)?)"
)
_TAIL = r"(?:[末底初]|上旬|中旬|下旬|以来)?"

_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        re.compile(
            rf"{_LEFT}(?P<year>{_YEAR}|{_HAN_YEAR})\s?[年/.-]\s?(?P<month>\d{{1,2}})\s?[月/.-]\s?"
            rf"(?P<day>\d{{1,2}})\s?(?:日|(?![\d.%-]))"
        ),
        _read_date,
    ),
    (
        re.compile(rf"(?<!\w)(?P<day>\d{{1,2}}) (?P<name>{_MONTH_NAME}),? (?P<year>{_YEAR})", re.I),
        _read_english_date,
    ),
    (
        re.compile(rf"(?<!\w)(?P<name>{_MONTH_NAME}) (?P<day>\d{{1,2}}), (?P<year>{_YEAR})", re.I),
        _read_english_date,
    ),
    (
        re.compile(rf"(?<!\w)(?P<name>{_MONTH_NAME}),? (?:of )?(?P<year>{_YEAR})", re.I),
        _read_english_date,
    ),
    (
        re.compile(rf"{_LEFT}(?P<first>{_YEAR})年\d{{1,2}}月{_DASH}(?P<last>{_YEAR})年\d{{1,2}}月"),
        _read_range,
    ),
    (
        re.compile(
            rf"{_LEFT}(?:FY)?(?P<first>{_YEAR})年?[末底初]?{_DASH}(?:FY)?(?P<last>{_YEAR}|\d\d)"
            rf"(?:\s?年[末底初]?|[EFA](?![A-Za-z])|(?!\d|[.-]\d|\s?[%个家台]))"
        ),
        _read_range,
    ),
    (
        re.compile(rf"{_LEFT}(?:FY)?(?P<first>{_YEAR})/(?P<last>\d\d)(?:财年|年度)?{_RIGHT}"),
        _read_range,
    ),
    (
        re.compile(rf"(?:from|between) (?P<first>{_YEAR}) (?:to|and) (?P<last>{_YEAR})", re.I),
        _read_range,
    ),
    (
        re.compile(rf"{_LEFT}(?P<year>{_YEAR}|{_HAN_YEAR})\s?年?\s?的?(?P<part>{_PART}){_TAIL}"),
        _read_part,
    ),
    (re.compile(rf"{_LEFT}(?P<year>\d\d)年(?P<part>{_PART}){_TAIL}"), _read_part),
    (
        re.compile(rf"{_LEFT}(?P<year>{_YEAR})\s?年?\s?(?P<letter>[HQ])(?P<number>[1-4]){_RIGHT}"),
        _read_short,
    ),
    (
        re.compile(rf"{_LEFT}(?P<year>\d\d)年?(?P<letter>[HQ])(?P<number>[1-4]){_RIGHT}"),
        _read_short,
    ),
    (
        re.compile(rf"{_LEFT}(?P<number>[1-4])(?P<letter>[HQ])'?(?P<year>{_YEAR}|\d\d){_RIGHT}"),
        _read_short,
    ),
    (
        re.compile(
            rf"(?<!\w)(?P<letter>[HQ])(?P<number>[1-4])(?: of | FY|, |[ '/-]{{1,2}})?"
            rf"(?P<year>{_YEAR}|(?<=['Y])\d\d){_RIGHT}"
        ),
        _read_short,
    ),
    (
        re.compile(
            rf"(?<!\w)(?:the )?(?P<ordinal>{_ORDINAL[1:-1]})[ -](?:half|quarter)"
            rf"(?: of| in|,)? ?(?:fiscal |FY ?)?(?P<year>{_YEAR})?",
            re.I,
        ),
        _read_english_part,
    ),
    (re.compile(rf"(?:FY|fiscal(?: year)? )\s?(?P<year>{_YEAR}|\d\d){_RIGHT}", re.I), _read_year),
    (
        re.compile(
            rf"{_LEFT}(?P<year>{_YEAR}|(?<!\w){_HAN_YEAR})\s?年(?!来[,，的 ]|代"
            r"|版)(?:[末底初]|全年)?"
        ),
        _read_year,
    ),
    (
        re.compile(
            r"(?<![\d.\w近逾超约满])(?P<year>(?:[12]\d|3[0-5]))年(?=[末底初度]|全年|我国"
            r"|公司|中国|全国|全球|实现|营|的|[,，])"
        ),
        _read_year,
    ),
    (re.compile(rf"{_LEFT}(?P<year>{_YEAR})(?:[EFA](?![A-Za-z]))"), _read_year),
    (
        re.compile(
            r"[“\"]?十(?P<plan>[一二三四五六七八九])五[”\"]?(?:规划|计划)?"
            r"(?P<when>期?末|末期|期间|时期|初期?|以来|结束时?|收官)?"
        ),
        _read_plan,
    ),
    (
        re.compile(
            r"(?:上年|去年|上一年度?|前年)同期|同期|同年|同月|当年|当月|当季|本年度?|今年"
            r"|去年|上一?年度?末?"
            r"|前年|明年|后年|全年|本季度?|上个?季度?|前一季|本月|上个?月|the same period"
            r"|a year earlier"
            r"|(?:this|last|next) year|the year before|the previous year|full[ -]year"
        ),
        _read_relative,
    ),
    (re.compile(rf"(?<![\d第])(?P<year>(?!))?(?P<part>{_PART}){_TAIL}"), _read_part),
    (
        re.compile(r"(?<![A-Za-z0-9_-])(?P<year>(?!))?(?P<part>[HQ][1-4])(?![A-Za-z0-9_-])"),
        _read_part,
    ),
    (
        re.compile(rf"{_LEFT}(?P<year>{_YEAR}){_RIGHT}(?!\s?[\u3400-\u9fff$€¥])(?![,]\d)"),
        _read_year,
    ),
)
_YEAR_AGO = re.compile(r"(?:上年|去年|前年|上一年度?)同期|a year earlier")
_FULL_YEAR_PART = re.compile(r"^(今年|去年|前年|明年|本年度?|上年|当年|同年)的?$")


def find_periods(
    text: str, start: int = 0, end: int | None = None, date: str = ""
) -> list[tuple[int, int, Period]]:
    """Periods named in ``text[start:end]`` with their spans, in order, none overlapping.

    ``date`` (``2023``, ``2023-11`` or ``2023-11-05``) is what relative words are resolved
    against; without it they carry their ``text`` only, unless an earlier period settles them.
    """
    end = len(text) if end is None else end
    found = _scan(plain(text[start:end]))
    resolved = _resolve(_joined(found), date)
    return [
        (start + item.start, start + item.end, _printed(item, text, start)) for item in resolved
    ]


def _printed(item: _Found, text: str, start: int) -> Period:
    return replace(item.period, text=text[start + item.start : start + item.end])


def _scan(folded: str) -> list[_Found]:
    taken = bytearray(len(folded))
    found: list[_Found] = []
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if start == end or any(taken[start:end]):
                continue
            reading = read(match)
            if reading is not None:
                taken[start:end] = b"\x01" * (end - start)
                found.append(_Found(start, end, *reading))
    return sorted(found, key=lambda item: item.start)


def _joined(found: list[_Found]) -> list[_Found]:
    """今年 + 一季度 and 2023年 + 上半年 that stand side by side become one."""
    joined: list[_Found] = []
    for item in found:
        before = joined[-1] if joined else None
        if before and item.relative == "part" and item.start - before.end <= 1:
            if before.relative and _FULL_YEAR_PART.match(before.relative):
                joined[-1] = _Found(before.start, item.end, item.period, before.relative + "+")
                continue
            if not before.relative and _whole_year(before.period):
                year = before.period.start_year
                period = replace(item.period, start_year=year, end_year=year)
                joined[-1] = _Found(before.start, item.end, period)
                continue
        joined.append(item)
    return joined


def _whole_year(period: Period) -> bool:
    parts = (period.half, period.quarter, period.month)
    return period.start_year is not None and period.years == 0 and not any(parts)


def _resolve(found: list[_Found], date: str) -> list[_Found]:
    resolved: list[_Found] = []
    before: Period | None = None
    for index, item in enumerate(found):
        last = before
        if last is None and "同期" in item.relative and index + 1 < len(found):
            last = _settled(found[index + 1], None, date)
        settled = _settled(item, last, date)
        if settled.start_year and not _YEAR_AGO.match(item.relative):
            before = settled
        resolved.append(replace(item, period=settled, relative=""))
    return resolved


def _settled(item: _Found, last: Period | None, date: str) -> Period:
    """``item``'s period, its relative word resolved against ``last`` and ``date``."""
    word = item.relative
    if not word:
        return item.period
    today = int(date[:4]) if date[:4].isdigit() else None
    before = last.end_year if last else None
    if "同期" in word or word == "the same period":
        back = 1 if word[:2] in ("上年", "去年", "上一") else 2 if word.startswith("前年") else 0
        return _moved(last, -back) if last else Period()
    if word.endswith("+") or word in RELATIVE_YEARS:
        offset = _offset(word.rstrip("+的"))
        base = today if today is not None else None
        if base is None and before is not None and word[0] in "当同上":
            base = before
        return _placed(item.period, None if base is None else base + offset)
    return _anaphoric(item.period, word, last, date)


def _offset(word: str) -> int:
    return RELATIVE_YEARS.get(word, -1 if word.startswith("上") else 0)


def _anaphoric(period: Period, word: str, last: Period | None, date: str) -> Period:
    today = int(date[:4]) if date[:4].isdigit() else None
    month = int(date[5:7]) if date[5:7].isdigit() else None
    before = last.end_year if last else None
    reference = before if before is not None else today
    if word == "part":
        late = before is None and month is not None and (period.month or 0) > month
        return _placed(period, reference - 1 if late and reference else reference)
    if word in ("当年", "同年", "全年", "full year", "full-year"):
        return _placed(Period(), reference)
    if word in ("a year earlier", "the year before", "the previous year") or word[:2] == "上年":
        return _moved(last, -1) if last else _placed(Period(), today and today - 1)
    if word.startswith("上一年"):
        return _moved(last, -1) if last else _placed(Period(), today and today - 1)
    if "季" in word or "月" in word:
        return _neighbour(word, last, today, month)
    return last or Period()


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
