"""Which documents an index holds, without their texts, and how they are chosen among."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from kb.errors import QueryError
from kb.figures.lookup.vintages import Issue
from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from kb.types import Document

_JOINT = regex(r"\s*(?:[、,，;；/&+]|\band\b|和|与)\s*")
_YEAR = regex(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a list of documents shows it; the fields are those of ``Document``."""

    id: str
    name: str
    title: str = ""
    publisher: str = ""
    date: str = ""
    edition: str = ""
    restates: str = ""
    original: str = ""

    @property
    def publishers(self) -> tuple[str, ...]:
        """Each publisher by itself: IDC and 浪潮信息 for ``IDC、浪潮信息``."""
        return tuple(filter(None, _JOINT.split(self.publisher.strip())))

    @property
    def years(self) -> tuple[str, ...]:
        """The years of the edition, else that of the date."""
        return tuple(_YEAR.findall(self.edition)) or tuple(filter(None, [self.date[:4]]))


def issue_of(one: Document | Entry) -> Issue:
    """The edition of the report that a document belongs to, or tells again."""
    report = one.restates or one.title or one.name
    return Issue(report, one.publisher, one.edition, one.date)


class Filters(TypedDict, total=False):
    """What narrows a search, a look-up, a question or a list; all that are given must hold."""

    documents: Sequence[str] | None
    """Ids or names."""
    publisher: str | None
    edition: str | None
    """As printed (``2023-2024``), or a year that it names or that the document is dated."""


def select(entries: Sequence[Entry], filters: Filters) -> list[str] | None:
    """The ids of the documents that the filters let through; None where there is no filter.

    Raises:
        QueryError: a document, publisher or edition is not in the index, or none fits them all.
    """
    given = {name: value for name, value in filters.items() if value is not None}
    if not given:
        return None
    chosen = list(entries)
    if "documents" in given:
        chosen = _named(chosen, filters["documents"] or ())
    if "publisher" in given:
        chosen = _wanted(chosen, "publisher", filters["publisher"] or "", by_publisher)
    if "edition" in given:
        chosen = _wanted(chosen, "edition", filters["edition"] or "", by_edition)
    return [entry.id for entry in chosen]


def by_publisher(entries: Sequence[Entry], publisher: str) -> list[Entry]:
    """Those that ``publisher`` published, alone or with others; else those whose name holds it."""
    wanted = plain(publisher)
    exact = [e for e in entries if wanted in map(plain, (*e.publishers, e.publisher))]
    return exact or [e for e in entries if len(wanted) > 1 and wanted in plain(e.publisher)]


def by_edition(entries: Sequence[Entry], edition: str) -> list[Entry]:
    """Those of this edition as printed, else of this date, else dated or named after this year."""
    printed = plain(edition)
    wanted = printed.removesuffix("版").removesuffix("年")
    tests: tuple[Callable[[Entry], bool], ...] = (
        lambda e: plain(e.edition) in (printed, wanted),
        lambda e: bool(e.date) and plain(e.date).startswith(wanted),
        lambda e: wanted in e.years,
    )
    found = ([entry for entry in entries if test(entry)] for test in tests) if wanted else ()
    return next(filter(None, found), [])


def plain(text: str) -> str:
    """Letters and digits alone, folded: what names are compared by."""
    return "".join(character for character in fold(text) if character.isalnum())


def _named(entries: Sequence[Entry], wanted: Sequence[str]) -> list[Entry]:
    known = {word for entry in entries for word in (entry.id, entry.name)}
    for one in wanted:
        if one not in known:
            raise QueryError(f"no document {one!r} in the index; `kb list` shows them")
    return [entry for entry in entries if entry.id in wanted or entry.name in wanted]


def _wanted(
    entries: Sequence[Entry],
    what: str,
    value: str,
    choose: Callable[[Sequence[Entry], str], list[Entry]],
) -> list[Entry]:
    found = choose(entries, value)
    if found:
        return found
    known = sorted({getattr(entry, what) or entry.date for entry in entries} - {""})
    raise QueryError(
        f"no document of the {what} {value!r} in the index; there are "
        f"{'; '.join(known) or 'none that name one'}; `kb edit` sets them"
    )
