"""The figures of one English sentence."""

from __future__ import annotations

from collections.abc import Iterator

from kb.figures.sentence import State
from kb.figures.sentence import points as chinese_points
from kb.figures.views import Line
from kb.types import DataPoint


def points(line: Line, start: int, end: int, state: State, date: str) -> Iterator[DataPoint]:
    """Data points of the sentence."""
    return chinese_points(line, start, end, state, date)
