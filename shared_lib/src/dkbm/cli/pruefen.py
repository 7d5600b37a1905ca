"""The command that checks store and files, and what it prints."""

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
    from dkbm.pruefung import Befund, Pruefung, Stelle

_console = Console(soft_wrap=True, highlight=False)
_STIL = {"fehler": "bold red", "warnung": "bold yellow", "hinweis": "bold cyan"}
_STELLEN = 3
FEHLER_GEFUNDEN = 1


@app.command("pruefen", cls=Befehl)
def pruefen(
    dateien: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="DATEI-ODER-ORDNER…",
            help="Was vor dem Einlesen zu prüfen ist; leer: Datenbestand, eigene Daten und "
            "daten/roh des Projekts.",
        ),
    ] = None,
    alle: Annotated[
        bool,
        typer.Option(
            "--alle",
            help="Befunde aller Kreise; sonst die der Kommune, ihres Landes und des Bundes.",
        ),
    ] = False,
    ziel: Annotated[
        Path | None,
        typer.Option("--ziel", help="Ordner für den Prüfbericht; sonst bericht/pruefung."),
    ] = None,
    geheimhaltung: Annotated[
        bool,
        typer.Option(
            "--geheimhaltung",
            help="Statt der Daten den öffentlichen Bericht angreifen; Exit-Code 1 bei Lecks.",
        ),
    ] = False,
    projekt: Annotated[
        Path | None, typer.Option("--projekt", help="Projektordner; sonst der aktuelle Ordner.")
    ] = None,
) -> None:
    """Prüft Daten auf Widersprüche, Sprünge und Lücken und schreibt einen Prüfbericht."""
    from dkbm.cli.geheimhaltung import check_geheimhaltung
    from dkbm.cli.prueflauf import check_files, check_projekt
    from dkbm.fehler import DkbmFehler
    from dkbm.projekt import find_projekt
    from dkbm.pruefung.html import describe_umfang, judge, write_html

    if geheimhaltung:
        check_geheimhaltung(find_projekt(projekt))
        return
    haus: Projekt | None = None
    try:
        haus = find_projekt(projekt)
    except DkbmFehler:
        if projekt or not dateien:
            raise
    if dateien:
        lauf = check_files(dateien, haus)
    else:
        assert haus is not None
        lauf = check_projekt(haus, alle)
    ordner = ziel or (haus.ordner / "bericht" / "pruefung" if haus else Path("pruefung"))
    _print_befunde(lauf.pruefung)
    bericht = write_html(lauf.pruefung, lauf.titel, ordner / "pruefung.html")
    _print(describe_umfang(lauf.pruefung), judge(lauf.pruefung))
    for zeile in lauf.mark(ordner):
        _print(zeile)
    _print(f"Prüfbericht: {bericht.resolve()}")
    if lauf.pruefung.count("fehler"):
        raise typer.Exit(FEHLER_GEFUNDEN)


def _say_werte(stelle: Stelle, befund: Befund) -> str:
    if befund.art.code == "DKBM-P504":
        return f"„{stelle.gefunden}“. {stelle.erwartet}".strip()
    return f"{stelle.gefunden}; erwartet: {stelle.erwartet}"


def _print(*zeilen: str) -> None:
    for zeile in zeilen:
        _console.print(Text(zeile))


def _print_befunde(pruefung: Pruefung) -> None:
    """Print errors and warnings; hints fill the report, not the screen."""
    for befund in pruefung.befunde:
        if befund.grad != "hinweis":
            _print_befund(befund)
    hinweise = pruefung.count("hinweis")
    if hinweise:
        wort = "1 Hinweis steht" if hinweise == 1 else f"{hinweise} Hinweise stehen"
        _console.print(Text(f"{wort} im Prüfbericht.", style=_STIL["hinweis"]))


def _print_befund(befund: Befund) -> None:
    from dkbm.pruefung import GRADE

    kopf = Text(f"{GRADE[befund.grad]} {befund.art.code}: ", style=_STIL[befund.grad])
    _console.print(kopf + Text(befund.art.titel, style="bold"))
    ort = f"{befund.ort}; {befund.umfang}" if befund.stellen else befund.ort
    _print(f"  {ort}")
    if befund.grund:
        _print(f"  {befund.grund}")
    for stelle in befund.stellen[:_STELLEN]:
        wo = ", ".join(
            teil
            for teil in (
                stelle.gebiet,
                str(stelle.jahr or ""),
                stelle.was,
                f"{stelle.blatt} {stelle.zelle}".strip(),
            )
            if teil
        )
        _console.print(Text(f"    {wo}: {_say_werte(stelle, befund)}", style="dim"))
    if len(befund.stellen) > _STELLEN:
        rest = len(befund.stellen) - _STELLEN
        _console.print(Text(f"    und {rest} weitere im Prüfbericht", style="dim"))
    _print(f"  Was tun: {befund.art.abhilfe}")
