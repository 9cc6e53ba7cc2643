"""A question that leaves something out, read with the one before it: 27年呢, what about the US.

What a follow-up names takes the place of its like in the question before; what it asks for anew is
asked of what that question was about. One that is complete in itself has no other reading.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.understanding.context import ASKS, BACK, Context
from kb.answering.understanding.english_context import EnglishContext
from kb.answering.understanding.focus import focus
from kb.answering.understanding.question import parts, understand
from kb.answering.understanding.slots import Slot, slots
from kb.answering.understanding.spoken import spoken
from kb.regex import regex
from kb.text import fold, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import Answer, Language

MOST = 3
"""Readings that are tried of one follow-up."""
_LEAD = regex(
    r"^\W*(?:那么?(?!一?[些个年时])|换成|换做|换到|如果是|要是|至于|同样|(?:(?:and|but|so|then|ok|okay)[ ,]+)*(?:what|how) (?:about|of)\b|(?:and|but|so|well|okay?)\b|(?:the )?same for\b)[\s,，]*"
)
_TAIL = regex(r"(?:(?:的|的话|情况)*(?:又)?呢|\b(?:then|as well|too|instead))[\s?？。.!！]*$")
_END = regex(r"[\s?？。.!！]*$")
_NOTHING_NEW = regex(
    r"又?是?(?:多少|多大|怎么?样|如何)|[的是在又]|的话|情况|年份?"
    r"|\b(?:what|how|much|many|big|large|is|was|were|are|will|would|be|it|that|the|figures?|numbers?|values?|in|for|by|of|at|on|during|as|to|ones?|there)\b|['’]s\b|\W"
)
"""What a follow-up may hold besides what it names, without asking for anything anew."""
_SUPERLATIVE = regex(r"最\w|most")


def readings(text: str, before: str, vocabulary: Vocabulary) -> list[str]:
    """What ``text`` may ask after ``before``, in full, the likeliest first.

    Empty where ``text`` is complete in itself. It stands last where it may be meant as it is.
    """
    said = focus(text)
    whole = _whole(before, vocabulary)
    context = (EnglishContext if language(whole) == "en" else Context)(whole, vocabulary)
    if not context.is_about_something or len(parts(said)) > 1:
        return []
    core, marked = _core(said)
    core = context.dated(core)
    named = context.meant(core, slots(core, vocabulary))
    sorts = {slot.sort for slot in named}
    if named and not _asks_anew(core, named) and "measure" not in sorts:
        plain = sorts <= {"place", "period", "rank"}
        found = context.replaced(core, named) if marked or plain else []
        return found[:MOST]
    added = marked and _names_more(core, named, vocabulary)
    if not added and not _leaves_out(core, named, marked, vocabulary):
        return []
    found = context.asked(core, named)[:MOST]
    unlisted = added and not any(slot.category for slot in named)
    alone = unlisted or sorts & {"thing", "name"} or ("place" in sorts and not marked)
    return [*found, text] if found and alone else found


def told_in(text: str, before: str) -> Language:
    """The language of the answer: that of ``text``, of ``before`` where it has no letters."""
    return spoken(text if any(map(str.isalpha, text)) else before)


def noted(answer: Answer, question: str) -> Answer:
    """``answer``, which says that it is one to ``question``, and how that was read."""
    said = "按上文理解为：" if answer.language == "zh" else "Read as: "
    text = f"{said}{answer.question}\n{answer.text}"
    return replace(answer, question=question, text=text, read_as=answer.question)


def _whole(before: str, vocabulary: Vocabulary) -> str:
    """Of several questions the last that names what it is about, which the later ones leave out."""
    asked = parts(focus(before))
    about = [one for one in asked if {"thing", "name"} & {s.sort for s in slots(one, vocabulary)}]
    return (about or asked)[-1]


def _core(said: str) -> tuple[str, bool]:
    """What is said without the words that hang it on the question before, and whether there are."""
    folded = fold(said)
    lead, tail = _LEAD.match(folded), _TAIL.search(folded)
    start = lead.end() if lead else 0
    rest = tail or _END.search(folded)
    end = rest.start() if rest else len(said)
    return said[start:end].strip(), bool(lead or tail)


def _asks_anew(core: str, named: Sequence[Slot]) -> bool:
    """Whether ``core`` holds more than what it names."""
    rest = fold(core)
    for slot in reversed(named):
        rest = f"{rest[: slot.start]} {rest[slot.end :]}"
    return bool(_NOTHING_NEW.sub("", rest))


def _names_more(core: str, named: Sequence[Slot], vocabulary: Vocabulary) -> bool:
    """Whether ``core`` is an English noun alone, such as the lifetime, be it in a list or not."""
    folded = fold(core)
    if not core.isascii() or ASKS.search(folded) or BACK.search(folded):
        return False
    figure = understand(core, vocabulary).figure
    measures = all(slot.sort == "measure" for slot in named)
    return measures and bool(named or figure.words or figure.forecast is not None)


def _leaves_out(core: str, named: Sequence[Slot], marked: bool, vocabulary: Vocabulary) -> bool:
    """Whether ``core`` asks for something and does not say of what."""
    question = understand(core, vocabulary)
    if question.exhibit:
        return False
    sorts = {slot.sort for slot in named}
    own = [slot.start for slot in named if slot.sort in ("thing", "name")]
    back = BACK.search(fold(core))
    if back and (not own or back.start() < own[0]):
        # In English a pronoun may stand before its noun: how many times its level was the volume.
        return not own or "measure" not in sorts or not core.isascii()
    if own:
        asks = ASKS.search(fold(core))
        return marked and not asks and not {"thing", "measure", "period"} <= sorts
    if "place" in sorts and not marked and ("rank" in sorts or "rank" in question.figure.kinds):
        return False
    other = [word for word in question.figure.words if not word.names]
    if any(not _SUPERLATIVE.match(word.text) for word in other):
        return False
    return question.intent != "keywords" or bool(question.figure.kinds)
