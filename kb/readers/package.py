"""Zip packages: Word, PowerPoint, Excel, OpenDocument and EPUB files, checked before any is opened.

Nothing is unpacked to disk. A package of another kind than its suffix says is refused before a
library sees it, and so is one with an XML part that declares a document type, which no Office
program writes and entity bombs need.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import DocumentDamaged, DocumentEncrypted, DocumentUnsupported
from kb.readers.archive import open_archive
from kb.readers.parsed import Limits
from kb.regex import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = (
    ("WordDocument", "an old Word file", "doc"),
    ("PowerPoint Document", "an old PowerPoint file", "ppt"),
    ("Workbook", "an old Excel file", "xls"),
    ("Book", "an old Excel file", "xls"),
)
_MAGIC_NUMBERS = (
    (b"%PDF-", "a PDF file", "pdf"),
    (b"{\\rtf", "an RTF file", "rtf"),
    (b"\x89PNG", "a PNG picture", "png"),
    (b"\xff\xd8\xff", "a JPEG picture", "jpg"),
    (b"Rar!\x1a\x07", "a RAR archive", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "7z"),
    (b"\x1f\x8b\x08", "a gzip archive", "gz"),
)
_HTML = regex(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|table|meta)\b", re.I)
_MIME_HTML = regex(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?content-type:\s*multipart/related", re.I
)
_CONTENT_TYPES = (
    (b"wordprocessingml.document.main", "docx"),
    (b"ms-word.document.macroEnabled.main", "docx"),
    (b"presentationml.presentation.main", "pptx"),
    (b"presentationml.slideshow.main", "pptx"),
    (b"ms-powerpoint.presentation.macroEnabled.main", "pptx"),
    (b"spreadsheetml.sheet.main", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main", "xlsx"),
    (b"ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
)
_MIME_TYPES = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_NAMES = {
    "docx": "a Word file",
    "pptx": "a PowerPoint file",
    "xlsx": "an Excel file",
    "xlsb": "a binary Excel file",
    "xls": "an old Excel file",
    "epub": "an EPUB book",
    "ods": "an OpenDocument spreadsheet",
    "odt": "an OpenDocument text",
    "odp": "an OpenDocument presentation",
    "zip": "a ZIP archive",
}
_READ = frozenset(("pdf", "html", "mhtml", "docx", "pptx", "xlsx", "xls", "ods", "epub"))
_DOCTYPE = regex(rb"<!DOCTYPE|<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E")
_PROLOGUE = 4096


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference of one part to another."""

    kind: str
    """The last word of its type: ``styles``, ``chart``, ``footnotes``."""
    part: str


