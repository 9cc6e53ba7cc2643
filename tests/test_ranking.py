"""Answers from a ranking by year: by place, by name, over the years, and what moved."""

from __future__ import annotations

from dataclasses import replace

import asked_texts
import pytest
from small_report import ask, lines, quotes, storage

from kb.answering.rankings.places import asks_ranking, without_places
from kb.answering.rankings.rank_values import asks_score
from kb.answering.records.rank_table import tables
from kb.types import DataPoint, Period

TABLE = "图2 中国新型储能省份装机排行，2020-2023\n\n2020\t2021\t2022\t2023\t排名\n"


def test_a_ranking_is_read_by_year_from_first_to_last() -> None:
    (table,) = tables(storage().data_points())

    assert table.years == [2020, 2021, 2022, 2023]
    assert [point.entity for point in table.row(2023)] == [
        "山东",
        "内蒙古",
        "江苏",
        "湖南",
        "广东",
        "宁夏",
    ]
    assert sorted(table.names) == sorted(
        ["江苏", "山东", "广东", "内蒙古", "湖南", "浙江", "青海", "宁夏"]
    )
    assert [(p.period.end_year, p.value) for p in table.history("浙江")] == [
        (2020, 4),
        (2021, 5),
        (2022, 6),
    ]
    assert table.point("宁夏", 2022) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("2023年省份装机排行第二的是哪个省？", "2023年：第2内蒙古[1]。"),
        ("2020年装机排名第六的省份是哪个？", "2020年：第6青海[1]。"),
        (
            "2023年新型储能装机排名前三的省份有哪些？",
            "2023年：第1山东、第2内蒙古、第3江苏[1]。",
        ),
        (
            "2021年和2022年装机排名前二的省份有哪些？",
            "2021年：第1江苏、第2山东[1]。\n2022年：第1山东、第2江苏[1]。",
        ),
        ("装机排名第一的省份是哪个？", "2023年：第1山东[1]。"),
        ("Which province ranked first in 2023?", "2023: No. 1 山东 (Shandong) [1]."),
        ("2023年浙江的装机排名是多少？", "浙江：2023年未进入榜单；2022年第6位[1]。"),
        ("Where was Hunan placed in 2021?", "湖南 (Hunan): 2021 No. 4 [1]."),
        ("21年挤到湖南前面排老三的是谁", "2021年：第3广东[1]。\n湖南：2021年第4位[1]。"),
        (
            "湖南这四年在装机榜上怎么个起落",
            "湖南：2020年第5位；2021年第4位；2022年第3位；2023年第4位[1]。",
        ),
        (
            "湖南23年名次掉到第几了，原来第几",
            "湖南从2022年第3位降到2023年第4位，下降1位[1]。\n湖南：2022年第3位；2023年第4位[1]。",
        ),
        ("20年三甲省份都是谁", "2020年：第1江苏、第2广东、第3山东[1]。"),
        ("20年没挤进四强的省份有哪些？", "2020年：第5湖南、第6青海[1]。"),
        ("20年没进前四的省份有哪些？", "2020年：第5湖南、第6青海[1]。"),
        (
            "湖南2020到2022年每年的装机排名分别是多少",
            "湖南：2020年第5位；2021年第4位；2022年第3位[1]。",
        ),
        ("湖南从2022到2023，装机名次怎么动的", "湖南：2022年第3位；2023年第4位[1]。"),
        (
            "湖南23年排名变没变",
            "湖南从2022年第3位降到2023年第4位，下降1位[1]。\n湖南：2022年第3位；2023年第4位[1]。",
        ),
        (
            "湖南23年比前一年名次动了没？往上还是往下",
            "湖南从2022年第3位降到2023年第4位，下降1位[1]。\n湖南：2022年第3位；2023年第4位[1]。",
        ),
        (
            "湖南2023年排名掉了几名？",
            "湖南从2022年第3位降到2023年第4位，下降1位[1]。\n湖南：2022年第3位；2023年第4位[1]。",
        ),
        (
            "浙江最风光的时候排到第几？哪一年",
            "浙江最高排第4位，在2020年[1]。\n"
            "浙江：2020年第4位；2021年第5位；2022年第6位；2023年未进入榜单[1]。",
        ),
        ("2021年内蒙古排第几？", "内蒙古：2021年第6位[1]。"),
        (
            "装机六强里和22年比谁是新进来的",
            "与2022年相比，2023年新进入榜单：宁夏（第6）；退出榜单：浙江（第6）[1]。",
        ),
        (
            "省份装机五强有谁",
            "2023年：第1山东、第2内蒙古、第3江苏、第4湖南、第5广东[1]。",
        ),
        (
            "湖南历年的装机排名是多少？",
            "湖南：2020年第5位；2021年第4位；2022年第3位；2023年第4位[1]。",
        ),
        (
            "江苏2020年到2023年排名怎么变化？",
            "江苏：2020年第1位；2021年第1位；2022年第2位；2023年第3位[1]。",
        ),
        (
            "宁夏什么时候首次进入榜单？",
            "宁夏首次进入榜单是2023年，排第6位[1]。\n"
            "宁夏：2020年未进入榜单；2021年未进入榜单；2022年未进入榜单；2023年第6位[1]。",
        ),
        (
            "青海曾经最高排名第几？",
            "青海最高排第6位，在2020年[1]。\n"
            "青海：2020年第6位；2021年未进入榜单；2022年未进入榜单；2023年未进入榜单[1]。",
        ),
        (
            "山东和湖南2022年谁排名更靠前？",
            "2022年，山东排在湖南前面：山东（第1）、湖南（第3）[1]。\n"
            "山东：2022年第1位[1]。\n湖南：2022年第3位[1]。",
        ),
        (
            "2023年与2022年相比，哪些省份新进入榜单，哪些退出？",
            "与2022年相比，2023年新进入榜单：宁夏（第6）；退出榜单：浙江（第6）[1]。",
        ),
        (
            "Which provinces entered the ranking in 2023?",
            "From 2022 to 2023, entered: 宁夏 (Ningxia) (No. 6); left: 浙江 (Zhejiang) (No. 6) [1].",
        ),
        (
            "2020年到2023年排名上升最多的省份是哪个？",
            "山东上升最多：从2020年第3位到2023年第1位，变动2位[1]。",
        ),
        (
            "2022年与2023年相比排名上升最多的省份？",
            "内蒙古上升最多：从2022年第5位到2023年第2位，变动3位[1]。",
        ),
        (
            "2020年到2023年排名下降最多的省份是哪个？",
            "广东下降最多：从2020年第2位到2023年第5位，变动3位[1]。",
        ),
        (
            "装机榜上第二名的省份从2021年说起怎么换的",
            "2021年：第2山东[1]。\n2022年：第2江苏[1]。\n2023年：第2内蒙古[1]。",
        ),
        (
            "这几年装机排第一的省份都有谁",
            "2020年：第1江苏[1]。\n2021年：第1江苏[1]。\n2022年：第1山东[1]。\n2023年：第1山东[1]。",
        ),
        (
            "历年装机前两名的省份都是谁",
            "2020年：第1江苏、第2广东[1]。\n2021年：第1江苏、第2山东[1]。\n"
            "2022年：第1山东、第2江苏[1]。\n2023年：第1山东、第2内蒙古[1]。",
        ),
        (
            "哪些省份每年都在榜单里？",
            "2020-2023年每年都在榜单中的有：江苏、山东、广东、湖南[1]。",
        ),
        ("哪些省份每年都进前三？", "2020-2023年每年都排在前3的有：江苏、山东[1]。"),
        (
            "2021到2023这三年一次都没掉出前三的省份有哪些？",
            "2021-2023年每年都排在前3的有：江苏、山东[1]。",
        ),
        (
            "浙江哪一年没进前五？",
            "浙江没有进入前5的年份：2022、2023年[1]。\n"
            "浙江：2020年第4位；2021年第5位；2022年第6位；2023年未进入榜单[1]。",
        ),
        (
            "湖南哪几年排在第四？",
            "湖南排第4的年份：2021、2023年[1]。\n"
            "湖南：2020年第5位；2021年第4位；2022年第3位；2023年第4位[1]。",
        ),
        (
            "In which years was Zhejiang not in the top five?",
            "Years in which 浙江 (Zhejiang) was not in the top 5: 2022, 2023 [1].\n"
            "浙江 (Zhejiang): 2020 No. 4; 2021 No. 5; 2022 No. 6; 2023 not in the list [1].",
        ),
        ("2023年装机排名第三至第五位是哪些省？", "2023年：第3江苏、第4湖南、第5广东[1]。"),
        ("2023年装机榜老三是哪个省？", "2023年：第3江苏[1]。"),
        ("2022年新增装机排第二的是哪个省？", "2022年：第2江苏[1]。"),
        (
            "江苏2023年排老几？比2022年是升了还是掉了？",
            "江苏从2022年第2位降到2023年第3位，下降1位[1]。\n江苏：2022年第2位；2023年第3位[1]。",
        ),
        ("2023年装机排名最后的省份是哪个？", "2023年：第6宁夏[1]。"),
        ("2022年装机排名倒数第二的省份是哪个？", "2022年：第5内蒙古[1]。"),
        ("2021年哪个省份装机排名最高？", "2021年：第1江苏[1]。"),
        (
            "储能省份榜23年比22年名次往前挪的是哪几个？",
            "2023年名次比2022年上升的：内蒙古（第5→第2）[1]。",
        ),
        (
            "储能省份榜23年比22年名次下滑的有哪些？",
            "2023年名次比2022年下降的：江苏（第2→第3）、湖南（第3→第4）、广东（第4→第5）[1]。",
        ),
        (
            "22年储能省份榜换人了没？谁掉出去谁顶上来",
            "与2021年相比，2022年没有谁进出：仍是山东、江苏、湖南、广东、内蒙古、浙江[1]。",
        ),
        (
            "山东21年起在储能省份榜上的座次怎么变的",
            "山东：2021年第2位；2022年第1位；2023年第1位[1]。",
        ),
        (
            "浙江从20年到22年历年在储能榜排多少位，列一下",
            "浙江：2020年第4位；2021年第5位；2022年第6位[1]。",
        ),
    ],
)
def test_rankings_answer_in_exact_words(question: str, text: str) -> None:
    answer = ask(question)

    assert answer.text == text
    assert answer.intent == "ranking"
    assert answer.status == "answered"
    (quote,) = quotes(answer)
    assert quote.startswith(TABLE)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "湖南从20年到23年每年的位置",
            "湖南：2020年第5位；2021年第4位；2022年第3位；2023年第4位[1]。",
        ),
        (
            "湖南跟22年比是升了还是降了",
            "湖南从2022年第3位降到2023年第4位，下降1位[1]。\n湖南：2022年第3位；2023年第4位[1]。",
        ),
        (
            "湖南23年名次？比前一年升了还是降了",
            "湖南从2022年第3位降到2023年第4位，下降1位[1]。\n湖南：2022年第3位；2023年第4位[1]。",
        ),
        (
            "湖南是怎么一步步爬上来的，名次",
            "湖南：2020年第5位；2021年第4位；2022年第3位；2023年第4位[1]。",
        ),
        (
            "跟22年比，谁掉出前六了，谁挤进来了？",
            "与2022年相比，2023年退出榜单：浙江（第6）；新进入榜单：宁夏（第6）[1]。",
        ),
        (
            "湖南从2020到现在升了几位？从多少到多少",
            "湖南从2020年第5位升到2023年第4位，上升1位[1]。\n"
            "湖南：2020年第5位；2021年第4位；2022年第3位；2023年第4位[1]。",
        ),
    ],
)
def test_the_places_of_one_name_need_no_word_for_a_ranking(question: str, text: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.text) == ("answered", text)
    assert quotes(answer) == [quotes(ask("2021年内蒙古排第几？"))[0]]


