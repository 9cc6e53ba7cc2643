"""Ten readers at once, and readers who need a screen reader, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python
import pytest
from app_pages import PAGES, SOLAR
from browsing import chromium, link, serving, settled

from kb import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

COUNTRIES = "甲乙丙丁戊己庚辛壬癸"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
STILL = (
    "document.getAnimations().every("
    "(one) => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)"
)
VIEWS = {
    "welcome": ("", {}),
    "series": ("", {"q": "甲国光伏装机规模从2022年到2030年如何变化？"}),
    "ranking": ("", {"q": "2023年省份光伏排行"}),
    "partial": ("", {"q": "2025年甲国光伏装机规模"}),
    "refused": ("", {"q": "2031年乙国咖啡进口额是多少？"}),
    "explained": ("", {"q": "组件库存"}),
    "found": ("search", {"q": "组件库存"}),
    "not found": ("search", {}),
    **{name: (name, {}) for name in PAGES if name not in ("ask", "search")},
    **{view: ("figures", {"view": view}) for view in ("series", "exhibits", "rankings")},
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("many")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "solar.md").write_text(SOLAR, encoding="utf-8")
    figures = "\n\n".join(
        f"2030年{country}国风电装机规模将达到{number}00吉瓦。"
        for number, country in enumerate(COUNTRIES, start=1)
    )
    (folder / "corpus" / "wind.md").write_text(f"# 风电\n\n{figures}\n", encoding="utf-8")
    KnowledgeBase.build([folder / "corpus"], folder / "index").close()
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def test_ten_sessions_at_once_get_their_own_answers(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="zh-CN")
    pages = [context.new_page() for _ in COUNTRIES]
    for page in pages:
        page.set_default_timeout(60_000)
        page.goto(link(address), wait_until="commit")
    boxes = [page.get_by_role("textbox", name="用中文或英文提问") for page in pages]
    # All questions are typed before the first is sent.
    for country, box in zip(COUNTRIES, boxes, strict=True):
        box.fill(f"2030年{country}国风电装机规模是多少？")
    for box in boxes:
        box.press("Enter", no_wait_after=True)
    for number, (country, page) in enumerate(zip(COUNTRIES, pages, strict=True), start=1):
        page.locator(".status").wait_for()
        answer = page.locator(".status + p").inner_text()
        assert answer.startswith(f"2030年{country}国风电装机规模：{number}00吉瓦")
        assert page.locator(".kb-question").count() == 1
    context.close()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    # The checks are a script of their own, which the pages' policy would not let in.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_has_a_serious_barrier(page: Page, address: str, view: str) -> None:
    name, query = VIEWS[view]
    page.goto(link(address, name, **query))
    settled(page)
    page.wait_for_timeout(150)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_function(STILL)
        page.wait_for_timeout(100)
        assert barriers(page) == [], scheme


def barriers(page: Page) -> list[str]:
    """What axe-core finds serious or critical: the rule, and where it is broken."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((results) => results.violations)")
    return [
        f"{violation['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
