import json
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from kb.config import Config
from kb.errors import QueryError
from kb.evaluation.retrieval import (
    QuestionSet,
    RetrievalReport,
    RetrievalScore,
    evaluate,
    read_questions,
)

CONTEXTS = ("云服务的用户很多。", "芯片的种类很多。", "液冷服务器的能耗很低。")


def written(folder: Path, *paragraphs: tuple[str, list[str]]) -> Path:
    """A SQuAD-style file with each context's questions."""
    listed = [
        {"context": context, "qas": [{"question": question} for question in questions]}
        for context, questions in paragraphs
    ]
    path = folder / "questions.json"
    path.write_text(json.dumps({"data": [{"paragraphs": listed}]}), encoding="utf-8")
    return path


class OneSided(FakeEmbedder):
    """Sees no difference between texts, so that dense search falls back on the texts' order."""

    def _embed(self, texts):
        return super()._embed([""] * len(texts))


def test_questions_are_read_with_the_number_of_their_context(tmp_path):
    path = written(tmp_path, ("甲", ["一", "二"]), ("乙", ["三"]))
    assert read_questions(path) == QuestionSet(("甲", "乙"), (("一", 0), ("二", 0), ("三", 1)))


def test_a_context_that_comes_twice_counts_once(tmp_path):
    path = written(tmp_path, ("甲", ["一"]), ("乙", []), ("甲", ["二"]))
    assert read_questions(path) == QuestionSet(("甲", "乙"), (("一", 0), ("二", 0)))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"data": [{}]}', '{"data": [{"paragraphs": [{"context": "甲"}]}]}', "1"],
)
def test_a_file_of_another_shape_is_named(tmp_path, text):
    path = tmp_path / "q.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=r"q\.json is not of SQuAD's shape"):
        read_questions(path)


def test_bytes_that_are_no_text_and_a_missing_file_are_named(tmp_path):
    path = tmp_path / "q.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QueryError, match=r"q\.json is not of SQuAD's shape"):
        read_questions(path)
    with pytest.raises(QueryError, match=r"cannot read .*no\.json: No such file"):
        read_questions(tmp_path / "no.json")


def test_a_file_without_questions_is_refused(tmp_path):
    with pytest.raises(QueryError, match=r"questions\.json holds no question"):
        evaluate(written(tmp_path), FakeEmbedder(), Config())
    with pytest.raises(QueryError, match="holds no question"):
        evaluate(written(tmp_path, ("甲", [])), FakeEmbedder(), Config())


def test_what_every_method_finds_first_scores_one(tmp_path):
    path = written(tmp_path, *((context, [context]) for context in CONTEXTS))
    scores = tuple(RetrievalScore(m, 1.0, 1.0, 1.0, 1.0) for m in ("lexical", "dense", "fused"))
    expected = RetrievalReport(3, 3, "fake", scores)
    assert evaluate(path, FakeEmbedder(512), Config()) == expected


def test_ranks_become_recall_and_reciprocal_rank(tmp_path):
    path = written(tmp_path, *((context, [context]) for context in CONTEXTS))
    lexical, dense, fused = evaluate(path, OneSided(), Config()).scores
    assert lexical == RetrievalScore("lexical", 1.0, 1.0, 1.0, 1.0)
    assert dense == RetrievalScore("dense", 1 / 3, 1.0, 1.0, pytest.approx((1 + 1 / 2 + 1 / 3) / 3))
    assert fused == RetrievalScore("fused", 1.0, 1.0, 1.0, 1.0)


def test_beyond_the_tenth_counts_nothing(tmp_path):
    contexts = [(f"第{n}段话。", []) for n in range(11)]
    path = written(tmp_path, *contexts, ("液冷服务器。", ["液冷服务器"]))
    dense = evaluate(path, OneSided(), Config()).scores[1]
    assert dense == RetrievalScore("dense", 0.0, 0.0, 0.0, 0.0)


def test_chunks_of_one_context_count_as_one(tmp_path):
    long = "".join(f"第{n}句话说的是市场的规模和增长。" for n in range(20))
    path = written(tmp_path, (long, []), ("液冷服务器。", ["液冷服务器"]))
    dense = evaluate(path, OneSided(), Config(chunk_size=50)).scores[1]
    assert (dense.recall_at_1, dense.mrr_at_10) == (0.0, 0.5)


def test_progress_ends_with_the_last_question(tmp_path):
    told = []
    path = written(tmp_path, *((context, [context]) for context in CONTEXTS))
    evaluate(path, FakeEmbedder(), Config(), lambda *args: told.append(args))
    assert [args for args in told if args[0] == "searching"] == [
        ("searching", number, 3) for number in (1, 2, 3)
    ]


def test_a_report_goes_through_json(tmp_path):
    path = written(tmp_path, (CONTEXTS[0], ["云服务"]))
    report = evaluate(path, FakeEmbedder(), Config())
    plain = json.loads(json.dumps(report.to_dict()))
    assert (plain["contexts"], plain["questions"], plain["embedder"]) == (1, 1, "fake")
    assert RetrievalScore(**plain["scores"][0]) == report.scores[0]
