"""The noun phrase that names a measure, and the predicate between it and the value (Chinese).

Both are found by words, not characters: the lead (the clause up to the value) is cut into words,
and words of the closed classes are taken off its ends until a noun phrase remains.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.figures.chinese import words
from kb.figures.quantities import units
from kb.figures.vocabulary.segmentation import is_guessed_name
from kb.regex import regex

HIDDEN = "\x00"
"""Stands in a view for each character that is no part of any name: periods, marks, links."""

_RUN = regex(r"[^\x00]+|\x00+")
_NOT_NAMES = ("c", "d", "u", "y", "e", "o", "p", "r", "x", "m", "q", "t", "f", "w")
_LONGEST_LEAD = 90
_COMPARED = regex(r"(?:较|(?<![占同环对等])比(?![重例率值])|相比|相较于?|对比|与)[^,。;:，]{0,16}$")
_LINKING = words.word_set("包括 包含 为 是 对应")
_WHOLE_WORDS = words.word_set(
    "行为 作为 人为 华为 认为 成为 称为 视为 到达 抵达 雷达 发达 表达 传达 马达 合约 条约 节约 签约 大约 制约 违约 履约 集约"
)
_EXCEEDS = words.word_set("高于 低于 快于 慢于 领先 领先于 落后 落后于")
_AFTER_CHANGE = "了过到至为成"
_NAME_WITH_FACTOR = regex(r"(?:是|为|达|相当于|恢复[到至])[^,]{0,24}的$")


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
    verbal: bool = False
    """The name ends with a verb: 累计发布 before 两百个大模型."""
    inner: bool = False
    """The change stands before the name: 节约电费 before 2000万元."""

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
            tag = "nz" if is_guessed_name(text, tag) else tag
            found.append(Word(position, position + len(text), text, tag))
            position += len(text)
    return found


def read_lead(view: str, start: int, end: int) -> Lead:
    """Split ``view[start:end]`` into the name of a measure and the predicate after it."""
    start = max(start, end - _LONGEST_LEAD)
    found = tagged(view, start, end)
    stop = len(found)
    changed = False
    while stop:
        word = found[stop - 1]
        if _per_unit(found, stop):
            stop -= 2
            continue
        if not _is_predicate(found, stop - 1, changed):
            cut = _comparison(view, found, stop) if changed else None
            if cut is None:
                break
            stop = cut
            continue
        changed = changed or has_change(word.text) or _more_done(word.text)
        stop -= 1
    predicate = tuple(word.text for word in found[stop:])
    if stop and (tail := _changing_end(found[stop - 1].text)):
        last = found[stop - 1]
        predicate = (tail, *predicate)
        found[stop - 1] = Word(last.start, last.end - len(tail), last.text[: -len(tail)], "n")
    kept = found[:stop]
    if (over := _exceeding(kept)) is not None:
        return Lead(_name(kept[:over], view), (kept[over].text, *predicate))
    cut = _inner(kept)
    inner = bool(cut) and has_change(kept[cut - 1].text)
    if inner:
        predicate = (kept[cut - 1].text, *predicate)
    name = _name(kept[cut:], view)
    verbal = bool(kept) and kept[-1].tag == "v" and not words.MEASURE.search(kept[-1].text)
    return Lead(name, predicate, verbal, inner)


def _per_unit(found: list[Word], stop: int) -> bool:
    """每千瓦时, 每平方米 right before a price."""
    return stop > 2 and found[stop - 2].text == "每" and found[stop - 1].text in units.table()


def _exceeding(found: list[Word]) -> int | None:
    """Index of 高于 in 高于全国, which is followed by what the value is compared with."""
    for index in range(len(found) - 1, max(-1, len(found) - 7), -1):
        if found[index].text in _EXCEEDS:
            return index
    return None


def _changing_end(text: str) -> str:
    """上涨 in 价格上涨, 跌 in 沪指跌, 由 in 新药由, where the cutter made one word of it."""
    import rjieba

    for size in (3, 2):
        if len(text) > size and text[-size:] in words.CHANGES:
            return text[-size:]
    if len(text) < 2:
        return ""
    guessed = text[-1] in "由从" and not rjieba.has_word(text)
    return text[-1] if guessed or text[-1] in "涨跌" else ""


def _inner(found: list[Word]) -> int:
    """Where the name begins after an inner verb: 宣布下调|存款准备金率, 管线包括|新药."""
    for index in range(len(found) - 2, -1, -1):
        word = found[index]
        if word.text in _LINKING or (len(word.text) > 1 and word.text in words.CHANGES):
            rest = found[index + 1 :]
            if rest[0].text not in ("的", "率", "量", "值", "额") and any(
                _names(other) for other in rest
            ):
                return index + 1
    return 0


def _is_predicate(found: list[Word], index: int, changed: bool) -> bool:
    word = found[index]
    if word.text == HIDDEN or not word.text.strip(' "“”+-=:~≈><≥≤*#,'):
        return True
    if word.text == "比":
        return changed and (index == 0 or found[index - 1].text not in ("占", "对"))
    if word.text[0] == "每" and word.text[1:] in units.table():
        return True
    if word.text in ("周", "月", "季", "日"):
        return index + 1 < len(found) and found[index + 1].text == "环比"
    if _more_done(word.text) and word.text not in words.TRAIL:
        return index > 0 and found[index - 1].text in (HIDDEN, "比", "较")
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


def has_change(text: str) -> bool:
    """Whether a word says that something changed: 增长, 增至, 涨了; not 高达."""
    return text in words.CHANGES or (text[:-1] in words.CHANGES and text[-1:] in _AFTER_CHANGE)


def _more_done(text: str) -> bool:
    """多收, 少产."""
    return len(text) == 2 and text[0] in "多少"


def compared(view: str, start: int, end: int) -> bool:
    """Whether ``view[start:end]`` only says what is compared with: 比开通初期 before 翻番."""
    match = _COMPARED.search(view, max(start, end - 22), end)
    return match is not None and not view[start : match.start()].strip(HIDDEN + " ,，")


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
    while first < len(found) and is_opening(found, first):
        first += 1
    if first and found[first - 1].text in ("所", "其所") and _is_of(found, first + 1):
        first += 2  # 其所使用的模型
    if first >= len(found):
        return None
    start, end = found[first].start, found[-1].end
    if end - start > 2 and (
        (view[end - 1] == "为" and view[end - 2 : end] not in _WHOLE_WORDS)
        or (view[end - 1] in "至于" and view[end - 2] in "率额量值数比度价")
    ):
        end -= 1
    while (
        end - start > 2
        and view[end - 1] in "达约逾超拟"
        and view[end - 2 : end] not in _WHOLE_WORDS
    ):
        end -= 1
    if view[end - 1 : end + 1] == "高达" and end - start > 2:
        end -= 1
    if view[end - 1 : end + 1] == "比" + HIDDEN and end - start > 3:  # 价格比上年
        end -= 1
    text = view[start:end].replace(HIDDEN, "")
    if words.PRONOUN.match(text) or not any(_names(word) for word in found[first:]):
        return None
    return start, end


def _is_of(found: list[Word], index: int) -> bool:
    return index + 1 < len(found) and found[index].text == "的"


def is_opening(found: list[Word], index: int) -> bool:
    """Whether a word at the start of a clause is no part of a name: 其中, 截至, 实现."""
    word = found[index]
    if word.text == HIDDEN or (word.tag in ("x", "w") and not word.text.isalnum()):
        return word.text not in '《“"(（'
    if word.text in ("上", "中", "内", "后", "时", "间"):
        return index > 0 and found[index - 1].text == HIDDEN
    if word.text == "每" and found[index + 1 : index + 2] and found[index + 1].tag in ("m", "q"):
        return False  # 每亿元产值能耗
    after = found[index + 1].text[:1] if index + 1 < len(found) else ""
    if word.text == "跟" and after in ("团", "投"):
        return False  # 跟团游占比
    if word.text in words.LEAD:
        return not (
            word.text == "在"
            and found[index + 1 : index + 2]
            and found[index + 1].text[:1] in "研建校册线岗"
        )
    return (
        word.tag in ("c", "d", "u", "y", "p")
        and len(word.text) <= 2
        and word.text[0] not in "不非总高低全最单各"
    )


def _names(word: Word) -> bool:
    if word.text == HIDDEN or word.text in words.LEAD or word.text in words.TRAIL:
        return False
    if word.tag == "eng" or word.text.isascii():
        return any(character.isalpha() for character in word.text)
    return not word.tag.startswith(_NOT_NAMES) or len(word.text) > 2


def factor_reference(view: str, start: int, end: int) -> int | None:
    """Where 为硅基方案的 before 2倍 begins: what the value is measured against, no name."""
    match = _NAME_WITH_FACTOR.search(view, max(start, end - 30), end)
    return match.start() if match else None
