"""Charts and diagrams in Word and PowerPoint files: the values that a chart itself keeps, as a table.

A chart is drawn from values that its XML holds beside the reference to a worksheet, so that they
can be read without the worksheet. Their first column are the categories, and each series is one
more column. Values are given as the chart's number format shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.readers.grid import one_line, whole_number
from kb.readers.office.number_format import displayed
from kb.regex import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OF_POINTS = frozenset((f"{_C}scatterChart", f"{_C}bubbleChart"))
_BRACKETED = regex(r"[(（]([^()（）]{1,20})[)）]")
_UNIT = regex(r"^(?:单位|units?)\s*[:：]", re.IGNORECASE)
_LONGEST_UNIT = 16
_MOST_POINTS = 5_000
"""Points of one series that are read."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    categories: dict[int, str]
    values: dict[int, str]


def read_chart(root: _Element) -> list[Chart]:
    """The chart in a chart part's XML; more than one where its series have their own categories."""
    axes = {
        axis.find(f"{_C}axId").get("val"): title
        for axis in root.iter(f"{_C}valAx")
        if axis.find(f"{_C}axId") is not None and (title := _title(axis))
    }
    plots = [plot for area in root.iter(f"{_C}plotArea") for plot in area]
    series = [
        _series(each, _axis(plot, axes))
        for plot in plots
        if plot.tag not in _OF_POINTS
        for each in plot.findall(f"{_C}ser")
    ]
    title, header = _title(root.find(f"{_C}chart")), _header(root)
    groups = _groups([each for each in series if each.values])
    tables = [tuple(_rows(group, header)) for group in groups]
    tables += [tuple(_points_of(plot, axes)) for plot in plots if plot.tag in _OF_POINTS]
    return [Chart(title, rows) for rows in tables if len(rows) > 1]


def _points_of(plot: _Element, axes: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """The points of a scatter or a bubble chart, a row each."""
    named = [axes.get(axis.get("val", ""), "") for axis in plot.findall(f"{_C}axId")]
    across, up = (*named, "", "")[:2]
    bubbles = plot.tag == f"{_C}bubbleChart"
    yield ("", across or "X", up or "Y", *(("Size",) if bubbles else ()))
    for each in plot.findall(f"{_C}ser"):
        name = " ".join(_texts(each.find(f"{_C}tx")).values())
        columns = [_texts(each.find(f"{_C}{tag}")) for tag in ("xVal", "yVal", "bubbleSize")]
        for point in sorted(columns[1]):
            yield (name, *(column.get(point, "") for column in columns[: 3 if bubbles else 2]))


def _axis(plot: _Element, axes: dict[str, str]) -> str:
    """The title of the axis that the plot's values stand on."""
    ids = (axis.get("val", "") for axis in plot.findall(f"{_C}axId"))
    return next((axes[each] for each in ids if each in axes), "")


def _header(root: _Element) -> str:
    """What the categories are: the title of their axis."""
    axes = (axis for kind in ("catAx", "dateAx") for axis in root.iter(f"{_C}{kind}"))
    return next((text for axis in axes if (text := _title(axis))), "")


def _groups(series: list[_Series]) -> list[list[_Series]]:
    """Series with the same categories, or without any of their own, go into one table."""
    groups: list[list[_Series]] = []
    for each in series:
        for group in groups:
            if not each.categories or group[0].categories == each.categories:
                group.append(each)
                break
        else:
            groups.append([each])
    return groups


def _rows(series: list[_Series], corner: str) -> Iterator[tuple[str, ...]]:
    yield (corner, *(each.name for each in series))
    categories = series[0].categories
    points = sorted(set(categories).union(*(each.values for each in series)))
    for point in points:
        label = categories.get(point, "" if categories else str(point + 1))
        yield (label, *(each.values.get(point, "") for each in series))


def _series(element: _Element, axis: str) -> _Series:
    name = " ".join(_texts(element.find(f"{_C}tx")).values())
    categories = _texts(element.find(f"{_C}cat"))
    values = _texts(element.find(f"{_C}val"))
    if axis and not name:
        name = axis
    elif axis and not any(text.endswith("%") for text in values.values()):
        name = _with_unit(name, axis)
    return _Series(name, categories, values)


def _with_unit(name: str, axis: str) -> str:
    """``name`` with what the axis says in brackets behind it, where it does not say so itself."""
    bracketed = _BRACKETED.search(axis)
    unit = _UNIT.sub("", bracketed[1] if bracketed else axis).strip()
    has_unit = unit in name or _BRACKETED.search(name) is not None
    return name if has_unit or len(unit) > _LONGEST_UNIT else f"{name}（{unit}）"


def _texts(element: _Element | None) -> dict[int, str]:
    """Cached values by their index, as displayed; several levels of categories are joined."""
    if element is None:
        return {}
    literal = element.find(f"{_C}v")
    if literal is not None:
        return {0: one_line(literal.text or "")}
    levels = list(element.iter(f"{_C}lvl"))
    if levels:
        return _levels(levels)
    default = next(element.iter(f"{_C}formatCode"), None)
    code = (default.text or "") if default is not None else ""
    return dict(_points(element, code))


def _points(element: _Element, code: str) -> Iterator[tuple[int, str]]:
    numeric = next(element.iter(f"{_C}numCache", f"{_C}numLit"), None) is not None
    for point in element.iter(f"{_C}pt"):
        index = point.get("idx", "")
        value = point.find(f"{_C}v")
        text = one_line(value.text or "") if value is not None else ""
        place = whole_number(index, _MOST_POINTS)
        if not text or place >= _MOST_POINTS:
            continue
        yield place, _number(text, point.get("formatCode", code)) if numeric else text


def _number(text: str, code: str) -> str:
    try:
        return displayed(float(text), code)
    except ValueError:
        return text


def _levels(levels: list[_Element]) -> dict[int, str]:
    """The innermost level first; an outer text stands for all points up to the next."""
    inner = dict(_points(levels[0], ""))
    joined: dict[int, str] = {}
    outer = [dict(_points(level, "")) for level in levels[:0:-1]]
    current = [""] * len(outer)
    for index in range(max(inner, default=-1) + 1):
        current = [level.get(index, text) for level, text in zip(outer, current, strict=True)]
        joined[index] = " ".join(filter(None, [*current, inner.get(index, "")]))
    return joined


def _title(element: _Element | None) -> str:
    title = element.find(f"{_C}title") if element is not None else None
    if title is None:
        return ""
    texts = [text.text or "" for text in title.iter(f"{_A}t")]
    return one_line("".join(texts) or " ".join(_texts(title.find(f"{_C}tx")).values()))


def read_diagram(root: _Element) -> list[str]:
    """The texts of a SmartArt diagram, from its data part, in the order in which they are kept."""
    texts = (
        one_line("".join(run.text or "" for run in paragraph.iter(f"{_A}t")))
        for point in root.iter(f"{_D}pt")
        for paragraph in point.iter(f"{_A}p")
    )
    return [text for text in texts if text]
