"""What the names of a ranking are ranked by, where a question asks for that as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.answering.computing import calculation
from kb.answering.records.rank_table import RankTable
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import statements

_ASKED = (
    r"多少|几个?(?:百分)?点|几个?[百千万亿]|几成|百分之几|数值|比例|份额|占比|(?<!名)次?差[了距多]|\bhow (?:much|many|large|big)\b|\bby what\b"
    r"|\bshares?\b|\bvalues?\b|\bby how\b|\bgap\b"
)
_APART = r"差[了距多额]?|领先|落后|[多高少低]出?了?多少|\bgap\b|\bdifference\b|\bby how\b|\bmore\b|\bless\b"
_PLACES = r"几[名位]|多少[名位]|\b(?:places|positions|spots|ranks)\b"
"""Asks for places apart, which are no values."""


def say_values(
    draft: Draft, question: Question, table: RankTable, names: Sequence[str], years: Sequence[int]
) -> None:
    """Write the value of each name, and how far two of them are apart; nothing if not asked for."""
    if not table.values or not question.says(_ASKED) or question.says(_PLACES):
        return
    wanted = [year for year in years if year in table.years] or table.years[-1:]
    found = [
        point
        for name in dict.fromkeys(names)
        for year in wanted
        for point in table.values_of(name, year, question.figure.kinds)
    ]
    if not found:
        return
    listed = statements(draft, found)
    draft.say(f"{listed}。", f"{listed}.")
    if len(found) == 2 and (question.intent == "difference" or question.says(_APART)):
        calculation.compose(draft, replace(question, intent="difference"), found)
