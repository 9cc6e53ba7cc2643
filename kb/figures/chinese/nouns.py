"""Noun phrases after a value, and those that open a clause (Chinese)."""

from __future__ import annotations

import re

from kb.figures.chinese import words
from kb.figures.chinese.phrases import HIDDEN, Word, is_opening, tagged
from kb.regex import regex

_HAS_SHARE = regex(
    r"(?:及?以[上下])?(?:的|人群|群体|者|用户|消费者|受访者|老年?人|居民|客群|段)*占(?:了|到|比)?[为达约]?(?=\d)"
)
_AGE_GROUP = regex(
    r"(?P<name>(?:\d{1,2}岁?[至到~～—–-])?\d{1,2}岁(?:及?以[上下])?)(?:的|人群|群体|者|用户|消费者|受访者|老年?人|居民|客群|段)*占(?:了|到|比)?[为达约]?$"
)

_SIZE = regex(r"[十百千]?[万亿]级(?!别)的?")
"""亿级 in 10家亿级企业."""
_NOT_INSIDE = words.word_set(
    "中 里 内 第 占 在 是 为 有 已 已经 将 达 可 以 用 来自 位于 超过 表示 认为 计划 均 都 仍"
)


_MAKES_NOUN = "区站厂所院馆园地点网机器者员商港室店线"


def following_name(view: str, start: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase right after a value: 30个城市…, 67%的中国企业…; None where none follows."""
    stop = clause_end(view, start, min(limit, start + 60))
    if size := _SIZE.match(view, start, stop):
        start = size.end()
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
    if found[first : first + 1] and found[first].text[0].isdigit():
        return None
    while last > first and found[last - 1].text in ("的", "和", "与", "及", "、", "或"):
        last -= 1
    if last == first or not any(_noun(word) for word in found[first:last]):
        return None
    return found[first].start, found[last - 1].end


def _continues(found: list[Word], first: int, index: int) -> bool:
    word = found[index]
    if word.text == HIDDEN or word.text in _NOT_INSIDE:
        return False
    if word.text in ("的", "和", "与", "及", "、", "级"):
        return index > first
    if word.tag.startswith(("n", "eng", "j", "l", "b", "a", "s", "z", "i", "h", "k", "f", "vn")):
        return True
    if not word.tag.startswith("v") or word.text in words.TRAIL:
        return False
    return index == first or _is_place(found, index + 1)


def _is_place(found: list[Word], index: int) -> bool:
    """区 in 产业集聚区, 站 in 公共充电站: what makes a noun of the verb before it."""
    return index < len(found) and len(found[index].text) == 1 and found[index].text in _MAKES_NOUN


def _noun(word: Word) -> bool:
    return word.tag.startswith(("n", "eng", "j", "l", "vn", "i")) and word.text not in words.TRAIL


def clause_end(view: str, start: int, limit: int) -> int:
    """Where the clause that holds ``start`` ends, at most ``limit``."""
    for index in range(start, limit):
        if view[index] in ",，。;；:：!?！？()（）\n":
            return index
    return limit


def clause_subject(view: str, start: int, end: int) -> tuple[int, int] | None:
    """The measure that opens a clause without a value: 产值 in 产值连年跨上新台阶."""
    found = tagged(view, start, min(end, start + 40))
    first = 0
    while first < len(found) and is_opening(found, first):
        first += 1
    last = first
    while last < len(found) and _continues(found, first, last):
        last += 1
    for stop in range(last, first, -1):
        if words.MEASURE.search(found[stop - 1].text):
            return found[first].start, found[stop - 1].end
    return None


def age_group(text: str) -> str:
    """55至64岁 of a ``text`` that ends with 55至64岁占: whose share it is; empty for another."""
    match = _AGE_GROUP.search(text)
    return match["name"] if match else ""


def names_age_group(view: str, start: int, end: int) -> bool:
    """Whether an age at ``view[start:end]`` says whose share follows, and is no figure itself."""
    return view[start:end].endswith("岁") and bool(_HAS_SHARE.match(view, end))


def joined(noun: str, rest: str) -> str:
    """A noun with what is said of it: 签了协议的车企 of 12家车企签了协议."""
    if rest.startswith("了") and len(noun) > len("车企"):
        noun, rest = noun[:-1], noun[-1] + rest  # the verb was taken for its last character
    rest = re.sub(r"^(?:已经|均|都|将|会|就|仍|则|表示|在)+", "", rest)
    if (
        not rest
        or len(rest) > 30
        or re.match(r"[,，。;；()（）和与及、或中里内]|.*\d+[家个]", rest)
    ):
        return noun
    return f"{rest}的{noun}"
