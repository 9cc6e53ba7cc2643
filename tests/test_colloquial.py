"""Questions in the words of speech, on a report that writes in others; its names and numbers are invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import asked_texts
import pytest
from small_report import built

from kb.answering.understanding.short_names import ShortNames
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

REPORT = """# 2024年面粉行业观察

## 一、企业

表1 面粉企业收入排名

| 企业 | 2021年 | 2022年 | 2023年 |
| --- | --- | --- | --- |
| 麦浪集团 | 2 | 1 | 1 |
| 穗禾食品 | 1 | 2 | 2 |
| 磐磨科技 | 3 | 3 | 3 |

麦浪集团排名第一，得益于自建粮库带来的成本优势。

表2 面粉企业经营指标

| 企业 | 2023年收入（亿元） | 2023年毛利率 |
| --- | --- | --- |
| 麦浪集团 | 30.5 | 12.5% |
| 穗禾食品 | 21.0 | 14.0% |
| 磐磨科技 | 18.4 | 9.5% |

表3 面粉企业市场份额（%）

| 企业 | 2022 | 2023 |
| --- | --- | --- |
| 麦浪集团 | 14.2 | 15.0 |
| 穗禾食品 | 11.8 | 10.3 |
| 磐磨科技 | 8.0 | 9.1 |

2023年面条销售额为44亿元，馒头销售额为30亿元。与2022年相比，面条由40亿元增长10.0%，馒头由25亿元增长20.0%。

2023年末，前三名企业在手订单合计47亿元。全国面粉平均产能利用率为63%。

磐磨科技陷入停滞。受访者提到大客户流失、设备老化和外省销售缓慢。

## 二、行情

面粉价格连续两年下跌，行业普遍感到压力。价格下跌有四方面原因：一是新建产能集中投产，供给过剩；二是小麦进口增加；三是餐饮需求恢复不及预期；四是小厂低价清库存。业内预计价格在2025年企稳。
"""
PETS = """# 2024年中国宠物食品行业报告

发布机构：青禾研究院

发布日期：2024年12月

## 一、市场规模

2023年中国宠物食品市场规模为512.0亿元，同比增长9.6%，其中猫粮为268.0亿元，狗粮为201.0亿元。预计2024年市场规模将达到556.0亿元。2020年至2023年，市场规模分别为380.0亿元、421.0亿元、467.0亿元和512.0亿元。

在乐观情景下，2028年市场规模可达900.0亿元；在保守情景下，2028年市场规模约为720.0亿元；基准情景为806.0亿元。

冻干粮是增长最快的品类。2022年和2023年，其销量分别为3.1万吨和4.4万吨，平均单价由86元/公斤降至79元/公斤。

## 二、渠道

2023年，线上渠道占零售额的58.3%，宠物医院占14.2%，商超占12.6%，宠物店占10.1%，其余占4.8%。其中宠物医院渠道的增速最快，为21.5%，商超渠道同比下降3.4%。

## 三、企业

2023年销售额排名前五的企业依次为康宠股份（48.2亿元）、北原食品（36.5亿元）、麦尔宠物（22.8亿元）、好邻居（18.4亿元）和青团生物（12.0亿元）。若按净利润排名，麦尔宠物位居第一。

表1 2023年主要企业经营指标

| 企业 | 营业收入（亿元） | 毛利率 | 研发费用率 | 境外收入占比 |
| --- | --- | --- | --- | --- |
| 康宠股份 | 48.2 | 36.1% | 2.2% | 31.0% |
| 北原食品 | 36.5 | 28.4% | 1.5% | 12.4% |
| 麦尔宠物 | 22.8 | 41.7% | 3.6% | 44.0% |

2023年麦尔宠物完成C轮融资，金额为3.2亿元，由澜海基金领投。康宠股份的威海工厂设计年产能为12万吨，2023年产能利用率为77.0%。

2023年，养殖环节采购湿粮5.5万吨，零售环节采购湿粮3.7万吨。

## 四、用户

调研显示，选择猫粮品牌时最看重的因素依次为：

1. 配料表（提及率66.0%）
2. 适口性（提及率59.3%）
3. 价格（提及率41.8%）

在90后养宠人中，湿粮的购买率高达47.0%，远高于60后的18.5%。一只5公斤的猫平均每年吃掉22公斤干粮，一只20公斤的狗则吃掉96公斤。

## 五、问题与建议

