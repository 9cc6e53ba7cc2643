"""Like figures side by side: one measure in one period for several names, from tables and sentences.

A ranking by value is read from them where no table gives ranks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kb.answering.records.sentence_names import names_in_metrics, names_of_values
from kb.figures.checking.interval import signed
from kb.figures.tables.cells import is_total
from kb.figures.tables.grid import Grid, read_grid
from kb.figures.tables.naming import is_measure, said_once
from kb.regex import regex
from kb.text import language, sentences
from kb.types import AMOUNTS, RATES, DataPoint, Document

LEAST = 3
"""The fewest names that make a list."""
FIRST, FIRST_LINES = 400, 4
"""Characters and lines at a document's head that tell what the whole is about."""
_KINDS = (*AMOUNTS, "share", *RATES)
_TOLD = (*AMOUNTS, "share")
_REST = regex(r"其[他它余]|合计|总计|小计|(?:all )?others?\b|total|rest of", re.IGNORECASE)
_LEADS = regex(
    r"最[大高多]|第一|首位|居首|领先|\b(?:largest|biggest|highest|first|led|leads|top)\b",
    re.IGNORECASE,
)
_SUM = regex(
    r"(?:合计|共计|总计|总共|一共|\btotal(?:ling)?\b|\btogether\b)[^，,。；;]{0,8}$", re.IGNORECASE
)
_NESTED = regex("其中|of which|of whom", re.IGNORECASE)
_CLAUSE = regex(r"^(?:[升降增减涨跌]|提高|回落)[到至为]?$|.[升降增减涨跌][到至为]$|.{3}是.{2}")
"""What stands before a value and is no name: 一线城市降到, 最多的抱怨是应用太多."""
_FOLLOWS = regex(r"其次|紧随|[随其]后|\bfollow|\bthen c[ao]me", re.IGNORECASE)
_CLAUSE_END = regex(r"[，,；;。]")


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its figure."""

    name: str
    point: DataPoint


@dataclass(frozen=True, slots=True)
class Listing:
    """Figures of one measure, one unit and one period, each of another name."""

    rows: tuple[Row, ...]
    """In the order of the text, without totals and the rest."""
    title: str
    """All that says what it is about: caption, column, headings, the sentence itself."""
    measure: str
    """What is measured, for an answer; empty where only the sentence says it."""
    by_year: bool = False
    """Whether the names are years."""
    document: str = ""
    """What the document as a whole is about: its title and first lines."""
    sort: str = ""
    """What the names are, as the corner of a table says: country, 品种; empty where nothing says it."""
    told: bool = False
    """Whether a sentence gives it, and no table."""

    @property
    def year(self) -> int | None:
        """The year that its figures are of, as the first one says; None where there is none."""
        return None if self.by_year else self.rows[0].point.period.end_year

    @property
    def heading(self) -> str:
        """What stands over a column, or before a row."""
        return self._title_lines[1] or self.measure

    @property
    def caption(self) -> str:
        """All else that is said of it."""
        return self._title_lines[0]

    @property
    def _title_lines(self) -> tuple[str, str]:
        lines = self.title.split("\n")
        at = -2 if len(lines) > 1 and self.sort and lines[-1] == self.sort else -1
        return "\n".join(lines[:at]), lines[at]

    @property
    def kind(self) -> str:
        """The kind of its figures."""
        return self.rows[0].point.kind

    def ranked(self, ascending: bool = False) -> list[Row]:
        """The rows by value, the highest first."""
        sign = 1 if ascending else -1
        return sorted(self.rows, key=lambda row: sign * signed(row.point))


def listings(documents: Iterable[Document], points: Sequence[DataPoint]) -> list[Listing]:
    """The lists of like figures in the documents, tables before sentences, in order."""
    by_document: dict[str, list[DataPoint]] = {}
    for point in points:
        by_document.setdefault(point.document_id, []).append(point)
    found: list[Listing] = []
    for document in documents:
        own = by_document.get(document.id, [])
        cells = {point.start: point for point in own if point.kind in _KINDS}
        lists: list[Listing] = []
        for exhibit in document.exhibits:
            grid = read_grid(document, exhibit)
            if grid is not None:
                lists += _of_table(grid, cells)
        lists += _of_sentences(document, own)
        found += (replace(one, document=subject_of(document)) for one in lists)
    return found


def subject_of(document: Document) -> str:
    """What a document as a whole is about: its title and its first lines."""
    return "\n".join((document.title, *document.text[:FIRST].split("\n")[:FIRST_LINES]))


def _of_table(grid: Grid, cells: Mapping[int, DataPoint]) -> Iterator[Listing]:
    headings = [heading.name or heading.period.text for heading in grid.headings]
    where = "\n".join((grid.exhibit.title, *grid.exhibit.heading_path))
    subject = grid.caption.subject or grid.exhibit.title
    for column, heading in enumerate(grid.headings):
        rows = [
            (grid.label(row, column), cells[row[column].start])
            for row in grid.body
            if column < len(row) and row[column].start in cells
        ]
        corner = " ".join(headings[c] for c in grid.labels_of(column))
        title = f"{where}\n{heading.name}\n{corner}"
        for listing in _listing(rows, title, _measure(subject, heading.name)):
            yield replace(listing, sort=corner)
    corner = " ".join(headings[column] for column in grid.labels)
    for row in grid.body:
        across = [(headings[cell.column], cells[cell.start]) for cell in row if cell.start in cells]
        label = grid.label(row, row[0].column)
        # Where the rows are measures, their corner names what stands in the header: 模型名称.
        sort = corner if is_measure(label) and not is_measure(corner) else ""
        for listing in _listing(across, f"{where}\n{label}", _measure(subject, label)):
            yield replace(listing, sort=sort)


def _measure(subject: str, name: str) -> str:
    joint = " " if name[:1].isascii() and subject else ""
    return said_once(subject, name) if name in subject else f"{subject}{joint}{name}"


def _listing(given: Sequence[tuple[str, DataPoint]], title: str, measure: str) -> Iterator[Listing]:
    rows = tuple(
        Row(name, point) for name, point in given if name and not is_total(name) and not _rest(name)
    )
    if len(rows) < LEAST or len({row.name for row in rows}) < len(rows):
        return
    if len({(row.point.normalised_unit, row.point.unit[-1:], row.point.kind) for row in rows}) > 1:
        return
    years = {row.point.period.key for row in rows}
    by_year = len(years) == len(rows)
    if by_year or len(years) == 1:
        own = {row.point.metric for row in rows}
        yield Listing(rows, title, own.pop() if len(own) == 1 else measure, by_year)


def _rest(name: str) -> bool:
    return _REST.match(name.strip()) is not None


def _of_sentences(document: Document, points: Sequence[DataPoint]) -> Iterator[Listing]:
    told = sorted(
        (p for p in points if not p.exhibit and (p.kind in _TOLD or _is_english_growth(p))),
        key=lambda p: p.start,
    )
    before: list[DataPoint] = []
    for _, group in groupby(told, key=lambda p: p.sentence_start):
        in_sentence = list(group)
        for run in _runs(document.text, in_sentence):
            led = [point for point in in_sentence if point.start < run[0].start]
            yield from _told(document, run, led or before)
        before = in_sentence


def _runs(text: str, points: Sequence[DataPoint]) -> Iterator[list[DataPoint]]:
    """Neighbours of one unit and kind, without their sum and without a part beside its whole."""
    by_unit: dict[tuple[str, str], list[DataPoint]] = {}
    for point in points:
        if not _SUM.search(text, point.sentence_start, point.start):
            by_unit.setdefault((point.normalised_unit or point.unit, _kind(point)), []).append(
                point
            )
    for run in by_unit.values():
        if len(run) >= LEAST and not _NESTED.search(text, run[0].end, run[-1].start):
            yield run


def _kind(point: DataPoint) -> str:
    """The kind of a figure, where a percentage beside a name alone, 甲（15%）, is the share of it."""
    bare = point.kind == "level" and point.unit in ("%", "％") and not is_measure(point.metric)
    return "share" if bare else point.kind


def _told(
    document: Document, run: Sequence[DataPoint], before: Sequence[DataPoint]
) -> Iterator[Listing]:
    start, end = run[0].sentence_start, run[0].sentence_end
    text = document.text
    whose = [point.entity for point in run]
    ranked = all(whose) and len(set(whose)) == len(whose)
    spans = [(point.start - start, point.end - start) for point in run]
    names = whose if ranked else _names(text[start:end], spans, run)
    if not names or any(map(_CLAUSE.search, names)):
        return
    given = list(zip(names, run, strict=True))
    around = text[max(0, text.rfind("\n", 0, start)) : start]
    clause = _CLAUSE_END.split(text[run[0].end : end])[0]
    follows = _FOLLOWS.search(text, start, run[0].end + len(clause))
    leader = _leader(text, run[0], before) if follows else None
    if leader is not None:
        given.insert(0, leader)
    rows = tuple(Row(name, point) for name, point in given if not _rest(name))
    if len(rows) >= LEAST and len({row.name for row in rows}) == len(rows):
        last = around[sentences(around)[-1][0] :] if sentences(around) else ""
        title = "\n".join((*run[0].heading_path, last, text[start:end]))
        yield Listing(rows, title, "", told=True)


def _names(sentence: str, spans: Sequence[tuple[int, int]], run: Sequence[DataPoint]) -> list[str]:
    """Whose the values are: as English names them, else as they stand around the values."""
    english = language(sentence) == "en"
    metrics = [point.metric for point in run]
    # What one of them has in its name, and the others beside it, are no names of a list.
    if english and any(one != two and one in two for one in metrics for two in metrics):
        return []
    named = names_in_metrics(metrics) if english else []
    return named or ([] if run[0].kind == "growth" else names_of_values(sentence, spans))


def _is_english_growth(point: DataPoint) -> bool:
    """Africa grew by 5%, Europe by 4%: each is named in its metric."""
    return point.kind == "growth" and language(point.metric) == "en"


def _leader(
    text: str, first: DataPoint, before: Sequence[DataPoint]
) -> tuple[str, DataPoint] | None:
    """Who the sentence before names as the first, where this one goes on with who follows."""
    like = [p for p in before if p.normalised_unit == first.normalised_unit]
    if not like or "\n" in text[like[0].sentence_end : first.sentence_start]:
        return None
    start, end = like[0].sentence_start, like[0].sentence_end
    if not _LEADS.search(text[start:end]):
        return None
    names = names_of_values(text[start:end], [(like[0].start - start, like[0].end - start)])
    return (names[0], like[0]) if names else None
