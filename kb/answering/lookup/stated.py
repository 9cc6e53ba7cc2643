"""How a figure and the text that states it meet a question: which of its words, kind and time.

The look-up asks for every word that names the figure. Here the words of its sentence, its heading
and what stands before it count as well; period, place and company still have to be those asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.answering.lookup.asked import Asked
from kb.answering.lookup.subjects import (
    is_of_terms,
    proper_names,
    stands_beside,
)
from kb.figures.lookup.choice import is_of
from kb.figures.lookup.measured import (
    KIND_WORDS,
    MONEY,
    OTHER_MONEY,
)
from kb.figures.lookup.narrowed import narrowed
from kb.figures.lookup.scenarios import is_of_another, told_in
from kb.figures.quantities.quantity import find_quantities
from kb.figures.vocabulary.subject import subject_of
from kb.regex import regex
from kb.text import fold, line_at
from kb.types import RATES

if TYPE_CHECKING:
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.figures.vocabulary.subject import Subject
    from kb.indexing.store import Store
    from kb.types import DataPoint

BEFORE = 300
"""Characters before a sentence in which a word may stand that the sentence leaves out."""
IN_SENTENCE, AROUND = 0.85, 0.55
"""What a word counts that is not the figure's own, beside one that is."""
REMEMBERED = 4_096
"""Sentences whose words are kept."""
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLAUSES = regex(r"[，,；;。]")
_SUPERLATIVE = regex(r"最|居首|首位|第一|领先|领跑|冠军|垫底|末位")
_MONEY_SIGN = regex(
    r"[$€£¥]\s?\d|\d\s?(?:(?:hundred|thousand|trillion|million|billion) )?(?:dollars|euros|yuan|yen|pounds|US[$D]|EUR|RMB)\b|\d\s?[万亿]?(?:美元|元|欧元|日元|英镑)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a figure meets a question."""

    met: float
    """The weighted share of the question's words that the figure, or the text around it, says."""
    named: bool
    """Whether the figure or its sentence says what the question is about, not only text around it."""
    precision: float
    """Of the names in what the figure is about, the share that the question says too."""
    dated: bool
    """Whether it is of the time asked for; False where it says none."""
    elsewhere: bool
    """Whether it says another region than those asked for, though the text around names them."""


@dataclass(frozen=True, slots=True)
class _Said:
    sentence: frozenset[str]
    """Canonical words of the sentence, with the terms that they hold."""
    normal: str
    paragraph: frozenset[str]
    """Of what stands before it in its paragraph."""
    before: str
    """That, normalised."""
    around: frozenset[str]
    """Of that, the headings, the document's title and the publisher."""


class Stated:
    """Fits the figures of one index to questions."""

    def __init__(self, judge: Judge, store: Store) -> None:
        """Take finished parts."""
        self._judge = judge
        self._store = store
        self._said = lru_cache(REMEMBERED)(self._said_at)
        self._titles = lru_cache(REMEMBERED)(self._title_words)
        self._main_year = lru_cache(REMEMBERED)(self._main_year_of)

    def fit(self, point: DataPoint, asked: Asked) -> Fit | None:
        """How ``point`` meets it; None where it is of another time, place, company or measure."""
        dated = self.dated(point, asked.question)
        told = told_in(point, self._sentence)
        if dated is None or is_of_another(asked.question.figure.scenario, told):
            return None
        if not self.is_narrowed_to(point, asked.question.text):
            return None
        vocabulary = self._judge.vocabulary
        subject = subject_of(point, vocabulary)
        text = self._said(
            point.document_id,
            point.sentence_start,
            point.sentence_end,
            point.heading_path,
            point.publisher,
        )
        own: Set[str] = subject.held | subject.places | {subject.region}
        own |= KIND_WORDS.get(point.kind, frozenset())
        said: Set[str] = text.sentence | {
            w for w in asked.weights if not w.isascii() and w in text.normal
        }
        own, said = self._with_money(point, own, said, text.normal)
        held = own | said | text.around
        named = not asked.core or asked.core in own | said
        latin = asked.core.isascii() and asked.question.language == "zh"
        others = subject.naming - asked.weights.keys()
        if not named and (latin or stands_beside(asked.core, others, text.before)):
            return None  # the text speaks of it, and this figure is of something else
        if not _place_fits(asked.places, subject.region, held):
            return None
        if not asked.companies <= own | said | text.paragraph:
            return None
        if any(words and not words & (own | said) for words in (asked.measures, asked.counted)):
            return None
        met = sum(
            weight * (1.0 if word in own else IN_SENTENCE if word in said else AROUND)
            for word, weight in asked.weights.items()
            if word in held
        )
        total = sum(asked.weights.values())
        precision = self._precision(subject, asked, point.document_id)
        own_places = subject.places | {subject.region}
        elsewhere = bool(asked.regions and subject.region) and not asked.regions & own_places
        if elsewhere and self._names_region(point):
            return None
        return Fit(met / total if total else 0.0, named, precision, dated, elsewhere)

    def is_narrowed_to(self, point: DataPoint, question: str) -> bool:
        """Whether it speaks of the label and the sizes that ``question`` names, as planned or done."""
        asked, sentence = narrowed(question), self._sentence(point)
        own = (point.entity, point.metric, *point.heading_path)
        clause = _CLAUSES.split(sentence[: point.start - point.sentence_start])[-1]
        return asked.holds("\n".join((*own, sentence))) and asked.is_of_plans(clause)

    def says_most(self, point: DataPoint) -> bool:
        """Whether the words up to the value since the one before say that it is the most or the least."""
        text = self._store.document(point.document_id).text
        before = [q.end for q in find_quantities(text[point.sentence_start : point.start])]
        start = point.sentence_start + max(before, default=0)
        return _SUPERLATIVE.search(text, start, point.end + 8) is not None

    def _names_region(self, point: DataPoint) -> bool:
        """Whether the figure's own name says where it is of, and not only what stands around it."""
        terms = self._judge.vocabulary.terms(f"{point.entity} {point.metric}")
        return any(term.category == "regions" for term in terms)

    def _sentence(self, point: DataPoint) -> str:
        return self._store.document(point.document_id).text[
            point.sentence_start : point.sentence_end
        ]

    def names(self, point: DataPoint, names: Set[str]) -> bool:
        """Whether the figure, or the text that states it, has all of the ``names``, folded."""
        if not names:
            return True
        text = self._store.document(point.document_id).text
        start = max(text.rfind("\n", 0, point.sentence_start) + 1, point.sentence_start - BEFORE)
        own = (point.entity, point.metric, *point.heading_path, text[start : point.sentence_end])
        held = fold("\n".join(own))
        return all(name in held for name in names)

    def is_of(self, point: DataPoint, question: Question, named: Set[str]) -> bool:
        """Whether it has one of the names ``named``, folded, and all that an English question has.

        Names that are made of terms, such as 全球, are held to elsewhere.
        """
        proper = proper_names(question, self._judge.vocabulary)
        own = [name for name in sorted(named) if not is_of_terms(name, self._judge.vocabulary)]
        one = not own or any(self.names(point, {name}) for name in own)
        return one and self.names(point, proper)

    def _with_money(
        self, point: DataPoint, own: Set[str], said: Set[str], sentence: str
    ) -> tuple[Set[str], Set[str]]:
        """Both with what money is called, where the figure is one of money."""
        if point.dimension == "money" and point.kind == "level":
            category = self._judge.vocabulary.category
            if own & OTHER_MONEY:
                return own, said
            measures = {word for word in own if category(word) == "measures"}
            if measures & MONEY:
                return own | MONEY, said
            return (own, said) if measures else (own, said | MONEY)
        if point.kind in RATES and _MONEY_SIGN.search(sentence):
            # Made $4 billion and will grow by 8% a year: what grows is what is sold.
            return own, said | MONEY
        return own, said

    def _precision(self, subject: Subject, asked: Asked, document_id: str) -> float:
        """What its document is about, a question that names nothing else need not say: 这行有多大."""
        generic, titles = self._judge.vocabulary.generic, self._titles(document_id)
        naming, said = subject.naming - generic, frozenset(asked.weights)
        if said - generic <= titles:
            said |= titles
        return len(naming & said) / len(naming) if naming else 0.5

    def _title_words(self, document_id: str) -> frozenset[str]:
        return frozenset(self._judge.vocabulary.held(self._store.document(document_id).title))

    def dated(self, point: DataPoint, question: Question) -> bool | None:
        """Whether it is of a time asked for; False where it says none, None where of another."""
        periods = question.figure.periods
        if not periods or is_of(periods, point):
            return True
        if point.period.key:
            return None
        document = self._store.document(point.document_id)
        text = fold(document.text[point.sentence_start : point.sentence_end])
        years = {year for p in periods for year in (p.start_year, p.end_year) if year}
        if any(str(year) in text for year in years):
            return True
        told = {int(year) for year in _YEAR.findall(text)}
        if told and not {year - 1 for year in years} & told:
            return None  # 比2023年上涨6% is no price of 2022
        issued = document.date[:4]
        last = int(issued) - 1 if issued else self._main_year(point.document_id)
        if last and years and not years & {last, last + 1}:
            # What is said of no time is of the time of the report, unless its paragraph says another.
            line = document.text[slice(*line_at(document.text, point.start))]
            said = () if issued else _YEAR.findall(line)
            return False if any(str(year) in said for year in years) else None
        return False

    def _main_year_of(self, document_id: str) -> int:
        """The year that most of the actual figures of a document are of; 0 where none are dated."""
        points = (p for p in self._store.data_points([document_id]) if not p.forecast)
        years = Counter(p.period.end_year for p in points if p.period.end_year)
        return max(years, key=lambda year: (years[year], year), default=0)

    def _said_at(
        self, document_id: str, start: int, end: int, headings: tuple[str, ...], publisher: str
    ) -> _Said:
        document = self._store.document(document_id)
        sentence = document.text[start:end]
        first = max(document.text.rfind("\n", 0, start) + 1, start - BEFORE)
        before = document.text[first:start]
        around = "\n".join((*headings, document.title, before, publisher))
        held = self._judge.vocabulary.held
        normal = self._judge.vocabulary.normalise(sentence)
        told = self._judge.vocabulary.normalise(before)
        return _Said(held(sentence), normal, held(before), told, held(around))


def _place_fits(places: frozenset[str], region: str, held: Set[str]) -> bool:
    """Every place of the question is named; a Chinese report need not say that it speaks of China."""
    missing = places - held
    return not missing or (missing == {"中国"} and region in ("", "中国"))
