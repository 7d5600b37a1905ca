"""From project to report: check, execute, export, and only then replace the old one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from nbformat import NotebookNode

from dkbm.bericht.anhang import complete_bericht
from dkbm.bericht.ausfuehrung import execute_kapitel
from dkbm.bericht.barrierefreiheit import check_barrierefreiheit
from dkbm.bericht.bezuege import resolve_bezuege
from dkbm.bericht.fehlerbild import KapitelFehler
from dkbm.bericht.formate import check_formate, save_format
from dkbm.bericht.gestaltung import Erscheinung, read_gestaltung
from dkbm.bericht.modell import Bericht
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.bestand import Bestand, open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.kern import Grenzen, open_kernweg
from dkbm.projekt import Projekt
from dkbm.projekt.parameter import check_parameters

__all__ = ["build_bericht"]


def build_bericht(
    projekt: Projekt,
    parameter: Mapping[str, object] | None = None,
    *,
    formate: Iterable[str] = (),
    fortschritt: bool = False,
    grenzen: Grenzen | None = None,
) -> tuple[Path, ...]:
    """Execute all notebooks of a project and export the report.

    Everything is made in a temporary folder of the project; the last good report and executed
    notebooks stay until the new ones are complete.

    Parameters
    ----------
    parameter
        Values that go before those of ``kommune.toml``.
    formate
        Names of formats, see `formate.FORMATE`; all where empty.
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
    einstellungen = projekt.einstellungen
    teile = projekt.gliederung
    kapitel = [teil for teil in teile if teil.art == "kapitel"]
    namen = check_formate(formate)
    erscheinung = read_gestaltung(einstellungen, projekt.ordner / "bericht" / "gestaltung")
    werte = check_parameters(kapitel, {**einstellungen.parameter, **(parameter or {})})
    bestand = open_bestand(projekt.ordner, einstellungen.gebiet.ags)
    with _workshop(projekt) as name, open_kernweg(grenzen=grenzen) as kernweg:
        werkstatt = Path(name)
        notebooks = {}
        for teil in kapitel:
            ziel = werkstatt / teil.path.name
            try:
                notebooks[teil.path] = execute_kapitel(
                    teil, werte[teil.name], ziel, kernweg=kernweg, fortschritt=fortschritt
                )
            except KapitelFehler as fehler:
                raise _keep_failed(fehler, ziel, projekt) from fehler
        bericht = _assemble(projekt, notebooks, bestand, erscheinung)
        ausgabe = werkstatt / "ausgabe"
        haupt = [save_format(bericht, format_, ausgabe) for format_ in namen]
        return _publish(projekt, haupt, ausgabe, [werkstatt / t.path.name for t in kapitel])


def _assemble(
    projekt: Projekt,
    notebooks: Mapping[Path, NotebookNode],
    bestand: Bestand,
    erscheinung: Erscheinung,
) -> Bericht:
    """Build the model that all formats are written from, and check it."""
    inhalt = build_inhalt((t.name, t.path, notebooks.get(t.path)) for t in projekt.gliederung)
    bericht = complete_bericht(projekt.einstellungen, inhalt, bestand, erscheinung)
    resolve_bezuege(bericht.kapitel)
    check_barrierefreiheit(bericht)
    return bericht


def _workshop(projekt: Projekt) -> tempfile.TemporaryDirectory[str]:
    ordner = projekt.ordner / "bericht"
    try:
        return tempfile.TemporaryDirectory(prefix=".neu-", dir=ordner, ignore_cleanup_errors=True)
    except OSError as error:
        raise DkbmFehler(
            "In den Ordner bericht lässt sich nicht schreiben.",
            wo=str(ordner),
            rat="Bitte die Schreibrechte prüfen oder das Projekt in einen eigenen Ordner kopieren.",
        ) from error


def _keep_failed(fehler: KapitelFehler, kopie: Path, projekt: Projekt) -> KapitelFehler:
    """Move the failed copy out of the temporary folder and name its new place."""
    ordner = projekt.ordner / "bericht" / "fehler"
    ordner.mkdir(exist_ok=True)
    ziel = ordner / kopie.name
    for endung in (".ipynb", ".log"):
        if (datei := kopie.with_suffix(endung)).exists():
            os.replace(datei, ziel.with_suffix(endung))
    neu = KapitelFehler(fehler.was, wo=fehler.wo.replace(str(kopie), str(ziel)), rat=fehler.rat)
    neu.kern_tot = fehler.kern_tot
    return neu


def _publish(
    projekt: Projekt, haupt: list[Path], ausgabe: Path, notebooks: list[Path]
) -> tuple[Path, ...]:
    """Put the finished files and folders in place, one rename each."""
    projekt.ausgabe.mkdir(exist_ok=True)
    werkstatt = ausgabe.parent
    neu = werkstatt / "ausgefuehrt"
    neu.mkdir()
    for notebook in notebooks:
        os.replace(notebook, neu / notebook.name)
    for teil in sorted(ausgabe.iterdir()):
        ziel = projekt.ausgabe / teil.name
        if ziel.is_dir():
            _replace(ziel, werkstatt / f"alt-{teil.name}")
        _replace(teil, ziel)
    if projekt.ausgefuehrt.exists():
        _replace(projekt.ausgefuehrt, werkstatt / "alt")
    _replace(neu, projekt.ausgefuehrt)
    shutil.rmtree(projekt.ordner / "bericht" / "fehler", ignore_errors=True)
    return tuple(projekt.ausgabe / path.relative_to(ausgabe) for path in haupt)


def _replace(neu: Path, ziel: Path) -> None:
    try:
        os.replace(neu, ziel)
    except OSError as error:
        raise DkbmFehler(
            "Der fertige Bericht lässt sich nicht ablegen; vielleicht ist er noch geöffnet.",
            wo=str(ziel),
            rat="Bitte die Datei in allen Programmen schließen und den Befehl wiederholen.",
        ) from error
