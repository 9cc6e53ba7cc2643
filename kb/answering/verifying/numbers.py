"""Every number that a text states, read so that an answer's and a citation's can be compared.

Stricter than ``figures.quantity``, which leaves out what is no figure: here a year, an ordinal and
a chart's number count too, since an answer may get them wrong as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.answering.verifying.readings import (
    RATIOS,
    Reading,
    canonical_unit,
    digits_of,
    digits_of_value,
    of_quantity,
)
from kb.figures.quantities import numerals, units
from kb.figures.quantities.number_unit import CHENG_NOT
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex

_COMMA_BETWEEN = regex(r"(?<=[0-9])，(?=[0-9])")
_ARABIC = r"\d{1,3}(?:,\d{3}){1,8}(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
LATIN = r"[A-Za-z][A-Za-z0-9]*(?:[-.&'’+/][A-Za-z0-9]+)*"
_TOKEN = regex(
    rf"(?P<tagged>\b(?i:top|no|fy|rmb|usd|cny|eur|jpy|hkd|gbp|fig|figure|chart|table)(?=\d))"
    rf"|(?P<latin>{LATIN})|(?P<arabic>{_ARABIC})"
)
_HAN_ORDINAL = regex(r"第 ?([零〇一二三四五六七八九十百]{1,6})(?![季])|(首位|榜首|居首)")
_HAN_YEAR = regex(r"[一二][零〇一二三四五六七八九]{3}(?=年)")
_HAN_COUNT = regex(
    r"(?<![第数几十百千万亿点])[三四五六七八九十][一二三四五六七八九十百千]{0,6}(?=[\u3400-\u9fff])"
)
_WORDS = {word: value for word, value in numerals.ENGLISH_NUMBERS.items() if value >= 3}
_WORD = regex(rf"\b(?i:{'|'.join(_WORDS)})\b")
_ORDINALS = "|".join(word for word in numerals.ORDINALS if word != "first")
_ORDINAL_WORD = regex(
    rf"(?<!per )(?<!a )(?<!one[ -])\b(?i:({_ORDINALS}))\b(?![ -](?:half|quarter|part))"
    r"|\b(?i:rank(?:s|ed|ing)?|c[ao]mes?|plac(?:es|ed)|st(?:ands|ood)|is|was|in|at)"
    r" (?i:(first))\b(?! (?:half|quarter|time))|\b(?i:(first)) (?i:place|position|rank)\b"
)
_ORDINAL_BEFORE = regex(r"(?:第 ?|\bNo\.? ?|#)$", re.I)
_ORDINAL_AFTER = regex(r"(?:st|nd|rd|th)\b")
_LIST_NUMBER = regex(r"^[ \t]*(?:\*\*)?[（(]?(\d{1,2})(?:[.．)）](?!\d)|、)", re.M)
_SIGN_BEFORE = regex(r"(?:(?<![0-9A-Za-z%)])|^)-[$¥€£]?$|负$|\bminus $")
_DOWN = regex(
    r"[降减跌负缩]|下滑|回落|\b(?:fall|fell|drop|declin|decreas|down|lower|shr[aiu]nk|negative|loss)",
    re.I,
)
_HAN_SCALE = regex(r" ?([十百千万亿兆]{1,4})")
_ENGLISH_SCALE = regex(r"[ -]?(hundred|thousand|million|billion|trillion|mn|bn|tn)\b", re.I)
_INNER = regex(r"[余多来]|\+")
_ENGLISH_UNITS = {
    "percentage points": "个百分点",
    "percentage point": "个百分点",
    "percent": "%",
    "per cent": "%",
    "us dollars": "美元",
    "us dollar": "美元",
    "dollars": "美元",
    "hong kong dollars": "港元",
    "yuan": "元",
    "renminbi": "元",
    "euros": "欧元",
    "yen": "日元",
    "times": "倍",
    "fold": "倍",
    "year": "年",
    "month": "月",
    "day": "天",
    "hour": "小时",
    "minute": "分钟",
    "second": "秒",
    "tonnes": "吨",
    "tons": "吨",
}
_ENGLISH_UNIT = regex(
    rf"[ -]?({'|'.join(sorted(_ENGLISH_UNITS, key=len, reverse=True))})s?\b", re.I
)
_LATIN_UNIT = regex(r"[A-Za-z]{1,12}(?![A-Za-z0-9])")
_VAGUE_UNITS = frozenset("方点分度角")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text."""

    start: int
    end: int
    """Unit and scale word included."""
    readings: tuple[Reading, ...]
    ordinal: bool = False

    @property
    def claims(self) -> tuple[Reading, ...]:
        """The readings to be borne out: those with a unit or a scale, where there are any."""
        rich = tuple(r for r in self.readings if r.unit or r.scale != 1.0)
        return rich or self.readings


