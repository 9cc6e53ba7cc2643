"""What every test can rely on."""

from __future__ import annotations

import os

import pytest

KEPT = {"KB_REPORT", "KB_CACHE_FOLDER"}


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of whoever runs the tests change nothing, but where the model is kept stays."""
    for name in list(os.environ):
        if name.startswith("KB_") and name not in KEPT:
            monkeypatch.delenv(name)
