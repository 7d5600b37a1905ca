"""Write ``docs/abdeckung.md``: which Kennzahlen have values for how many Kreise, and what lacks.

Usage: ``uv run python shared_lib/scripts/describe_abdeckung.py`` after a change of data or
Kennzahlen.
"""

from __future__ import annotations

from pathlib import Path

from dkbm.bestand import Bestand, open_bestand
from dkbm.gebiete import Gebiet, load_register
from dkbm.kennzahlen import Kennzahl, compute
from dkbm.kennzahlen.registrierung import KAPITEL
from dkbm.sprache.woerter import year_spans
from dkbm.sprache.zahlen import format_zahl

ZIEL = Path(__file__).resolve().parents[2] / "docs/abdeckung.md"
KOPF = """# Abdeckung

<!-- Erzeugt von shared_lib/scripts/describe_abdeckung.py; bitte nicht von Hand ändern. -->

Jede Kennzahl ist für alle 400 Kreise und kreisfreien Städte mit dem mitgelieferten Datenbestand
gerechnet. Die Tabellen sagen, wie viele Kreise wenigstens einen Wert haben, aus welchen Jahren,
und welcher Anteil der Zellen (Kreis, Jahr, Ausprägung) leer bleibt, weil die amtliche Quelle ein
Zeichen statt einer Zahl nennt oder weil sich Quoten zusammengelegter Kreise nicht rechnen lassen.
Kennzahlen ohne Werte rechnen, sobald das genannte Formular eingelesen ist; `dkbm kennzahl ID`
sagt, wer die Zahlen hat.
"""


def describe_kennzahl(kennzahl: Kennzahl, bestand: Bestand, kreise: list[Gebiet]) -> str:
    """Return the row of one Kennzahl."""
    ergebnis = compute(kennzahl, bestand, kreise)
    werte = ergebnis.werte
    if werte.empty:
        return f"| `{kennzahl.id}` | – | Formular `{kennzahl.formular}` | – |\n"
    leer = 100 - len(werte) / len(ergebnis.daten) * 100
    anzahl = format_zahl(werte["ags"].nunique())
    jahre = year_spans(int(jahr) for jahr in werte["jahr"].unique())
    return f"| `{kennzahl.id}` | {anzahl} | {jahre} | {format_zahl(leer, 1)} % |\n"


def describe() -> str:
    """Return the whole page."""
    bestand, kreise = open_bestand(), load_register().kreise
    teile = [KOPF]
    for kapitel, kennzahlen in KAPITEL.items():
        teile.append(f"\n## {kapitel}\n\n| Kennzahl | Kreise | Jahre | leer |\n")
        teile.append("| --- | --- | --- | --- |\n")
        teile += [describe_kennzahl(kennzahl, bestand, kreise) for kennzahl in kennzahlen]
    return "".join(teile)


def main() -> None:
    """Write the page."""
    ZIEL.write_text(describe(), encoding="utf-8", newline="\n")
    print(ZIEL)


if __name__ == "__main__":
    main()
