"""How each shape of a printed period is read: from its match to a ``Period``."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.figures.quantities.numerals import HAN_DIGITS, han
from kb.types import Period

YEAR = r"(?:1[89]\d\d|20\d\d)"
HAN_YEAR = r"[零〇一二三四五六七八九]{4}"
_MONTH_NAMES = (
    "january february march april may june july august september october november december"
)
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
MONTH_NAME = r"(?:(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?)"

PART_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3}
PART_NUMBERS |= {"4th": 4, "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
PART_NUMBERS |= {"首": 1, "两": 2}
"""Which half or quarter of a year a word or a digit says."""
_COUNTS = {"three": 3, "six": 6, "nine": 9, "3": 3, "6": 6, "9": 9}
ORDINAL = r"(first|second|third|fourth|1st|2nd|3rd|4th)"

Reading = tuple[Period, str]
"""A period, and the word that is still to be resolved; empty for none."""
Reader = Callable[[re.Match[str]], Reading | None]


def _years(first: int, last: int) -> Period:
    return Period(start_year=first, end_year=last)


def _year(text: str) -> int:
    if text[0] in HAN_DIGITS:
        return int("".join(str(HAN_DIGITS[digit]) for digit in text))
    number = int(text)
    return number if number > 99 else 2000 + number


def read_date(match: re.Match[str]) -> Reading | None:
    """``2023年5月15日``, ``2023-05-15``."""
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = _year(match["year"])
    return Period(year, year, month=month, day=day), ""


def read_until(match: re.Match[str]) -> Reading | None:
    """``2023年6月30日止六个月`` is the first half, ``12月31日止年度`` the year."""
    year, month, length = _year(match["year"]), int(match["month"]), match["length"]
    if length[0] in "六6" and month in (6, 12):
        return Period(year, year, half=month // 6), ""
    if length[0] in "三3季" and month in (3, 6, 9, 12):
        return Period(year, year, quarter=month // 3), ""
    if length[0] in "九9" and month == 9:
        return months(year, 1, 9), ""
    return _years(year, year), ""


def read_english_until(match: re.Match[str]) -> Reading | None:
    """``three months ended September 30, 2021`` is the third quarter, ``year ended …`` the year."""
    year, month = _year(match["year"]), _MONTHS[match["name"].rstrip(".").lower()]
    length = match["length"].lower()
    if length.startswith(("three", "3", "quarter")) and month % 3 == 0:
        return Period(year, year, quarter=month // 3), ""
    if length.startswith(("six", "6", "half")) and month % 6 == 0:
        return Period(year, year, half=month // 6), ""
    if length.startswith(("nine", "9")) and month == 9:
        return months(year, 1, 9), ""
    return _years(year, year), ""


def read_english_date(match: re.Match[str]) -> Reading | None:
    """``15 May 2023``, ``May 15, 2023``, ``May 2023``."""
    year, month = _year(match["year"]), _MONTHS[match["name"].rstrip(".").lower()]
    day = match["day"] if "day" in match.re.groupindex else None
    return Period(year, year, month=month, day=int(day) if day else None), ""


def read_range(match: re.Match[str]) -> Reading | None:
    """``2022-2027``, ``2022年至2027年``, ``2022/23``."""
    first, last = _year(match["first"]), match["last"]
    end = first // 100 * 100 + int(last) if len(last) == 2 else _year(last)
    if len(last) == 2 and (end <= first or (end % 100 <= 12 and "/" not in match.group())):
        return None
    return (_years(first, end), "") if first < end <= first + 120 else None


def read_season(match: re.Match[str]) -> Reading | None:
    """``24/25雪季``: two years that follow each other."""
    first, last = _year(match["first"]), _year(match["last"])
    return (_years(first, last), "") if last == first + 1 else None


def read_month_range(match: re.Match[str]) -> Reading | None:
    """``2022年3月至2023年5月``."""
    first, last = _year(match["first"]), _year(match["last"])
    month, end_month = int(match["month"]), int(match["end_month"])
    if not first <= last <= first + 120 or not (1 <= month <= 12 and 1 <= end_month <= 12):
        return None
    if first == last:
        return (months(first, month, end_month), "") if month <= end_month else None
    if (month, end_month) == (1, 12):
        return _years(first, last), ""
    return Period(first, last, month=month, end_month=end_month), ""


def read_part(match: re.Match[str]) -> Reading | None:
    """A part of a year, with its year or without (then relative)."""
    year = _year(match["year"]) if match["year"] else None
    return _part(match["part"], year)


def months(year: int | None, first: int, last: int) -> Period:
    """The months ``first`` to ``last`` of one year, as a quarter, a half or the year where they are."""
    if (first, last) == (1, 12):
        return Period(year, year)
    if last - first == 5 and first % 6 == 1:
        return Period(year, year, half=last // 6)
    if last - first == 2 and first % 3 == 1:
        return Period(year, year, quarter=last // 3)
    return Period(year, year, month=first, end_month=last if last > first else None)


def _part(part: str, year: int | None) -> Reading | None:
    half = 1 if part[0] == "上" else 2 if part[0] == "下" else None
    if half or part[0] in "QqHh":
        number = half or int(part[1])
        in_quarters = part[0] in "Qq"
        period = Period(
            year, year, None if in_quarters else number, number if in_quarters else None
        )
        return period, "" if year else "part"
    span = _months(part) if "月" in part else _quarters(part)
    if span is None:
        return None
    first, last, day = span
    period = months(year, first, last) if day is None else Period(year, year, month=first, day=day)
    return period, "" if year else "part"


_Span = tuple[int, int, int | None]
"""First month, last month, and the day where one day is meant."""


def _quarters(part: str) -> _Span | None:
    numbers = [PART_NUMBERS[one] for one in re.findall(r"[一二两三四首1-4]", part)]
    first, last = (1, numbers[0]) if part[0] in "前头" else (numbers[0], numbers[-1])
    return (first * 3 - 2, last * 3, None) if first <= last else None


def _months(part: str) -> _Span | None:
    if part[0] in "前头":
        count = re.sub(r"\D", "", part)
        last = int(count) if count else int(han(re.sub(r"[前头个月]", "", part)))
        return (1, last, None) if 1 <= last <= 12 else None
    numbers = [int(number) for number in re.findall(r"\d+", part)]
    if not numbers or not 1 <= numbers[0] <= 12:
        return None
    if "日" in part:
        return (numbers[0], numbers[0], numbers[1]) if 1 <= numbers[1] <= 31 else None
    last = numbers[-1]
    return (numbers[0], last, None) if numbers[0] <= last <= 12 else None


def read_short(match: re.Match[str]) -> Reading | None:
    """``1H23``, ``3Q2023``, ``23H1``, ``Q1'24``, ``FY23``."""
    year, letter, number = _year(match["year"]), match["letter"].upper(), int(match["number"])
    if number > (2 if letter == "H" else 4) or number == 0:
        return None
    half, quarter = (number, None) if letter == "H" else (None, number)
    return Period(year, year, half, quarter), ""


