"""The whole projection of a store, once for all Kreise: what every view of it is read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dkbm.bestand import Bestand, open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.gebiete.gebiet import BUND
from dkbm.kennzahlen.vorausberechnung.altersjahre import Feld
from dkbm.kennzahlen.vorausberechnung.bestandsreihe import Reihe, rebuild
from dkbm.kennzahlen.vorausberechnung.lage import Lage, load_lage
from dkbm.kennzahlen.vorausberechnung.rueckschau import aggregate, look_back, measure_spannen
from dkbm.kennzahlen.vorausberechnung.varianten import VARIANTEN, run_variante

__all__ = ["DATENSAETZE", "HORIZONT", "Rechnung", "compute_rechnung"]

HORIZONT = 15
"""Years ahead."""
DATENSAETZE = (
    *("bevoelkerung", "bevoelkerung_alter", "bevoelkerung_altersjahre"),
    *("geburten", "sterbefaelle", "wanderungen"),
)


@dataclass(frozen=True)
class Rechnung:
    """All Kreise, `HORIZONT` years, three variants.

    Attributes
    ----------
    lage
        What the store knows.
    reihe
        Stocks by single year of age, partly estimated.
    laeufe
        Persons on 31.12. of start and following years by variant, shape ``(16, K, 2, 76)``.
    spannen
        Half width of the bands (logarithm) by level, then by years ahead and group.
    rueckschau
        The back-test behind them, see `look_back`.
    quellen
        Numbers of the sources.
    """

    lage: Lage
    reihe: Reihe
    laeufe: Mapping[str, Feld]
    spannen: Mapping[str, pd.DataFrame]
    rueckschau: pd.DataFrame
    quellen: tuple[int, ...]

    def find_kreise(self, ags: str) -> list[int]:
        """Return the places of the Kreise that make up a Gebiet; a Land is the sum of its own.

        Raises
        ------
        DkbmFehler
            If the store lacks the age groups of a Kreis.
        """
        if ags not in load_register():
            raise DkbmFehler(
                f"Ein Gebiet mit dem Schlüssel „{ags}“ gibt es nicht.",
                rat="Bitte einen Kreis (z. B. 08335), ein Land (08) oder DG angeben.",
            )
        praefix = "" if ags == BUND else ags
        orte = [i for i, kreis in enumerate(self.lage.ags) if kreis.startswith(praefix)]
        if len(orte) < sum(g.ags.startswith(praefix) for g in load_register().kreise):
            raise DkbmFehler(
                f"Für {load_register()[ags].name} lässt sich nicht vorausberechnen: Dem "
                "Datenbestand fehlt zu einem Stichtag die Bevölkerung nach Altersgruppen.",
                rat="Bitte die Tabelle 12411-02-03-4 der Regionaldatenbank für alle Kreise "
                "einlesen.",
            )
        return orte

    def spanne(self, ags: str, gruppe: str) -> Feld:
        """Return the half width of the band 0 to `HORIZONT` years ahead, as a logarithm.

        Between tested horizons it is interpolated, beyond the last one it stays.
        """
        ebene = "bund" if ags == BUND else "land" if len(ags) == 2 else "kreis"
        tafel = self.spannen[ebene][gruppe]
        return np.asarray(np.interp(np.arange(HORIZONT + 1), [0, *tafel.index], [0, *tafel]))


_LETZTE: list[tuple[object, Rechnung]] = []


def compute_rechnung(bestand: Bestand | None = None) -> Rechnung:
    """Compute everything for a store (the embedded one where omitted); the last is kept.

    Raises
    ------
    DkbmFehler
        If the store has too few age groups to project anything.
    """
    bestand = bestand or open_bestand()
    schluessel = _identify(bestand)
    if not _LETZTE or _LETZTE[0][0] != schluessel:
        _LETZTE[:] = [(schluessel, _compute(bestand))]
    return _LETZTE[0][1]


def _list_kreise() -> Sequence[str]:
    return [gebiet.ags for gebiet in load_register().kreise]


def _compute(bestand: Bestand) -> Rechnung:
    lage = load_lage(bestand, _list_kreise())
    if not lage.ags or not lage.altersjahre or not lage.wanderungssaldo:
        raise DkbmFehler(
            "Dem Datenbestand fehlt, was eine Vorausberechnung braucht.",
            rat="Nötig sind für alle Kreise 12411-04-02-4 (Altersjahre), 12411-02-03-4 "
            "(Altersgruppen), 12612-01-01-4 (Geburten), 12613-01-01-4 (Sterbefälle) und "
            "12711-05-02-4 (Wanderungen).",
        )
    reihe = rebuild(lage)
    laeufe = {
        name: run_variante(lage, reihe, variante, HORIZONT).personen
        for name, variante in VARIANTEN.items()
    }
    rueckschau = look_back(lage)
    spannen = {
        "kreis": measure_spannen(rueckschau),
        **{e: measure_spannen(aggregate(rueckschau, e)) for e in ("land", "bund")},
    }
    return Rechnung(lage, reihe, laeufe, spannen, rueckschau, _list_quellen(bestand))


def _list_quellen(bestand: Bestand) -> tuple[int, ...]:
    frames = (bestand.load(name, [BUND]) for name in DATENSAETZE)
    return tuple(sorted({int(nummer) for frame in frames for nummer in frame["quelle"].unique()}))


def _identify(bestand: Bestand) -> tuple[object, ...]:
    """Name the content that matters: files of a store never change, own rows are hashed."""
    dateien = tuple(str(bestand.projekt.get(name, "")) for name in DATENSAETZE)
    eigene = tuple(
        int(pd.util.hash_pandas_object(bestand.eigene[name]).sum()) if name in bestand.eigene else 0
        for name in DATENSAETZE
    )
    return str(bestand.ordner), dateien, eigene
