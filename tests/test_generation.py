import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEmbedder
from small_index import built

from kb.config import Config
from kb.errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing, IndexUnusable
from kb.indexing import generation as generations
from kb.indexing import manifest as manifests
from kb.indexing.disk import writing
from kb.indexing.generation import Generation, open_generation, write_generation
from kb.indexing.inspection import inspect
from kb.indexing.lexical import LexicalIndex
from kb.indexing.manifest import Contents, Manifest
from kb.indexing.pointer import Pointer
from kb.indexing.vectors import VectorIndex

KILLS = int(os.environ.get("KB_TEST_KILLS", "6"))
CONTENTS = Contents("fake", ["hashes"], 64, None, 400, 0, {"documents": 0})
KINDS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
FILES = [
    "CURRENT",
    "manifest.json",
    "reader.lock",
    "store.sqlite",
    "vectors.faiss",
    "lexical/meta.json",
    "lexical/.managed.json",
    *(f"lexical/*.{kind}" for kind in KINDS),
]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pristine") / "index"
    built(folder)
    return folder


@pytest.fixture
def index(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "index"))


def live(index: Path) -> Path:
    return index / "generations" / Pointer.read(index).name


def found(index: Path, pattern: str) -> Path:
    if pattern == "CURRENT":
        return index / "CURRENT"
    [path] = live(index).glob(pattern)
    return path


def answers(opened: Generation) -> list[object]:
    """Everything that a reader may ask; the same generation gives the same list."""
    query = "液冷服务器的规模"
    scores, ordinals = opened.vectors.search(FakeEmbedder(64).embed_queries([query]), 5)
    return [
        opened.lexical.search(query, 5),
        scores.tolist(),
        ordinals.tolist(),
        opened.store.documents(),
        opened.store.data_points(),
        opened.store.exhibits(),
        opened.store.chunks(opened.store.ordinals()),
    ]


def forbid_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object, **__: object) -> None:
        raise AssertionError("a file was parsed before it was checked")

    monkeypatch.setattr(generations.Store, "open", parse)
    monkeypatch.setattr(VectorIndex, "load", parse)
    monkeypatch.setattr(LexicalIndex, "load", parse)


def test_the_list_of_files_is_complete(index):
    listed = {found(index, pattern) for pattern in FILES}
    assert {path for path in live(index).rglob("*") if path.is_file()} == listed - {
        index / "CURRENT"
    }


