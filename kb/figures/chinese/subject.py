"""What a value of a Chinese sentence is the value of: its own name, or one it takes over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.figures.chinese import nouns, phrases, words
from kb.figures.chinese.dealing import Dealt
from kb.figures.chinese.kind import PART_OF
from kb.figures.chinese.phrases import HIDDEN
from kb.figures.chinese.surroundings import Place, clause_start
from kb.figures.chinese.turns import in_same_unit, named, of_paragraph, without_whole
from kb.figures.context import Reading, State, Topic
from kb.figures.places import region_of
from kb.figures.views import Line
from kb.regex import regex
from kb.types import RATES

_SHARE_OF = regex(
    r"(?<!所)(?:占(?!比|有|率|据率|用|领|地)(?:到了|到|了|据)?|相当于)(?:整个"
    r"|全部)?([^,，、;；:：()]{1,24}?)的?"
    r"(?:比重|比例|份额|比率)?(?:达到?|为|是|约|近|超过?|逾|升至|降至|高达|的|由|从"
    r"|将|分别|均|已|也|仍|不足|不到|仅|提升至|提高到|\x00|[ ])*$"
)
_LISTED = regex(r"[、和及与](?:约|近|超过|逾)?\d")
_ASIDE = regex(
    r"^(?:按(?!摩|揭)|据(?!点)|根据|受(?![损众益理托伤])|随着|经(?![营济销理纪费])|考虑|剔除|扣除|由于|得益|在.{0,12}下$|为了|通过|围绕|同时$|其中$)"
)
_WITHIN = regex(
    r"在?([^,，在]{2,24}?)(?:中|里|当中|总量中)(?:的|所)?占(?:比|到)?(?:约|近|超过?|逾|达|为|[ ])*$"
)
_AT_RATE = regex(r"的?[\x00 ]*(?:年均|年?平均|增速|增长率?|速度|复合)")
"""市场以12.3%的复合增长率: the market is no holder of a share."""
_BARE_SHARE = regex(r"占(?:到|了|据)?[约近超过逾到达仅 ]*$")
_BY_VALUE = regex(r"^(?:以上|左右|多)?的?(?:市场)?(?:份额|占比|市占率|占有率|比例|比重)")
_MEASURE_AFTER = regex(r"的?([\u3400-\u9fff]{2,4}?)(?=[的,，。;；、)）已将与和]|$)")
_LONGEST_NAME = 120
"""Characters after a value in which the name of what it counts may stand."""
_PER = words.word_set("日均 月均 年均 周均 人均 户均 平均")
"""日均1.4万人次: of what stands before, by the day."""
_PREPOSED = regex(r"[对向把将与和在给为让使帮助由][\x00 ]*$")
_NO_OBJECT = regex(r"^[\u3400-\u9fff]{0,2}(?:[,，。;；、)）]|$)")


@dataclass(frozen=True, slots=True)
class Owner:
    """What a value is the value of."""

    own: str
    """Named in the value's own clause, empty otherwise."""
    name: str
    topic: Topic | None
    """The figure whose subject is taken over, or the one before."""
    entity: str = ""


def find_subject(
    line: Line, start: int, place: Place, dealt: Dealt | None, state: State, known: int
) -> Owner:
    """The subject of the value at ``place`` in the sentence that begins at ``start``."""
    last = state.topics[-1] if state.topics else None
    if dealt and dealt.name:
        return Owner(dealt.name, dealt.name, last, dealt.entity)
    entity = dealt.entity if dealt else ""
    owned = [topic for topic in state.topics[:known] if topic.own] or state.topics
    if "前者" in place.context and len(owned) >= 2:
        return Owner("", owned[-2].name, owned[-2])
    latter = place.lead.name is None or line.shown(*place.lead.name) == "后者"
    if "后者" in place.context and owned and latter:
        return Owner("", owned[-1].name, owned[-1])
    if told := nouns.age_group(place.context) or named(line, start, place, last):
        return Owner(told, told, last, entity)
    span = _own_span(line, place)
    if span and _by_entity(line, place):
        return _entity_share(line, start, place, line.shown(*span), state, last)
    own = line.shown(*span) if span else ""
    if own in _PER and last:
        return Owner("", own + without_whole(last.name), last, entity)
    if own:
        name = _qualified(own, last, start, state)
        return Owner(own, of_paragraph(line, start, own) if name == own else name, last, entity)
    if place.outer and (outer := phrases.read_lead(line.view, *place.outer).name):
        name = line.shown(*outer)
        return Owner(name, name, last, entity)
    last = in_same_unit(place, state) or last
    name = _earlier_clause(line, start, place, state) or (last.name if last else "")
    if place.item.dimension not in ("ratio", "points", "multiple"):
        name = without_whole(name)
    return Owner("", name, last, entity)


