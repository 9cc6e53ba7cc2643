"""``python -m bench.fuzz [LIBFUZZER ARGUMENTS]``: let atheris look for texts that make figures fail.

atheris follows which branches a text reaches and changes it until it reaches others. It is not among
the dependencies: ``pip install atheris``. ``-max_total_time=600`` stops after ten minutes.
"""

from __future__ import annotations

import sys
from importlib import import_module

SEEDS = (
    "2023年市场规模为12亿元，同比增长3.5%，预计2027年达到20亿元，年复合增长率13.6%。",
    "表1 销量\n年份\t销量（万台）\n2022\t5\n2023\t7\n",
    "Output rose 3% to $5 billion in 2023, and will reach $7 billion by 2027.",
)


def main() -> None:
    """Fuzz ``extract`` and ``audit`` until an error, a limit of the arguments, or an interrupt."""
    try:
        atheris = import_module("atheris")
    except ModuleNotFoundError:
        sys.exit("atheris is not installed: pip install atheris")
    with atheris.instrument_imports(include=["kb.figures", "kb.text", "kb.readers"]):
        figures = import_module("kb.figures")
        for name in ("arithmetic", "extraction"):
            import_module(f"kb.figures.{name}")

    def try_one(data: bytes) -> None:
        text = data.decode("utf-8", errors="ignore")
        points = figures.extract(text, date="2024-05")
        figures.audit(points, texts={point.document_id: text for point in points})
        if any(text[point.start : point.end] != point.quote for point in points):
            raise AssertionError(f"a quote is not the text's: {text!r}")

    for seed in SEEDS:
        try_one(seed.encode())
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
