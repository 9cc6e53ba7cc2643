"""The cell of a table where the row that a question names meets the time or the measure that it asks for.

The look-up asks for the words by which a figure is called. Of a table people say which row they mean, and of what its
numbers are as little as they need: Europe in 2030? Where one cell alone is of that row, that time and that kind, it is
meant, unless the question says something else that the documents know, and the table does not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.lookup.asked import asked_of, of_kind
from kb.answering.lookup.figures import SHOWN, Found, in_time, untold
from kb.answering.lookup.nearest import THINGS
from kb.answering.lookup.stated import Stated
from kb.answering.lookup.subjects import proper_names
from kb.answering.rankings.mentions import mentioned
from kb.figures.lookup.choice import is_of
from kb.figures.lookup.measured import KIND_WORDS, MONEY, OTHER_MONEY, VOLUMES
from kb.figures.tables.cells import is_total
from kb.regex import regex
from kb.text import fold, whole_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from kb.answering.lookup.asked import Asked
    from kb.answering.records.records import Records
    from kb.answering.records.table_lines import Line, TableLines
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.figures.lookup.lookup import FigureQuestion
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import DataPoint

INTENTS = ("number", "keywords", "series")
"""Of what asks for figures and sets none against another."""
LEAST_SAID = 0.5
"""The share of a row's words that a question has to say, where it does not give the name."""
MANY = 20
"""Of more tables than this, only those are looked at in whose lines' names a word of the question stands."""
MOST_ROWS = 12
"""A longer column is not written out where no row is named."""
MOST_UNKNOWN = 2
"""Words of the question that no document holds, and which say nothing of what is asked."""


_ABBREVIATION = regex(r"(?<![A-Za-z\d])[A-Z]{2,6}(?![A-Za-z\d])")


class Cells:
    """Finds them in the tables of one asker."""

    def __init__(self, records: Records, judge: Judge) -> None:
        """Take finished parts."""
        self._records = records
        self._judge = judge
        self._stated = Stated(judge, records.store)

    def meant(self, question: Question, found: list[Found]) -> list[Found]:
        """``found``, or the cells that are meant where it is of another row, or of no time that is asked for."""
        if any(one.points for one in found):
            return self._of_the_row(question, found)
        told = self.alone(question)
        if told is None or (not told.points and any(one.nearest for one in found)):
            return found
        return [told]

    def alone(self, question: Question) -> Found | None:
        """The cells that are meant, or those of other times; None where unsure, or other things are asked for."""
        if question.intent not in INTENTS:
            return None
        points = self.points(question, question.figure)
        if points:
            return Found(_shown(question, points), untold(question.figure.periods, points))
        if not question.figure.periods:
            return None
        figure = replace(question.figure, periods=())
        others = self.points(replace(question, figure=figure), figure)
        return Found((), question.figure.periods, _shown(question, others)) if others else None

    def _of_the_row(self, question: Question, found: list[Found]) -> list[Found]:
        """``found``, or the cell of the row that is named where its figures are of another of the same tables.

        临床前CRO has the words of 临床CRO, too.
        """
        ids = {point.id for one in found for point in one.points}
        asked = asked_of(question, self._judge)
        named = [lines for table, lines in self._named(asked) if _holds(table.lines, ids)]
        if not named:
            return [self._of_each_row(asked, one) for one in found]
        if any(_holds(lines, ids) for lines in named):
            return found
        told = self.points(question, question.figure)
        return [Found(_shown(question, told))] if told else found

    def _of_each_row(self, asked: Asked, found: Found) -> Found:
        """``found``, or where it is one row's figure and nothing says which row, the whole's or that of each."""
        if len(found.points) != 1:
            return found
        (point,) = found.points
        stands = self._records.line_of(point)
        if stands is None:
            return found
        table, line = stands
        if asked.weights.keys() & self._judge.vocabulary.held(line.name):
            return found
        whole, rows = table.whole_of(point), table.beside(point)
        if whole is None and len(rows) > MOST_ROWS:
            return found
        return replace(found, points=(whole,) if whole else tuple(rows))

    def points(self, question: Question, figure: FigureQuestion) -> list[DataPoint]:
        """The figures of the one line that is named, of one measure; empty where several could be meant."""
        asked = asked_of(replace(question, figure=figure), self._judge)
        if self._says_unknown(asked):
            return []
        found = [
            fit
            for table, line in self._named_alone(asked)
            if (fit := self._fitting(asked, line, table))
        ]
        each = {(p.document_id, p.metric, p.entity, p.kind, p.unit) for fit in found for p in fit}
        return found[0] if len(each) == 1 else []

    def each_of(self, question: Question, figure: FigureQuestion) -> list[DataPoint]:
        """The figure of each of the lines of one table that are named, all of one sort; empty where unsure."""
        asked = asked_of(replace(question, figure=figure), self._judge)
        if self._says_unknown(asked):
            return []
        found = []
        for table, lines in self._named(asked):
            fit = [self._fitting(asked, line, table) for line in lines]
            points = [one for points in fit for one in points]
            alike = len({(p.kind, p.normalised_unit, p.unit, p.period.key) for p in points}) == 1
            if len(lines) > 1 and alike and all(len(one) == 1 for one in fit):
                found.append(points)
        return found[0] if len(found) == 1 else []

    def say_all(self, question: Question, points: Sequence[DataPoint]) -> bool:
        """Whether all the figures are of a line that the question names, and say all that it does."""
        asked = asked_of(question, self._judge)
        told = {
            point.id
            for table, line in self._named_alone(asked)
            for point in line.points
            if self._fits(point, asked, line, table, whole=True)
        }
        return bool(points) and all(point.id in told for point in points)

    def _named(self, asked: Asked) -> Iterator[tuple[TableLines, list[Line]]]:
        tables = self._records.tables
        if len(tables) > MANY:
            said = asked.weights.keys() | asked.regions
            tables = [table for table in tables if said & table.named]
        for table in tables:
            if lines := _named(asked, table.lines, self._judge.vocabulary):
                yield table, lines

    def _named_alone(self, asked: Asked) -> Iterator[tuple[TableLines, Line]]:
        """The line of each table in which one name alone is given; a name may head several."""
        for table, lines in self._named(asked):
            if len({line.name for line in lines}) == 1:
                yield from ((table, line) for line in lines)

    def _fitting(self, asked: Asked, line: Line, table: TableLines) -> list[DataPoint]:
        return [point for point in line.points if self._fits(point, asked, line, table)]

    def _says_unknown(self, asked: Asked) -> bool:
        """Whether the question says nothing, names what no document holds, or says too much that none does."""
        if not asked.weights:
            return True
        unknown = [word for word in asked.weights if not self._judge.is_known(word)]
        category = self._judge.vocabulary.category
        strange = any(category(word) in THINGS for word in unknown)
        return (
            strange or len(unknown) > MOST_UNKNOWN or self._judge.names_a_stranger(asked.question)
        )

    def _fits(
        self, point: DataPoint, asked: Asked, line: Line, table: TableLines, *, whole: bool = False
    ) -> bool:
        """Whether a figure is of the time and kind, and its table says what else the question does.

        But for what no document says, unless ``whole``.
        """
        question, vocabulary = asked.question, self._judge.vocabulary
        periods = question.figure.periods
        if (periods and not is_of(periods, point)) or not of_kind(point, question):
            return False
        if question.figure.forecast and not periods and not point.forecast:
            return False  # of the next time no table tells that gives what was
        if not self._stated.is_narrowed_to(point, question.text):
            return False
        own = vocabulary.held("\n".join((point.metric, point.entity, point.whole, line.name)))
        own |= KIND_WORDS.get(point.kind, frozenset())
        if point.dimension == "money" and not own & OTHER_MONEY:
            own |= MONEY
        measures = {word for word in own if vocabulary.category(word) == "measures"}
        if own & VOLUMES:
            own |= VOLUMES
        held = own | table.held
        told = fold("\n".join((table.told, line.name, point.metric)))
        for word in asked.weights:
            if word in held or word in line.said or word in vocabulary.generic:
                continue
            if not word.isascii() and word in told:  # 库容 of 冷库容量
                continue
            measure = vocabulary.category(word) == "measures"
            if whole or self._judge.is_known(word) or (measure and measures):
                return False
        names = proper_names(question, vocabulary) | _abbreviations(question, point, vocabulary)
        said = all(name in line.said or re.search(whole_name(name), told) for name in names)
        return said and asked.counted <= held


