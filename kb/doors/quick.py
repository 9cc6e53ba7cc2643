"""The way in: plain ``kb ask`` and ``kb search`` at once, all else by ``kb.doors.cli``.

To load typer and to read a command's annotations takes about as long as an answer. What is written
with words, ``--index`` and ``--json`` alone is therefore read here; help and mistakes are not.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from kb.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from collections.abc import Callable

NO_EVIDENCE = 1
READER_GONE = 141
"""What a shell says of a tool that the signal for a closed pipe ended."""


class Plain(NamedTuple):
    """A command that needs no typer."""

    command: str
    text: str
    folder: Path
    as_json: bool


def _at_once(code: int) -> NoReturn:
    """Leave without taking apart what the system frees anyhow: a twentieth of a second."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main(leave: Callable[[int], NoReturn] = _at_once) -> None:
    """Run ``kb``; see ``kb.doors.cli`` for what it does and its exit codes.

    ``leave`` ends the process after a plain command.
    """
    # 45 MB that single characters do not need. A host that imports kb may need them.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    plain = parse(sys.argv[1:])
    if plain is None:
        from kb.doors.cli import main as run_any

        run_any()
        return
    # One question leaves little to collect, and looking for it takes a tenth of its time.
    gc.disable()
    try:
        leave(answered(plain))
    finally:
        gc.enable()


def answered(plain: Plain) -> int:
    """The exit code of a command that was run and whose results are printed."""
    try:
        found = run(plain)
        sys.stdout.flush()
    except KnowledgeBaseError as error:
        sys.stderr.write(f"kb: {error}\n")
        return error.exit_code
    except BrokenPipeError:
        # Whoever reads has seen enough (`kb ask … | head -1`). At its end Python writes what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    return 0 if found else NO_EVIDENCE


def parse(arguments: list[str]) -> Plain | None:
    """The plain command, or None where typer has to look at it."""
    if not arguments or arguments[0] not in ("ask", "search"):
        return None
    words, folder, as_json = [], Path("index"), False
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "--json":
            as_json = True
        elif argument == "--index":
            given = next(rest, "")
            if not given or given.startswith("-"):
                return None
            folder = Path(given)
        elif argument.startswith("-"):
            return None
        else:
            words.append(argument)
    return Plain(arguments[0], " ".join(words), folder, as_json) if words else None


def run(plain: Plain) -> bool:
    """Ask or search, print, and say whether there is evidence."""
    from kb.doors import printing
    from kb.knowledge_base import KnowledgeBase

    base = KnowledgeBase.open(plain.folder)
    if plain.command == "search":
        passages = base.search(plain.text)
        printing.passages(passages, as_json=plain.as_json)
        return bool(passages)
    answer = base.ask(plain.text)
    printing.answer(answer, as_json=plain.as_json)
    return answer.status != "refused"
