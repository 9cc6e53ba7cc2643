"""What a reader does in its own process stays there, and ends in a named error."""

import io
import signal
import socket
import sys
import zipfile
from pathlib import Path

import pytest

from kb.config import Config
from kb.errors import (
    DocumentCrashed,
    DocumentDamaged,
    DocumentEncrypted,
    DocumentError,
    DocumentOutOfMemory,
    DocumentTimedOut,
    DocumentTooLarge,
)
from kb.readers import pace
from kb.readers.archive import open_archive
from kb.readers.parsed import Limits, Parsed
from kb.readers.sandbox import parse
from kb.types import Locator

LIMITS = Limits(seconds=30, memory_bytes=500_000_000, pages=10, unpacked_bytes=1_000_000)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited only on Linux")


def run(reader: str, data: bytes = b"x", limits: Limits = LIMITS) -> Parsed:
    return parse(f"strange_readers:{reader}", data, "a.bin", limits)


def test_what_the_reader_wrote_comes_back_as_it_was() -> None:
    parsed = run("echo", "第二段。".encode())
    assert parsed == Parsed(
        text="一 a.bin\n\n第二段。",
        locators=(Locator(0, 7, page=1, box=(1.0, 2.0, 3.0, 4.0)), Locator(9, 13, page=1)),
        pages=(0,),
        headings=((0, 1),),
    )


@pytest.mark.parametrize("reader", ["sleep", "turn"])
def test_a_reader_that_takes_too_long_is_stopped(reader: str) -> None:
    with pytest.raises(DocumentTimedOut, match=r"a\.bin: not read within 0\.4 sec.*KB_READER_SEC"):
        run(reader, limits=Limits(0.4, 500_000_000, 10, 1_000_000))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers")
@pytest.mark.parametrize(("left", "then"), [(1000, 1100), (7950, 8000), (0, 0)])
def test_a_page_gives_back_some_of_the_time_up_to_what_there_was(left: float, then: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, left)
    try:
        pace.page_is_read(8000)
        found = signal.getitimer(signal.ITIMER_PROF)[0]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    assert then - 30 < found < then + 1 or found == then == 0  # the system rounds to its ticks


def test_a_file_has_twenty_seconds_and_a_gigabyte() -> None:
    assert (Config().reader_seconds, Config().reader_memory_bytes) == (20.0, 1_000_000_000)
    assert pace.at_most(20, 500) == 435


@on_linux
def test_a_reader_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(DocumentOutOfMemory, match=r"a\.bin: .*500000000 .*KB_READER_MEMORY_BYTES"):
        run("eat_memory")


@pytest.mark.parametrize(
    ("reader", "error", "message"),
    [
        ("abort", DocumentCrashed, r"a\.bin: its reader crashed \(signal SIGABRT\)"),
        ("follow_null", DocumentCrashed, r"a\.bin: its reader crashed \(signal SIGSEGV\)"),
        ("stumble", DocumentCrashed, r"a\.bin: its reader crashed \(KeyError: 'no such glyph'\)"),
        ("refuse", DocumentEncrypted, r"a\.bin: it asks for a password$"),
        ("babble", DocumentTooLarge, r"a\.bin: its text is over the limit of 1000000 bytes"),
        ("lie", DocumentCrashed, r"a\.bin: its reader gave back nonsense"),
        ("run", DocumentCrashed, r"a reader may not do subprocess\.Popen"),
    ],
)
def test_a_reader_that_fails_ends_in_its_error(
    reader: str, error: type[DocumentError], message: str
) -> None:
    with pytest.raises(DocumentError, match=message) as raised:
        run(reader)
    assert type(raised.value) is error


def test_a_reader_writes_no_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentCrashed, match="a reader may not do open"):
        run("write", str(tmp_path / "written").encode())
    assert list(tmp_path.iterdir()) == []


def test_a_reader_opens_no_connection() -> None:
    refused = pytest.raises(DocumentCrashed, match=r"a reader may not do socket\.")
    with socket.create_server(("127.0.0.1", 0)) as server, refused:
        run("connect", str(server.getsockname()[1]).encode())


def test_a_reader_sees_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_GENERATOR_KEY", "secret")
    assert "KB_" not in run("tell_environment").text


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def test_an_archive_is_opened_within_its_limits() -> None:
    assert open_archive(zipped(a=b"x" * 1_000_000), "a.zip", LIMITS).read("a") == b"x" * 1_000_000
    with pytest.raises(DocumentTooLarge, match=r"a\.zip: unpacks to 1000001 bytes in 1 parts"):
        open_archive(zipped(a=b"x" * 1_000_001), "a.zip", LIMITS)
    with pytest.raises(DocumentDamaged, match=r"a\.zip: the file is damaged"):
        open_archive(zipped(a=b"x")[:-30], "a.zip", LIMITS)


def test_an_archive_with_a_password_is_named_so() -> None:
    data = bytearray(zipped(a=b"x"))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the central directory
    with pytest.raises(DocumentEncrypted, match=r"a\.zip: it asks for a password"):
        open_archive(bytes(data), "a.zip", LIMITS)
    wrapped = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(DocumentEncrypted, match=r"a\.docx: it asks for a password"):
        open_archive(wrapped, "a.docx", LIMITS)
