"""What an index holds beside its passages: figures, rankings, lists, exhibits, each read once."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kb.answering.records import rank_table
from kb.answering.records.edition_look_up import POINTS_FROM, EditionLookUp
from kb.answering.records.listing import Listing, listings, subject_of
from kb.answering.records.table_lines import Line, TableLines, tables
from kb.answering.understanding.short_names import ShortNames
from kb.figures.lookup.lookup import FigureQuestion, Match, parse_question
from kb.figures.lookup.vintages import Comparison, Issue, Vintages, age, compare
from kb.indexing.catalogue import issue_of
from kb.types import DataPoint, Document, Exhibit, Finding, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.indexing.store import Store

REMEMBERED = 1_000
"""How many readings of questions are kept: the ways to read one share their parts."""


class Records:
    """The structured side of one generation of an index."""

    def __init__(
        self, store: Store, vocabulary: Vocabulary, documents: Sequence[str] | None = None
    ) -> None:
        """``store`` is read when something is first asked of it, of ``documents`` (ids) or all."""
        self._documents = documents
        self.store = store
        self.vocabulary = vocabulary
        self._findings: dict[Language, list[Finding]] = {}
        self._parsed = lru_cache(REMEMBERED)(lambda text: parse_question(text, vocabulary))

    @cached_property
    def points(self) -> list[DataPoint]:
        """Every figure."""
        return self.store.data_points(self._documents)

    @cached_property
    def rankings(self) -> list[rank_table.RankTable]:
        """The tables, lists and sentences that give ranks."""
        subjects = {document.id: subject_of(document) for document in self.store.documents()}
        found = rank_table.tables(self.points, subjects)
        return [table if table.points[0].exhibit else self._with_sentence(table) for table in found]

    def _with_sentence(self, table: rank_table.RankTable) -> rank_table.RankTable:
        """A ranking that is told, which has no caption: its sentence says what it is about as well."""
        return replace(table, about=f"{table.about}\n{self.sentence(table.points[0])}")

    @cached_property
    def listings(self) -> list[Listing]:
        """The lists of like figures that ranks can be read from."""
        return listings(self.store.documents(), self.points)

    @cached_property
    def tables(self) -> list[TableLines]:
        """The tables that give figures, line by line."""
        given = [(self.store.document(name), exhibit) for name, exhibit in self.exhibits]
        return tables(given, self.points, self.vocabulary)

    def line_of(self, point: DataPoint) -> tuple[TableLines, Line] | None:
        """The table and the line in it that a figure stands in; None where it stands in none."""
        lines = ((table, table.line_of(point)) for table in self.tables)
        return next(((table, line) for table, line in lines if line), None)

    @cached_property
    def exhibits(self) -> list[tuple[str, Exhibit]]:
        """Document and exhibit, in order."""
        return self.store.exhibits(self._documents)

    @cached_property
    def issues(self) -> dict[str, Issue]:
        """Document ids to the editions of reports."""
        return {entry.id: issue_of(entry) for entry in self.store.entries()}

    @cached_property
    def vintages(self) -> Vintages:
        """Every figure in every edition."""
        return Vintages(self.points, self.issues, self.vocabulary)

    @cached_property
    def has_editions(self) -> bool:
        """Whether the figures come from more than one edition or report."""
        return len({self.issues[point.document_id] for point in self.points}) > 1

    def compare(self, metric: str | None, period: str = "") -> list[Comparison]:
        """See ``kb.figures.lookup.vintages.compare``."""
        return compare(
            metric,
            self.points,
            self.issues,
            self.vocabulary,
            period=period,
            context=self.sentence,
        )

    def findings(self, language: Language = "zh") -> list[Finding]:
        """The checks of the documents' own arithmetic, summaries in ``language``."""
        from kb.figures import audit

        if language not in self._findings:
            texts = {document.id: document.text for document in self.store.documents()}
            self._findings[language] = audit(
                self.points, vocabulary=self.vocabulary, texts=texts, language=language
            )
        return self._findings[language]

    def parse(self, text: str) -> FigureQuestion:
        """What ``text`` asks of the figures."""
        return self._parsed(text)

    def look_up(self, question: str | FigureQuestion, top_k: int = POINTS_FROM) -> list[Match]:
        """The figures that answer ``question``, best first; see ``kb.figures.lookup.lookup.look_up``."""
        asked = self.parse(question) if isinstance(question, str) else question
        return self.look_ups[-1](asked, top_k)

    @cached_property
    def look_ups(self) -> list[EditionLookUp]:
        """One within each edition, newest first, then in all; one where there is one."""
        by_issue: dict[Issue, list[DataPoint]] = {}
        for point in self.points if self.has_editions else ():
            by_issue.setdefault(self.issues[point.document_id], []).append(point)
        editions = [by_issue[issue] for issue in sorted(by_issue, key=age, reverse=True)]
        return [
            EditionLookUp(points, self.vocabulary, self.sentence)
            for points in (*editions, self.points)
        ]

    def points_of(self, document_id: str) -> Sequence[DataPoint]:
        """The figures of one document."""
        return self._points_by_document.get(document_id, ())

    @cached_property
    def _points_by_document(self) -> dict[str, list[DataPoint]]:
        found: dict[str, list[DataPoint]] = {}
        for point in self.points:
            found.setdefault(point.document_id, []).append(point)
        return found

    @cached_property
    def names(self) -> ShortNames:
        """The names that figures are of, and the beginnings that stand for them."""
        return ShortNames(point.entity for point in self.points)

    def names_in(self, text: str) -> frozenset[str]:
        """Those of the names, folded, that stand in ``text``."""
        return self.names.standing_in(text)

    def document(self, point: DataPoint) -> Document:
        """The document that states ``point``."""
        return self.store.document(point.document_id)

    def sentence(self, point: DataPoint) -> str:
        """The sentence that states ``point``."""
        return self.document(point).text[point.sentence_start : point.sentence_end]
