"""Web pages and books as sites and publishers write them; their companies are invented."""

from __future__ import annotations

import base64
import io
import quopri
import zipfile

import real_files_word
from real_files import RealFile

from kb.errors import (
    DocumentBinary,
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentTooLarge,
    DocumentUndecodable,
    DocumentUnsupported,
)

FIRST = "2022年中国储能市场规模为512亿元，同比增长31.0%，创历史新高。需求端的扩张是主要动力，政策端的支持亦不可或缺。"
SECOND = (
    "从地区看，华东占比最高，达到四成，华北次之，其余地区合计占三成左右，增速均高于全国平均水平。"
)
ARTICLE = f"""<!DOCTYPE html><html lang="zh"><head><meta charset="CHARSET">
<title>2023年储能市场年报发布 - 某某网</title>
<meta name="PubDate" content="2023-11-05 10:00"><meta name="ContentSource" content="甲研究院">
<style>.x{{color:red}}</style><script>var 不该有 = "脚本";</script></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/a">市场规模</a></li></ul></nav>
<div class="top"><a href="/">某某网</a> <a href="/login">登录</a> <a href="/app">下载客户端</a></div>
<div class="content"><h1>2023年储能市场年报发布</h1>
<p class="info">2023-11-05 来源：甲研究院</p>
<p>{FIRST[:20]}
{FIRST[20:]}<sup><a href="#n1">[1]</a></sup></p>
<h2>一、市场规模</h2><p>{SECOND}</p><p style="display:none">看不见的话</p>
<table><caption>表1 各地区储能市场规模（亿元）</caption><thead>
<tr><th rowspan="2">地区</th><th colspan="2">规模</th></tr><tr><th>2022</th><th>2023E</th></tr></thead>
<tbody><tr><td>华东</td><td>200</td><td>260</td></tr><tr><td>华北</td><td>120</td><td>150</td></tr>
</tbody></table><p>资料来源：甲研究院</p>
<h2>二、展望</h2><ol><li>成本继续下降，系统价格有望低于每瓦时一元。</li><li>出海加速</li></ol>
<ul><li>龙头受益<br>幅度不一</li></ul><iframe src="http://x/ad"></iframe></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="1">另一篇文章的标题一</a></li>
<li><a href="2">另一篇文章的标题二</a></li></ul></div>
<footer>版权所有 某某网 电话 010-12345678</footer></body></html>"""
ARTICLE_LINES = (
    "2023年储能市场年报发布",
    "2023-11-05 来源：甲研究院",
    FIRST,
    "一、市场规模",
    SECOND,
    "表1 各地区储能市场规模（亿元）",
    "资料来源：甲研究院",
    "二、展望",
    "1. 成本继续下降，系统价格有望低于每瓦时一元。",
    "2. 出海加速",
    "• 龙头受益幅度不一",
)
ARTICLE_TABLES = (
    (
        ("地区", "规模", "规模"),
        ("地区", "2022", "2023E"),
        ("华东", "200", "260"),
        ("华北", "120", "150"),
    ),
)
NOT_READ = (
    "脚本",
    "登录",
    "下载客户端",
    "看不见",
    "相关阅读",
    "另一篇",
    "版权所有",
    "[1]",
    "color:red",
)
SECTIONS = (
    ("2023年储能市场年报发布",),
    ("2023年储能市场年报发布", "市场规模"),
    ("2023年储能市场年报发布", "展望"),
)
TABLES = """<html><body><table border=0><tr><td><table><tr><td>厂商</td><td>出货量（万台）</td></tr>
<tr><td>云桥</td><td>12</td></tr></table></td><td>左边是数据，这里是说明文字。</td></tr></table>
<h2>Capacity by country</h2><table><tr><th>Country</th><th>2022</th><th>2023</th></tr>
<tr><td>China</td><td>1,200</td><td>1,350.5</td></tr><tr><td>India</td><td colspan=2>n/a</td></tr>
</table></body></html>"""


def article(charset: str) -> bytes:
    return ARTICLE.replace("CHARSET", charset).encode(
        "gb18030" if charset.startswith("gb") else charset
    )


def saved_page() -> bytes:
    """A page as browsers save it, with a picture beside it."""
    page = quopri.encodestring(article("utf-8")).decode("ascii")
    picture = base64.b64encode(bytes(100)).decode("ascii")
    return (
        "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E5=82=A8?=\r\n =?utf-8?Q?=E8=83=BD?=\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----X"\r\n\r\n'
        "------X\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n"
        "------X\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{picture}\r\n------X--\r\n"
    ).encode("ascii")


