"""A made-up English report with figures to be ranked by value: in a table by year, and in prose."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from small_report import built

from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

REPORT = """GLOBAL ELEVATOR SURVEY 2024

1. Sales by type

Table 1. Elevator sales by type, 2021-2024 (US$ billion)
Type	2021	2022	2023	2024F
Passenger	20.1	21.5	23.0	24.8
Freight	8.4	9.1	8.7	9.0
Home	2.2	2.9	3.6	4.1
Other	1.0	1.1	1.2	1.3
Total	31.7	34.6	36.5	39.2
Source: Tarn Research. 2024F is a forecast.

2. Sales by region

China was the largest market in 2023 with sales of $14.2 billion. Japan followed with $6.1 billion, Germany with $4.4 billion and Brazil with $2.0 billion. All other regions bought $9.8 billion.

3. Vendors

Halmor led in 2023 with sales of $7.7 billion, followed by Wessen Lifts ($5.3 billion), Okada ($4.9 billion) and Brightwell ($1.6 billion).

4. 国内市场

截至2023年底，苏州、佛山、青岛三市的电梯产能分别为31万台、24万台和12万台，合计67万台。

2023年，住宅占新装电梯的58.5%，商业楼宇占21.0%，公共建筑占14.5%，其他占6.0%。

表2 中国电梯企业销量份额排名

排名	2022年企业	2022年份额	2023年企业	2023年份额
1	北升电梯（Beisheng）	21.4%	南扬电梯（Nanyang）	22.8%
2	南扬电梯（Nanyang）	20.2%	北升电梯（Beisheng）	19.9%
3	东起股份（Dongqi）	9.6%	西坪机械（Xiping）	10.3%

来源：塔恩研究

表3 2020-2023年中国电梯出口量

年份	出口量（万台）	出口均价（万元/台）
2020	5.1	21.0
2021	7.3	20.4
2022	6.8	19.9
2023	9.0	18.6

来源：塔恩研究
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def elevators() -> KnowledgeBase:
    """The report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-elevators-")
    base = built(Path(folder.name), REPORT)
    _FOLDERS.append(folder)
    return base


@cache
def ask(question: str) -> Answer:
    """The report's answer, with every citation checked against its text."""
    answer = elevators().ask(question)
    for citation in answer.citations:
        document = elevators().document(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote
    assert answer.warnings == ()
    return answer
