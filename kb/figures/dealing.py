"""Lists after 分别: which subject or period each of the values belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.figures import phrases, timing, words
from kb.figures.context import State
from kb.figures.surroundings import Place, clause_start
from kb.figures.views import Line
from kb.types import Period

_DEALT = re.compile(r"分别|依次|各为|各占|对应|respectively")
_JOINT = re.compile(
    r"^(?:以上|左右|以下)?[ ]?(?:[、,，和与及/]|以及|and)[ ]?(?:约|近|超过?|逾|的|为|增长|下降|上升)?$"
)
_SPLIT = re.compile(r"[、,，/]|和(?!谐|田|县)|与|以及|及")


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
                _members(line, start, places[index], (index, size), state, named)
            ):
                dealt[index + offset] = member
        for offset in range(index, index + size):
            lead = places[offset].lead.name
            own = (dealt[offset].name if offset in dealt else None) or (lead and line.shown(*lead))
            if own:
                named = [name for name in named if name != own] + [own]
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
    line: Line, start: int, place: Place, at: tuple[int, int], state: State, named: Sequence[str]
) -> list[Dealt]:
    index, size = at
    if names := _listed_names(line, place, size, named[-1] if named else ""):
        return [Dealt(index, name) for name in names]
    if periods := _listed_periods(line, start, place, size, state):
        return [Dealt(index, None, period) for period in periods]
    if place.lead.name is None and len(named) >= size:
        return [Dealt(index, name) for name in named[-size:]]
    if names := _earlier_measures(line, start, place, size):
        return [Dealt(index, name) for name in names]
    if entities := _earlier_list(line, start, place, size):
        return [Dealt(index, None, None, entity) for entity in entities]
    return [Dealt(index)] * size


def _listed_names(line: Line, place: Place, size: int, before: str) -> list[str] | None:
    """``A、B和C的收入`` as three names."""
    if place.lead.name is None:
        return None
    parts = [part.strip() for part in _SPLIT.split(line.shown(*place.lead.name)) if part.strip()]
    if len(parts) != size:
        return None
    head = _head(parts[-1])
    if not head and not any(words.MEASURE.search(part) for part in parts):
        head = _measure_of(before)
    return [
        part if not head or part.endswith(head) or words.MEASURE.search(part) else part + head
        for part in parts
    ]


def _head(last: str) -> str:
    """The measure that the last member of a list names for all: 市场规模 in 私有云市场规模."""
    if "的" in last:
        return last[last.index("的") :]
    if not words.MEASURE.search(last):
        return ""
    found = phrases.tagged(last, 0, len(last))
    return "".join(word.text for word in found[1:]) if len(found) > 1 else ""


def _listed_periods(
    line: Line, start: int, place: Place, size: int, state: State
) -> list[Period] | None:
    before = line.timeline.before(start, place.item.start)
    named = [item[2] for item in before if not line.timeline.compared(item)]
    if named and (years := timing.spread(named[-1], size)):
        return years
    if len(named) >= size and all(period.years == 0 for period in named[-size:]):
        return named[-size:]
    return timing.spread(state.period, size) if not named else None


def _measure_of(name: str) -> str:
    """The measure that ends a name: 业务收入 of 东部地区业务收入."""
    found = phrases.tagged(name, 0, len(name))
    if not found or not words.MEASURE.search(found[-1].text):
        return ""
    first = len(found) - 1
    if len(found[-1].text) < 3 and first and not found[first - 1].tag.startswith("ns"):
        first -= 1
    return name[found[first].start :] if first else ""


def _earlier_measures(line: Line, start: int, place: Place, size: int) -> list[str] | None:
    """``营业收入和利润均实现增长，增幅分别达…``: the measures of the clause before."""
    stop = place.clause - 1
    if stop <= start:
        return None
    span = phrases.read_lead(line.view, clause_start(line.view, start, stop), stop).name
    parts = _SPLIT.split(line.shown(*span)) if span else []
    measured = len(parts) == size and all(words.MEASURE.search(part) for part in parts)
    return parts if measured else None


def _earlier_list(line: Line, start: int, place: Place, size: int) -> list[str] | None:
    """``甲、乙和丙位列前三，份额分别为…``: the entities of the clause before."""
    stop = place.clause - 1
    if stop <= start:
        return None
    first = clause_start(line.view, start, stop)
    parts = [part.strip("\x00 ") for part in _SPLIT.split(line.view[first:stop])]
    if len(parts) != size or not all(1 < len(part) for part in parts):
        return None
    last = re.split(r"分列|分别|位列|位居|排名|依次|稳居|占据|包揽|居", parts[-1])[0]
    return [*parts[:-1], last] if last and len(last) <= 16 else None
