"""What a printed number may stand for: 11 as printed is anything from 10.5 to 11.5."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.regex import regex

if TYPE_CHECKING:
    from kb.types import DataPoint

_PRINTED = regex(r"\d[\d,，]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from ``low`` to ``high``; ``high`` is infinite for "more than"."""

    low: float
    high: float

    @property
    def finite(self) -> bool:
        """Whether both ends are known."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both, a hair's breadth of arithmetic error allowed."""
        slack = 1e-9 * max(1.0, abs(self.low), abs(other.low))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def over(self, other: Interval) -> Interval:
        """The quotients; both intervals positive."""
        return Interval(self.low / other.high, self.high / other.low)

    def root(self, degree: int) -> Interval:
        """The roots of the given degree; the interval positive."""
        return Interval(self.low ** (1 / degree), self.high ** (1 / degree))

    def rate(self) -> Interval:
        """Ratios as percentages of change: 1.155 is 15.5."""
        return Interval((self.low - 1) * 100, (self.high - 1) * 100)

    def factor(self) -> Interval:
        """Percentages of change as ratios: 15.5 is 1.155."""
        return Interval(1 + self.low / 100, 1 + self.high / 100)


def printed_interval(point: DataPoint) -> Interval | None:
    """What the printed digits allow, in the normalised unit; None where no digits are printed."""
    match = _PRINTED.search(point.quote)
    if match is None or not point.value:
        return None
    digits = match.group().replace(",", "").replace("，", "")
    scale = abs(point.normalised / point.value) if point.normalised else 1.0
    half = _half_unit(digits, point.bound == "about") * scale
    value = signed(point)
    top = value if point.normalised_high is None else point.normalised_high
    if point.bound in ("over", "at_least"):
        return Interval(value - half, math.inf)
    if point.bound in ("under", "at_most"):
        return Interval(-math.inf, top + half)
    return Interval(min(value, top) - half, max(value, top) + half)


def signed(point: DataPoint) -> float:
    """The normalised value, negative for a fall."""
    value = point.normalised or point.value
    return -abs(value) if point.direction == "down" else value


def _half_unit(digits: str, about: bool) -> float:
    whole, _, decimals = digits.partition(".")
    if decimals:
        return 0.5 * 10.0 ** -len(decimals)
    zeros = len(whole) - len(whole.rstrip("0")) if about else 0
    return 0.5 * 10.0**zeros
