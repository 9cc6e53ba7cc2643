"""Records to rows of the store and back, exactly."""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from kb.types import Cell, Chunk, DataPoint, Document, Exhibit, Locator, Period, Section, Table

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    Row = Mapping[str, Any]

_DOCUMENT_FIELDS = (
    "id", "name", "text", "title", "publisher", "date", "edition", "language", "restates",
    "original",
)  # fmt: skip
_POINT_FIELDS = tuple(
    field.name for field in fields(DataPoint) if field.name not in ("period", "heading_path")
)
_LOCATOR_FIELDS = tuple(field.name for field in fields(Locator))
_PERIOD_FIELDS = tuple(field.name for field in fields(Period) if field.name != "text")


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Add ``rows`` to ``table``; all have the columns of the first."""
    listed = list(rows)
    if not listed:
        return
    columns = ", ".join(f'"{name}"' for name in listed[0])
    values = ", ".join(f":{name}" for name in listed[0])
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", listed)


def document_row(document: Document) -> Row:
    """The document; of its maps, only the locators."""
    return {
        **{name: getattr(document, name) for name in _DOCUMENT_FIELDS},
        "locators": locators_bytes(document.locators),
        "warnings": path_text(document.warnings),
    }


def document_from(
    row: sqlite3.Row,
    sections: Iterable[sqlite3.Row],
    exhibits: Iterable[Exhibit],
    pages: Iterable[sqlite3.Row],
    boilerplate: Iterable[sqlite3.Row],
) -> Document:
    """The document with its maps, each given in the order it was written."""
    return Document(
        **{name: row[name] for name in _DOCUMENT_FIELDS},
        sections=tuple(map(section_from, sections)),
        exhibits=tuple(exhibits),
        pages=tuple(page["start"] for page in pages),
        boilerplate=tuple((span["start"], span["end"]) for span in boilerplate),
        locators=locators_from(row["locators"]),
        warnings=path_from(row["warnings"]),
    )


def locators_bytes(locators: tuple[Locator, ...]) -> bytes:
    """Deflated JSON, without what has its default."""
    given = [
        {
            name: getattr(one, name)
            for name in _LOCATOR_FIELDS
            if getattr(one, name) not in (None, "")
        }
        for one in locators
    ]
    return zlib.compress(json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode())


def locators_from(data: bytes) -> tuple[Locator, ...]:
    """The locators that ``locators_bytes`` made ``data`` of."""
    found = json.loads(zlib.decompress(data))
    for one in found:
        if "box" in one:
            one["box"] = tuple(one["box"])
    return tuple(Locator(**one) for one in found)


def section_row(section: Section, document_id: str) -> Row:
    """One heading."""
    return {
        "document_id": document_id,
        "title": section.title,
        "level": section.level,
        "start": section.start,
        "end": section.end,
        "path": path_text(section.path),
        "number": section.number,
    }


def section_from(row: sqlite3.Row) -> Section:
    """The section that ``section_row`` made ``row`` of."""
    return Section(
        row["title"], row["level"], row["start"], row["end"], path_from(row["path"]), row["number"]
    )


def chunk_row(chunk: Chunk, ordinal: int) -> Row:
    """The chunk without its quote, which is a slice of the document."""
    return {
        "ordinal": ordinal,
        "id": chunk.id,
        "document_id": chunk.document_id,
        "start": chunk.start,
        "end": chunk.end,
        "heading_path": path_text(chunk.heading_path),
        "boilerplate": chunk.boilerplate,
    }


def chunk_from(row: sqlite3.Row, text: str) -> Chunk:
    """The chunk that ``chunk_row`` made ``row`` of, quoted from its document's ``text``."""
    return Chunk(
        id=row["id"],
        document_id=row["document_id"],
        ordinal=row["ordinal"],
        start=row["start"],
        end=row["end"],
        quote=text[row["start"] : row["end"]],
        heading_path=path_from(row["heading_path"]),
        boilerplate=bool(row["boilerplate"]),
    )


def exhibit_row(exhibit: Exhibit, document_id: str, key: int) -> Row:
    """The exhibit without its cells."""
    table = exhibit.table
    return {
        "key": key,
        "document_id": document_id,
        "label": exhibit.label,
        "title": exhibit.title,
        "kind": exhibit.kind,
        "start": exhibit.start,
        "end": exhibit.end,
        "source": exhibit.source,
        "heading_path": path_text(exhibit.heading_path),
        "table_start": table.start if table else None,
        "table_end": table.end if table else None,
        "table_rows": len(table.rows) if table else None,
    }


def cell_rows(exhibit: Exhibit, key: int) -> list[Row]:
    """The cells of the exhibit's table; ``line`` is the place of the row in the table."""
    lines = exhibit.table.rows if exhibit.table else ()
    return [
        {
            "exhibit": key,
            "line": line,
            "row": cell.row,
            "column": cell.column,
            "start": cell.start,
            "end": cell.end,
            "text": cell.text,
        }
        for line, cells in enumerate(lines)
        for cell in cells
    ]


def exhibit_from(row: sqlite3.Row, cells: Iterable[sqlite3.Row]) -> Exhibit:
    """The exhibit that ``exhibit_row`` and ``cell_rows`` made these rows of."""
    table = None
    if row["table_rows"] is not None:
        lines: list[list[Cell]] = [[] for _ in range(row["table_rows"])]
        for cell in cells:
            lines[cell["line"]].append(
                Cell(cell["row"], cell["column"], cell["start"], cell["end"], cell["text"])
            )
        table = Table(row["table_start"], row["table_end"], tuple(map(tuple, lines)))
    return Exhibit(
        label=row["label"],
        title=row["title"],
        kind=row["kind"],
        start=row["start"],
        end=row["end"],
        source=row["source"],
        heading_path=path_from(row["heading_path"]),
        table=table,
    )


def point_row(point: DataPoint) -> Row:
    """The data point, its period flat and as a key beside it."""
    return {
        **{name: getattr(point, name) for name in _POINT_FIELDS},
        **{name: getattr(point.period, name) for name in _PERIOD_FIELDS},
        "period": point.period.key,
        "period_text": point.period.text,
        "heading_path": path_text(point.heading_path),
    }


def point_from(row: sqlite3.Row) -> DataPoint:
    """The data point that ``point_row`` made ``row`` of."""
    values = {name: row[name] for name in _POINT_FIELDS}
    values["forecast"] = bool(row["forecast"])
    period = Period(**{name: row[name] for name in _PERIOD_FIELDS}, text=row["period_text"])
    return DataPoint(**values, period=period, heading_path=path_from(row["heading_path"]))


def path_text(path: tuple[str, ...]) -> str:
    """A heading path, or any row of texts, as JSON."""
    return json.dumps(path, ensure_ascii=False)


def path_from(text: str) -> tuple[str, ...]:
    """The heading path that ``path_text`` made ``text`` of."""
    return tuple(json.loads(text))
