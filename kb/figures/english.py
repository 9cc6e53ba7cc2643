"""The figures of one English sentence.

English puts the period after the value (``$64 billion in 2022``) and the subject before a verb, so
it has its own reading of leads; what is shared with Chinese is the state that is carried along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.figures.context import State, Topic, forecast
from kb.figures.kind import Reading
from kb.figures.screening import reason_against
from kb.figures.sentence import close, make_point
from kb.figures.timing import Found
from kb.figures.views import Line
from kb.types import DataPoint, GrowthBasis, Period, Quantity

_UP = (
    r"grew|grow(?:s|ing)?|rose|ris(?:e|es|en|ing)|increas(?:e|es|ed|ing)|up|jump(?:s"
    r"|ed)?|surged?|climb(?:s|ed)?|gain(?:s|ed)?|expand(?:s|ed)?"
    r"|advanced?|improved|higher|growth|added|soared|accelerat(?:es|ed)|exceeding"
)
_DOWN = (
    r"fell|fall(?:s|ing)?|declin(?:e|es|ed|ing)|drop(?:s|ped)?|decreas(?:e|es|ed"
    r"|ing)|down|slipp?(?:s|ed)?|shrank|shrunk|contracted"
    r"|lower|reduced|reduction|cut|plunged|tumbled|slid|dipped|narrowed|eased"
)
_FILL = (
    r"(?:(?: (?:by|of|about|around|nearly|almost|approximately|roughly|over"
    r"|more than|less than|some|an?|another|estimated|only|just|at least|up to"
    r"|a further))*)"
)
_CHANGE_BEFORE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_FILL}\s*$", re.I)
_BY = re.compile(r"\bby(?: (?:about|around|nearly|almost|over|more than|at least|up to|an?))*\s*$")
_CHANGE_AFTER = re.compile(
    r"^[ -]?(?:(?:year[ -](?:on|over)[ -]year|quarter[ -](?:on|over)[ -]quarter|yoy"
r"|qoq|y/y|annual(?:ly)?|organic|sequential)[ ,]*)?"
    r"(?:growth|increase|decline|decrease|drop|rise|jump|fall|gain|reduction"
r"|improvement|higher|lower|more than (?:a|the) |less than (?:a|the) |"
    r"faster|year[ -](?:on|over)[ -]year|yoy|y/y|upside|from a year|below|above"
r"|surge|premium|discount)\b", re.I,
)  # fmt: skip
_CAGR_BEFORE = re.compile(
    r"(?:CAGR|compound(?:ed)? annual growth(?: rate)?"
    r"|average annual (?:growth )?rate|annually at)[^,;]{0,24}$",
    re.I,
)
_CAGR_AFTER = re.compile(r"^[ (]*(?:CAGR|compound(?:ed)? annual)", re.I)
_SHARE_BEFORE = re.compile(
    r"\b(?:accounts?|accounted|accounting) for|made up|makes? up|shares?(?! price)"
    r"|penetration|represent(?:s|ed|ing)?|compris(?:es|ed)|proportion|led with"
    r"|contributed|constitut",
    re.I,
)
_RATE = re.compile(
    r"(?:rate|ratio|margin|utili[sz]ation|factor|yield|index|efficiency|return"
    r"|coverage|churn|intensity|inflation|unemployment|coupon|occupancy)s?$",
    re.I,
)
_VERB = re.compile(
    r"\b(?:reach(?:es|ed)?|expect|was|were|is|are|will|would|could|should|may|can"
    r"|stood|stands|totall?ed|grew|rose|fell|increased|declined|dropped|hit|exceeded"
    r"|"
    r"accounted|accounts|shipped|opened|covered|covers|slipped|improved|has|have|had"
    r"|expects?|expected|came|averaged|generated|reported|posted|recorded|"
    r"sold|produced|delivered|added|employs?|employed|operates?|operated|raised?|cut"
    r"|remained?|jumped|surged|climbed|gained|expanded|made|led|"
    r"represent(?:s|ed)?|comprised?|contributed|attracted|invested|spent|received"
    r"|signed|serves?|served|target(?:s|ed)?|plans?|plan|amounted|swung|bringing|"
    r"implying|implies|declares?|declared|paid|peaked|dipped|eased|decreased"
    r"|contracted|shrank|plunged|tumbled|slid|soared|doubled|tripled|edged|"
    r"ranges?|ranged|consumes?|consumed|costs?|uses?|used|supports?|includes?"
    r"|included|holds?|held|owns?|owned|crossed|topped|surpassed|hired|launched"
    r"|completed|"
    r"built|acquired|repurchased|returned|achieved|achieves|saw|seen|continues"
    r"|continued|narrowed|widened|earned|lost|burned|burnt|booked|trades?|traded"
    r"|closed|consume)\b"
)
_COPULA = re.compile(
    r"^(?:reach|was|were|is|are|will|would|could|should|may|can|stood|stands|total"
    r"|hit|exceed|came|averag|remain|amount|peak|has|have|had|rang|cross|topp"
    r"|surpass|grew|rose|fell|increas|declin|drop|slip|improv|expect|jump|surg|climb"
    r"|contin|saw|account|led|represent|compris|made|edg|doubl|tripl|trad|clos|dip"
    r"|eas|decreas|contract|shr|plung|tumbl|sl|soar|narrow|widen|cost|swung)"
)
_SPLIT = re.compile(
    r"[;:]|, (?!\d)|,$| (?:while|whereas|but|although) |(?<=\x00) and | and (?=(?:we"
    r"|it|they|the|its|cut|raised?|target)\b)|\("
)
_PRONOUN = re.compile(
    r"^(?:it|they|we|this|that|these|those|which|who|he|she|the (?:figure|number"
    r"|total|company|group|market|firm)|its?|both|of which|there)$",
    re.I,
)
_CLEAN_START = re.compile(
    r"^(?:[\s\x00,.;:'\"*()-]+|(?:and|or|with|while|but|whereas|although|in|of|at"
    r"|for|by|as of|on|to|from|the|a|an|meanwhile|however|overall|also|followed|up"
    r"|down|"
    r"bringing|implying|compared|versus|than|about|over|more|nearly|as|its|our|their"
    r"|that|under|during|through|per|said|expects?|forecasts?|estimates?|year|on"
    r"|average,)\b ?)",
    re.I,
)
_CLEAN_END = re.compile(
    r"(?:[\s\x00,.;:'\"*()-]+|\b(?:at|of|to|by|from|in|for|with|about|around|nearly"
    r"|over|more than|than|some|approximately|roughly|almost|up|down|only|just|an?"
    r"|the|and|as|"
    r"at least|per|on|between|estimated|reaching|exceeding|totalling|averaging"
    r"|estimate|forecast|is|was|were|are|be|expected|expects?|exceed|drop|improved"
    r"|improve|growth|increase|decline|reach|grow|rise|fall|reached))$",
    re.I,
)
_AFTER_LINK = re.compile(
    r"^[^,;.()]{0,48}?\b(?:in|by|as of|for|during|of|at the end of|at end|through"
    r"|since|until|for the)(?: the| fiscal| calendar| late| early| mid| end of)*\s*$",
    re.I,
)
_FROM_SIDE = re.compile(r"\bfrom [^,;\x00]{1,30} in $")
_COUNTED = re.compile(
    r"\b(?:number of|users|people|subscribers|customers|employees|deaths|jobs|downloads)\b", re.I
)
_NOISE = re.compile(
    r"\b(?:(?:year|quarter|month)[ -](?:on|over)[ -](?:year|quarter|month)|YoY|QoQ"
    r"|yoy|qoq|CAGR|a year ago|a year|ago|earlier|"
    r"the previous (?:quarter|year)|growing|forecast period|across|just|between|of which|which)\b"
)
_AGO = re.compile(r"earlier|ago|last year|previous year|year before", re.I)
_SAYS = re.compile(
    r"^.*?\b(?:expects?|forecasts?|estimates?|says?|said|reports?|projects?"
    r"|predicts?|believes?|anticipates?|sees|notes?|found|shows?|that)\b(?! to be)"
)


@dataclass(frozen=True, slots=True)
class _Place:
    item: Quantity
    clause: int
    previous: int


def points(line: Line, start: int, end: int, state: State, date: str) -> Iterator[DataPoint]:
    """Data points of the English sentence ``line.text[start:end]``; ``state`` is updated."""
    items = [
        item
        for item in line.quantities
        if start <= item.start and item.end <= end and not reason_against(item, line.view, True)
    ]
    if not state.open:
        state.publisher, state.forecast = "", False
    previous = start
    names: list[str] = []
    for index, item in enumerate(items):
        place = _Place(item, _clause(line.view, previous, item.start), previous)
        following = items[index + 1].start if index + 1 < len(items) else end
        point = _point(line, start, end, place, following, state, date)
        if not names and "respectively" in line.view[item.end : end]:
            names = _respective(point.metric)
        elif "respectively" not in line.view[item.start : end]:
            names = []
        if names:
            point = replace(point, metric=names.pop(0))
        if not point.publisher and (late := _late_publisher(line, start, end)):
            point = replace(point, publisher=late)
        yield point
        previous = item.end
    close(line, start, end, state)


def _respective(name: str) -> list[str]:
    """``volumes of rail and road`` as volumes of rail, volumes of road."""
    head, of, members = name.rpartition(" of ")
    parts = [part.strip() for part in re.split(r",? and |, ", members) if part.strip()]
    return [head + of + part for part in parts] if len(parts) > 1 else []


def _late_publisher(line: Line, start: int, end: int) -> str:
    """``…, according to IDC`` at the sentence's end speaks for all of it."""
    named = [span for span in line.publishers if start <= span[0] < end]
    return line.text[named[0][1] : named[0][2]] if named else ""


