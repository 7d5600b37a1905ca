"""The commands on data: take in, list, check, write forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dkbm.cli.app import app
from dkbm.cli.deutsch import Befehl

_PROJEKT = typer.Option("--projekt", help="Projektordner; sonst der aktuelle Ordner.")
EINGABEFEHLER = 2


@app.command("einlesen", cls=Befehl)
def einlesen(
    dateien: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="DATEI-ODER-ORDNER…", help="Was einzulesen ist; leer: daten/roh des Projekts."
        ),
    ] = None,
    ags: Annotated[
        str,
        typer.Option("--gebiet", help="AGS oder Name für Tabellen, die selbst kein Gebiet nennen."),
    ] = "",
    projekt: Annotated[Path | None, _PROJEKT] = None,
) -> None:
    """Liest amtliche Dateien und Formulare in den Datenbestand des Projekts ein."""
    from dkbm.bestand.einlesen import list_dateien, read_into
    from dkbm.cli.ausgabe import print_einlesungen
    from dkbm.gebiete import load_register
    from dkbm.projekt import find_projekt

    ziel = find_projekt(projekt)
    gebiet = load_register().find_kommune(ags).ags if ags else ""
    einlesungen = read_into(ziel.bestand, list_dateien(dateien or [ziel.roh]), gebiet)
    print_einlesungen(einlesungen)
    if any(einlesung.fehler for einlesung in einlesungen):
        raise typer.Exit(EINGABEFEHLER)


@app.command("bestand", cls=Befehl)
def bestand(
    projekt: Annotated[Path | None, _PROJEKT] = None,
    alles: Annotated[
        bool, typer.Option("--alles", help="Zeigt auch alle Tabellen mit ihren Quellen.")
    ] = False,
) -> None:
    """Zeigt, was im Datenbestand liegt und was den Kapiteln noch fehlt."""
    from dkbm.bestand import open_bestand
    from dkbm.cli.ausgabe import print_abdeckung, print_quellen
    from dkbm.kennzahlen.abdeckung import list_abdeckung
    from dkbm.projekt import find_projekt

    ziel = find_projekt(projekt)
    gebiet = ziel.einstellungen.gebiet
    daten = open_bestand(ziel.ordner, gebiet.ags)
    if alles:
        print_quellen(daten)
    print_abdeckung(gebiet, list_abdeckung(daten, gebiet))


@app.command("formular", cls=Befehl)
def formular(
    art: Annotated[
        str,
        typer.Argument(
            metavar="ART",
            help="z. B. vhs, kita, schule, beruf; eine falsche Art nennt alle.",
            show_default=False,
        ),
    ],
    ziel: Annotated[
        Path | None, typer.Option("--ziel", help="Datei oder Ordner; sonst der aktuelle Ordner.")
    ] = None,
    jahre: Annotated[
        list[int] | None, typer.Option("--jahr", help="Jahr, für das Zeilen vorbereitet werden.")
    ] = None,
    ags: Annotated[
        str, typer.Option("--ags", help="AGS oder Name; sonst die Kommune des Projekts.")
    ] = "",
    an: Annotated[str, typer.Option("--an", help="Wohin das ausgefüllte Formular geht.")] = "",
    projekt: Annotated[Path | None, _PROJEKT] = None,
) -> None:
    """Schreibt ein Excel-Formular für eigene Daten zum Ausfüllen."""
    from dkbm.cli.ausgabe import print_line
    from dkbm.gebiete import load_register
    from dkbm.projekt import find_projekt
    from dkbm.quellen.formular import write_formular

    gebiet = (
        load_register().find_kommune(ags) if ags else find_projekt(projekt).einstellungen.gebiet
    )
    ort = ziel or Path()
    datei = ort / f"formular_{art}_{gebiet.slug}.xlsx" if ort.is_dir() else ort
    write_formular(art, gebiet.ags, datei, jahre=tuple(jahre or ()), an=an)
    print_line(f"Formular: {datei.resolve()}")
    print_line("Ausgefüllt zurück mit: uv run dkbm einlesen DATEI")
