"""Binary formats: which reader reads which suffix, and OCR where a file is only images."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kb.errors import DocumentEmpty, DocumentScanned
from kb.readers.parsed import Limits, PagePicture, Parsed
from kb.readers.sandbox import ask, parse

if TYPE_CHECKING:
    from kb.config import Config

_OCR_MEMORY = 2_000_000_000
"""What its models and threads reserve, most of which they never touch."""


@dataclass(frozen=True, slots=True)
class Format:
    """``module:function`` of a format's reader, and of the one that reads its images too."""

    reader: str
    with_ocr: str = ""


_WORD = Format("kb.readers.office.word:read_word")
_SLIDES = Format("kb.readers.office.slides:read_slides")
_SPREADSHEET = Format("kb.readers.office.spreadsheet:read_spreadsheet")
_DELIMITED = Format("kb.readers.office.delimited:read_delimited")
_WEB = Format("kb.readers.web:read_web")
FORMATS = {
    ".csv": _DELIMITED,
    ".docm": _WORD,
    ".docx": _WORD,
    ".epub": Format("kb.readers.epub:read_epub"),
    ".htm": _WEB,
    ".html": _WEB,
    ".mht": _WEB,
    ".mhtml": _WEB,
    ".ods": _SPREADSHEET,
    ".pdf": Format("kb.readers.pdf:read_pdf", "kb.readers.pdf:read_pdf_with_ocr"),
    ".pptm": _SLIDES,
    ".pptx": _SLIDES,
    ".tsv": _DELIMITED,
    ".xhtml": _WEB,
    ".xls": _SPREADSHEET,
    ".xlsm": _SPREADSHEET,
    ".xlsx": _SPREADSHEET,
}


def read_format(suffix: str, data: bytes, name: str, config: Config) -> Parsed:
    """Parse ``data`` in a process of its own.

    Raises:
        DocumentScanned: there is no text, only images, and no OCR is installed.
        DocumentEmpty: there is no text, and there are no images.
        DocumentError: see ``kb.readers.sandbox.parse``.
    """
    form = FORMATS[suffix]
    limits = limits_of(config)
    parsed = parse(form.reader, data, name, limits)
    if parsed.scanned and form.with_ocr and has_ocr():
        seconds = limits.seconds + config.ocr_seconds * len(parsed.scanned)
        memory = limits.memory_bytes + _OCR_MEMORY
        parsed = parse(
            form.with_ocr, data, name, replace(limits, seconds=seconds, memory_bytes=memory)
        )
    if parsed.scanned and not parsed.text.strip():
        raise DocumentScanned(
            f"{name}: its {len(parsed.scanned)} pages are images without text; "
            + (
                "no text was found in them"
                if has_ocr()
                else "pip install 'kb[ocr]' and add it again"
            )
        )
    if not parsed.text.strip():
        raise DocumentEmpty(f"{name}: there is no text in it; fill it or leave it out")
    return _warned(parsed)


def page_picture(
    data: bytes, name: str, page: int, width: int = 1200, config: Config | None = None
) -> PagePicture:
    """Draw a page of a PDF, in a process of its own.

    Args:
        data: the file.
        name: what errors call it.
        page: counted from 1.
        width: of the picture, in pixels; less for pages that are very high.
        config: how far the process may go.

    Raises:
        DocumentError: the file cannot be drawn, or has no such page.
    """
    from kb.config import Config

    limits = limits_of(config or Config.load())
    return ask("kb.readers.pdf:draw_page", data, name, limits, PagePicture, page=page, width=width)


def carries_its_fonts(data: bytes, name: str, config: Config | None = None) -> bool:
    """Whether a PDF can be drawn from the file alone, Chinese included, by any viewer.

    Raises:
        DocumentError: the file cannot be read.
    """
    from kb.config import Config

    limits = limits_of(config or Config.load())
    return ask("kb.readers.pdf:carries_its_fonts", data, name, limits, bool)


def limits_of(config: Config) -> Limits:
    """How far the settings let a reader go."""
    return Limits(
        config.reader_seconds,
        config.reader_memory_bytes,
        config.max_pages,
        config.max_unpacked_bytes,
    )


def has_ocr() -> bool:
    """True where the extra ``ocr`` is installed."""
    return all(find_spec(package) is not None for package in ("rapidocr", "onnxruntime"))


def _warned(parsed: Parsed) -> Parsed:
    """Say which pages were left unread."""
    if not parsed.scanned:
        return parsed
    listed = ", ".join(map(str, parsed.scanned[:10])) + ("…" if len(parsed.scanned) > 10 else "")
    several = len(parsed.scanned) > 1
    found = f"pages {listed} are images" if several else f"page {listed} is an image"
    read = "were" if several else "was"
    warning = f"{found} without text and {read} not read; pip install 'kb[ocr]'"
    return replace(parsed, warnings=(*parsed.warnings, warning))
