from pathlib import Path

import pytest

from kb.errors import CorpusError, DocumentUnsupported
from kb.readers import SUFFIXES, find_files, read, read_text


def test_offsets_of_a_file_and_of_its_text_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("第一章 总论\r\n\r\n需求增长。\r\n".encode())
    document = read(path)
    assert document.text == "第一章 总论\r\n\r\n需求增长。\r\n"
    assert document == read_text(document.text, name="a.txt")
    assert len(document.id) == 16


def test_unknown_suffix_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    with pytest.raises(DocumentUnsupported, match=r"a\.pdf: no reader for \.pdf files"):
        read(path)


def test_folders_are_searched_and_named_files_are_kept(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.md", ".hidden/c.txt", ".d.txt", "e.bin"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [name for _, name in find_files([tmp_path])] == ["b.txt", "sub/a.md"]
    assert [name for _, name in find_files([tmp_path / "e.bin"])] == ["e.bin"]
    assert SUFFIXES == {".txt", ".text", ".md", ".markdown"}


def test_nothing_found_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nothing to read"):
        find_files([tmp_path])
    with pytest.raises(CorpusError, match="no such file"):
        find_files([tmp_path / "missing"])
