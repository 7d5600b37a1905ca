"""What the store knows of the population of the Kreise, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dkbm.bestand import Bestand
from dkbm.kennzahlen.vorausberechnung.altersjahre import (
    ALTERSGRUPPEN,
    ALTERSJAHRE,
    GESCHLECHTER,
    OFFEN,
    Feld,
)

__all__ = ["Lage", "load_lage"]


@dataclass(frozen=True)
class Lage:
    """Stocks on 31.12. and sums of years for ``K`` Kreise; NaN where the store has nothing.

    Attributes
    ----------
    ags
        Keys of the Kreise, in the order of all arrays.
    altersjahre
        Persons by year, shape ``(K, 2, 76)``.
    altersgruppen
        Persons in 17 age groups by year, shape ``(K, 17)``.
    geburten, gestorbene, wanderungssaldo, bevoelkerung
        Sums of the year, or persons on 31.12., by year, shape ``(K,)``.
    """

    ags: tuple[str, ...]
    altersjahre: Mapping[int, Feld]
    altersgruppen: Mapping[int, Feld]
    geburten: Mapping[int, Feld]
    gestorbene: Mapping[int, Feld]
    wanderungssaldo: Mapping[int, Feld]
    bevoelkerung: Mapping[int, Feld]

    def until(self, jahr: int) -> Lage:
        """Return only what was known on 31.12. of a year: nothing later."""
        felder: dict[str, Any] = {
            name: {j: feld for j, feld in getattr(self, name).items() if j <= jahr}
            for name in _FELDER
        }
        return replace(self, **felder)

    def drop_altersjahre(self, jahr: int) -> Lage:
        """Forget the single years of age of a year, to test how well they are estimated."""
        jahre = {j: feld for j, feld in self.altersjahre.items() if j != jahr}
        return replace(self, altersjahre=jahre)


_FELDER = (
    *("altersjahre", "altersgruppen", "geburten", "gestorbene"),
    *("wanderungssaldo", "bevoelkerung"),
)
_EINZELN = [f"{alter:02d}" for alter in range(OFFEN)]
MINDESTENS = 0.9
"""Share of the Kreise that a year must have to be used."""


def load_lage(bestand: Bestand, ags: Sequence[str]) -> Lage:
    """Read everything that the projection needs from the store.

    A year that fewer than `MINDESTENS` of the Kreise have is left out, and so is a Kreis that
    lacks a remaining Stichtag: differences between Kreise need nearly all of them.
    """
    return _keep_complete(_read(bestand, ags))


def _read(bestand: Bestand, ags: Sequence[str]) -> Lage:
    zuzuege = _load_sums(bestand, ags, "wanderungen", "zuzuege")
    fortzuege = _load_sums(bestand, ags, "wanderungen", "fortzuege")
    gruppen = _load_gruppen(bestand, ags)
    return Lage(
        tuple(ags),
        altersjahre=_load_altersjahre(bestand, ags),
        altersgruppen=gruppen,
        geburten=_load_sums(bestand, ags, "geburten", "lebendgeborene"),
        gestorbene=_load_sums(bestand, ags, "sterbefaelle", "gestorbene"),
        wanderungssaldo={j: zuzuege[j] - fortzuege[j] for j in zuzuege if j in fortzuege},
        bevoelkerung={
            **{jahr: feld.sum(-1) for jahr, feld in gruppen.items()},
            **_load_sums(bestand, ags, "bevoelkerung", "bevoelkerung"),
        },
    )


def _keep_complete(lage: Lage) -> Lage:
    felder = {
        name: {
            jahr: feld
            for jahr, feld in getattr(lage, name).items()
            if _is_known(feld).mean() >= MINDESTENS
        }
        for name in _FELDER
    }
    bestaende = [*felder["altersjahre"].values(), *felder["altersgruppen"].values()]
    ganz = np.all([_is_known(feld) for feld in bestaende], axis=0)
    ags = tuple(np.array(lage.ags)[ganz].tolist()) if bestaende else ()
    return Lage(
        ags, **{n: {j: feld[ganz] for j, feld in jahre.items()} for n, jahre in felder.items()}
    )


def _is_known(feld: Feld) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(feld.reshape(len(feld), -1)).all(axis=1))


def _load_sums(
    bestand: Bestand, ags: Sequence[str], datensatz: str, merkmal: str
) -> dict[int, Feld]:
    frame = bestand.load(datensatz, ags)
    wanted = (frame["merkmal"] == merkmal) & (frame["geschlecht"] == "insgesamt")
    if "nationalitaet" in frame:
        wanted &= frame["nationalitaet"] == "insgesamt"
    breit = frame[wanted].pivot(index="ags", columns="jahr", values="wert").reindex(list(ags))
    return {int(str(jahr)): breit[jahr].to_numpy(dtype=float) for jahr in breit}


def _load_gruppen(bestand: Bestand, ags: Sequence[str]) -> dict[int, Feld]:
    frame = bestand.load("bevoelkerung_alter", ags)
    frame = frame[
        (frame["geschlecht"] == "insgesamt")
        & (frame["nationalitaet"] == "insgesamt")
        & frame["alter"].isin(list(ALTERSGRUPPEN))
    ]
    return {
        int(str(jahr)): _complete(teil.pivot(index="ags", columns="alter", values="wert"), ags)
        for jahr, teil in frame.groupby("jahr")
    }


def _complete(breit: pd.DataFrame, ags: Sequence[str]) -> Feld:
    return breit.reindex(index=list(ags), columns=list(ALTERSGRUPPEN)).to_numpy(dtype=float)


def _load_altersjahre(bestand: Bestand, ags: Sequence[str]) -> dict[int, Feld]:
    frame = bestand.load("bevoelkerung_altersjahre", ags)
    frame = frame[frame["geschlecht"].isin(GESCHLECHTER)]
    index = pd.MultiIndex.from_product([list(ags), GESCHLECHTER])
    result = {}
    for jahr, teil in frame.groupby("jahr"):
        breit = teil.pivot(index=["ags", "geschlecht"], columns="alter", values="wert")
        breit = breit.reindex(index)
        # The oldest are whatever the total leaves: the tables cut them differently.
        alle = breit["insgesamt"] - breit[_EINZELN].sum(axis=1, skipna=False)
        felder = np.column_stack([breit[_EINZELN].to_numpy(dtype=float), alle])
        result[int(str(jahr))] = felder.reshape(len(ags), len(GESCHLECHTER), ALTERSJAHRE)
    return result