def _named(asked: Asked, lines: Sequence[Line], vocabulary: Vocabulary) -> list[Line]:
    """The lines that the question names; one by the places of its name, or by most of its words."""
    text = asked.question.text
    names = [line.name for line in lines if not is_total(line.name)]
    found = mentioned(text, names, vocabulary)
    said = frozenset(vocabulary.held("\n".join(found)))
    if not found and asked.regions:
        found = [name for name in names if _places(name, vocabulary) == asked.regions]
    if not found:
        near = [name for name in names if _is_mostly(vocabulary.held(name), asked.weights.keys())]
        found = near if len(set(near)) == 1 else []
        said = frozenset(vocabulary.held("\n".join(found)))
    if not found and (short := set(_ABBREVIATION.findall(text))):
        found = [name for name in names if _initials(name) in short]
        said = frozenset(fold(_initials(name)) for name in found)
    named = [line for line in lines if line.name in found]
    return [replace(line, said=said) for line in named]


def _shown(question: Question, points: Sequence[DataPoint]) -> tuple[DataPoint, ...]:
    """In the order of time; of a course all, else no more than an answer lists."""
    course = question.intent == "series" or question.figure.wants_series
    return tuple(in_time(points)[: None if course else SHOWN])


def _abbreviations(question: Question, point: DataPoint, vocabulary: Vocabulary) -> set[str]:
    """PE, CAPEX: what an abbreviation asks for is no other figure. Folded; without units and terms."""
    times = " ".join(period.text for period in question.figure.periods)
    return {
        fold(one)
        for one in _ABBREVIATION.findall(question.text)
        if one not in times and one not in point.unit and not vocabulary.terms(one)
    }


def _initials(name: str) -> str:
    """RTD of Ready-to-drink; empty for a name of one word."""
    words = re.findall(r"[A-Za-z]+", name)
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def _holds(lines: Iterable[Line], ids: Set[str]) -> bool:
    return any(point.id in ids for line in lines for point in line.points)


def _places(name: str, vocabulary: Vocabulary) -> set[str]:
    return {term.canonical for term in vocabulary.terms(name) if term.category == "regions"}


def _is_mostly(words: Set[str], said: Set[str]) -> bool:
    shared = words & said
    return len(shared) > 1 and len(shared) >= LEAST_SAID * len(words)
