"""From the bytes of a PDF to its text: the way through the other modules, and what can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kb.errors import DocumentDamaged, DocumentEncrypted, DocumentTooLarge
from kb.readers import pace
from kb.readers.parsed import Limits, Parsed
from kb.readers.pdf.headings import mark_headings
from kb.readers.pdf.lines import lines_of
from kb.readers.pdf.margins import without_margins
from kb.readers.pdf.outline import mark_outline
from kb.readers.pdf.page import Page, read_page
from kb.readers.pdf.paragraphs import blocks_of
from kb.readers.pdf.properties import properties_of
from kb.readers.pdf.writing import write

if TYPE_CHECKING:
    Recognise = Callable[[Any, int], Page]


def read_pdf(data: bytes, name: str, limits: Limits) -> Parsed:
    """Read the text layer of a PDF; pages that are only images are named in ``scanned``.

    Raises:
        DocumentEncrypted: it asks for a password.
        DocumentDamaged: it is no PDF, or cut off.
        DocumentTooLarge: it has more than ``limits.pages`` pages.
    """
    return _read(data, name, limits, None)


def read_pdf_with_ocr(data: bytes, name: str, limits: Limits) -> Parsed:
    """The same, and the pages that are only images are read by OCR."""
    from kb.readers.pdf.recognition import recogniser

    return _read(data, name, limits, recogniser())


def _read(data: bytes, name: str, limits: Limits, recognise: Recognise | None) -> Parsed:
    pdf = opened(data, name, limits)
    pages = []
    for index in range(len(pdf)):
        page = pdf[index]
        pages.append(read_page(page, index + 1, name))
        if pages[-1].scanned and recognise:
            pages[-1] = recognise(page, index + 1)
        page.close()
        pace.page_is_read(limits.seconds)
    without_margins(pages)
    blocks = blocks_of([lines_of(page) for page in pages])
    title = mark_headings(blocks)
    mark_outline(pdf, blocks)
    properties = properties_of(pdf)
    return replace(
        write(pages, blocks),
        title=properties.title or title,
        publisher=properties.publisher,
        author=properties.author,
        saved=properties.saved,
        scanned=tuple(page.number for page in pages if page.scanned),
    )


def opened(data: bytes, name: str, limits: Limits) -> Any:
    """The document; raises what ``read_pdf`` raises."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentEncrypted(
                f"{name}: it asks for a password; save it without one and add that"
            ) from error
        raise DocumentDamaged(
            f"{name}: the file is damaged or no PDF ({error}); open it in its own program, save it "
            "anew and add that"
        ) from error
    if len(pdf) > limits.pages:
        raise DocumentTooLarge(
            f"{name}: {len(pdf)} pages are over the limit of {limits.pages}; split the file, or "
            "raise KB_MAX_PAGES"
        )
    return pdf