def _clause(view: str, start: int, end: int) -> int:
    found = [match.end() for match in _SPLIT.finditer(view, start, end)]
    return found[-1] if found else start


def _point(
    line: Line, start: int, end: int, place: _Place, following: int, state: State, date: str
) -> DataPoint:
    item = place.item
    last = state.topics[-1] if state.topics else None
    before = line.view[place.clause : item.start]
    after = line.view[item.end : min(end, item.end + 60)]
    own = _subject(line, place, end)
    reading = _kind(item, before, after, own, last)
    name = own or (last.name if last else "")
    if reading.kind == "share":
        name = _share_name(line, place, end, own, after) or name
    period = _period(line, start, end, place, following, reading, state)
    is_forecast, hedge = forecast(
        line, start, item, place.clause, period, state, date, own=bool(own)
    )
    if (
        is_forecast
        and re.search(r"\bfrom (?:about |around |nearly )?$", before)
        and not state.forecast
    ):
        is_forecast = sources_later(period, date) or "estimate" in line.view[start : item.start]
    state.topics.append(Topic(name, reading.kind, period, item.end, bool(own)))
    return make_point(
        line, item, (start, end), name, reading, period, state, forecast=is_forecast, hedge=hedge
    )


def sources_later(period: Period, date: str) -> bool:
    """Whether the period is known to end after the date."""
    from kb.figures.sources import after

    return after(period, date) is True


