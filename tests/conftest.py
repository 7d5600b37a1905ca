"""Shared by all tests: where the repository and the original files lie."""

from __future__ import annotations

from pathlib import Path

import pytest

WURZEL = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def wurzel() -> Path:
    """The repository, which is the template as well."""
    return WURZEL


@pytest.fixture(scope="session")
def originale() -> Path:
    """The original official files; they are not part of the repository."""
    ordner = WURZEL.parent / "shared" / "daten"
    if not ordner.is_dir():
        pytest.skip(f"Die amtlichen Originaldateien liegen nicht unter {ordner}.")
    return ordner
