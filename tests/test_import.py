"""Importing kb is free: it loads no model library, opens nothing for writing, calls nobody."""

from __future__ import annotations

import subprocess
import sys

import kb

HEAVY = (
    "faiss",
    "opencc",
    "sentence_transformers",
    "streamlit",
    "tantivy",
    "torch",
    "transformers",
)

WATCHED_IMPORT = """
import os, sys

seen = []

def watch(event, arguments):
    if event == "open":
        name, mode, flags = arguments
        writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
        if flags & writes:
            seen.append(f"open {name}")
    elif event.startswith(("socket.", "subprocess.", "urllib.", "os.mkdir", "os.rename")):
        seen.append(event)

sys.dont_write_bytecode = True
sys.addaudithook(watch)
import kb
print("\\n".join(seen), end="")
"""


def run(code: str) -> str:
    """What ``code`` prints in a fresh interpreter, stderr included."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
    )
    return done.stdout


def test_import_loads_no_model_library() -> None:
    code = f"import sys, kb; print(*sorted(set({HEAVY!r}) & set(sys.modules)), end='')"
    assert run(code) == ""


def test_import_writes_nothing_and_calls_nobody() -> None:
    assert run(WATCHED_IMPORT) == ""


def test_the_public_classes_load_no_model_library() -> None:
    code = (
        "import sys, kb; kb.Config, kb.KnowledgeBase; "
        f"print(*sorted(set({HEAVY!r}) & set(sys.modules)), end='')"
    )
    assert run(code) == ""


def test_all_is_every_public_name() -> None:
    code = (
        "import types, kb; "
        "print(*(name for name, value in vars(kb).items() "
        "if not name.startswith('_') and not isinstance(value, types.ModuleType)))"
    )
    machinery = {"annotations", "Any", "TYPE_CHECKING", "import_module"}
    assert (set(run(code).split()) - machinery) | set(kb._LAZY) == set(kb.__all__)


def test_every_public_name_is_there() -> None:
    assert [name for name in kb.__all__ if not hasattr(kb, name)] == []


def test_all_is_sorted_and_says_each_name_once() -> None:
    assert kb.__all__ == sorted(set(kb.__all__))


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(kb, "no_such_name")
