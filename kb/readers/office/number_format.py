"""Numbers and dates as a spreadsheet shows them: ``0.2534`` under ``0.0%`` is ``25.3%``.

Format codes are those of Office: up to four sections for positive, negative, zero and text, in which
``0#?`` are digits, ``,`` groups or divides by thousands, ``%`` multiplies, and anything quoted stands
as it is. What a code asks for beyond that (fractions, conditions, fill) is shown plainly.
"""

from __future__ import annotations

import datetime
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from kb.regex import regex

Value = float | int | str | bool | datetime.date | datetime.time | datetime.timedelta | None

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy-mm-dd",  # what the reader's country writes; this one every reader understands
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0_);(#,##0)",
    38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)",
    41: "#,##0",
    42: "#,##0",
    43: "#,##0.00",
    44: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Codes that a file names by number only; 27 to 36 and 50 to 58 are those of Chinese Excel."""
_TOKEN = regex(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_.|\*.'
    r"|(?P<date>AM/PM|A/P|上午/下午|y+|m+|d+|h+|s+|e+(?![+-])|a{3,4})|(?P<number>[0#?][0#?,./]*|\.[0#?]+)"
    r"|(?P<exponent>E[+-]0+)|(?P<general>General|G/通用格式)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = regex(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*', re.DOTALL)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PLAIN_DIGITS = 10
"""Significant digits of a number without a format: enough to be exact, too few for 0.30000000004."""


def displayed(value: Value, code: str = "") -> str:
    """``value`` as a cell with the format ``code`` shows it; a text stands as it is."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, code)
    return _moment(value, code)


def plain(value: float) -> str:
    """A number without a format: no exponent, no binary residue."""
    if not math.isfinite(value):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    if not 1e-9 <= abs(value) < 1e15:
        return f"{value:.5G}"
    places = _PLAIN_DIGITS - 1 - math.floor(math.log10(abs(value)))
    return f"{value:.{max(places, 2)}f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    sections: list[str] = []
    position = 0
    while position <= len(code) and len(sections) < 4:
        match = _SECTION.match(code, position)
        end = match.end() if match else len(code)
        sections.append(code[position:end])
        position = end + 1
    return tuple(sections)


@lru_cache(maxsize=2048)
def _tokens(section: str) -> tuple[tuple[str, str], ...]:
    found = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup or "space"
        if kind == "bracket":
            currency = re.match(r"\$([^-]*)", match["bracket"])
            elapsed = match["bracket"].lower() in ("h", "hh", "m", "mm", "s", "ss")
            kind = "quoted" if currency else "elapsed" if elapsed else "space"
            found.append((kind, currency[1] if currency else match["bracket"].lower()))
        elif kind in ("quoted", "escaped"):
            found.append(("quoted", match[kind]))
        else:
            found.append((kind, match.group()))
    return tuple(found)


def _number(value: float, code: str) -> str:
    if not math.isfinite(value):
        return ""
    sections = _sections(code)
    own_sign = value < 0 and len(sections) > 1 and sections[1] != ""
    section = sections[1] if own_sign else sections[0]
    if value == 0 and len(sections) > 2 and sections[2]:
        section = sections[2]
    tokens = _tokens(section)
    digits = next((text for kind, text in tokens if kind == "number"), "")
    if not digits or any("/" in text for kind, text in tokens if kind == "number"):
        return _without_digits(value, tokens)
    exponent = any(kind == "exponent" for kind, _ in tokens)
    scaled = abs(value) * 100 ** sum(1 for kind, text in tokens if text == "%" and kind == "other")
    body = _exponential(scaled, digits) if exponent else _fixed(scaled, digits)
    is_nothing = not any(character in "123456789" for character in body)
    sign = "-" if value < 0 and not own_sign and not is_nothing else ""
    return (sign + _around(tokens, body)).strip()


