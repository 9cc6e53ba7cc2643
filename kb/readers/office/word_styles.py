"""Styles of Word: which paragraphs are headings, a title, entries of a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.readers.grid import whole_number
from kb.readers.office.word_numbering import W, value_of
from kb.regex import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = regex(r"(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)
_TITLE = regex(r"(?:title|标题|標題|报告标题|封面标题)$", re.IGNORECASE)
_CONTENTS = regex(r"(?:toc|目录|目錄|table of figures|图表目录)(?:\s*(?:\d|heading|标题))?$", re.I)
_BODY = 9
_DEEPEST = 12
"""Styles that one may be based on, one on another."""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    properties: _Element | None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph's style says of it."""

    level: int = 0
    """1 to 9 for a heading, else 0."""
    is_title: bool = False
    is_contents: bool = False
    list_number: str = ""
    """The list whose numbers it carries; empty or ``0`` for none."""
    list_level: int = 0


@dataclass(slots=True)
class Styles:
    """The styles of a document by id."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _default: str = ""

    @classmethod
    def of(cls, root: _Element | None) -> Styles:
        """Read a styles part; without one there are none."""
        styles = cls()
        for each in root.findall(f"{W}style") if root is not None else ():
            identity = each.get(f"{W}styleId", "")
            styles._styles[identity] = _Style(
                value_of(each, "name"), value_of(each, "basedOn"), each.find(f"{W}pPr")
            )
            if each.get(f"{W}default") == "1" and each.get(f"{W}type") == "paragraph":
                styles._default = identity
        return styles

    def of_paragraph(self, paragraph: _Element) -> ParagraphStyle:
        """The style of a paragraph, its own properties over those of its style."""
        own = paragraph.find(f"{W}pPr")
        identity = (value_of(own, "pStyle") if own is not None else "") or self._default
        chain = list(self._chain(identity))
        properties = [
            each for each in (own, *(style.properties for style in chain)) if each is not None
        ]
        names = [style.name for style in chain]
        list_number, list_level = _list_of(properties)
        return ParagraphStyle(
            _level(properties, names),
            any(_TITLE.match(name) for name in names[:1]),
            any(_CONTENTS.match(name) for name in names),
            list_number,
            list_level,
        )

    def _chain(self, identity: str) -> list[_Style]:
        chain: list[_Style] = []
        while identity in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[identity])
            identity = chain[-1].based_on
        return chain


def _level(properties: list[_Element], names: list[str]) -> int:
    """By outline level, which 9 denies, else by the name of a style."""
    outlines = (whole_number(value_of(each, "outlineLvl"), -1) for each in properties)
    outline = next((each for each in outlines if each >= 0), -1)
    if outline >= 0:
        return outline + 1 if outline < _BODY else 0
    return next((int(match[1]) for name in names if (match := _HEADING.match(name))), 0)


def _list_of(properties: list[_Element]) -> tuple[str, int]:
    number, level = "", ""
    for each in properties:
        found = each.find(f"{W}numPr")
        if found is not None:
            number = number or value_of(found, "numId")
            level = level or value_of(found, "ilvl")
    return number, whole_number(level, 0)
