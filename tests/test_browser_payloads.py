"""Nothing of a document, a file's name or a question runs or asks another host, on any page.

Each payload is a file's name, a title, a heading, a sentence, a cell and a question; where it is drawn
as text the tests find all of it there, which also shows that it was drawn at all.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import LOOPBACK, hosts_asked, link, serving, settled, wait_until_still
from fakes import QuickEmbedder
from payloads import HOST, PAYLOADS
from reportlab.pdfgen.canvas import Canvas

from app import shelving
from app.audit import PAGE
from app.tabular import ROW_HEIGHT
from kb import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

LONGEST_QUESTION = 500
AT_ONCE = 30
"""Passages that a search shows."""
PRINTED_LINES = 40
"""Lines of a page of the PDF."""
SENTENCE = "预计2030年甲国风电装机规模将达到120吉瓦"
STEMS = "甲乙丙丁戊己庚辛壬癸"
VIEWS = ("序列", "图表", "排名", "对比", "数据")
LINES = tuple(" ".join(payload.split()) for payload in PAYLOADS)
TOGETHER = "全部\n\n" + "\n\n".join(f"{SENTENCE}{payload}。" for payload in PAYLOADS)
ALL_OF_THEM = "SELECT name, title FROM documents"


def report(line: str) -> str:
    """A report that carries ``line`` in its title, headings, exhibit, table and sentences.

    It also holds a growth that does not follow from its end points, as no other report does.
    """
    number = LINES.index(line)
    name = "".join(STEMS[int(digit)] for digit in f"{number:03}")
    wrong = f"2022年{name}变流器出货量为{30 + number}GW，2023年为480GW，同比增长45.0%。"
    return (
        f"# {line}\n\n## 1.1 {line}\n\n{line}{SENTENCE}。{line}\n\n{wrong}\n\n"
        f"表1 {line}\n\n| {line} | 2022 |\n| --- | --- |\n| {line} | 5亿元 |\n\n来源：{line}\n"
    )


def file_name(number: int, payload: str, suffix: str = "md") -> str:
    """The payload as a file's name: all but what no file system takes."""
    plain = re.sub(r"[/\0\n]", "∕", payload)
    return f"{plain[:60]} {number}.{suffix}"


def printed() -> bytes:
    """A PDF whose title and lines are payloads, in letters that its font has."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setTitle(LINES[0])
    for number, line in enumerate(line for line in LINES if line.isascii()):
        if number and number % PRINTED_LINES == 0:
            canvas.showPage()
        canvas.setFont("Helvetica", 7)
        canvas.drawString(40, 800 - 18 * (number % PRINTED_LINES), line)
    canvas.save()
    return buffer.getvalue()


PRINTED = printed()


@dataclass(frozen=True, slots=True)
class Served:
    """A server's address, and what it calls each document, by the documents' ids."""

    address: str
    titles: dict[str, str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("payloads")
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, payload in enumerate(PAYLOADS):
        (corpus / file_name(number, payload)).write_text(report(LINES[number]), encoding="utf-8")
    (corpus / "all.txt").write_text(TOGETHER, encoding="utf-8")
    (corpus / file_name(0, PAYLOADS[0], "pdf")).write_bytes(PRINTED)
    base = KnowledgeBase.build([corpus], folder / "index", embedder=QuickEmbedder(384))
    titles = {one.id: one.title or one.name for one in base.documents()}
    base.close()
    with serving(folder) as address:
        yield Served(address, titles)


@pytest.fixture(scope="module")
def address(served: Served) -> str:
    return served.address


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Pages that the server's own policy does not protect."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page to which at the end nothing has happened."""
    page = context.new_page()
    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("popup", lambda popup: happened.append(popup.url))
    hosts = hosts_asked(page)
    yield page
    page.wait_for_timeout(150)
    assert page.locator("[data-testid=stException]").count() == 0
    assert happened == []
    assert set(hosts) <= LOOPBACK
    assert page.evaluate("window.taken") is None
    assert page.url.startswith(("http://127.0.0.1:", "file://"))
    page.close()


def drawn(page: Page) -> str:
    """All text of the page without spaces, that of its components and fields included."""
    text: str = page.evaluate(
        """() => {
          const texts = [];
          const walk = (node) => {
            if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
            if (node.nodeName === "INPUT" || node.nodeName === "TEXTAREA") texts.push(node.value);
            if (node.shadowRoot) walk(node.shadowRoot);
            node.childNodes.forEach(walk);
          };
          walk(document.body);
          return texts.join("");
        }"""
    )
    return "".join(text.split())


def missing(text: str, lines: Iterable[str], times: int = 1) -> list[str]:
    """The payloads that ``text`` does not hold ``times`` times."""
    return [line for line in lines if text.count("".join(line.split())) < times]


def test_there_are_more_than_a_hundred_in_each_place(served: Served) -> None:
    # Of links and images in a heading only the words are its text.
    assert len(set(served.titles.values()) & set(LINES)) >= 100


