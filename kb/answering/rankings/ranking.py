"""Answers from ranking tables: by place, by name, in which years, and what moved."""

from __future__ import annotations

from collections.abc import Sequence

from kb.answering.rankings import rank_claims, rank_moves
from kb.answering.rankings.next_to import other_place, place_next_to
from kb.answering.rankings.places import (
    EVERY_YEAR,
    Place,
    asks_order,
    asks_outside,
    read_place,
    read_places,
)
from kb.answering.rankings.rank_moves import last_change, moved, moved_in_and_out, rose_most
from kb.answering.rankings.rank_values import say_values
from kb.answering.rankings.rank_wording import joined, placed, rank, rank_list, year_list
from kb.answering.rankings.rank_years import (
    ASKS_YEAR,
    LEFT,
    always,
    best_of,
    correct_absence,
    first_of,
    listed_once,
    years_ahead,
    years_where,
)
from kb.answering.records.rank_table import RankTable
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.types import DataPoint, Status

_ALWAYS = (
    rf"{EVERY_YEAR}|年年|一直|始终|都进|都在|稳居|一次[都也]没|从来?没有?(?:掉|跌|落)|从未|没有?(?:掉|跌|落)出|always"
    r"|consistently|never (?:dropped|fell|left)|\ball \w+ years"
)
_ONCE = r"[只仅就][^，。]{0,6}(?:一次|一回|一年|一届)|\b(?:only once|just once|in one year only|a single time)\b"
"""Asks who stood in the list in one year alone."""
_EACH_YEAR = r"(?:每一?年|历年|各年|逐年).{0,12}(?:分别|各是|依次|都是)|(?:each|every) year"
_DOUBTED = r"不(?:会)?是.{1,12}吧|不(?:会)?是.{1,12}吗\s*[？?]?\s*$|\b(?:is|was|are|were)n'?t (?:it|that)\b"
"""Asks who it is, and whether it is not a certain one: 是哪个，不是北京吧."""
_WHO_IS = r"第[一二三四五六七八九十\d]{1,3}[名位]?的?(?:又?是|为)(?:谁|哪)"
"""Asks who holds a place, whomever else the question names: 挤到上海前面排第四的是谁."""
_CAME = (
    r"新面孔|新来|新进|新上榜|新入榜|新晋|新增(?:[了的上]|.{0,2}[哪谁几名位家])|\benter(?:ed|s)?\b|newcomers?\b|new (?:entr|in\b|to\b|on\b|name|face)|\bnewly\b|\bjoin(?:ed|s)?\b"
    r"|\bnew\b"
)
_MOVED = rf"{_CAME}|{LEFT}|进出|换了|有进有出"
_ONWARD = r"从(?:20)?\d\d年?(?:一路|一直)|\d年?(?:起|以来|至今|到现在|以后|开始)|\b(?:since|from) 20\d\d(?: on\w*)?\b"
_AGAINST = r"(?:跟|和|与|同|较|比)起?(?:20)?\d\d年?(?:相?比|[^，。]{0,12}[升降涨跌掉退进])|比起?(?:20)?\d\d年|\bcompared (?:with|to) (?:20)?\d\d|\bthan in (?:20)?\d\d"
"""Sets the last year against the one that is named."""
_FEW = r"[哪谁]|列出|\b(?:which|who|what|list|name)\b"
_AMONG = (
    r"在不?在?(?:其中|里面|里头|其列|内)|(?:其中|里[面头]?)(?:有|包括)|有没有|[吗嘛]\s*[？?]?$"
    r"|\b(?:among|one of|part of|in) (?:them|those|these|the list|it)\b|\bincluded\b"
)
"""Asks who the first few are, and whether a name is among them."""
_BOTH_YEARS = r"和|与|、|分别|(?<!between \d{4} )\band\b"
"""Asks for two years, not for those between them as well."""
_OVER_YEARS = rf"{EVERY_YEAR}|逐年|历年|各年|\byear by year\b"
_BEST = r"ever|曾|最靠前|风光|巅峰|顶峰|高光|最高|最好|best|有没有进|highest"
_FIRST = r"first|首次|第一次|最早|什么时候|何时|when"


