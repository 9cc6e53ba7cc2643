"""PDF files made with reportlab, each with the text, tables and pages that a reader should find."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from kb.readers.lines import split_lines
from kb.types import Document

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
SONG = "STSong-Light"
WIDTH, HEIGHT = A4
MARGIN = 72.0
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), SONG)])

_SUBJECTS = ["风电装备", "储能系统", "海上风场", "智能电网", "光伏组件", "氢能项目", "配电网络"]
_VERBS = ["保持增长", "进入调整期", "快速扩张", "趋于稳定", "面临压力", "逐步回升"]
_REASONS = ["受政策推动", "随着成本下降", "在需求带动下", "由于供应紧张", "得益于技术进步"]
_ENGLISH = [
    "demand",
    "capacity",
    "turbine",
    "market",
    "offshore",
    "storage",
    "supply",
    "growth",
    "price",
    "network",
    "region",
    "installation",
    "forecast",
    "operator",
    "investment",
    "equipment",
    "policy",
    "project",
    "output",
    "efficiency",
]


@dataclass
class Made:
    """A file and what should be read out of it."""

    data: bytes
    paragraphs: list[str] = field(default_factory=list)
    """In reading order, headings and captions included."""
    tables: list[list[list[str]]] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)
    """On which page a paragraph begins."""
    headings: list[tuple[int, str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    """What should not be in the text: headers, footers, page numbers."""


def chinese(seed: int, sentences: int = 3) -> str:
    """A paragraph of made-up sentences with figures."""
    pick = random.Random(seed)
    return "".join(
        f"{pick.randint(2015, 2030)}年，{pick.choice(_REASONS)}，{pick.choice(_SUBJECTS)}"
        f"{pick.choice(_VERBS)}，规模为{pick.randint(10, 990) / 10}亿元，"
        f"同比增长{pick.randint(1, 60)}.{pick.randint(1, 9)}%。"
        for _ in range(sentences)
    )


def english(seed: int, sentences: int = 3) -> str:
    """The same in English."""
    pick = random.Random(seed)
    return " ".join(
        " ".join(pick.choices(_ENGLISH, k=pick.randint(8, 14))).capitalize()
        + f" reached {pick.randint(10, 990) / 10} billion yuan in {pick.randint(2015, 2030)}."
        for _ in range(sentences)
    )


def style(name: str = "body", size: float = 10.5, **more: Any) -> ParagraphStyle:
    """A style for Chinese text, as wide as it goes on each line."""
    values = {"fontName": SONG, "fontSize": size, "leading": size * 1.5, "wordWrap": "CJK"}
    return ParagraphStyle(name, **{**values, **more})


BODY = style(firstLineIndent=21, spaceAfter=0)
SPACED = style(spaceAfter=8)
LATIN = style(fontName="Times-Roman", wordWrap=None, alignment=4, spaceAfter=6, size=10)
HEADINGS = {
    level: style(size=size, spaceAfter=10, spaceBefore=6)
    for level, size in ((1, 18), (2, 14), (3, 12.5), (4, 11.5))
}
CAPTION = style(size=9.5, alignment=1, spaceBefore=6, spaceAfter=4)
NOTE = style(size=8)


class Book:
    """Collects flowables together with what is expected of them."""

    def __init__(self) -> None:
        self.made = Made(b"")
        self.flow: list[Flowable] = []

    def heading(self, level: int, text: str) -> None:
        self.made.headings.append((level, text))
        self._paragraph(text, HEADINGS[level])

    def body(self, text: str, look: ParagraphStyle = BODY) -> None:
        self._paragraph(text, look)

    def _paragraph(self, text: str, look: ParagraphStyle) -> None:
        self.made.paragraphs.append(text)
        paragraph = _Noted(escape(text), look)
        paragraph.whole, paragraph.pages = text, self.made.pages
        self.flow.append(paragraph)

    def table(
        self, rows: Sequence[Sequence[str]], expected: list[list[str]] | None = None, **more: Any
    ) -> None:
        commands = more.pop("commands", [])
        table = Table(
            [list(row) for row in rows], style=TableStyle(parent=GRID, cmds=commands), **more
        )
        self.made.tables.append(expected or [list(row) for row in rows])
        self.flow += [table, Spacer(1, 10)]

    def build(
        self, columns: int = 1, furniture: Callable[[Canvas, int], None] | None = None
    ) -> Made:
        buffer = io.BytesIO()
        document = BaseDocTemplate(buffer, pagesize=A4, invariant=True)
        gap = 24.0
        width = (WIDTH - 2 * MARGIN - gap * (columns - 1)) / columns
        frames = [
            Frame(MARGIN + place * (width + gap), MARGIN, width, HEIGHT - 2 * MARGIN, 0, 0, 0, 0)
            for place in range(columns)
        ]

        def draw(canvas: Canvas, _: BaseDocTemplate) -> None:
            if furniture:
                furniture(canvas, canvas.getPageNumber())

        document.addPageTemplates([PageTemplate("page", frames, onPage=draw)])
        document.build(list(self.flow))
        self.made.data = buffer.getvalue()
        return self.made


class _Noted(Paragraph):
    """A paragraph that notes the page on which it begins."""

    whole = ""
    pages: dict[str, int]

    def split(self, width: float, height: float) -> list[Flowable]:
        parts = super().split(width, height)
        for part in parts:
            part.whole, part.pages = self.whole, self.pages
        return parts

    def draw(self) -> None:
        self.pages.setdefault(self.whole, self.canv.getPageNumber())
        super().draw()


def running(title: str, made: Made) -> Callable[[Canvas, int], None]:
    """A header and a footer with a page number."""
    made.absent.append(title)

    def draw(canvas: Canvas, number: int) -> None:
        canvas.setFont(SONG, 9)
        canvas.drawString(MARGIN, HEIGHT - 40, title)
        canvas.line(MARGIN, HEIGHT - 46, WIDTH - MARGIN, HEIGHT - 46)
        canvas.drawCentredString(WIDTH / 2, 36, f"— {number} —")

    return draw


def single_column() -> Made:
    """Chapters, sections, indented paragraphs over several pages, header and footer."""
    book = Book()
    for chapter in range(1, 4):
        book.heading(1, f"第{'一二三'[chapter - 1]}章 市场概览之{chapter}")
        for section in range(1, 3):
            book.heading(2, f"{chapter}.{section} 分项分析之{chapter}{section}")
            for paragraph in range(4):
                book.body(chinese(chapter * 100 + section * 10 + paragraph, 4))
    return book.build(furniture=running("某产业年度评估报告", book.made))


def english_single_column() -> Made:
    """Justified English, spaced paragraphs."""
    book = Book()
    for number in range(12):
        book.body(english(number, 5), LATIN)
    return book.build()


def two_columns() -> Made:
    """Two columns over several pages, paragraphs that go on in the next column."""
    book = Book()
    for number in range(30):
        book.body(chinese(number, 3))
    return book.build(columns=2, furniture=running("两栏版式的报告", book.made))


def tables() -> Made:
    """A plain table with a caption, one with merged cells, and one over several pages."""
    book = Book()
    book.body(chinese(1))
    book.body("表1 各厂商市场份额", CAPTION)
    book.table(
        [["厂商", "2022年", "2023年"], ["甲公司", "12.5%", "13.1%"], ["乙公司", "9.8%", "10.4%"]]
    )
    book.body("数据来源：某研究院，2023", NOTE)
    book.body("表2 分地区规模", CAPTION)
    book.table(
        [
            ["地区", "规模（亿元）", ""],
            ["", "2022年", "2023年"],
            ["华北", "12", "15"],
            ["华南", "20", "24"],
        ],
        expected=[
            ["地区", "规模（亿元）", "规模（亿元）"],
            ["地区", "2022年", "2023年"],
            ["华北", "12", "15"],
            ["华南", "20", "24"],
        ],
        commands=[("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))],
    )
    book.body("表3 各城市项目数", CAPTION)
    rows = [["城市", "项目数", "投资额（万元）"]]
    rows += [[f"城市{number}", str(number * 3), f"{number * 1250}"] for number in range(1, 90)]
    book.table(rows, repeatRows=1)
    book.body(chinese(2))
    return book.build(furniture=running("带表格的报告", book.made))


def footnotes() -> Made:
    """A paragraph over two pages, with a footnote between its halves."""
    made = Made(b"")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    text = chinese(5, 12)
    lines = _wrapped(text, 11, WIDTH - 2 * MARGIN)
    for number, part in enumerate((lines[:5], lines[5:]), start=1):
        canvas.setFont(SONG, 11)
        for place, line in enumerate(part):
            canvas.drawString(MARGIN, 150 - place * 17 + (600 if number == 2 else 0), line)
        if number == 1:
            canvas.line(MARGIN, 66, MARGIN + 100, 66)
            canvas.setFont(SONG, 8)
            canvas.drawString(MARGIN, 55, "1 此处口径不含出口，详见附录。")
        canvas.showPage()
    canvas.save()
    made.data = buffer.getvalue()
    made.paragraphs = [text, "1 此处口径不含出口，详见附录。"]
    made.pages = {text: 1, "1 此处口径不含出口，详见附录。": 1}
    return made


def _wrapped(text: str, size: float, width: float) -> list[str]:
    lines = [""]
    for character in text:
        if pdfmetrics.stringWidth(lines[-1] + character, SONG, size) > width:
            lines.append("")
        lines[-1] += character
    return lines


def rotated(rotate: int = 90) -> Made:
    """A page that is turned for display, with a table on it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(HEIGHT, WIDTH), invariant=True)
    canvas.setPageRotation(rotate)
    made = _sideways(canvas)
    canvas.save()
    made.data = buffer.getvalue()
    return made


