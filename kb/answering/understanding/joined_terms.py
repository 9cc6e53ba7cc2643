"""Terms that English joins before one noun, each written out: solar and wind power is solar power and wind power."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.regex import regex

if TYPE_CHECKING:
    from kb.figures.vocabulary.vocabulary import Vocabulary

_JOINED = regex(r"(?<![A-Za-z-])(?P<one>[A-Za-z-]+) (?:and|or|vs\.?|versus) (?=[A-Za-z])")


def written_out(text: str, vocabulary: Vocabulary) -> str:
    """``text`` with the noun of a term also behind the word joined to it, where that makes another term."""
    nouns = {
        term.start: text[term.start : term.end].partition(" ")[2]
        for term in vocabulary.terms(text)
        if text[term.start : term.end].isascii()
    }
    for match in reversed(list(_JOINED.finditer(text))):
        one, noun = match["one"], nouns.get(match.end())
        whole = f"{one} {noun}"
        terms = vocabulary.terms(whole) if noun and not vocabulary.terms(one) else []
        if any(term.end - term.start == len(whole) for term in terms):
            text = f"{text[: match.end('one')]} {noun}{text[match.end('one') :]}"
    return text
