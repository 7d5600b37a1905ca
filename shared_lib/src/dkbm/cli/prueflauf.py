"""What ``dkbm pruefen`` checks: a project with its raw files, or files that were named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dkbm.bestand import Bestand, open_bestand
from dkbm.bestand.einlesen import list_dateien
from dkbm.fehler import DkbmFehler
from dkbm.gebiete.gebiet import BUND
from dkbm.pruefung import Pruefung, check_bestand, check_dateien
from dkbm.pruefung.ablauf import explain_unreadable, name_dateien
from dkbm.pruefung.markierung import mark_workbook

if TYPE_CHECKING:
    from dkbm.projekt import Projekt

__all__ = ["Prueflauf", "check_files", "check_projekt"]


@dataclass(frozen=True)
class Prueflauf:
    """A check with its title and the files that it looked at."""

    titel: str
    pruefung: Pruefung
    dateien: Sequence[Path] = ()

    def mark(self, ordner: Path) -> Iterator[str]:
        """Write marked copies of workbooks; yield a line on each."""
        for datei, name in name_dateien(self.dateien).items():
            try:
                kopie = mark_workbook(datei, self.pruefung, ordner, name)
            except DkbmFehler as fehler:
                yield f"{name} ließ sich nicht markieren: {fehler.was}"
                continue
            if kopie is not None:
                yield f"Markierte Kopie: {kopie.resolve()}"


def check_files(pfade: Sequence[Path], projekt: Projekt | None) -> Prueflauf:
    """Check files for all Gebiete that they hold, against the store of the project.

    Raises
    ------
    DkbmFehler
        If a path does not exist.
    """
    dateien = list_dateien(pfade)
    gebiet = projekt.einstellungen.gebiet.ags if projekt else ""
    bestand, fehler = _open(projekt)
    pruefung = check_dateien(dateien, bestand, None, gebiet) + fehler
    name = dateien[0].name if len(dateien) == 1 else f"{len(dateien)} Dateien"
    return Prueflauf(name, pruefung, dateien)


def check_projekt(projekt: Projekt, alle: bool) -> Prueflauf:
    """Check store, own data and raw files of a project.

    Parameters
    ----------
    alle
        Keep the findings of all Gebiete, not only of the Kommune, its Land and Deutschland.
    """
    gebiet = projekt.einstellungen.gebiet
    umkreis = None if alle else frozenset({gebiet.ags, gebiet.land_ags, BUND})
    bestand, fehler = _open(projekt)
    hat_roh = projekt.roh.is_dir() and any(p.is_file() for p in projekt.roh.rglob("*"))
    dateien: list[Path] = []
    if hat_roh:
        try:
            dateien = list_dateien([projekt.roh])
        except DkbmFehler:  # only files of other kinds, such as a LIESMICH
            dateien = []
    pruefung = check_bestand(bestand, umkreis) + fehler
    pruefung += check_dateien(dateien, bestand, umkreis, gebiet.ags)
    return Prueflauf(gebiet.name, pruefung, dateien)


def _open(projekt: Projekt | None) -> tuple[Bestand, Pruefung]:
    """Open the store; where own data are damaged, say so and check the rest."""
    if projekt is None:
        return open_bestand(), Pruefung()
    try:
        return open_bestand(projekt.ordner, projekt.einstellungen.gebiet.ags), Pruefung()
    except DkbmFehler as fehler:
        befund = explain_unreadable("daten/eigene oder daten/bestand", fehler)
        return open_bestand(), Pruefung((befund,))
