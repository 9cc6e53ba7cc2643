"""Choosing among the figures that a question may mean, by the periods that it asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.types import DataPoint, Period

if TYPE_CHECKING:
    from kb.figures.lookup.asked import FigureQuestion

_SERIES_SHARE = 0.9
"""Members of a series score within this share of its best."""


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


def choose(asked: FigureQuestion, matches: Sequence[Match], top_k: int) -> list[Match]:
    """Of ``matches``, best first, those of the periods asked, or the nearest, or the series."""
    if not matches:
        return []
    if asked.wants_series:
        return _series(asked, matches)[: max(top_k, 30)]
    if not asked.periods:
        return sorted(matches, key=_order)[:top_k]
    found: dict[str, Match] = {}
    for period in asked.periods:
        exact = [match for match in matches if fits(period, match.point.period, match.point.kind)]
        chosen = exact or _nearest(period, matches)
        for match in chosen:
            kept = replace(match, exact_period=bool(exact))
            known = found.get(match.point.id)
            if known is None or (kept.exact_period and not known.exact_period):
                found[match.point.id] = kept
    return sorted(found.values(), key=_order)[:top_k]


def fits(asked: Period, given: Period, kind: str) -> bool:
    """Whether a figure of period ``given`` is one of period ``asked``.

    A range asks for its rates over the whole range, and for every level within it.
    """
    if not given.key:
        return False
    if kind == "cagr" and not asked.years:  # by 2027: the rate of the years up to it
        return asked.key == given.key or (
            bool(given.years) and asked.end_year == given.end_year and not asked.half
        )
    if not asked.years or kind == "cagr":
        return asked.key == given.key
    return asked.key == given.key or (not given.years and _within(asked, given))


def is_of(periods: Iterable[Period], point: DataPoint) -> bool:
    """Whether a figure is of one of the ``periods`` asked; see ``fits``."""
    return any(fits(period, point.period, point.kind) for period in periods)


def _within(outer: Period, inner: Period) -> bool:
    bounds = (outer.start_year, outer.end_year, inner.start_year, inner.end_year)
    first, last, start, end = (year or 0 for year in bounds)
    return first <= start and end <= last


def _series(asked: FigureQuestion, matches: Sequence[Match]) -> list[Match]:
    """The figures of one sort: of that of the best, or of the one with most times where that has but one."""
    best = min(matches, key=_order)
    ranges = [period for period in asked.periods if period.years]
    near = [
        match
        for match in matches
        if match.score >= _SERIES_SHARE * best.score
        and match.point.period.key
        and (not ranges or any(_within(period, match.point.period) for period in ranges))
    ]
    sorts: dict[tuple[str, str], list[Match]] = {_sort(best): []}
    for match in near:
        sorts.setdefault(_sort(match), []).append(match)
    members = sorts[_sort(best)]
    if _times(members) < 2:
        members = max(sorts.values(), key=_times)
    members = _of_one_name(members)
    return sorted(members or [best], key=lambda m: (_place(m.point.period), -m.score))


def _of_one_name(members: Sequence[Match]) -> list[Match]:
    """``members``, each by the statement of its figure that is called as most of the others are."""
    names = Counter((m.point.document_id, m.point.metric, m.point.entity) for m in members)
    most = max(names, key=names.__getitem__, default=None)
    found = []
    for match in members:
        told = (match.point, *match.others)
        alike = [p for p in told if (p.document_id, p.metric, p.entity) == most]
        point = alike[0] if alike else match.point
        found.append(replace(match, point=point, others=tuple(p for p in told if p is not point)))
    return found


def _sort(match: Match) -> tuple[str, str]:
    return match.point.kind, match.point.dimension


def _times(members: Sequence[Match]) -> int:
    return len({match.point.period.key for match in members})


def _nearest(asked: Period, matches: Sequence[Match]) -> list[Match]:
    """The nearest before and the nearest after; figures without a period where there is neither."""
    dated = [match for match in matches if match.point.period.key]
    kinds = {match.point.kind for match in dated}
    chosen: list[Match] = []
    for kind in sorted(kinds):
        same = [match for match in dated if match.point.kind == kind]
        before = [m for m in same if _place(m.point.period) <= _place(asked)]
        after = [m for m in same if _place(m.point.period) > _place(asked)]
        for side in (before, after):
            if side:
                least = min(_distance(asked, m.point.period) for m in side)
                chosen += [m for m in side if _distance(asked, m.point.period) == least]
    return chosen or [match for match in matches if not match.point.period.key]


def _place(period: Period) -> tuple[float, float]:
    part = 0.0
    if period.half:
        part = (period.half - 1) * 0.5
    elif period.quarter:
        part = (period.quarter - 1) * 0.25
    elif period.month:
        part = (period.month - 1) / 12
    part_of_year = period.half or period.quarter or period.month
    length = 0.75 if period.end_month else 0.5 if part_of_year else 1.0
    return ((period.end_year or 0) + part, (period.years or 0) + length)


def _distance(one: Period, other: Period) -> float:
    ends = abs(_place(one)[0] - _place(other)[0])
    return ends + abs((one.start_year or 0) - (other.start_year or 0))


def _order(match: Match) -> tuple[bool, float, tuple[float, float], str, int]:
    point = match.point
    return (
        not match.exact_period,
        -round(match.score, 2),
        _place(point.period),
        point.document_id,
        point.start,
    )
