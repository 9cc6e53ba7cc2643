"""Two editions of a made-up report, one later than the other, and a second house's view of it.

Every name and number is invented. The later edition lowers the forecast for 2027, replaces the
forecast for 2023 by what came of it, and repeats 2022 unchanged.
"""

from __future__ import annotations

from pathlib import Path

from fakes import FakeEmbedder

from kb.config import Config
from kb.knowledge_base import KnowledgeBase

OLDER = """---
title: 海岸能源产业观察
publisher: 蓝湾咨询
edition: 2022-2023
date: 2022-11
---
# 海岸能源产业观察

## 1.1 岸电

蓝湾咨询数据显示，2021年中国港口岸电市场规模为28.5亿元，2022年为36.0亿元。蓝湾咨询预计，2023年中国港口岸电市场规模将达到45.0亿元，2027年将达到120.0亿元。

## 1.2 潮汐发电

2022年中国潮汐发电装机容量为52MW，预计2025年达到80MW。岸电设备的国产化率为61.0%。
"""
NEWER = """---
title: 海岸能源产业观察
publisher: 蓝湾咨询
edition: 2023-2024
date: 2023-11
---
# 海岸能源产业观察

## 1.1 岸电

蓝湾咨询数据显示，2022年中国港口岸电市场规模为36.0亿元，2023年为41.4亿元，同比增长15.0%。蓝湾咨询预计，2027年中国港口岸电市场规模将达到102.0亿元，2028年将达到125.0亿元。

## 1.2 潮汐发电

2023年中国潮汐发电装机容量为60MW，预计2025年达到80MW。漂浮式光伏电站在2023年有19座。
"""
OTHER = """---
title: 港口减排年度展望
publisher: 北塔研究
date: 2023-05
---
# 港口减排年度展望

北塔研究预计，2027年中国港口岸电市场规模将达到110亿元。
"""
REPORTS = {"older.md": OLDER, "newer.md": NEWER, "other.md": OTHER}


def built(folder: Path, *names: str) -> KnowledgeBase:
    """An index of the reports of these names in ``folder``, with the fake embedder."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for name in names:
        (corpus / name).write_text(REPORTS[name], encoding="utf-8")
    return KnowledgeBase.build([corpus], folder / "index", Config(), FakeEmbedder())