def read_english_part(match: re.Match[str]) -> Reading | None:
    """``the first half of 2023``, ``third quarter``."""
    year = _year(match["year"]) if match["year"] else None
    number = PART_NUMBERS[match["ordinal"].lower()]
    half, quarter = (number, None) if "half" in match.group().lower() else (None, number)
    if half and half > 2:
        return None
    return Period(year, year, half, quarter), "" if year else "part"


def read_english_months(match: re.Match[str]) -> Reading | None:
    """``the first six months of 2023`` are its first half."""
    year, count = _year(match["year"]), _COUNTS[match["count"].lower()]
    first = 1 if match["end"].lower() in ("first", "opening") else 13 - count
    return months(year, first, first + count - 1), ""


def read_year(match: re.Match[str]) -> Reading | None:
    """``2023年``, ``FY23``, ``二〇二三年``."""
    year = _year(match["year"])
    return _years(year, year), ""


def read_plan(match: re.Match[str]) -> Reading | None:
    """``“十四五”末`` is 2025, ``“十四五”期间`` 2021-2025."""
    first = 2021 + 5 * (HAN_DIGITS[match["plan"]] - 4)
    when = match["when"] or ""
    if "末" in when or "结束" in when or "收官" in when:
        return _years(first + 4, first + 4), ""
    return (_years(first, first), "") if "初" in when else (_years(first, first + 4), "")


def read_relative(match: re.Match[str]) -> Reading | None:
    """今年, 同期, a year earlier: settled later, by ``relative_time``."""
    return Period(), match.group().lower()
