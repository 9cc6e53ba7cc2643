"""Results for people (rich), programs (JSON) and spreadsheets (CSV), on standard output."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from kb.types import Answer, DataPoint, Exhibit, Finding, Passage

if TYPE_CHECKING:
    from rich.console import Console

    from kb.indexing.inspection import Inspection
    from kb.indexing.syncing import Changes
    from kb.knowledge_base import KnowledgeBase

COLOURS = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33}
"""Their numbers for a terminal."""
_CONTROLS = dict.fromkeys({*range(32), 127, *range(128, 160)} - {9, 10})
UNLIMITED = 100_000
"""Characters of a line that goes to a file or another program, where nothing is to be cut off."""
STATUS_STYLE = {"answered": "green", "partial": "yellow", "refused": "red"}
POINT_COLUMNS = (
    "metric", "entity", "region", "period", "value", "high", "unit", "normalised",
    "normalised_unit", "kind", "forecast", "publisher", "quote", "exhibit", "document_id",
    "start", "end",
)  # fmt: skip


def line(text: str, style: str = "") -> None:
    """Print one line; nothing in it is read as markup or gets control of the terminal."""
    _write(sys.stdout, text, style)


def _write(stream: TextIO, text: str, style: str) -> None:
    # rich would do it too, but takes a tenth of a second to load, which every answer would wait.
    plain = text.translate(_CONTROLS)
    coloured = style and stream.isatty() and os.name == "posix" and not os.environ.get("NO_COLOR")
    stream.write(f"\x1b[{COLOURS[style]}m{plain}\x1b[0m\n" if coloured else f"{plain}\n")


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Draw a bar for each stage on standard error, where that is a terminal."""
    from rich import progress as rich

    console = _console(stderr=True)
    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeRemainingColumn(elapsed_when_finished=True),
    )
    hidden = not console.is_terminal
    with rich.Progress(*columns, console=console, transient=True, disable=hidden) as bars:
        stages: dict[str, Any] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in stages:
                stages[stage] = bars.add_task(stage, total=total)
            bars.update(stages[stage], completed=done, total=total)

        yield report


def _console(width: int | None = None, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(width=width, stderr=stderr, highlight=False)


def write_json(value: object) -> None:
    """Print ``value`` as JSON; dataclasses become objects, periods also their key."""
    sys.stdout.write(json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n")


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        plain = {key: _plain(getattr(value, key)) for key in asdict(value)}
        key = getattr(value, "key", None)
        return plain | {"key": key} if isinstance(key, str) else plain
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, Path) else value


def table(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], *, as_json: bool, as_csv: bool
) -> None:
    """Print rows under their columns."""
    if as_json:
        write_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        from rich.table import Column, Table
        from rich.text import Text

        drawn = Table(*(Column(column, overflow="fold") for column in columns))
        for row in rows:
            drawn.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
        console = _console(width=None if sys.stdout.isatty() else UNLIMITED)
        console.print(drawn, soft_wrap=False)


def built(base: KnowledgeBase, *, as_json: bool, changes: Changes | None = None) -> None:
    """Say what a build did and which files could not be read."""
    for failure in base.failures:
        _write(sys.stderr, f"kb: {failure.error}", "red")
    result = base.result
    for warning in result.warnings if result else ():
        _write(sys.stderr, f"kb: {warning}", "yellow")
    if as_json:
        failures = [{"name": f.name, "error": str(f.error)} for f in base.failures]
        told = {"changes": changes} if changes else {}
        write_json({"result": result, "failures": failures, **told})
    elif result is not None:
        line(
            f"{_counted(result.documents, 'document')}, {_counted(result.chunks, 'chunk')} "
            f"({result.embedded} embedded, {result.reused} kept), "
            f"{_counted(result.data_points, 'figure')} in {base.index_folder}"
        )
        for what, names in asdict(changes).items() if changes else ():
            if names and what != "kept":
                line(f"{what}: {', '.join(names)}")
        for one in result.duplicates:
            line(f"{one.name}: {one.relation} of {one.original}, counted once ({one.share:.0%})")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def documents(base: KnowledgeBase, *, as_json: bool) -> None:
    """List the documents."""
    columns = (
        "id", "name", "title", "publisher", "date", "edition", "characters", "exhibits", "original",
    )  # fmt: skip
    names = {d.id: d.name for d in base.documents()}
    rows = [
        (
            *(d.id, d.name, d.title, d.publisher, d.date, d.edition),
            *(len(d.text), len(d.exhibits), names.get(d.original, "")),
        )
        for d in base.documents()
    ]
    table(columns, rows, as_json=as_json, as_csv=False)


