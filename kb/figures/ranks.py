"""Ranks: 排名第三, 位居榜首, 前五名依次为A、B、C."""

from __future__ import annotations

from collections.abc import Iterator

from kb.figures.sentence import State
from kb.figures.views import Line
from kb.types import DataPoint


def points(line: Line, start: int, end: int, state: State, date: str) -> Iterator[DataPoint]:
    """Rank points of the sentence."""
    return iter(())
