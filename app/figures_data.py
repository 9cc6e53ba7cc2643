"""Figures, the view Data: every data point, filtered, sorted and downloaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from app import address, point_table, tabular
from app.language import say
from kb import DataPoint

Key = Callable[[DataPoint], str]


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice among what the data points have for one of their fields."""

    name: str
    """In the address, and of its label."""
    key: Key
    words: Callable[[str], str] = str


def who(point: DataPoint) -> str:
    """Of whom or where the figure speaks."""
    return point.entity or point.region


def when(point: DataPoint) -> str:
    """The period, in a form that sorts."""
    return point.period.key or point.period.text


ORDERS: dict[str, Callable[[DataPoint], tuple[object, ...]]] = {
    "place": lambda point: (point.document_id, point.start),
    "metric": lambda point: (point.metric, when(point)),
    "entity": lambda point: (who(point), point.metric, when(point)),
    "period": lambda point: (when(point), point.metric),
    "value": point_table.size,
}


def draw(points: Sequence[DataPoint], titles: Mapping[str, str]) -> None:
    """Draw the view; ``titles`` are the documents' by their ids."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="kb-bar"):
        words = address.text("words", say("filter_words"), placeholder=say("filter_words_hint"))
        nature = address.segments("nature", say("actual_or_forecast"), _natures())
        by = address.one_of("sort", say("sort"), list(ORDERS), _order_name, width=150)
        direction = address.segments("order", say("order"), {"up": "↑", "down": "↓"})
    chosen = [
        point
        for point in filtered(points, titles)
        if (nature == "all" or point.forecast == (nature == "forecast"))
        and _holds(point, titles, words)
    ]
    ordered = in_order(chosen, by, direction)
    if not ordered:
        tabular.empty(say("nothing_matches"))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="kb-count"):
        st.caption(say("figures_of", len(ordered), len(points)))
        rows = [point_table.row(point, titles) for point in ordered]
        tabular.downloads("figures", rows, ordered)
    point_table.draw(ordered, titles, "figures-data", most=18)


def filtered(points: Sequence[DataPoint], titles: Mapping[str, str]) -> Sequence[DataPoint]:
    """Draw a filter for each field; the data points that pass them all."""
    filters = [
        Filter("metric", lambda point: point.metric),
        Filter("entity", who),
        Filter("period", when),
        Filter("kind", lambda point: point.kind, say),
        Filter("document", lambda point: point.document_id, lambda id_: titles.get(id_, id_)),
        Filter("publisher", lambda point: point.publisher),
    ]
    with st.container(key="kb-filters"):
        for one in filters:
            points = _by(one, points)
    return points


def _by(one: Filter, points: Sequence[DataPoint]) -> Sequence[DataPoint]:
    """Draw one filter over what the former ones left; what it leaves."""
    options = choices(filter(None, map(one.key, points)), by_name=one.name == "period")
    chosen = set(
        address.some_of(one.name, say(one.name), options, one.words, placeholder=say("all"))
    )
    return [point for point in points if not chosen or one.key(point) in chosen]


def choices(values: Iterable[str], *, by_name: bool = False) -> list[str]:
    """Different values, the most frequent first, or by name."""
    counted = Counter(values)
    return sorted(counted, key=lambda value: (0 if by_name else -counted[value], value))


def _holds(point: DataPoint, titles: Mapping[str, str], words: str) -> bool:
    """Whether every word stands in one of the texts of the point."""
    texts = (
        point.metric,
        point.entity,
        point.region,
        point.period.text,
        point.quote,
        point.publisher,
        point.exhibit,
        titles.get(point.document_id, ""),
        *point.heading_path,
    )
    together = "\n".join(texts).casefold()
    return all(word in together for word in words.casefold().split())


def in_order(points: Sequence[DataPoint], by: str, direction: str) -> list[DataPoint]:
    """The points sorted by one of ``ORDERS``, ``up`` or ``down``."""
    if by == "place" and direction == "up":
        return list(points)
    return sorted(points, key=ORDERS[by], reverse=direction == "down")


def _natures() -> dict[str, str]:
    return {name: say(name) for name in ("all", "actual", "forecast")}


def _order_name(name: str) -> str:
    return say("sort_place" if name == "place" else name)
