"""PDF files made here are read back: text in order, tables cell by cell, places, and hostile ones."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import real_files_pdf as files
from fakes import FakeEmbedder
from real_files_pdf import Made

from kb import KnowledgeBase
from kb.config import Config
from kb.errors import (
    DocumentCrashed,
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentError,
    DocumentScanned,
    DocumentTooLarge,
)
from kb.readers import formats, read
from kb.readers.assembly import assemble
from kb.readers.parsed import Limits
from kb.readers.pdf import read_pdf
from kb.types import Document

CONFIG = Config()  # what is hostile ends within the limits that everybody has
LIMITS = Limits(300, 10**9, 2000, 5 * 10**8)
CJK = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
CLEAN: list[Callable[[], Made]] = [
    files.single_column,
    files.english_single_column,
    files.two_columns,
    files.mixed_columns,
    files.tables,
    files.unruled_table,
    files.footnotes,
    files.rotated,
    files.sideways,
    lambda: files.many_pages(40),
]


def read_here(data: bytes) -> Document:
    """The document without a process of its own, which the hostile files are for."""
    return assemble(read_pdf(data, "a.pdf", LIMITS), "a.pdf", "0")


def read_file(folder: Path, data: bytes) -> Document:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return read(path, config=CONFIG)


@pytest.fixture(scope="module", params=CLEAN, ids=lambda make: make.__name__.strip("<>"))
def pair(request: pytest.FixtureRequest) -> tuple[Made, Document]:
    made = request.param()
    return made, read_here(made.data)


def test_every_paragraph_is_there_whole_and_in_order(pair: tuple[Made, Document]) -> None:
    made, document = pair
    end = 0
    for paragraph in made.paragraphs:
        start = document.text.find(paragraph, end)
        assert start >= 0, paragraph
        assert document.text[end:start].strip() == "" or made.tables, document.text[end:start]
        end = start + len(paragraph)


def test_nothing_of_the_margins_is_in_the_text(pair: tuple[Made, Document]) -> None:
    made, document = pair
    assert [text for text in made.absent if text in document.text] == []
    assert "—" not in document.text  # the page numbers


def test_tables_are_there_cell_by_cell(pair: tuple[Made, Document]) -> None:
    made, document = pair
    found = [
        [[cell.text for cell in row] for row in exhibit.table.rows]
        for exhibit in document.exhibits
        if exhibit.table
    ]
    assert found == made.tables


def test_every_paragraph_is_on_its_page(pair: tuple[Made, Document]) -> None:
    made, document = pair
    places = {text: document.page(document.text.index(text)) for text in made.pages}
    assert places == made.pages


def test_headings_are_sections_of_their_level(pair: tuple[Made, Document]) -> None:
    made, document = pair
    found = [
        (section.level, f"{section.number} {section.title}".strip())
        for section in document.sections
    ]
    assert found == made.headings


def test_a_footnote_with_the_number_of_its_page_is_no_page_number() -> None:
    notes = [f"{number} 按第{'一二三'[number - 1]}种口径统计。" for number in (1, 2, 3)]
    buffer = io.BytesIO()
    canvas = files.Canvas(buffer, pagesize=files.A4, invariant=True)
    for number, note in enumerate(notes, start=1):
        canvas.setFont(files.SONG, 11)
        canvas.drawString(files.MARGIN, 700, files.chinese(number, 1)[:30] + "。")
        canvas.setFont(files.SONG, 8)
        canvas.drawString(files.MARGIN, 66, note)
        canvas.drawString(files.MARGIN, 36, f"{number} 某报告")
        canvas.showPage()
    canvas.save()
    document = read_here(buffer.getvalue())
    assert [note in document.text for note in notes] == [True] * 3
    assert "某报告" not in document.text


@pytest.mark.parametrize("make", [files.two_columns, files.tables, files.footnotes])
def test_a_box_holds_the_text_it_is_for(make: Callable[[], Made]) -> None:
    data = make().data
    document = read_here(data)
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(data)]
    for locator in document.locators:
        assert locator.page is not None
        assert locator.box is not None
        left, top, right, bottom = locator.box
        assert 0 <= left < right <= files.WIDTH
        assert 0 <= top < bottom <= files.HEIGHT
        inside = pages[locator.page - 1].get_text_bounded(
            left - 0.5, files.HEIGHT - bottom, right + 0.5, files.HEIGHT - top
        )
        # A cell that covers two columns stands in both.
        texts = document.text[locator.start : locator.end].split("\t")
        assert {"".join(text.split()) for text in texts} == {"".join(inside.split())}


def test_boxes_are_those_of_the_page_as_it_is_shown() -> None:
    """The table's caption is drawn at (72, 480) on a page 842 wide and 595 high, then turned."""
    width = files.pdfmetrics.stringWidth("表1 历年新增装机", files.SONG, 12)
    # Turned clockwise, what is 480 above the bottom is 480 from the left.
    [(page, left, top, right, bottom)] = read_here(files.rotated(90).data).boxes(0, 2)
    assert (page, top, bottom - top) == (1, 72.0, pytest.approx(width, abs=1))
    assert 474 < left < 480 < right < 494
    # Printed sideways, from bottom to top, on an upright page.
    [(page, left, top, right, bottom)] = read_here(files.sideways().data).boxes(0, 2)
    assert (page, bottom - top) == (1, pytest.approx(width, abs=1))
    assert bottom == pytest.approx(files.HEIGHT - 72, abs=0.1)
    assert 101 < left < files.WIDTH - 480 < right < 122


