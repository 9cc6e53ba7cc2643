"""Checks of figures that are stated more than once: in the text, and in text and table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kb.figures.checking.findings import word_of
from kb.figures.checking.interval import printed_interval
from kb.figures.checking.ledger import Ledger
from kb.regex import regex
from kb.types import AMOUNTS, RATES, DataPoint, Finding, Language, Verdict

_RATIO = regex(
    r"[率比]|份额|比例|百分|\b(?:share|rate|ratio|percentage|proportion|margin|penetration)\b",
    re.IGNORECASE,
)
"""Says which share: that of 叶片国产化率 is not that of 叶片 in a market."""
_SUPPOSED = regex(
    r"情景|情形|假设|若(?!干)|如果|倘若|假如|\bif\b|\bscenarios?\b|\b(?:best|worst|base) case\b",
    re.IGNORECASE,
)
"""A sentence that supposes gives other values for what another supposes, and contradicts nothing."""
_KINDS = (*AMOUNTS, "share", *RATES)


def check_repeats(ledger: Ledger, language: Language) -> Iterator[Finding]:
    """Each figure of one thing and period that is given more than once."""
    groups: defaultdict[tuple[object, ...], list[DataPoint]] = defaultdict(list)
    for point in ledger.points:
        if point.kind in _KINDS and ledger.is_specific(point) and _is_told(ledger, point):
            groups[_group_key(ledger, point)].append(point)
    for group in groups.values():
        yield from _compare(_unambiguous(group), language)
    yield from _loose_agreements(ledger, language)


def _is_told(ledger: Ledger, point: DataPoint) -> bool:
    """Whether the text says enough of a figure for another value of it to contradict it."""
    placed = bool(point.period.key or (point.entity and point.exhibit))
    named = point.kind != "share" or bool(point.entity) or _RATIO.search(point.metric) is not None
    text = ledger.texts.get(point.document_id, "")
    return placed and named and not _SUPPOSED.search(text, point.sentence_start, point.sentence_end)


def _group_key(ledger: Ledger, point: DataPoint) -> tuple[object, ...]:
    return (
        ledger.key(point),
        point.kind,
        point.period.key,
        point.normalised_unit or point.unit,
        point.basis,
        point.forecast,
        frozenset(ledger.vocabulary.words(point.whole)),
    )


def _unambiguous(group: list[DataPoint]) -> list[DataPoint]:
    """Without the sentences that give two values: what sets those apart was not read."""
    values: defaultdict[int, set[float]] = defaultdict(set)
    for point in group:
        values[point.sentence_start].add(point.normalised or point.value)
    return [point for point in group if len(values[point.sentence_start]) == 1]


def _compare(group: list[DataPoint], language: Language) -> Iterator[Finding]:
    agreeing: list[DataPoint] = []
    for point in group:
        other = next((one for one in group if _contradicts(one, point)), None)
        if other is None:
            agreeing.append(point)
        elif other.start < point.start:
            yield _finding("disagrees", (other, point), language)
    if len(agreeing) > 1 and len({point.sentence_start for point in agreeing}) > 1:
        yield _finding("agrees", tuple(agreeing), language)


def _contradicts(one: DataPoint, other: DataPoint) -> bool:
    if one.sentence_start == other.sentence_start:
        return False
    if one.exhibit and one.exhibit == other.exhibit:
        return False  # rows of one table are different things, however alike their names
    if one.publisher and other.publisher and one.publisher != other.publisher:
        return False
    first, second = printed_interval(one), printed_interval(other)
    return bool(first and second and not first.meets(second))


def _loose_agreements(ledger: Ledger, language: Language) -> Iterator[Finding]:
    """A table's figure that the text repeats in other words: the same number of the same name."""
    prose: defaultdict[tuple[str, float, str], list[DataPoint]] = defaultdict(list)
    for point in ledger.points:
        if not point.exhibit and point.kind in (*AMOUNTS, "share"):
            prose[point.document_id, point.normalised, point.normalised_unit].append(point)
    for cell in ledger.points:
        if not (cell.exhibit and cell.entity) or _digits(cell) < 3:
            continue
        name = ledger.vocabulary.words(cell.entity)
        same = [
            point
            for point in prose[cell.document_id, cell.normalised, cell.normalised_unit]
            if name
            and name
            <= ledger.subject(point).held | ledger.vocabulary.words(ledger.before(point, 60))
            and ledger.key(point) != ledger.key(cell)
        ]
        if same:
            yield _finding("agrees", (cell, *same), language)


def _digits(point: DataPoint) -> int:
    return len("".join(c for c in point.quote if c.isdigit()).strip("0"))


def _finding(verdict: Verdict, points: tuple[DataPoint, ...], language: Language) -> Finding:
    rule = "table" if len({bool(point.exhibit) for point in points}) == 2 else "repeated"
    first = points[0]
    name = " ".join(filter(None, (first.period.key, first.entity, first.metric)))
    quotes = list(dict.fromkeys(point.quote for point in points))
    word = word_of(verdict, language)
    if language == "zh":
        places = "正文与表格" if rule == "table" else "文中"
        summary = f"{name}：{places}{len(points)}处给出{'、'.join(quotes)}，{word}。"
    else:
        places = "text and table" if rule == "table" else "the text"
        summary = f"{name}: {places} give {', '.join(quotes)} in {len(points)} places: {word}."
    formula = f"{quotes[0]} {'=' if verdict == 'agrees' else '≠'} {quotes[-1]}"
    return Finding(verdict, rule, summary, formula, points, stated=first.value)