def test_a_change_of_places_is_derived_from_both_ranks() -> None:
    (derivation,) = ask("2020年到2023年排名下降最多的省份是哪个？").derivations

    assert (derivation.text, derivation.value, derivation.formula) == ("3", 3.0, "5 − 2 = 3")
    assert [(p.entity, p.period.key, p.value) for p in derivation.inputs] == [
        ("广东", "2020", 2),
        ("广东", "2023", 5),
    ]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("2024年装机排名第一的是哪个省份？", "榜单只有2020-2023年[1]。\n2023年：第1山东[1]。"),
        ("2019年装机排名第一的省份是哪个？", "榜单只有2020-2023年[1]。\n2020年：第1江苏[1]。"),
        ("2023年排名第八的省份是哪个？", "2023年榜单只到第6位[1]。"),
        ("北京2023年装机排名第几？", "榜单中没有北京[1]。"),
        ("华为2023年装机排名第几？", "榜单中没有华为[1]。"),
        (
            "四川和山东2023年谁排名更靠前？",
            "山东：2023年第1位[1]。\n榜单中没有四川[1]。",
        ),
    ],
)
def test_what_a_ranking_does_not_reach_is_said_and_partial(question: str, text: str) -> None:
    answer = ask(question)

    assert (answer.text, answer.status) == (text, "partial")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "为什么2023年江苏排名第一？",
            "问题的前提与榜单不符：2023年江苏第3，居该位次的是山东（第1）[1]。",
        ),
        (
            "为什么湖南2023年位居第三？",
            "问题的前提与榜单不符：2023年湖南第4，居该位次的是江苏（第3）[1]。",
        ),
        (
            "为什么2022年宁夏能挤进前五？",
            "问题的前提与榜单不符：2022年宁夏未进入榜单，居该位次的是"
            "山东（第1）、江苏（第2）、湖南（第3）、广东（第4）、内蒙古（第5）[1]。",
        ),
        (
            "为什么四川2023年排名第一？",
            "问题的前提与榜单不符：2023年四川未进入榜单，居该位次的是山东（第1）[1]。",
        ),
        (
            "What put 江苏 at the very top in 2023?",
            "The ranking says otherwise: in 2023, 江苏 (Jiangsu) is No. 3; the place is held by "
            "山东 (Shandong) (No. 1) [1].",
        ),
        (
            "Why was 江苏 ranked first in 2023?",
            "The ranking says otherwise: in 2023, 江苏 (Jiangsu) is No. 3; the place is held by "
            "山东 (Shandong) (No. 1) [1].",
        ),
    ],
)
def test_a_rank_wrongly_taken_for_granted_is_corrected(question: str, text: str) -> None:
    answer = ask(question)

    assert (answer.text, answer.status) == (text, "partial")


