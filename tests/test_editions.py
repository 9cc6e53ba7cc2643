"""Several editions of a report, and another house's: each answered, compared, and told apart."""

from __future__ import annotations

import csv
import io
import json

import altair as alt
import pytest
from two_editions import REPORTS, built

from kb.answering.named import read
from kb.doors.comparing import COLUMNS, comparisons
from kb.figures.lookup.vintages import Change, change
from kb.indexing.catalogue import Entry
from kb.types import DataPoint

NEW, OLD, OTHER = (
    "《海岸能源产业观察》（2023-2024年版）",
    "《海岸能源产业观察》（2022-2023年版）",
    "《港口减排年度展望》（2023-05）",
)
NEW_EN, OLD_EN, OTHER_EN = (
    "“海岸能源产业观察” (2023-2024 edition)",
    "“海岸能源产业观察” (2022-2023 edition)",
    "“港口减排年度展望” (2023-05)",
)
METRIC = "中国港口岸电市场规模"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return built(tmp_path_factory.mktemp("three"), *REPORTS)


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    return built(tmp_path_factory.mktemp("two"), "older.md", "newer.md")


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    return built(tmp_path_factory.mktemp("one"), "newer.md")


def said(answer):
    """Its lines, less those that repeat what is cited; every citation is checked."""
    return [
        line for line in answer.text.split("\n") if not line.startswith(("原文", "Source text"))
    ]


def given(comparison):
    return [
        (v.issue.edition or v.issue.date, v.point.quote, v.point.forecast)
        for v in comparison.vintages
    ]


def test_a_metric_is_compared_period_by_period_newest_edition_first(two):
    found = {one.period: one for one in two.compare("港口岸电市场规模")}
    assert list(found) == ["2021", "2022", "2023", "2027", "2028"]
    assert {one.metric for one in found.values()} == {METRIC}
    assert given(found["2021"]) == [("2022-2023", "28.5亿元", False)]
    assert given(found["2022"]) == [
        ("2023-2024", "36.0亿元", False), ("2022-2023", "36.0亿元", False),
    ]  # fmt: skip
    assert given(found["2023"]) == [
        ("2023-2024", "41.4亿元", False), ("2022-2023", "45.0亿元", True),
    ]  # fmt: skip
    assert given(found["2027"]) == [
        ("2023-2024", "102.0亿元", True), ("2022-2023", "120.0亿元", True),
    ]  # fmt: skip
    assert [one.differs for one in found.values()] == [False, False, True, True, False]
    changes = {period: one.vintages[0].change for period, one in found.items()}
    assert changes["2021"] is changes["2028"] is None
    assert changes["2022"] == Change(0.0, "亿元", 0.0)
    assert changes["2023"] == Change(-3.6, "亿元", pytest.approx(-8.0))
    assert changes["2027"] == Change(-18.0, "亿元", pytest.approx(-15.0))
    actual = found["2023"].vintages[0]
    assert found["2023"].forecast_of(actual).point.quote == "45.0亿元"
    assert found["2027"].forecast_of(found["2027"].vintages[0]) is None


def test_a_comparison_is_narrowed_by_period_and_documents(base):
    [found] = base.compare("港口岸电市场规模", "2027")
    assert [edition for edition, _, _ in given(found)] == ["2023-2024", "2023-05", "2022-2023"]
    assert base.compare("2027年港口岸电市场规模") == [found]
    # What an edition changed is measured against its own house's last one.
    assert [v.against.edition if v.against else None for v in found.vintages] == [
        "2022-2023", "2022-2023", None,
    ]  # fmt: skip
    [narrowed] = base.compare("港口岸电市场规模", "2027", publisher="蓝湾咨询")
    assert [v.point.quote for v in narrowed.vintages] == ["102.0亿元", "120.0亿元"]
    assert base.compare("港口岸电市场规模", "2026") == []
    assert base.compare("漂浮式光伏电站") == base.compare("火星居民") == []


