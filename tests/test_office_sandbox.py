"""Office files read as users read them: in a process of their own, in a batch, by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import real_files_sheets
import real_files_slides
import real_files_web
import real_files_word
from fakes import FakeEmbedder
from real_files import RealFile, read_here

from kb import Config, KnowledgeBase
from kb.errors import DocumentDamaged, DocumentEmpty, DocumentTooLarge
from kb.readers import read

FILES = {
    file.name: file
    for files in (real_files_sheets, real_files_slides, real_files_web, real_files_word)
    for file in files.FILES
}


def written(folder: Path, file: RealFile) -> Path:
    path = folder / file.name
    path.write_bytes(file.make())
    return path


@pytest.mark.parametrize("name", ["图表.docx", "服务器.pptx", "市场.xlsx", "旧版.xls", "国标.html"])
def test_the_other_process_gives_back_the_same(name: str, tmp_path: Path) -> None:
    here = read_here(FILES[name])
    there = read(written(tmp_path, FILES[name]), config=Config())
    assert there.text == here.text
    assert there.sections == here.sections
    assert there.exhibits == here.exhibits
    assert there.locators == here.locators
    assert there.boilerplate == here.boilerplate


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("十万行.xlsx", DocumentTooLarge),
        ("截断.xls", DocumentDamaged),
        ("太深.html", DocumentDamaged),
        ("只有图.docx", DocumentEmpty),
        ("空页.html", DocumentEmpty),
    ],
)
def test_a_bad_file_ends_in_its_error_within_its_limits(
    name: str, error: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(error, match=name):
        read(written(tmp_path, FILES[name]), config=Config())


def test_a_folder_of_mixed_files_is_built_and_one_bad_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("储能报告.docx", "国标.csv", "储能十讲.epub", "截断.pptx"):
        written(folder, FILES[name])
    base = KnowledgeBase.build([folder], tmp_path / "index", Config(), FakeEmbedder())
    assert [(failure.name, type(failure.error)) for failure in base.failures] == [
        ("截断.pptx", DocumentDamaged)
    ]
    assert sorted(document.name for document in base.documents()) == [
        "储能十讲.epub",
        "储能报告.docx",
        "国标.csv",
    ]
    found = base.search("2022年储能产量")
    assert found[0].document_name == "国标.csv"
    assert found[0].locator is not None
    base.add([written(tmp_path, FILES["市场.xlsx"])])
    answer = base.ask("2023年中国储能市场规模是多少？")
    assert "1,640.3" in answer.text
    cited = [citation for citation in answer.citations if "1,640.3" in citation.quote]
    assert cited[0].document_name == "市场.xlsx"
    assert cited[0].locator is not None
    assert cited[0].locator.place() == "市场规模!B5"
