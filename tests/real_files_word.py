"""Word files as Word, WPS and converters write them; their companies and figures are invented."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE
from real_files import RealFile, Rows

from kb.errors import (
    DocumentDamaged,
    DocumentEncrypted,
    DocumentTooLarge,
    DocumentUnsupported,
)

W = nsdecls("w")
CHART = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:drawing>'
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="5486400" cy="3200400"/><wp:docPr id="1" name="Chart 1"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def new_document(title: str = "", author: str = "") -> Document:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.modified = datetime.datetime(2024, 3, 9)
    return document


def add(document: Document, xml: str) -> Any:
    """Put a paragraph given as XML at the end."""
    element = parse_xml(xml)
    document.element.body.insert_element_before(element, "w:sectPr")
    return element


def add_table(document: Document, rows: Rows) -> Any:
    table = document.add_table(len(rows), max(map(len, rows)))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    return table


def replaced(data: bytes, parts: dict[str, bytes]) -> bytes:
    """A package with some parts written anew."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts.get(name) if name in parts else old.read(name))
    return stream.getvalue()


def report() -> bytes:
    document = new_document("2023年中国储能产业报告", "周某")
    document.sections[0].header.paragraphs[0].text = "储能产业报告页眉"
    document.sections[0].footer.paragraphs[0].text = "第 1 页页脚"
    document.add_paragraph("2023年中国储能产业报告", style="Title")
    document.add_paragraph("甲研究院\n2023年11月")
    toc = document.styles.add_style("toc 1", 1)
    for entry in ("第一章 市场概况\t3", "第二章 竞争格局\t9"):
        document.add_paragraph(entry, style=toc)
    document.add_heading("第一章 市场概况", 1)
    noted = document.add_paragraph("2022年中国储能市场规模为512亿元，同比增长31.0%。")
    document.add_comment(noted.runs, "这一句待核实", author="周某")
    document.add_heading("1.1 市场规模", 2)
    document.add_paragraph("表1 2022-2024年各地区储能市场规模（单位：亿元）")
    table = add_table(
        document,
        [
            ["地区", "省份", "2022", "2023", "2024E"],
            ["华东", "江苏", "100", "120", "1,440"],
            ["", "浙江", "50", "60", "72"],
            ["合计", "", "150", "180", "1,512"],
        ],
    )
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    document.add_paragraph("资料来源：甲研究院")
    document.add_heading("第二章 竞争格局", 1)
    for text in ("头部企业份额上升。", "新进入者减少。"):
        document.add_paragraph(text, style="List Bullet")
    return saved(document)


def numbering() -> bytes:
    """Headings that Word numbers by itself: 第一章 over 1.1, both out of the text."""
    document = new_document("自动编号")
    part = document.part.numbering_part.element
    levels = (
        ("0", "chineseCountingThousand", "第%1章", ""),
        ("1", "decimal", "%1.%2", "<w:isLgl/>"),
    )
    abstract = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{legal}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, kind, text, legal in levels
    )
    part.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{abstract}</w:abstractNum>'))
    part.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for style, level in (("Heading 1", 0), ("Heading 2", 1)):
        document.styles[style].element.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )
    for title, level in (("总体", 1), ("规模", 2), ("结构", 2), ("展望", 1), ("预测", 2)):
        document.add_heading(title, level)
        document.add_paragraph(f"{title}一节的正文。")
    document.add_paragraph("先看需求", style="List Number")
    document.add_paragraph("再看供给", style="List Number")
    return saved(document)


def revisions() -> bytes:
    document = new_document("修订")
    for inner in (
        "<w:r><w:t>保留的文字</w:t></w:r><w:del><w:r><w:delText>删去的文字</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>，插入的文字</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>移走的文字</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的文字</w:t></w:r><w:hyperlink w:anchor='a'><w:r>"
        "<w:t>链接里的文字</w:t></w:r></w:hyperlink>",
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF _a \\h</w:instrText>"
        "</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>域的结果</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        "<w:r><w:ruby><w:rt><w:r><w:t>zhù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>注音</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r>",
        "<w:r><w:t>一行</w:t><w:br/><w:t>换行，5</w:t><w:noBreakHyphen/><w:t>6月</w:t></w:r>",
    ):
        add(document, f"<w:p {W}>{inner}</w:p>")
    add(
        document,
        f"<w:sdt {W}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>控件里的文字</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
    )
    add(
        document,
        f"<w:p {W}><w:r><w:t>框外的文字</w:t></w:r><w:r><mc:AlternateContent "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>文本框里的文字</w:t>'
        "</w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        "<w:p><w:r><w:t>文本框里的文字</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
    )
    return saved(document)


def notes() -> bytes:
    document = new_document("脚注")
    add(
        document,
        f'<w:p {W}><w:r><w:t>市场规模为88亿元。</w:t></w:r><w:r><w:footnoteReference w:id="2"/>'
        "</w:r></w:p>",
    )
    document.add_paragraph("下一段。")
    xml = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>不含港澳台地区。</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        xml.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return saved(document)


