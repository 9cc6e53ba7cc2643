"""What a question asks of a figure: words by weight, places, measures, and which kind and unit fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.answering.lookup.subjects import core_of, counted_in
from kb.answering.retrieval.evidence import UNKNOWN_WORDS
from kb.figures.lookup.measured import (
    COUNTED,
    MONEY,
    NO_COUNTS,
    is_for_all,
    is_for_one,
    is_other_dimension,
    is_other_sort,
)
from kb.regex import regex
from kb.text import fold
from kb.types import AMOUNTS, RATES

if TYPE_CHECKING:
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.types import DataPoint

OTHER_WORDS = 0.3
"""What a word counts that names nothing."""
_PER_SO_MANY = regex(r"\bper (?:\d|hundred|thousand|million)|每[百千万亿\d]")
"""Asks for a density: stores per 10,000 people."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks of figures, read once for all of them."""

    question: Question
    weights: dict[str, float]
    """What each of its words counts; empty where it has none."""
    places: frozenset[str]
    """Regions, cities and companies that the question names."""
    regions: frozenset[str]
    """Of ``places``."""
    companies: frozenset[str]
    """Of ``places``: who publishes a report stands in its title, and need not be meant."""
    measures: frozenset[str]
    counted: frozenset[str]
    """What is counted, where it is asked how many of them there are; one of them has to be said."""
    core: str
    """The name that tells most; empty where there is none."""


def asked_of(question: Question, judge: Judge) -> Asked:
    """What ``question`` asks of figures, each word weighed by how much it tells."""
    vocabulary = judge.vocabulary
    share = "share" in question.figure.kinds
    weights: dict[str, float] = {}
    for word in question.figure.words:
        part = 1.0 if word.names and word.text not in vocabulary.generic else OTHER_WORDS
        if share and word.text in MONEY:
            part = OTHER_WORDS  # a share of what is spent or sold is one of the market as well
        if not judge.is_known(word.text) and not judge.is_name(word.text, question):
            part = UNKNOWN_WORDS
        weights[word.text] = part * judge.weight(word.text)
    sorts = {word: vocabulary.category(word) for word in weights}
    places = {word for word, sort in sorts.items() if sort in ("cities", "companies", "regions")}
    regions, companies = (
        frozenset(word for word in places if sorts[word] == sort)
        for sort in ("regions", "companies")
    )
    # A share of what is spent, sold or shipped is said to be one of the market as well.
    measures = {
        word
        for word, sort in sorts.items()
        if sort == "attributes"
        or (sort == "measures" and word not in vocabulary.generic and not share)
    }
    return Asked(
        question,
        weights,
        frozenset(places),
        regions,
        companies,
        frozenset(measures),
        counted_in(question, judge),
        core_of(question, judge),
    )


def of_kind(point: DataPoint, question: Question) -> bool:
    """Whether ``point`` is a figure of the kind and the unit that ``question`` asks for."""
    figure = question.figure
    percent = point.normalised_unit == "%"
    uncounted = percent or point.dimension == "money"
    uncounted |= not figure.dimension and point.dimension in NO_COUNTS
    if uncounted and COUNTED.search(fold(figure.text)):
        return False
    words = {word.text for word in figure.words}
    if is_other_sort(point, figure.text) or is_for_one(point, words, figure.text):
        return False
    if is_for_all(point, figure.text):
        return False
    if question.intent != "ranking" and is_other_dimension(point.dimension, figure.text):
        return False
    if figure.unit and point.normalised_unit != figure.unit:
        return False
    if _PER_SO_MANY.search(fold(figure.text)) and not _PER_SO_MANY.search(
        fold(f"{point.metric} {point.entity} {point.unit}")
    ):
        return False
    if figure.dimension and not figure.unit and point.dimension != figure.dimension:
        return False
    if percent and "level" in figure.kinds and "规模" in words:
        return bool({"share", *RATES} & set(figure.kinds))  # how big a market is, no share tells
    if not figure.kinds or point.kind in figure.kinds:
        return True
    if point.kind in AMOUNTS and not percent:
        return bool(set(AMOUNTS) & set(figure.kinds))
    return percent and point.kind in ("level", "share") and "share" in figure.kinds
