"""Build the embedded Datenbestand from the originals, through the library's own reader.

Usage: ``uv run python shared_lib/scripts/build_bestand.py [ORIGINALS] [TARGET]``
"""

from __future__ import annotations

import sys
from pathlib import Path

from dkbm.bestand.aufbau import Original, build_bestand
from dkbm.quellen.breittabelle import Aufbau

ZIEL = Path(__file__).resolve().parents[1] / "src/dkbm/bestand/daten"
AEMTER = "Statistische Ämter des Bundes und der Länder, Deutschland"
DL_DE = "dl-de/by-2-0"

REGIONALSTATISTIK = [
    "12411-01-01-4",
    "12411-03-02-4",
    "12411-02-03-4",
    "12411-03-03-4",
    "12411-04-01-4",
    "12411-04-02-4",
    "12411-05-01-4",
    "12612-01-01-4",
    "12613-01-01-4",
    "12711-05-02-4",
    "12711-04-02-4",
    "13111-12-03-4",
    "13211-02-05-4",
    "21111-01-03-4",
    "21111-02-06-4",
    "21121-01-05-4",
    "21121-02-02-4",
    "22541-01-04-4",
    "22543-01-01-4",
    "22543-01-02-4",
    "22811-02-02-4",
    "82411-01-03-4",
]
NEUERE = ["13211-02-05-4", "21111-01-03-4", "21111-02-06-4", "21121-02-02-4", "82411-01-03-4"]


def list_originale(ordner: Path) -> list[Original]:
    """List all files of the embedded store; later ones win."""
    neuere = ordner / "neuere_staende"
    return [
        *(
            Original(ordner / f"regionalstatistik/{code}.csv", AEMTER, DL_DE, "10/2017 bis 02/2018")
            for code in REGIONALSTATISTIK
        ),
        Original(
            ordner / "destatis/12411-0017.csv",
            "Statistisches Bundesamt (Destatis)",
            DL_DE,
            "05/2021",
        ),
        *(Original(neuere / f"{code}.csv", AEMTER, DL_DE, "2025/2026") for code in NEUERE),
        Original(
            neuere / "bevoelkerung_17_altersgruppen_2023_2024.csv",
            AEMTER,
            DL_DE,
            "2026",
            aufbau=Aufbau(
                "bevoelkerung_17_altersgruppen",
                ags="region_code",
                schluessel=("altersgruppe",),
                ohne=("region", "ebene", "bundesland_code"),
            ),
            tabelle="12411-02-03-4",
            titel="Bevölkerung nach Geschlecht und Altersgruppen (17), 31.12.2023 und 31.12.2024",
        ),
        Original(
            neuere / "12411-01-01-4_flat.csv",
            AEMTER,
            DL_DE,
            "2026",
            tabelle="12411-01-01-4",
            titel="Bevölkerung nach Geschlecht - Stichtag 31.12.",
        ),
        Original(
            ordner / "inkar/inkar_kreise_1995_2022.csv",
            "BBSR Bonn, INKAR",
            DL_DE,
            "2024",
            aufbau=Aufbau("inkar", jahr="year", ags="county_code"),
            tabelle="INKAR",
            titel="Indikatoren und Karten zur Raum- und Stadtentwicklung, Kreise",
        ),
        Original(
            ordner / "vhs/vhs_landkreis_konstanz.csv",
            "Stadt Konstanz, Open Data",
            "CC0",
            "2026",
            aufbau=Aufbau("vhs", fester_ags="08335"),
            tabelle="VHS Landkreis Konstanz",
            titel="Volkshochschule Landkreis Konstanz: Belegungen insgesamt und online",
        ),
    ]


def main() -> None:
    """Build the store and say how large it is."""
    ordner = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/daten")
    ziel = Path(sys.argv[2]) if len(sys.argv) > 2 else ZIEL
    for quelle in build_bestand(list_originale(ordner), ziel):
        print(f"{quelle.tabelle:24} {quelle.datensatz:30} {quelle.zeilen:8} {quelle.jahre}")
    groesse = sum(datei.stat().st_size for datei in ziel.iterdir())
    print(f"{groesse / 1e6:.1f} MB in {ziel}")


if __name__ == "__main__":
    main()