def passages(found: Sequence[Passage], *, as_json: bool) -> None:
    """Print passages, best first."""
    if as_json:
        write_json(found)
        return
    for number, passage in enumerate(found, start=1):
        where = " › ".join((passage.document_name, *passage.heading_path))
        line(f"{number}. {where}  ({passage.score:.3f})", "bold")
        line(passage.quote + "\n")
    if not found:
        line("no passage found")


def answer(given: Answer, *, as_json: bool) -> None:
    """Print an answer with its sources."""
    if as_json:
        write_json(given)
        return
    line(given.status, STATUS_STYLE[given.status])
    line(given.text)
    for warning in given.warnings:
        line(f"! {warning}", "yellow")
    if given.citations:
        line("")
    for citation in given.citations:
        where = " › ".join((citation.document_name, *citation.heading_path))
        place = citation.locator.place(given.language) if citation.locator else ""
        where += f", {place}" if place else ""
        line(f"[{citation.marker}] {where}, {citation.start}-{citation.end}", "dim")


def points(found: Sequence[DataPoint], *, as_json: bool, as_csv: bool) -> None:
    """Print data points."""
    if as_json:
        write_json(found)
        return
    if not found and not as_csv:
        line("no figure found")
        return
    columns = (
        POINT_COLUMNS
        if as_csv
        else ("metric", "entity", "period", "quote", "kind", "forecast", "publisher")
    )
    table(
        columns,
        [
            [point.period.key if c == "period" else getattr(point, c) for c in columns]
            for point in found
        ],
        as_json=False,
        as_csv=as_csv,
    )


def exhibits(found: Sequence[tuple[str, Exhibit]], *, as_json: bool, as_csv: bool) -> None:
    """Print the numbered charts and tables."""
    columns = ("label", "title", "kind", "source", "section", "values", "document_id", "start")
    rows = [
        (
            e.label,
            e.title,
            e.kind,
            e.source,
            " › ".join(e.heading_path),
            "in the text" if e.has_values else "caption only",
            document_id,
            e.start,
        )
        for document_id, e in found
    ]
    table(columns, rows, as_json=as_json, as_csv=as_csv)


def findings(found: Sequence[Finding], *, as_json: bool, as_csv: bool) -> None:
    """Print the checks of the documents' arithmetic."""
    if as_json:
        write_json(found)
        return
    columns = ("verdict", "rule", "summary", "formula", "inputs")
    rows = [
        (f.verdict, f.rule, f.summary, f.formula, "; ".join(p.quote for p in f.inputs))
        for f in found
    ]
    table(columns, rows, as_json=False, as_csv=as_csv)


def inspection(found: Inspection, *, as_json: bool) -> None:
    """Print the state of an index folder."""
    if as_json:
        write_json(found)
        return
    line(f"index: {found.index_folder}   live generation: {found.live or 'none'}")
    for generation in found.generations:
        live = " (live)" if generation.live else ""
        line(f"  {generation.name}{live}: {generation.size:,} bytes")
    if found.manifest is not None:
        for key, value in _plain(found.manifest).items():
            if key != "files":
                line(f"  {key}: {value}")
    for key, value in found.versions.items():
        line(f"  this kb, {key}: {value}")
    for problem in found.problems:
        line(f"problem: {problem}", "red")
    if not found.problems:
        line("no problems found", "green")
