"""What a reader of pairs makes of an answer: kept, replaced by the sentence that answers, or shown as the nearest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from small_report import NAME, REPORT, ask, built, lines, quotes, storage

from kb.answering.asker import Asker
from kb.answering.lookup.cells import Cells
from kb.answering.quoting import asked_of, measures, told_as_well, unrefused, verdict
from kb.answering.quoting.asked_of import around, is_of_what_is_asked
from kb.answering.quoting.explanation import cite_sentences
from kb.answering.quoting.list_items import list_items
from kb.answering.quoting.number_sentence import NEAREST
from kb.answering.quoting.table_row import header_of
from kb.answering.quoting.unrefused import LEAST, SURE, UNREFUSED
from kb.answering.quoting.verdict import KEPT, Verdicts
from kb.answering.quoting.verdict import TOLD as TOLD_BY
from kb.answering.quoting.what_is_read import around_numbers, quoted
from kb.answering.retrieval.evidence import ANYTHING, Evidence, Judge
from kb.answering.understanding.question import understand
from kb.answering.verifying.verifier import unsupported
from kb.answering.writing.draft import Draft
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kb.indexing.pair_reader import Sentence
    from kb.knowledge_base import KnowledgeBase

YES, NO = 9.0, -2.0
QUESTION = "2022年国内储能温控市场规模的盘口到了多少？"
TOLD = "文档没有明说所问的数值；与之最接近的内容是："
TABLE = """# 水泵行业简报

## 企业

各家的情况见下表。

| 企业 | 2022年营收（亿元） | 2023年营收（亿元） |
| --- | --- | --- |
| 白鹭泵业 | 12 | 15 |
| 青峰流体 | 7.5 | 9 |
"""


@pytest.fixture(autouse=True)
def evidence_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the default model's vectors, evidence is told on another scale."""
    monkeypatch.setattr(verdict, "PLAIN", -9.0)


class Fake:
    """Holds those sentences to answer that contain one of some words."""

    def __init__(self, *words: str) -> None:
        self._words = words
        self.read: list[Sentence] = []
        self.asked: set[str] = set()

    def logits(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        self.read += sentences
        self.asked.add(question)
        return [YES if any(w in s.text for w in self._words) else NO for s in sentences]


class Graded:
    """Log odds by sentence, else the same for all."""

    def __init__(self, known: dict[str, float], others: float) -> None:
        self._known, self._others = known, others

    def logits(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        return [self._known.get(s.text, self._others) for s in sentences]

    def warm_up(self) -> None:
        """Nothing to load."""


def asker(base: KnowledgeBase, reader: Fake) -> Asker:
    return Asker(base._generation.store, base._retriever, base.vocabulary, reader=reader)


def test_what_answers_is_kept_and_read_once() -> None:
    reader = Fake("46亿元")
    assert asker(storage(), reader).ask(QUESTION) == ask(QUESTION)
    assert [sentence.text for sentence in reader.read] == ["全年中国储能温控市场规模为46亿元。"]


def test_what_does_not_answer_is_shown_as_the_nearest() -> None:
    answer = asker(storage(), Fake()).ask(QUESTION)
    assert answer.status == "partial"
    assert lines(answer) == [TOLD, *lines(ask(QUESTION))]
    assert quotes(answer) == quotes(ask(QUESTION))
    assert unsupported(answer) == []


def test_reasons_that_are_none_are_shown_as_the_nearest_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verdict, "says_all", lambda *_: False)
    question = "钠离子电池推广为什么受到影响？"
    answer = asker(storage(), Fake()).ask(question)
    assert answer.status == "partial"
    assert lines(answer) == ["文档没有直接说所问的；与之最接近的内容是：", *lines(ask(question))]


def test_a_refused_question_is_answered_by_the_sentence_that_does() -> None:
    question = "储能温控的蛋糕2022年有多大？"
    assert ask(question).status == "refused"
    answer = asker(storage(), Fake("46亿元")).ask(question)
    assert (answer.status, lines(answer)) == (
        "answered",
        ["全年中国储能温控市场规模为46亿元。[1]"],
    )
    assert asker(storage(), Fake()).ask(question) == ask(question)


def test_what_is_said_in_full_is_read_where_the_evidence_is_not_plain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verdict, "PLAIN", 9.0)
    reader = Fake()
    question = "2022年中国储能温控市场规模是多少？"
    assert asker(storage(), reader).ask(question).status == "partial"
    assert reader.read


