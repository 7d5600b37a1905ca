"""The command for many Kommunen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from dkbm.cli.app import app
from dkbm.cli.deutsch import Befehl

if TYPE_CHECKING:
    from dkbm.rollout import Auftrag, Ergebnis, Optionen, Zusammenfassung
    from dkbm.rollout.lauf import Verteiler

_console = Console(soft_wrap=True, highlight=False)
ZEITGRENZE, SPEICHERGRENZE = 600, 2000
"""Seconds and MB per notebook, unless the call or the run that is continued says otherwise."""
FEHLGESCHLAGEN = 1
_FARBEN = {"fertig": "green", "unverändert": "dim", "fehler": "bold red"}


@app.command("rollout", cls=Befehl)
def rollout(
    plan: Annotated[
        Path | None,
        typer.Argument(metavar="PLAN", help="Liste der Kommunen (CSV oder xlsx, Spalte ags)."),
    ] = None,
    ziel: Annotated[Path, typer.Option(help="Ordner für die Projekte.")] = Path("rollout"),
    alle: Annotated[bool, typer.Option("--alle", help="Alle 400 Kreise und Städte.")] = False,
    land: Annotated[
        list[str] | None, typer.Option("--land", help="Alle Kommunen eines Landes, z. B. BW.")
    ] = None,
    ags: Annotated[
        list[str] | None, typer.Option("--ags", help="Eine Kommune (AGS oder Name).")
    ] = None,
    haertefaelle: Annotated[
        bool, typer.Option("--haertefaelle", help="Die schwierigsten Kommunen, als Probe.")
    ] = False,
    weiter: Annotated[
        bool, typer.Option("--weiter", help="Setzt den letzten Lauf im Zielordner fort.")
    ] = False,
    prozesse: Annotated[
        int, typer.Option("--prozesse", min=0, help="Wie viele zugleich; 0: je Kern einer.")
    ] = 0,
    scheduler: Annotated[
        str, typer.Option("--scheduler", help="Adresse eines Dask-Schedulers, z. B. tcp://….")
    ] = "",
    formate: Annotated[
        str | None, typer.Option("--format", help="Formate mit Komma, z. B. html,pdf; sonst alle.")
    ] = None,
    tafel: Annotated[
        bool,
        typer.Option(
            "--tafel/--ohne-tafel", help="Auffälligkeiten und Lücken aller Kommunen im Portal."
        ),
    ] = True,
    zeitgrenze: Annotated[
        int | None, typer.Option(min=0, help=f"Sekunden je Notebook, sonst {ZEITGRENZE}; 0: ohne.")
    ] = None,
    speichergrenze: Annotated[
        int | None, typer.Option(min=0, help=f"MB je Notebook, sonst {SPEICHERGRENZE}; 0: ohne.")
    ] = None,
) -> None:
    """Legt viele Projekte an und schreibt ihre Berichte; setzt Abgebrochenes fort."""
    from dkbm.rollout import Optionen, run_rollout
    from dkbm.rollout.plan import read_begun
    from dkbm.rollout.portal import PORTAL

    ziel = ziel.resolve()
    if weiter:
        _refuse_auswahl(PLAN=plan, alle=alle, land=land, ags=ags, haertefaelle=haertefaelle)
        auftraege, vorgabe = read_begun(ziel)
    else:
        auftraege = _choose(plan, ziel, alle, land or [], ags or [], haertefaelle)
        vorgabe = Optionen(ziel, ZEITGRENZE, SPEICHERGRENZE * 1_000_000)
    optionen = _choose_optionen(vorgabe, formate, zeitgrenze, speichergrenze)
    verteiler = _choose_verteiler(prozesse, scheduler)
    ergebnis = run_rollout(auftraege, optionen, verteiler, _Anzeige(len(auftraege)), tafel=tafel)
    _print_summary(ergebnis)
    _console.print(f"Portal: {optionen.ziel / PORTAL}", markup=False)
    if ergebnis.count("fehler"):
        raise typer.Exit(FEHLGESCHLAGEN)


def _choose_verteiler(prozesse: int, scheduler: str) -> Verteiler:
    import os

    from dkbm.rollout.lokal import build_lokal
    from dkbm.rollout.verteilt import build_verteilt

    return build_verteilt(scheduler) if scheduler else build_lokal(prozesse or os.cpu_count() or 1)


def _choose_optionen(
    vorgabe: Optionen, formate: str | None, zeitgrenze: int | None, speichergrenze: int | None
) -> Optionen:
    """Put what the call says in the place of what holds otherwise."""
    from dkbm.bericht.formate import check_formate

    gewaehlt: dict[str, Any] = {}
    if formate is not None:
        gewaehlt["formate"] = check_formate(formate.split(",")) if formate.strip() else ()
    if zeitgrenze is not None:
        gewaehlt["zeitgrenze"] = zeitgrenze
    if speichergrenze is not None:
        gewaehlt["speichergrenze"] = speichergrenze * 1_000_000
    return replace(vorgabe, **gewaehlt)


def _refuse_auswahl(**auswahl: object) -> None:
    from dkbm.fehler import DkbmFehler

    namen = [name if name.isupper() else f"--{name}" for name, wert in auswahl.items() if wert]
    if namen:
        raise DkbmFehler(
            "--weiter nimmt die Kommunen des letzten Laufs; eine andere Auswahl passt nicht dazu.",
            wo=f"Aufruf mit {', '.join(namen)}",
            rat="Bitte --weiter oder die Auswahl weglassen; Fertiges wird auch ohne --weiter "
            "nicht noch einmal gemacht.",
        )


def _choose(
    plan: Path | None,
    ziel: Path,
    alle: bool,
    laender: list[str],
    kommunen: list[str],
    haertefaelle: bool,
) -> list[Auftrag]:
    from dkbm.fehler import DkbmFehler
    from dkbm.rollout.haertefaelle import find_haertefaelle
    from dkbm.rollout.liste import read_plan
    from dkbm.rollout.plan import build_plan

    auftraege = read_plan(plan, ziel) if plan else []
    schwer = list(find_haertefaelle()) if haertefaelle else []
    auftraege += build_plan(alle=alle, laender=laender, kommunen=[*kommunen, *schwer])
    if not auftraege:
        raise DkbmFehler(
            "Es ist keine Kommune gewählt.",
            rat="Bitte eine Liste nennen oder --alle, --land, --ags, --haertefaelle angeben.",
        )
    return list({auftrag.ags: auftrag for auftrag in reversed(auftraege)}.values())[::-1]


class _Anzeige:
    """Prints a line per Kommune: what came of it, and how long the rest will take."""

    def __init__(self, anzahl: int) -> None:
        import time

        self._uhr = time.monotonic
        self._anzahl, self._start = anzahl, time.monotonic()

    def __call__(self, ergebnis: Ergebnis, offen: int) -> None:
        from dkbm.gebiete import load_register
        from dkbm.sprache.zahlen import format_zahl

        fertig = self._anzahl - offen
        rest = (self._uhr() - self._start) / fertig * offen
        zeile = Text(f"{fertig:>4} von {self._anzahl}  ")
        zeile.append(f"{ergebnis.status:<12}", style=_FARBEN[ergebnis.status])
        zeile.append(f"{load_register()[ergebnis.ags].name}")
        zeile.append(f"  {format_zahl(ergebnis.sekunden, 1)} s", style="dim")
        if offen:
            zeile.append(f"  noch etwa {format_zahl(rest / 60, 1)} min", style="dim")
        _console.print(zeile)
        if ergebnis.was:
            text = "\n".join(teil for teil in (ergebnis.was, ergebnis.wo, ergebnis.rat) if teil)
            _console.print(Text("      " + text.replace("\n", "\n      "), style="red"))


def _print_summary(ergebnis: Zusammenfassung) -> None:
    from dkbm.sprache.zahlen import format_zahl

    teile = [f"{ergebnis.count(s)} {s}" for s in _FARBEN]
    _console.print(Text(f"{', '.join(teile)} in {format_zahl(ergebnis.sekunden, 0)} Sekunden."))
