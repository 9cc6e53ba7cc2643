"""Computed amounts: what two figures differ by, in a unit that is printed, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import english_amount
from kb.types import DataPoint

PERCENT = ("%", "％")


def difference_of(high: DataPoint, low: DataPoint) -> tuple[float, str]:
    """``high`` less ``low`` and its unit, as one of the two prints it."""
    if high.unit == low.unit or _scale(high) == _scale(low):
        value = float(_exact(high.value) - _exact(low.value))
        return value, min(high.unit, low.unit, key=len)
    # 1.6万亿 less 15亿 is told in 亿; what has no printed unit in common, in the normalised one.
    smaller = min(high, low, key=lambda point: _scale(point) or 0.0)
    scale = _scale(smaller)
    if not scale:
        return high.normalised - low.normalised, high.normalised_unit
    difference = _exact(high.normalised) - _exact(low.normalised)
    return float(f"{float(difference) / scale:.10g}"), smaller.unit


def sum_of(points: Sequence[DataPoint]) -> tuple[float, str]:
    """What ``points`` of one unit come to, in the unit that one of them prints."""
    if len({point.unit for point in points}) == 1 or len(set(map(_scale, points))) == 1:
        value = float(sum(_exact(point.value) for point in points))
        return value, min((point.unit for point in points), key=len)
    # 1.6万亿 and 15亿 come to so many 亿.
    smallest = min(points, key=lambda point: _scale(point) or 0.0)
    scale, total = _scale(smallest), float(sum(_exact(point.normalised) for point in points))
    if not scale:
        return total, points[0].normalised_unit
    return float(f"{total / scale:.10g}"), smallest.unit


def written(draft: Draft, value: float, unit: str, *, of_whole: bool = False) -> str:
    """``43亿美元``, ``82 GWh``, ``19.8个百分点``; 19.8% where it is a share ``of_whole``."""
    if unit in PERCENT and not of_whole:
        unit = draft.pick("个百分点", " percentage points")
    joint = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
    return f"{number(value)}{joint}{unit}"


def number(value: float) -> str:
    """All the digits that it has, none of them a rounding error: 0.14, 15985, 43."""
    text = f"{value:.10g}"
    return text if "e" not in text else f"{value:.0f}"


def rounded(value: float) -> str:
    """One decimal, none from 100 on, two below 1: 9.5, 583, 0.45."""
    size = abs(value)
    return f"{value:.0f}" if size >= 100 else f"{value:.1f}" if size >= 1 else f"{value:.2f}"


def derived(
    draft: Draft, shown: str, value: float, unit: str, formula: str, *inputs: DataPoint
) -> str:
    """``shown`` noted as computed; in an English answer with the amount in English words."""
    draft.derive(shown, value, formula, inputs)
    return shown + (english_amount(draft, value, unit, inputs) if draft.language == "en" else "")


def _scale(point: DataPoint) -> float | None:
    """How much one of the printed unit is in the normalised one."""
    if not point.value:
        return None
    return float(f"{point.normalised / point.value:.6g}")


def _exact(value: float) -> Decimal:
    return Decimal(str(value))
