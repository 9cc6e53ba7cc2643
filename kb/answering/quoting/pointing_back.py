"""Sentences that go on with the one before them, which alone names what they speak of: 其主要缺点是, it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.regex import regex
from kb.text import fold, line_at, sentence_spans

if TYPE_CHECKING:
    from kb.types import Document

    Span = tuple[Document, int, int]

FAR = 2
"""How many sentences before one may name what it speaks of, and how many behind it may go on with it."""
OPENING = 40
"""Characters of a sentence that are looked at."""
_POINTS_BACK = regex(
    r"(?:此外|同时|另外|并且|而且|其次|不仅如此|但|不过|因此)?[，,]?(?:[它该]|其(?![一二三四五六七八九他它余中])|这[一些个种家]|上述|平台|公司|他们|她们|前者|后者)"
    r"|(?:(?:in addition|moreover|furthermore|besides|yet|but|still),? )?"
    r"(?:its?|they|their|this|these|those|such|the (?:latter|former|company|firm)|s?he|his|her)\b"
)
_ADDS = regex(r"此外|其中|\b(?:in addition|moreover|furthermore|besides)\b")
"""Begins what is added to what the sentence before says, and may name another thing."""


def points_back(sentence: str) -> bool:
    """Whether it begins with a word for what the sentence before it names."""
    return _POINTS_BACK.match(fold(sentence[:OPENING])) is not None


def pointed_to(span: Span) -> Span | None:
    """The sentences before one in its paragraph, from that on which names what it speaks of; None where it does itself."""
    document, start, end = span
    text = document.text
    before = [one for one in sentence_spans(text, *line_at(text, start)) if one[1] <= start]
    first, said = start, text[start:end]
    for begins, ends in reversed(before[-FAR:]):
        if not points_back(said):
            break
        first, said = begins, text[begins:ends]
    return (document, first, before[-1][1]) if first < start else None


def going_on(span: Span) -> list[Span]:
    """The sentences behind one in its paragraph that go on with what it names."""
    document, start, end = span
    text = document.text
    found: list[Span] = []
    for begins, ends in list(sentence_spans(text, end, line_at(text, start)[1]))[:FAR]:
        if not points_back(text[begins:ends]) and not _ADDS.match(fold(text[begins:ends])):
            break
        found.append((document, begins, ends))
    return found
