"""Checksums follow content and name, and the packages that are really installed."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.projekt.pruefsumme import (
    add_files,
    hash_datei,
    hash_kit,
    list_dateien,
    list_versionen,
)


def sum_of(ordner: Path) -> str:
    summe = hashlib.sha256()
    add_files(summe, list_dateien(ordner), ordner)
    return summe.hexdigest()


def test_content_and_name_count_but_not_caches(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    before = sum_of(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"y")
    assert sum_of(tmp_path) == before
    # A file that is merely open in Excel or LibreOffice is no other file.
    for name in ("~$a.xlsx", ".~lock.a.xlsx#", "Thumbs.db", "desktop.ini", ".DS_Store"):
        (tmp_path / name).write_bytes(b"z")
    assert sum_of(tmp_path) == before
    (tmp_path / "a").rename(tmp_path / "b")
    assert sum_of(tmp_path) != before
    with pytest.raises(DkbmFehler, match="lässt sich nicht lesen"):
        hash_datei(tmp_path / "a")
    assert hash_datei(tmp_path / "b") == hashlib.sha256(b"x").hexdigest()


def test_versions_are_those_of_the_packages() -> None:
    found = list_versionen()
    for name in ("pandas", "papermill", "nbconvert", "jupyter-client"):
        assert found[name] == version(name)
    assert len(hash_kit()) == 64
