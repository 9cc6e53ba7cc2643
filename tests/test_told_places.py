"""Places that a sentence gives each or the first alone, and ranks of two years side by side; all is invented."""

from __future__ import annotations

import pytest
from asked_texts import ask

from kb.figures import extract

TEXT = """# 2024年缆车行业报告

2024年缆车行业收入310亿元。

## 一、整机

表1 2024年缆车企业收入排名

| 2024排名 | 2023排名 | 企业 | 总部 | 收入（亿元） |
|---|---|---|---|---|
| 1 | 2 | 岭索机电 | 南昌 | 41.2 |
| 2 | 1 | 云轨重工 | 太原 | 38.5 |
| 3 | 5 | 松汀索道 | 保定 | 20.7 |
| 4 | 3 | 远岚缆车 | 宜宾 | 19.9 |

## 二、维修

维修企业数量很多。按2024年年底的在修台量计，第一名是赣州的禾立维修，为4,800台；第二名是遵义的白渚维修，为3,100台；第三名是桂林的长汀维修，为2,600台。

## 三、索具

2024年索具市场中，铭绞索具销量0.7万吨，份额22.5%，排名第一；泊绞索具份额16.9%，排名第二；外资企业诺瓦索份额11.3%，排名第三。

## 四、城市

2024年存量台数最多的城市是重庆，为462台，其后依次是张家界381台、黄山194台和泰安178台。票价最低的城市是泰安，为45元，其次是黄山58元。
"""


def ranks(text: str) -> list[tuple[str, float]]:
    return [(p.entity, p.value) for p in extract(text) if p.kind == "rank"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "第一名是甲岭科技，收入31亿元；第二名是乙川，收入20亿元。",
            [("甲岭科技", 1), ("乙川", 2)],
        ),
        (
            "出货量方面，甲岭以31万台排名第一；乙川以20万台排名第二。",
            [("甲岭", 1), ("乙川", 2)],
        ),
        (
            "2023年密度最高的省份是甲岭，为80台/万人，其次是乙川61台/万人；丙原为20台/万人。",
            [("甲岭", 1), ("乙川", 2)],
        ),
        ("费用最低的省份是甲岭，为20元，其次是乙川31元。", []),
    ],
)
def test_each_place_or_what_follows_the_first(text: str, found: list[tuple[str, float]]) -> None:
    assert ranks(text) == found


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("缆车维修企业第二名是谁", "第2白渚维修"),
        ("索具份额第二是哪家", "第2泊绞索具"),
        ("缆车存量台数第三的城市是哪个", "第3黄山"),
        ("收入第二的缆车企业是谁", "第2云轨重工"),
    ],
)
def test_the_ranking_of_what_is_asked_answers(question: str, name: str) -> None:
    assert ask(TEXT, question).text.startswith(f"2024年：{name}[1]。")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("松汀索道23年收入排第几", "松汀索道：2023年第5位"),
        ("哪家缆车企业收入多少，岭索机电的呢", "41.2亿元"),
        ("谁从前三里掉出去了", "2024年退出前3：远岚缆车（第3）"),
    ],
)
def test_ranks_of_two_years_stand_before_the_names(question: str, told: str) -> None:
    assert told in ask(TEXT, question).text


def test_a_column_of_seats_tells_where_and_neither_why_nor_of_another() -> None:
    assert "总部：南昌" in ask(TEXT, "岭索机电总部在哪里").text
    assert "总部：南昌" not in ask(TEXT, "岭索机电为什么把第二总部设在武汉").text
