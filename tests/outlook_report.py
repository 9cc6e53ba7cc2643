"""An English industry outlook, all of it invented: scenarios, remarks, lists in sentences, a table of makers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes import FakeEmbedder

from kb.config import Config
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

REPORT = """# The Quiet Loom: Loom Industry Outlook 2024

**Date:** 12 March 2024

## 1. Market

Worldwide industry revenue reached $4.1 billion in 2023, up 8.0% on the $3.8 billion recorded in 2022. The industry had earned $3.2 billion in 2021. Our base case puts revenue at $5.6 billion in 2028. The upside case, which assumes free trade, reaches $6.3 billion in 2028; the downside case, in which tariffs stay, stops at $4.2 billion.

The in-service stock stood at 12,400 looms at the end of 2023, and we expect 14,000 by the end of 2024.

By use, carpets brought 45% of revenue in 2023, towels 30%, sails 15%, and flags 10%.

## 2. Regions

Growth rates show another order. Africa expanded by 31.5%, Europe by 14.4%, Asia by 8.8% and Oceania by 2.8%.

Japan earned $0.3 billion in 2023.

## 3. Makers

**Table 1: Leading loom makers**

| Company | Revenue 2022 ($ million) | Revenue 2023 ($ million) | Growth | Operating margin 2023 |
|---|---|---|---|---|
| Veldt Foundry | 402 | 521 | 29.6% | 9.4% |
| Marrow Works | 214 | 356 | 66.4% | -3.1% |
| Corvid Frames | 287 | 338 | 17.8% | 6.0% |

*Source: company accounts; estimates for unlisted firms.*

Research spending was led by Veldt with $18 million, followed by Marrow with $14 million and Corvid with $11 million. In our survey, on-time performance gave another order: Corvid came first with 97.8% of deliveries within the agreed week, then Veldt with 96.4% and Marrow last with 92.6%.

## 4. Costs

**Table 2: Full cost by kind of loom (US dollars per square-metre)**

| Kind | 2023 | 2028 forecast |
|---|---|---|
| Hand loom | 14.80 | 8.60 |
| Power loom | 5.20 | 2.70 |
| Air-jet loom | 2.35 | 1.25 |
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def outlook() -> KnowledgeBase:
    """An index of the report, built once."""
    _FOLDERS.append(TemporaryDirectory())
    folder = Path(_FOLDERS[-1].name)
    (folder / "outlook.md").write_text(REPORT)
    return KnowledgeBase.build(
        [folder / "outlook.md"], folder / "index", embedder=FakeEmbedder(), config=Config()
    )


def ask(question: str) -> Answer:
    """The answer of the report."""
    return outlook().ask(question)
