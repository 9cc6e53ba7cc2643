"""Latin words typed with a slip: Pheonix for Phoenix, accomodation for accommodation.

Put right only towards what the documents write, and only where neither they nor the dictionary know
what was typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from kb.regex import regex
from kb.text import fold, stem

SHORTEST, LONG = 5, 7
"""Letters of a word that is put right, and of one in which any single letter may be another; in others a vowel."""
_WORD = regex(rf"(?<![A-Za-z\d.-])[A-Za-z]{{{SHORTEST},}}(?![A-Za-z\d]|[.-][A-Za-z\d])")
_MADE = regex(r"(?P<first>[a-z]{2,})(?:est|er|ly|able|ish|less|ness)$")
_VOWELS = frozenset("aeiouy")


class Misspelt:
    """Puts questions right towards the words of some texts, which are read when a question first needs them."""

    def __init__(self, texts: Iterable[str], is_word: Callable[[str], bool]) -> None:
        """Take the ``texts`` of the documents; ``is_word`` says whether a folded word is an English one."""
        self._given = texts
        self._is_word = is_word

    def warm_up(self) -> None:
        """Read the texts now."""
        self._stems  # noqa: B018

    def corrected(self, question: str) -> str:
        """``question`` with words that nobody knows as the documents write what they are one slip from."""
        return _WORD.sub(lambda match: self._word(match.group()), question)

    def _word(self, typed: str) -> str:
        folded = fold(typed)
        if stem(folded) in self._stems:
            return typed
        alike = [word for word in self._written if _is_slip(folded, fold(word))]
        if not alike or any(map(self._is_word, _without_ending(folded))):
            return typed
        return min(alike, key=lambda word: (-self._written[word], word))

    @cached_property
    def _written(self) -> Counter[str]:
        """How often each word is written so."""
        found: Counter[str] = Counter()
        for text in self._given:
            found.update(_WORD.findall(text))
        return found

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem(fold(word)) for word in self._written)


def _without_ending(word: str) -> list[str]:
    """A folded word, and what it may be made of: fat of fattest, happy of happiest, wide of wider."""
    found = _MADE.match(word)
    if found is None:
        return [word]
    first = found["first"]
    doubled = [first[:-1]] if first[-1] == first[-2] else []
    return [word, first, f"{first}e", *doubled, *([f"{first[:-1]}y"] if first[-1] == "i" else [])]


def _is_slip(typed: str, meant: str) -> bool:
    """Whether one slip makes ``typed`` of ``meant``: two letters exchanged, one left out, doubled or another."""
    if typed[0] != meant[0] or abs(len(typed) - len(meant)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), -1)
    if at < 0:
        return len(typed) != len(meant)
    if len(typed) != len(meant):
        longer, shorter = sorted((typed, meant), key=len, reverse=True)
        return longer[at + 1 :] == shorter[at:]
    if typed[at + 2 :] == meant[at + 2 :] and typed[at : at + 2] == meant[at : at + 2][::-1]:
        return True
    another = len(meant) >= LONG or {typed[at], meant[at]} <= _VOWELS
    return another and typed[at + 1 :] == meant[at + 1 :]
