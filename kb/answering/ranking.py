"""Answers from ranking tables: by position, by name, over the years, and what moved."""

from __future__ import annotations

from collections.abc import Sequence

from kb.answering.draft import Draft
from kb.answering.question import Question
from kb.answering.rank_table import RankTable
from kb.types import DataPoint, Status


def compose(
    draft: Draft, question: Question, table: RankTable, names: Sequence[str]
) -> Status | None:
    """Write what the question asks of the ranking; None where it asks something else."""
    years = _asked_years(question, table)
    if question.says(
        r"新面孔|挤出|新进|新上榜|跌出|退出|落榜|进出|换了|entered|dropped out|newcomer|left the"
    ):
        return _moved_in_and_out(draft, table, _two(years, table))
    if question.says(
        r"上升最|升得最|蹿|进步最|提升最|爬升|涨得最|rose the most|climbed|biggest (?:gain|riser|jump)"
    ):
        return _rose_most(draft, table, _two(years, table), up=True)
    if question.says(r"下降最|跌得最|退步最|下滑最|fell the most|biggest (?:drop|fall)"):
        return _rose_most(draft, table, _two(years, table), up=False)
    if not names and question.says(r"年年|每年|一直|始终|都进|都在|every year|always|consistently"):
        return _always(draft, table, question.top)
    if names:
        return _names(draft, question, table, names, years)
    if question.position is not None or question.top is not None or len(years) == 1:
        return _positions(draft, question, table, years)
    return _positions(draft, question, table, table.years[-1:])


def _asked_years(question: Question, table: RankTable) -> list[int]:
    asked: list[int] = []
    for period in question.figure.periods:
        if period.start_year is not None and period.end_year is not None:
            asked += [period.start_year, period.end_year]
    return sorted(set(asked))


def _two(years: Sequence[int], table: RankTable) -> tuple[int, int]:
    """The two years to compare: those asked, else the last two; one asked, with the year before."""
    known = [year for year in years if year in table.years]
    if len(known) >= 2:
        return known[0], known[-1]
    last = known[0] if known else table.years[-1]
    earlier = [year for year in table.years if year < last]
    return (earlier[-1] if earlier else last), last


def _cite(draft: Draft, table: RankTable, points: Sequence[DataPoint]) -> str:
    return "".join(dict.fromkeys(draft.cite_point(point) for point in points))


def _rank(draft: Draft, point: DataPoint) -> str:
    return draft.pick(f"第{point.value:.0f}", f"No. {point.value:.0f}")


def _placed(draft: Draft, point: DataPoint) -> str:
    place = _rank(draft, point)
    return draft.pick(f"{point.entity}（{place}）", f"{point.entity} ({place})")


def _names(
    draft: Draft,
    question: Question,
    table: RankTable,
    names: Sequence[str],
    years: Sequence[int],
) -> Status:
    wanted = [year for year in years if year in table.years] or table.years
    if len(years) == 2 and len(wanted) == 2 and not question.says("和|与|、|and|分别"):
        wanted = [year for year in table.years if wanted[0] <= year <= wanted[1]]
    missing = False
    for name in names:
        if name not in table.names:
            markers = _cite(draft, table, table.row(wanted[-1])[:1])
            draft.say(
                f"榜单中没有{name}{markers}。", f"The ranking does not have {name} {markers}."
            )
            missing = True
            continue
        given = [(year, table.point(name, year)) for year in wanted]
        listed = draft.pick("；", "; ").join(
            _standing(draft, name, year, point) for year, point in given
        )
        seen = [point for _, point in given if point is not None]
        missing = missing or not seen
        markers = _cite(draft, table, seen or table.row(wanted[-1])[:1])
        history = table.history(name)
        first = history[0]
        if question.says("first|首次|第一次|最早|什么时候|何时|哪年|哪一年|when"):
            draft.say(
                f"{name}首次进入榜单是{first.period.key}年，排{_rank(draft, first)}位{markers}。",
                f"{name} first entered the list in {first.period.key}, at {_rank(draft, first)} {markers}.",
            )
        best = min(history, key=lambda p: (p.value, p.period.key))
        if question.says("ever|曾|最高|最好|best|有没有进") and len(wanted) > 1:
            draft.say(
                f"{name}最高排{_rank(draft, best)}位，在{best.period.key}年{markers}。",
                f"{name} stood highest in {best.period.key}, at {_rank(draft, best)} {markers}.",
            )
        draft.say(f"{name}：{listed}{markers}。", f"{name}: {listed} {markers}.")
    if len(names) > 1 and len(wanted) == 1:
        _order(draft, table, names, wanted[0])
    unknown = [year for year in years if year not in table.years]
    if unknown and len(years) <= 2:
        draft.say(
            f"榜单没有{'、'.join(map(str, unknown))}年。",
            f"The ranking has no {', '.join(map(str, unknown))}.",
        )
    return "partial" if missing or unknown else "answered"


def _standing(draft: Draft, name: str, year: int, point: DataPoint | None) -> str:
    if point is None:
        return draft.pick(f"{year}年未进入榜单", f"{year} not in the list")
    return draft.pick(f"{year}年{_rank(draft, point)}位", f"{year} {_rank(draft, point)}")


def _order(draft: Draft, table: RankTable, names: Sequence[str], year: int) -> None:
    ranked = [p for p in table.row(year) if p.entity in names]
    if len(ranked) > 1:
        order = draft.pick("、", ", ").join(_placed(draft, p) for p in ranked)
        markers = _cite(draft, table, ranked)
        draft.lines.insert(
            0,
            draft.pick(
                f"{year}年，{ranked[0].entity}排在{ranked[1].entity}前面：{order}{markers}。",
                f"In {year}, {ranked[0].entity} ranks above {ranked[1].entity}: {order} {markers}.",
            ),
        )