class Told(Fake):
    """Tells the same log odds of every sentence."""

    def __init__(self, logit: float) -> None:
        super().__init__()
        self._logit = logit

    def logits(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        self.read += sentences
        return [self._logit] * len(sentences)


@pytest.mark.parametrize(
    ("logit", "status"), [(UNREFUSED + 3.01, "answered"), (UNREFUSED + 2.9, "refused")]
)
def test_a_refused_question_off_the_subject_asks_for_more(
    monkeypatch: pytest.MonkeyPatch, logit: float, status: str
) -> None:
    monkeypatch.setattr(unrefused, "SUBJECT", 0.6)
    monkeypatch.setattr(Judge, "off_subject", lambda *_: 5.0)
    answer = asker(storage(), Told(logit)).ask("储能温控的蛋糕2022年有多大？")
    assert answer.status == status


@pytest.mark.parametrize(
    ("subject", "evidence", "logit", "status"),
    [
        (0.0, 0.0, KEPT, "answered"),
        (0.0, 0.0, KEPT - 0.1, "partial"),
        (0.6, 0.0, KEPT - 3.0, "answered"),  # off the subject
        (0.6, 0.0, KEPT - 3.1, "partial"),
        (0.0, 0.5, KEPT - 1.0, "answered"),  # with evidence
        (0.0, 0.5, KEPT - 1.1, "partial"),
    ],
)
def test_off_the_subject_and_with_evidence_less_keeps_what_is_cited(
    monkeypatch: pytest.MonkeyPatch, subject: float, evidence: float, logit: float, status: str
) -> None:
    monkeypatch.setattr(verdict, "SUBJECT", subject)
    monkeypatch.setattr(verdict, "EVIDENCE", evidence)
    monkeypatch.setattr(Judge, "off_subject", lambda *_: 5.0)
    monkeypatch.setattr(Judge, "weigh", lambda *_: Evidence(1.0, 1.0, 2.0))
    assert asker(storage(), Told(logit)).ask(QUESTION).status == status


@pytest.mark.parametrize(
    ("off", "evidence", "reads"),
    [
        (ANYTHING, TOLD_BY, False),
        (ANYTHING, TOLD_BY - 0.1, True),
        (ANYTHING - 0.1, TOLD_BY, True),
    ],
)
def test_among_texts_on_anything_good_evidence_is_not_read(
    monkeypatch: pytest.MonkeyPatch, off: float, evidence: float, reads: bool
) -> None:
    monkeypatch.setattr(Judge, "off_subject", lambda *_: off)
    monkeypatch.setattr(Judge, "weigh", lambda *_: Evidence(1.0, 1.0, evidence))
    reader = Told(-9.0)
    answer = asker(storage(), reader).ask(QUESTION)
    assert (answer.status, bool(reader.read)) == ("partial" if reads else "answered", reads)


def test_another_sentence_takes_the_place_of_what_does_not_answer() -> None:
    answer = asker(storage(), Fake("48GWh")).ask(QUESTION)
    assert answer.status == "answered"
    assert "2021年为48GWh" in answer.text
    assert [citation.marker for citation in answer.citations] == [1]
    assert not answer.data_points
    assert unsupported(answer) == []


@pytest.mark.parametrize(
    "question",
    [
        "2022年到2027年全球储能电池市场规模增加了多少？",  # computed
        "2023年省份装机排行第二的是哪个省？",  # a cell of a ranking
        "图1讲的是什么？",
        "2025年中国新型储能市场规模是多少？",  # other years are known
        "2023年美国新型储能市场规模是多少？",  # another place is
        "2022年中国储能温控市场规模是多少？",  # said in the question's own words
    ],
)
def test_what_needs_no_reading_is_not_read(question: str) -> None:
    reader = Fake()
    assert asker(storage(), reader).ask(question) == ask(question)
    assert not reader.read


def test_where_figures_of_other_times_are_known_only_a_sentence_of_that_time_tells_more(
    tmp_path: Path,
) -> None:
    text = "# 水泵\n\n2023年水泵市场规模为30亿元。\n\n水泵的生意不止这些。\n\n到2025年，水泵的生意将越过电梯。\n"
    base, question = built(tmp_path, text), "2025年水泵市场规模有多大？"
    reader = Fake("越过")
    answer = asker(base, reader).ask(question)
    assert (answer.status, lines(answer)) == (
        "answered",
        ["到2025年，水泵的生意将越过电梯。[1]"],
    )
    assert {sentence.text for sentence in reader.read} == {"到2025年，水泵的生意将越过电梯。"}
    assert asker(base, Fake()).ask(question).status == "partial"


def test_what_a_part_before_it_cites_is_not_held_against_a_part() -> None:
    question = "2022年中国储能温控市场规模是多少？2022年储能温控市场的盘口呢？"
    assert asker(storage(), Fake()).ask(question) == ask(question)


def test_a_chart_goes_with_the_figures_that_it_shows() -> None:
    question = "中国储能电池出货量历年的盘口变化趋势如何？"
    assert ask(question).chart
    answer = asker(storage(), Fake("变流器出货量")).ask(question)
    assert (answer.status, answer.data_points, answer.chart) == ("answered", (), None)


def test_a_row_is_told_by_the_names_of_its_columns(tmp_path: Path) -> None:
    base = built(tmp_path, "水泵")
    path = tmp_path / "pumps.md"
    path.write_text(TABLE, encoding="utf-8")
    base.add([path])
    answer = asker(base, Fake("白鹭泵业")).ask("白鹭泵业的情况怎么样？")
    assert lines(answer) == ["白鹭泵业：2022年营收（亿元）：12；2023年营收（亿元）：15[1]"]
    (quote,) = quotes(answer)
    assert quote.startswith("| 企业 |")
    assert quote.endswith("| 白鹭泵业 | 12 | 15 |")
    assert unsupported(answer) == []


def test_a_figure_is_read_as_it_stands_and_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    base = built(tmp_path, TABLE)
    unread = Fake()
    assert asker(base, unread).ask("白鹭泵业2023年营收多少").status == "answered"
    assert not unread.read  # its row and column say all that is asked
    monkeypatch.setattr(verdict, "says_all", lambda *_: False)
    monkeypatch.setattr(Cells, "say_all", lambda *_: False)
    reader = Fake("2023年白鹭泵业 营收：15亿元")
    answer = asker(base, reader).ask("白鹭泵业2023年营收多少")
    assert (answer.status, lines(answer)[0]) == ("answered", "2023年白鹭泵业 营收：15亿元[1]。")
    assert [(one.text, one.around) for one in reader.read] == [
        ("白鹭泵业 | 12 | 15", "| 企业 | 2022年营收（亿元） | 2023年营收（亿元） |"),
        ("2023年白鹭泵业 营收：15亿元", "企业"),
    ]


def test_a_sentence_is_read_with_its_heading_and_what_stands_before_it(tmp_path: Path) -> None:
    path = tmp_path / "pumps.md"
    path.write_text(TABLE, encoding="utf-8")
    base = built(tmp_path, REPORT)
    base.add([path])
    pumps = next(one for one in base.documents() if one.name == "pumps.md")
    row = around(pumps, pumps.text.index("| 青峰流体"))
    assert row == "企业 / | 企业 | 2022年营收（亿元） | 2023年营收（亿元） |"
    assert around(pumps, pumps.text.index("各家的")) == "企业 / "
    told = next(one for one in base.documents() if one.name == NAME)
    assert around(told, told.text.index("全年中国储能温控")).endswith(
        " / 2022年，多个省份出台配储要求。"
    )


def test_a_refused_question_on_one_model_is_not_answered_by_what_is_said_of_another(
    tmp_path: Path,
) -> None:
    path = tmp_path / "models.md"
    path.write_text(
        "# 模型简报\n\n## 规模\n\nABX-3的参数量为12亿。它比ABX-4早一年。\n", encoding="utf-8"
    )
    base = built(tmp_path, REPORT)
    base.add([path])
    question = "ABX-4的盘口参数有多大，说说看"
    told = asker(base, Fake("参数量")).ask(question.replace("4", "3"))
    assert "12亿" in told.text
    assert "12亿" not in asker(base, Fake("参数量")).ask(question).text


@pytest.mark.parametrize(("logit", "status"), [(SURE - 0.1, "refused"), (SURE, "answered")])
def test_of_a_measure_that_no_document_has_a_number_is_told_where_the_reader_is_sure(
    logit: float, status: str
) -> None:
    reader = Told(logit)
    assert asker(storage(), reader).ask("储能温控企业的毛利率有多高？").status == status


@pytest.mark.parametrize(
    ("question", "word", "status"),
    [
        ("2023年水泵的合格率是多少？", "97%", "answered"),
        ("2023年阀门的合格率是多少？", "为9%", "partial"),
    ],
)
def test_another_rate_is_not_the_one_that_is_asked_for(
    tmp_path: Path, question: str, word: str, status: str
) -> None:
    text = "# 泵阀\n\n2023年水泵的合格率为97%。\n\n从需求看，2023年阀门的废品率为9%。\n"
    base = built(tmp_path, text)
    assert asker(base, Fake(word)).ask(question).status == status


def test_of_a_long_sentence_the_clauses_that_state_a_figure_are_read_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdict, "says_all", lambda *_: False)
    text = (
        "# 水泵\n\n据蓝湾咨询对各家水泵企业采购负责人所做的问卷调查，节能仍是首要考虑的因素，其次是价格，售后再次之，"
        "而从更换意愿来看，2023年愿意更换水泵的企业占比为66%。\n"
    )
    question = "2023年愿意更换水泵的企业占比是多少？"
    reader = Graded({"售后再次之，而从更换意愿来看，2023年愿意更换水泵的企业占比为66%。": YES}, NO)
    base = built(tmp_path, text)
    assert asker(base, reader).ask(question).status == "answered"
    assert asker(base, Fake()).ask(question).status == "partial"


