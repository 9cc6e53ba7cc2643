"""What the lead-in of a ranking leaves out: from a ranking before it, the figures before, the heading."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kb.figures.told.list_leads import Lead, measures, read_lead, without_place
from kb.figures.told.told_rankings import ToldRanking
from kb.text import fold, line_at
from kb.types import RATES, DataPoint, Document, Period

_NEAR = 400
"""Characters that a figure may stand before the ranking that leaves its measure to it."""
_BACK = 60
"""Rankings back that one may go on from, so that the time grows with the text alone."""


def complete(
    document: Document, rankings: Sequence[ToldRanking], points: Sequence[DataPoint]
) -> list[ToldRanking]:
    """The ``rankings``, in the order of the text, each with a measure and a period where there is one.

    ``points`` are the figures of the sentences around them, in the order of the text.
    """
    found: list[ToldRanking] = []
    for ranking in rankings:
        lead = _as_before(document, found, ranking)
        if not lead.measure:
            lead = _as_figures_before(document, ranking, lead, points)
        if not lead.period.key:
            lead = replace(lead, period=_period_before(document, ranking, points))
        found.append(replace(ranking, lead=_under_heading(document, ranking, lead)))
    return found


def _as_before(document: Document, earlier: Sequence[ToldRanking], ranking: ToldRanking) -> Lead:
    """The lead with what an earlier ranking of the same section or names says for both."""
    lead = ranking.lead
    path = document.heading_path(ranking.start)
    for other in reversed(earlier[-_BACK:]):
        shared = _share_names(document.text, other, ranking)
        near = shared or document.heading_path(other.start) == path
        if near and _goes_on(other.lead, lead, shared=shared):
            return replace(
                lead,
                measure=other.lead.measure,
                share=lead.share or other.lead.share,
                who=other.lead.who,
                region=lead.region or other.lead.region,
            )
    return lead


def _goes_on(earlier: Lead, later: Lead, *, shared: bool) -> bool:
    """Whether a ranking is by the measure of an earlier one and of the same kind of names."""
    if later.measure and fold(later.measure) != fold(earlier.measure):
        return False
    known, who = fold(earlier.who), fold(later.who)
    return shared or not who or (bool(known) and (who in known or known in who))


def _share_names(text: str, earlier: ToldRanking, later: ToldRanking) -> bool:
    names = {fold(text[slice(*item.name)]) for item in later.items}
    known = {fold(text[slice(*item.name)]) for item in earlier.items}
    return 2 * len(names & known) >= len(names)


def _as_figures_before(
    document: Document, ranking: ToldRanking, lead: Lead, points: Sequence[DataPoint]
) -> Lead:
    """The lead with the measures that the figures before it name, of the units of its own values."""
    path = document.heading_path(ranking.start)
    near = [
        point
        for point in between(points, ranking.start - _NEAR + 1, ranking.start)
        if point.kind not in (*RATES, "rank") and document.heading_path(point.start) == path
    ]
    item = ranking.items[0]
    for value in item.values:
        named = (p.metric for p in reversed(near) if p.normalised_unit == value.normalised_unit)
        name = next((plain for metric in named if measures(plain := without_place(metric))), "")
        if value is item.values[0]:
            lead = replace(lead, measure=name)
        elif value.dimension == "ratio" and not lead.share:
            lead = replace(lead, share=name)
    return lead


def _period_before(document: Document, ranking: ToldRanking, points: Sequence[DataPoint]) -> Period:
    """The latest year of the figures before it in its paragraph; none where there is no such figure."""
    start = line_at(document.text, ranking.start)[0]
    near = [p for p in between(points, start, ranking.start) if p.period.key and not p.forecast]
    years = [p.period for p in near if not p.period.years and p.kind != "rank"]
    return max(years, key=lambda period: period.end_year or 0, default=Period())


def between(points: Sequence[DataPoint], start: int, end: int) -> Sequence[DataPoint]:
    """Those of ``points``, which are in the order of the text, that begin in ``[start, end)``."""
    first, last = (bisect_left(points, at, key=lambda point: point.start) for at in (start, end))
    return points[first:last]


def _under_heading(document: Document, ranking: ToldRanking, lead: Lead) -> Lead:
    for title in reversed(document.heading_path(ranking.start)):
        if lead.period.key and (lead.measure or lead.who):
            break
        above = read_lead(title, 0, len(title), "")
        # What a report looks ahead to is no time of its rankings.
        period = lead.period if lead.period.key or above.period.years else above.period
        named = bool(lead.measure or lead.who)
        who = lead.who if named else above.who
        measure = lead.measure if named else above.measure
        lead = replace(lead, measure=measure, who=who, period=period)
    return lead
