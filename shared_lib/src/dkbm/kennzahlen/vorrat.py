"""What is the same for every Kommune, computed once: the embedded data of all Gebiete.

A process that makes many reports fills the stock (`fill_vorrat`) before it forks its kernels;
each of them then finds what it would have computed anew. The stock serves Gebiete that
nothing touches which lies above the embedded data; all others are computed as always.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from dkbm.bestand import Bestand, open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.kennzahl import Kennzahl

__all__ = ["berechne", "fill_vorrat"]

_VORRAT: dict[int, tuple[Kennzahl, pd.DataFrame]] = {}
"""By identity: an own Kennzahl may carry the id of a registered one."""


def fill_vorrat(kennzahlen: Iterable[Kennzahl]) -> None:
    """Compute Kennzahlen for all Gebiete of the embedded store and keep them."""
    bestand, ags = open_bestand(), list(load_register().gebiete)
    for kennzahl in kennzahlen:
        _VORRAT[id(kennzahl)] = (kennzahl, kennzahl.berechne(bestand, ags))


def berechne(kennzahl: Kennzahl, bestand: Bestand, ags: Sequence[str]) -> pd.DataFrame:
    """Compute a Kennzahl as `Kennzahl.berechne` does, with the help of the stock."""
    # A store of another class may want to see what is read.
    if id(kennzahl) not in _VORRAT or type(bestand) is not Bestand:
        return kennzahl.berechne(bestand, ags)
    if bestand.ordner != open_bestand().ordner:
        return kennzahl.berechne(bestand, ags)
    eigene = [key for key in ags if key in bestand.beruehrt]
    frame = _VORRAT[id(kennzahl)][1]
    fremde = frame[frame["ags"].isin(set(ags) - set(eigene))]
    if not eigene:
        return fremde
    return pd.concat([kennzahl.berechne(bestand, eigene), fremde], ignore_index=True)
