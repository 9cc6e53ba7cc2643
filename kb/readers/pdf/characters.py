"""The characters of a page with their boxes, as pdfium gives them."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb.readers.pdf.frame import Box, Frame
from kb.regex import regex

_BOLD = regex(r"bold|black|heavy|semibold|demi|simhei|黑体|黑", re.IGNORECASE)
_BOLD_WEIGHT = 600
_BULLETS = regex(r"[\uf06c-\uf0ff]")
"""Where Wingdings and Symbol have their bullets and boxes."""
_REPLACED = regex(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
"""Radicals, compatibility ideographs and ligatures that stand for ordinary characters."""
_SPACES = frozenset((9, 10, 13, 32, 0xA0, 0x3000))
_HYPHENS = frozenset((2, 0xAD, 0xFFFE))
"""How pdfium gives a hyphen at the end of a line, and the soft hyphen."""


@dataclass(slots=True)
class Character:
    """One character; ``box`` is as high as its font, so that neighbours on a line agree."""

    text: str
    box: Box
    size: float
    """Font size in points as printed."""
    bold: bool
    spaced: bool
    """The file has white space before it."""
    apart: bool
    """pdfium takes it to be the first of a word, whatever the file has."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of one text object share."""

    size: float
    bold: bool
    turns: int
    """Quarter turns clockwise that set it upright on the page as the file holds it; -1 if none."""


@dataclass(slots=True)
class PageCharacters:
    """The characters by the quarter turns that set them upright, in the order of the file."""

    by_turns: dict[int, list[Character]]
    slanted: int
    unknown: int
    """Characters whose font does not tell what they are."""

    @property
    def count(self) -> int:
        """All upright or sideways characters."""
        return sum(map(len, self.by_turns.values()))


def characters_of(text_page: Any, bounds: Box) -> PageCharacters:
    """Characters of a pdfium ``text_page`` that stand within ``bounds`` (left, bottom, right, top).

    Slanted ones, which are watermarks, are only counted.
    """
    found = PageCharacters({}, 0, 0)
    styles: dict[int, _Style] = {}
    frames = [Frame(*bounds, turns) for turns in range(4)]
    for text, box, address, spaced, apart in _raw(text_page, styles):
        style = styles[address]
        found.unknown += _is_unknown(text)
        if style.turns < 0:
            found.slanted += 1
        elif bounds[0] <= box[2] and box[0] <= bounds[2] and bounds[1] <= box[3] <= bounds[3] + 50:
            seen = frames[style.turns].seen(*box)
            found.by_turns.setdefault(style.turns, []).append(
                Character(text, seen, style.size, style.bold, spaced, apart)
            )
    return found


def _raw(
    text_page: Any, styles: dict[int, _Style]
) -> Iterator[tuple[str, tuple[float, float, float, float], int, bool, bool]]:
    """Text, box in the file (left, bottom, right, top), text object, ``spaced`` and ``apart``.

    ``styles`` gets the style of every text object met.
    """
    import pypdfium2.raw as raw

    rectangle = raw.FS_RECTF()
    own = text_page.raw  # a wrapper would be unwrapped at each of some million calls
    spaced = apart = False
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(own, index)
        handle = raw.FPDFText_GetTextObject(own, index)
        text = _clean(code)
        if code in _SPACES:
            apart = True
            spaced = spaced or bool(handle)
            continue
        if not handle or not text:
            continue
        address = ctypes.addressof(handle.contents)
        if address not in styles:
            styles[address] = _style(own, index, handle)
        raw.FPDFText_GetLooseCharBox(own, index, rectangle)
        box = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        if all(map(math.isfinite, box)):
            yield text, box, address, spaced, apart
            spaced = apart = False


@cache
def _clean(code: int) -> str:
    """The character of ``code`` in its ordinary form, or nothing if it is none."""
    if code in _HYPHENS:
        return "-"
    if code < 32 or code in (0xFFFF, 0x200B, 0xFEFF) or 0xD800 <= code <= 0xDFFF:
        return ""
    text = chr(code)
    if _REPLACED.match(text):
        return unicodedata.normalize("NFKC", text)
    return "•" if _BULLETS.match(text) else text


def _is_unknown(text: str) -> bool:
    return text == "\ufffd" or "\ue000" <= text <= "\uf8ff"


def _style(text_page: Any, index: int, handle: Any) -> _Style:
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    size = raw.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
    bold = (
        raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT
        or _BOLD.search(_font_name(handle)) is not None
    )
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    turns = round(angle / 90)
    upright = abs(angle - turns * 90) < 3
    return _Style(round(size, 1), bold, turns % 4 if upright else -1)


def _font_name(handle: Any) -> str:
    import pypdfium2.raw as raw

    font = raw.FPDFTextObj_GetFont(handle)
    if not font:
        return ""
    buffer = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.value.decode("utf-8", errors="replace")
