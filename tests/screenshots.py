"""Pictures of every page: ``make screenshots``, or ``python tests/screenshots.py FOLDER``.

Each view in both languages, wide and narrow, light and dark, over an index of ``corpus/``.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from browsing import CHROMIUM, ROOT, chromium, serving, settled

from kb import KnowledgeBase, KnowledgeBaseError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = {"wide": (1280, 800), "narrow": (390, 844)}
SCHEMES = ("light", "dark")
TALLEST = 1600
"""Pixels of a picture; what is below is cut off."""

BEST = (
    "ask-series-zh-wide-light",
    "ask-source-en-wide-light",
    "figures-rankings-zh-wide-dark",
    "audit-en-wide-light",
)
"""Pictures that the README shows."""


@dataclass(frozen=True, slots=True)
class View:
    """A page in a state: its address, and what is pressed there."""

    page: str = ""
    query: dict[str, str | list[str]] = field(default_factory=dict)
    press: str = ""
    """A CSS selector."""


LEVEL = {
    "zh": "2027年中国智能算力规模预计是多少？",
    "en": "How large will China's AI server market be in 2027?",
}
SERIES = {
    "zh": "中国智能算力规模从2022年到2027年如何变化？",
    "en": "How does China's intelligent computing power change from 2022 to 2027?",
}
RANKING = {
    "zh": "2023年城市算力排名前五",
    "en": "Which are the top five cities in AI computing in 2023?",
}
PARTIAL = {
    "zh": "2025年中国智能算力有多大？",
    "en": "How large is China's intelligent computing power in 2025?",
}
UNKNOWN = {"zh": "2031年咖啡进口额是多少？", "en": "What were coffee imports in 2031?"}
WORDS = {"zh": "液冷服务器市场", "en": "liquid cooling server market"}


def views(language: str) -> dict[str, View]:
    """All views by name, in the order of the pages."""
    figures = {
        name: View("figures", {"view": name})
        for name in ("data", "series", "exhibits", "rankings", "compare", "sql")
    }
    return {
        "ask": View(),
        "ask-answer": View("", {"q": LEVEL[language]}),
        "ask-source": View("", {"q": LEVEL[language]}, "[data-marker]"),
        "ask-series": View("", {"q": SERIES[language]}),
        "ask-ranking": View("", {"q": RANKING[language]}),
        "ask-partial": View("", {"q": PARTIAL[language]}),
        "ask-refused": View("", {"q": UNKNOWN[language]}),
        "search": View("search", {"q": WORDS[language]}),
        "search-empty": View("search"),
        **{f"figures-{name}": view for name, view in figures.items()},
        "audit": View("audit"),
        "reports": View("reports"),
    }  # fmt: skip


def take(address: str, browser: Browser, folder: Path, only: str = "") -> int:
    """Save all pictures; their number."""
    from urllib.parse import urlencode

    taken = 0
    for (width, size), scheme in itertools.product(WIDTHS.items(), SCHEMES):
        for language in ("zh", "en"):
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme=scheme,  # type: ignore[arg-type]
                locale="zh-CN" if language == "zh" else "en-GB",
                # A telephone, not a narrow window: what is shown on hovering is always there.
                has_touch=width == "narrow",
                is_mobile=width == "narrow",
            )
            page = context.new_page()
            page.set_default_timeout(60_000)
            for name, view in views(language).items():
                if only not in f"{name}-{language}-{width}-{scheme}":
                    continue
                query = {"lang": language} | view.query
                page.set_viewport_size({"width": size[0], "height": size[1]})
                page.goto(f"{address}/{view.page}?{urlencode(query, doseq=True)}")
                _draw(page, view, size)
                page.screenshot(path=folder / f"{name}-{language}-{width}-{scheme}.png")
                taken += 1
            context.close()
    return taken


def keep_best(folder: Path, best: Path) -> None:
    """Save the pictures that the README shows, as much as a window holds, in few colours."""
    from PIL import Image

    best.mkdir(parents=True, exist_ok=True)
    for name in BEST:
        with Image.open(folder / f"{name}.png") as image:
            width, height = WIDTHS["narrow" if "narrow" in name else "wide"]
            shown = image.crop((0, 0, width, min(height, image.height))).convert("RGB")
            shown.quantize(128).save(best / f"{name}.png", optimize=True)


def _draw(page: Page, view: View, size: tuple[int, int]) -> None:
    """Wait until the view is drawn, and make the window as high as it is."""
    _wait(page)
    if view.press:
        page.locator(view.press).first.click()
        _wait(page)
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size[0], "height": min(max(tall, size[1]), TALLEST)})
    page.wait_for_timeout(500)


def _wait(page: Page) -> None:
    settled(page)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
    page.wait_for_timeout(500)


def main() -> int:
    """Build the index, serve it, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "screenshots")
    parser.add_argument("--index", type=Path, help="a folder that holds index/ and corpus/")
    parser.add_argument("--only", default="", help="only pictures whose name holds this")
    parser.add_argument("--best", type=Path, help="where the pictures of the README go, made small")
    options = parser.parse_args()
    if not CHROMIUM.exists():
        print(f"no {CHROMIUM}: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 2
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kb-screenshots-") as temporary:
        work = options.index or Path(temporary)
        try:
            if options.index is None:
                (work / "corpus").symlink_to(ROOT / "corpus")
                KnowledgeBase.build([work / "corpus"], work / "index").close()
        except KnowledgeBaseError as error:
            print(error, file=sys.stderr)
            return error.exit_code
        with serving(work) as address, chromium() as browser:
            taken = take(address, browser, options.folder, options.only)
    if options.best:
        keep_best(options.folder, options.best)
    print(f"{taken} pictures in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
