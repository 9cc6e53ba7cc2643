"""A document as the extractor sees it: folded text, and a view with everything nameless hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.figures import sources
from kb.figures.chinese import words
from kb.figures.chinese.phrases import HIDDEN
from kb.figures.periods.period import Found, find_periods
from kb.figures.quantities.numerals import plain
from kb.figures.quantities.quantity import find_quantities
from kb.figures.timing import Timeline
from kb.regex import regex
from kb.types import Quantity

_EDGES = ' ,，、:：的-\t"“”'
_EMPTY = regex(r"[（(][)）]")
REMARK = regex(r"[（(][^（()）]{2,20}[)）]$")
"""A bracket at the end of a name, which is no part of it."""
_MARKS = regex(
    r"(?:新?台币|港币|人民币)(?= ?\d)|\*+|^\s*[-•■#]+\s|\]\([^)\n]{0,200}\)|^\s*\[|[\[\]]",
    re.MULTILINE,
)


_NUMBERED = regex(r"\s*\(?\d{1,2}[.)]\s+(?=[A-Z*])")
_LABEL = regex(
    r"\s*(?:[-•■*]\s+|\(?\d{1,2}[.)]\s+)?(?:\*\*|__)(?P<label>[A-Z][^*_\n\d]{1,60}?)[.:]?(?:\*\*|__)[.:]?\s+(?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text with what was found in it; all offsets are the text's."""

    text: str
    view: str
    """Same length as ``text``; periods, speakers and marks are hidden."""
    start: int
    end: int
    quantities: tuple[Quantity, ...]
    timeline: Timeline
    publishers: tuple[sources.Publisher, ...]
    hedges: tuple[sources.Hedge, ...]
    label: str = ""
    """The heading that runs into the line, set in bold: **Berths.** In Norway …"""

    def shown(self, start: int, end: int) -> str:
        """The original characters of a span, without those that are hidden."""
        pairs = zip(self.text[start:end], self.view[start:end], strict=True)
        shown = "".join(old for old, seen in pairs if seen != HIDDEN)
        return REMARK.sub("", _EMPTY.sub("", shown).strip(_EDGES)).strip(_EDGES)


def read_line(text: str, start: int, end: int, date: str) -> Line:
    """Find periods, quantities, publishers and hedges of one line of ``text``.

    The line is read as a text of its own (offsets from 0), so that a long document costs no more
    than its lines.
    """
    own = text[start:end]
    folded = plain(own)
    periods = find_periods(own, date=date)
    quantities = [item for item in find_quantities(own) if not _inside(item, periods)]
    view = _hidden(folded, quantities, periods)
    doubts = sources.hedges(view)
    named = sources.publishers(view)
    view = _cover(view, sources.attributions(view))
    return Line(
        own,
        view,
        0,
        len(own),
        tuple(quantities),
        Timeline(view, tuple(periods)),
        tuple(named),
        tuple(doubts),
        label["label"].strip() if (label := _LABEL.match(own)) else "",
    )


def _inside(item: Quantity, periods: list[Found]) -> bool:
    return any(start < item.end and item.start < end for start, end, _ in periods)


def _hidden(folded: str, quantities: list[Quantity], periods: list[Found]) -> str:
    spans = [(start, end) for start, end, _ in periods]
    spans += [match.span() for match in _MARKS.finditer(folded)]
    spans += [match.span() for match in (_NUMBERED.match(folded), _LABEL.match(folded)) if match]
    spans += [match.span() for match in words.INNER_VERB.finditer(folded)]
    spans += [match.span() for match in words.CAGR.finditer(folded) if match.group()[0] >= "\u3400"]
    taken = {item.start for item in quantities if item.dimension == "time"}
    spans += [m.span() for m in words.DURATION.finditer(folded) if not _covers(m, taken)]
    return _cover(folded, spans)


def _covers(match: re.Match[str], starts: set[int]) -> bool:
    return any(position in starts for position in range(match.start(), match.end()))


def _cover(view: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return view
    characters = list(view)
    for start, end in spans:
        characters[start:end] = HIDDEN * (end - start)
    return "".join(characters)
