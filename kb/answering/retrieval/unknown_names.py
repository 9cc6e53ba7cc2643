"""Names in a question that none of the passages found for it holds: nothing there can be about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.text import fold, whole_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.understanding.question import Question
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import Passage

_NAME = regex(
    r"(?<![A-Za-z0-9])(?:[A-Za-z]+[-.]?\d[A-Za-z0-9.-]*|[A-Z]{2,}(?![A-Za-z0-9])|(?![A-Z][a-z]+FLOP)[A-Z][a-z]{3,}[A-Z]\w*)"
)
_ASKED = regex(r"多少|几(?=\s?[A-Za-z])")
_JOINER = regex(r"(?<=[a-z0-9])[-.](?=[a-z0-9])")
_LATIN_NAME = regex(r"(?<![a-z0-9])[a-z][a-z0-9]+(?:[-.]?[a-z0-9]+)*")


def unknown_names(
    question: Question, passages: Sequence[Passage], vocabulary: Vocabulary
) -> list[str]:
    """Names in the question that none of the passages holds: places, and words like GPT-4."""
    held = vocabulary.normalise("\n".join("\n".join((*p.heading_path, p.quote)) for p in passages))
    places = [
        term.canonical
        for term in vocabulary.terms(question.text)
        if term.category in ("regions", "cities")
    ]
    normal = vocabulary.normalise(question.text)
    # Neither a unit is a name nor a part of a time: PF-days, 23年H1.
    times = "\n".join(fold(period.text) for period in question.figure.periods)
    if question.language == "en":
        products = [fold(name) for name in _NAME.findall(question.text)]
    else:
        units = {fold(q.unit) for q in find_quantities(_ASKED.sub("1", question.text))}
        products = [name for name in _LATIN_NAME.findall(normal) if name not in units]
        if question.untranslated:  # what a translation wrote is no name
            put = vocabulary.normalise(question.untranslated)
            products = [name for name in products if _holds_name(name, put)]
    # An upper-case word that the vocabulary knows stands in ``normal`` by its canonical term.
    products = [
        name for name in products if _holds_name(name, normal) and not _holds_name(name, times)
    ]
    joined = _JOINER.sub("", held)
    missing = [name for name in places if name not in held]
    return missing + [
        one
        for one in products
        if not (
            _holds_name(_JOINER.sub("", one), joined)
            or _holds_name(one, held)
            or _counts_in(one, held)
        )
    ]


def _counts_in(name: str, text: str) -> bool:
    """Whether ``text`` has the Latin name right behind a number, as a unit: 3640PF-days."""
    return re.search(rf"(?<=\d){re.escape(name)}(?![a-z\d])", text) is not None


def _holds_name(name: str, text: str) -> bool:
    """Whether ``text`` holds the Latin name as a word of its own."""
    return re.search(whole_word(name), text) is not None
