"""The store: one SQLite file with everything the index knows; the rest can be rebuilt from it."""

from __future__ import annotations

import json
import sqlite3
import threading
from dataclasses import fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import IndexDamaged, IndexMismatch, QueryError
from kb.indexing import rows, sql
from kb.indexing.catalogue import Entry
from kb.indexing.schema import INDEXES, SCHEMA_VERSION, TABLES, VIEWS
from kb.text import unspaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kb.types import Chunk, DataPoint, Document, Exhibit

CACHED_DOCUMENTS = 256
CACHED_ORDINALS = 16
_CHUNKS = "SELECT * FROM chunk WHERE ordinal IN (SELECT value FROM json_each(?))"
_CHUNKS_AT = 'SELECT ordinal FROM chunk WHERE document_id = ? AND start < ? AND "end" > ?'
_CELLS = "SELECT * FROM cell WHERE exhibit = ? ORDER BY rowid"
_OF_DOCUMENTS = "document_id IN (SELECT value FROM json_each(:documents))"
_NOT_REPEATED = "original NOT IN (SELECT value FROM json_each(:documents))"


class Store:
    """Documents, chunks, data points and exhibits. Any thread may read.

    Of several documents, what repeats another one of them is left out of chunks' ordinals, data
    points and exhibits, so that nothing is found or counted twice.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Take an open connection; use ``create`` or ``open`` instead."""
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self._path = path
        self._lock = threading.RLock()
        self._points: list[DataPoint] | None = None
        self._cached = lru_cache(maxsize=CACHED_DOCUMENTS)(self._read_document)
        self._known_ordinals = lru_cache(maxsize=CACHED_ORDINALS)(self._find_ordinals)

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make an empty store at ``path``, to be written and then finished.

        No journal is kept: whoever writes a store throws an unfinished one away.
        """
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(TABLES)
        connection.execute("BEGIN")
        return cls(connection, path)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a finished store, read-only.

        Raises:
            IndexDamaged: the file is no SQLite database.
            IndexMismatch: it has another schema.
        """
        connection = sql.connect(path)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            connection.close()
            raise IndexDamaged(f"{path} is no store: {error}; run `kb build`") from error
        if version != SCHEMA_VERSION:
            connection.close()
            raise IndexMismatch(
                f"{path} has schema {version}, this kb reads {SCHEMA_VERSION}; run `kb build`"
            )
        return cls(connection, path)

    def write(
        self,
        document: Document,
        chunks: Iterable[Chunk],
        data_points: Iterable[DataPoint],
        repeats: Callable[[int, int], bool] | None = None,
    ) -> None:
        """Add a document; its chunks get the next ordinals, whatever theirs were.

        ``repeats`` tells of a span whether the document's original holds it as well.
        """

        def original(one: Chunk | DataPoint | Exhibit) -> rows.Row:
            repeated = repeats is not None and repeats(one.start, one.end)
            return {"original": document.original if repeated else ""}

        exhibits = list(enumerate(document.exhibits, self._next("exhibit")))
        tables: dict[str, list[rows.Row]] = {
            "document": [rows.document_row(document)],
            "page": [{"document_id": document.id, "start": start} for start in document.pages],
            "boilerplate": [
                {"document_id": document.id, "start": start, "end": end}
                for start, end in document.boilerplate
            ],
            "section": [rows.section_row(section, document.id) for section in document.sections],
            "chunk": [
                {**rows.chunk_row(chunk, n), **original(chunk)}
                for n, chunk in enumerate(chunks, self._next("chunk"))
            ],
            "exhibit": [
                {**rows.exhibit_row(exhibit, document.id, key), **original(exhibit)}
                for key, exhibit in exhibits
            ],
            "cell": [row for key, exhibit in exhibits for row in rows.cell_rows(exhibit, key)],
            "data_point": [{**rows.point_row(point), **original(point)} for point in data_points],
        }
        with self._lock:
            for table, listed in tables.items():
                rows.insert(self._connection, table, listed)
            self._points = None

    def finish(self) -> None:
        """Make a created store ready to be opened, and close it."""
        with self._lock:
            self._connection.execute("COMMIT")
            self._connection.executescript(INDEXES + VIEWS)
            self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        with self._lock:
            self._connection.close()

    def documents(self) -> list[Document]:
        """All documents, in the order they were written."""
        found = self._all("SELECT id FROM document ORDER BY rowid")
        return [self._cached(row["id"]) for row in found]

    def names(self) -> dict[str, str]:
        """The name of every document by its id, without reading their texts."""
        return {entry.id: entry.name for entry in self.entries()}

    def entries(self) -> list[Entry]:
        """Every document without its text and maps, in the order they were written."""
        columns = ", ".join(field.name for field in fields(Entry))
        found = self._all(f"SELECT {columns} FROM document ORDER BY rowid")
        return [Entry(*row) for row in found]

    def document(self, document_id: str) -> Document:
        """One document.

        Raises:
            QueryError: there is none with that id.
        """
        return self._cached(document_id)

    def chunks(self, ordinals: Sequence[int]) -> list[Chunk]:
        """The chunks of ``ordinals``, in the order given.

        Raises:
            IndexError: an ordinal is not in the store.
        """
        found = {
            row["ordinal"]: rows.chunk_from(row, self._cached(row["document_id"]).text)
            for row in self._all(_CHUNKS, (_listed(ordinals),))
        }
        try:
            return [found[int(ordinal)] for ordinal in ordinals]
        except KeyError as error:
            raise IndexError(f"the store has no chunk {error}") from error

    def boilerplate(self, ordinals: Sequence[int]) -> set[int]:
        """Which of the chunks of ``ordinals`` are boilerplate."""
        found = self._all(f"{_CHUNKS} AND boilerplate", (_listed(ordinals),))
        return {row["ordinal"] for row in found}

    def all_chunk_ids(self) -> list[str]:
        """The id of every chunk, in order of ordinals; chunks with the same text share one."""
        return [row["id"] for row in self._all("SELECT id FROM chunk ORDER BY ordinal")]

    def ordinals(
        self, document_ids: Iterable[str] | None = None, section: str | None = None
    ) -> list[int]:
        """Ordinals of the chunks in these documents and under this heading, ascending.

        ``section`` is a printed number or a whole title at any level; width, case, traditional
        characters and spaces do not matter. None leaves that filter out.
        """
        ids = None if document_ids is None else tuple(document_ids)
        return list(self._known_ordinals(ids, section))

    def ordinals_at(self, document_id: str, start: int, end: int) -> list[int]:
        """Ordinals of the chunks that ``start`` to ``end`` of the document holds some of."""
        return [row["ordinal"] for row in self._all(_CHUNKS_AT, (document_id, end, start))]

    def _find_ordinals(
        self, document_ids: tuple[str, ...] | None, section: str | None
    ) -> list[int]:
        chunks = self._counted("chunk", document_ids)
        if section is None:
            return [row["ordinal"] for row in chunks]
        wanted = unspaced(section)
        spans: dict[str, list[tuple[int, int]]] = {}
        for row in self._of("section", document_ids):
            if wanted in (unspaced(row["number"]), unspaced(row["title"])):
                spans.setdefault(row["document_id"], []).append((row["start"], row["end"]))
        # Many chunks share a path, and folding is what takes the time.
        paths = {
            path: wanted in map(unspaced, rows.path_from(path))
            for path in {row["heading_path"] for row in chunks}
        }
        return [
            row["ordinal"]
            for row in chunks
            if paths[row["heading_path"]]
            or any(start <= row["start"] < end for start, end in spans.get(row["document_id"], ()))
        ]

    def data_points(self, document_ids: Iterable[str] | None = None) -> list[DataPoint]:
        """The data points of these documents, or of all, in the order they were written."""
        if document_ids is not None:
            return [rows.point_from(row) for row in self._counted("data_point", document_ids)]
        # Every look-up asks for all of them.
        if self._points is None:
            self._points = [rows.point_from(row) for row in self._counted("data_point", None)]
        return self._points.copy()

    @cached_property
    def has_repeats(self) -> bool:
        """Whether any chunk repeats what another document holds: to know it, all are read."""
        return bool(self._all("SELECT 1 FROM chunk WHERE original != '' LIMIT 1"))

    def exhibits(self, document_ids: Iterable[str] | None = None) -> list[tuple[str, Exhibit]]:
        """The exhibits of these documents, or of all, each with its document's id."""
        return [
            (row["document_id"], rows.exhibit_from(row, self._all(_CELLS, (row["key"],))))
            for row in self._counted("exhibit", document_ids)
        ]

    def counts(self) -> dict[str, int]:
        """How many documents, chunks, data points and exhibits there are."""
        tables = ("document", "chunk", "data_point", "exhibit")
        return {f"{t}s": int(self._all(f"SELECT count(*) FROM {t}")[0][0]) for t in tables}

    def query(
        self, text: str, max_rows: int = 1000, max_seconds: float = 2.0
    ) -> tuple[list[str], list[tuple[Any, ...]], bool]:
        """Answer one SELECT: column names, rows, and whether ``max_rows`` cut some off.

        Raises:
            QueryError: the SQL is wrong, does something else than read, or takes too long.
        """
        return sql.run(self._path, text, max_rows, max_seconds)

    def _read_document(self, document_id: str) -> Document:
        found = self._all("SELECT * FROM document WHERE id = ?", (document_id,))
        if not found:
            raise QueryError(f"no document has the id {document_id}; `kb list` shows them")
        one = [document_id]
        return rows.document_from(
            found[0],
            sections=self._of("section", one),
            exhibits=[exhibit for _, exhibit in self.exhibits(one)],
            pages=self._of("page", one),
            boilerplate=self._of("boilerplate", one),
        )

    def _of(self, table: str, document_ids: Iterable[str] | None) -> list[sqlite3.Row]:
        """Rows of ``table`` in the order they were written."""
        if document_ids is None:
            return self._all(f"SELECT * FROM {table} ORDER BY rowid")
        wanted = {"documents": json.dumps(list(document_ids))}
        return self._all(f"SELECT * FROM {table} WHERE {_OF_DOCUMENTS} ORDER BY rowid", wanted)

    def _counted(self, table: str, document_ids: Iterable[str] | None) -> list[sqlite3.Row]:
        """As ``_of``, without what another one of the documents holds as well."""
        if document_ids is None:
            return self._all(f"SELECT * FROM {table} WHERE original = '' ORDER BY rowid")
        wanted = json.dumps(list(document_ids))
        return self._all(
            f"SELECT * FROM {table} WHERE {_OF_DOCUMENTS} AND {_NOT_REPEATED} ORDER BY rowid",
            {"documents": wanted},
        )

    def _next(self, table: str) -> int:
        """The key of the next row; ``count`` would read the whole table each time."""
        return int(self._all(f"SELECT coalesce(max(rowid), -1) + 1 FROM {table}")[0][0])

    def _all(self, text: str, values: Any = ()) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(text, values).fetchall()


def _listed(ordinals: Sequence[int]) -> str:
    return json.dumps([int(ordinal) for ordinal in ordinals])
