"""Numbers with their units, as printed and normalised.

``number`` says where a number begins, ``number_unit`` reads its scale word and unit, ``ratios``
those in words, ``bounds`` what is said around it. What is no figure by its shape (dates, codes,
versions, ordinals) is left out before. Here they come together, with ranges and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kb.figures.quantities import numerals, units
from kb.figures.quantities.bounds import bounded
from kb.figures.quantities.negatives import masked
from kb.figures.quantities.number import NUMBER, read_number
from kb.figures.quantities.number_unit import Number, with_unit
from kb.figures.quantities.ratios import (
    doubling,
    english_fraction,
    fraction,
    half,
    is_structure,
    structure_end,
    structure_parts,
)
from kb.regex import regex
from kb.types import Quantity

_RANGE = regex(
    rf" ?(?:[-—–~]{{1,2}}|至|到|\bto\b) ?(?:{units.SIGNS}(?=\d))?(?=[\d一二两三四五六七八九十])"
)

_DATE_LIKE = regex(
    r"(?:1[89]\d\d|20\d\d)(?: ?年|[./-]\d{1,2}[./-]\d"
    r"|[-—–~至到/]{1,2}(?:20)?\d\d(?:年|(?![\d.%万亿家个])))"
    r"|\d{1,2}(?:月?[-—–~至到]\d{1,2})?月(?:\d{1,2}日|(?!均|度|活))"
    r"|\d{1,2}日(?=[,。、起前至晚讯)]|$)"
)

_AND_MONEY = regex(rf" and {units.SIGNS}?(?=\d)")
_CURRENCY_BEFORE = regex(r"(?:台币|港币) ?$")
"""新台币3亿元: the 元 is no yuan."""

_PRINTED = {"percent": "%", "per cent": "%"}

_CHANGE = regex(r"[增降升跌减](?:[加少长低高]了?)?$|提高|[上下][升涨降调跌浮](?:了|至)?$")

_IN = regex(r"\b(?:in|of|since|by|early|late|fiscal) $")
_LIST_JOINT = regex(r" ?(?:[、和与及/]|,? and |, ) ?$")

_FROM = regex(r"(?:[从由]|\bfrom ) ?(?:about |some |约)?$")
_TO_JOINT = regex(r" to (?:about |some |just |only )?|[\u3400-\u9fff]{0,3}[至到]约?")
"""Between the two ends of a change, the first of which leaves its unit to the second: from 22 to 9 weeks."""

_SET_AGAINST = regex(
    r"(?: in (?:[a-z]+ )?\d{4})?,?(?: (?:up|down|a rise of|a fall of)(?: (?:by )?[\d.]+ ?(?:%|per ?cent))? from|(?: which (?:is|was))? (?:against|compared (?:with|to)|versus|after|instead of|rather than)|(?P<and>,? and))"
    r"(?: (?:about|some|only|just|the))? "
)
"""Between a price and what it is set against: in 2024, down from."""
_BESIDE = regex(r"(?: on average)?,?(?: and| but| while)? [a-z][a-z-]+(?: [a-z-]+)?(?: about)? ")
"""Professionals pay $3.35 a kilogram, households $4.18."""
_CLAUSE_END = regex(r"[,.;)]|$")
LIKE = 10
"""Prices of like things are less than so many times each other."""
_IN_A_YEAR = regex(r" in (?:[a-z]+ )?\d{4}")


def find_quantities(text: str) -> list[Quantity]:
    """The quantities in ``text``: spans exact, in order, none overlapping.

    Bare numbers come with an empty unit; dates, codes and ordinals do not come at all.
    """
    folded = numerals.plain(text)
    return [
        replace(item, text=text[item.start : item.end], unit=_as_printed(item, text))
        for item in _for_one(folded, _listed(folded, list(_quantities(folded))))
    ]


def _as_printed(item: Quantity, text: str) -> str:
    """The unit in the text's own characters (traditional ones, say), where it stands there."""
    printed = text[item.start : item.end].rstrip()
    tail = printed[len(printed) - len(item.unit) :]
    folded = numerals.plain(tail)
    return tail.replace("％", "%") if item.unit and folded == item.unit else item.unit