@pytest.mark.parametrize(
    ("question", "year", "held"),
    [
        ("山东从2020年起就一直是装机排行第一，靠的是什么？", 2020, "第3"),
        ("为什么山东每年都排名第一？", 2020, "第3"),
        ("为什么江苏从2021年起一直位居第一？", 2022, "第2"),
    ],
)
def test_a_claim_on_many_years_is_held_to_each_of_them(question: str, year: int, held: str) -> None:
    name = question.removeprefix("为什么")[:2]
    first = {2020: "江苏", 2022: "山东"}[year]

    assert ask(question).text == (
        f"问题的前提与榜单不符：{year}年{name}{held}，居该位次的是{first}（第1）[1]。"
    )


@pytest.mark.parametrize(
    "question",
    [
        "2023年氢能企业排名前三的有哪些？",
        "2023年城市装机排行第一的是哪个？",
        "光伏组件产量前五的省份",
    ],
)
def test_a_ranking_of_other_things_is_no_answer(question: str) -> None:
    assert "第1" not in ask(question).text


def test_a_rank_rightly_taken_for_granted_is_explained() -> None:
    answer = ask("为什么2023年山东排名第一？")

    assert answer.status == "answered"
    assert "前提" not in answer.text
    assert "山东依托独立储能的容量补偿政策连续两年居首。" in quotes(answer)