def add_chart(document: Document, xml: str, number: int) -> None:
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        xml.encode(),
        document.part.package,
    )
    add(document, CHART.format(document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)))


def chart_xml(series: dict[str, tuple[float, ...]], code: str = "General") -> str:
    data = CategoryChartData(number_format=code)
    data.categories = ["2021", "2022", "2023E"]
    for name, values in series.items():
        data.add_series(name, values)
    return ChartXmlWriter(XL_CHART_TYPE.COLUMN_CLUSTERED, data).xml


def charts() -> bytes:
    """A caption below its chart, then one above, then a chart with a title of its own."""
    document = new_document("图表")
    document.add_heading("一、规模", 1)
    add_chart(document, chart_xml({"云桥": (1.5, 2.25, 3.0), "海柏": (0.1 + 0.2, 1, 2)}), 1)
    document.add_paragraph("图1 2021-2023年公有云收入（亿元）")
    document.add_paragraph("资料来源：乙咨询")
    document.add_heading("二、增速", 1)
    document.add_paragraph("图2 2021-2023年公有云收入增长率")
    add_chart(document, chart_xml({"增长率": (0.253, 0.312, 0.4)}, "0.0%"), 2)
    document.add_paragraph("增速逐年上升。")
    return saved(document)


def unstyled() -> bytes:
    """As most Chinese reports are typed: no styles, numbers typed by hand."""
    document = new_document("Microsoft Word - 新建文档", "Administrator")
    for text in (
        "2024年中国氢能发展白皮书",
        "丙咨询有限公司",
        "2024年5月",
        "一、产业概况",
        "2023年全国氢气产量达到3,550万吨，同比增长0.6%。",
        "二、发展趋势",
        "预计2025年加氢站数量将超过1,000座。",
        "版权所有 2024 丙咨询有限公司",
    ):
        document.add_paragraph(text)
    return saved(document)


def tables() -> bytes:
    document = new_document("表格")
    document.add_heading("数据", 1)
    two = add_table(
        document,
        [
            ["2023年公有云厂商收入与份额", "", "", ""],
            ["厂商", "上半年", "", "备注"],
            ["", "收入（亿元）", "份额（%）", ""],
            ["云桥", "88", "22.0", "含\n海外"],
            ["海柏", "（3）", "-0.8", ""],
            ["注：份额按收入计算。", "", "", ""],
        ],
    )
    for row in (0, 5):
        two.cell(row, 0).merge(two.cell(row, 3))
    two.cell(1, 0).merge(two.cell(2, 0))
    two.cell(1, 1).merge(two.cell(1, 2))
    box = document.add_table(1, 1)
    box.cell(0, 0).text = "框中的要点：需求回升。"
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "左栏的说明。"
    inner = outer.cell(0, 1).add_table(2, 2)
    for r, row in enumerate([["年份", "产量（万吨）"], ["2023", "36"]]):
        for c, text in enumerate(row):
            inner.cell(r, c).text = text
    return saved(document)


def doctype(part: str) -> bytes:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY e0 "哈">{entities}]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>"
    )
    return replaced(saved(new_document()), {part: bomb.encode()})


def dangling() -> bytes:
    """A reference to a part that is not there, as converters leave."""
    document = new_document("缺图")
    document.add_paragraph("图没有了，文字还在。")
    data = saved(document)
    part = "word/_rels/document.xml.rels"
    relation = b'<Relationship Id="rId99" Type="http://x/image" Target="../NULL"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        rels = package.read(part).replace(b"</Relationships>", relation)
    return replaced(data, {part: rels})


def macros() -> bytes:
    document = new_document("宏")
    document.add_paragraph("带宏的文件，宏不执行。")
    data = saved(document)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.read("[Content_Types].xml").replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    return replaced(data, {"[Content_Types].xml": types, "word/vbaProject.bin": b"\0" * 64})


def picture_only() -> bytes:
    document = new_document()
    add(document, f"<w:p {W}><w:r><w:drawing/></w:r></w:p>")
    return saved(document)


