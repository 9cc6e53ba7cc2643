"""The report, typeset as a PDF and read back, gives the same figures and answers, each on its page.

The answers of ``corpus/``, which restates it, are held to those of the report as well.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import real_files_pdf as files
from fakes import FakeEmbedder
from real_files_pdf import Made

from kb.config import Config
from kb.evaluation.questions import evaluate
from kb.figures import extract
from kb.knowledge_base import KnowledgeBase
from kb.readers import read
from kb.readers.assembly import assemble
from kb.readers.parsed import Limits
from kb.readers.pdf import read_pdf
from kb.types import Answer, DataPoint, Document

ASKED = Path(__file__).parent / "data" / "questions_held_out.jsonl"
CORPUS = Path(__file__).parent.parent / "corpus"
REPORT = os.environ.get("KB_REPORT", "")
pytestmark = pytest.mark.skipif(not REPORT, reason="KB_REPORT does not name the report")


@pytest.fixture(scope="module")
def original() -> Document:
    return read(Path(REPORT))


@pytest.fixture(scope="module")
def made(original: Document) -> Made:
    return files.typeset(original)


@pytest.fixture(scope="module")
def document(made: Made) -> Document:
    parsed = read_pdf(made.data, "report.pdf", Limits(300, 10**9, 2000, 5 * 10**8))
    return assemble(parsed, "report.pdf", "0")


@pytest.fixture(scope="module")
def points(document: Document) -> list[DataPoint]:
    return extract(document)


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every other question of the file."""
    path = tmp_path_factory.mktemp("asked") / "questions.jsonl"
    path.write_text("\n".join(ASKED.read_text(encoding="utf-8").splitlines()[::2]), "utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], KnowledgeBase]:
    """The knowledge base of a path; words decide, so that no model is needed."""

    def build(path: Path) -> KnowledgeBase:
        index = tmp_path_factory.mktemp("index") / "index"
        return KnowledgeBase.build([path], index, Config(reader_seconds=300), FakeEmbedder())

    return build


@pytest.fixture(scope="module")
def accuracy(built: Callable[[Path], KnowledgeBase], questions: Path) -> float:
    """Of the report's own text."""
    return evaluate(questions, built(Path(REPORT)).ask, lambda _: []).overall.accuracy


def told(point: DataPoint) -> DataPoint:
    """A figure without where it stands; the headings of a broken title differ."""
    nowhere: dict[str, Any] = dict.fromkeys(("start", "end", "sentence_start", "sentence_end"), 0)
    return replace(point, **nowhere, document_id="", heading_path=())


def test_every_figure_is_kept_with_all_that_is_told_of_it(
    original: Document, points: list[DataPoint]
) -> None:
    assert len(points) > 200
    assert Counter(map(told, points)) == Counter(map(told, extract(original)))


def test_every_figure_stands_in_its_box_on_its_page(
    made: Made, document: Document, points: list[DataPoint]
) -> None:
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(made.data)]
    for point in points:
        boxes = document.boxes(point.start, point.end)
        inside = "".join(
            pages[page - 1].get_text_bounded(
                left - 0.5, files.HEIGHT - bottom, right + 0.5, files.HEIGHT - top
            )
            for page, left, top, right, bottom in boxes
        )
        assert "".join(point.quote.split()) in "".join(inside.split())
        assert document.page(point.start) == boxes[0][0]


def test_every_paragraph_is_on_the_page_that_it_was_set_on(made: Made, document: Document) -> None:
    places: dict[str, int | None] = {}
    end = 0
    for paragraph in made.paragraphs:
        start = document.text.find(paragraph, end)
        if start >= 0:
            places.setdefault(paragraph, document.page(start))
            end = start + len(paragraph)
    assert len(places) > 0.98 * len(made.pages)
    assert {text: made.pages[text] for text in places} == places


def test_exhibits_and_the_title_are_the_same(original: Document, document: Document) -> None:
    def shown(of: Document) -> list[tuple[str, str, str, list[list[str]]]]:
        return [
            (each.label, each.title, each.source, _cells(each.table.rows) if each.table else [])
            for each in of.exhibits
        ]

    assert shown(document) == shown(original)
    assert document.title == original.title
    assert (document.publisher, document.edition) == (original.publisher, original.edition)
    numbers = [section.number for section in original.sections if section.number]
    assert [section.number for section in document.sections if section.number] == numbers


def _cells(rows: Any) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def test_the_pdf_is_answered_from_as_the_text_with_the_right_page_on_every_citation(
    made: Made,
    built: Callable[[Path], KnowledgeBase],
    questions: Path,
    accuracy: float,
    tmp_path: Path,
) -> None:
    (tmp_path / "report.pdf").write_bytes(made.data)
    base = built(tmp_path / "report.pdf")
    answers: list[Answer] = []

    def ask(question: str) -> Answer:
        answers.append(base.ask(question))
        return answers[-1]

    report = evaluate(questions, ask, lambda _: [])
    assert abs(report.overall.accuracy - accuracy) <= 0.02
    printed = [
        "".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(made.data)
    ]
    citations = [citation for answer in answers for citation in answer.citations]
    assert len({citation.page for citation in citations}) > 10
    for citation in citations:
        assert citation.locator is not None
        assert citation.locator.page is not None
        assert citation.page == citation.locator.page
        text = base.document(citation.document_id).text
        located = text[citation.locator.start : citation.locator.end]
        assert citation.start <= citation.locator.end
        assert citation.locator.start < citation.end
        assert "".join(located.split("\t")[0].split()) in printed[citation.page - 1]


def test_the_restatement_is_answered_from_as_the_report(
    built: Callable[[Path], KnowledgeBase], questions: Path, accuracy: float
) -> None:
    restated = evaluate(questions, built(CORPUS).ask, lambda _: [])
    assert restated.overall.accuracy >= accuracy - 0.03
