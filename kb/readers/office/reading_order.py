"""Reading order of boxes on a slide: columns one after the other, what spans them before or after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

_SHRINK = 0.1
"""Boxes may overlap by this share of their width and height, since text seldom fills its box."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands, in any unit; the origin is the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def side(self, horizontal: bool) -> tuple[float, float]:
        """Start and end on one axis, a little within the box."""
        start, end = (self.left, self.right) if horizontal else (self.top, self.bottom)
        inset = (end - start) * _SHRINK
        return start + inset, end - inset


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """Indices of ``boxes`` in the order in which they are read.

    Quadratic in their number where nothing parts them; a slide has a few dozen.
    """
    return _ordered(boxes, list(range(len(boxes))))


def _ordered(boxes: Sequence[Box], indices: list[int]) -> list[int]:
    if len(indices) < 2:
        return indices
    columns = _parted(boxes, indices, horizontal=True)
    if len(columns) > 1:
        return [index for column in columns for index in _ordered(boxes, column)]
    bands = _parted(boxes, indices, horizontal=False)
    if len(bands) < 2:
        return sorted(indices, key=lambda index: (boxes[index].top, boxes[index].left))
    wide = [len(_parted(boxes, band, horizontal=True)) == 1 and len(band) > 0 for band in bands]
    found: list[int] = []
    for is_wide, run in groupby(zip(wide, bands, strict=True), key=lambda pair: pair[0]):
        together = [index for _, band in run for index in band]
        if is_wide or len(_parted(boxes, together, horizontal=True)) == 1:
            found += [
                i
                for band in _parted(boxes, together, horizontal=False)
                for i in _within(boxes, band)
            ]
        else:
            found += _ordered(boxes, together)
    return found


def _within(boxes: Sequence[Box], band: list[int]) -> list[int]:
    columns = _parted(boxes, band, horizontal=True)
    if len(columns) > 1:
        return [index for column in columns for index in _ordered(boxes, column)]
    return sorted(band, key=lambda index: (boxes[index].top, boxes[index].left))


def _parted(boxes: Sequence[Box], indices: list[int], *, horizontal: bool) -> list[list[int]]:
    """The boxes in groups between which a straight line can be drawn."""
    groups: list[list[int]] = []
    reach = float("-inf")
    for index in sorted(indices, key=lambda each: boxes[each].side(horizontal)):
        start, end = boxes[index].side(horizontal)
        if not groups or start > reach:
            groups.append([])
        groups[-1].append(index)
        reach = max(reach, end)
    return groups
