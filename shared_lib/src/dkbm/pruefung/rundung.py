"""Rounding for secrecy, found in the numbers themselves: footnotes may be wrong about it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dkbm.gebiete import load_register
from dkbm.gebiete.gebiet import BUND
from dkbm.pruefung.grenzen import Grenzen
from dkbm.pruefung.pruefling import Pruefling
from dkbm.pruefung.treffer import Umfeld, land_of, make_treffer, none_found
from dkbm.sprache.zahlen import format_zahl

__all__ = ["check_rundung", "find_rest", "find_rundung", "find_spielraum"]

_BASEN = (5, 3)


def find_rundung(pruefling: Pruefling, grenzen: Grenzen) -> dict[tuple[str, int, str], int]:
    """Find where all values of a Land and year are multiples of 5 or 3.

    Only values at unchanged boundaries count, since sums and estimates are no counts of the
    source any more.
    """
    frame = pruefling.anzahlen
    frame = frame[(frame["wert"] > 0) & (frame["gebietsstand"] == "") & (frame["ags"] != BUND)]
    if frame.empty:
        return {}
    keys = [land_of(frame["ags"]).rename("land"), frame["jahr"], frame["merkmal"]]
    found: dict[tuple[str, int, str], int] = {}
    for basis in _BASEN:
        teilbar = (frame["wert"] % basis == 0).groupby(keys)
        rounded = teilbar.mean()[
            (teilbar.mean() >= grenzen.rundung.anteil_teilbar)
            & (teilbar.size() >= grenzen.rundung.mindestens_zellen)
        ]
        for land, jahr, merkmal in rounded.index:
            found.setdefault((str(land), int(jahr), str(merkmal)), basis)
    return found


def find_spielraum(frame: pd.DataFrame, rundung: Mapping[tuple[str, int, str], int]) -> pd.Series:
    """Return per row how far one cell may lie from the true number.

    ``floor(base / 2)`` where the source rounds. The row for Deutschland adds up the rounded
    rows of the Länder, and so their deviations.
    """
    if not rundung:
        return pd.Series(0.0, index=frame.index)
    je_zelle = {key: basis // 2 for key, basis in rundung.items()}
    bund: dict[tuple[str, int, str], int] = {}
    for (_, jahr, merkmal), halb in je_zelle.items():
        key = (BUND, jahr, merkmal)
        bund[key] = bund.get(key, 0) + halb
    je_zelle |= bund
    keys = zip(land_of(frame["ags"]), frame["jahr"], frame["merkmal"], strict=True)
    return pd.Series([float(je_zelle.get(key, 0)) for key in keys], index=frame.index)


def find_rest(pruefling: Pruefling, umfeld: Umfeld) -> float:
    """Return how far a cell may lie from the true number because it is a rounded average."""
    return 0.5 if pruefling.datensatz in umfeld.grenzen.summen.durchschnitte else 0.0


def check_rundung(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Say where the source rounds (P401)."""
    if not umfeld.rundung:
        return none_found()
    register = load_register()
    rows = pd.DataFrame(
        [(*key, basis) for key, basis in sorted(umfeld.rundung.items())],
        columns=["ags", "jahr", "merkmal", "basis"],
    )
    quellen = pruefling.daten.drop_duplicates("jahr").set_index("jahr")["quelle"]
    rows["quelle"] = rows["jahr"].map(quellen)
    grund = [
        f"{register[ags].name} rundet zum Schutz einzelner Personen jede Zahl auf ein Vielfaches "
        f"von {format_zahl(basis)}; die einzelne Zahl liegt bis zu {format_zahl(basis // 2)} neben "
        "der wahren."
        for ags, basis in zip(rows["ags"], rows["basis"], strict=True)
    ]
    return make_treffer(
        pruefling,
        rows,
        "P401",
        gefunden=[f"Vielfache von {basis}" for basis in rows["basis"]],
        erwartet="ungerundete Zahlen",
        grund=grund,
    )
