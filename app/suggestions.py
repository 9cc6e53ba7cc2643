"""Questions made from the documents' own figures, rankings and exhibits, each tried beforehand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from app.language import Language
from kb import DataPoint, KnowledgeBase, KnowledgeBaseError

_YEARS = re.compile(r"\d{4}(?:-\d{4})?")
WANTED = 6
MOST_TRIED = 16
SHORTEST_NAME = 5
LONGEST_NAME = 24
_TEMPLATES = {
    "forecast": ("{period}{metric}预计是多少？", "What is {metric} forecast to be in {period}?"),
    "level": ("{period}{metric}是多少？", "What was {metric} in {period}?"),
    "share": ("{period}{metric}是多少？", "What was {metric} in {period}?"),
    "cagr": ("{period}{metric}年复合增长率是多少？", "What is the CAGR of {metric} in {period}?"),
    "series": (
        "{metric}从{first}年到{last}年如何变化？",
        "How does {metric} change from {first} to {last}?",
    ),
    "ranking": ("{period}{metric}前三名", "What are the top three of {metric} in {period}?"),
    "exhibit": ("{label}讲的是什么？", "What does {label} show?"),
}
Candidate = tuple[str, dict[str, str]]
"""A template's name and what is put into it."""


def suggested(base: KnowledgeBase, language: Language) -> list[str]:
    """Up to ``WANTED`` questions of different kinds, answered in full and in their own language."""
    kept: list[str] = []
    for question in candidates(base, language)[:MOST_TRIED]:
        if len(kept) == WANTED:
            break
        try:
            answer = base.ask(question)
        except KnowledgeBaseError:
            continue
        if answer.status == "answered" and answer.citations and answer.language == language:
            kept.append(question)
    return kept


def candidates(base: KnowledgeBase, language: Language) -> list[str]:
    """Questions, one of each kind in turn, on what is most written about first."""
    points = [p for p in base.data_points() if SHORTEST_NAME <= len(p.metric) <= LONGEST_NAME]
    often = Counter(point.metric for point in points)
    points.sort(key=lambda point: -often[point.metric])
    levels = [point for point in points if point.kind == "level"]
    kinds = (
        _series(levels),
        _single("forecast", [point for point in levels if point.forecast], language),
        _rankings(points, language),
        _single("cagr", [point for point in points if point.kind == "cagr"], language),
        _exhibits(base, points),
        _single("level", [point for point in levels if not point.forecast], language),
        _single("share", [point for point in points if point.kind == "share"], language),
    )
    found: dict[str, str] = {}
    waiting = list(kinds)
    while waiting and len(found) < MOST_TRIED:
        for kind in list(waiting):
            # One question a metric, so that the questions show how much there is.
            fresh = ((n, v) for n, v in kind if (v.get("metric") or v["label"]) not in found)
            name, values = next(fresh, ("", {}))
            if not name:
                waiting.remove(kind)
                continue
            question = _TEMPLATES[name][language == "en"].format(**values)
            found[values.get("metric") or values["label"]] = question
    return list(found.values())


def _single(template: str, points: Sequence[DataPoint], language: Language) -> Iterator[Candidate]:
    for point in points:
        if point.period.start_year and point.period.text:
            yield template, {"metric": point.metric, "period": _period(point, language)}


def _series(points: Sequence[DataPoint]) -> Iterator[Candidate]:
    years: dict[tuple[str, str], set[int]] = defaultdict(set)
    for point in points:
        if point.period.start_year and point.period.key.isdecimal():
            years[(point.metric, point.normalised_unit)].add(point.period.start_year)
    for (metric, _), named in sorted(years.items(), key=lambda item: -len(item[1])):
        if len(named) > 1:
            yield "series", {"metric": metric, "first": str(min(named)), "last": str(max(named))}


def _rankings(points: Sequence[DataPoint], language: Language) -> Iterator[Candidate]:
    """The longest rankings, of those the latest."""
    ranked: Counter[tuple[str, str, str]] = Counter()
    for point in points:
        if point.kind == "rank" and point.entity and point.period.key:
            ranked[(point.metric, point.period.key, _period(point, language))] += 1
    for (metric, key, period), _ in sorted(
        ranked.items(), key=lambda item: (item[1], item[0][1]), reverse=True
    ):
        if ranked[(metric, key, period)] > 2:
            yield "ranking", {"metric": metric, "period": period}


def _exhibits(base: KnowledgeBase, points: Sequence[DataPoint]) -> Iterator[Candidate]:
    """Exhibits with values in the text, then those that some figure speaks of."""
    metrics = {point.metric for point in points}
    exhibits = [exhibit for _, exhibit in base.exhibits() if exhibit.label]
    for exhibit in sorted(
        exhibits,
        key=lambda one: (not one.has_values, not any(metric in one.title for metric in metrics)),
    ):
        yield "exhibit", {"label": exhibit.label}


def _period(point: DataPoint, language: Language) -> str:
    """The period as a question names it in ``language``."""
    key = point.period.key
    if language == "en":
        return key
    return f"{key}年" if _YEARS.fullmatch(key) else point.period.text or key
