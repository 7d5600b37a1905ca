"""Reader for plain wide CSV: one row per Gebiet and year, one column per Merkmal.

INKAR exports, open-data files of a city and the own data of a Kommune have this shape.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dkbm.fehler import DkbmFehler, nearest
from dkbm.quellen.kodierung import read_text
from dkbm.quellen.rohtabelle import TRENNER, Rohtabelle

__all__ = ["Aufbau", "read_breittabelle"]

_ZAHL = re.compile(r"-?\d+(?:\.\d+)?")
_TAUSENDER = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ZEICHEN = {"", "-", ".", "...", "/", "x"}


@dataclass(frozen=True)
class Aufbau:
    """Which columns carry what.

    Attributes
    ----------
    code
        Catalogue code of the table.
    jahr, ags
        Names of the key columns; ``ags`` may be empty.
    schluessel
        Names of the columns with labels of breakdowns.
    fester_ags
        The Gebiet of all rows where ``ags`` is empty.
    ohne
        Further columns to leave out.
    """

    code: str
    jahr: str = "jahr"
    ags: str = ""
    schluessel: tuple[str, ...] = ()
    fester_ags: str = ""
    ohne: tuple[str, ...] = ()


def read_breittabelle(path: Path, aufbau: Aufbau) -> Rohtabelle:
    """Read a wide CSV; separator ``;`` or ``,``, decimal comma only with ``;``.

    Raises
    ------
    DkbmFehler
        With line, column and value, if a key is missing or a cell is no number.
    """
    text = read_text(path)
    trenner = ";" if ";" in text.split("\n", 1)[0] else ","
    zeilen = list(csv.reader(text.split("\n"), delimiter=trenner))
    if not zeilen or not any(zeilen[0]):
        raise DkbmFehler(f"{path.name} ist leer.", wo=str(path))
    kopf = [zelle.strip() for zelle in zeilen[0]]
    _check_head(kopf, aufbau, path)
    keys = {aufbau.jahr, aufbau.ags, *aufbau.schluessel, *aufbau.ohne}
    rows: list[tuple[str, str, str, str, float, str]] = []
    for nummer, zeile in enumerate(zeilen[1:], start=2):
        if not any(zelle.strip() for zelle in zeile):
            continue
        if len(zeile) != len(kopf):
            raise DkbmFehler(
                f"Die Zeile hat {len(zeile)} statt {len(kopf)} Spalten.",
                wo=f"{path.name}, Zeile {nummer}",
                rat="Bitte fehlende oder überzählige Trennzeichen prüfen.",
            )
        cells = dict(zip(kopf, (zelle.strip() for zelle in zeile), strict=True))
        jahr = _parse_year(cells[aufbau.jahr], path, nummer, aufbau.jahr)
        ags = cells[aufbau.ags] if aufbau.ags else aufbau.fester_ags
        schluessel = TRENNER.join(cells[name] for name in aufbau.schluessel)
        for name, zelle in cells.items():
            if name not in keys:
                wert, zeichen = _parse_cell(zelle, trenner, path, nummer, name)
                rows.append((jahr, ags, schluessel, name, wert, zeichen))
    daten = pd.DataFrame(rows, columns=["zeit", "ags", "schluessel", "kopf", "wert", "zeichen"])
    return Rohtabelle(aufbau.code, path.stem, daten.assign(name="", einheit=""))


def _check_head(kopf: list[str], aufbau: Aufbau, path: Path) -> None:
    for name in (aufbau.jahr, aufbau.ags, *aufbau.schluessel):
        if name and name not in kopf:
            aehnlich = nearest(name, kopf, 1)
            raise DkbmFehler(
                f"In {path.name} fehlt die Spalte „{name}“.",
                wo=f"{path.name}, Zeile 1",
                rat=f"Bitte die Spalte „{aehnlich[0]}“ in „{name}“ umbenennen."
                if aehnlich
                else f"Bitte eine Spalte „{name}“ ergänzen.",
            )
    doppelt = next((name for name in kopf if kopf.count(name) > 1), None)
    if doppelt is not None:
        raise DkbmFehler(f"Die Spalte „{doppelt}“ steht zweimal.", wo=f"{path.name}, Zeile 1")


def _parse_year(zelle: str, path: Path, nummer: int, spalte: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:\.0)?", zelle)
    if not match:
        raise DkbmFehler(
            f"„{zelle}“ ist kein Jahr.",
            wo=f"{path.name}, Zeile {nummer}, Spalte {spalte}",
            rat="Bitte eine vierstellige Jahreszahl eintragen.",
        )
    return match[1]


def _parse_cell(
    zelle: str, trenner: str, path: Path, nummer: int, spalte: str
) -> tuple[float, str]:
    if zelle in _ZEICHEN:
        return float("nan"), zelle or "."
    text = zelle.replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    if trenner == ";":
        if _TAUSENDER.fullmatch(text) and "," not in text and text.count(".") == 1:
            raise DkbmFehler(
                f"„{zelle}“ ist mehrdeutig: Tausenderpunkt oder Dezimalpunkt?",
                wo=f"{path.name}, Zeile {nummer}, Spalte {spalte}",
                rat="Bitte ohne Tausenderpunkt und mit Dezimalkomma schreiben.",
            )
        if _TAUSENDER.fullmatch(text):
            text = text.replace(".", "")
        text = text.replace(",", ".")
    if not _ZAHL.fullmatch(text):
        raise DkbmFehler(
            f"„{zelle}“ ist keine Zahl.",
            wo=f"{path.name}, Zeile {nummer}, Spalte {spalte}",
            rat="Bitte eine Zahl mit Dezimalkomma oder ein amtliches Zeichen (-, ., x) eintragen.",
        )
    return float(text), ""
