"""What a file is by its first bytes, where its name says something else."""

from __future__ import annotations

import re

from kb.readers.formats import FORMATS
from kb.regex import regex

_PARTS = (
    (b"word/document.xml", ".docx"),
    (b"xl/workbook", ".xlsx"),
    (b"ppt/presentation.xml", ".pptx"),
    (b"application/epub+zip", ".epub"),
    (b"application/vnd.oasis.opendocument.spreadsheet", ".ods"),
)
"""Names of parts stand in a package uncompressed, so that it need not be opened to see them."""
_WEB = regex(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_NO_TEXT = (".pdf", ".doc", ".docx", ".docm", ".ppt", ".pptx", ".pptm", ".xlsx", ".xlsm", ".epub")
"""Under these names a web page is none of what they say; a table saved as .xls is read as one."""


def suffix_of(data: bytes, suffix: str) -> str:
    """The suffix of the format that ``data`` is in; ``suffix`` where nothing tells otherwise."""
    found = suffix
    if data.startswith(b"%PDF-"):
        found = ".pdf"
    elif data.startswith(b"PK\x03\x04"):
        found = next((known for part, known in _PARTS if part in data), suffix)
    elif suffix in _NO_TEXT and _WEB.match(data):
        found = ".html"
    same = (
        suffix in FORMATS and found in FORMATS and FORMATS[suffix].reader == FORMATS[found].reader
    )
    return suffix if same else found
