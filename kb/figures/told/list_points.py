"""Data points of the rankings told in words: each name's place and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kb.figures import sources
from kb.figures.chinese import words
from kb.figures.places import region_of
from kb.figures.quantities.numerals import plain
from kb.figures.told.list_leads import measures
from kb.figures.told.list_numbers import bare_values, bracket_period, earlier_places, without_places
from kb.figures.told.ranked_items import Item, Span
from kb.figures.told.told_context import between, complete
from kb.figures.told.told_rankings import ToldRanking, find_rankings
from kb.types import AMOUNTS, RATES, DataPoint, Document, PointKind

_CITED = 1_200
"""A longer list is cited an item at a time."""
_SIGNS = frozenset("+-")
"""A percentage that prints one beside an amount is by how much that changed."""
_EDGES = " ,，、:：()（）;；*–—-"


def ranked(
    document: Document, lines: Sequence[Span], points: Sequence[DataPoint], date: str
) -> list[DataPoint]:
    """``points`` of the ``lines``, those of rankings with their names, and the places beside them."""
    points = sorted(points, key=lambda point: point.start)
    rankings = complete(document, find_rankings(document, lines, date), points)
    if not rankings:
        return points
    text = plain(document.text)
    taken: set[int] = set()
    found: list[DataPoint] = []
    for ranking in rankings:
        for item in ranking.items:
            own = between(points, item.name[0], item.end)
            taken.update(point.start for point in own)
            values = without_places(text, [point for point in own if point.kind != "rank"])
            values += bare_values(text, ranking, item, own)
            values.sort(key=lambda point: point.start)
            place = _place(document, ranking, item, values)
            found += [place, *earlier_places(text, ranking, item, place)]
            found += _values(document, text, ranking, item, values, date)
    return [point for point in points if point.start not in taken] + found


def _span(ranking: ToldRanking, item: Item) -> Span:
    whole = ranking.end - ranking.start <= _CITED
    return (ranking.start, ranking.end) if whole else (item.name[0], item.end)


def _place(
    document: Document, ranking: ToldRanking, item: Item, values: Sequence[DataPoint]
) -> DataPoint:
    start, end = item.name
    name = document.text[start:end]
    first, last = _span(ranking, item)
    lead = ranking.lead
    publisher = lead.publisher or next((p.publisher for p in values if p.publisher), "")
    return DataPoint(
        metric=lead.title,
        value=float(item.rank),
        unit="",
        kind="rank",
        start=start,
        end=end,
        quote=name,
        sentence_start=first,
        sentence_end=last,
        period=lead.period,
        entity=name,
        region=lead.region or region_of(name),
        normalised=float(item.rank),
        normalised_unit="rank",
        dimension="rank",
        publisher=publisher,
    )


def _values(
    document: Document,
    text: str,
    ranking: ToldRanking,
    item: Item,
    values: Sequence[DataPoint],
    date: str,
) -> Iterator[DataPoint]:
    lead = ranking.lead
    name = document.text[slice(*item.name)]
    position = item.name[1]
    first, last = _span(ranking, item)
    amount = False
    for point in values:
        own = document.text[position : point.start].strip(_EDGES)
        bracketed = bracket_period(text, ranking, item, point.start)
        beside = amount and not bracketed.key
        metric, kind = _measured(ranking, point, own, beside=beside)
        if beside and _is_signed(text, point):
            metric, kind = lead.measure or metric, "growth"
        period = bracketed if bracketed.key else lead.period
        stated = point.period.text and point.period.text in document.text[item.name[1] : item.end]
        if point.period.key and (not period.key or (stated and not bracketed.key)):
            period = point.period
        ahead = sources.after(period, date)
        yield replace(
            point,
            metric=metric,
            kind=kind,
            **_change(point, kind),
            entity=name,
            period=period,
            region=lead.region or region_of(name),
            publisher=point.publisher or lead.publisher,
            forecast=ahead if ahead is not None else point.forecast or lead.hedged,
            sentence_start=first,
            sentence_end=last,
        )
        amount = amount or (point.kind in AMOUNTS and point.dimension != "ratio")
        position = point.end


def _is_signed(text: str, point: DataPoint) -> bool:
    """Whether it is a percentage that prints plus or minus."""
    signs = {text[point.start - 1], text[point.start]} & _SIGNS
    return point.dimension == "ratio" and bool(signs)


def _change(point: DataPoint, kind: PointKind) -> dict[str, Any]:
    """Basis and direction of a growth that only its sign says."""
    if kind != "growth" or point.kind == "growth":
        return {}
    return {"basis": "yoy", "direction": "down" if point.value < 0 else "up"}


def _measured(
    ranking: ToldRanking, point: DataPoint, own: str, *, beside: bool
) -> tuple[str, PointKind]:
    """Metric and kind of a value; ``own`` stands before it, ``beside`` where an amount does."""
    lead = ranking.lead
    base = lead.measure or lead.who
    if measures(own):
        return own, point.kind
    if point.kind in RATES or point.dimension != "ratio":
        return base, point.kind
    is_share = bool(words.SHARE.search(base)) or "share" in base.lower()
    if is_share and not beside:
        return base, "share"
    if not beside and point.kind != "share" and lead.measure:
        return base, point.kind
    tail = "占比" if lead.han else " share"
    return lead.share or f"{base}{tail}".strip(), "share"