def sideways() -> Made:
    """A table printed sideways on an upright page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    made = _sideways(canvas)
    canvas.save()
    made.data = buffer.getvalue()
    return made


def _sideways(canvas: Canvas) -> Made:
    rows = [["年份", "装机（GW）", "增速"], ["2021年", "47.6", "8.1%"], ["2022年", "49.8", "4.6%"]]
    canvas.setFont(SONG, 12)
    canvas.drawString(MARGIN, 480, "表1 历年新增装机")
    table = Table(rows, style=GRID, colWidths=100)
    table.wrapOn(canvas, 500, 400)
    table.drawOn(canvas, MARGIN, 400)
    canvas.setFont(SONG, 12)
    canvas.drawString(MARGIN, 370, "两年之间，新增装机由47.6吉瓦升至49.8吉瓦。")
    texts = ["表1 历年新增装机", "两年之间，新增装机由47.6吉瓦升至49.8吉瓦。"]
    return Made(b"", texts, [rows], dict.fromkeys(texts, 1))


def scanned(texts: Sequence[str], font: str) -> Made:
    """Pages that are pictures of a line of text each, drawn in the font file ``font``."""
    from PIL import Image, ImageDraw, ImageFont

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    letters = ImageFont.truetype(font, 40)
    for text in texts:
        picture = Image.new("L", (1240, 1754), 255)
        pen = ImageDraw.Draw(picture)
        for place, line in enumerate(text.splitlines()):
            pen.text((150, 200 + 70 * place), line, font=letters, fill=0)
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return Made(buffer.getvalue(), list(texts))


def many_pages(count: int = 500) -> Made:
    """One line a page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    made = Made(b"")
    for number in range(1, count + 1):
        canvas.setFont(SONG, 11)
        line = f"第{number}段说明，本年度第{number}个项目投资{number * 10}万元。"
        canvas.drawString(MARGIN, 700, line)
        made.paragraphs.append(line)
        made.pages[line] = number
        canvas.showPage()
    canvas.save()
    made.data = buffer.getvalue()
    return made


