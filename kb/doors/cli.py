"""``kb``: the command line. Results on standard output, errors in one line on standard error.

Exit codes: 0 done, 1 no evidence, 2 usage, setting or query, 3 index, 4 corpus, 5 model.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.doors import printing
from kb.doors.evaluate import evaluate
from kb.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from kb.indexing.catalogue import Filters
    from kb.knowledge_base import KnowledgeBase

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A knowledge base over industry reports: cited passages and sourced figures.",
    epilog="Exit codes: 0 done, 1 no evidence, 2 usage, setting or query, 3 index, 4 corpus, 5 model.",
)
app.add_typer(evaluate, name="evaluate")

Index = Annotated[Path, typer.Option("--index", help="Folder of the index.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Paths = Annotated[list[Path], typer.Argument(help="Files and folders.")]
TopK = Annotated[int | None, typer.Option("--top-k", min=1, help="At most this many.")]
Documents = Annotated[
    list[str] | None, typer.Option("--document", help="Only this document (id or name).")
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", help="Only documents of this publisher.")
]
Edition = Annotated[
    str | None, typer.Option("--edition", help="Only this edition, or documents of this year.")
]
Words = Annotated[list[str], typer.Argument(help="Question or keywords.")]
DEFAULT_INDEX = Path("index")
NO_EVIDENCE = 1


def main() -> None:
    """Run ``kb``; a known error becomes one line and its exit code."""
    try:
        app(prog_name="kb")
    except KnowledgeBaseError as error:
        typer.echo(f"kb: {error}", err=True)
        sys.exit(error.exit_code)


@app.command()
def build(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders.")] = None,
    index: Index = DEFAULT_INDEX,
    json: Json = False,
    if_changed: Annotated[
        bool, typer.Option("--if-changed", help="Do nothing where the index is up to date.")
    ] = False,
) -> None:
    """Read files and folders (corpus/ unless named) and write the index anew."""
    from kb.indexing.freshness import is_current
    from kb.knowledge_base import KnowledgeBase

    wanted: list[str | Path] = list(paths or [Path("corpus")])
    if if_changed and is_current(wanted, index):
        printing.line(f"{index} is up to date")
        return
    with printing.progress() as progress:
        base = KnowledgeBase.build(wanted, index, progress=progress)
    printing.built(base, as_json=json)


@app.command()
def add(paths: Paths, index: Index = DEFAULT_INDEX, json: Json = False) -> None:
    """Read more files into the index; a document of the same name is replaced."""
    base = _open(index)
    with printing.progress() as progress:
        base.add(list(paths), progress)
    printing.built(base, as_json=json)


@app.command()
def update(paths: Paths, index: Index = DEFAULT_INDEX, json: Json = False) -> None:
    """Read files again: what changed is embedded anew, the rest is kept."""
    add(paths, index, json)


@app.command()
def remove(
    documents: Annotated[list[str], typer.Argument(help="Ids or names, as `kb list` shows them.")],
    index: Index = DEFAULT_INDEX,
    json: Json = False,
) -> None:
    """Take documents out of the index."""
    base = _open(index)
    for document in documents:
        with printing.progress() as progress:
            base.remove(document, progress)
    printing.built(base, as_json=json)


@app.command()
def sync(paths: Paths, index: Index = DEFAULT_INDEX, json: Json = False) -> None:
    """Make the index hold what the folders hold; only what changed is read."""
    from kb.errors import IndexMissing
    from kb.knowledge_base import KnowledgeBase

    with printing.progress() as progress:
        try:
            base = KnowledgeBase.open(index)
        except IndexMissing:
            base, changes = KnowledgeBase.build(list(paths), index, progress=progress), None
        else:
            changes = base.sync(list(paths), progress)
    printing.built(base, as_json=json, changes=changes)


@app.command()
def edit(
    document: Annotated[str, typer.Argument(help="Id or name, as `kb list` shows them.")],
    title: Annotated[str | None, typer.Option("--title", help="As it is cited.")] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Several with 、 or a comma.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", help="As 2023, 2023-11 or 2023-11-05.")
    ] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="Such as 2023-2024.")] = None,
    index: Index = DEFAULT_INDEX,
    json: Json = False,
) -> None:
    """Say what a document is, over what its file says; kept for later builds."""
    base = _open(index)
    base.edit(document, title=title, publisher=publisher, date=date, edition=edition)
    printing.documents(base, as_json=json)


@app.command("list")
def list_documents(index: Index = DEFAULT_INDEX, json: Json = False) -> None:
    """List the documents in the index."""
    printing.documents(_open(index), as_json=json)


@app.command()
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
    where = _where(document, publisher, edition)
    passages = _open(index).search(" ".join(query), top_k, section, **where)
    printing.passages(passages, as_json=json)
    _exit_unless(bool(passages))


@app.command()
def ask(
    question: Words,
    index: Index = DEFAULT_INDEX,
    document: Documents = None,
    publisher: Publisher = None,
    edition: Edition = None,
    json: Json = False,
) -> None:
    """Answer a question with citations."""
    answer = _open(index).ask(" ".join(question), **_where(document, publisher, edition))
    printing.answer(answer, as_json=json)
    _exit_unless(answer.status != "refused")


@app.command()
def figures(
    question: Annotated[list[str] | None, typer.Argument(help="None lists all figures.")] = None,
    index: Index = DEFAULT_INDEX,
    top_k: TopK = None,
    document: Documents = None,
    publisher: Publisher = None,
    edition: Edition = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Look figures up."""
    base, where = _open(index), _where(document, publisher, edition)
    asked = " ".join(question or ())
    points = base.look_up(asked, top_k or 10, **where) if asked else base.data_points(**where)
    printing.points(points, as_json=json, as_csv=csv)
    _exit_unless(bool(points))


@app.command()
def exhibits(
    index: Index = DEFAULT_INDEX,
    document: Documents = None,
    publisher: Publisher = None,
    edition: Edition = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List the numbered charts and tables."""
    found = _open(index).exhibits(**_where(document, publisher, edition))
    printing.exhibits(found, as_json=json, as_csv=csv)


@app.command()
def audit(
    index: Index = DEFAULT_INDEX,
    document: Documents = None,
    publisher: Publisher = None,
    edition: Edition = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Check the documents' own arithmetic."""
    found = _open(index).audit(**_where(document, publisher, edition))
    printing.findings(found, as_json=json, as_csv=csv)


@app.command()
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
    columns, rows, cut = _open(index).sql(statement, max_rows, max_seconds)
    printing.table(columns, rows, as_json=json, as_csv=csv)
    if cut:
        typer.echo(f"kb: cut at {max_rows} rows; raise --max-rows", err=True)


@app.command()
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


def _open(index: Path) -> KnowledgeBase:
    from kb.knowledge_base import KnowledgeBase

    return KnowledgeBase.open(index)


def _where(documents: list[str] | None, publisher: str | None, edition: str | None) -> Filters:
    return {"documents": documents or None, "publisher": publisher, "edition": edition}


def _exit_unless(found: Any) -> None:
    if not found:
        raise typer.Exit(NO_EVIDENCE)
