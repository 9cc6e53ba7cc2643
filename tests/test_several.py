"""Several questions in one sentence: where they part, what is carried over, each answered or not."""

from __future__ import annotations

import pytest
from small_report import ask, lines

from kb.answering.understanding.several import clauses, variants
from kb.figures.vocabulary.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("储能市场规模多大，增速多少，28年呢", ["储能市场规模多大", "增速多少", "28年呢"]),
        ("哪些省新进入榜单，哪些退出", ["哪些省新进入榜单，哪些退出"]),
        ("甲跟乙谁的门店多，多出多少", ["甲跟乙谁的门店多，多出多少"]),
        ("甲省跑得快，年均增速差几个百分点", ["甲省跑得快，年均增速差几个百分点"]),
        (
            "甲公司卖了多少台、毛利率多少、新厂啥时候投产",
            ["甲公司卖了多少台", "毛利率多少", "新厂啥时候投产"],
        ),
        ("协会有多少会员、覆盖多少省、成立多少年了", ["协会有多少会员、覆盖多少省、成立多少年了"]),
        ("钱是多少，谁领的头", ["钱是多少，谁领的头"]),
        ("几个港口里，谁的吞吐量垫底", ["几个港口里，谁的吞吐量垫底"]),
        ("有几个港口，谁的吞吐量垫底", ["有几个港口", "谁的吞吐量垫底"]),
        ("乙市最高排第几，是哪年的事", ["乙市最高排第几，是哪年的事"]),
        ("甲和乙哪个大，大多少", ["甲和乙哪个大，大多少"]),
        ("甲和乙哪个大，数额各为多少", ["甲和乙哪个大，数额各为多少"]),
        ("2023年前三名有哪些，分别排第几", ["2023年前三名有哪些，分别排第几"]),
        ("在海外，储能市场规模多大", ["在海外，储能市场规模多大"]),
        ("哪个模型参数最多，多到什么程度", ["哪个模型参数最多，多到什么程度"]),
        ("甲省的名次变没变，从第几到第几", ["甲省的名次变没变，从第几到第几"]),
        ("排第二的是谁，收入多少", ["排第二的是谁，收入多少"]),
        ("排第二的是谁，它前一年排第几", ["排第二的是谁", "它前一年排第几"]),
        ("排第二的是谁，它升了还是降了", ["排第二的是谁", "它升了还是降了"]),
        ("第二是谁，是甲省还是乙省", ["第二是谁，是甲省还是乙省"]),
        (
            "Which city was third, and did it rise in 2023?",
            ["Which city was third", "did it rise in 2023?"],
        ),
        (
            "Which firms closed plants, and did it cost jobs?",
            ["Which firms closed plants, and did it cost jobs?"],
        ),
        ("甲省年年上榜吗，每年排第几", ["甲省年年上榜吗，每年排第几"]),
        (
            "storage market size in 2023, and what share goes to Acme",
            ["storage market size in 2023", "what share goes to Acme"],
        ),
        (
            "how big is the market, 1,200 or 1,300 GWh",
            ["how big is the market, 1,200 or 1,300 GWh"],
        ),
        (
            "By how much did sales rise in 2023, and by how much did costs?",
            ["By how much did sales rise in 2023", "by how much did costs?"],
        ),
        (
            "Over the next three years, by how much will sales rise?",
            ["Over the next three years, by how much will sales rise?"],
        ),
        ("If prices fall, how big is the market", ["If prices fall, how big is the market"]),
        ("sensor cost per arm in 2023, how many bn", ["sensor cost per arm in 2023, how many bn"]),
        ("sensor cost per arm, what was it in 2022", ["sensor cost per arm, what was it in 2022"]),
        (
            "At the very least, how many arms did it sell",
            ["At the very least, how many arms did it sell"],
        ),
    ],
)
def test_questions_part_where_both_sides_ask(text: str, found: list[str]) -> None:
    assert clauses(text) == found


