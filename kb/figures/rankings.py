"""Checks of rankings told in the text against ranking tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.figures.findings import word_of
from kb.figures.ledger import Ledger
from kb.text import fold
from kb.types import DataPoint, Finding, Language, Verdict

_Table = dict[str, DataPoint]


def check_rankings(ledger: Ledger, language: Language) -> Iterator[Finding]:
    """Each sentence that ranks names, against the table that ranks all of them."""
    tables: defaultdict[tuple[str, str, str], _Table] = defaultdict(dict)
    told: defaultdict[tuple[str, int, str], list[DataPoint]] = defaultdict(list)
    for point in ledger.points:
        if point.kind != "rank" or not point.entity or not point.period.key:
            continue
        name = fold(point.entity)
        if point.exhibit:
            tables[point.document_id, point.exhibit, point.period.key].setdefault(name, point)
        else:
            told[point.document_id, point.sentence_start, point.period.key].append(point)
    for (document_id, _, period), points in told.items():
        for (other_id, label, other_period), table in tables.items():
            same = (document_id, period) == (other_id, other_period)
            if same and all(fold(point.entity) in table for point in points):
                yield _compared(points, table, label, period, language)
                break


def _compared(
    points: list[DataPoint], table: _Table, label: str, period: str, language: Language
) -> Finding:
    pairs = [(point, table[fold(point.entity)]) for point in points]
    wrong = [(told, cell) for told, cell in pairs if told.value != cell.value]
    verdict: Verdict = "disagrees" if wrong else "agrees"
    shown = wrong or pairs
    formula = "; ".join(
        f"{told.entity} {told.value:g} {'≠' if told.value != cell.value else '='} {cell.value:g}"
        for told, cell in shown
    )
    word = word_of(verdict, language)
    names = "、".join(point.entity for point in points)
    summary = (
        f"{period}年排名：正文所列{names}与{label}{word}"
        + ("；" + "、".join(f"{t.entity}正文第{t.value:g}，表中第{c.value:g}" for t, c in wrong))
        * bool(wrong)
        + "。"
        if language == "zh"
        else f"{period} ranking: {names} in the text {word} with {label}."
    )
    inputs = tuple(one for pair in shown for one in pair)
    return Finding(verdict, "ranking", summary, formula, inputs)
