"""PowerPoint files; their companies and figures are invented."""

from __future__ import annotations

import datetime
import io
from typing import Any

import real_files_word
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Inches
from real_files import RealFile, Rows

from kb.errors import DocumentDamaged, DocumentEncrypted, DocumentTooLarge, DocumentUnsupported

TITLE, SECTION, TITLE_ONLY, BLANK = 0, 2, 5, 6


def saved(deck: Any) -> bytes:
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def new_deck(title: str = "PowerPoint Presentation") -> Any:
    deck = Presentation()
    deck.core_properties.title = title
    deck.core_properties.author = "user"
    deck.core_properties.modified = datetime.datetime(2024, 3, 9)
    return deck


def add_slide(deck: Any, layout: int, title: str = "") -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if title:
        slide.shapes.title.text = title
    return slide


def add_text(shapes: Any, text: str, left: float, top: float, width: float, height: float) -> Any:
    box = shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    box.text_frame.text = text
    return box


def add_table(slide: Any, rows: Rows, top: float = 2) -> Any:
    shape = slide.shapes.add_table(
        len(rows), len(rows[0]), Inches(1), Inches(top), Inches(8), Inches(2)
    )
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            shape.table.cell(r, c).text = text
    return shape.table


def add_chart(slide: Any, kind: Any, data: Any, left: float, top: float, title: str = "") -> Any:
    chart = slide.shapes.add_chart(
        kind, Inches(left), Inches(top), Inches(4), Inches(3), data
    ).chart
    chart.has_title = bool(title)
    if title:
        chart.chart_title.text_frame.text = title
    return chart


def categories(names: tuple[str, ...], code: str = "General") -> CategoryChartData:
    data = CategoryChartData(number_format=code)
    data.categories = names
    return data


def deck() -> bytes:
    deck = new_deck()
    slide = add_slide(deck, TITLE, "2023年中国服务器市场报告")
    slide.placeholders[1].text = "乙咨询\n2023年6月"
    slide = add_slide(deck, 1, "核心观点")
    slide.placeholders[1].text = "2022年市场规模为273亿元。\n头部厂商份额上升"
    slide.notes_slide.notes_text_frame.text = "口径为出厂价。"
    hidden = add_slide(deck, 1, "备用页")
    hidden.placeholders[1].text = "不给人看的数字"
    hidden._element.set("show", "0")
    slide = add_slide(deck, TITLE_ONLY, "市场规模")
    data = categories(("2021", "2022", "2023E"))
    data.add_series("市场规模", (241.0, 273.0, 0.1 + 310.2), number_format="#,##0.0")
    data.add_series("增长率", (0.1, 0.1328, 0.1366), number_format="0.0%")
    chart = add_chart(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, data, 1, 2, "中国服务器市场规模")
    chart.value_axis.axis_title.text_frame.text = "单位：亿元"
    add_text(slide.shapes, "图1 2021-2023年中国服务器市场规模", 1, 5.2, 4, 0.4)
    add_text(slide.shapes, "资料来源：乙咨询", 1, 5.7, 4, 0.4)
    slide = add_slide(deck, TITLE_ONLY, "竞争格局")
    table = add_table(
        slide,
        [
            ["区域", "厂商", "出货量（万台）", "份额"],
            ["华北", "云桥", "12", "30%"],
            ["", "海柏", "8", "20%"],
        ],
    )
    table.cell(1, 0).merge(table.cell(2, 0))
    return saved(deck)


def columns() -> bytes:
    """Two columns under a title, each a caption over a chart over its source; then a group."""
    deck = new_deck("两栏")
    slide = add_slide(deck, TITLE_ONLY, "份额与增速")
    for left, name, values in ((0.5, "份额", (0.6, 0.4)), (5.2, "增速", (0.11, 0.07))):
        add_text(slide.shapes, f"来源：{name}调查", left, 5.4, 4, 0.4)
        data = categories(("甲", "乙"), "0%")
        data.add_series(name, values)
        add_chart(slide, XL_CHART_TYPE.PIE, data, left, 2.2)
        number = 1 if name == "份额" else 2
        add_text(slide.shapes, f"图{number} 2023年{name}", left, 1.7, 4, 0.4)
    add_text(slide.shapes, "说明：两图口径相同", 0.5, 6.4, 9, 0.4)
    slide = add_slide(deck, TITLE_ONLY, "组合")
    group = slide.shapes.add_group_shape()
    add_text(group.shapes, "组内第二", 1, 4, 3, 0.5)
    add_text(group.shapes, "组内第一", 1, 2, 3, 0.5)
    add_text(slide.shapes, "组外最后", 1, 6, 3, 0.5)
    return saved(deck)


def sections() -> bytes:
    deck = new_deck("分节")
    for layout, title, text in (
        (SECTION, "一、现状", ""),
        (TITLE_ONLY, "规模", "规模页正文。"),
        (BLANK, "", "没有标题的一页，写了一整句话。"),
        (TITLE_ONLY, "结构", "结构页正文。"),
        (SECTION, "二、展望", ""),
        (TITLE_ONLY, "预测", "预测页正文。"),
    ):
        slide = add_slide(deck, layout, title)
        if text:
            add_text(slide.shapes, text, 1, 3, 8, 1)
    slide = add_slide(deck, BLANK)
    add_text(slide.shapes, "手写的标题", 1, 0.3, 8, 0.8)
    add_text(slide.shapes, "手写标题下的正文。", 1, 3, 8, 1)
    return saved(deck)


