"""The commands on confidentiality: check, release, publish."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from dkbm.cli.app import app
from dkbm.cli.deutsch import Befehl

if TYPE_CHECKING:
    from dkbm.projekt import Projekt
    from dkbm.projekt.schlusspruefung import Schlusspruefung

__all__ = ["check_geheimhaltung"]

_console = Console(soft_wrap=True, highlight=False)
_ZEILEN = 10
NICHT_BESTANDEN = 1
_Ordner = Annotated[
    Path | None, typer.Option("--projekt", help="Projektordner; sonst der aktuelle Ordner.")
]


def check_geheimhaltung(projekt: Projekt) -> None:
    """Run the gate, write its record and end with 1 if it failed."""
    from dkbm.projekt.aufzeichnung import read_freigaben
    from dkbm.projekt.protokoll import write_protokoll
    from dkbm.projekt.schlusspruefung import check_ausgabe

    pruefung = check_ausgabe(projekt)
    ziel = write_protokoll(projekt, pruefung, read_freigaben(projekt))
    zeilen = list(_explain(pruefung))
    for zeile in zeilen[:_ZEILEN]:
        _print(zeile, "red")
    if len(zeilen) > _ZEILEN:
        _print(f"und {len(zeilen) - _ZEILEN} weitere im Protokoll", "red")
    gesperrt = len(pruefung.verdeckung.entscheidung.gesperrt)
    wort = "Datei" if len(pruefung.dateien) == 1 else "Dateien"
    _print(f"{len(pruefung.dateien)} {wort} geprüft, {gesperrt} Felder gesperrt.")
    if ohne := pruefung.verdeckung.ohne_anzahl:
        namen = ", ".join(ohne)
        _print(f"Nicht geschützt, weil Werte mit Nachkommastellen niemanden zählen: {namen}.")
    if pruefung.bestanden:
        _print("Bestanden: Nichts Gesperrtes steht darin oder lässt sich zurückrechnen.", "green")
    else:
        _print("Nicht bestanden: So darf der Bericht nicht veröffentlicht werden.", "bold red")
    _print(f"Protokoll (nur für den internen Dienstgebrauch): {ziel}")
    if not pruefung.bestanden:
        raise typer.Exit(NICHT_BESTANDEN)


@app.command("freigeben", cls=Befehl)
def freigeben(
    von: Annotated[str, typer.Option("--von", help="Wer freigibt: Name und Stelle.")],
    gegengezeichnet: Annotated[
        str, typer.Option("--gegengezeichnet", help="Wer gegenzeichnet; jemand anderes.")
    ],
    projekt: _Ordner = None,
) -> None:
    """Gibt den geprüften öffentlichen Bericht frei: vier Augen, Datei für Datei mit Prüfsumme."""
    from dkbm.projekt import find_projekt
    from dkbm.projekt.aufzeichnung import FREIGABE
    from dkbm.projekt.freigabe import release

    haus = find_projekt(projekt)
    eintrag = release(haus, von, gegengezeichnet)
    _print(f"Freigegeben: {len(eintrag['dateien'])} Dateien, {eintrag['zeit']}.", "green")
    _print(f"Liste: {haus.bericht / FREIGABE}")


@app.command("veroeffentlichen", cls=Befehl)
def veroeffentlichen(
    ziel: Annotated[Path, typer.Argument(help="Ordner, in den die Dateien kopiert werden.")],
    projekt: _Ordner = None,
) -> None:
    """Kopiert die freigegebenen Dateien des Berichts; nicht freigegebene weist es zurück."""
    from dkbm.projekt import find_projekt
    from dkbm.projekt.freigabe import list_ueberholte, publish_released

    haus = find_projekt(projekt)
    for path in publish_released(haus, ziel):
        _print(f"Veröffentlicht: {path}")
    for path in list_ueberholte(haus, ziel):
        _print(f"Noch aus einer früheren Freigabe, bitte prüfen oder löschen: {path}", "yellow")


def _explain(pruefung: Schlusspruefung) -> list[str]:
    return [
        *(
            f"Gesperrte Zahl: {leck.gesucht.name}\n  steht in {leck.fundstelle.datei}, "
            f"{leck.fundstelle.ort}: {leck.fundstelle.text[:160]}"
            for leck in pruefung.lecks
        ),
        *(
            f"Zu eng: {b.schluessel}\n  möglich sind nur {b.unten:.0f} bis {b.oben:.0f}"
            + ", obwohl gerundet: bitte sperren oder mit „_additiv“ runden" * b.gerundet
            for b in pruefung.undicht
        ),
        *(f"Interner Vermerk im öffentlichen Ordner: {name}" for name in pruefung.vermerke),
        *(f"Nicht durchsuchbar: {text}" for text in pruefung.stoerungen),
    ]


def _print(text: str, stil: str = "") -> None:
    _console.print(Text(text, style=stil))