def _quantities(folded: str) -> Iterator[Quantity]:
    closed = _closed(folded)
    position = last = 0
    while match := NUMBER.search(folded, position):
        position = match.end()
        if closed[match.start()] or closed[match.end() - 1]:
            continue
        if is_structure(folded, match):
            yield from structure_parts(folded, match)
            position = last = structure_end(folded, match.start())
            continue
        quantity = _read(folded, match)
        if quantity is not None and quantity.start >= last:
            yield quantity
            position = last = max(quantity.end, position)


def _closed(folded: str) -> bytearray:
    closed = bytearray(len(folded) + 1)
    for start, end, _ in masked(folded):
        closed[start:end] = b"\x01" * (end - start)
    for match in _DATE_LIKE.finditer(folded):
        closed[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return closed


def _listed(folded: str, items: list[Quantity]) -> list[Quantity]:
    """``45.2、58.7和73.1亿元``, ``1.8亿、2.1亿立方米``: members of a list without a unit take that of the next."""
    for index in range(len(items) - 2, -1, -1):
        item, after = items[index], items[index + 1]
        between = folded[item.end : after.start]
        points = item.unit == "个" and after.unit in ("个百分点", "个基点")
        scaled = item.dimension == "number" and after.dimension != "number"
        scaled = scaled and after.unit.startswith(item.unit)
        bare = not item.unit and bool(after.unit)
        listed = _LIST_JOINT.fullmatch(between) is not None
        if not listed and bare and _TO_JOINT.fullmatch(between):
            listed = _FROM.search(folded[max(0, item.start - 12) : item.start]) is not None
        if not (points or bare or scaled) or not listed or _is_year(folded, item):
            continue
        factor = after.normalised / after.value if after.value else 1.0
        items[index] = replace(
            item,
            unit=after.unit,
            normalised=item.value * factor,
            normalised_unit=after.normalised_unit,
            dimension=after.dimension,
        )
    return items


def _is_year(folded: str, item: Quantity) -> bool:
    """In 2023 and $3,900 in 2022: the first is no amount."""
    said = _IN.search(folded[max(0, item.start - 8) : item.start]) is not None
    return said and 1900 <= item.value <= 2100 and item.text.isdigit()


def _for_one(folded: str, items: list[Quantity]) -> list[Quantity]:
    """$3,150 a tonne, down from $3,420: what a price is set against is for one of the same."""
    money = [index for index, item in enumerate(items) if item.dimension in ("money", "rate")]
    for first, second in pairwise(money):
        item, after = items[first], items[second]
        between = folded[item.end : after.start]
        told = _SET_AGAINST.fullmatch(between)
        if told and told["and"] and not _IN_A_YEAR.match(folded, after.end):
            continue
        alike = 0 < item.normalised < LIKE * after.normalised < LIKE * LIKE * item.normalised
        beside = alike and _BESIDE.fullmatch(between) and _CLAUSE_END.match(folded, after.end)
        if item.dimension == "rate" and (told or beside):
            bare, rate, index = after, item, second
        elif after.dimension == "rate" and _TO_JOINT.fullmatch(between):
            bare, rate, index = item, after, first
        else:
            continue
        if rate.normalised_unit.startswith(f"{bare.normalised_unit} per "):
            per = rate.normalised_unit.removeprefix(bare.normalised_unit)
            unit, normalised = bare.unit + per, rate.normalised_unit
            items[index] = replace(bare, unit=unit, normalised_unit=normalised, dimension="rate")
    return items


def _read(folded: str, match: re.Match[str]) -> Quantity | None:
    if len(match.group()) > numerals.LONGEST:
        return None
    if match["fraction"]:
        return fraction(folded, match)
    if match["half"]:
        return half(folded, match)
    if match["doubling"]:
        return doubling(folded, match)
    if match["english"]:
        return english_fraction(folded, match)
    number = read_number(folded, match)
    if number is None:
        return None
    return _complete(folded, number)


def _complete(folded: str, number: Number) -> Quantity:
    """Add a range's second number, normalise, and read the bound."""
    second = _second(folded, number)
    if second is None:
        return bounded(folded, _quantity(folded, number, None), number.inner)
    if not number.unit and not number.scale:
        number = replace(number, unit=second.unit, scale=second.scale)
    elif not number.unit:
        number = replace(number, unit=second.unit)
    elif not number.scale:
        number = replace(number, scale=second.scale)
    return bounded(folded, _quantity(folded, replace(number, end=second.end), second))


def _second(folded: str, number: Number) -> Number | None:
    """The high end of a range; None where what follows is no second number of the same unit."""
    joint = _RANGE.match(folded, number.end) or _between(folded, number)
    if not joint or _moves(folded, number):
        return None
    link = joint.group().rstrip("$¥€£₩₹ACHKNRSTUZ").strip()
    dated = link != joint.group().strip() or _IN.search(
        folded[max(0, number.start - 8) : number.start]
    )
    if not number.unit and link == "to" and dated and 1900 <= number.value <= 2100:
        return None  # in 2022 to $13: a year, then an amount
    if link in ("到", "to") and re.search(
        rf"(?:[从由自]|(?<!range )(?<!ranges )(?<!ranged )(?<!ranging )\bfrom (?:{units.SIGNS} ?)?)$",
        folded[max(0, number.start - 16) : number.start],
    ):
        return None
    match = NUMBER.match(folded, joint.end())
    if not match or not (match["arabic"] or match["han"]) or len(match.group()) > numerals.LONGEST:
        return None
    if match["han"] and not number.han:
        return None
    try:
        value = numerals.han(match.group()) if match["han"] else numerals.arabic(match.group())
    except ValueError:
        return None
    second = with_unit(folded, match.start(), match.end(), value, han=number.han)
    if second is None:
        return None
    if second.value < 0 <= value:  # the dash of $4-$5 is no sign
        second = replace(second, value=value)
    currency = not second.unit and number.unit in units.CURRENCIES.values()
    if number.unit and second.unit != number.unit and not currency:
        return None
    low, high = number.value * number.factor, second.value * second.factor
    if not number.scale and (not number.unit or currency):
        low = number.value * second.factor
    if high <= low or (not second.unit and not second.scale and high > 1900):
        return None
    return second


def _between(folded: str, number: Number) -> re.Match[str] | None:
    """``between $20 billion and $22 billion``."""
    if not folded[max(0, number.start - 9) : number.start].lower().endswith("between "):
        return None
    return _AND_MONEY.match(folded, number.end)


def _moves(folded: str, number: Number) -> bool:
    """下降0.12元至2.31元 is a change and a level, no range; 上涨15%至20% is a range."""
    if number.unit in ("%", "成", "") or not re.search(r"[元吨辆家个台年天人]$", number.unit):
        return False
    return bool(_CHANGE.search(folded[max(0, number.start - 4) : number.start]))


def _quantity(folded: str, number: Number, second: Number | None) -> Quantity:
    unit = units.known(number.unit)
    factor = number.factor * (unit.factor if unit else 1.0)
    space = " " if number.scale.isascii() and number.scale.isalpha() else ""
    scale = number.scale
    if number.unit in units.CURRENCIES.values():  # £210m is 210 million GBP
        scale = numerals.SCALE_NAMES.get(scale.lower(), scale)
    printed = (scale + space + _PRINTED.get(number.unit, number.unit)).strip()
    high = None
    if second is not None:
        high = second.value * second.factor / number.factor
    dimension = unit.dimension if unit else ("count" if number.unit else "")
    if number.unit and not unit and ("/" in number.unit or " per " in number.unit):
        dimension = "rate"
    normalised = unit.normalised if unit else number.unit
    if normalised == "CNY" and (named := _CURRENCY_BEFORE.search(folded[: number.start][-5:])):
        normalised = "HKD" if named.group().startswith("港") else "TWD"
    return Quantity(
        number.start,
        number.end,
        folded[number.start : number.end],
        number.value,
        printed,
        high,
        number.value * factor,
        None if high is None else high * factor,
        normalised,
        dimension or ("number" if number.scale else ""),
    )
