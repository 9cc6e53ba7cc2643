"""Answers made of figures: one number, several, or a series; and what exists where it is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kb.answering.lookup.by_kind import by_kind
from kb.answering.understanding.question import Question
from kb.answering.writing.chart import series
from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import period_label, statements, subject
from kb.figures.lookup.choice import fits, is_of
from kb.figures.lookup.lookup import FigureQuestion, Match
from kb.figures.lookup.measured import is_per_head
from kb.regex import regex
from kb.text import fold
from kb.types import DataPoint, Period, Status

LookUp = Callable[[FigureQuestion], list[Match]]
Parse = Callable[[str], FigureQuestion]

CLOSE = 0.8
"""A match whose score is at least this share of the best one's speaks of the same thing."""
EACH = r"分别|各[自是有为预多占]|各$|\bboth\b|respectively|\beach\b"
"""Asks for a figure of each of several things."""
JOINS = rf"{EACH}|还有|以及|对比|compare"
"""Says that a question is about several things, each to be answered."""
NOW = r"现在|目前|当前|如今|眼下|现阶段|最新|\b(?:now|currently|at present|today|latest)\b"
"""Asks for the last that is known."""
SET_AGAINST = ("ratio", "difference", "comparison")
"""Intents that put two figures of one unit together."""
SHOWN = 6
"""The most figures that one answer lists."""

