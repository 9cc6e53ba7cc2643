import pytest

from kb.answering.understanding.misspelt import Misspelt

TEXT = (
    "Saltmarsh Ferries carried 410,000 passengers, most of them between Tamworth and Oslo. "
    "The fastest crossing takes an hour because the accommodation deck is small."
)
ENGLISH = {"fat", "quite", "passage", "there", "three"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("who sails to Tamwroth", "who sails to Tamworth"),  # exchanged
        ("how much acommodation", "how much accommodation"),  # left out
        ("how many passsengers", "how many passengers"),  # doubled
        ("is the accommodetion small", "is the accommodation small"),  # another
        ("Tamwroth渡轮运了多少人", "Tamworth渡轮运了多少人"),
    ],
)
def test_a_slip_is_put_right_towards_what_the_text_writes(typed: str, read: str) -> None:
    assert Misspelt([TEXT], ENGLISH.__contains__).corrected(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "how many passengers",  # as it stands
        "a passenger",  # in another form
        "the fattest of all",  # a word, made of another
        "ist the passage Oslo's?",  # two slips, or too short
        "FERRIES-2 and tamwort.h",  # a code
    ],
)
def test_what_is_known_or_farther_off_stays(typed: str) -> None:
    assert Misspelt([TEXT], ENGLISH.__contains__).corrected(typed) == typed