def test_one_report_in_many_files_is_not_compared_with_itself(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("one.md", "two.md"):
        head = f"---\nrestatement_of: 某报告\nedition: 2023\n---\n# 第{name}章\n\n"
        text = head + "2027年中国港口岸电市场规模预计为90亿元。\n"
        (corpus / name).write_text(text, encoding="utf-8")
    from fakes import FakeEmbedder

    from kb.config import Config
    from kb.knowledge_base import KnowledgeBase

    base = KnowledgeBase.build([corpus], tmp_path / "index", Config(), FakeEmbedder())
    assert base.compare("港口岸电市场规模") == []
    assert said(base.ask("2027年港口岸电市场规模是多少？")) == [
        "2027年中国港口岸电市场规模：90亿元（预测）[1]。"
    ]


def test_a_figure_that_editions_give_is_answered_for_each_newest_first(base):
    answer = base.ask("2027年中国港口岸电市场规模是多少？")
    assert (answer.status, answer.warnings) == ("answered", ())
    assert said(answer) == [
        f"{NEW}：2027年{METRIC}：102.0亿元（预测，蓝湾咨询）[1]。",
        f"{OTHER}：2027年{METRIC}：110亿元（预测，北塔研究）[2]。",
        f"{OLD}：2027年{METRIC}：120.0亿元（预测，蓝湾咨询）[3]。",
        f"2027年{METRIC}：{NEW}比{OLD}下调18亿元，即15.0%（102.0亿元 − 120.0亿元 = -18亿元）[1][3]。",
        f"2027年{METRIC}：{OTHER}比{OLD}低10亿元，即8.3%（110亿元 − 120.0亿元 = -10亿元）[2][3]。",
    ]
    assert [citation.document_name for citation in answer.citations] == [
        "newer.md", "other.md", "older.md",
    ]  # fmt: skip
    assert answer.citations[0].issue == "海岸能源产业观察 蓝湾咨询 2023-2024 2023-11"


def test_where_the_editions_agree_it_says_so_once(base):
    assert said(base.ask("2022年港口岸电市场规模是多少？")) == [
        f"{NEW}：2022年{METRIC}：36.0亿元（蓝湾咨询）[1]。",
        f"{OLD}给出的相同[2]。",
    ]


def test_a_forecast_is_set_against_what_came_of_it(two):
    lines = said(two.ask("2023年中国港口岸电市场规模多大？"))
    assert lines[2] == (
        f"2023年{METRIC}：{NEW}的实际值比{OLD}的预测低3.6亿元，即8.0%"
        "（41.4亿元 − 45.0亿元 = -3.6亿元）[1][2]。"
    )
    assert said(two.ask("2023年港口岸电市场规模的预测准不准？"))[1] == lines[2]


def test_a_series_leaves_out_what_a_newer_edition_gives_too(two):
    lines = said(two.ask("港口岸电市场规模历年变化"))
    assert [line.count("亿元") for line in lines[:2]] == [4, 3]
    assert lines[0].startswith(NEW) and "2022年" in lines[0]
    assert lines[1].startswith(OLD) and "2021年" in lines[1] and "2022年中国" not in lines[1]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2028年比2023年岸电市场规模多多少？", "83.6亿元（125.0亿元 − 41.4亿元 = 83.6亿元）"),
        ("2028年是2023年岸电市场规模的几倍？", "3.0倍（125.0亿元 ÷ 41.4亿元 ≈ 3.0）"),
    ],
)
def test_what_is_computed_comes_from_one_edition(two, question, value):
    """The newest that has both figures."""
    assert value in two.ask(question).text


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("2022-2023年版里2027年港口岸电市场规模是多少", ["120.0亿元"]),
        ("2022年版报告中2023年港口岸电市场规模", ["45.0亿元"]),
        ("2023-2024年版的2027年港口岸电市场规模", ["102.0亿元"]),
        ("上一版报告预测2027年港口岸电市场规模是多少？", ["120.0亿元"]),
        ("最新版里2027年港口岸电市场规模", ["102.0亿元"]),
        ("蓝湾咨询2022年的报告里2027年港口岸电市场规模是多少", ["120.0亿元"]),
        ("蓝湾咨询2023年的报告里2027年港口岸电市场规模是多少", ["102.0亿元"]),
        ("北塔研究的报告里2027年港口岸电市场规模是多少", ["110亿元"]),
        ("北塔研究预计2027年港口岸电市场规模是多少", ["110亿元"]),
        ("《港口减排年度展望》里2027年港口岸电市场规模", ["110亿元"]),
        ("港口减排年度展望给出的2027年港口岸电市场规模", ["110亿元"]),
        ("other.md里2027年港口岸电市场规模", ["110亿元"]),
        ("In the 2022-2023 edition, how large is 港口岸电市场规模 in 2027?", ["120.0亿元"]),
        ("港口岸电市场规模 in 2027 according to the latest report?", ["102.0亿元"]),
        ("What did the previous edition say 港口岸电市场规模 would be in 2027?", ["120.0亿元"]),
    ],
)
def test_a_question_that_names_documents_goes_to_them(base, question, quotes):
    answer = base.ask(question)
    assert [point.quote for point in answer.data_points] == quotes
    assert (answer.status, answer.question) == ("answered", question)


