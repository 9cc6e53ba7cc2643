"""Lists after 分别: which subject or period each of the values belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.figures import timing
from kb.figures.chinese import phrases, words
from kb.figures.chinese.surroundings import Place, clause_start
from kb.figures.context import State
from kb.figures.quantities.numerals import whole
from kb.figures.views import REMARK, Line
from kb.regex import regex
from kb.types import Period

_DEALT = regex(r"分别|依次|各为|各占|对应|respectively")
_JOINT = regex(
    r"^(?:以上|左右|以下)?[ ]?(?:[、,，和与及/]|以及|and)[ ]?(?:约|近|超过?|逾|的|为"
    r"|增长|下降|上升)?$"
)
_SPLIT = regex(r"[、,，/]|和(?!谐|田|县)|与|以及|及")


_NUMERAL = regex(r"[一二三四五六七八九]")
_ORDINALS = regex(
    rf"第(?P<all>{_NUMERAL.pattern}(?:[、和]第?{_NUMERAL.pattern})+)(?P<tail>\S{{1,12}})"
)
"""第一、二、三产业增加值"""
_DIGIT = regex(r"\d")
_NAMED_BEFORE = regex(r"^[^、]{2,24}?(?:分别|依次)(?:为|是)[:：]?")
"""前三大厂商分别为 before the first of them."""
_SHARE_END = regex(r"(?:市场)?(?:市占率|占有率|渗透率)$")
_MOST_IN = regex(r"的(?P<measure>[\u3400-\u9fff]{2,4}?)[都均]?最[高大多快强低小慢]$")
_PAIRS = {"产销": ("产量", "销量"), "供需": ("供给", "需求"), "收支": ("收入", "支出")}
_TOGETHER = regex("([两二三四五六])者")
"""三者分别为: the three things named just before."""
_BY_SHARE = regex(r"^的?((?:市场)?(?:份额|占比|市占率|占有率|比例))")


@dataclass(frozen=True, slots=True)
class Dealt:
    """What a list dealt to one of its values."""

    first: int
    """Index of the list's first value, whose predicate holds for all."""
    name: str | None = None
    period: Period | None = None
    entity: str = ""


def deal(line: Line, start: int, places: Sequence[Place], state: State) -> dict[int, Dealt]:
    """For the members of lists after 分别, by index: name, period and entity."""
    dealt: dict[int, Dealt] = {}
    named = [topic.name for topic in state.topics if topic.own]
    index = 0
    while index < len(places):
        size = _size(line, places, index)
        if size > 1 and (_DEALT.search(places[index].context) or _slashed(line, places, index)):
            for offset, member in enumerate(
                _members(
                    line,
                    start,
                    places[index],
                    (index, size),
                    state,
                    named,
                    places[index + size - 1].item.end,
                )
            ):
                dealt[index + offset] = member
        for offset in range(index, index + size):
            lead = places[offset].lead.name
            own = (dealt[offset].name if offset in dealt else None) or (lead and line.shown(*lead))
            if own:
                named = [*(name for name in named if name != own), own]
        index += size
    return dealt


def _slashed(line: Line, places: Sequence[Place], index: int) -> bool:
    """1.23/1.56/1.92元 is dealt out without a word."""
    return line.view[places[index].item.end : places[index + 1].item.start].strip() == "/"


def _size(line: Line, places: Sequence[Place], index: int) -> int:
    size = 1
    while index + size < len(places):
        first, second = places[index + size - 1].item, places[index + size].item
        if not _JOINT.match(line.view[first.end : second.start]):
            break
        size += 1
    return size


def _members(
    line: Line,
    start: int,
    place: Place,
    at: tuple[int, int],
    state: State,
    named: Sequence[str],
    end: int,
) -> list[Dealt]:
    index, size = at
    together = _TOGETHER.match(line.shown(*place.lead.name)) if place.lead.name else None
    if together and len(named) >= size == whole(together[1]):
        return [Dealt(index, name) for name in named[-size:]]
    if names := _listed_names(line, place, size, named[-1] if named else ""):
        if place.lead.predicate[-1:] == ("以",) and (
            by := _BY_SHARE.match(line.view[end : end + 8])
        ):
            return [Dealt(index, name + by[1], None, name) for name in names]
        return [Dealt(index, name) for name in names]
    if periods := _listed_periods(line, start, place, size, state):
        return [Dealt(index, None, period) for period in periods]
    if place.lead.name is None and len(named) >= size:
        return [Dealt(index, name) for name in named[-size:]]
    if names := _earlier_measures(line, start, place, size):
        return [Dealt(index, name) for name in names]
    if listed := _earlier_list(line, start, place, size):
        entities, measure = listed
        return [Dealt(index, measure, None, entity) for entity in entities]
    return [Dealt(index)] * size


