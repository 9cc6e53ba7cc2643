"""A list that one paragraph tells, given whole where a part of it answers: 主要风险包括：甲；乙；丙, 一是, 二是.

The sentence that answers best may be the last of five; who asks for all of them is told all, in their order.
"""

from __future__ import annotations

from itertools import takewhile
from statistics import median
from typing import TYPE_CHECKING

from kb.answering.quoting.announced import begins_enumeration, goes_on, what_follows
from kb.answering.quoting.explanation import cite_sentences
from kb.answering.quoting.list_items import ITEMS_BEHIND, numbered_run
from kb.answering.quoting.untold import is_of_another_time
from kb.answering.understanding.intents import ASKS_REASONS
from kb.regex import regex
from kb.text import fold, line_at, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.quoting.pairs_read import PairsRead
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import Document

    Span = tuple[Document, int, int]

SEVERAL = 2
"""How many parts of one list have to be cited where none of them stands first."""
_INTENTS = ("list", "explanation", "keywords")
_ASKS_FOR_ALL = regex(
    rf"哪些|哪[几二两三四五六七八九十]|几[大个条点种类项方]|有什么|有啥|列[出举]|{ASKS_REASONS}"
    r"|\b(?:which|what)(?: (?!(?:is|was|does|has|its|this)\b)[a-z-]+){0,3}? (?!(?:is|was|does|has|its|this)\b)[a-z-]+s\b"
    r"|\bwhat are\b|\blist\b|\bname the\b"
)
"""Asks for several things, or for reasons, and not for the one that is meant."""


def give_whole(
    draft: Draft, question: Question, mark: Sequence[int], said: str, read: PairsRead
) -> None:
    """Put the whole list in the place of the parts of it that were written since ``mark``."""
    _, citations, points, derivations, exhibits = mark
    others = (draft.points[points:], draft.derivations[derivations:], draft.exhibits[exhibits:])
    if any(others) or question.intent not in _INTENTS:
        return
    if not _ASKS_FOR_ALL.search(fold(question.text)):
        return
    cited = [(draft.store.document(c.document_id), c.start, c.end) for c in draft.citations]
    told = _list_of(cited[citations:], one_by_one=not question.says(ASKS_REASONS))
    if not told or told == cited[citations:]:
        return
    if is_of_another_time(question.figure.periods, _text(told[0])):
        return
    parts = [start for _, start, _ in told]
    before = list(takewhile(lambda span: span[1] not in parts, cited[citations:]))
    if read and not begins_enumeration(_text(told[0])):
        weights = read.weigh(said)(told)
        if median(weights) < max(weights) - ITEMS_BEHIND:
            return  # of what is numbered only one thing is asked for
    draft.rewind(tuple(mark))
    cite_sentences(draft, [*before, *told])


def _list_of(cited: Sequence[Span], *, one_by_one: bool) -> list[Span]:
    """The whole list that the first of the sentences ``cited`` is of, or several of them are.

    Of reasons only the first: those told ``one_by_one`` behind another may be the reasons of something else.
    """
    for place, (document, start, _) in enumerate(cited):
        told = enumeration(document, start)
        parts = {at for whole, at, _ in told if whole.id == document.id}
        count = sum(one.id == document.id and at in parts for one, at, _ in cited)
        if told and (place == 0 or (one_by_one and count >= SEVERAL)):
            return told
    return []


def enumeration(document: Document, start: int) -> list[Span]:
    """The sentences of the list in a paragraph that the one at ``start`` is of, or leads to; else nothing."""
    if run := numbered_run(document, start):
        return run
    text = document.text
    spans = list(sentence_spans(text, *line_at(text, start)))
    place = next((at for at, (a, b) in enumerate(spans) if a <= start < b), 0)
    while place > 0 and goes_on(text[slice(*spans[place - 1])]):
        place -= 1
    first = (document, *spans[place]) if spans else (document, start, start)
    if not begins_enumeration(_text(first)):
        return []
    return [first, *what_follows(*first)]


def _text(span: Span) -> str:
    document, start, end = span
    return document.text[start:end]
