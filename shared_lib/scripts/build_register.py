"""Build the embedded register of Gebiete and the crosswalk from the original files.

Usage: ``uv run python shared_lib/scripts/build_register.py [ORIGINALS]``
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import openpyxl

ZIEL = Path(__file__).resolve().parents[1] / "src/dkbm/gebiete/daten"
ERSTES_JAHR = 1994
"""No embedded table reaches further back than 1995."""
BUND = ("DG", "Deutschland", "Staat")
LAENDER = [
    "Schleswig-Holstein",
    "Hamburg",
    "Niedersachsen",
    "Bremen",
    "Nordrhein-Westfalen",
    "Hessen",
    "Rheinland-Pfalz",
    "Baden-Württemberg",
    "Bayern",
    "Saarland",
    "Berlin",
    "Brandenburg",
    "Mecklenburg-Vorpommern",
    "Sachsen",
    "Sachsen-Anhalt",
    "Thüringen",
]


def read_einwohner(originals: Path) -> dict[str, tuple[str, int]]:
    """Return official label and population on 31.12.2024 of each key that has one."""
    with open(originals / "neuere_staende/12411-01-01-4_flat.csv", encoding="utf-8-sig") as datei:
        return {
            z["1_variable_attribute_code"]: (z["1_variable_attribute_label"], int(z["value"]))
            for z in csv.DictReader(datei, delimiter=";")
            if not z["2_variable_attribute_code"] and z["value"].isdigit()
        }


def read_namen(originals: Path) -> dict[str, tuple[str, str]]:
    """Return name and official type of each Kreis from the list of BKG/RKI."""
    with open(originals / "geometrie/kreisliste_rki.csv", encoding="utf-8-sig") as datei:
        return {z["RS"]: (z["GEN"], z["BEZ"]) for z in csv.DictReader(datei)}


def build_register(originals: Path) -> list[tuple[str, str, str, int]]:
    """Combine both sources into rows of key, name, type, population."""
    einwohner, namen = read_einwohner(originals), read_namen(originals)
    kreise: list[tuple[str, str, str, int]] = []
    for ags, (_, zahl) in sorted(einwohner.items()):
        if len(ags) != 5:
            continue
        name, bezeichnung = namen.get(ags, ("Berlin", "Kreisfreie Stadt"))
        typ = (
            "Stadt"
            if "stadt" in bezeichnung.lower() or "Stadtkreis" in bezeichnung
            else bezeichnung
        )
        kreise.append((ags, name, "Stadtstaat" if ags in ("02000", "11000") else typ, zahl))
    laender = [
        (f"{nr:02d}", name, "Land", sum(k[3] for k in kreise if k[0].startswith(f"{nr:02d}")))
        for nr, name in enumerate(LAENDER, start=1)
    ]
    return [(*BUND, sum(k[3] for k in kreise)), *laender, *kreise]


def build_umstieg(originals: Path, heutige: set[str]) -> list[tuple[str, str, int, str, float]]:
    """Read the BBSR sheets and keep, per dissolved Kreis, the shares of its last year."""
    book = openpyxl.load_workbook(originals / "umsteigeschluessel/kreise_bbsr.xlsx", read_only=True)
    latest: dict[str, tuple[int, dict[str, float], str]] = {}
    for sheet in book.worksheets:
        jahr = int(sheet.title.split("-")[0])
        rows = list(sheet.iter_rows(values_only=True))
        neu_spalte = next(i for i, kopf in enumerate(rows[0]) if "31.12.2020" in str(kopf))
        anteile: dict[str, dict[str, float]] = {}
        namen: dict[str, str] = {}
        for zeile in rows[1:]:
            if not isinstance(zeile[0], int | float):
                continue
            alt, neu = (f"{int(str(zeile[i])) // 1000:05d}" for i in (0, neu_spalte))
            neu = "16063" if neu == "16056" else neu
            ziele = anteile.setdefault(alt, {})
            ziele[neu] = ziele.get(neu, 0.0) + float(str(zeile[3] or 0))
            namen[alt] = str(zeile[1])
        for alt, ziele in anteile.items():
            if alt not in latest or latest[alt][0] < jahr:
                latest[alt] = (jahr, ziele, namen[alt])
    latest["16056"] = (2020, {"16063": 1.0}, "Eisenach")
    return [
        (alt, name.split(",")[0].strip(), jahr, neu, round(anteil, 6))
        for alt, (jahr, ziele, name) in sorted(latest.items())
        if alt not in heutige and jahr >= ERSTES_JAHR
        for neu, anteil in sorted(ziele.items())
        if anteil > 0
    ]


def write_csv(path: Path, kopf: str, rows: list[tuple[object, ...]]) -> None:
    """Write rows as ``;``-separated UTF-8 with LF line ends."""
    with open(path, "w", encoding="utf-8", newline="") as datei:
        writer = csv.writer(datei, delimiter=";", lineterminator="\n")
        writer.writerow(kopf.split(";"))
        writer.writerows(rows)


def main() -> None:
    """Write ``register.csv`` and ``umstieg.csv``."""
    originals = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/daten")
    register = build_register(originals)
    write_csv(ZIEL / "register.csv", "ags;kurzname;typ;einwohner", list(register))
    umstieg = build_umstieg(originals, {zeile[0] for zeile in register})
    write_csv(ZIEL / "umstieg.csv", "alt;name_alt;letztes_jahr;neu;anteil", list(umstieg))
    print(f"{len(register)} Gebiete, {len(umstieg)} Umstiege")


if __name__ == "__main__":
    main()
