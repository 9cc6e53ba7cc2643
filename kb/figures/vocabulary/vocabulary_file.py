"""The form of a vocabulary file: categories of canonical terms, each with its variants."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from kb.errors import ConfigError

CATEGORIES = (
    "concepts",
    "measures",
    "regions",
    "cities",
    "companies",
    "industries",
    "units",
    "attributes",
    "everyday",
)


def read_tables(text: str, name: str) -> dict[str, Any]:
    """The tables of a vocabulary file.

    Raises:
        ConfigError: it is no TOML or not of the form term = [variants]; names the file.
    """
    try:
        data = tomllib.loads(text)
        listed = list(entries(data))
    except (tomllib.TOMLDecodeError, TypeError, AttributeError) as error:
        raise ConfigError(
            f'vocabulary {name}: {error}; write "term" = ["variant", …] under [concepts]'
        ) from error
    for _, term, variants in listed:
        if not isinstance(variants, list) or not all(isinstance(one, str) for one in variants):
            raise ConfigError(
                f"vocabulary {name}: {term} must be a list of strings; "
                f'write "{term}" = ["variant", …]'
            )
    return data


def entries(table: Mapping[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Category, term and variants; terms outside a category are concepts."""
    for category in CATEGORIES:
        for term, variants in table.get(category, {}).items():
            yield category, term, variants
    for term, variants in table.items():
        if term not in (*CATEGORIES, "stop", "generic"):
            yield "concepts", term, variants