def test_what_the_named_documents_do_not_say_comes_from_others_and_says_so(base):
    answer = base.ask("2022-2023年版里漂浮式光伏电站有多少座？")
    assert answer.status == "partial"
    assert said(answer)[0] == "所指的文档没有回答这个问题；以下来自其他文档。"
    assert [point.quote for point in answer.data_points] == ["19座"]
    # 北塔研究 does not say, and nobody says it of 北塔研究.
    assert base.ask("北塔研究预计2023年漂浮式光伏电站有多少座？").status == "refused"


def test_an_edition_that_is_not_there_is_named_with_those_that_are(base):
    answer = base.ask("2019年版里2027年港口岸电市场规模是多少？")
    assert answer.status == "partial"
    assert said(answer)[0] == f"索引里没有2019年版；有的是{OLD}、{OTHER}、{NEW}。"
    assert said(answer)[1].startswith(f"{NEW}：2027年{METRIC}：102.0亿元")
    english = base.ask("In the 2019 edition, what is 港口岸电市场规模 in 2027?")
    assert (english.status, english.language) == ("partial", "en")
    assert said(english)[:2] == [
        f"The index holds no 2019 edition; it holds {OLD_EN}, {OTHER_EN}, {NEW_EN}.",
        f"{NEW_EN}: {METRIC}, 2027: 102.0亿元 (10.2 billion yuan) (forecast, 蓝湾咨询) [1].",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "2027年港口岸电市场规模的预测在两版之间怎么变的？",
        "2022-2023年版和2023-2024年版对2027年港口岸电市场规模的预测有什么不同？",
        "新版和上一版相比，2027年港口岸电市场规模的预测变了吗？",
        "2027年港口岸电市场规模的预测是上调还是下调了？",
    ],
)
def test_how_a_forecast_changed_gives_the_vintages_side_by_side(two, question):
    answer = two.ask(question)
    assert (answer.status, answer.intent) == ("answered", "vintages")
    assert said(answer) == [
        f"{NEW}：2027年{METRIC}：102.0亿元（预测，蓝湾咨询）[1]；"
        f"{OLD}：2027年{METRIC}：120.0亿元（预测，蓝湾咨询）[2]。",
        f"2027年{METRIC}：{NEW}比{OLD}下调18亿元，即15.0%（102.0亿元 − 120.0亿元 = -18亿元）[1][2]。",
    ]
    assert [point.quote for point in answer.data_points] == ["102.0亿元", "120.0亿元"]
    assert [d.value for d in answer.derivations] == [18.0, pytest.approx(15.0)]


CHANGED_EN = (
    f"{METRIC}, 2027: {NEW_EN} lowers the figure of {OLD_EN} by 18亿元 (1.8 billion yuan), or "
    "15.0% (102.0亿元 − 120.0亿元 = -18亿元) "
)


@pytest.mark.parametrize(
    "question",
    [
        "How did the forecast of the port shore power market for 2027 change between editions?",
        "How has the 2027 forecast for 港口岸电市场规模 changed between the editions?",
        "How did the forecast for 2027 change between editions?",
    ],
)
def test_how_a_forecast_changed_is_asked_in_english_too(two, question):
    answer = two.ask(question)
    assert (answer.status, answer.intent, answer.language) == ("answered", "vintages", "en")
    assert said(answer) == [
        f"{NEW_EN}: {METRIC}, 2027: 102.0亿元 (10.2 billion yuan) (forecast, 蓝湾咨询) [1]; "
        f"{OLD_EN}: {METRIC}, 2027: 120.0亿元 (12 billion yuan) (forecast, 蓝湾咨询) [2].",
        f"{CHANGED_EN}[1][2].",
    ]