def test_of_a_long_sentence_without_figures_the_clauses_around_its_numbers_are_read(
    tmp_path: Path,
) -> None:
    sentence = (
        "问卷问到了各家水泵企业的采购负责人，节能仍是首要考虑的因素，其次是价格，售后再次之，"
        "而从更换意愿来看，66%的人愿意更换，12人没有回答。"
    )
    document = built(tmp_path, f"# 水泵\n\n{sentence}短句有3个。\n").documents()[0]
    start = document.text.index(sentence)

    read = around_numbers((document, start, start + len(sentence)))
    assert [one.text for _, one in read] == [
        "售后再次之，而从更换意愿来看，66%的人愿意更换，",
        "而从更换意愿来看，66%的人愿意更换，12人没有回答。",
    ]
    short = document.text.index("短句")
    assert list(around_numbers((document, short, short + 6))) == []


def test_an_enumeration_is_read_whole_with_the_sentence_that_begins_it(tmp_path: Path) -> None:
    text = "# 水泵\n\n主要风险包括：铜价上涨；订单推迟；汇率波动。行业另有看法。\n"
    document = built(tmp_path, text).documents()[0]
    start, second = text.index("主要"), text.index("订单")

    whole = "主要风险包括：铜价上涨；订单推迟；汇率波动。"
    assert quoted((document, start, start + 12))[1].text == whole
    assert quoted((document, second, second + 5))[1].text == "订单推迟；"


