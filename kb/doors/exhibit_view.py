"""One exhibit whole: where it stands, its cells, and what the text nearby says of it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.doors import printing
from kb.errors import QueryError
from kb.types import DataPoint, Exhibit

if TYPE_CHECKING:
    from kb.knowledge_base import KnowledgeBase

LOST = "the values of this {} are not in the text, only its caption is"


@dataclass(frozen=True, slots=True)
class View:
    """An exhibit with its document and its figures."""

    document_id: str
    document: str
    """The document's name."""
    exhibit: Exhibit
    points: Sequence[DataPoint]
    """The figures of its own cells."""
    nearby: Sequence[DataPoint]
    """Figures of the text nearby that speak of the same."""

    @property
    def rows(self) -> list[list[str]]:
        """The texts of its cells; empty where the text has none."""
        table = self.exhibit.table
        return [[cell.text for cell in row] for row in table.rows] if table else []

    @property
    def values(self) -> str:
        """Whether the text holds the values, as ``kb exhibits`` lists it."""
        return "in the text" if self.exhibit.has_values else "caption only"


def views(base: KnowledgeBase, found: Sequence[tuple[str, Exhibit]], label: str) -> list[View]:
    """The exhibits that ``label`` names, one or more of each document.

    Raises:
        QueryError: there is none; the message names those that there are.
    """
    from kb.answering.exhibits.exhibits import labelled

    names = {entry.id: entry.name for entry in base.entries()}
    chosen = labelled(label, found)
    if not chosen:
        known = ", ".join(dict.fromkeys(exhibit.label for _, exhibit in found if exhibit.label))
        raise QueryError(f"there is no exhibit {label}; there are {known or 'none with a label'}")
    return [
        View(one, names[one], exhibit, _own(base, one, exhibit), base.exhibit_points(one, exhibit))
        for one, exhibit in chosen
    ]


def _own(base: KnowledgeBase, document_id: str, exhibit: Exhibit) -> list[DataPoint]:
    points = base.data_points(documents=[document_id])
    return [p for p in points if p.exhibit and exhibit.start <= p.start < exhibit.end]


def show(found: Sequence[View], *, as_json: bool, as_csv: bool) -> None:
    """Print them: all of each, or as CSV the cells of the only one.

    Raises:
        QueryError: CSV is asked for, and there are several exhibits or no cells.
    """
    if as_json:
        printing.write_json([_plain(view) for view in found])
    elif as_csv:
        csv.writer(sys.stdout).writerows(_cells(found))
    else:
        for view in found:
            _draw(view)


def _plain(view: View) -> dict[str, object]:
    exhibit = view.exhibit
    return {
        "label": exhibit.label,
        "title": exhibit.title,
        "kind": exhibit.kind,
        "section": exhibit.heading_path,
        "source": exhibit.source,
        "values": view.values,
        "document_id": view.document_id,
        "document": view.document,
        "start": exhibit.start,
        "end": exhibit.end,
        "cells": view.rows,
        "data_points": view.points,
        "nearby": view.nearby,
    }


def _cells(found: Sequence[View]) -> list[list[str]]:
    if len(found) > 1:
        names = ", ".join(dict.fromkeys(view.document for view in found))
        raise QueryError(f"{found[0].exhibit.label} is in {names}; choose one with --document")
    if not found[0].rows:
        raise QueryError(f"{found[0].exhibit.label}: {LOST.format(found[0].exhibit.kind)}")
    return found[0].rows


def _draw(view: View) -> None:
    exhibit = view.exhibit
    printing.line(f"{exhibit.label} {exhibit.title}".strip(), "bold")
    where = " › ".join((view.document, *exhibit.heading_path))
    printing.line(f"{where}, {exhibit.start}-{exhibit.end}", "dim")
    printing.line(f"source: {exhibit.source or 'not given'}")
    if view.rows:
        width = max(map(len, view.rows))
        head, *body = ([*row, *[""] * (width - len(row))] for row in view.rows)
        printing.table(head, body, as_json=False, as_csv=False)
    else:
        printing.line(LOST.format(exhibit.kind), "yellow")
    if view.nearby:
        printing.line("figures of the text nearby that speak of it:")
        printing.points(view.nearby, as_json=False, as_csv=False)
    else:
        printing.line("no figure of the text nearby speaks of it")
