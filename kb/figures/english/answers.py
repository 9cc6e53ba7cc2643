"""Shares by what stands around them: of the fleet, 12% was leased; 14% named delays, 9% skilled labor, 8% zoning and 5% the cost of capital."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from kb.figures.english.names import VERB_OF
from kb.figures.english.phrase import ABOUT, NO_SHARES, VERB, clean
from kb.figures.views import Line
from kb.regex import regex
from kb.types import Quantity

_WHAT = (
    r" (?!(?:of|in|on|to|by|for|from|at|with|over|and|as|than|per|or|more|less|each|an? \w+ (?:earlier|later))\b)(?:the |an? )?"
    r"(?P<what>[a-z][^,;:.()\x00\d$€£%]{2,50}?)"
)
_FOLLOWED = regex(rf"{_WHAT}(?:,|,? and|;) (?:{ABOUT} )?")
_LAST = regex(rf"{_WHAT}(?=[,;.]|$)")
_OF = regex(
    rf"[\s\x00*]*Of (?:all |the |these |those |our )*(?P<whole>[^,;:.()$€£%\d]{{3,80}}), (?:{ABOUT} )?"
)
_BECOMES = regex(
    r" (?:is|are|was|were|had|has|have|will be) (?P<done>[^,;:.()$€£%\d]{3,60}?)(?=[,;.:(]|$| in \x00)"
)
_NO_ANSWER = regex(
    r"\b(?:rise|fall|\w+ly|years?|months?|quarters?|respectively)\b",
    re.IGNORECASE,
)
"""Says when or how, and not what a share is of."""


def answers(line: Line, start: int, end: int, items: Sequence[Quantity]) -> dict[int, str]:
    """The names of shares of which two at least stand so, by index, with the verb that those asked said them by."""
    named = _of_a_whole(line, start, end, items)
    for index, match in _told(line, end, items):
        said = [one.group() for one in VERB_OF.finditer(line.view, start, match.start())]
        what = clean(line, match.start("what"), match.end("what"))
        if what:
            own = VERB_OF.match(what) is not None
            named[index] = f"{said[-1]} {what}" if said and not own else what
    return named


def _of_a_whole(line: Line, start: int, end: int, items: Sequence[Quantity]) -> dict[int, str]:
    """Of the capacity in planning, 12% was leased: the name of the first share of a sentence, with its whole."""
    if not items or items[0].dimension != "ratio":
        return {}
    head = _OF.fullmatch(line.view, start, items[0].start)
    whole = clean(line, head.start("whole"), head.end("whole")) if head else ""
    done = _BECOMES.match(line.view, items[0].end, end)
    if not whole or done is None:
        return {}
    return {0: f"{clean(line, done.start('done'), done.end('done'))} share of {whole}".strip()}


def _told(line: Line, end: int, items: Sequence[Quantity]) -> Iterator[tuple[int, re.Match[str]]]:
    for index, (item, following) in enumerate(itertools.pairwise(items)):
        if item.dimension == following.dimension == "ratio":
            told = _FOLLOWED.fullmatch(line.view, item.end, following.start)
            last = _LAST.match(line.view, following.end, end)
            if told and last and _answers(told) and _answers(last):
                yield from ((index, told), (index + 1, last))


def _answers(match: re.Match[str]) -> bool:
    return not any(told.search(match["what"]) for told in (VERB, NO_SHARES, _NO_ANSWER))
