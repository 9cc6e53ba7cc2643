"""The figures of one Chinese sentence: each value with its subject, period, kind and speaker.

The sentence is walked from left to right. A value whose clause names a measure takes it; one whose
clause does not takes over the subject before it. Lists after 分别 are dealt out in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kb.figures import phrases, sources, timing, words
from kb.figures.kind import Reading, read_kind
from kb.figures.phrases import HIDDEN, Lead
from kb.figures.places import region_of
from kb.figures.screening import reason_against
from kb.figures.views import Line
from kb.types import DataPoint, Period, PointKind, Quantity

_BOUNDARY = ",，。;；:：!?！？\n"
_TAIL = re.compile(r"^(?:及?以上|以下|左右|上下|以内|之间|余|多|的)*")
_DEALT = re.compile(r"分别|依次|各为|分別")
_JOINT = re.compile(
    r"^(?:以上|左右|以下)?[ ]?(?:[、,，和与及]|以及|and)[ ]?(?:约|近|超过?|逾|的|为)?$"
)
_SPLIT = re.compile(r"[、,，]|和(?!谐)|与|及|以及")
_FORMER = re.compile(r"前者")
_LATTER = re.compile(r"后者")
_SHARE_OF = re.compile(
    r"占(?:到|了|据|比|总)?(?:整个|全部)?([^,，、;；:：]{1,24}?)(?:的|总量的|总额的)?(?:比重|比例|份额|比率|份量)?(?:达到?|为|是|约|近|超过?|逾|升至|降至|高达|的|达|由|从|将|不足|不到|仅|\x00|[ ])*$"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a figure was about, for those after it."""

    name: str
    kind: PointKind
    period: Period
    end: int
    own: bool
    """Whether the figure's own clause named it."""
    value: Quantity | None = None


@dataclass(slots=True)
class State:
    """What is carried from sentence to sentence of a line."""

    topics: list[Topic] = field(default_factory=list)
    period: Period = Period()
    publisher: str = ""
    forecast: bool = False
    open: bool = False
    """The last sentence ended with a semicolon: speaker and forecast carry over."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A value's surroundings in its sentence."""

    item: Quantity
    clause: int
    """Start of what belongs to the value: the last boundary or the value before it."""
    outer: tuple[int, int] | None
    """For a value in parentheses: the clause before them."""
    lead: Lead


def points(line: Line, start: int, end: int, state: State, date: str) -> Iterator[DataPoint]:
    """Data points of the sentence ``line.text[start:end]``; ``state`` is updated."""
    items = [
        item
        for item in line.quantities
        if start <= item.start and item.end <= end and not reason_against(item, line.view, False)
    ]
    if not state.open:
        state.publisher, state.forecast = "", False
    places = _places(line, start, items)
    dealt = _deal(line, start, places, state)
    known = len(state.topics)
    for index, place in enumerate(places):
        yield _point(line, start, end, places, index, dealt.get(index), state, known, date)
    last = [item for item in line.timeline.before(start, end) if not line.timeline.compared(item)]
    if last and last[-1][2].start_year:
        state.period = last[-1][2]
    if line.publishers:
        inside = [named for named in line.publishers if start <= named[0] < end]
        state.publisher = line.text[inside[-1][1] : inside[-1][2]] if inside else state.publisher
    state.open = line.text[start:end].rstrip().endswith(("；", ";"))


def _places(line: Line, start: int, items: list[Quantity]) -> list[_Place]:
    places: list[_Place] = []
    previous = start
    for item in items:
        clause = _clause_start(line.view, previous, item.start)
        outer = None
        bracket = _open_bracket(line.view, clause, item.start)
        if bracket is not None:
            outer = (_clause_start(line.view, previous, bracket), bracket)
            clause = bracket + 1
        places.append(_Place(item, clause, outer, phrases.read_lead(line.view, clause, item.start)))
        tail = _TAIL.match(line.view[item.end : item.end + 6])
        previous = item.end + (tail.end() if tail else 0)
        if line.view[previous : previous + 1] in (")", "）"):
            previous += 1
    return places


def _clause_start(view: str, start: int, end: int) -> int:
    for index in range(end - 1, start - 1, -1):
        if view[index] in _BOUNDARY:
            return index + 1
    return start


