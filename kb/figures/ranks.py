"""Ranks: 排名第三, 位居榜首, 由第九位升至第六, 前五名依次为甲、乙、丙."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.figures.chinese import phrases, words
from kb.figures.chinese.phrases import HIDDEN
from kb.figures.chinese.surroundings import clause_start
from kb.figures.context import State, publisher
from kb.figures.periods.period import Found
from kb.figures.places import region_of
from kb.figures.quantities.numerals import whole
from kb.figures.views import Line
from kb.regex import regex
from kb.types import DataPoint, Period

_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_VERB = (
    r"(?:排名?|排行|分列|位列|位居|名列|居|列|跃居|跃升至?|升至|升到|升为|降至|降到"
    r"|跌至|滑落至|上升至|下滑至|下降至|回升至|"
    r"稳居|位于|占据|排在|排到|排名为|名次为|列为|占|由|从|蝉联|荣登|登上|夺得|高居"
    r"|成为|保持|晋升至|摘得)"
)
_ORDINAL = regex(rf"第 ?(?P<n>{_NUMBER}) ?(?:位|名)?")
_NO_RANK = regex(
    r"^(?:产业|季|方(?!面)|批|次|期|章|节|条|款|届|代|大类|类|版|页|个|阶段|部分|步"
    r"|轮|线|梯队|曲线|财|年|天|月|周|日|场|集|层|组|年度|家|所|座|款|例|条|台|艘|种|项|支|份|辆|件|时间|责任|手|生产|增长)"
)
_BEFORE = regex(rf"{_VERB}[^,，。;；:：第]{{0,12}}$")
_JOINT = regex(
    r"^(?:位|名)?[、和与及至到](?:第)?$|^(?:位|名)?(?:升|降|上升|下降|跃升|回落|滑落"
    r"|提升|下滑|跌|进|前进|后退)(?:至|到|为)(?:\S{0,4})$"
)
_TOP = regex(
    r"(?:位居|稳居|高居|居于?|位列|名列|蝉联|荣登|登上|问鼎|夺得|排名|跃居|列|排在"
    r"|占据|拿下|坐稳)[^,，。;；]{0,10}(?P<word>首位|榜首|头名|头把交椅)"
)
_PLACED = regex(
    r"(?P<first>居首(?!位)|夺冠|折桂|拔得头筹)|(?P<next>紧随其后|(?:位列|位居|屈居|名列)次席|次之(?=[,，。;；(]|$)|居次(?!要)|位居其后)"
    r"|(?:位列|位居|名列|稳居|分列|列居|跻身)[^,，。;；]{0,14}前(?P<top>[二三四五六七八九十]|\d{1,2})(?:名|位|强|席)?(?=[,，。;；]|$)"
)
"""Holds the first place, or those after one that a sentence names: 甲以5%居首，乙紧随其后; or as many
places as there are names: 甲、乙、丙位列前三."""
_HELD_BEFORE = regex(r"的?(?:冠军|亚军|季军|榜首|龙头|第[一二三]名?)")
"""After 上年 it says what somebody was, not when what follows was so."""
_LISTED = regex(
    rf"(?:前|TOP|Top|top) ?(?P<n>{_NUMBER})(?:名|位|大"
    rf"|强)?(?P<what>[^,，。;；:：]{{0,20}}?)(?:依次|分别|顺次)(?:为|是|有|:"
    rf"|：)*(?P<list>[^。;；]{{1,200}})"
)
_LEADING = regex(r"^(?:其中|而|但|(?:上年|去年|前一年|昔日|此前|原)?的?(?:冠军|亚军|季军|龙头))+")
_AMONG = regex(r"^在?[^,，]{0,20}(?:中|里|内|当中|之中)$")
"""在22个行业中: among whom, not who."""
_DIGIT = regex(r"\d")
_SPLIT = regex(r"[、,，]|和(?!田|县|平|林)|与|以及|及")


@dataclass(frozen=True, slots=True)
class _Rank:
    start: int
    end: int
    value: float
    entity: str
    metric: str


def points(line: Line, start: int, end: int, state: State) -> Iterator[DataPoint]:
    """Rank points of the sentence; ``state`` is read, its topics name what is ranked."""
    seen: set[tuple[str, float]] = set()
    for rank in sorted(_ranks(line, start, end, state), key=lambda rank: rank.start):
        if any(rank.value == value and rank.entity in (entity, "") for entity, value in seen):
            continue
        seen.add((rank.entity, rank.value))
        yield DataPoint(
            metric=rank.metric,
            value=rank.value,
            unit="",
            kind="rank",
            start=rank.start,
            end=rank.end,
            quote=line.text[rank.start : rank.end],
            sentence_start=start,
            sentence_end=end,
            period=_period(line, start, rank.start, state),
            entity=rank.entity,
            region=region_of(rank.metric) or region_of(line.text[start : rank.start]),
            normalised=rank.value,
            normalised_unit="rank",
            dimension="rank",
            publisher=publisher(line, start, rank.start, state),
        )


def _ranks(line: Line, start: int, end: int, state: State) -> Iterator[_Rank]:
    view = line.view
    closed: list[tuple[int, int]] = []
    metric = ""
    for match in _LISTED.finditer(view, start, end):
        found = list(_listed(line, start, match))
        if found:
            closed.append((match.start(), found[-1].end))
            metric = found[-1].metric
            yield from found
    for match in _TOP.finditer(view, start, end):
        span = match.span("word")
        if not _within(span[0], closed):
            yield _first_place(line, start, match.start(), span, state)
    yield from _placed(line, start, end, state)
    for run in _runs(view, start, end):
        if not _within(run[0].start(), closed):
            yield from _run(line, start, run, state, metric)


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _runs(view: str, start: int, end: int) -> list[list[re.Match[str]]]:
    """Ordinals that are ranks, those of one list or movement together."""
    runs: list[list[re.Match[str]]] = []
    for match in _ORDINAL.finditer(view, start, end):
        if _NO_RANK.match(view[match.end() : match.end() + 4]):
            continue
        if runs and _JOINT.match(view[runs[-1][-1].end() : match.start()]):
            runs[-1].append(match)
        elif _BEFORE.search(view[max(start, match.start() - 18) : match.start()]):
            runs.append([match])
    return runs


def _run(
    line: Line, start: int, run: list[re.Match[str]], state: State, listed: str
) -> Iterator[_Rank]:
    view = line.view
    clause = clause_start(view, start, run[0].start())
    before = view[clause : run[0].start()]
    verb = list(re.finditer(_VERB, before))
    head = clause + (verb[0].start() if verb else len(before))
    moving = len(run) > 1 and re.search(r"[至到为]", view[run[0].end() : run[1].start()])
    names = _names(line, start, clause, head, 1 if moving else len(run))
    metric = listed or _metric(line, start, clause, head, state)
    if len(names) == 1 and words.MEASURE.search(names[0]):
        names, metric = [], _ranking(names[0])
    for index, match in enumerate(run):
        entity = names[0 if moving else index] if names else ""
        yield _Rank(*match.span(), float(whole(match["n"])), entity, metric)


def _first_place(line: Line, start: int, head: int, span: tuple[int, int], state: State) -> _Rank:
    """Who holds 榜首, 首位, which stands at ``span`` behind the verb at ``head``."""
    clause = clause_start(line.view, start, head)
    names = _names(line, start, clause, head, 1)
    metric = _metric(line, start, clause, head, state)
    return _Rank(*span, 1.0, names[0] if names else "", metric)


def _of_measure(rank: _Rank) -> _Rank:
    """A first place with its measure apart from its name: 混合云 leads by 采用率 where 混合云的采用率 does."""
    name, _, measure = rank.entity.rpartition("的")
    if not name or not _measures(measure):
        return rank
    return replace(rank, entity=name, metric=_ranking(measure))


def _apart(names: Sequence[str]) -> tuple[str, str]:
    """The last of a list, and the measure that it carries for all: 乙的产量; 山东、内蒙古电站收入."""
    *others, last = names
    name, _, measure = last.rpartition("的")
    region = region_of(last) if not name and all(region_of(one) == one for one in others) else ""
    if region and last.startswith(region):
        name, measure = region, last.removeprefix(region)
    return (name, measure) if name and _measures(measure) else (last, "")


def _placed(line: Line, start: int, end: int, state: State) -> Iterator[_Rank]:
    """``甲居首，乙、丙紧随其后``: the first place, and those after it where it was named."""
    leader: _Rank | None = None
    for match in _PLACED.finditer(line.view, start, end):
        if match["first"]:
            leader = _of_measure(_first_place(line, start, match.start(), match.span(), state))
            yield leader
        elif match["top"]:
            yield from _first_few(line, start, match, state)
        elif leader:
            clause = clause_start(line.view, start, match.start())
            named = _names(line, start, clause, match.start(), 1)
            for value, name in enumerate(_SPLIT.split(named[0]) if named else (), start=2):
                yield _Rank(*match.span(), float(value), _entity(name.strip()), leader.metric)


def _first_few(line: Line, start: int, match: re.Match[str], state: State) -> Iterator[_Rank]:
    count = whole(match["top"])
    clause = clause_start(line.view, start, match.start())
    names = _names(line, start, clause, match.start(), count)
    listed = [part for part in _SPLIT.split(line.view[clause : match.start()]) if part.strip()]
    if count < len(listed) or len(names) != count:
        return
    names[-1], measure = _apart(names)
    metric = _ranking(measure) if measure else _metric(line, start, clause, match.start(), state)
    said = line.text[match.start() : match.end()]
    for value, name in enumerate(names, start=1):
        begin = line.text.rfind(name, clause, match.start())
        begin = match.start() if begin < 0 else begin
        end = begin + len(name) if begin < match.start() else match.start() + len(said)
        yield _Rank(begin, end, float(value), _entity(name), metric)


def _names(line: Line, start: int, clause: int, head: int, size: int) -> list[str]:
    """The entities ranked: what stands before the verb, split where there are several."""
    text = re.split(
        r"(?:以|凭借?)[^以凭]{0,24}$|分别|依然|仍然|仍|依旧|继续|连续|再次|首次",
        line.view[clause:head],
    )[0]
    text = _AMONG.sub("", text.replace(HIDDEN, "").strip(" *的,，"))
    parts = [part.strip() for part in _SPLIT.split(text) if part.strip()]
    if size > 1:
        return parts[-size:] if len(parts) >= size else []
    if not text and clause > start + 1:
        earlier = clause_start(line.view, start, clause - 1)
        span = phrases.read_lead(line.view, earlier, clause - 1).name
        return (
            [_entity(line.shown(*span))]
            if span and clause - earlier < 30 and not _DIGIT.search(line.view[earlier:clause])
            else []
        )
    return [_entity(text)] if text else []


def _entity(text: str) -> str:
    return _LEADING.sub("", text)[:24]


def _metric(line: Line, start: int, clause: int, head: int, state: State) -> str:
    """What is ranked by: the last measure before, or the clause that sets the scene."""
    topics = [topic for topic in state.topics if topic.name]
    near = [topic for topic in topics if start < topic.end <= head]
    near = [topic for topic in near if _measures(topic.name)] or near
    if near and not _measures(near[-1].name):
        near = [topic for topic in topics if _measures(topic.name)][-1:] or near
    if near:
        return _ranking(near[-1].name)
    position = start
    while position < clause:
        stop = position
        while stop < clause and line.view[stop] not in ",，:：;；":
            stop += 1
        if span := phrases.read_lead(line.view, position, stop).name:
            base = re.sub(r"(?:前\S{0,8}|中)$", "", line.shown(*span))
            return _ranking(base)
        position = stop + 1
    return _ranking(topics[-1].name) if topics else "排名"


def _measures(name: str) -> bool:
    return bool(words.MEASURE.search(name) or words.SHARE.search(name))


def _ranking(base: str) -> str:
    return base if base.endswith(("排名", "排行", "排行榜", "名次")) else base + "排名"


def _listed(line: Line, start: int, match: re.Match[str]) -> Iterator[_Rank]:
    """``前五名依次为甲、乙、丙``: each name is a rank, and the span that states it."""
    count = whole(match["n"])
    clause = clause_start(line.view, start, match.start())
    lead = phrases.read_lead(line.view, clause, match.start()).name
    base, what = line.shown(*lead) if lead else "", match["what"].strip("的")
    if not base or base == region_of(base):  # 全球前五大厂商
        base += what
    metric = _ranking(base)
    position = match.start("list")
    pieces: list[tuple[int, int]] = []
    for joint in [*_SPLIT.finditer(line.view, position, match.end("list")), None]:
        stop = joint.start() if joint else match.end("list")
        pieces.append((position, stop))
        position = joint.end() if joint else stop
        if joint and joint.group() in ",，" and len(pieces) >= count:
            break
    for value, (first, last) in enumerate(pieces[:count], start=1):
        text = line.text[first:last]
        name = text.strip(" *")
        if not 1 < len(name) <= 20 or any(character.isdigit() for character in name):
            return
        begin = first + text.index(name)
        yield _Rank(begin, begin + len(name), float(value), name, metric)


def _period(line: Line, start: int, position: int, state: State) -> Period:
    timeline = line.timeline
    before = timeline.before(start, position)
    if before and timeline.adjacent(before[-1], position) and before[-1].period.start_year:
        return before[-1].period
    before = [one for one in before if not _HELD_BEFORE.match(line.view, one.end)]
    named: list[Found] = [found for found in before if not timeline.compared(found)]
    carried = [found for found in named if not timeline.from_side(found)]
    return carried[-1].period if carried else state.period
