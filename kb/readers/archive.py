"""ZIP containers, which Office and EPUB files are: opened only when what is in them is bearable."""

from __future__ import annotations

import io
import zipfile

from kb.errors import DocumentDamaged, DocumentEncrypted, DocumentTooLarge
from kb.readers.parsed import Limits

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_PARTS = 50_000
_ENCRYPTED = 0x1


def open_archive(data: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    """Open ``data`` as a ZIP file; a part never unpacks to more than the size that was checked.

    Raises:
        DocumentEncrypted: it asks for a password.
        DocumentDamaged: it is no ZIP file, or cut off.
        DocumentTooLarge: its parts unpack to more than ``limits.unpacked_bytes``.
    """
    # An Office file with a password is wrapped in the container that old Office used.
    if data.startswith(_OLD_OFFICE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise DocumentEncrypted(f"{name}: it asks for a password; save it without one and add that")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DocumentDamaged(
            f"{name}: the file is damaged or not what its name says ({error}); open it in its own "
            "program, save it anew and add that"
        ) from error
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > limits.unpacked_bytes or len(parts) > _MOST_PARTS:
        raise DocumentTooLarge(
            f"{name}: unpacks to {size} bytes in {len(parts)} parts, over the limit of "
            f"{limits.unpacked_bytes}; split the file, or raise KB_MAX_UNPACKED_BYTES"
        )
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise DocumentEncrypted(f"{name}: it asks for a password; save it without one and add that")
    return archive
