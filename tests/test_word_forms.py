import pytest

from kb.text import stem, tokens
from kb.word_forms import base


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("ran", "run"),
        ("paid", "pay"),
        ("taken", "take"),
        ("children", "child"),
        ("centres", "centers"),
        ("neighbours", "neighbors"),
        ("organisation", "organization"),
        ("realised", "realized"),
    ],
)
def test_a_form_is_put_as_the_one_that_it_is_found_by(word: str, form: str) -> None:
    assert base(word) == form


@pytest.mark.parametrize("word", ["run", "rise", "raised", "basis", "left", "found", "led", "算力"])
def test_other_words_stay(word: str) -> None:
    assert base(word) == word


def test_what_rose_is_found_by_what_rises() -> None:
    assert stem("rose") == stem("risen") == stem("rises") == "rise"
    assert tokens("Neighbours paid") == tokens("neighbor pays")
