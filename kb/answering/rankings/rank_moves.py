"""What moved between two years of a ranking: who entered, who left, who rose or fell most."""

from __future__ import annotations

from itertools import pairwise

from kb.answering.rankings.rank_wording import joined, placed, rank
from kb.answering.records.rank_table import RankTable
from kb.answering.writing.draft import Draft
from kb.types import DataPoint, Status

ROSE = (
    r"上升最|升得?最|蹿|进步最|提升最|爬升|涨得最|升幅最|前进最|(?:rose|climbed|gained|improved|advanced|moved up)(?: by| in the \w+| up the \w+| the \w+)? (?:the )?(?:most|furthest|more)"
    r"|climbed|(?:biggest|largest|greatest) (?:gain|ris|jump|climb|improve)"
)
FELL = (
    r"下降最|[跌掉降]得?最|退步最|下滑最|降幅最|后退最|(?:fell|dropped|slipped|lost|declined)(?: by| in the \w+| down the \w+)? (?:the )?(?:most|furthest|more)"
    r"|(?:biggest|largest|greatest) (?:drop|fall|los|declin|slip)"
)
ALL_ROSE = r"(?:上升|提升|前进|进步|升)了?的.{0,4}(?:哪[几些]|有谁|是谁|都有)|哪[几些].{0,10}(?:上升|前进|进步)|\b(?:which|who)\b.{0,40}\b(?:rose|climbed|moved up|improved|went up)\b(?! (?:by )?(?:the )?(?:most|furthest))"
ALL_FELL = r"(?:下降|下滑|后退|退步|掉|跌)了?的.{0,4}(?:哪[几些]|有谁|是谁|都有)|哪[几些].{0,10}(?:下降|下滑|退步)|\b(?:which|who)\b.{0,40}\b(?:fell|dropped|slipped|moved down|went down|declined)\b(?! (?:out|off|from))"
"""Ask who rose or fell most, and who rose or fell at all."""
_STIRRED = r"变没变|动没动|有没有[变动]|[变动]了[吗没]|有变化[吗没]|[往向][上下](?:走|去|挪|爬|蹿|还是)|[升涨](?:了)?(?:还)?是下?[降跌]"
"""Asks whether and which way a place changed."""
YEAR_BEFORE = (
    _STIRRED
    + r"|(?:跟|和|与|同|比|较)(?:上|前|去)一?年|[掉升降跌涨]到了?第?几|(?:原来|之前|本来)(?:是|排)?第?几|[升降跌掉进退涨]了?(?:几|多少)[名位个]|\b(?:than|from|on) (?:in )?the (?:year before|previous year)"
)
"""Sets a year against the one before it."""
BY_PLACES = (
    _STIRRED
    + r"|[升降跌掉进退涨].{0,4}[几多]|几[位名]|[升涨进].{0,6}[降掉跌退落]|[降掉跌退落].{0,6}[升涨进]|\bhow many (?:places|positions|ranks|spots)|\bhow far\b"
)
"""Asks by how many places something rose or fell."""


def moved_in_and_out(
    draft: Draft,
    table: RankTable,
    years: tuple[int, int],
    top: int | None = None,
    *,
    left_first: bool = False,
) -> Status:
    """Write who entered and who left the list, or its first ``top``, between two years."""
    old, new = (_first(table, year, top) for year in years)
    before, after = {p.entity for p in old}, {p.entity for p in new}
    entered = [p for p in new if p.entity not in before]
    left = [p for p in old if p.entity not in after]
    markers = draft.cite_points([*new[:1], *old[:1], *entered, *left])
    if not entered and not left:
        names = draft.pick("、", ", ").join(draft.name(p.entity) for p in new)
        draft.say(
            f"与{years[0]}年相比，{years[1]}年没有谁进出：仍是{names}{markers}。",
            f"From {years[0]} to {years[1]}, nobody entered or left: still {names} {markers}.",
        )
        return "answered"
    came = joined(draft, [placed(draft, p) for p in entered])
    went = joined(draft, [placed(draft, p) for p in left])
    whole = top is None or top >= max(p.value for y in years for p in table.row(y))
    list_zh = "榜单" if whole else f"前{top}"
    list_en = "" if whole else f" the top {top}"
    zh = [f"新进入{list_zh}：{came}", f"退出{list_zh}：{went}"]
    en = [f"entered{list_en}: {came}", f"left{list_en}: {went}"]
    order = -1 if left_first else 1
    draft.say(
        f"与{years[0]}年相比，{years[1]}年{'；'.join(zh[::order])}{markers}。",
        f"From {years[0]} to {years[1]}, {'; '.join(en[::order])} {markers}.",
    )
    return "answered"