def _open_bracket(view: str, start: int, end: int) -> int | None:
    opened = view.rfind("(", start, end)
    return opened if opened >= 0 and ")" not in view[opened:end] else None


def _deal(
    line: Line, start: int, places: list[_Place], state: State
) -> dict[int, tuple[str | None, Period | None]]:
    """Subjects or periods for the members of lists after 分别: ``{index: (name, period)}``."""
    dealt: dict[int, tuple[str | None, Period | None]] = {}
    index = 0
    while index < len(places):
        size = _list_size(line, places, index)
        before = line.view[places[index].clause : places[index].item.start]
        if size > 1 and (_DEALT.search(before) or "对应" in before):
            for offset, member in enumerate(_members(line, start, places, index, size, state)):
                dealt[index + offset] = member
        index += max(size, 1)
    return dealt


def _list_size(line: Line, places: list[_Place], index: int) -> int:
    size = 1
    while index + size < len(places):
        first, second = places[index + size - 1].item, places[index + size].item
        if not _JOINT.match(line.view[first.end : second.start]):
            break
        size += 1
    return size


def _members(
    line: Line, start: int, places: list[_Place], index: int, size: int, state: State
) -> list[tuple[str | None, Period | None]]:
    place = places[index]
    names = _listed_names(line, place, size)
    periods = _listed_periods(line, start, place, size, state)
    if names:
        return [(name, None) for name in names]
    if periods:
        return [(None, period) for period in periods]
    if place.lead.name is None:
        owned: list[str] = []
        earlier = [_own_name(line, old) for old in places[:index]]
        for name in [topic.name for topic in state.topics if topic.own] + [n for n in earlier if n]:
            if name not in owned:
                owned.append(name)
        if len(owned) >= size:
            return [(name, None) for name in owned[-size:]]
    return [(None, None)] * size


def _own_name(line: Line, place: _Place) -> str:
    return line.shown(*place.lead.name) if place.lead.name else ""


def _listed_names(line: Line, place: _Place, size: int) -> list[str] | None:
    """``A、B和C的收入`` as three names."""
    if place.lead.name is None:
        return None
    parts = [part.strip() for part in _SPLIT.split(line.shown(*place.lead.name)) if part.strip()]
    if len(parts) != size:
        return None
    head = _head(parts[-1])
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
    line: Line, start: int, place: _Place, size: int, state: State
) -> list[Period] | None:
    before = line.timeline.before(start, place.item.start)
    named = [item[2] for item in before if not line.timeline.compared(item)]
    if named and (years := timing.spread(named[-1], size)):
        return years
    if len(named) >= size and all(period.years == 0 for period in named[-size:]):
        return named[-size:]
    return timing.spread(state.period, size) if not named else None


def _point(
    line: Line,
    start: int,
    end: int,
    places: list[_Place],
    index: int,
    dealt: tuple[str | None, Period | None] | None,
    state: State,
    known: int,
    date: str,
) -> DataPoint:
    place = places[index]
    item = place.item
    own, inherited = _subject(line, start, end, place, dealt, state, known)
    clause = line.view[place.clause : item.start]
    after = line.view[item.end : min(end, item.end + 24)]
    name = own or (inherited.name if inherited else "")
    reading = read_kind(
        item, place.lead, own, _context(line, place), after, inherited.kind if inherited else None
    )
    following = _following(line, place, end, reading, own)
    if following:
        name, reading = following
        own = name
    name, whole = _with_whole(line, place, name, inherited, reading)
    period = dealt[1] if dealt and dealt[1] else _period(line, start, end, place, reading, state)
    forecast, hedge = _forecast(line, start, place, period, state, date)
    state.topics.append(Topic(name, reading.kind, period, item.end, bool(own), item))
    return DataPoint(
        metric=name,
        value=item.value,
        unit=item.unit,
        kind=reading.kind,
        start=item.start,
        end=item.end,
        quote=item.text,
        sentence_start=start,
        sentence_end=end,
        period=period,
        region=region_of(name + clause),
        high=item.high,
        normalised=item.normalised,
        normalised_high=item.normalised_high,
        normalised_unit=item.normalised_unit,
        dimension=item.dimension,
        bound=item.bound,
        hedge=hedge,
        forecast=forecast,
        publisher=_publisher(line, start, item.start, state),
        basis=reading.basis,
        direction=reading.direction,
        whole=whole,
    )