@pytest.mark.parametrize(
    ("text", "first", "reading"),
    [
        ("28年呢", "2023年中国新型储能市场规模多大", "28年中国新型储能市场规模多大"),
        ("前一年呢", "2023年山东排第几", "2022年山东排第几"),
        ("the year after", "sales of Acme in 2023", "sales of Acme in 2024"),
        ("two years earlier", "sales of Acme in 2023", "sales of Acme in 2021"),
        (
            "how does that compare with the year before",
            "sales of Acme in 2023",
            "sales of Acme in 2022",
        ),
        ("三年后呢", "2020年山东排第几", "2023年山东排第几"),
        ("甲省现在排第几", "2020年山东排第几", "甲省现在排第几"),
        ("该省2023年产量多少", "福建的茶企有几家", "福建 2023年产量多少"),
        ("钠离子电池出货量多少", "2022年中国储能变流器出货量多少", "2022年 钠离子电池出货量多少"),
    ],
)
def test_a_part_takes_what_it_leaves_out(text: str, first: str, reading: str) -> None:
    assert variants(text, first, Vocabulary.load())[0] == reading


def test_each_part_is_answered_with_the_subject_and_the_year_before_it() -> None:
    answer = ask("2023年中国储能变流器出货量多少，同比增长多少？")

    assert answer.status == "answered"
    assert [line for line in lines(answer) if line.startswith("2023")] == [
        "2023年中国储能变流器出货量：48GW[1]。",
        "2023年中国储能变流器出货量同比增长：45.0%[1]。",
    ]


def test_a_part_that_nothing_answers_is_said_not_to_be_there() -> None:
    answer = ask("2023年中国储能变流器出货量多少，氢能电解槽出口多少？")

    assert answer.status == "partial"
    assert lines(answer)[0] == "2023年中国储能变流器出货量：48GW[1]。"
    assert lines(answer)[-1] == "文档里没有关于“氢能电解槽出口多少”的内容。"


def test_a_part_that_nothing_answers_is_given_in_the_words_it_was_put_in() -> None:
    answer = ask(
        "Which provinces entered the ranking in 2023? Who runs the electrolyser exports these days?"
    )

    assert answer.status == "partial"
    assert lines(answer)[-1] == (
        "The documents do not tell: Who runs the electrolyser exports these days."
    )


def test_parts_that_nothing_answers_are_one_refusal() -> None:
    answer = ask("氢能电解槽出口多少，氢能电解槽进口多少？")

    assert (answer.status, answer.text) == ("refused", "文档里没有能回答这个问题的内容。")


def test_a_market_of_nothing_is_read_as_that_of_the_question_before_alone() -> None:
    found = variants("到2022年市场多大", "毛巾这几年复合增速多少", Vocabulary.load())

    assert found == ["毛巾 到2022年市场多大"]


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "2023年装机第二的省份是哪个，两年前排第几？",
            "2023年：第2内蒙古[1]。",
            "内蒙古：2021年第6位[1]。",
        ),
        (
            "2021年装机第二的省份是哪个，两年后它排第几",
            "2021年：第2山东[1]。",
            "山东：2023年第1位[1]。",
        ),
        (
            "2021年装机第四的省份是哪个，它比前一年升了还是降了？",
            "2021年：第4湖南[1]。",
            "湖南从2020年第5位升到2021年第4位，上升1位[1]。",
        ),
        (
            "Which province came fourth in 2023, and what was its rank a year earlier?",
            "2023: No. 4 湖南 (Hunan) [1].",
            "湖南 (Hunan): 2022 No. 3 [1].",
        ),
        (
            "Which province took second place in 2023, and where had it been the year before?",
            "2023: No. 2 内蒙古 (Inner Mongolia) [1].",
            "内蒙古 (Inner Mongolia): 2022 No. 5 [1].",
        ),
        (
            "Which province was third in 2022, and did it rise or fall from the year before?",
            "2022: No. 3 湖南 (Hunan) [1].",
            "湖南 (Hunan): 2021 No. 4; 2022 No. 3 [1].",
        ),
        (
            "Which province rank did Hunan hold in 2020 and where did it land in 2023?",
            "湖南 (Hunan): 2020 No. 5 [1].",
            "湖南 (Hunan): 2023 No. 4 [1].",
        ),
        (
            "2023年浙江还在装机前六里吗？第六现在是谁",
            "不是：2023年浙江未进入榜单[1]。",
            "2023年：第6宁夏[1]。",
        ),
        (
            "Where did Hunan stand in 2022 and where is it now?",
            "湖南 (Hunan): 2022 No. 3 [1].",
            "湖南 (Hunan): 2020 No. 5; 2021 No. 4; 2022 No. 3; 2023 No. 4 [1].",
        ),
    ],
)
def test_a_second_part_asks_of_whom_the_first_found(question: str, first: str, second: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert lines(answer)[:2] == [first, second]


def test_where_a_name_is_based_is_no_place_of_a_ranking() -> None:
    assert ask("Where is Hunan based?").status == "refused"