@pytest.mark.parametrize(
    ("answers", "status"),
    [(["2019年高峰时的96万户降至"], "answered"), (["没有"], "partial")],
)
def test_a_part_may_be_told_by_the_sentence_that_another_part_cites(
    tmp_path: Path, answers: list[str], status: str
) -> None:
    sentence = "青禾的会员由2019年高峰时的96万户降至2023年末的41万户。"
    base = built(tmp_path, f"# 花店\n\n{sentence}青禾另有12家门店。\n")
    question = "青禾最红火那年有多少会员，2023年青禾的会员有多少？"
    answer = asker(base, Fake(*answers)).ask(question)
    assert answer.status == status
    assert ("文档里没有关于" in answer.text) == (status == "partial")


def test_a_sentence_is_read_behind_the_name_that_labels_its_paragraph(tmp_path: Path) -> None:
    text = (
        "# 灯塔\n\n岚桥灯具居首。\n\n"
        "- **岚桥灯具**（总部绥安）：2023年收入4亿元。次年在北港建厂，以避开关税。岚桥灯具共有三座厂。\n\n"
        "风险有两类：油价上涨。人手不足。\n"
    )
    document = built(tmp_path, text).documents()[0]
    read = {
        said: quoted((document, (at := document.text.index(said)), at + len(said)))[1].text
        for said in ("次年在北港建厂，以避开关税。", "岚桥灯具共有三座厂。", "人手不足。")
    }
    assert read == {
        "次年在北港建厂，以避开关税。": "岚桥灯具：次年在北港建厂，以避开关税。",
        "岚桥灯具共有三座厂。": "岚桥灯具共有三座厂。",
        "人手不足。": "人手不足。",
    }


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("水泵行业的NLP靠什么推广？", "水泵行业的自然语言处理靠什么推广？"),
        ("水泵行业的GPU靠什么推广？", "水泵行业的GPU靠什么推广？"),
        ("NetEase在水泵行业靠什么推广？", "网易在水泵行业靠什么推广？"),
        ("Google在水泵行业靠什么推广？", "Google在水泵行业靠什么推广？"),
    ],
)
def test_names_are_read_as_the_documents_write_them(
    tmp_path: Path, question: str, read: str
) -> None:
    reader = Fake("补贴")
    text = "# 水泵\n\n水泵行业的自然语言处理靠补贴推广。\n\nGPU在水泵行业靠租赁推广，网易在水泵行业靠补贴。\n"
    base = built(tmp_path, text)
    asker(base, reader).ask(question)
    assert reader.asked == {read}


