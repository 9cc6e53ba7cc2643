"""The chart of an answer as a Vega-Lite specification, its data inside: nothing is fetched.

Texts of documents are only ever data or titles, never part of an expression. Forecasts are hollow,
and each value is labelled as it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kb.answering.writing.wording import kind_label, subject, value_text
from kb.types import DataPoint, Language

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WORDS: dict[Language, tuple[str, str]] = {"zh": ("实际", "预测"), "en": ("actual", "forecast")}
Lines = Mapping[str, Sequence[DataPoint]]
Spec = dict[str, Any]
_HOLLOW = {"condition": {"test": "datum.forecast", "value": 0.25}, "value": 0.9}
_DASHED = {"condition": {"test": "datum.forecast", "value": [5, 4]}, "value": [1, 0]}


def chart(panels: Mapping[str, Lines], language: Language) -> Spec | None:
    """One panel for each figure by its title, one line or bar for each edition or name in it.

    Several periods make lines over time, one period makes bars; a panel whose values share no
    unit, or that has fewer than two, is left out. None where nothing is left.
    """
    drawn = [spec for title, lines in panels.items() if (spec := _panel(title, lines, language))]
    if not drawn:
        return None
    return {"$schema": SCHEMA} | (drawn[0] if len(drawn) == 1 else {"vconcat": drawn})


def series(points: Iterable[DataPoint], language: Language) -> Spec | None:
    """A panel for each unit and kind, in it a line for each thing that is measured."""
    panels: dict[str, dict[str, list[DataPoint]]] = {}
    for point in points:
        if point.period.years == 0:
            unit = point.normalised_unit or point.unit
            title = " · ".join(filter(None, (kind_label(point, language), unit)))
            panels.setdefault(title, {}).setdefault(subject(point), []).append(point)
    return chart(panels, language)


def _panel(title: str, lines: Lines, language: Language) -> Spec | None:
    points = [point for line in lines.values() for point in line]
    unit = _unit(points)
    if len(points) < 2 or unit is None:
        return None
    over_time = len({point.period.key for point in points}) > 1
    rows = [_row(name, point, unit, language) for name, line in lines.items() for point in line]
    value: Spec = {"field": "value", "type": "quantitative", "title": unit or None}
    layers = _lines(value, list(lines)) if over_time else _bars(value, list(lines))
    return {"title": title, "data": {"values": rows}, "width": "container", "layer": layers}


def _lines(value: Spec, names: list[str]) -> list[Spec]:
    period = {"field": "period", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}
    where = {"x": period, "y": value}
    name: Spec = {"field": "name", "type": "nominal", "scale": {"domain": names}}
    legend = {"title": None, "orient": "bottom", "columns": 1, "labelLimit": 0}
    named = {**where, "color": {**name, "legend": legend if len(names) > 1 else None}}
    hollow = {"test": "datum.forecast", "value": "transparent"}
    fill = {"condition": hollow, **name, "legend": None}
    return [
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": named},
        {
            "mark": {"type": "point", "size": 64, "opacity": 1},
            "encoding": {**named, "fill": fill, "tooltip": _tooltip()},
        },
        {"mark": {"type": "text", "dy": -12}, "encoding": {**where, "text": _text()}},
    ]


def _bars(value: Spec, names: list[str]) -> list[Spec]:
    name: Spec = {"field": "name", "type": "nominal", "title": None, "sort": names}
    where = {"x": value, "y": {**name, "axis": {"labelLimit": 0}}}
    drawn = {"fillOpacity": _HOLLOW, "strokeDash": _DASHED, "tooltip": _tooltip()}
    return [
        {"mark": {"type": "bar", "stroke": "#1d5fa8"}, "encoding": where | drawn},
        {
            "mark": {"type": "text", "align": "left", "dx": 6},
            "encoding": {**where, "text": _text()},
        },
    ]


def _row(name: str, point: DataPoint, unit: str, language: Language) -> Spec:
    return {
        "name": name,
        "period": point.period.key or point.period.text,
        "value": point.value if point.unit == unit else point.normalised,
        "printed": value_text(point),
        "forecast": point.forecast,
        "nature": WORDS[language][point.forecast],
    }


def _unit(points: Sequence[DataPoint]) -> str | None:
    """The unit of all, as printed or else normalised; None where there is none."""
    for units in ({p.unit for p in points}, {p.normalised_unit for p in points}):
        if len(units) == 1:
            return units.pop()
    return None


def _text() -> Spec:
    return {"field": "printed", "type": "nominal"}


def _tooltip() -> list[Spec]:
    fields = ("name", "period", "printed", "nature")
    return [{"field": field, "type": "nominal"} for field in fields]
