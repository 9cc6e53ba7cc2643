"""The source of a PDF: its page with what is cited marked, or its text where the file is gone."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from app_pages import drawn, page
from fakes import FakeEmbedder
from real_files_pdf import many_pages, rotated

from app import page_view
from kb import KnowledgeBase, PagePicture, page_picture
from kb.errors import DocumentError
from kb.readers.parsed import Limits
from kb.readers.pdf import draw_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

LIMITS = Limits(60.0, 10**9, 2000, 10**9)
PDF = rotated().data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with a PDF and its index."""
    folder = tmp_path_factory.mktemp("source")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "turned.pdf").write_bytes(PDF)
    KnowledgeBase.build([folder / "corpus"], folder / "index", embedder=FakeEmbedder(64)).close()
    return folder


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[KnowledgeBase]:
    monkeypatch.chdir(folder)
    monkeypatch.setattr("kb.knowledge_base.load_embedder", lambda _: FakeEmbedder(64))
    yield KnowledgeBase.open(folder / "index")
    (folder / "corpus" / "turned.pdf").write_bytes(PDF)


def opened(base: KnowledgeBase) -> AppTest:
    """The search page beside the last sentence of the PDF."""
    (document,) = base.documents()
    start = document.text.index("两年之间")
    return page("search", doc=document.id, at=f"{start}-{start + 8}")


def test_a_page_is_drawn_in_a_process_of_its_own_with_the_size_that_boxes_are_counted_in() -> None:
    picture = page_picture(PDF, "turned.pdf", 1, width=300)
    assert base64.b64decode(picture.webp)[8:12] == b"WEBP"
    assert (round(picture.width), round(picture.height), picture.pages) == (842, 595, 1)


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_page_that_is_not_there_is_an_error(number: int) -> None:
    data = many_pages(3).data
    with pytest.raises(DocumentError, match=f"it has 3 pages, and no page {number}"):
        draw_page(data, "three.pdf", LIMITS, number, 100)


def test_a_citation_of_a_pdf_shows_its_page_with_the_boxes(base: KnowledgeBase) -> None:
    app = opened(base)
    (shown,) = drawn(app, "page")
    assert (shown["label"], shown["before"], shown["after"]) == ("第1页，共1页", "", "")
    (document,) = base.documents()
    start = document.text.index("两年之间")
    ((number, left, top, right, bottom),) = document.boxes(start, start + 8)
    assert number == 1
    (box,) = shown["boxes"]
    assert box["kind"] == "mark"
    assert box["left"] == pytest.approx(left / shown["width"] * 100)
    assert box["top"] == pytest.approx(top / shown["height"] * 100)
    assert box["width"] == pytest.approx((right - left) / shown["width"] * 100)
    assert box["height"] == pytest.approx((bottom - top) / shown["height"] * 100)
    assert drawn(app, "source") == []


def test_the_text_of_a_pdf_is_a_choice_away(base: KnowledgeBase) -> None:
    app = opened(base)
    app.segmented_control(key="source_form").set_value("text").run()
    assert drawn(app, "page") == []
    marked = [text for kind, text in drawn(app, "source")[0]["pieces"] if kind == "mark"]
    assert "".join(marked).startswith("两年之间")


def test_where_the_file_is_gone_or_another_one_the_text_is_shown_and_why(
    base: KnowledgeBase,
) -> None:
    for change in (lambda path: path.write_bytes(PDF + b"\n"), Path.unlink):
        change(Path("corpus/turned.pdf"))
        app = opened(base)
        assert drawn(app, "page") == []
        assert len(drawn(app, "source")) == 1
        assert "文件已不在 corpus/ 文件夹" in app.caption[-1].value


def test_boxes_of_other_pages_are_left_out(base: KnowledgeBase) -> None:
    (document,) = base.documents()
    picture = PagePicture("", 842.0, 595.0, 2)
    whole = (0, len(document.text))
    assert len(page_view.boxes(document, [whole], 1, picture, "also")) == len(
        document.boxes(*whole)
    )
    assert page_view.boxes(document, [whole], 2, picture, "also") == []
