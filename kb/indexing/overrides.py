"""What a person has said of documents: titles, publishers, dates and editions that go over a file's.

They stand in ``metadata.json`` in the index folder, beside the generations, by the document's name,
so that a build from nothing of the same files keeps them. A document that bears another name and
still has the bytes of the one that was edited keeps its edits too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from kb.errors import IndexDamaged, QueryError
from kb.indexing.disk import replace_file
from kb.regex import regex

if TYPE_CHECKING:
    from kb.indexing.catalogue import Entry
    from kb.types import Document

    Described = TypeVar("Described", Document, Entry)

METADATA = "metadata.json"
FIELDS = ("title", "publisher", "date", "edition")
_DATE = regex(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class Edits(TypedDict, total=False):
    """What may be said of a document; None leaves a thing as it is, an empty text is "unknown"."""

    title: str | None
    publisher: str | None
    date: str | None
    """``2023``, ``2023-11`` or ``2023-11-05``."""
    edition: str | None


@dataclass(frozen=True, slots=True)
class Overrides:
    """Edits by the name of the document: ``id``, and those of ``FIELDS`` that were set."""

    by_name: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, index_folder: Path) -> Overrides:
        """The edits kept in ``index_folder``; none where there is no file.

        Raises:
            IndexDamaged: the file is not of the form that ``write`` gives it.
        """
        path = index_folder / METADATA
        try:
            values = json.loads(path.read_bytes())
        except FileNotFoundError:
            return cls({})
        except (OSError, ValueError, RecursionError) as error:
            raise IndexDamaged(_damage(path)) from error
        if not isinstance(values, dict) or not all(map(_is_edit, values.values())):
            raise IndexDamaged(_damage(path))
        return cls(values)

    def write(self, index_folder: Path) -> None:
        """Keep the edits in ``index_folder``."""
        text = json.dumps(self.by_name, ensure_ascii=False, indent=2, sort_keys=True)
        replace_file(index_folder / METADATA, f"{text}\n".encode())

    def applied(self, one: Described) -> Described:
        """``one`` as it was edited."""
        edit = self._edit_of(one)
        changes: dict[str, Any] = {name: edit[name] for name in FIELDS if name in edit}
        return replace(one, **changes)

    def edited(self, document: Document, edits: Edits) -> Overrides:
        """With ``edits`` to ``document``, over those made before.

        Raises:
            QueryError: there is nothing to change, or the date is none.
        """
        given = {name: edits.get(name) for name in FIELDS}
        changes = {name: str(text).strip() for name, text in given.items() if text is not None}
        date = changes.get("date", "")
        if date and not _DATE.fullmatch(date):
            raise QueryError(f"{date!r} is no date; write 2023, 2023-11 or 2023-11-05")
        if not changes:
            raise QueryError(f"nothing to change; name one of {', '.join(FIELDS)}")
        edit = {**self._edit_of(document), **changes, "id": document.id}
        return Overrides({**self.by_name, document.name: edit})

    def _edit_of(self, one: Document | Entry) -> Mapping[str, str]:
        own = self.by_name.get(one.name)
        same_bytes = (edit for edit in self.by_name.values() if edit.get("id") == one.id)
        return next(same_bytes, {}) if own is None else own


def _is_edit(value: object) -> bool:
    return isinstance(value, dict) and all(
        name in ("id", *FIELDS) and isinstance(text, str) for name, text in value.items()
    )


def _damage(path: Path) -> str:
    return f"{path} is damaged; mend it, or remove it to lose what was edited"
