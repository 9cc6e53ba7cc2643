"""Numbers of headings: 第一章, 2.6, 一、, （二）, Chapter 3, 附录A."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.readers.lines import has_han, squeeze, without_markup
from kb.regex import regex

_HAN_NUMBER = "[一二三四五六七八九十百零〇两]"
_PATTERNS = (
    ("part", regex(rf"第\s*(?:{_HAN_NUMBER}{{1,4}}|\d{{1,3}})\s*(?:部分|[篇编卷])")),
    ("chapter", regex(rf"第\s*(?:{_HAN_NUMBER}{{1,4}}|\d{{1,3}})\s*章")),
    ("paragraph", regex(rf"第\s*(?:{_HAN_NUMBER}{{1,4}}|\d{{1,3}})\s*节")),
    ("part", regex(r"part\s+(?:\d{1,2}|[IVX]{1,5})(?=[\s.:：]|$)", re.IGNORECASE)),
    ("chapter", regex(r"chapter\s+(?:\d{1,2}|[IVX]{1,5})(?=[\s.:：]|$)", re.IGNORECASE)),
    ("paragraph", regex(r"section\s+\d{1,2}(?=[\s:：]|$)", re.IGNORECASE)),
    ("appendix", regex(rf"附[录件]\s*(?:[A-Za-z]|\d{{1,2}}|{_HAN_NUMBER})?(?=[\s:：]|$)")),
    (
        "appendix",
        regex(r"(?:appendix|annex)(?:\s+[A-Z\d]{1,2})?(?=[\s:：.]|$)", re.IGNORECASE),
    ),
    ("decimal", regex(r"\d{1,2}(?:\.\d{1,2}){1,3}(?!\d|\.\d)")),
    ("single", regex(r"\d{1,2}(?=[.．、\s])(?![.．]\d)")),
    ("han", regex(rf"{_HAN_NUMBER}{{1,3}}(?=\s*[、.．])")),
    ("han_bracket", regex(rf"[（(]{_HAN_NUMBER}{{1,3}}[）)]")),
    ("bracket", regex(r"[（(]\d{1,2}[）)]")),
)
_CASE = regex(
    rf"(?:案例|专栏|实例|专题|场景|模式|Case(?: study)?|Box)\s*(?:{_HAN_NUMBER}{{1,2}}|\d{{1,2}})"
    r"(?=[\s:：]|$)",
    re.IGNORECASE,
)
_UNITS = (*"亿万千百倍个%％年月日号元美余多家", "percent", "million", "billion", "times", "x ")
_BETWEEN = " \t　:：、.．-–—"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins as a numbered heading does."""

    kind: str
    number: str
    """As printed, white space left out of Chinese numbers."""
    title: str
    """The rest, cleaned; empty where the number stands alone."""
    spaced: bool
    """True where white space or a mark parts the number from the title."""

    @property
    def parts(self) -> tuple[int, ...]:
        """``(2, 6)`` for ``2.6``; empty for the other kinds."""
        if self.kind not in ("decimal", "single"):
            return ()
        return tuple(int(part) for part in self.number.split("."))


def numbered(text: str) -> Numbered | None:
    """Read ``text`` as a heading with a number, or None if it cannot be one."""
    bare = without_markup(text)
    for kind, pattern in _PATTERNS:
        match = pattern.match(bare)
        if match:
            rest = bare[match.end() :]
            title = squeeze(rest.strip(_BETWEEN))
            spaced = not rest or rest[0] in _BETWEEN
            if not _is_possible(kind, match.group(), title, spaced):
                return None
            return Numbered(kind, _printed(match.group()), title, spaced)
    return None


def is_case(text: str) -> bool:
    """True for the label of a case or a box: 案例一, Box 2."""
    return _CASE.match(text) is not None


def clean_title(text: str) -> str:
    """A title without markup and needless spaces; a case keeps one after its label."""
    bare = without_markup(text).lstrip("# ")
    match = _CASE.match(bare)
    if match is None:
        return squeeze(bare)
    return f"{squeeze(match.group())} {squeeze(bare[match.end() :])}".strip()


def _printed(number: str) -> str:
    return "".join(number.split()) if has_han(number) else " ".join(number.split())


def _is_possible(kind: str, number: str, title: str, spaced: bool) -> bool:
    if kind in ("part", "chapter", "paragraph", "appendix"):
        return spaced or has_han(number)
    if not any(character.isalpha() for character in title) or title.startswith(_UNITS):
        return False
    if kind == "decimal":
        parts = number.split(".")
        whole = all(part == "0" or not part.startswith("0") for part in parts)
        return whole and int(parts[0]) <= 30 and (spaced or has_han(title[0]))
    return True
