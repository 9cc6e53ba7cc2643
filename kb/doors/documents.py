"""Commands that put documents into an index, take them out, say what they are and list them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.doors import printing
from kb.doors.options import DEFAULT_INDEX, Index, Json, Paths, opened

documents = typer.Typer()


@documents.command()
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


@documents.command()
def add(paths: Paths, index: Index = DEFAULT_INDEX, json: Json = False) -> None:
    """Read more files into the index; a document of the same name is replaced."""
    base = opened(index)
    with printing.progress() as progress:
        base.add(list(paths), progress)
    printing.built(base, as_json=json)


@documents.command()
def update(paths: Paths, index: Index = DEFAULT_INDEX, json: Json = False) -> None:
    """Read files again: what changed is embedded anew, the rest is kept."""
    add(paths, index, json)


@documents.command()
def remove(
    names: Annotated[list[str], typer.Argument(help="Ids or names, as `kb list` shows them.")],
    index: Index = DEFAULT_INDEX,
    json: Json = False,
) -> None:
    """Take documents out of the index."""
    base = opened(index)
    for document in names:
        with printing.progress() as progress:
            base.remove(document, progress)
    printing.built(base, as_json=json)


@documents.command()
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


@documents.command()
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
    base = opened(index)
    base.edit(document, title=title, publisher=publisher, date=date, edition=edition)
    printing.documents(base, as_json=json)


@documents.command("list")
def list_documents(index: Index = DEFAULT_INDEX, json: Json = False) -> None:
    """List the documents in the index."""
    printing.documents(opened(index), as_json=json)
