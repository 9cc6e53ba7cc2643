"""How a check is judged, worded and recorded."""

from __future__ import annotations

from kb.figures.checking.interval import Interval, signed
from kb.types import DataPoint, Finding, Language, Verdict


def percent(value: float) -> str:
    """One decimal, as reports print rates."""
    return f"{value:.1f}%"


def dated(key: str) -> str:
    """A period's key as Chinese text says it: 2022年, but 2022H1."""
    return f"{key}年" if key.isdigit() else key


def positive(*intervals: Interval) -> bool:
    """Whether all values that the intervals allow are above zero."""
    return all(interval.low > 0 for interval in intervals)


def same_unit(*points: DataPoint) -> bool:
    """Whether the points are measured in one unit, once normalised."""
    return len({point.normalised_unit or point.unit for point in points}) == 1


def verdict_of(stated: Interval, computed: Interval) -> Verdict:
    """Agrees where the printed digits allow both; open-ended inputs settle nothing."""
    if not stated.meets(computed):
        return "disagrees"
    return "agrees" if computed.finite and computed.low > -100 else "cannot_be_checked"


def word_of(verdict: Verdict, language: Language) -> str:
    """The verdict in words."""
    if language == "zh":
        return {"agrees": "相符", "disagrees": "不相符"}.get(verdict, "无法核对")
    return {"agrees": "agrees", "disagrees": "does not agree"}.get(verdict, "cannot be checked")


def finding(
    verdict: Verdict,
    rule: str,
    summary: str,
    formula: str,
    inputs: tuple[DataPoint, ...],
    point: DataPoint,
    computed: Interval | None = None,
) -> Finding:
    """A finding about the rate or value that ``point`` states."""
    return Finding(
        verdict,
        rule,
        summary,
        formula,
        inputs,
        stated=signed(point),
        computed_low=computed.low if computed else None,
        computed_high=computed.high if computed else None,
    )
