"""The commands on projects and reports."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dkbm.cli.app import app
from dkbm.cli.deutsch import Befehl

if TYPE_CHECKING:
    from dkbm.projekt import Projekt

_console = Console(soft_wrap=True, highlight=False)
_Modus = Annotated[
    str,
    typer.Option(
        "--modus",
        help="oeffentlich: Geheimes gesperrt, nach bericht/ausgabe; intern: alle Zahlen, mit "
        "Vermerk, nach bericht/intern; leer: wie in kommune.toml.",
    ),
]


@app.command("neu", cls=Befehl)
def neu(
    ags: Annotated[
        str,
        typer.Option("--ags", help="AGS (z. B. 08335) oder Name der Kommune; leer: fragt nach."),
    ] = "",
    ziel: Annotated[
        Path, typer.Option("--ziel", help="Ordner, in dem der Projektordner entsteht.")
    ] = Path(),
    titel: Annotated[str, typer.Option(help="Titel des Berichts.")] = "Bildungsbericht",
    kontakt: Annotated[str, typer.Option(help="Kontakt für die Titelseite.")] = "",
    vergleich: Annotated[
        str, typer.Option(help="Vergleichskommunen (AGS mit Komma); leer: Vorschlag.")
    ] = "",
    name: Annotated[str, typer.Option(help="Name des Projektordners; leer: aus dem Namen.")] = "",
) -> None:
    """Legt das Projekt einer Kommune an."""
    from dkbm.cli.fragen import ask_antworten
    from dkbm.vorlage.neu import create_projekt

    if not ags:
        ags, titel, kontakt, vergleich = ask_antworten()
    projekt = create_projekt(
        ags,
        ziel,
        titel=titel,
        kontakt=kontakt,
        vergleichskommunen=vergleich,
        ordnername=name,
    )
    _console.print(f"Projekt angelegt: {projekt.resolve()}", markup=False)
    _console.print("Weiter im Projektordner mit: uv run dkbm bericht", markup=False)


@app.command("bericht", cls=Befehl)
def bericht(
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", "--parameter", help="Parameter der Notebooks, z. B. -p bis_jahr=2016."),
    ] = None,
    formate: Annotated[
        str, typer.Option("--format", help="Formate mit Komma, z. B. html,pdf; leer: alle.")
    ] = "",
    kapitel: Annotated[
        str,
        typer.Option("--kapitel", help="Nur diese Kapitel, als eigene Datei, z. B. schulen."),
    ] = "",
    neu: Annotated[
        bool, typer.Option("--neu", help="Führt auch unveränderte Notebooks noch einmal aus.")
    ] = False,
    vergleiche: Annotated[
        Path | None,
        typer.Option("--vergleiche", help="Frühere Ausgabe (Ordner); schreibt „Was ist neu?“."),
    ] = None,
    modus: _Modus = "",
    projekt: Annotated[
        Path | None, typer.Option("--projekt", help="Projektordner; sonst der aktuelle Ordner.")
    ] = None,
) -> None:
    """Führt geänderte Notebooks des Projekts aus und schreibt den Bericht."""
    from dkbm.projekt import find_projekt
    from dkbm.projekt.parameter import parse_option

    werte = dict(parse_option(text) for text in parameter or [])
    gefunden = replace(find_projekt(projekt), modus_wahl=modus)
    if vergleiche is None:
        _build(gefunden, werte, formate, kapitel, neu)
        return
    from dkbm.bericht.ausgabenvergleich import read_ausgabe, summarize, write_vergleich
    from dkbm.bericht.nachweis import add_ausgabe

    frueher = read_ausgabe(vergleiche)  # before the new report takes the place of the old one
    _build(gefunden, werte, formate, kapitel, neu)
    heute = read_ausgabe(gefunden.ausgefuehrt)
    seite = write_vergleich(frueher, heute, gefunden.ausgabe / "was_ist_neu.html")
    add_ausgabe(gefunden, seite)
    _console.print(summarize(frueher, heute), markup=False)
    _console.print(f"Was ist neu: {seite}", markup=False)


@app.command("vorschau", cls=Befehl)
def vorschau(
    kapitel: Annotated[str, typer.Option("--kapitel", help="Nur diese Kapitel.")] = "",
    modus: _Modus = "",
    projekt: Annotated[
        Path | None, typer.Option("--projekt", help="Projektordner; sonst der aktuelle Ordner.")
    ] = None,
) -> None:
    """Zeigt den Bericht, während Sie daran arbeiten: baut nach jedem Speichern neu."""
    from dkbm.bericht.vorschau import watch_projekt
    from dkbm.projekt import find_projekt

    gefunden = find_projekt(projekt)
    if modus:
        modus = replace(gefunden, modus_wahl=modus).modus  # a wrong one ends the command at once
    _console.print("Vorschau läuft; Ende mit Strg+C.", markup=False)
    try:
        watch_projekt(
            gefunden.ordner,
            kapitel.split(","),
            lambda text: _console.print(text, markup=False),
            modus=modus,
            zugleich=_count_zugleich(),
        )
    except KeyboardInterrupt:
        _console.print("\nVorschau beendet.", markup=False)


@app.command("demo", cls=Befehl)
def demo(
    ags: Annotated[str, typer.Option("--ags", help="AGS oder Name der Kommune.")] = "08335",
    ziel: Annotated[Path, typer.Option("--ziel", help="Ordner für das Projekt.")] = Path("demo"),
) -> None:
    """Legt ein Beispielprojekt an (Landkreis Konstanz) und schreibt seinen Bericht."""
    from dkbm.projekt import Projekt
    from dkbm.vorlage.antworten import suggest_ordner
    from dkbm.vorlage.neu import create_projekt

    ordner = ziel / suggest_ordner(ags)
    if not (ordner / "kommune.toml").is_file():
        create_projekt(ags, ziel)
    _console.print(f"Projekt: {ordner.resolve()}", markup=False)
    _build(Projekt(ordner.resolve()), {})


def _build(
    projekt: Projekt,
    werte: dict[str, object],
    formate: str = "",
    kapitel: str = "",
    neu: bool = False,
) -> None:
    from dkbm.bericht import build_bericht
    from dkbm.projekt.fassung import describe_uebrige, list_uebrige

    for path in build_bericht(
        projekt,
        werte,
        formate=formate.split(","),
        kapitel=kapitel.split(","),
        neu=neu,
        zugleich=_count_zugleich(),
        fortschritt=True,
    ):
        _console.print(f"Bericht: {path}", markup=False)
    if hinweis := describe_uebrige(list_uebrige(projekt)):
        _console.print(hinweis, markup=False, style="yellow")


def _count_zugleich() -> int:
    """How many notebooks run at a time; each takes a core and some 300 MB."""
    return min(os.cpu_count() or 1, 4)
