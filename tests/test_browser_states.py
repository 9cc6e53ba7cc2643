"""Every page in every state: no barrier for anybody, room on a telephone, and nothing that jumps."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from app_pages import PAGES
from browsing import link, settled, wait_until_in_view, wait_until_still
from library import PAPER, PRICES, PRICES_PAGES

from app.figures import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from library import Library
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
TELEPHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
SERIES = "甲国海上风电装机规模从2022年到2030年如何变化？"
LEVEL = "2030年甲国海上风电装机规模预计是多少？"
UNKNOWN = "2031年乙国咖啡进口额是多少？"
FAILING = "SELECT absent FROM data_points"


@dataclass(frozen=True, slots=True)
class State:
    """An address, what is pressed there, and what is then to be seen."""

    page: str = ""
    query: dict[str, str] = field(default_factory=dict)
    press: str = ""
    shows: str = ""
    index: str = ""
    """Which index the server has instead of its own."""
    document: str = ""
    """A document whose first characters are opened."""
    asked_of: str = ""
    """The one document that is asked."""
    linked: bool = False
    """Reached by the navigation where a page of this language is open: most of a state's time is
    the loading of the page."""


def view(name: str, shows: str = "") -> State:
    """A view of the page Figures."""
    return State("figures", press=f"role=radio[name='{name}']", shows=shows, linked=True)


def linked(name: str, **more: Any) -> State:
    """A page as it is opened first; Ask is loaded, the others are reached from there."""
    return State("" if name == "ask" else name, linked=name != "ask", **more)


STATES = {
    "welcome": State(shows="ul button"),
    "series": State("", {"q": SERIES}, shows="[data-testid=stVegaLiteChart]"),
    "ranking": State("", {"q": "2023年省份光伏排行"}, shows="[data-testid=stVegaLiteChart]"),
    "partial": State("", {"q": "2025年甲国海上风电装机规模"}, shows=".status.partial"),
    "refused": State("", {"q": UNKNOWN}, shows=".status.refused"),
    "explained": State("", {"q": "组件库存"}, shows="mark.mark"),
    "passages": State("", {"q": SERIES}, "text=段落", "ol > li p"),
    "source": State("", {"q": LEVEL}, "[data-marker]", "mark.mark"),
    "downloads": State("", {"q": LEVEL}, "text=下载 >> nth=0", "text=Word"),
    "of all": State(press=".st-key-kb-scope button", shows="[data-testid=stPopoverBody] input"),
    "of one": State(
        "", {"q": LEVEL}, ".st-key-kb-scope button", "[data-tag]", asked_of="wind.md"
    ),
    "found": State("search", {"q": "组件库存"}, shows="ol > li"),
    "not found": State("search", {"q": "组件库存", "section": "装机规模"}),
    "PDF": State("search", shows=".box.mark", document=PAPER),
    "PDF as text": State("search", {}, "text=文字", "mark.mark", document=PAPER),
    "PDF whole": State("search", {}, "text=整份文件", "iframe", document=PRICES),
    "PDF without fonts": State("search", {}, "text=整份文件", "text=字体", document=PAPER),
    "drawer": State("figures", shows="[role=dialog] mark.mark", document="wind.md"),
    "data": State("figures", {"view": "data"}),
    "exhibits": view("图表"),
    "series view": view("序列", "[data-testid=stVegaLiteChart]"),
    "rankings": view("排名", "[data-testid=stVegaLiteChart]"),
    "compare": view("对比", "[data-testid=stVegaLiteChart]"),
    "SQL": view("SQL", "[data-testid=stDataFrame]"),
    "SQL that fails": State("figures", {"view": "sql", "sql": FAILING}, shows="text=no such column"),
    "audit": linked("audit", shows=".kb-finding"),
    "reports": linked("reports", shows="[data-testid=stDataFrame]"),
    **{f"English {name}": linked(name, query={"lang": "en"}) for name in PAGES},
    "English answer": State(
        "", {"q": "What is 甲国海上风电装机规模 in 2030?", "lang": "en"}, "[data-marker]", "mark.mark"
    ),
    **{f"{name}, no index": linked(name, index="missing") for name in PAGES},
    **{f"{name}, empty": linked(name, index="empty") for name in PAGES},
    "damaged": State(index="damaged", shows="text=kb build"),
}  # fmt: skip


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    # The checks are a script of their own, which the pages' policy would not let in.
    context = browser.new_context(bypass_csp=True, locale="zh-CN")
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture(scope="module")
def page(context: BrowserContext) -> Page:
    """One page for all states."""
    return context.new_page()


def open_state(page: Page, address: str, state: State, query: dict[str, str]) -> None:
    """Load the state's page, or go there from the one that is open."""
    language = f"lang={query.get('lang', 'zh')}"
    if not (state.linked and page.url.startswith(address) and language in page.url):
        page.goto(link(address, state.page, **query))
    elif urlsplit(page.url).path != f"/{state.page}":
        page.locator(f"[data-testid=stTopNavLink][href$='/{state.page}']").click()
        page.wait_for_url(f"**/{state.page}?*")
    settled(page)