冻干粮价格下降既有原料跌价的因素，也有代工厂扩产的因素。对代工企业，建议减少低价竞争，转向功能粮。对品牌方，建议加大自建工厂投入。对渠道商，建议控制库存。
"""
COMPUTING = """# 2024年算力服务市场报告

发布日期：2024年3月

## 一、规模

2023年全球推理服务器市场规模为120亿美元，预计2027年达到200亿美元，2023-2027年年复合增长率为13.6%。2023年上半年，中国推理服务器市场规模同比增长30.2%。预计2028年中国推理服务器市场规模将达到90亿美元，2023-2028年年复合增长率为21.4%。调查显示，企业投入增长10.5%。2023年全球边缘处理器市场规模为11亿美元，2023-2028年年复合增长率为52.3%。

## 二、模型

表1 大模型训练算力当量

| 模型名称 | 参数量 | 算力当量 |
| --- | --- | --- |
| 青云 | 100亿 | 50PD |
| 白鹭-2 | 300亿 | 900PD |
| 松涛 | 800亿 | 700PD |
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base() -> KnowledgeBase:
    """The report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-flour-")
    _FOLDERS.append(folder)
    return built(Path(folder.name), REPORT)


@cache
def pets() -> KnowledgeBase:
    """The knowledge base of the other report, built once a run."""
    folder = TemporaryDirectory(prefix="kb-pets-")
    _FOLDERS.append(folder)
    return built(Path(folder.name), PETS)


@cache
def computing() -> KnowledgeBase:
    """The knowledge base of a third report, built once a run."""
    folder = TemporaryDirectory(prefix="kb-computing-")
    _FOLDERS.append(folder)
    return built(Path(folder.name), COMPUTING)


def ask(question: str) -> Answer:
    return base().ask(question)


@pytest.mark.parametrize(
    "question", ["麦浪和穗禾，23年谁毛利更高？", "穗禾食品和麦浪集团谁的毛利率更高"]
)
def test_a_measure_that_is_named_is_compared_and_not_the_ranks(question: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "comparison")
    assert "穗禾食品更高：14.0%，麦浪集团为12.5%" in answer.text


def test_who_is_ahead_is_still_answered_by_the_ranks() -> None:
    assert ask("23年磐磨还压着穗禾一头吗？").text.startswith("不是")


def test_what_held_in_most_years_is_corrected_and_explained() -> None:
    answer = ask("麦浪集团凭什么每年都排名第一？")

    assert answer.text.startswith("问题的前提与榜单不符：2021年麦浪集团第2")
    assert "麦浪集团排名第一，得益于自建粮库带来的成本优势。" in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [("头部三家手里的订单有多少？", "47亿元"), ("全国面粉现在开工跑到几成？", "63%")],
)
def test_speech_finds_the_figure(question: str, value: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert value in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "跟上一年比，穗禾2023年的份额掉了几个点？",
            "穗禾食品 面粉企业市场份额：2023年比2022年低1.5个百分点（11.8% − 10.3% = 1.5个百分点）",
        ),
        (
            "2023年面条较上一年增加了多少亿元？",
            "2023年面条销售额比2022年面条多4亿元（44亿元 − 40亿元 = 4亿元）",
        ),
    ],
)
def test_a_change_is_computed_from_one_things_two_years(question: str, first: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "difference")
    assert answer.text.startswith(first)


def test_what_is_said_of_the_first_few_is_no_figure_of_one_of_them() -> None:
    assert "47" not in ask("穗禾手里还有多少订单？").text


def test_what_a_paragraph_numbers_is_quoted_whole_with_its_lead() -> None:
    answer = ask("面粉价格为什么下跌？要点都列出来")

    assert answer.status == "answered"
    assert [citation.quote for citation in answer.citations] == [
        "价格下跌有四方面原因：一是新建产能集中投产，供给过剩；",
        "二是小麦进口增加；",
        "三是餐饮需求恢复不及预期；",
        "四是小厂低价清库存。",
    ]


def test_a_reason_may_stand_in_the_sentence_after_the_one_that_is_asked_about() -> None:
    answer = ask("磐磨科技为什么陷入停滞？")

    assert [citation.quote for citation in answer.citations] == [
        "磐磨科技陷入停滞。",
        "受访者提到大客户流失、设备老化和外省销售缓慢。",
    ]


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("牧歌的份额", "牧歌集团的份额"),
        ("牧歌集团的份额", "牧歌集团的份额"),
        ("中国的份额", "中国的份额"),
        ("上海的份额", "上海的份额"),
        ("天山的份额", "天山的份额"),
        ("Arctic in 2023", "Arctic Straits Logistics in 2023"),
        ("Arctics in 2023", "Arctics in 2023"),
        ("Fábula's share", "Fábula Óptica's share"),
        ("Orrin in 2023", "Orrin & Vale in 2023"),
    ],
)
def test_the_beginning_of_a_name_stands_for_it_where_it_means_nothing_else(
    question: str, full: str
) -> None:
    counts = {
        "牧歌": 9,
        "牧歌集团": 8,
        "中国": 30,
        "中国麦业": 2,
        "上海": 2,
        "上海麦业": 2,
        "天山": 4,
    }
    counts |= {"天山麦业": 2, "天山粮油": 2, "Arctic": 3, "Arctic Straits Logistics": 3}
    counts |= {"Fábula": 3, "Fábula Óptica": 3, "Orrin": 2, "Orrin & Vale": 2}
    names = ["牧歌集团", "中国麦业", "上海麦业", "天山麦业", "天山粮油", "Arctic Straits Logistics"]
    names += ["Fábula Óptica", "Orrin & Vale"]

    expanded = ShortNames(names).expand(question, counts.__getitem__, lambda word: word == "上海")

    assert expanded == full


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("larch2的产量是larch的几倍", "Larch-2的产量是larch的几倍"),
        ("How big is LARCH 2?", "How big is Larch-2?"),
        ("Larch-2和larch 2.5哪个大", "Larch-2和larch 2.5哪个大"),
        ("larch 20有多大", "larch 20有多大"),
    ],
)
def test_names_with_versions_are_written_as_the_documents_write_them(
    question: str, written: str
) -> None:
    assert ShortNames(["Larch", "Larch-2"]).as_written(question) == written


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("保守情景下28年市场规模多少", "2028年市场规模：约720.0亿元"),
        ("乐观的话2028年市场规模能到多少", "2028年市场规模：900.0亿元"),
        ("冻干粮22到23年销量各多少", "2022年冻干粮销量：3.1万吨[1]；2023年冻干粮销量：4.4万吨"),
        (
            "宠物食品都在哪些渠道卖，各占多少比例",
            "2023年：线上渠道58.3%、宠物医院14.2%、商超12.6%、宠物店10.1%",
        ),
        ("按净利润麦尔排第几", "2023年麦尔宠物 净利润排名：第一"),
        (
            "康宠跟北原的营收差多少",
            "2023年销售额：康宠股份比北原食品多11.7亿元（48.2亿元 − 36.5亿元 = 11.7亿元）",
        ),
        ("麦尔C轮融了多少钱，谁领投的", "2023年麦尔宠物C轮融资：3.2亿元"),
        ("康宠的威海工厂开工率多高", "2023年康宠股份的威海工厂设计年产能利用率：77.0%"),
        ("报告给代工厂支了什么招", "对代工企业，建议减少低价竞争，转向功能粮。"),
        ("卖得第二多的是哪家", "2023年：第2北原食品"),
        (
            "猫粮和狗粮差多少亿？算一下差额",
            "2023年，猫粮比狗粮多67亿元（268.0亿元 − 201.0亿元 = 67亿元）",
        ),
        (
            "猫粮是狗粮的几倍，给个倍数",
            "2023年，猫粮约为狗粮的1.3倍（268.0亿元 ÷ 201.0亿元 ≈ 1.3）",
        ),
        ("线上渠道过半了没有", "是的：2023年线上渠道占零售额比重：58.3%[1]，高于一半。"),
        ("线上渠道有没有过半", "是的：2023年线上渠道占零售额比重：58.3%"),
        ("22年市场规模是23年的几倍", "市场规模：2022年约为2023年的0.91倍"),
        ("毛利率最高的是哪家", "2023年毛利率，最高的是麦尔宠物：41.7%"),
        ("麦尔宠物的情况说下：23年收入多少、毛利率多少", "2023年麦尔宠物 营业收入：22.8亿元"),
    ],
)
def test_what_is_asked_in_speech_is_answered_first(question: str, first: str) -> None:
    answer = pets().ask(question)

    assert answer.status == "answered"
    assert answer.text.startswith(first)


@pytest.mark.parametrize(
    "question",
    [
        "去年宠物食品卖了多少钱",
        "麦尔B轮融了多少钱",
        "一只10公斤的狗一年吃多少干粮",
        "北原食品23年卖了多少台",
        "青团生物的研发费用率多高",
        "康宠股份哪年上市的",
        "麦尔这只股票能买吗，给个目标价",
        "麦尔宠物值得投吗",
    ],
)
def test_what_is_told_of_another_of_another_size_or_kind_is_no_answer(question: str) -> None:
    assert pets().ask(question).status == "refused"


def test_what_counts_in_a_choice_of_brands_is_no_brand() -> None:
    assert "北原" not in pets().ask("选品牌最看重的因素第二是什么").text


def test_two_figures_of_a_paragraph_are_called_by_pieces_of_their_names() -> None:
    answer = pets().ask("2023年养殖场采购的湿粮数量是零售商的几倍")

    assert answer.text.startswith(
        "2023年，养殖环节采购湿粮约为零售环节采购湿粮的1.5倍（5.5万吨 ÷ 3.7万吨 ≈ 1.5）"
    )


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "推理服务器是国内增速快还是全球快",
            "2023-2028年（预测）中国推理服务器市场规模年复合增长率更高：21.4%，"
            "2023-2027年（预测）全球推理服务器市场规模年复合增长率为13.6%[1][2]。",
        ),
        (
            "推理服务器 国内跟全球谁长得快",
            "2023-2028年（预测）中国推理服务器市场规模年复合增长率更高：21.4%，"
            "2023-2027年（预测）全球推理服务器市场规模年复合增长率为13.6%[1][2]。",
        ),
        ("表里哪个大模型训练最费算力", "大模型训练算力当量，最高的是白鹭-2：900PD[1]。"),
        (
            "为啥松涛比白鹭-2还费算力",
            "大模型训练算力当量：白鹭-2更高：900PD，松涛为700PD[1]。",
        ),
        (
            "哪里列了各家大模型的参数和算力",
            "表1中，参数量——青云：100亿；白鹭-2：300亿；松涛：800亿[1]。",
        ),
        (
            "各家模型参数和算力的对照在哪里？",
            "表1中，参数量——青云：100亿；白鹭-2：300亿；松涛：800亿[1]。",
        ),
    ],
)
def test_what_takes_most_and_which_of_two_is_told_in_any_words(question: str, first: str) -> None:
    answer = computing().ask(question)

    assert answer.status == "answered"
    assert answer.text.splitlines()[0] == first


@pytest.mark.parametrize("whose", ["", "谷歌", "谷歌自家的", "阿里那个"])
def test_whose_a_thing_is_that_has_its_own_name_is_left_out(whose: str) -> None:
    answer = computing().ask(f"{whose}白鹭-2有多少参数")

    assert answer.status == "answered"
    assert answer.text.startswith("白鹭-2 参数量：300亿[1]。")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("我们甲省的同事很关心苏州，请问它的名次是第几？", "苏州：2023年第2位"),
        ("我下周去杭州出差，那里在算力榜上排第几？", "杭州：2023年第1位"),
        ("我在杭州政府上班，我们市23年算力榜第几？", "杭州：2023年第1位"),
    ],
)
def test_it_stands_for_the_place_in_what_is_said_before(question: str, answer: str) -> None:
    text = "# 城市算力\n\n表1 城市算力榜\n\n| 名次 | 2023年 |\n| --- | --- |\n| 1 | 杭州 |\n| 2 | 苏州 |\n"
    assert asked_texts.ask(text, question).text.startswith(answer)


def test_an_english_it_stands_for_no_place() -> None:
    text = "# 城市算力\n\n表1 城市算力榜\n\n| 名次 | 2023年 |\n| --- | --- |\n| 1 | 杭州 |\n| 2 | 苏州 |\n"
    asked = "I live in Hangzhou. What rank would it take to win?"
    assert asked_texts.ask(text, asked).status == "refused"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "2021到2023年面粉企业收入排第二的挨个是谁",
            "2021年：第2麦浪集团[1]。\n2022年：第2穗禾食品[1]。\n2023年：第2穗禾食品[1]。",
        ),
        ("2023年面粉企业收入三强里，第二名是谁", "2023年：第2穗禾食品[1]。"),
    ],
)
def test_a_place_over_a_span_is_told_for_each_year_and_one_of_the_first_few_alone(
    question: str, text: str
) -> None:
    assert ask(question).text == text
