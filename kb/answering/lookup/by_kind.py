"""The amount and the rate of one thing, each as a question of its own where both are asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.types import AMOUNTS, RATES

if TYPE_CHECKING:
    from kb.answering.understanding.question import Question
    from kb.figures.lookup.lookup import FigureQuestion
    from kb.types import PointKind

_SORTS: tuple[tuple[PointKind, ...], ...] = (AMOUNTS, RATES)


def by_kind(question: Question) -> list[FigureQuestion]:
    """What is asked of the amount, and what of the rate; empty where only one of them is asked for."""
    asked = _with_ends(question)
    sorts = {kind: next((s for s in _SORTS if kind in s), (kind,)) for kind in asked.kinds}
    groups = list(dict.fromkeys(sorts[kind] for kind in asked.kinds))
    if len(groups) != 2 or AMOUNTS not in groups:
        return []
    as_rate = asked.dimension in ("ratio", "points", "multiple")
    plain = replace(asked, unit="", dimension="")
    return [
        replace(asked if group == AMOUNTS and not as_rate else plain, kinds=group)
        for group in groups
    ]


def _with_ends(question: Question) -> FigureQuestion:
    """Of how something goes over a span of years, at which rate a year, the values are asked for as well."""
    asked = question.figure
    span = any(period.years for period in asked.periods)
    if question.intent == "series" and span and asked.kinds == ("cagr",):
        return replace(asked, kinds=(*AMOUNTS, "cagr"))
    return asked
