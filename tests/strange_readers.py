"""Readers that do what no reader should, to be run in the sandbox."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from kb.errors import DocumentEncrypted
from kb.readers.parsed import Limits, Parsed
from kb.readers.transcript import Transcript
from kb.types import Locator


def echo(data: bytes, name: str, limits: Limits) -> Parsed:
    print("a library's chatter")
    sys.stderr.write("and its complaints\n")
    transcript = Transcript()
    transcript.page()
    transcript.heading(f"一 {name}", 1, Locator(0, 0, page=1, box=(1, 2, 3, 4)))
    transcript.paragraph(data.decode(), Locator(0, 0, page=1))
    return transcript.parsed()


def sleep(data: bytes, name: str, limits: Limits) -> Parsed:
    time.sleep(60)
    return Parsed("")


def turn(data: bytes, name: str, limits: Limits) -> Parsed:
    while True:
        pass


def eat_memory(data: bytes, name: str, limits: Limits) -> Parsed:
    return Parsed("x" * 4_000_000_000)


def abort(data: bytes, name: str, limits: Limits) -> Parsed:
    os.abort()


def follow_null(data: bytes, name: str, limits: Limits) -> Parsed:
    return Parsed(ctypes.string_at(0).decode())


def stumble(data: bytes, name: str, limits: Limits) -> Parsed:
    raise KeyError("no such glyph")


def refuse(data: bytes, name: str, limits: Limits) -> Parsed:
    raise DocumentEncrypted(f"{name}: it asks for a password")


def babble(data: bytes, name: str, limits: Limits) -> Parsed:
    return Parsed("x" * (limits.unpacked_bytes + 10))


def lie(data: bytes, name: str, limits: Limits) -> dict[str, object]:
    return {"text": "short", "pages": [0, 99]}


def write(data: bytes, name: str, limits: Limits) -> Parsed:
    Path(data.decode()).write_text("x")
    return Parsed("written")


def connect(data: bytes, name: str, limits: Limits) -> Parsed:
    socket.create_connection(("127.0.0.1", int(data)), timeout=1)
    return Parsed("connected")


def run(data: bytes, name: str, limits: Limits) -> Parsed:
    return Parsed(subprocess.check_output(["true"], text=True))


def tell_environment(data: bytes, name: str, limits: Limits) -> Parsed:
    return Parsed(" ".join(sorted(os.environ)) or "nothing")
