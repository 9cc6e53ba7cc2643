"""What every test can rely on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from library import Library
    from playwright.sync_api import Browser, BrowserContext, Page

KEPT = {"KB_REPORT", "KB_CACHE_FOLDER"}
# As .streamlit/config.toml says for the server; tests of pages run in folders without it.
os.environ["STREAMLIT_RUNNER_POST_SCRIPT_GC"] = "false"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of whoever runs the tests change nothing, but where the model is kept stays."""
    for name in list(os.environ):
        if name.startswith("KB_") and name not in KEPT:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A server over a small library, for all browser tests of a process."""
    from library import served

    with served(tmp_path_factory.mktemp("library")) as library:
        yield library


@pytest.fixture(scope="session")
def address(library: Library) -> str:
    """Where the library is served."""
    return library.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless browser. One a module: while it is there, no event loop can be run."""
    from browsing import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A profile that keeps what it loaded, so that each test need not load the page's scripts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of a reader who was never here."""
    page = context.new_page()
    yield page
    for opened in context.pages:
        opened.close()
    context.clear_cookies()
