"""The three variants: what each assumes of births and migration, and its run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dkbm.kennzahlen.vorausberechnung.altersjahre import Feld
from dkbm.kennzahlen.vorausberechnung.bestandsreihe import Reihe
from dkbm.kennzahlen.vorausberechnung.fruchtbarkeit import estimate_niveau as estimate_fruchtbarkeit
from dkbm.kennzahlen.vorausberechnung.fruchtbarkeit import schedule
from dkbm.kennzahlen.vorausberechnung.lage import Lage
from dkbm.kennzahlen.vorausberechnung.modell import Lauf, Raten, project
from dkbm.kennzahlen.vorausberechnung.sterblichkeit import estimate_sterblichkeit
from dkbm.kennzahlen.vorausberechnung.wanderung import (
    estimate_abweichung,
    estimate_niveau,
    profile,
    revert,
    spread_abweichung,
)

__all__ = ["UEBERGANG", "VARIANTEN", "Variante", "run_variante"]

UEBERGANG = 5
"""Years until fertility has reached the level of a variant."""


@dataclass(frozen=True)
class Variante:
    """Assumptions of a variant.

    Attributes
    ----------
    name
        German label.
    geburten
        Change of the births per woman against the start, reached after `UEBERGANG` years.
    wanderung
        Standard deviations of a year by which the mean of Germany's net migration lies off.
    """

    name: str
    geburten: float
    wanderung: float


VARIANTEN = {
    "untere": Variante("untere Variante", -0.10, -0.5),
    "mittlere": Variante("mittlere Variante", 0.0, 0.0),
    "obere": Variante("obere Variante", 0.10, 0.5),
}


def run_variante(lage: Lage, reihe: Reihe, variante: Variante, jahre: int) -> Lauf:
    """Project all Kreise of ``lage`` from the last stock of ``reihe``."""
    start = reihe.bestaende[reihe.jahr]
    ueberleben, ueberleben_geburt = estimate_sterblichkeit(lage, start)
    return project(
        start,
        Raten(
            ueberleben,
            ueberleben_geburt,
            _assume_fruchtbarkeit(lage, reihe, variante, jahre),
            _assume_wanderung(lage, reihe, variante, jahre),
        ),
    )


def _assume_fruchtbarkeit(lage: Lage, reihe: Reihe, variante: Variante, jahre: int) -> Feld:
    niveau = estimate_fruchtbarkeit(lage, reihe.bestaende[reihe.jahr], reihe.jahr)
    weg = 1 + variante.geburten * np.minimum((np.arange(jahre) + 1) / UEBERGANG, 1)
    return np.asarray(weg[:, None, None] * niveau[:, None] * schedule())


def _assume_wanderung(lage: Lage, reihe: Reihe, variante: Variante, jahre: int) -> Feld:
    niveau = estimate_niveau(reihe.saldo)
    hoehe = revert(niveau, jahre, variante.wanderung)
    bund = np.log1p(hoehe[:, None] * profile())
    abweichung = estimate_abweichung(lage, reihe.bestaende)
    kreis = spread_abweichung(abweichung, reihe.bestaende[reihe.jahr], jahre)
    return np.asarray(np.expm1(bund[:, None, None, :] + kreis))
