"""The command line, run as ``kb`` runs it, on a tiny sentence-transformers model."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from tiny_model import write_tiny_file
from typer.testing import CliRunner

from kb.doors.cli import app, main
from kb.indexing.bundled_model import ensure_model

COMMANDS = [
    "build", "add", "update", "remove", "sync", "edit", "list", "search", "ask", "figures",
    "compare", "exhibits", "audit", "sql", "doctor", "evaluate",
]  # fmt: skip
SCORECARDS = ["retrieval", "leave-out", "figures", "questions"]
MARKET = """# 甲报告

## 1. 市场

某机构预计，2027年中国液冷服务器市场规模将达到89亿元。2023年为15亿元，同比增长52.2%。

表1 企业规模

| 企业 | 2023年 | 2024年 |
|---|---|---|
| 甲企业 | 1亿元 | 2亿元 |
| 乙企业 | 3亿元 | 4亿元 |

来源：某机构，2023
"""
CLOUD = "# 乙报告\n\n## 1. 云服务\n\n云服务的用户很多。\n"
QUESTION = "2027年中国液冷服务器市场规模是多少？"


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    return ensure_model(folder, source=write_tiny_file(folder / "tiny.bin"))


@pytest.fixture
def kb(model, tmp_path, monkeypatch, capfd):
    """Run ``kb`` in a folder of its own: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KB_EMBEDDER", str(model))

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kb", *arguments])
        with pytest.raises(SystemExit) as exit_:
            main()
        return (exit_.value.code or 0, *capfd.readouterr())

    return run


