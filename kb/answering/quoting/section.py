"""Answers that are a section: what is asked for is what a heading announces.

"What does the report recommend?" has no word in common with the recommendations; the heading above
them has.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.answering.quoting.announced import leads_in
from kb.answering.quoting.explanation import cite_sentences
from kb.answering.quoting.list_items import LIST_MOST, item_head
from kb.answering.quoting.sentences import IS_SOURCE
from kb.answering.understanding.intents import ASKS_REASONS
from kb.regex import regex
from kb.text import ITEM, fold, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import Document, Section

    Span = tuple[int, int]

SENTENCES = 6
"""How many sentences of a section without a list are quoted."""
_OF_REASONS = regex(
    r"原因|因素|驱动|动力|为什么|为何|\b(?:reasons?|causes?|drivers?|factors?|why)\b"
)
ASKS_FOR_ALL = r"哪些|哪几|什么|啥|列|有没有|建议|问题|what|which|list|main|recommend|should"


def compose(draft: Draft, question: Question, documents: Iterable[Document], judge: Judge) -> bool:
    """Quote the section whose heading is what the question asks for; False where none is."""
    if question.intent not in ("list", "explanation", "keywords") or not question.says(
        ASKS_FOR_ALL
    ):
        return False
    # What nobody knows is mistyped, or cut where no word ends.
    wanted = {
        word
        for word in judge.content(question.text)
        if word != "报告"
        and (word.isascii() or judge.is_known(word) or judge.is_name(word, question))
    }
    if not wanted or wanted <= judge.vocabulary.generic:
        return False
    asks_reasons = question.says(ASKS_REASONS)
    for document in documents:
        section = _section(document, wanted, judge)
        if section and asks_reasons and not _OF_REASONS.search(fold(section.title)):
            continue  # why costs fall is not told by all that stands under 成本
        spans = told_under(document, section, wanted, judge) if section else []
        if spans:
            cite_sentences(draft, [(document, start, end) for start, end in spans])
            return True
    return False


def _section(document: Document, wanted: set[str], judge: Judge) -> Section | None:
    """The section whose heading, read below those above it, says all of ``wanted`` and least else."""
    best: tuple[int, int, int, Section] | None = None
    for section in document.sections:
        if any(start <= section.start < end for start, end in document.boilerplate):
            continue
        if section.title == document.title:
            continue  # the whole report is about it
        title = judge.vocabulary.expand(judge.content(section.title))
        title |= {word for word in wanted if not word.isascii() and word in section.title}
        above = judge.vocabulary.expand(
            judge.content("\n".join((document.title, *section.path[:-1])))
        )
        told = {word for word in wanted if word in title}
        if not told - judge.vocabulary.generic or not wanted <= title | above:
            continue
        own = set(judge.content(section.title))
        rank = (-len(told), len(own - wanted), len(section.path), section)
        if best is None or rank[:3] < best[:3]:
            best = rank
    return best[3] if best else None


def told_under(
    document: Document, section: Section, wanted: set[str], judge: Judge
) -> list[tuple[int, int]]:
    """Its list, item by item; else its sub-sections' first sentences; else its first sentences."""
    text = document.text
    newline = text.find("\n", section.start)
    body = newline + 1 if 0 <= newline < section.end else section.end
    lines = _lines(text, body, section.end)
    lines = [line for line in lines if not IS_SOURCE.match(text[slice(*line)])]
    items = _asked_list(text, lines, wanted, judge)
    if len(items) > 1:
        return [item_head(text, *item) for item in items[:LIST_MOST]]
    parts = [s for s in document.sections if s.start >= body and s.end <= section.end]
    parts = [s for s in parts if len(s.path) == len(section.path) + 1]
    if len(parts) > 1:
        firsts = (_first_sentence(text, part) for part in parts[:LIST_MOST])
        return [span for span in firsts if span]
    spans = [span for line in lines for span in sentence_spans(text, *line)]
    return spans[:SENTENCES]


def _asked_list(
    text: str, lines: Sequence[Span], wanted: set[str], judge: Judge
) -> list[tuple[int, int]]:
    """The items among ``lines``; of several lists those whose lead-in says most of ``wanted``."""
    lists: list[tuple[int, list[Span]]] = [(0, [])]
    for before, line in pairwise([(0, 0), *lines]):
        if not ITEM.match(text[slice(*line)]):
            continue
        lead = text[slice(*before)]
        if not ITEM.match(lead) or not lists[-1][1]:
            held = judge.vocabulary.expand(judge.content(lead)) if leads_in(lead) else set()
            said = sum(word in held or (not word.isascii() and word in lead) for word in wanted)
            lists.append((said, []))
        lists[-1][1].append(line)
    most = max(said for said, _ in lists)
    return [item for said, items in lists if said == most for item in items]


def _first_sentence(text: str, section: Section) -> tuple[int, int] | None:
    """From the heading to the end of the first sentence under it."""
    newline = text.find("\n", section.start)
    if not 0 <= newline < section.end:
        return None
    under = next(iter(sentence_spans(text, newline + 1, section.end)), None)
    return (section.start, under[1]) if under else None


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while start < end:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        if text[start:stop].strip():
            found.append((start, stop))
        start = stop + 1
    return found
