"""Rankings told in words: numbered lists under a lead-in, and names in order in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.figures.quantities.numerals import plain, whole
from kb.figures.told import told_places
from kb.figures.told.list_leads import COPULA, ORDERED, TRIGGER, Lead, read_lead
from kb.figures.told.ranked_items import Item, Span, are_alike, descend, read_item, split_items
from kb.regex import regex
from kb.types import Document

_N = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_NUMBERED = regex(
    rf"\s*(?:[-*•]\s+)?(?:\*\*)?(?:第(?P<place>{_N})[名位](?!以)\s*[:、,.]?|\(?(?P<number>\d{{1,2}})(?:[.)]\s|[.)](?=[^\d\s])|、)"
    r"|(?:No\.? ?|#)(?P<sign>\d{1,2})\b[:.,]?)\s*"
)
"""What a line that is an item of a numbered list begins with."""
_LINE_END = regex(r"[。;]|[.!](?=\s+[A-Z\u3400-\u9fff])")
_SENTENCE_END = regex(
    r"。|(?<![\s(:;,]\d)(?<![\s(:;,]\d\d)(?<!\bNo)[.!](?=\s+[A-Z\u3400-\u9fff]|\s*$)|$"
)
_MARKS = " \t*#>-"
LEAST = 2
_FAR = 90
"""Characters between what says that names stand in order and the first of them."""


@dataclass(frozen=True, slots=True)
class ToldRanking:
    """A ranking told in words: its lead-in, what that says, and the items in order."""

    start: int
    end: int
    lead: Lead
    items: tuple[Item, ...]


def find_rankings(document: Document, lines: Sequence[Span], date: str) -> list[ToldRanking]:
    """The rankings among the ``lines`` of a document, in the order of the text."""
    text = plain(document.text)
    spans = [span for span in lines if text[span[0] : span[1]].strip(_MARKS)]
    found: list[ToldRanking] = []
    index = 0
    while index < len(spans):
        block = _block(text, spans, index)
        if len(block) >= LEAST:
            ranking = _of_block(document, text, spans, index, block, date)
            found += [ranking] if ranking else []
            index += len(block)
            continue
        found += _of_line(document, text, spans, index, date)
        index += 1
    return found


def _block(text: str, spans: Sequence[Span], first: int) -> list[int]:
    """Where the content of each line of a numbered list begins that starts at line ``first``."""
    found: list[int] = []
    for index in range(first, len(spans)):
        match = _NUMBERED.match(text, *spans[index])
        number = next(filter(None, match.groups()), "") if match else ""
        if match is None or not number or whole(number) != len(found) + 1:
            break
        found.append(match.end())
    return found


def _of_block(
    document: Document,
    text: str,
    spans: Sequence[Span],
    first: int,
    block: Sequence[int],
    date: str,
) -> ToldRanking | None:
    placed = _NUMBERED.match(text, spans[first][0])
    ranks = bool(placed and placed["place"])  # 第一名 says it of itself
    lead_span = _lead_above(text, spans, first)
    if lead_span is None and not ranks:
        return None
    ordered = ranks or bool(lead_span and ORDERED.search(text, *lead_span))
    items: list[Item] = []
    for rank, begin in enumerate(block, start=1):
        stop = spans[first + rank - 1][1]
        cut = _LINE_END.search(text, begin, stop)
        item = read_item(text, begin, cut.start() if cut else stop, rank)
        if item is None:
            return None
        items.append(item)
    if not are_alike(items) or not (ordered or descend(items)):
        return None
    lead = read_lead(document.text, *lead_span, date) if lead_span else Lead()
    start = lead_span[0] if lead_span else spans[first][0]
    return ToldRanking(start, items[-1].end, lead, tuple(items))


def _lead_above(text: str, spans: Sequence[Span], first: int) -> Span | None:
    """The last sentence of the line above, where it says that what follows stands in order."""
    if not first:
        return None
    start, end = spans[first - 1]
    for stop in _SENTENCE_END.finditer(text, start, end):
        if text[stop.end() : end].strip(_MARKS):
            start = stop.end()
    while start < end and text[start] in _MARKS:
        start += 1
    return (start, end) if TRIGGER.search(text, start, end) else None


def _of_line(
    document: Document, text: str, spans: Sequence[Span], index: int, date: str
) -> Iterator[ToldRanking]:
    position, end = spans[index]
    while trigger := TRIGGER.search(text, position, end):
        stop_at = _SENTENCE_END.search(text, trigger.end(), end)
        stop = stop_at.start() if stop_at else end
        ranking = _of_places(document, text, position, trigger, stop, date)
        ranking = ranking or _in_sentence(document, text, spans[index][0], trigger, stop, date)
        if ranking:
            yield ranking
        position = stop + 1


def _sentence_start(text: str, floor: int, position: int) -> int:
    """Where the sentence that holds ``position`` begins, without the marks of a list or a heading."""
    start = floor
    for mark in _SENTENCE_END.finditer(text, floor, position):
        start = mark.end() if mark.end() < position else start
    while text[start] in _MARKS:
        start += 1
    return start


def _of_places(
    document: Document, text: str, floor: int, trigger: re.Match[str], stop: int, date: str
) -> ToldRanking | None:
    """The ranking of a sentence that gives the place of each, or of the first alone."""
    start = _sentence_start(text, floor, trigger.start())
    found = told_places.of_places(text, start, stop) or told_places.after_first(text, start, stop)
    if found is None:
        return None
    begin, sort, items = found
    lead = read_lead(document.text, start, begin, date)
    lead = replace(lead, who=lead.who or sort, han=True)
    closed = stop + 1 if text[stop : stop + 1] in ("。", ".") else stop
    return ToldRanking(start, closed, lead, tuple(items))


def _in_sentence(
    document: Document, text: str, floor: int, trigger: re.Match[str], stop: int, date: str
) -> ToldRanking | None:
    start = _sentence_start(text, floor, trigger.start())
    for copula in COPULA.finditer(text, trigger.start(), min(stop, trigger.end() + _FAR)):
        if copula.end() < trigger.end() or copula.end() == copula.start():
            continue
        lead = read_lead(document.text, start, copula.end(), date)
        items = split_items(text, copula.end(), stop, lead.most)
        valued = all(item.values for item in items)
        ordered = ORDERED.search(text, start, copula.end()) is not None
        if len(items) < LEAST or not are_alike(items) or not valued:
            continue
        if ordered or descend(items):
            closed = stop + 1 if text[stop : stop + 1] in ("。", ".") else stop
            return ToldRanking(start, closed, lead, tuple(items))
    return None
