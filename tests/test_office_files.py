"""Real-format Office files, web pages and books: what is read of each, and how each bad one ends."""

from __future__ import annotations

import pytest
import real_files_sheets
import real_files_slides
import real_files_web
import real_files_word
from real_files import (
    RealFile,
    cell_recall,
    read_here,
    rows_of,
    squeezed,
    text_of,
    text_recall,
    with_table,
)

FILES = (
    *real_files_word.FILES,
    *real_files_slides.FILES,
    *real_files_sheets.FILES,
    *real_files_web.FILES,
)
CLEAN = [file for file in FILES if file.error is None]
BAD = [file for file in FILES if file.error is not None]


@pytest.mark.parametrize("file", CLEAN, ids=lambda file: file.name)
def test_a_clean_file_is_read_whole(file: RealFile) -> None:
    document = read_here(file)
    assert text_recall(file.lines, document.text) >= 0.99
    assert all(squeezed(cell) in squeezed(document.text) for cell in text_of(file))
    found = with_table(document)
    assert len(found) == len(file.tables)
    for expected, exhibit in zip(file.tables, found, strict=True):
        assert cell_recall(expected, rows_of(exhibit)) >= 0.95
        assert [len(row) for row in rows_of(exhibit)] == [len(row) for row in expected]
    if file.captions:
        named = [f"{exhibit.label} {exhibit.title}".strip() for exhibit in found]
        assert named == list(file.captions)
    assert [section.path for section in document.sections] == list(file.sections)
    for piece in file.absent:
        assert piece not in document.text
    for piece, place in file.places:
        start = document.text.index(piece)
        locator = document.locator(start, start + len(piece))
        assert locator is not None
        assert (piece, locator.place()) == (piece, place)
    if file.metadata:
        assert (document.title, document.publisher, document.date) == file.metadata


@pytest.mark.parametrize("file", CLEAN, ids=lambda file: file.name)
def test_offsets_hold(file: RealFile) -> None:
    document = read_here(file)
    for exhibit in with_table(document):
        assert exhibit.table is not None
        for row in exhibit.table.rows:
            for cell in row:
                assert document.text[cell.start : cell.end] == cell.text
        assert exhibit.start <= exhibit.table.start <= exhibit.table.end <= exhibit.end
    for section in document.sections:
        assert section.title[:1] in document.text[section.start : section.start + 40]
        assert section.start < section.end <= len(document.text)
    for before, after in zip(document.locators, document.locators[1:], strict=False):
        assert before.end <= after.start
    assert not any(character in document.text for character in "\x00\x0b\x0c\r\ufeff")


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.name)
def test_a_bad_file_ends_in_its_named_error(file: RealFile) -> None:
    assert file.error is not None
    with pytest.raises(file.error) as caught:
        read_here(file)
    assert type(caught.value) is file.error
    assert file.says in str(caught.value)
    assert str(caught.value).startswith(f"{file.name}: ")