def _context(line: Line, place: _Place) -> str:
    """The clause in the original's own words, with the periods that the view hides."""
    from kb.figures.numerals import plain

    return plain(line.text[place.clause : place.item.start])


def _subject(
    line: Line,
    start: int,
    end: int,
    place: _Place,
    dealt: tuple[str | None, Period | None] | None,
    state: State,
    known: int,
) -> tuple[str, Topic | None]:
    """The value's own name, and the topic that it takes over (either may be missing)."""
    last = state.topics[-1] if state.topics else None
    if dealt and dealt[0]:
        return dealt[0], last
    clause = line.view[place.clause : place.item.start]
    owned = [topic for topic in state.topics[:known] if topic.own] or state.topics
    if _FORMER.search(clause) and len(owned) >= 2:
        return owned[-2].name, owned[-2]
    if _LATTER.search(clause) and owned:
        return owned[-1].name, owned[-1]
    span = place.lead.name
    if (
        span
        and place.item.dimension == "multiple"
        and (cut := phrases.factor_reference(line.view, place.clause, place.item.start)) is not None
    ):
        span = phrases.read_lead(line.view, place.clause, cut).name
    if span:
        return _qualified(line.shown(*span), last, place, state, start), last
    if place.outer:
        outer = phrases.read_lead(line.view, *place.outer).name
        if outer:
            return line.shown(*outer), last
    earlier = _earlier_clause(line, start, place, state)
    return (earlier, last) if earlier else ("", last)


def _earlier_clause(line: Line, start: int, place: _Place, state: State) -> str:
    """A measure named in a clause without a value, since the last value or the sentence's start."""
    stop = place.clause - 1
    floor = max(
        [start]
        + [
            topic.end
            for topic in state.topics
            if topic.end <= place.item.start and topic.end > start
        ]
    )
    best = ""
    while stop > floor:
        first = _clause_start(line.view, floor, stop)
        span = phrases.read_lead(line.view, first, stop).name
        if span:
            name = line.shown(*span)
            if words.MEASURE.search(name):
                return name
            best = best or name
        stop = first - 1
    sentence_has_topic = any(start < topic.end <= place.item.start for topic in state.topics)
    return best if not sentence_has_topic and not state.topics else ""


def _qualified(name: str, last: Topic | None, place: _Place, state: State, start: int) -> str:
    """毛利率 after 中国扫地机器人线上零售额 keeps what it is the 毛利率 of."""
    return name


def _following(
    line: Line, place: _Place, end: int, reading: Reading, own: str
) -> tuple[str, Reading] | None:
    """30个城市建设智算中心, 67%的中国企业已经…: the name stands after the value."""
    item = place.item
    if reading.kind not in ("count", "share", "level") or item.dimension not in ("count", "ratio"):
        return None
    if item.dimension == "count" and own and not _wants_object(place):
        return None
    if item.dimension == "ratio" and own and reading.kind != "share":
        return None
    if item.dimension == "ratio" and (
        words.SHARE.search(own) or "占" in line.view[place.clause : item.start]
    ):
        return None
    view = line.view
    if item.dimension == "ratio" and own and not view.startswith("的", item.end):
        return None
    stop = phrases.clause_end(view, item.end, end)
    span = phrases.following_name(view, item.end, stop)
    if span is None:
        return _predicate_share(line, place, stop, own) if item.dimension == "ratio" else None
    noun = line.shown(*span)
    rest = line.shown(span[1], min(stop, span[1] + 40))
    if item.dimension == "ratio":
        return _joined(noun, rest), Reading("share")
    before = own if own and _wants_object(place) else ""
    return (before + noun if before else _joined(noun, rest)), reading


def _predicate_share(line: Line, place: _Place, stop: int, own: str) -> tuple[str, Reading] | None:
    """在受访的消费者中，72%表示会…: what the share does names it."""
    if own:
        return None
    rest = line.shown(place.item.end, min(stop, place.item.end + 40))
    return (rest, Reading("share")) if len(rest) >= 3 and not words.CAGR.search(rest) else None


def _joined(noun: str, rest: str) -> str:
    rest = re.sub(r"^(?:已经|已|均|都|将|会|就)", "", rest)
    if not rest or len(rest) > 30 or re.match(r"[,，。;；()（）]", rest):
        return noun
    return f"{rest}的{noun}"


