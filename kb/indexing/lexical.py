"""The lexical index: BM25 (k1 1.2, b 0.75) in tantivy, over the tokens of ``kb.text``."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TEXT = "text"
ORDINAL = "ordinal"
WRITER_MEMORY = 128_000_000
"""Bytes the writer may fill before it starts another segment."""
TIE_MARGIN = 16
"""Hits fetched beyond ``top_k``, so that equal scores at the cut are seen and ordered."""
SCORE_DIGITS = 4
"""Decimals of a score that do not depend on the order in which tantivy adds up in float32."""
REMOVALS = 5
"""How often the removal of a temporary folder is tried."""
LOCK_FILES = (".tantivy-writer.lock", ".tantivy-meta.lock")


class LexicalIndex:
    """Texts searched by words and character bigrams; higher scores are better."""

    def __init__(self, searcher: Any, schema: Any) -> None:
        """Take a tantivy searcher and its schema; use ``build`` or ``load`` instead."""
        self._searcher = searcher
        self._schema = schema

    @classmethod
    def build(cls, folder: Path, texts: Iterable[str]) -> LexicalIndex:
        """Index ``texts`` in ``folder``, which is made; a text's ordinal is its place."""
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        schema = _schema()
        index = tantivy.Index(schema, path=str(folder), reuse=False)
        # One thread, so that the texts are stored in their order.
        writer = index.writer(heap_size=WRITER_MEMORY, num_threads=1)
        for ordinal, text in enumerate(texts):
            document = tantivy.Document()
            document.add_unsigned(ORDINAL, ordinal)
            document.add_text(TEXT, " ".join(tokens(text)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        del writer, index
        for name in LOCK_FILES:
            (folder / name).unlink(missing_ok=True)
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Open ``folder``, which stays untouched and may be read-only.

        tantivy writes a lock file where it reads, so it is shown a folder of links. Once open it
        holds the files themselves, and the links can go.
        """
        import tantivy

        with _folder_of_links() as links:
            for path in folder.iterdir():
                _link(path.resolve(), Path(links) / path.name)
            index = tantivy.Index.open(links)
            index.config_reader("manual")
            return cls(index.searcher(), index.schema)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def document_frequency(self, token: str) -> int:
        """In how many texts ``token``, as ``kb.text.tokens`` gives it, stands."""
        return int(self._searcher.doc_freq(TEXT, token))

    def search(
        self, query: str, top_k: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The ``top_k`` texts that share tokens with ``query``, as (ordinal, BM25 score).

        Best first, equal scores by ordinal. ``allowed`` names the only ordinals to return; None
        allows all, an empty list none. A filter does not change a text's score.
        """
        wanted = tokens(query)
        if not wanted or top_k <= 0 or (allowed is not None and len(allowed) == 0):
            return []
        compiled = self._compile(wanted, allowed)
        fetched = top_k + TIE_MARGIN
        while True:
            hits = self._ranked(compiled, fetched)
            cut_is_clear = len(hits) <= top_k or hits[top_k - 1][1] > hits[-1][1]
            if len(hits) < fetched or cut_is_clear:
                return hits[:top_k]
            fetched *= 4

    def _ranked(self, compiled: Any, count: int) -> list[tuple[int, float]]:
        found = self._searcher.search(compiled, count, count=False).hits
        addresses = [address for _, address in found]
        ordinals = self._searcher.fast_field_values(ORDINAL, addresses)
        hits = [
            (int(ordinal), round(float(score), SCORE_DIGITS))
            for ordinal, (score, _) in zip(ordinals, found, strict=True)
        ]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def _compile(self, wanted: list[str], allowed: Sequence[int] | None) -> Any:
        """Any of the tokens, a repeated one counting each time; never parsed as a query."""
        from tantivy import Occur, Query

        any_token = Query.boolean_query(
            [(Occur.Should, Query.term_query(self._schema, TEXT, t, "freq")) for t in wanted]
        )
        if allowed is None:
            return any_token
        ordinals = [int(ordinal) for ordinal in allowed if ordinal >= 0]
        only = Query.const_score_query(Query.term_set_query(self._schema, ORDINAL, ordinals), 0.0)
        return Query.boolean_query([(Occur.Must, any_token), (Occur.Must, only)])


def _schema() -> Any:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_unsigned_field(ORDINAL, indexed=True, fast=True)
    builder.add_text_field(TEXT, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


@contextmanager
def _folder_of_links() -> Iterator[str]:
    """A temporary folder. tantivy may still be removing its lock file when the folder goes."""
    links = tempfile.mkdtemp(prefix="kb-lexical-")
    try:
        yield links
    finally:
        for _ in range(REMOVALS):
            shutil.rmtree(links, ignore_errors=True)
            if not Path(links).exists():
                break


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source)
    except OSError:
        # Some systems let only administrators make links.
        shutil.copyfile(source, target)
