"""Forms as an office fills them in, and what a store looks like that has read them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import openpyxl
import pandas as pd
from dkbm.bestand import Bestand, open_bestand
from dkbm.bestand.einlesen import read_into
from dkbm.kennzahlen import list_kennzahlen
from dkbm.quellen.formular import load_formular, write_formular

ERSTE = 9
JAHR = 2024
"""Year for all sheets: the store holds the population of 2023 and 2024 by age groups."""
FRUEHER = 8
"""Years between the two that each Gebiet has."""
ANDERE_JAHRE = {"abgaenge_alter": 2015}
"""Single years of age exist for 2015 only."""
VERHAELTNISSE = ("schluessel", "beteiligung")
"""Beginnings of the Merkmale that are no counts."""
NEU_BEGONNEN = {2021: 2000, 2022: 1400, 2023: 1750}
SCHULE = ["Burgschule", "Grundschulen", "Öffentlicher Träger", "Ja", 8, 160, 80, 20, 41]
PRIVAT = ["Seeschule", "Gymnasien", "Kirchlicher Träger", "Nein", 10, 240, 120, 10, 19]
VHS = {"Gesundheit": [400, 6000, 4800, 600], "Sprachen": [100, 4000, 1200, 300]}


def list_rows(art: str, blatt: int) -> list[list[object]]:
    """Return what an office fills in; the values of the year are those of the example."""
    if art == "schule":
        return [["2024/25", *SCHULE], ["2024/25", *PRIVAT]]
    if art == "vhs":
        bereiche = load_formular("vhs").listen["Programmbereich"][:7]
        return [[JAHR, name, *VHS.get(name, ["-"] * 4)] for name in bereiche]
    definition = load_formular(art).blatt[blatt]
    if definition.titel == "Programmbereiche bis 2017":
        return [[2016, "Arbeit – Beruf", 60, 1500, 641], [2016, "Sprachen", 90, 3500, 960]]
    zeit, *werte = definition.beispiel[0]
    jahr = ANDERE_JAHRE.get(definition.tabelle[0].code[9:].replace("-", "_"), JAHR)
    rows: list[list[object]] = [[f"{jahr}/25" if isinstance(zeit, str) else jahr, *werte]]
    if definition.titel == "Ausbildung":
        empty = [None] * (len(werte) - 1)
        rows += [[jahr, neu, *empty] for jahr, neu in NEU_BEGONNEN.items()]
    return rows


def fill_form(art: str, ordner: Path) -> Path:
    """Write the form of an office in Landkreis Konstanz."""
    path = write_formular(art, "08335", ordner / f"{art}.xlsx")
    mappe = openpyxl.load_workbook(path)
    for nummer, blatt in enumerate(load_formular(art).blatt):
        sheet = mappe[blatt.titel]
        sheet["B3"], sheet["B4"] = "Amt für Bildung", datetime.date(2025, 3, 31)
        for zeile, werte in enumerate(list_rows(art, nummer), start=ERSTE):
            for spalte, wert in enumerate(werte, start=1):
                sheet.cell(zeile, spalte).value = wert  # type: ignore[assignment]
    path.unlink()
    mappe.save(path)
    return path


def list_formulare() -> list[str]:
    """Return the forms that Kennzahlen rest on."""
    return sorted({k.formular for k in list_kennzahlen() if k.formular})


def read_formulare(ordner: Path) -> Bestand:
    """Return the store of a project of Landkreis Konstanz that has read every form."""
    dateien = [fill_form(art, ordner) for art in list_formulare()]
    for einlesung in read_into(ordner / "daten/bestand", dateien):
        assert einlesung.fehler is None, str(einlesung.fehler)
        assert einlesung.bekannt
    return open_bestand(ordner, "08335")


def spread(bestand: Bestand, ags: Sequence[str]) -> Bestand:
    """Give other Gebiete, and an earlier year, numbers like those that the forms brought.

    Counts follow the population and differ by up to 5 per cent, each from each.
    """
    eigene = {}
    for name, path in bestand.projekt.items():
        rows = pd.read_parquet(path)
        teile = [
            _move(rows, key, zurueck, _share_of(bestand, key))
            for key in ags
            for zurueck in (FRUEHER, 0)
        ]
        eigene[name] = pd.concat(teile, ignore_index=True)
    return replace(bestand, eigene=eigene, projekt={})


def _share_of(bestand: Bestand, ags: str) -> float:
    rows = bestand.load("bevoelkerung_alter", [ags, "08335"])
    rows = rows[rows["jahr"].eq(JAHR) & rows["geschlecht"].eq("insgesamt")]
    personen = rows[rows["nationalitaet"] == "insgesamt"].groupby("ags")["wert"].sum()
    return float(personen[ags] / personen["08335"])


def _move(rows: pd.DataFrame, ags: str, zurueck: int, anteil: float) -> pd.DataFrame:
    zufall = rows["merkmal"].map(lambda m: crc32(f"{ags} {zurueck} {m}".encode()) % 11 / 100 - 0.05)
    neu = (rows["wert"] * anteil * (1 + zufall)).round()
    wert = neu.mask(rows["merkmal"].str.startswith(VERHAELTNISSE), rows["wert"])
    return rows.assign(ags=ags, jahr=(rows["jahr"] - zurueck).astype("int16"), wert=wert)
