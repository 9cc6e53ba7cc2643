"""What an Office file says of itself: title, company or author, date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.readers.grid import one_line
from kb.readers.metadata import normalised_date, own_name, own_title
from kb.readers.package import Package
from kb.readers.parsed import Parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

_OLDEST = "1990"
_TEMPLATES = frozenset(("2013-12-23T23:15:00Z", "2013-01-27T09:14:16Z", "2006-09-16T00:00:00Z"))
"""When the empty files were saved that programs begin with."""


def with_properties(parsed: Parsed, package: Package, title: str = "") -> Parsed:
    """``parsed`` with what the file says of itself; ``title`` where it says no title.

    Titles such as ``PowerPoint 演示文稿`` and names such as ``Administrator``, which programs write,
    say nothing.
    """
    core = package.related_as("", "core-properties")
    extended = package.related_as("", "extended-properties")
    own = _text(core, "title")
    return replace(
        parsed,
        title=own_title(own) or title,
        publisher=own_name(_text(extended, "Company")),
        author=own_name(_text(core, "creator")),
        saved=_date(_text(core, "modified")) or _date(_text(core, "created")),
    )


def _text(root: _Element | None, name: str) -> str:
    if root is None:
        return ""
    found = (each.text for each in root.iter(f"{{*}}{name}"))
    return one_line(next(found, "") or "")


def _date(text: str) -> str:
    if text in _TEMPLATES:
        return ""
    date = normalised_date(text.partition("T")[0])
    return date if date > _OLDEST else ""


def with_meta(parsed: Parsed, package: Package, title: str = "") -> Parsed:
    """As ``with_properties``, for an OpenDocument file."""
    root = package.xml("meta.xml") if "meta.xml" in package else None
    own = _text(root, "title")
    return replace(
        parsed,
        title=own_title(own) or title,
        author=own_name(_text(root, "creator")),
        saved=_date(_text(root, "date")),
    )
