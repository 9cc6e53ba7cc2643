"""A real browser on a real server, for the tests marked ``browser``."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, FrameLocator, Page

ROOT = Path(__file__).parents[1]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LOOPBACK = {"127.0.0.1", ""}
"""Hosts that a page may ask; addresses such as ``data:`` have none."""


def need_chromium() -> None:
    """Skip, and say how to get it, where there is no browser."""
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}: apt-get install chromium fonts-noto-cjk")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser."""
    need_chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(folder: Path, secrets: Callable[[str], str] | None = None) -> Iterator[str]:
    """Serve the pages over ``folder``/index; gives the address, by which ``secrets`` are made."""
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit", dirs_exist_ok=True)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    if secrets is not None:
        (folder / ".streamlit" / "secrets.toml").write_text(secrets(address), encoding="utf-8")
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
        _wait_until_up(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_up(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with opener.open(f"{address}/_stcore/health", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    pytest.fail(f"the page did not start: {log.read_text(encoding='utf-8')}")


def link(address: str, page: str = "", **query: str) -> str:
    """The address of a page, in Chinese unless another language is asked for."""
    return f"{address}/{page}?{urlencode({'lang': 'zh'} | query)}"


def hosts_asked(page: Page) -> list[str]:
    """The hosts that ``page`` asks for anything from now on."""
    hosts: list[str] = []
    page.on("request", lambda request: hosts.append(urlsplit(request.url).hostname or ""))
    return hosts


def settled(page: Page) -> None:
    """Wait until the page is drawn to its end."""
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
    )


def wait_until_still(page: Page) -> None:
    """Wait until nothing moves or is faded any more: two pictures of the layout in a row are the same."""
    page.wait_for_function(_STILL, polling=50)


_STILL = """() => {
  const moving = document.getAnimations().some(
    (one) => one.playState === "running" && one.effect.getTiming().iterations !== Infinity);
  const waiting = document.querySelector("[data-testid=stSkeleton], [data-stale=true]");
  const faded = [...document.querySelectorAll("[data-testid=stElementContainer]")].some(
    (one) => Number(getComputedStyle(one).opacity) < 1);
  const running = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";
  const parts = [...document.querySelectorAll("#root *")].map((e) => e.getBoundingClientRect());
  const drawn = parts.map((box) => `${box.x},${box.y},${box.width},${box.height}`).join(" ");
  const still = !moving && !waiting && !faded && !running && drawn === window.drawnBefore;
  window.drawnBefore = drawn;
  return still;
}"""


def wait_until_in_view(page: Page | FrameLocator, selector: str) -> None:
    """Wait until the first match can be seen: within the window and all that scrolls around it."""
    deadline = time.monotonic() + 30
    while not page.locator(selector).first.evaluate(_SEEN):
        if time.monotonic() > deadline:
            pytest.fail(f"{selector} is not in view")
        time.sleep(0.1)


_SEEN = """element => {
  const box = element.getBoundingClientRect();
  const middle = [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2];
  let hit = document.elementFromPoint(...middle);
  while (hit && hit.shadowRoot) hit = hit.shadowRoot.elementFromPoint(...middle);
  // What is outlined has no surface of its own.
  const through = getComputedStyle(element).pointerEvents === "none" && hit;
  return hit === element || element.contains(hit) || Boolean(through);
}"""
