"""PDF: text by pdfium, line by line, with pages and boxes."""

from __future__ import annotations

from kb.errors import DocumentDamaged, DocumentEncrypted, DocumentTooLarge
from kb.readers.parsed import Limits, Parsed
from kb.readers.transcript import Transcript
from kb.types import Locator


def read_pdf(data: bytes, name: str, limits: Limits) -> Parsed:
    """Read the text layer of a PDF.

    Raises:
        DocumentEncrypted: it asks for a password.
        DocumentDamaged: it is no PDF, or cut off.
        DocumentTooLarge: it has more than ``limits.pages`` pages.
    """
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
    transcript = Transcript()
    for number in range(len(pdf)):
        transcript.page()
        text = pdf[number].get_textpage()
        for line in text.get_text_range().splitlines():
            transcript.line()
            transcript.add(line, Locator(0, 0, page=number + 1))
        transcript.block()
    return transcript.parsed()
