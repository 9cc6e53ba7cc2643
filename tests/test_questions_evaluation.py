"""Labelled questions: how answers are compared, scored and compared between two runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.errors import QueryError
from kb.evaluation import questions
from kb.evaluation.expectations import (
    Expectation,
    comparable,
    failures,
    holds,
    missing,
    read_expectations,
    without_markers,
)
from kb.types import Answer, Citation, Passage, Status

TUNING = Path(__file__).parent / "data" / "questions_tuning.jsonl"


def answer(text: str, status: Status = "answered", quotes: tuple[str, ...] = ()) -> Answer:
    citations = tuple(
        Citation(number, "d", "d.txt", "", 0, len(quote), quote)
        for number, quote in enumerate(quotes, start=1)
    )
    return Answer("", text, status, citations=citations)


def passage(quote: str) -> Passage:
    return Passage("d", "d.txt", "", 0, len(quote), quote, (), 1.0)


def line(number: int = 1, **values: Any) -> dict[str, Any]:
    base = {"id": f"q-{number}", "question": f"问{number}", "category": "number"}
    return {**base, "status": ["answered"], **values}


def write(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in lines))
    return path


def run(path: Path, answers: dict[str, Answer], found: tuple[str, ...] = ()) -> Any:
    return questions.evaluate(path, answers.__getitem__, lambda _: [passage(q) for q in found])


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("规模为 812.6 EFLOPS。", "812.6EFLOPS", True),
        ("规模为812.6EFLOPS。", "812.6 eflops", True),
        ("规模为８１２．６ＥＦＬＯＰＳ。", "812.6", True),
        ("增长 18 %", "18%", True),
        ("2025 年", "2025年", True),
        ("需要 12,500 张卡", "12500", True),
        ("需要 12500 张卡", "12,500张", True),
        ("共 1,234,567 个", "1234567", True),
        ("为 414.1", "4.1", False),
        ("为 14.1", "4.1", False),
        ("为 4.12", "4.1", False),
        ("为 3.4.1", "4.1", False),
        ("为 4.1。", "4.1", True),
        ("为 4.1.", "4.1", True),
        ("为 -4.1%", "4.1%", True),
        ("为 0.5", "5", False),
        ("为 5.0", "5", False),
        ("为 150%", "50%", False),
        ("见图70", "图7", False),
        ("见图7。", "图7", True),
        ("第50位", "第5", False),
        ("苏州 5", " 5", True),
        ("苏州 15", " 5", False),
        ("甲\t5\t乙", "甲\t5", True),
        ("甲\t5\t乙", "5乙", False),
        ("名次：5", "：5", True),
        ("a.b", "a+b", False),
        ("Suzhou", "suzhou", True),
        ("2022,2023", "2022", True),
    ],
)
def test_texts_are_compared_by_what_they_say(text: str, wanted: str, expected: bool) -> None:
    assert holds(comparable(text), [wanted]) is expected


def test_one_alternative_is_enough_and_missing_keeps_the_order() -> None:
    entries = [("91亿", "9.1 billion"), ("7",), ("8",)]
    assert missing(["It is USD 9.1 billion."], entries) == [("7",), ("8",)]
    assert missing([], entries) == entries


def test_citation_markers_are_no_numbers() -> None:
    assert without_markers("规模为30 [1]亿[12]，见[表1]。") == "规模为30亿，见[表1]。"


def expectation(**values: Any) -> Expectation:
    return Expectation("q", "问", "number", values.pop("statuses", ("answered",)), **values)


@pytest.mark.parametrize(
    ("expected", "given", "wrong"),
    [
        (expectation(contains=(("5",),)), answer("是 5。"), []),
        (
            expectation(contains=(("5", "五"), ("6",))),
            answer("是 7。"),
            ["holds 0 of 2, without 5 | 五; 6"],
        ),
        (expectation(contains=(("5",),)), answer("是 6。[5]"), ["holds 0 of 1, without 5"]),
        (expectation(contains=(("a",), ("b",)), share=0.5), answer("a"), []),
        (
            expectation(contains=(("a",), ("b",)), share=0.51),
            answer("a"),
            ["holds 1 of 2, without b"],
        ),
        (
            expectation(contains=tuple((c,) for c in "abcdefghij"), share=0.9),
            answer("abcdefghi"),
            [],
        ),
        (expectation(first=(("5",),)), answer("共 5 家。另有 6 家。"), []),
        (
            expectation(first=(("6",),)),
            answer("共 5 家。另有 6 家。"),
            ["first sentence without 6"],
        ),
        (expectation(first=(("6",),)), answer(""), ["first sentence without 6"]),
        (expectation(not_contains=("50%", "x")), answer("占 50 %。"), ["holds 50%"]),
        (expectation(not_contains=("50%",)), answer("占 150%。"), []),
        (
            expectation(statuses=("partial", "refused"), contains=(("5",),)),
            answer("没有"),
            ["status answered, not partial or refused", "holds 0 of 1, without 5"],
        ),
    ],
)
def test_why_an_answer_is_wrong(expected: Expectation, given: Answer, wrong: list[str]) -> None:
    assert failures(expected, given) == wrong


def test_a_line_is_read_with_its_defaults_and_alternatives(tmp_path: Path) -> None:
    full = line(
        2,
        language="zh",
        status=["partial", "refused"],
        contains=["a", ["b", "c"]],
        share=0.5,
        first=["a"],
        not_contains=["d"],
        evidence=[["e", "f"]],
    )
    path = write(tmp_path, line(), full)
    path.write_text(path.read_text() + "\n\n")
    assert read_expectations(path) == [
        Expectation("q-1", "问1", "number", ("answered",)),
        Expectation(
            "q-2",
            "问2",
            "number",
            ("partial", "refused"),
            (("a",), ("b", "c")),
            0.5,
            (("a",),),
            ("d",),
            (("e", "f"),),
            "zh",
        ),
    ]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("{", "Expecting property name"),
        ("[]", "not a JSON object"),
        (json.dumps({"id": "x", "question": "y", "category": "z"}), "status is missing"),
        (json.dumps(line(2, contain=["5"])), "contain is unknown"),
        (json.dumps(line(2, status=[])), "status must be a list out of answered, partial, refused"),
        (json.dumps(line(2, status=["right"])), "status must be a list out of"),
        (json.dumps(line(2, status="answered")), "status must be a list out of"),
        (json.dumps(line(2, question=" ")), "question must be a text"),
        (json.dumps(line(2, share=0)), "share must be a number"),
        (json.dumps(line(2, share=True)), "share must be a number"),
        (json.dumps(line(2, contains="5")), "contains must be a list"),
        (json.dumps(line(2, evidence=[[]])), "evidence must list texts"),
        (json.dumps(line(2, first=[""])), "first must list texts"),
        (json.dumps(line(1)), "the id 'q-1' is taken"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, second: str, said: str) -> None:
    path = write(tmp_path, line())
    path.write_text(path.read_text() + "\n" + second)
    with pytest.raises(QueryError) as raised:
        read_expectations(path)
    assert str(raised.value).startswith(f"{path}, line 2: {said}")


def test_a_missing_an_empty_and_an_undecodable_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    for data, said in ((None, "cannot read"), (b"\n", "holds no question"), (b"\xff", "not UTF-8")):
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(QueryError, match=said) as raised:
            read_expectations(path)
        assert str(path) in str(raised.value)


def scored(folder: Path) -> Any:
    """Four questions: right, wrong, wrongly refused, rightly refused, and one wrongly answered."""
    path = write(
        folder,
        line(1, contains=["5"], evidence=["5 家", ["图1", "图2"]]),
        line(2, contains=["7"], evidence=["7 家"]),
        line(3, category="list"),
        line(4, category="none", status=["refused"]),
        line(5, category="none", status=["partial", "refused"]),
        line(6, category="none", status=["answered", "partial"]),
    )
    answers = {
        "问1": answer("共 5 家[1]。", quotes=("甲共 5 家。", "图2 家数", "无关")),
        "问2": answer("共 8 家[1]。", quotes=("乙共 8 家。",)),
        "问3": answer("没有。", "refused"),
        "问4": answer("没有。", "refused", quotes=("近似",)),
        "问5": answer("是。"),
        "问6": answer("没有。", "refused"),
    }
    return run(path, answers, ("一", "二", "三", "四", "共 7 家", "图1"))


def test_shares_are_counted_over_what_can_be_judged(tmp_path: Path) -> None:
    report = scored(tmp_path)
    overall = report.overall
    assert overall.questions == 6
    assert overall.accuracy == 2 / 6
    assert overall.citation_precision == 2 / 4
    assert overall.citation_recall == 2 / 3
    assert overall.recall_at_5 == 1 / 3, "the sixth passage does not count"
    assert overall.refusal_recall == 1 / 2
    assert overall.false_refusals == 1 / 3
    assert 0 <= overall.p50 <= overall.p95
    assert list(report.categories) == ["number", "list", "none"]
    none = report.categories["none"]
    assert (none.questions, none.citation_precision, none.citation_recall) == (3, None, None)
    assert (none.recall_at_5, none.refusal_recall, none.false_refusals) == (None, 0.5, None)
    assert report.categories["list"].refusal_recall is None
    assert report.categories["list"].false_refusals == 1.0


def test_a_record_says_what_was_answered_and_what_failed(tmp_path: Path) -> None:
    first, second, *_ = scored(tmp_path).records
    assert (first.id, first.question, first.status) == ("q-1", "问1", "answered")
    assert (first.right, first.failures, first.answer) == (True, (), "共 5 家[1]。")
    assert (first.citations, first.judged_citations, first.supporting_citations) == (3, 3, 2)
    assert (first.evidence, first.uncited, first.unfound) == (2, (), ("5 家", "图1 | 图2"))
    assert (second.right, second.failures) == (False, ("holds 0 of 1, without 7",))
    assert (second.uncited, second.unfound) == (("7 家",), ())


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    questions.evaluate(
        write(tmp_path, line(1), line(2)),
        lambda _: answer("是。"),
        lambda _: [],
        lambda *news: told.append(news),
    )
    assert told == [("asking", 1, 2), ("asking", 2, 2)]


@pytest.mark.parametrize(
    ("values", "p50", "p95"),
    [([3.0], 3.0, 3.0), ([2.0, 1.0], 1.0, 2.0), ([float(n) for n in range(1, 101)], 50.0, 95.0)],
)
def test_percentiles_are_values_that_were_measured(
    values: list[float], p50: float, p95: float
) -> None:
    assert questions.percentile(values, 50) == p50
    assert questions.percentile(values, 95) == p95


def test_two_reports_are_compared_after_json(tmp_path: Path) -> None:
    path = write(tmp_path, line(1, contains=["5"]), line(2, contains=["7"]), line(3))
    yes, no = answer("是 5 和 7。"), answer("是 6。")
    old = run(path, {"问1": yes, "问2": no, "问3": yes})
    new = run(path, {"问1": no, "问2": yes, "问3": answer("无", "refused")})
    old, new = (json.loads(json.dumps(report.to_dict())) for report in (old, new))
    for report in (old, new):
        report["overall"] |= {"p50": 1.0, "p95": 2.0}
    new["overall"]["p95"] = 3.5
    comparison = questions.compare(old, new)
    assert comparison.turned_right == ("q-2 问2",)
    assert comparison.turned_wrong == ("q-1 问1", "q-3 问3")
    lost = {"accuracy": pytest.approx(-1 / 3), "false_refusals": pytest.approx(1 / 3)}
    assert comparison.deltas == {"overall": {**lost, "p95": 1.5}, "number": lost}
    assert comparison.lines() == [
        "right now: q-2 问2",
        "wrong now: q-1 问1",
        "wrong now: q-3 问3",
        "overall: accuracy -0.333",
        "overall: false_refusals +0.333",
        "overall: p95 +1.500",
        "number: accuracy -0.333",
        "number: false_refusals +0.333",
    ]


def test_a_report_compared_with_itself_has_not_changed(tmp_path: Path) -> None:
    report = scored(tmp_path).to_dict()
    assert questions.compare(report, report) == questions.Comparison((), (), {})


def test_questions_and_categories_of_only_one_report_are_left_out(tmp_path: Path) -> None:
    old = run(write(tmp_path, line(1)), {"问1": answer("是")}).to_dict()
    other = write(tmp_path, line(1), line(2, category="new", contains=["9"]))
    new = run(other, {"问1": answer("是"), "问2": answer("是")}).to_dict()
    comparison = questions.compare(old, new)
    assert (comparison.turned_right, comparison.turned_wrong) == ((), ())
    assert comparison.deltas["overall"]["accuracy"] == -0.5
    assert "new" not in comparison.deltas


@pytest.mark.parametrize("other", [{}, {"records": [1]}, {"records": [], "overall": None}])
def test_something_else_than_a_report_is_refused(tmp_path: Path, other: dict[str, Any]) -> None:
    report = scored(tmp_path).to_dict()
    with pytest.raises(QueryError, match="no report on questions"):
        questions.compare(other, report)
    with pytest.raises(QueryError, match="no report on questions"):
        questions.compare(report, other)


def test_answers_with_numbers_from_nowhere_are_listed() -> None:
    given = [answer("是 5 或 6。"), answer("是。")]
    report = questions.numbers_report(
        given, lambda one: [(one.text, token) for token in "56" if token in one.text]
    )
    assert report == questions.NumbersReport(
        2,
        1,
        (
            questions.Unsupported("", "是 5 或 6。", "5"),
            questions.Unsupported("", "是 5 或 6。", "6"),
        ),
    )
    assert report.to_dict()["unsupported"][1] == {
        "question": "",
        "sentence": "是 5 或 6。",
        "token": "6",
    }


def test_numbers_are_checked_by_the_verifier() -> None:
    given = [
        answer("规模为 812.6 亿元[1]。", quotes=("规模为812.6亿元。",)),
        answer("规模为 999 亿元[1]。", quotes=("规模为812.6亿元。",)),
    ]
    report = questions.numbers_report(given)
    assert (report.answers, report.wrong) == (2, 1)
    assert "999" in report.unsupported[0].token


def test_the_tuning_questions_are_well_formed() -> None:
    found = read_expectations(TUNING)
    assert len({one.question for one in found}) == len(found)
    for one in found:
        assert one.language in ("zh", "en"), one.id
        if one.statuses == ("answered",):
            assert one.contains and one.evidence, one.id