def test_a_ranking_gives_the_values_that_it_ranks_by_where_they_are_asked_for() -> None:
    names = ("福建", "云南", "湖北")
    rank = DataPoint(
        metric="茶叶产量排名",
        value=1.0,
        unit="",
        kind="rank",
        start=0,
        end=2,
        quote="福建",
        sentence_start=0,
        sentence_end=2,
        period=Period(2023, 2023),
        entity="福建",
        exhibit="表2",
        document_id="a",
    )
    ranks = [replace(rank, entity=name, value=place) for place, name in enumerate(names, 1)]
    values = [
        replace(one, kind="level", metric="茶叶产量", value=9.0, unit="万吨") for one in ranks
    ]
    (table,) = tables([*ranks, *values])
    assert table.values_of("云南", 2023) == [values[1]]
    assert table.values_of("云南", 2022) == []
    several = [replace(values[0], metric="茶叶出口量")]
    assert tables([*ranks, *values, *several])[0].values == ()


def test_positions_in_an_index_are_places_and_whom_the_question_names_stays() -> None:
    assert asks_ranking("Trace the positions in the quiet harbour index that Bergen took.")
    assert not asks_ranking("How many trading positions did the fund close?")
    assert without_places("Where did Bergen rank in 2023?").split() == ["bergen", "in", "2023?"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("2023年装机排行中紧跟在内蒙古后面的是哪个省？", "2023年：第3江苏[1]。"),
        ("2023年仅次于山东的是哪个省？", "2023年：第2内蒙古[1]。"),
        ("内蒙古的前一名是谁？", "2023年：第1山东[1]。"),
        (
            "Which province came right behind Shandong in 2023?",
            "2023: No. 2 内蒙古 (Inner Mongolia) [1].",
        ),
        ("2021年省份装机排行第二居然不是江苏？那是哪个", "2021年：第2山东[1]。"),
        ("2021年哪个省把广东挤到第三，自己拿了第二？", "2021年：第2山东[1]。"),
        (
            "哪一年山东排在江苏前面？",
            "山东排在江苏前面的年份：2022年 (山东（第1）、江苏（第2）)；2023年 (山东（第1）、江苏（第3）)[1]。",
        ),
        ("湖南哪年排进前三？当时排第几？", "湖南进入前3的年份：2022年[1]。"),
        (
            "广东的装机排名有动吗，从第几到第几",
            "广东：2020年第2位；2021年第3位；2022年第4位；2023年第5位[1]。",
        ),
    ],
)
def test_who_stands_beside_whom_and_when(question: str, first: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.text.split("\n")[0]) == ("answered", first)


