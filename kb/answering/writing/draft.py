"""An answer being written: lines, the spans they cite, the data points and formulas they use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.indexing.catalogue import issue_of
from kb.regex import regex
from kb.text import fold
from kb.types import (
    Answer,
    Citation,
    DataPoint,
    Derivation,
    Document,
    Exhibit,
    Language,
    Passage,
    Status,
)

if TYPE_CHECKING:
    from kb.indexing.store import Store

CONTEXT = 200
"""How far before a sentence, in characters, the year that it leaves out is looked for."""
LONGEST_QUOTE = 280
"""Characters of a cited text that are repeated in the answer."""
WHOLE_EXHIBIT = 1500
"""A table up to this many characters is cited whole, so that its header is in the quote."""

_RESTATED = regex(r"-?[\d.e+]+[万亿]+ = ")
"""Begins the formula of a value that is said in other words."""


@dataclass(slots=True)
class Draft:
    """Collects an answer; ``answer`` freezes it."""

    question: str
    language: Language
    store: Store
    lines: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    points: list[DataPoint] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)
    exhibits: list[Exhibit] = field(default_factory=list)
    chart: dict[str, Any] | None = None
    picked: tuple[tuple[Document, int, int], ...] = ()
    """The sentences that were picked last, each for itself: no list, and nothing that one announces."""
    vocabulary: Vocabulary | None = None
    """What names are in English; the vocabulary that ships unless one is given."""

    def say(self, zh: str, en: str) -> None:
        """Add a line in the question's language."""
        self.lines.append(self.pick(zh, en))

    def pick(self, zh: str, en: str) -> str:
        """The text in the question's language."""
        return zh if self.language == "zh" else en

    def name(self, text: str) -> str:
        """A name as printed; in an English answer with its English name behind a Chinese one."""
        if self.language == "zh" or text.isascii():
            return text
        english = (self.vocabulary or Vocabulary.load()).english(text)
        return f"{text} ({english})" if english else text

    def cite(self, document_id: str, start: int, end: int) -> str:
        """The marker of a span; the same span, or one within it, gets the same marker."""
        for citation in self.citations:
            inside = citation.start <= start and end <= citation.end
            if inside and citation.document_id == document_id:
                return f"[{citation.marker}]"
        document = self.store.document(document_id)
        marker = len(self.citations) + 1
        self.citations.append(
            Citation(
                marker,
                document_id,
                document.name,
                document.title,
                start,
                end,
                document.text[start:end],
                document.heading_path(start),
                document.page(start),
                document.locator(start, end),
                str(issue_of(document)),
            )
        )
        return f"[{marker}]"

    def cite_point(self, point: DataPoint) -> str:
        """The marker of the text that states ``point``, its year included; notes the point."""
        if point not in self.points:
            self.points.append(point)
        document = self.store.document(point.document_id)
        known = len(self.citations)
        marker = self.cite(point.document_id, *evidence_span(document, point))
        if len(self.citations) > known:
            # Of a table that is cited whole, the cell is what is looked for.
            locator = document.locator(point.start, point.end)
            page = document.page(point.start)
            self.citations[-1] = replace(self.citations[-1], locator=locator, page=page)
        return marker

    def cite_points(self, points: Iterable[DataPoint]) -> str:
        """The markers of the texts that state ``points``, each once."""
        return "".join(dict.fromkeys(map(self.cite_point, points)))

    def quote(self, marker: str) -> None:
        """Add the cited text as a line of its own, unless it stands there already."""
        citation = self.citations[int(marker.strip("[]")) - 1]
        text = " ".join(citation.quote.split()).replace("**", "").removeprefix("- ")
        if len(text) > LONGEST_QUOTE:
            # A table, or a year named far before its figure: the marker leads to it.
            return
        line = self.pick(f"原文：“{text}”{marker}", f"Source text: “{text}” {marker}")
        if line not in self.lines:
            self.lines.append(line)

    def mark(self) -> tuple[int, ...]:
        """How far the draft is written; see ``rewind``."""
        return tuple(len(written) for written in self._written())

    def has_computed(self, mark: Sequence[int]) -> bool:
        """Whether a number was computed since ``mark``; one said in other words, 14 billion of 140亿, is none."""
        return any(not _RESTATED.match(one.formula) for one in self.derivations[mark[3] :])

    def rewind(self, mark: tuple[int, ...]) -> None:
        """Take back what was written since ``mark``, and the chart of figures that are taken back."""
        if len(self.points) > mark[2]:
            self.chart = None
        for written, length in zip(self._written(), mark, strict=True):
            del written[length:]

    def _written(self) -> tuple[list[Any], ...]:
        return self.lines, self.citations, self.points, self.derivations, self.exhibits

    def derive(self, text: str, value: float, formula: str, inputs: Sequence[DataPoint]) -> str:
        """Note a computed number and return it as it stands in the answer."""
        self.derivations.append(Derivation(text, value, formula, tuple(inputs)))
        return text

    def answer(self, status: Status, intent: str, passages: Sequence[Passage] = ()) -> Answer:
        """The finished answer."""
        return Answer(
            question=self.question,
            text="\n".join(dict.fromkeys(self.lines)),
            status=status,
            language=self.language,
            intent=intent,
            citations=tuple(self.citations),
            data_points=tuple(self.points),
            passages=tuple(passages),
            derivations=tuple(self.derivations),
            exhibits=tuple(self.exhibits),
            chart=self.chart,
        )


def evidence_span(document: Document, point: DataPoint) -> tuple[int, int]:
    """The span to cite for ``point``: its sentence, from where its year is named, or its table."""
    exhibit = _table_of(document, point)
    if exhibit is not None:
        if exhibit.end - exhibit.start <= WHOLE_EXHIBIT:
            return exhibit.start, exhibit.end
        return point.sentence_start, point.sentence_end
    start = point.sentence_start
    year = point.period.end_year
    sentence = fold(document.text[start : point.sentence_end])
    if year is None or str(year) in sentence or str(year)[2:] + "年" in sentence:
        return start, point.sentence_end
    # The year was named in an earlier sentence of the same paragraph.
    floor = max(document.text.rfind("\n", 0, start) + 1, start - CONTEXT)
    found = fold(document.text[floor:start]).rfind(str(year))
    if found < 0:
        return start, point.sentence_end
    marks = ("。", "！", "？", "；", ". ", "! ", "? ", "; ")
    places = {mark: document.text.rfind(mark, floor, floor + found) for mark in marks}
    ends = [at + len(mark) for mark, at in places.items() if at >= 0]
    return max((floor, *ends)), point.sentence_end


def _table_of(document: Document, point: DataPoint) -> Exhibit | None:
    for exhibit in document.exhibits:
        if exhibit.table is not None and exhibit.start <= point.start < exhibit.end:
            return exhibit
    return None


def together(states: Sequence[Status]) -> Status:
    """The status of an answer in parts."""
    kinds = set(states)
    return states[0] if len(kinds) == 1 else "partial"
