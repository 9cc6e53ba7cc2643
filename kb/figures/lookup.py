"""Look-up: which data points answer a question. Empty rather than wrong.

A point is a candidate only if it is about every essential word of the question, in the region, of
the kind and dimension asked. Candidates are ranked by the idf-weighted words they share with the
question, then chosen by period: the periods asked, else the nearest that exist.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kb.figures.asked import FigureQuestion, parse_question
from kb.figures.choice import choose
from kb.figures.subject import Subject, subject_of
from kb.figures.vocabulary import Vocabulary
from kb.text import fold
from kb.types import DataPoint

__all__ = ["FigureQuestion", "Match", "look_up", "parse_question"]

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
Context = Callable[[DataPoint], str]

_GENERIC_WEIGHT = 0.35
_VERB_WEIGHT = 0.2
_NEAR_WEIGHT = 0.5
_KEPT_SHARE = 0.75
"""Candidates under this share of the best score are about something else."""
_LEAST_COVERAGE = 0.45
_MEASURED = frozenset({"money", "computing", "power", "energy", "ratio", "work", "mass"})

_RATES = frozenset({"growth", "cagr", "share", "rank"})


@dataclass(frozen=True, slots=True)
class Match:
    """A data point that answers a question. Higher scores are better, about 0 to 1.2."""

    point: DataPoint
    score: float
    exact_period: bool
    """Whether the point is of a period asked for; True where the question names none."""
    reasons: tuple[str, ...] = ()
    """Words that the question and the point share."""
    narrower: tuple[str, ...] = ()
    """What the point is about beyond the question: 液冷 where 服务器 was asked for."""
    others: tuple[DataPoint, ...] = ()
    """The same figure, stated elsewhere."""


def look_up(
    question: str | FigureQuestion,
    points: Sequence[DataPoint],
    vocabulary: Vocabulary,
    *,
    top_k: int = 10,
    date: str = "",
    similarity: Similarity | None = None,
    context: Context | None = None,
) -> list[Match]:
    """The data points that answer ``question``, best first; a series in the order of its periods.

    Args:
        question: as typed, or parsed already.
        points: all figures known.
        vocabulary: what counts as the same word.
        top_k: the most matches returned.
        date: what 今年 counts from.
        similarity: cosines of a question and texts; it only settles near ties.
        context: the sentence that states a point; names found there count as the point's own.
    """
    asked = (
        question
        if isinstance(question, FigureQuestion)
        else parse_question(question, vocabulary, date)
    )
    if not asked.words or not points:
        return []
    scorer = _Scorer(asked, points, vocabulary, context)
    found = [match for point in points if (match := scorer.match(point))]
    if similarity is not None and found:
        texts = [f"{match.point.region} {match.point.metric}" for match in found]
        found = [
            replace(match, score=match.score + 0.05 * float(cosine))
            for match, cosine in zip(found, similarity(asked.text, texts), strict=True)
        ]
    if not found:
        return []
    least = _KEPT_SHARE * max(match.score for match in found)
    kept = [match for match in found if match.score >= least]
    return choose(asked, _collapse(kept, scorer.subject), top_k)


class _Scorer:
    """Scores points for one question."""

    def __init__(
        self,
        asked: FigureQuestion,
        points: Sequence[DataPoint],
        vocabulary: Vocabulary,
        context: Context | None,
    ) -> None:
        self._asked = asked
        self._vocabulary = vocabulary
        self._context = context
        self._subjects: dict[str, Subject] = {}
        counts = Counter(word for point in points for word in self.subject(point).held)
        self._counts = counts
        self._total = len(points)
        self._measures = frozenset(
            word.text
            for word in asked.words
            if vocabulary.category(word.text) == "measures" and word.text not in vocabulary.generic
        )

    def subject(self, point: DataPoint) -> Subject:
        key = "\n".join((point.metric, point.entity, point.whole, point.region))
        if key not in self._subjects:
            self._subjects[key] = subject_of(point, self._vocabulary)
        return self._subjects[key]

    def match(self, point: DataPoint) -> Match | None:
        """The match of one point, or None where it does not answer."""
        subject = self.subject(point)
        if not (self._kind_fits(point, subject) and self._region_fits(subject)):
            return None
        shared, near = self._shared(point, subject)
        if not self._asked.essential <= shared | near or self._measure_conflicts(subject):
            return None
        if self._only_names(subject, shared, near):
            return None
        coverage = self._coverage(shared, near)
        if coverage < _LEAST_COVERAGE:
            return None
        narrower = self._narrower(subject)
        score = coverage * (0.6 + 0.4 * self._precision(subject)) + self._bonus(point, subject)
        reasons = tuple(word.text for word in self._asked.words if word.text in shared | near)
        return Match(point, score, True, reasons, narrower)

    def _kind_fits(self, point: DataPoint, subject: Subject) -> bool:
        asked = self._asked
        measured = asked.dimension in _MEASURED and not _RATES & set(asked.kinds)
        if measured and point.dimension not in ("", asked.dimension):
            return False
        if asked.ranks and (point.kind != "rank" or point.value not in asked.ranks):
            return False
        if not asked.kinds or point.kind in asked.kinds:
            return True
        percent = point.kind == "share" or point.normalised_unit == "%"
        if "share" in asked.kinds:
            return percent and point.kind in ("level", "count", "share")
        measures = any(word.text[-1] in "率比" for word in asked.words if word.text in subject.held)
        return "level" in asked.kinds and point.kind == "share" and measures

    def _region_fits(self, subject: Subject) -> bool:
        asked = self._asked.regions
        if not asked or asked & (subject.places | {subject.region}):
            return True
        return "中国" in asked and not subject.region

    def _shared(self, point: DataPoint, subject: Subject) -> tuple[set[str], set[str]]:
        wanted = {word.text for word in self._asked.words}
        shared = wanted & (subject.held | subject.places | {subject.region})
        shared |= self._named(wanted - shared, fold(point.entity))
        left = wanted - shared
        if not left:
            return shared, set()
        around = " ".join((*point.heading_path, point.publisher))
        sentence = self._context(point) if self._context else ""
        near = left & self._vocabulary.expand(self._vocabulary.words(f"{around}\n{sentence}"))
        # A concept that is only mentioned near a figure is not what the figure measures.
        names = {
            word for word in near if self._vocabulary.category(word) in ("", "cities", "regions")
        }
        return shared, names | (near & self._vocabulary.generic)

    def _named(self, left: set[str], entity: str) -> set[str]:
        """Words of the question that are pieces of the entity's name, where it stands in full."""
        if len(entity) < 2 or entity not in fold(self._asked.text):
            return set()
        return {word for word in left if word in entity or entity in word}

    def _measure_conflicts(self, subject: Subject) -> bool:
        if not self._measures:
            return False
        own = {w for w in subject.words if self._vocabulary.category(w) == "measures"}
        own -= self._vocabulary.generic
        return bool(own) and not self._measures & subject.held

    def _only_names(self, subject: Subject, shared: set[str], near: set[str]) -> bool:
        """Whether the question speaks of something else about the same city or company."""
        unmet = any(word.text not in shared | near for word in self._asked.words)
        return unmet and not shared & subject.measured

    def _weight(self, word: str) -> float:
        idf = math.log((self._total + 1) / (self._counts[word] + 0.5)) + 0.3
        return max(idf, 0.3) * (_GENERIC_WEIGHT if word in self._vocabulary.generic else 1.0)

    def _coverage(self, shared: set[str], near: set[str]) -> float:
        total = found = 0.0
        for word in self._asked.words:
            weight = self._weight(word.text) * (1.0 if word.names else _VERB_WEIGHT)
            total += weight
            found += weight * (word.text in shared or _NEAR_WEIGHT * (word.text in near))
        return found / total if total else 0.0

    def _precision(self, subject: Subject) -> float:
        wanted = self._vocabulary.expand(word.text for word in self._asked.words)
        total = sum(map(self._weight, subject.words))
        return sum(self._weight(w) for w in subject.words if w in wanted) / total if total else 0.0

    def _narrower(self, subject: Subject) -> tuple[str, ...]:
        wanted = self._vocabulary.expand(word.text for word in self._asked.words)
        extra = subject.words - wanted - self._vocabulary.generic - self._asked.regions
        return tuple(sorted(extra))

    def _bonus(self, point: DataPoint, subject: Subject) -> float:
        asked = self._asked
        bonus = 0.02 * (asked.forecast is not None and asked.forecast == point.forecast)
        bonus += 0.04 * bool(asked.regions & {subject.region})
        bonus += 0.03 * (point.kind == asked.kind or (not asked.kinds and point.kind == "level"))
        return bonus + 0.03 * bool(asked.unit and asked.unit == point.normalised_unit)


def _collapse(matches: Iterable[Match], subject: Callable[[DataPoint], Subject]) -> list[Match]:
    """One match for each figure, however often it is stated: the best, then the earliest."""
    ranked = sorted(matches, key=lambda m: (-m.score, m.point.document_id, m.point.start))
    kept: list[Match] = []
    homes: dict[tuple[object, ...], list[int]] = {}
    for match in ranked:
        point = match.point
        key = (
            point.kind,
            point.period.key,
            point.normalised_unit or point.unit,
            float(f"{point.normalised or point.value:.6g}"),
        )
        own = subject(point)
        for index in homes.get(key, ()):
            if _same(subject(kept[index].point), own):
                kept[index] = replace(kept[index], others=(*kept[index].others, point))
                break
        else:
            homes.setdefault(key, []).append(len(kept))
            kept.append(match)
    return kept


def _same(one: Subject, other: Subject) -> bool:
    if one.region and other.region and one.region != other.region:
        return False
    union = one.words | other.words
    return not union or len(one.words & other.words) >= 0.5 * len(union)
