"""Every original file: read right, or refused for a good reason."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen import Rohtabelle, read_tabellen
from dkbm.quellen.kodierung import read_text
from dkbm.quellen.region import EBENEN
from dkbm.quellen.rohtabelle import SPALTEN

# Counted with the csv module and regular expressions only, not with the reader:
# file | Stand | cells | years | regions | signs
ERWARTET = """
destatis/12411-0017 | 26.05.2021 | 8568 | 2019 | 476 | -:1350
neuere_staende/13211-02-05-4 | 26.02.2026 | 6994 | 2025 | 538 | -:1027 .:218
neuere_staende/21111-01-03-4 | 13.03.2025 | 38736 | 2023 | 538 | -:14288 .:23 x:6270
neuere_staende/21111-02-06-4 | 13.03.2025 | 7532 | 2023 | 538 | -:1955 .:102 x:114
neuere_staende/21121-02-02-4 | 12.03.2025 | 6456 | 2023 | 538 | -:1420 .:193 x:46
neuere_staende/82411-01-03-4 | 10.11.2023 | 1076 | 2021 | 538 | -:156 .:28
regionalstatistik/12411-01-01-4 | 10.10.2017 | 33138 | 1995-2015 | 526 | -:2235 .:150
regionalstatistik/12411-01-01-5 | 10.10.2017 | 347832 | 2008-2015 | 14493 | -:56529 .:72
regionalstatistik/12411-02-03-4 | 10.10.2017 | 28404 | 2015 | 526 | -:4158
regionalstatistik/12411-02-03-5 | 10.10.2017 | 782622 | 2015 | 14493 | -:147835 .:648
regionalstatistik/12411-03-02-4 | 10.10.2017 | 85212 | 2010 | 526 | -:10854
regionalstatistik/12411-03-03-4 | 10.10.2017 | 104148 | 2015 | 526 | -:15251
regionalstatistik/12411-04-01-4 | 10.10.2017 | 124662 | 2010 | 526 | -:15879
regionalstatistik/12411-04-02-4 | 10.10.2017 | 126240 | 2015 | 526 | -:18480
regionalstatistik/12411-05-01-4 | 10.10.2017 | 33138 | 1995-2015 | 526 | -:2007 .:360
regionalstatistik/12411-08-01-4 | 10.10.2017 | 3156 | 2015 | 526 | -:462
regionalstatistik/12612-01-01-4 | 10.10.2017 | 33138 | 1995-2015 | 526 | -:2376 .:288
regionalstatistik/12612-02-01-4 | 10.10.2017 | 22092 | 2015 | 526 | -:3234 .:170
regionalstatistik/12613-01-01-4 | 10.10.2017 | 33138 | 1995-2015 | 526 | -:2235
regionalstatistik/12711-01-03-4 | 10.10.2017 | 22092 | 2015 | 526 | -:3234
regionalstatistik/12711-04-02-4 | 10.10.2017 | 22092 | 2015 | 526 | -:3234
regionalstatistik/12711-05-02-4 | 10.10.2017 | 198828 | 1995-2015 | 526 | -:13410 .:41202
regionalstatistik/13111-12-03-4 | 10.10.2017 | 50496 | 2012-2015 | 526 | -:9978 .:5786
regionalstatistik/13211-02-02-4 | 10.10.2017 | 36820 | 2001-2005 | 526 | -:1820 .:1517
regionalstatistik/13211-02-05-4 | 10.10.2017 | 109408 | 2001-2016 | 526 | -:25807 .:4190
regionalstatistik/21111-01-03-4 | 13.12.2017 | 37872 | 2015 | 526 | -:6888 .:24 x:5455
regionalstatistik/21111-02-06-4 | 24.02.2018 | 154644 | 1995-2015 | 526 | -:33861 .:2216 x:165
regionalstatistik/21121-01-05-4 | 16.12.2017 | 21040 | 2015 | 526 | -:3804 .:120 x:1588
regionalstatistik/21121-02-02-4 | 24.02.2018 | 63120 | 2006-2015 | 526 | -:15203 .:132 x:68
regionalstatistik/22541-01-01-4 | 10.10.2017 | 17358 | 1994, 1998, 2002 | 526 | -:1320 .:77
regionalstatistik/22541-01-04-4 | 10.10.2017 | 68380 | 2007-2016 | 526 | -:20076 .:609
regionalstatistik/22542-01-02-4 | 10.10.2017 | 22092 | 1994, 1998, 2002, 2006, 2010, 2014 | 526 | -:2020 .:31 ...:7
regionalstatistik/22543-01-01-4 | 10.10.2017 | 37872 | 2007-2010 | 526 | -:4068 .:2046
regionalstatistik/22543-01-02-4 | 10.10.2017 | 56808 | 2011-2016 | 526 | -:8156 .:242
regionalstatistik/22811-01-01-4 | 10.10.2017 | 22092 | 2010-2015 | 526 | -:3190
regionalstatistik/22811-02-02-4 | 10.10.2017 | 47866 | 2010-2016 | 526 | -:7021 .:47
regionalstatistik/82411-01-03-4 | 10.10.2017 | 15780 | 2000-2014 | 526 | -:486 .:1884
""".strip().splitlines()
OHNE_FUSSNOTEN = {"regionalstatistik/12411-08-01-4"}
WEITERE = """
inkar/inkar_kreise_1995_2022 | 336000 | 1995-2022 | 400 | .:96166
vhs/vhs_landkreis_konstanz | 78 | 2000-2025 | 0 | .:21
neuere_staende/12411-01-01-4_flat | 1467 | 2024 | 489 | -:222
neuere_staende/bevoelkerung_17_altersgruppen_2023_2024 | 56484 | 2023-2024 | 523 | .:8532
""".strip().splitlines()
ABGELEHNT = {
    "geometrie/kreise_vg250_vereinfacht.geojson": "ist eine JSON-Datei",
    "geometrie/kreisliste_rki.csv": "nennt keinen Zeitpunkt",
    "kleinraeumig/hamburg/Daten_fuer_die_Stadtteilprofile_2014.csv": "Es fehlen amtliche Gebietsschlüssel",
    "kleinraeumig/hamburg/Daten_fuer_die_Stadtteilprofile_2014.xlsx": "Es fehlen amtliche Gebietsschlüssel",
    "umsteigeschluessel/kreise_bbsr.xlsx": "Es fehlt: eine Spalte mit dem Jahr",
}
"""No statistics by time and Gebiet: outlines, lists, Stadtteile without a year, crosswalks."""


def expand_years(text: str) -> list[int]:
    spans = [[int(jahr) for jahr in teil.split("-")] for teil in text.split(",")]
    return [jahr for span in spans for jahr in range(span[0], span[-1] + 1)]


def years_of(tabelle: Rohtabelle) -> list[int]:
    found = {re.search(r"(19|20)\d\d", zeit) for zeit in tabelle.daten["zeit"].cat.categories}
    return sorted({int(match[0]) for match in found if match})


def signs_of(tabelle: Rohtabelle) -> dict[str, int]:
    return {k: v for k, v in Counter(tabelle.daten["zeichen"]).items() if k}


def to_counts(text: str) -> dict[str, int]:
    return {sign: int(n) for sign, n in (part.rsplit(":", 1) for part in text.split())}


@pytest.mark.parametrize("zeile", ERWARTET, ids=lambda zeile: zeile.split()[0])
def test_crosstabs(originale: Path, zeile: str) -> None:
    datei, stand, anzahl, jahre, gebiete, zeichen = (teil.strip() for teil in zeile.split("|"))
    path = originale / f"{datei}.csv"
    (tabelle,) = read_tabellen(path)
    daten = tabelle.daten
    assert (tabelle.code, tabelle.stand) == (datei.split("/")[1], stand)
    assert tuple(daten.columns) == SPALTEN
    assert len(daten) == int(anzahl)
    assert years_of(tabelle) == expand_years(jahre)
    assert daten["ags"].nunique() == int(gebiete)
    assert signs_of(tabelle) == to_counts(zeichen)
    assert (daten["wert"].isna() == (daten["zeichen"] != "")).all()
    assert (daten["kopf"] != "").all()
    assert not daten.duplicated(["zeit", "ags", "schluessel", "kopf"]).any()
    assert set(daten["ebene"]) <= set(EBENEN)
    assert {"02000", "DG"} & set(daten["ags"])
    assert tabelle.hinweise == ()
    assert bool(tabelle.fussnoten) == (datei not in OHNE_FUSSNOTEN)
    assert not {"©", "Stand:", '"'} & set(tabelle.fussnoten.split())
    # Every 997th cell stands where the table says it does.
    lines = read_text(path).split("\n")
    probe = daten.iloc[::997]
    places = zip(probe["zeile"], probe["spalte"], probe["wert"], probe["zeichen"], strict=True)
    for zeile_nr, spalte, wert, zeichen in places:
        cell = lines[zeile_nr - 1].split(";")[spalte - 1].strip()
        assert cell == zeichen if zeichen else float(cell.replace(",", ".")) == wert


@pytest.mark.parametrize("zeile", WEITERE, ids=lambda zeile: zeile.split()[0])
def test_other_shapes(originale: Path, zeile: str) -> None:
    datei, anzahl, jahre, gebiete, zeichen = (teil.strip() for teil in zeile.split("|"))
    (tabelle,) = read_tabellen(originale / f"{datei}.csv")
    assert len(tabelle.daten) == int(anzahl)
    assert years_of(tabelle) == expand_years(jahre)
    assert len(set(tabelle.daten["ags"]) - {""}) == int(gebiete)
    assert signs_of(tabelle) == to_counts(zeichen)
    codes = {h.code for h in tabelle.hinweise}
    assert ("ohne_gebiet" in codes) == (gebiete == "0")


@pytest.mark.parametrize("datei", ABGELEHNT)
def test_refused_with_the_reason(originale: Path, datei: str) -> None:
    with pytest.raises(DkbmFehler, match=ABGELEHNT[datei]):
        read_tabellen(originale / datei)


def test_small_tables_of_a_city(originale: Path) -> None:
    for path in sorted((originale / "kleinraeumig/konstanz").rglob("*.csv")):
        (tabelle,) = read_tabellen(path)
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(tabelle.daten) == (len(lines) - 1) * lines[0].count(",")
        assert [h.code for h in tabelle.hinweise] == ["ohne_gebiet"]


def test_no_original_is_forgotten(originale: Path) -> None:
    named = {f"{zeile.split()[0]}.csv" for zeile in [*ERWARTET, *WEITERE]} | set(ABGELEHNT)
    files = {p.relative_to(originale).as_posix() for p in originale.rglob("*") if p.is_file()}
    rest = files - named - {"README.md"}
    assert {name.rsplit("/", 2)[0] for name in rest} == {"kleinraeumig/konstanz"}


def test_levels_of_a_table_with_gemeinden(originale: Path) -> None:
    (tabelle,) = read_tabellen(originale / "regionalstatistik/12411-01-01-5.csv")
    ebenen = tabelle.daten.drop_duplicates("ags").set_index("ags")["ebene"]
    wanted = {
        "DG": "staat",
        "07": "land",
        "071": "regbez",
        "07131": "kreis",
        "0713101": "gemeindeverband",
        "0713100007": "gemeinde",
        "03151401": "gemeindeverband",
        "03151401002": "gemeinde",
        "08335043": "gemeinde",
        "11001": "gemeinde",
    }
    assert ebenen[list(wanted)].to_dict() == wanted
    # Gemeinden of a Kreis add up to it; the Verbände would count twice.
    daten = tabelle.daten
    kopf = (daten["zeit"] == "31.12.2015") & (daten["kopf"] == "Insgesamt")
    for kreis in ("08335", "07131", "03151", "01051"):
        teil = daten[kopf & daten["ags"].str.startswith(kreis)].set_index("ebene")["wert"]
        assert teil["gemeinde"].sum() == teil["kreis"]
