"""Whether the cells of tables are found when they are asked for plainly: each by its row, its measure and its year."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from kb.answering.records.records import Records
from kb.figures.tables.cells import is_total
from kb.indexing.generation import open_generation
from kb.text import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.workload import Workload
    from kb import DataPoint
    from kb.answering.records.table_lines import TableLines

EACH = 10
"""How many cells of each table are asked for."""
SHOWN = 10
_KINDS = {"growth": ("增速", "growth"), "cagr": ("年复合增长率", "CAGR")}
"""What the measure of a rate is called beside what it is of."""


def run(workload: Workload) -> Iterator[str]:
    """Ask some cells of each table, and count those whose figure answers."""
    base = workload.base
    chosen = random.Random(workload.seed)
    missed: list[str] = []
    asked = 0
    with open_generation(base.index_folder, workload.embedder.name) as generation:
        tables = Records(generation.store, base.vocabulary).tables
        for table in tables:
            cells = _cells(table)
            for name, point in chosen.sample(cells, min(EACH, len(cells))):
                question = _question(name, point)
                answer = base.ask(question, documents=[point.document_id])
                asked += 1
                if answer.status != "answered" or point.id not in {
                    p.id for p in answer.data_points
                }:
                    missed.append(f"  {question} ({point.quote}): {answer.status}")
    right = asked - len(missed)
    share = f", {right / asked:.1%}" if asked else ""
    yield f"{asked} cells of {len(tables)} tables, {right} answered with their figure{share}"
    yield from missed[:SHOWN]


def _cells(table: TableLines) -> list[tuple[str, DataPoint]]:
    """Each figure once, with whose it is, or the name of its row, or of its column where only that has one."""
    lines = reversed(table.lines)
    found = {p.id: (p.entity or line.name, p) for line in lines for p in line.points}
    return [(name, point) for name, point in found.values() if name and not is_total(name)]


def _question(name: str, point: DataPoint) -> str:
    measure = point.metric.replace(name, "").strip()
    zh, en = _KINDS.get(point.kind, ("", ""))
    dated = point.period.end_year and not point.period.years
    year = str(point.period.end_year) if dated else ""
    if language(f"{point.metric}{name}") == "zh":
        told = measure if zh in measure or measure.endswith("增长率") else measure + zh
        return f"{year}{'年' if year else ''}{name}{'的' if told else ''}{told}是多少"
    what = " ".join(filter(None, (measure, en)))
    return f"What was the {what} of {name}{f' in {year}' if year else ''}?"
