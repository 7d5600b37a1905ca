"""Hand a workbook back with the findings in its cells: a copy beside the report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from dkbm.pruefung.ablauf import Pruefung
from dkbm.pruefung.befund import GRADE, Befund
from dkbm.quellen.formular import Zellbefund, mark_copy

__all__ = ["mark_workbook"]

_GRADE = ("fehler", "warnung")
"""Hints concern no cell that anybody should change."""


def mark_workbook(datei: Path, pruefung: Pruefung, ordner: Path, name: str = "") -> Path | None:
    """Write a marked copy ``NAME_geprueft.xlsx``; the original stays untouched.

    A copy of an earlier check is kept: it may hold corrections. Then the new one is numbered.

    Parameters
    ----------
    datei
        The workbook.
    pruefung
        A check that looked at it.
    ordner
        Where the copy goes.
    name
        What the findings call the file (see `name_dateien`); its bare name where omitted.

    Returns
    -------
    pathlib.Path or None
        The copy; nothing where the file is no workbook or nothing is to mark.

    Raises
    ------
    DkbmFehler
        If the workbook is too large to be marked or the copy cannot be written.
    """
    name = name or datei.name
    befunde = [b for b in pruefung.befunde if b.datei == name and b.grad in _GRADE]
    zellen = list(_list_zellbefunde(befunde))
    if datei.suffix.lower() != ".xlsx" or not any(z.zelle for z in zellen):
        return None
    with tempfile.TemporaryDirectory() as temporary:
        inhalt = mark_copy(datei, zellen, Path(temporary) / "neu.xlsx").read_bytes()
    stamm = name.removesuffix(datei.suffix).replace("/", "_")
    for nummer in range(1, 1000):
        zusatz = f"_{nummer}" if nummer > 1 else ""
        ziel = ordner / f"{stamm}_geprueft{zusatz}.xlsx"
        if not ziel.exists():
            return mark_copy(datei, zellen, ziel)
        if ziel.read_bytes() == inhalt:
            return ziel
    return None


def _list_zellbefunde(befunde: list[Befund]) -> Iterator[Zellbefund]:
    for befund in befunde:
        for stelle in befund.stellen:
            if befund.art.code == "DKBM-P504":
                yield Zellbefund(
                    stelle.blatt, stelle.zelle, stelle.was, stelle.gefunden, stelle.erwartet
                )
            elif stelle.zelle:
                soll = f" Erwartet: {stelle.erwartet}" if stelle.erwartet else ""
                zusatz = f" ({stelle.zusatz})" if stelle.zusatz else ""
                yield Zellbefund(
                    stelle.blatt,
                    stelle.zelle,
                    f"{GRADE[befund.grad]} {befund.art.code}: {befund.art.titel}.{soll}{zusatz}",
                    stelle.gefunden,
                    befund.art.abhilfe,
                )
