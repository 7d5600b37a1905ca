"""The formats the kit reads, in the order in which they are tried.

A new format is one more line: how to recognise it by its content, and how to read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dkbm.fehler import DkbmFehler
from dkbm.quellen.arbeitsmappe import is_arbeitsmappe
from dkbm.quellen.flachdatei import is_flachdatei, read_flachdatei
from dkbm.quellen.formular.kennung import is_formular
from dkbm.quellen.formular.lesen import read_formular_inhalt
from dkbm.quellen.kopf import read_kopf
from dkbm.quellen.kreuztabelle import is_kreuztabelle, read_kreuztabelle
from dkbm.quellen.raster import Raster
from dkbm.quellen.rohtabelle import Rohtabelle
from dkbm.quellen.spalten import is_breittabelle, read_spalten

__all__ = ["DATEIFORMATE", "TABELLENFORMATE", "Dateiformat", "Tabellenformat"]


@dataclass(frozen=True)
class Dateiformat:
    """A format of whole files, tried before the file is taken apart into tables.

    Attributes
    ----------
    name
        German name for messages.
    recognize
        Says from content and name whether a file has this format; must not raise.
    read
        Reads it; raises `DkbmFehler`.
    """

    name: str
    recognize: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], list[Rohtabelle]]


@dataclass(frozen=True)
class Tabellenformat:
    """A format of one table: a text file or one sheet of a workbook."""

    name: str
    recognize: Callable[[Raster], bool]
    read: Callable[[Raster], Rohtabelle]


def _has_head_and_regions(raster: Raster) -> bool:
    try:
        return bool(read_kopf(raster).pfade)
    except DkbmFehler:
        return False


DATEIFORMATE: list[Dateiformat] = [
    Dateiformat(
        "Formular",
        lambda inhalt, _: is_arbeitsmappe(inhalt) and is_formular(inhalt),
        lambda inhalt, name: list(read_formular_inhalt(inhalt, name)),
    ),
]

TABELLENFORMATE: list[Tabellenformat] = [
    Tabellenformat("Kreuztabelle", is_kreuztabelle, read_kreuztabelle),
    Tabellenformat("Flachdatei", is_flachdatei, read_flachdatei),
    Tabellenformat("einfache Tabelle", is_breittabelle, read_spalten),
    Tabellenformat("Kreuztabelle ohne Tabellencode", _has_head_and_regions, read_kreuztabelle),
]