def test_figures_of_documents_full_of_payloads_are_drawn(page: Page, address: str) -> None:
    page.goto(link(address, "figures", view="sql", sql=ALL_OF_THEM))
    page.locator("[data-testid=stDataFrame]").wait_for()
    for view in VIEWS:
        page.get_by_role("radio", name=view, exact=True).click()
        settled(page)
        wait_until_still(page)
        assert page.locator("[data-testid=stException]").count() == 0


def test_each_is_text_as_title_heading_and_passage_of_a_search(page: Page, served: Served) -> None:
    for first in range(0, len(LINES), AT_ONCE):
        lines = LINES[first : first + AT_ONCE]
        ids = [shelving.identity_of(report(line).encode()) for line in lines]
        # A link to several documents: "in" more than once.
        chosen = "".join(f"&in={one}" for one in ids)
        page.goto(link(served.address, "search", q=SENTENCE) + chosen)
        page.locator("ol > li").first.wait_for()
        settled(page)
        found = page.locator("ol > li")
        if found.count() < len(lines):  # the button may be drawn after the list
            page.get_by_role("button", name="更多", exact=True).click()
            found.nth(len(lines) - 1).wait_for()
            settled(page)
        text = drawn(page)
        assert missing(text, lines, times=2) == []
        # Title and heading stand in addition to what is in the text.
        titles = [served.titles[one] for one in ids]
        assert missing(text, titles, times=2) == []
        assert missing(text, set(titles) & set(lines), times=4) == []


