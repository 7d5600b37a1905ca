"""What rounding of a number leaves to know, by its source's notes or by the numbers themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dkbm.geheimhaltung.felder import Schluessel

__all__ = ["find_official_rounding", "is_too_narrow"]

_AB, _ANTEIL = 30, 0.95
"""So many positive numbers of a Land and year, and this share of multiples, give rounding away."""
_GESCHAETZT = 1.0
"""An attacker is taken to know estimated numbers as well as whole numbers allow."""


def find_official_rounding(
    zahlen: Iterable[tuple[Schluessel, float]], fussnoten: Sequence[Mapping[str, Any]]
) -> dict[Schluessel, float]:
    """Return how far off the numbers of an office may be, for those it has rounded.

    A number with a fraction is estimated from that of a split Kreis, and no count.

    Parameters
    ----------
    zahlen
        Published numbers.
    fussnoten
        What the notes say: ``datensaetze``, ``laender``, first year ``ab`` and ``basis``.
    """
    gruppen: dict[tuple[str, str, int], list[tuple[Schluessel, float]]] = defaultdict(list)
    alle = list(zahlen)
    for key, wert in alle:
        gruppen[key.datensatz, key.ags[:2], key.jahr].append((key, wert))
    result = {key: _GESCHAETZT for key, wert in alle if wert % 1}
    for (datensatz, land, jahr), teil in gruppen.items():
        basis = next(
            (
                int(n["basis"])
                for n in fussnoten
                if datensatz in n["datensaetze"] and land in n["laender"] and jahr >= n["ab"]
            ),
            0,
        ) or _measure([wert for _, wert in teil])
        if basis:
            result |= {key: float(basis // 2) for key, _ in teil}
    return result


def _measure(werte: list[float]) -> int:
    positiv = [w for w in werte if w > 0]
    if len(positiv) < _AB:
        return 0
    return next(
        (b for b in (5, 3) if sum(w % b == 0 for w in positiv) >= _ANTEIL * len(positiv)), 0
    )


def is_too_narrow(
    spanne: tuple[float, float], allein: tuple[float, float], schwelle: float, *, null_harmlos: bool
) -> bool:
    """Say whether more is known of a rounded cell than its rounding alone tells, to its harm.

    A number that must lie at the threshold or above could have been shown as it is, and so
    could a zero where zeros are shown. Of all others at least so many numbers must stay
    possible as the threshold says, or as many as the rounding leaves where these are fewer:
    behind a 0 of base 3 there are 0 and 1. Somebody counted in the cell knows of one.

    Parameters
    ----------
    spanne
        Smallest and largest possible number.
    allein
        The same from the printed number alone.
    """
    unten, oben = spanne
    if unten >= schwelle or (oben < 1 and null_harmlos):
        return False
    return any(
        oben - max(unten, selbst) < min(schwelle - 1, allein[1] - max(allein[0], selbst))
        for selbst in (0.0, 1.0)
    )