def test_what_is_kept_in_doubt_stands_behind_a_sentence_that_answers_better() -> None:
    question = "钠离子电池的推广为何不顺？"
    own = quotes(ask(question))
    other = "由于新能源机组缺少转动惯量，电网对构网型储能的需求持续上升。"
    assert other not in own

    reader = Graded({other: 4.0}, 0.0)
    led = asker(storage(), reader).ask(question)
    assert led.status == "answered"
    assert lines(led)[0].startswith(f"- {other}")
    assert set(own) <= set(quotes(led))

    reader = Graded({other: 4.0}, verdict.DOUBTED)
    assert quotes(asker(storage(), reader).ask(question)) == own


@pytest.mark.parametrize(
    ("logit", "first"),
    [
        (4.0, "全年中国储能温控市场规模为46亿元。"),
        (3.0, "全年中国储能温控市场规模为46亿元。"),
        (2.0, "2023年全球储能电池市场规模：240亿美元"),
    ],
)
def test_a_figure_that_is_kept_in_doubt_gives_way_to_a_far_better_sentence(
    monkeypatch: pytest.MonkeyPatch, logit: float, first: str
) -> None:
    monkeypatch.setattr(verdict, "PLAIN", 99.0)
    better = "全年中国储能温控市场规模为46亿元。"
    question = "储能电池市场的盘口在2022年有多大？"
    told = ask(question)
    answer = asker(storage(), Graded({better: logit}, 0.0)).ask(question)
    if logit < verdict.BETTER_THAN_FIGURE:
        assert answer.text == told.text
    elif logit < verdict.FAR_AHEAD:
        assert lines(answer)[1:] == lines(told)
        assert lines(answer)[0].startswith(better)
    else:
        assert quotes(answer) == [better]