def plain_pages(count: int) -> Made:
    """Pages in English, in a font that every viewer has."""
    book, buffer = Made(b""), io.BytesIO()
    canvas = Canvas(buffer, A4)
    for number in range(1, count + 1):
        book.paragraphs.append(f"Page {number} tells of turbine prices in {1950 + number}.")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(MARGIN, HEIGHT / 2, book.paragraphs[-1])
        canvas.showPage()
    canvas.save()
    book.data = buffer.getvalue()
    return book


def encrypted() -> bytes:
    """A file that asks for a password."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret"))
    canvas.drawString(MARGIN, 700, "secret text")
    canvas.save()
    return buffer.getvalue()


def blank() -> bytes:
    """A page with nothing on it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def from_objects(*objects: bytes) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    parts, places = [b"%PDF-1.7\n"], []
    start = len(parts[0])
    for number, content in enumerate(objects, start=1):
        places.append(start)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        start += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
    parts.append(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return b"".join(parts)


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(stream: bytes, more: bytes = b"") -> bytes:
    """A page that draws ``stream``; ``more`` goes into the stream's dictionary."""
    return from_objects(
        _CATALOGUE,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), more, stream),
        _FONT,
    )


def inflating() -> bytes:
    """A page whose drawing is a gigabyte of spaces, twice deflated to a few kilobytes."""
    packer = zlib.compressobj(9)
    million = b" " * 1_000_000
    first = packer.compress(million) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(million) + packer.flush(zlib.Z_FULL_FLUSH)
    return one_page(
        zlib.compress(first + again * 1000 + packer.flush(), 9),
        b"/Filter[/FlateDecode/FlateDecode]",
    )


