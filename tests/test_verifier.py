"""No number and no name reaches the user that no source bears out."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.answering.verifying.marked import text_units
from kb.answering.verifying.verifier import NOTHING, unsupported, verify
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import Answer, Citation, DataPoint, Derivation, Language, Period

VOCABULARY = Vocabulary.load()
FORECAST = "据Omega预测，2024年中国储能市场规模将达到37亿美元，同比增长21.50%，2028年达到86亿美元。"
RANKING = "2022 2023 排名\n青岛 宁波 1\n宁波 青岛 2\n温州 温州 3"
POINTS = "渗透率从2022年的13%提升5个百分点，覆盖三百二十家企业，损耗下降4.2%。"


def cited(*quotes: str) -> tuple[Citation, ...]:
    places = [sum(len(q) + 1 for q in quotes[:index]) for index in range(len(quotes))]
    return tuple(
        Citation(marker, "d", "report.txt", "报告", start, start + len(quote), quote)
        for marker, (start, quote) in enumerate(zip(places, quotes, strict=True), start=1)
    )


def answer(
    text: str,
    quotes: tuple[str, ...] = (FORECAST, RANKING, POINTS),
    question: str = "储能市场规模是多少？",
    language: Language = "zh",
    points: tuple[DataPoint, ...] = (),
    derivations: tuple[Derivation, ...] = (),
) -> Answer:
    return Answer(
        question,
        text,
        "answered",
        language,
        citations=cited(*quotes),
        data_points=points,
        derivations=derivations,
    )


def point(value: float, unit: str, start: int, end: int, **more: object) -> DataPoint:
    given: dict[str, object] = {"document_id": "d", "sentence_start": start, "sentence_end": end}
    kind = more.pop("kind", "level")
    return DataPoint("市场规模", value, unit, kind, start, end, "", **(given | more))  # type: ignore[arg-type]


def tokens(text: str, **more: object) -> list[str]:
    return [token for _, token in unsupported(answer(text, **more), VOCABULARY)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "2024年为37亿美元[1]。",
        "２０２４年为３７亿美元[1]。",
        "增长21.5%[1]。",
        "增长21.5％，即百分之21.5[1]。",
        "It reaches US$3.7 billion.".replace("US$3.7 billion", "37亿 US dollars"),
        "提升5个百分点[3]。",
        "It rose by 5 percentage points [3].",
        "共有320家企业[3]。",
        "A decrease of 4.2% [3].",
        "青岛第二，宁波第1，温州第三[2]。",
        "Qingdao is No. 2, Wenzhou 3rd, third [2].",
        "据 OMEGA 预测[1]。",
        "Omega-Qingdao [1][2]",
        "Omega's forecast for China [1].",
        "1. 中国\n2. 青岛\n3、宁波\n10) 温州",
        "| 年 | 值 |\n|---|---|\n| 2028 | 86亿美元 |",
        "“2024年中国储能市场规模将达到37亿美元”[1]",
        "市场规模没有数值，见上文。",
    ],
)
def test_what_a_source_states_is_borne_out(text: str) -> None:
    assert tokens(text) == []
    assert verify(answer(text), VOCABULARY) == answer(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2024年为38亿美元[1]。", ["38亿美元"]),
        ("2024年为37万美元[1]。", ["37万美元"]),
        ("2024年为37亿元[1]。", ["37亿元"]),
        ("2024年为37[1]。", ["37"]),
        ("2024年为3.7亿美元[1]。", ["3.7亿美元"]),
        ("It reaches 3.7 billion US dollars [1].", ["3.7 billion US dollars"]),
        ("增长21.5[1]。", ["21.5"]),
        ("增长21.5个百分点[1]。", ["21.5个百分点"]),
        ("提升5%[3]。", ["5%"]),
        ("提升五%[3]。", ["五%"]),
        ("共有321家企业[3]。", ["321家"]),
        ("-21.5%[1]。", ["21.5%"]),
        ("2025年[1]。", ["2025年"]),
        ("二〇二五年[1]。", ["二〇二五"]),
        ("青岛第五[2]。", ["第五"]),
        ("Qingdao ranks fifth [2].", ["fifth"]),
        ("Qingdao ranks first with 86亿美元 [1].", ["Qingdao", "ranks first"]),
        ("苏州[2]。", ["苏州"]),
        ("零售业领先[1]。", ["零售业"]),
        ("GPT-3和H100[1]。", ["GPT-3", "H100"]),
        ("Acme leads [1].", ["Acme"]),
        ("Omega-Acme [1]", ["Acme"]),
        ("The forecast is by Acme [1].", ["Acme"]),
        ("《蓝海》一文[1]。", ["《蓝海》"]),
        ("“规模将达到7亿美元”[1]。", ["“规模将达到7亿美元”", "7亿美元"]),
        ("2024年下半年[1]。", ["下半年"]),
        ("In Q3 2024 [1].", ["Q3"]),
    ],
)
def test_what_no_source_states_is_found(text: str, wrong: list[str]) -> None:
    assert tokens(text) == wrong
    verified = verify(answer(text), VOCABULARY)
    assert (verified.text, verified.status) == (NOTHING["zh"], "refused")
    assert verified.citations == ()
    assert verified.warnings == ("删去了1句：所引原文不支持其中的内容。",)


def test_a_number_must_stand_in_the_citation_that_its_sentence_marks() -> None:
    assert tokens("2028年为86亿美元[1]。") == []
    assert tokens("2028年为86亿美元[3]。") == ["2028年", "86亿美元"]
    assert tokens("2028年为86亿美元[1][3]。") == []
    assert tokens("2028年为86亿美元。") == []


def test_only_the_false_sentence_goes() -> None:
    text = "2024年为37亿美元[1]。2028年为99亿美元[1]。\n- 青岛第2[2]\n- 苏州第1[2]\n提升5%[3]。"
    verified = verify(answer(text), VOCABULARY)
    assert verified.text == "2024年为37亿美元[1]。\n- 青岛第2[2]"
    assert verified.status == "answered"
    assert [citation.marker for citation in verified.citations] == [1, 2]
    assert verified.warnings == ("删去了3句：所引原文不支持其中的内容。",)
    assert unsupported(verified, VOCABULARY) == []


def test_markers_keep_their_numbers_and_unused_citations_stay() -> None:
    text = "提升5%[1]。青岛第2[2]。"
    verified = verify(answer(text), VOCABULARY)
    assert verified.text == "青岛第2[2]。"
    assert [citation.marker for citation in verified.citations] == [2, 3]


def test_invented_markers_are_deleted() -> None:
    verified = verify(answer("It rose by 5 percentage points [3][9]. So [7].", language="en"))
    assert verified.text == "It rose by 5 percentage points [3]. So."
    assert verified.warnings == ()
    assert len(verified.citations) == 3
    assert verify(answer("青岛第2[2, 8]。")).text == "青岛第2[2]。"


def test_the_warning_is_in_the_questions_language_and_repeats_no_false_number() -> None:
    verified = verify(answer("It is 99%. It is 98%. China.", language="en"), VOCABULARY)
    assert verified.text == "China."
    assert verified.warnings == (
        "2 sentences were removed: the cited text does not bear them out.",
    )


def test_a_line_that_leads_to_nothing_goes_with_what_it_led_to() -> None:
    assert verify(answer("青岛第2[2]。\n文中给出：\n- 99%[1]"), VOCABULARY).text == "青岛第2[2]。"


def test_an_answer_may_repeat_the_question() -> None:
    asked = "2025年苏州的GPT-9市场规模？"
    assert tokens("文档没有给出2025年苏州的GPT-9市场规模。", question=asked) == []


def test_a_derivation_bears_out_its_result_and_its_inputs() -> None:
    inputs = (point(37, "亿美元", 22, 26), point(86, "亿美元", 42, 46))
    derived = Derivation("2.32", 86 / 37, "86亿美元 ÷ 37亿美元 ≈ 2.32", inputs)
    text = "约为2.32倍（86亿美元 ÷ 37亿美元 ≈ 2.32）[1]。"
    assert tokens(text, derivations=(derived,)) == []
    assert tokens(text) == ["2.32倍", "2.32"]
    assert tokens("约为2.4倍[1]。", derivations=(derived,)) == ["2.4倍"]
    assert tokens("增长2.32%[1]。", derivations=(derived,)) == ["2.32%"]


def test_a_formulas_constants_bear_nothing_out_elsewhere() -> None:
    derived = Derivation("30.5亿美元", 30.5, "37亿美元 ÷ (1 + 21.5%) ≈ 30.5亿美元", ())
    whole = "约为30.5亿美元（37亿美元 ÷ (1 + 21.5%) ≈ 30.5亿美元）[1]。"
    assert tokens(whole, derivations=(derived,)) == []
    assert tokens("青岛有1家[1]。", derivations=(derived,)) == ["青岛", "1家"]


def test_a_place_in_a_derivation_is_no_part_of_a_later_place() -> None:
    places = tuple(Derivation(f"No. {n}", float(n), f"{20 - n} is No. {n}", ()) for n in (1, 10))
    assert tokens("No. 1 is red, No. 10 is blue [1].", derivations=places) == []


def test_a_conversion_needs_a_derivation() -> None:
    text = "37亿美元 (3.7 billion US dollars) [1]."
    given = Derivation("3.7 billion US dollars", 3.7e9, "37亿 = 37 × 100,000,000", ())
    assert tokens(text) == ["3.7 billion US dollars"]
    assert tokens(text, derivations=(given,)) == []


def test_a_data_point_inside_a_citation_bears_out_value_unit_period_and_rank() -> None:
    table = "城市\t规模\n青岛\t12.5\n宁波\t7.5"
    period = Period(2021, 2021, half=1, text="2021年上半年")
    inside = point(12.5, "%", 9, 13, period=period, entity="青岛", publisher="Omega")
    rank = point(5, "", 9, 13, kind="rank", entity="青岛")
    text = "Omega：青岛2021年上半年为12.5%，第五，in the first half[1]。"
    assert tokens(text, quotes=(table,), points=(inside, rank)) == []
    assert tokens(text, quotes=(table,)) == [
        "Omega",
        "2021年",
        "上半年",
        "12.5%",
        "第五",
        "first half",
    ]
    outside = replace(inside, start=900, end=904)
    elsewhere = replace(inside, document_id="e")
    for other in (outside, elsewhere):
        assert tokens("为12.5%[1]。", quotes=(table,), points=(other,)) == ["12.5%"]


def test_ranges_and_lists_lend_their_unit() -> None:
    quotes = ("功耗为3-10kW，分别为45.2、58.7和73.1亿元，占15-20%。",)
    assert tokens("3 kW到10 kW，45.2亿元，58.7亿元，15%至20%[1]。", quotes=quotes) == []
    assert tokens("45.2万元[1]，3%[1]", quotes=quotes) == ["45.2万元", "3%"]


def test_a_line_break_may_stand_between_a_number_and_its_unit() -> None:
    quotes = ("规模为37\n亿美元，第\n五位",)
    assert tokens("规模为37 亿美元，第五[1]。", quotes=quotes) == []
    assert tokens("规模为37亿元[1]。", quotes=quotes) == ["37亿元"]


def test_signs_are_compared() -> None:
    assert tokens("利润率为-7%[1]。", quotes=("利润率为-7%。",)) == []
    assert tokens("利润率下降7%[1]。", quotes=("利润率为-7%。",)) == []
    assert tokens("利润率上升7%[1]。", quotes=("利润率为-7%。",)) == ["7%"]
    assert tokens("为-7%[1]。", quotes=("利润率下降7%。",)) == []


def test_units_are_cut_at_sentences_and_hold_their_markers() -> None:
    assert text_units("一。[1]二；[2]三[3]") == ["一。[1]", "二；[2]", "三[3]"]
    assert text_units("One is here. [1] Two is there.[2]") == [
        "One is here. [1] ",
        "Two is there.[2]",
    ]
    assert text_units("- 一。二。") == ["- 一。二。"]
    assert text_units("| 一。 | 二。 |") == ["| 一。 | 二。 |"]
    assert text_units("3. One. Two.") == ["3. One. Two."]
    assert text_units("") == [""]


def test_nothing_left_is_a_refusal_in_the_questions_language() -> None:
    verified = verify(answer("99%", language="en", points=(point(1, "", 0, 1),)), VOCABULARY)
    assert (verified.text, verified.status) == (NOTHING["en"], "refused")
    assert (verified.citations, verified.data_points, verified.derivations) == ((), (), ())


def test_verifying_twice_changes_nothing() -> None:
    text = "2024年为37亿美元[1]。2028年为99亿美元[1]。提升5%[3]；青岛第2[2]；苏州[2]"
    once = verify(answer(text), VOCABULARY)
    assert once.text == "2024年为37亿美元[1]。青岛第2[2]。"
    assert verify(once, VOCABULARY) == once


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60), st.text(max_size=60))
def test_any_text_is_verified_without_an_error(text: str, quote: str) -> None:
    given = answer(text, quotes=(quote,))
    verified = verify(given, VOCABULARY)
    assert unsupported(verified, VOCABULARY) == []
    assert verified.status == ("answered" if verified.text != NOTHING["zh"] else "refused")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789.,%亿万元 第五三十百[]1-年GPTa“”《》。\n- ", max_size=50))
def test_text_cited_whole_is_never_removed(text: str) -> None:
    given = answer(text, quotes=(text,))
    assert verify(given, VOCABULARY).warnings == ()


@pytest.mark.parametrize(
    "piece", ["1,", "第五", "“", "[1]", "一", "A-", "1 ", "《a》", "《,》", "9亿。", "- 3%\n"]
)
def test_a_long_text_cited_whole_stays(piece: str) -> None:
    given = answer(piece * 500, quotes=(piece * 500,))
    assert verify(given, VOCABULARY).status == "answered"


def english_frames() -> list[str]:
    """The fixed English of the composers: the second argument of ``say`` and ``pick``."""
    folder = Path(__file__).parents[1] / "kb" / "answering"
    calls = (
        node.args[1]
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and len(node.args) == 2
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("say", "pick")
    )
    parts = (
        part
        for call in calls
        for part in (call.values if isinstance(call, ast.JoinedStr) else [call])
    )
    return [
        part.value
        for part in parts
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def test_the_composers_own_words_are_no_names() -> None:
    frames = english_frames()
    assert frames
    assert {token for frame in frames for token in tokens(frame, quotes=())} == set()