_CONJUNCTION = regex(
    r"\s*(?:，?还有|以及|还是|(?:会|将)?(?:高过|高于|超过|快于|大于|低于|多于)|相当于(?:[几多]少?[个倍]?)?|[顶抵](?![级峰层点端部流押达制抗])(?:得上|了)?|[跟、是]|(?<![总共饱温缓])和|(?<!参)与|(?<![提涉普波顾触])及|同(?!比)|(?<![占同环对])比(?![重例率值]))\s*|\s+(?:is|are|was|were|(?:will|would|could|should|might|may) be) how many times\s+(?:that of )?(?:the |its |their )?|\s+(?:and|or|versus|vs\.?|than|to that of|exceeds?(?: that of)?)\s+"
)
_CLAUSE = regex(r"[，,：:；;]\s*")
_EDGE = regex(
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


def find(question: Question, asked: FigureQuestion, look_up: LookUp) -> Found:
    """Look ``asked`` up and sort what comes back."""
    return sort(question, asked, look_up(asked))


def sort(question: Question, asked: FigureQuestion, found: Sequence[Match]) -> Found:
    """Of the figures ``found``, those that answer, and those that are near."""
    matches = [m for m in found if m.point.kind != "rank"]
    if not matches:
        return Found(())
    best = max(matches, key=lambda m: m.score)
    close = [m for m in matches if m.score >= CLOSE * best.score]
    same = [m for m in close if _same_thing(m.point, best.point)]
    if asked.wants_series or question.intent == "series":
        points = in_time(_longest(close, best))
        spans = [period for period in asked.periods if period.years]
        within = [p for p in points if is_of(spans, p)] if spans else points
        return Found(tuple(within)) if within else Found((), tuple(spans), tuple(points[:SHOWN]))
    if not asked.periods:
        given = in_time([m.point for m in same])
        known = [point for point in given if not point.forecast]
        if len(known) > 1 and question.says(NOW):
            given = [p for p in known if p.period.key == known[-1].period.key]
        return Found(tuple(given[:SHOWN]))
    exact = in_time([m.point for m in same if m.exact_period])
    missing = tuple(p for p in asked.periods if not any(covers(point, p) for point in exact))
    nearest = [p for p in in_time([m.point for m in same]) if p not in exact]
    return Found(tuple(exact[:SHOWN]), missing, tuple(nearest[:SHOWN]) if missing else ())


def _longest(matches: Sequence[Match], best: Match) -> list[DataPoint]:
    """Of the ``matches`` in the unit of the best, those of one thing with the most periods."""
    points = [m.point for m in matches if comparable(m.point, best.point)]
    groups = [[p for p in points if _same_thing(p, m.point)] for m in (best, *matches)]
    return max(groups, key=lambda group: len({point.period.key for point in group}))


def find_each(question: Question, parse: Parse, look_up: LookUp) -> list[Found]:
    """One ``Found`` for the question, or one for each of the things that it joins."""
    both = [find(question, asked, look_up) for asked in by_kind(question)]
    if len(both) > 1 and all(one.points and not one.missing for one in both):
        return both
    joined = question.says(JOINS)
    whole = find(question, question.figure, look_up)
    if whole.points and not whole.missing and not joined:
        return [whole]
    partly: list[Found] = []
    for reading in conjuncts(question.text):
        if not all(_names_something(parse(text)) for text in reading):
            continue
        said = frozenset[str]().union(*(parse(text).essential for text in reading))
        if question.intent in SET_AGAINST and not question.figure.essential <= said:
            continue  # by what they are to be compared, it leaves out
        found = [find(question, _dated(parse(text), question), look_up) for text in reading]
        answered = [one for one in found if one.points]
        if len(answered) == 2 and not set(found[0].points) & set(found[1].points):
            # What cannot be set against each other is no answer to how they compare.
            if question.intent not in SET_AGAINST or comparable(*(f.points[0] for f in found)):
                return found
            continue
        if len(answered) == 1 and joined and not partly:
            partly = found
    if whole.points or whole.nearest or partly:
        return [whole] if whole.points or whole.nearest else partly
    for text in readings(question.text)[1:]:
        asked = parse(text)
        if (question.figure.kinds and not asked.kinds) or not _names_something(asked):
            continue  # it says when or of what, and asks for no figure; or for one of anything
        part = find(question, _dated(parse(text), question), look_up)
        if part.points and question.figure.regions <= parse(text).regions:
            return [part]
    return [whole]


def _names_something(asked: FigureQuestion) -> bool:
    return bool(asked.essential | asked.regions)


def readings(text: str) -> list[str]:
    """``text``, then its clauses: each with the clause before it, and each alone."""
    clauses = [clause.strip() for clause in _CLAUSE.split(text) if len(clause.strip()) > 3]
    if len(clauses) < 2:
        return [text]
    paired = [f"{clauses[0]}，{clause}" for clause in clauses[1:]]
    return list(dict.fromkeys([text, *paired, *clauses]))


def _dated(asked: FigureQuestion, question: Question) -> FigureQuestion:
    """With the whole question's periods and regions, where the part names none."""
    whole = question.figure
    return replace(
        asked, periods=asked.periods or whole.periods, regions=asked.regions or whole.regions
    )


def untold(periods: Sequence[Period], points: Sequence[DataPoint]) -> tuple[Period, ...]:
    """Of several single ``periods`` asked for, those that none of the dated ``points`` is of."""
    single = [period for period in periods if not period.years]
    if len(single) < 2 or not all(point.period.key for point in points):
        return ()
    found = tuple(p for p in single if not any(covers(point, p) for point in points))
    return found if len(found) < len(single) else ()


def comparable(first: DataPoint, second: DataPoint) -> bool:
    """Whether two figures are of one kind and one unit, and both of all or both of one of many."""
    alike = first.kind == second.kind and first.normalised_unit == second.normalised_unit
    return alike and is_per_head(first) == is_per_head(second)


def conjuncts(text: str) -> list[tuple[str, str]]:
    """The ways to read ``text`` as one question about two things: (about A, about B).

    ``A和B的规模`` is read as ``A的规模`` and ``B的规模``: the shared part stays in both.
    """
    found: list[tuple[str, str]] = []
    folded = fold(text)
    for match in _CONJUNCTION.finditer(folded):
        before, after = folded[: match.start()], folded[match.end() :]
        if not before.strip() or not after.strip():
            continue
        left = max((edge.end() for edge in _EDGE.finditer(before)), default=0)
        right = next((edge.start() for edge in _EDGE.finditer(after)), len(after))
        about_left = before + " " + after[right:]
        about_right = f"{before[:left]} {after}"
        found.append((about_left, about_right))
        first, _, shared = after.strip().partition(" ")
        if first.isascii() and shared:
            # English joins what stands before one noun: intelligent and general computing power.
            found.append((f"{before} {shared}", about_right))
        # Alone in their clauses, where the rest of the question is only in the way.
        near_left, near_right = _CLAUSE.split(before)[-1], _CLAUSE.split(after)[0]
        found.append((near_left, near_right))
        _, mark, measure = near_left.partition("的")
        if mark and measure and "的" not in after[:right]:
            # A的寿命是B的几倍: B leaves out what is measured.
            found.append((near_left, f"{after[:right]}的{measure}"))
    return list(dict.fromkeys(found))


def compose(draft: Draft, question: Question, found: Sequence[Found]) -> Status:
    """Write the figures down, first sentence first, then the text that states them."""
    markers = []
    for one in found:
        points = one.points
        if points:
            draft.lines.append(_first_line(draft, question, points))
            markers += [draft.cite_point(point) for point in points]
        if one.missing or not points:
            say_missing(draft, one)
    if question.intent == "series":
        draft.chart = series((p for one in found for p in one.points), draft.language)
    for marker in dict.fromkeys(markers):
        draft.quote(marker)
    states = {one.status for one in found}
    return states.pop() if len(states) == 1 else "partial"


def _first_line(draft: Draft, question: Question, points: Sequence[DataPoint]) -> str:
    if question.intent == "series" and len(points) > 1:
        actual = [p for p in points if not p.forecast]
        forecast = [p for p in points if p.forecast]
        lines = [
            (draft.pick("实际值", "Actual"), actual),
            (draft.pick("预测值", "Forecast"), forecast),
        ]
        return "\n".join(
            f"{name}{draft.pick('：', ': ')}" + statements(draft, listed) + draft.pick("。", ".")
            for name, listed in lines
            if listed
        )
    return statements(draft, points) + draft.pick("。", ".")


def say_missing(draft: Draft, found: Found) -> None:
    """Say which periods no document gives, and which it does."""
    periods = draft.pick("、", ", ").join(
        period_label(period, draft.language) for period in found.missing
    )
    if found.nearest:
        what = subject(found.nearest[0])
        listed = statements(draft, found.nearest)
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


def covers(point: DataPoint, period: Period) -> bool:
    """Whether ``point`` is of the period asked for, or of an end of it."""
    mine = point.period
    if fits(period, mine, point.kind):
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


def in_time(points: Sequence[DataPoint]) -> list[DataPoint]:
    """The points in the order of their periods, each figure once."""

    def key(point: DataPoint) -> tuple[int, bool, str, int]:
        period = point.period
        # The first half of a year before the year, as it was over earlier.
        whole = not (period.half or period.quarter or period.month)
        return (period.end_year or 0, whole, period.key, point.start)

    unique: dict[tuple[str, float, str], DataPoint] = {}
    for point in sorted(points, key=key):
        unique.setdefault((point.period.key, point.normalised, point.kind), point)
    return list(unique.values())
