"""Automatic numbers of Word: the 第一章 and 1.2 that stand before a heading but not in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.readers.grid import whole_number
from kb.regex import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = regex(r"%([1-9])")
_CHINESE = regex(r"(?:chinese|japanese|taiwanese|korean)\w*|ideographDigital")
BULLET = "•"


@dataclass(frozen=True, slots=True)
class _Level:
    """How the numbers of one level of a list look."""

    kind: str = "decimal"
    text: str = "%1."
    start: int = 1
    is_legal: bool = False
    """All numbers as digits, whatever their level says: 1.1 under 第一章."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    _lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    """By list: the abstract list that it counts in, and its levels."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: _Element | None) -> Numbering:
        """Read a numbering part; without one there are no lists."""
        if root is None:
            return cls()
        abstract = {
            each.get(f"{W}abstractNumId", ""): {
                whole_number(level.get(f"{W}ilvl"), 0): _level(level)
                for level in each.iter(f"{W}lvl")
            }
            for each in root.iter(f"{W}abstractNum")
        }
        lists = {}
        for each in root.findall(f"{W}num"):
            number = each.get(f"{W}numId", "")
            key = value_of(each, "abstractNumId")
            levels = dict(abstract.get(key, {}))
            overrides = list(each.iter(f"{W}lvlOverride"))
            for override in overrides:
                _override(levels, override)
            # A list that begins anew is counted by itself.
            lists[number] = (f"{key}/{number}" if overrides else key, levels)
        return cls(lists)

    def label(self, number: str, level: int) -> str:
        """Count one paragraph of list ``number`` and return what stands before it, or nothing."""
        if number not in self._lists:
            return ""
        key, levels = self._lists[number]
        own = levels.get(level)
        if own is None or own.kind == "none":
            return ""
        counts = self._counts.setdefault(key, {})
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if own.kind == "bullet":
            return BULLET
        return _PLACE.sub(lambda match: self._shown(levels, counts, own, match), own.text).strip()

    def _shown(
        self, levels: dict[int, _Level], counts: dict[int, int], own: _Level, match: re.Match[str]
    ) -> str:
        level = int(match[1]) - 1
        other = levels.get(level, _Level())
        count = counts.setdefault(level, other.start)
        return str(count) if own.is_legal else shown(count, other.kind)


def value_of(element: _Element, name: str) -> str:
    """The ``w:val`` of a child, or nothing."""
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""


def _level(element: _Element) -> _Level:
    start = value_of(element, "start")
    return _Level(
        value_of(element, "numFmt") or "decimal",
        value_of(element, "lvlText"),
        whole_number(start, 1),
        element.find(f"{W}isLgl") is not None,
    )


def _override(levels: dict[int, _Level], override: _Element) -> None:
    level = whole_number(override.get(f"{W}ilvl"), 0)
    inner = override.find(f"{W}lvl")
    if inner is not None:
        levels[level] = _level(inner)
    start = whole_number(value_of(override, "startOverride"), -1)
    if start >= 0 and level in levels:
        old = levels[level]
        levels[level] = _Level(old.kind, old.text, start, old.is_legal)


def shown(number: int, kind: str) -> str:
    """``number`` as the format ``kind`` of Word writes it; digits where it is not known."""
    if _CHINESE.fullmatch(kind):
        return chinese(number)
    if kind.startswith("ideographTraditional") and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    if kind.startswith("decimalEnclosedCircle") and 0 < number <= len(_CIRCLES):
        return _CIRCLES[number - 1]
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 50:
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def chinese(number: int) -> str:
    """``number`` in Chinese characters, up to 99."""
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    parts = ["x" * (number // 10)]
    number %= 10
    for value, letters in _ROMAN[1:]:
        while number >= value:
            parts.append(letters)
            number -= value
    return "".join(parts)
