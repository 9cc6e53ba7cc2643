"""Answers about numbered charts and tables: title, place, source, and what the text says of them."""

from __future__ import annotations

from collections.abc import Sequence

from kb.answering.draft import Draft
from kb.answering.question import Question
from kb.answering.wording import statement
from kb.figures.vocabulary import Vocabulary
from kb.types import DataPoint, Exhibit, Status

LISTED = 5
"""The most exhibits that one answer names."""
TABLE_ROWS = 12


def choose(
    question: Question, exhibits: Sequence[tuple[str, Exhibit]], vocabulary: Vocabulary
) -> list[tuple[str, Exhibit]]:
    """The exhibits asked for: by label, else by the words of their titles, best first."""
    if question.exhibit:
        return [pair for pair in exhibits if _same_label(pair[1].label, question.exhibit)]
    asked = vocabulary.words(question.text)
    scored = []
    for place, (document_id, exhibit) in enumerate(exhibits):
        title = vocabulary.words(exhibit.title)
        inner = title | {part for word in title for part in vocabulary.inner(word)}
        rare = {word for word in asked & inner if word not in vocabulary.generic}
        if exhibit.label and rare:
            scored.append((-len(rare), -len(asked & inner), place, document_id, exhibit))
    scored.sort(key=lambda entry: entry[:3])
    best = scored[0][0] if scored else 0
    return [(entry[3], entry[4]) for entry in scored if entry[0] == best][:LISTED]


def compose(
    draft: Draft,
    question: Question,
    chosen: Sequence[tuple[str, Exhibit]],
    near: Sequence[DataPoint],
) -> Status:
    """Name each exhibit with its source; of the only one also what its table or the text gives."""
    for document_id, exhibit in chosen:
        draft.exhibits.append(exhibit)
        marker = draft.cite(document_id, exhibit.start, exhibit.end)
        where = " › ".join(exhibit.heading_path)
        source_zh = f"；来源：{exhibit.source}" if exhibit.source else "；文中没有注明来源"
        source_en = f"; source: {exhibit.source}" if exhibit.source else "; no source given"
        draft.say(
            f"{exhibit.label}《{exhibit.title}》，在“{where}”一节{source_zh}{marker}。",
            f"{exhibit.label} “{exhibit.title}”, in section “{where}”{source_en} {marker}.",
        )
    if len(chosen) == 1:
        return _contents(draft, question, chosen[0][1], near)
    return "answered"


def _contents(
    draft: Draft, question: Question, exhibit: Exhibit, near: Sequence[DataPoint]
) -> Status:
    if exhibit.table is not None:
        rows = exhibit.table.rows[:TABLE_ROWS]
        draft.lines += [" | ".join(cell.text.strip() for cell in row) for row in rows]
        return "answered"
    draft.say(
        "图中的数值没有文字版，只有标题；正文对同一主题给出："
        if near
        else "图中的数值没有文字版，文中只有它的标题。",
        "The chart's values are not in the text, only its title; the text says of it:"
        if near
        else "The chart's values are not in the text, only its title.",
    )
    for point in near:
        draft.lines.append(f"- {statement(draft, point)}")
    asks_value = question.says(r"多少|数值|几|how much|how many|value")
    return "partial" if asks_value else "answered"


def _same_label(label: str, asked: str) -> bool:
    number = "".join(c for c in label if c.isdigit())
    wanted = "".join(c for c in asked if c.isdigit())
    is_table = label.startswith(("表", "T", "t"))
    return number == wanted and is_table == asked.startswith("表")
