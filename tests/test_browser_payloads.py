"""Nothing of a document, a file's name or a question runs or asks another host, on any page."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from app_pages import PAGES
from browsing import LOOPBACK, chromium, hosts_asked, link, serving, settled
from fakes import FakeEmbedder
from payloads import PAYLOADS

from kb import KnowledgeBase
from kb.config import DEFAULT_EMBEDDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

LONGEST_QUESTION = 500
SENTENCE = "预计2030年甲国风电装机规模将达到120吉瓦"


TOGETHER = "全部\n\n" + "\n\n".join(f"{SENTENCE}{payload}。" for payload in PAYLOADS)


class QuickEmbedder(FakeEmbedder):
    """Takes the default model's place: what is found does not matter here."""

    name = DEFAULT_EMBEDDER


def report(payload: str) -> str:
    """A report that carries ``payload`` in its title, headings, exhibit, table and sentences."""
    line = " ".join(payload.split())
    return (
        f"# {line}\n\n## 1.1 {line}\n\n{line}{SENTENCE}。{line}\n\n"
        f"表1 {line}\n\n| {line} | 2022 |\n| --- | --- |\n| {line} | 5亿元 |\n\n来源：{line}\n"
    )


def file_name(number: int, payload: str) -> str:
    """The payload as a file's name: all but what no file system takes."""
    plain = re.sub(r"[/\0\n]", "∕", payload)
    return f"{plain[:60]} {number}.md"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("payloads")
    (folder / "corpus").mkdir()
    for number, payload in enumerate(PAYLOADS):
        path = folder / "corpus" / file_name(number, payload)
        path.write_text(report(payload), encoding="utf-8")
    (folder / "corpus" / "all.txt").write_text(TOGETHER, encoding="utf-8")
    KnowledgeBase.build([folder / "corpus"], folder / "index", embedder=QuickEmbedder(384)).close()
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that the server's own policy does not protect; at the end nothing has happened."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    happened: list[str] = []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("popup", lambda popup: happened.append(popup.url))
    hosts = hosts_asked(page)
    yield page
    page.wait_for_timeout(150)
    assert happened == []
    assert set(hosts) <= LOOPBACK
    assert page.evaluate("window.taken") is None
    assert page.url.startswith("http://127.0.0.1:")
    context.close()


def drawn(page: Page) -> str:
    """All text of the page, that of its components included."""
    text: str = page.evaluate(
        """() => {
          const texts = [];
          const walk = (node) => {
            if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
            if (node.shadowRoot) walk(node.shadowRoot);
            node.childNodes.forEach(walk);
          };
          walk(document.body);
          return texts.join("");
        }"""
    )
    return text


def test_there_are_more_than_a_hundred() -> None:
    assert len(PAYLOADS) >= 100


@pytest.mark.parametrize("name", [*PAGES, "series", "exhibits", "rankings", "compare"])
def test_documents_full_of_payloads_are_drawn_as_text(page: Page, address: str, name: str) -> None:
    if name in PAGES:
        page.goto(link(address, "" if name == "ask" else name))
    else:
        page.goto(link(address, "figures", view=name))
    settled(page)
    page.wait_for_timeout(250)
    assert page.locator("[data-testid=stException]").count() == 0


def test_payloads_are_asked_and_stay_text(page: Page, address: str) -> None:
    page.goto(link(address))
    settled(page)
    questions = [""]
    for payload in PAYLOADS:
        line = " ".join(payload.split())
        if len(questions[-1]) + len(line) > LONGEST_QUESTION:
            questions.append("")
        questions[-1] += line
    for number, question in enumerate(questions, start=1):
        page.get_by_role("textbox").first.fill(question)
        page.keyboard.press("Enter")
        page.locator(".status").nth(number - 1).wait_for()
    settled(page)
    asked = page.locator(".kb-question").all_inner_texts()
    assert ["".join(text.split()) for text in asked] == ["".join(q.split()) for q in questions]


def test_payloads_in_answers_sources_and_passages_stay_text(page: Page, address: str) -> None:
    page.goto(link(address, q=f"{SENTENCE}吗？"))
    page.get_by_role("button", name="[1]").first.wait_for()
    settled(page)
    for view in ("段落", "数据", "原文"):
        page.get_by_role("radio", name=view).click()
        page.wait_for_timeout(250)
        settled(page)
    page.get_by_role("button", name="下载").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="回答与引用（Word）").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def test_a_source_full_of_payloads_is_text(page: Page, address: str) -> None:
    document_id = hashlib.sha256(TOGETHER.encode()).hexdigest()[:16]
    page.goto(link(address, "search", doc=document_id, at="0-2"))
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
    text = "".join(drawn(page).split())
    missing = [p for p in PAYLOADS if "".join(p.split()) not in text]
    assert missing == []


DRAWN_LENGTH = (
    "document.querySelector('.st-key-kb-beside [data-testid]')"
    " ? [...document.querySelectorAll('.st-key-kb-beside *')].reduce("
    "(n, e) => n + (e.shadowRoot ? e.shadowRoot.textContent.length : 0), 0) : 0"
)


@pytest.mark.parametrize("name", ["", "search"])
def test_payloads_in_every_part_of_an_address_stay_text(
    page: Page, address: str, name: str
) -> None:
    parts = ("q", "doc", "at", "in", "section", "lang")
    for first in range(0, len(PAYLOADS), len(PAYLOADS) // 4):
        payloads = PAYLOADS[first : first + len(parts)]
        page.goto(link(address, name, **dict(zip(parts, payloads, strict=True))))
        settled(page)
        page.wait_for_timeout(100)
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
    refused = page.evaluate(
        "fetch('http://192.0.2.1/x').then(() => 'asked', (error) => error.name)"
    )
    assert refused == "TypeError"
    page.close()
