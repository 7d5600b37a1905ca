"""The commands on Kennzahlen: list them all, explain one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dkbm.cli.app import app
from dkbm.cli.deutsch import Befehl

if TYPE_CHECKING:
    from dkbm.kennzahlen.abdeckung import Abdeckung
    from dkbm.projekt import Projekt

_console = Console(soft_wrap=True, highlight=False)
_PROJEKT = typer.Option("--projekt", help="Projektordner; sonst der aktuelle Ordner.")


@app.command("kennzahlen", cls=Befehl)
def kennzahlen(projekt: Annotated[Path | None, _PROJEKT] = None) -> None:
    """Listet alle Kennzahlen nach Kapiteln, im Projekt mit den Jahren, die vorliegen."""
    from dkbm.kennzahlen.registrierung import KAPITEL
    from dkbm.sprache.woerter import year_spans

    vorhanden = _find_coverage(projekt)
    for kapitel, teil in KAPITEL.items():
        table = Table(title=Text(kapitel, style="bold"), title_justify="left", box=SIMPLE_HEAD)
        table.add_column("id", no_wrap=True)
        table.add_column("Code", no_wrap=True)
        table.add_column("Kennzahl", ratio=1)
        if vorhanden:
            table.add_column("Jahre mit Werten")
        for kennzahl in teil:
            cells = [Text(kennzahl.id), Text(kennzahl.code), Text(kennzahl.name)]
            if vorhanden:
                jahre = year_spans(vorhanden[kennzahl.id].jahre)
                cells.append(Text(jahre or "keine", style="green" if jahre else "yellow"))
            table.add_row(*cells)
        _console.print(table)
    _console.print("Eine davon erklärt: dkbm kennzahl ID", markup=False)


@app.command("kennzahl", cls=Befehl)
def kennzahl(
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="z. B. betreuungsquote_u3.", show_default=False),
    ],
    projekt: Annotated[Path | None, _PROJEKT] = None,
) -> None:
    """Erklärt eine Kennzahl: Definition, Formel, Quelle, Grenzen, fehlende Daten."""
    from dkbm.kennzahlen import find_kennzahl
    from dkbm.kennzahlen.beschreibung import to_text
    from dkbm.sprache.woerter import year_spans

    found = find_kennzahl(id_)
    _console.print(Text(to_text(found)))
    if ziel := _find_projekt(projekt):
        jahre = year_spans(_measure(ziel)[found.id].jahre) or "keine"
        name = ziel.einstellungen.gebiet.name
        _console.print(Text(f"Jahre mit Werten für {name}: {jahre}", style="bold"))


def _find_projekt(ordner: Path | None) -> Projekt | None:
    """Return the project that is named or that one stands in; none outside of any."""
    from dkbm.fehler import DkbmFehler
    from dkbm.projekt import find_projekt

    try:
        return find_projekt(ordner)
    except DkbmFehler:
        if ordner is not None:
            raise
        return None


def _find_coverage(ordner: Path | None) -> dict[str, Abdeckung]:
    ziel = _find_projekt(ordner)
    return _measure(ziel) if ziel else {}


def _measure(projekt: Projekt) -> dict[str, Abdeckung]:
    from dkbm.bestand import open_bestand
    from dkbm.kennzahlen.abdeckung import list_abdeckung

    gebiet = projekt.einstellungen.gebiet
    bestand = open_bestand(projekt.ordner, gebiet.ags)
    return {a.kennzahl.id: a for a in list_abdeckung(bestand, gebiet)}
