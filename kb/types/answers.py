"""What is said: an answer with its citations and with how it computed a number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from kb.types.documents import Exhibit, Language, Locator, Passage
from kb.types.figures import DataPoint

Status = Literal["answered", "partial", "refused"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A marker in an answer bound to a span of a document."""

    marker: int
    document_id: str
    document_name: str
    document_title: str
    start: int
    end: int
    quote: str
    heading_path: tuple[str, ...] = ()
    page: int | None = None
    locator: Locator | None = None
    """Where the span begins in the file."""
    issue: str = ""
    """The document's report, publisher, edition and date, as far as they are known."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """A number that the answer computed: the formula with its inputs filled in."""

    text: str
    """The result as it stands in the answer."""
    value: float
    formula: str
    inputs: tuple[DataPoint, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What ``ask`` returns. Every number in ``text`` is in a citation or in a derivation."""

    question: str
    text: str
    status: Status
    language: Language = "zh"
    intent: str = "explanation"
    citations: tuple[Citation, ...] = ()
    data_points: tuple[DataPoint, ...] = ()
    passages: tuple[Passage, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    warnings: tuple[str, ...] = ()
    chart: dict[str, Any] | None = field(default=None, hash=False)
    """A Vega-Lite specification that draws ``data_points``, its data inside; None for no chart."""
    read_as: str = ""
    """What ``question`` was read as, in full, where it left out what the one before it names."""

    @property
    def full_question(self) -> str:
        """The question that was answered: as asked, or as read with the one before it."""
        return self.read_as or self.question
