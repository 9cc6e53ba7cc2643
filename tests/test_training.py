"""What the reader is trained on: a report's questions with the sentences that answer and those that come close."""

from kb.readers import read_text
from training.pairs import of_report

TEXT = """# Weirs

The upper weir was raised by 40 centimetres in 2023. Eels pass it at night alone. The lower weir stands.
"""


def test_a_question_stands_beside_the_sentences_of_its_report() -> None:
    document = read_text(TEXT, name="weirs.md")
    told, close = of_report(
        document,
        [
            {"question": "How far was the weir raised?", "evidence": ["raised by 40"]},
            {"question": "When do salmon pass?", "near": ["Eels pass it"]},
        ],
    )

    assert told.sentences[0][0] == "The upper weir was raised by 40 centimetres in 2023."
    assert (told.answering, told.near) == (1, 0)
    assert close.sentences[0][0] == "Eels pass it at night alone."
    assert (close.answering, close.near) == (0, 1)
