"""A row of a table, quoted with what its columns are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.writing.draft import WHOLE_EXHIBIT
from kb.text import line_at

if TYPE_CHECKING:
    from kb.answering.writing.draft import Draft
    from kb.types import Document


def header_of(document: Document, start: int) -> str:
    """The first row of the table that ``start`` is in; empty where it is in none."""
    return document.text[slice(*_header(document.text, start))]


def cite_row(draft: Draft, document: Document, start: int, end: int) -> None:
    """Write the row's cells behind the names of their columns, and cite the table down to it."""
    text = document.text
    begin, until = _header(text, start)
    marker = draft.cite(document.id, begin if end - begin <= WHOLE_EXHIBIT else start, end)
    names, cells = _cells(text[begin:until]), _cells(text[slice(*line_at(text, start))])
    colon, comma = draft.pick("：", ": "), draft.pick("；", "; ")
    told = [
        f"{name}{colon}{cell}" for name, cell in zip(names[1:], cells[1:], strict=False) if cell
    ]
    draft.lines.append(f"{cells[0]}{colon}{comma.join(told)}{draft.pick('', ' ')}{marker}")


def _header(text: str, start: int) -> tuple[int, int]:
    begin, until = line_at(text, start)
    if not text.startswith("|", begin):
        return start, start
    while begin and text.startswith("|", line_at(text, begin - 1)[0]):
        begin, until = line_at(text, begin - 1)
    return begin, until


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]
