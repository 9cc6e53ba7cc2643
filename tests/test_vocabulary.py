from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import ConfigError
from kb.figures.vocabulary.vocabulary import Term, Vocabulary

VOCABULARY = Vocabulary.load()


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("智算规模", "智能算力规模"),
        ("AI算力规模", "智能算力规模"),
        ("AI 服务器", "人工智能 服务器"),
        ("ＡＩ伺服器", "人工智能服务器"),
        ("Gen-AI 与 genai", "生成式人工智能 与 生成式人工智能"),
        ("liquid-cooled servers", "液冷 服务器"),
        ("新能源車銷量", "新能源汽车销量"),
        ("China's PV module shipments", "中国's 光伏组件 出货量"),
        ("paint and said", "paint and said"),
        ("营收、净利润", "营业收入、净利润"),
        ("New York and Beijing", "纽约 and 北京"),
        ("Spaniards, Danes and a Briton", "西班牙, 丹麦 and a 英国"),
        ("", ""),
    ],
)
def test_synonyms_become_the_canonical_term(text: str, normalised: str) -> None:
    assert VOCABULARY.normalise(text) == normalised


@pytest.mark.parametrize("text", ["智算", "AI server market size", "月活跃用户数", "我国", "GenAI"])
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = VOCABULARY.normalise(text)
    assert VOCABULARY.normalise(once) == once


def test_terms_have_spans_and_categories_and_the_longest_wins() -> None:
    text = "上海 EV 销量"
    assert VOCABULARY.terms(text) == [
        Term("上海", "cities", 0, 2),
        Term("电动汽车", "concepts", 3, 5),
        Term("销量", "measures", 6, 8),
    ]
    assert [term.canonical for term in VOCABULARY.terms("生成式人工智能")] == ["生成式人工智能"]


def test_a_country_that_is_also_a_word_counts_only_in_capitals() -> None:
    assert [term.canonical for term in VOCABULARY.terms("US market")] == ["美国", "市场"]
    assert [term.canonical for term in VOCABULARY.terms("give us market")] == ["市场"]


def test_a_country_before_a_dollar_sign_is_a_currency_and_no_place() -> None:
    assert [term.canonical for term in VOCABULARY.terms("US$ 4 billion in the US")] == ["美国"]
    assert VOCABULARY.terms("priced at US$ 4 billion") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2027年中国AI服务器市场规模预计是多少？", {"中国", "人工智能", "服务器", "市场", "规模"}),
        ("What is the size of China's AI server market in 2027?",
         {"中国", "人工智能", "服务器", "市场", "规模"}),
        ("GPT-3 与 GPT3 的参数量", {"gpt3", "参数"}),
        ("星岚公司的营收", {"星岚", "企业", "营业收入"}),
        ("How many US dollars?", set()),
        ("2023年上半年是多少？", set()),
    ],
)  # fmt: skip
def test_words_are_canonical_and_free_of_stop_words(text: str, words: set[str]) -> None:
    assert VOCABULARY.words(text) == words


def test_a_longer_term_holds_the_shorter_ones_it_begins_or_ends_with() -> None:
    assert VOCABULARY.inner("新能源汽车") == {"汽车"}
    assert VOCABULARY.inner("进口量") == {"进口"}
    assert VOCABULARY.inner("分贝量级") == set()
    assert VOCABULARY.expand({"智能算力", "市场"}) == {"智能算力", "算力", "市场"}
    assert VOCABULARY.parts("市场规模") == ("市场", "规模")
    assert VOCABULARY.parts("智能算力") == ("智能算力",)


def test_a_users_file_goes_over_the_built_in_terms(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[concepts]\n"智算" = ["聪明算力"]\n"钙钛矿" = ["perovskite"]\n', "utf-8")
    vocabulary = Vocabulary.load(own)
    assert vocabulary.normalise("聪明算力") == "智能算力"
    assert vocabulary.normalise("perovskite") == "钙钛矿"
    assert vocabulary.normalise("AI服务器") == "人工智能服务器"
    assert VOCABULARY.normalise("perovskite") == "perovskite"


@pytest.mark.parametrize(
    "text", ['"a" = ', '[concepts]\n"a" = "b"', '[concepts]\n"a" = [1]', "x = 1"]
)
def test_a_users_file_of_another_form_is_refused_by_name(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=r"own\.toml"):
        Vocabulary.load(own)


def test_a_missing_users_file_is_refused_with_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="KB_VOCABULARY"):
        Vocabulary.load(tmp_path / "none.toml")


def test_every_term_of_a_long_text_is_found() -> None:
    found = VOCABULARY.terms("AI服务器 and AI " * 4000)
    assert [term.canonical for term in found] == ["人工智能", "服务器", "人工智能"] * 4000


def test_a_name_that_is_guessed_to_be_an_empty_word_counts() -> None:
    content = Vocabulary.load().content
    assert [word.text for word in content("半直驱占六成")] == ["半直驱"]
    assert [word.text for word in content("明阳智能的份额")][:1] == ["明阳"]
    assert [word.text for word in content("这一比例仅为三成")] == ["占比"]


def test_two_empty_words_in_one_are_empty() -> None:
    assert VOCABULARY.words("水泵比去年同期涨了多少，变化趋势如何") == {"水泵"}
