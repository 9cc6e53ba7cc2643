"""The names that a text holds: places and industries, Latin-script names, what stands in quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.answering.verifying.numbers import latin_tokens, plain
from kb.figures.periods.period_readers import PART_NUMBERS
from kb.figures.quantities import units
from kb.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection

    from kb.figures.vocabulary.vocabulary import Vocabulary

NAMED = ("cities", "regions", "industries")
"""Categories of the vocabulary whose terms are names."""

# What answers are framed with. Words of the language, not of any report.
_FRAME_WORDS = """
actual answer according annual asked based before after both but by calculated cagr chapter
chart charts compared computed counted counting difference document documents each equals
estimate estimates estimated exhibit exhibits fig figure figures first for forecast forecasts
formula from given growth higher however implied in input inputs it its list listed lower
matches max min missing more most no none not note number of on only or other others overall
page part passage per percent place question quote ranking rankings rank ranks ratio read report
reports result results second section sections see share since source sources sum table
tables text than that the their there these they this those times together top total under
unit units value values what when where which while with year years yes yoy qoq vs approx
i ii iii iv ok id pp am pm ad bc ppt i.e e.g etc
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday
saturday sunday
"""
_FRAME = frozenset(_FRAME_WORDS.split())
_PART = regex(
    r"(?P<half>([上下])半年|\b(?i:(first|second)) half\b|(?<![A-Za-z])H([12])(?!\d))"
    r"|(?P<quarter>第?([一二三四1-4])季度?|\b(?i:(first|second|third|fourth)) quarter\b"
    r"|(?<![A-Za-z])Q([1-4])(?!\d)|(?<!\d)([1-4])Q(?=\d\d))"
)
_PLACES = PART_NUMBERS | {"上": 1, "下": 2}
QUOTED = regex(r"《(?=[^《》\n]*\w)([^《》\n]{1,400})》|“([^“”\n]{1,4000})”")
_TITLE_CASE = regex(r"[A-Z][a-z]+")
_OPENS = regex(r"(?:^|[.!?;:。！？；：（(“\"*•|›>\-]\s*)\s*$")
_PARTS = regex(r"[A-Za-z0-9]+")
_JOINERS = regex(r"[-.&'’+/]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a text, and the key under which it is compared."""

    start: int
    end: int
    key: str


def find_parts(folded: str) -> list[Name]:
    """Halves and quarters of a year, in any form: ``h1``, ``q3``."""
    found = []
    for match in _PART.finditer(folded):
        word = next(g for g in match.groups()[1:] if g and len(g) < len(match.group()))
        letter = "h" if match["half"] else "q"
        found.append(Name(*match.span(), f"{letter}{_PLACES[word.lower()]}"))
    return found


def find_terms(text: str, vocabulary: Vocabulary) -> list[Name]:
    """Places and industries under their canonical names; ``US`` of ``US$`` is a currency."""
    return [
        Name(term.start, term.end, term.canonical)
        for term in vocabulary.terms(text)
        if term.category in NAMED and text[term.end : term.end + 1] != "$"
    ]


def find_latin(text: str, vocabulary: Vocabulary, known: Collection[str] = ()) -> list[Name]:
    """Latin-script names: words with a capital or a digit that are no words of the language.

    ``known`` are keys that need not be names, such as words that stand elsewhere in lower case.
    """
    folded = plain(text)
    covered = bytearray(len(folded) + 1)
    for term in vocabulary.terms(folded):
        covered[term.start : term.end] = b"\x01" * (term.end - term.start)
    for part in find_parts(folded):
        covered[part.start : part.end] = b"\x01" * (part.end - part.start)
    return [
        Name(start, end, key(folded[start:end]))
        for whole_start, whole_end in latin_tokens(folded)
        for start, end in _parts(folded, whole_start, whole_end)
        if not all(covered[start:end])
        and is_name(folded[start:end])
        and folded[end : end + 1] != "$"
        and not (
            _OPENS.search(folded[max(0, start - 6) : start])
            and _ordinary(folded[start:end], vocabulary, known)
        )
    ]


def _parts(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """``Coca-Cola`` as two words, ``GPT-3`` as one; no possessive."""
    if folded.endswith(("'s", "’s"), start, end):
        end -= 2
    parts = list(_PARTS.finditer(folded, start, end))
    if all(len(part.group()) > 1 and part.group().isalpha() for part in parts):
        return [part.span() for part in parts]
    return [(start, end)]


def is_name(word: str) -> bool:
    """Whether a Latin word has the shape of a name and is no word of the answer's frame."""
    if len(word) < 2 or (word == word.lower() and not any(c.isdigit() for c in word)):
        return False
    return word.lower() not in _FRAME and key(word) not in _FRAME and word not in units.table()


def key(word: str) -> str:
    """``GPT-3`` and ``GPT 3`` under one name."""
    return _JOINERS.sub("", word).lower()


def keys(word: str) -> set[str]:
    """The keys under which a source's word is found: whole, singular, and its spelled-out parts."""
    parts = {part.lower() for part in _JOINERS.split(word) if len(part) > 1 and part.isalpha()}
    whole = key(word.removesuffix("'s").removesuffix("’s"))
    return {whole, whole.removesuffix("s"), *parts}


def _ordinary(word: str, vocabulary: Vocabulary, known: Collection[str]) -> bool:
    """A capital that only opens a sentence: an adverb, a participle, a word known without it."""
    if not _TITLE_CASE.fullmatch(word):
        return False
    lower = word.lower()
    return vocabulary.is_stop(lower) or lower.endswith(("ly", "ing", "ed")) or lower in known
