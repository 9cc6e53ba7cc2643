"""Single sign-on with an OpenID provider, in a real browser: in, ask, out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import identity_provider
import pytest
from app_pages import SOLAR
from browsing import chromium, link, serving
from fakes import QuickEmbedder

from kb import KnowledgeBase

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.model]

QUESTION = "2030年甲国光伏装机规模预计是多少？"


def secrets(provider: str, address: str) -> str:
    """What docs/sign-on.md says to write."""
    settings = {
        "redirect_uri": f"{address}/oauth2callback",
        "cookie_secret": "a long random text, here always the same",
        "client_id": identity_provider.CLIENT,
        "client_secret": identity_provider.SECRET,
        "server_metadata_url": f"{provider}/.well-known/openid-configuration",
    }
    return "[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in settings.items())


def test_who_signs_in_asks_and_who_signed_out_sees_nothing(tmp_path: Path) -> None:
    pytest.importorskip("authlib", reason="pip install 'kb[sign-on]'")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "solar.md").write_text(SOLAR, encoding="utf-8")
    KnowledgeBase.build(
        [tmp_path / "corpus"], tmp_path / "index", embedder=QuickEmbedder(384)
    ).close()
    with (
        identity_provider.provider() as provider,
        serving(tmp_path, lambda address: secrets(provider.address, address)) as address,
        chromium() as browser,
    ):
        page = browser.new_page(locale="zh-CN")
        page.set_default_timeout(60_000)
        page.goto(link(address, "search", q="组件库存"))
        page.get_by_role("button", name="登录").wait_for()
        assert "光伏" not in page.locator("body").inner_text()
        page.get_by_role("button", name="登录").click()
        page.get_by_role("link", name="Yes, it is me").click()
        # The link that was opened first is where the reader ends.
        page.locator("ol > li").first.wait_for()
        assert urlsplit(page.url).path == "/search"
        assert parse_qs(urlsplit(page.url).query)["q"] == ["组件库存"]
        assert page.get_by_role("button", name="退出 analyst@example.com").is_visible()
        page.get_by_role("link", name="问答").click()
        page.get_by_role("textbox", name="用中文或英文提问").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".status.answered").wait_for()
        # Another browser is not let in by that.
        other = browser.new_context(locale="zh-CN").new_page()
        other.goto(link(address, q=QUESTION))
        other.get_by_role("button", name="登录").wait_for()
        page.get_by_role("button", name="退出").click()
        page.get_by_role("button", name="登录").wait_for()
        assert provider.paths[-1] == "/leave"
        page.goto(link(address, q=QUESTION))
        page.get_by_role("button", name="登录").wait_for()
        assert page.locator(".status").count() == 0