@pytest.mark.parametrize("name", STATES)
def test_a_state_has_no_barrier_and_fits_a_telephone(
    page: Page, library: Library, name: str
) -> None:
    state = STATES[name]
    query = dict(state.query)
    if state.document:
        query |= {"doc": library.document(state.document), "at": "0-8"}
    if state.asked_of:
        query |= {"in": library.document(state.asked_of)}
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")
    with library.holding(state.index) if state.index else contextlib.nullcontext():
        open_state(page, library.address, state, query)
        if state.press:
            page.locator(state.press).first.click()
            settled(page)
        if state.shows:
            page.locator(state.shows).first.wait_for()
        wait_until_still(page)
        assert barriers(page) == []
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
        wait_until_still(page)
        assert barriers(page) == []
        assert page.evaluate(WIDEST) <= TELEPHONE["width"]
        assert page.locator("td").evaluate_all(BROKEN) == []


def test_the_whole_document_is_read_by_keyboard_and_its_menu_has_no_barrier(
    page: Page, library: Library
) -> None:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    query = {"doc": library.document(PRICES), "at": "0-8"}
    page.goto(link(library.address, "search", **query))
    page.get_by_role("radio", name="整份文件").click()
    viewer = page.frame_locator("iframe")
    viewer.locator("canvas").nth(PRICES_PAGES - 1).wait_for()
    viewer.get_by_role("region", name="Pages").focus()
    page.keyboard.press("End")
    wait_until_in_view(viewer, ".page:last-child")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    viewer.get_by_role("spinbutton", name="Zoom in percent").wait_for()
    assert barriers(page) == []
    viewer.get_by_role("button", name="50%", exact=True).click()
    viewer.get_by_role("button", name="50%", expanded=False).wait_for()


WIDEST = """Math.max(document.documentElement.scrollWidth,
  ...[...document.querySelectorAll("[data-testid=stMain], [role=dialog]")].map((e) => e.scrollWidth))"""


BROKEN = """cells => cells.filter((cell) => {
  const lines = new Set();
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) lines.add(Math.round(box.bottom / 8));
  }
  return cell.textContent.trim().length <= 4 && lines.size > 1;
}).map((cell) => cell.textContent)"""
"""Years, cities and values of a table that stand on more than one line."""


# Each frame by itself: the viewer's is of another origin, which the page may not look into.
RUN = """axe.run({include: document, iframes: false}, {resultTypes: ["violations"]})
  .then((all) => all.violations)"""


def barriers(page: Page) -> list[str]:
    """What axe-core finds serious or critical, in frames too: the rule, and where it is broken."""
    found = []
    for frame in page.frames:
        frame.evaluate(AXE)
        found += frame.evaluate(RUN)
    return [
        f"{violation['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@pytest.fixture(scope="module")
def telephone(browser: Browser) -> Iterator[Page]:
    """A page under a finger: nothing hovers, and what is shown on hovering is always there."""
    context = browser.new_context(
        viewport=TELEPHONE,  # type: ignore[arg-type]
        has_touch=True,
        is_mobile=True,
        locale="en-GB",
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["ask", *VIEWS, "audit", "reports"])
def test_nothing_lies_over_what_a_finger_presses(
    telephone: Page, library: Library, name: str
) -> None:
    if name == "ask":
        telephone.goto(link(library.address, q=SERIES))
    elif name in VIEWS:
        telephone.goto(link(library.address, "figures", view=name))
    else:
        telephone.goto(link(library.address, name))
    settled(telephone)
    wait_until_still(telephone)
    assert telephone.evaluate(COVERED) == []


COVERED = """() => {
  const all = "[data-testid=stMain] :is(button, a, input, summary, [role=combobox])";
  const covered = (part) => {
    part.scrollIntoView({ block: "center" });
    const box = part.getBoundingClientRect();
    const corners = [box.left + 3, box.right - 3].flatMap((x) => [[x, box.top + 3], [x, box.bottom - 3]]);
    return corners.some(([x, y]) => {
      const over = document.elementFromPoint(x, y);
      return over && over.closest("[data-testid=stElementToolbar]") && !part.contains(over);
    });
  };
  return [...document.querySelectorAll(all)]
    .filter((part) => !part.closest("[data-testid=stElementToolbar]") && part.checkVisibility())
    .filter(covered).map((part) => part.outerHTML.slice(0, 200));
}"""
"""What has a table's or a chart's toolbar over one of its corners."""


WATCH = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const parts = entry.sources.map(({ node }) => node?.className || node?.nodeName).join(" | ");
    window.shifts.push([entry.value, parts]);
  }
}).observe({ type: "layout-shift", buffered: true });"""
GOOD = 0.1
"""Below it a page's shifts are "good" (Web Vitals). Undisturbed, their sum is under 0.01."""


@pytest.mark.parametrize(("size", "language"), [(WIDE, "zh"), (TELEPHONE, "zh"), (TELEPHONE, "en")])
def test_nothing_jumps_from_the_question_to_the_answer(
    browser: Browser, address: str, size: dict[str, int], language: str
) -> None:
    context = browser.new_context(viewport=size, locale="zh-CN")  # type: ignore[arg-type]
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(link(address, lang=language))
    page.locator("ul button").first.wait_for()
    # The one after a refusal, too, whose suggestions then go, and one that says how it was read.
    for number, question in enumerate((SERIES, UNKNOWN, LEVEL, "22年呢")):
        page.get_by_role("textbox").first.fill(question)
        wait_until_still(page)
        page.evaluate("window.shifts = []")
        page.keyboard.press("Enter")
        page.locator(".status").nth(number).wait_for()
        settled(page)
        wait_until_still(page)
        shifts = page.evaluate("window.shifts")
        # All of them: an answer that came late has no input to excuse it.
        assert sum(value for value, _ in shifts) < GOOD, shifts
    context.close()
