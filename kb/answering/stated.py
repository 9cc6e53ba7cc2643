"""Figures that the found passages state, where the look-up knows none under the words asked.

The look-up asks for every word that names the figure. Here a passage is found already, so the words
of its sentence, its heading and what stands before it count as well; kind, unit, period and place
still have to be those asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.figures.choice import fits
from kb.figures.measured import COUNTED
from kb.figures.subject import subject_of
from kb.regex import regex
from kb.text import fold
from kb.types import AMOUNTS, RATES

if TYPE_CHECKING:
    from kb.answering.evidence import Judge
    from kb.answering.question import Question
    from kb.figures.vocabulary import Vocabulary
    from kb.indexing.store import Store
    from kb.types import DataPoint, Passage

READ_PASSAGES = 6
"""How many of the best passages are read."""
BEFORE = 300
"""Characters before a sentence in which a word may stand that the sentence leaves out."""
LEAST = 0.62
"""The weighted share of the question that a figure has to meet."""
IN_SENTENCE, AROUND = 0.85, 0.55
"""What a word counts that is not the figure's own, beside one that is."""
UNDATED = 0.8
"""What a figure counts that says no period, where one is asked for."""
OTHER_WORDS = 0.3
"""What a word counts that names nothing."""
UNKNOWN_WORDS = 0.1
"""What a word counts that only the question knows, and that is no name."""
MONEY = frozenset({"市场", "规模", "市场规模", "销售额", "营业收入", "支出", "产值"})
"""Measures that are one where money is meant: how big a market is, is what it sells."""
_MONEY_SIGN = regex(
    r"[$€£¥]\s?\d|\d\s?(?:(?:hundred|thousand|trillion|million|billion) )?(?:dollars|euros|yuan|yen|pounds|US[$D]|EUR|RMB)\b|\d\s?[万亿]?(?:美元|元|欧元|日元|英镑)",
    re.IGNORECASE,
)
KIND_WORDS = {
    "share": frozenset({"占比", "渗透率"}),
    "growth": frozenset({"增长率"}),
    "cagr": frozenset({"增长率", "年复合增长率"}),
}
"""What a figure of a kind is called, whether or not its sentence says so."""
NARROWER = 0.005
"""What each thing takes off that a figure is about beyond the question."""
TIED = 0.004
SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    weights: dict[str, float]
    places: frozenset[str]
    """Regions, cities and companies that the question names."""
    companies: frozenset[str]
    """Of ``places``: who publishes a report stands in its title, and need not be meant."""
    measures: frozenset[str]


def stated(
    question: Question,
    passages: Sequence[Passage],
    points_of: Callable[[str], Sequence[DataPoint]],
    judge: Judge,
    store: Store,
) -> list[DataPoint]:
    """The figures of ``passages`` that answer ``question``, best first; empty rather than wrong.

    ``points_of`` gives the figures of the document with an id.
    """
    asked = _asked(question, judge)
    category = judge.vocabulary.category
    if not asked.weights or sum(category(p) != "regions" for p in asked.places) > 1:
        return []  # of two cities or companies each needs a figure of its own
    scored: dict[str, tuple[float, DataPoint]] = {}
    for rank, passage in enumerate(passages[:READ_PASSAGES]):
        for point in points_of(passage.document_id):
            if point.kind == "rank":
                continue
            if passage.start <= point.start < passage.end and point.id not in scored:
                score = _score(point, asked, judge, store) - 0.01 * rank
                scored[point.id] = (score, point)
    ranked = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].start))
    if not ranked or ranked[0][0] < LEAST:
        return []
    best, first = ranked[0]
    return [
        point
        for score, point in ranked
        if score >= best - TIED
        and point.kind == first.kind
        and point.normalised_unit == first.normalised_unit
        and point.sentence_start == first.sentence_start
    ][:SHOWN]


def _asked(question: Question, judge: Judge) -> _Asked:
    vocabulary = judge.vocabulary
    weights: dict[str, float] = {}
    for word in question.figure.words:
        part = 1.0 if word.names and word.text not in vocabulary.generic else OTHER_WORDS
        if "share" in question.figure.kinds and word.text in MONEY:
            part = OTHER_WORDS  # a share of what is spent or sold is one of the market as well
        if not judge.is_known(word.text) and not judge.is_name(word.text, question):
            part = UNKNOWN_WORDS
        weights[word.text] = part * judge.weight(word.text)
    places = {
        word.text
        for word in question.figure.words
        if vocabulary.category(word.text) in ("cities", "companies", "regions")
    }
    measures = {
        word.text
        for word in question.figure.words
        if vocabulary.category(word.text) == "measures" and word.text not in vocabulary.generic
    }
    if "share" in question.figure.kinds:
        # A share of what is spent, sold or shipped is said to be one of the market as well.
        measures = set()
    companies = {place for place in places if vocabulary.category(place) == "companies"}
    return _Asked(question, weights, frozenset(places), frozenset(companies), frozenset(measures))


