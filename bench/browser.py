"""How long a reader waits in the browser: for the page, and from Enter to the answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from bench.workload import QUESTIONS, Workload, summary

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LOADS = 5
"""How often the page is opened, each time by a browser that has nothing of it."""
TURNS = 5
"""Questions of one conversation."""
AIM = 500
"""Milliseconds from Enter in which an answer is to be drawn."""
_TESTS = Path(__file__).parents[1] / "tests"
_ENTERED = """() => addEventListener(
  "keydown", (event) => { if (event.key === "Enter") window.entered = performance.now(); }, true)"""
_ANSWERED = """(turns) => {
  const parts = [...document.querySelectorAll(".st-key-kb-conversation *")];
  const answers = parts.filter((part) => part.shadowRoot?.querySelector(".status"));
  return answers.length > turns && performance.now() - window.entered;
}"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def run(workload: Workload) -> Iterator[str]:
    """Time the first paint, until a question can be typed, and from Enter to the answer."""
    browsing = _browsing()
    if not browsing.CHROMIUM.exists():
        yield f"skipped: no {browsing.CHROMIUM}; apt-get install chromium fonts-noto-cjk"
        return
    folder = workload.folder("page")
    folder.mkdir()
    (folder / "index").symlink_to(workload.base.index_folder.resolve())
    with browsing.serving(folder) as address, browsing.chromium() as browser:
        painted, ready = _loads(browser, address)
        yield f"{LOADS} loads of the page, each with an empty cache; the first with the server just up"
        yield f"first paint of the first: {painted[0]:.0f} ms"
        yield summary("first paint", painted)
        yield summary("until a question can be typed", ready)
        asked = [question for _, question in QUESTIONS]
        answered = [
            milliseconds
            for first in range(0, len(asked), TURNS)
            for milliseconds in _conversation(browser, address, asked[first : first + TURNS])
        ]
        yield f"{len(asked)} questions, {TURNS} a conversation"
        yield summary("from Enter to the answer", answered)
        soon = sum(milliseconds < AIM for milliseconds in answered) / len(answered)
        yield f"within {AIM} ms: {soon:.1%}; the slowest: {max(answered):.0f} ms"


def _loads(browser: Browser, address: str) -> tuple[list[float], list[float]]:
    """Milliseconds to the first paint, and until a question can be typed."""
    painted, ready = [], []
    for _ in range(LOADS):
        page = _opened(browser, address)
        ready.append(float(page.evaluate("performance.now()")))
        painted.append(float(page.evaluate(_PAINT)))
        page.context.close()
    return painted, ready


def _conversation(browser: Browser, address: str, questions: list[str]) -> Iterator[float]:
    """Milliseconds from Enter until the answer is drawn, for each question."""
    page = _opened(browser, address)
    page.evaluate(_ENTERED)
    for number, question in enumerate(questions):
        page.get_by_role("textbox").first.fill(question)
        page.keyboard.press("Enter")
        waited = page.wait_for_function(_ANSWERED, arg=number)
        yield float(waited.json_value())
    page.context.close()


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(locale="zh-CN").new_page()
    page.set_default_timeout(60_000)
    page.goto(_browsing().link(address))
    page.get_by_role("textbox").first.wait_for()
    return page


def _browsing() -> ModuleType:
    """What the browser tests stand on. A package installed beside kb may be named ``tests``, too."""
    if str(_TESTS) not in sys.path:
        sys.path.append(str(_TESTS))
    return import_module("browsing")
