"""The foot of an official table."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.quellen.fuss import find_foot, read_stand, strip_licence
from dkbm.quellen.kodierung import read_text

FUSS = """
"zu ""gesamte Tabelle"":
Baden-Württemberg: ab Berichtsjahr 2011 Gebietsstand
01.01.2011
2015;DG;Deutschland;1"
"© Statistische Ämter des Bundes und der Länder, Deutschland, 2017.
Dieses Werk ist lizensiert unter der Datenlizenz Deutschland
- Namensnennung - Version 2.0."
Stand: 10.10.2017 / 19:20:37
"""


@pytest.mark.parametrize("linie", ["__________", "__________;;;;", "_____ "])
def test_foot_is_cut_at_the_line(linie: str) -> None:
    text = f"2015;DG;1\n{linie}\n{FUSS}"
    start, ende = find_foot(text)
    assert (text[:start], text[ende:].strip()) == ("2015;DG;1\n", FUSS.strip())


def test_without_a_line_there_is_no_foot() -> None:
    text = "a_b;__\n___\n____x\n"
    assert find_foot(text) == (len(text), len(text))


def test_stand_and_notes() -> None:
    assert read_stand(FUSS) == "10.10.2017"
    assert read_stand("ohne Datum 01.01.2011") == ""
    notes = strip_licence(FUSS)
    assert notes.startswith("zu ")
    assert '"' not in notes
    assert notes.endswith("2015;DG;Deutschland;1")  # a note may look like data
    assert "©" not in notes
    assert "Stand:" not in notes
    assert strip_licence("") == ""


def test_real_foot_keeps_what_the_report_must_say(originale: Path) -> None:
    text = read_text(originale / "neuere_staende/21111-02-06-4.csv")
    fuss = text[find_foot(text)[1] :]
    assert read_stand(fuss) == "13.03.2025"
    notes = strip_licence(fuss)
    assert "Jahr in\ndem das Schuljahr endet" in notes
    assert "Datenlizenz" not in notes
