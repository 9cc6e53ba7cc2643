"""Questions in SQL to a store: they read, they end in time, and they can do nothing else."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from kb.errors import QueryError

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_FORBIDDEN_FUNCTIONS = {"load_extension", "fts3_tokenizer", "writefile", "readfile", "edit"}
_MOST_BYTES = 100_000_000
"""The longest text or blob that a query may make."""
_STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 5_000


def connect(path: Path) -> sqlite3.Connection:
    """Open a finished store: read-only, and with no file ever written beside it."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)


def run(
    path: Path, sql: str, max_rows: int, max_seconds: float
) -> tuple[list[str], list[tuple[Any, ...]], bool]:
    """Answer one SELECT: column names, at most ``max_rows`` rows, and whether there were more.

    Raises:
        QueryError: the SQL is wrong, does something else than read, or takes over ``max_seconds``.
    """
    with closing(connect(path)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_BYTES)
        connection.set_authorizer(_authorise)
        deadline = time.monotonic() + max_seconds
        connection.set_progress_handler(
            lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS_AT_THE_CLOCK
        )
        try:
            cursor = connection.execute(sql)
            rows = cursor.fetchmany(max_rows + 1)
        # Several statements are a Warning, a NUL character or a lone surrogate a ValueError.
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            raise QueryError(_explain(error, max_seconds)) from error
        if cursor.description is None:
            raise QueryError("the query is empty; write a SELECT")
        names = [column[0] for column in cursor.description]
    return names, rows[:max_rows], len(rows) > max_rows


def _authorise(
    action: int, first: str | None, second: str | None, database: str | None, source: str | None
) -> int:
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _explain(error: Exception, max_seconds: float) -> str:
    message = str(error)
    if message == "interrupted":
        return f"the query took over {max_seconds:g} s and was stopped; ask for less"
    if "not authorized" in message or "prohibited" in message:
        return f"only a SELECT that reads the index can be run ({message})"
    return (
        f"the query cannot be run: {message}; "
        "the views are documents, sections, chunks, data_points, exhibits and cells"
    )