def test_one_name_between_two_years_is_told_of_all_years() -> None:
    answer = ask("How did Guangdong's position move between 2020 and 2023?")

    assert answer.status == "answered"
    for year, place in ((2020, 2), (2021, 3), (2022, 4), (2023, 5)):
        assert f"{year} No. {place}" in answer.text


def test_who_was_listed_in_one_year_alone() -> None:
    answer = ask("2020到2023年装机排行里只上榜过一次的省份有哪些？")

    assert answer.text == "2020-2023年只上榜一次的有：2020年：青海（第6）；2023年：宁夏（第6）[1]。"


def test_a_word_that_points_back_stands_for_who_holds_the_place() -> None:
    answer = ask("2023年装机排名第三的省份是谁，它前一年排第几？")

    assert answer.text.split("\n") == ["2023年：第3江苏[1]。", "江苏：2022年第2位[1]。"]

    answer = ask("2023年仅次于山东的省份是谁，它前一年排第几？")

    assert answer.text.split("\n")[::2] == ["2023年：第2内蒙古[1]。", "内蒙古：2022年第5位[1]。"]


def test_who_was_among_the_first_few_in_one_year_alone() -> None:
    answer = ask("2020到2023年只进过一次装机排行前二的省份有哪些？")

    assert (
        answer.text
        == "2020-2023年只进过前2一次的有：2020年：广东（第2）；2023年：内蒙古（第2）[1]。"
    )


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "山东在2023年装机排行里具体得了多少分？",
            "榜单只有名次，没有得分[1]；所知的是：\n山东：2023年第1位[1]。",
        ),
        (
            "2023年装机排名里湖南的得分和名次是多少？",
            "榜单只有名次，没有得分[1]；所知的是：\n湖南：2023年第4位[1]。",
        ),
        (
            "What score did Hunan get in the 2023 ranking?",
            "The ranking gives places and no scores [1]; what is known:\n"
            "湖南 (Hunan): 2023 No. 4 [1].",
        ),
        (
            "2023年装机排名第一的省份得分是多少？",
            "榜单只有名次，没有得分[1]；所知的是：\n2023年：第1山东[1]。",
        ),
    ],
)
def test_a_ranking_of_places_alone_gives_no_score(question: str, text: str) -> None:
    answer = ask(question)

    assert (answer.text, answer.status) == (text, "partial")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("甲市得分多少", True),
        ("甲市打了几分", True),
        ("甲市的排名和得分", True),
        ("how many points did Acme get", True),
        ("what is the overall score of Acme", True),
        ("按得分排第一的是谁", False),
        ("甲市占多少份额", False),
        ("高了多少个百分点", False),
        ("多少分店开业", False),
        ("which city ranks first by score", False),
        ("how many percentage points did it gain", False),
    ],
)
def test_a_score_is_asked_for(text: str, asks: bool) -> None:
    assert asks_score(text) is asks


