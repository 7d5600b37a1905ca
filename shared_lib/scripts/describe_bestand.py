"""Write ``docs/datenbestand.md`` from the embedded store and its manifest.

Usage: ``uv run python shared_lib/scripts/describe_bestand.py`` after ``build_bestand.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from dkbm.bestand import Bestand, Quelle, open_bestand
from dkbm.bestand.gebietsstand import GEBIETSSTAND
from dkbm.gebiete import load_register
from dkbm.gebiete.umstieg import load_umstiege
from dkbm.sprache.woerter import year_spans
from dkbm.sprache.zahlen import format_zahl

ZIEL = Path(__file__).resolve().parents[2] / "docs/datenbestand.md"
FEST = ("ags", "jahr", "merkmal", "wert", "zeichen", "gebietsstand", "quelle")
KOPF = """# Datenbestand

<!-- Erzeugt von shared_lib/scripts/describe_bestand.py; bitte nicht von Hand ändern. -->

Die Bibliothek bringt amtliche Statistik mit, damit ein Bericht ohne Netz und ohne Beschaffung
entsteht. Was ein Projekt selbst einliest (`dkbm einlesen`) oder in `daten/eigene/` ablegt, geht
dem mitgelieferten Bestand vor. `dkbm bestand` zeigt im Projekt, welche Jahre je Kennzahl
vorliegen und welche Tabelle die fehlenden bringt.
"""
AUFBAU = """## Aufbau

Je Datensatz eine Parquet-Datei in langer Form: `ags` (fünf Ziffern für Kreise, zwei für Länder,
`DG` für Deutschland), `jahr`, `merkmal`, die Gliederungen, `wert`, `zeichen` (amtliches Zeichen,
wo keine Zahl steht), `gebietsstand` und `quelle` (Nummer der Quelle unten). `manifest.json` nennt
zu jeder Quelle Tabelle, Stand, Lizenz und die SHA-256-Prüfsumme der Originaldatei.
"""
UMRECHNUNG = """## Umrechnung auf heutigen Gebietsstand

Kreise wurden zusammengelegt und geteilt. Damit Zeitreihen vergleichbar sind, steht alles auf
heutigem Gebietsstand:

1. Ein Kreis, der eigene Werte meldet, behält sie. Vorgänger, die am 31.12. des Jahres noch neben
   ihm bestanden, kommen hinzu (Eisenach zum Wartburgkreis); schon aufgelöste zählen nicht noch
   einmal.
2. Ein Kreis ohne eigene Werte erhält die Summe seiner Vorgänger, jeder mit dem Anteil seiner
   Bevölkerung, der heute dazugehört.
3. Addiert werden nur Anzahlen. Quoten und Durchschnitte bleiben nur, wo ein einziger Vorgänger
   ganz überging; sonst fehlt der Wert.

