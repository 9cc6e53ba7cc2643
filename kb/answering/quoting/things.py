"""Whether a sentence with a number is of the things that a question asks about, or of others of the field.

The number of servers is none of edge servers, and the share of one way to cool none of another.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kb.answering.quoting.measures import asks_share
from kb.figures.lookup.measured import OF_PEOPLE
from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.types import Document

    Span = tuple[Document, int, int]

SORTS = ("concepts", "industries")
"""Categories of terms that name things."""
LISTED = 400
"""Characters before a sentence in which what it is about may be listed with others."""
ITEM = 12
"""Characters of what stands before and behind a list that may belong to its items."""
_CLAUSES = regex(r"[，。；：！？\n]|[.;:!?]\s")
_ITEMS = regex(r"[、和与及或]|, | and | or ")
_BETWEEN = regex(r"\s*[省市县区]?[的产]?\s*")
"""Between two names of which one narrows the other: 甲省的乙果."""
_JOINED = regex(r"\s*[的式型类用]?\s*")
"""Between a thing and what sort of it is meant: 边缘型服务器."""


def are_others(question: Question, span: Span, told: str, held: Set[str], judge: Judge) -> bool:
    """Whether a sentence is of other things than are asked about.

    ``told`` is the sentence with what heads it; ``held`` are the words of what stands around it as well.
    """
    own = judge.vocabulary.held(told)
    return (
        _is_wider(question, own, judge)
        or _leaves_out(question, own, held, judge)
        or _is_of_one_beside(question, span, own, judge)
        or _is_of_one_name(question, told, judge)
    )


def _is_of_one_name(question: Question, told: str, judge: Judge) -> bool:
    """Whether two names that the documents' figures are of stand together, and only one is told of: 甲省的乙果."""
    text, held = fold(question.text), fold(told)
    names = sorted((text.index(name), name) for name in judge.names(question.text))
    return any(
        _BETWEEN.fullmatch(text[start + len(one) : begins]) and (one in held) != (other in held)
        for (start, one), (begins, other) in pairwise(names)
    )


def _are_listed(one: str, other: str, items: Sequence[str]) -> bool:
    """Whether each stands in an item of its own: 冷板式、浸没式."""
    ends = [items[0][-ITEM:], *(item[:ITEM] for item in items[1:])]
    return any(one in item for item in ends if other not in item) and any(
        other in item for item in ends if one not in item
    )


def _is_wider(question: Question, own: Set[str], judge: Judge) -> bool:
    """Whether a sort of a thing is asked about that the documents know, and the sentence is of the thing alone."""
    vocabulary, text = judge.vocabulary, question.text
    sorts: set[str] = set()
    last = len(text)
    for term in vocabulary.terms(text):
        if not _JOINED.fullmatch(text[last : term.start]):
            sorts = set()
        last = term.end
        if term.canonical in vocabulary.generic:
            continue
        if term.category not in SORTS:
            sorts = set()
            continue
        if term.canonical in own and any(map(judge.is_known, sorts - own)):
            return True
        sorts.add(term.canonical)
    return False


def _leaves_out(question: Question, own: Set[str], held: Set[str], judge: Judge) -> bool:
    """Whether of the things that are asked about none is told, or not the industry, or not all of a part and its whole.

    What a sentence leaves out, the text around it may say, unless it speaks of other things. Who was asked, it may leave out.
    """
    category = judge.vocabulary.category
    known = filter(judge.is_known, question.figure.essential)
    things = {w for w in known if category(w) in SORTS and not OF_PEOPLE.search(w)}
    if not things:
        return False
    others = {word for word in own - judge.vocabulary.generic if category(word) in SORTS}
    if not things & (own if others and len(things) > 1 else held):
        return True
    industries = {word for word in things if category(word) == "industries"}
    return not (things if asks_share(question) else industries) <= held


def _is_of_one_beside(question: Question, span: Span, own: Set[str], judge: Judge) -> bool:
    """Whether a thing asked about is not held, and the sentence is of one that the text lists beside it: 甲式、乙式和丙式."""
    vocabulary = judge.vocabulary
    document, start, end = span

    def concepts(text: str) -> set[str]:
        terms = vocabulary.terms(text)
        return {one.canonical for one in terms if one.category == "concepts"} - vocabulary.generic

    asked = concepts(question.text)
    told = concepts(document.text[start:end])
    if told <= asked or asked <= own:
        return False
    before = vocabulary.normalise(document.text[max(start - LISTED, 0) : start])
    lists = [_ITEMS.split(part) for part in _CLAUSES.split(before) if _ITEMS.search(part)]
    beside = {
        one: {other for items in lists for other in told if _are_listed(one, other, items)}
        for one in asked - own
    }
    return any(others and not others & asked for others in beside.values())