def test_a_span_has_the_boxes_of_its_lines_on_both_pages() -> None:
    made = files.footnotes()
    document = read_here(made.data)
    boxes = document.boxes(0, len(made.paragraphs[0]))
    assert [box[0] for box in boxes] == sorted(box[0] for box in boxes)
    assert {box[0] for box in boxes} == {1, 2}


def test_a_table_keeps_its_caption_its_source_and_its_page() -> None:
    document = read_here(files.tables().data)
    assert [(e.label, e.title, e.source) for e in document.exhibits] == [
        ("表1", "各厂商市场份额", "某研究院，2023"),
        ("表2", "分地区规模", ""),
        ("表3", "各城市项目数", ""),
    ]
    table = document.exhibits[2].table
    assert table is not None
    last = table.rows[-1][2]
    assert document.locator(last.start, last.end) == document.located(last.start, last.end)[0]
    assert document.page(last.start) == 3


def test_the_file_s_own_properties_go_before_guesses() -> None:
    made = files.with_properties("中国风电产业年度评估", "某某研究院", "第一章 总论")
    document = read_here(made)
    assert (document.title, document.publisher) == ("中国风电产业年度评估", "某某研究院")
    assert document.date == "2000-01-01"
    junk = read_here(
        files.with_properties("Microsoft Word - 新建文档.docx", "Administrator", "某某风电报告")
    )
    assert (junk.title, junk.publisher) == ("某某风电报告", "")


