"""What every benchmark works on: an index, a baseline over the same vectors, and questions."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from kb.config import Config
from kb.evaluation.questions import percentile
from kb.indexing.embedder import Embedder, load_embedder
from kb.indexing.generation import open_generation
from kb.knowledge_base import KnowledgeBase
from kb.readers.files import find_files, read
from kb.types import Document

WARM_UP = (
    "报告由谁发布？",
    "人工智能服务器的市场规模有多大？",
    "Which chart shows edge computing?",
)
"""Asked before anything is timed; none of them is in ``QUESTIONS``."""

QUESTIONS: tuple[tuple[str, str], ...] = (
    ("number", "2027年中国的智能算力预计能到多少？"),
    ("number", "2022年通用算力有多少EFLOPS？"),
    ("number", "液冷服务器在2023年上半年卖了多少钱？"),
    ("number", "AI服务器全球市场2022年是多大？"),
    ("number", "训练GPT-3用掉多少算力？"),
    ("number", "中国AI芯片2023年出货多少片？"),
    ("number", "What will China's AI server market be worth in 2027?"),
    ("number", "How many parameters does LLaMA have?"),
    ("growth", "智能算力未来五年的年复合增长率是多少？"),
    ("growth", "边缘AI服务器的增速有多快？"),
    ("growth", "How fast does the liquid cooling market grow each year?"),
    ("series", "把中国智能算力各年的规模列出来"),
    ("series", "中国AI服务器市场历年有多大？"),
    ("comparison", "通用算力与智能算力哪个增长更快？"),
    ("comparison", "PaLM和GPT-3的参数量谁更大？"),
    ("difference", "2027年的智能算力比2023年多多少？"),
    ("difference", "中国液冷服务器市场从2023到2027增加多少亿美元？"),
    ("ratio", "2027年智能算力是2022年的几倍？"),
    ("ratio", "2027年通用算力相当于智能算力的百分之几？"),
    ("ranking", "2023年城市算力排名前三是谁？"),
    ("ranking", "合肥近几年排第几？"),
    ("ranking", "算力渗透最高的行业有哪些？"),
    ("ranking", "Which city ranks first in AI computing in 2023?"),
    ("list", "液冷有哪几种技术路线？"),
    ("list", "报告给企业提了哪些建议？"),
    ("list", "生成式人工智能有哪些应用场景？"),
    ("exhibit", "哪张图讲边缘计算？"),
    ("exhibit", "表1里有哪些模型？"),
    ("exhibit", "图3是什么内容？"),
    ("explanation", "为什么数据中心需要液冷？"),
    ("explanation", "算力服务的模式正在怎样改变？"),
    ("explanation", "开源框架为何重要？"),
    ("explanation", "Why do large models push up demand for computing power?"),
    ("explanation", "本土芯片厂商碰到什么困难？"),
    ("audit", "智能算力33.9%的复合增长率算得对吗？"),
    ("audit", "液冷市场54.7%的增速能不能验算？"),
    ("partial", "2025年中国智能算力有多大？"),
    ("partial", "2030年AI服务器市场会到多少？"),
    ("unanswerable", "量子计算机的价格是多少？"),
    ("unanswerable", "Who won the football world cup in 2022?"),
    ("multi", "2027年智能算力和通用算力各是多少，增速各是多少？"),
)
"""Intent and question."""


class DenseSearch:
    """The baseline: embed the question, multiply with every chunk's vector, take the best ten."""

    name = "dense-only search (embed the question, numpy dot product, top 10)"

    def __init__(self, index_folder: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        with open_generation(index_folder, embedder.name) as generation:
            self.rows = generation.vectors.reconstruct(range(len(generation.vectors)))

    def search(self, question: str) -> list[int]:
        """Ordinals of the ten nearest chunks, best first."""
        scores = self.rows @ self._embedder.embed_queries([question])[0]
        count = min(10, len(scores))
        best = np.argpartition(-scores, count - 1)[:count] if count else np.zeros(0, int)
        return [int(ordinal) for ordinal in best[np.argsort(-scores[best])]]


class Workload:
    """The parts that benchmarks share, each made when it is first needed."""

    def __init__(
        self, report: Path, index: Path | None, rounds: int, texts: int = 0, seed: int = 1
    ) -> None:
        self.report = report
        self.rounds = rounds
        self.texts = texts
        self.seed = seed
        self.passages: Path | None = None
        """SQuAD-style file that kb and its peers are set against one another on."""
        self.rows = 0
        """The most rows that an index of vectors is made of."""
        self.peers: list[str] = []
        """Which of them; all where none is named."""
        self._index = index
        self._temporary = tempfile.TemporaryDirectory(prefix="kb-bench-")

    def __enter__(self) -> Workload:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if "base" in self.__dict__:
            self.base.close()
        self._temporary.cleanup()

    def folder(self, name: str) -> Path:
        """A folder that is removed in the end."""
        return Path(self._temporary.name) / name

    def documents(self) -> list[Document]:
        """The documents of the report, read anew."""
        return [read(path, name=name) for path, name in find_files([self.report])]

    @cached_property
    def config(self) -> Config:
        """The settings of this machine."""
        return Config.load()

    @cached_property
    def embedder(self) -> Embedder:
        """The embedder of the settings, loaded and warm for documents and questions."""
        embedder = load_embedder(self.config)
        embedder.embed_documents(list(WARM_UP))
        embedder.embed_queries(list(WARM_UP))
        return embedder

    @cached_property
    def base(self) -> KnowledgeBase:
        """The index that is given, or one of the report."""
        if self._index is not None:
            return KnowledgeBase.open(self._index, self.config, self.embedder)
        folder = self.folder("index")
        return KnowledgeBase.build([self.report], folder, self.config, self.embedder)

    @cached_property
    def baseline(self) -> DenseSearch:
        """Dense search over the same vectors."""
        return DenseSearch(self.base.index_folder, self.embedder)

    def time(self, *runs: Callable[[str], Any]) -> list[list[float]]:
        """Milliseconds of each of ``runs``: all questions, round after round.

        The runs take turns at each question, so that a slow moment of the machine hits them all.
        """
        times: list[list[float]] = [[] for _ in runs]
        for run in runs:
            for question in WARM_UP:
                run(question)
        for _ in range(self.rounds):
            for _, question in QUESTIONS:
                for own, run in zip(times, runs, strict=True):
                    own.append(milliseconds(lambda run=run, question=question: run(question))[0])
        return times


def milliseconds(run: Callable[[], Any]) -> tuple[float, Any]:
    """How long ``run`` takes, and what it returns."""
    began = time.perf_counter()
    result = run()
    return (time.perf_counter() - began) * 1000, result


def summary(name: str, times: list[float]) -> str:
    """One line with the median and the 95th percentile."""
    return f"{name}: p50 {percentile(times, 50):.1f} ms, p95 {percentile(times, 95):.1f} ms"


def ratios(name: str, times: list[float], baseline: list[float], baseline_name: str) -> list[str]:
    """Three lines: both summaries, and how many times as long ``times`` are."""
    halves = [percentile(times, p) / percentile(baseline, p) for p in (50, 95)]
    return [
        summary(name, times),
        summary(f"baseline, {baseline_name}", baseline),
        f"ratio to the baseline: p50 {halves[0]:.2f}, p95 {halves[1]:.2f}",
    ]
