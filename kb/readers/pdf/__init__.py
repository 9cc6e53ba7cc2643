"""PDF, in this order: characters, runs, tables, columns, lines, margins, paragraphs, headings."""

from __future__ import annotations

from kb.readers.pdf.fonts import carries_its_fonts
from kb.readers.pdf.picture import draw_page
from kb.readers.pdf.reading import read_pdf, read_pdf_with_ocr

__all__ = ["carries_its_fonts", "draw_page", "read_pdf", "read_pdf_with_ocr"]
