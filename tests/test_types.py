import pytest

from kb.types import Chunk, DataPoint, Document, Locator, Period, Section


@pytest.mark.parametrize(
    ("period", "key", "years"),
    [
        (Period(), "", None),
        (Period(2023, 2023), "2023", 0),
        (Period(2022, 2027), "2022-2027", 5),
        (Period(2023, 2023, half=1), "2023H1", 0),
        (Period(2023, 2023, quarter=3), "2023Q3", 0),
        (Period(2023, 2023, month=5), "2023-05", 0),
        (Period(2023, 2023, month=5, day=9), "2023-05-09", 0),
        (Period(2023, 2023, month=1, end_month=5), "2023-01-2023-05", 0),
        (Period(2023, 2023, month=1, end_month=9), "2023Q1-2023Q3", 0),
        (Period(2022, 2023, month=3, end_month=5), "2022-03-2023-05", 1),
    ],
)
def test_period_key_and_length(period: Period, key: str, years: int | None) -> None:
    assert period.key == key
    assert period.years == years


def test_heading_path_is_the_innermost_section_that_holds_the_offset() -> None:
    sections = (
        Section("一", 1, 0, 100, ("一",)),
        Section("二", 2, 10, 50, ("一", "二")),
        Section("三", 2, 50, 100, ("一", "三")),
    )
    document = Document("d", "d.txt", "x" * 120, sections=sections)
    assert document.heading_path(5) == ("一",)
    assert document.heading_path(10) == ("一", "二")
    assert document.heading_path(50) == ("一", "三")
    assert document.heading_path(110) == ()


def test_page_counts_from_one() -> None:
    document = Document("d", "d.pdf", "x" * 30, pages=(0, 10, 20))
    assert [document.page(offset) for offset in (0, 9, 10, 29)] == [1, 1, 2, 3]
    assert Document("d", "d.txt", "x").page(0) is None


def test_embedded_text_carries_the_heading_path_and_the_quote_does_not() -> None:
    chunk = Chunk("c", "d", 0, 0, 2, "正文", heading_path=("第一章", "1.1"))
    assert chunk.embedded_text == "第一章\n1.1\n正文"
    assert chunk.quote == "正文"


def test_data_point_id_names_document_and_span() -> None:
    point = DataPoint("规模", 1.0, "亿元", "level", 3, 6, "1亿元", 0, 9, document_id="abc")
    assert point.id == "abc:3-6"


@pytest.mark.parametrize(
    ("locator", "chinese", "english"),
    [
        (Locator(0, 1, page=3), "第3页", "page 3"),
        (Locator(0, 1, slide=2), "幻灯片 2", "slide 2"),
        (Locator(0, 1, sheet="Sheet1", cell="B4"), "Sheet1!B4", "Sheet1!B4"),
        (Locator(0, 1, sheet="Sheet1"), "Sheet1", "Sheet1"),
        (Locator(0, 1, cell="B4"), "B4", "B4"),
        (Locator(0, 1, paragraph=12), "第12段", "paragraph 12"),
        (Locator(0, 1), "", ""),
    ],
)
def test_a_locator_tells_its_place(locator: Locator, chinese: str, english: str) -> None:
    assert (locator.place(), locator.place("en")) == (chinese, english)


def test_locators_of_a_span_are_those_that_share_a_character_with_it() -> None:
    first = Locator(0, 5, page=1, box=(1.0, 2.0, 3.0, 4.0))
    second = Locator(6, 9, page=2, box=(5.0, 6.0, 7.0, 8.0))
    document = Document("d", "d.pdf", "x" * 20, pages=(0, 6), locators=(first, second))
    assert document.located(0, 5) == (first,)
    assert document.located(4, 7) == (first, second)
    assert document.located(5, 6) == ()
    assert document.located(9, 20) == ()
    assert document.locator(4, 7) == first
    assert document.locator(12, 14) == Locator(12, 14, page=2)
    assert document.boxes(4, 7) == [(1, 1.0, 2.0, 3.0, 4.0), (2, 5.0, 6.0, 7.0, 8.0)]
    assert Document("d", "d.txt", "x").locator(0, 1) is None
