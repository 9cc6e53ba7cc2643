"""The share of the rest: 规范回收的比例只有28%，其余流向小作坊, where it is asked how much goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.computing.amounts import PERCENT, number
from kb.answering.writing.wording import say_inputs, value_text
from kb.regex import regex
from kb.text import bigrams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import DataPoint, Status

_REST = regex(
    r"(?:其余|剩下|余下|剩余|其他)(?:的|部分|各家)*(?:[都均则]|主要|大多)*(?P<what>[^，。；,;\d一二三四五六七八九十几%]{2,24})[，。；,;]?$"
)
"""Says what becomes of the rest, and gives no number of it."""


def compose(draft: Draft, question: Question, points: Sequence[DataPoint]) -> Status | None:
    """Write what is left of the whole, where the question asks for the rest; else None."""
    if len(points) != 1 or points[0].kind != "share" or points[0].unit not in PERCENT:
        return None
    part = points[0]
    text = draft.store.document(part.document_id).text
    match = _REST.search(text[part.end : part.sentence_end])
    if match is None:
        return None
    told, asked = match["what"], set(bigrams(question.text))
    if not asked & set(bigrams(told)) or asked & set(bigrams(part.metric)) - set(bigrams(told)):
        return None
    value = 100 - part.value
    shown = f"{number(value)}%"
    formula = f"100% − {value_text(part)} = {shown}"
    draft.derive(shown, value, formula, [part])
    marker = draft.cite_points([part])
    draft.say(
        f"其余（{told}）：{shown}（{formula}）{marker}。",
        f"The rest ({told}): {shown} ({formula}) {marker}.",
    )
    draft.say("这是推算值，文档没有直接给出。", "It is computed; the documents do not state it.")
    say_inputs(draft, [part])
    return "answered"
