"""Answers that several editions give: each one's figure, newest first, and how they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.answering.lookup.figures import Found, say_missing
from kb.answering.records.records import Records
from kb.answering.writing.chart import chart
from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import (
    in_english,
    kind_label,
    period_label,
    statement,
    statements,
    subject,
    value_text,
)
from kb.figures.lookup.vintages import Change, Comparison, Issue, Vintage, age
from kb.types import DataPoint, Language, Status

SHOWN_ISSUES = 4
"""The most editions that one answer sets side by side."""
SHOWN_ROWS = 8
"""The most periods of which an answer says how a figure changed."""


def compose(draft: Draft, found: Sequence[Found], records: Records) -> Status | None:
    """Write what each edition gives, newest first; None where only one gives anything."""
    points = [point for one in found for point in one.points]
    rows = rows_of(points, records)
    issues = _issues(rows)
    if len(issues) < 2:
        return None
    told: set[tuple[str, str, float]] = set()
    for issue in issues[:SHOWN_ISSUES]:
        own = [v.point for row in rows for v in row.vintages if v.issue == issue]
        _say_issue(draft, label(issue, issues, draft.language), own, told)
        told |= {_figure(point) for point in own}
    compose_changes(draft, [row for row in rows if row.differs])
    _draw(draft, rows)
    _quote_all(draft)
    for one in found:
        if one.missing:
            say_missing(draft, one)
    return "partial" if any(one.missing for one in found) else "answered"


def compose_changes(draft: Draft, rows: Sequence[Comparison]) -> None:
    """Write, for each figure, by how much each edition changed it, and what came of forecasts."""
    for row in rows[:SHOWN_ROWS]:
        issues = [vintage.issue for vintage in row.vintages]
        for newer in row.vintages[:SHOWN_ISSUES]:
            older = row.of(newer.against)
            if older is not None and newer.change is not None and newer.change.value:
                names = [label(one.issue, issues, draft.language) for one in (newer, older)]
                _say_change(draft, newer, older, newer.change, names)


def compose_vintages(draft: Draft, rows: Sequence[Comparison]) -> Status:
    """Write and draw what each edition gives for each figure, side by side, and the changes."""
    for row in rows[:SHOWN_ROWS]:
        issues = [vintage.issue for vintage in row.vintages]
        listed = [
            f"{label(v.issue, issues, draft.language)}{draft.pick('：', ': ')}"
            f"{statement(draft, v.point)}"
            for v in row.vintages[:SHOWN_ISSUES]
        ]
        draft.lines.append(draft.pick("；", "; ").join(listed) + draft.pick("。", "."))
        if row.differs:
            compose_changes(draft, [row])
        else:
            draft.say("各版数值一致。", "The editions agree.")
    _draw(draft, rows[:SHOWN_ROWS])
    _quote_all(draft)
    return "answered"


def _draw(draft: Draft, rows: Sequence[Comparison]) -> None:
    """A panel for each figure, in it a line for each edition, or a bar where it is of one period."""
    issues = _issues(rows)
    figures: dict[tuple[str, str], list[Comparison]] = {}
    for row in rows:
        kind = kind_label(row.vintages[0].point, draft.language)
        figures.setdefault((row.metric, kind), []).append(row)
    periods = {period_label(row.vintages[0].point.period, draft.language) for row in rows}
    when = periods.pop() if len(periods) == 1 else ""
    panels: dict[str, dict[str, list[DataPoint]]] = {}
    for what, own in figures.items():
        title = draft.pick("".join((when, *what)), ", ".join(filter(None, (*what, when))))
        panels[title] = {
            label(issue, issues, draft.language): [found.point for found in given]
            for issue in issues[:SHOWN_ISSUES]
            if (given := [v for row in own if (v := row.of(issue))])
        }
    draft.chart = chart(panels, draft.language)


def label(issue: Issue, among: Iterable[Issue], language: Language) -> str:
    """How an answer calls ``issue``: title and edition, publisher and date where it needs them."""
    name = f"《{issue.report}》" if language == "zh" else f"“{issue.report}”"
    mark = issue.edition or issue.date
    alike = {(one.report, one.edition or one.date) for one in among if one != issue}
    if (issue.report, mark) in alike:
        mark = ", ".join(filter(None, (issue.publisher, issue.edition, issue.date)))
    elif mark in issue.report:
        return name
    elif mark == issue.edition and language == "zh":
        mark = mark if mark.endswith("版") else f"{mark}{'年' if mark[-1].isdigit() else ''}版"
    elif mark == issue.edition:
        mark = f"{mark} edition"
    return f"{name}（{mark}）" if language == "zh" else f"{name} ({mark})"


def rows_of(points: Iterable[DataPoint], records: Records) -> list[Comparison]:
    """The figures in all editions, each once, in the order given."""
    rows: list[Comparison] = []
    seen: set[str] = set()
    for point in points:
        if point.id not in seen:
            row = records.vintages.of(point)
            rows.append(row)
            seen |= {point.id, *(vintage.point.id for vintage in row.vintages)}
    return rows


def _issues(rows: Iterable[Comparison]) -> list[Issue]:
    found = {vintage.issue for row in rows for vintage in row.vintages}
    return sorted(found, key=age, reverse=True)


def _figure(point: DataPoint) -> tuple[str, str, float]:
    return point.period.key, point.kind, point.normalised or point.value


def _say_issue(
    draft: Draft, name: str, points: Sequence[DataPoint], told: set[tuple[str, str, float]]
) -> None:
    """One edition's figures, those left out that a newer one gives too."""
    new = [point for point in points if _figure(point) not in told]
    if new:
        listed = statements(draft, new)
        draft.say(f"{name}：{listed}。", f"{name}: {listed}.")
    else:
        markers = draft.cite_points(points)
        draft.say(f"{name}给出的相同{markers}。", f"{name} gives the same {markers}.")


