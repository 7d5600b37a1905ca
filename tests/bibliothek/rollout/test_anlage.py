"""A Kommune without a project gets one; data that lie in its folder already stay."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.projekt import Projekt
from dkbm.rollout.anlage import start_projekt
from dkbm.rollout.auftrag import Auftrag


def test_project_is_put_around_data_that_wait_for_it(ziel: Path) -> None:
    ordner = ziel / load_register()["08335"].slug
    eigene = ordner / "daten" / "eigene" / "vhs.csv"
    eigene.parent.mkdir(parents=True)
    eigene.write_text("jahr;belegungen\n2023;1\n", encoding="utf-8")
    (eigene.parent / "README.md").write_text("von Hand", encoding="utf-8")
    (ziel / ".neu-abgebrochen").mkdir()
    os.utime(ziel / ".neu-abgebrochen", (0, 0))
    start_projekt(Auftrag("08335", titel="Bildung", gestaltung="#6f1334"), ordner)
    einstellungen = Projekt(ordner).einstellungen
    assert (einstellungen.bericht.titel, einstellungen.gestaltung.farbe) == ("Bildung", "#6f1334")
    assert eigene.read_text(encoding="utf-8").startswith("jahr;belegungen")
    assert (eigene.parent / "README.md").read_text(encoding="utf-8") == "von Hand"
    assert (ordner / "notebooks" / "05_weiterbildung.ipynb").is_file()
    assert list(ziel.iterdir()) == [ordner]


def test_a_folder_of_something_else_is_left_alone(ziel: Path) -> None:
    ordner = ziel / load_register()["08335"].slug
    ordner.mkdir(parents=True)
    (ordner / "urlaub.txt").write_text("x", encoding="utf-8")
    with pytest.raises(DkbmFehler, match="gibt es schon"):
        start_projekt(Auftrag("08335"), ordner)
    assert [p.name for p in ordner.iterdir()] == ["urlaub.txt"]