def _without_digits(value: float, tokens: tuple[tuple[str, str], ...]) -> str:
    """A section of nothing but text shows the text; any other without digits is as General."""
    if tokens and all(kind in ("quoted", "space", "other") for kind, _ in tokens):
        return "".join(text for kind, text in tokens if kind != "space").strip()
    if not any(kind == "general" for kind, _ in tokens):
        return plain(value)
    return _around(tokens, plain(value))


def _around(tokens: tuple[tuple[str, str], ...], body: str) -> str:
    shown, placed = [], False
    for kind, text in tokens:
        if kind in ("number", "general"):
            shown.append("" if placed else body)
            placed = True
        elif kind in ("quoted", "other"):
            shown.append(text)
    return "".join(shown)


def _fixed(value: float, digits: str) -> str:
    shown = digits.rstrip(",")
    whole, _, fraction = shown.partition(".")
    places = sum(1 for each in fraction if each in "0#?")
    number = _rounded(value / 1000 ** (len(digits) - len(shown)), places)
    integer, _, decimals = number.partition(".")
    least = fraction.rfind("0") + 1
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    if integer == "0" and "0" not in whole and not decimals:
        return ""
    integer = integer.zfill(whole.count("0"))
    if "," in whole:
        integer = f"{int(integer):,}"
    return f"{integer}.{decimals}" if decimals else integer


def _rounded(value: float, places: int) -> str:
    """Halves away from zero, as a spreadsheet rounds the number that it shows, not its bits."""
    exact = Decimal(repr(float(f"{value:.15g}")))
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def _exponential(value: float, digits: str) -> str:
    places = sum(1 for each in digits.partition(".")[2] if each in "0#?")
    mantissa, _, exponent = f"{value:.{places}E}".partition("E")
    return f"{mantissa}E{exponent}"


def _moment(value: datetime.date | datetime.time | datetime.timedelta, code: str) -> str:
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    tokens = _tokens(_sections(code)[0])
    if not any(kind == "date" for kind, _ in tokens):
        return _iso(value)
    shown = []
    for place, (kind, text) in enumerate(tokens):
        if kind == "date":
            shown.append(_part(value, text, tokens, place))
        elif kind in ("quoted", "other"):
            shown.append(text)
    return "".join(shown).strip()


def _iso(value: datetime.date | datetime.time) -> str:
    if isinstance(value, datetime.datetime):
        midnight = not (value.hour or value.minute or value.second)
        return value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M")
    return value.isoformat()


def _part(
    value: datetime.date | datetime.time,
    text: str,
    tokens: tuple[tuple[str, str], ...],
    place: int,
) -> str:
    letter, length = text[0].lower(), len(text)
    hour, minute = getattr(value, "hour", 0), getattr(value, "minute", 0)
    year, month, day = (getattr(value, name, 0) for name in ("year", "month", "day"))
    half = any(t.lower().startswith(("am", "a/p", "上")) for k, t in tokens if k == "date")
    if "/" in text:
        return "AM" if hour < 12 else "PM"
    if letter == "m" and _is_minute(tokens, place):
        return f"{minute:0{min(length, 2)}d}"
    if letter == "m":
        named = _MONTHS[month - 1] if length > 2 and month else ""
        return named or f"{month:0{min(length, 2)}d}"
    if letter in "ye":
        return f"{year % 100:02d}" if length == 2 and letter == "y" else str(year)
    if letter == "a" or (letter == "d" and length > 2):
        return ""
    numbers = {"d": day, "h": (hour - 1) % 12 + 1 if half else hour}
    return f"{numbers.get(letter, getattr(value, 'second', 0)):0{min(length, 2)}d}"


def _is_minute(tokens: tuple[tuple[str, str], ...], place: int) -> bool:
    """An m after hours or before seconds counts minutes."""
    dates = [(i, text[0].lower()) for i, (kind, text) in enumerate(tokens) if kind == "date"]
    index = [i for i, _ in dates].index(place)
    before = dates[index - 1][1] if index else ""
    after = dates[index + 1][1] if index + 1 < len(dates) else ""
    return before == "h" or after == "s"
