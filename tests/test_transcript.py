import pytest

from kb.readers.assembly import assemble
from kb.readers.parsed import Parsed
from kb.readers.transcript import Transcript
from kb.types import Locator


def test_blocks_are_parted_and_their_places_kept() -> None:
    transcript = Transcript()
    transcript.heading("一、市场", 1, Locator(0, 0, paragraph=1))
    transcript.paragraph("规模\n增长\x00。", Locator(0, 0, paragraph=2))
    transcript.paragraph(" \n", Locator(0, 0, paragraph=3))
    transcript.paragraph("尾。")
    parsed = transcript.parsed()
    assert parsed.text == "一、市场\n\n规模 增长。\n\n尾。"
    assert parsed.headings == ((0, 1),)
    assert [parsed.text[each.start : each.end] for each in parsed.locators] == [
        "一、市场",
        "规模 增长。",
    ]
    assert [each.paragraph for each in parsed.locators] == [1, 2]


def test_pieces_of_one_place_share_a_locator() -> None:
    transcript = Transcript()
    here = Locator(0, 0, slide=1)
    transcript.paragraph("甲", here)
    transcript.paragraph("乙", here)
    transcript.add("丙", Locator(0, 0, slide=2))
    transcript.add("丁", Locator(0, 0, slide=2))
    parsed = transcript.parsed()
    assert parsed.text == "甲\n\n乙\n\n丙丁"
    assert parsed.locators == (Locator(0, 4, slide=1), Locator(6, 8, slide=2))


def test_rows_are_cut_by_tabs_and_each_cell_has_its_place() -> None:
    transcript = Transcript()
    transcript.paragraph("表1 份额")
    places = [Locator(0, 0, sheet="S", cell=f"{column}1") for column in "ABC"]
    transcript.row(["厂商", "", "份 额\n%"], places)
    transcript.row(["", "甲", "12.5"])
    parsed = transcript.parsed()
    assert parsed.text == "表1 份额\n\n厂商\t\t份 额 %\n\t甲\t12.5"
    assert parsed.locators == (
        Locator(7, 9, sheet="S", cell="A1"),
        Locator(11, 16, sheet="S", cell="C1"),
    )


def test_pages_begin_with_their_first_piece_and_empty_ones_are_counted() -> None:
    transcript = Transcript()
    for text in ("一", "", "三", ""):
        transcript.page()
        transcript.paragraph(text)
    assert transcript.parsed().pages == (0, 3, 3, 4)


def test_a_heading_without_text_marks_nothing() -> None:
    transcript = Transcript()
    transcript.heading(" ", 1)
    transcript.paragraph("正文。")
    assert transcript.parsed().headings == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"locators": (Locator(0, 3), Locator(2, 4))},
        {"locators": (Locator(2, 9),)},
        {"pages": (3, 1)},
        {"headings": ((9, 1),)},
    ],
)
def test_offsets_that_cannot_be_are_refused(wrong: dict[str, tuple[()]]) -> None:
    with pytest.raises(ValueError, match="leave the text"):
        Parsed("text", **wrong)


def test_marked_headings_become_sections_with_their_numbers() -> None:
    transcript = Transcript()
    transcript.paragraph("中国风电评估报告")
    transcript.heading("第一章 市场", 1, Locator(0, 0, page=1))
    transcript.heading("1.1 规模", 2)
    transcript.paragraph("2023年规模为12.5亿元。")
    transcript.heading("趋势", 2)
    transcript.paragraph("趋势向好。")
    document = assemble(transcript.parsed(), "a.docx", "0123456789abcdef")
    assert [(each.number, each.path) for each in document.sections] == [
        ("第一章", ("市场",)),
        ("1.1", ("市场", "规模")),
        ("", ("市场", "趋势")),
    ]
    assert (document.title, document.language) == ("中国风电评估报告", "zh")
    assert document.locators == (Locator(10, 16, page=1),)


def test_what_the_file_says_of_itself_goes_before_what_its_text_says() -> None:
    parsed = Parsed("某报告\n\n正文。", title="真标题", publisher="某社", date="2024-05")
    document = assemble(parsed, "a.docx", "0")
    assert (document.title, document.publisher, document.date) == ("真标题", "某社", "2024-05")