def _qualified(own: str, last: Topic | None, start: int, state: State) -> str:
    """均价 after 中国扫地机器人线上零售额 is 中国扫地机器人线上均价, alone even after a semicolon."""
    if last is None or len(own) > 5 or _has_noun(own):
        return own
    if last.end <= start and not (state.open and len(phrases.tagged(own, 0, len(own))) == 1):
        return own
    if not words.MEASURE.search(own) and not words.SHARE.search(own):
        return own
    basis = without_whole(last.name)
    found = phrases.tagged(basis, 0, len(basis))
    kept = [word for word in found if word.text != HIDDEN]
    while kept and (
        words.MEASURE.search(kept[-1].text)
        or kept[-1].tag.startswith(("v", "b", "d", "u"))
        or kept[-1].text in words.OF_MEASURES
    ):
        kept.pop()
    prefix = basis[: kept[-1].end] if kept and len(kept) < len(found) else ""
    return prefix + own if len(prefix) >= 2 and prefix[:2] not in own else own


def _has_noun(own: str) -> bool:
    """二手房价格 says of what the price is, 均价 does not."""
    found = phrases.tagged(own, 0, len(own))
    first = found[0]
    return len(found) > 1 and len(first.text) > 2 and first.tag.startswith("n")


def _own_span(line: Line, place: Place) -> tuple[int, int] | None:
    span = place.lead.name
    if place.item.text.startswith("翻") and phrases.compared(
        line.view, place.clause, place.item.start
    ):
        return None
    if span and place.item.dimension == "multiple":
        cut = phrases.factor_reference(line.view, place.clause, place.item.start)
        if cut is not None:
            return phrases.read_lead(line.view, place.clause, cut).name
    return span if span and not _ASIDE.match(line.view[slice(*span)]) else None


def _by_entity(line: Line, place: Place) -> bool:
    """甲公司以34.5%的份额…, 甲公司以251.3GWh稳居…: what is named is whose value it is."""
    if _AT_RATE.match(line.view, place.item.end):
        return False
    return bool(place.lead.predicate) and place.lead.predicate[-1] in ("以", "凭", "凭借")


def _entity_share(
    line: Line, start: int, place: Place, entity: str, state: State, last: Topic | None
) -> Owner:
    context = _earlier_clause(line, start, place, state) or (last.name if last else "")
    measure = _BY_VALUE.match(line.view[place.item.end : place.item.end + 8])
    tail = measure.group().lstrip("的以上左右多") if measure else ""
    name = context if not tail or context.endswith(tail) else context + tail
    return Owner("", name or entity + tail, last, entity)


def _earlier_clause(line: Line, start: int, place: Place, state: State) -> str:
    """A measure named in a clause without a value since the last value (or the sentence's start)."""
    ends = [topic.end for topic in state.topics if start < topic.end <= place.item.start]
    floor, stop = max([start, *ends]), place.clause - 1
    best = ""
    while stop > floor:
        first = clause_start(line.view, floor, stop)
        if _ASIDE.match(line.view[first:stop].strip(HIDDEN)) and state.topics:
            stop = first - 1
            continue
        span = nouns.clause_subject(line.view, first, stop) or _measure(line, first, stop)
        if span and not words.PRONOUN.match(line.shown(*span)):
            return line.shown(*span)
        other = phrases.read_lead(line.view, first, stop).name
        best = best or (line.shown(*other) if other else "")
        stop = first - 1
    return best if not state.topics else ""


def _measure(line: Line, start: int, end: int) -> tuple[int, int] | None:
    span = phrases.read_lead(line.view, start, end).name
    return span if span and words.MEASURE.search(line.shown(*span)) else None


def following(
    line: Line, place: Place, end: int, reading: Reading, own: str, dealt: Dealt | None
) -> tuple[str, Reading] | None:
    """30个城市建设智算中心, 67%的中国企业已经…: the name stands after the value."""
    item, view = place.item, line.view
    if dealt is not None and (dealt.name or dealt.first):
        return None
    if item.dimension not in ("count", "ratio", "number"):
        return _measured_by(view, item.end, reading, own)
    if _by_entity(line, place) or reading.kind in RATES:
        return None
    stop = nouns.clause_end(view, item.end, min(end, item.end + _LONGEST_NAME))
    if item.dimension == "ratio":
        return _share_after(line, place, stop, own)
    if listed := _LISTED.search(view, item.end, stop):
        stop = listed.start()
    region = region_of(own[-4:]) if own else ""
    region = region if region and own.endswith(region) else ""
    if own and view[item.start - 1] == "的" and item.dimension == "count":
        own, region = own + "的", ""
        span = nouns.following_name(view, item.end, stop)
        return (own + line.shown(*span), reading) if span else None
    preposed = bool(_PREPOSED.search(view[max(0, item.start - 4) : item.start]))
    if item.dimension == "number" and not words.MEASURE.search(own):  # 服务1.2亿用户
        preposed, reading = True, Reading("count")
    if own and not region and not place.lead.verbal and not preposed:
        return None
    span = nouns.following_name(view, item.end, stop)
    if span is None:
        return None
    noun, rest = line.shown(*span), line.shown(span[1], min(stop, span[1] + 40))
    if counted := _counted(noun):  # 110个国家的技术和行业: countries
        noun, rest = counted, ""
    if own and not region and not preposed:
        return (own if len(own) <= 8 else _last_verb(own)) + noun, reading
    return region + nouns.joined(noun, rest), reading


