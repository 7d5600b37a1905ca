"""Write ``docs/kennzahlen.md`` from the registry, so that nothing is described twice.

Usage: ``uv run python shared_lib/scripts/describe_kennzahlen.py`` after a change of a Kennzahl.
"""

from __future__ import annotations

from pathlib import Path

from dkbm.kennzahlen import Kennzahl
from dkbm.kennzahlen.registrierung import KAPITEL

ZIEL = Path(__file__).resolve().parents[2] / "docs/kennzahlen.md"
KOPF = """# Kennzahlen

<!-- Erzeugt von shared_lib/scripts/describe_kennzahlen.py; bitte nicht von Hand ändern. -->

Diese Seite entsteht aus dem Register, aus dem auch der Methodenanhang jedes Berichts entsteht.
Der Code ist die laufende Nummer im Bereich des Anwendungsleitfadens kommunales
Bildungsmonitoring. Aus dem Register liest auch `dkbm kennzahlen`; welche Jahre für Ihre Kommune
vorliegen, zeigt `dkbm bestand` im Projekt.

Alle Quoten sind aus Summen gerechnet, nie gemittelt. Fehlt ein Teil, fehlt die Summe; durch null
geteilt wird nicht, dort steht `x`.
"""
RICHTUNG = {
    "neutral": "ohne Wertung",
    "hoch_guenstig": "ein hoher Wert gilt als günstig",
    "niedrig_guenstig": "ein niedriger Wert gilt als günstig",
}


def escape(text: str) -> str:
    """Keep signs of Markdown as they are."""
    for sign in "\\|*_<`":
        text = text.replace(sign, f"\\{sign}")
    return text


def list_angaben(kennzahl: Kennzahl) -> list[tuple[str, str]]:
    """Return label and text of everything that is known of a Kennzahl, without empty ones."""
    beispiel = kennzahl.format_zeit(2015)
    angaben = [
        ("Definition", kennzahl.definition),
        ("Formel", kennzahl.formel),
        ("Zähler", kennzahl.zaehler),
        ("Nenner", kennzahl.nenner),
        ("Einheit", kennzahl.einheit or kennzahl.zaehlt),
        ("Zeitbezug", f"{kennzahl.regel} (im Satz: „{beispiel}“)"),
        ("Untergliedert nach", ", ".join(kennzahl.auspraegungen.values())),
        ("Lesart", RICHTUNG[kennzahl.richtung]),
        ("Quelle", ", ".join(kennzahl.tabellen)),
        *(("Hinweis", hinweis) for hinweis in kennzahl.hinweise),
        *(("Bruch", f"nach {jahr}: {grund}") for jahr, grund in kennzahl.brueche),
        ("Fehlende Jahre", kennzahl.beschafft),
    ]
    return [(label, text) for label, text in angaben if text]


def describe_kennzahl(kennzahl: Kennzahl) -> str:
    """Return the section of one Kennzahl."""
    kopf = f"### {escape(kennzahl.name)}\n\nid `{kennzahl.id}`"
    kopf += f", Code {escape(kennzahl.code)}\n\n" if kennzahl.code else "\n\n"
    zeilen = [f"- **{label}:** {escape(text)}\n" for label, text in list_angaben(kennzahl)]
    return kopf + "".join(zeilen)


def describe() -> str:
    """Return the whole page."""
    anzahl = sum(len(kennzahlen) for kennzahlen in KAPITEL.values())
    teile = [KOPF, f"Zurzeit sind es {anzahl} Kennzahlen in {len(KAPITEL)} Kapiteln.\n"]
    for kapitel, kennzahlen in KAPITEL.items():
        zeilen = [f"| `{k.id}` | {escape(k.code)} | {escape(k.name)} |\n" for k in kennzahlen]
        kopf = f"## {escape(kapitel)}\n\n| id | Code | Name |\n| --- | --- | --- |\n"
        teile += [kopf + "".join(zeilen), *map(describe_kennzahl, kennzahlen)]
    return "\n".join(teile)


def main() -> None:
    """Write the page."""
    ZIEL.write_text(describe(), encoding="utf-8", newline="\n")
    print(ZIEL)


if __name__ == "__main__":
    main()