@pytest.mark.parametrize(
    ("logit", "names", "status"),
    [
        (KEPT, True, "answered"),
        (KEPT - 0.1, True, "partial"),
        (LEAST, False, "answered"),
        (LEAST - 0.1, False, "partial"),
    ],
)
def test_the_nearest_is_the_answer_where_it_names_all_and_a_reader_keeps_it_or_is_surer(
    monkeypatch: pytest.MonkeyPatch, logit: float, names: bool, status: str
) -> None:
    told = storage().documents()[0]
    sentence = "全年中国储能温控市场规模为46亿元。"
    start = told.text.index(sentence)
    base, question = storage(), understand("储能温控市场规模有多大？", storage().vocabulary)
    monkeypatch.setattr(Verdicts, "_names_it", lambda *_: names)
    verdicts = asker(base, Graded({}, logit))._answerer._verdicts  # type: ignore[arg-type]
    draft = Draft(question.text, "zh", base._generation.store, vocabulary=base.vocabulary)
    mark = draft.mark()
    draft.say(*NEAREST)
    cite_sentences(draft, [(told, start, start + len(sentence))])
    passages = base._retriever.search(question.text)
    found = verdicts.settle(draft, question, passages, question.text, mark, "partial")
    assert (found, draft.lines) == (
        status,
        [f"{sentence}[1]"] if status == "answered" else [TOLD, f"{sentence}[1]"],
    )


@pytest.mark.parametrize(
    ("question", "sentence", "named"),
    [
        ("白鹭在无锡裁了多少人？", "白鹭关掉无锡的工厂，裁掉260人。", True),
        ("白鹭在苏州裁了多少人？", "白鹭关掉无锡的工厂，裁掉260人。", False),
        (
            "How many jobs went when Harle shut the Kiel plant?",
            "Harle shut its plant in Kiel; 260 jobs went.",
            True,
        ),
        (
            "How many mills went when Harle shut the Kiel plant?",
            "Harle shut its plant in Kiel; 260 jobs went.",
            False,
        ),
    ],
)
def test_a_sentence_names_it_where_it_has_all_that_is_asked_about(
    tmp_path: Path, question: str, sentence: str, named: bool
) -> None:
    base = built(tmp_path, f"# 简报\n\n{sentence}\n\n苏州有磨坊。The mills stand by.\n")
    document = base.documents()[0]
    start = document.text.index(sentence)
    judge = Judge(base._retriever.lexical, base.vocabulary, names=lambda _: frozenset())
    asked = understand(question, base.vocabulary)
    verdicts = Verdicts(Graded({}, 0.0), base._retriever, judge)
    assert verdicts._names_it(asked, (document, start, start + len(sentence))) == named


