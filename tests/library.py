"""The small library that the browser tests read in, behind one server for all of them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import two_editions
from app_pages import SOLAR
from browsing import serving
from real_files_pdf import many_pages, plain_pages

from app import shelving
from kb import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator

FILLER = "\n\n".join(
    f"第{number}节的其他内容，与规模没有关系，只是让文档更长。" for number in range(60)
)
WIND = f"""# 海上风电观察

## 1.1 概况

{FILLER}

## 1.2 装机规模

2022年甲国海上风电装机规模为40吉瓦，2024年甲国海上风电装机规模为60吉瓦。

研究机构甲所预计，2030年甲国海上风电装机规模将达到120吉瓦。

<script>document.title = "taken over"</script><img src="http://192.0.2.1/x.png">

## 1.3 施工船

安装船不足是目前的主要瓶颈，新船交付要等三年。2024年比2022年增长20%。
"""
COUNTRIES = "甲乙丙丁戊己庚辛壬癸"
STORAGE = "# 储能\n\n" + "\n\n".join(
    f"2030年{country}国储能装机容量将达到{number}00吉瓦时。"
    for number, country in enumerate(COUNTRIES, start=1)
)
REPORTS = {
    "wind.md": WIND,
    "solar.md": SOLAR,
    "storage.md": STORAGE,
    "older.md": two_editions.OLDER,
    "newer.md": two_editions.NEWER,
}
PAPER = "investments.pdf"
"""With a font that it does not bring."""
PRICES = "prices.pdf"
"""That a viewer can draw whole."""
PRICES_PAGES = 9


@dataclass(frozen=True, slots=True)
class Library:
    """A server's address and the folder that it serves."""

    address: str
    folder: Path

    @property
    def index(self) -> Path:
        """What the server takes for its index: a link, so that another can be put in its place."""
        return self.folder / "index"

    @contextmanager
    def holding(self, state: str) -> Iterator[None]:
        """Let the server's index be one that is ``empty``, ``damaged`` or ``missing``."""
        kept = self.index.readlink()
        self.index.unlink()
        self.index.symlink_to(self.folder / state, target_is_directory=True)
        try:
            yield
        finally:
            self.index.unlink()
            self.index.symlink_to(kept, target_is_directory=True)

    def document(self, name: str) -> str:
        """The id of a document."""
        return shelving.identity_of((self.folder / "corpus" / name).read_bytes())


@contextmanager
def served(folder: Path) -> Iterator[Library]:
    """Build the library in ``folder`` and serve it."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in REPORTS.items():
        (corpus / name).write_text(text, encoding="utf-8")
    (corpus / PAPER).write_bytes(many_pages(3).data)
    (corpus / PRICES).write_bytes(plain_pages(PRICES_PAGES).data)
    base = KnowledgeBase.build([corpus], folder / "full")
    empty = KnowledgeBase.build([corpus / "solar.md"], folder / "empty", embedder=base.embedder)
    empty.remove("solar.md")
    for one in (base, empty):
        one.close()
    (folder / "damaged").mkdir()
    (folder / "damaged" / "CURRENT").write_bytes(b"\xff\x00no generation")
    (folder / "index").symlink_to(folder / "full", target_is_directory=True)
    with serving(folder) as address:
        yield Library(address, folder)