@pytest.fixture
def built(kb, tmp_path):
    """``kb`` where an index of two documents stands."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.md").write_text(MARKET, encoding="utf-8")
    (corpus / "b.md").write_text(CLOUD, encoding="utf-8")
    assert kb("build")[0] == 0
    return kb


def parsed(result: tuple[int, str, str]):
    code, out, err = result
    assert (code, err) == (0, "")
    return json.loads(out)


def one_line(result: tuple[int, str, str], code: int, *words: str) -> None:
    """The command failed with one line on standard error and nothing else."""
    assert (result[0], result[1]) == (code, "")
    [said] = result[2].splitlines()
    assert said.startswith("kb: ")
    assert [word for word in words if word not in said] == []


def test_help_lists_every_command_with_what_it_does():
    result = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    lines = result.output.split("Commands")[1].splitlines()
    listed = [line.strip("│ ").split(maxsplit=1) for line in lines if line.startswith("│")]
    assert [name for name, _ in listed] == COMMANDS
    assert all(told.strip()[0].isupper() and told.strip().endswith(".") for _, told in listed)
    assert "0 done, 1 no evidence, 2 usage, setting or query, 3 index, 4 corpus" in result.output


@pytest.mark.parametrize("path", [[c] for c in COMMANDS] + [["evaluate", s] for s in SCORECARDS])
def test_every_command_argument_and_option_says_what_it_is(path):
    command = typer.main.get_command(app)
    for name in path:
        command = command.commands[name]
    shown = [p for p in command.params if "--help" not in p.opts]
    texts = [command.help, *(parameter.help for parameter in shown)]
    assert all(text and text[0].isupper() and text[-1] in ".?" for text in texts)


def test_the_scorecards_are_all_tried():
    assert list(typer.main.get_command(app).commands["evaluate"].commands) == SCORECARDS


def test_without_a_command_help_is_shown(kb):
    code, out, err = kb()
    assert code in (0, 2)
    assert "Usage: kb" in out + err


def test_a_build_says_what_it_did_and_an_answer_cites_it(kb, tmp_path):
    (tmp_path / "a.md").write_text(MARKET, encoding="utf-8")
    assert kb("build", "a.md") == (
        0,
        "1 document, 1 chunk (1 embedded, 0 kept), 7 figures in index\n",
        "",
    )
    code, out, err = kb("ask", QUESTION)
    assert (code, err) == (0, "")
    status, first, *_, last = out.splitlines()
    assert (status, last) == ("answered", "[1] a.md › 甲报告 › 市场, 17-47")
    assert "89亿元" in first
    assert "[1]" in first


def test_words_need_no_quotation_marks(built):
    assert built("search", "云服务", "用户") == built("search", "云服务 用户")


def test_no_evidence_is_exit_code_1(built):
    assert built("ask", "火星居民的平均身高是多少？")[0] == 1
    assert built("figures", "火星居民的平均身高") == (1, "no figure found\n", "")
    assert built("search", "云服务", "--section", "没有这一节") == (1, "no passage found\n", "")
    code, out, _ = built("ask", "火星居民的平均身高是多少？", "--json")
    assert (code, json.loads(out)["status"]) == (1, "refused")


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"], ["search", "x"], ["ask", "x"], ["figures"], ["exhibits"], ["audit"],
        ["sql", "SELECT 1"], ["add", "a.md"], ["update", "a.md"], ["remove", "x"],
        ["evaluate", "questions", "q.jsonl"],
    ],
)  # fmt: skip
def test_without_an_index_every_command_names_the_build(kb, arguments):
    one_line(kb(*arguments), 3, "no index in index", "`kb build`")


def test_a_damaged_index_is_exit_code_3(built, tmp_path):
    (tmp_path / "index" / "CURRENT").write_text("nonsense", encoding="utf-8")
    one_line(built("list"), 3, "CURRENT is damaged", "`kb build`")
    code, out, err = built("doctor")
    assert code == 3
    assert "problem: " in out
    assert err.count("\n") == 1


def test_an_index_of_another_model_is_exit_code_3(built, monkeypatch):
    monkeypatch.setenv("KB_EMBEDDER", "multilingual-e5-small")
    one_line(built("list"), 3, "built with the embedder", "`kb build`")


def test_a_corpus_with_nothing_to_read_is_exit_code_4(kb, tmp_path):
    one_line(kb("build"), 4, "corpus", "no such file or folder")
    (tmp_path / "corpus").mkdir()
    one_line(kb("build"), 4, "corpus", "nothing to read", ".md")
    (tmp_path / "corpus" / "a.txt").write_bytes(b"")
    one_line(kb("build"), 4, "a.txt", "empty")
    assert not (tmp_path / "index").exists()


def test_a_model_that_is_not_there_is_exit_code_5(built, monkeypatch, tmp_path):
    monkeypatch.setenv("KB_EMBEDDER", str(tmp_path / "corpus"))
    one_line(built("list"), 5, "KB_EMBEDDER")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["remove", "c.md"], ["c.md", "`kb list`"]),
        (["sql", "DELETE FROM data_points"], ["cannot be run", "data_points"]),
        (["sql", "SELECT * FROM nowhere"], ["no such table: nowhere", "exhibits"]),
        (["evaluate", "retrieval", "no.json"], ["no.json", "SQuAD"]),
        (["evaluate", "leave-out", "no.json"], ["no.json", "SQuAD"]),
        (["evaluate", "figures", "no.jsonl"], ["no.jsonl"]),
        (["evaluate", "questions", "no.jsonl"], ["no.jsonl"]),
    ],
)
def test_what_cannot_be_run_is_exit_code_2(built, arguments, words):
    one_line(built(*arguments), 2, *words)


def test_a_setting_out_of_range_is_exit_code_2(kb, monkeypatch):
    monkeypatch.setenv("KB_CHUNK_SIZE", "3")
    one_line(kb("list"), 2, "KB_CHUNK_SIZE", "kb.toml")


@pytest.mark.parametrize("arguments", [["frobnicate"], ["search"], ["search", "x", "--top-k", "0"]])
def test_wrong_usage_is_exit_code_2(kb, arguments):
    code, out, err = kb(*arguments)
    assert (code, out) == (2, "")
    assert "help" in err


def test_a_file_that_fails_is_told_in_one_line_and_the_rest_is_built(kb, tmp_path):
    name = "a-name-so-long-that-with-what-is-wrong-it-goes-over-eighty-columns.txt"
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / name).write_bytes(b"")
    (tmp_path / "corpus" / "b.md").write_text(CLOUD, encoding="utf-8")
    code, out, err = kb("build")
    assert (code, out) == (0, "1 document, 1 chunk (1 embedded, 0 kept), 0 figures in index\n")
    [said] = err.splitlines()
    assert said.startswith(f"kb: {name}: the file is empty")
    code, out, _ = kb("build", "--json")
    told = json.loads(out)
    assert [failure["name"] for failure in told["failures"]] == [name]
    assert told["result"]["generation"] == "generation-000002"


def test_a_build_if_changed_does_nothing_twice(built, tmp_path):
    assert built("build", "--if-changed") == (0, "index is up to date\n", "")
    (tmp_path / "corpus" / "b.md").write_text(CLOUD + "再加一句。\n", encoding="utf-8")
    assert built("build", "--if-changed")[1].startswith(
        "2 documents, 2 chunks (1 embedded, 1 kept)"
    )
    assert built("build", "--if-changed") == (0, "index is up to date\n", "")


def names(result: tuple[int, str, str]) -> list[str]:
    return [document["name"] for document in parsed(result)]


def test_documents_are_added_updated_and_removed(built, tmp_path):
    (tmp_path / "c.md").write_text("# 丙报告\n\n边缘计算的设备很多。\n", encoding="utf-8")
    told = parsed(built("add", "c.md", "--json"))
    assert (told["result"]["embedded"], told["result"]["reused"]) == (1, 2)
    assert names(built("list", "--json")) == ["a.md", "b.md", "c.md"]
    (tmp_path / "c.md").write_text("# 丙报告\n\n边缘计算的设备不多。\n", encoding="utf-8")
    assert built("update", "c.md")[0] == 0
    found = parsed(built("search", "边缘计算", "--document", "c.md", "--json"))
    assert [passage["quote"] for passage in found] == ["边缘计算的设备不多。"]
    assert built("remove", "a.md", "c.md")[0] == 0
    assert names(built("list", "--json")) == ["b.md"]


def test_the_index_may_stand_anywhere(kb, tmp_path):
    (tmp_path / "b.md").write_text(CLOUD, encoding="utf-8")
    assert kb("build", "b.md", "--index", "else/where")[0] == 0
    assert names(kb("list", "--index", "else/where", "--json")) == ["b.md"]
    one_line(kb("list"), 3, "`kb build`")


def test_every_reading_command_prints_json(built):
    [first, _] = parsed(built("list", "--json"))
    assert (first["name"], first["title"], first["characters"]) == ("a.md", "甲报告", len(MARKET))
    [passage] = parsed(built("search", "云服务", "--document", "b.md", "--top-k", "1", "--json"))
    assert (passage["quote"], passage["heading_path"]) == (
        "云服务的用户很多。",
        ["乙报告", "云服务"],
    )
    assert set(passage["score_parts"]) == {"dense", "lexical", "fused"}
    answer = parsed(built("ask", QUESTION, "--json"))
    [point] = answer["data_points"]
    assert (answer["status"], point["quote"], point["forecast"]) == ("answered", "89亿元", True)
    assert point["period"]["key"] == "2027"
    [cited] = answer["citations"]
    assert MARKET[cited["start"] : cited["end"]] == cited["quote"]
    assert [p["quote"] for p in parsed(built("figures", QUESTION, "--json"))] == ["89亿元"]
    assert len(parsed(built("figures", "--json"))) == 7
    [exhibit] = parsed(built("exhibits", "--json"))
    assert (exhibit["label"], exhibit["values"]) == ("表1", "in the text")
    assert all(f["verdict"] and f["inputs"] for f in parsed(built("audit", "--json")))
    assert parsed(built("sql", "SELECT 1 AS one, '甲' AS two", "--json")) == [
        {"one": 1, "two": "甲"}
    ]
    inspection = parsed(built("doctor", "--json"))
    assert (inspection["live"], inspection["problems"]) == ("generation-000001", [])


def rows(result: tuple[int, str, str]) -> list[dict[str, str]]:
    code, out, err = result
    assert (code, err) == (0, "")
    return list(csv.DictReader(io.StringIO(out)))


def test_figures_exhibits_audit_and_sql_print_csv(built):
    figures = rows(built("figures", "--csv"))
    assert [row["quote"] for row in figures][:3] == ["89亿元", "15亿元", "52.2%"]
    assert (figures[0]["period"], figures[0]["normalised"]) == ("2027", "8900000000.0")
    assert [row["label"] for row in rows(built("exhibits", "--csv"))] == ["表1"]
    header = built("audit", "--csv")[1].splitlines()[0]
    assert header == "verdict,rule,summary,formula,inputs"
    assert rows(built("sql", "SELECT 'a,b' AS x", "--csv")) == [{"x": "a,b"}]
    code, out, _ = built("figures", "火星居民的平均身高", "--csv")
    assert (code, len(out.splitlines())) == (1, 1)


def test_an_exhibit_is_shown_whole(built):
    [shown] = parsed(built("exhibits", "表 1", "--json"))
    assert (shown["label"], shown["title"], shown["source"]) == ("表1", "企业规模", "某机构，2023")
    assert (shown["values"], shown["section"]) == ("in the text", ["甲报告", "市场"])
    assert shown["cells"][1] == ["甲企业", "1亿元", "2亿元"]
    assert [point["value"] for point in shown["data_points"]] == [1, 2, 3, 4]
    code, out, _ = built("exhibits", "Table 1")
    assert code == 0
    assert all(
        text in out for text in ("表1 企业规模", "a.md › 甲报告", "某机构", "乙企业", "4亿元")
    )
    lines = built("exhibits", "表1", "--csv")[1].splitlines()
    assert lines == ["企业,2023年,2024年", "甲企业,1亿元,2亿元", "乙企业,3亿元,4亿元"]
    assert built("exhibits", "图9") == (2, "", "kb: there is no exhibit 图9; there are 表1\n")


def test_a_chart_that_is_only_a_caption_says_so_and_what_the_text_tells(kb, tmp_path):
    text = "# 报告\n\n2027年光伏装机容量将达97GW。\n\n图7 光伏装机容量及预测\n\n来源：某院，2024\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert kb("build", "a.md")[0] == 0
    code, out, _ = kb("exhibits", "图7")
    assert code == 0
    assert "the values of this chart are not in the text, only its caption is" in out
    assert "97GW" in out
    [shown] = parsed(kb("exhibits", "figure 7", "--json"))
    assert (shown["values"], shown["cells"]) == ("caption only", [])
    assert [point["quote"] for point in shown["nearby"]] == ["97GW"]
    code, out, err = kb("exhibits", "图7", "--csv")
    assert (code, out) == (2, "")
    assert err.startswith("kb: 图7: the values of this chart are not in the text")


def test_numbers_that_are_no_figures_are_listed_with_the_reason(built):
    left_out = rows(built("figures", "--left-out", "--csv"))
    assert [(row["reason"], row["quote"]) for row in left_out][:3] == [
        ("item number", "## 1."),
        ("period", "2027年"),
        ("period", "2023年"),
    ]
    [first, *_] = parsed(built("figures", "--left-out", "--json"))
    assert first["context"].startswith("# 甲报告 ## 1. 市场")
    assert built("figures", QUESTION, "--left-out")[0] == 2


def test_a_table_in_a_pipe_cuts_nothing_off(built):
    _, out, _ = built("sql", f"SELECT '{'规' * 200}' AS x, document_id FROM data_points")
    assert "规" * 200 in out
    assert "…" not in out


def test_rows_beyond_the_limit_are_told_of(built):
    code, out, err = built("sql", "SELECT quote FROM data_points", "--max-rows", "2", "--csv")
    assert (code, out.split()) == (0, ["quote", "89亿元", "15亿元"])
    assert err == "kb: cut at 2 rows; raise --max-rows\n"


def test_nothing_in_a_document_is_read_as_markup(kb, tmp_path):
    (tmp_path / "a.md").write_text(
        "# [bold]甲[/bold]\n\n云服务[red]很多[/red]用户[/].\n", encoding="utf-8"
    )
    assert kb("build", "a.md")[0] == 0
    assert "云服务[red]很多[/red]用户[/]." in kb("search", "云服务")[1]
    assert "[bold]" in kb("list")[1]


SQUAD = {
    "data": [
        {
            "paragraphs": [
                {"context": "云服务的用户很多。", "qas": [{"question": "云服务的用户多吗？"}]},
                {"context": "芯片的种类很多。", "qas": [{"question": "芯片有哪些种类？"}]},
            ]
        }
    ]
}


def test_retrieval_is_measured_and_written(kb, tmp_path):
    (tmp_path / "q.json").write_text(json.dumps(SQUAD), encoding="utf-8")
    code, out, err = kb("evaluate", "retrieval", "q.json", "--json", "report.json")
    assert (code, err) == (0, "")
    assert out.startswith("2 contexts, 2 questions, ")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [score["method"] for score in report["scores"]] == ["lexical", "dense", "fused"]
    assert report["scores"][0]["recall_at_1"] == 1.0
    assert not (tmp_path / "index").exists()


def test_questions_are_measured_and_compared(built, tmp_path):
    entry = {
        "id": "q1",
        "question": QUESTION,
        "category": "number",
        "status": ["answered"],
        "contains": [["89亿元"]],
    }
    (tmp_path / "q.jsonl").write_text(
        json.dumps(entry, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    code, out, err = built("evaluate", "questions", "q.jsonl", "--json", "report.json")
    assert (code, err) == (0, "")
    assert "number" in out
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["overall"]["accuracy"] == 1.0
    assert built("evaluate", "questions", "q.jsonl", "--compare", "report.json")[0] == 0
    code, _, err = built("evaluate", "questions", "q.jsonl", "--compare", "no.json")
    assert (code, err.count("\n")) == (2, 1)


def test_a_report_that_cannot_be_written_is_named(kb, tmp_path):
    (tmp_path / "q.json").write_text(json.dumps(SQUAD), encoding="utf-8")
    code, _, err = kb("evaluate", "retrieval", "q.json", "--json", "nowhere/report.json")
    assert (code, err.count("\n")) == (2, 1)
    assert "nowhere/report.json" in err


def test_the_program_itself_exits_with_the_code(tmp_path):
    command = [sys.executable, "-c", "from kb.doors.cli import main; main()", "list"]
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "kb: there is no index in index; run `kb build`\n"