def plain(text: str) -> str:
    """``text`` half width and simplified, of the same length; ``5，100`` stays two numbers."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return numerals.plain(_COMMA_BETWEEN.sub("；", whole))


def find_numbers(text: str) -> list[Number]:
    """Every number in ``text``: spans, none overlapping, in order. Linear in the text."""
    folded = plain(text)
    skipped = {match.start(1) for match in _LIST_NUMBER.finditer(folded)}
    found = [number for number in _arabic(folded) if number.start not in skipped]
    taken = bytearray(len(folded) + 1)
    for number in found:
        taken[number.start : number.end] = b"\x01" * (number.end - number.start)
    for number in (*_ordinals(folded), *_in_words(folded)):
        if not any(taken[number.start : number.end]):
            taken[number.start : number.end] = b"\x01" * (number.end - number.start)
            found.append(number)
    return _with_quantities(folded, sorted(found, key=lambda number: number.start), taken)


def latin_tokens(folded: str) -> list[tuple[int, int]]:
    """Spans of the Latin words of ``folded`` that are no unit of a number before them."""
    found, end = [], 0
    for match in _TOKEN.finditer(folded):
        if match["arabic"]:
            end = _read_unit(folded, match.end())[2]
        elif match["latin"] and match.start() >= end:
            found.append(match.span())
    return found


def falls(text: str) -> bool:
    """Whether ``text`` speaks of a fall."""
    return _DOWN.search(plain(text)) is not None


def _arabic(folded: str) -> Iterator[Number]:
    for match in _TOKEN.finditer(folded):
        if not match["arabic"]:
            continue
        start, digits = match.start(), digits_of(match.group())
        before = folded[max(0, start - 14) : start]
        ordinal_end = _ORDINAL_AFTER.match(folded, match.end())
        if ordinal_end or _ORDINAL_BEFORE.search(before):
            end = ordinal_end.end() if ordinal_end else match.end()
            yield Number(start, end, (Reading(digits),), True)
            continue
        scale, printed, end = _read_unit(folded, match.end())
        currency = units.CURRENCY_PREFIX.search(before[-4:])
        if currency and not (printed and canonical_unit(printed) in RATIOS):
            printed = printed or units.CURRENCIES[currency.group().strip()]
        elif before.endswith(("百分之", "百分之-")):
            printed = "%"
        negative = _SIGN_BEFORE.search(before) is not None
        down = negative or _DOWN.search(before) is not None
        unit = canonical_unit(printed, match.group())
        yield Number(start, end, (Reading(digits, scale, unit, False, negative, down),))


def _read_unit(folded: str, end: int) -> tuple[float, str, int]:
    """Scale, printed unit and where both end, after a number that ends at ``end``."""
    if folded[end : end + 1] in ("千", "百") and (name := units.match(folded, end)):
        return 1.0, name, end + len(name)
    scale = 1.0
    if english := _ENGLISH_SCALE.match(folded, end):
        scale, end = numerals.ENGLISH_SCALES[english[1].lower()], english.end()
    elif (han := _HAN_SCALE.match(folded, end)) and han[1] in numerals.SCALES:
        scale, end = numerals.SCALES[han[1]], han.end()
    position = end
    if inner := _INNER.match(folded, position):
        position = inner.end()
    if word := _ENGLISH_UNIT.match(folded, position):
        return scale, _ENGLISH_UNITS[_singular(word[1].lower())], word.end()
    position += folded[position : position + 1] == " "
    name = units.match(folded, position)
    if name and not _false_unit(folded, name, position):
        return scale, name, position + len(name)
    suffix = _LATIN_UNIT.match(folded, end)
    if suffix and suffix.group()[0] not in "HQ":
        return scale, suffix.group(), suffix.end()
    return scale, "", end


def _singular(word: str) -> str:
    return word if word in _ENGLISH_UNITS else word.removesuffix("s")


def _false_unit(folded: str, name: str, start: int) -> bool:
    after = folded[start + 1 : start + 2]
    return name in _VAGUE_UNITS or (name == "成" and after != "" and after in CHENG_NOT)


def _ordinals(folded: str) -> Iterator[Number]:
    for match in _HAN_ORDINAL.finditer(folded):
        digits = digits_of_value(numerals.han(match[1])) if match[1] else "1"
        yield Number(*match.span(), (Reading(digits, han=True),), True)
    for match in _ORDINAL_WORD.finditer(folded):
        place = numerals.ORDINALS[(match[1] or "first").lower()]
        yield Number(*match.span(), (Reading(str(place)),), True)


def _in_words(folded: str) -> Iterator[Number]:
    for match in _HAN_YEAR.finditer(folded):
        digits = digits_of_value(numerals.han(match.group()))
        yield Number(*match.span(), (Reading(digits, han=True),))
    for match in _HAN_COUNT.finditer(folded):
        name = units.match(folded, match.end())
        if name and name != "成" and not _false_unit(folded, name, match.end()):
            reading = Reading(
                digits_of_value(numerals.han(match.group())), 1.0, canonical_unit(name), True
            )
            yield Number(match.start(), match.end() + len(name), (reading,))
    for match in _WORD.finditer(folded):
        scale, printed, end = _read_unit(folded, match.end())
        digits = digits_of_value(_WORDS[match.group().lower()])
        yield Number(match.start(), end, (Reading(digits, scale, canonical_unit(printed)),))


def _with_quantities(folded: str, found: list[Number], taken: bytearray) -> list[Number]:
    """Add what the figure reader knows more: units shared by ranges and lists, 三成五, 翻一番."""
    merged: list[Number] = []
    index = 0
    for quantity in find_quantities(folded):
        while index < len(found) and found[index].start < quantity.start:
            merged.append(found[index])
            index += 1
        given = of_quantity(quantity)
        has_digits = any(character.isdigit() for character in quantity.text)
        if not has_digits and not any(taken[quantity.start : quantity.end]):
            merged.append(Number(quantity.start, quantity.end, given))
        while index < len(found) and found[index].start < quantity.end:
            merged.append(_enriched(found[index], given))
            index += 1
    return [*merged, *found[index:]]


def _enriched(number: Number, given: tuple[Reading, ...]) -> Number:
    """``number`` with the unit that a range or a list lends it; a year lends and borrows none."""
    own = number.readings[0]
    year = len(own.digits) == 4 and own.digits[:2] in ("18", "19", "20", "21")
    if own.unit or own.scale != 1.0 or number.ordinal or year:
        return number
    lent = tuple(r for r in given if r.digits == own.digits and (r.unit or r.scale != 1.0))
    return replace(number, readings=(own, *lent))