def book(encrypted: bool = False, doctype: bool = False) -> bytes:
    chapters = (
        f"<h1>第一章 市场</h1><p>{FIRST}</p><h2>1.1 地区</h2><p>{SECOND}</p>",
        "<p>没有标题的一章，只有这一段。</p>",
        "<h1>第二章 展望</h1><table><tr><th>年份</th><th>规模（亿元）</th></tr>"
        "<tr><td>2025E</td><td>900</td></tr></table>",
    )
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(3)
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>储能十讲</dc:title><dc:creator>周某</dc:creator>"
        "<dc:publisher>丁出版社</dc:publisher><dc:date>2024-01-15</dc:date></metadata><manifest>"
        f'<item id="toc" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>{items}'
        '</manifest><spine><itemref idref="toc"/><itemref idref="c0"/><itemref idref="c1"/>'
        '<itemref idref="c2"/></spine></package>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        entity = '<!DOCTYPE a [<!ENTITY b "b">]>' if doctype else ""
        archive.writestr(
            "META-INF/container.xml",
            f'{entity}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        )
        if encrypted:
            archive.writestr(
                "META-INF/encryption.xml",
                '<encryption><CipherReference URI="OEBPS/text/c%200.xhtml"/></encryption>',
            )
        archive.writestr("OEBPS/book.opf", package)
        archive.writestr(
            "OEBPS/nav.xhtml", "<html><body><a href='c0'>目录里的一行</a></body></html>"
        )
        for number, chapter in enumerate(chapters):
            archive.writestr(
                f"OEBPS/text/c {number}.xhtml",
                '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN"'
                ' "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html '
                f'xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{chapter}</body>'
                "</html>",
            )
    return stream.getvalue()


FILES = (
    RealFile(
        "国标.html",
        lambda: article("gb2312"),
        lines=ARTICLE_LINES,
        tables=ARTICLE_TABLES,
        captions=("表1 各地区储能市场规模（亿元）",),
        sections=SECTIONS,
        places=(("512亿元", "第3段"), ("华北\t120", "第6段")),
        absent=NOT_READ,
        metadata=("2023年储能市场年报发布", "甲研究院", "2023-11-05"),
    ),
    RealFile(
        "万国码.htm",
        # What is valid UTF-8 is UTF-8, whatever the page declares.
        lambda: ARTICLE.replace("CHARSET", "gb2312").encode(),
        lines=ARTICLE_LINES,
        tables=ARTICLE_TABLES,
        sections=SECTIONS,
        absent=NOT_READ,
    ),
    RealFile(
        "繁体.xhtml",
        lambda: (
            "<html><head><meta charset=big5></head><body><p>台灣儲能市場規模為五億元。</p></body>"
            "</html>".encode("big5")
        ),
        lines=("台灣儲能市場規模為五億元。",),
    ),
    RealFile(
        "保存.mhtml",
        saved_page,
        lines=ARTICLE_LINES,
        tables=ARTICLE_TABLES,
        sections=SECTIONS,
        absent=NOT_READ,
        metadata=("2023年储能市场年报发布", "甲研究院", "2023-11-05"),
    ),
    RealFile(
        "表格.html",
        TABLES.encode,
        lines=("左边是数据，这里是说明文字。", "Capacity by country"),
        tables=(
            (("厂商", "出货量（万台）"), ("云桥", "12")),
            (("Country", "2022", "2023"), ("China", "1,200", "1,350.5"), ("India", "n/a", "")),
        ),
        captions=("", "Capacity by country"),
        sections=(("Capacity by country",),),
    ),
    RealFile(
        "储能十讲.epub",
        book,
        lines=(
            "第一章 市场",
            FIRST,
            "1.1 地区",
            SECOND,
            "没有标题的一章，只有这一段。",
            "第二章 展望",
        ),
        tables=((("年份", "规模（亿元）"), ("2025E", "900")),),
        sections=(("市场",), ("市场", "地区"), ("展望",)),
        places=(("没有标题", "第5段"), ("900", "第7段")),
        absent=("目录里的一行",),
        metadata=("储能十讲", "丁出版社", "2024-01-15"),
    ),
    RealFile("空页.html", lambda: b"<html><body><script>x()</script></body></html>"),
    RealFile(
        "太深.html",
        lambda: b"<html><body>" + b"<div>" * 100_000 + b"x",
        error=DocumentDamaged,
        says="nested too deep",
    ),
    RealFile(
        "其实是.html", lambda: b"%PDF-1.7\n", error=DocumentUnsupported, says="this is a PDF file"
    ),
    RealFile("空白.html", lambda: b" \n\t ", error=DocumentEmpty, says="no text"),
    RealFile(
        "乱码.html",
        lambda: b"<html><meta charset=utf-8><p>" + bytes(range(128, 256)) * 20 + b"</p></html>",
        error=DocumentUndecodable,
        says="is not valid UTF-8",
    ),
    RealFile("二进制.html", lambda: bytes(range(32)) * 20, error=DocumentBinary, says="binary"),
    RealFile("截断.epub", lambda: book()[:-400], error=DocumentDamaged, says="damaged"),
    RealFile("上锁.epub", lambda: book(encrypted=True), error=DocumentEncrypted, says="password"),
    RealFile(
        "实体.epub",
        lambda: book(doctype=True),
        error=DocumentDamaged,
        says="META-INF/container.xml declares a document type",
    ),
    RealFile("炸弹.epub", real_files_word.bomb, error=DocumentTooLarge, says="split the file"),
)
