"""Whether it is so: what a yes-or-no question says of places in a ranking, held to its cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kb.answering.rankings.places import EVERY_YEAR, Place, asks_order, read_place
from kb.answering.rankings.rank_wording import joined, placed, rank, year_list
from kb.answering.records.rank_table import RankTable
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.types import DataPoint

_REVERSED = r"不如|落后于|低于|后面|靠后|\b(?:behind|below|lower|worse)\b"
_OVERTOOK = r"赶超|反超|超越了?|\bovert[ao]"
_LEFT = (
    r"跌出|掉出|退出|落榜|出局|不在|缺席|\b(?:drop\w*|fall\w*|fell|push\w*|knock\w*)(?: \w+)? (?:out|off|from)\b"
    r"|\bleft\b|\bleave\b|\bmissing\b|\babsent\b|\bout of the\b|\blose (?:its|their) place"
)
_ENTERED = r"新[进晋上]|首次|新入|\bentered\b|\benter\b|\bnew\b|\bnewly\b|\bjoin"
_LISTED = r"在榜|上榜|入榜|进入?榜|榜单|榜上|\b(?:in|on|into|make|made|enter\w*|join\w*) the (?:\d{4} )?(?:\w+ )?(?:list|ranking|table)\b"
_ALWAYS = rf"{EVERY_YEAR}|一直|始终|年年|连续|从未|从来没|一次[都也]?没|没有?[掉跌退]出|稳居|\balways\b|consistently|\bnever\b"
_ALL_ALONG = rf"{EVERY_YEAR}|一路|一直|始终|持续|不断|逐年|年年|连年|\b(?:steadily|always|continuously|consistently|all along)\b"
_NEVER = r"从来?没|从未|一次[都也]?没|没有?[掉跌退]出|\bnever\b"
_EVER = r"曾|有过|[上进排到入得当拿夺登站坐]过(?![去来程度于])|\bever\b"
_UP = r"上升|升了|升高|提升|进步|前进|爬升|靠前了|\b(?:rise|rose|risen|climb\w*|gain\w*|improve\w*|move\w* up|go up|went up)\b"
_DOWN = r"下降|降了|下滑|退步|后退|掉了|跌了|\b(?:fall|fell|fallen|drop\w*|slip\w*|decline\w*|lost|lose|move\w* down|go down|went down)\b"


def decide(
    draft: Draft,
    question: Question,
    table: RankTable,
    names: Sequence[str],
    years: Sequence[int],
) -> bool:
    """Write whether it is so, with the places that decide it; False where nothing is claimed."""
    known = [name for name in names if name in table.names]
    wanted = [year for year in years if year in table.years]
    if not known or (years and not wanted) or len(known) < len(names):
        return False
    year = wanted[-1] if wanted else table.years[-1]
    if len(known) == 2:
        return asks_order(question.text) and _order(draft, question, table, known, year)
    if len(known) > 2:
        return False
    place = read_place(question.text)
    before = [one for one in table.years if one < year]
    if question.says(_LEFT) and before and not question.says(_NEVER):
        return _left(draft, table, known[0], place, year)
    if place is not None and not place.ascending:
        return whether_held(draft, question, table, known[0], place, wanted)
    if question.says(_ALL_ALONG):
        for pattern, up in ((_UP, True), (_DOWN, False)):
            if question.says(pattern):
                return _moved_all_along(draft, table, known[0], wanted, up=up)
    if len(wanted) == 2 or before:
        first = wanted[0] if len(wanted) == 2 else before[-1]
        for pattern, up in ((_UP, True), (_DOWN, False)):
            if question.says(pattern):
                return _moved(draft, table, known[0], (first, year), up=up)
    if question.says(_ENTERED) and before:
        return _entered(draft, table, known[0], year)
    if place is not None:
        count = int(table.row(year)[-1].value) + 1
        place = Place(count - place.last, count - place.first)
        return whether_held(draft, question, table, known[0], place, wanted)
    return question.says(_LISTED) and whether_held(
        draft, question, table, known[0], Place(1, int(table.row(year)[-1].value)), wanted
    )


def _say(draft: Draft, yes: bool, zh: str, en: str, points: Sequence[DataPoint]) -> bool:
    markers = draft.cite_points(points)
    said = ("有", "没有") if "有没有" in draft.question else ("是的", "不是")
    draft.say(
        f"{said[not yes]}：{zh}{markers}。",
        f"{'Yes' if yes else 'No'}: {en} {markers}.",
    )
    return True


def _order(
    draft: Draft, question: Question, table: RankTable, names: Sequence[str], year: int
) -> bool:
    one, other = (table.point(name, year) for name in names)
    if one is None or other is None:
        return False
    ahead = one.value < other.value
    yes = ahead != question.says(_REVERSED)
    zh, en = _stands(draft, one, other)
    before = [when for when in table.years if when < year]
    if question.says(_OVERTOOK) and before:
        earlier = [table.point(name, before[-1]) for name in names]
        if earlier[0] is None or earlier[1] is None:
            return False
        yes = ahead and earlier[0].value > earlier[1].value
        was = _stands(draft, earlier[0], earlier[1])
        zh, en = f"{was[0]}，{zh}", f"{was[1]}; {en}"
        return _say(draft, yes, zh, en, [one, other, earlier[0], earlier[1]])
    return _say(draft, yes, zh, en, [one, other])


def _stands(draft: Draft, one: DataPoint, other: DataPoint) -> tuple[str, str]:
    """``2023年A（第2）排在B（第5）前面``."""
    ahead, year = one.value < other.value, one.period.end_year
    first, second = placed(draft, one), placed(draft, other)
    return (
        f"{year}年{first}排在{second}{'前面' if ahead else '后面'}",
        f"in {year}, {first} ranks {'above' if ahead else 'below'} {second}",
    )


def _where(draft: Draft, table: RankTable, name: str, year: int) -> tuple[str, str]:
    """``2023年成都排第10位``, or that the name is not in that year's list."""
    point, shown = table.point(name, year), draft.name(name)
    if point is None:
        return f"{year}年{shown}未进入榜单", f"{shown} is not in the {year} list"
    return f"{year}年{shown}排{rank(draft, point)}位", f"in {year}, {shown} is {rank(draft, point)}"