def _measured_by(view: str, end: int, reading: Reading, own: str) -> tuple[str, Reading] | None:
    """每机架7kW功耗: what is measured stands after the value."""
    found = _MEASURE_AFTER.match(view, end)
    if found is None or reading.kind != "level" or not own or words.MEASURE.search(own):
        return None
    return (own + found[1], reading) if words.MEASURE.search(found[1]) else None


def _counted(noun: str) -> str:
    """国家 in 国家的技术, empty where no noun stands before 的."""
    head, particle, _ = noun.partition("的")
    found = phrases.tagged(head, 0, len(head))
    return head if particle and found and found[-1].tag.startswith("n") else ""


def _last_verb(own: str) -> str:
    found = phrases.tagged(own, 0, len(own))
    return found[-1].text if found else ""


def _share_after(line: Line, place: Place, stop: int, own: str) -> tuple[str, Reading] | None:
    view, item = line.view, place.item
    begin = item.end
    if place.outer and view[begin : begin + 2] == ")的":
        begin, own = begin + 1, ""
        stop = nouns.clause_end(view, begin, min(len(view), begin + 60))
    tail = view[begin:stop]
    if _NO_OBJECT.match(tail) or _BY_VALUE.match(tail) or words.SHARE.search(own):
        return None
    if _BARE_SHARE.search(place.context) or "占" in place.context[-12:]:
        return None
    region = own if own and own == region_of(own) else ""
    if own and not region and not (tail.startswith("的") and not words.MEASURE.search(own)):
        return None
    span = nouns.following_name(view, begin, stop)
    if span is None:
        rest = line.shown(begin, min(stop, begin + 40))
        plain_words = len(rest) >= 3 and not own and not re.match(r"[和与及、或\d]", rest)
        return (re.sub(r"^(?:表示|认为|会)+", "", rest), Reading("share")) if plain_words else None
    noun, rest = line.shown(*span), line.shown(span[1], min(stop, span[1] + 40))
    if len(noun) > 3 and noun[-2:] in words.GROWTH_NOUNS:  # 企业增幅达到…: what they are told by
        noun, rest = noun[:-2], noun[-2:] + rest
    return nouns.joined(region + noun, rest), Reading("share")


def with_whole(line: Line, place: Place, subject: Owner, name: str) -> tuple[str, str]:
    """The name and the whole of a share: 占移动电话用户的46.6%."""
    view, item = line.view, place.item
    inherited = subject.topic.name if subject.topic else ""
    within = _WITHIN.search(view, place.clause, item.start)
    if within and within[1].strip(HIDDEN + " "):
        whole = _shown(within[1])
        before = phrases.read_lead(view, place.clause, within.start()).name
        return f"{line.shown(*before) if before else inherited}占{whole}比重", whole
    match = _SHARE_OF.search(view, place.clause, item.start)
    if (
        match
        and match[1].strip(HIDDEN + " 约近超过逾不足到达为了据")
        and HIDDEN not in match[1].strip(HIDDEN)
    ):
        whole = _shown(match[1])
        before = phrases.read_lead(view, place.clause, match.start()).name
        return f"{line.shown(*before) if before else inherited}占{whole}比重", whole
    part = PART_OF.search(view, place.clause, item.start)
    if part:
        before = phrases.read_lead(view, place.clause, part.start()).name
        subject_name = line.shown(*before) if before else inherited
        whole = _shown(next(filter(None, part.groups())))
        return f"{subject_name}占{whole}比重", whole
    kind = subject.topic.kind if subject.topic else None
    if _BARE_SHARE.search(place.context) and kind != "share" and inherited not in ("", name):
        return f"{name}占{inherited}比例", inherited
    return name, ""


def _shown(text: str) -> str:
    return text.replace(HIDDEN, "").strip(" *的")
