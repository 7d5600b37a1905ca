"""The population by single year of age at each known Stichtag, estimated where only groups are.

Single years are official for 2010 and 2015; later tables have 17 age groups. The last single
years are aged to the Stichtag (births included), then each group is scaled to its official
number. Births of years without a count follow the schedule of fertility, times one national
factor a year that makes all groups of all Stichtage fit best.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from dkbm.kennzahlen.vorausberechnung.altersjahre import ALTERSGRUPPEN, Feld, to_altersgruppen
from dkbm.kennzahlen.vorausberechnung.fruchtbarkeit import estimate_niveau as estimate_fruchtbarkeit
from dkbm.kennzahlen.vorausberechnung.fruchtbarkeit import schedule
from dkbm.kennzahlen.vorausberechnung.geburtenreihe import estimate_geburten
from dkbm.kennzahlen.vorausberechnung.lage import Lage
from dkbm.kennzahlen.vorausberechnung.modell import Raten, project
from dkbm.kennzahlen.vorausberechnung.sterblichkeit import estimate_sterblichkeit
from dkbm.kennzahlen.vorausberechnung.wanderung import estimate_abweichung, profile

__all__ = ["Reihe", "rebuild"]


class Reihe(NamedTuple):
    """Stocks by year, shape ``(K, 2, 76)`` each, and Germany's net migration rate by year."""

    bestaende: Mapping[int, Feld]
    saldo: Mapping[int, float]

    @property
    def jahr(self) -> int:
        """Year of the last stock, at which a projection starts."""
        return max(self.bestaende)


def rebuild(lage: Lage) -> Reihe:
    """Return all stocks by single year of age, and the national net migration of all years.

    Net migration of years without a count is what the population of two Stichtage leaves when
    births and deaths are taken off; a new Zensus between them is part of it.
    """
    saldo = _count_saldo(lage)
    geschaetzt = _estimate_national(lage, saldo)
    bestaende: dict[int, Feld] = {}
    for jahr in sorted({*lage.altersjahre, *lage.altersgruppen}):
        if jahr in lage.altersjahre:
            bestaende[jahr] = lage.altersjahre[jahr]
        elif bestaende:
            bestand, rate = _carry(lage, bestaende, jahr, geschaetzt)
            bestaende[jahr] = bestand
            saldo |= dict.fromkeys(range(max(saldo, default=jahr - 1) + 1, jahr + 1), rate)
    return Reihe(bestaende, saldo)


def _count_saldo(lage: Lage) -> dict[int, float]:
    return {
        jahr: float(np.nansum(saldo) / np.nansum(lage.bevoelkerung[jahr]))
        for jahr, saldo in lage.wanderungssaldo.items()
        if jahr in lage.bevoelkerung
    }


def _estimate_national(lage: Lage, saldo: Mapping[int, float]) -> dict[int, float]:
    gezaehlt = {jahr: float(np.nansum(feld)) for jahr, feld in lage.geburten.items()}
    gruppen = {
        jahr: np.nansum(feld, axis=0)
        for jahr, feld in lage.altersgruppen.items()
        if jahr not in lage.altersjahre
    }
    if not gezaehlt or not gruppen:
        return {}
    langfristig = float(np.mean([*saldo.values()])) if saldo else 0.0
    return estimate_geburten(gezaehlt, gruppen, langfristig * profile()[0])


def _carry(
    lage: Lage, bestaende: Mapping[int, Feld], jahr: int, national: Mapping[int, float]
) -> tuple[Feld, float]:
    """Age the last stock to ``jahr`` and scale it to its groups; also return net migration."""
    letztes = max(bestaende)
    start = bestaende[letztes]
    abweichung = estimate_abweichung(lage.until(letztes), bestaende)
    jahre = range(letztes + 1, jahr + 1)
    ueberleben, ueberleben_geburt = estimate_sterblichkeit(lage, start)
    niveau = estimate_fruchtbarkeit(lage.until(letztes), start, letztes)
    fruchtbarkeit = niveau[:, None] * schedule()
    raten = Raten(
        ueberleben,
        ueberleben_geburt,
        np.broadcast_to(fruchtbarkeit, (len(jahre), *fruchtbarkeit.shape)),
        np.broadcast_to(np.expm1(abweichung), (len(jahre), *abweichung.shape)),
    )
    frei = project(start, raten).geburten
    geburten = np.stack([_match(lage, national, j, frei[i]) for i, j in enumerate(jahre)])
    lauf = project(start, replace(raten, geburten=geburten))
    fehlt = np.nansum(lage.altersgruppen[jahr]) - np.nansum(lauf.personen[-1])
    rate = fehlt / len(jahre) / np.nansum(lage.altersgruppen[jahr])
    return _scale(lauf.personen[-1], lage.altersgruppen[jahr]), float(rate)


def _match(lage: Lage, national: Mapping[int, float], jahr: int, frei: Feld) -> Feld:
    """Return the births of a year: counted, or those of the schedule at the national level."""
    faktor = national[jahr] / np.nansum(frei) if jahr in national else 1.0
    gezaehlt = lage.geburten.get(jahr)
    return frei * faktor if gezaehlt is None else np.where(np.isnan(gezaehlt), frei, gezaehlt)


def _scale(personen: Feld, gruppen: Feld) -> Feld:
    """Scale both sexes together so that each age group has its official number."""
    ist = to_altersgruppen(personen.sum(axis=1))
    faktor = np.divide(gruppen, ist, out=np.ones_like(ist), where=ist > 0)
    breiten = [bis - von for von, bis in ALTERSGRUPPEN.values()]
    return np.asarray(personen * np.repeat(faktor, breiten, axis=-1)[:, None, :])