def _say_change(
    draft: Draft, newer: Vintage, older: Vintage, change: Change, names: Sequence[str]
) -> None:
    points = [newer.point, older.point]
    amount = _amount(draft, abs(change.value), change.unit)
    size = replace(newer.point, value=abs(change.value), unit=change.unit, high=None)
    converted = in_english(draft, size) if draft.language == "en" else ""
    sign = "-" if change.value < 0 else ""
    formula = f"{value_text(newer.point)} − {value_text(older.point)} = {sign}{amount}"
    draft.derive(amount, abs(change.value), formula, points)
    part = ""
    if change.percent is not None:
        shown = f"{abs(change.percent):.1f}%"
        draft.derive(
            shown, abs(change.percent), f"{sign}{amount} ÷ {value_text(older.point)}", points
        )
        part = draft.pick(f"，即{shown}", f", or {shown}")
    markers = draft.cite_points(points)
    when, what = period_label(newer.point.period, draft.language), subject(newer.point)
    said, direction = _told(newer, older, change.value > 0)
    how = draft.pick(*direction)
    text = draft.pick(
        f"{when}{what}：{said[0].format(*names)}{how}{amount}{part}",
        f"{what}, {when}: {said[1].format(*names, how=how, amount=f'{amount}{converted}{part}')}",
    )
    draft.say(f"{text}（{formula}）{markers}。", f"{text} ({formula}) {markers}.")


def _told(newer: Vintage, older: Vintage, up: bool) -> tuple[tuple[str, str], tuple[str, str]]:
    """How a change is put, and its direction, in Chinese and English."""
    if older.point.forecast and not newer.point.forecast:
        said = (
            "{0}的实际值比{1}的预测",
            "the actual value in {0} is {how} the forecast of {1} by {amount}",
        )
        return said, (("高", "above") if up else ("低", "below"))
    if newer.issue.is_by_house_of(older.issue):
        said = ("{0}比{1}", "{0} {how} the figure of {1} by {amount}")
        return said, (("上调", "raises") if up else ("下调", "lowers"))
    said = ("{0}比{1}", "{0} is {how} {1} by {amount}")
    return said, (("高", "above") if up else ("低", "below"))


def _amount(draft: Draft, value: float, unit: str) -> str:
    if unit == "pp":
        return f"{value:g}" + draft.pick("个百分点", " percentage points")
    return f"{value:.6g}{' ' if unit[:1].isascii() and unit[:1].isalpha() else ''}{unit}"


def _quote_all(draft: Draft) -> None:
    for citation in list(draft.citations):
        draft.quote(f"[{citation.marker}]")
