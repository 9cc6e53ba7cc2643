"""Spreadsheets and delimited files; their companies and figures are invented."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import real_files_word
from openpyxl.chart import BarChart, Reference
from real_files import RealFile

from kb.errors import (
    DocumentBinary,
    DocumentDamaged,
    DocumentEncrypted,
    DocumentTooLarge,
    DocumentUnsupported,
)

OLD = Path(__file__).parent / "data" / "old_workbook.xls"
"""A workbook as Excel wrote it before 2007, with formats, a merged cell and a hidden sheet."""


def new_workbook() -> Any:
    book = openpyxl.Workbook()
    book.properties.creator = "openpyxl"
    book.properties.title = None
    return book


def saved(book: Any) -> bytes:
    # openpyxl writes the time of saving over the properties' own.
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as package:
        core = package.read("docProps/core.xml").decode()
    start = core.index(">", core.index("<dcterms:modified")) + 1
    dated = core[:start] + "2024-03-09T00:00:00Z" + core[core.index("<", start) :]
    return real_files_word.replaced(stream.getvalue(), {"docProps/core.xml": dated.encode()})


def market() -> bytes:
    """A title, a unit, a header, a source; formats for each column; a chart and a hidden sheet."""
    book = new_workbook()
    sheet = book.active
    sheet.title = "市场规模"
    for row in (
        ["2022-2024年中国储能市场规模及增速", None, None, None],
        [None, None, None, "单位：亿元"],
        ["年份", "市场规模", "同比增长", "备注"],
        [2022, 1512, 0.31, "初值\n修订"],
        [2023, 1640.1 + 0.2, 0.08475, None],
        ["2024E", 1768, -0.068, "=1/0"],
        ["资料来源：甲研究院", None, None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    for row in (4, 5, 6):
        sheet[f"B{row}"].number_format = "#,##0.0"
        sheet[f"C{row}"].number_format = "0.0%"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=6), titles_from_data=True)
    sheet.add_chart(chart, "F2")
    hidden = book.create_sheet("底稿")
    hidden["A1"] = "不公开的底稿"
    hidden.sheet_state = "hidden"
    share = book.create_sheet("厂商份额")
    for row in (
        ["厂商", "2023年", None, "2024年", None],
        [None, "收入（亿元）", "份额", "收入（亿元）", "份额"],
        ["云桥", 88, 0.22, 102, 0.245],
        ["海柏", 66, 0.165, 70.5, 0.17],
    ):
        share.append(row)
    for cells in ("A1:A2", "B1:C1", "D1:E1"):
        share.merge_cells(cells)
    for row in (3, 4):
        for column in "CE":
            share[f"{column}{row}"].number_format = "0.0%"
    return saved(book)


def shapes() -> bytes:
    """Tables apart: one off the corner, two side by side, one under a title and a blank row."""
    book = new_workbook()
    sheet = book.active
    for place, value in {
        "B2": "地区",
        "C2": "2023",
        "B3": "华东",
        "C3": 5,
        "B4": "华北",
        "C4": 4,
        "F2": "厂商",
        "G2": "份额",
        "F3": "云桥",
        "G3": 0.3,
        "F4": "海柏",
        "G4": 0.2,
        "A8": "表2 各月产量（万吨）",
        "A10": "月份",
        "B10": "产量",
        "A11": datetime.date(2023, 6, 1),
        "B11": 36,
        "A12": datetime.date(2023, 7, 1),
        "B12": 1234567,
        "A14": datetime.date(2023, 8, 1),
        "B14": 40,
        "A16": "注：8月为计划。",
    }.items():
        sheet[place] = value
    for row in (3, 4):
        sheet[f"G{row}"].number_format = "0%"
    for row, code in ((11, 'yyyy"年"m"月"'), (12, "yyyy-mm-dd"), (14, "yyyy年m月")):
        sheet[f"A{row}"].number_format = code
    sheet["B12"].number_format = "#,##0,"
    return saved(book)


def regions() -> bytes:
    """Labels merged down; a value merged over two rows belongs to none of them alone."""
    book = new_workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for row in (
        ["区域", "省份", "装机（万千瓦）", "区域合计"],
        ["华东", "江苏", 0.1 + 0.2, 10],
        [None, "浙江", 1e6, None],
        ["合计", None, 2.5, None],
    ):
        sheet.append(row)
    for cells in ("A2:A3", "D2:D3", "A4:B4"):
        sheet.merge_cells(cells)
    return saved(book)


def too_many_rows() -> bytes:
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rows = b"<row><c><v>7</v></c></row>" * 100_000
    sheet = b"<worksheet " + main + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    return real_files_word.replaced(regions(), {"xl/worksheets/sheet1.xml": sheet})


def far_apart() -> bytes:
    book = new_workbook()
    book.active["A1"] = "起"
    book.active["XFD1048576"] = "止"
    return saved(book)


def entity() -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    return real_files_word.replaced(regions(), {"xl/worksheets/sheet1.xml": bomb})


NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)


def open_document(encrypted: bool = False) -> bytes:
    """As LibreOffice writes it: repeated cells, a covered one, a comment, a hidden sheet."""
    content = f"""<office:document-content {NAMES}><office:automatic-styles>
    <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>
    </office:automatic-styles><office:body><office:spreadsheet>
    <table:table table:name="产量">
    <table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>表1 钢材产量（万吨）</text:p>
    </table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>
    <table:table-row><table:table-cell><text:p>年份</text:p></table:table-cell><table:table-cell
    table:number-columns-repeated="1"><text:p>产量</text:p><office:annotation><text:p>批注</text:p>
    </office:annotation></table:table-cell><table:table-cell><text:p>增长率</text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="16381"/></table:table-row>
    <table:table-row><table:table-cell office:value-type="float" office:value="2023"><text:p>2023</text:p>
    </table:table-cell><table:table-cell office:value-type="float" office:value="1234.56"><text:p>1,234.6</text:p>
    </table:table-cell><table:table-cell office:value-type="percentage" office:value="0.052"><text:p>5.2%</text:p>
    </table:table-cell></table:table-row>
    <table:table-row><table:table-cell><text:p>2024<text:s/>计划</text:p></table:table-cell><table:table-cell
    table:number-columns-repeated="2" table:formula="x"><text:p>#N/A</text:p></table:table-cell></table:table-row>
    <table:table-row table:number-rows-repeated="1048572"><table:table-cell
    table:number-columns-repeated="16384"/></table:table-row></table:table>
    <table:table table:name="底稿" table:style-name="ta2"><table:table-row><table:table-cell><text:p>不公开</text:p>
    </table:table-cell></table:table-row></table:table>
    </office:spreadsheet></office:body></office:document-content>"""
    manifest = "<manifest><encryption-data/></manifest>" if encrypted else "<manifest/>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", content)
        package.writestr(
            "meta.xml",
            f'<office:document-meta {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<dc:title>钢材年报</dc:title><dc:creator>丙统计局</dc:creator>"
            "<dc:date>2024-02-01T00:00:00</dc:date></office:document-meta>",
        )
    return stream.getvalue()


CSV = """2019-2022年储能产量
单位：万吨
年份,产量,增长率,备注
2019,"1,200",5.0%,"含, 逗号"
2020,1300,8.3%,"两
行"
2021,1400,7.7%,""
2022,"1,500",7.1%,他说""好""
资料来源：甲研究院
"""
TSV = "厂商\t出货量（万台）\t市场份额\n云桥\t4,120\t17.3%\n海柏\t3,805\t16.0%\n"
SEMICOLONS = "Country;Revenue (US$ million), total;Share\nChina;1,234.5;12,5\nIndia;88.1;1,0\n"
EXPORT = (
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>'
    "<table><tr><td colspan=3>表3 各省产量（万吨）</td></tr><tr><td>省份</td><td>2022</td><td>2023</td>"
    "</tr><tr><td>江苏</td><td>12</td><td>13</td></tr></table></body></html>"
)
MARKET = (
    ("年份", "市场规模", "同比增长", "备注"),
    ("2022", "1,512.0", "31.0%", "初值 修订"),
    ("2023", "1,640.3", "8.5%", ""),
    ("2024E", "1,768.0", "-6.8%", ""),
)

FILES = (
    RealFile(
        "市场.xlsx",
        market,
        lines=(
            "市场规模",
            "2022-2024年中国储能市场规模及增速",
            "单位：亿元",
            "资料来源：甲研究院",
            "厂商份额",
        ),
        tables=(
            MARKET,
            (
                ("厂商", "2023年", "2023年", "2024年", "2024年"),
                ("厂商", "收入（亿元）", "份额", "收入（亿元）", "份额"),
                ("云桥", "88", "22.0%", "102", "24.5%"),
                ("海柏", "66", "16.5%", "70.5", "17.0%"),
            ),
        ),
        captions=("2022-2024年中国储能市场规模及增速", "厂商份额"),
        sections=(("市场规模",), ("厂商份额",)),
        places=(
            ("1,640.3", "市场规模!B5"),
            ("单位：亿元", "市场规模!D2"),
            ("资料来源", "市场规模!A7"),
            ("24.5%", "厂商份额!E3"),
        ),
        absent=("底稿", "不公开"),
        metadata=("2022-2024年中国储能市场规模及增速", "甲研究院", "2024-03-09"),
    ),
    RealFile(
        "几块.xlsx",
        shapes,
        lines=("表2 各月产量（万吨）", "注：8月为计划。"),
        tables=(
            (("地区", "2023"), ("华东", "5"), ("华北", "4")),
            (("厂商", "份额"), ("云桥", "30%"), ("海柏", "20%")),
            (
                ("月份", "产量"),
                ("2023年6月", "36"),
                ("2023-07-01", "1,235"),
                ("2023年8月", "40"),
            ),
        ),
        captions=("", "", "表2 各月产量（万吨）"),
        metadata=("表2 各月产量（万吨）", "", "2024-03-09"),
        places=(("海柏", "Sheet!F4"), ("1,235", "Sheet!B12"), ("8月为计划", "Sheet!A16")),
    ),
    RealFile(
        "合并.xlsm",
        regions,
        tables=(
            (
                ("区域", "省份", "装机（万千瓦）", "区域合计"),
                ("华东", "江苏", "0.3", "10"),
                ("华东", "浙江", "1000000", ""),
                ("合计", "", "2.5", ""),
            ),
        ),
        places=(("浙江", "Sheet1!B3"),),
        metadata=("合并", "", "2024-03-09"),
    ),
    RealFile(
        "旧版.xls",
        OLD.read_bytes,
        lines=("装机", "2022-2024年分区域储能装机", "单位：万千瓦", "资料来源：甲研究院"),
        tables=(
            (
                ("区域", "省份", "装机", "同比"),
                ("华东", "江苏", "1,234.5", "25.3%"),
                ("华东", "浙江", "0.3", "-6.8%"),
                ("截至", "2023年6月", "", ""),
            ),
        ),
        captions=("2022-2024年分区域储能装机",),
        sections=(("装机",),),
        places=(("浙江", "装机!B5"),),
        absent=("不公开",),
    ),
    RealFile(
        "导出.xls",
        lambda: EXPORT.encode("gb18030"),
        lines=("表3 各省产量（万吨）",),
        tables=((("省份", "2022", "2023"), ("江苏", "12", "13")),),
        captions=("表3 各省产量（万吨）",),
    ),
    RealFile(
        "产量.ods",
        open_document,
        lines=("产量", "表1 钢材产量（万吨）"),
        tables=((("年份", "产量", "增长率"), ("2023", "1,234.6", "5.2%"), ("2024 计划", "", "")),),
        captions=("表1 钢材产量（万吨）",),
        sections=(("产量",),),
        places=(("1,234.6", "产量!B3"),),
        absent=("批注", "不公开", "#N/A"),
        metadata=("钢材年报", "丙统计局", "2024-02-01"),
    ),
    RealFile(
        "国标.csv",
        lambda: CSV.encode("gb18030"),
        lines=("2019-2022年储能产量", "单位：万吨", "资料来源：甲研究院"),
        tables=(
            (
                ("年份", "产量", "增长率", "备注"),
                ("2019", "1,200", "5.0%", "含, 逗号"),
                ("2020", "1300", "8.3%", "两 行"),
                ("2021", "1400", "7.7%", ""),
                ("2022", "1,500", "7.1%", '他说""好""'),
            ),
        ),
        captions=("2019-2022年储能产量",),
        places=(("1,500", "B7"), ("单位", "A2")),
        metadata=("2019-2022年储能产量", "甲研究院", ""),
    ),
    RealFile(
        "制表符.tsv",
        lambda: TSV.encode("utf-16"),
        tables=(tuple(tuple(line.split("\t")) for line in TSV.splitlines()),),
        places=(("3,805", "B3"),),
    ),
    RealFile(
        "分号.csv",
        lambda: b"\xef\xbb\xbf" + SEMICOLONS.encode(),
        tables=(tuple(tuple(line.split(";")) for line in SEMICOLONS.splitlines()),),
    ),
    RealFile("十万行.xlsx", too_many_rows, error=DocumentTooLarge, says="20,001 rows"),
    RealFile(
        "十万行.csv",
        lambda: b"a,b\n" * 100_000,
        error=DocumentTooLarge,
        says="20,001 rows, over the limit of 20,000",
    ),
    RealFile(
        "一行.csv", lambda: b"a" * 2_000_000, error=DocumentDamaged, says="larger than field limit"
    ),
    RealFile(
        "不闭合.csv",
        lambda: b'a,"b\n' + b"x,y\n" * 500_000,
        error=DocumentDamaged,
        says="larger than field limit",
    ),
    RealFile(
        "宽行.csv",
        lambda: b"a\n" * 1000 + b"," * 10_000,
        error=DocumentTooLarge,
        says="from its first to its last",
    ),
    RealFile("天涯.xlsx", far_apart, error=DocumentTooLarge, says="from its first to its last"),
    RealFile("实体.xlsx", entity, error=DocumentDamaged, says="declares a document type"),
    RealFile("截断.xlsx", lambda: market()[:-4000], error=DocumentDamaged, says="damaged"),
    RealFile("截断.xls", lambda: OLD.read_bytes()[:2000], error=DocumentDamaged, says="damaged"),
    RealFile("加密.xlsx", real_files_word.encrypted, error=DocumentEncrypted, says="password"),
    RealFile(
        "加密.ods",
        lambda: open_document(encrypted=True),
        error=DocumentEncrypted,
        says="password",
    ),
    RealFile(
        "其实是Word.xlsx",
        real_files_word.report,
        error=DocumentUnsupported,
        says="this is a Word file",
    ),
    RealFile(
        "图片.csv",
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
        error=DocumentBinary,
        says="this is a PNG file",
    ),
)
