"""From hits to findings: grade, known contradictions, groups that a person reads."""

from __future__ import annotations

import csv
from collections.abc import Hashable, Mapping
from functools import cache
from importlib.resources import files

import pandas as pd
from openpyxl.utils import get_column_letter

from dkbm.gebiete import load_register
from dkbm.gebiete.umstieg import load_umstiege
from dkbm.pruefung.befund import GRADE, Befund, Stelle, load_befundarten
from dkbm.pruefung.beschriftung import describe_codes
from dkbm.pruefung.pruefling import Pruefling
from dkbm.sprache.zahlen import format_zahl

__all__ = ["collect", "sort_befunde", "to_key"]

_BEKANNT = (
    "So steht es in der amtlichen Tabelle; der Widerspruch ist bekannt und beim Lesen nicht "
    "entstanden."
)
_MARKEN = list(GRADE)
Schluessel = tuple[str, str, str, int, str, str]


@cache
def load_bekannte() -> frozenset[Schluessel]:
    """Return the contradictions of official tables, value by value.

    Written by ``shared_lib/scripts/list_bekannte.py`` from the embedded store.
    """
    text = files("dkbm.pruefung").joinpath("bekannt.csv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:], delimiter=";")
    return frozenset((d, c, a, int(j), w, g) for d, c, a, j, w, g in rows)


def to_key(datensatz: str, row: Mapping[Hashable, object]) -> Schluessel:
    """Return what identifies a hit among the known contradictions: place and value found."""
    gefunden = row["gefunden"]
    text = repr(round(gefunden, 3)) if isinstance(gefunden, float) else str(gefunden)
    return (
        datensatz,
        str(row["code"]),
        str(row["ags"]),
        int(str(row["jahr"])),
        str(row["was"]),
        text,
    )


def collect(pruefling: Pruefling, treffer: pd.DataFrame) -> list[Befund]:
    """Group the hits of one table into findings, the gravest first."""
    if treffer.empty:
        return []
    arten = load_befundarten()
    treffer = treffer.assign(
        grad=treffer["grad"].where(treffer["grad"] != "", treffer["code"].map(_usual_grade()))
    )
    treffer = _excuse_known(pruefling, treffer)
    treffer = treffer.sort_values(
        ["schwere", "ags", "jahr", "was"], ascending=[False, True, True, True], kind="stable"
    )
    befunde = []
    for (code, grad, grund), part in treffer.groupby(["code", "grad", "grund"], sort=True):
        befunde.append(
            Befund(
                art=arten[str(code)],
                grad=str(grad),
                datensatz=pruefling.datensatz,
                stellen=tuple(_to_stellen(pruefling, part)),
                tabelle=_name_tabellen(pruefling, part),
                datei=pruefling.datei,
                grund=str(grund),
                gebiete=part.loc[part["ags"] != "", "ags"].nunique(),
            )
        )
    return sort_befunde(befunde)


def sort_befunde(befunde: list[Befund]) -> list[Befund]:
    """Order findings by grade, code and place."""
    return sorted(
        befunde, key=lambda b: (_MARKEN.index(b.grad), b.art.code, b.datei, b.datensatz, b.grund)
    )


@cache
def _usual_grade() -> dict[str, str]:
    return {kurz: art.grad for kurz, art in load_befundarten().items()}


def _excuse_known(pruefling: Pruefling, treffer: pd.DataFrame) -> pd.DataFrame:
    """Grade known contradictions of the source as warnings: nobody here can mend them."""
    grave = treffer["grad"] == "fehler"
    keys = [to_key(pruefling.datensatz, row) for row in treffer[grave].to_dict("records")]
    known = pd.Series([key in load_bekannte() for key in keys], index=treffer.index[grave])
    rows = known.index[known.astype(bool)]
    treffer = treffer.copy()
    treffer.loc[rows, "grad"] = "warnung"
    treffer.loc[rows, "grund"] = (
        treffer.loc[rows, "grund"].astype(str) + " " + _BEKANNT
    ).str.strip()
    return treffer


def _name_tabellen(pruefling: Pruefling, part: pd.DataFrame) -> str:
    quellen = sorted({int(q) for q in part["quelle"] if int(q) in pruefling.tabellen})
    return " und ".join(dict.fromkeys(pruefling.tabellen[q] for q in quellen))


def _to_stellen(pruefling: Pruefling, part: pd.DataFrame) -> list[Stelle]:
    return [
        Stelle(
            gebiet=_name_gebiet(str(row["ags"])),
            jahr=int(str(row["jahr"])),
            was=describe_codes(str(row["was"])),
            gefunden=_to_text(row["gefunden"]),
            erwartet=_to_text(row["erwartet"]),
            zusatz=str(row["zusatz"]),
            blatt=pruefling.blatt,
            zelle=_name_zelle(pruefling, int(str(row["zeile"])), int(str(row["spalte"]))),
        )
        for row in part.to_dict("records")
    ]


@cache
def _name_gebiet(ags: str) -> str:
    register = load_register()
    if ags in register:
        return f"{register[ags].name} ({ags})" if len(ags) == 5 else register[ags].name
    alt = next((u.name_alt for u in load_umstiege() if u.alt == ags), "")
    return f"{alt} ({ags})" if alt else ags


def _to_text(wert: object) -> str:
    if isinstance(wert, float | int):
        stellen = 0 if float(wert).is_integer() else 1 if abs(wert) >= 1 else 3
        return format_zahl(float(wert), stellen)
    return str(wert)


def _name_zelle(pruefling: Pruefling, zeile: int, spalte: int) -> str:
    if not zeile:
        return ""
    if pruefling.blatt:
        return f"{get_column_letter(spalte)}{zeile}"
    return f"Zeile {zeile}, Spalte {spalte}"
