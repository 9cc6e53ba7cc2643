"""Settings: arguments before the environment before the file, and what is refused by name."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

from kb.config import Config
from kb.errors import ConfigError


def test_arguments_go_before_the_environment_and_that_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kb.toml").write_text("top_k = 3\ncandidates = 30\nchunk_size = 300\n")
    monkeypatch.setenv("KB_CANDIDATES", "40")
    monkeypatch.setenv("kb_chunk_size", "400")
    found = Config(chunk_size=500)
    assert (found.top_k, found.candidates, found.chunk_size) == (3, 40, 500)


def test_another_file_is_read_where_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.toml").write_text('vocabulary = "words.toml"\ndense_weight = 1\n')
    monkeypatch.setenv("KB_CONFIG", str(tmp_path / "mine.toml"))
    assert (Config().vocabulary, Config().dense_weight) == (Path("words.toml"), 1.0)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.toml").write_text("top_k: 3")
    monkeypatch.setenv("KB_CONFIG", str(tmp_path / "mine.toml"))
    with pytest.raises(ConfigError, match=r"mine\.toml cannot be read: .*unset KB_CONFIG"):
        Config()


@pytest.mark.parametrize(
    ("name", "given", "read"),
    [
        ("batch_size", "8", 8),
        ("batch_size", 8.0, 8),
        ("dense_weight", "0.5", 0.5),
        ("dense_weight", 1, 1.0),
        ("precision", "f32", "f32"),
        ("query_prompt", "", ""),
        ("query_prompt", None, None),
        ("vocabulary", "a/b", Path("a/b")),
        ("cache_folder", Path("c"), Path("c")),
        ("embedder", "7", "7"),
    ],
)
def test_a_value_is_read_as_its_setting_wants_it(name: str, given: Any, read: Any) -> None:
    found = getattr(Config(**{name: given}), name)
    assert (found, type(found)) == (read, type(read))


@pytest.mark.parametrize(
    ("name", "given", "why"),
    [
        ("batch_size", "many", "'many' is not a whole number"),
        ("batch_size", 1.5, "1.5 is not a whole number"),
        ("batch_size", True, "True is not a whole number"),
        ("batch_size", 0, "0 is not at least 1"),
        ("chunk_size", "9000", "9000 is not at least 50 and at most 4000"),
        ("dense_weight", "nan", "nan is not at least 0.0 and at most 1.0"),
        ("reader_seconds", 0, "0 is not above 0"),
        ("generator_timeout", [], r"\[\] is not a number"),
        ("precision", "f16", "'f16' is not auto or f32 or int8"),
        ("query_prompt", 3, "3 is not a text"),
        ("vocabulary", 3, "3 is not a path"),
        ("embedder", None, "None is not a text"),
        ("no_such_thing", 1, "there is no such setting"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(name: str, given: Any, why: str) -> None:
    with pytest.raises(ConfigError, match=rf"^setting {name} \(KB_{name.upper()}\): {why}; mend"):
        Config.load(**{name: given})


def test_a_misspelt_setting_in_the_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kb.toml").write_text("topk = 3\n")
    with pytest.raises(ConfigError, match=r"setting topk \(KB_TOPK\): there is no such setting"):
        Config()


def test_settings_are_compared_and_changed_by_copying() -> None:
    one = Config(top_k=3)
    assert one == Config(top_k=3) != Config(top_k=4)
    assert replace(one, top_k=4).top_k == 4
    with pytest.raises(FrozenInstanceError):
        one.top_k = 5  # type: ignore[misc]


def test_the_key_is_not_shown() -> None:
    assert "hidden" not in repr(Config(generator_key="hidden"))
    assert Config(generator_key="hidden").generator_key == "hidden"