def _wants_object(place: _Place) -> bool:
    """A verb, not a noun, stands right before the value: 累计发布两百个, 建设30个."""
    return place.item.unit.endswith("个") and False


def _with_whole(
    line: Line, place: _Place, name: str, inherited: Topic | None, reading: Reading
) -> tuple[str, str]:
    """占移动电话用户的46.6%: the subject's share of a whole."""
    if reading.kind not in ("share", "growth"):
        return name, ""
    match = _SHARE_OF.search(line.view, place.clause, place.item.start)
    if not match or reading.kind != "share" or not match[1].strip(HIDDEN + " "):
        bare = reading.kind == "share" and re.search(
            r"占(?:到|了|据)?[约近超过逾到达 ]*$", line.view[place.clause : place.item.start]
        )
        if (
            bare
            and inherited
            and inherited.name
            and name != inherited.name
            and inherited.kind != "share"
        ):
            return f"{name}占{inherited.name}比例", inherited.name
        return name, ""
    whole = match[1].replace(HIDDEN, "").strip()
    before = phrases.read_lead(line.view, place.clause, match.start()).name
    subject = line.shown(*before) if before else (inherited.name if inherited else "")
    return f"{subject}占{whole}比重", whole


def _period(
    line: Line, start: int, end: int, place: _Place, reading: Reading, state: State
) -> Period:
    item, timeline = place.item, line.timeline
    context = _context(line, place)
    before = timeline.before(start, item.start)
    factor = item.dimension == "multiple" or bool(re.search(r"恢复|相当于|占|为", context))
    own = [found for found in before if not timeline.compared(found)]
    if before and timeline.adjacent(before[-1], item.start) and before[-1][2].start_year:
        if not timeline.reference(before[-1], item.start, factor):
            if not timeline.compared(before[-1]) or "的" in line.view[before[-1][1] : item.start]:
                if reading.kind != "cagr":
                    return before[-1][2]
        own = [found for found in own if found is not before[-1]]
    if reading.kind == "cagr":
        return _cagr_period(line, own, place, state, context)
    if timing.rolling(context) and not any(found[0] >= place.clause for found in own):
        return Period()
    carried = [found for found in own if not timeline.from_side(found)]
    if carried:
        return carried[-1][2]
    return state.period


def _cagr_period(
    line: Line, own: list[timing.Found], place: _Place, state: State, context: str
) -> Period:
    ranges = [found[2] for found in own if (found[2].years or 0) > 0]
    if ranges:
        return ranges[-1]
    years = timing.cagr_length(context)
    named = [found[2] for found in own if found[2].end_year]
    if len(named) >= 2 and (first := named[-2].start_year) and (last := named[-1].end_year):
        from_side = [found for found in own if line.timeline.from_side(found)]
        if first < last and (from_side or years is None or last - first == years):
            return Period(first, last, text=f"{named[-2].text}-{named[-1].text}")
    if named and years and (last := named[-1].end_year):
        return Period(last - years, last, text=context[-12:])
    if timing.rolling(context):
        return Period()
    return named[-1] if named else state.period


def _forecast(
    line: Line, start: int, place: _Place, period: Period, state: State, date: str
) -> tuple[bool, str]:
    item = place.item
    active = [hedge for hedge in line.hedges if start <= hedge.start < item.start]
    active = [hedge for hedge in active if not hedge.local or hedge.start >= place.clause]
    hedge = active[-1].text if active else ""
    later = sources.after(period, date)
    if later is True:
        return True, hedge
    if later is False:
        return False, ""
    before = line.timeline.before(start, item.start)
    if (
        before
        and line.timeline.from_side(before[-1])
        and line.timeline.adjacent(before[-1], item.start)
    ):
        return False, ""
    if not active:
        return state.forecast and state.open, hedge
    own = any(hedge.start >= place.clause for hedge in active)
    years = [found[2].end_year for found in line.timeline.before(active[-1].start, item.start)]
    latest = max((year for year in years if year), default=None)
    if not own and latest and period.end_year and period.end_year < latest:
        return False, ""
    return True, hedge


def _publisher(line: Line, start: int, position: int, state: State) -> str:
    named = [span for span in line.publishers if start <= span[0] < position]
    return line.text[named[-1][1] : named[-1][2]] if named else state.publisher
