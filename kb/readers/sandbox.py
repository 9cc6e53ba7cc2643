"""Readers of binary formats run in a process of their own, held to time, memory and size.

The child gets the file through a pipe and gives back JSON, which is checked before it is believed.
It has no environment of ours, writes no files, opens no connections and starts no programs.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, NoReturn, TypeVar

from kb import errors
from kb.errors import (
    DocumentCrashed,
    DocumentError,
    DocumentOutOfMemory,
    DocumentTimedOut,
    DocumentTooLarge,
)
from kb.readers import pace
from kb.readers.child import OUT_OF_MEMORY, TOO_MUCH_TEXT
from kb.readers.parsed import Limits, Parsed

Answer = TypeVar("Answer")
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from kb.readers.child import main; main()"
)
_KEPT = ("SYSTEMROOT", "PATH", "LANG", "LC_ALL", "TZ")
"""Of the environment; the rest, keys included, is not the child's business."""
_LONGEST_COMPLAINT = 200
_ALARM = getattr(signal, "SIGALRM", 14)
_TOO_LONG = (_ALARM, getattr(signal, "SIGPROF", _ALARM), getattr(signal, "SIGXCPU", _ALARM))


def parse(reader: str, data: bytes, name: str, limits: Limits) -> Parsed:
    """Run ``reader`` (``module:function``, see ``kb.readers.parsed``) over ``data``.

    Raises:
        DocumentTimedOut, DocumentOutOfMemory, DocumentCrashed: the process was stopped.
        DocumentTooLarge: the text is over ``limits.unpacked_bytes``.
        DocumentError: what the reader raised.
    """
    return ask(reader, data, name, limits, Parsed)


def ask(
    reader: str, data: bytes, name: str, limits: Limits, kind: type[Answer], **more: int
) -> Answer:
    """Run ``reader`` over ``data``, with ``more`` arguments, for an answer of another ``kind``.

    Raises what ``parse`` raises.
    """
    request = {"reader": reader, "name": name, "limits": asdict(limits), "more": more}
    with tempfile.TemporaryFile() as reply, tempfile.TemporaryFile() as complaints:
        status = _run(json.dumps(request).encode() + b"\n" + data, limits, reply, complaints)
        if status is None:
            _fail(name, -_ALARM, "", limits)
        if reply.tell() > limits.unpacked_bytes:
            status = TOO_MUCH_TEXT
        if status:
            _fail(name, status, _last_line(complaints), limits)
        reply.seek(0)
        return _believed(name, reply.read(), kind)


def _run(sent: bytes, limits: Limits, reply: IO[bytes], complaints: IO[bytes]) -> int | None:
    """The child's exit status, None if it took too long."""
    paths = json.dumps([str(Path(path).resolve()) for path in sys.path])
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _PROGRAM, paths],
        stdin=subprocess.PIPE,
        stdout=reply,
        stderr=complaints,
        env=_environment(),
    )
    try:
        process.communicate(sent, timeout=pace.at_most(limits.seconds, limits.pages))
    except subprocess.TimeoutExpired:
        return None
    finally:
        process.kill()  # whatever ends the wait, an interrupt included; no harm to the finished
        process.wait()
    reply.seek(0, os.SEEK_END)
    return process.returncode


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # Each thread reserves memory that counts against the limit.
    return kept | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "2", "MKL_NUM_THREADS": "1"}


def _fail(name: str, status: int, complaint: str, limits: Limits) -> NoReturn:
    if -status in _TOO_LONG:
        raise DocumentTimedOut(
            f"{name}: not read within {limits.seconds:g} seconds; split the file, or raise "
            "KB_READER_SECONDS"
        )
    if status == TOO_MUCH_TEXT:
        raise DocumentTooLarge(
            f"{name}: its text is over the limit of {limits.unpacked_bytes} bytes; split the file, "
            "or raise KB_MAX_UNPACKED_BYTES"
        )
    if status in (OUT_OF_MEMORY, -getattr(signal, "SIGKILL", 0)):
        raise DocumentOutOfMemory(
            f"{name}: reading it takes more than {limits.memory_bytes} bytes of memory; split the "
            "file, or raise KB_READER_MEMORY_BYTES"
        )
    why = complaint if status > 0 else f"signal {signal.Signals(-status).name}"
    raise DocumentCrashed(
        f"{name}: its reader crashed ({why}); the file is damaged or takes more than "
        f"{limits.memory_bytes} bytes of memory: save it anew, or convert it to text, and add that"
    )


def _last_line(complaints: IO[bytes]) -> str:
    size = complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, size - 4096))
    lines = complaints.read().decode("utf-8", errors="replace").strip().splitlines()
    return lines[-1][:_LONGEST_COMPLAINT] if lines else "no word of why"


def _believed(name: str, reply: bytes, kind: type[Answer]) -> Answer:
    """What the child says, if it has the form it should have."""
    from pydantic import TypeAdapter, ValidationError

    form: TypeAdapter[Any] = TypeAdapter(kind | dict[str, str])  # type: ignore[arg-type]
    try:
        answer = form.validate_json(reply)
    except ValidationError as error:
        raise DocumentCrashed(
            f"{name}: its reader gave back nonsense; convert the file to text and add that"
        ) from error
    if isinstance(answer, kind):
        return answer
    error_kind = getattr(errors, answer["error"], DocumentError)
    known = isinstance(error_kind, type) and issubclass(error_kind, DocumentError)
    raise (error_kind if known else DocumentError)(answer["message"])
