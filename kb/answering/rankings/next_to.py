"""Who stands right behind or before a name of a ranking: 仅次于甲的是谁, which city comes just after A."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.rankings.places import Place
from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.records.rank_table import RankTable

_WHO = regex(r"谁|[哪啥](?!年|一年)|什么(?!时|原因|地位)|\b(?:who|which|what|name)\b")
_BEHIND = regex(
    r"次于|紧[跟随挨接]|尾随|身后|(?<![年月\d])(?:后面|之后)|[后下]一[名位个]"
    r"|\b(?:right|just|directly|immediately|one place|next|straight) (?:behind|after|below)\b|\bsecond only to\b|\bon the heels of\b"
)
_BEFORE = regex(
    r"(?<![年月\d])[前上]一[名位个]|\b(?:right|just|directly|immediately|one place) (?:ahead of|above|before|in front of)\b"
)


def asks_next_to(text: str) -> bool:
    """Whether a question asks who stands right behind or before another."""
    folded = fold(text)
    beside = _BEFORE.search(folded) or _BEHIND.search(folded)
    return beside is not None and _WHO.search(folded) is not None


def place_next_to(
    text: str, table: RankTable, names: Sequence[str], years: Sequence[int]
) -> Place | None:
    """The place behind, or before, the one that the only name holds; None where none is asked for so."""
    known = [year for year in years if year in table.years] or table.years[-1:]
    point = table.point(names[0], known[-1]) if len(names) == 1 else None
    if point is None or not asks_next_to(text):
        return None
    return next_to(text, int(point.value))


def next_to(text: str, held: int) -> Place | None:
    """The place behind, or before, one that is ``held``; None before the first."""
    number = held + (-1 if _BEFORE.search(fold(text)) else 1)
    return Place(number, number) if number > 0 else None


def other_place(
    text: str, places: Sequence[Place], table: RankTable, names: Sequence[str], year: int
) -> Place | None:
    """Of the ``places`` that a question gives, one that none of its names holds; whose it is, it asks."""
    if not names or not _WHO.search(fold(text)):
        return None
    ranked = [table.point(name, year) for name in names]
    free = [one for one in places if not any(one.is_held_by(point) for point in ranked)]
    return free[0] if len(free) == 1 and free[0].single else None
