"""The numbers of a text that are no data points, each with the reason: nothing is left out unseen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.figures.extraction import extract, is_english
from kb.figures.periods.period import find_periods
from kb.figures.quantities.negatives import masked
from kb.figures.quantities.numerals import plain
from kb.figures.screening import reason_against
from kb.figures.views import read_line
from kb.regex import regex
from kb.types import Document

_DIGITS = regex(r"\d+(?:[.,]\d+)*")
_Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Omission:
    """A number that became no data point."""

    reason: str
    """Such as ``period``, ``item number``, ``boilerplate``, ``header or rank of a table``."""
    quote: str
    start: int
    end: int
    document_id: str = ""


def left_out(document: Document, date: str = "") -> list[Omission]:
    """Every number of the text that is in no data point, with the reason, in the order of the text.

    Data points and omissions together hold every digit of ``document.text``.
    """
    text = document.text
    taken = _marked(len(text), ((p.start, p.end) for p in extract(document, date)))
    spans = [
        span
        for start, end in _lines(text)
        for span in _in_line(text[start:end], start, document.date or date)
        if not any(taken[span[0] : span[1]])
    ]
    spans = _outermost(spans)
    told = _marked(len(text), ((start, end) for start, end, _ in spans))
    spans += [
        (match.start(), match.end(), "bare number")
        for match in _DIGITS.finditer(text)
        if not any(told[slice(*match.span())]) and not any(taken[slice(*match.span())])
    ]
    places = _places(document)
    return [
        Omission(places.get(start, why), text[start:end], start, end, document.id)
        for start, end, why in sorted(spans)
    ]


def _marked(length: int, spans: Iterator[tuple[int, int]]) -> bytearray:
    marked = bytearray(length)
    for start, end in spans:
        marked[start:end] = b"\x01" * (end - start)
    return marked


def _in_line(own: str, offset: int, date: str) -> Iterator[_Span]:
    """What of a line looks like a number, with the reason that holds in a sentence."""
    found = [span for span in masked(plain(own)) if any(c.isdigit() for c in own[slice(*span[:2])])]
    found += [(start, end, "period") for start, end, _ in find_periods(own, date=date)]
    line = read_line(own, 0, len(own), date)
    english = is_english(own, 0, len(own))
    for item in line.quantities:
        why = reason_against(item, line.view, english) or "no subject"
        found.append((item.start, item.end, why))
    for start, end, why in found:
        yield start + offset, end + offset, why


def _outermost(spans: Sequence[_Span]) -> list[_Span]:
    """The spans that lie in no other: the label 表1, not the 1 in it."""
    kept: list[_Span] = []
    for span in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _places(document: Document) -> dict[int, str]:
    """The reason that a place gives, whatever is written there, by offset."""
    found: dict[int, str] = {}
    for exhibit in document.exhibits:
        for row in exhibit.table.rows if exhibit.table else ():
            for cell in row:
                found |= dict.fromkeys(range(cell.start, cell.end), "header or rank of a table")
    for start, end in document.boilerplate:
        found |= dict.fromkeys(range(start, end), "boilerplate")
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1
