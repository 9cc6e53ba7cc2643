"""The items of a ranking told in words: each name, and the text that gives its values.

``1. Alder Systems (Finland), 18.6%``, ``甲（312.7亿元，19.5%）、乙（155.3亿元，9.7%）``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kb.figures.chinese import words
from kb.figures.quantities.quantity import find_quantities
from kb.figures.tables.naming import is_measure
from kb.regex import regex
from kb.types import Quantity

Span = tuple[int, int]
LONGEST_NAME = 40
_HAN_NAME = 20
_WORDS_OF_NAME = 6
_MARK = regex(
    r"(?:第(?:\d{1,2}|[一二三四五六七八九十]{1,3})[名位]|[一二三四五六七八九十]是)[:、,]?\s*"
)
_INLINE = regex(
    rf"(?:(?<=[:;,、。为是])|(?<=\s)|^)\s*(?:{_MARK.pattern}|\(?\d{{1,2}}(?:[.)](?=\s|[^\d\s])|、)\s*)"
)
"""What an item within a sentence is numbered by."""
_SEPARATOR = regex(r"、|;|,|(?<=[\d%)\w])\s+and\s|(?<=[)%\u3400-\u9fff])(?:以及|和|与|及)(?=\S)")
_BEFORE_NAME = regex(
    r"(?:\s|,|、|\*|and\b|then\b|next\b|followed (?:closely )?by\b|ahead of\b|in front of\b|(?:其次|随后|最后)(?:是|为)?"
    r"|以及|和|与|及)*"
)
_STOPS = regex(
    r"\s*(?:and )?(?:while|whereas|but|all|together|others?|the (?:rest|others?|remaining)|compared|which|where"
    r"|其[他它余]|合计|共计|总计|前[一二三四五六七八九十\d]+|[两三四五六七八九十]者|剩余|而|但)(?![a-z])",
    re.IGNORECASE,
)
"""Where a list of names goes over into another clause, or to those without a place."""
_NAME_ENDS = regex(
    r"\s*[,:(\[|;]|\s+[–—-]+\s|——|\*\*|\s+(?:with|at|on|held|holds|holding|had|has|having|took|takes|reached|posted|sold|shipped"
    r"|recorded|accounted|accounts|came|was|is)\b"
)
_VERB_AT_END = regex(
    r"(?:以|为|达到?|占|约|共|有|凭|的|\s|[$€£¥]|US|HK|NT|approximately|about|around|some|nearly)+$"
)
_LETTER = regex(r"[A-Za-z\u3400-\u9fff]")
_YEAR = regex(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Item:
    """A name with its place, and the text from the name to the end of its values."""

    rank: int
    name: Span
    end: int
    values: tuple[Quantity, ...] = ()
    """Every number behind the name; spans are the text's."""


def read_item(view: str, start: int, end: int, rank: int) -> Item | None:
    """The item that ``view[start:end]`` is; None where it begins with no name."""
    begin = _BEFORE_NAME.match(view, start, end)
    start = begin.end() if begin else start
    found = [
        replace(item, start=item.start + start, end=item.end + start)
        for item in find_quantities(view[start:end])
    ]
    found = [item for item in found if item.start > start]  # 3M is a name
    until = found[0].start if found else end
    cut = _NAME_ENDS.search(view, start, until)
    stop = cut.start() if cut else until
    name = _VERB_AT_END.sub("", view[start:stop]).rstrip(" *“”\"'。.,、")
    name_start = start + len(name) - len(name.lstrip(" *“”\"'"))
    name = name.strip(" *“”\"'")
    if not is_name(name, bare=view[stop : stop + 1] != "("):
        return None
    return Item(rank, (name_start, name_start + len(name)), end, tuple(found))


def is_name(name: str, *, bare: bool) -> bool:
    """Whether ``name`` names somebody; a measure does so only before a bracket: 价格（68%）."""
    if not 1 < len(name) <= LONGEST_NAME or not _LETTER.search(name) or _STOPS.match(name):
        return False
    if name.isascii():
        capital = name[0].isupper() or name[0].isdigit()
        return capital and len(name.split()) <= _WORDS_OF_NAME and not (bare and is_measure(name))
    measure = words.MEASURE.search(name) or words.SHARE.search(name)
    return len(name) <= _HAN_NAME and not (bare and measure)


def split_items(view: str, start: int, end: int, most: int) -> list[Item]:
    """The items of a list within a sentence, numbered or parted by commas; up to ``most``."""
    numbered = list(_INLINE.finditer(view, start, end))
    if numbered and numbered[0].start() - start < 2 and len(numbered) > 1:
        ends = [*(mark.start() for mark in numbered[1:]), end]
        pieces = [(mark.end(), stop) for mark, stop in zip(numbered, ends, strict=True)]
    else:
        pieces = list(_pieces(view, start, end))
    found: list[Item] = []
    for first, last in pieces[:most]:
        while last > first and view[last - 1] in " ,;、。.\n":
            last -= 1
        item = None if _STOPS.match(view, first, last) else read_item(view, first, last, 0)
        if item is None:
            break
        found.append(replace(item, rank=len(found) + 1))
    return found


def _pieces(view: str, start: int, end: int) -> Iterator[Span]:
    """Text between the separators outside brackets; what holds no name goes with that before."""
    cuts = [m.span() for m in _SEPARATOR.finditer(view, start, end) if _outside(view, start, m)]
    starts = [start, *(stop for _, stop in cuts)]
    ends = [*(begin for begin, _ in cuts), end]
    held: Span | None = None
    for first, last in zip(starts, ends, strict=True):
        if _STOPS.match(view, first, last):
            break
        if held is not None and read_item(view, first, last, 0) is None:
            held = (held[0], last)
            continue
        if held is not None:
            yield held
        held = (first, last)
    if held is not None:
        yield held


def _outside(view: str, start: int, match: re.Match[str]) -> bool:
    before = view[start : match.start()]
    inside = before.count("(") > before.count(")")
    digits = match.group() == "," and view[match.end() : match.end() + 3].isdigit()
    return not (inside or (digits and view[match.start() - 1].isdigit()))


def are_alike(items: Sequence[Item]) -> bool:
    """Whether the items have other names, and each a first value of one dimension, or none any."""
    if len({item.name for item in items}) < len(items):
        return False
    firsts = [item.values[0] for item in items if item.values]
    if firsts and len(firsts) < len(items):
        return False
    if firsts and all(not one.unit and _YEAR.fullmatch(one.text) for one in firsts):
        return False
    return len({one.dimension for one in firsts}) < 2


def descend(items: Sequence[Item]) -> bool:
    """Whether the first values fall from item to item, or stay."""
    values = [item.values[0].normalised for item in items if item.values]
    return bool(values) and all(earlier >= later for earlier, later in pairwise(values))
