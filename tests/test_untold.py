"""What a question asks for and a sentence leaves out, though it speaks of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fakes import FakeEmbedder
from small_report import built

from kb import KnowledgeBase
from kb.answering.lookup.subjects import names_left_out
from kb.answering.quoting import untold
from kb.answering.quoting.asked_of import is_of_what_is_asked
from kb.answering.retrieval.evidence import Judge
from kb.answering.understanding.question import understand
from kb.figures.vocabulary.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from kb.types import PointKind


@pytest.mark.parametrize(
    ("question", "sentence", "lacking"),
    [
        ("恒岭的新泵什么时候投产？", "恒岭的新泵由白鹭总包，合同额2.3亿元。", True),
        ("恒岭的新泵什么时候投产？", "恒岭的新泵将于2025年底投产。", False),
        ("恒岭的新泵几月投产？", "恒岭的新泵定在国庆后投产，为期三个月。", False),
        ("恒岭的新泵何时投产？", "恒岭的新泵已投产。", False),
        ("恒岭的新泵何时投产？", "恒岭的新泵选在无锡。", True),
        ("恒岭的新泵为什么停产？", "恒岭的新泵选在无锡。", False),
        ("When will Harle decide on the weir?", "Harle is studying the weir.", True),
        ("When will Harle decide on the weir?", "Harle will rule on the weir next spring.", False),
        ("Which year did Harle open the weir?", "Harle opened the weir in 2019.", False),
        ("In which month did Harle open it?", "Harle opened it with Orlan.", True),
        ("How much is lost when the weir is shut?", "Harle is studying the weir.", False),
        ("Why, and since when is the weir shut?", "Harle is studying the weir.", True),
    ],
)
def test_when_is_told_by_a_time(question: str, sentence: str, lacking: bool) -> None:
    assert untold.lacks_time(question, sentence) == lacking


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("恒岭是哪年成立的？", "恒岭于2010年成立了泵阀研究院，专做密封。", True),
        ("恒岭的泵阀研究院是哪年成立的？", "恒岭于2010年成立了泵阀研究院，专做密封。", False),
        ("恒岭是哪年成立的？", "恒岭成立于1998年。", False),
        ("恒岭为什么2010年成立研究院？", "恒岭于2010年成立了泵阀研究院。", False),
        ("When was Harle founded?", "In 2010 Harle set up its own academy.", True),
        ("When was Harle's academy founded?", "In 2010 Harle set up its own academy.", False),
        ("When was Harle founded?", "Harle was founded in 1998.", False),
    ],
)
def test_who_founds_something_is_not_founded_then(
    question: str, sentence: str, another: bool
) -> None:
    assert untold.founds_another(question, sentence) == another


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("2023年上半年销量是多少？", "2023年销量为3万台。", True),
        ("2023年上半年销量是多少？", "2023年二季度销量为3万台。", False),
        ("2023年上半年销量是多少？", "2021—2023年销量为3万台。", False),
        ("2023年销量是多少？", "2022年销量为3万台。", True),
        ("2023年销量是多少？", "2022年销量为3万台，2023年为4万台。", False),
        ("2023年销量是多少？", "2020—2025年销量年均增长3%。", False),
        ("2023年销量是多少？", "2020—2025年销量年均增长3%，2025年为4万台。", True),
        ("2020年到2025年销量增长多少？", "2020—2025年销量年均增长3%，2025年为4万台。", False),
        ("2023年销量是多少？", "销量为3万台。", False),
        ("销量是多少？", "2022年销量为3万台。", False),
        ("How much was sold in 2023?", "In 2022, 30 pumps were sold.", True),
    ],
)
def test_other_times_than_are_asked_about(question: str, told: str, other: bool) -> None:
    periods = understand(question, Vocabulary.load()).figure.periods
    assert untold.is_of_another_time(periods, told) == other


@pytest.mark.parametrize(
    ("question", "told", "left_out"),
    [
        ("绿茶24年是19年的几倍", "2024年绿茶花费为40元。", True),
        ("绿茶24年是19年的几倍", "2019年绿茶花费为20元，2024年为40元。", False),
        ("绿茶24年是19年的几倍", "到2024年绿茶花费已翻倍。", False),
        ("绿茶24年是红茶的几倍", "2024年绿茶花费为40元。", False),
        ("绿茶24年是19年的几倍", "绿茶花费为40元。", False),
    ],
)
def test_one_of_two_times_tells_nothing_of_both(question: str, told: str, left_out: bool) -> None:
    periods = understand(question, Vocabulary.load()).figure.periods
    assert untold.leaves_out_a_time(periods, told) is left_out


def test_one_of_two_times_at_the_head_of_a_row_tells_nothing_of_both() -> None:
    periods = understand("绿茶24年是19年的几倍", Vocabulary.load()).figure.periods
    heads = "种类 | 2024年 | 同比增速"
    assert untold.leaves_out_a_time(periods, "绿茶 | 40 | 9%", heads)
    assert not untold.leaves_out_a_time(periods, "绿茶 | 40 | 20", "种类 | 2024年 | 2019年")


@pytest.mark.parametrize(
    ("question", "told", "lacking"),
    [
        ("How high is the levy per tonne?", "Strip cost 19% more after the levy.", True),
        ("How high is the levy per tonne?", "The levy is €31 a tonne.", False),
        ("How high is the levy per tonne?", "The levy is €31/t.", False),
        ("How much does a head spend, per person?", "Each guest spends €31.", False),
        ("How much is sold per year?", "Sales came to €31 million.", False),
        ("How large is the market per the survey?", "Sales came to €31 million.", False),
        ("How large is the market per Harle?", "Sales came to €31 million.", False),
        ("What part is sold, in per cent?", "Sales came to €31 million.", False),
        ("每吨纸浆的运费是多少？", "纸浆运费合计3亿元。", True),
        ("每吨纸浆的运费是多少？", "纸浆运费为45元/吨。", False),
        ("茶叶人均消费多少？", "茶叶消费额3亿元。", True),
        ("茶叶人均消费多少？", "平均一个人买了2公斤。", False),
        ("茶叶每年卖多少？", "茶叶消费额3亿元。", False),
        ("每个省卖了多少茶叶？", "甲省3亿元，乙省2亿元。", False),
        ("茶馆每个月有多少客人？", "茶馆月客人数达3,200位。", False),
        ("每个茶馆有多少客人？", "茶馆客人数达3,200位。", True),
    ],
)
def test_so_much_for_each_is_told_by_the_piece(question: str, told: str, lacking: bool) -> None:
    assert untold.lacks_each(question, told) == lacking


@pytest.mark.parametrize(
    ("kinds", "sentence", "lacking"),
    [
        (("growth", "cagr"), "绿茶24.1亿元，红茶13.5亿元。", True),
        (("growth", "cagr"), "绿茶24.1亿元，增长3%。", False),
        (("growth", "cagr"), "绿茶从20亿元到24.1亿元。", False),
        (("growth", "level"), "绿茶24.1亿元，红茶13.5亿元。", False),
        ((), "绿茶24.1亿元，红茶13.5亿元。", False),
        (("growth", "cagr"), "Green tea brought in €24 million.", True),
        (("growth", "cagr"), "Green tea rose to €24 million.", False),
    ],
)
def test_growth_is_told_by_a_rate_or_a_change(
    kinds: tuple[PointKind, ...], sentence: str, lacking: bool
) -> None:
    assert untold.lacks_change(kinds, sentence) == lacking


@pytest.mark.parametrize(
    ("sentence", "lacking"),
    [
        ("规模从19亿元增长到34亿元，年均增长17.3%。", True),
        ("规模增长17.3%，其中水泵占四成。", False),
        ("水泵在其中的比例为17.3%。", False),
        ("Sales grew from €19 million at a CAGR of 17.3%.", True),
        ("Sales grew; pumps made up 17.3% of them.", False),
    ],
)
def test_a_share_is_told_by_a_part_and_no_growth(sentence: str, lacking: bool) -> None:
    assert untold.lacks_part(sentence) == lacking


@pytest.mark.parametrize(
    ("question", "sentence", "lacking"),
    [
        ("苏州为什么跌出前十？", "苏州凭借园区跻身前十。", True),
        ("苏州为什么跌出前十？", "苏州的园区建设放慢。", False),
        ("苏州为什么跻身前十？", "苏州凭借园区跻身前十。", False),
        ("苏州在榜上掉到第九名的原因是什么？", "苏州有很多园区。", True),
        ("Why did Harle drop out of the top ten?", "Harle built two parks.", True),
        ("Why did Harle drop out of the top ten?", "Harle lost two parks.", False),
        ("Why did Harle build parks?", "Harle built two parks.", False),
    ],
)
def test_why_a_place_was_lost_what_got_better_does_not_tell(
    question: str, sentence: str, lacking: bool
) -> None:
    assert untold.lacks_fall(question, sentence) == lacking


@pytest.mark.parametrize(
    ("question", "sentence", "counts"),
    [
        ("In which nine towns are the mills?", "We asked 40 mills in nine towns.", True),
        ("In which two towns are the mills?", "The two towns are Harle and Orlan.", False),
        ("Which German mill chains shut?", "Four of the largest mill chains have shut.", True),
        ("Which mill chains shut?", "Four of the largest Spanish mill chains have shut.", True),
        ("Which mill chains shut?", "Four mill chains in Spain and Kiel have shut.", False),
        ("Which mill chains shut?", "Four mill chains, notably one in Kiel, have shut.", False),
        ("Which mills shut?", "Three mills, those on the Ems, the Hase and Leda, shut.", False),
        ("Which fabric lasts longest?", "Wool lasts nine years.", False),
        ("How many mills shut?", "Four mills shut.", False),
        ("白鹭退出的是哪些城市？", "白鹭主动退出了19个城市。", True),
        ("白鹭退出的是哪些城市？", "白鹭主动退出了苏州和无锡2个城市。", False),
        ("那两个水泵型号叫什么？", "- 专利：两个水泵型号被起诉，涉案7家。", True),
        ("那两个水泵型号叫什么？", "两个水泵型号“青峰”“白鹭”被起诉。", False),
        ("新增的8个指标是哪些？", "指标新增8项、删去3项。", True),
        ("新增的3个指标是哪些？", "新增3个指标：扬程、流量、功耗。", False),
        ("那26位专家来自哪些单位？", "权重由26位专家打分。", True),
        ("白鹭为什么退出？", "白鹭主动退出了19个城市。", False),
    ],
)
def test_how_many_there_are_tells_no_names(question: str, sentence: str, counts: bool) -> None:
    assert untold.only_counts(question, sentence, Vocabulary.load()) == counts


@pytest.mark.parametrize(
    ("names", "sentence", "joined"),
    [
        ({"无锡"}, "苏州、无锡、常州三市合计占67%，其中苏州占19.6%。", True),
        ({"无锡"}, "苏州和无锡的泵企共40家。", True),
        ({"无锡"}, "苏州和无锡的泵企分别为40家和30家。", False),
        ({"无锡"}, "苏州和无锡都有泵企40家。", False),
        ({"无锡"}, "苏州和无锡共40家，无锡占一半。", False),
        ({"苏州", "无锡"}, "苏州和无锡的泵企共40家。", False),
        ({"无锡"}, "无锡有泵企40家。", False),
        ({"无锡"}, "有泵企40家。", False),
        (set(), "苏州和无锡的泵企共40家。", False),
        ({"西班牙"}, "Portugal and Spain stripped 88 tonnes, 57% of it in Portugal.", True),
        ({"葡萄牙"}, "Portugal and Spain stripped 88 tonnes, 57% of it in Portugal.", False),
    ],
)
def test_what_holds_of_several_together_is_no_answer_of_one(
    names: set[str], sentence: str, joined: bool
) -> None:
    assert untold.is_of_others_too(names, sentence, Vocabulary.load()) == joined


@pytest.mark.parametrize(
    ("question", "said", "of_it"),
    [
        ("杭州的上云率是多少？", "苏州的上云率达71%，比上海高5个点。", False),
        ("杭州的上云率是多少？", "与苏州不同，杭州的上云率达71%。", True),
        ("杭州的上云率是多少？", "上云率达71%，高于苏州。", False),
        ("青砚陶瓷的出口占比是多少？", "泉润卫浴营收84亿元，其中出口占46%。", False),
        ("青砚陶瓷的出口占比是多少？", "青砚陶瓷营收84亿元，其中出口占46%。", True),
        ("泉润的出口占比是多少？", "泉润卫浴营收84亿元，其中出口占46%。", True),
        ("How much did output grow at Orlan?", "Output at Harle grew by 4%, to 12 tonnes.", False),
        ("How much did output grow at Harle?", "Output at Harle grew by 4%, to 12 tonnes.", True),
        ("Why did output grow at Orlan?", "Output at Harle grew by 4%, to 12 tonnes.", False),
        ("what did harle make in FY24?", "In Harle the works made 12 tonnes in 2024.", True),
        ("what did harle make, Q3?", "In Harle the works made 12 tonnes in 2024.", True),
    ],
)
def test_what_begins_with_another_name_is_of_that(
    tmp_path: Path, question: str, said: str, of_it: bool
) -> None:
    base = built(tmp_path, f"# 简报\n\n{said}\n\n青砚陶瓷和泉润卫浴都有工厂。\n")
    document = base.documents()[0]
    start = document.text.index(said)
    judge = Judge(base._retriever.lexical, base.vocabulary, names=lambda _: frozenset())
    asked = understand(question, base.vocabulary)
    assert is_of_what_is_asked(asked, (document, start, start + len(said)), judge) == of_it


def test_people_of_some_sort_are_nobody_by_name(tmp_path: Path) -> None:
    said = "三是秋天开展的养宠家庭调查,共收回问卷620份。"
    base = built(tmp_path, f"# 小猫小狗\n\n养宠人越来越多。\n\n{said}\n")
    document = base.documents()[0]
    start = document.text.index(said)
    judge = Judge(base._retriever.lexical, base.vocabulary)
    asked = understand("养宠人问卷一共收回多少份？", base.vocabulary)
    assert is_of_what_is_asked(asked, (document, start, start + len(said)), judge)


def test_a_heading_farther_above_tells_whose_a_sentence_is(tmp_path: Path) -> None:
    said = "Demand from Harle lifted output by 4%, to 12 tonnes."
    path = tmp_path / "news.md"
    text = (
        f"# News\n\nOf two works.\n\n## Works at Orlan\n\nThere are two.\n\n### Kilns\n\n{said}\n"
    )
    path.write_text(text, encoding="utf-8")
    base = KnowledgeBase.build([path], tmp_path / "index", embedder=FakeEmbedder())
    document = base.documents()[0]
    start = document.text.index(said)
    judge = Judge(base._retriever.lexical, base.vocabulary, names=lambda _: frozenset())
    asked = understand("How much did output grow at Orlan?", base.vocabulary)
    assert is_of_what_is_asked(asked, (document, start, start + len(said)), judge)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How many parameters does GPT-4 have in Table 1?", ["GPT-4"]),
        ("How many parameters does GPT-3 have in Table 1?", []),
        ("How many parameters does GPT 4 have, up to 2027 and over 30?", ["GPT 4"]),
        ("Over 40 firms by mid-2024 and in the next 3 years: what share?", []),
        ("gpt 4有多少参数，top 2027呢？", ["gpt 4"]),
        ("How much did Orlan sell, as in Table 2?", ["Orlan"]),
        ("表1里无锡的数值是多少？", ["无锡"]),
        ("表1里苏州的数值是多少？", []),
        ("表1里中国的数值是多少？", []),
    ],
)
def test_names_that_a_table_has_nowhere_are_told_as_they_are_written(
    question: str, named: list[str]
) -> None:
    vocabulary = Vocabulary.load()
    asked = understand(question, vocabulary)
    assert names_left_out(asked, "表1 参数\n| 苏州 | GPT 3 |", vocabulary) == named
