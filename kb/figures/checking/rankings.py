"""Checks of rankings told in the text against ranking tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.figures.checking.findings import word_of
from kb.figures.checking.ledger import Ledger
from kb.figures.checking.ranking_claims import Claim, told_claims
from kb.text import fold
from kb.types import DataPoint, Finding, Language, Verdict

_Year = dict[str, DataPoint]
_Table = dict[str, _Year]
"""Period, then folded name, to the rank point of the table."""


def check_rankings(ledger: Ledger, language: Language) -> Iterator[Finding]:
    """Each sentence that ranks names, against the first table that ranks all of them."""
    tables: defaultdict[tuple[str, str], _Table] = defaultdict(lambda: defaultdict(dict))
    told: list[DataPoint] = []
    for point in ledger.points:
        if point.kind == "rank" and point.entity and point.period.key:
            if point.exhibit:
                table = tables[point.document_id, point.exhibit]
                table[point.period.key].setdefault(fold(point.entity), point)
            else:
                told.append(point)
    for document_id, text in sorted(ledger.texts.items()):
        for claim in told_claims(text):
            yield from _check_claim(claim, document_id, tables, language)
    yield from _check_told(told, tables, language)


def _check_told(
    told: list[DataPoint], tables: dict[tuple[str, str], _Table], language: Language
) -> Iterator[Finding]:
    groups: defaultdict[tuple[str, int, str], dict[str, DataPoint]] = defaultdict(dict)
    for point in told:
        group = groups[point.document_id, point.sentence_start, point.period.key]
        group.setdefault(fold(point.entity), point)
    for (document_id, _, period), points in groups.items():
        for (other_id, label), table in tables.items():
            year = table.get(period, {})
            if document_id == other_id and points.keys() <= year.keys():
                pairs = [(point, year[name]) for name, point in points.items()]
                yield _compared(pairs, label, period, language)
                break


def _compared(
    pairs: list[tuple[DataPoint, DataPoint]], label: str, period: str, language: Language
) -> Finding:
    wrong = [(told, cell) for told, cell in pairs if told.value != cell.value]
    verdict: Verdict = "disagrees" if wrong else "agrees"
    formula = "; ".join(
        f"{told.entity} {told.value:g} {'≠' if told.value != cell.value else '='} {cell.value:g}"
        for told, cell in wrong or pairs
    )
    names = "、".join(told.entity for told, _ in pairs)
    word = word_of(verdict, language)
    if language == "zh":
        details = "、".join(f"{t.entity}正文第{t.value:g}，表中第{c.value:g}" for t, c in wrong)
        summary = f"{period}年排名：正文所列{names}与{label}{word}{'：' * bool(wrong)}{details}。"
    else:
        details = ", ".join(f"{t.entity} {t.value:g} against {c.value:g}" for t, c in wrong)
        summary = f"{period} ranking: {names} in the text against {label}: {word}. {details}"
    inputs = tuple(one for pair in wrong or pairs for one in pair)
    return Finding(verdict, "ranking", summary.strip(), formula, inputs)


def _check_claim(
    claim: Claim, document_id: str, tables: dict[tuple[str, str], _Table], language: Language
) -> Iterator[Finding]:
    first, last = claim.period.start_year or 0, claim.period.end_year or 0
    keys = [str(year) for year in range(first, last + 1)]
    for (other_id, label), table in tables.items():
        known = set().union(*table.values()) if table else set()
        names = {fold(name): name for name in claim.names}
        if (
            document_id != other_id
            or not names.keys() <= known
            or not any(k in table for k in keys)
        ):
            continue
        years = [key for key in keys if key in table]
        yield _claimed(claim, table, names, years, label, language)
        return


def _claimed(
    claim: Claim,
    table: _Table,
    names: dict[str, str],
    years: list[str],
    label: str,
    language: Language,
) -> Finding:
    wrong: list[tuple[str, str, DataPoint | None]] = []
    held: list[DataPoint] = []
    for year in years:
        for folded, name in names.items():
            cell = table[year].get(folded)
            if cell is None or cell.value > claim.top:
                wrong.append((year, name, cell))
            else:
                held.append(cell)
    verdict: Verdict = "disagrees" if wrong else "agrees"
    missing = "未上榜" if language == "zh" else "not listed"
    formula = "; ".join(
        f"{year} {name} {f'{cell.value:g}' if cell else missing} > {claim.top}"
        for year, name, cell in wrong
    )
    span, listed = f"{years[0]}–{years[-1]}", "、".join(names.values())
    inputs = tuple([cell for _, _, cell in wrong if cell is not None] or held)
    summary = _claim_summary(claim, span, listed, label, word_of(verdict, language), language)
    summary += _claim_details(wrong, missing, language)
    formula = formula or f"≤ {claim.top}"
    return Finding(verdict, "ranking", summary, formula, inputs, stated=claim.top)


def _claim_summary(
    claim: Claim, span: str, listed: str, label: str, word: str, language: Language
) -> str:
    if language == "zh":
        return f"{span}年排名：正文称{listed}一直居前{claim.top}，与{label}{word}。"
    return f"{span} ranking: {listed} said to stay in the top {claim.top}; {label}: {word}."


def _claim_details(
    wrong: list[tuple[str, str, DataPoint | None]], missing: str, language: Language
) -> str:
    if language == "zh":
        said = [f"{n}{y}年{f'排第{c.value:g}' if c else missing}" for y, n, c in wrong]
        return "；".join(said) + "。" if said else ""
    return "".join(f" {n} was {f'{c.value:g}' if c else missing} in {y}." for y, n, c in wrong)