@pytest.mark.parametrize(
    ("question", "said", "of_it"),
    [
        ("2023年苏州有多少家泵企？", "2023年苏州有12家泵企。", True),
        ("2023年苏州有多少家泵企？", "2023年无锡有12家泵企。", False),
        ("2023年中国有多少家泵企？", "2023年共有12家泵企。", True),
        ("苏州有多少家泵企，跟无锡一样要建园区", "无锡有12家泵企。", False),
        ("跟无锡比，苏州有多少家泵企", "苏州有12家泵企。", True),
        ("泵企占百分之多少？", "泵企的占比相对较低。", False),
        ("Wavepump卖了多少台？", "Wavepump卖了12台。", True),
        ("Wavepump卖了多少台？", "各家共卖了12台。", False),
        ("2023年中国有多少家泵企？", "2023年全球有12家泵企。", False),
        ("泵企占多大份额？", "2023年有12家泵企。", False),
        ("泵企占多大份额？", "2023年泵企占12%。", True),
        ("为什么苏州的泵企多？", "无锡的泵企多。", False),
        ("为什么苏州的泵企多？", "那里的泵企多，因为电价低。", True),
        ("对巴西的出口为何下降？", "对巴基斯坦的出口下降，源于付款拖延。", False),
        ("茶叶怎样运到日本？", "茶叶是台湾的大宗出口品，由近海的船运送。", True),
        ("泵城二期何时投产？", "泵城二期于2024年投产。", True),
        ("泵城一期何时投产？", "泵城二期于2024年投产。", False),
        ("新一代泵为何省电？", "这种泵用稀土电机，省电。", True),
        ("26到45岁的人有多少用泵？", "18至25岁的有71%用泵，46岁以上34%。", False),
        ("18到25岁的人有多少用泵？", "18至25岁的有71%用泵，46岁以上34%。", True),
        ("硅泵在400G里占多少？", "硅泵在800G里占31%。", False),
        ("硅泵在800G里占多少？", "硅泵在800G里占31%。", True),
    ],
)
def test_a_number_is_told_of_what_it_is_asked_of(
    tmp_path: Path, question: str, said: str, of_it: bool
) -> None:
    base = built(tmp_path, f"# 泵业\n\n{said}\n\nWavepump在苏州和无锡都有工厂。\n")
    document = base.documents()[0]
    start = document.text.index(said)
    judge = Judge(base._retriever.lexical, base.vocabulary)
    asked = understand(question, base.vocabulary)
    assert is_of_what_is_asked(asked, (document, start, start + len(said)), judge) == of_it


PUMPS = """# 水泵

## 散热

水泵散热靠风扇，散热要求随功率提高。大功率水泵的散热要求最高，需要液冷。此外，它还需要温度报警。水泵散热与噪声无关，散热罩漆成蓝色。
"""


def test_of_what_is_picked_the_sentence_that_answers_leads_and_what_says_nothing_is_left_out(
    tmp_path: Path,
) -> None:
    base = built(tmp_path, PUMPS)
    question = "水泵散热的要求怎么样？"
    best, after = "大功率水泵的散热要求最高，需要液冷。", "此外，它还需要温度报警。"
    off = "水泵散热与噪声无关，散热罩漆成蓝色。"
    whole = quotes(asker(base, Graded({}, 0.5)).ask(question))
    assert {best, off} <= set(whole)

    told = quotes(asker(base, Graded({best: 4.0, after: 2.0, off: -5.0}, 1.0)).ask(question))
    assert told[:2] == [best, after]
    assert off not in told

    only = "水泵散热靠风扇，散热要求随功率提高。"
    fan = asker(base, Graded({best: 4.0, only: -1.5, off: -1.5}, 1.0)).ask("水泵散热的风扇怎么样？")
    assert only in quotes(fan)  # it alone names the fan
    assert off not in quotes(fan)

    doubted = Graded({best: -2.5, off: -6.0}, -3.0)
    least = quotes(asker(base, doubted).ask(question))  # none answers: words and reading rank them
    assert least[0] != off


