"""A reader's way through the page, in a real browser on a real index."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

ROOT = Path(__file__).parents[1]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
REPORT = """# 海上风电观察

## 1.1 装机规模

研究机构甲所预计，2030年甲国海上风电装机规模将达到120吉瓦。

<script>document.title = "taken over"</script><img src="http://192.0.2.1/x.png">

## 1.2 施工船

安装船不足是目前的主要瓶颈，新船交付要等三年。
"""
QUESTION = "2030年甲国海上风电装机规模预计是多少？"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with a small index, as ``kb build`` leaves it."""
    from kb import KnowledgeBase
    from kb.indexing.wheel_embedder import WheelEmbedder

    folder = tmp_path_factory.mktemp("page")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "wind.md").write_text(REPORT, encoding="utf-8")
    base = KnowledgeBase.build([folder / "corpus"], folder / "index", embedder=WheelEmbedder())
    base.close()
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    return folder


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_until_up(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with opener.open(f"{address}/_stcore/health", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"the page did not start: {log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the page is served."""
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}: apt-get install chromium fonts-noto-cjk")
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py")]
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}: apt-get install chromium fonts-noto-cjk")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that remembers which hosts were asked for anything."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(30_000)
    yield page
    page.close()


def hosts_asked(page: Page) -> list[str]:
    hosts: list[str] = []
    page.on("request", lambda request: hosts.append(urlsplit(request.url).hostname or ""))
    return hosts


def test_a_question_in_the_address_is_answered_and_nothing_is_fetched_from_outside(
    page: Page, address: str
) -> None:
    hosts = hosts_asked(page)
    page.goto(f"{address}/?lang=zh&q={QUESTION}")
    page.get_by_text("120吉瓦").first.wait_for()
    assert page.locator("[data-testid=stMain] img").count() == 0
    assert page.title() == "行业报告知识库"
    assert set(hosts) == {"127.0.0.1"}


def test_an_index_that_is_gone_is_said_without_a_traceback(
    page: Page, address: str, folder: Path
) -> None:
    current = folder / "index" / "CURRENT"
    kept = current.read_bytes()
    try:
        current.unlink()
        page.goto(f"{address}/?lang=zh&q={QUESTION}")
        page.get_by_text("还没有索引").wait_for()
        assert page.locator("[data-testid=stException]").count() == 0
    finally:
        current.write_bytes(kept)
