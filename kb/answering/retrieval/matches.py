"""Where the words of a query stand in a text, its synonyms and translations included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.text import fold, whole_word, words

if TYPE_CHECKING:
    from kb.figures.vocabulary.vocabulary import Vocabulary


def matches(query: str, text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Spans of ``text`` that say what ``query`` says, in order, none overlapping.

    A term matches by its canonical form, other words as they stand; stop words and single
    characters do not count, numbers of two digits and more do.
    """
    named = {term.canonical for term in vocabulary.terms(query)}
    spans = [(t.start, t.end) for t in vocabulary.terms(text) if t.canonical in named]
    wanted = sorted(
        {
            word
            for word in words(query)
            if len(word) > 1 and (word.isdecimal() or not vocabulary.is_stop(word))
        }
    )
    if wanted:
        # A run of letters and digits matches only as a whole.
        found = re.finditer("|".join(map(whole_word, wanted)), fold(text))
        spans += [match.span() for match in found]
    return _merged(spans)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
