"""A small index with a fake embedder; run as a program it builds one, to be killed.

python small_index.py INDEX_FOLDER VERSION build|add
"""

import sys
from pathlib import Path

from fakes import FakeEmbedder

from kb.config import Config
from kb.indexing.builder import BuildResult, Prepared, build, update
from kb.types import Chunk, DataPoint, Document, Exhibit, Period, Section

SUBJECTS = ("液冷服务器", "智能算力", "边缘计算", "数据中心", "云服务", "芯片")


def prepared(name: str, version: int = 1, sections: int = 3) -> Prepared:
    """A document of ``sections`` sections; only the first one's text depends on ``version``."""
    text, spans, chunks, points = "", [], [], []
    for number in range(sections):
        subject = SUBJECTS[(number + len(name)) % len(SUBJECTS)]
        start = len(text)
        value = 100 * version if number == 0 else number
        text += f"第{number}节 {subject}\n{name}中{subject}的规模达到{value}亿元。\n"
        spans.append((start, len(text), f"{subject}", str(value)))
    document_id = f"{abs(hash_of(name, text)):016x}"
    for ordinal, (start, end, title, value) in enumerate(spans):
        quote = text[start:end]
        identity = f"{abs(hash_of(title, quote)):032x}"
        chunks.append(Chunk(identity, document_id, ordinal, start, end, quote, (title,)))
        at = text.index(f"{value}亿元", start)
        points.append(
            DataPoint(
                metric="规模",
                value=float(value),
                unit="亿元",
                kind="level",
                start=at,
                end=at + len(value) + 2,
                quote=f"{value}亿元",
                sentence_start=start,
                sentence_end=end,
                period=Period(2023, 2023),
                document_id=document_id,
            )
        )
    document = Document(
        document_id,
        name,
        text,
        sections=tuple(Section(t, 1, s, e, (t,), str(n)) for n, (s, e, t, _) in enumerate(spans)),
        exhibits=(Exhibit("图1", "规模", "chart", 0, 3),),
    )
    return document, chunks, points


def hash_of(*parts: str) -> int:
    """The same on every run, as the built-in ``hash`` is not."""
    value = 0
    for character in "\0".join(parts):
        value = (value * 1_000_003 + ord(character)) % (1 << 61)
    return value


def corpus(version: int = 1, documents: int = 4) -> list[Prepared]:
    """``documents`` documents, each changed by ``version`` in one section."""
    return [prepared(f"report-{number}.md", version) for number in range(documents)]


def built(index_folder: Path, version: int = 1, **settings: int) -> BuildResult:
    """Build the corpus with the fake embedder."""
    return build(index_folder, corpus(version), FakeEmbedder(64), Config.load(**settings))


def added(index_folder: Path, version: int) -> BuildResult:
    """Add the corpus's documents to the live generation; each takes its namesake's place."""
    return update(index_folder, corpus(version), [], FakeEmbedder(64), Config.load())


if __name__ == "__main__":
    # The heavy imports and dictionaries come first, so that the kill falls into the build.
    import faiss  # noqa: F401
    import tantivy  # noqa: F401

    from kb.text import tokens

    tokens("液冷服務器")
    print("building", flush=True)
    write = added if sys.argv[3] == "add" else built
    while True:
        write(Path(sys.argv[1]), int(sys.argv[2]))
