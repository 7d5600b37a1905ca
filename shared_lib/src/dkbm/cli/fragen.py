"""The questions of ``dkbm neu``: few, in German, asked again until the answer fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import typer

from dkbm.fehler import DkbmFehler
from dkbm.vorlage import antworten

__all__ = ["ask_antworten"]

T = TypeVar("T")


def ask_antworten() -> tuple[str, str, str, str]:
    """Ask for Kommune, title, contact and Vergleichskommunen.

    Returns
    -------
    ags, titel, kontakt, vergleichskommunen
        Checked answers; the Vergleichskommunen as keys with commas.
    """
    ags = _ask("Für welche Kommune? AGS (z. B. 08335) oder Name", None, antworten.find_ags)
    typer.echo(f"  {antworten.describe_gebiet(ags)}")
    titel = _ask("Titel des Berichts", "Bildungsbericht", antworten.check_titel)
    kontakt = _ask("Kontakt für die Titelseite (leer: keiner)", "", antworten.check_kontakt)
    vorschlag = antworten.suggest_vergleich(ags)
    namen = ", ".join(gebiet.name for gebiet in antworten.find_vergleich(vorschlag, ags))
    typer.echo(f"  Vorschlag zum Vergleich (gleiche Art und Größe): {namen}")
    vergleich = _ask(
        "Vergleichskommunen als AGS mit Komma",
        vorschlag,
        lambda text: antworten.find_vergleich(text, ags),
    )
    return ags, titel, kontakt, ", ".join(g.ags for g in vergleich)


def _ask(frage: str, vorgabe: str | None, check: Callable[[str], T]) -> T:
    while True:
        antwort = typer.prompt(frage, default=vorgabe, show_default=bool(vorgabe))
        try:
            return check(str(antwort))
        except DkbmFehler as fehler:
            typer.echo(f"{fehler}", err=True)