def bare_pages(count: int) -> bytes:
    """Pages with nothing on them, made in no time."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return from_objects(_CATALOGUE, tree, *[page] * count)


def nested_arrays() -> bytes:
    """A page whose drawing opens a million arrays in each other."""
    return one_page(b"[" * 1_000_000)


def nested_states() -> bytes:
    """A page whose drawing saves its state a million times."""
    return one_page(b"q " * 1_000_000 + b"BT /F1 12 Tf 72 700 Td (text) Tj ET")


def circular() -> bytes:
    """A page tree that holds itself."""
    return from_objects(_CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>")


def endless_form() -> bytes:
    """A drawing that draws itself, four times."""
    stream = b"/X Do /X Do /X Do /X Do"
    return from_objects(
        _CATALOGUE,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length %d>>"
        b"stream\n%s\nendstream" % (len(stream), stream),
    )


def wall_of_text() -> bytes:
    """A page with more characters on it than a page can hold."""
    lines = (
        b"BT /F1 1 Tf %d %d Td (%s) Tj ET\n" % (n % 5 * 100, n // 5 % 800, b"abcdefghi " * 10)
        for n in range(2_200)
    )
    return one_page(b"".join(lines))


def drawing() -> bytes:
    """A map: a page with ten thousand lines across and down, and a line of text."""
    lines = (
        b"%d %d m %d %d l S\n" % (n % 595, n % 842, n % 595, n * 7 % 842) for n in range(10_000)
    )
    return one_page(b"".join(lines) + b"BT /F1 12 Tf 72 700 Td (A map of the region.) Tj ET")


def garbage() -> bytes:
    """Noise behind the mark of a PDF."""
    return b"%PDF-1.7\n" + random.Random(7).randbytes(200_000)


def mixed_columns() -> Made:
    """A title across the page, two columns under it, and a wide paragraph below them."""
    made = Made(b"")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    title, wide = "风电产业年度观察", chinese(50, 5)
    columns = [chinese(51, 6), chinese(52, 6)]
    canvas.setFont(SONG, 20)
    canvas.drawCentredString(WIDTH / 2, 740, title)
    gap, width = 24.0, (WIDTH - 2 * MARGIN - 24.0) / 2
    for place, text in enumerate(columns):
        _lines(canvas, text, MARGIN + place * (width + gap), 700, width)
    _lines(canvas, wide, MARGIN, 400, WIDTH - 2 * MARGIN)
    canvas.save()
    made.data = buffer.getvalue()
    made.paragraphs = [title, *columns, wide]
    made.pages = dict.fromkeys(made.paragraphs, 1)
    return made


def _lines(canvas: Canvas, text: str, left: float, top: float, width: float) -> None:
    canvas.setFont(SONG, 11)
    for place, line in enumerate(_wrapped(text, 11, width)):
        canvas.drawString(left, top - 17 * place, line)


def unruled_table() -> Made:
    """A table with a line above and below its head and below its last row, and no others."""
    rows = [["地区", "2021年", "2022年", "2023年"]]
    rows += [
        [f"华{part}", *(f"{n * 7 + k}.5" for k in range(3))] for n, part in enumerate("北东南")
    ]
    lines = [("LINEABOVE", (0, 0), (-1, 1), 1, colors.black), ("FONT", (0, 0), (-1, -1), SONG)]
    lines.append(("LINEBELOW", (0, -1), (-1, -1), 1, colors.black))
    book = Book()
    book.body(chinese(1))
    book.body("表1 分地区装机", CAPTION)
    book.made.tables.append(rows)
    book.flow.append(Table(rows, style=TableStyle(lines), colWidths=90))
    book.flow.append(Spacer(1, 12))
    book.body(chinese(2))
    return book.build()


def with_properties(title: str, author: str, first_line: str) -> bytes:
    """A file that says what it is called and who made it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setFont(SONG, 11)
    canvas.drawString(MARGIN, 700, first_line)
    canvas.drawString(MARGIN, 600, "风电装备需求保持增长。")
    canvas.save()
    return buffer.getvalue()


