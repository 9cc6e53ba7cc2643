"""Where somebody is based, as a row of a table gives it: head office, 总部, 所在地."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.exhibits.table_parts import label_of
from kb.answering.rankings.mentions import mentioned
from kb.figures.tables.grid import read_grid
from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from kb.answering.records.records import Records
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import Status

_ASKS = (
    r"\bwhere (?:is|are|was|were) .{2,60}?\b(?:based|headquartered|located|domiciled|registered)\b"
    r"|\b(?:in )?(?:which|what) (?:city|town|country|place) (?:is|are|was|were) .{2,60}?\b(?:based|headquartered|located|domiciled|from)\b"
    r"|\b(?:head ?office|headquarters|seat)\b.{0,4}\b(?:of|in|at)\b|['’]s (?:head ?office|headquarters|seat)\b"
    r"|总部(?:设|是|位于|落户)?在?|注册地|所在地|位于(?:哪|什么)|坐落|是?哪[里个](?:国家|地方|省|城市|国)的?(?:企业|公司|厂)"
)
_ASKS_MORE = r"为什么|为何|为啥|凭什么|原因|怎么|如何|第二|新总部|[搬迁]|多少|什么时候|何时|\b(?:why|how|second|new|mov\w+|when)\b"
"""Asks for something else of it, or for another seat than the one of the table."""
_SEAT = regex(
    r"head ?(?:office|quarter)|^(?:hq|seat|domicile|base|location|home|city|town|country)\b|总部|注册地|所在|地址|^(?:国家|城市|省份|地区|国别)$"
)
"""Heads the column that says where somebody is based."""


def compose(draft: Draft, question: Question, records: Records) -> Status | None:
    """Write where the one that the question names is based; None where no table says so."""
    if not question.says(_ASKS) or question.says(_ASKS_MORE):
        return None
    for document_id, exhibit in records.exhibits:
        grid = read_grid(records.store.document(document_id), exhibit)
        columns = grid and [
            c for c, one in enumerate(grid.headings) if _SEAT.search(fold(one.name))
        ]
        if not grid or not columns:
            continue
        rows = {label_of(grid, row): row for row in grid.body}
        whose = mentioned(question.text, filter(None, rows), records.vocabulary)
        cells = rows[whose[0]][columns[0] :] if len(whose) == 1 else []
        if cells and cells[0].kind == "text" and columns[0] not in grid.labels:
            marker = draft.cite(document_id, exhibit.start, exhibit.end)
            name, heading = draft.name(whose[0]), grid.headings[columns[0]].name
            draft.say(
                f"{name}——{heading}：{cells[0].text}{marker}。",
                f"{name} — {heading}: {cells[0].text} {marker}.",
            )
            return "answered"
    return None
