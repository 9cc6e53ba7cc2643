import numpy as np
import pytest
from numpy.typing import NDArray

from kb.answering.exhibits.near_titles import NearTitles

VECTORS = {
    "where it is sold": (0.9, 0.1, 0.0),
    "Export destinations": (0.8, 0.0, 0.0),
    "Margins": (0.0, 0.8, 0.0),
    "Output": (0.0, 0.7, 0.3),
    "Trade": (0.799, 0.0, 0.0),
    "something else": (0.0, 0.0, -1.0),
}


class Retriever:
    """Embeds by a table, and counts how often."""

    def __init__(self) -> None:
        self.embedder = self
        self.embedded = 0

    def embed_documents(self, texts: list[str]) -> NDArray[np.float32]:
        self.embedded += 1
        return np.array([VECTORS[text] for text in texts], np.float32)

    def vector(self, text: str) -> NDArray[np.float32]:
        return np.array([VECTORS[text]], np.float32)


@pytest.mark.parametrize(
    ("text", "titles", "nearest"),
    [
        ("where it is sold", ["Margins", "Export destinations", "Output"], 1),
        ("where it is sold", ["Trade", "Export destinations", "Output"], None),  # alike
        ("something else", ["Margins", "Export destinations", "Output"], None),  # as two are
        ("where it is sold", ["Export destinations"], None),  # nothing to compare it with
    ],
)
def test_the_title_that_is_clearly_nearest_is_taken(
    text: str, titles: list[str], nearest: int | None
) -> None:
    assert NearTitles(Retriever()).nearest(text, titles) == nearest  # type: ignore[arg-type]


def test_titles_are_embedded_once() -> None:
    retriever = Retriever()
    near = NearTitles(retriever)  # type: ignore[arg-type]
    for _ in range(3):
        near.nearest("where it is sold", ["Margins", "Output"])

    assert retriever.embedded == 1
