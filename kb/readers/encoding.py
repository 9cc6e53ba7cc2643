"""From bytes to text: UTF-8, UTF-16 and GB18030, told apart without asking."""

from __future__ import annotations

import codecs

from kb.errors import DocumentBinary, DocumentEmpty, DocumentUndecodable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC_NUMBERS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or Office"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x7fELF", "ELF"),
)
_SAMPLE = 1_000_000
"""Bytes or characters looked at to tell encodings apart; the whole file is decoded strictly."""
_LAYOUT = frozenset("\t\n\r\f\v\x1a\x1c\x1d\x1e\x85")


def decode(data: bytes, name: str) -> str:
    """The text that ``data`` holds, without a byte order mark, line endings unchanged.

    Raises:
        DocumentEmpty: there is nothing but white space.
        DocumentBinary: the bytes are a known binary format, or hold NULs or control characters.
        DocumentUndecodable: a byte is no valid text; the message names its offset in the file.
    """
    for magic, kind in _MAGIC_NUMBERS:
        if data.startswith(magic):
            raise DocumentBinary(
                f"{name}: this is a {kind} file, not text; export it as text or Markdown, add that"
            )
    text = _decode(data, name)
    if not text.strip():
        raise DocumentEmpty(f"{name}: there is no text in it; fill it or leave it out")
    sample = text[:_SAMPLE]
    controls = sum(1 for character in sample if character < " " and character not in _LAYOUT)
    if "\x00" in sample or controls * 100 > len(sample):
        raise DocumentBinary(
            f"{name}: this is a binary file, not text; export it as text or Markdown and add that"
        )
    return text


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name, len(mark))
    wide = _utf16_without_mark(data)
    if wide is not None:
        return wide
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if not _is_damaged_utf8(data) and _is_plausible_gb18030(data):
            return _strict(data, "gb18030", name)
    return _strict(data, "utf-8", name)


def _strict(data: bytes, encoding: str, name: str, skip: int = 0) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentUndecodable(
            f"{name}: byte {error.start + skip} is not valid {encoding.upper()}; save the file as "
            "UTF-8 (iconv -f ITS_ENCODING -t UTF-8) and add it again"
        ) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows itself by NULs, halves of its line ends; read the wrong way round it is junk."""
    if len(data) % 2 or 0 not in data[:_SAMPLE]:
        return None
    readings = [_printable(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    found = [reading for reading in readings if reading is not None]
    return found[0] if len(found) == 1 else None


def _printable(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    junk = (each for each in text[:_SAMPLE] if not each.isprintable() and each not in _LAYOUT)
    return None if next(junk, "") else text


def _is_damaged_utf8(data: bytes) -> bool:
    """True where most of what is not ASCII is valid UTF-8, so that it is no other encoding."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return sum(1 for character in text if character >= "\x80") - bad > 4 * bad


def _is_plausible_gb18030(data: bytes) -> bool:
    """True where the text is made of everyday characters: other bytes decode to rare ones."""
    text = data[:_SAMPLE].decode("gb18030", errors="replace")
    bad = text.count("\ufffd")
    han = [character for character in text if "\u3400" <= character <= "\u9fff"]
    everyday = sum(1 for character in han if _is_everyday(character))
    if _is_big5(data):
        return False
    return bool(han) and everyday * 2 >= len(han) and bad * 20 <= len(han)


def _is_big5(data: bytes) -> bool:
    """True where nearly all characters are the everyday ones of Big5, rows A1 to C6.

    In GB 2312 these rows hold little more than half of a text, so short texts are not judged.
    """
    text = data[:_SAMPLE].decode("big5", errors="replace")
    wide = [character for character in text if character >= "\u3000" and character != "\ufffd"]
    everyday = sum(1 for each in wide if 0xA1 <= each.encode("big5")[0] <= 0xC6)
    return len(wide) >= 20 and text.count("\ufffd") == 0 and everyday * 20 >= len(wide) * 19


def _is_everyday(character: str) -> bool:
    """The first level of GB 2312, 3,755 characters, stands in its rows B0 to D7."""
    encoded = character.encode("gb18030")
    return len(encoded) == 2 and 0xB0 <= encoded[0] <= 0xD7 and encoded[1] >= 0xA1
