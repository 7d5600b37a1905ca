"""The fingerprint changes with whatever the report depends on, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dkbm.projekt import Projekt
from dkbm.rollout.schluessel import compute_schluessel


def test_same_content_elsewhere_gives_the_same_key(
    lege_an: Callable[..., Path], tmp_path: Path
) -> None:
    ordner = lege_an("08335")
    before = compute_schluessel(Projekt(ordner))
    moved = ordner.rename(tmp_path / "anderswo")
    (moved / "bericht" / "ausgabe").mkdir()
    (moved / "bericht" / "ausgabe" / "bericht.html").write_text("x", encoding="utf-8")
    assert compute_schluessel(Projekt(moved)) == before
    assert compute_schluessel(Projekt(moved), ["probe"]) != before


@pytest.mark.parametrize(
    "datei",
    [
        "kommune.toml",
        "notebooks/01_probe.ipynb",
        "bericht/gliederung.toml",
        "bericht/texte/vorwort.md",
        "daten/eigene/neu.csv",
        "daten/bestand/manifest.json",
    ],
)
def test_each_input_counts(lege_an: Callable[..., Path], datei: str) -> None:
    ordner = lege_an("08335")
    before = compute_schluessel(Projekt(ordner))
    path = ordner / datei
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert compute_schluessel(Projekt(ordner)) != before
