"""Answers made of figures: one number, several, or a series; and what exists where it is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.answering.draft import Draft
from kb.answering.question import Question
from kb.answering.wording import period_label, statement, subject
from kb.figures.lookup import Match
from kb.text import fold
from kb.types import DataPoint, Period, Status

LookUp = Callable[[str], list[Match]]

CLOSE = 0.8
"""A match whose score is at least this share of the best one's speaks of the same thing."""
SHOWN = 6
"""The most figures that one answer lists."""

_CONJUNCTION = re.compile(
    r"\s*(?:，?还有|以及|还是|相当于|[和与跟同及、比是])\s*|\s+(?:and|or|versus|vs\.?|than|to that of)\s+"
)
_EDGE = re.compile(
    r"[，,：:。？?！!；;]|分别|各[自是多]|相比|之间|哪|谁|的(?=[几多])|[几多]少?[倍个]|，|\d{4}年|\bwhich\b|\bhow\b|\bwhat\b|\bboth\b|\bin\b|\bfor\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The points that answer a figure question, and the periods asked that have none."""

    points: tuple[DataPoint, ...]
    missing: tuple[Period, ...] = ()
    nearest: tuple[DataPoint, ...] = ()
    """Points of the same metric in other periods, in order of time."""

    @property
    def status(self) -> Status:
        """``answered``, ``partial`` where a period is missing, ``refused`` where all is."""
        if self.points:
            return "partial" if self.missing else "answered"
        return "partial" if self.nearest else "refused"


def find(question: Question, look_up: LookUp, text: str | None = None) -> Found:
    """Look ``text`` (the whole question unless given) up and sort what comes back."""
    matches = look_up(question.text if text is None else text)
    if not matches:
        return Found(())
    close = [m for m in matches if m.score >= CLOSE * matches[0].score]
    same = [m for m in close if _same_thing(m.point, close[0].point)]
    exact = [m.point for m in same if m.exact_period]
    asked = question.figure.periods
    if not asked:
        return Found(tuple(_in_time([m.point for m in same])[:SHOWN]))
    if question.intent == "series" and len(same) > 1:
        return Found(tuple(_in_time([m.point for m in same])))
    missing = tuple(p for p in asked if not any(_covers(point, p) for point in exact))
    nearest = _in_time([m.point for m in matches if _same_thing(m.point, matches[0].point)])
    return Found(
        tuple(_in_time(exact)[:SHOWN]) if exact else (),
        missing,
        tuple(p for p in nearest if p not in exact)[:SHOWN] if missing or not exact else (),
    )


def find_each(question: Question, look_up: LookUp) -> list[Found]:
    """One ``Found`` for the question, or one for each of the things that it joins."""
    whole = find(question, look_up)
    if whole.points and question.intent not in ("comparison", "ratio", "difference"):
        return [whole]
    best: list[Found] = []
    for variants in conjuncts(question.text):
        found = [find(question, look_up, variant) for variant in variants]
        answered = [f for f in found if f.points]
        distinct = {f.points[0].id for f in answered}
        if len(distinct) == len(found) and len(found) > 1:
            return found
        if len(answered) > sum(1 for f in best if f.points):
            best = found
    if whole.points or not best:
        return [whole]
    return best


def conjuncts(text: str) -> list[tuple[str, str]]:
    """The ways to read ``text`` as one question about two things: (about A, about B).

    ``A和B的规模`` is read as ``A的规模`` and ``B的规模``: the shared part stays in both.
    """
    readings = []
    for match in _CONJUNCTION.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if not before.strip() or not after.strip():
            continue
        left = max((edge.end() for edge in _EDGE.finditer(before)), default=0)
        right = next((edge.start() for edge in _EDGE.finditer(after)), len(after))
        about_left = before + " " + after[right:]
        about_right = before[:left] + after
        readings.append((about_left, about_right))
        # The last thing may carry words that both share: 通用算力和智能算力规模.
        readings.append((before + " " + after, about_right))
    return readings


def compose(draft: Draft, question: Question, found: Sequence[Found]) -> Status:
    """Write the figures down, first sentence first, then the text that states them."""
    markers = []
    for one in found:
        points = one.points
        if points:
            draft.lines.append(_first_line(draft, question, points))
            markers += [draft.cite_point(point) for point in points]
        if one.missing or not points:
            _say_missing(draft, question, one)
    for marker in dict.fromkeys(markers):
        draft.quote(marker)
    states = {one.status for one in found}
    return states.pop() if len(states) == 1 else "partial"


def _first_line(draft: Draft, question: Question, points: Sequence[DataPoint]) -> str:
    if len(points) == 1:
        return statement(draft, points[0]) + draft.pick("。", ".")
    if question.intent == "series":
        actual = [p for p in points if not p.forecast]
        forecast = [p for p in points if p.forecast]
        lines = [
            (draft.pick("实际值", "Actual"), actual),
            (draft.pick("预测值", "Forecast"), forecast),
        ]
        return "\n".join(
            f"{name}{draft.pick('：', ': ')}"
            + draft.pick("；", "; ").join(statement(draft, p) for p in listed)
            + draft.pick("。", ".")
            for name, listed in lines
            if listed
        )
    return draft.pick("；", "; ").join(statement(draft, p) for p in points) + draft.pick("。", ".")


def _say_missing(draft: Draft, question: Question, found: Found) -> None:
    periods = draft.pick("、", ", ").join(
        period_label(period, draft.language) for period in found.missing
    )
    if found.nearest:
        what = subject(found.nearest[0])
        listed = draft.pick("；", "; ").join(statement(draft, p) for p in found.nearest)
        draft.say(
            f"文档没有给出{periods}的{what}；给出的是：{listed}。",
            f"The documents do not give {what} for {periods}. They give: {listed}.",
        )
    elif found.points:
        draft.say(f"文档没有给出{periods}的数值。", f"The documents give no value for {periods}.")
    else:
        draft.say(
            "问题的另一部分，文档没有给出数值。", "The documents give no value for the other part."
        )


def _covers(point: DataPoint, period: Period) -> bool:
    mine = point.period
    if mine.key == period.key:
        return True
    one_year = period.start_year == period.end_year
    if one_year or period.start_year is None or period.end_year is None:
        return False
    return mine.start_year in (period.start_year, period.end_year)


def _same_thing(point: DataPoint, other: DataPoint) -> bool:
    """Whether two points are one metric of one entity, so that they form a series."""
    if point.kind != other.kind or fold(point.entity) != fold(other.entity):
        return False
    if point.normalised_unit != other.normalised_unit:
        return False
    return (
        _core(point) == _core(other) or _core(point) in _core(other) or _core(other) in _core(point)
    )


def _core(point: DataPoint) -> str:
    return re.sub(r"[\s的]", "", fold(point.metric))


def _in_time(points: Sequence[DataPoint]) -> list[DataPoint]:
    def key(point: DataPoint) -> tuple[int, int, str, int]:
        period = point.period
        return (period.end_year or 0, period.start_year or 0, period.key, point.start)

    unique: dict[tuple[str, float, str], DataPoint] = {}
    for point in sorted(points, key=key):
        unique.setdefault((point.period.key, point.normalised, point.kind), point)
    return list(unique.values())
