"""Answers about numbered charts and tables: title, place, source, and what the text says of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kb.answering.exhibits import table_parts
from kb.answering.lookup.subjects import names_left_out
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import statement
from kb.figures.tables.grid import read_grid
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.text import bigrams
from kb.types import DataPoint, Document, Exhibit, Status

if TYPE_CHECKING:
    from kb.indexing.store import Store

LISTED = 5
"""The most exhibits that one answer names."""
TABLE_ROWS = 12
LEGEND = 120
"""Characters after a caption in which a chart's legend stands."""
EQUAL = 0.05
"""Exhibits whose scores differ by less fit a question as well."""
OF_SORT = 1.6
"""How much better an exhibit of the sort asked for fits, chart or table."""

_LEGEND = regex(r"[■●◆▲□○◇△▪•]\s*([^\n■●◆▲□○◇△▪•]{1,24})")
_DIGITS = regex(r"\d+(?:[.\-]\d+)*")
_VALUES = (
    r"多[少高大长快]|数值|几(?!张|个图|幅)|how (?:much|many|big|large|high)|\bvalues?\b"
    r"|\bwhat (?:is|was|were|are|will be) the (?!title|name|caption|topic|subject|source)"
)
_SOURCE = (
    r"来源|出处|出自|谁(?:做|发布|统计|整理)的|\bsources?\b|\bwho (?:made|published|compiled)\b"
)
_CHART = r"图(?!表)|\b(?:charts?|graphs?|diagrams?)\b"
_TABLE = r"(?<![图代仪手地])表(?:格|$|[里中上的，。？])|[哪几那]一?[张个]表|\btables?\b"
_ITS_NUMBER = r"[图表][几号]"
_WHICH = (
    rf"[哪几][一]?[张幅个]?[图表]|{_ITS_NUMBER}|哪里|哪儿|翻哪"
    r"|\bwhich (?:figure|chart|table|exhibit)|\bwhere\b"
)


def choose(
    question: Question,
    exhibits: Sequence[tuple[str, Exhibit]],
    vocabulary: Vocabulary,
    store: Store,
) -> list[tuple[str, Exhibit]]:
    """The exhibits asked for: by label, else by the words of titles and legends, best first."""
    if question.exhibit:
        return _once(pair for pair in exhibits if _same_label(pair[1].label, question.exhibit))
    asked = vocabulary.words(question.text) - vocabulary.generic | _pairs(question.text, vocabulary)
    known = [
        (document_id, exhibit, _words(document_id, exhibit, vocabulary, store))
        for document_id, exhibit in exhibits
        if exhibit.label
    ]
    counts = Counter(word for _, _, words in known for word in words)
    weights = {word: math.log(1 + len(known) / counts[word]) for word in counts}
    scored = []
    for document_id, exhibit, words in known:
        shared = sum(weights[word] for word in asked & words)
        if shared:
            scored.append((shared * _fit(question, exhibit), document_id, exhibit))
    best = max((score for score, _, _ in scored), default=0.0)
    return [(one, exhibit) for score, one, exhibit in scored if score >= best - EQUAL][:LISTED]


def _fit(question: Question, exhibit: Exhibit) -> float:
    """More where charts alone are asked for, or tables alone, and it is one; a table may be called a chart."""
    chart, table = question.says(_CHART), question.says(_TABLE)
    return OF_SORT if chart != table and _is_table(exhibit.label) == table else 1.0


