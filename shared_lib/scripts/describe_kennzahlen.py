"""Write ``docs/kennzahlen.md`` from the registry, so that nothing is described twice.

Usage: ``uv run python shared_lib/scripts/describe_kennzahlen.py`` after a change of a Kennzahl.
"""

from __future__ import annotations

from pathlib import Path

from dkbm.kennzahlen.beschreibung import escape_markdown, to_markdown
from dkbm.kennzahlen.registrierung import KAPITEL

ZIEL = Path(__file__).resolve().parents[2] / "docs/kennzahlen.md"
KOPF = """# Kennzahlen

<!-- Erzeugt von shared_lib/scripts/describe_kennzahlen.py; bitte nicht von Hand ändern. -->

Diese Seite entsteht aus dem Register, aus dem auch der Methodenanhang jedes Berichts entsteht.
Der Code ist die laufende Nummer im Bereich des Anwendungsleitfadens kommunales
Bildungsmonitoring. Aus dem Register lesen auch `dkbm kennzahlen` und `dkbm kennzahl`; welche
Jahre für Ihre Kommune vorliegen, zeigt `dkbm bestand` im Projekt.

Alle Quoten sind aus Summen gerechnet, nie gemittelt. Fehlt ein Teil, fehlt die Summe; durch null
geteilt wird nicht, dort steht `x`.
"""


def describe() -> str:
    """Return the whole page."""
    anzahl = sum(len(kennzahlen) for kennzahlen in KAPITEL.values())
    teile = [KOPF, f"Zurzeit sind es {anzahl} Kennzahlen in {len(KAPITEL)} Kapiteln.\n"]
    for kapitel, kennzahlen in KAPITEL.items():
        zeilen = [
            f"| `{k.id}` | {escape_markdown(k.code)} | {escape_markdown(k.name)} |\n"
            for k in kennzahlen
        ]
        kopf = f"## {escape_markdown(kapitel)}\n\n| id | Code | Name |\n| --- | --- | --- |\n"
        teile += [kopf + "".join(zeilen), *map(to_markdown, kennzahlen)]
    return "\n".join(teile)


def main() -> None:
    """Write the page."""
    ZIEL.write_text(describe(), encoding="utf-8", newline="\n")
    print(ZIEL)


if __name__ == "__main__":
    main()
