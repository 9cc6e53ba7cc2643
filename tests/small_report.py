"""A made-up report on energy storage, in the shape of a printed industry report, and its index.

Every number is invented. Most growth figures follow from the values beside them; that of the
converters does not (48 over 30 is 60%, not 45%).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes import FakeEmbedder

from kb.config import Config
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

NAME = "storage.txt"
REPORT = """2023-2024年中国新型储能产业观察

目录

第一章 储能产业概览	02
1.1 市场：规模扩张与结构调整	03
1.2 电池：多条路线并行	05
第二章 区域与建议	08
2.1 省份排行	09
2.2 对建设方的建议	10

第一章 储能产业概览

1.1 市场：规模扩张与结构调整

在新能源大规模并网的背景下，储能正从示范走向商用。蓝湾咨询预计，2023年中国新型储能市场规模将达到620亿元，同比增长55.0%，2028年将达到1938亿元，2023-2028年年复合增长率为25.6%。蓝湾咨询数据显示，全球储能电池市场规模将从2022年的240亿美元增长到2027年的600亿美元，五年年复合增长率达20.1%。

2022年，多个省份出台配储要求。全年中国储能温控市场规模为46亿元。

从出货量看，2020年中国储能电池出货量为16GWh，2021年为48GWh，2022年为130GWh，蓝湾咨询预计2024年将达到260GWh。

2022年中国储能变流器出货量为30GW，2023年为48GW，同比增长45.0%。

蓝湾咨询数据显示，2023年上半年，工商业储能占新增装机的比重为18.5%，电网侧储能占新增装机的比重为42.0%。

图1 中国储能电池出货量及预测，2020-2028

单位：GWh


来源：蓝湾咨询，2023

1.2 电池：多条路线并行

不同路线的电池在寿命和能量密度上差别明显，项目方按照放电时长和安全要求来选型。

表1 储能电池路线参数

路线	磷酸铁锂电池	钠离子电池	全钒液流电池	铅炭电池
循环寿命	6000次	3500次	15000次	1200次
能量密度	160Wh/kg	120Wh/kg	30Wh/kg	45Wh/kg

来源：公开资料，蓝湾咨询，2023

构网型储能是指能够自主建立电压和频率、在弱电网中支撑系统稳定运行的储能装置。由于新能源机组缺少转动惯量，电网对构网型储能的需求持续上升。构网型储能的控制算法较为复杂，对变流器的过载能力提出更高要求。

钠离子电池的推广受到两方面影响。由于碳酸锂价格大幅回落，钠离子电池的成本优势被削弱。此外，硬碳负极的供应链尚未成熟，量产良率有待提高。

第二章 区域与建议

2.1 省份排行

图2 中国新型储能省份装机排行，2020-2023

2020	2021	2022	2023	排名
江苏	江苏	山东	山东	1
广东	山东	江苏	内蒙古	2
山东	广东	湖南	江苏	3
浙江	湖南	广东	湖南	4
湖南	浙江	内蒙古	广东	5
青海	内蒙古	浙江	宁夏	6

来源：蓝湾咨询，2023

2023年，新型储能省份装机排行前三的省份依次为山东、内蒙古和江苏。山东依托独立储能的容量补偿政策连续两年居首。

2.2 对建设方的建议

建设储能电站可以从以下几个方面着手：

- 合理确定规模。结合当地负荷曲线测算充放电需求，避免容量闲置。
- 重视消防安全。选用带有电芯级监测的系统，定期开展应急演练。
- 拓展收益来源。同时参与电能量市场和辅助服务市场，摊薄投资成本。
"""
_FOLDERS: list[TemporaryDirectory[str]] = []
"""Kept until the run ends, when they remove themselves."""


def built(folder: Path, report: str = REPORT) -> KnowledgeBase:
    """Index ``report`` in ``folder`` with the fake embedder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(report, encoding="utf-8")
    return KnowledgeBase.build([path], folder / "index", Config.load(), embedder=FakeEmbedder())


@cache
def storage() -> KnowledgeBase:
    """The report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-storage-")
    base = built(Path(folder.name))
    _FOLDERS.append(folder)
    return base


@cache
def ask(question: str) -> Answer:
    """The report's answer, with every citation checked against its text."""
    answer = storage().ask(question)
    for citation in answer.citations:
        document = storage().document(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote
    for point in answer.data_points:
        document = storage().document(point.document_id)
        assert document.text[point.start : point.end] == point.quote
        assert any(c.start <= point.start and point.end <= c.end for c in answer.citations)
    return answer


def lines(answer: Answer) -> list[str]:
    """The answer, line by line."""
    return answer.text.split("\n")


def quotes(answer: Answer) -> list[str]:
    """What is cited, by marker."""
    return [citation.quote for citation in answer.citations]
