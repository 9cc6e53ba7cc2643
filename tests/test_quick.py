"""The way in without typer answers as the one with typer does, and leaves to it what is not plain."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fakes import FakeEmbedder
from small_index import built

from kb.doors import cli, quick
from kb.doors.quick import Plain, parse


@pytest.mark.parametrize(
    ("arguments", "plain"),
    [
        (["ask", "液冷"], Plain("ask", "液冷", Path("index"), False)),
        (["ask", "a", "b", "--json"], Plain("ask", "a b", Path("index"), True)),
        (["search", "--index", "x", "a"], Plain("search", "a", Path("x"), False)),
        ([], None),
        (["ask"], None),
        (["ask", "--json"], None),
        (["ask", "--help"], None),
        (["ask", "a", "--", "b"], None),
        (["ask", "a", "--index"], None),
        (["ask", "a", "--index", "--json"], None),
        (["ask", "a", "--index=x"], None),
        (["search", "a", "--top-k", "3"], None),
        (["figures", "a"], None),
        (["--version"], None),
    ],
)
def test_only_plain_commands_are_read(arguments: list[str], plain: Plain | None) -> None:
    assert parse(arguments) == plain


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "液冷服务器的市场规模是多少？"],
        ["ask", "--json", "液冷服务器的市场规模是多少？"],
        ["ask", "火星上有多少头牛？"],
        ["search", "液冷"],
        ["search", "液冷", "--json"],
    ],
)
def test_both_ways_in_print_the_same(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    built(tmp_path / "index")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kb.knowledge_base.load_embedder", lambda _: FakeEmbedder(64))
    monkeypatch.setattr(sys, "argv", ["kb", *arguments])
    results = []
    for main in (lambda: quick.main(sys.exit), cli.main):
        with pytest.raises(SystemExit) as left:
            main()
        results.append((left.value.code or 0, *capfd.readouterr()))
    assert results[0] == results[1]
    assert results[0][1] != ""


def test_an_error_is_one_line_and_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["kb", "ask", "液冷"])
    with pytest.raises(SystemExit) as left:
        quick.main(sys.exit)
    assert (left.value.code, capfd.readouterr()) == (
        3,
        ("", "kb: there is no index in index; run `kb build`\n"),
    )


def test_a_reader_that_has_seen_enough_ends_it_quietly() -> None:
    code = (
        "import sys; from kb.doors import quick; sys.argv = ['kb', 'ask', 'a']; "
        "quick.run = lambda plain: [print('x' * 99) for _ in range(9999)]; quick.main()"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert started.stdout is not None
    assert started.stderr is not None
    assert started.stdout.readline() == b"x" * 99 + b"\n"
    started.stdout.close()
    assert (started.stderr.read(), started.wait(timeout=60)) == (b"", 141)
    started.stderr.close()


def test_a_question_loads_neither_typer_nor_readers_nor_an_engine(tmp_path: Path) -> None:
    code = (
        "import sys, kb.doors.quick, kb.doors.printing, kb.knowledge_base; "
        "unwanted = {'typer', 'rich', 'openvino', 'torch', 'faiss', 'kb.readers', "
        "'kb.figures.extraction', 'kb.indexing.builder', 'yaml'}; "
        "print(*sorted(unwanted & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