"""
LIZENZEN = """`dl-de/by-2-0` ist die Datenlizenz Deutschland – Namensnennung – Version 2.0
(www.govdata.de/dl-de/by-2-0); die Daten sind verändert (umgerechnet und neu geordnet). Bei mehreren
Quellen eines Datensatzes geht die spätere Nummer vor.
"""


def escape(text: str) -> str:
    """Keep a cell of a table in its cell."""
    return " ".join(text.replace("|", "\\|").replace("<", "\\<").split())


def to_table(kopf: str, zeilen: Sequence[tuple[str, ...]]) -> str:
    """Return a Markdown table; ``kopf`` holds the heads with bars between them."""
    strich = " | ".join("---" for _ in kopf.split("|"))
    rows = [kopf, strich, *(" | ".join(zeile) for zeile in zeilen)]
    return "".join(f"| {row} |\n" for row in rows)


def count_gebiete(ags: pd.Series) -> str:
    """Say how many Kreise and Länder there are, and whether Deutschland is among them."""
    keys = ags.drop_duplicates()
    kreise = int((keys.str.len() == 5).sum())
    laender = int(keys.str.fullmatch(r"\d\d").sum())
    teile = [f"{kreise} {'Kreis' if kreise == 1 else 'Kreise'}"]
    teile += [f"{laender} Länder"] * (laender > 0) + ["Deutschland"] * ("DG" in set(keys))
    return ", ".join(teile)


def describe_datensatz(name: str, bestand: Bestand) -> tuple[str, ...]:
    """Return one row of the table of data sets."""
    frame = bestand.load(name)
    quellen = [bestand.quellen[int(nummer)] for nummer in sorted(frame["quelle"].unique())]
    gliederungen = [f"`{spalte}`" for spalte in frame.columns if spalte not in FEST]
    groesse = (bestand.ordner / f"{name}.parquet").stat().st_size
    return (
        f"`{name}`",
        ", ".join(f"`{merkmal}`" for merkmal in sorted(frame["merkmal"].unique())),
        ", ".join(gliederungen) or "–",
        year_spans(frame.loc[frame["wert"].notna(), "jahr"].astype(int)),
        count_gebiete(frame["ags"]),
        format_zahl(len(frame)),
        format_zahl(groesse / 1000),
        ", ".join(str(quelle.id) for quelle in quellen),
    )


def describe_quelle(quelle: Quelle) -> tuple[str, ...]:
    """Return one row of the table of sources."""
    erstes, letztes = quelle.jahre
    return (
        str(quelle.id),
        escape(quelle.tabelle),
        escape(quelle.titel),
        escape(quelle.herausgeber),
        str(erstes) if erstes == letztes else f"{erstes}–{letztes}",
        quelle.stand or "–",
        quelle.abgerufen,
        escape(quelle.lizenz),
        f"`{quelle.sha256[:12]}`",
    )


def describe_umrechnung(bestand: Bestand) -> str:
    """Return the section on boundaries, with how many values each mark has."""
    zaehlung: Counter[str] = Counter()
    for name in bestand.datensaetze:
        zaehlung.update(bestand.load(name)["gebietsstand"].astype(str).tolist())
    umstiege = load_umstiege()
    alte, neue = {u.alt for u in umstiege}, {u.neu for u in umstiege}
    geteilt = {u.alt for u in umstiege if u.anteil < 1}
    text = (
        f"Umgerechnet werden {len(alte)} aufgelöste Kreise auf {len(neue)} heutige; {len(geteilt)} "
        "davon wurden geteilt, und nur dort wird geschätzt. Die Anteile stammen\naus dem "
        "bevölkerungsproportionalen Kreis-Umsteigeschlüssel (© BBSR Bonn); Eisenach ist ergänzt.\n"
        "Was umgerechnet ist, trägt eine Marke und im Bericht einen Hinweis:\n\n"
    )
    zeilen = [
        (f"`{marke}`" if marke else "leer", bedeutung, format_zahl(zaehlung[marke]))
        for marke, bedeutung in GEBIETSSTAND.items()
    ]
    return UMRECHNUNG + text + to_table("Marke | Bedeutung | Zeilen", zeilen)


def describe() -> str:
    """Return the whole page."""
    bestand = open_bestand()
    groesse = sum(datei.stat().st_size for datei in bestand.ordner.iterdir())
    datensaetze = [describe_datensatz(name, bestand) for name in bestand.datensaetze]
    quellen = [describe_quelle(quelle) for quelle in bestand.quellen.values()]
    umfang = (
        f"Enthalten sind {len(datensaetze)} Datensätze aus {len(quellen)} Quellen für "
        f"{len(load_register().kreise)} Kreise und kreisfreie Städte,\ndie Länder und Deutschland, "
        f"zusammen {format_zahl(groesse / 1e6, 1)} MB.\n"
    )
    kopf = (
        "Datensatz | Merkmale | Gliederungen | Jahre mit Werten | Gebiete | Zeilen | kB | Quellen"
    )
    kopf_quellen = "Nr. | Tabelle | Titel | Herausgeber | Jahre | Stand | Abruf | Lizenz | SHA-256"
    return "\n".join(
        [
            KOPF,
            umfang,
            "## Datensätze\n",
            "Jahre mit Werten sind die, in denen wenigstens ein Merkmal eine Zahl hat.\n",
            to_table(kopf, datensaetze),
            AUFBAU,
            describe_umrechnung(bestand),
            "## Quellen und Lizenzen\n",
            LIZENZEN,
            to_table(kopf_quellen, quellen),
        ]
    )


def main() -> None:
    """Write the page."""
    ZIEL.write_text(describe(), encoding="utf-8", newline="\n")
    print(ZIEL)


if __name__ == "__main__":
    main()
