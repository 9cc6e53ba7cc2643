"""Train the reader: ``python -m training OUTPUT.npz [FILE…]``, files of SQuAD's shape for a start."""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch.nn import functional

from kb import Config, KnowledgeBase
from kb.indexing.bundled_model import ensure_model
from kb.indexing.embedder import load_embedder
from training.pairs import (
    REPORTS,
    Choice,
    elsewhere,
    of_figures,
    of_public_set,
    of_report,
    renamed,
)
from training.reader import Reader, Row

HELD_OUT = ("zh_m", "zh_r", "en_e")
"""Reports of three authors that are not trained on, but measured."""
AT_ONCE = 8
"""Questions a step."""
PUBLIC, OWN, MIXED = (1, 4, 6e-4), (2, 5, 6e-4), (1, 4, 3e-4)
"""Rounds, sentences a question and rate of learning of the three stages."""
FROM_EACH = 2500
"""Of each public set in the first stage."""
KEPT = {"own": 5400, "figures": 1200, "elsewhere": 2000, "renamed": 700, "public": 700}
"""Questions of the last stage, of each kind."""
Batch = list[tuple[list[Row], int]]


@dataclass
class Ours:
    """From the reports: their questions, those made of their figures, the names in each, and what is held out."""

    own: list[Choice] = field(default_factory=list)
    figures: list[Choice] = field(default_factory=list)
    names: dict[str, set[str]] = field(default_factory=dict)
    held_out: list[Choice] = field(default_factory=list)


def main() -> None:
    """Train, save, and print how it does on what was held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("public", type=Path, nargs="*")
    parser.add_argument("--begin", type=Path, help="weights to go on from, with the last stage")
    parser.add_argument(
        "--dtype",
        choices=("float32", "bfloat16"),
        default="float32",
        help="of the model's own weights; 16 bits take a third of the time where the processor has AMX",
    )
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    source = random.Random(given.seed)
    torch.manual_seed(given.seed)
    public = [c for path in given.public for c in of_public_set(path, FROM_EACH, source)]
    ours = _ours(source)
    folder = ensure_model(Config.load().cache_folder)
    reader = Reader(folder, getattr(torch, given.dtype))
    if given.begin:
        reader.load(given.begin)
    else:
        if public:
            _train(reader, public, *PUBLIC, source)
        _train(reader, ours.own, *OWN, source)
    _train(reader, _mixed(ours, public, source), *MIXED, source)
    reader.save(given.output)
    _measure(reader, ours.held_out)


def _mixed(ours: Ours, public: Sequence[Choice], source: random.Random) -> list[Choice]:
    kinds = {
        "own": ours.own,
        "figures": ours.figures,
        "elsewhere": [
            *elsewhere(ours.own, KEPT["elsewhere"] // 2, source),
            *elsewhere(public, KEPT["elsewhere"] // 2, source),
        ],
        "renamed": list(renamed(ours.own, ours.names, source)),
        "public": public,
    }
    mixed = []
    for kind, choices in kinds.items():
        some = source.sample(list(choices), min(KEPT[kind], len(choices)))
        print(f"{kind}: {len(some)} of {len(choices)}")
        mixed += some
    return mixed


def _ours(source: random.Random) -> Ours:
    ours = Ours()
    embedder = load_embedder(Config.load())
    for path in sorted(REPORTS.glob("*.md")):
        with tempfile.TemporaryDirectory() as folder:
            base = KnowledgeBase.build([path], folder, embedder=embedder)
            (document,), points = base.documents(), base.data_points()
            base.close()
        lines = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
        choices = list(of_report(document, map(json.loads, lines)))
        if path.stem.startswith(HELD_OUT):
            ours.held_out += choices
            continue
        ours.own += choices
        ours.figures += of_figures(document, points, source)
        ours.names[document.id] = {point.entity for point in points if len(point.entity) > 1}
    return ours


def _train(
    reader: Reader,
    choices: Sequence[Choice],
    rounds: int,
    sentences: int,
    rate: float,
    source: random.Random,
) -> None:
    trained = [p for p in reader.parameters() if p.requires_grad]
    head = set(reader.head.parameters())
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in trained if p not in head], "lr": rate},
            {"params": list(head), "lr": 2 * rate},
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    steps = rounds * -(-len(choices) // AT_ONCE)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1, (n + 1) / (0.06 * steps)) * max(0.02, 1 - n / steps)
    )
    began, lost = time.time(), 0.0
    batches = (b for _ in range(rounds) for b in _batches(reader, choices, sentences, source))
    for step, batch in enumerate(batches, start=1):
        loss = _loss(reader, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
        lost += float(loss.detach())
        if step % 50 == 0:
            print(f"{step} of {steps} steps, loss {lost / 50:.3f}, {time.time() - began:.0f} s")
            lost = 0.0


def _loss(reader: Reader, batch: Batch) -> torch.Tensor:
    """Cross entropy of choosing a sentence that answers, or none where none does."""
    logits = reader([row for rows, _ in batch for row in rows])
    lost, first = torch.zeros(()), 0
    for rows, answering in batch:
        own = functional.pad(logits[first : first + len(rows)], (0, 1))
        shares = functional.log_softmax(own, 0)
        lost = lost - (torch.logsumexp(shares[:answering], 0) if answering else shares[-1])
        first += len(rows)
    return lost / len(batch)


def _batches(
    reader: Reader, choices: Sequence[Choice], sentences: int, source: random.Random
) -> Iterator[Batch]:
    """All choices in a random order, those of like length together, so that little is filled up."""
    order = source.sample(list(choices), len(choices))
    for first in range(0, len(order), 16 * AT_ONCE):
        pool = [
            _drawn(reader, one, sentences, source) for one in order[first : first + 16 * AT_ONCE]
        ]
        pool.sort(key=lambda drawn: max(len(ids) for ids, _ in drawn[0]))
        batches = [pool[at : at + AT_ONCE] for at in range(0, len(pool), AT_ONCE)]
        yield from source.sample(batches, len(batches))


def _drawn(
    reader: Reader, choice: Choice, sentences: int, source: random.Random
) -> tuple[list[Row], int]:
    """Up to two sentences that answer, two that come close, and others, the better ranked the likelier."""
    every = list(choice.sentences)
    close = choice.answering + choice.near
    told = source.sample(every[: choice.answering], min(2, choice.answering))
    others = every[choice.answering : close][:2]
    rest = every[close:]
    while rest and len(told) + len(others) < sentences:
        weights = [1 / (1 + 0.2 * rank) for rank in range(len(rest))]
        others.append(rest.pop(source.choices(range(len(rest)), weights)[0]))
    rows = [reader.row(choice.question, *sentence) for sentence in (*told, *others)]
    return rows, len(told)


@torch.no_grad()
def _measure(reader: Reader, choices: Sequence[Choice]) -> None:
    """How often the best sentence answers, and how well its log odds tell what is answered at all."""
    best = []
    for choice in choices:
        logits = reader([reader.row(choice.question, *one) for one in choice.sentences]).tolist()
        at = max(range(len(logits)), key=logits.__getitem__)
        best.append((logits[at], at < choice.answering, choice.answering > 0))
    answered = [one for one in best if one[2]]
    unanswered = [one[0] for one in best if not one[2]]
    first = sum(right for _, right, _ in answered) / len(answered)
    ahead = sum(one[0] > other for one in answered for other in unanswered)
    area = ahead / (len(answered) * len(unanswered))
    print(f"{len(best)} questions held out: first {first:.3f}, area under the curve {area:.3f}")


if __name__ == "__main__":
    main()
