"""Who published a table, and under which licence: for the source line and the licence notice."""

from __future__ import annotations

import re

from dkbm.bestand.manifest import EIGENE_ERHEBUNG
from dkbm.quellen.rohtabelle import Rohtabelle

__all__ = ["find_urheber"]

_JAHR = re.compile(r",?\s*\d{4}\b.*$", re.DOTALL)
_DL_DE = "dl-de/by-2-0"
_NACH_CODE = {
    "formular-": (EIGENE_ERHEBUNG, ""),
    "inkar": ("BBSR Bonn, INKAR", _DL_DE),
}
_GENESIS = ("Statistische Ämter des Bundes und der Länder, Deutschland", _DL_DE)
"""Flat files and foot-less exports of GENESIS databases; all of them publish under this licence."""


def find_urheber(roh: Rohtabelle) -> tuple[str, str]:
    """Return publisher and licence, from the foot where the table has one.

    Returns
    -------
    str, str
        Publisher and short name of the licence; empty where nothing is known.
    """
    for anfang, urheber in _NACH_CODE.items():
        if roh.code.casefold().startswith(anfang):
            return urheber
    if roh.urheber:
        lizenz = _DL_DE if "Datenlizenz Deutschland" in roh.urheber else ""
        zeile = roh.urheber.split("\n")[0]
        return _JAHR.sub("", zeile.replace("(C)", "").replace("©", "")).strip(" .,|"), lizenz
    return _GENESIS if re.match(r"\d{5}", roh.code) else ("", "")