def _listed_names(line: Line, place: Place, size: int, before: str) -> list[str] | None:
    """``A、B和C的收入`` as three names."""
    if place.lead.name is None:
        return None
    name = line.shown(*place.lead.name)
    for pair, both in _PAIRS.items():
        if size == 2 and name.endswith(pair):
            return [name.removesuffix(pair) + measure for measure in both]
    parts = [REMARK.sub("", part.strip()) for part in _SPLIT.split(name) if part.strip()]
    if len(parts) != size:
        return None
    if ordinals := _ORDINALS.fullmatch(name):
        return [f"第{one}{ordinals['tail']}" for one in _NUMERAL.findall(ordinals["all"])]
    if place.lead.predicate[-1:] == ("占",):
        return parts
    head = _after_place(parts) or last_measure(parts[-1])
    if not head and not any(words.MEASURE.search(part) for part in parts):
        head = last_measure(before)
    return [part + head if _lacks(part, head) else part for part in parts]


def _after_place(parts: Sequence[str]) -> str:
    """快递业务量比重 of 东部、西部和东北地区快递业务量比重."""
    if any(words.MEASURE.search(part) for part in parts[:-1]):
        return ""
    found = phrases.tagged(parts[-1], 0, len(parts[-1]))
    placed = found[0].tag.startswith("ns") or found[0].text.endswith(("地区", "省", "市", "部"))
    return parts[-1][found[1].start :] if placed and len(found) > 1 else ""


def _lacks(part: str, head: str) -> bool:
    return (
        bool(head)
        and not part.endswith(head)
        and (len(part) <= 2 or not words.MEASURE.search(part))
    )


def _listed_periods(
    line: Line, start: int, place: Place, size: int, state: State
) -> list[Period] | None:
    before = line.timeline.before(start, place.item.start)
    named = [item.period for item in before if not line.timeline.compared(item)]
    if named and (years := timing.spread(named[-1], size)):
        return years
    if len(named) >= size and all(period.years == 0 for period in named[-size:]):
        return named[-size:]
    return timing.spread(state.period, size) if not named else None


def last_measure(name: str) -> str:
    """The measure that ends a name: 市场规模 of 私有云市场规模, empty where none does."""
    if share := _SHARE_END.search(name):
        return share.group() if share.start() else ""
    found = phrases.tagged(name, 0, len(name))
    first = len(found)
    while first > 1 and words.MEASURE.search(found[first - 1].text):
        first -= 1
    return name[found[first].start :] if first < len(found) else ""


def _earlier_measures(line: Line, start: int, place: Place, size: int) -> list[str] | None:
    """``营业收入和利润均实现增长，增幅分别达…``: the measures of the clause before."""
    stop = place.clause - 1
    if stop <= start:
        return None
    span = phrases.read_lead(line.view, clause_start(line.view, start, stop), stop).name
    parts = _SPLIT.split(line.shown(*span)) if span else []
    measured = len(parts) == size and all(words.MEASURE.search(part) for part in parts)
    return parts if measured else None


def _earlier_list(
    line: Line, start: int, place: Place, size: int
) -> tuple[list[str], str | None] | None:
    """``甲、乙和丙位列前三，份额分别为…``: the entities of the clause before; with the measure of 乙的增速最快."""
    stop = place.clause - 1
    if stop <= start:
        return None
    first = clause_start(line.view, start, stop)
    listed = _NAMED_BEFORE.sub("", line.view[first:stop])
    most = _MOST_IN.search(listed)
    listed = listed[: most.start()] if most else listed
    parts = [part.strip("\x00 ") for part in _SPLIT.split(listed)]
    if len(parts) != size or not all(len(part) > 1 and not _DIGIT.search(part) for part in parts):
        return None
    last = re.split(r"分列|分别|位列|位居|排名|依次|稳居|占据|包揽|居", parts[-1])[0]
    if not last or len(last) > 16:
        return None
    return [*parts[:-1], last], most["measure"] if most else None