def compose(
    draft: Draft, question: Question, table: RankTable, names: Sequence[str]
) -> Status | None:
    """Write what the question asks of the ranking; None where it asks something else."""
    years = asked_years(question)
    if len(years) == 1 and question.says(_ONWARD):
        years = [year for year in table.years if year >= years[0]] or years
    if len(years) == 1 and years[0] in table.years and question.says(_AGAINST):
        years = sorted({years[0], table.years[-1]})
    if len(years) == 1 and years[0] - 1 in table.years and question.says(rank_moves.YEAR_BEFORE):
        years = [years[0] - 1, years[0]]
    place = read_place(question.text)
    if question.asks_whether and rank_claims.decide(draft, question, table, names, years):
        return "answered"
    few = question.says(_FEW) and question.says(_AMONG)
    if names and few and place is not None and not place.single:
        status = _positions(draft, table, place, years)
        for name in names:
            rank_claims.whether_held(draft, question, table, name, place, years)
        return status
    if question.says(rank_moves.ROSE):
        return rose_most(draft, table, _two(years, table), up=True)
    if question.says(rank_moves.FELL):
        return rose_most(draft, table, _two(years, table), up=False)
    for pattern, up in ((rank_moves.ALL_ROSE, True), (rank_moves.ALL_FELL, False)):
        if not names and question.says(pattern):
            return rank_moves.all_that_moved(draft, table, _two(years, table), up=up)
    if not names and place is not None and _over_years(question, place, years):
        return _positions(draft, table, place, _span(table, years))
    if not names and question.says(_ONCE):
        return listed_once(draft, table, place, _span(table, years))
    if not names and question.says(_ALWAYS):
        return always(draft, table, place, _span(table, years))
    if question.says(_MOVED) and not names and len(table.years) > 1:
        top = place.last if place is not None and not place.superlative else None
        left_first = question.says(LEFT) and not question.says(_CAME)
        two = _two(years, table) if years else last_change(table, top)
        return moved_in_and_out(draft, table, two, top, left_first=left_first)
    gone = names and years and question.says(LEFT) and not question.says(ASKS_YEAR)
    if gone and correct_absence(draft, table, names[0], place, years[-1]):
        return "answered"
    if len(names) == 2 and asks_order(question.text) and question.says(ASKS_YEAR):
        return years_ahead(draft, table, names[0], names[1], _span(table, years))
    if len(names) > 1 and asks_order(question.text) and not years:
        years = table.years[-1:]
    who = question.says(_DOUBTED) or question.says(_WHO_IS)
    beside = place_next_to(question.text, table, names, years)
    if beside is None and len(years) < 2:
        given = read_places(question.text)
        beside = other_place(question.text, given, table, names, (years or table.years)[-1])
    if names and (beside or (place is not None and who)):
        _positions(draft, table, beside or place, years)
    if names:
        status = _names(draft, question, table, names, years)
        say_values(draft, question, table, names, years)
        return status
    if place is not None and asks_outside(question.text, question.untranslated):
        place = Place(place.last + 1, len(table.row((years or table.years)[-1])))
        if place.first > place.last:
            return None  # whom the list leaves out, it does not tell
    chosen = _positions(draft, table, place, years)
    say_values(draft, question, table, [p.entity for p in draft.points], years)
    return chosen


def _over_years(question: Question, place: Place, years: Sequence[int]) -> bool:
    """Whether it is asked who held a place over the years, in each of them or as it changed."""
    spans = any(period.years for period in question.figure.periods)
    throughout = question.says(_ALWAYS) or question.says(_ONCE)
    if place.single and (question.says(_EACH_YEAR) or (spans and not throughout)):
        return True
    if place.superlative or len(years) == 1 or not question.figure.wants_series:
        return False
    return place.single or not question.says(_ALWAYS)


def asked_years(question: Question) -> list[int]:
    """The years asked for, both ends of a span, ascending."""
    asked: list[int] = []
    for period in question.figure.periods:
        if period.start_year is not None and period.end_year is not None:
            asked += [period.start_year, period.end_year]
    return sorted(set(asked))


def _span(table: RankTable, years: Sequence[int]) -> list[int]:
    """The table's years from the first to the last asked; all where none is asked."""
    if len(years) < 2:
        return table.years
    return [year for year in table.years if years[0] <= year <= years[-1]] or table.years


def _two(years: Sequence[int], table: RankTable) -> tuple[int, int]:
    """The two years to compare: those asked, else the last two; one asked, with the year before."""
    known = [year for year in years if year in table.years]
    if len(known) >= 2:
        return known[0], known[-1]
    last = known[0] if known else table.years[-1]
    earlier = [year for year in table.years if year < last]
    return (earlier[-1] if earlier else last), last


def _names(
    draft: Draft,
    question: Question,
    table: RankTable,
    names: Sequence[str],
    years: Sequence[int],
) -> Status:
    wanted = [year for year in years if year in table.years] or table.years
    if len(names) == 1 and len(years) == len(wanted) > 1 and question.says(rank_moves.BY_PLACES):
        moved(draft, table, names[0], (wanted[0], wanted[-1]))
    both = question.says(_BOTH_YEARS) and not question.says(_OVER_YEARS)
    if len(years) == 2 and len(wanted) == 2 and not both:
        wanted = _span(table, years)
    states = [_name(draft, question, table, name, wanted) for name in names]
    if len(names) > 1 and len(wanted) == 1 and _order(draft, table, names, wanted[0]):
        states = [name in table.names for name in names]
    unknown = [year for year in years if year not in table.years]
    if unknown and len(years) <= 2:
        listed = year_list(draft, unknown)
        draft.say(f"榜单没有{listed}。", f"The ranking has no {listed}.")
    return "answered" if all(states) and not unknown else "partial"


