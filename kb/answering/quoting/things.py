"""Whether a sentence with a number is of the things that a question asks about, or of others of the field.

The number of servers is none of edge servers, and the share of one way to cool none of another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
ASKS_SHARE = regex(
    r"百分之[几多]|几成|(?:占比|份额|比例|比重)(?:大概|大约|现在)?[是有为达]?(?:多少|多大|几)|[占多少大]+的?(?:份额|比例|比重)"
)
ITEM = 12
"""Characters of what stands before and behind a list that may belong to its items."""
_CLAUSES = regex(r"[，。；：！？\n]|[.;:!?]\s")
_ITEMS = regex(r"[、和与及或]|, | and | or ")
_JOINED = regex(r"\s*[的式型类用]?\s*")
"""Between a thing and what sort of it is meant: 边缘型服务器."""


def are_others(question: Question, span: Span, own: Set[str], held: Set[str], judge: Judge) -> bool:
    """Whether a sentence is of other things than are asked about.

    ``own`` are the words of the sentence and of what heads it, ``held`` those of what stands around it as well.
    """
    return (
        _is_wider(question, own, judge)
        or _leaves_out(question, held, judge)
        or _is_of_one_beside(question, span, own, judge)
    )


def _are_listed(one: str, other: str, items: Sequence[str]) -> bool:
    """Whether each stands in an item of its own: 冷板式、浸没式."""
    ends = [items[0][-ITEM:], *(item[:ITEM] for item in items[1:])]
    return any(one in item for item in ends if other not in item) and any(
        other in item for item in ends if one not in item
    )


def asks_share(question: Question) -> bool:
    """Whether a part of a whole is asked for, by what it is called or by how."""
    kinds = question.figure.kinds
    by_name = "share" in kinds and ASKS_SHARE.search(fold(question.text)) is not None
    return by_name or tuple(kinds) == ("share",)


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


def _leaves_out(question: Question, held: Set[str], judge: Judge) -> bool:
    """Whether of the things that are asked about none is held, or not the industry, or not all of a part and its whole."""
    category = judge.vocabulary.category
    known = {word for word in question.figure.essential if judge.is_known(word)}
    things = {word for word in known if category(word) in SORTS}
    industries = {word for word in things if category(word) == "industries"}
    wanted = things if asks_share(question) else industries
    return bool(things) and (not things & held or not wanted <= held)


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
