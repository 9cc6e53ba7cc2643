"""Who is above or below a value: 空置率超过两成的有哪些区, which makers sold more than 100 units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.answering.rankings import value_ranking
from kb.answering.rankings.asked_names import read_names
from kb.answering.writing.wording import quote_sentences, value_text
from kb.figures.checking.interval import signed
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.text import fold
from kb.types import RATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.records.listing import Listing, Row
    from kb.answering.records.records import Records
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import PointKind, Quantity, Status

_ASKS_WHICH = regex(
    r"哪[些几个家座省类种款]|有谁|谁|都有什么|的(?:企业|公司|厂商|品牌|城市|地区|省份|国家|行业)[？?]?$|\b(?:which|who|what (?:companies|countries|regions|cities|makers|suppliers|firms)|list|name)\b"
)
_ABOVE = regex(
    r"(?:超过|高于|大于|多于|高过|突破|不低于|不少于|至少|超)了?$|\b(?:above|over|more than|at least|exceed(?:s|ed|ing)?|greater than|higher than|beyond)\s*$"
)
_BELOW = regex(
    r"(?:低于|小于|少于|不到|不足|不超过|至多)了?$|\b(?:below|under|less than|fewer than|lower than|at most|short of)\s*$"
)
_OR_MORE = regex(r"^\s*(?:以上|及以上|or more|or above|or higher)")
_OR_LESS = regex(r"^\s*(?:以下|及以下|以内|or less|or below|or fewer)")
_WITH_EQUAL = regex(r"不[低少超]|至[少多]|及以|\bat (?:least|most)\b|\bor (?:more|less|fewer)\b")


@dataclass(frozen=True, slots=True)
class _Bound:
    quantity: Quantity
    above: bool
    equal: bool
    """Whether the value itself is meant, too."""
    rest: str
    """The question without the bound."""

    def holds(self, row: Row) -> bool:
        value, bound = signed(row.point), self.quantity.normalised
        if value == bound:
            return self.equal
        return value > bound if self.above else value < bound


def compose(draft: Draft, question: Question, records: Records) -> Status | None:
    """Write the names of a list that are beyond the value asked about; None where no list tells them."""
    bound = _bound(question) if _ASKS_WHICH.search(fold(question.text)) else None
    if bound is None:
        return None
    figure = records.parse(bound.rest)
    alike = [one for one in records.listings if _is_comparable(one, bound, figure.kinds)]
    asked = replace(question, text=bound.rest, figure=figure)
    found = value_ranking.best(asked, alike, records.vocabulary) or _only(asked, alike, records)
    if found is None or len(found.rows) < 2:
        return None
    rows = [row for row in found.ranked() if bound.holds(row)]
    markers = draft.cite_points(row.point for row in rows or found.ranked()[:1])
    lead = value_ranking.lead_of(draft, found)
    listed = [f"{draft.name(row.name)}{_in_brackets(draft, row)}" for row in rows]
    if not listed:
        extreme = found.ranked(ascending=not bound.above)[0]
        told = f"{draft.name(extreme.name)}{_in_brackets(draft, extreme)}"
        draft.say(
            f"{lead}没有符合条件的，最{'高' if bound.above else '低'}的是{told}{markers}。",
            f"{lead}none; the {'highest' if bound.above else 'lowest'} is {told} {markers}.",
        )
        return "answered"
    names = draft.pick("、", ", ").join(listed)
    draft.say(f"{lead}符合条件的有：{names}{markers}。", f"{lead}{names} {markers}.")
    quote_sentences(draft, (row.point for row in rows))
    return "answered"


def _bound(question: Question) -> _Bound | None:
    folded = fold(question.text)
    for one in find_quantities(folded):
        if one.dimension == "time":
            continue
        before, after = folded[: one.start], folded[one.end :]
        above = _ABOVE.search(before)
        below = _BELOW.search(before)
        tail = _OR_MORE.search(after) or _OR_LESS.search(after)
        if not (above or below or tail):
            continue
        lead = above or below
        said = f"{lead.group() if lead else ''}{tail.group() if tail else ''}"
        thing = f" {one.unit} " if one.dimension == "count" else ""
        rest = before[: lead.start() if lead else None] + thing + after[tail.end() if tail else 0 :]
        up = bool(above or (tail and _OR_MORE.search(after)))
        return _Bound(one, up, bool(tail) or bool(_WITH_EQUAL.search(said)), rest)
    return None


def _is_comparable(listing: Listing, bound: _Bound, kinds: Sequence[PointKind]) -> bool:
    """Whether it is of the unit, or of any where the bound has none, and of the kind that is asked for."""
    unit = bound.quantity.normalised_unit
    first = listing.rows[0].point
    fits = unit == first.normalised_unit or (not unit and first.normalised_unit != "%")
    fits |= bound.quantity.dimension == "count" and first.dimension in ("", "count")
    rate = set(RATES) & set(kinds) if kinds else set[str]()
    return not listing.by_year and fits and bool(rate) == (listing.kind in RATES)


def _only(question: Question, listings: Sequence[Listing], records: Records) -> Listing | None:
    """The one list of names of the class that is asked for, where only the class is said."""
    asked = read_names(question, records.vocabulary)
    fit = [
        one
        for one in listings
        if asked.classes
        and not asked.words
        and asked.class_fits([row.name for row in one.rows], one.title, records.vocabulary)
    ]
    return fit[0] if len(fit) == 1 else None


def _in_brackets(draft: Draft, row: Row) -> str:
    value = value_text(row.point)
    if row.point.forecast:
        value += draft.pick("，预测", ", forecast")
    return draft.pick(f"（{value}）", f" ({value})")
