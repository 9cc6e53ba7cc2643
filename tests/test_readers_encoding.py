import codecs
from pathlib import Path

import pytest

from kb.config import Config
from kb.errors import (
    DocumentBinary,
    DocumentEmpty,
    DocumentError,
    DocumentTooLarge,
    DocumentUndecodable,
)
from kb.readers import read
from kb.readers.encoding import decode

TEXT = "第一章 市场概览\r\n\r\n2023年需求增长 12.5%，其中服务器占 30%。\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
    ],
    ids=["utf8", "utf8-bom", "le-bom", "be-bom", "utf32", "le", "be", "gb18030", "gbk"],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data, "a.txt") == TEXT


def test_english_text_in_utf16_without_mark() -> None:
    assert decode("Plain words.\n".encode("utf-16-le"), "a.txt") == "Plain words.\n"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, "　\n".encode()])
def test_no_text_is_empty(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "void.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentEmpty, match=r"void\.txt"):
        read(path)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "a PDF file"),
        (b"PK\x03\x04....", "a ZIP or Office file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG file"),
        (b"abc\x00\x00\x01def", "a binary file"),
        (b"\x01\x02\x03\x04" * 30, "a binary file"),
    ],
)
def test_binary_files_are_named(data: bytes, kind: str) -> None:
    with pytest.raises(DocumentBinary, match=rf"a\.txt: this is {kind}"):
        decode(data, "a.txt")


def test_damaged_utf8_names_the_byte() -> None:
    head = TEXT.encode()
    with pytest.raises(DocumentUndecodable, match=rf"a\.txt: byte {len(head)} is not valid UTF-8"):
        decode(head + b"\xff" + TEXT.encode(), "a.txt")


def test_damage_after_a_mark_counts_from_the_beginning_of_the_file() -> None:
    data = codecs.BOM_UTF8 + "好好好好好好".encode() + b"\xff"
    with pytest.raises(DocumentUndecodable, match="byte 21 is"):
        decode(data, "a.txt")


def test_damaged_gb18030_names_the_byte_in_its_own_encoding() -> None:
    head = (TEXT * 4).encode("gb18030")
    with pytest.raises(DocumentUndecodable, match=rf"byte {len(head)} is not valid GB18030"):
        decode(head + b"\xff\xff\n", "a.txt")


def test_other_encodings_are_not_taken_for_gb18030() -> None:
    with pytest.raises(DocumentUndecodable, match="byte 3 is not valid UTF-8"):
        decode("café résumé naïve".encode("latin-1"), "a.txt")
    with pytest.raises(DocumentUndecodable):
        decode(
            "人工智慧產業發展報告，市場規模持續擴大，企業應當加強研發投入。".encode("big5"), "a.txt"
        )


def test_size_is_checked_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(DocumentTooLarge, match=r"big\.txt: 11 bytes is over the limit of 10"):
        read(path, config=Config(max_file_bytes=10))
    assert read(path, config=Config(max_file_bytes=11)).text == "x" * 11


def test_a_missing_file_is_a_document_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"gone\.txt: cannot be read"):
        read(tmp_path / "gone.txt")