def bomb() -> bytes:
    """A part that unpacks to more than the tests' limit."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(new_document()))) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        with new.open("word/media/image1.emf", "w") as part:
            for _ in range(25):
                part.write(bytes(1_000_000))
    return stream.getvalue()


def encrypted() -> bytes:
    """How an Office file with a password begins: the container of old Office around it."""
    streams = "EncryptionInfo", "EncryptedPackage"
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names + bytes(512)


FILES = (
    RealFile(
        "储能报告.docx",
        report,
        lines=(
            "2023年中国储能产业报告",
            "甲研究院2023年11月",
            "第一章 市场概况 3",
            "第二章 竞争格局 9",
            "第一章 市场概况",
            "2022年中国储能市场规模为512亿元，同比增长31.0%。",
            "1.1 市场规模",
            "表1 2022-2024年各地区储能市场规模（单位：亿元）",
            "资料来源：甲研究院",
            "第二章 竞争格局",
            "• 头部企业份额上升。",
            "• 新进入者减少。",
        ),
        tables=(
            (
                ("地区", "省份", "2022", "2023", "2024E"),
                ("华东", "江苏", "100", "120", "1,440"),
                ("华东", "浙江", "50", "60", "72"),
                ("合计", "", "150", "180", "1,512"),
            ),
        ),
        captions=("表1 2022-2024年各地区储能市场规模（单位：亿元）",),
        sections=(("市场概况",), ("市场概况", "市场规模"), ("竞争格局",)),
        places=(("512亿元", "第6段"), ("浙江", "第11段"), ("新进入者", "第16段")),
        absent=("页眉", "页脚", "待核实"),
        metadata=("2023年中国储能产业报告", "甲研究院", "2023-11"),
    ),
    RealFile(
        "自动编号.docx",
        numbering,
        lines=(
            "第一章 总体",
            "总体一节的正文。",
            "1.1 规模",
            "规模一节的正文。",
            "1.2 结构",
            "结构一节的正文。",
            "第二章 展望",
            "展望一节的正文。",
            "2.1 预测",
            "预测一节的正文。",
            "1. 先看需求",
            "2. 再看供给",
        ),
        sections=(
            ("总体",),
            ("总体", "规模"),
            ("总体", "结构"),
            ("展望",),
            ("展望", "预测"),
        ),
        metadata=("自动编号", "", "2024-03-09"),
    ),
    RealFile(
        "修订.docx",
        revisions,
        lines=(
            "保留的文字，插入的文字",
            "链接里的文字",
            "域的结果",
            "注音",
            "一行",
            "换行，5-6月",
            "控件里的文字",
            "框外的文字",
            "文本框里的文字",
        ),
        absent=("删去", "移走", "隐藏", "zhù", "REF", "文本框里的文字\n\n文本框里的文字"),
        places=(("控件里", "第6段"), ("文本框里", "第8段")),
    ),
    RealFile(
        "脚注.docx",
        notes,
        lines=("市场规模为88亿元。", "注：不含港澳台地区。", "下一段。"),
        places=(("不含港澳台", "第1段"), ("下一段", "第2段")),
    ),
    RealFile(
        "图表.docx",
        charts,
        lines=(
            "一、规模",
            "图1 2021-2023年公有云收入（亿元）",
            "资料来源：乙咨询",
            "二、增速",
            "图2 2021-2023年公有云收入增长率",
            "增速逐年上升。",
        ),
        tables=(
            (
                ("", "云桥", "海柏"),
                ("2021", "1.5", "0.3"),
                ("2022", "2.25", "1"),
                ("2023E", "3", "2"),
            ),
            (("", "增长率"), ("2021", "25.3%"), ("2022", "31.2%"), ("2023E", "40.0%")),
        ),
        captions=("图1 2021-2023年公有云收入（亿元）", "图2 2021-2023年公有云收入增长率"),
        sections=(("规模",), ("增速",)),
    ),
    RealFile(
        "无样式.docx",
        unstyled,
        lines=(
            "2024年中国氢能发展白皮书",
            "丙咨询有限公司",
            "2024年5月",
            "一、产业概况",
            "2023年全国氢气产量达到3,550万吨，同比增长0.6%。",
            "二、发展趋势",
            "预计2025年加氢站数量将超过1,000座。",
            "版权所有 2024 丙咨询有限公司",
        ),
        sections=(("产业概况",), ("发展趋势",)),
        metadata=("2024年中国氢能发展白皮书", "丙咨询有限公司", "2024-05"),
    ),
    RealFile(
        "表格.docx",
        tables,
        lines=(
            "数据",
            "2023年公有云厂商收入与份额",
            "注：份额按收入计算。",
            "框中的要点：需求回升。",
            "左栏的说明。",
        ),
        tables=(
            (
                ("厂商", "上半年", "上半年", "备注"),
                ("厂商", "收入（亿元）", "份额（%）", ""),
                ("云桥", "88", "22.0", "含 海外"),
                ("海柏", "（3）", "-0.8", ""),
            ),
            (("年份", "产量（万吨）"), ("2023", "36")),
        ),
        captions=("2023年公有云厂商收入与份额", ""),
        sections=(("数据",),),
    ),
    RealFile("缺图.docx", dangling, lines=("图没有了，文字还在。",)),
    RealFile("宏.docm", macros, lines=("带宏的文件，宏不执行。",)),
    RealFile("只有图.docx", picture_only),
    RealFile(
        "截断.docx", lambda: report()[:-2000], error=DocumentDamaged, says="截断.docx: the file is"
    ),
    RealFile("炸弹.docx", bomb, error=DocumentTooLarge, says="KB_MAX_UNPACKED_BYTES"),
    RealFile(
        "实体炸弹.docx",
        lambda: doctype("word/document.xml"),
        error=DocumentDamaged,
        says="word/document.xml declares a document type",
    ),
    RealFile("加密.docx", encrypted, error=DocumentEncrypted, says="password"),
    RealFile(
        "其实是.docx",
        lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        error=DocumentUnsupported,
        says="this is a PDF file, not what its suffix says; rename it to end in .pdf",
    ),
)
