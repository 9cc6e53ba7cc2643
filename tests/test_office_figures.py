"""Figures out of Office files: from headers and label columns, from charts, from merged cells."""

from __future__ import annotations

import pytest
import real_files_sheets
import real_files_slides
import real_files_web
import real_files_word
from real_files import RealFile, read_here

from kb.figures import extract

FILES = {
    file.name: file
    for files in (real_files_sheets, real_files_slides, real_files_web, real_files_word)
    for file in files.FILES
}
Figure = tuple[str, str, str, str, str, str, bool, str]


def figures(name: str) -> list[Figure]:
    """Metric, entity, period, value as printed, unit, kind, forecast and place of each figure."""
    file: RealFile = FILES[name]
    document = read_here(file)
    found = []
    for point in extract(document):
        assert document.text[point.start : point.end] == point.quote
        locator = document.locator(point.start, point.end)
        place = locator.place() if locator else ""
        row = (point.metric, point.entity, point.period.key, point.quote)
        found.append((*row, point.unit, point.kind, point.forecast, place))
    return found


STORAGE = "中国储能市场规模"


def test_a_sheet_with_a_title_and_a_unit_over_its_header() -> None:
    assert figures("市场.xlsx")[:6] == [
        (STORAGE, "", "2022", "1,512.0", "亿元", "level", False, "市场规模!B4"),
        (STORAGE, "", "2022", "31.0%", "%", "growth", False, "市场规模!C4"),
        (STORAGE, "", "2023", "1,640.3", "亿元", "level", False, "市场规模!B5"),
        (STORAGE, "", "2023", "8.5%", "%", "growth", False, "市场规模!C5"),
        (STORAGE, "", "2024", "1,768.0", "亿元", "level", True, "市场规模!B6"),
        (STORAGE, "", "2024", "-6.8%", "%", "growth", True, "市场规模!C6"),
    ]


def test_a_header_of_two_rows_with_merged_cells_names_period_and_measure() -> None:
    assert figures("市场.xlsx")[6:10] == [
        ("收入", "云桥", "2023", "88", "亿元", "level", False, "厂商份额!B3"),
        ("厂商份额", "云桥", "2023", "22.0%", "%", "share", False, "厂商份额!C3"),
        ("收入", "云桥", "2024", "102", "亿元", "level", False, "厂商份额!D3"),
        ("厂商份额", "云桥", "2024", "24.5%", "%", "share", False, "厂商份额!E3"),
    ]


def test_dates_in_cells_are_periods() -> None:
    assert figures("几块.xlsx")[4:] == [
        ("产量", "", "2023-06", "36", "万吨", "level", False, "Sheet!B11"),
        ("产量", "", "2023-07-01", "1,235", "万吨", "level", False, "Sheet!B12"),
        ("产量", "", "2023-08", "40", "万吨", "level", False, "Sheet!B14"),
    ]


def test_a_value_merged_over_rows_is_given_once() -> None:
    assert [figure[3] for figure in figures("合并.xlsm")] == ["0.3", "10", "1000000", "2.5"]


def test_a_delimited_file() -> None:
    assert figures("国标.csv")[:2] == [
        ("储能产量", "", "2019", "1,200", "万吨", "level", False, "B4"),
        ("储能产量", "", "2019", "5.0%", "%", "growth", False, "C4"),
    ]


def test_an_open_document_and_an_old_workbook() -> None:
    assert figures("产量.ods") == [
        ("钢材产量", "", "2023", "1,234.6", "万吨", "level", False, "产量!B3"),
        ("钢材产量", "", "2023", "5.2%", "%", "growth", False, "产量!C3"),
    ]
    assert [figure[3:] for figure in figures("旧版.xls")] == [
        ("1,234.5", "万千瓦", "level", False, "装机!C4"),
        ("25.3%", "%", "growth", False, "装机!D4"),
        ("0.3", "万千瓦", "level", False, "装机!C5"),
        ("-6.8%", "%", "growth", False, "装机!D5"),
    ]


def test_a_chart_on_a_slide_under_its_caption_with_the_unit_of_its_axis() -> None:
    chart = [figure for figure in figures("服务器.pptx") if figure[7] == "幻灯片 4"]
    server = "中国服务器市场规模"
    assert chart == [
        (server, "", "2021", "241.0", "亿元", "level", False, "幻灯片 4"),
        (server, "", "2021", "10.0%", "%", "growth", False, "幻灯片 4"),
        (server, "", "2022", "273.0", "亿元", "level", False, "幻灯片 4"),
        (server, "", "2022", "13.3%", "%", "growth", False, "幻灯片 4"),
        (server, "", "2023", "310.3", "亿元", "level", True, "幻灯片 4"),
        (server, "", "2023", "13.7%", "%", "growth", True, "幻灯片 4"),
    ]


def test_charts_of_a_word_file() -> None:
    found = figures("图表.docx")
    assert found[1] == ("海柏公有云收入", "", "2021", "0.3", "亿元", "level", False, "第2段")
    assert found[-1] == ("公有云收入增长率", "", "2023", "40.0%", "%", "growth", True, "第5段")
    assert len(found) == 9


@pytest.mark.parametrize("name", ["国标.html", "保存.mhtml"])
def test_a_table_of_a_web_page(name: str) -> None:
    assert figures(name)[4:] == [
        ("华东储能市场规模", "", "2022", "200", "亿元", "level", False, "第6段"),
        ("华东储能市场规模", "", "2023", "260", "亿元", "level", True, "第6段"),
        ("华北储能市场规模", "", "2022", "120", "亿元", "level", False, "第6段"),
        ("华北储能市场规模", "", "2023", "150", "亿元", "level", True, "第6段"),
    ]
