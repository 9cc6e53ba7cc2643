"""Every figure that a text states in its sentences and tables, as data points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb import text as texts
from kb.figures import ranks
from kb.figures.chinese import sentence as chinese
from kb.figures.context import State
from kb.figures.english import sentence as english
from kb.figures.profiles import with_holders
from kb.figures.told.list_points import ranked
from kb.figures.views import read_line
from kb.regex import regex
from kb.types import DataPoint, Document

_LONGEST_LINE = 2_000
"""A longer line is read in pieces, so that the cost grows with the text and not with its square."""
_MAY_STATE = regex(r"[\da-z一二两三四五六七八九十百千万首榜翻半]")
"""A line without a digit, a numeral or a small letter (one-third) states no figure."""


def extract(source: str | Document, date: str = "") -> list[DataPoint]:
    """Data points of sentences and tables, in the order of the text.

    ``date`` (``2023``, ``2023-11``, ``2023-11-05``) settles 今年 and what is a forecast; it is the
    document's own where that has one. Boilerplate gives nothing. Never raises for any text.
    """
    document = source if isinstance(source, Document) else _read(source)
    date = document.date or date
    lines = list(_prose(document))
    points = [point for start, end in lines for point in _line(document, start, end, date)]
    shown = _tables(document)
    names = dict.fromkeys(p.entity for p in shown if p.kind == "rank" and len(p.entity) > 1)
    points = with_holders(document, ranked(document, lines, points, date), names)
    points += shown
    text = source if isinstance(source, str) else source.text
    points = [
        replace(
            point,
            quote=text[point.start : point.end],
            document_id=document.id,
            heading_path=document.heading_path(point.start),
        )
        for point in points
    ]
    return sorted(points, key=lambda point: (point.start, point.end))


def _read(text: str) -> Document:
    from kb.errors import DocumentError
    from kb.readers import read_text

    # Half a surrogate pair stands for no character, and no tokeniser takes it.
    text = re.sub(r"[\ud800-\udfff]", "\ufffd", text)
    try:
        return read_text(text, name="text")
    except DocumentError:
        return Document(id="", name="text", text=text, language=texts.language(text))


def _tables(document: Document) -> list[DataPoint]:
    from kb.figures.tables.tables import table_points

    return [
        point
        for exhibit in document.exhibits
        if exhibit.table is not None
        for point in table_points(document, exhibit)
    ]


def _prose(document: Document) -> Iterator[tuple[int, int]]:
    """Spans of the lines that are neither boilerplate nor part of a table."""
    closed = [*document.boilerplate]
    closed += [(e.table.start, e.table.end) for e in document.exhibits if e.table is not None]
    closed.sort()
    index, text, start = 0, document.text, 0
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        while index < len(closed) and closed[index][1] <= start:
            index += 1
        if index == len(closed) or closed[index][0] >= end:
            yield from _pieces(text, start, end)
        start = end + 1


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line cut after sentences, else after clauses, into pieces that are not too long."""
    while end - start > _LONGEST_LINE:
        first, last = start + _LONGEST_LINE // 2, start + _LONGEST_LINE
        cuts = (text.rfind(mark, first, last) + 1 for mark in ("。", "；", ". ", "，", ", ", " "))
        cut = next((cut for cut in cuts if cut > first), last)
        yield start, cut
        start = cut
    yield start, end


def _line(document: Document, start: int, end: int, date: str) -> Iterator[DataPoint]:
    if not _MAY_STATE.search(document.text, start, end):
        return
    line = read_line(document.text, start, end, date)
    state = State(subject=line.label)
    for first, last in texts.sentences(line.text):
        read = english.points if is_english(line.text, first, last) else chinese.points
        found = [
            *read(line, first, last, state, date),
            *ranks.points(line, first, last, state),
        ]
        for point in found:
            yield replace(
                point,
                start=point.start + start,
                end=point.end + start,
                sentence_start=first + start,
                sentence_end=last + start,
            )


def is_english(text: str, start: int, end: int) -> bool:
    """Whether a sentence is read by the English rules."""
    return texts.language(text[start:end]) == "en"