def _subject(line: Line, place: _Place, end: int) -> str:
    """The noun phrase before the clause's verb, or the object of an active verb."""
    view, item = line.view, place.item
    segment_start = place.clause
    segment = view[segment_start : item.start]
    spoken = re.match(
        r"^.{0,60}?\b(?:expects?|forecasts?|estimates?|projects?|predicts?|anticipates?"
        r"|says?|said|reports?|believes?|that)\b (?:that )?",
        segment,
    )
    if spoken and _VERB.search(segment, spoken.end()) is None and " to " in segment[spoken.end() :]:
        cut = segment.index(" to ", spoken.end())
        return _clean(line, segment_start + spoken.end(), segment_start + cut)
    if spoken and publisher_named(line, segment_start, item.start):
        segment_start += spoken.end()
        segment = view[segment_start : item.start]
    verbs = list(_VERB.finditer(segment))
    finite = [match for match in verbs if _COPULA.match(match.group())]
    verb = finite[0] if finite else verbs[0] if verbs else None
    if verb is None:
        return _clean(line, segment_start, item.start)
    subject = _clean(line, segment_start, segment_start + verb.start())
    if item.dimension == "count" and not _COPULA.match(verb.group()):
        return _object(line, item, end, verb.group(), subject)
    if verb.group() in ("raise", "raised", "cut", "target", "targets") or (
        verb.group() in ("expect", "expects") and (not subject or _PRONOUN.match(subject))
    ):
        rest = _clean(line, segment_start + verb.end(), item.start)
        return rest or subject
    return "" if _PRONOUN.match(subject) else subject


