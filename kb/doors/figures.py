"""Commands that read the figures of an index: look up, show exhibits, check the arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kb.doors import exhibit_view, printing
from kb.doors.comparing import comparisons
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
    opened,
    where_of,
)
from kb.errors import QueryError

if TYPE_CHECKING:
    from kb.indexing.catalogue import Filters
    from kb.knowledge_base import KnowledgeBase

OMISSION_COLUMNS = ("reason", "quote", "context", "document_id", "start", "end")
CONTEXT = 16
"""Characters shown on either side of a number that is no figure."""

figures = typer.Typer()


@figures.command("figures")
def look_up(
    question: Annotated[list[str] | None, typer.Argument(help="None lists all figures.")] = None,
    index: Index = DEFAULT_INDEX,
    top_k: TopK = None,
    document: Documents = None,
    publisher: Publisher = None,
    edition: Edition = None,
    left_out: Annotated[
        bool, typer.Option("--left-out", help="List the numbers that are no figures, and why.")
    ] = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Look figures up."""
    base, where = opened(index), where_of(document, publisher, edition)
    asked = " ".join(question or ())
    if left_out:
        if asked:
            raise QueryError("--left-out lists all that is left out: give it no question")
        rows = _omissions(base, where)
        printing.table(OMISSION_COLUMNS, rows, as_json=json, as_csv=csv)
        return
    points = base.look_up(asked, top_k or 10, **where) if asked else base.data_points(**where)
    printing.points(points, as_json=json, as_csv=csv)
    if not points:
        raise typer.Exit(NO_EVIDENCE)


def _omissions(base: KnowledgeBase, where: Filters) -> list[tuple[str, str, str, str, int, int]]:
    from kb.figures import left_out
    from kb.indexing.catalogue import select

    chosen = select(base.entries(), where)
    rows = []
    for document in base.documents():
        if chosen is not None and document.id not in chosen:
            continue
        for one in left_out(document):
            around = document.text[max(0, one.start - CONTEXT) : one.end + CONTEXT]
            context = " ".join(around.split())
            rows.append((one.reason, one.quote, context, document.id, one.start, one.end))
    return rows


@figures.command()
def compare(
    metric: Annotated[list[str], typer.Argument(help="Words that name a figure.")],
    period: Annotated[
        str | None, typer.Option("--period", help="Only this period, as 2027 or 2023H1.")
    ] = None,
    index: Index = DEFAULT_INDEX,
    document: Documents = None,
    publisher: Publisher = None,
    edition: Edition = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Compare what editions and reports give for one figure."""
    where = where_of(document, publisher, edition)
    found = opened(index).compare(" ".join(metric), period, **where)
    comparisons(found, as_json=json, as_csv=csv)
    if not found:
        raise typer.Exit(NO_EVIDENCE)


@figures.command()
def exhibits(
    label: Annotated[
        list[str] | None, typer.Argument(help="Such as 图7 or Table 2; none lists all.")
    ] = None,
    index: Index = DEFAULT_INDEX,
    document: Documents = None,
    publisher: Publisher = None,
    edition: Edition = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List the numbered charts and tables, or show one whole."""
    base = opened(index)
    found = base.exhibits(**where_of(document, publisher, edition))
    if label:
        views = exhibit_view.views(base, found, " ".join(label))
        exhibit_view.show(views, as_json=json, as_csv=csv)
    else:
        printing.exhibits(found, as_json=json, as_csv=csv)


@figures.command()
def audit(
    index: Index = DEFAULT_INDEX,
    document: Documents = None,
    publisher: Publisher = None,
    edition: Edition = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Check the documents' own arithmetic."""
    found = opened(index).audit(**where_of(document, publisher, edition))
    printing.findings(found, as_json=json, as_csv=csv)
