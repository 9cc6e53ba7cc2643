"""The source of a PDF: its page with what is cited marked, or its text where the file is gone."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from app_pages import drawn, page
from fakes import FakeEmbedder
from real_files_pdf import from_objects, many_pages, plain_pages, rotated

from app import page_view, whole_view
from kb import KnowledgeBase, PagePicture, carries_its_fonts, page_picture
from kb.errors import DocumentError
from kb.readers.parsed import Limits
from kb.readers.pdf import draw_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

    from kb import Document

LIMITS = Limits(60.0, 10**9, 2000, 10**9)
PDF = rotated().data
"""In Chinese, with a font that it does not bring."""
PLAIN = plain_pages(50).data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with a PDF and its index."""
    folder = tmp_path_factory.mktemp("source")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "turned.pdf").write_bytes(PDF)
    (folder / "corpus" / "plain.pdf").write_bytes(PLAIN)
    KnowledgeBase.build([folder / "corpus"], folder / "index", embedder=FakeEmbedder(64)).close()
    return folder


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[KnowledgeBase]:
    monkeypatch.chdir(folder)
    monkeypatch.setattr("kb.knowledge_base.load_embedder", lambda _: FakeEmbedder(64))
    yield KnowledgeBase.open(folder / "index")
    (folder / "corpus" / "turned.pdf").write_bytes(PDF)


def held(base: KnowledgeBase, name: str) -> Document:
    """The document of a name."""
    return next(one for one in base.documents() if one.name == name)


def opened(base: KnowledgeBase) -> AppTest:
    """The search page beside the last sentence of the PDF."""
    document = held(base, "turned.pdf")
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
    document = held(base, "turned.pdf")
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
    document = held(base, "turned.pdf")
    picture = PagePicture("", 842.0, 595.0, 2)
    whole = (0, len(document.text))
    assert len(page_view.boxes(document, [whole], 1, picture, "also")) == len(
        document.boxes(*whole)
    )
    assert page_view.boxes(document, [whole], 2, picture, "also") == []


def font(encoding: bytes, *, file: bool = True, more: bytes = b"", ordering: bytes = b"") -> bytes:
    """A PDF of one page with a font of many characters; objects 6 and 7 are a file and a map."""
    carried = b"/FontFile2 6 0 R " if file else b""
    system = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (%b) >> " % (ordering or b"Identity")
    return from_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] "
        b"/Resources << /XObject << /X 4 0 R >> >> >>",
        b"<< /Type /XObject /Subtype /Form /Length 0 /Resources "
        b"<< /Font << /F 5 0 R >> /XObject << /X 4 0 R >> >> >>\nstream\n\nendstream",
        b"<< /Type /Font /Subtype /Type0 /Encoding %b %b /DescendantFonts [<< /Type /Font %b"
        b"/FontDescriptor << %b>> >>] >>" % (encoding, more, system, carried),
        b"<< /Length 0 >>\nstream\n\nendstream",
        b"<< /Length 20 >>\nstream\n/UniGB-UTF16 usecmap\nendstream",
    )


@pytest.mark.parametrize(
    ("data", "carried"),
    [
        (font(b"/Identity-H"), True),
        (font(b"/Identity-V", ordering=b"GB1", more=b"/ToUnicode 6 0 R"), True),
        (font(b"6 0 R"), True),  # a map of its own
        (font(b"/Identity-H", ordering=b"GB1"), False),
        (font(b"/Identity-H", file=False), False),
        (font(b"/UniGB-UCS2-H"), False),
        (font(b"/GBK-EUC-H"), False),
        (font(b"7 0 R"), False),
        (PLAIN, True),
        (PDF, False),
    ],
)
def test_a_file_brings_its_fonts_or_leans_on_maps_that_a_viewer_may_not_have(
    data: bytes, carried: bool
) -> None:
    assert carries_its_fonts(data, "fonts.pdf") is carried


def whole(base: KnowledgeBase, name: str, start: int) -> tuple[AppTest, list[dict[str, Any]]]:
    """The page with a document opened whole, and what the viewer is given."""
    document = held(base, name)
    app = page("search", doc=document.id, at=f"{start}-{start + 8}")
    app.segmented_control(key="source_form").set_value("whole").run()
    assert not app.exception
    return app, [json.loads(e.proto.json_args) for e in app.get("component_instance")]


def test_a_file_is_opened_whole_with_the_citation_outlined(base: KnowledgeBase) -> None:
    document = held(base, "plain.pdf")
    start = document.text.index("Page 30")
    ((number, left, top, right, bottom),) = document.boxes(start, start + 8)
    app, (given,) = whole(base, "plain.pdf", start)
    assert base64.b64decode(given["binary"]) == PLAIN
    assert number == 30
    assert given["pages_to_render"] == list(range(20, 41))
    assert given["scroll_to_annotation"] == 1
    assert given["annotations"] == [
        {
            "page": 30,
            "x": pytest.approx(left),
            "y": pytest.approx(top),
            "width": pytest.approx(right - left),
            "height": pytest.approx(bottom - top),
            "color": "#b45309",
        }
    ]
    assert "文件共50页：这里是第20至40页。" in [one.value for one in app.caption]
    assert drawn(app, "page") == []


def test_another_citation_has_a_viewer_of_its_own(base: KnowledgeBase) -> None:
    text = held(base, "plain.pdf").text
    first, second = (
        whole(base, "plain.pdf", text.index(one))[0].get("component_instance")[0].proto.id
        for one in ("Page 30", "Page 31")
    )
    assert first != second


def test_what_is_cited_beside_is_outlined_too_and_the_citation_over_it(
    base: KnowledgeBase,
) -> None:
    document = held(base, "plain.pdf")
    first, second = (document.text.index(one) for one in ("Page 2", "Page 3"))
    outlined = whole_view.outlines(
        document, (second, second + 4), [(first, first + 4), (second, second + 4)]
    )
    assert [(one["page"], one["color"]) for one in outlined] == [(2, "#0f766e"), (3, "#b45309")]


def test_a_file_without_its_fonts_shows_the_page_and_says_why(base: KnowledgeBase) -> None:
    app, given = whole(base, "turned.pdf", 0)
    assert given == []
    assert len(drawn(app, "page")) == 1
    assert app.caption[-1].value == "文件没有自带全部字体，整份打开会缺字：这里是引用所在的一页。"


def test_a_large_file_is_not_opened_whole(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_view, "MOST_BYTES", 1000)
    app, given = whole(base, "plain.pdf", 0)
    assert given == []
    assert len(drawn(app, "page")) == 1
    assert app.caption[-1].value == "文件超过 0 MB，不整份打开：这里是引用所在的一页。"
