"""What a question names, and where: periods, places, names, things, measures and ranks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kb.figures.lookup.lookup import parse_question
from kb.figures.quantities.numerals import ORDINALS
from kb.regex import regex
from kb.text import fold, stem

if TYPE_CHECKING:
    from kb.figures.vocabulary.vocabulary import Vocabulary

Sort = Literal["period", "place", "name", "thing", "measure", "rank"]
_SORTS: dict[str, Sort] = {
    "regions": "place",
    "cities": "place",
    "companies": "name",
    "concepts": "thing",
    "industries": "thing",
    "measures": "measure",
}
_RANK = regex(
    r"第(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:名|位|大)?|前(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:名|位|强|大)?|榜首"
    rf"|\btop (?:\d{{1,2}}|[a-z]+)\b|\b(?:{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\b"
)
_YEAR = regex(r"\d{4}年?|\d\d年")
_WORD = regex(r"[a-z]*")
_LATIN = regex(r"[a-z]+")
_NAMES = regex(r"(?: [A-Z][a-z]+)*")
_BETWEEN = regex(r"\s*")
_LIST = regex(r"\s*(?:[、,，/]|和|与|及|跟|到|至|-|and|to|or)\s*")


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that ``text[start:end]`` of a question names."""

    start: int
    end: int
    sort: Sort
    category: str = ""
    """Of the vocabulary; empty for what it does not know."""
    canonical: str = ""
    """The one term that stands there; empty for several, and for what is no term."""
    year: int | None = None
    """The one year that a period is."""


def slots(text: str, vocabulary: Vocabulary) -> list[Slot]:
    """What ``text`` names, in order, none overlapping; a run of one category is one."""
    found = _periods(text, vocabulary)
    for match in _RANK.finditer(fold(text)):
        _add(found, Slot(*match.span(), "rank"))
    for term in vocabulary.terms(text):
        if term.category in _SORTS:
            sort = _SORTS[term.category]
            _add(found, Slot(term.start, term.end, sort, term.category, term.canonical))
    for start, end in _unknown(text, vocabulary):
        _add(found, Slot(start, end, "thing"))
    return _joined(text, sorted(found, key=lambda slot: slot.start))


def pieces(slot: Slot, text: str, vocabulary: Vocabulary) -> list[Slot]:
    """The terms that a run is made of."""
    inner = vocabulary.terms(text[slot.start : slot.end])
    at = slot.start
    return [replace(slot, start=at + t.start, end=at + t.end, canonical=t.canonical) for t in inner]


def _add(found: list[Slot], slot: Slot) -> None:
    if not any(slot.start < other.end and other.start < slot.end for other in found):
        found.append(slot)


def _periods(text: str, vocabulary: Vocabulary) -> list[Slot]:
    """Periods; those of a list or a span are one."""
    found: list[Slot] = []
    position = 0
    for period in parse_question(text, vocabulary).periods:
        start = text.find(period.text, position)
        if start < 0:
            continue
        position = start + len(period.text)
        position += text.startswith("年", position)
        year = period.start_year if _YEAR.fullmatch(period.text) else None
        if found and _LIST.fullmatch(fold(text), found[-1].end, start):
            found[-1] = Slot(found[-1].start, position, "period")
        else:
            found.append(Slot(start, position, "period", year=year))
    return found


def _unknown(text: str, vocabulary: Vocabulary) -> Iterable[tuple[int, int]]:
    """Spans of content words that are no terms, such as a name that no list holds."""
    folded = fold(text)
    terms = vocabulary.terms(text)
    known = {part for term in terms for part in vocabulary.parts(term.canonical)}
    for word in parse_question(text, vocabulary).words:
        if word.names and word.text not in known and word.text not in vocabulary.generic:
            start = _start(folded, word.text)
            tail = _WORD.match(folded, start + len(word.text)) if start >= 0 else None
            if tail and word.text.isascii():
                # Motel One goes on as it began, as far as no term begins.
                rest = _NAMES.match(text, tail.end()) if text[start].isupper() else None
                end = rest.end() if rest else tail.end()
                yield start, end if not any(start < t.start < end for t in terms) else tail.end()
            elif tail:
                yield start, start + len(word.text)


def _start(folded: str, word: str) -> int:
    """Where a content word stands, an English one with its ending: durabl in the durability."""
    whole = (match.start() for match in _LATIN.finditer(folded) if stem(match[0]) == word)
    return next(whole, folded.find(word)) if word.isascii() else folded.find(word)


def _joined(text: str, found: list[Slot]) -> list[Slot]:
    runs: list[Slot] = []
    for slot in found:
        last = runs[-1] if runs else None
        alike = last is not None and (last.sort, last.category) == (slot.sort, slot.category)
        if last and alike and _BETWEEN.fullmatch(text, last.end, slot.start):
            runs[-1] = replace(last, end=slot.end, canonical="")
        else:
            runs.append(slot)
    return runs
