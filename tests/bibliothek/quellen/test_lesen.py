"""Files are recognised by content, not by name."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.lesen import read_datei, read_inhalt

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


def test_read_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kaputt.csv"
    path.write_text(KREUZ.replace("land;1", "land;1a"), encoding="utf-8")
    with pytest.raises(DkbmFehler) as info:
        read_datei(path)
    assert info.value.wo == "kaputt.csv, Zeile 4, Spalte 4"


@pytest.mark.parametrize(
    ("text", "zellen"),
    [
        # Regionalatlas: signs as numbers of ten equal digits.
        (
            "jahr;ags;ai0201;ai0202\n2020;08335;12,5;2222222222\n2020;08336;5555555555;7\n",
            [
                ("2020", "08335", "", "ai0201", 12.5, ""),
                ("2020", "08335", "", "ai0202", None, "-"),
                ("2020", "08336", "", "ai0201", None, "."),
                ("2020", "08336", "", "ai0202", 7.0, ""),
            ],
        ),
        # Statistik der BA, small areas: months as 202312, * below 10.
        (
            "Berichtsmonat;Gemeindeschlüssel;Gliederung;SVB;ALO\n"
            "202312;08335043;083350431;1234;*\n202312;08335043;083350SUM;1468;20\n",
            [
                ("2023-12", "08335043", "083350431", "SVB", 1234.0, ""),
                ("2023-12", "08335043", "083350431", "ALO", None, "*"),
                ("2023-12", "08335043", "083350SUM", "SVB", 1468.0, ""),
                ("2023-12", "08335043", "083350SUM", "ALO", 20.0, ""),
            ],
        ),
        # A month in the title, columns that are numbered, the name before the key.
        (
            "Arbeitslose;;;\nBerichtsmonat: Dezember 2023;;;\nRegion;Schlüssel;Männer;Frauen\n"
            ";;1;2\nDeutschland;DG;50;60\nKonstanz;08335;-  23;1.100\nHamburg;02;1,5;2\n",
            [
                ("Dezember 2023", "DG", "", "Männer", 50.0, ""),
                ("Dezember 2023", "DG", "", "Frauen", 60.0, ""),
                ("Dezember 2023", "08335", "", "Männer", -23.0, ""),
                ("Dezember 2023", "08335", "", "Frauen", 1100.0, ""),
                ("Dezember 2023", "02", "", "Männer", 1.5, ""),
                ("Dezember 2023", "02", "", "Frauen", 2.0, ""),
            ],
        ),
        # BBSR: keys without leading zero and with three zeros; INKAR's long form.
        (
            "Kuerzel;Indikator;Kennziffer;Raumeinheit;Zeitbezug;Wert\n"
            "q;Quote;3152000;Göttingen;2015;5,1\nq;Quote;16056000;Eisenach;2015;7,25\n",
            [
                ("2015", "03152", "", "Quote", 5.1, ""),
                ("2015", "16056", "", "Quote", 7.25, ""),
            ],
        ),
        # Years as heads and nothing else; 7 and 5111 could be keys, too.
        (
            "Kennziffer;Raumeinheit;2015;2016\n01001;Flensburg;5111;7\n08335;Konstanz;3,1;.\n",
            [
                ("2015", "01001", "", "Wert", 5111.0, ""),
                ("2016", "01001", "", "Wert", 7.0, ""),
                ("2015", "08335", "", "Wert", 3.1, ""),
                ("2016", "08335", "", "Wert", None, "."),
            ],
        ),
        # A code in every row counts nothing.
        (
            "Statistik;Jahr;AGS;Schulart;Wert\n"
            "21111;2023/24;08335;Gymnasium;5\n21111;2023/24;08335;Realschule;6\n",
            [
                ("2023/24", "08335", "Gymnasium", "Wert", 5.0, ""),
                ("2023/24", "08335", "Realschule", "Wert", 6.0, ""),
            ],
        ),
    ],
)
def test_tables_of_other_offices(
    tmp_path: Path, text: str, zellen: list[tuple[object, ...]]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    daten = read_datei(path).daten
    columns = ["zeit", "ags", "schluessel", "kopf", "wert", "zeichen"]
    rows = daten[columns].astype("object").itertuples(index=False, name=None)
    assert [(*r[:4], None if pd.isna(r[4]) else r[4], r[5]) for r in rows] == zellen


@pytest.mark.parametrize(
    "werte", [("12,5 %", "13,0 %"), ("1.234,50 €", "7,00 €"), ("5 EUR", "6 EUR")]
)
def test_numbers_with_their_unit_in_each_cell_are_refused(werte: tuple[str, str]) -> None:
    text = "jahr;ags;anzahl;anteil\n2020;08335;100;{}\n2021;08335;110;{}\n".format(*werte)
    with pytest.raises(DkbmFehler, match="nennt in jeder Zelle die Einheit") as info:
        read_inhalt(text.encode(), "a.csv")
    assert "Zeile 2, Spalte anteil" in info.value.wo
    assert "Zellformat" in info.value.rat


def test_percentages_that_name_parts_are_labels() -> None:
    rows = [("50 %", 5), ("100 %", 20)]
    text = "jahr;ags;umfang;beschaeftigte\n" + "".join(f"2020;08335;{u};{n}\n" for u, n in rows)
    (tabelle,) = read_inhalt(text.encode(), "a.csv")
    assert tabelle.daten["schluessel"].tolist() == ["50 %", "100 %"]
    assert tabelle.daten["wert"].tolist() == [5, 20]
