"""Rankings that sentences and numbered lists tell: which of the points make one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb.types import AMOUNTS, DataPoint

LEAST = 3
"""The fewest names that make a table."""


def told_groups(
    points: Sequence[DataPoint], shown: Iterable[DataPoint]
) -> Iterator[tuple[list[DataPoint], list[DataPoint]]]:
    """The ranks of each ranking told outside of exhibits, all its years, and the values beside them.

    ``shown`` are the ranks that tables give: what repeats a year of them makes none.
    """
    known = {(p.document_id, p.entity, p.period.end_year) for p in shown}
    joined: dict[tuple[str, str], list[list[DataPoint]]] = {}
    for (document_id, _, metric, _), group in _statements(points).items():
        year = group[0].period.end_year
        repeats = all((document_id, p.entity, year) in known for p in group)
        if _in_order(group) and not repeats:
            years = joined.setdefault((document_id, metric), [])
            if all(other[0].period.end_year != year for other in years):
                years.append(group)
    values = _values(points) if joined else {}
    for years in joined.values():
        ranks = [point for group in years for point in group]
        if any(point.period.end_year for point in ranks):
            beside = {whose: values.get(whose, ()) for whose in map(_whose, ranks)}
            told = [point for own in beside.values() for point in own]
            yield ranks, sorted(told, key=lambda point: (point.start, point.end))


def _statements(
    points: Sequence[DataPoint],
) -> dict[tuple[str, int, str, str], list[DataPoint]]:
    """Ranks by the sentence or list that gives them, the measure and the period."""
    found: dict[tuple[str, int, str, str], list[DataPoint]] = {}
    for point in points:
        if point.kind == "rank":
            key = point.document_id, point.sentence_start, point.metric, point.period.key
            found.setdefault(key, []).append(point)
    return found


def _in_order(group: Sequence[DataPoint]) -> bool:
    """Whether other names hold the first places, none left out: later ones may be."""
    ranks = sorted(point.value for point in group)
    apart = len({point.entity for point in group}) == len(set(ranks)) == len(ranks)
    return apart and ranks[:LEAST] == [1.0, 2.0, 3.0]


def _values(points: Sequence[DataPoint]) -> dict[tuple[str, int, str], list[DataPoint]]:
    """Amounts and shares by the sentence or list and the name that they are of."""
    found: dict[tuple[str, int, str], list[DataPoint]] = {}
    for point in points:
        if point.kind in (*AMOUNTS, "share"):
            found.setdefault(_whose(point), []).append(point)
    return found


def _whose(point: DataPoint) -> tuple[str, int, str]:
    return point.document_id, point.sentence_start, point.entity
