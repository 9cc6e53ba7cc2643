"""Claims on rankings in sentences: "A and B have stayed in the top five"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.figures.periods.period import find_periods
from kb.figures.quantities.numerals import whole
from kb.regex import regex
from kb.text import sentences
from kb.types import Period

_NAME = r"[^\s，。；、,;:：（）()“”*]{2,12}?"
_LIST = rf"{_NAME}(?:[、,] ?{_NAME}){{1,14}}(?:(?:和|与|以及|及| and ){_NAME})?"
_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
_STAYED = regex(
    rf"(?P<names>{_LIST})[^，。；、\n]{{0,16}}?(?:一直|始终|持续|连续|均|稳居|都)[^，。；\n]{{0,10}}?前(?P<top>{_N})(?:名|位|强|的)?"
)
_SPLIT = regex(r"、|, ?| and |(?<=.{2})(?:以及|和|与|及)(?=.{2})")
_SUFFIX = regex(
    r"(?:等)?(?:几?个?(?:行业|城市|领域|地区|企业|公司|省份))$|^其中|^如|^(?:19|20)\d\d年"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Names that are said to have stayed among the first ``top`` in every year of ``period``."""

    names: tuple[str, ...]
    top: int
    period: Period
    start: int
    end: int
    quote: str


def told_claims(text: str) -> Iterator[Claim]:
    """Claims that names stayed in the first few; the period may stand earlier in the paragraph."""
    for start, end in sentences(text):
        for match in _STAYED.finditer(text, start, end):
            top = whole(match["top"])
            line = text.rfind("\n", 0, start) + 1
            ranges = [p for _, _, p in find_periods(text, line, end) if p.years]
            names = tuple(
                name for _, name in _names(text, match.start("names"), match.end("names"))
            )
            if top and ranges and len(names) > 1:
                yield Claim(names, top, ranges[-1], match.start(), match.end(), match.group())


def _names(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The names of a list with where each begins, the words around a name left out."""
    found: list[tuple[int, str]] = []
    position = start
    for piece in _SPLIT.split(text[start:end]):
        at = text.index(piece, position, end)
        position = at + len(piece)
        name = _SUFFIX.sub("", piece).strip()
        if name:
            found.append((at + piece.index(name), name))
    return found
