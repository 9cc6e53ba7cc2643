"""English numbers that leave out their unit or their name, since the figure before them gives it.

``31,400 ships at the end of 2024, against 21,900 a year earlier``; ``$0.8 billion (26.4%)``;
``3, 2 and 1 million, equal to 50%, 33% and 17% of the total``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.figures.english.phrase import ABOUT
from kb.figures.places import region_of
from kb.figures.views import Line
from kb.regex import regex
from kb.types import AMOUNTS, DataPoint, Quantity

_TIME = r"(?: (?:(?:at|by|in|for|during|as of) )?(?:the )?(?:(?:end|start|close|middle|beginning) of )?(?:the )?\x00+)?"
_FORESEEN = (
    r"(?:(?:we|it|they|which) )?(?:now )?(?:(?:expect|forecast|project|estimate)s?|(?:should|will|may|could)"
    r"|is (?:expected|forecast|projected|set|due)|are (?:expected|forecast|projected|set|due))(?: (?:to )?(?:be|reach|hit|total))? "
)
_AGAINST = r"(?:against|compared (?:with|to)|versus|after|following|up from|down from|from|to|ahead of [A-Z][\w'&-]* with) "
_BESIDE = regex(
    rf"(?: [a-z][\w-]*){{0,3}}{_TIME},? {_AGAINST}(?:{ABOUT} )?"
    rf"|{_TIME}(?:, (?:and |but |then )?|,? (?:and|but|then) | )(?:{_FORESEEN}|{_AGAINST})?(?:{ABOUT} )?"
)
_NAMED_BESIDE = regex(
    r",? (?:ahead of |followed by |then |and |next )*[A-Z][\w'&-]*(?: [A-Z][\w'&-]*){0,3} (?:with|at|on) "
)
_ENDS = regex(
    r" ?(?:[,;.)]|$|and\b|but\b|\x00|(?:(?:a|one) year|years) (?:earlier|before|ago)|(?:in|by|at|for|during|the year)\b)"
)
_AFTER = regex(r"\b(?:after|following)\b")
_OF_A_TIME = regex(
    r" (?:(?:in|by|at|for|during) |(?:(?:a|one) year|years) (?:earlier|before|ago)|\x00)"
)
"""What counts the same after it is of the time before: 12 in 2024, after 9 in 2023."""
_LEAST = 31
"""A smaller whole number after a count may count something else."""
_EQUAL_TO = regex(
    rf",? (?:or|equal to|equivalent to|representing|accounting for|making up|that is) (?:{ABOUT} )?"
)

_WHOLE = regex(r" of (?:all |the )?(?P<whole>[^,;.()\x00]{2,60}?)(?=[,;.()\x00]|$| (?:in|for) )")


def goes_on(line: Line, before: Quantity, item: Quantity) -> bool:
    """Whether ``item``, a bare number, counts the same things as ``before``: a year earlier, of another."""
    counts = before.dimension == "count" or (not before.unit and before.value > _LEAST)
    if not counts or item.unit or item.value <= _LEAST or item.high is not None:
        return False
    if not _ENDS.match(line.view, item.end):
        return False
    view, first, last = line.view, before.end, item.start
    if _NAMED_BESIDE.fullmatch(view, first, last):
        return True
    told = _BESIDE.fullmatch(view, first, last)
    if told and _AFTER.search(told.group()) and not _OF_A_TIME.match(view, item.end):
        return False
    return told is not None and (told.group() != " " and len(told.group()) > 1)


def counted_alike(point: DataPoint, before: DataPoint) -> DataPoint:
    """``point``, where it prints no unit, in that of the count that it is set beside: 14 deals, against 9."""
    if point.unit or before.kind != "count" or not before.unit or "." in point.quote:
        return point
    return replace(
        point,
        unit=before.unit,
        kind="count",
        dimension=before.dimension,
        normalised_unit=before.normalised_unit,
    )


def share_beside(
    line: Line, items: Sequence[Quantity], made: Sequence[DataPoint], point: DataPoint
) -> DataPoint:
    """``point`` as the share that an amount of the same sentence makes up, where it only says that again.

    It stands in brackets after it, as do others whose whole is told.
    """
    index = len(made)
    if point.dimension != "ratio" or not index:
        return point
    if line.view[items[index - 1].end : items[index].start] == " (":
        told = next((one for one in made if " share of " in one.metric), None)
        first = made[made.index(told) - 1] if told and made.index(told) else None
        if told is None or first is None or made[-1].kind not in AMOUNTS:
            return point
        owner, _, whole = told.metric.partition(" share of ")
        measure = first.metric.removeprefix(owner)
        holder = made[-1].entity or made[-1].metric.removesuffix(measure)
        return _as_share(point, f"{holder} share of {whole}")
    return point


def shares_dealt(line: Line, items: Sequence[Quantity], end: int) -> dict[int, tuple[int, str]]:
    """For each share of a list that says again what as many amounts are: which of them, and of what.

    A, B and C earned 3, 2 and 1, equal to 50%, 33% and 17% of the total.
    """
    for first in range(1, len(items)):
        last = items[first - 1]
        if not _EQUAL_TO.fullmatch(line.view, last.end, items[first].start):
            continue
        shares = [item for item in items[first:] if item.dimension == "ratio"]
        size = len(shares)
        amounts = items[max(0, first - size) : first]
        alike = len(amounts) == size > 1 and all(a.dimension == last.dimension for a in amounts)
        if alike and last.dimension != "ratio" and items[first : first + size] == shares:
            whole = _WHOLE.match(line.view, shares[-1].end, end)
            named = whole["whole"] if whole else "total"
            return {first + offset: (first - size + offset, named) for offset in range(size)}
    return {}


def _as_share(point: DataPoint, name: str) -> DataPoint:
    region = region_of(name.partition(" share of ")[0])
    return replace(point, metric=name, kind="share", basis="", direction="", region=region)


def dealt_share(point: DataPoint, amount: DataPoint, whole: str) -> DataPoint:
    """``point`` as the share of ``whole`` that ``amount`` makes up."""
    return _as_share(point, f"{amount.entity or amount.metric} share of {whole}")


def of_holder(name: str, measured: str, holder: str) -> str:
    """A share called after the amount that it says again, of who holds both: A share of the total."""
    whole = name.removeprefix(f"{measured} share of ")
    return name if whole == name else f"{holder} share of {whole}"
