"""What a superlative says of the measure: what is dear is so by its price, what fell most by its change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.rankings.places import Place, read_place
from kb.regex import regex
from kb.text import fold
from kb.types import RATES

if TYPE_CHECKING:
    from kb.answering.records.listing import Listing
    from kb.answering.understanding.question import Question

_DEAR = r"贵(?!州|阳|金)|便宜|\b(?:expensive|cheap\w*|dear\w*|pric(?:ey|ier|iest)|costl\w+)\b"
_PRICE = regex(r"价|成本|费|\b(?:prices?|costs?|fees?|tariffs?|rates?|premiums?)\b")
_CHANGE = regex(r"[增涨升]|变动|\b(?:change|increase|growth|gain|rise)")
_GREAT = r"(?:sharp|steep|big|large|great|deep|fast|quick|strong|high)est"
_BY_FAR = r"(?:the )?(?:most|furthest|fastest|quickest|hardest|strongest|sharpest|steepest)"
_LITTLE = r"(?:slow|weak|low|small|poor|modest)est"
_FELL = (
    r"[跌降缩滑][了得幅价]?得?最(?![少小慢轻])|(?<=[价量率额])掉得最|最(?:大|多|猛|狠|凶|厉害|严重)的?[跌降]"
    rf"|\b(?:lost|fell|dropped|declined|shrank|slumped|decreased|contracted|plunged) {_BY_FAR}\b"
    rf"|\b{_GREAT} (?:[a-z-]+ )?(?:drop|fall|declin|decreas|contraction|slump|plunge)"
)
_ROSE = (
    r"(?:[涨升弹]|(?<![新净])增)[了长幅价]?得?最|最(?:大|多|快|高|猛|凶|厉害)的?(?:[涨增升]|反弹)"
    rf"|\b(?:gr[eo]w|grown|rose|rise|climbed|gained|increased?|expanded?|jumped|surged) (?:by )?{_BY_FAR}\b"
    rf"|\b{_GREAT}[ -](?:[a-z-]+ )?(?:gr[eo]w|ris|increas|jump|climb|surge|expansion)"
    r"|\b(?:most|best) growth\b"
)
_GREW = (
    r"(?:增[长速幅]|增加)(?:率|速度)?得?最|最(?:大|多|快|高|猛|慢|低|小)的?增[长速幅]"
    rf"|\b(?:gr[eo]w|grown|growing|expand(?:s|ed|ing)?) (?:by )?(?:{_BY_FAR}|(?:the )?least|(?:the )?{_LITTLE})\b"
    rf"|\b(?:{_GREAT}|{_LITTLE}|(?:most|least)(?: sluggish| rapid(?:ly)?| modest)?|best)[ -](?:[a-z-]+ )?(?:gr[eo]w|expan)"
    r"|\b(?:most|least|[a-z]{3,}(?<!inter)est|worst)\b[^?,;]{0,60}(?:\bgrowth[- ]wise|\b(?:in|by|in terms of) growth)\b"
)
"""Says it of an amount; what rose or fell most may have done so in a ranking."""
_FELL_LEAST = (
    r"[跌降缩滑][了得幅价]?得?最[少小慢轻]|\b(?:fell|dropped|declined|shrank|lost) (?:the )?least\b"
    r"|\b(?:smallest|slightest|mildest) (?:[a-z-]+ )?(?:drop|fall|declin|decreas)"
)
"""May ask for what rose as well: no place tells it."""
_SET_AGAINST = (
    r"相对于?|相比|比起|\b(?:compared (?:with|to)|relative to|in relation to|measured against)\b"
)
_RATIO = regex(r"(?<!占)比(?!例|重)|\b(?:ratio|relative|multiple|times)\b")
"""Tells what one thing costs, set against another."""
_CURRENCY = regex(r"^[A-Z]{3}\b")
_FAST = r"最[快慢]|\b(?:fast|quick|slow)est\b"


def place_of(question: Question) -> Place | None:
    """The places asked for; what fell most has the lowest change."""
    fell = Place(1, 1, ascending=True, superlative=True)
    return fell if question.says(_FELL) else read_place(question.text)


def place_over(question: Question, listing: Listing, place: Place) -> Place:
    """``place`` in a list: what is fastest takes the least time."""
    timed = listing.rows[0].point.dimension == "time" and question.says(_FAST)
    return replace(place, ascending=not place.ascending) if timed else place


def asks_change(question: Question) -> bool:
    """Whether a superlative is said of what rose or fell, and not of what there is."""
    return question.says(_FELL) or question.says(_ROSE) or asks_growth(question)


def asks_growth(question: Question) -> bool:
    """Whether a superlative is said of how an amount grew, which no place in a ranking tells."""
    return question.says(_GREW)


def tells_change(title: str) -> bool:
    """Whether the title of a list says that it is one of changes."""
    return _CHANGE.search(fold(title)) is not None


def asks_price(question: Question) -> bool:
    """Whether a superlative is said of what something costs."""
    return question.says(_DEAR)


def is_money(listing: Listing) -> bool:
    """Whether the figures of a list are sums of money."""
    first = listing.rows[0].point
    return first.dimension == "money" or _CURRENCY.search(first.normalised_unit) is not None


def is_paid_in(question: Question, listing: Listing, heading: str) -> bool:
    """Whether a column tells what is paid: set against something else, only a ratio does."""
    if question.says(_SET_AGAINST):
        return _RATIO.search(heading) is not None
    return is_money(listing)


def is_of_measure(question: Question, listing: Listing) -> bool:
    """Whether the measure of a list is one that the superlative of a question is said of."""
    if question.says(_FELL_LEAST):
        return False
    said = fold(f"{listing.title}\n{listing.measure}")
    if listing.kind not in RATES and (
        question.says(_FELL) or (asks_change(question) and not _CHANGE.search(said))
    ):
        return False
    return not asks_price(question) or _PRICE.search(said) is not None
