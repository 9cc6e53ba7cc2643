"""The noun phrase that names a measure, and the predicate between it and the value (Chinese).

Both are found by words, not characters: the lead (the clause up to the value) is cut into words,
and words of the closed classes are taken off its ends until a noun phrase remains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.figures import words

HIDDEN = "\x00"
"""Stands in a view for each character that is no part of any name: periods, marks, links."""

_RUN = re.compile(r"[^\x00]+|\x00+")
_NOT_NAMES = ("c", "d", "u", "y", "e", "o", "p", "r", "x", "m", "q", "t", "f", "w")
_LONGEST_LEAD = 90
_COMPARED = re.compile(
    r"(?:较|(?<![占同环对等])比(?![重例率值])|相比|相较于?|对比|与)[^,。;:，]{0,16}$"
)
_NAME_WITH_FACTOR = re.compile(r"(?:是|为|达|相当于|恢复[到至])[^,]{0,24}的$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a view with its part of speech."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a value: the noun phrase's span (None for none) and the predicate."""

    name: tuple[int, int] | None
    predicate: tuple[str, ...]
    """Words between name and value, in order."""
    compared: bool = False

    @property
    def text(self) -> str:
        """The predicate without the characters that are hidden."""
        return "".join(self.predicate).replace(HIDDEN, "")


def tagged(view: str, start: int, end: int) -> list[Word]:
    """Words of ``view[start:end]`` with rjieba's tags; hidden runs are one word each."""
    import rjieba

    found: list[Word] = []
    for run in _RUN.finditer(view, start, end):
        position = run.start()
        if run.group()[0] == HIDDEN:
            found.append(Word(position, run.end(), HIDDEN, "t"))
            continue
        for text, tag in rjieba.tag(run.group()):
            found.append(Word(position, position + len(text), text, tag))
            position += len(text)
    return found


def read_lead(view: str, start: int, end: int) -> Lead:
    """Split ``view[start:end]`` into the name of a measure and the predicate after it."""
    start = max(start, end - _LONGEST_LEAD)
    found = tagged(view, start, end)
    stop = len(found)
    changed = compared = False
    while stop:
        word = found[stop - 1]
        if not _is_predicate(found, stop - 1):
            cut = _comparison(view, found, stop) if changed else None
            if cut is None:
                break
            compared = True
            stop = cut
            continue
        changed = changed or _has_change(word.text)
        stop -= 1
    predicate = tuple(word.text for word in found[stop:])
    return Lead(_name(found[:stop], view), predicate, compared)


def _is_predicate(found: list[Word], index: int) -> bool:
    word = found[index]
    if word.text == HIDDEN or not word.text.strip(' "“”+-=:~≈><≥≤*#,'):
        return True
    if word.text == "比":
        return index == 0 or found[index - 1].text not in ("占", "对")
    if word.text == "成" and index and word.tag == "n":
        return False
    return word.text in words.TRAIL or (2 <= len(word.text) <= 5 and _composed(word.text))


def _composed(text: str) -> bool:
    """降至, 约占, 增长到: a word made of closed-class words."""
    for cut in range(1, len(text)):
        head, tail = text[:cut], text[cut:]
        if head in words.TRAIL and (tail in words.TRAIL or (len(tail) > 1 and _composed(tail))):
            return True
    return False


def _has_change(text: str) -> bool:
    return text in words.CHANGES or text[:2] in words.CHANGES or text[:1] in words.CHANGES


def _comparison(view: str, found: list[Word], stop: int) -> int | None:
    """Index of the word that opens 较上榨季, 比二线城市 before a change."""
    match = _COMPARED.search(
        view, max(found[0].start, found[stop - 1].end - 22), found[stop - 1].end
    )
    if not match:
        return None
    for index in range(stop - 1, -1, -1):
        if found[index].start <= match.start():
            return index if found[index].start == match.start() else None
    return None


def _name(found: list[Word], view: str) -> tuple[int, int] | None:
    first = 0
    while first < len(found) and _is_opening(found, first):
        first += 1
    if first == len(found):
        return None
    start, end = found[first].start, found[-1].end
    text = view[start:end].replace(HIDDEN, "")
    if words.PRONOUN.match(text) or not any(_names(word) for word in found[first:]):
        return None
    return start, end


def _is_opening(found: list[Word], index: int) -> bool:
    word = found[index]
    if word.text == HIDDEN or word.tag in ("x", "w") and not word.text.isalnum():
        return word.text not in '《“"(（'
    if word.text in words.LEAD:
        return True
    return (
        word.tag in ("c", "d", "u", "y", "p")
        and len(word.text) <= 2
        and word.text not in "不非总高低全最"
    )


def _names(word: Word) -> bool:
    if word.text == HIDDEN or word.text in words.LEAD or word.text in words.TRAIL:
        return False
    if word.tag == "eng" or word.text.isascii():
        return any(character.isalpha() for character in word.text)
    return not word.tag.startswith(_NOT_NAMES) or len(word.text) > 2


def following_name(view: str, start: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase right after a value: 30个城市…, 67%的中国企业…; None where none follows."""
    stop = _clause_end(view, start, min(limit, start + 60))
    found = tagged(view, start, stop)
    first = 0
    while first < len(found) and found[first].text in (
        "的",
        "以上",
        "左右",
        "多",
        "余",
        " ",
        "*",
        "**",
    ):
        first += 1
    last = first
    while last < len(found) and _continues(found, first, last):
        last += 1
    while last > first and found[last - 1].text in ("的", "和", "与", "及", "、", "或"):
        last -= 1
    if last == first or not any(_noun(word) for word in found[first:last]):
        return None
    return found[first].start, found[last - 1].end


_NOT_INSIDE = frozenset(
    "占 在 是 为 有 已 已经 将 达 可 以 用 来自 位于 超过 表示 认为 计划 均 都 仍".split()
)


def _continues(found: list[Word], first: int, index: int) -> bool:
    word = found[index]
    if word.text == HIDDEN or word.text in _NOT_INSIDE:
        return False
    if word.text in ("的", "和", "与", "及", "、", "级"):
        return index > first
    if word.tag.startswith(("n", "eng", "j", "l", "b", "a", "s", "z", "i", "h", "k", "f", "vn")):
        return True
    return index == first and word.tag.startswith("v") and word.text not in words.TRAIL


def _noun(word: Word) -> bool:
    return word.tag.startswith(("n", "eng", "j", "l", "vn", "i")) and word.text not in words.TRAIL


def _clause_end(view: str, start: int, limit: int) -> int:
    for index in range(start, limit):
        if view[index] in ",，。;；:：!?！？()（）\n":
            return index
    return limit


def clause_end(view: str, start: int, limit: int) -> int:
    """Where the clause that holds ``start`` ends, at most ``limit``."""
    return _clause_end(view, start, limit)


def factor_reference(view: str, start: int, end: int) -> int | None:
    """Where 为硅基方案的 before 2倍 begins: what the value is measured against, no name."""
    match = _NAME_WITH_FACTOR.search(view, max(start, end - 30), end)
    return match.start() if match else None
