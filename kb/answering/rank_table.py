"""Ranking tables: by year, the names from first to last; and which one a question is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.answering.question import Question
from kb.figures.vocabulary import Vocabulary
from kb.types import DataPoint

_PLACES = frozenset(("regions", "cities"))
_NAMES = _PLACES | {"companies", "industries"}


@dataclass(frozen=True, slots=True)
class RankTable:
    """One ranking: by year, the names from first to last."""

    points: tuple[DataPoint, ...]

    @property
    def years(self) -> list[int]:
        """The years given, ascending."""
        return sorted({p.period.end_year for p in self.points if p.period.end_year})

    @property
    def names(self) -> list[str]:
        """Every name in it, in order of first appearance."""
        return list(dict.fromkeys(p.entity for p in self.points))

    def row(self, year: int) -> list[DataPoint]:
        """The points of one year, first rank first."""
        rows = [p for p in self.points if p.period.end_year == year]
        return sorted(rows, key=lambda p: p.value)

    def point(self, name: str, year: int) -> DataPoint | None:
        """Where ``name`` stood in ``year``."""
        return next((p for p in self.row(year) if p.entity == name), None)

    def history(self, name: str) -> list[DataPoint]:
        """Where ``name`` stood, by year."""
        found = (self.point(name, year) for year in self.years)
        return [point for point in found if point is not None]


def tables(points: Iterable[DataPoint]) -> list[RankTable]:
    """The ranking tables among the data points: at least two names with ranks in one exhibit."""
    groups: dict[tuple[str, str, str], list[DataPoint]] = {}
    for point in points:
        if point.kind == "rank" and point.entity and point.exhibit:
            groups.setdefault((point.document_id, point.exhibit, point.metric), []).append(point)
    return [
        RankTable(tuple(group))
        for group in groups.values()
        if len({p.entity for p in group}) > 1 and any(p.period.end_year for p in group)
    ]


def choose(
    question: Question, found: Sequence[RankTable], vocabulary: Vocabulary
) -> tuple[RankTable, list[str]] | None:
    """The table that the question is about, and the names that the question holds.

    A name of the same class that the table leaves out, another city or company, comes last.
    """
    asked = vocabulary.normalise(question.text)
    words = vocabulary.words(question.text)
    best: tuple[float, RankTable, list[str]] | None = None
    for table in found:
        names = [n for n in table.names if vocabulary.normalise(n) in asked]
        names.sort(key=lambda n: asked.find(vocabulary.normalise(n)))
        first = table.points[0]
        title = vocabulary.words(f"{first.metric} {' '.join(first.heading_path[-1:])}")
        inner = {part for word in title for part in vocabulary.inner(word)}
        shared = words & (title | inner)
        # What few figures share, cities or industries, tells tables apart: it counts twice.
        overlap = len(shared) + len(shared - vocabulary.generic)
        if not names and not overlap:
            continue
        score = 2.0 * len(names) + overlap
        if best is None or score > best[0]:
            best = (score, table, names)
    if best is None:
        return None
    return best[1], [*best[2], *_absent(question, best[1], vocabulary)]


def _absent(question: Question, table: RankTable, vocabulary: Vocabulary) -> list[str]:
    """Names in the question of the class that the table ranks, but not in it."""
    ranked = {term.category for term in vocabulary.terms("、".join(table.names))}
    ranked |= _PLACES if ranked & _PLACES else frozenset()
    first = table.points[0]
    known = (*table.names, first.metric, first.region, first.publisher, *first.heading_path)
    held = vocabulary.normalise("\n".join(known))
    return [
        name
        for term in vocabulary.terms(question.text)
        if term.category in (ranked & _NAMES) | {"companies"}
        and (name := term.canonical) not in held
    ]
