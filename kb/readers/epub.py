"""EPUB books: their chapters in reading order, a section a heading.

Left out are the table of contents, what the book marks as aside from its reading order, pictures,
styles and scripts. A book behind a reading-rights lock is refused.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kb.errors import DocumentTooLarge
from kb.readers.grid import one_line
from kb.readers.markup import blocks_of, is_too_deep, parse_html, write_blocks
from kb.readers.metadata import normalised_date
from kb.readers.package import Package, damaged, encrypted
from kb.readers.parsed import Limits, Parsed
from kb.readers.transcript import Transcript
from kb.readers.web import decoded

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"


def read_epub(data: bytes, name: str, limits: Limits) -> Parsed:
    """Read an EPUB book.

    Raises:
        DocumentEncrypted, DocumentDamaged, DocumentTooLarge, DocumentUnsupported: the message
        names what is wrong.
    """
    package = Package(data, name, limits, "epub")
    root = package.xml(_CONTAINER)
    path = next((each.get("full-path", "") for each in root.iter("{*}rootfile")), "")
    if path not in package:
        raise damaged(name, "its list of chapters is missing")
    book = package.xml(path)
    chapters = list(_chapters(book, path))
    if len(chapters) > limits.pages:
        raise DocumentTooLarge(
            f"{name}: {len(chapters)} chapters are over the limit of {limits.pages}; split the "
            "file, or raise KB_MAX_PAGES"
        )
    if _locked(package) & set(chapters):
        raise encrypted(name)
    transcript = Transcript()
    number = 1
    for chapter in chapters:
        page = parse_html(decoded(package.read(chapter), name)) if chapter in package else None
        if page is None:
            continue
        if is_too_deep(page):
            raise damaged(name, f"the elements of its part {chapter} are nested too deep")
        transcript.end_section()
        number = write_blocks(transcript, blocks_of(page), number)
    return replace(
        transcript.parsed(),
        title=_text(book, "title"),
        publisher=_text(book, "publisher"),
        author=_text(book, "creator"),
        date=normalised_date(_text(book, "date")),
    )


def _chapters(book: _Element, path: str) -> Iterator[str]:
    """The parts of the book in reading order."""
    folder = posixpath.dirname(path)
    parts = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in book.iter("{*}item")
        if "nav" not in item.get("properties", "").split()
        and "html" in item.get("media-type", "html")
    }
    for each in book.iter("{*}itemref"):
        if each.get("linear", "yes") != "no" and each.get("idref") in parts:
            yield parts[each.get("idref")]


def _locked(package: Package) -> set[str]:
    """Parts that are encrypted; fonts often are where the text is not."""
    if _ENCRYPTION not in package:
        return set()
    root = package.xml(_ENCRYPTION)
    return {unquote(each.get("URI", "")) for each in root.iter("{*}CipherReference")}


def _text(book: _Element, name: str) -> str:
    found = (one_line(each.text or "") for each in book.iter(f"{{*}}{name}"))
    return next(filter(None, found), "")
