"""Changes, gaps and ratios of what a question names in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_report import built, lines

from kb.answering.computing.told_change import asks, changes
from kb.answering.understanding.joined_terms import written_out
from kb.answering.understanding.question import understand
from kb.figures.lookup.lookup import parse_question
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import RATES

MAKERS = (
    "# Table glass 2024\n\n## Makers\n\n"
    "| Maker | Revenue (US$ m) | Growth |\n|---|---|---|\n"
    "| Fábula Óptica | 720 | +6.5% |\n| Verlinde Glas | 400 | -4.6% |\n| Orrin & Vale | 160 | +9.7% |\n"
)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "Fábula's turnover is how many times Verlinde's?",
            "Revenue: Fábula Óptica is about 1.8 times Verlinde Glas "
            "(720 million USD ÷ 400 million USD ≈ 1.8) [1].",
        ),
        (
            "How many times Verlinde's revenue is Fábula's?",
            "Revenue: Fábula Óptica is about 1.8 times Verlinde Glas "
            "(720 million USD ÷ 400 million USD ≈ 1.8) [1].",
        ),
        (
            "How much more revenue does Verlinde have than Orrin?",
            "Revenue: Verlinde Glas exceeds Orrin & Vale by 240 million USD "
            "(400 million USD − 160 million USD = 240 million USD) [1].",
        ),
        (
            "Fábula的营收是Orrin的几倍？",
            "Revenue：Fábula Óptica约为Orrin & Vale的4.5倍"
            "（720 million USD ÷ 160 million USD ≈ 4.5）[1]。",
        ),
    ],
)
def test_the_first_word_of_a_name_stands_for_it(tmp_path: Path, question: str, first: str) -> None:
    answer = built(tmp_path, MAKERS).ask(question)

    assert answer.status == "answered"
    assert lines(answer)[0] == first


GROWTH = (
    "# 2024年烘箱报告\n\n## 市场\n\n"
    "2024年，电烘箱市场规模达40亿元，同比增长25.5%；燃气烘箱市场规模达90亿元，同比增长11.0%。"
    "2024年，炭烘箱市场规模为8亿元，同比下降6.0%。\n"
)


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("2024年电烘箱和燃气烘箱的增速差几个点？", "25.5% − 11.0% = 14.5个百分点"),
        ("2024年电烘箱的市场规模增速比燃气烘箱快多少？", "25.5% − 11.0% = 14.5个百分点"),
        ("2024年电烘箱和炭烘箱，谁涨得快？增速差几个点？", "25.5% + 6.0% = 31.5个百分点"),
        ("2024年燃气烘箱的市场规模比电烘箱大多少？", "90亿元 − 40亿元 = 50亿元"),
    ],
)
def test_the_gap_of_two_rates_is_in_points_and_that_of_amounts_is_not(
    tmp_path: Path, question: str, formula: str
) -> None:
    answer = built(tmp_path, GROWTH).ask(question)

    assert answer.status == "answered"
    assert [derived.formula for derived in answer.derivations] == [formula]


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        (
            "What's the growth gap between Fábula and Orrin?",
            "+9.7% − +6.5% = 3.2 percentage points",
        ),
        (
            "Fábula grew how many points faster than Verlinde?",
            "+6.5% − -4.6% = 11.1 percentage points",
        ),
        (
            "Which grew faster, Fábula or Orrin? And what's the gap?",
            "+9.7% − +6.5% = 3.2 percentage points",
        ),
        (
            "Who has more revenue, Fábula or Verlinde? How many times as much?",
            "720 million USD ÷ 400 million USD ≈ 1.8",
        ),
        (
            "What's the revenue gap between Fábula and Orrin?",
            "720 million USD − 160 million USD = 560 million USD",
        ),
    ],
)
def test_two_rates_of_a_table_are_set_apart_in_points(
    tmp_path: Path, question: str, formula: str
) -> None:
    answer = built(tmp_path, MAKERS).ask(question)

    assert answer.status == "answered"
    assert [derived.formula for derived in answer.derivations] == [formula]


def test_a_noun_is_said_of_both_that_are_joined_before_it_where_both_are_terms() -> None:
    vocabulary = Vocabulary.load()

    def read(text: str) -> str:
        return written_out(text, vocabulary)

    assert read("Intelligent vs general-purpose compute") == (
        "Intelligent compute vs general-purpose compute"
    )
    assert read("training and inference servers") == "training and inference servers"
    assert read("Brown and general-purpose compute") == "Brown and general-purpose compute"


OVENS = (
    "# 烘箱产业报告\n\n## 原料与产能\n\n"
    "不锈钢板到厂价由每吨720元涨至865元。全国年产能从2021年的452万台增至2024年的496万台，产能利用率由86.1%下滑到81.0%。\n\n"
    "## 企业\n\n云杉烘箱2024年净利润由上年的5.0亿元降至2.7亿元。\n"
)
CORK = (
    "# Bark and labour\n\n## Labour\n\n"
    "The number of skilled peelers in the valley fell from 960 in 2010 to 610 in 2024. Their average age is 52.\n\n"
    "## Bark\n\nMills bought 88 tonnes of bark in 2024. "
    "The price of a bale climbed from €40 to €50.\n"
)


WAITS = (
    "# Permits\n\n1. **Paper decides.** The average wait for a permit is now 31 months, "
    "against 12 months in 2019.\n2. **Presses last.** Growers renew a press every 8.5 years, down from 11.2 years in 2015.\n"
)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "How many months longer is the average wait for a permit than in 2019?",
            "up 19 months (31 months − 12 months = 19 months) [1].",
        ),
        (
            "How much longer is the wait for a permit now than back in 2019?",
            "up 19 months (31 months − 12 months = 19 months) [1].",
        ),
        (
            "How many years sooner do growers renew a press compared with 2015?",
            "down 2.7 years (11.2 years − 8.5 years = 2.7 years) [1].",
        ),
    ],
)
def test_how_much_longer_than_then_is_computed_from_the_sentence_that_tells_both(
    tmp_path: Path, question: str, first: str
) -> None:
    answer = built(tmp_path, WAITS).ask(question)

    assert lines(answer)[0].endswith(first)


@pytest.mark.parametrize(
    ("report", "question", "first"),
    [
        (
            OVENS,
            "不锈钢板到厂价涨了百分之几？",
            "不锈钢板到厂价：从720元到865元，上升20.1%（865元 ÷ 720元 − 1 ≈ 20.1%）[1]。",
        ),
        (
            OVENS,
            "不锈钢板每吨贵了多少钱？",
            "不锈钢板到厂价：从720元到865元，增加145元（865元 − 720元 = 145元）[1]。",
        ),
        (
            OVENS,
            "产能利用率掉了几个点？",
            "全国年产能利用率：2024年比2021年低5.1个百分点（86.1% − 81.0% = 5.1个百分点）[1]。",
        ),
        (
            OVENS,
            "不锈钢板到厂价翻了几倍？",
            "不锈钢板到厂价：从720元到865元，约为1.2倍（865元 ÷ 720元 ≈ 1.2）[1]。",
        ),
        (
            CORK,
            "How many skilled peelers has the valley lost since 2010?",
            "number of skilled peelers in the valley: from 960 (2010) to 610 (2024), "
            "down 350 (960 − 610 = 350) [1].",
        ),
        (
            CORK,
            "By what percentage did the price of a bale climb?",
            "price of a bale: from €40 to €50 (2024), up 25.0% (€50 ÷ €40 − 1 ≈ 25.0%) [1][2].",
        ),
        (
            CORK,
            "By how much has the price of a bale risen?",
            "price of a bale: from €40 to €50 (2024), up 10 EUR (€50 − €40 = 10 EUR) [1][2].",
        ),
    ],
)
def test_a_change_that_one_sentence_tells_is_computed(
    tmp_path: Path, report: str, question: str, first: str
) -> None:
    answer = built(tmp_path, report).ask(question)

    assert answer.status == "answered"
    assert lines(answer)[0] == first


@pytest.mark.parametrize(
    ("report", "question"),
    [
        (OVENS, "不锈钢板到厂价涨到了多少？"),
        (OVENS, "2021年全国年产能是多少万台？"),
        (CORK, "How many skilled peelers were there in 2010?"),
        (CORK, "By what percentage did the price of a bale climb since 2015?"),
        (CORK, "What did the price of a bale climb to?"),
    ],
)
def test_no_change_is_computed_where_none_is_asked_for_or_of_other_years(
    tmp_path: Path, report: str, question: str
) -> None:
    assert built(tmp_path, report).ask(question).derivations == ()


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("产量由12万吨增至15万吨。", [(12.0, 15.0)]),
        ("2024年产量为15万吨，较2023年的12万吨有所回升。", [(12.0, 15.0)]),
        ("2023年产量为12万吨，2024年产量为15万吨。", [(12.0, 15.0)]),
        ("Output rose to 15 tonnes from 12 tonnes.", [(12.0, 15.0)]),
        ("产量为12万吨，其中出口3万吨。", []),
        ("甲厂产量为12万吨，乙厂产量为15万吨。", []),
    ],
)
def test_the_ends_of_a_change_are_told_by_words_or_by_years(
    tmp_path: Path, sentence: str, ends: list[tuple[float, float]]
) -> None:
    base = built(tmp_path, f"# 烘箱\n\n{sentence}\n")
    text = base._generation.store.documents()[0].text
    found = changes(base.data_points(), text)

    assert [(earlier.value, later.value) for earlier, later in found] == ends


TAINT = (
    "# Corks\n\n## Panel\n\nIn our blind panel of 2,400 bottles the rate of taint came to 0.7%, "
    "against 1.2% in the panel of 2019.\n\n"
    "## Makers\n\n| Maker | Revenue (US$ m) |\n|---|---|\n| Fábula Óptica | 720 |\n| Verlinde Glas | 400 |\n\n"
    "From land of its own Fábula covers 21% of its bark needs, whereas Verlinde covers 8%.\n"
)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Compare the bottles of this panel with those of the panel before", "0.7%, against 1.2%"),
        (
            "Compare Fábula and Verlinde: how self-sufficient is each in bark?",
            "covers 21% of its bark needs, whereas Verlinde covers 8%",
        ),
    ],
)
def test_things_are_compared_by_the_sentence_that_gives_both(
    tmp_path: Path, question: str, quoted: str
) -> None:
    answer = built(tmp_path, TAINT).ask(question)

    assert answer.status == "answered"
    assert quoted in answer.citations[0].quote


ACCOUNTS = (
    "# 烘箱企业\n\n## 业绩\n\n云杉烘箱2024年实现营收40.0亿元，净利润3.0亿元，毛利8.0亿元。"
    "白鹭烘箱2024年净利润1.0亿元。\n"
)


@pytest.mark.parametrize(
    ("question", "formulas"),
    [
        ("云杉烘箱2024年的净利率大概百分之几？", ["3.0亿元 ÷ 40.0亿元 ≈ 7.5%"]),
        ("2024年云杉烘箱毛利率是多少？", ["8.0亿元 ÷ 40.0亿元 ≈ 20.0%"]),
        ("白鹭烘箱2024年净利率是多少？", []),
        ("2024年烘箱行业净利率是多少？", []),
        ("云杉烘箱2023年的净利率是多少？", []),
    ],
)
def test_a_margin_is_computed_of_two_amounts_of_one_company(
    tmp_path: Path, question: str, formulas: list[str]
) -> None:
    answer = built(tmp_path, ACCOUNTS).ask(question)

    assert [derived.formula for derived in answer.derivations] == formulas


def test_a_margin_in_english(tmp_path: Path) -> None:
    report = "# Makers\n\nIn 2024 Fábula Óptica earned revenue of $40 million and net profit of $3 million.\n"
    answer = built(tmp_path, report).ask("What was Fábula's net margin in 2024?")

    assert [derived.formula for derived in answer.derivations] == [
        "$3 million ÷ $40 million ≈ 7.5%"
    ]


COURSE = (
    "# 烘箱市场\n\n2022年，电烘箱市场规模为20亿元。2027年，电烘箱市场规模预计将达到60亿元。"
    "2022-2027年，电烘箱市场规模年复合增长率为24.6%。\n"
)


@pytest.mark.parametrize(
    "question",
    [
        "电烘箱市场规模22到27年怎么走，给我起点终点的数字和年均增速",
        "电烘箱市场规模从2022年到2027年怎么个走势，年均增多少？",
    ],
)
def test_the_course_over_a_span_is_told_with_its_ends_and_its_rate(
    tmp_path: Path, question: str
) -> None:
    answer = built(tmp_path, COURSE).ask(question)

    assert answer.status == "answered"
    assert lines(answer)[:3] == [
        "实际值：2022年电烘箱市场规模：20亿元[1]。",
        "预测值：2027年电烘箱市场规模：60亿元（预测）[2]。",
        "2022-2027年电烘箱市场规模年复合增长率：24.6%[3]。",
    ]


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("By how many percentage points does the share of A exceed that of B?", ("share",)),
        ("By how many percentage points did the growth of A exceed that of B?", RATES),
        ("By how much did the market grow?", RATES),
        ("By what percentage did the price climb?", RATES),
        ("What percentage of sales is exported?", ("share",)),
    ],
)
def test_by_how_many_points_is_asked_of_shares_as_of_rates(
    question: str, kinds: tuple[str, ...]
) -> None:
    assert parse_question(question, Vocabulary.load()).kinds == kinds


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("茶杯的价格比2021年贵了多少？", True),
        ("茶杯的销量比去年多了多少？", True),
        ("茶杯的价格涨了多少？", True),
        ("卖茶杯的钱比买茶壶的多多少？", False),
        ("茶杯比茶壶贵多少？", False),
        ("By how much did cups become dearer than in 2021?", True),
        ("By how much are cups dearer than bowls?", False),
    ],
)
def test_a_thing_set_against_another_asks_for_no_change(question: str, told: bool) -> None:
    assert asks(understand(question, Vocabulary.load())) is told
