"""Time spans named in a text: years, ranges, halves, quarters, months, dates, plan periods.

Every pattern is tried over the text in order of priority; a span once taken stays taken. Relative
words are resolved last, by ``relative_time``, against the document's date and the periods before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from kb.figures.periods.period_patterns import PATTERNS
from kb.figures.periods.relative_time import Scanned, joined, resolve
from kb.figures.quantities.numerals import plain
from kb.types import Period


class Found(NamedTuple):
    """A period that stands in ``text[start:end]``."""

    start: int
    end: int
    period: Period


def find_periods(text: str, start: int = 0, end: int | None = None, date: str = "") -> list[Found]:
    """Periods named in ``text[start:end]`` with their spans, in order, none overlapping.

    ``date`` (``2023``, ``2023-11`` or ``2023-11-05``) is what relative words are resolved
    against; without it they carry their ``text`` only, unless an earlier period settles them.
    """
    end = len(text) if end is None else end
    folded = plain(text[start:end])
    found = resolve(joined(_scan(folded)), date, folded)
    spans = [(start + item.start, start + item.end, item.period) for item in found]
    return [
        Found(first, last, replace(period, text=text[first:last])) for first, last, period in spans
    ]


def _scan(folded: str) -> list[Scanned]:
    taken = bytearray(len(folded))
    found: list[Scanned] = []
    for pattern, read in PATTERNS:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if start == end or any(taken[start:end]):
                continue
            reading = read(match)
            if reading is not None:
                taken[start:end] = b"\x01" * (end - start)
                found.append(Scanned(start, end, *reading))
    return sorted(found, key=lambda item: item.start)
