"""The documents beside the code say what the code does."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kb import Config
from kb import errors as kb_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh.md"]
PAGES = [*READMES, "CHANGELOG.md", "docs/architecture.md"]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


def project() -> dict[str, object]:
    table: dict[str, object] = tomllib.loads(read("pyproject.toml"))["project"]
    return table


def code(text: str) -> list[str]:
    """Lines of code without their comments."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^    (.*)$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M)
    lines = indented + [line for block in fenced for line in block.splitlines()]
    return [re.sub(r" {2,}# .*", "", line) for line in lines]


def settings(text: str) -> dict[str, str]:
    """The rows of the settings' table: name to default."""
    return dict(re.findall(r"^\| `(KB_\w+)` \| (.+?) \|", text, re.MULTILINE))


@pytest.mark.parametrize("name", READMES)
def test_the_readme_opens_with_the_two_commands(name: str) -> None:
    assert code(read(name))[:2] == ["make app", "make test"]


@pytest.mark.parametrize("name", READMES)
def test_every_make_command_is_a_target_and_every_target_is_told(name: str) -> None:
    assert set(re.findall(r"\bmake ([a-z]+)\b", "\n".join(code(read(name))))) | {"lint"} == (
        targets()
    )


def test_make_help_lists_every_target() -> None:
    outer = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}  # set where make runs the tests
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    shown = subprocess.check_output(["make", "help"], cwd=ROOT, env=environment, text=True)
    assert {line.split()[0] for line in shown.splitlines()} == targets()


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_told_and_every_command_told_is_there(name: str) -> None:
    from typer.main import get_command

    from kb.doors.cli import app

    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert set(re.findall(r"^\| `kb ([a-z]+)", read(name), re.MULTILINE)) == set(commands)
    scorecards = {line.split()[2] for line in code(read(name)) if line.startswith("kb evaluate")}
    assert scorecards == set(commands["evaluate"].commands)


@pytest.mark.parametrize("name", READMES)
def test_every_setting_is_told_with_its_default(name: str) -> None:
    told = settings(read(name))
    assert list(told) == [f"KB_{field.name.upper()}" for field in fields(Config)]
    for field in fields(Config):
        if isinstance(field.default, str | int | float) and field.default != "":
            assert told[f"KB_{field.name.upper()}"] == f"`{field.default}`"


@pytest.mark.parametrize("name", READMES)
def test_every_exit_code_is_told(name: str) -> None:
    errors = [e for e in vars(kb_errors).values() if isinstance(e, type)]
    codes = {error.exit_code for error in errors if issubclass(error, kb_errors.KnowledgeBaseError)}
    assert set(map(int, re.findall(r"^\| (\d) \|", read(name), re.MULTILINE))) == {0} | codes


def test_both_readmes_have_the_same_parts() -> None:
    def outline(name: str) -> list[int]:
        text = re.sub(r"^```.*?^```", "", read(name), flags=re.M | re.S)
        return [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]

    assert outline("README.md") == outline("README.zh.md")
    assert code(read("README.md")) == code(read("README.zh.md"))


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", read(name))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not ((ROOT / name).parent / link).exists()] == []


def test_every_part_has_its_row_in_the_architecture() -> None:
    parts = {path.stem for path in (ROOT / "kb").iterdir() if path.suffix == ".py"} | {
        path.name for path in (ROOT / "kb").iterdir() if (path / "__init__.py").exists()
    }
    told = set(re.findall(r"^\| \d \| `(\w+)`", read("docs/architecture.md"), re.MULTILINE))
    assert told == parts - {"__init__"}


def test_the_licence_is_there_and_named() -> None:
    assert "Apache License" in read("LICENSE")
    assert project()["license"] == "Apache-2.0"


def required() -> Iterator[Requirement]:
    table = tomllib.loads(read("pyproject.toml"))["project"]
    extras = table["optional-dependencies"].values()
    for line in [*table["dependencies"], *(line for extra in extras for line in extra)]:
        yield Requirement(line)


def test_constraints_pin_every_requirement_within_its_bounds() -> None:
    pins = dict(line.split("==") for line in read("constraints.txt").splitlines())
    pinned = {canonicalize_name(name): version for name, version in pins.items()}
    assert all("+" not in version for version in pinned.values())
    for requirement in required():
        version = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} does not admit {version}"
