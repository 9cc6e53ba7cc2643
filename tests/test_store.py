import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kb.errors import IndexDamaged, IndexMismatch, QueryError
from kb.indexing.store import Store
from kb.types import Cell, Chunk, DataPoint, Document, Exhibit, Locator, Period, Section, Table

TEXT = (
    "一、市场😀\n"
    "2023年规模为12.5亿元，预计2027年达到30亿元。\n"
    "1.1 液冷\n"
    "表1 份额\n"
    "| 甲 | |\n"
    "| 乙 |\n"
    "尾"
)


def span(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def made_document(document_id: str = "aaaa", name: str = "a/one.md") -> Document:
    table_start, table_end = span(TEXT, "| 甲 | |\n| 乙 |")
    first, second = span(TEXT, "甲"), span(TEXT, "乙")
    table = Table(
        table_start,
        table_end,
        (
            (Cell(0, 0, *first, "甲"), Cell(0, 1, table_start + 5, table_start + 5, "")),
            (),
            (Cell(2, 0, *second, "乙"),),
        ),
    )
    cold = TEXT.index("1.1")
    return Document(
        id=document_id,
        name=name,
        text=TEXT,
        title="市场评估",
        publisher="某机构",
        date="2023-11",
        edition="第2版",
        language="zh",
        sections=(
            Section("市场😀", 1, 0, len(TEXT), ("市场😀",), "一"),
            Section("液冷", 2, cold, len(TEXT), ("市场😀", "液冷"), "1.1"),
        ),
        exhibits=(
            Exhibit("表1", "份额", "table", *span(TEXT, "表1 份额"), "来源", ("市场😀",), table),
            Exhibit("图2", "趋势", "chart", 0, 2),
            Exhibit("", "", "table", 0, 0, table=Table(0, 0, ())),
        ),
        pages=(0, 7, 20),
        boilerplate=((0, 3), (40, 44)),
        locators=(
            Locator(0, 6, page=1, box=(72.0, 0.1, 523.3, 80.25)),
            Locator(7, 20, slide=2),
            Locator(20, 25, sheet="表 1", cell="B4"),
            Locator(25, 30, paragraph=12),
        ),
        warnings=("pages 2 are images",),
    )


def made_chunks(document: Document) -> list[Chunk]:
    cold = TEXT.index("1.1")
    return [
        Chunk("c1", document.id, 0, 0, cold, TEXT[:cold], ("市场😀",), False),
        Chunk("c2", document.id, 1, cold, len(TEXT), TEXT[cold:], ("市场😀", "液冷"), True),
    ]


def made_points(document: Document) -> list[DataPoint]:
    start, end = span(TEXT, "12.5亿元")
    plain = DataPoint("规模", 12.5, "亿元", "level", start, end, TEXT[start:end], 7, 40)
    start, end = span(TEXT, "30亿元")
    full = DataPoint(
        metric="规模",
        value=0.1 + 0.2,
        unit="亿元",
        kind="growth",
        start=start,
        end=end,
        quote=TEXT[start:end],
        sentence_start=7,
        sentence_end=40,
        period=Period(2022, 2027, 1, 2, 3, 4, "2022-2027年"),
        entity="全国",
        region="中国",
        high=1e300,
        normalised=3e9,
        normalised_high=-0.5,
        normalised_unit="CNY",
        dimension="money",
        bound="about",
        hedge="预计",
        forecast=True,
        publisher="某机构",
        basis="yoy",
        direction="up",
        whole="市场",
        exhibit="图2",
        document_id=document.id,
        heading_path=("市场😀",),
    )
    year = Period(2023, 2023, text="2023年")
    return [replace(plain, document_id=document.id, period=year), full]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store = Store.create(tmp_path / "a store?#%.sqlite")
    for document in (made_document(), made_document("bbbb", "b/two.md")):
        store.write(document, made_chunks(document), made_points(document))
    store.finish()
    return tmp_path / "a store?#%.sqlite"


@pytest.fixture
def store(path: Path) -> Store:
    return Store.open(path)


def test_documents_come_back_exactly_and_in_order(store):
    assert store.documents() == [made_document(), made_document("bbbb", "b/two.md")]
    assert store.document("bbbb") == made_document("bbbb", "b/two.md")
    assert store.document("bbbb") is store.document("bbbb")


def test_names_are_told_by_id(store):
    assert list(store.names().items()) == [("aaaa", "a/one.md"), ("bbbb", "b/two.md")]


def test_what_was_returned_may_be_changed(store):
    store.data_points().clear()
    assert len(store.data_points()) == 4


def test_an_unfinished_store_reads_what_was_just_written(tmp_path):
    store = Store.create(tmp_path / "s")
    assert store.data_points() == []
    store.write(made_document(), [], made_points(made_document()))
    assert store.data_points() == made_points(made_document())


def test_an_unknown_document_is_named(store):
    with pytest.raises(QueryError, match=r"cccc.*kb list"):
        store.document("cccc")


def test_chunks_come_back_exactly_with_ordinals_counted_through(store):
    own, other = made_chunks(made_document()), made_chunks(made_document("bbbb"))
    expected = [*own, replace(other[0], ordinal=2), replace(other[1], ordinal=3)]
    assert store.chunks([0, 1, 2, 3]) == expected
    assert store.chunks([3, 0, 3]) == [expected[3], expected[0], expected[3]]
    assert store.boilerplate([3, 0, 1]) == {c.ordinal for c in expected if c.boilerplate} - {2}
    assert store.all_chunk_ids() == ["c1", "c2", "c1", "c2"]
    for chunk in store.chunks([0, 1, 2, 3]):
        assert store.document(chunk.document_id).text[chunk.start : chunk.end] == chunk.quote
    with pytest.raises(IndexError, match="4"):
        store.chunks([0, 4])


def test_data_points_come_back_exactly(store):
    one, two = made_points(made_document()), made_points(made_document("bbbb"))
    assert store.data_points() == one + two
    assert store.data_points(["bbbb"]) == two
    assert store.data_points([]) == []


def test_exhibits_come_back_exactly_with_their_document(store):
    exhibits = made_document().exhibits
    assert store.exhibits(["bbbb"]) == [("bbbb", exhibit) for exhibit in exhibits]
    assert [document_id for document_id, _ in store.exhibits()] == ["aaaa"] * 3 + ["bbbb"] * 3
    assert [exhibit.has_values for _, exhibit in store.exhibits(["aaaa"])] == [True, False, True]


@pytest.mark.parametrize(
    ("document_ids", "section", "expected"),
    [
        (None, None, [0, 1, 2, 3]),
        (["bbbb"], None, [2, 3]),
        ([], None, []),
        (["nobody"], None, []),
        (None, "1.1", [1, 3]),
        (["aaaa"], "１．１", [1]),
        (None, "液 冷", [1, 3]),
        (["bbbb"], "市场😀", [2, 3]),
        (None, "一", [0, 1, 2, 3]),
        (None, "1", []),
        (None, "", []),
        (None, "没有", []),
    ],
)
def test_filters_give_ordinals(store, document_ids, section, expected):
    assert store.ordinals(document_ids, section) == expected


def test_counts(store):
    expected = {"documents": 2, "chunks": 4, "data_points": 4, "exhibits": 6}
    assert store.counts() == expected


def test_the_views_open_in_any_sqlite_tool(path):
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT metric, period, start_year, end_year, value, unit, normalised_value,"
        " normalised_unit, kind, forecast, publisher, quote FROM data_points"
        " WHERE document = 'a/one.md'"
    ).fetchall()
    assert rows == [
        ("规模", "2023", 2023, 2023, 12.5, "亿元", 0.0, "", "level", 0, "", "12.5亿元"),
        (
            "规模",
            "2022-2027",
            2022,
            2027,
            0.1 + 0.2,
            "亿元",
            3e9,
            "CNY",
            "growth",
            1,
            "某机构",
            "30亿元",
        ),
    ]
    [(sentence, quote)] = connection.execute(
        "SELECT sentence, substr(text, start + 1, end - start) FROM data_points"
        " JOIN document ON id = document_id WHERE forecast AND document_id = 'bbbb'"
    ).fetchall()
    assert sentence == TEXT[7:40] and quote == "30亿元"
    cells = connection.execute("SELECT label, row, column, text, document FROM cells").fetchall()
    assert cells[:3] == [
        ("表1", 0, 0, "甲", "a/one.md"),
        ("表1", 0, 1, "", "a/one.md"),
        ("表1", 2, 0, "乙", "a/one.md"),
    ]
    exhibits = connection.execute("SELECT label, has_values, rows FROM exhibits").fetchall()
    assert exhibits[:3] == [("表1", 1, 3), ("图2", 0, None), ("", 1, 0)]
    quotes = [row[0] for row in connection.execute("SELECT quote FROM chunks ORDER BY ordinal")]
    assert quotes[:2] == [chunk.quote for chunk in made_chunks(made_document())]
    documents = connection.execute("SELECT name, characters, pages FROM documents").fetchall()
    assert documents == [("a/one.md", len(TEXT), 3), ("b/two.md", len(TEXT), 3)]
    assert connection.execute("SELECT count(*) FROM sections").fetchall() == [(4,)]