def _name(
    draft: Draft, question: Question, table: RankTable, name: str, wanted: Sequence[int]
) -> bool:
    """Write where one name stood, and last stood before; False where the ranking never had it until then."""
    shown = draft.name(name)
    if name not in table.names:
        markers = draft.cite_points(table.row(wanted[-1])[:1])
        draft.say(f"榜单中没有{shown}{markers}。", f"The ranking does not have {shown} {markers}.")
        return False
    given = [(year, table.point(name, year)) for year in wanted]
    seen = [point for _, point in given if point is not None]
    markers = draft.cite_points(seen or table.row(wanted[-1])[:1])
    place = read_place(question.text)
    if len(wanted) > 1:
        if question.says(_BEST):
            best_of(draft, table, name, markers)
        elif place is not None and question.says(ASKS_YEAR):
            years_where(draft, question, table, name, place, wanted)
        elif question.says(_FIRST):
            first_of(draft, table, name, markers)
    if not seen:
        earlier = [(year, table.point(name, year)) for year in table.years if year < wanted[0]]
        given += [one for one in earlier if one[1] is not None][-1:]
        seen = [point for _, point in given if point is not None]
        markers = draft.cite_points(seen) if seen else markers
    listed = draft.pick("；", "; ").join(_standing(draft, year, point) for year, point in given)
    draft.say(f"{shown}：{listed}{markers}。", f"{shown}: {listed} {markers}.")
    return bool(seen)


def _standing(draft: Draft, year: int, point: DataPoint | None) -> str:
    if point is None:
        return draft.pick(f"{year}年未进入榜单", f"{year} not in the list")
    return draft.pick(f"{year}年{rank(draft, point)}位", f"{year} {rank(draft, point)}")


def _order(draft: Draft, table: RankTable, names: Sequence[str], year: int) -> bool:
    """Write who stands first of several; False where the year has none of them."""
    ranked = [p for p in table.row(year) if p.entity in names]
    rest = [draft.name(name) for name in names if name not in {p.entity for p in ranked}]
    if len(ranked) == 1 and all(name in table.names for name in names):
        others, markers = joined(draft, rest), draft.cite_points(ranked)
        draft.lines.insert(
            0,
            draft.pick(
                f"{year}年，{placed(draft, ranked[0])}在前；{others}未进入榜单{markers}。",
                f"In {year}, {placed(draft, ranked[0])} ranks above {others}, which "
                f"{'is' if len(rest) == 1 else 'are'} not in the list {markers}.",
            ),
        )
    if len(ranked) > 1:
        first, second = draft.name(ranked[0].entity), draft.name(ranked[1].entity)
        order = joined(draft, [placed(draft, p) for p in ranked])
        markers = draft.cite_points(ranked)
        draft.lines.insert(
            0,
            draft.pick(
                f"{year}年，{first}排在{second}前面：{order}{markers}。",
                f"In {year}, {first} ranks above {second}: {order} {markers}.",
            ),
        )
    return bool(ranked)


def _positions(
    draft: Draft, table: RankTable, place: Place | None, years: Sequence[int]
) -> Status | None:
    known = [year for year in years if year in table.years]
    if years and not known:
        span = f"{table.years[0]}-{table.years[-1]}"
        markers = draft.cite_points(table.row(table.years[-1])[:1])
        draft.say(f"榜单只有{span}年{markers}。", f"The ranking covers {span} only {markers}.")
        _year(draft, table, place, min(table.years, key=lambda year: abs(year - years[-1])))
        return "partial"
    short = [year for year in known or table.years[-1:] if not _year(draft, table, place, year)]
    return "partial" if short else "answered"


def _year(draft: Draft, table: RankTable, place: Place | None, year: int) -> bool:
    """Write the places of one year; False where the table is too short for them."""
    rows = table.row(year)
    if place is not None:
        ordered = rows[::-1] if place.ascending else rows
        chosen = ordered[place.first - 1 : place.last]
        if not chosen or (place.single and not place.ascending and chosen[0].value != place.first):
            chosen = [p for p in rows if p.value == place.first] if place.single else chosen
        if not chosen:
            last, markers = rank(draft, rows[-1]), draft.cite_points(rows[-1:])
            draft.say(
                f"{year}年榜单只到{last}位{markers}。",
                f"The {year} ranking ends at {last} {markers}.",
            )
            return False
        rows = chosen
    draft.say(
        f"{year}年：{rank_list(draft, rows)}{draft.cite_points(rows)}。",
        f"{year}: {rank_list(draft, rows)} {draft.cite_points(rows)}.",
    )
    return True