def _score(point: DataPoint, asked: _Asked, judge: Judge, store: Store) -> float:
    period = _period_part(point, asked, store)
    if not period or not _kind_fits(point, asked):
        return 0.0
    vocabulary = judge.vocabulary
    subject = subject_of(point, vocabulary)
    document = store.document(point.document_id)
    text = document.text
    sentence = text[point.sentence_start : point.sentence_end]
    paragraph = max(text.rfind("\n", 0, point.sentence_start) + 1, point.sentence_start - BEFORE)
    before = "\n".join(
        (*point.heading_path, document.title, text[paragraph : point.sentence_start])
    )
    own = subject.held | subject.places | {subject.region}
    own |= KIND_WORDS.get(point.kind, frozenset())
    said = vocabulary.expand(judge.content(sentence))
    normal = vocabulary.normalise(sentence)
    said |= {word for word in asked.weights if not word.isascii() and word in normal}
    around = vocabulary.expand(judge.content(f"{before}\n{point.publisher}"))
    sold, sold_here = _sold(point, own, sentence, vocabulary)
    own |= sold
    said |= sold_here
    if not _place_fits(asked.places, subject.region, own | said | around):
        return 0.0
    if not asked.companies <= own | said | vocabulary.expand(
        judge.content(text[paragraph : point.sentence_start])
    ):
        return 0.0
    if asked.measures and not asked.measures & (own | said):
        return 0.0
    total = sum(asked.weights.values())
    met = sum(
        weight * (1.0 if word in own else IN_SENTENCE if word in said else AROUND)
        for word, weight in asked.weights.items()
        if word in own or word in said or word in around
    )
    extra = subject.naming - vocabulary.generic - asked.weights.keys()
    return period * met / total - NARROWER * min(len(extra), 3)


def _sold(
    point: DataPoint, own: Set[str], sentence: str, vocabulary: Vocabulary
) -> tuple[frozenset[str], frozenset[str]]:
    """What else an amount of money, or its growth, measures: by its own name, and by its sentence."""
    nothing = frozenset[str]()
    if point.dimension == "money" and point.kind == "level":
        measures = {word for word in own if vocabulary.category(word) == "measures"}
        return (MONEY, nothing) if measures & MONEY else (nothing, nothing if measures else MONEY)
    # Made $4 billion and will grow by 8% a year: what grows is what is sold.
    grows = point.kind in RATES and _MONEY_SIGN.search(sentence)
    return nothing, MONEY if grows else nothing


def _place_fits(places: frozenset[str], region: str, held: Set[str]) -> bool:
    """Every place of the question is named; a Chinese report need not say that it speaks of China."""
    missing = places - held
    return not missing or (missing == {"中国"} and region in ("", "中国"))


def _kind_fits(point: DataPoint, asked: _Asked) -> bool:
    figure = asked.question.figure
    no_number = point.dimension == "money" or point.normalised_unit == "%"
    if no_number and COUNTED.search(fold(figure.text)):
        return False
    if figure.unit and point.normalised_unit != figure.unit:
        return False
    if figure.dimension and not figure.unit and point.dimension != figure.dimension:
        return False
    percent = point.normalised_unit == "%"
    if not figure.kinds:
        return True
    if point.kind in figure.kinds:
        return True
    if point.kind in AMOUNTS and not percent:
        return bool(set(AMOUNTS) & set(figure.kinds))
    return percent and point.kind in ("level", "share") and "share" in figure.kinds


def _period_part(point: DataPoint, asked: _Asked, store: Store) -> float:
    periods = asked.question.figure.periods
    if not periods or any(fits(period, point.period, point.kind) for period in periods):
        return 1.0
    if point.period.key:
        return 0.0
    document = store.document(point.document_id)
    text = fold(document.text[point.sentence_start : point.sentence_end])
    years = {year for p in periods for year in (p.start_year, p.end_year) if year}
    if any(str(year) in text for year in years):
        return 1.0
    issued = document.date[:4]
    if issued and years and not years & {int(issued), int(issued) - 1}:
        return 0.0  # what is said of no time is of the time of the report
    return UNDATED
