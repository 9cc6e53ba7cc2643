"""How an English figure is named: a share with its whole, a change with the place that it is of."""

from __future__ import annotations

import re

from kb.figures.context import Topic
from kb.figures.period_readers import MONTH_NAME
from kb.figures.views import Line
from kb.types import PointKind, Quantity

RESTATING = re.compile(
    r",? ?(?:or|\(|representing|equivalent to|equal to) ?(?:about|around|approximately|nearly)? ?",
    re.I,
)
"""Between a value and the same value in other words: $5 million, or 3% of sales."""

_JOINING = re.compile(
    r"(?:[ ,(\x00]|\b(?:or|and|to|in|for|at|from|representing|respectively|about|around|nearly"
    r"|approximately|equal|equivalent)\b)*",
    re.I,
)
PLACE = re.compile(
    rf" in (?!(?i:{MONTH_NAME})\b)(?:both |the |our )?"
    r"(?P<place>[A-Z][\w&'-]*(?:(?:,| and| &| of)? [A-Z][\w&'-]*){0,4})"
)
"""Right after a value: the part that it is the value of."""


def name_of(
    line: Line, item: Quantity, own: str, kind: PointKind, last: Topic | None, floor: int, end: int
) -> str:
    """The name of a figure that its clause calls ``own``; ``floor`` is where the one before ends."""
    name = own or (last.name if last else "")
    if not own and last and last.kind == "share" and kind in ("level", "count"):
        name = name.partition(" share of ")[0]  # 7.8% of revenue, or $312 million
    if not name and kind == "count":
        return item.unit.split(" ")[-1]  # 14,500 patients were enrolled
    after = line.view[item.end : min(end, item.end + 60)]
    if kind == "share":
        joined = _JOINING.fullmatch(line.view, floor, item.start) is not None
        holder = own or (last.name if last and joined and last.end == floor else "")
        return share_name(line, item, holder, after) or name
    if kind == "growth" and (place := PLACE.match(after)):
        named = place["place"]
        return name if named in name or not name else f"{named} {name}"
    return name


def share_name(line: Line, item: Quantity, own: str, after: str) -> str:
    """``X accounted for 5% of Y``: X share of Y; ``58% of physicians …``: what they do."""
    whole = re.match(r"^ of ([^,;.\x00]{2,70})", after)
    if not whole:
        return ""
    text = line.text[item.end + 4 : item.end + whole.end()].strip()
    text = re.sub(r"\s+(?:in|by|for|during|at|as)$", "", re.sub(r"^(?:the|all|its|our) ", "", text))
    if own:
        return f"{own} share of {text}"
    return text
