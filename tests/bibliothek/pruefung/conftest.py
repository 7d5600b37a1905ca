"""Real tables of the embedded store, and how to break one of their cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import pytest
from dkbm.bestand import open_bestand
from dkbm.pruefung.grenzen import load_grenzen
from dkbm.pruefung.pruefling import Pruefling, from_bestand
from dkbm.pruefung.rundung import find_rundung
from dkbm.pruefung.treffer import Umfeld
from dkbm.pruefung.vertrag import check_vertrag

Regel = Callable[[Pruefling, Umfeld], pd.DataFrame]


@cache
def load_tabelle(datensatz: str) -> Pruefling:
    return from_bestand(open_bestand(), datensatz, load_grenzen())


def break_cells(pruefling: Pruefling, spalte: str, wert: Any, **where: Any) -> Pruefling:
    """Put a value into all cells that ``where`` names; at least one."""
    daten = pruefling.daten.copy()
    mask = pd.Series(True, index=daten.index)
    for name, soll in where.items():
        mask &= daten[name].isin(soll) if isinstance(soll, list) else daten[name] == soll
    assert mask.any()
    neu = wert(daten[spalte]) if callable(wert) else wert
    daten[spalte] = daten[spalte].mask(mask, neu)
    return replace_daten(pruefling, daten)


def replace_daten(pruefling: Pruefling, daten: pd.DataFrame) -> Pruefling:
    return replace(pruefling, daten=daten, schichten=(daten,))


def run(regel: Regel, pruefling: Pruefling) -> pd.DataFrame:
    grenzen = load_grenzen()
    # The contract comes first and asks for no rounding, which a broken table may not allow.
    rundung = {} if regel is check_vertrag else find_rundung(pruefling, grenzen)
    return regel(pruefling, Umfeld(grenzen, rundung))


def list_new(regel: Regel, pruefling: Pruefling, broken: Pruefling) -> list[tuple[str, str, int]]:
    """Return code, AGS and year of what the fault added."""
    keys = ["code", "ags", "jahr", "was", "gefunden"]
    before = {tuple(row) for row in run(regel, pruefling)[keys].astype(str).to_numpy()}
    after = run(regel, broken)
    new = [tuple(row) not in before for row in after[keys].astype(str).to_numpy()]
    return [
        (str(c), str(a), int(j)) for c, a, j in after.loc[new, keys[:3]].itertuples(index=False)
    ]


@pytest.fixture(scope="session")
def tabelle() -> Callable[[str], Pruefling]:
    return load_tabelle
