"""Ratios in words (三分之一, one-third, 翻两番) and structures (5.5:37.9:56.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.figures.quantities import numerals
from kb.figures.quantities.bounds import bounded
from kb.regex import regex
from kb.types import Quantity

_ENGLISH_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

_PARTS = regex(r"\d{1,9}(?:\.\d{1,9})?(?: ?: ?\d{1,9}(?:\.\d{1,9})?){2,6}(?![\d.:])")


def is_structure(folded: str, match: re.Match[str]) -> bool:
    """``5.5:37.9:56.6``: three or more parts that make a hundred."""
    parts = _PARTS.match(folded, match.start())
    if not parts:
        return False
    return abs(sum(map(float, re.findall(r"\d+(?:\.\d+)?", parts.group()))) - 100) <= 1


def structure_end(folded: str, start: int) -> int:
    """Where the structure that begins at ``start`` ends."""
    parts = _PARTS.match(folded, start)
    return parts.end() if parts else start


def structure_parts(folded: str, match: re.Match[str]) -> Iterator[Quantity]:
    """Each part of a structure as a share in percent, without a printed unit."""
    end = structure_end(folded, match.start())
    for part in re.finditer(r"\d+(?:\.\d+)?", folded[match.start() : end]):
        start = match.start() + part.start()
        value = float(part.group())
        yield Quantity(
            start, start + len(part.group()), part.group(), value, "", None, value, None, "%", "ratio"
        )  # fmt: skip


def fraction(folded: str, match: re.Match[str]) -> Quantity | None:
    """三分之一 is 0.3333 without a unit, 百分之三十 is 30%."""
    below, _, above = match.group().partition("分之")
    try:
        divisor, value = numerals.parse_number(below), numerals.parse_number(above)
    except ValueError:
        return None
    if divisor in (100.0, 1000.0, 10000.0):
        unit = {100.0: "%", 1000.0: "‰"}.get(divisor, "‱")
        percent = value * 100 / divisor
    elif divisor:
        value, unit = value / divisor, ""
        percent = value * 100
    else:
        return None
    return bounded(folded, _ratio(match, value, unit, percent))


def half(folded: str, match: re.Match[str]) -> Quantity:
    """半数, 一半, half of: 0.5 without a unit."""
    return bounded(folded, _ratio(match, 0.5, "", 50.0))


def _ratio(match: re.Match[str], value: float, unit: str, percent: float) -> Quantity:
    return Quantity(
        match.start(), match.end(), match.group(), value, unit,
        normalised=percent, normalised_unit="%", dimension="ratio",
    )  # fmt: skip


def doubling(folded: str, match: re.Match[str]) -> Quantity:
    """翻番 is 2倍, 翻两番 is 4倍."""
    times = re.search(r"[两二三四2-4](?=番)", match.group())
    power = int(numerals.parse_number(times.group())) if times else 1
    value = float(2**power)
    item = Quantity(
        match.start(), match.end(), match.group(), value, "倍",
        normalised=value, normalised_unit="times", dimension="multiple",
    )  # fmt: skip
    return bounded(folded, item)


def english_fraction(folded: str, match: re.Match[str]) -> Quantity | None:
    """One-third, two thirds; a quarter only where ``of`` follows."""
    head, _, part = match.group().lower().replace("-", " ").partition(" ")
    above = numerals.ENGLISH_NUMBERS.get(head, 1.0)
    below = _ENGLISH_PARTS.get(part.rstrip("s"))
    if not below or (part.startswith("quarter") and not _share_follows(folded, match.end())):
        return None
    if above >= below or _ANOTHER.match(folded, match.end()):
        return None
    return bounded(folded, _ratio(match, above / below, "", above * 100 / below))


_ANOTHER = regex(r" (?:is|was|are|were|risk|reason|factor|driver|source|group|concerns?)\b")
"""A third is security, a third risk: one more, and no part."""


def _share_follows(folded: str, end: int) -> bool:
    return folded.startswith((" of ", "s of "), end)
