"""A page of a PDF drawn as a picture, for who wants to see it as it was printed."""

from __future__ import annotations

import base64
import io
import math

from kb.errors import DocumentError
from kb.readers.parsed import Limits, PagePicture
from kb.readers.pdf.reading import opened

MOST_PIXELS = 4_000_000
_QUALITY = 82


def draw_page(data: bytes, name: str, limits: Limits, page: int, width: int) -> PagePicture:
    """Draw ``page``, counted from 1, ``width`` pixels wide unless that makes it too high.

    Raises:
        DocumentError: it has no such page; and what ``read_pdf`` raises.
    """
    pdf = opened(data, name, limits)
    if not 1 <= page <= len(pdf):
        raise DocumentError(f"{name}: it has {len(pdf)} pages, and no page {page}")
    sheet = pdf[page - 1]
    across, down = sheet.get_size()
    if across <= 0 or down <= 0:
        raise DocumentError(f"{name}: page {page} has no size")
    scale = min(width / across, math.sqrt(MOST_PIXELS / (across * down)))
    image = io.BytesIO()
    sheet.render(scale=scale).to_pil().convert("RGB").save(image, "WEBP", quality=_QUALITY)
    picture = base64.b64encode(image.getvalue()).decode()
    return PagePicture(picture, across, down, len(pdf))
