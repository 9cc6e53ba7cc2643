"""What the tests of the pages share: a page over a small index, and what is drawn on it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fakes import FakeEmbedder
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from kb import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Mapping

# Each page of a test looks through all installed packages for components: two thirds of its time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
SCRIPT = Path(__file__).parents[1] / "app" / "frame.py"
PAGES = ("ask", "search", "figures", "audit", "reports")
SOLAR = """# 光伏<b>观察</b>

## 1.1 装机规模

研究机构甲所预计，2030年甲国光伏装机规模将达到120吉瓦。2022年甲国光伏装机规模为40吉瓦。

2024年甲国光伏装机规模为60吉瓦。<script>alert(1)</script>

## 1.2 省份

表1 省份光伏排行，2022-2023

| 排名 | 2022 | 2023 |
| --- | --- | --- |
| 1 | 东省 | 西省 |
| 2 | 西省 | 东省 |
| 3 | 南省 | 北省 |

来源：甲所，2023

组件库存偏高是目前的主要瓶颈。
"""


def solar(folder: Path) -> KnowledgeBase:
    """An index of one small report in ``folder``/index, with the fake embedder."""
    (folder / "reports").mkdir()
    (folder / "reports" / "solar.md").write_text(SOLAR, encoding="utf-8")
    return KnowledgeBase.build([folder / "reports"], folder / "index", embedder=FakeEmbedder(64))


def page(name: str = "ask", **query: str) -> AppTest:
    """The page as drawn first; ``query`` is its address's."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=30)
    app.switch_page(f"{name}.py")
    app.query_params["lang"] = "zh"
    for parameter, value in query.items():
        app.query_params[parameter] = value
    app.run()
    assert not app.exception
    return app


def drawn(app: AppTest, component: str) -> list[Mapping[str, Any]]:
    """The data of each ``component`` on the page, such as ``answer``."""
    found = [e.proto for e in app.get("bidi_component")]
    return [json.loads(p.json) for p in found if p.component_name == f"kb_{component}"]


def html(app: AppTest) -> str:
    """All HTML of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))