def _pairs(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Neighbouring characters, but those of words that say little: 三种 of 三种情景."""
    return frozenset(
        pair
        for pair in bigrams(text)
        if not vocabulary.is_stop(pair) and not any(pair in word for word in vocabulary.generic)
    )


def _once(found: Iterable[tuple[str, Exhibit]]) -> list[tuple[str, Exhibit]]:
    """One exhibit of each label in a document: a picture's own caption repeats the printed one."""
    kept: dict[tuple[str, str], tuple[str, Exhibit]] = {}
    for document_id, exhibit in found:
        key = (document_id, "".join(exhibit.label.split()).casefold())
        known = kept.get(key)
        if known is None or len(exhibit.title) > len(known[1].title) or exhibit.table:
            kept[key] = (document_id, exhibit)
    return list(kept.values())


def labelled(label: str, exhibits: Sequence[tuple[str, Exhibit]]) -> list[tuple[str, Exhibit]]:
    """The exhibits that ``label`` names: as it is printed (图7, Table 2), else by its number."""
    printed = "".join(label.split()).casefold()
    found = [pair for pair in exhibits if "".join(pair[1].label.split()).casefold() == printed]
    asked = "表" + label if _is_table(label.strip()) else label
    return found or [pair for pair in exhibits if _same_label(pair[1].label, asked)]


def _words(
    document_id: str, exhibit: Exhibit, vocabulary: Vocabulary, store: Store
) -> frozenset[str]:
    text = exhibit.title
    if exhibit.table is not None:
        rows = exhibit.table.rows
        heads = (*rows[:1], *((row[0],) for row in rows if row))
        text = "\n".join((text, *(cell.text for row in heads for cell in row)))
    else:
        after = store.document(document_id).text[exhibit.start : exhibit.end + LEGEND]
        text = "\n".join((text, *_LEGEND.findall(after)))
    return vocabulary.held(text) - vocabulary.generic | _pairs(text, vocabulary)


def refuse(draft: Draft, question: Question, exhibits: Sequence[tuple[str, Exhibit]]) -> bool:
    """Say that no exhibit has the label asked for, and which there are; False where none has any."""
    mark = question.exhibit[:1]
    alike = [(one, e) for one, e in exhibits if e.label and _is_table(e.label) == (mark == "表")]
    if not alike:
        return False
    number = _DIGITS.search(question.exhibit)
    asked = draft.pick(
        question.exhibit,
        f"{'Table' if mark == '表' else 'Figure'} {number.group() if number else ''}",
    )
    ends = [alike[0], alike[-1]] if len(alike) > 1 else alike
    markers = "".join(dict.fromkeys(draft.cite(one, e.start, e.end) for one, e in ends))
    labels = [exhibit.label for _, exhibit in ends]
    span = draft.pick("至", " to ").join(labels)
    draft.say(
        f"文档里没有{asked}，有的是{span}{markers}。",
        f"There is no {asked}; there are {span} {markers}.",
    )
    return True


def compose(
    draft: Draft,
    question: Question,
    chosen: Sequence[tuple[str, Exhibit]],
    near: Sequence[DataPoint],
    points: Sequence[DataPoint],
    vocabulary: Vocabulary,
) -> Status:
    """Name each exhibit with its source; of the only one also what its table or the text gives.

    Where the question names a row, a column or a cell of the only table, that comes first.
    """
    lacking = False
    if len(chosen) == 1 and not question.says(_SOURCE) and not question.says(_ITS_NUMBER):
        document_id, exhibit = chosen[0]
        document = draft.store.document(document_id)
        grid = read_grid(document, exhibit)
        part = table_parts.find_part(question, grid, vocabulary) if grid else None
        lacking = grid is not None and _says_what_is_not_in(draft, question, document, exhibit)
        if part is not None:
            status = table_parts.compose(draft, part, document_id, points)
            if status is not None:
                return "partial" if lacking else status
    for document_id, exhibit in chosen:
        _name(draft, document_id, exhibit)
    if len(chosen) == 1:
        status = _contents(draft, question, chosen[0][1], near)
        return "partial" if lacking else status
    return "answered"


def _says_what_is_not_in(
    draft: Draft, question: Question, document: Document, exhibit: Exhibit
) -> bool:
    """Say it where a value is asked of somebody or something with a name that the table has nowhere."""
    if not question.says(_VALUES):
        return False
    told = "\n".join((*exhibit.heading_path, document.text[exhibit.start : exhibit.end]))
    names = names_left_out(question, told, draft.vocabulary or Vocabulary.load())
    if names:
        listed = draft.pick("、", ", ").join(names)
        draft.say(
            f"{exhibit.label}里没有{listed}；有的是：",
            f"{exhibit.label} does not give {listed}; it gives:",
        )
    return bool(names)


def _name(draft: Draft, document_id: str, exhibit: Exhibit) -> None:
    draft.exhibits.append(exhibit)
    marker = draft.cite(document_id, exhibit.start, exhibit.end)
    where = " › ".join(exhibit.heading_path)
    place_zh = f"，在“{where}”一节" if where else ""
    place_en = f", in section “{where}”" if where else ""
    source_zh = f"；来源：{exhibit.source}" if exhibit.source else "；文中没有注明来源"
    source_en = f"; source: {exhibit.source}" if exhibit.source else "; no source given"
    draft.say(
        f"{exhibit.label}《{exhibit.title}》{place_zh}{source_zh}{marker}。",
        f"{exhibit.label} “{exhibit.title}”{place_en}{source_en} {marker}.",
    )


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
    asks_value = question.says(_VALUES) and not question.says(_WHICH)
    return "partial" if asks_value else "answered"


def _same_label(label: str, asked: str) -> bool:
    number, wanted = _DIGITS.search(label), _DIGITS.search(asked)
    if number is None or wanted is None or number.group() != wanted.group():
        return False
    return asked.startswith("图表") or _is_table(label) == asked.startswith("表")


def _is_table(label: str) -> bool:
    return label.startswith(("表", "T", "t"))