MAKERS = """# Tugs 2024

Table 1. Leading tug makers by deliveries, 2024

| Rank | Company | Deliveries, units | Rank in 2023 |
|---|---|---|---|
| 1 | Dorvik Lift | 27 | 2 |
| 2 | Kestrel Hoists | 24 | 1 |
| 3 | Quillan Cranes | 17 | 5 |
| 4 | Orlan Marine | 11 | 3 |
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "which makers rose in the ranking in 2024?",
            "Ranked higher in 2024 than in 2023: Dorvik Lift (No. 2 to No. 1), "
            "Quillan Cranes (No. 5 to No. 3) [1].",
        ),
        (
            "who fell in the ranking most",
            "Kestrel Hoists fell most: from No. 1 in 2023 to No. 2 in 2024, 1 place [1].",
        ),
        ("Where did Orlan rank in 2023 and 2024?", "Orlan Marine: 2023 No. 3; 2024 No. 4 [1]."),
    ],
)
def test_the_ranks_of_an_earlier_year_beside_those_of_the_table_are_one_ranking(
    question: str, first: str
) -> None:
    assert lines(asked_texts.ask(MAKERS, question))[0] == first


BRANDS = """# 新茶饮行业报告

表1 品牌门店数排行，2022-2024

| 排名 | 2022年 | 2023年 | 2024年 |
| --- | --- | --- | --- |
| 1 | 蜜语 | 蜜语 | 蜜语 |
| 2 | 云雾茶 | 山野集 | 山野集 |
| 3 | 半糖社 | 云雾茶 | 云雾茶 |
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("山野集是哪年进前三的？", "山野集进入前3的年份：2023、2024年[1]。"),
        (
            "谁掉出前三了？",
            "与2022年相比，2023年退出榜单：半糖社（第3）；新进入榜单：山野集（第2）[1]。",
        ),
        ("2024年谁掉出前三了？", "与2023年相比，2024年没有谁进出：仍是蜜语、山野集、云雾茶[1]。"),
    ],
)
def test_the_only_ranking_needs_no_name_and_is_looked_through_for_what_moved(
    question: str, first: str
) -> None:
    assert asked_texts.ask(BRANDS, question).text.splitlines()[0] == first
