"""What moved between two years of a ranking: who entered, who left, who rose or fell most."""

from __future__ import annotations

from kb.answering.draft import Draft
from kb.answering.rank_table import RankTable
from kb.answering.rank_wording import cite, joined, placed, rank
from kb.types import Status


def moved_in_and_out(draft: Draft, table: RankTable, years: tuple[int, int]) -> Status:
    """Write who entered and who left the list between two years."""
    old, new = (table.row(year) for year in years)
    before, after = {p.entity for p in old}, {p.entity for p in new}
    entered = [p for p in new if p.entity not in before]
    left = [p for p in old if p.entity not in after]
    markers = cite(draft, [*new[:1], *old[:1], *entered, *left])
    came = joined(draft, [placed(draft, p) for p in entered])
    went = joined(draft, [placed(draft, p) for p in left])
    draft.say(
        f"与{years[0]}年相比，{years[1]}年新进入榜单：{came}；退出榜单：{went}{markers}。",
        f"From {years[0]} to {years[1]}, entered: {came}; left: {went} {markers}.",
    )
    return "answered"


def rose_most(draft: Draft, table: RankTable, years: tuple[int, int], *, up: bool) -> Status | None:
    """Write who rose, or fell, by most places; None where nobody stands in both years."""
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
            markers = cite(draft, [old, new])
            places = f"{abs(change):.0f}"
            low, high = sorted((old.value, new.value))
            draft.derive(places, abs(change), f"{high:.0f} − {low:.0f} = {places}", [old, new])
            name = draft.name(old.entity)
            draft.say(
                f"{name}{'上升' if up else '下降'}最多：从{years[0]}年{rank(draft, old)}位到"
                f"{years[1]}年{rank(draft, new)}位，变动{places}位{markers}。",
                f"{name} {'rose' if up else 'fell'} most: from {rank(draft, old)} in "
                f"{years[0]} to {rank(draft, new)} in {years[1]}, {places} places {markers}.",
            )
    return "answered"