class Package:
    """A zip file whose directory has been checked; parts are read one at a time."""

    def __init__(self, data: bytes, name: str, limits: Limits, *kinds: str) -> None:
        """Check that ``data`` is a package of one of ``kinds`` (``docx``, ``epub``, …).

        Raises:
            DocumentEncrypted: it is protected by a password.
            DocumentUnsupported: it is another kind of file; the message says which.
            DocumentDamaged: it is cut off or no zip file at all.
            DocumentTooLarge: it unpacks to more than ``limits.unpacked_bytes``.
        """
        self.name = name
        found = None if data.startswith(b"PK") else kind_of(data)
        if found is not None and found[1] not in kinds:
            raise misnamed(name, *found)
        self._zip = open_archive(data, name, limits)
        self._parts = {_key(each.filename): each for each in self._zip.infolist()}
        self.kind = self._kind()
        if self.kind not in kinds:
            raise misnamed(name, _NAMES[self.kind], self.kind)

    def _kind(self) -> str:
        if "[Content_Types].xml" in self:
            types = self.read("[Content_Types].xml")
            return next((kind for mark, kind in _CONTENT_TYPES if mark in types), "zip")
        if "mimetype" in self:
            return _MIME_TYPES.get(self.read("mimetype").strip()[:100], "zip")
        return "epub" if "META-INF/container.xml" in self else "zip"

    def __contains__(self, part: str) -> bool:
        """True if the package has a part of this name."""
        return _key(part) in self._parts

    def names(self) -> list[str]:
        """Names of all parts."""
        return list(self._parts)

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            DocumentDamaged: there is no such part, or it is damaged.
        """
        try:
            return self._zip.read(self._parts[_key(part)])
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
            raise damaged(self.name, f"its part {part} cannot be read") from error
        except (NotImplementedError, RuntimeError) as error:
            raise damaged(self.name, f"its part {part} is packed in an unknown way") from error

    def check_parts(self) -> None:
        """Refuse XML parts with a document type, for libraries that parse them by themselves."""
        for part in self.names():
            if part.endswith((".xml", ".rels")):
                _refuse_doctype(self.read(part), self.name, part)

    def main_part(self) -> str:
        """The part that an Office file begins with.

        Raises:
            DocumentDamaged: there is none.
        """
        for each in self.related().values():
            if each.kind == "officeDocument":
                return each.part
        raise damaged(self.name, "its main part is missing")

    def related(self, part: str = "") -> dict[str, Relation]:
        """What ``part``, or the package itself, refers to inside the package, by the reference's id.

        A reference to a part that is not there is left out: converters write such.
        """
        folder, _, own = part.rpartition("/")
        rels = f"{folder}/_rels/{own}.rels" if folder else f"_rels/{own}.rels"
        if rels not in self:
            return {}
        found = {}
        for each in self.xml(rels):
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))[1:]
            if each.get("TargetMode") != "External" and target in self:
                kind = each.get("Type", "").rpartition("/")[2]
                found[each.get("Id", "")] = Relation(kind, target)
        return found

    def related_as(self, part: str, kind: str) -> _Element | None:
        """The root of the part that ``part`` refers to as its ``kind``, such as ``styles``."""
        found = (each.part for each in self.related(part).values() if each.kind == kind)
        first = next(found, None)
        return self.xml(first) if first else None

    def xml(self, part: str) -> _Element:
        """The root of an XML part.

        Raises:
            DocumentDamaged: the part is missing or is no XML, or has a document type.
        """
        return parse_xml(self.read(part), self.name, part)


def _key(part: str) -> str:
    """Names of parts differ by more than case; some programs write them with backslashes."""
    return part.replace("\\", "/").lower()


def parse_xml(data: bytes, name: str, part: str) -> _Element:
    """Parse XML with no entity resolved and nothing fetched.

    Raises:
        DocumentDamaged: it is no XML, or has a document type.
    """
    from lxml import etree

    _refuse_doctype(data, name, part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name, f"its part {part} is no XML") from error


def _refuse_doctype(data: bytes, name: str, part: str) -> None:
    if _DOCTYPE.search(data, 0, _PROLOGUE):
        raise damaged(name, f"its part {part} declares a document type, as entity bombs do")


def kind_of(data: bytes) -> tuple[str, str] | None:
    """What a file that is no zip is, in words, and its suffix; None where it is not known."""
    if data.startswith(_OLE):
        # With a password the old container is around a new file; who opens it says so.
        for stream, words, suffix in _OLD:
            if stream.encode("utf-16-le") in data:
                return words, suffix
        return None
    for magic, words, suffix in _MAGIC_NUMBERS:
        if data.startswith(magic):
            return words, suffix
    if _HTML.match(data.removeprefix(b"\xef\xbb\xbf"), 0, _PROLOGUE):
        return "a web page", "html"
    return ("a saved web page", "mhtml") if _MIME_HTML.match(data, 0, _PROLOGUE) else None


def encrypted(name: str) -> DocumentEncrypted:
    """The error for a file behind a password."""
    return DocumentEncrypted(f"{name}: it asks for a password; save it without one and add that")


def damaged(name: str, why: str) -> DocumentDamaged:
    """The error for a file that is cut off or broken."""
    return DocumentDamaged(
        f"{name}: the file is damaged ({why}); get it again, or open it and save it anew"
    )


def misnamed(name: str, words: str, suffix: str) -> DocumentUnsupported:
    """The error for a file that is not what its suffix says."""
    remedy = (
        f"rename it to end in .{suffix} and add that"
        if suffix in _READ
        else "open it in its own program, save it in a format that kb reads and add that"
    )
    return DocumentUnsupported(f"{name}: this is {words}, not what its suffix says; {remedy}")
