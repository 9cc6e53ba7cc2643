"""Whether a PDF carries all that its fonts are drawn with, or leans on what a viewer has at hand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from kb.readers.parsed import Limits

_OWN_MAPS = ("Identity-H", "Identity-V")
"""Ways from bytes to glyphs that need no file; all others of a name do."""
_COLLECTIONS = ("GB1", "CNS1", "Japan1", "Korea1", "KR")
"""Characters of such a font are told by a file of Adobe's, unless it says them itself."""


def carries_its_fonts(data: bytes, name: str, limits: Limits) -> bool:
    """Whether each font of many characters is in the file, with the maps to read it by.

    Fonts of one byte a character, such as Helvetica, every viewer has.
    """
    import pdfplumber

    del name, limits
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        seen: set[int] = set()
        return all(
            _carried(font) for page in pdf.pages for font in _fonts(page.page_obj.resources, seen)
        )


def _fonts(resources: Any, seen: set[int]) -> Iterator[dict[str, Any]]:
    """The fonts of many characters of a page and of the forms drawn on it, each once."""
    resources = _dictionary(resources)
    for reference in _dictionary(resources.get("Font")).values():
        font = _dictionary(reference)
        if _new(reference, seen) and str(_name(font.get("Subtype"))) == "Type0":
            yield font
    for reference in _dictionary(resources.get("XObject")).values():
        if _new(reference, seen):
            yield from _fonts(_dictionary(reference).get("Resources"), seen)


def _carried(font: dict[str, Any]) -> bool:
    encoding = _value(font.get("Encoding"))
    if hasattr(encoding, "get_data"):  # a map in the file, which may go on from another
        if b"usecmap" in encoding.get_data():
            return False
    elif _name(encoding) not in _OWN_MAPS:
        return False
    inner = _dictionary(next(iter(_value(font.get("DescendantFonts")) or ()), None))
    described = _dictionary(inner.get("FontDescriptor"))
    collection = _value(_dictionary(inner.get("CIDSystemInfo")).get("Ordering"))
    told = "ToUnicode" in font or _text(collection) not in _COLLECTIONS
    return told and any(f"FontFile{kind}" in described for kind in ("", 2, 3))


def _new(reference: Any, seen: set[int]) -> bool:
    number = getattr(reference, "objid", None)
    if number is None:
        return True
    known = number in seen
    seen.add(number)
    return not known


def _value(reference: Any) -> Any:
    return reference.resolve() if hasattr(reference, "resolve") else reference


def _dictionary(reference: Any) -> dict[str, Any]:
    """A dictionary, or that of a stream; an empty one for all else."""
    value = _value(reference)
    value = getattr(value, "attrs", value)
    return value if isinstance(value, dict) else {}


def _name(value: Any) -> str:
    return _text(getattr(_value(value), "name", ""))


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
