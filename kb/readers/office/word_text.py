"""The text of one paragraph of Word, and what hangs on it: charts, boxes, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.readers.office.word_numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"

_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_WRITTEN = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_LEFT_OUT = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "sdtPr", "proofErr")
)
_DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))


@dataclass(slots=True)
class WordText:
    """What a paragraph holds, in order."""

    parts: list[str] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    """Ids of references to chart parts."""
    diagrams: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """``footnotes`` or ``endnotes``, and the note's id."""
    has_picture: bool = False

    @property
    def text(self) -> str:
        """The running text."""
        return "".join(self.parts)


def read_text(paragraph: _Element, found: WordText | None = None) -> WordText:
    """Read a paragraph; nested elements are at most as deep as the XML parser allows, 256."""
    found = WordText() if found is None else found
    for child in paragraph:
        tag = child.tag
        if tag in (f"{W}t", f"{_M}t"):
            found.parts.append(child.text or "")
        elif tag in _WRITTEN:
            found.parts.append(_WRITTEN[tag])
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnotes" if tag == f"{W}footnoteReference" else "endnotes"
            found.notes.append((kind, child.get(f"{W}id", "")))
        elif tag in _DRAWINGS:
            _read_drawing(child, found)
        elif tag == f"{_MC}AlternateContent":
            _read_alternative(child, found)
        elif isinstance(tag, str) and tag not in _LEFT_OUT and not _is_hidden(child):
            read_text(child, found)
    return found


def _is_hidden(element: _Element) -> bool:
    vanish = element.find(f"{W}rPr/{W}vanish") if element.tag == f"{W}r" else None
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false")


def _read_alternative(element: _Element, found: WordText) -> None:
    """The same content in a new and an old form: the first that there is."""
    for choice in element:
        drawings = list(choice.iter(*_DRAWINGS))
        if drawings:
            _read_drawing(drawings[0], found)
            return
        if len(choice):
            read_text(choice, found)
            return


def _read_drawing(drawing: _Element, found: WordText) -> None:

    for each in drawing.iter(_CHART, _DIAGRAM, _PICTURE, f"{W}txbxContent"):
        if _is_copy(each, drawing):
            continue
        if each.tag == _CHART:
            found.charts.append(each.get(f"{_R}id", ""))
        elif each.tag == _DIAGRAM:
            found.diagrams.append(each.get(f"{_R}dm", ""))
        elif each.tag == _PICTURE:
            found.has_picture = True
        else:
            found.boxes.append(each)


def _is_copy(element: _Element, drawing: _Element) -> bool:
    """True inside a box, which is read by itself, and in the old form of a shape."""
    for above in element.iterancestors():
        if above is drawing:
            return False
        if above.tag in (f"{_MC}Fallback", f"{W}txbxContent"):
            return True
    return False
