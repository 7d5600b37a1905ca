"""From project to report: check, execute what changed, export, then replace the old one."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat

from dkbm.bericht.anhang import complete_bericht
from dkbm.bericht.ausfuehrung import Ausgefuehrt
from dkbm.bericht.auszug import choose_kapitel, take_auszug
from dkbm.bericht.barrierefreiheit import check_barrierefreiheit
from dkbm.bericht.bezuege import resolve_bezuege
from dkbm.bericht.formate import check_formate, save_format
from dkbm.bericht.gestaltung import Erscheinung, read_gestaltung
from dkbm.bericht.kapitellauf import Kapitellauf, LaufFehler
from dkbm.bericht.lager import open_lager
from dkbm.bericht.modell import Bericht
from dkbm.bericht.nachweis import compute_fassung
from dkbm.bericht.schluessel import compute_kapitelschluessel
from dkbm.bericht.veroeffentlichung import keep_failed, publish
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.bestand import Bestand, open_bestand
from dkbm.datei import remove_reste
from dkbm.fehler import DkbmFehler
from dkbm.kern import Grenzen
from dkbm.projekt import Projekt
from dkbm.projekt.gliederung import Teil
from dkbm.projekt.parameter import check_parameters
from dkbm.projekt.schutz import VERMERK, protect_bestand, set_modus
from dkbm.projekt.zeitraum import check_zeitraum

__all__ = ["build_bericht"]


def build_bericht(
    projekt: Projekt,
    parameter: Mapping[str, object] | None = None,
    *,
    formate: Iterable[str] = (),
    kapitel: Collection[str] = (),
    name: str = "",
    neu: bool = False,
    zugleich: int = 1,
    fortschritt: bool = False,
    grenzen: Grenzen | None = None,
) -> tuple[Path, ...]:
    """Execute the notebooks of a project that changed and export the report.

    Everything is made in a temporary folder of the project; the last good report and executed
    notebooks stay until the new ones are complete.

    Parameters
    ----------
    parameter
        Values that go before those of ``kommune.toml``.
    formate
        Names of formats (``html``, ``pdf``); all where empty.
    kapitel
        Chapters for a report of its own, ``bericht_<kapitel>``; the whole report where empty.
    name
        Name of the files without ending, in place of ``bericht``.
    neu
        Whether to execute unchanged notebooks as well.
    zugleich
        How many notebooks to execute at a time, where kernels can be forked.
    fortschritt
        Whether to show progress bars.
    grenzen
        What each notebook may take; no limits where omitted.

    Returns
    -------
    tuple of pathlib.Path
        The main file of each format.

    Raises
    ------
    DkbmFehler
        If settings, design, parameters or own data are wrong; nothing was executed then. Or if
        the finished content refers to nothing or is not accessible; nothing was replaced then.
    KapitelFehler
        If a notebook fails.
    """
    vorhaben = _plan(projekt, parameter or {}, formate, kapitel, name)
    with set_modus(projekt.modus), _workshop(projekt) as ordner:
        werkstatt = Path(ordner)
        lauf = Kapitellauf(
            werkstatt,
            open_lager(projekt, leer=neu),
            vorhaben.werte,
            vorhaben.schluessel,
            zugleich,
            fortschritt,
            grenzen,
        )
        start = time.perf_counter()
        try:
            ausgefuehrt = lauf.run(vorhaben.kapitel)
        except LaufFehler as abbruch:
            raise keep_failed(abbruch, projekt, vorhaben.werte) from abbruch.fehler
        vorhaben.sekunden.update({a.teil.name: a.sekunden or 0.0 for a in ausgefuehrt})
        reports = _write_formate(vorhaben, ausgefuehrt, werkstatt)
        vorhaben.sekunden["gesamt"] = time.perf_counter() - start
        return publish(
            projekt,
            werkstatt,
            reports,
            ausgefuehrt,
            vorhaben.werte,
            vorhaben.sekunden,
            compute_fassung(projekt, vorhaben.schluessel),
        )


@dataclass(frozen=True)
class _Vorhaben:
    """What is to be built, checked as far as that goes without executing anything."""

    projekt: Projekt
    name: str
    formate: tuple[str, ...]
    kapitel: Sequence[Teil]
    werte: Mapping[str, Mapping[str, object]]
    schluessel: Mapping[str, str]
    bestand: Bestand
    erscheinung: Erscheinung
    sekunden: dict[str, float] = field(default_factory=dict)


def _plan(
    projekt: Projekt,
    parameter: Mapping[str, object],
    formate: Iterable[str],
    kapitel: Collection[str],
    name: str,
) -> _Vorhaben:
    einstellungen = projekt.einstellungen
    alle = choose_kapitel(projekt.gliederung, ())
    gewaehlt = choose_kapitel(projekt.gliederung, kapitel)
    namen = check_formate(formate)
    erscheinung = read_gestaltung(einstellungen, projekt.ordner / "bericht" / "gestaltung")
    werte = check_parameters(alle, {**einstellungen.parameter, **parameter})
    bestand = open_bestand(projekt.ordner, einstellungen.gebiet.ags)
    bestand = protect_bestand(projekt, bestand)
    for eigene in werte.values():
        jahre = [eigene.get(name) for name in ("von_jahr", "bis_jahr")]
        check_zeitraum(bestand, *(jahr if isinstance(jahr, int) else 0 for jahr in jahre))
    stamm = name or "_".join(["bericht", *(t.name for t in gewaehlt if len(gewaehlt) < len(alle))])
    return _Vorhaben(
        projekt,
        stamm,
        namen,
        gewaehlt,
        werte,
        compute_kapitelschluessel(projekt, alle, werte),
        bestand,
        erscheinung,
    )


def _write_formate(
    vorhaben: _Vorhaben, ausgefuehrt: Sequence[Ausgefuehrt], werkstatt: Path
) -> list[Path]:
    bericht = _assemble(vorhaben, ausgefuehrt)
    reports = []
    for format_ in vorhaben.formate:
        start = time.perf_counter()
        reports.append(save_format(bericht, format_, werkstatt / "ausgabe", vorhaben.name))
        vorhaben.sekunden[f".{format_}"] = time.perf_counter() - start
    return reports


def _assemble(vorhaben: _Vorhaben, ausgefuehrt: Sequence[Ausgefuehrt]) -> Bericht:
    """Build the model that all formats are written from, and check it."""
    teile = vorhaben.projekt.gliederung
    notebooks = {a.teil.path: a.notebook for a in ausgefuehrt}
    # Chapters that are left out count all the same: the others keep their numbers.
    for teil in teile:
        if teil.art == "kapitel" and teil.path not in notebooks:
            notebooks[teil.path] = _read_ersatz(vorhaben.projekt, teil)
    inhalt = build_inhalt((t.name, t.path, notebooks.get(t.path)) for t in teile)
    if len(ausgefuehrt) < len(notebooks):
        inhalt = take_auszug(inhalt, {a.teil.name for a in ausgefuehrt})
    einstellungen = vorhaben.projekt.einstellungen
    bericht = complete_bericht(einstellungen, inhalt, vorhaben.bestand, vorhaben.erscheinung)
    if vorhaben.projekt.modus == "intern":
        zeilen = (f"– {VERMERK} –", *bericht.titelzeilen)
        bericht = replace(bericht, vermerk=VERMERK, titelzeilen=zeilen)
    resolve_bezuege(bericht.kapitel)
    check_barrierefreiheit(bericht)
    return bericht


def _read_ersatz(projekt: Projekt, teil: Teil) -> nbformat.NotebookNode:
    """Return a chapter as it was last executed, or as it is: only its numbers are needed."""
    frueher = projekt.ausgefuehrt / teil.path.name
    return nbformat.read(frueher if frueher.is_file() else teil.path, as_version=4)


def _workshop(projekt: Projekt) -> tempfile.TemporaryDirectory[str]:
    ordner = projekt.ordner / "bericht"
    remove_reste(ordner, ".neu-*")  # executed notebooks, internal ones too
    try:
        return tempfile.TemporaryDirectory(prefix=".neu-", dir=ordner, ignore_cleanup_errors=True)
    except OSError as error:
        raise DkbmFehler(
            "In den Ordner bericht lässt sich nicht schreiben.",
            wo=str(ordner),
            rat="Bitte die Schreibrechte prüfen oder das Projekt in einen eigenen Ordner kopieren.",
        ) from error
