"""What a sentence leads to: 商业模式分为三种, we sort spending into five types, and what follows them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from kb.answering.quoting.list_items import LIST_MOST, item_head, lines_of_list, numbered_run
from kb.figures.quantities.numerals import whole
from kb.regex import regex
from kb.text import ITEM, fold, line_at, sentence_spans

if TYPE_CHECKING:
    from kb.types import Document

    Span = tuple[Document, int, int]

SEVERAL = 3
"""How many sentences tell several or a few things."""
ANSWERING = 2
"""How many sentences answer a question that the text asks itself."""
LEAD_IN = 24
"""A sentence of fewer characters that ends in a colon says nothing but that a list follows."""
_THINGS = "方面|原因|理由|因素|影响|挑战|特点|特征|趋势|问题|路径|方式|类型|类别|阶段|模式|层次|环节|途径|情形|力量|变化|措施|建议|步骤|要素|好处|作用"
_ANNOUNCES = regex(
    rf"(?P<zh>[两二三四五六七八几多])[个大项点种类重条层股]?(?:{_THINGS})|(?:{_THINGS})(?:主要|大致)?[有为](?P<are>[两二三四五六七八几])(?:[个大项点种条]|(?=[，,:：。]))"
    r"|[为成](?P<sorts>[两二三四五六七八几])[种类个]|\b(?P<en>two|three|four|five|six|seven|eight|several)(?: [a-z-]+)? (?:causes?|reasons|factors|benefits|challenges|risks|steps|ways|things|types|kinds|findings|"
    r"features|forces|drivers|signals|options|groups|measures|classes|categories|trends|obstacles|barriers|points|phases|stages|models)\b"
)
"""Says how many things the sentences after it will tell."""
_BEGINS = regex(
    r"(?:原因|理由|因素|包括|包含|如下|以下|分别|主要有|\b(?:reasons?|causes|factors|following|includes?|included|are|as follows))[^:：。；;]{0,6}[:：](?=\s*\S)"
    r"|[:：]\s*(?=一是|其一|首先|第一[,，是])"
)
"""Begins an enumeration behind a colon: 原因如下：电价低；土地便宜。"""
_TELLS_ALL = regex(
    r":[^:]*[^:,、，;；]{2,}[,、，;；][^:]*(?:以及|[和与及]|\band\b|\bor\b)[^:,、，;；]{2,}$"
)
"""Tells all that it announces itself: 分为三类：甲、乙和丙."""
_RUN_IN = regex(r"\*\*[^*\n]{2,60}\*\*")
"""Heads a paragraph that is one of several things."""


def _announces(sentence: str) -> bool:
    """Whether a sentence says how many things are told next, or ends in a colon."""
    return bool(_ANNOUNCES.search(fold(sentence))) or leads_in(sentence)


def leads_in(sentence: str) -> bool:
    """Whether a sentence or a line ends in a colon, so that what it leads to stands behind it."""
    return sentence.rstrip("*_ ").endswith((":", "："))


def goes_on(sentence: str) -> bool:
    """Whether a sentence ends in a semicolon, so that what stands behind it goes on with it."""
    return sentence.rstrip("”’\"' ").endswith((";", "；"))


def what_follows(document: Document, start: int, end: int) -> list[Span]:
    """The things that the sentence announces: the rest of its paragraph, or the list below; else nothing."""
    text = document.text
    sentence, line = text[start:end], line_at(text, start)
    rest = list(sentence_spans(text, end, line[1]))
    if begins_enumeration(sentence):
        # What a colon opens goes on from one semicolon to the next.
        told = len(list(takewhile(lambda span: goes_on(text[slice(*span)]), rest))) + 1
        return [(document, *span) for span in rest[:told]]
    if sentence.endswith(("？", "?")):
        return [(document, *span) for span in rest[:ANSWERING]]
    if len(rest) == 1 and _is_lead_in(text[slice(*rest[0])]):
        return _below(document, *rest[0])
    if not _announces(sentence):
        return []
    if run := numbered_run(document, start):
        return [span for span in run if span[1] > start]
    if _TELLS_ALL.search(fold(sentence)):
        return []
    if rest:
        return [(document, *span) for span in rest[: _count(sentence)]]
    return _below(document, start, end)


def begins_enumeration(sentence: str) -> bool:
    """Whether it tells the first of several things behind a colon, 原因有三：气候冷凉；, and goes on."""
    lead, colon, _ = fold(sentence).partition(":")
    counted = bool(colon) and _ANNOUNCES.search(lead) is not None
    return goes_on(sentence) and (counted or _BEGINS.search(fold(sentence)) is not None)


def _is_lead_in(sentence: str) -> bool:
    return len(sentence) < LEAD_IN and leads_in(sentence)


def _below(document: Document, start: int, end: int) -> list[Span]:
    """The heads of the list that stands below the line of a sentence."""
    text = document.text
    below = lines_of_list(text, line_at(text, start)[1])
    listed = below and ITEM.match(text[slice(*below[0])])
    items = below if listed else _run_in_heads(text, end)
    spans = [(document, *item_head(text, *item)) for item in items[:LIST_MOST]]
    return spans if len(spans) > 1 else []


def _count(sentence: str) -> int:
    match = _ANNOUNCES.search(fold(sentence))
    words = (match["zh"], match["are"], match["sorts"], match["en"]) if match else ()
    word = next(filter(None, words), "several")
    return SEVERAL if word in ("几", "多", "several") else whole(word)


def _run_in_heads(text: str, end: int) -> list[tuple[int, int]]:
    """The paragraphs right below that each begin with a heading of their own in bold."""
    found: list[tuple[int, int]] = []
    position = line_at(text, end)[1] + 1
    while position < len(text):
        first, last = line_at(text, position)
        line = text[first:last].strip()
        if line and not _RUN_IN.match(line):
            break
        if line:
            found.append((first, last))
        position = last + 1
    return found
