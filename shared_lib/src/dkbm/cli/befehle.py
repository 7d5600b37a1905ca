"""The commands on projects and reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dkbm.cli.app import app
from dkbm.cli.deutsch import Befehl

if TYPE_CHECKING:
    from dkbm.projekt import Projekt

_console = Console(soft_wrap=True, highlight=False)


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
    projekt: Annotated[
        Path | None, typer.Option("--projekt", help="Projektordner; sonst der aktuelle Ordner.")
    ] = None,
) -> None:
    """Führt die Notebooks des Projekts aus und schreibt den Bericht."""
    from dkbm.projekt import find_projekt
    from dkbm.projekt.parameter import parse_option

    werte = dict(parse_option(text) for text in parameter or [])
    _build(find_projekt(projekt), werte, formate)


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


def _build(projekt: Projekt, werte: dict[str, object], formate: str = "") -> None:
    from dkbm.bericht import build_bericht

    for path in build_bericht(projekt, werte, formate=formate.split(","), fortschritt=True):
        _console.print(f"Bericht: {path}", markup=False)
