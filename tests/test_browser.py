"""A reader's way through the pages, in a real browser on a real index."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import LOOPBACK, hosts_asked, link, settled, wait_until_in_view, wait_until_still
from library import PRICES_PAGES, REPORTS
from real_files_pdf import rotated

from app.tabular import ROW_HEIGHT

if TYPE_CHECKING:
    from library import Library
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

LEVEL = "2030年甲国海上风电装机规模预计是多少？"
SERIES = "甲国海上风电装机规模从2022年到2030年如何变化？"


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox", name="用中文或英文提问").fill(question)
    page.keyboard.press("Enter")
    page.locator(".status").last.wait_for()
    settled(page)


def test_a_citation_opens_its_source_at_the_marked_span(page: Page, address: str) -> None:
    page.goto(link(address))
    ask(page, LEVEL)
    assert "120吉瓦" in page.locator("p.text").inner_text()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制").click()
    page.get_by_role("button", name="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert "120吉瓦" in copied[0]
    assert copied[-1] == "[1] 海上风电观察 › 装机规模"
    page.get_by_role("button", name="[1]").first.click()
    mark = page.locator("mark.mark")
    mark.wait_for()
    settled(page)
    assert mark.inner_text() == "研究机构甲所预计，2030年甲国海上风电装机规模将达到120吉瓦。"
    wait_until_in_view(page, "mark.mark")
    assert page.get_by_text("海上风电观察 › 装机规模").last.is_visible()
    # The address now leads to the same view.
    reopened = page.context.new_page()
    reopened.goto(page.url)
    reopened.locator("mark.mark").wait_for()
    assert reopened.locator("mark.mark").inner_text() == mark.inner_text()
    assert reopened.locator(".kb-question").inner_text() == LEVEL


def test_the_csv_holds_the_rows_of_the_table(page: Page, address: str) -> None:
    page.goto(link(address, q=SERIES))
    page.locator("table").wait_for()
    settled(page)
    table = [row.split("\t") for row in page.locator("table").inner_text().splitlines() if row]
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    assert download.value.suggested_filename == f"{SERIES}.csv"
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    # The metric of several rows stands once in the table, and in each row of the file.
    assert [row[-5:] for row in table] == [row[-5:] for row in rows]
    assert [row[2:4] for row in rows[1:]] == [["40", "吉瓦"], ["60", "吉瓦"], ["120", "吉瓦"]]


def test_a_series_has_a_chart_that_can_be_saved(page: Page, address: str) -> None:
    page.goto(link(address, q=SERIES))
    chart = page.locator("[data-testid=stVegaLiteChart]")
    chart.wait_for()
    settled(page)
    # Streamlit's own exports would leave out title and source.
    chart.hover()
    assert page.get_by_role("button", name="Fullscreen").first.is_visible()
    assert page.get_by_role("button", name="Download as PNG").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="图 PNG").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_language_is_switched_and_kept_from_page_to_page(page: Page, address: str) -> None:
    page.goto(link(address, q=LEVEL))
    page.get_by_text("已回答", exact=True).wait_for()
    page.get_by_role("radio", name="English").click()
    page.get_by_text("Answered", exact=True).wait_for()
    assert "lang=en" in page.url
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.get_by_role("link", name="Search").click()
    page.get_by_role("textbox", name="Query").wait_for()
    settled(page)
    assert "/search" in page.url
    assert "lang=en" in page.url
    # The next visit begins in it, whatever the browser's own language is.
    again = page.context.new_page()
    again.goto(address)
    again.get_by_role("heading", name="Ask the reports").wait_for()


def test_a_search_in_the_address_marks_words_and_opens_passages(page: Page, address: str) -> None:
    page.goto(link(address, "search", q="安装船瓶颈"))
    first = page.locator("ol > li").first
    first.wait_for()
    assert first.locator("mark").all_inner_texts()[:2] == ["安装", "瓶颈"]
    first.get_by_role("button").click()
    page.wait_for_url("**doc=**")
    settled(page)
    assert "安装船不足" in page.locator("mark.mark").first.inner_text()
    first.get_by_text("得分").click()
    assert first.get_by_text("词语（BM25）").is_visible()


def test_what_the_documents_do_not_tell_is_refused(page: Page, address: str) -> None:
    page.goto(link(address, q="2031年乙国咖啡进口额是多少？"))
    page.get_by_text("文档中没有依据").wait_for()
    assert page.locator("[data-marker]").count() == 0
    # A suggested question is asked by a click.
    page.locator("ul button").first.click()
    page.locator(".status.answered").wait_for()


def test_a_follow_up_is_read_with_the_question_before_and_all_is_saved(
    page: Page, address: str
) -> None:
    page.goto(link(address))
    ask(page, LEVEL)
    ask(page, "22年呢？")
    page.locator("p.reading").wait_for()
    settled(page)
    read = "2022年甲国海上风电装机规模预计是多少？"
    assert page.locator("p.reading").all_inner_texts() == [f"按上文理解为：{read}"]
    assert "40吉瓦" in page.locator("p.text").last.inner_text()
    # A link to it holds without the conversation.
    assert parse_qs(urlsplit(page.url).query)["q"] == [read]
    page.get_by_role("button", name="下载", exact=True).last.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="整个对话（Markdown）").click()
    assert download.value.suggested_filename == f"对话：{LEVEL}.md"
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("# ", "## "))] == [
        f"# 对话：{LEVEL}",
        f"## {LEVEL}",
        "## 22年呢？",
    ]
    assert "2022年甲国海上风电装机规模：40吉瓦\\[1\\]。" in lines


def test_a_question_is_asked_of_the_documents_chosen(page: Page, library: Library) -> None:
    page.goto(link(library.address))
    page.get_by_role("button", name="全部文档").click()
    page.get_by_role("combobox", name="文档").click()
    page.get_by_role("option", name="储能", exact=True).click()
    page.locator(".st-key-kb-scope").get_by_text("1份文档").wait_for()
    settled(page)
    assert parse_qs(urlsplit(page.url).query)["in"] == [library.document("storage.md")]
    page.keyboard.press("Escape")
    ask(page, LEVEL)
    assert page.get_by_text("仅限：储能").is_visible()
    assert "120吉瓦" not in page.locator(".st-key-kb-turn-0").inner_text()


def test_a_pdf_is_opened_whole_at_what_is_cited_and_asks_nobody(
    page: Page, library: Library
) -> None:
    hosts = hosts_asked(page)
    alerts: list[str] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    sentence = "Page 7 tells of turbine prices in 1957."
    page.goto(link(library.address, "search", q=sentence))
    page.locator(".box.mark").first.wait_for()
    page.get_by_role("radio", name="整份文件").click()
    viewer = page.frame_locator("iframe")
    viewer.locator("#pdfViewer canvas").nth(PRICES_PAGES - 1).wait_for()
    viewer.get_by_text(sentence).wait_for()  # as text that can be copied
    wait_until_in_view(viewer, "[data-position='0']")
    # The policy lets in the script by which a keyboard reaches it.
    assert viewer.get_by_role("region", name="Pages").get_attribute("tabindex") == "0"
    # It stands apart from the page, whose address it can neither see nor ask.
    (frame,) = [one for one in page.frames if "/component/" in one.url]
    assert frame.evaluate("self.origin") == "null"
    assert frame.evaluate("fetch('/').then(() => 'asked', (error) => error.name)") == "TypeError"
    assert set(hosts) <= LOOPBACK
    assert alerts == []


def test_a_citation_is_opened_by_keyboard(page: Page, address: str) -> None:
    page.goto(link(address, q=LEVEL))
    page.locator("[data-marker]").first.wait_for()
    settled(page)
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(() => { let e = document.activeElement;"
            " while (e && e.shadowRoot && e.shadowRoot.activeElement)"
            " e = e.shadowRoot.activeElement; return e?.dataset?.marker })()"
        )
        if focused:
            break
    assert focused == "1"
    page.keyboard.press("Enter")
    page.locator("mark.mark").wait_for()


def test_figures_are_opened_one_after_the_other_by_keyboard_and_by_mouse(
    page: Page, address: str
) -> None:
    page.goto(link(address, "figures", words="海上风电"))
    table = page.locator("[data-testid=stDataFrame]")
    table.locator("canvas").first.wait_for()
    settled(page)
    page.get_by_role("button", name="下载 JSON").focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "CANVAS":
            break
    marked = page.get_by_role("dialog").locator("mark.mark")
    seen = []
    for _ in range(2):
        page.keyboard.press("ArrowDown")
        marked.wait_for()
        page.wait_for_url("**doc=**")
        wait_until_still(page)
        seen.append(marked.inner_text())
        page.keyboard.press("Escape")
        marked.wait_for(state="detached")
        # The drawer is gone before the server has heard of it; the address tells when it has.
        page.wait_for_url(lambda url: "doc=" not in url)
        wait_until_still(page)
    # From where it was, not from the first row again.
    assert seen == ["60吉瓦", "120吉瓦"]
    table.locator(".dvn-scroller").click(position={"x": 120, "y": ROW_HEIGHT * 1.5})
    marked.wait_for()
    settled(page)
    assert marked.inner_text() == "40吉瓦"


def test_markup_of_a_document_is_shown_as_text_and_fetches_nothing(
    page: Page, address: str
) -> None:
    hosts = hosts_asked(page)
    page.goto(link(address, q=LEVEL))
    page.get_by_role("button", name="[1]").first.click()
    page.get_by_text("taken over").wait_for()
    assert page.locator("[data-testid=stMain] img, [data-testid=stMain] script").count() == 0
    assert page.title() == "行业报告知识库"
    assert set(hosts) <= LOOPBACK


def test_an_index_that_is_gone_is_said_without_a_traceback(page: Page, library: Library) -> None:
    with library.holding("missing"):
        page.goto(link(library.address, q=LEVEL))
        page.get_by_text("还没有索引").wait_for()
        assert page.locator("[data-testid=stException]").count() == 0


def test_a_file_is_dropped_in_asked_about_and_taken_out_again(page: Page, address: str) -> None:
    page.goto(link(address, "reports"))
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(
        {"name": "新报告.pdf", "mimeType": "application/pdf", "buffer": rotated().data}
    )
    page.get_by_role("button", name="加入 1 份").click()
    page.get_by_text("已加入 1 份：新报告.pdf").wait_for()
    page.get_by_role("link", name="去提问").click()
    page.get_by_role("textbox", name="用中文或英文提问").wait_for()
    ask(page, "2022年历年新增装机是多少？")
    assert "49.8" in page.locator("p.text").first.inner_text()
    # Its source is the page itself, what is cited marked on it.
    page.get_by_role("button", name="[1]").first.click()
    page.locator(".box.mark").first.wait_for()
    settled(page)
    wait_until_in_view(page, "img")
    assert page.get_by_role("img", name="第1页，共1页").is_visible()
    page.get_by_role("link", name="报告库").click()
    held = len(REPORTS) + 2  # and two PDFs

    def tick_the_last() -> None:
        """The table is a canvas: a row is ticked by where it stands."""
        settled(page)
        page.locator("[data-testid=stDataFrame] .dvn-scroller").click(
            position={"x": 20, "y": ROW_HEIGHT * (held + 1.5)}
        )

    page.get_by_text(f"共 {held + 1} 份文档").wait_for()
    tick_the_last()
    page.get_by_role("textbox", name="标题").fill("改过的标题")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已保存").wait_for()
    tick_the_last()
    page.get_by_role("button", name="移除 1 份").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("改过的标题").first.wait_for()  # its heading is drawn before what it asks
    assert "改过的标题" in dialog.inner_text()
    dialog.get_by_role("button", name="移除 1 份").click()
    page.get_by_text("已移除").wait_for()
    page.get_by_text(f"共 {held} 份文档").wait_for()