def kinds_of_charts() -> bytes:
    deck = new_deck("多种图")
    slide = add_slide(deck, TITLE_ONLY, "2023年分区域出货量（万台）")
    data = CategoryChartData()
    for area, cities in (("华东", ("上海", "杭州")), ("华北", ("北京",))):
        outer = data.add_category(area)
        for city in cities:
            outer.add_sub_category(city)
    data.add_series("出货量", (5, 3.5, 4))
    add_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, 1, 2)
    slide = add_slide(deck, TITLE_ONLY, "价格与性能")
    data = XyChartData()
    for name, point in (("型号甲", (1.5, 20)), ("型号乙", (2, 30))):
        data.add_series(name).add_data_point(*point)
    chart = add_chart(slide, XL_CHART_TYPE.XY_SCATTER, data, 1, 2, "价格与性能")
    chart.category_axis.axis_title.text_frame.text = "价格（元）"
    return saved(deck)


def diagram() -> bytes:
    """SmartArt keeps its texts in a part of their own."""
    deck = new_deck("图示")
    slide = add_slide(deck, TITLE_ONLY, "产业链")
    names = (
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>"
        for text in ("上游：材料", "中游：设备", "下游：电站")
    )
    xml = f"<dgm:dataModel {names}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>"
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    part = Part(PackURI("/ppt/diagrams/data1.xml"), kind, slide.part.package, xml.encode())
    reference = slide.part.relate_to(part, RELATIONSHIP_TYPE.DIAGRAM_DATA)
    frame = parse_xml(
        '<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        f'{names} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<p:nvGraphicFramePr><p:cNvPr id="9" name="d"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="914400" y="1828800"/><a:ext cx="91440" '
        'cy="91440"/></p:xfrm><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
        f'<dgm:relIds r:dm="{reference}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )
    slide.shapes._spTree.append(frame)
    return saved(deck)


def doctype() -> bytes:
    entity = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    )
    return real_files_word.replaced(deck(), {"ppt/presentation.xml": entity})


FILES = (
    RealFile(
        "服务器.pptx",
        deck,
        lines=(
            "2023年中国服务器市场报告",
            "乙咨询",
            "2023年6月",
            "核心观点",
            "2022年市场规模为273亿元。",
            "头部厂商份额上升",
            "口径为出厂价。",
            "市场规模",
            "图1 2021-2023年中国服务器市场规模",
            "中国服务器市场规模",
            "资料来源：乙咨询",
            "竞争格局",
        ),
        tables=(
            (
                ("", "市场规模（亿元）", "增长率"),
                ("2021", "241.0", "10.0%"),
                ("2022", "273.0", "13.3%"),
                ("2023E", "310.3", "13.7%"),
            ),
            (
                ("区域", "厂商", "出货量（万台）", "份额"),
                ("华北", "云桥", "12", "30%"),
                ("华北", "海柏", "8", "20%"),
            ),
        ),
        captions=("图1 2021-2023年中国服务器市场规模", "竞争格局"),
        sections=(("核心观点",), ("市场规模",), ("竞争格局",)),
        places=(
            ("乙咨询", "幻灯片 1"),
            ("口径为出厂价", "幻灯片 2"),
            ("310.3", "幻灯片 4"),
            ("海柏", "幻灯片 5"),
        ),
        absent=("备用页", "不给人看"),
        metadata=("2023年中国服务器市场报告", "乙咨询", "2023-06"),
    ),
    RealFile(
        "两栏.pptx",
        columns,
        lines=(
            "份额与增速",
            "图1 2023年份额",
            "来源：份额调查",
            "图2 2023年增速",
            "来源：增速调查",
            "说明：两图口径相同",
            "组合",
            "组内第一",
            "组内第二",
            "组外最后",
        ),
        tables=(
            (("", "份额"), ("甲", "60%"), ("乙", "40%")),
            (("", "增速"), ("甲", "11%"), ("乙", "7%")),
        ),
        captions=("图1 2023年份额", "图2 2023年增速"),
        sections=(("份额与增速",), ("组合",)),
    ),
    RealFile(
        "分节.pptx",
        sections,
        lines=(
            "一、现状",
            "规模",
            "规模页正文。",
            "没有标题的一页，写了一整句话。",
            "结构",
            "结构页正文。",
            "二、展望",
            "预测",
            "预测页正文。",
            "手写的标题",
            "手写标题下的正文。",
        ),
        sections=(
            ("现状",),
            ("现状", "规模"),
            ("现状", "结构"),
            ("展望",),
            ("展望", "预测"),
            ("展望", "手写的标题"),
        ),
        places=(("没有标题", "幻灯片 3"), ("手写标题下", "幻灯片 7")),
    ),
    RealFile(
        "多种图.pptx",
        kinds_of_charts,
        lines=("2023年分区域出货量（万台）", "价格与性能"),
        tables=(
            (("", "出货量"), ("华东 上海", "5"), ("华东 杭州", "3.5"), ("华北 北京", "4")),
            (("", "价格（元）", "Y"), ("型号甲", "1.5", "20"), ("型号乙", "2", "30")),
        ),
        captions=("2023年分区域出货量（万台）", "价格与性能"),
        sections=(("2023年分区域出货量（万台）",), ("价格与性能",)),
    ),
    RealFile(
        "图示.pptx",
        diagram,
        lines=("产业链", "上游：材料", "中游：设备", "下游：电站"),
        sections=(("产业链",),),
    ),
    RealFile("截断.pptx", lambda: deck()[:-3000], error=DocumentDamaged, says="damaged"),
    RealFile("外部实体.pptx", doctype, error=DocumentDamaged, says="declares a document type"),
    RealFile("加密.pptx", real_files_word.encrypted, error=DocumentEncrypted, says="password"),
    RealFile(
        "其实是Word.pptx",
        real_files_word.report,
        error=DocumentUnsupported,
        says="this is a Word file, not what its suffix says; rename it to end in .docx",
    ),
    RealFile("炸弹.pptx", real_files_word.bomb, error=DocumentTooLarge, says="split the file"),
)
