"""Write ``docs/befunde.md`` from the kinds of findings and the thresholds of the check.

Usage: ``uv run python shared_lib/scripts/describe_befunde.py`` after changing one of them.
"""

from __future__ import annotations

from pathlib import Path

from dkbm.pruefung import GRADE, load_befundarten
from dkbm.pruefung.grenzen import load_grenzen
from dkbm.sprache.zahlen import format_zahl

ZIEL = Path(__file__).resolve().parents[2] / "docs/befunde.md"
KOPF = """# Befunde der Prüfung

<!-- Erzeugt von shared_lib/scripts/describe_befunde.py; bitte nicht von Hand ändern. -->

`dkbm pruefen` prüft im Projekt den Datenbestand, die eigenen Daten und die Dateien in
`daten/roh`. Gezeigt werden Befunde für die Kommune, ihr Land und Deutschland, mit der Option
`--alle` für alle Kreise. Wer vor dem Einlesen prüfen will, nennt die Dateien; dann zählen alle
Gebiete, die darin vorkommen:

```sh
uv run dkbm pruefen
uv run dkbm pruefen --alle
uv run dkbm pruefen daten/roh
```

Der Prüfbericht liegt in `bericht/pruefung/pruefung.html`. Zu Excel-Dateien (xlsx) mit Fehlern
oder Warnungen entsteht daneben eine Kopie `NAME_geprueft.xlsx`, in der die Zellen markiert und
kommentiert sind; das Original bleibt unberührt, eine frühere Kopie auch.

| Grad | Was es heißt |
| --- | --- |
| Fehler | Die Angabe ist falsch oder widerspricht einer anderen; so nicht verwenden. |
| Warnung | Die Angabe kann richtig sein, ist aber ungewöhnlich; bitte ansehen. |
| Hinweis | Nichts ist falsch, aber wer die Zahlen zeigt, sollte es kennen. |

Der Befehl endet mit 0, wenn kein Fehler gefunden ist, mit 1 bei mindestens einem Fehler und mit
2, wenn der Aufruf falsch ist.

Manche Widersprüche stehen in den amtlichen Tabellen selbst. Sie sind Wert für Wert in
`shared_lib/src/dkbm/pruefung/bekannt.csv` verzeichnet und gelten als Warnung: Niemand in der
Kommune kann sie beheben. Jeder andere Wert an derselben Stelle ist wieder ein Fehler. Erklärt
eine Fußnote der Tabelle die Abweichung einer Summe, wird daraus ein Hinweis, der die Fußnote
nennt.

Alle Grenzen stehen mit ihrer Begründung in `shared_lib/src/dkbm/pruefung/grenzen.toml`.
"""


def list_grenzen() -> dict[str, str]:
    """Return by code the thresholds that matter, as sentences."""
    g = load_grenzen()
    sprung, gleich = g.spruenge, g.gleiche_werte

    def prozent(wert: float) -> str:
        return f"{format_zahl(100 * wert)} %"

    return {
        "P103": f"Erlaubt sind die Jahre {g.jahre.frueheste} bis {g.jahre.spaeteste}.",
        "P203": f"Bis {prozent(g.summen.korrektur)} Abweichung: Warnung.",
        "P204": f"Bis {prozent(g.summen.korrektur)} Abweichung: Hinweis.",
        "P205": f"Ab {format_zahl(g.ebene.mindestwert)} im Land und mindestens "
        f"{prozent(g.ebene.naehe)} davon im Kreis.",
        "P301": f"Gemeldet wird, wer mehr als das {format_zahl(sprung.faktor)}-Fache der üblichen "
        f"Streuung abweicht und sich um mehr als {prozent(sprung.aenderung)} anders verändert hat "
        f"als der mittlere Kreis; beide Werte mindestens {format_zahl(sprung.mindestwert)}, "
        f"höchstens {sprung.abstand_jahre} Jahre auseinander. Geprüft werden die Summenzeilen.",
        "P302": f"Ab {prozent(sprung.landesweit)} der Kreise eines Landes.",
        "P305": f"Ab {gleich.vorjahr_zellen} Werten je Gebiet und Jahr.",
        "P306": f"Ab {gleich.mindestens_gebiete} Kreisen und einem Wert von "
        f"{format_zahl(gleich.mindestwert)}.",
        "P401": f"Ab {prozent(g.rundung.anteil_teilbar)} teilbaren Werten und "
        f"{g.rundung.mindestens_zellen} Werten über null je Land, Jahr und Merkmal.",
        "P403": f"Über {prozent(g.quellen.abweichung)} Unterschied: Warnung, darunter Hinweis.",
    }


def describe() -> str:
    """Return the page."""
    grenzen = list_grenzen()
    teile = [KOPF]
    for kurz, art in load_befundarten().items():
        teile.append(f"## {art.code}\n\n**{art.titel}** ({GRADE[art.grad]})\n\n{art.bedeutung}")
        if kurz in grenzen:
            teile.append(f"Grenze: {grenzen[kurz]}")
        teile.append(f"Was tun: {art.abhilfe}")
    return "\n\n".join(teil.strip() for teil in teile) + "\n"


if __name__ == "__main__":
    ZIEL.write_text(describe(), encoding="utf-8")
