"""Regular expressions that wait to be compiled do what compiled ones do, and all of kb's compile."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import kb
from kb.regex import _Regex, regex

MODULES = [module.name for module in pkgutil.walk_packages(kb.__path__, "kb.")]


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given[0]) or real(*given))
    real = re._compiler.compile  # type: ignore[attr-defined]
    digits = regex(r"(?P<first>\d)\d*")
    assert (digits.pattern, compiled) == (r"(?P<first>\d)\d*", [])
    assert digits.findall("12 7") == ["1", "7"]
    assert digits.sub("-", "12 7") == "- -"
    assert compiled == [digits.pattern]


def test_it_answers_as_a_compiled_one() -> None:
    for pattern, flags in ((r"(?P<a>B)|c", re.IGNORECASE), (rb"(x)(y)?", 0)):
        waiting: Any = regex(pattern, flags)
        compiled: Any = re.compile(pattern, flags)
        text = pattern.lower()
        assert [match.span() for match in waiting.finditer(text)] == [
            match.span() for match in compiled.finditer(text)
        ]
        for name in ("flags", "groups", "groupindex", "pattern"):
            assert getattr(waiting, name) == getattr(compiled, name)


def test_what_is_wrong_is_raised_at_the_first_use() -> None:
    wrong = regex("(")
    with pytest.raises(re.error, match="unterminated subpattern"):
        wrong.search("")
    with pytest.raises(AttributeError):
        regex("a").no_such_method  # type: ignore[attr-defined]  # noqa: B018


def test_every_pattern_compiles() -> None:
    modules = [importlib.import_module(name) for name in MODULES]
    waiting = [one for module in modules for value in vars(module).values() for one in _held(value)]
    assert len(waiting) > 300
    assert min(one.groups for one in waiting) >= 0


def _held(value: Any) -> Iterator[Any]:
    if isinstance(value, _Regex):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _held(one)
    elif isinstance(value, dict):
        yield from _held(list(value.values()))
