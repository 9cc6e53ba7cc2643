"""Look-up: which data points answer a question. Empty rather than wrong.

A point is a candidate only if it is about every essential word of the question, in the region, of
the kind and dimension asked. Candidates are ranked by the idf-weighted words they share with the
question, then chosen by period: the periods asked, else the nearest that exist.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kb.figures.lookup.asked import FigureQuestion, parse_question
from kb.figures.lookup.choice import Match, choose
from kb.figures.lookup.narrowed import narrowed
from kb.figures.lookup.scenarios import Context
from kb.figures.lookup.scorer import Scorer
from kb.figures.vocabulary.subject import Subject
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.text import fold
from kb.types import DataPoint

__all__ = ["FigureQuestion", "Match", "look_up", "parse_question"]

Similarity = Callable[[str, Sequence[str]], Sequence[float]]

_KEPT_SHARE = 0.75
"""Candidates under this share of the best score are about something else."""


def look_up(
    question: str | FigureQuestion,
    points: Sequence[DataPoint],
    vocabulary: Vocabulary,
    *,
    top_k: int = 10,
    date: str = "",
    similarity: Similarity | None = None,
    context: Context | None = None,
    counts: Counter[str] | None = None,
    candidates: Sequence[DataPoint] | None = None,
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
        counts: ``word_counts`` of ``points``, where they are known already.
        candidates: those of ``points`` that share a word with the question, where they are known already.
    """
    asked = question
    if isinstance(asked, str):
        asked = parse_question(asked, vocabulary, date)
    if not (asked.words or asked.scenario) or not points:
        return []
    scorer = Scorer(asked, points, vocabulary, context, counts)
    found = [
        match
        for point in (points if candidates is None else candidates)
        if (match := scorer.score(point))
    ]
    if context is not None:
        wanted = narrowed(asked.text)
        found = [
            match
            for match in found
            if wanted.holds(f"{_names(match.point)}\n{context(match.point)}")
            if wanted.is_denied(match.point, context(match.point))
        ]
    if not found:
        return []
    if similarity is not None:
        texts = [f"{match.point.region} {match.point.metric}" for match in found]
        found = [
            replace(match, score=match.score + 0.05 * float(cosine))
            for match, cosine in zip(found, similarity(asked.text, texts), strict=True)
        ]
    return choose(asked, _collapse(_relevant(found, scorer), scorer.subject), top_k)


def _names(point: DataPoint) -> str:
    return "\n".join((point.entity, point.metric, *point.heading_path))


def _relevant(found: list[Match], scorer: Scorer) -> list[Match]:
    """Those near the best; where the question names several things, near the best of each.

    A figure of another name, or of something narrower, is left out where one of just the name, or
    of just the thing, is there.
    """
    best: dict[frozenset[str], float] = {}
    plain: set[frozenset[str]] = set()
    for match in found:
        sort = scorer.alternative(match.point)
        best[sort] = max(match.score, best.get(sort, 0.0))
        if not scorer.adds(match.narrower):
            plain.add(sort)
    best[frozenset()] = max(best.values())
    named = any(scorer.names(match.point.entity) for match in found if match.point.entity)
    kept = []
    for match in found:
        sort, entity = scorer.alternative(match.point), match.point.entity
        narrower = sort in plain and scorer.adds(match.narrower)
        other = named and entity and not scorer.names(entity)
        if match.score >= _KEPT_SHARE * best[sort] and not narrower and not other:
            kept.append(match)
    return kept


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
            "" if point.kind == "rank" else point.normalised_unit or point.unit,
            float(f"{point.normalised or point.value:.6g}"),
        )
        own = subject(point)
        for index in homes.get(key, ()):
            if _same(kept[index].point, subject(kept[index].point), point, own):
                kept[index] = replace(kept[index], others=(*kept[index].others, point))
                break
        else:
            homes.setdefault(key, []).append(len(kept))
            kept.append(match)
    return kept


def _same(first: DataPoint, one: Subject, second: DataPoint, other: Subject) -> bool:
    if one.region and other.region and one.region != other.region:
        return False
    if first.kind == "rank" and fold(first.entity) != fold(second.entity):
        return False
    union, common = one.words | other.words, one.words & other.words
    if first.kind == "rank" and first.document_id == second.document_id:
        return len(common) > 1
    return not union or 2 * len(common) >= len(union)