def test_each_is_text_in_the_findings_of_the_audit(page: Page, served: Served) -> None:
    found = ""
    pages = -(-len(LINES) // PAGE)
    page.goto(link(served.address, "audit", verdict="disagrees") + f"&page={pages}")
    # Turned from the last, which is linked, to the first: loading each would take most of the time.
    for number in range(pages, 0, -1):
        if number < pages:
            page.get_by_role("combobox", name="页", exact=True).click()
            page.get_by_role("option", name=str(number), exact=True).click()
        last = min(number * PAGE, len(LINES)) - 1
        page.locator(f".st-key-kb-finding-{last} .kb-finding").wait_for()
        settled(page)
        wait_until_still(page)
        found += drawn(page)
    # The title and the heading of each finding's inputs.
    titles = [served.titles[shelving.identity_of(report(line).encode())] for line in LINES]
    assert missing(found, titles, times=2) == []


def test_each_is_text_among_the_reports_and_where_one_is_taken_out(
    page: Page, served: Served
) -> None:
    page.goto(link(served.address, "reports"))
    table = page.locator("[data-testid=stDataFrame] .dvn-scroller")
    table.wait_for()
    settled(page)
    table.click(position={"x": 20, "y": ROW_HEIGHT * 0.5})  # all of them
    page.locator(".kb-chosen").wait_for()
    settled(page)
    titles = served.titles.values()
    assert missing(drawn(page), titles) == []
    page.get_by_role("button", name=re.compile("移除")).click()
    page.get_by_role("dialog").get_by_role("button", name="保留").wait_for()
    assert missing(drawn(page), titles, times=2) == []
    # One alone: its title in a field.
    page.goto(link(served.address, "reports"))
    settled(page)
    table.click(position={"x": 20, "y": ROW_HEIGHT * 1.5})
    field = page.get_by_role("textbox", name="标题")
    field.wait_for()
    assert field.input_value() in titles


def test_each_is_text_as_the_name_of_a_file_that_is_dropped(page: Page, address: str) -> None:
    page.goto(link(address, "reports"))
    box = page.locator("[data-testid=stFileUploaderDropzoneInput]")
    files = [
        {"name": file_name(n, payload, "txt"), "mimeType": "text/plain", "buffer": b" " * n}
        for n, payload in enumerate(PAYLOADS, start=1)
    ]
    box.set_input_files(files)  # type: ignore[arg-type]
    page.locator(".kb-upload").nth(len(files) - 1).wait_for()
    settled(page)
    assert page.locator(".kb-upload").count() == len(files)
    # They hold nothing: all that is said of them is why they cannot be read.
    page.get_by_role("button", name=f"加入 {len(files)} 份").click()
    page.locator(".kb-failure").nth(len(files) - 1).wait_for()
    settled(page)


def test_each_is_asked_and_stays_text(page: Page, address: str) -> None:
    questions = [""]
    for line in LINES:
        if len(questions[-1]) + len(line) > LONGEST_QUESTION:
            questions.append("")
        questions[-1] += line
    page.goto(link(address))
    for number, question in enumerate(questions, start=1):
        page.get_by_role("textbox").first.fill(question)
        page.keyboard.press("Enter")
        page.locator(".status").nth(number - 1).wait_for()
    settled(page)
    asked = page.locator(".kb-question").all_inner_texts()
    assert ["".join(text.split()) for text in asked] == ["".join(q.split()) for q in questions]


def test_answers_with_their_sources_and_passages_stay_text_and_so_does_what_is_saved(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(link(address, q=f"{SENTENCE}吗？"))
    page.get_by_role("button", name="[1]").first.wait_for()
    settled(page)
    for view in ("段落", "原文", "数据"):
        page.get_by_role("radio", name=view).click()
        settled(page)
        wait_until_still(page)
    page.get_by_role("button", name="下载").first.click()
    saved = {}
    for kind in ("回答与引用（Markdown）", "回答与引用（Word）", "下载 CSV"):
        with page.expect_download() as download:
            page.get_by_role("button", name=kind).click()
        saved[kind] = Path(download.value.path()).read_bytes()
        page.get_by_role("button", name=kind).wait_for()
    assert b"[image](http" not in saved["回答与引用（Markdown）"]
    with zipfile.ZipFile(io.BytesIO(saved["回答与引用（Word）"])) as parts:
        links = [parts.read(name) for name in parts.namelist() if name.endswith(".rels")]
    assert not any(HOST.encode() in one for one in links)
    assert saved["下载 CSV"].startswith(b"\xef\xbb\xbf")


def test_a_chart_that_is_saved_and_opened_stays_a_picture(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(link(address, "figures", view="compare"))
    page.get_by_role("button", name="图 SVG").wait_for()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="图 SVG").click()
    picture = tmp_path / "chart.svg"
    download.value.save_as(picture)
    text = picture.read_text(encoding="utf-8")
    assert "&lt;" in text  # a title, as text of the chart
    page.goto(picture.as_uri())
    assert page.locator("text").count() > 0


@pytest.mark.parametrize("shown", ["text", "PDF"])
def test_a_source_full_of_payloads_is_text(page: Page, address: str, shown: str) -> None:
    document = TOGETHER.encode() if shown == "text" else PRINTED
    page.goto(link(address, "search", doc=shelving.identity_of(document), at="0-2"))
    lines = PAYLOADS if shown == "text" else [line for line in LINES if line.isascii()]
    if shown == "PDF":
        page.locator(".box.mark").wait_for()
        for _ in range(-(-len(lines) // PRINTED_LINES) - 1):
            page.get_by_role("button", name="下一页").click()
            settled(page)
        page.get_by_role("radio", name="文字").click()
    page.locator("mark.mark").wait_for()
    settled(page)
    more = page.get_by_role("button", name="下文")
    for _ in range(10):
        if more.count() == 0:
            break
        before = page.evaluate(DRAWN_LENGTH)
        more.click()
        page.wait_for_function(f"() => ({DRAWN_LENGTH}) > {before}")
        settled(page)
    assert missing(drawn(page), lines) == []


def test_a_pdf_full_of_payloads_that_is_opened_whole_stays_a_picture(
    page: Page, address: str
) -> None:
    page.goto(link(address, "search", doc=shelving.identity_of(PRINTED), at="0-2"))
    page.get_by_role("radio", name="整份文件").click()
    lines = [line for line in LINES if line.isascii()]
    viewer = page.frame_locator("iframe")
    viewer.locator("#pdfViewer canvas").nth((len(lines) - 1) // PRINTED_LINES).wait_for()
    texts = "".join(viewer.locator(".textLayer").all_inner_texts())
    assert missing("".join(texts.split()), lines) == []
    assert viewer.locator("[id^=annotation]").count() > 0
    (frame,) = [one for one in page.frames if "/component/" in one.url]
    assert frame.evaluate("window.taken") is None


DRAWN_LENGTH = (
    "document.querySelector('.st-key-kb-beside [data-testid]')"
    " ? [...document.querySelectorAll('.st-key-kb-beside *')].reduce("
    "(n, e) => n + (e.shadowRoot ? e.shadowRoot.textContent.length : 0), 0) : 0"
)


@pytest.mark.parametrize("name", ["", "search", "figures", "audit"])
def test_payloads_in_every_part_of_an_address_stay_text(
    page: Page, address: str, name: str
) -> None:
    parts = (
        "q",
        "doc",
        "at",
        "in",
        "section",
        "lang",
        "view",
        "words",
        "document",
        "series",
        "sql",
    )
    for first in range(0, len(PAYLOADS), 8 * len(parts)):
        payloads = PAYLOADS[first : first + len(parts)]
        page.goto(link(address, name, **dict(zip(parts, payloads, strict=False))))
        settled(page)
        assert page.locator("[data-testid=stException]").count() == 0


def test_the_server_forbids_asking_other_hosts(browser: Browser, address: str) -> None:
    page = browser.new_page()
    response = page.goto(link(address))
    assert response is not None
    # Before any script has run, there is the title in the page's language, and its style.
    assert '<p class="kb-loading" role="status">行业报告知识库</p></div>' in response.text()
    assert ".kb-loading {" in response.text()
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    # What parses a file in the browser may do still less.
    viewer = page.request.get(f"{address}/component/any/index.html").headers
    policy = viewer["content-security-policy"]
    assert policy.startswith(
        "sandbox allow-scripts; default-src 'none'; script-src 'self' 'sha256-"
    )
    assert "unsafe-eval" not in policy
    refused = page.evaluate(
        "fetch('http://192.0.2.1/x').then(() => 'asked', (error) => error.name)"
    )
    assert refused == "TypeError"
    page.close()
