"""What an index holds beside its passages: figures, rankings, lists, exhibits, each read once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kb.answering import rank_table
from kb.answering.listing import Listing, listings
from kb.figures.lookup import FigureQuestion, Match, look_up, parse_question
from kb.types import DataPoint, Document, Exhibit, Finding, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.figures.vocabulary import Vocabulary
    from kb.indexing.store import Store

POINTS_FROM = 200
"""How many matches a look-up may bring, so that whole series come back."""


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

    @cached_property
    def points(self) -> list[DataPoint]:
        """Every figure."""
        return self.store.data_points(self._documents)

    @cached_property
    def rankings(self) -> list[rank_table.RankTable]:
        """The tables that give ranks."""
        return rank_table.tables(self.points)

    @cached_property
    def listings(self) -> list[Listing]:
        """The lists of like figures that ranks can be read from."""
        return listings(self.store.documents(), self.points)

    @cached_property
    def exhibits(self) -> list[tuple[str, Exhibit]]:
        """Document and exhibit, in order."""
        return self.store.exhibits(self._documents)

    def findings(self, language: Language = "zh") -> list[Finding]:
        """The checks of the documents' own arithmetic, summaries in ``language``."""
        from kb.figures.audit import audit  # few questions need it

        if language not in self._findings:
            texts = {document.id: document.text for document in self.store.documents()}
            self._findings[language] = audit(
                self.points, vocabulary=self.vocabulary, texts=texts, language=language
            )
        return self._findings[language]

    def parse(self, text: str) -> FigureQuestion:
        """What ``text`` asks of the figures."""
        return parse_question(text, self.vocabulary)

    def look_up(self, question: str | FigureQuestion, top_k: int = POINTS_FROM) -> list[Match]:
        """The figures that answer ``question``, best first; see ``kb.figures.lookup.look_up``."""
        return look_up(question, self.points, self.vocabulary, top_k=top_k, context=self.sentence)

    def document(self, point: DataPoint) -> Document:
        """The document that states ``point``."""
        return self.store.document(point.document_id)

    def sentence(self, point: DataPoint) -> str:
        """The sentence that states ``point``."""
        return self.document(point).text[point.sentence_start : point.sentence_end]
