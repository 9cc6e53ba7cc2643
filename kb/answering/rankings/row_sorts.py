"""What the rows of a column are, as its corner or their names say, and whether such things are asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from collections.abc import Set

    from kb.answering.rankings.asked_names import AskedNames
    from kb.answering.records.listing import Listing
    from kb.answering.understanding.question import Question
    from kb.figures.vocabulary.vocabulary import Vocabulary

_ASKED_FOR = (
    r"哪[一几]?[个些种类]?(?:{0})|\b(?:which|what)(?:['’]s| is| was| are| were)?(?: one)?(?: of)?(?: the| these| those)?"
    r"(?: [a-z-]+){{0,2}} (?:{0})s?\b"
)
"""Asks for one of the things that rows are called: which of the large markets."""
_WHERE = regex(r"哪[里儿]|什么地方|\bwhere\b")
_KINDS = regex(r"哪一?[种类款]|什么(?:品种|品类|产品|材料)|\b(?:kinds?|types?|sorts?|variet\w+)\b")
_KIND = regex(
    r"品种|品类|类[型别]|种类|型号|产品|细分|\b(?:types?|kinds?|variet\w+|products?|segments?|categor\w+)\b"
)
_PLACES = frozenset(("regions", "cities"))


def is_of_sort(
    listing: Listing, question: Question, names: AskedNames, vocabulary: Vocabulary
) -> bool:
    """Whether the names are of the sort that is asked for, as the corner or the names say."""
    text = fold(question.text)
    if names.classes or is_corner_said(listing, question, vocabulary):
        return True
    if _KINDS.search(text):
        return _KIND.search(fold(listing.sort)) is not None
    return _WHERE.search(text) is not None and are_places(listing, vocabulary)


def is_corner_said(listing: Listing, question: Question, vocabulary: Vocabulary) -> bool:
    """Whether a question says what the rows are; a word of many figures, as what is asked for."""
    if corner_of(listing, vocabulary) & vocabulary.held(question.text):
        return True
    corner = re.escape(fold(listing.sort))
    return bool(corner) and question.says(_ASKED_FOR.format(corner))


def corner_of(listing: Listing, vocabulary: Vocabulary) -> Set[str]:
    """The words that say what the rows are, without those of many figures."""
    return vocabulary.held(listing.sort) - vocabulary.generic


def are_places(listing: Listing, vocabulary: Vocabulary) -> bool:
    """Whether most of the names are places."""
    terms = vocabulary.terms("、".join(row.name for row in listing.rows))
    return 2 * sum(term.category in _PLACES for term in terms) > len(listing.rows)
