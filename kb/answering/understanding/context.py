"""What a question gives to the one that follows it: its own words, or what it was about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product
from typing import TYPE_CHECKING

from kb.answering.understanding.question import understand
from kb.answering.understanding.slots import Slot, Sort, pieces, slots
from kb.answering.understanding.years_apart import year_apart
from kb.regex import regex
from kb.text import fold, language

if TYPE_CHECKING:
    from kb.figures.vocabulary.vocabulary import Vocabulary

Edit = tuple[int, int, str]
"""Start and end of what goes, and what comes there."""
MOST = 9
"""Ways to put several things in the place of others that are looked at."""
BACK = regex(
    r"它们?|其(?![他它中余实次])|[该此](?:[市省县区国](?!场)|地区|公司|企业|机构|品牌|行业|市场|产品)"
    r"|\b(?:it(?! true| possible| likely)|they|them|(?P<whose>its|their)|(?<=\w )(?<!after )(?<!before )(?<!like )(?:that|this)$)(?!\w)"
)
"""Points at what the question before was about."""
ASKS = regex(
    r"[几谁哪啥何吗]|多[少大高长快]|什么|怎|有没有|是否|是不是|\b(?:what|who|which|when|where|why|how|is|are|was|were|do|does|did|will)\b"
)
_THAT_ONE: tuple[tuple[str, tuple[Sort, ...]], ...] = (
    ("[该此](?:[市省县区国](?!场)|地区)", ("place",)),
    ("[该此](?:公司|企业|机构|品牌)", ("name", "thing")),
)
"""What such words stand for, where the question names one: a place, a company."""
_BETWEEN = regex(r"的|和|与|及|、|")
_MARK = regex(r"[\s?？。.]*$")
_ONE_YEAR = regex(r"(\d{4})年?")
_FROM = regex(r"(?:从|\b(?:from|between) )$")
_WHO = regex(r"(?:who|which)\b")
_WHAT_IS = regex(r"what (?:is|are|was|were)\b")
WHY = regex(r"(?:why|how come)(?: (?:is|was|are|were) (?:that|this|it|they))?(?: so)?")
_ASKED_FOR = regex(r"[哪几][个些家座种类]?$|\b(?:which|what) $")


class Context:
    """The question before a follow-up."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        """``text``: one question, in full."""
        self._text = text
        self._vocabulary = vocabulary
        self._language = language(text)
        self._slots = slots(text, vocabulary)

    @property
    def is_about_something(self) -> bool:
        """Whether it names anything that a follow-up may leave out."""
        return any(slot.sort not in ("period", "rank") for slot in self._slots)

    def meant(self, core: str, named: Sequence[Slot]) -> list[Slot]:
        """``named``, each of the sort that it has after this question."""
        del core
        return list(named)

    def dated(self, core: str) -> str:
        """``core`` with the year that it means by the year before, where this one names a year."""
        years = [slot.year for slot in self._slots if slot.sort == "period"]
        if len(years) != 1 or years[0] is None:
            return core
        told = year_apart(core, years[0])
        if told is None:
            return core
        start, end, year = told
        mark = "年" if language(core[start:end]) == "zh" else ""
        return f"{core[:start]}{year}{mark}{core[end:]}"

    def replaced(self, core: str, named: Sequence[Slot]) -> list[str]:
        """The question with what ``core`` names in the place of its like, the likeliest first."""
        sorts = {slot.sort for slot in named}
        own = {slot.sort for slot in self._slots}
        if "rank" in sorts - own:
            return []
        if "rank" in own and sorts <= {"place", "name"} and not sorts & own:
            return self._ranked(core, named)
        found = []
        for edits in islice(product(*(self._edits(slot, core) for slot in named)), MOST):
            text = self._text
            for start, end, new in sorted(edits, reverse=True):
                text = text[:start] + new + text[end:]
            text = _MARK.sub("？" if self._language == "zh" else "?", text, count=1)
            found.append(f"{text[:1].upper()}{text[1:]}")
        return list(dict.fromkeys(found))

    def _ranked(self, core: str, named: Sequence[Slot]) -> list[str]:
        """After who is first, a name asks for its own place."""
        where = f"{core}排第几" if language(core) == "zh" else f"where does {core} rank"
        return self.asked(where, [*named, *(slot for slot in self._slots if slot.sort == "rank")])

    def asked(self, core: str, named: Sequence[Slot]) -> list[str]:
        """What ``core`` asks, of what the question was about: its measure first, where one fits."""
        own = {slot.sort for slot in named} - {"measure"}
        whole = self._pointed_at(core)
        if whole == core and BACK.search(fold(core)):
            own -= {"thing", "name"}
        asked_for = self._asked_for
        kept = [slot for slot in self._slots if slot.sort not in own and slot not in asked_for]
        kept = kept if whole == core else []
        bare = self._bare(kept)
        undated = [slot for slot in kept if slot.sort != "period"]
        measured = any(slot.sort == "measure" for slot in named)
        of_amount = measured and "level" in understand(core, self._vocabulary).figure.kinds
        size = any("规模" in slot.canonical for slot in named)
        tried = [self._noun(kept) if size else bare] if of_amount else [kept, bare, undated]
        if _WHO.match(fold(core)) or any(m.sort == "measure" and not m.category for m in named):
            tried = [self._noun(kept), kept]
        topics = [self._topic(one) for one in tried]
        found = [_joined(whole, topic) for topic in topics if topic or whole != core]
        return list(dict.fromkeys(found))

    def _bare(self, kept: Sequence[Slot]) -> list[Slot]:
        """``kept``, less what was asked of the thing."""
        return [slot for slot in kept if slot.sort != "measure"]

    def _noun(self, kept: Sequence[Slot]) -> list[Slot]:
        """The thing itself of ``kept``, as it is called."""
        return self._bare(kept)

    def _pointed_at(self, core: str) -> str:
        """``core`` with the place or company of the question where it says 该省 or 该公司."""
        for pattern, sorts in _THAT_ONE:
            meant = next((slot for slot in self._slots if slot.sort in sorts), None)
            if meant and (pointing := regex(pattern).search(core)):
                said = self._text[meant.start : meant.end]
                return core[: pointing.start()] + said + core[pointing.end() :]
        return core

    @property
    def _asked_for(self) -> list[Slot]:
        """What the question asks for, 城市 in 哪个城市, and is not about."""
        text = fold(self._text)
        return [slot for slot in self._slots if _ASKED_FOR.search(text, 0, slot.start)]

    def _edits(self, slot: Slot, core: str) -> list[Edit]:
        """Where ``slot`` of ``core`` may stand in the question."""
        new = self._said(slot, core)
        alike = [own for own in self._slots if _fits(slot, own)]
        if not alike:
            return [self._inserted(slot, new)]
        alike.sort(key=lambda own: (own.category != slot.category, own.sort == slot.sort))
        alike = alike if slot.sort == "thing" else alike[:1]
        # 风冷 takes the place of 液冷 in 液冷服务器, before that of the whole.
        text = fold(self._text)
        inner = [
            piece
            for own in alike
            for piece in pieces(own, self._text, self._vocabulary)
            if piece.end < own.end and text[piece.end - 1] == fold(new)[-1]
        ]
        return [(*self._span(one, new), new) for one in (*inner, *alike)]

    def _span(self, slot: Slot, new: str) -> tuple[int, int]:
        """What goes where ``slot`` is replaced: 从2022年到2027年."""
        del new
        more = _FROM.search(fold(self._text), 0, slot.start) if slot.sort == "period" else None
        return (more.start() if more else slot.start), slot.end

    def _said(self, slot: Slot, core: str) -> str:
        """What stands in ``slot``, as the question would say it."""
        if slot.year:
            return f"{slot.year}年"
        text = core[slot.start : slot.end]
        return slot.canonical if slot.canonical and language(text) == "en" else text

    def _inserted(self, slot: Slot, new: str) -> Edit:
        """Where the question names nothing of the sort."""
        later = [own.start for own in self._slots if own.sort != "period"]
        start = 0 if slot.sort == "period" or not later else later[0]
        return start, start, new

    def _topic(self, kept: Sequence[Slot]) -> str:
        """What the question was about, as far as it is ``kept``, in its own words."""
        if not kept:
            return ""
        text, said = self._text, ""
        for slot, after in zip(kept, (*kept[1:], None), strict=True):
            between = text[slot.end : after.start] if after else ""
            joint = between if _BETWEEN.fullmatch(between) else ""
            said += text[slot.start : slot.end] + joint
        return said


def _joined(core: str, topic: str) -> str:
    """``core`` asked of ``topic``."""
    folded = fold(core)
    asks = ASKS.search(folded)
    if language(core) == "zh":
        rest = BACK.sub("", core).lstrip("的 ")
        return f"{topic}{rest}{'' if asks else '是多少'}？"
    several = folded.endswith("s") and not folded.endswith("ss")
    back = BACK.search(folded)
    if WHY.fullmatch(folded):
        core = f"Why is {topic} as it is"
    elif back:
        said = "the" if back["whose"] else topic
        core = f"{core} of {topic}" if back["whose"] else core
        core = core[: back.start()] + said + core[back.end() :]
    elif year := _ONE_YEAR.fullmatch(topic):
        core = f"{core} in {year[1]}"
    else:
        of = not asks or _WHAT_IS.match(folded)
        core = f"{core} {'in' if _WHO.match(folded) else 'of' if of else 'for'} {topic}"
    core = core if asks else f"What {'are' if several else 'is'} {core}"
    return f"{core[:1].upper()}{core[1:]}?"


def _fits(slot: Slot, own: Slot) -> bool:
    """Whether ``slot`` may stand where ``own`` stands; what no list knows may be a name or a thing."""
    if slot.sort == own.sort:
        return True
    names = {"name", "thing"}
    return {slot.sort, own.sort} == names and not (slot.category and own.category)
