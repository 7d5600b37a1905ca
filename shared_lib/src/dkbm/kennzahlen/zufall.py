"""Whether a change exceeds what chance alone would give.

A full count has no sampling error. Yet the number of children who leave school without a
degree would differ a little from year to year even if nothing had changed: the count is one
outcome of a process. A change is named only where it leaves that range behind (5 % error).

Models: a share of a whole is binomial (Newcombe's interval from two Wilson intervals); a count
or a rate whose numerator is no part of the denominator is Poisson (conditional binomial test).

References
----------
Newcombe (1998), Statistics in Medicine 17, 873-890, method 10;
Przyborowski and Wilenski (1940), Biometrika 31, 313-323.
"""

from __future__ import annotations

import math
from typing import Literal

from scipy.stats import binomtest

from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.kennzahlen.kennzahl import Kennzahl

__all__ = [
    "KLEINER_NENNER",
    "METHODE",
    "Urteil",
    "explain_offen",
    "has_small_nenner",
    "judge_change",
]

Urteil = Literal["gestiegen", "gesunken", "unveraendert", "offen"]
"""``offen``: there are no counts of cases that a test could rest on."""

KLEINER_NENNER = 30
"""Rates with fewer cases below the line are marked."""
NIVEAU = 0.95

METHODE = (
    "Gestiegen oder gesunken heißt ein Wert nur, wenn die Veränderung größer ist, als es der "
    "Zufall erwarten lässt (Irrtumswahrscheinlichkeit 5 %); sonst heißt er nahezu unverändert. "
    "Liegen die Werte dabei um mehr als ein Zehntel auseinander, sagt der Satz stattdessen, dass "
    "der Unterschied Zufall sein kann. "
    "Anteile werden als binomialverteilt behandelt (Konfidenzintervall der Differenz nach "
    "Newcombe), Anzahlen und Raten als poissonverteilt (bedingter Binomialtest). Das gilt auch "
    "für Vollerhebungen: Sie kennen keinen Stichprobenfehler, aber Ereignisse wie ein "
    "Schulabgang schwanken von Jahr zu Jahr, ohne dass sich etwas geändert hat, und kleine "
    "Zahlen schwanken im Verhältnis stärker. Wo die Quelle nur Quoten ohne Fallzahlen "
    "veröffentlicht, bei Salden, bei Werten, die keine Fälle zählen (Euro, Unterrichtsstunden, "
    "Mediane, Summen von Quoten), und über einen Bruch der Reihe hinweg wird die Veränderung "
    "genannt, aber nicht als Anstieg oder Rückgang bezeichnet. Ob eine Veränderung bedeutsam "
    "ist, sagt die Regel nicht: In großen Gebieten überschreiten auch kleine Veränderungen den "
    f"Zufall. Werte mit einem Nenner unter {KLEINER_NENNER} sind gekennzeichnet."
)
"""The rule in words, for the methods annex of every report."""


def judge_change(kennzahl: Kennzahl, alt: Zelle, neu: Zelle, *, spielraum: float = 0) -> Urteil:
    """Say whether a value has risen, fallen or neither.

    Parameters
    ----------
    kennzahl
        Decides which model fits.
    alt, neu
        Earlier and later cell, with numerator and denominator.
    spielraum
        Largest deviation of each count by rounding in the source (1 for multiples of 3, 2 for
        multiples of 5); the counts are moved together by it before they are compared.
    """
    if math.isnan(alt.wert) or math.isnan(neu.wert):
        return "offen"
    if kennzahl.saldo or not kennzahl.gezaehlt:
        return "offen"
    counts = _read_counts(kennzahl, alt, neu)
    if counts is None:
        return "offen"
    k1, n1, k2, n2 = _move_together(*counts, spielraum)
    is_share = kennzahl.einheit == "%" and k1 <= n1 and k2 <= n2
    if not (_differs_as_share if is_share else _differs_as_rate)(k1, n1, k2, n2):
        return "unveraendert"
    return "gestiegen" if neu.wert > alt.wert else "gesunken"


def explain_offen(kennzahl: Kennzahl) -> str:
    """Say why a change without a break is neither called rise nor fall."""
    if kennzahl.saldo:
        return "nicht zu beurteilen, weil der Wert ein Saldo oder ein Index ist"
    if not kennzahl.gezaehlt:
        return "nicht zu beurteilen, weil der Wert keine Fälle zählt"
    return "ohne Fallzahlen in der Quelle nicht zu beurteilen"


def has_small_nenner(zelle: Zelle) -> bool:
    """Whether the rate rests on fewer than `KLEINER_NENNER` cases below the line."""
    return not math.isnan(zelle.wert) and zelle.nenner < KLEINER_NENNER


def _read_counts(
    kennzahl: Kennzahl, alt: Zelle, neu: Zelle
) -> tuple[float, float, float, float] | None:
    """Return numerator and denominator of both cells; None where the source has no counts."""
    is_count = not kennzahl.einheit and "Index" not in kennzahl.zaehlt
    nenner = (1.0, 1.0) if is_count else (alt.nenner, neu.nenner)
    counts = (alt.zaehler, nenner[0], neu.zaehler, nenner[1])
    if any(math.isnan(count) or count < 0 for count in counts) or min(nenner) <= 0:
        return None
    return counts


def _move_together(
    k1: float, n1: float, k2: float, n2: float, spielraum: float
) -> tuple[float, float, float, float]:
    if not spielraum:
        return k1, n1, k2, n2
    sign = 1 if k2 / n2 > k1 / n1 else -1
    k1, k2 = max(k1 + sign * spielraum, 0), max(k2 - sign * spielraum, 0)
    crossed = (k2 / n2 - k1 / n1) * sign <= 0
    return (1.0, 1.0, 1.0, 1.0) if crossed else (k1, n1, k2, n2)


def _differs_as_share(k1: float, n1: float, k2: float, n2: float) -> bool:
    """Whether Newcombe's interval for the difference of two shares excludes zero."""
    intervals = []
    for k, n in ((k1, n1), (k2, n2)):
        ci = binomtest(round(k), round(n)).proportion_ci(NIVEAU, method="wilson")
        intervals.append((k / n, float(ci.low), float(ci.high)))
    (p1, l1, u1), (p2, l2, u2) = intervals
    unten = p2 - p1 - math.hypot(p2 - l2, u1 - p1)
    oben = p2 - p1 + math.hypot(u2 - p2, p1 - l1)
    return unten > 0 or oben < 0


def _differs_as_rate(k1: float, n1: float, k2: float, n2: float) -> bool:
    """Whether two Poisson counts differ, given what they are counted on."""
    total = round(k1) + round(k2)
    if not total:
        return False
    return bool(binomtest(round(k2), total, n2 / (n1 + n2)).pvalue < 1 - NIVEAU)
