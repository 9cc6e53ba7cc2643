"""Numbers as people print them: Arabic, Chinese, full width, grouped, mixed with scale words."""

from __future__ import annotations

from kb.regex import regex
from kb.text import simplified

HAN_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
HAN_DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
_SMALL = {"十": 10.0, "百": 100.0, "千": 1000.0}
_LARGE = {"万": 1e4, "亿": 1e8, "兆": 1e12}
SCALES: dict[str, float] = _SMALL | _LARGE | {"万亿": 1e12}
SCALES |= {
    small + large: _SMALL[small] * SCALES[large]
    for small in "十百千"
    for large in ("万", "亿", "万亿", "兆")
}
ENGLISH_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
SCALE_NAMES = {
    "k": "thousand", "m": "million", "mn": "million",
    "b": "billion", "bn": "billion", "tn": "trillion",
}  # fmt: skip
"""What an abbreviated scale word stands for."""
_ONES = "zero one two three four five six seven eight nine ten eleven twelve"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH_NUMBERS = {word: float(value) for value, word in enumerate(_ONES.split())}
ENGLISH_NUMBERS |= {word: 10.0 * value for value, word in enumerate(_TENS.split(), start=2)}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
ORDINALS = {word: place for place, word in enumerate(_ORDINALS.split(), start=1)}
"""English ordinals in words, in order."""

_HALF_WIDTH: dict[int, int | str] = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_HALF_WIDTH |= {ord("　"): " ", ord("\u00a0"): " ", ord("\u2009"): " ", ord("\u202f"): " "}
_HALF_WIDTH |= {ord("−"): "-", ord("﹣"): "-", ord("﹪"): "%", ord("﹐"): ",", ord("﹑"): "、"}
_HALF_WIDTH |= {ord("「"): "“", ord("」"): "”", ord("∶"): ":"}

ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d{1,3}(?: \d{3}){1,8}(?![\d.])|\d{1,30})(?:\.\d{1,30})?"
HAN_NUMBER = r"[零〇一二两三四五六七八九十百千万亿兆]{1,40}(?:点[零〇一二三四五六七八九]{1,20})?"
LONGEST = 24
"""No printed figure has more digits than this; longer runs are identifiers."""

_ARABIC = regex(ARABIC)
_SEGMENT = regex(rf"\s*({ARABIC}|[零〇一二两三四五六七八九十百千半点]+)?\s*([万亿兆千百十]*)")


def plain(text: str) -> str:
    """``text`` half width and simplified, case kept, of the same length, so offsets carry over."""
    return simplified(text.translate(_HALF_WIDTH))


def parse_number(text: str) -> float:
    """The number that ``text`` is: ``1,234``, ``１．３``, ``三百二十``, ``2兆1,350億``, ``半``.

    Raises:
        ValueError: ``text`` is no number, or longer than any printed figure.
    """
    folded = plain(text).strip()
    sign = -1.0 if folded.startswith("-") else 1.0
    folded = folded.lstrip("+-").strip()
    if not folded or len(folded) > LONGEST * 2:
        raise ValueError(f"no number: {text[:40]!r}")
    if _ARABIC.fullmatch(folded):
        return sign * arabic(folded)
    if all(character in "零〇一二两三四五六七八九十百千万亿兆点半" for character in folded):
        return sign * han(folded)
    return sign * _mixed(folded)


def arabic(text: str) -> float:
    """The value of digits with thousands separators and a decimal point."""
    return float(text.replace(",", "").replace(" ", ""))


def han(text: str) -> float:
    """The value of a Chinese numeral: ``三百二十``, ``二〇二三``, ``两点五``, ``万亿``, ``半``."""
    if text == "半":
        return 0.5
    whole, _, decimals = text.partition("点")
    value = _han_whole(whole.removesuffix("半"))
    for place, digit in enumerate(decimals, start=1):
        if digit not in HAN_DIGITS:
            raise ValueError(f"no number: {text[:40]!r}")
        value += HAN_DIGITS[digit] / 10**place
    return value + (0.5 if whole.endswith("半") else 0.0)


def _han_whole(text: str) -> float:
    if text and all(character in HAN_DIGITS for character in text):
        return float("".join(str(HAN_DIGITS[character]) for character in text))
    total = section = number = 0.0
    for character in text:
        if character in HAN_DIGITS:
            number = float(HAN_DIGITS[character])
        elif character in _SMALL:
            section += (number or 1.0) * _SMALL[character]
            number = 0.0
        elif character in _LARGE:
            head = section + number
            if head == 0.0:
                total = (total or 1.0) * _LARGE[character]
            else:
                total += head * _LARGE[character]
            section = number = 0.0
        else:
            raise ValueError(f"no number: {text[:40]!r}")
    return total + section + number


def _mixed(text: str) -> float:
    total, position = 0.0, 0
    while position < len(text):
        match = _SEGMENT.match(text, position)
        if not match or match.end() == position or match.group(1) is None:
            raise ValueError(f"no number: {text[:40]!r}")
        head = match.group(1)
        value = arabic(head) if _ARABIC.fullmatch(head) else han(head)
        total += value * scale(match.group(2))
        position = match.end()
    return total


def whole(word: str) -> int:
    """A whole number or place in digits or words: ``12``, ``十二``, ``两``, ``twelve``, ``third``.

    Raises:
        ValueError: ``word`` is no number.
    """
    if word.isdigit():
        return int(word)
    return ORDINALS.get(word) or int(ENGLISH_NUMBERS.get(word) or han(word))


def scale(word: str) -> float:
    """The factor of a scale word, Chinese or English; 1 for none.

    Raises:
        ValueError: ``word`` is no scale word.
    """
    if not word:
        return 1.0
    if word in SCALES:
        return SCALES[word]
    if word.lower() in ENGLISH_SCALES:
        return ENGLISH_SCALES[word.lower()]
    raise ValueError(f"no scale word: {word[:20]!r}")
