"""What a superlative says of the measure: what is dear is so by its price, what fell most by its change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.rankings.places import Place, read_place
from kb.regex import regex
from kb.text import fold
from kb.types import RATES

if TYPE_CHECKING:
    from kb.answering.records.listing import Listing
    from kb.answering.understanding.question import Question

_DEAR = r"贵(?!州|阳|金)|便宜|\b(?:expensive|cheap\w*|dear\w*|pric(?:ey|ier|iest)|costl\w+)\b"
_PRICE = regex(r"价|成本|费|\b(?:prices?|costs?|fees?|tariffs?|rates?)\b")
_FELL = (
    r"[跌降缩][得幅]?最|最(?:大|多)的?[跌降]"
    r"|\b(?:lost|fell|dropped|declined|shrank|slumped|decreased) (?:the )?(?:most|furthest|fastest|hardest)\b"
)


def place_of(question: Question) -> Place | None:
    """The places asked for; what fell most has the lowest change."""
    fell = Place(1, 1, ascending=True, superlative=True)
    return fell if question.says(_FELL) else read_place(question.text)


def is_of_measure(question: Question, listing: Listing) -> bool:
    """Whether the measure of a list is one that the superlative of a question is said of."""
    if question.says(_FELL) and listing.kind not in RATES:
        return False
    said = fold(f"{listing.title}\n{listing.measure}")
    return not question.says(_DEAR) or _PRICE.search(said) is not None