def test_english_tells_other_houses_and_what_came_of_a_forecast(base):
    assert said(base.ask("How large will the port shore power market be in 2027?")) == [
        f"{NEW_EN}: {METRIC}, 2027: 102.0亿元 (10.2 billion yuan) (forecast, 蓝湾咨询) [1].",
        f"{OTHER_EN}: {METRIC}, 2027: 110亿元 (11 billion yuan) (forecast, 北塔研究) [2].",
        f"{OLD_EN}: {METRIC}, 2027: 120.0亿元 (12 billion yuan) (forecast, 蓝湾咨询) [3].",
        f"{CHANGED_EN}[1][3].",
        f"{METRIC}, 2027: {OTHER_EN} is below {OLD_EN} by 10亿元 (1 billion yuan), or 8.3% "
        "(110亿元 − 120.0亿元 = -10亿元) [2][3].",
    ]
    assert said(base.ask("What was 港口岸电市场规模 in 2023?"))[2] == (
        f"{METRIC}, 2023: the actual value in {NEW_EN} is below the forecast of {OLD_EN} by "
        "3.6亿元 (360 million yuan), or 8.0% (41.4亿元 − 45.0亿元 = -3.6亿元) [1][2]."
    )


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("2027年的预测在两版之间怎么变的？", ["102.0亿元", "120.0亿元"]),
        ("两版之间有哪些预测变了？", ["41.4亿元", "45.0亿元", "102.0亿元", "120.0亿元"]),
        ("2025年的预测在两版之间变了吗？", ["80MW", "80MW"]),
    ],
)
def test_where_no_figure_is_named_those_that_changed_are_told(two, question, quotes):
    answer = two.ask(question)
    assert (answer.status, answer.intent) == ("answered", "vintages")
    assert [point.quote for point in answer.data_points] == quotes


def test_the_vintages_are_drawn_side_by_side(two):
    chart = two.ask("2027年港口岸电市场规模的预测在两版之间怎么变的？").chart
    alt.Chart.from_dict(chart)  # raises where it is no Vega-Lite
    assert chart["title"] == f"2027年{METRIC}"
    assert [(row["name"], row["value"], row["printed"]) for row in chart["data"]["values"]] == [
        (NEW, 102.0, "102.0亿元"), (OLD, 120.0, "120.0亿元"),
    ]  # fmt: skip
    assert [layer["mark"]["type"] for layer in chart["layer"]] == ["bar", "text"]
    english = two.ask("How did the forecast for 2027 change between editions?").chart
    assert (english["title"], english["data"]["values"][0]["name"]) == (f"{METRIC}, 2027", NEW_EN)


def test_a_figure_over_time_is_drawn_with_a_line_for_each_edition(two, one):
    chart = two.ask("港口岸电市场规模历年变化").chart
    alt.Chart.from_dict(chart)
    assert [(r["name"], r["period"], r["forecast"]) for r in chart["data"]["values"]] == [
        (NEW, "2022", False), (NEW, "2023", False), (NEW, "2027", True), (NEW, "2028", True),
        (OLD, "2021", False), (OLD, "2022", False), (OLD, "2023", True), (OLD, "2027", True),
    ]  # fmt: skip
    assert [layer["mark"]["type"] for layer in chart["layer"]] == ["line", "point", "text"]
    alone = one.ask("港口岸电市场规模历年变化").chart
    assert [(r["name"], r["value"], r["nature"]) for r in alone["data"]["values"]] == [
        (METRIC, 36.0, "实际"), (METRIC, 41.4, "实际"),
        (METRIC, 102.0, "预测"), (METRIC, 125.0, "预测"),
    ]  # fmt: skip
    assert one.ask("2027年港口岸电市场规模是多少？").chart is None


def test_editions_that_agree_are_said_to(two):
    answer = two.ask("2025年潮汐发电装机容量的预测，两版之间变了吗？")
    assert said(answer)[1:] == ["各版数值一致。"]


def test_with_one_edition_nothing_is_said_of_editions(one):
    for question in ("2027年港口岸电市场规模是多少？", "最新版里2027年港口岸电市场规模是多少？"):
        assert said(one.ask(question)) == [f"2027年{METRIC}：102.0亿元（预测，蓝湾咨询）[1]。"]
    answer = one.ask("上一版报告里2027年港口岸电市场规模是多少？")
    assert (answer.status, said(answer)[0]) == ("partial", f"索引里没有上一版报告；有的是{NEW}。")


def test_an_edit_of_the_edition_shows_in_answers(tmp_path):
    base = built(tmp_path, "older.md", "newer.md")
    base.edit("older.md", edition="第二版", date="2022-12", title="海岸观察")
    answer = base.ask("2027年港口岸电市场规模是多少？")
    assert (
        said(answer)[1]
        == f"《海岸观察》（第二版）：2027年{METRIC}：120.0亿元（预测，蓝湾咨询）[2]。"
    )
    assert base.ask("2027年港口岸电市场规模是多少？", edition="第二版").data_points[0].quote == (
        "120.0亿元"
    )