def outlined() -> bytes:
    """Headings in the size of the text, which only the outline tells."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.setFont(SONG, 11)
    for place, (level, text) in enumerate([(0, "总论"), (1, "规模"), (1, "结构")]):
        height = 700 - 120 * place
        canvas.bookmarkPage(text)
        canvas.addOutlineEntry(text, text, level)
        canvas.drawString(MARGIN, height, text)
        canvas.drawString(MARGIN, height - 40, chinese(place, 1)[:30] + "。")
    canvas.save()
    return buffer.getvalue()


def pictures(count: int, text: str) -> bytes:
    """Pages that are pictures of nothing, and one with ``text`` where there is any."""
    from PIL import Image

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for _ in range(count):
        canvas.drawImage(ImageReader(Image.new("L", (12, 17), 230)), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    if text:
        canvas.drawString(MARGIN, 700, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def typeset(document: Document) -> Made:
    """A plain text as a house would set it: headings by level, tables ruled, header and footer."""
    book = Book()
    levels = {section.start: section.level for section in document.sections}
    tables = {e.table.start: e.table for e in document.exhibits if e.table}
    captions = {exhibit.start for exhibit in document.exhibits if exhibit.label}
    skip = 0
    for line in split_lines(document.text):
        if not line or line.start < skip:
            continue
        if line.start in tables:
            table = tables[line.start]
            skip = table.end
            book.table([[cell.text for cell in row] for row in table.rows], colWidths=None)
        elif line.start in levels:
            book.heading(min(levels[line.start], 4), line.text)
        elif line.start in captions:
            book.body(line.text, CAPTION)
        else:
            book.body(line.text.replace("\t", " …… "), BODY)
    return book.build(furniture=running(document.name, book.made))
