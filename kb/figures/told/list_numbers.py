"""Numbers of a ranking's items that no sentence rule takes for figures: bare ones, earlier places.

``1. Qualby, 91 (89, rank 2)`` under a lead-in that says of what year the numbers in brackets are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.figures.periods.period import find_periods
from kb.figures.quantities.numerals import whole
from kb.figures.quantities.unit_phrases import read_unit
from kb.figures.told.ranked_items import Item
from kb.figures.told.told_rankings import ToldRanking
from kb.regex import regex
from kb.types import DataPoint, Period, Quantity

_PLACE = regex(
    r"(?i:\b(?:rank(?:ed|s)?|place|position|no\.?)|#)\s?(?P<n>\d{1,3})\b(?![.,%]\d)"
    r"|第(?P<zh>\d{1,3}|[一二三四五六七八九十]{1,3})[名位]?"
)
_BEFORE_PLACE = regex(r"(?i:\b(?:rank(?:ed|s)?|place|position|no\.?) ?|第)$")
_ALONE = regex(r"[\s,:;()|*–—-]*(?:(?:in )?(?:19|20)\d\d年?[\s,:]*)?")
_CLOSED = regex(r"[ \t]*(?:[,;()。.|\n]|\*\*|\Z)")


def bracket_period(text: str, ranking: ToldRanking, item: Item, position: int) -> Period:
    """The period of what stands in brackets at ``position``; empty for what does not."""
    opened = text.rfind("(", item.name[1], position)
    if opened < 0 or text.rfind(")", opened, position) >= 0:
        return Period()
    closed = text.find(")", position, item.end)
    named = find_periods(text, opened, item.end if closed < 0 else closed)
    own = next((found.period for found in named if found.period.key), Period())
    return own if own.key else ranking.lead.bracketed


def bare_values(
    text: str, ranking: ToldRanking, item: Item, known: Sequence[DataPoint]
) -> Iterator[DataPoint]:
    """Values of ``item`` without a unit, which no point of ``known`` holds; metrics stay empty.

    ``text`` is the document's, plain and of the same length.
    """
    position = item.name[1]
    unit = ranking.lead.unit
    for value in item.values:
        taken = any(point.start < value.end and value.start < point.end for point in known)
        alone = _ALONE.fullmatch(text, position, value.start) and _CLOSED.match(text, value.end)
        position = value.end
        if alone and not taken and not value.unit:
            yield _point(value, unit, read_unit(unit) if unit else None)


def _point(value: Quantity, unit: str, one: Quantity | None) -> DataPoint:
    factor = one.normalised if one else 1.0
    counted = one is not None and one.dimension == "count"
    return DataPoint(
        metric="",
        value=value.value,
        unit=unit,
        kind="count" if counted else "level",
        start=value.start,
        end=value.end,
        quote=value.text,
        sentence_start=value.start,
        sentence_end=value.end,
        normalised=value.value * factor,
        normalised_unit=one.normalised_unit if one else "",
        dimension=one.dimension if one else "",
    )


def earlier_places(
    text: str, ranking: ToldRanking, item: Item, place: DataPoint
) -> Iterator[DataPoint]:
    """The places of other periods that ``item`` gives in brackets; like ``place`` in all else."""
    for match in _PLACE.finditer(text, item.name[1], item.end):
        period = bracket_period(text, ranking, item, match.start())
        group = "n" if match["n"] else "zh"
        if period.key and period.key != place.period.key:
            value = float(whole(match[group]))
            start, end = match.span(group)
            yield replace(
                place,
                value=value,
                normalised=value,
                start=start,
                end=end,
                quote=text[start:end],
                period=period,
            )


def without_places(text: str, values: Sequence[DataPoint]) -> list[DataPoint]:
    """``values`` without numbers that only say a place."""
    return [
        point
        for point in values
        if not _BEFORE_PLACE.search(text[max(0, point.start - 9) : point.start])
    ]
