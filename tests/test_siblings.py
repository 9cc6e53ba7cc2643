"""Of the figures of one sentence, the one that is asked for."""

from __future__ import annotations

import pytest
from asked_texts import ask

CITY = """# 云泽市机器人产业

云泽市提出，到2027年，计划培育独角兽级机器人企业6家，聚集产业链企业500家。

截至2024年底，白桦市建成机器人实训中心18个，其中国家级实训中心3个。

云岭市提出，到2027年，孵化7家亿级传感器企业和集结900家相关企业。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("云泽市2027年要有多少家机器人企业？", "500家"),
        ("云泽市2027年要有多少家独角兽级机器人企业？", "6家"),
        ("2024年白桦市建了多少个实训中心？", "18个"),
        ("2024年白桦市国家级实训中心有多少个？", "3个"),
        ("云岭市2027年要有多少家传感器相关企业？", "900家"),
        ("云岭市2027年要有多少家亿级传感器企业？", "7家"),
    ],
)
def test_a_few_are_counted_only_where_they_are_named(question: str, told: str) -> None:
    answer = ask(CITY, question)
    assert [point.quote for point in answer.data_points] == [told]


SHOPS = """# 新茶饮门店

2024年，一线城市门店占比为14%，新一线城市为24%，二线城市为21%。

人工成本占营收的比例从2020年的19%升到2024年的26%，房租占12%。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("二线城市门店占比多少？", ["21%"]),
        ("新一线城市门店占比多少？", ["24%"]),
        ("一线城市门店占比多少？", ["14%"]),
        ("房租占营收多少？", ["12%"]),
        ("人工成本占营收多少？", ["19%", "26%"]),
    ],
)
def test_the_name_that_is_said_whole_is_meant(question: str, told: list[str]) -> None:
    answer = ask(SHOPS, question)
    assert [point.quote for point in answer.data_points] == told


RECYCLING = """# 电池回收

2024年名义处理能力为423万吨/年，而实际处理量仅为41万吨。

湿法的镍钴回收率可达98%，锂回收率为92%。

欧盟要求到2031年锂的再生料占比达到6%、钴达到16%。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("实际处理了多少？", ["41万吨"]),
        ("湿法锂回收率是多少？", ["92%"]),
        ("湿法镍钴回收率是多少？", ["98%"]),
        ("2031年欧盟对钴的再生料占比要求是多少？", ["16%"]),
    ],
)
def test_of_names_that_share_words_the_one_of_which_the_question_says_more(
    question: str, told: list[str]
) -> None:
    answer = ask(RECYCLING, question)
    assert [point.quote for point in answer.data_points] == told


TOURS = """# 银发旅游

2024年，60岁及以上人群花费1.18万亿元，人均808元。

跟团游占比从2019年的61%降至2024年的38%，自由行占27%。

月退休金在5000元以上的占36%。旅居在一地停留15天，旅居人次突破3200万。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("跟团的现在占多少？", ["38%"]),
        ("月退休金5000以上的占多少？", ["36%"]),
        ("旅居多少人？", ["3200万"]),
    ],
)
def test_a_figure_of_another_sort_or_one_that_the_question_states_is_not_meant(
    question: str, told: list[str]
) -> None:
    answer = ask(TOURS, question)
    assert [point.quote for point in answer.data_points] == told


def test_all_that_was_spent_is_not_set_against_what_each_spent() -> None:
    assert not ask(TOURS, "60岁及以上人群的花费比人均多多少？").derivations


SOFTWARE = """# 工业软件

2024年国产化率总体为38%，但研发设计类只有12%。

平均选型周期为7.5个月，中小企业为4个月。

2024年融资事件87起，融资额132亿元。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("研发设计的国产化率是多少？", ["12%"]),
        ("国产化率是多少？", ["38%"]),
        ("小企业选型周期多长？", ["4个月"]),
        ("平均每起融资额是多少？", []),
    ],
)
def test_a_part_is_asked_for_by_its_name_and_one_of_many_by_no_sum(
    question: str, told: list[str]
) -> None:
    answer = ask(SOFTWARE, question)
    assert [point.quote for point in answer.data_points] == told
