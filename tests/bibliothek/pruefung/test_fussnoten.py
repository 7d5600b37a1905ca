"""Footnotes of real tables: whom they name, for which years."""

from __future__ import annotations

import pytest
from dkbm.bestand import open_bestand
from dkbm.pruefung.fussnoten import find_note
from dkbm.pruefung.grenzen import load_grenzen

SUMMEN = load_grenzen().fussnoten.gebietssummen


def foot_of(quelle: int) -> str:
    return open_bestand().quellen[quelle].fussnoten


@pytest.mark.parametrize(
    ("quelle", "ags", "jahr", "text"),
    [
        (14, "DG", 2015, "Deutschland: mit Schulfremdenprüfung"),
        (25, "DG", 2023, "Deutschland: Die Aufsummierung der Länderergebnisse"),
        (25, "04", 2023, "Bremen: Differenzen bei der Aufsummierung"),
        (9, "DG", 2015, "2015: Differenzen resultieren aus Korrekturen"),
        (9, "DG", 2014, ""),  # the note names 2015 only
        (14, "06", 2007, "Hessen (2007): Es liegen keine Ergebnisse vor"),
        (14, "06", 2008, ""),
        (14, "10", 2015, ""),  # compares with other publications only
        (14, "08335", 2015, ""),
    ],
)
def test_note_holds_for_its_gebiet_and_year(quelle: int, ags: str, jahr: int, text: str) -> None:
    note = find_note(foot_of(quelle), ags, jahr, SUMMEN)
    assert bool(note) == bool(text)
    assert text in note


def test_hyphens_at_line_ends_are_joined() -> None:
    note = find_note("Hessen: nachträgliche Korrek-\nturen in Kreisen", "06", 2015, SUMMEN)
    assert "Korrekturen" in note