ENTRIES = [
    Entry("1", "a.md", "2022年中国某某评估报告", "IDC、浪潮", "2022-09", "2022"),
    Entry("2", "b.md", "2023年中国某某评估报告", "IDC、浪潮", "2023-09", "2023"),
    Entry("3", "c.md", "算力蓝皮书", "信通院", "2023", ""),
]


@pytest.mark.parametrize(
    ("question", "text", "ids"),
    [
        ("2027年智能算力规模是多少", "2027年智能算力规模是多少", None),
        ("2022年的智能算力规模是多少", "2022年的智能算力规模是多少", None),
        ("2022年版的智能算力规模是多少", "智能算力规模是多少", ("1",)),
        ("IDC 2023年的报告里，2027年算力多少", "IDC ，2027年算力多少", ("2",)),
        ("2023年的报告里2027年算力多少", "2027年算力多少", ("2",)),
        ("2021年的报告里2027年算力多少", "2021年的报告里2027年算力多少", None),
        ("《2022年中国某某评估报告》2027年算力多少", "2027年算力多少", ("1",)),
        ("上一版里2027年算力多少", "2027年算力多少", ("1",)),
        ("信通院的报告怎么看算力", "信通院的报告怎么看算力", ("3",)),
        ("算力蓝皮书怎么看算力", "怎么看算力", ("3",)),
        ("最新版本的大模型有哪些", "最新版本的大模型有哪些", None),
        ("2023年版权声明", "2023年版权声明", None),
        ("in the 2022 edition, how many", "how many", ("1",)),
        ("the 2023 report's view of chips", "view of chips", ("2",)),
        ("What was the market in 2022?", "What was the market in 2022?", None),
    ],
)
def test_what_names_documents_is_told_from_what_is_asked(question, text, ids):
    named = read(question, ENTRIES)
    assert (named.text, named.documents, named.missing) == (text, ids, "")


@pytest.mark.parametrize(
    ("newer", "older", "expected"),
    [
        ((12.5, "亿元", "CNY", 1e8), (10.0, "亿元", "CNY", 1e8), Change(2.5, "亿元", 25.0)),
        ((1.2, "万亿元", "CNY", 1e12), (9000.0, "亿元", "CNY", 1e8), Change(3e11, "CNY", 100 / 3)),
        ((15.3, "%", "%", 1), (15.1, "%", "%", 1), Change(0.2, "pp", None)),
        ((5.0, "家", "家", 1), (0.0, "家", "家", 1), Change(5.0, "家", None)),
        ((5.0, "亿元", "CNY", 1e8), (5.0, "亿美元", "USD", 1e8), None),
    ],
)
def test_a_change_is_what_is_printed_subtracted(newer, older, expected):
    def point(value, unit, normalised_unit, factor):
        return DataPoint(
            "x", value, unit, "level", 0, 1, "q", 0, 1,
            normalised=value * factor, normalised_unit=normalised_unit,
        )  # fmt: skip

    found = change(point(*newer), point(*older))
    if expected is None:
        assert found is None
    else:
        assert (found.value, found.unit) == (pytest.approx(expected.value), expected.unit)
        assert found.percent == (expected.percent and pytest.approx(expected.percent))


def test_ranges_are_not_subtracted():
    low = DataPoint("x", 1, "亿元", "level", 0, 1, "q", 0, 1, high=2, normalised_unit="CNY")
    assert change(low, low) is None


def test_the_command_prints_people_programs_and_spreadsheets(base, capsys):
    found = base.compare("港口岸电市场规模", "2023")
    comparisons(found, as_json=False, as_csv=True)
    first, second = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert tuple(first) == COLUMNS
    assert (first["value"], first["against"], first["change"], first["change_unit"]) == (
        "41.4亿元", "2022-2023", "-3.6", "亿元",
    )  # fmt: skip
    assert (first["forecast_before"], second["value"], second["change"]) == (
        "45.0亿元",
        "45.0亿元",
        "",
    )
    comparisons(found, as_json=True, as_csv=False)
    [told] = json.loads(capsys.readouterr().out)
    assert [v["issue"]["edition"] for v in told["vintages"]] == ["2023-2024", "2022-2023"]
    assert told["vintages"][0]["change"] == {
        "value": -3.6, "unit": "亿元", "percent": pytest.approx(-8.0),
    }  # fmt: skip
    comparisons(found, as_json=False, as_csv=False)
    assert "-3.6 亿元 (-8.0%) from a forecast" in capsys.readouterr().out
    comparisons([], as_json=False, as_csv=False)
    assert capsys.readouterr().out == "no figure that two editions or reports give\n"