@pytest.mark.parametrize("pattern", FILES)
def test_a_changed_byte_is_refused_by_name_before_the_file_is_parsed(index, monkeypatch, pattern):
    forbid_parsing(monkeypatch)
    path = found(index, pattern)
    good = path.read_bytes()
    places = range(0, len(good), max(1, len(good) // 40)) if good else ()
    changed = [good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in places]
    for bad in [*changed, good + b"\n", good[:-1] if good else b"x"]:
        path.write_bytes(bad)
        with pytest.raises(IndexDamaged, match=re.escape(path.name)) as raised:
            open_generation(index, "fake")
        assert "kb build" in str(raised.value)
    path.write_bytes(good)
    with pytest.raises(AssertionError, match="parsed"):
        open_generation(index, "fake")


@pytest.mark.parametrize("pattern", FILES[1:])
def test_a_missing_file_is_refused_by_name(index, pattern):
    path = found(index, pattern)
    path.unlink()
    with pytest.raises(IndexDamaged, match=re.escape(path.name)):
        open_generation(index, "fake")


@pytest.mark.parametrize("name", ["extra", "lexical/extra", ".hidden", "store.sqlite-journal"])
def test_an_unexpected_file_is_refused_by_name(index, name):
    (live(index) / name).write_bytes(b"")
    with pytest.raises(IndexDamaged, match=re.escape(Path(name).name)):
        open_generation(index, "fake")


def test_a_link_in_place_of_a_file_is_refused(index, tmp_path):
    path = live(index) / "vectors.faiss"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(IndexDamaged, match=r"vectors\.faiss is no plain file"):
        open_generation(index, "fake")


def test_a_pointer_to_another_generation_is_refused(index):
    first = (index / "CURRENT").read_bytes()
    built(index, version=2)
    second = (index / "CURRENT").read_bytes()
    mixed = first[: first.index(b" ")] + second[second.index(b" ") :]
    for bad in (mixed, b"", b"../../etc " + b"0" * 64, second.upper(), second * 2, b"\xff" * 30):
        (index / "CURRENT").write_bytes(bad)
        with pytest.raises(IndexDamaged, match="CURRENT"):
            open_generation(index, "fake")
    shutil.rmtree(index / "generations")
    (index / "CURRENT").write_bytes(second)
    with pytest.raises(IndexDamaged, match=r"generation-000002, which .*CURRENT names"):
        open_generation(index, "fake")


def test_no_index_is_missing_not_damaged(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(IndexMissing, match="kb build"):
            open_generation(folder, "fake")


def test_a_damaged_index_is_mended_by_a_build(index):
    for path in live(index).rglob("*"):
        if path.is_file():
            path.write_bytes(b"spoilt")
    (index / "CURRENT").write_bytes(b"spoilt")
    built(index, keep_generations=1)
    with open_generation(index, "fake") as opened:
        assert len(opened.store.documents()) == 4
    assert inspect(index).problems == ()
    assert len(inspect(index).generations) == 1


def test_another_embedder_is_refused_where_one_is_named(index):
    with pytest.raises(IndexMismatch, match=r"embedder fake, not other; run `kb build`"):
        open_generation(index, "other")
    open_generation(index).close()


@pytest.mark.parametrize("name", ["schema", "tokeniser", "rjieba", "opencc"])
def test_another_version_is_refused(index, monkeypatch, name):
    newer = {**manifests.current_versions(), name: "99"}
    monkeypatch.setattr(manifests, "current_versions", lambda: newer)
    with pytest.raises(IndexMismatch, match=rf"built with {name} .*, not 99; run `kb build`"):
        open_generation(index, "fake")


def test_another_kb_is_no_mismatch_but_another_format_is(index, monkeypatch):
    newer = {**manifests.current_versions(), "kb": "99"}
    monkeypatch.setattr(manifests, "current_versions", lambda: newer)
    open_generation(index, "fake").close()
    monkeypatch.setattr(manifests, "FORMAT_VERSION", 99)
    with pytest.raises(IndexMismatch, match="another version of kb"):
        open_generation(index, "fake")


def test_the_manifest_says_what_the_index_was_made_with(index):
    with open_generation(index) as opened:
        manifest = opened.manifest
    assert manifest == Manifest.read(live(index))
    assert manifest.generation == "generation-000001"
    counts = {"documents": 4, "chunks": 12, "data_points": 12, "exhibits": 4}
    assert manifest.contents == Contents(
        "fake", ["hashes"], 64, None, Config().chunk_size, 0, counts
    )
    assert manifest.versions == manifests.current_versions()
    store = live(index) / "store.sqlite"
    assert manifest.files["store.sqlite"].size == store.stat().st_size


def test_a_reader_keeps_answering_while_generations_go_by(index):
    opened = open_generation(index, "fake")
    expected = answers(opened)
    fresh = open_generation(index, "fake")
    for version in (2, 3, 4):
        built(index, version=version, keep_generations=1)
    assert answers(opened) == expected
    # Also what it had not loaded before the builds.
    assert answers(fresh) == expected
    names = [entry.name for entry in inspect(index).generations]
    assert names == ["generation-000001", "generation-000004"]
    opened.close()
    built(index, version=5, keep_generations=1)
    assert (index / "generations" / "generation-000001").exists()
    fresh.close()
    fresh.close()
    built(index, version=6, keep_generations=1)
    assert [entry.name for entry in inspect(index).generations] == ["generation-000006"]


def test_as_many_generations_stay_as_are_to_be_kept(index):
    for version in range(2, 6):
        built(index, version=version, keep_generations=3)
    names = [entry.name for entry in inspect(index).generations]
    assert names == ["generation-000003", "generation-000004", "generation-000005"]


def test_readers_never_see_a_mix_while_a_writer_swaps(index):
    stop = threading.Event()

    def read() -> set[float]:
        seen = set()
        while not stop.is_set():
            with open_generation(index, "fake") as opened:
                points = opened.store.data_points()
                [value] = {point.value for point in points if point.value >= 100}
                assert f"{value:g}亿元" in opened.store.documents()[0].text
                seen.add(value)
        return seen

    with ThreadPoolExecutor(3) as readers:
        reading = [readers.submit(read) for _ in range(3)]
        try:
            for version in range(2, 8):
                built(index, version=version, keep_generations=1)
        finally:
            stop.set()
    assert len(set().union(*(future.result() for future in reading))) > 1


def test_a_second_writer_is_told_that_the_folder_is_busy(index):
    outcome: list[Exception] = []

    def write() -> None:
        try:
            built(index, version=2)
        except IndexBusy as error:
            outcome.append(error)

    with writing(index):
        with writing(index):
            pass
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    [error] = outcome
    assert str(index) in str(error)
    assert built(index, version=2).generation == "generation-000002"


def test_a_second_process_is_told_that_the_folder_is_busy(index):
    program = "import sys; from pathlib import Path; from small_index import built\n"
    program += "from kb.errors import IndexBusy\n"
    program += "try: built(Path(sys.argv[1]))\nexcept IndexBusy as error: print(error)"
    with writing(index):
        done = subprocess.run(
            [sys.executable, "-c", program, str(index)],
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stdout.startswith(f"another process is writing {index}")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnusable, match="file"):
        built(tmp_path / "file")


def test_a_build_that_fails_leaves_nothing_and_changes_nothing(index):
    def fill(folder: Path) -> Contents:
        (folder / "half").write_text("written")
        raise RuntimeError("out of paper")

    before = sorted(path.name for path in (index / "generations").iterdir())
    with pytest.raises(RuntimeError, match="out of paper"):
        write_generation(index, fill, 2)
    assert sorted(path.name for path in (index / "generations").iterdir()) == before
    open_generation(index, "fake").close()


def test_a_build_killed_just_before_the_swap_is_swept_away(index, monkeypatch):
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Pointer, "write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        built(index, version=2)
    assert (index / "generations" / "generation-000002").is_dir()
    assert open_generation(index, "fake").name == "generation-000001"
    (index / "generations" / ".building-000009").mkdir()
    (index / "generations" / ".removed-generation-000000").mkdir()
    assert len(inspect(index).problems) == 2
    result = built(index, version=3)
    assert result.generation == "generation-000002"
    assert inspect(index).problems == ()
    names = [path.name for path in sorted((index / "generations").iterdir())]
    assert names == ["generation-000001", "generation-000002"]


def environment() -> dict[str, str]:
    root = Path(__file__).resolve().parent.parent
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'tests'}"}


def test_a_build_killed_at_any_moment_leaves_an_index_that_answers(index):
    """Set KB_TEST_KILLS for more kills than six."""
    chance = random.Random(7)
    program = [sys.executable, str(Path(__file__).with_name("small_index.py")), str(index)]
    left = 0
    for kill in range(KILLS):
        process = subprocess.Popen(
            [*program, str(kill + 2), ("build", "add")[kill % 2]],
            env=environment(),
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None and process.stdout.readline() == b"building\n"
        time.sleep(chance.uniform(0, 0.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        left += bool(generations.leftovers(index))
        with open_generation(index, "fake") as opened:
            held = answers(opened)
            assert {p.value for p in opened.store.data_points() if p.value >= 100} <= {
                100.0 * version for version in range(1, kill + 3)
            }
        with open_generation(index, "fake") as again:
            assert answers(again) == held
    assert left > 0, "no kill fell into a build"
    built(index, version=1)
    assert inspect(index, "fake").problems == ()
    with open_generation(index, "fake") as opened:
        assert opened.store.data_points()[0].value == 100.0


def test_a_read_only_index_can_be_read_and_stays_as_it_was(index):
    paths = sorted(index.rglob("*"))
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        before = [(path, path.stat().st_mtime_ns) for path in paths]
        with open_generation(index, "fake") as opened:
            assert len(answers(opened)) == 7
            assert opened.store.query("SELECT count(*) FROM data_points")[1] == [(12,)]
        assert [(path, path.stat().st_mtime_ns) for path in sorted(index.rglob("*"))] == before
    finally:
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_the_store_opens_in_any_sqlite_tool(index):
    connection = sqlite3.connect(live(index) / "store.sqlite")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    rows = connection.execute("SELECT document, value, unit FROM data_points LIMIT 1").fetchall()
    assert rows == [("report-0.md", 100.0, "亿元")]


def test_an_inspection_tells_of_a_sound_index(index):
    report = inspect(index, "fake")
    assert report.live == "generation-000001"
    assert report.problems == ()
    assert report.manifest is not None and report.manifest.contents.counts["chunks"] == 12
    [entry] = report.generations
    assert (entry.name, entry.live) == ("generation-000001", True)
    assert entry.size == sum(p.stat().st_size for p in live(index).rglob("*") if p.is_file())


@pytest.mark.parametrize("pattern", FILES)
def test_an_inspection_names_what_is_damaged_and_raises_nothing(index, pattern):
    path = found(index, pattern)
    path.write_bytes(path.read_bytes()[:-2] + b"no")
    problems = inspect(index, "fake").problems
    assert [path.name in problem for problem in problems] == [True]


def test_an_inspection_tells_of_every_problem(index, tmp_path):
    (live(index) / "vectors.faiss").unlink()
    (live(index) / "extra").touch()
    problems = inspect(index, "other").problems
    assert [
        word in text
        for word, text in zip(
            ("vectors.faiss is missing", "extra does not belong", "embedder fake, not other"),
            problems,
            strict=True,
        )
    ] == [True] * 3
    assert "there is no index" in inspect(tmp_path / "nowhere").problems[0]


def test_vectors_are_the_embedders_own(index):
    with open_generation(index) as opened:
        chunks = opened.store.chunks(opened.store.ordinals())
        own = FakeEmbedder(64).embed_documents([chunk.embedded_text for chunk in chunks])
        assert np.array_equal(opened.vectors.reconstruct(range(len(chunks))), own)