@pytest.mark.parametrize(
    ("question", "years", "course"),
    [
        ("2021—2023年泵的营收如何变化？", (2021, 2022, 2023), True),
        ("2021—2023年泵的营收如何变化？", (2021, 2023, 2023), False),
        ("2023年泵的营收是多少？", (2021, 2022, 2023), False),
        ("Pump revenue 2021-2023", (2021, 2022, 2023), True),
    ],
)
def test_the_values_of_a_span_that_is_asked_for_are_no_doubtful_figures(
    question: str, years: tuple[int, ...], course: bool
) -> None:
    (first,) = (p for p in storage().data_points() if p.kind == "level" and p.quote == "46亿元")
    told = [replace(first, period=Period(year, year, text=str(year))) for year in years]
    assert asked_of.tells_course(understand(question, Vocabulary.load()), told) == course


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("白鹭泵业2023年营收是多少？", True),
        ("白鹭泵业2023年卖了多少？", True),  # its columns are money
        ("白鹭泵业2023年市场占比是多少？", True),  # a share may be called otherwise
        ("白鹭泵业2023年产能是多少？", False),
    ],
)
def test_a_row_is_of_a_measure_that_its_columns_give(
    tmp_path: Path, question: str, may: bool
) -> None:
    base = built(tmp_path, TABLE)
    document = base.documents()[0]
    start = document.text.index("| 白鹭泵业")
    end = document.text.index("\n", start)
    judge = Judge(base._retriever.lexical, base.vocabulary)
    asked = understand(question, base.vocabulary)
    heads, row = header_of(document, start), document.text[start:end]
    assert measures.counts_another(asked, heads, row, judge) is not may


STEPS = """# 水泵厂

## 选址

- 水泵厂选址看水电，水电要便宜。
- 水泵厂选址看运输，运输要便利。
- 水泵厂今年关门，工人都走了。
"""


def test_a_list_without_a_lead_in_is_one_answer_where_half_of_it_answers(tmp_path: Path) -> None:
    base = built(tmp_path, STEPS)
    document = base.documents()[0]
    items = [line for line in STEPS.split("\n") if line.startswith("- ")]
    starts = [document.text.index(item) for item in items]
    question = understand("水泵厂选址要看哪些方面？", base.vocabulary)

    def listed(*logits: float) -> list[int]:
        known = dict(zip(starts, logits, strict=True))
        end = starts[0] + len(items[0])
        found = list_items(
            question, document, starts[0], end, {}, (), lambda spans: [known[s[1]] for s in spans]
        )
        return [start for _, start, _ in found]

    assert listed(4.0, 2.0, -6.0) == starts
    assert listed(4.0, -3.0, -6.0) == []
    assert listed(-2.0, -2.0, -2.0) == []


def test_what_answers_as_clearly_as_what_is_cited_is_told_as_well(tmp_path: Path) -> None:
    filler = "水泵维护要看工况。水泵维护的工况有记录。工况的记录由水泵厂保存。"
    other = "振动超过限值时，轴承在一周之内就会损坏。"
    base = built(
        tmp_path, f"# 水泵\n\n## 维护\n\n{filler}水泵维护为了避免停机。{other}备件另购。\n"
    )
    question, own = "水泵为什么要维护？", "水泵维护为了避免停机。"

    def told(**logits: float) -> list[str]:
        known = {own: 3.0, other: logits.get("other", -4.0)}
        return quotes(asker(base, Graded(known, -4.0)).ask(question))

    assert told()[0] == own
    assert other not in told()
    assert told(other=2.5)[:2] == [own, other]
    assert other not in told(other=told_as_well.CLEARLY - 0.1)
    assert other in told(other=told_as_well.CLEARLY)
    assert told(other=4.0)[:2] == [other, own]
    assert len(told(other=2.5)) <= 5


def test_a_sentence_that_is_far_better_than_a_list_stands_before_it(tmp_path: Path) -> None:
    listed = "水泵的用途有以下几类：\n\n- 灌溉。从河里取水。\n- 排涝。把积水排走。\n"
    most = "灌溉和排涝是如今用得最多的两类。"
    text = f"# 水泵\n\n## 用途\n\n{listed}\n## 现状\n\n{most}水泵厂在扩产。\n"
    base, question = built(tmp_path, text), "水泵有哪些用途？"
    own = quotes(asker(base, Graded({}, 1.1)).ask(question))
    assert most not in own

    led = asker(base, Graded({most: 1.1 + told_as_well.FAR_AHEAD}, 1.1)).ask(question)
    assert lines(led)[0].startswith(f"- {most}")
    assert set(own) < set(quotes(led))
    less = Graded({most: 1.0 + told_as_well.FAR_AHEAD}, 1.1)
    assert quotes(asker(base, less).ask(question)) == own
