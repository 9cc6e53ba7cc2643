"""``kb``: the command line. Results on standard output, errors in one line on standard error.

Exit codes: 0 done, 1 no evidence, 2 usage, setting or query, 3 index, 4 corpus, 5 model.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from kb.doors import printing
from kb.doors.documents import documents
from kb.doors.evaluate import evaluate
from kb.doors.figures import figures
from kb.doors.options import (
    DEFAULT_INDEX,
    NO_EVIDENCE,
    Csv,
    Documents,
    Edition,
    Index,
    Json,
    Publisher,
    TopK,
    Words,
    opened,
    where_of,
)
from kb.errors import KnowledgeBaseError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A knowledge base over industry reports: cited passages and sourced figures.",
    epilog="Exit codes: 0 done, 1 no evidence, 2 usage, setting or query, 3 index, 4 corpus, 5 model.",
)
asking = typer.Typer()
inspecting = typer.Typer()


def main() -> None:
    """Run ``kb``; a known error becomes one line and its exit code."""
    try:
        app(prog_name="kb")
    except KnowledgeBaseError as error:
        typer.echo(f"kb: {error}", err=True)
        sys.exit(error.exit_code)


@asking.command()
def search(
    query: Words,
    index: Index = DEFAULT_INDEX,
    top_k: TopK = None,
    document: Documents = None,
    publisher: Publisher = None,
    edition: Edition = None,
    section: Annotated[
        str | None, typer.Option("--section", help="Only under this heading or number.")
    ] = None,
    json: Json = False,
) -> None:
    """Find passages."""
    where = where_of(document, publisher, edition)
    passages = opened(index).search(" ".join(query), top_k, section, **where)
    printing.passages(passages, as_json=json)
    _exit_unless(bool(passages))


@asking.command()
def ask(
    question: Words,
    index: Index = DEFAULT_INDEX,
    document: Documents = None,
    publisher: Publisher = None,
    edition: Edition = None,
    json: Json = False,
) -> None:
    """Answer a question with citations."""
    answer = opened(index).ask(" ".join(question), **where_of(document, publisher, edition))
    printing.answer(answer, as_json=json)
    _exit_unless(answer.status != "refused")


@inspecting.command()
def sql(
    statement: Annotated[str, typer.Argument(help="One SELECT.")],
    index: Index = DEFAULT_INDEX,
    max_rows: Annotated[
        int, typer.Option("--max-rows", min=1, help="At most this many rows.")
    ] = 1000,
    max_seconds: Annotated[
        float, typer.Option("--max-seconds", min=0.1, help="Stop a query that takes longer.")
    ] = 2.0,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Run a read-only SELECT over documents, sections, chunks, data_points, exhibits or cells."""
    columns, rows, cut = opened(index).sql(statement, max_rows, max_seconds)
    printing.table(columns, rows, as_json=json, as_csv=csv)
    if cut:
        typer.echo(f"kb: cut at {max_rows} rows; raise --max-rows", err=True)


@inspecting.command()
def doctor(index: Index = DEFAULT_INDEX, json: Json = False) -> None:
    """Say what the index holds, versions and sizes, and what is wrong with it."""
    from kb.config import Config
    from kb.errors import IndexUnusable
    from kb.indexing.embedder_name import embedder_name
    from kb.indexing.inspection import inspect

    inspection = inspect(index, embedder_name(Config.load()))
    printing.inspection(inspection, as_json=json)
    if inspection.problems:
        raise IndexUnusable(inspection.problems[0])


def _exit_unless(found: Any) -> None:
    if not found:
        raise typer.Exit(NO_EVIDENCE)


app.add_typer(documents)
app.add_typer(asking)
app.add_typer(figures)
app.add_typer(inspecting)
app.add_typer(evaluate, name="evaluate")
