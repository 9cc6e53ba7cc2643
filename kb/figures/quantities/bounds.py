"""Bounds and approximations around a quantity: 超过, 约, 不足, 以上, at least."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from kb.regex import regex
from kb.types import Bound, Quantity


def _before(words: str, verbs: str = "为到") -> re.Pattern[str]:
    return regex(rf"(?:{words})[{verbs}]? ?$", re.IGNORECASE)


_MOVED = "".join(
    f"(?<!{verb} )"
    for verb in (
        "edged",
        "inched",
        "crept",
        "went",
        "gone",
        "goes",
        "moved",
        "moves",
        "ticked",
        "nudged",
        "was",
        "is",
    )
)
"""Revenue that edged up to $5 million did reach it."""
_OF_WHOLE = regex(
    r"(?:(?P<under>不足|不到|不满)|(?P<over>(?<!不)超过了?|突破)|(?P<at_least>至少|不少于|不低于)|(?P<at_most>最多|至多|不超过))占?[^，,。；;、\d占]{2,14}的 ?$"
)
"""A bound, and the whole that stands between it and the part of it: 不到服务器总量的3%."""

_PREFIX_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (_before(r"至少|不少于|不低于|不小于|≥|at least |no less than |minimum of "), "at_least"),
    (
        _before(rf"最多|至多|不超过|不高于|不多于|≤|{_MOVED}up to |at most |no more than "),
        "at_most",
    ),
    (_before(r"不足|不到|不满|低于|少于|小于|<|跌破|(?:less|fewer) than |under |below "), "under"),
    (
        _before(
            r"超过?了?|逾|突破|高于|多于|大于|>|破|(?:more|higher|greater) than |over |above "
            r"|exceed(?:s|ed|ing)? |surpass(?:es|ed|ing)? "
        ),
        "over",
    ),
    (
        _before(
            r"约|大约|约为|约合|近|将近|接近|大概|[~≈]|about |around |approximately |roughly "
            r"|nearly |almost |some |close to ",
            "为到占有是",
        ),
        "about",
    ),
)

_SUFFIX_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (regex(r" ?(?:及以上|以上|之上| or more\b| and above\b)"), "at_least"),
    (regex(r" ?(?:及以下|以下|以内|之内| or less\b)"), "at_most"),
    (regex(r" ?(?:左右|上下)"), "about"),
    (regex(r"[余多](?!年|个|家|种|项|名)"), "over"),
)


def bounded(folded: str, item: Quantity, inner: bool = False) -> Quantity:
    """Read the bound around the quantity; the span stays that of value and unit."""
    before = folded[max(0, item.start - 14) : item.start]
    for pattern, bound in _PREFIX_BOUNDS:
        if pattern.search(before):
            return replace(item, bound=bound)
    if item.dimension == "ratio" and (bound := _of_part(folded, item.start)):
        return replace(item, bound=bound)
    for pattern, bound in _SUFFIX_BOUNDS:
        if pattern.match(folded, item.end):
            return replace(item, bound=bound)
    return replace(item, bound="over") if inner else item


def _of_part(folded: str, start: int) -> Bound:
    """The bound that stands before the whole of which a part is told; empty where none does."""
    said = _OF_WHOLE.search(folded, max(0, start - 24), start)
    found: Bound = cast("Bound", said.lastgroup) if said else ""
    return found
