"""From project to report: check, execute, export, and only then replace the old one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dkbm.bericht.ausfuehrung import execute_kapitel
from dkbm.bericht.fehlerbild import KapitelFehler
from dkbm.bericht.html import export_html
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.bestand import open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.kern import Grenzen, open_kernweg
from dkbm.projekt import Projekt
from dkbm.projekt.parameter import check_parameters

__all__ = ["build_bericht"]


def build_bericht(
    projekt: Projekt,
    parameter: Mapping[str, object] | None = None,
    *,
    fortschritt: bool = False,
    grenzen: Grenzen | None = None,
) -> Path:
    """Execute all notebooks of a project and export the HTML report.

    Everything is made in a temporary folder of the project; the last good report and executed
    notebooks stay until the new ones are complete.

    Parameters
    ----------
    parameter
        Values that go before those of ``kommune.toml``.
    fortschritt
        Whether to show progress bars.
    grenzen
        What each notebook may take; no limits where omitted.

    Returns
    -------
    pathlib.Path
        The report.

    Raises
    ------
    DkbmFehler
        If settings, parameters or own data are wrong; nothing was executed then.
    KapitelFehler
        If a notebook fails.
    """
    einstellungen = projekt.einstellungen
    teile = projekt.gliederung
    kapitel = [teil for teil in teile if teil.art == "kapitel"]
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
        inhalt = build_inhalt((t.name, t.path, notebooks.get(t.path)) for t in teile)
        report = werkstatt / "bericht.html"
        report.write_text(
            export_html(einstellungen, inhalt, bestand), encoding="utf-8", newline="\n"
        )
        return _publish(projekt, report, [werkstatt / t.path.name for t in kapitel])


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


def _publish(projekt: Projekt, report: Path, notebooks: list[Path]) -> Path:
    """Put the finished files in place, one rename each."""
    projekt.ausgabe.mkdir(exist_ok=True)
    ziel = projekt.ausgabe / report.name
    neu = report.parent / "ausgefuehrt"
    neu.mkdir()
    for notebook in notebooks:
        os.replace(notebook, neu / notebook.name)
    try:
        os.replace(report, ziel)
        if projekt.ausgefuehrt.exists():
            os.replace(projekt.ausgefuehrt, report.parent / "alt")
        os.replace(neu, projekt.ausgefuehrt)
    except OSError as error:
        raise DkbmFehler(
            "Der fertige Bericht lässt sich nicht ablegen; vielleicht ist er noch geöffnet.",
            wo=str(ziel),
            rat="Bitte die Datei in allen Programmen schließen und den Befehl wiederholen.",
        ) from error
    shutil.rmtree(projekt.ordner / "bericht" / "fehler", ignore_errors=True)
    return ziel