def publisher_named(line: Line, start: int, end: int) -> bool:
    """Whether a publisher is named in the span."""
    return any(start <= named[1] < end for named in line.publishers)


def _object(line: Line, item: Quantity, end: int, verb: str, subject: str) -> str:
    """``shipped 1.2 million units of automotive MCUs``: automotive MCUs shipped."""
    match = re.compile(
        r" of ([A-Za-z][A-Za-z\- ]{2,40}?)(?=[,.;(\x00]| in | by | for | as | to |$)"
    ).match(line.view, item.end, end)
    noun = match[1] if match else item.unit.split(" ")[-1]
    tail = (
        f" by {subject}"
        if subject and not _PRONOUN.match(subject) and not match and subject[:1].islower()
        else ""
    )
    return f"{noun} {verb}{tail}"


def _clean(line: Line, start: int, end: int) -> str:
    text = "".join(
        old
        for old, seen in zip(line.text[start:end], line.view[start:end], strict=True)
        if seen != "\x00"
    )
    text = re.sub(r"\s+", " ", _NOISE.sub(" ", text))
    for pattern in (_CLEAN_START, _CLEAN_END):
        before = None
        while before != text:
            before, text = text, pattern.sub("", text, count=1)
    text = text.strip()
    if (
        len(text) < 2
        or _PRONOUN.match(text)
        or not re.search(r"[A-Za-z]{2}", text)
        or re.fullmatch(r"(?:CAGR|compound annual growth rate|CAGR of|year|%)", text)
    ):
        return ""
    return text[:80]


def _kind(item: Quantity, before: str, after: str, own: str, last: Topic | None) -> Reading:
    if item.dimension in ("ratio", "points", "multiple"):
        if _CAGR_BEFORE.search(before) or _CAGR_AFTER.match(after):
            return Reading("cagr", "", "up")
    change = _CHANGE_BEFORE.search(before)
    falling = bool(change and change["down"])
    if (
        change
        or item.dimension == "points"
        or (_BY.search(before) and _CHANGE_BEFORE.search(before[: _by(before)]))
    ):
        falling = falling or bool(re.search(rf"\b(?:{_DOWN})\b", before, re.I))
        return Reading("growth", _basis(before + after), "down" if falling else "up")
    if item.dimension == "multiple":
        return Reading(
            "level" if re.search(r"P/?E|EBITDA|earnings|sales", before + after) else "growth",
            "vs",
            "up",
        )
    if item.dimension == "ratio":
        return _ratio(before, after, own, last)
    counted = item.dimension == "count" or (
        item.dimension == "number" and _COUNTED.search(own or (last.name if last else ""))
    )
    return Reading("count" if counted and "/" not in item.unit else "level")


def _by(before: str) -> int:
    match = _BY.search(before)
    return match.start() if match else len(before)