def correct(draft: Draft, question: Question, table: RankTable, names: Sequence[str]) -> bool:
    """Say who holds a rank that the question gives to somebody else; False where it is right."""
    claimed = question.position or question.top
    years = [year for year in _asked_years(question, table) if year in table.years]
    if claimed is None or not years or not names:
        return False
    year, name = years[-1], names[0]
    point = table.point(name, year)
    if point is not None and _claim_holds(question, point, claimed):
        return False
    rows = table.row(year)
    holders = rows[: question.top] if question.top else [p for p in rows if p.value == claimed]
    order = draft.pick("、", ", ").join(_placed(draft, p) for p in holders)
    markers = _cite(draft, table, [*holders, *([point] if point else [])])
    where = _rank(draft, point) if point else draft.pick("未进入榜单", "not in the list")
    draft.say(
        f"问题的前提与榜单不符：{year}年{name}{where}，居该位次的是{order}{markers}。",
        f"The ranking says otherwise: in {year}, {name} is {where}; the place is held by "
        f"{order} {markers}.",
    )
    return True


def _claim_holds(question: Question, point: DataPoint, claimed: int) -> bool:
    return point.value <= claimed if question.top else point.value == claimed


def _positions(
    draft: Draft, question: Question, table: RankTable, years: Sequence[int]
) -> Status | None:
    known = [year for year in years if year in table.years]
    if not known:
        if not years:
            known = table.years[-1:]
        else:
            span = f"{table.years[0]}-{table.years[-1]}"
            markers = _cite(draft, table, table.row(table.years[-1])[:1])
            draft.say(f"榜单只有{span}年{markers}。", f"The ranking covers {span} only {markers}.")
            return "partial"
    beyond = 0
    for year in known:
        rows = table.row(year)
        if question.position is not None and question.top is None:
            rows = [p for p in rows if p.value == question.position]
            if not rows:
                markers = _cite(draft, table, table.row(year)[-1:])
                last = table.row(year)[-1]
                draft.say(
                    f"{year}年榜单只到{_rank(draft, last)}位{markers}。",
                    f"The {year} ranking ends at {_rank(draft, last)} {markers}.",
                )
                beyond += 1
                continue
        rows = rows[: question.top or len(rows)]
        listed = draft.pick("、", ", ").join(
            draft.pick(f"{_rank(draft, p)}{p.entity}", f"{_rank(draft, p)} {p.entity}")
            for p in rows
        )
        markers = _cite(draft, table, rows)
        draft.say(f"{year}年：{listed}{markers}。", f"{year}: {listed} {markers}.")
    return "partial" if beyond else "answered"


def _moved_in_and_out(draft: Draft, table: RankTable, years: tuple[int, int]) -> Status:
    old, new = (table.row(year) for year in years)
    before, after = {p.entity for p in old}, {p.entity for p in new}
    entered = [p for p in new if p.entity not in before]
    left = [p for p in old if p.entity not in after]
    markers = _cite(draft, table, [*new[:1], *old[:1], *entered, *left])

    def names(points: Sequence[DataPoint]) -> str:
        listed = draft.pick("、", ", ").join(_placed(draft, p) for p in points)
        return listed or draft.pick("无", "none")

    draft.say(
        f"与{years[0]}年相比，{years[1]}年新进入榜单：{names(entered)}；退出榜单：{names(left)}{markers}。",
        f"From {years[0]} to {years[1]}, entered: {names(entered)}; left: {names(left)} {markers}.",
    )
    return "answered"


def _rose_most(
    draft: Draft, table: RankTable, years: tuple[int, int], *, up: bool
) -> Status | None:
    moves = []
    for name in table.names:
        old, new = table.point(name, years[0]), table.point(name, years[1])
        if old is not None and new is not None:
            moves.append((old.value - new.value, old, new))
    if not moves:
        return None
    best = max(m[0] for m in moves) if up else min(m[0] for m in moves)
    if (best <= 0) if up else (best >= 0):
        draft.say("没有名次变动。", "No rank changed that way.")
        return "answered"
    for change, old, new in moves:
        if change == best:
            markers = _cite(draft, table, [old, new])
            places = f"{abs(change):.0f}"
            low, high = sorted((old.value, new.value))
            draft.derive(places, abs(change), f"{high:.0f} − {low:.0f} = {places}", [old, new])
            draft.say(
                f"{old.entity}{'上升' if up else '下降'}最多：从{years[0]}年{_rank(draft, old)}位到"
                f"{years[1]}年{_rank(draft, new)}位，变动{places}位{markers}。",
                f"{old.entity} {'rose' if up else 'fell'} most: from {_rank(draft, old)} in "
                f"{years[0]} to {_rank(draft, new)} in {years[1]}, {places} places {markers}.",
            )
    return "answered"


def _always(draft: Draft, table: RankTable, top: int | None) -> Status:
    limit = top or len(table.points)
    names = [
        name
        for name in table.names
        if all(
            (point := table.point(name, year)) is not None and point.value <= limit
            for year in table.years
        )
    ]
    markers = _cite(draft, table, [p for name in names for p in table.history(name)])
    span = f"{table.years[0]}-{table.years[-1]}"
    listed = draft.pick("、", ", ").join(names) or draft.pick("没有", "none")
    place_zh, place_en = ("在榜单中", "list") if top is None else (f"排在前{top}", f"top {top}")
    draft.say(
        f"{span}年每年都{place_zh}的有：{listed}{markers}。",
        f"In the {place_en} in every year of {span}: {listed} {markers}.",
    )
    return "answered"