def _cited(table: RankTable, name: str, years: Sequence[int]) -> list[DataPoint]:
    points = [table.point(name, year) for year in years]
    return [p for p in points if p is not None] or table.row(years[-1])[:1]


def _left(draft: Draft, table: RankTable, name: str, place: Place | None, year: int) -> bool:
    previous = max(one for one in table.years if one < year)
    last = place.last if place is not None and not place.superlative else None

    def inside(when: int) -> bool:
        point = table.point(name, when)
        return point is not None and (last is None or point.value <= last)

    yes = inside(previous) and not inside(year)
    was, now = (_where(draft, table, name, when) for when in (previous, year))
    points = _cited(table, name, [previous, year])
    return _say(draft, yes, f"{was[0]}，{now[0]}", f"{was[1]}; {now[1]}", points)


def _entered(draft: Draft, table: RankTable, name: str, year: int) -> bool:
    previous = max(one for one in table.years if one < year)
    yes = table.point(name, previous) is None and table.point(name, year) is not None
    was, now = (_where(draft, table, name, when) for when in (previous, year))
    points = _cited(table, name, [previous, year])
    return _say(draft, yes, f"{was[0]}，{now[0]}", f"{was[1]}; {now[1]}", points)


def _moved(draft: Draft, table: RankTable, name: str, years: tuple[int, int], *, up: bool) -> bool:
    old, new = (table.point(name, year) for year in years)
    if old is None or new is None:
        return False
    yes = new.value < old.value if up else new.value > old.value
    shown = draft.name(name)
    zh = f"{shown}{years[0]}年排{rank(draft, old)}位，{years[1]}年排{rank(draft, new)}位"
    en = f"{shown} was {rank(draft, old)} in {years[0]} and {rank(draft, new)} in {years[1]}"
    return _say(draft, yes, zh, en, [old, new])


def _moved_all_along(
    draft: Draft, table: RankTable, name: str, wanted: Sequence[int], *, up: bool
) -> bool:
    """Whether the name rose, or fell, from each year that lists it to the next, and never the other way."""
    span = [y for y in table.years if len(wanted) < 2 or wanted[0] <= y <= wanted[-1]]
    points = [p for year in span if (p := table.point(name, year)) is not None]
    if len(points) < 2:
        return False
    steps = [old.value - new.value for old, new in pairwise(points)]
    steps = steps if up else [-step for step in steps]
    yes = min(steps) >= 0 < max(steps)
    each = [
        draft.pick(
            f"{p.period.end_year}年{rank(draft, p)}位", f"{p.period.end_year} {rank(draft, p)}"
        )
        for p in points
    ]
    listed, shown = draft.pick("；", "; ").join(each), draft.name(name)
    return _say(draft, yes, f"{shown}{listed}", f"{shown} was {listed}", points)


def whether_held(
    draft: Draft,
    question: Question,
    table: RankTable,
    name: str,
    place: Place,
    wanted: Sequence[int],
) -> bool:
    """Whether the name held the place: in the year asked, or in every or any year."""
    span = [y for y in table.years if not wanted or wanted[0] <= y <= wanted[-1]]
    held = [year for year in span if place.is_held_by(table.point(name, year))]
    if question.says(_ALWAYS):
        yes, shown = len(held) == len(span), [y for y in span if y not in held][:1] or span
    elif question.says(_EVER):
        best = min(table.history(name), key=lambda p: p.value).period.end_year
        yes, shown = bool(held), held or [best or span[-1]]
    else:
        year = wanted[-1] if wanted else table.years[-1]
        yes, shown = year in held, [year]
    points = _cited(table, name, shown)
    if len(shown) == 1:
        zh, en = _where(draft, table, name, shown[0])
        if question.says(_EVER) and not yes:
            zh, en = f"最高是{zh}", f"at best, {en}"
    else:
        each = joined(draft, [rank(draft, p) for p in points])
        zh = f"{draft.name(name)}{year_list(draft, shown)}分别排{each}位"
        en = f"{draft.name(name)} was {each} in {year_list(draft, shown)}"
    if not yes and place.single and len(shown) == 1:
        holders = [p for p in table.row(shown[0]) if place.is_held_by(p)]
        if holders:
            points += holders
            each = joined(draft, [draft.name(p.entity) for p in holders])
            zh += f"，排{rank(draft, holders[0])}位的是{each}"
            en += f"; {rank(draft, holders[0])} is {each}"
    return _say(draft, yes, zh, en, points)
