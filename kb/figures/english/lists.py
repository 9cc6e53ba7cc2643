"""English lists: values that a list of years or of names is dealt out to.

``$3 million, $2 million and $1 million in 2021, 2020 and 2019, respectively``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.figures.periods.period import Found
from kb.figures.views import Line
from kb.regex import regex
from kb.types import Period, Quantity

_JOINT = regex(r",? ?(?:and |or |& )?(?:approximately |about |around |nearly )?")
_PERIOD_JOINT = regex(
    r",? ?(?:and |& )?(?:in |for |at |during )?(?:the )?(?:fiscal |years? (?:ended )?)?"
)
_RESPECTIVELY = regex(r"\brespectively\b", re.IGNORECASE)
_SPLIT = regex(r", and |,? and |, | & ")


@dataclass(frozen=True, slots=True)
class Member:
    """The place of a value in its list, and the period that is dealt to it."""

    offset: int
    size: int
    period: Period | None
    """None where no list of as many periods stands in the sentence."""
    named: bool
    """Whether names are dealt out too: the sentence says respectively."""


def members(line: Line, start: int, end: int, items: Sequence[Quantity]) -> dict[int, Member]:
    """For the values of each list in the sentence, by index."""
    found: dict[int, Member] = {}
    first = 0
    while first < len(items):
        size = _size(line, items, first)
        if size > 1:
            found |= _dealt(line, (start, end), items, first, size)
        first += size
    return found


def _size(line: Line, items: Sequence[Quantity], first: int) -> int:
    size = 1
    while first + size < len(items):
        before, after = items[first + size - 1], items[first + size]
        alike = before.dimension == after.dimension
        if not alike or not _JOINT.fullmatch(line.view, before.end, after.start):
            break
        size += 1
    return size


def _dealt(
    line: Line, span: tuple[int, int], items: Sequence[Quantity], first: int, size: int
) -> dict[int, Member]:
    last = items[first + size - 1]
    named = bool(_RESPECTIVELY.search(line.view, last.end, span[1])) or bool(
        _RESPECTIVELY.search(line.view, span[0], items[first].start)
    )
    periods = _periods(line, span, items[first], last, size)
    if not named and not periods:
        return {}
    return {
        first + offset: Member(offset, size, periods[offset] if periods else None, named)
        for offset in range(size)
    }


def _periods(
    line: Line, span: tuple[int, int], first: Quantity, last: Quantity, size: int
) -> list[Period]:
    """The list of ``size`` periods nearest after the values, else nearest before them."""
    runs = [run for run in _runs(line, span) if len(run) == size]
    after = [run for run in runs if run[0].start >= last.end]
    before = [run for run in runs if run[-1].end <= first.start]
    chosen = after[0] if after else before[-1] if before else []
    return [_like(chosen[0].period, found.period) for found in chosen]


def _runs(line: Line, span: tuple[int, int]) -> list[list[Found]]:
    runs: list[list[Found]] = []
    for found in line.timeline.before(*span):
        if runs and _PERIOD_JOINT.fullmatch(line.view, runs[-1][-1].end, found.start):
            runs[-1].append(found)
        else:
            runs.append([found])
    return runs


def _like(first: Period, other: Period) -> Period:
    """2020 after December 31, 2021 is that day of 2020, after the third quarter its third quarter."""
    parts = (other.half, other.quarter, other.month)
    if other.years != 0 or any(parts) or not any((first.half, first.quarter, first.month)):
        return other
    return replace(first, start_year=other.start_year, end_year=other.end_year, text=other.text)


def names(name: str, size: int) -> list[str]:
    """``volumes of rail and road`` for two is volumes of rail, volumes of road; else empty."""
    head, of, rest = name.rpartition(" of ")
    parts = [part.strip() for part in _SPLIT.split(rest) if part.strip()]
    if len(parts) != size:
        return []
    if of:
        return [head + of + part for part in parts]
    noun = parts[-1].rpartition(" ")[2]
    return [part if part.endswith(noun) or " " in part else f"{part} {noun}" for part in parts]