def _ratio(before: str, after: str, own: str, last: Topic | None) -> Reading:
    if _CHANGE_AFTER.match(after):
        down = re.search(
            r"^\W*\w*\W*(?:decline|decrease|drop|fall|reduction|lower|below|discount)", after, re.I
        )
        return Reading("growth", _basis(before + after), "down" if down else "up")
    if _SHARE_BEFORE.search(before) or re.match(r"^(?: of (?!\d)|(?: market)? share)", after):
        return Reading("level" if _RATE.search(own) else "share")
    if own and _RATE.search(own):
        return Reading("level")
    if last and last.kind == "share":
        return Reading("share")
    if (
        not own
        and last
        and last.kind in ("growth", "cagr")
        and not re.search(r"\b(?:to|at)\s*$", before)
    ):
        return Reading("growth", _basis(before + after), "up")
    if re.match(
        r"^ (?:[a-z]+ )?(?:said|say|report|plan|expect|believe|have|had|are|were|use|agree)", after
    ):
        return Reading("share")
    return Reading("level")


def _basis(text: str) -> GrowthBasis:
    if re.search(r"year[ -](?:on|over)[ -]year|yoy|y/y|a year|annual", text, re.I):
        return "yoy"
    if re.search(r"quarter[ -](?:on|over)[ -]quarter|qoq|sequential|month[ -]on", text, re.I):
        return "qoq"
    return "vs" if re.search(r"\b(?:from|than|versus)\b", text) else ""


def _share_name(line: Line, place: _Place, end: int, own: str, after: str) -> str:
    """``X accounted for 5% of Y``: X share of Y; ``58% of physicians …``: what they do."""
    whole = re.match(r"^ of ([^,;.\x00]{2,70})", after)
    if not whole:
        return ""
    text = line.text[place.item.end + 4 : place.item.end + whole.end()].strip()
    text = re.sub(r"\s+(?:in|by|for|during|at|as)$", "", re.sub(r"^(?:the|all|its|our) ", "", text))
    if own:
        return f"{own} share of {text}"
    return text


def _period(
    line: Line,
    start: int,
    end: int,
    place: _Place,
    following: int,
    reading: Reading,
    state: State,
) -> Period:
    item, timeline = place.item, line.timeline
    after = [found for found in timeline.before(item.end, end)]
    before = [
        found
        for found in timeline.before(start, item.start)
        if not timeline.compared(found)
        and not _AGO.search(found[2].text)
        and (reading.kind == "cagr" or not _FROM_SIDE.search(line.view[start : found[0]]))
    ]
    near = _near(line, item, following, after)
    if reading.kind == "cagr":
        return _cagr_period(before, after, near, state)
    if near:
        return near
    if before:
        return before[-1][2]
    if state.period.start_year:
        return state.period
    later = [found for found in after if not timeline.compared(found)]
    return later[0][2] if later else Period()


def _near(line: Line, item: Quantity, following: int, after: list[Found]) -> Period | None:
    """The period right after the value: ``… in 2022``, ``… a year earlier``."""
    for found in after[:2]:
        if found[0] >= following:
            return None
        between = line.view[item.end : found[0]]
        if "earlier" in found[2].text or "last year" in found[2].text.lower():
            return (
                found[2]
                if not re.search(r"[,;]", between)
                and " than" not in between
                and "from" not in between
                else None
            )
        if _AFTER_LINK.match(between) and not line.timeline.compared(found):
            return found[2]
        if re.match(r"^[\s(]{1,2}$", between):
            return found[2]
    return None


def _cagr_period(
    before: list[Found], after: list[Found], near: Period | None, state: State
) -> Period:
    ranges = [found[2] for found in (*after[:1], *reversed(before)) if (found[2].years or 0) > 0]
    if ranges:
        return ranges[0]
    named = [found[2] for found in before if found[2].end_year]
    if near is not None and near.end_year:
        named.append(near)
    years = sorted({period.end_year for period in named if period.end_year})
    if len(years) == 1 and state.period.end_year and state.period.end_year < years[0]:
        years.insert(0, state.period.end_year)
    if len(years) >= 2:
        return Period(years[0], years[-1], text=f"{years[0]}-{years[-1]}")
    return named[-1] if named else state.period