def test_the_outline_of_a_file_tells_its_headings() -> None:
    document = read_here(files.outlined())
    assert [(section.level, section.title) for section in document.sections] == [
        (1, "总论"),
        (2, "规模"),
        (2, "结构"),
    ]


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (files.encrypted, DocumentEncrypted, r"a\.pdf: it asks for a password; save it without"),
        (lambda: files.single_column().data[:-60], DocumentDamaged, r"a\.pdf: the file is damaged"),
        (lambda: files.tables().data[:4000], DocumentDamaged, r"a\.pdf: the file is damaged"),
        (files.garbage, DocumentDamaged, r"a\.pdf: the file is damaged"),
        (lambda: b"<svg>no PDF</svg>", DocumentDamaged, r"a\.pdf: the file is damaged or no PDF"),
        (files.circular, DocumentDamaged, r"a\.pdf: the file is damaged"),
        (lambda: b"", DocumentEmpty, r"a\.pdf: the file is empty"),
        (files.blank, DocumentEmpty, r"a\.pdf: there is no text in it"),
        (files.nested_arrays, DocumentEmpty, r"a\.pdf: there is no text in it"),
        (
            files.inflating,
            DocumentCrashed,
            r"a\.pdf: its reader crashed .* 1000000000 bytes of mem",
        ),
        (files.wall_of_text, DocumentTooLarge, r"a\.pdf: page 1 holds \d+ characters"),
        (lambda: files.bare_pages(2001), DocumentTooLarge, r"2001 pages .* KB_MAX_PAGES"),
    ],
)
def test_a_hostile_file_ends_in_its_error(
    tmp_path: Path, make: Callable[[], bytes], error: type[DocumentError], message: str
) -> None:
    with pytest.raises(DocumentError, match=message) as raised:
        read_file(tmp_path, make())
    assert type(raised.value) is error


def test_five_hundred_pages_are_read_within_the_limits(tmp_path: Path) -> None:
    document = read_file(tmp_path, files.many_pages(500).data)
    assert len(document.pages) == 500
    assert document.page(document.text.index("第500段说明")) == 500


@pytest.mark.parametrize(
    ("make", "text"),
    [(files.nested_states, "text"), (files.drawing, "A map of the region.")],
)
def test_an_odd_file_is_read_all_the_same(
    tmp_path: Path, make: Callable[[], bytes], text: str
) -> None:
    assert read_file(tmp_path, make()).text == text


def test_scans_are_named_without_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "has_ocr", lambda: False)
    with pytest.raises(DocumentScanned, match=r"a\.pdf: its 2 pages are .*pip install 'kb\[ocr\]'"):
        read_file(tmp_path, files.pictures(2, ""))
    mixed = read_file(tmp_path, files.pictures(2, "Printed text."))
    assert mixed.text == "Printed text."
    assert mixed.pages == (0, 0, 0)
    assert mixed.page(0) == 3
    assert mixed.warnings == (
        "pages 1, 2 are images without text and were not read; pip install 'kb[ocr]'",
    )


def test_what_was_not_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "has_ocr", lambda: False)
    (tmp_path / "a.pdf").write_bytes(files.pictures(1, "Printed text."))
    base = KnowledgeBase.build([tmp_path / "a.pdf"], tmp_path / "index", CONFIG, FakeEmbedder())
    assert base.result is not None
    assert base.result.warnings == (
        "a.pdf: page 1 is an image without text and was not read; pip install 'kb[ocr]'",
    )
    [passage] = base.search("printed")
    assert passage.locator == base.documents()[0].locators[0]
    assert passage.locator.place("en") == "page 2"
    base.close()


@pytest.mark.skipif(not CJK.exists(), reason=f"no {CJK}: apt-get install fonts-noto-cjk")
@pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None, reason="no rapidocr: pip install 'kb[ocr]'"
)
def test_scans_are_read_with_ocr(tmp_path: Path) -> None:
    lines = ["第一章 风电市场", "2023年新增装机容量为49.8吉瓦，同比增长4.6%。"]
    document = read_file(tmp_path, files.scanned(["\n".join(lines)], str(CJK)).data)
    assert "".join(document.text.split()) == "".join("".join(lines).split())
    [(page, left, top, right, bottom)] = document.boxes(len(document.text) - 1, len(document.text))
    assert page == 1
    # Drawn at pixel (150, 270) of 1240 by 1754, in letters 40 high.
    assert left == pytest.approx(150 / 1240 * files.WIDTH, abs=6)
    assert top == pytest.approx(278 / 1754 * files.HEIGHT, abs=8)
    assert bottom - top == pytest.approx(40 / 1754 * files.HEIGHT, abs=10)
    assert right == pytest.approx((150 + 40 * 24) / 1240 * files.WIDTH, abs=90)
    assert document.warnings == ()