def last_change(table: RankTable, top: int | None = None) -> tuple[int, int]:
    """The last two years in a row in which not the same stood in the list, or its first ``top``; else the last two."""
    pairs = list(pairwise(table.years)) or [(table.years[-1], table.years[-1])]
    for pair in reversed(pairs):
        one, other = ({p.entity for p in _first(table, year, top)} for year in pair)
        if one != other:
            return pair
    return pairs[-1]


def _first(table: RankTable, year: int, top: int | None) -> list[DataPoint]:
    return [point for point in table.row(year) if top is None or point.value <= top]


def moved(draft: Draft, table: RankTable, name: str, years: tuple[int, int]) -> None:
    """Write by how many places a name rose or fell; nothing where a year lacks it."""
    old, new = table.point(name, years[0]), table.point(name, years[1])
    if old is None or new is None:
        return
    change = old.value - new.value
    markers = draft.cite_points([old, new])
    shown, was, now = draft.name(name), rank(draft, old), rank(draft, new)
    if not change:
        draft.say(
            f"{shown}{years[0]}年和{years[1]}年都排{now}位，没有变动{markers}。",
            f"{shown} was {now} in both {years[0]} and {years[1]} {markers}.",
        )
        return
    places = _places(draft, old, new)
    draft.say(
        f"{shown}从{years[0]}年{was}位{'升' if change > 0 else '降'}到{years[1]}年{now}位，"
        f"{'上升' if change > 0 else '下降'}{places}位{markers}。",
        f"{shown} {'rose' if change > 0 else 'fell'} by {places} place{'s' * (places != '1')}: "
        f"from {was} in {years[0]} to {now} in {years[1]} {markers}.",
    )


def _places(draft: Draft, old: DataPoint, new: DataPoint) -> str:
    low, high = sorted((old.value, new.value))
    places = f"{high - low:.0f}"
    draft.derive(places, high - low, f"{high:.0f} − {low:.0f} = {places}", [old, new])
    return places


def rose_most(draft: Draft, table: RankTable, years: tuple[int, int], *, up: bool) -> Status | None:
    """Write who rose, or fell, by most places; None where nobody stands in both years."""
    moves = _moves(table, years)
    if not moves:
        return None
    best = max(m[0] for m in moves) if up else min(m[0] for m in moves)
    if (best <= 0) if up else (best >= 0):
        draft.say("没有名次变动。", "No rank changed that way.")
        return "answered"
    for change, old, new in moves:
        if change == best:
            markers = draft.cite_points([old, new])
            places = _places(draft, old, new)
            name = draft.name(old.entity)
            draft.say(
                f"{name}{'上升' if up else '下降'}最多：从{years[0]}年{rank(draft, old)}位到"
                f"{years[1]}年{rank(draft, new)}位，变动{places}位{markers}。",
                f"{name} {'rose' if up else 'fell'} most: from {rank(draft, old)} in "
                f"{years[0]} to {rank(draft, new)} in {years[1]}, {places} place{'s' * (places != '1')} {markers}.",
            )
    return "answered"


def all_that_moved(
    draft: Draft, table: RankTable, years: tuple[int, int], *, up: bool
) -> Status | None:
    """Write all who rose, or fell, and from where to where; None where nobody stands in both years."""
    moves = _moves(table, years)
    if not moves:
        return None
    found = [(old, new) for change, old, new in moves if (change > 0 if up else change < 0)]
    found.sort(key=lambda pair: pair[1].value)
    markers = draft.cite_points([p for pair in found for p in pair] or table.row(years[1])[:1])
    listed = [
        f"{draft.name(old.entity)}{draft.pick('（', ' (')}{rank(draft, old)}"
        f"{draft.pick('→', ' to ')}{rank(draft, new)}{draft.pick('）', ')')}"
        for old, new in found
    ]
    names = joined(draft, listed) if listed else draft.pick("没有", "none")
    draft.say(
        f"{years[1]}年名次比{years[0]}年{'上升' if up else '下降'}的：{names}{markers}。",
        f"Ranked {'higher' if up else 'lower'} in {years[1]} than in {years[0]}: {names} {markers}.",
    )
    return "answered"


def _moves(table: RankTable, years: tuple[int, int]) -> list[tuple[float, DataPoint, DataPoint]]:
    """By how many places each name rose that stands in both years, with its two points; none of one year."""
    if years[0] == years[1]:
        return []
    pairs = [(table.point(name, years[0]), table.point(name, years[1])) for name in table.names]
    return [(old.value - new.value, old, new) for old, new in pairs if old and new]
