import pytest

from kb.types import Chunk, DataPoint, Document, Period, Section


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
