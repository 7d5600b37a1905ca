"""Put finished files in the place of the old ones; keep what a failed run had done."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dkbm.bericht.ausfuehrung import Ausgefuehrt
from dkbm.bericht.fehlerbild import KapitelFehler
from dkbm.bericht.kapitellauf import LaufFehler
from dkbm.bericht.lager import FERTIG
from dkbm.bericht.nachweis import (
    build_nachweis,
    describe_ausgaben,
    describe_kapitel,
    write_nachweis,
)
from dkbm.fehler import DkbmFehler
from dkbm.projekt import Projekt
from dkbm.projekt.fassung import read_nachweis

__all__ = ["keep_failed", "publish"]

Werte = Mapping[str, Mapping[str, object]]


def publish(
    projekt: Projekt,
    werkstatt: Path,
    reports: Sequence[Path],
    ausgefuehrt: Sequence[Ausgefuehrt],
    werte: Werte,
    sekunden: Mapping[str, float],
    fassung: str,
) -> tuple[Path, ...]:
    """Put reports, executed notebooks and their record in place, one rename each.

    Parameters
    ----------
    werkstatt
        Temporary folder; everything in its folder ``ausgabe`` is put in place.
    reports
        The main file of each format there.
    ausgefuehrt
        Executed chapters there; others of the outline stay as they are.
    fassung
        Name of the edition. Files of other formats stay with the name of theirs.
    """
    fertig = werkstatt / "ausgabe"
    neu = werkstatt / "ausgefuehrt"
    neu.mkdir()
    frueher = read_nachweis(projekt.ausgefuehrt)
    kapitel = _keep_others(projekt, neu, ausgefuehrt, frueher.get("kapitel", {}))
    kapitel |= describe_kapitel(ausgefuehrt, werte)
    for notebook in ausgefuehrt:
        os.replace(notebook.path, neu / notebook.path.name)
    ziele = tuple(projekt.ausgabe / report.relative_to(fertig) for report in reports)
    ausgaben = {
        name: angaben
        for name, angaben in frueher.get("ausgaben", {}).items()
        if ".." not in Path(name).parts and (projekt.ausgabe / name).is_file()
    }
    ausgaben |= describe_ausgaben(fertig, fassung)
    write_nachweis(neu, build_nachweis(projekt, kapitel, ausgaben, sekunden, fassung))
    projekt.ausgabe.mkdir(parents=True, exist_ok=True)
    paare = [(teil, projekt.ausgabe / teil.name) for teil in sorted(fertig.iterdir())]
    _replace_all([*paare, (neu, projekt.ausgefuehrt)], werkstatt)
    shutil.rmtree(projekt.ordner / "bericht" / "fehler", ignore_errors=True)
    return ziele


def keep_failed(abbruch: LaufFehler, projekt: Projekt, werte: Werte) -> KapitelFehler:
    """Move the failed copy out of the temporary folder and name its new place.

    What was executed before is kept beside it: the next run takes it from there.
    """
    ordner = projekt.ordner / "bericht" / "fehler"
    fertig = projekt.ordner / "bericht" / FERTIG
    kapitel = describe_kapitel(abbruch.fertig, werte)
    neu = abbruch.kopie.parent / "fertig"
    neu.mkdir()
    for notebook in abbruch.fertig:
        os.replace(notebook.path, neu / notebook.path.name)
    write_nachweis(neu, {"kapitel": kapitel})
    shutil.rmtree(ordner, ignore_errors=True)
    ordner.mkdir(exist_ok=True)
    if not fertig.exists():
        os.replace(neu, fertig)
    ziel = ordner / abbruch.kopie.name
    for endung in (".ipynb", ".log"):
        if (datei := abbruch.kopie.with_suffix(endung)).exists():
            os.replace(datei, ziel.with_suffix(endung))
    fehler = abbruch.fehler
    neuer = KapitelFehler(
        fehler.was, wo=fehler.wo.replace(str(abbruch.kopie), str(ziel)), rat=fehler.rat
    )
    neuer.kern_tot = fehler.kern_tot
    return neuer


def _keep_others(
    projekt: Projekt, neu: Path, ausgefuehrt: Sequence[Ausgefuehrt], frueher: Mapping[str, Any]
) -> dict[str, Any]:
    """Copy chapters of the outline that were not built this time; return what was noted of them."""
    gebaut = {a.teil.path.name for a in ausgefuehrt}
    andere = {t.path.name for t in projekt.gliederung if t.art == "kapitel"} - gebaut
    bleiben = [n for n in sorted(andere) if n in frueher and (projekt.ausgefuehrt / n).is_file()]
    for name in bleiben:
        shutil.copyfile(projekt.ausgefuehrt / name, neu / name)
    return {name: frueher[name] for name in bleiben}


def _replace_all(paare: Sequence[tuple[Path, Path]], werkstatt: Path) -> None:
    """Put all new files and folders in place, or leave all old ones.

    The first that cannot be replaced, because a program on Windows has it open, undoes the rest:
    a report of which half is old would go unnoticed.
    """
    zurueck: list[tuple[Path, Path]] = []
    for nummer, (neu, ziel) in enumerate(paare):
        alt = werkstatt / f"alt-{nummer}"
        ueberschrieben = ziel.is_file() and neu.is_file()
        try:
            if ueberschrieben:
                shutil.copy2(ziel, alt)  # at no time is there no file
            elif ziel.exists():
                os.replace(ziel, alt)
                zurueck.append((alt, ziel))
            os.replace(neu, ziel)
        except OSError as error:
            for von, nach in reversed(zurueck):
                os.replace(von, nach)
            raise DkbmFehler(
                "Der fertige Bericht lässt sich nicht ablegen; vielleicht ist er noch geöffnet.",
                wo=str(ziel),
                rat="Bitte die Datei in allen Programmen schließen und den Befehl wiederholen. "
                "Der frühere Bericht ist unverändert.",
            ) from error
        zurueck.append((alt, ziel) if ueberschrieben else (ziel, neu))
