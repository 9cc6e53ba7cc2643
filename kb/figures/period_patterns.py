"""The shapes in which periods are printed, and how each is read, in order of priority."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.figures.numerals import HAN_DIGITS
from kb.types import Period

_YEAR = r"(?:1[89]\d\d|20\d\d)"

_LEFT = r"(?<![\dA-Za-z./_-])(?<!\d,)"

_RIGHT = r"(?![\d%A-Za-z_]|[./-]\d|,\d{3}(?!\d))"

_DASH = r"\s?(?:[-—–~]{1,2}|至|到|to)\s?"

_HAN_YEAR = r"[零〇一二三四五六七八九]{4}"

_MONTH_NAMES = "january february march april may june july august september october "

_MONTH_NAMES += "november december"

_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}

_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}

MONTH_NAME = r"(?:(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?)"

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3}

_ORDINALS |= {"4th": 4, "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_ORDINALS |= {"首": 1, "两": 2}

_ORDINAL = r"(first|second|third|fourth|1st|2nd|3rd|4th)"

_NEXT = r"(?![一二三四五六七八九十]|批|代|类|点|度电|线)"

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


def _read_until(match: re.Match[str]) -> _Reading | None:
    """``2023年6月30日止六个月`` is the first half, ``12月31日止年度`` the year."""
    year, month, length = _year(match["year"]), int(match["month"]), match["length"]
    if length[0] in "六6" and month in (6, 12):
        return Period(year, year, half=month // 6), ""
    if length[0] in "三3季" and month in (3, 6, 9, 12):
        return Period(year, year, quarter=month // 3), ""
    return _years(year, year), ""


def _read_english_until(match: re.Match[str]) -> _Reading | None:
    """``three months ended September 30, 2021`` is the third quarter, ``year ended …`` the year."""
    year, month = _year(match["year"]), _MONTHS[match["name"].rstrip(".").lower()]
    length = match["length"].lower()
    if length.startswith(("three", "3", "quarter")) and month % 3 == 0:
        return Period(year, year, quarter=month // 3), ""
    if length.startswith(("six", "6", "half")) and month % 6 == 0:
        return Period(year, year, half=month // 6), ""
    return _years(year, year), ""


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

PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        re.compile(
            rf"{_LEFT}(?P<year>{_YEAR})年(?P<month>\d{{1,2}})月\d{{1,2}}日止的?"
            r"(?P<length>(?:财政|会计)?年度?|[六6]个月|[三3]个月|[九9]个月|季度)"
        ),
        _read_until,
    ),
    (
        re.compile(
            rf"{_LEFT}(?P<year>{_YEAR}|{_HAN_YEAR})\s?年\s?(?P<month>\d{{1,2}})\s?月\s?"
            rf"(?P<day>\d{{1,2}})\s?日"
        ),
        _read_date,
    ),
    (
        re.compile(
            rf"{_LEFT}(?P<year>{_YEAR})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)"
            rf"(?P<day>\d{{1,2}})(?![\d.%-])"
        ),
        _read_date,
    ),
    (
        re.compile(
            r"(?<!\w)(?P<length>(?:(?:fiscal |financial )?years?|(?:twelve|12) months|5[23] weeks)"
            r"|(?:three|3) months|quarters?|(?:six|6) months|half[- ]years?|(?:nine|9) months)"
            rf" end(?:ed|ing) (?:on )?(?:\d{{1,2}} )?(?P<name>{MONTH_NAME})(?: \d{{1,2}})?,? "
            rf"(?P<year>{_YEAR})",
            re.I,
        ),
        _read_english_until,
    ),
    (
        re.compile(rf"(?:截至)?(?P<year>{_YEAR})年\d{{1,2}}月\d{{1,2}}日止年度"),
        _read_year,
    ),
    (
        re.compile(rf"(?<!\w)(?P<day>\d{{1,2}}) (?P<name>{MONTH_NAME}),? (?P<year>{_YEAR})", re.I),
        _read_english_date,
    ),
    (
        re.compile(rf"(?<!\w)(?P<name>{MONTH_NAME}) (?P<day>\d{{1,2}}), (?P<year>{_YEAR})", re.I),
        _read_english_date,
    ),
    (
        re.compile(rf"(?<!\w)(?P<name>{MONTH_NAME}),? (?:of )?(?P<year>{_YEAR})", re.I),
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
            r"|版)(?:[末底初]|全年|度(?!假|过))?"
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
    (re.compile(rf"(?<=20\d\d/)(?P<year>{_YEAR})\s?年"), _read_year),
    (re.compile(rf"{_LEFT}(?P<year>{_YEAR})(?=(?:[/、和与及]{_YEAR}){{1,4}}\s?年)"), _read_year),
    (
        re.compile(
            r"[“\"]?十(?P<plan>[一二三四五六七八九])五[”\"]?(?:规划|计划)?"
            r"(?P<when>期?末|末期|期间|时期|初期?|以来|结束时?|收官)?"
        ),
        _read_plan,
    ),
    (
        re.compile(
            r"(?:上年|去年|上一年度?|前年)同[期季月]|同期|(?<!不)同年(?!龄|级|代)|同月|当年|当月"
            r"|当季|本年度?|今年"
            r"|去年|(?<!以)上一?年度?末?"
            r"|(?<![\u3400-\u9fff])[前后]年|明年|全年|本季度?|上个?季度?|前一季|本月|上个?月"
            r"|the same period"
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
