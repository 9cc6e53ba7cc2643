import hashlib
from pathlib import Path

import pytest

from kb.errors import CorpusError, DocumentUnsupported
from kb.readers import SUFFIXES, find_files, read, read_text
from kb.readers.recognising import suffix_of


def test_offsets_of_a_file_and_of_its_text_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("第一章 总论\r\n\r\n需求增长。\r\n".encode())
    document = read(path)
    assert document.text == "第一章 总论\r\n\r\n需求增长。\r\n"
    assert document == read_text(document.text, name="a.txt")
    assert document.id == hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def test_the_name_given_is_the_document_s(tmp_path: Path) -> None:
    path = tmp_path / "a.MD"
    path.write_text("# 总论\n", encoding="utf-8")
    document = read(path, name="folder/a.MD")
    assert (document.name, document.sections[0].title) == ("folder/a.MD", "总论")


def test_unknown_suffix_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    path.write_bytes(b"x")
    with pytest.raises(DocumentUnsupported, match=r"a\.xyz: no reader for \.xyz files"):
        read(path)


def test_folders_are_searched_and_named_files_are_kept(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.md", "A.TXT", ".hidden/c.txt", ".d.txt", "e.bin"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [name for _, name in find_files([tmp_path])] == ["A.TXT", "b.txt", "sub/a.md"]
    assert find_files([tmp_path / "e.bin"]) == [(tmp_path / "e.bin", "e.bin")]
    assert find_files([tmp_path / "b.txt", tmp_path])[0] == (tmp_path / "b.txt", "b.txt")
    assert len(find_files([tmp_path / "b.txt", tmp_path])) == 3


def test_names_are_unique_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one/x/a.txt", "two/x/a.txt", "two/x/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    folders = [tmp_path / "one", tmp_path / "two"]
    names = [name for _, name in find_files(folders)]
    assert names == ["one/x/a.txt", "two/x/a.txt", "x/b.txt"]
    assert find_files(folders) == find_files(folders)


def test_nothing_found_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nothing to read"):
        find_files([tmp_path])
    with pytest.raises(CorpusError, match="missing: no such file"):
        find_files([tmp_path / "missing"])
    with pytest.raises(CorpusError, match="no path given"):
        find_files([])


def test_what_systems_put_beside_the_files_is_passed_over(tmp_path: Path) -> None:
    for name in (
        "a.md",
        ".b.md",
        "~$c.docx",
        "__MACOSX/._d.md",
        ".git/e.txt",
        "f/.g/h.md",
        "i.jpg",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [name for _, name in find_files([tmp_path])] == ["a.md"]


@pytest.mark.parametrize(
    ("suffix", "data", "found"),
    [
        (".txt", b"%PDF-1.7", ".pdf"),
        (".doc", b"PK\x03\x04..word/document.xml", ".docx"),
        (".docm", b"PK\x03\x04..word/document.xml", ".docm"),
        (".csv", b"PK\x03\x04..xl/workbook.xml", ".xlsx"),
        (".docx", b"PK\x03\x04..ppt/presentation.xml", ".pptx"),
        (".pdf", b"<!DOCTYPE html><p>", ".html"),
        (".xls", b"<html><table>", ".xls"),
        (".md", b"<html> is a tag", ".md"),
        (".zip", b"PK\x03\x04..a.txt", ".zip"),
    ],
)
def test_what_a_file_is_counts_more_than_its_name(suffix: str, data: bytes, found: str) -> None:
    assert suffix_of(data, suffix) == found


def test_a_file_of_another_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("<html><body><p>灌溉面积为3公顷。</p></body></html>", "utf-8")
    assert read(tmp_path / "a.pdf").text == "灌溉面积为3公顷。"


def test_suffixes() -> None:
    readable = ".csv .docm .docx .epub .htm .html .markdown .md .mht .mhtml .ods .pdf .pptm .pptx"
    assert sorted(SUFFIXES) == [
        *readable.split(),
        *[".text", ".tsv", ".txt", ".xhtml", ".xls", ".xlsm", ".xlsx"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a | b and so on\n" * 4000,
        "x  y\nx  y  z\n" * 2000,
        "标题" + " " * 60_000 + "x\n",
        "*" * 60_000,
        "[(" * 30_000,
        "图1 标题\n\n" * 4000,
        "目录\n" + "1.1 标题\t1\n" * 4000,
        "北京\n\n正文。\n\n" * 4000,
    ],
)
def test_hostile_text_is_read(text: str) -> None:
    assert read_text(text).text == text
