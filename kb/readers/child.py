"""The process that ``kb.readers.sandbox`` starts: it limits itself, reads one file, and answers."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from typing import Any, BinaryIO

from kb.errors import DocumentError
from kb.readers import pace
from kb.readers.parsed import Limits

OUT_OF_MEMORY, TOO_MUCH_TEXT = 77, 78
"""Exit statuses that say so."""
_REFUSED = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
    "os.remove", "os.rename", "os.rmdir", "shutil.rmtree",
)  # fmt: skip


def main() -> None:
    """Read the request and the file from standard input; write the answer to standard output."""
    with _reply() as reply:
        request = json.loads(sys.stdin.buffer.readline())
        limits = Limits(**request["limits"])
        try:
            _confine(limits)
            module, _, function = request["reader"].partition(":")
            reader = getattr(import_module(module), function)
            sys.addaudithook(_refuse)
            answer = reader(sys.stdin.buffer.read(), request["name"], limits, **request["more"])
        except DocumentError as error:
            answer = {"error": type(error).__name__, "message": str(error)}
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        told = json.dumps(answer, default=_fields).encode()
        if len(told) > limits.unpacked_bytes:
            os._exit(TOO_MUCH_TEXT)
        reply.write(told)


def _reply() -> BinaryIO:
    """Standard output; what a library prints goes to standard error instead."""
    own = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(own, "wb")


def _confine(limits: Limits) -> None:
    """Limit time, memory, processor time and the size of what is written, where the system can."""
    pace.start(limits.seconds)
    try:
        import resource
    except ImportError:  # Windows
        return
    seconds = int(pace.at_most(limits.seconds, limits.pages) * (os.cpu_count() or 1)) + 1
    for limit, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.unpacked_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (wanted, wanted))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Nothing of a document is fetched or executed, whatever its parser thinks."""
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if event in _REFUSED or writes:
        raise PermissionError(f"a reader may not do {event}")


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}
