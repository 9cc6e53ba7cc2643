"""Lists kept as lists: the items that a sentence announces or stands among."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from kb.regex import regex
from kb.text import ITEM, fold, line_at, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kb.answering.quoting.weighed import Weigh
    from kb.answering.understanding.question import Question
    from kb.types import Document

APART = 0.08
"""A list without a lead-in is quoted if half of it is at most so much farther than its nearest."""
ITEM_ANSWERS, ITEMS_BEHIND = -1.0, 5.0
"""And, where they are read, the log odds of the one that answers best, and how far half of it may be behind that."""
LIST_MOST = 12
"""The most items of a list that are quoted."""
HEAD = 12
"""Characters at the beginning of an item that tell what it is about."""
RUN_MOST = 8
"""The most sentences of a run of numbered ones that are quoted."""
_NUMBERED = regex(
    r"(?:^|[：:，,])\s*(?:[一二三四五六七八九]是|[（(][1-9一二三四五六七八九][）)]|[①-⑨]|第[一二三四五六七八九](?:[种类个点条项层步][是为，,]|[，,是])|其[一二三四五][，,])"
    r"|^(?:first|second|third|fourth|fifth|final|last)(?:ly)?,",
    re.IGNORECASE,
)
"""Begins one of several things that a paragraph tells in order: 一是, （2）, 第三，, Second,."""
_ASKED = r"哪些|哪几|列|建议|步骤|方面|挑战|特点|趋势|场景|要素|which|what are|list|recommend|steps"
_LIST_FOLLOWS = regex(r"[：:]\s*$|如下|以下|三[条类]|几[个条类]")


def list_items(
    question: Question,
    document: Document,
    start: int,
    end: int,
    near: Mapping[tuple[str, int], float],
    whose: Collection[str] = (),
    weigh: Weigh | None = None,
) -> list[tuple[Document, int, int]]:
    """The items of the list that a sentence opens or belongs to, with its lead-in.

    Empty where no list is asked for, the sentence is of none, or it alone of its list is near or answers;
    the one item alone that is about what ``whose`` names, of many.
    """
    text = document.text
    leads_in = text[start:end].rstrip("*_ ").endswith((":", "："))
    if question.intent not in ("list", "explanation") or not (leads_in or question.says(_ASKED)):
        return []
    lines = lines_of_list(text, line_at(text, start)[0]) if leads_in else _block(text, start)
    items = [line for line in lines if ITEM.match(text[line[0] : line[1]])]
    lead = start if _LIST_FOLLOWS.search(text[start:end]) else None
    if lead is None and not any(a <= start < b for a, b in items):
        return []
    if len(items) < 2:
        return []
    if lead is None and (own := _only_of(whose, text, items, start)):
        return [(document, *span) for span in sentence_spans(text, *own)][:RUN_MOST]
    heads = [item_head(text, *item) for item in items[:LIST_MOST]]
    spans = [(document, *head) for head in heads]
    cosines = [near[document.id, at] for at, _ in heads if (document.id, at) in near]
    if lead is None and cosines and median(cosines) < near.get((document.id, start), 0) - APART:
        return []
    if lead is None and weigh is not None:
        read = weigh(spans)
        if max(read) < ITEM_ANSWERS or median(read) < max(read) - ITEMS_BEHIND:
            return []
    return ([(document, start, end)] if lead is not None else []) + spans


def _only_of(
    whose: Collection[str], text: str, items: Sequence[tuple[int, int]], start: int
) -> tuple[int, int] | None:
    """The item at ``start``, where it alone of its list begins with one of the names."""
    own = next((item for item in items if item[0] <= start < item[1]), None)
    heads = {item: fold(text[item[0] : item[0] + HEAD]) for item in items}
    about = ([item for item in items if name in heads[item]] for name in sorted(whose))
    return own if any(named == [own] for named in about) else None


def numbered_run(document: Document, start: int) -> list[tuple[Document, int, int]]:
    """The sentences that a paragraph numbers, where the one at ``start`` is of them or leads to them.

    Empty where it is not, or there are no two.
    """
    text = document.text
    spans = sentence_spans(text, *line_at(text, start))
    items = [place for place, (a, b) in enumerate(spans) if _NUMBERED.search(text[a:b])]
    if len(items) < 2:
        return []
    first, last = items[0], items[-1]
    leads = first > 0 and spans[first - 1][0] == start
    if not leads and not spans[first][0] <= start <= spans[last][0]:
        return []
    run = spans[first - leads : last + 1]
    return [(document, a, b) for a, b in run[:RUN_MOST]]


def _block(text: str, offset: int) -> list[tuple[int, int]]:
    """The lines around ``offset``: those of the list that it stands in or opens."""
    start = text.rfind("\n", 0, offset) + 1
    while start > 0:
        before = text.rfind("\n", 0, start - 1) + 1
        line = text[before : start - 1]
        if line.strip() and not ITEM.match(line):
            break
        start = before
    return lines_of_list(text, start)


def lines_of_list(text: str, start: int) -> list[tuple[int, int]]:
    """The lines from ``start`` on that are not empty, up to the end of the first list."""
    lines: list[tuple[int, int]] = []
    position, began = start, False
    while position < len(text) and len(lines) < 40:
        newline = text.find("\n", position)
        end = len(text) if newline < 0 else newline
        line = text[position:end]
        is_item = ITEM.match(line) is not None
        if line.strip():
            if began and not is_item:
                break
            began = began or is_item
            lines.append((position, end))
        position = end + 1
    return lines


def item_head(text: str, start: int, end: int) -> tuple[int, int]:
    """An item's run-in heading with its first sentence."""
    return next(iter(sentence_spans(text, start, end)), (start, end))
