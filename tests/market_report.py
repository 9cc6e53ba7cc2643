"""A made-up English market report: a ranking with the values of two years, a lost chart, shares, a wrong rate."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from small_report import built

from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

REPORT = """# Ferry Review 2024

## Yards

Table 1: Output of ferry yards by country (thousand tonnes)

| Rank | Country | 2022 | 2023 |
|---|---|---|---|
| 1 | Norway | 310 | 290 |
| 2 | Japan | 180 | 240 |
| 3 | Peru | 140 | 90 |
| 4 | Chile | 60 | 95 |

The top three yards held 61.5% of orders in 2023, up from 57% in 2020.

## Orders

Orders reached $9.8 billion in 2023. We expect them to climb to $15.2 billion by 2029, a CAGR of 7.6% from 2023.

Figure 1: Why orders were lost (% of yards)

As the figure shows, delays in delivery came first with 57%, followed by price with 44%.

Investment in docks came to $2.3 billion in 2023. It had been $1.4 billion in 2021, which means annual growth of 40%.
"""


_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def ferries() -> KnowledgeBase:
    """The report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-ferries-")
    base = built(Path(folder.name), REPORT)
    _FOLDERS.append(folder)
    return base


@cache
def ask(question: str) -> Answer:
    """The report's answer."""
    return ferries().ask(question)