def test_a_query_returns_names_rows_and_whether_more_were_cut_off(store):
    sql = "SELECT document, value AS v FROM data_points ORDER BY value, document"
    names, rows, truncated = store.query(sql, max_rows=3)
    assert names == ["document", "v"]
    assert rows == [("a/one.md", 0.1 + 0.2), ("b/two.md", 0.1 + 0.2), ("a/one.md", 12.5)]
    assert truncated is True
    assert store.query(sql, max_rows=4)[2] is False
    assert store.query("SELECT 1 WHERE 0") == (["1"], [], False)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM document",
        "INSERT INTO page VALUES ('a', 1)",
        "UPDATE document SET title = ''",
        "DROP TABLE document",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x AS SELECT 1",
        "ATTACH DATABASE '/tmp/other.sqlite' AS other",
        "VACUUM INTO '/tmp/other.sqlite'",
        "PRAGMA writable_schema = 1",
        "SELECT * FROM pragma_database_list",
        "SELECT load_extension('x')",
        "SELECT fts3_tokenizer('simple')",
        "BEGIN",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE document",
        "SELECT zeroblob(900000000)",
        "SELEC 1",
        "SELECT nothing FROM data_points",
        "SELECT \0 1",
        "SELECT '\ud800'",
        "SELECT CAST(x'ff' AS TEXT)",
        "",
        "-- nothing",
    ],
)
def test_whatever_does_not_read_is_refused(store, path, sql):
    before = path.read_bytes()
    with pytest.raises(QueryError):
        store.query(sql)
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_query_ends_in_time(store):
    with pytest.raises(QueryError, match=r"0\.2 s"):
        store.query(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT count(*) FROM n",
            max_seconds=0.2,
        )
    assert store.query("SELECT count(*) FROM documents")[1] == [(2,)]


def test_many_threads_read_at_once(path):
    store = Store.open(path)
    expected = store.documents()
    failures: list[object] = []

    def read() -> None:
        own = Store.open(path)
        for reader in (store, own):
            if reader.documents() != expected or len(reader.data_points()) != 4:
                failures.append(reader)
        if store.query("SELECT count(*) FROM cells")[1] != [(6,)]:
            failures.append("query")

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_reading_writes_nothing_beside_the_store(path, store):
    store.documents()
    store.query("SELECT 1")
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.write(made_document("cccc"), [], [])
    store.close()
    store.close()


def test_a_file_that_is_no_store_is_refused(tmp_path: Path, path):
    (tmp_path / "x.sqlite").write_bytes(b"no database at all" * 99)
    with pytest.raises(IndexDamaged, match=r"x\.sqlite.*kb build"):
        Store.open(tmp_path / "x.sqlite")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(IndexMismatch, match=r"schema 99.*kb build"):
        Store.open(path)
