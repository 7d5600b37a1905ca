"""Files are recognised by content, not by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.lesen import read_datei

KREUZ = "Tabelle: 1-2-3-4\nTitel (Anzahl);;;\n;;;Köpfe\n2015;DG;Deutschland;1\n"
FLACH = (
    "statistics_code;statistics_label;time;1_variable_code;1_variable_attribute_code;"
    "1_variable_attribute_label;value;value_unit;value_variable_label\n"
    "12411;Fort;2024;KREISE;08335;Konstanz;7;Anzahl;Köpfe\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize(
    ("text", "code", "wert"),
    [(KREUZ, "1-2-3-4", 1), (f"GENESIS-{KREUZ}", "1-2-3-4", 1), (FLACH, "12411", 7)],
)
def test_content_decides(tmp_path: Path, encoding: str, text: str, code: str, wert: int) -> None:
    path = tmp_path / "Export (3).txt"
    path.write_bytes(text.encode(encoding))
    tabelle = read_datei(path)
    assert tabelle.code == code
    assert list(tabelle.daten["wert"]) == [wert]
    assert list(tabelle.daten["kopf"]) == ["Köpfe"]


@pytest.mark.parametrize(
    ("text", "erste"),
    [
        ("", "leer"),
        ("\n \n", "leer"),
        ("Name;Wert\nA;1\n", "Name;Wert"),
        ("<html>\n<body>", "<html>"),
    ],
)
def test_unknown_formats_show_their_first_line(tmp_path: Path, text: str, erste: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DkbmFehler, match=r"a\.csv hat kein bekanntes Format") as info:
        read_datei(path)
    assert info.value.wo == f"a.csv, Zeile 1: {erste}"
    assert info.value.rat


def test_read_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kaputt.csv"
    path.write_text(KREUZ.replace("land;1", "land;1a"), encoding="utf-8")
    with pytest.raises(DkbmFehler) as info:
        read_datei(path)
    assert info.value.wo == "kaputt.csv, Zeile 4, Spalte 4"
