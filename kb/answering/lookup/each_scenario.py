"""What is asked of several scenarios: the figure that each of them gives, under the scenario's name.

A second scenario is often told in short, 悲观情景仅为430万吨: its figure is the one of the same unit beside
what the others say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.computing import calculation
from kb.answering.lookup.figures import find
from kb.answering.writing.wording import statements
from kb.figures.lookup.choice import is_of
from kb.figures.lookup.scenarios import several_scenarios, told_in
from kb.text import fold, line_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.answering.records.records import Records
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.figures.lookup.scenarios import Scenario
    from kb.types import DataPoint, Status

_SET_APART = ("ratio", "difference")
"""Intents that set what one gives against what the other does."""
_OTHERWISE = ("comparison", "audit", "exhibit", "explanation")
"""Intents that want something else of the scenarios than what each gives."""
_NAMES: Mapping[Scenario, tuple[str, str]] = {
    "base": ("基准情景", "Base case"),
    "high": ("乐观情景", "Upside case"),
    "low": ("悲观情景", "Downside case"),
}


def compose(draft: Draft, question: Question, records: Records) -> Status | None:
    """Write what each scenario gives; None where not several are asked for, or told."""
    asked, rest = several_scenarios(question.text)
    if not asked or question.intent in _OTHERWISE:
        return None
    if question.intent in _SET_APART and len(asked) != 2:
        return None
    found: dict[Scenario, tuple[DataPoint, ...]] = {}
    figure = records.parse(rest)
    every: tuple[Scenario, ...] = tuple(dict.fromkeys((*asked, "base")))
    for scenario in every:
        one = find(question, replace(figure, scenario=scenario), records.look_up)
        if one.points and not one.missing:
            found[scenario] = one.points
    for scenario in asked:
        if (
            found
            and scenario not in found
            and (near := _beside(question, scenario, found, records))
        ):
            found[scenario] = near
    found = {scenario: found[scenario] for scenario in asked if scenario in found}
    if len(found) < 2 or len({points[0].normalised_unit for points in found.values()}) > 1:
        return None
    if question.intent in _SET_APART:
        pair = _called_by_scenario(draft, found)
        return calculation.compose(draft, question, pair) if len(pair) == 2 else None
    for scenario, points in found.items():
        name = draft.pick(*_NAMES[scenario])
        told = statements(draft, points)
        draft.say(f"{name}：{told}。", f"{name}: {told}.")
    for points in found.values():
        for point in points:
            draft.quote(draft.cite_point(point))
    return "answered"


def _called_by_scenario(
    draft: Draft, found: Mapping[Scenario, tuple[DataPoint, ...]]
) -> list[DataPoint]:
    """The one figure of each scenario, called by it and by the shorter name of what both measure."""
    metric = min((points[0].metric for points in found.values()), key=len)
    pair = []
    for scenario, points in found.items():
        zh, en = _NAMES[scenario]
        called = fold(points[0].metric) in (fold(zh), fold(en))
        name = points[0].metric if called else draft.pick(f"{zh}{metric}", f"{metric} ({en})")
        pair += [replace(points[0], metric=name)] if len(points) == 1 else []
    return pair


def _beside(
    question: Question,
    scenario: Scenario,
    found: Mapping[Scenario, tuple[DataPoint, ...]],
    records: Records,
) -> tuple[DataPoint, ...]:
    """The one figure of ``scenario`` that stands in the paragraph of another's and is of its unit and time."""
    told = next(iter(found.values()))[0]
    line = line_at(records.document(told).text, told.start)
    alike = tuple(
        point
        for point in records.points_of(told.document_id)
        if line[0] <= point.start < line[1]
        and (point.kind, point.normalised_unit) == (told.kind, told.normalised_unit)
        and is_of(question.figure.periods, point)
        and told_in(point, records.sentence) == scenario
    )
    return alike if len(alike) == 1 else ()
