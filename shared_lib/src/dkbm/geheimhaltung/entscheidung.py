"""The one decision of a run, and how it is carried into tables and results."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from dkbm.geheimhaltung.aufbau import build_system
from dkbm.geheimhaltung.felder import Beziehung, Feldsystem, Schluessel, to_schluessel
from dkbm.geheimhaltung.primaer import apply_primary
from dkbm.geheimhaltung.regeln import Regelwerk
from dkbm.geheimhaltung.rundung import Gerundet, round_additive, round_each
from dkbm.geheimhaltung.sperrung import suppress
from dkbm.kennzahlen import Ergebnis

__all__ = [
    "ZEICHEN",
    "Entscheidung",
    "Herkunft",
    "apply_to_ergebnis",
    "apply_to_frame",
    "list_schluessel",
    "protect",
]

ZEICHEN = "."
"""Sign of a hidden number: the official one for unknown or secret. One sign for all reasons,
since a sign of its own for primary cells would tell that the number is small."""
_KEINE_GLIEDERUNG = {
    *("ags", "gebiet", "jahr", "bis", "merkmal", "wert", "zeichen", "gebietsstand", "quelle"),
    *("einheit", "quellen", "beitraege", "regel"),
}
Herkunft = Callable[[str, int, str], tuple[Iterable[Schluessel], Iterable[Schluessel]]]
"""From Gebiet, year and part of a breakdown to the cells of numerator and denominator."""


@dataclass(frozen=True)
class Entscheidung:
    """What is hidden in a run.

    Attributes
    ----------
    gesperrt
        Hidden cells with the rule's name. For the record only: that a cell is primary tells
        that it is small, so the name of its rule is as secret as its value.
    gerundet
        Cells that appear rounded, with the number shown.
    spielraum
        The same cells, with how far the true number may lie from the one shown.
    titel
        Data set to the policy's title, for notes below tables and figures; it promises sums
        that hold only where all of them do.
    ungeschuetzt
        Cells that what is known already gives away, with the width that can be reached.
    genaehert, teile
        Number of linked parts with hidden cells, and of those whose loss is not proven least.
    verlust_felder, verlust_summe
        Hidden share of cells and of their sum.
    widersprueche
        Number of relations the source's own numbers contradict.
    """

    gesperrt: Mapping[Schluessel, str]
    gerundet: Mapping[Schluessel, float] = field(default_factory=dict)
    spielraum: Mapping[Schluessel, float] = field(default_factory=dict)
    titel: Mapping[str, str] = field(default_factory=dict)
    ungeschuetzt: Mapping[Schluessel, float] = field(default_factory=dict)
    teile: int = 0
    genaehert: int = 0
    verlust_felder: float = 0.0
    verlust_summe: float = 0.0
    widersprueche: int = 0

    def hides(self, keys: Iterable[Schluessel]) -> bool:
        """Whether a number that rests on these cells must not appear."""
        return any(key in self.gesperrt for key in keys)

    def note(self, datensatz: str) -> str:
        """Return the German note that explains the signs of a data set, safe to publish."""
        titel = self.titel.get(datensatz, self.titel.get("*", ""))
        return f"„{ZEICHEN}“: Zahlenwert geheim zu halten ({titel})." if titel else ""


def protect(
    tabellen: Mapping[str, pd.DataFrame],
    regeln: Regelwerk,
    *,
    kern: Iterable[Schluessel] = (),
    frueher: Iterable[Schluessel] = (),
) -> Entscheidung:
    """Take the decision for all linked cells of a run, once.

    Parameters
    ----------
    tabellen
        Data set to all rows that any output of the run shows or rests on, as `Bestand.load`
        returns them.
    kern
        Cells that Kernaussagen use: they are kept where anything else will do.
    frueher
        Cells that an earlier edition shows: known to everybody, they cannot be hidden.

    Returns
    -------
    Entscheidung
        Same input, same decision.
    """
    system, widersprueche = build_system(tabellen, regeln, kern=kern, bekannt=frueher)
    ergebnis = suppress(system, regeln, apply_primary(system, regeln))
    keys = [feld.schluessel for feld in system.felder]
    gesperrt = {keys[i]: regel for i, regel in ergebnis.regel.items()}
    # A data set named differently in another one stands for the same cells.
    for fremd, eigen in regeln.gleich.items():
        for key, regel in list(gesperrt.items()):
            if (key.datensatz, key.merkmal) == eigen:
                gesperrt[key._replace(datensatz=fremd[0], merkmal=fremd[1])] = regel
    titel = {"*": regeln.profil("*").titel} | {d: regeln.profil(d).titel for d in tabellen}
    gerundet, spielraum, ersatz = _round(system, regeln)
    return Entscheidung(
        gesperrt=gesperrt,
        gerundet=gerundet,
        spielraum=spielraum,
        titel=titel | ersatz,
        ungeschuetzt={keys[i]: breite for i, breite in ergebnis.ungeschuetzt.items()},
        teile=ergebnis.teile,
        genaehert=ergebnis.genaehert,
        verlust_felder=ergebnis.verlust_felder,
        verlust_summe=ergebnis.verlust_summe,
        widersprueche=len(widersprueche),
    )


def _round(
    system: Feldsystem, regeln: Regelwerk
) -> tuple[dict[Schluessel, float], dict[Schluessel, float], dict[str, str]]:
    """Return cells with the number shown and its distance from the true one, and other titles."""
    werte: dict[Schluessel, float] = {}
    spielraum: dict[Schluessel, float] = {}
    titel: dict[str, str] = {}
    for verfahren in ("runden3", "runden5", "kontrolliert3", "kontrolliert5"):
        wahl = [
            i
            for i, f in enumerate(system.felder)
            if regeln.profil(f.schluessel.datensatz.rstrip("*")).verfahren == verfahren
        ]
        if not wahl:
            continue
        teil, basis = _restrict(system, wahl), int(verfahren[-1])
        gerundet = _apply_rounding(teil, verfahren, basis)
        for f, w, s in zip(teil.felder, gerundet.werte, gerundet.spielraum, strict=True):
            if not f.implizit and not math.isnan(w):
                werte[f.schluessel], spielraum[f.schluessel] = float(w), float(s)
                if not gerundet.additiv:
                    titel[f.schluessel.datensatz] = f"Rundung auf Vielfache von {basis}"
    return werte, spielraum, titel


def _apply_rounding(teil: Feldsystem, verfahren: str, basis: int) -> Gerundet:
    if verfahren.startswith("kontrolliert"):
        return round_additive(teil, basis)
    werte = round_each(teil.werte, basis)
    return Gerundet(werte, np.full(len(werte), float(basis // 2)), additiv=True)


def _restrict(system: Feldsystem, wahl: list[int]) -> Feldsystem:
    neu = {alt: i for i, alt in enumerate(wahl)}
    rows = tuple(
        Beziehung(
            tuple(neu[f] for f in b.felder if f in neu), b.koeffizienten, b.unten, b.oben, b.art
        )
        for b in system.beziehungen
        if all(f in neu for f in b.felder)
    )
    return Feldsystem(tuple(system.felder[i] for i in wahl), rows)


def list_schluessel(frame: pd.DataFrame, datensatz: str) -> list[Schluessel]:
    """Return the key of each row of a tidy table."""
    gliederungen = [str(c) for c in frame.columns if c not in _KEINE_GLIEDERUNG]
    keys = []
    for row in frame.to_dict("records"):
        codes = {g: str(row[g]) for g in gliederungen if isinstance(row[g], str)}
        merkmal, jahr = str(row.get("merkmal", datensatz)), int(row["jahr"])
        bis = int(row.get("bis") or jahr)
        keys.append(to_schluessel(datensatz, merkmal, str(row["ags"]), jahr, codes, bis))
    return keys


def apply_to_frame(frame: pd.DataFrame, datensatz: str, entscheidung: Entscheidung) -> pd.DataFrame:
    """Return a tidy table with hidden numbers NaN and the sign, rounded ones rounded.

    A rounded zero is shown as the number 0, never as the sign of an empty cell.

    Returns
    -------
    pandas.DataFrame
        As given, with ``regel``: the policy's title at each hidden or rounded cell.
    """
    keys = list_schluessel(frame, datensatz)
    weg = np.array([key in entscheidung.gesperrt for key in keys], dtype=bool)
    rund = np.array([entscheidung.gerundet.get(key, math.nan) for key in keys])
    result = frame.copy()
    result["wert"] = np.where(weg, np.nan, np.where(np.isnan(rund), frame["wert"], rund))
    result["zeichen"] = frame["zeichen"].astype(object).mask(weg, ZEICHEN)
    # Beside „-“ for nobody a rounded 0 would mean somebody: all zeros must look alike.
    null = ~np.isnan(rund) & (frame["zeichen"] == "-").to_numpy()
    result["zeichen"] = result["zeichen"].mask(null, "")
    titel = entscheidung.titel.get(datensatz, entscheidung.titel.get("*", ""))
    result["regel"] = np.where(weg | ~np.isnan(rund), titel, "")
    return result


def apply_to_ergebnis(
    ergebnis: Ergebnis, entscheidung: Entscheidung, herkunft: Herkunft
) -> Ergebnis:
    """Return the result without the numbers that rest on a hidden cell.

    A rate, an index or a mean is hidden with any of its cells: from the rate and the other
    number the hidden one could be recomputed.

    Parameters
    ----------
    herkunft
        Names the cells behind numerator and denominator of a row.

    Returns
    -------
    Ergebnis
        In hidden rows ``zaehler``, ``nenner`` and ``wert`` are NaN, ``zeichen`` is `ZEICHEN`,
        and ``regel`` names the policy (never whether the cell itself is small).
    """
    daten = ergebnis.daten
    teile = daten["auspraegung"] if "auspraegung" in daten else [""] * len(daten)
    weg, titel = [], []
    for ags, jahr, teil in zip(daten["ags"], daten["jahr"], teile, strict=True):
        oben, unten = (list(k) for k in herkunft(str(ags), int(jahr), str(teil)))
        weg.append(entscheidung.hides([*oben, *unten]))
        datensatz = (oben or unten)[0].datensatz if oben or unten else "*"
        titel.append(entscheidung.titel.get(datensatz, entscheidung.titel.get("*", "")))
    maske = np.array(weg, dtype=bool)
    neu = daten.copy()
    for spalte in ("zaehler", "nenner", "wert"):
        neu[spalte] = neu[spalte].mask(maske)
    neu["zeichen"] = neu["zeichen"].astype(object).mask(maske, ZEICHEN)
    neu["regel"] = np.where(maske, titel, "")
    return replace(ergebnis, daten=neu)
