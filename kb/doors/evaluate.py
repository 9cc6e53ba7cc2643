"""``kb evaluate``: the scorecards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from kb.doors import printing

evaluate = typer.Typer(no_args_is_help=True, help="Measure retrieval, figures and answers.")

File = Annotated[Path, typer.Argument(help="The file of questions or labels.")]
Out = Annotated[Path | None, typer.Option("--json", help="Write the report here as JSON.")]
Index = Annotated[Path, typer.Option("--index", help="Folder of the index.")]
Compare = Annotated[
    Path | None, typer.Option("--compare", help="A report saved before, to compare with.")
]


@evaluate.command()
def retrieval(file: File, out: Out = None) -> None:
    """R@1, R@5, R@10 and MRR@10 of lexical, dense and fused search on a SQuAD-style file."""
    from kb.config import Config
    from kb.evaluation.retrieval import evaluate as measure
    from kb.indexing.embedder import load_embedder

    config = Config.load()
    with printing.progress() as progress:
        report = measure(file, load_embedder(config), config, progress)
    printing.line(f"{report.contexts} contexts, {report.questions} questions, {report.embedder}")
    columns = ("method", "R@1", "R@5", "R@10", "MRR@10")
    rows = [
        (
            s.method,
            *(f"{v:.4f}" for v in (s.recall_at_1, s.recall_at_5, s.recall_at_10, s.mrr_at_10)),
        )
        for s in report.scores
    ]
    printing.table(columns, rows, as_json=False, as_csv=False)
    _write(out, report.to_dict())


@evaluate.command("leave-out")
def leave_out(
    file: File,
    out: Out = None,
    seed: Annotated[int, typer.Option("--seed", help="Chooses the half that is indexed.")] = 0,
) -> None:
    """Index half of a SQuAD-style file: are the other half's questions refused?"""
    from kb.config import Config
    from kb.evaluation.leave_out import evaluate as measure
    from kb.indexing.embedder import load_embedder

    config = Config.load()
    with printing.progress() as progress:
        report = measure(file, load_embedder(config), config, progress, seed)
    _print_values(report.to_dict())
    _write(out, report.to_dict())


@evaluate.command()
def figures(file: File, out: Out = None) -> None:
    """Precision, recall and F1 of extracted figures on labelled sentences and tables."""
    from kb.evaluation.figures import evaluate as measure

    plain = measure(file).to_dict()
    rates = {key: value for key, value in plain.items() if isinstance(value, dict)}
    columns = ("measure", "precision", "recall", "F1")
    rows = [
        (name, *(_shown(rate[key]) for key in ("precision", "recall", "f1")))
        for name, rate in rates.items()
    ]
    printing.table(columns, rows, as_json=False, as_csv=False)
    _print_values({key: value for key, value in plain.items() if key not in rates})
    _write(out, plain)


@evaluate.command()
def questions(
    file: File, index: Index = Path("index"), out: Out = None, compare: Compare = None
) -> None:
    """Answers, citations, refusals and latency on labelled questions."""
    from kb.evaluation import questions as scorecard
    from kb.knowledge_base import KnowledgeBase

    base = KnowledgeBase.open(index)
    with printing.progress() as progress:
        report = scorecard.evaluate(file, base.ask, base.search, progress)
    plain = report.to_dict()
    scores = {**plain["categories"], "all": plain["overall"]}
    columns = ["category", *plain["overall"]]
    rows = [[name, *map(_shown, score.values())] for name, score in scores.items()]
    printing.table(columns, rows, as_json=False, as_csv=False)
    if compare is not None:
        for text in scorecard.compare(_read(compare), plain).lines():
            printing.line(text)
    _write(out, plain)


def _print_values(report: dict[str, Any]) -> None:
    rows = [(key, _shown(value)) for key, value in report.items() if not isinstance(value, list)]
    printing.table(("measure", "value"), rows, as_json=False, as_csv=False)


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return "" if value is None else str(value)


def _read(path: Path) -> dict[str, Any]:
    from kb.errors import QueryError

    try:
        saved: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise QueryError(
            f"cannot read the saved report {path}: {error}; write one with "
            "`kb evaluate questions FILE --json REPORT`"
        ) from error
    return saved


def _write(path: Path | None, report: dict[str, Any]) -> None:
    from kb.errors import QueryError

    if path is None:
        return
    text = json.dumps(report, ensure_ascii=False, indent=2)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise QueryError(
            f"the report cannot be written to {path}: {error.strerror}; name another file by --json"
        ) from error
