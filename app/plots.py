"""Which chart a set of data points makes: lines over periods, a ranking, or bars; or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from app import charts
from app.charts import Plot, common_unit, who
from app.language import say
from kb import DataPoint

MOST_LINES = 6
MOST_BARS = 20
LEAST_RANKED = 3
Lines = dict[str, list[DataPoint]]


def plot(
    points: Sequence[DataPoint], titles: Mapping[str, str], known: Iterable[DataPoint] = ()
) -> Plot | None:
    """The chart that ``points`` make.

    Args:
        points: what is to be drawn.
        titles: the documents' titles by their ids.
        known: other figures; a ranking is drawn over all periods that are among them.
    """
    return _ranking(points, titles, known) or _lines(points, titles) or _bars(points, titles)


def given(
    specification: Mapping[str, Any] | None,
    points: Sequence[DataPoint],
    titles: Mapping[str, str],
) -> Plot | None:
    """The chart that an answer brings with it, such as the editions side by side."""
    if not specification or "layer" not in specification:
        return None
    own = ("$schema", "title", "width")  # set again where the chart is drawn or saved
    bare = {name: part for name, part in specification.items() if name not in own}
    chart = alt.LayerChart.from_dict(bare)
    return Plot("given", chart, str(specification["title"]), source(points, titles))


def source(points: Sequence[DataPoint], titles: Mapping[str, str]) -> str:
    """Publishers and documents that ``points`` come from, as plain text."""
    names = [p.publisher for p in points] + [titles.get(p.document_id, "") for p in points]
    return " · ".join(dict.fromkeys(name for name in names if name))


def lines(points: Sequence[DataPoint], titles: Mapping[str, str]) -> Lines:
    """Points of one kind and length of period as lines by name, each in order of its periods.

    A line is of one metric of one entity. Where two documents give another value for the same
    period, each has a line of its own.
    """
    axes = _axes(points)
    if not axes:
        return {}
    # Levels and growths, or years and quarters, do not go on one axis: the most frequent do.
    most = max(axes, key=lambda one: sum(_periods(group) for group in one.values()))
    return _named(most, titles)


def panels(points: Sequence[DataPoint], titles: Mapping[str, str]) -> list[Plot]:
    """All of ``points`` drawn: those that agree in kind, unit and length of period in one chart.

    What has a single period in common is drawn as bars, a figure alone not at all.
    """
    together = [
        group
        for axis in _axes(points)
        for group in _agreeing(_named(axis, titles))
        if sum(map(len, group.values())) > 1
    ]
    together.sort(key=lambda group: -sum(_periods(line) for line in group.values()))
    return [over_time(group, _panel_title(group), titles) for group in together]


def over_time(found: Lines, title: str, titles: Mapping[str, str]) -> Plot:
    """Lines, or bars where all of them have one and the same period only."""
    drawn = [point for line in found.values() for point in line]
    if len(drawn) == len(found) and _periods(drawn) == 1:
        period = drawn[0].period.text or drawn[0].period.key
        bars = {name: line[0] for name, line in found.items()}
        return charts.bars(bars, f"{title} · {period}", source(drawn, titles))
    return charts.series(found, title, source(drawn, titles))


def _axes(points: Sequence[DataPoint]) -> list[dict[tuple[str, str], list[DataPoint]]]:
    """Points by what can share axes, and there by metric and entity."""
    by_axis: dict[tuple[str, ...], dict[tuple[str, str], list[DataPoint]]] = {}
    for point in points:
        if point.kind != "rank" and point.period.years == 0:
            groups = by_axis.setdefault(_axis(point), defaultdict(list))
            groups[(point.metric, who(point))].append(point)
    return list(by_axis.values())


def _named(groups: Mapping[tuple[str, str], list[DataPoint]], titles: Mapping[str, str]) -> Lines:
    metrics = Counter(metric for metric, _ in groups)
    found: Lines = {}
    for (metric, entity), group in groups.items():
        name = metric
        if metrics[metric] > 1:
            name = entity if len(metrics) == 1 else f"{entity} {metric}"
        found |= _by_document(name or metric, group, titles)
    return found


def _lines(points: Sequence[DataPoint], titles: Mapping[str, str]) -> Plot | None:
    found = lines(points, titles)
    longest = sorted(found, key=lambda name: -_periods(found[name]))[:MOST_LINES]
    if not longest or _periods(found[longest[0]]) < 2:
        return None
    groups = _agreeing({name: found[name] for name in longest})
    if not groups:
        return None
    drawn = [point for line in groups[0].values() for point in line]
    title = next(iter(groups[0])) if len(groups[0]) == 1 else _title(drawn)
    return charts.series(groups[0], title, source(drawn, titles))


def _agreeing(found: Lines) -> list[Lines]:
    """Lines in groups whose values can all be given in one unit; what cannot be is left out."""
    groups: list[Lines] = []
    for name, line in found.items():
        for group in groups:
            if common_unit([*line, *(p for other in group.values() for p in other)]) is not None:
                group[name] = line
                break
        else:
            if common_unit(line) is not None:
                groups.append({name: line})
    return groups


def _panel_title(group: Lines) -> str:
    if len(group) == 1:
        return next(iter(group))
    drawn = [point for line in group.values() for point in line]
    return " · ".join(filter(None, (say(drawn[0].kind), common_unit(drawn))))


def _ranking(
    points: Sequence[DataPoint], titles: Mapping[str, str], known: Iterable[DataPoint]
) -> Plot | None:
    ranks = [point for point in points if point.kind == "rank" and who(point)]
    if len(ranks) < LEAST_RANKED or len(ranks) * 2 <= len(points):
        return None
    if len({point.metric for point in ranks}) > 1:
        return None
    others = {(point.document_id, point.metric) for point in ranks}
    found = [p for p in known if p.kind == "rank" and (p.document_id, p.metric) in others]
    drawn = [point for point in found if who(point) and point.period.key] or ranks
    return charts.bump(drawn, ranks[0].metric, source(drawn, titles))


def _bars(points: Sequence[DataPoint], titles: Mapping[str, str]) -> Plot | None:
    """Different entities in one period, where all figures are of one kind."""
    kinds = {(point.kind, point.period.key, point.metric) for point in points}
    names = [who(point) for point in points]
    if len(points) < 2 or len(points) > MOST_BARS or len(kinds) > 1 or not all(names):
        return None
    if len(set(names)) < len(names) or common_unit(points) is None or points[0].kind == "rank":
        return None
    period = points[0].period.text or points[0].period.key
    named = dict(zip(names, points, strict=True))
    return charts.bars(named, f"{points[0].metric} {period}".strip(), source(points, titles))


def _by_document(name: str, group: list[DataPoint], titles: Mapping[str, str]) -> Lines:
    """The points in order, the same figure once; by document where they contradict."""
    values: dict[str, set[tuple[float, str]]] = defaultdict(set)
    for point in group:
        values[point.period.key].add((point.normalised, point.unit if not point.normalised else ""))
    documents = list(dict.fromkeys(point.document_id for point in group))
    if len(documents) > 1 and any(len(different) > 1 for different in values.values()):
        return {
            f"{name}（{titles.get(document, document)}）": _once(
                [point for point in group if point.document_id == document]
            )
            for document in documents
        }
    return {name: _once(group)}


def _once(group: list[DataPoint]) -> list[DataPoint]:
    kept: dict[tuple[str, float], DataPoint] = {}
    for point in group:
        kept.setdefault((point.period.key, point.normalised or point.value), point)
    return sorted(kept.values(), key=lambda point: point.period.key)


def _axis(point: DataPoint) -> tuple[str, ...]:
    """What points must share to stand on one pair of axes."""
    unit = point.normalised_unit or point.unit
    return (point.kind, point.dimension, unit, _length(point))


def _periods(points: Sequence[DataPoint]) -> int:
    return len({point.period.key for point in points})


def _length(point: DataPoint) -> str:
    period = point.period
    if period.day:
        return "day"
    if period.month:
        return "month"
    return "quarter" if period.quarter else "half" if period.half else "year"


def _title(points: Sequence[DataPoint]) -> str:
    return " · ".join(list(dict.fromkeys(point.metric for point in points))[:3])
