"""Find which Merkmale of a Kommune's own data set add up to which, from the numbers alone.

In own data the parts of a whole are columns beside it (``uebergang_gymnasium`` beside
``klasse_5_aus_grundschule``), and no file says so.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["find_merkmalsummen"]

Zahlen = npt.NDArray[np.float64]
_HOECHSTENS = 12
"""Subsets double with every Merkmal; of more only groups with a common prefix are tried."""


def find_merkmalsummen(merkmale: Sequence[str], tafel: Zahlen) -> list[tuple[str, tuple[str, ...]]]:
    """Return every ``(ganzes, teile)`` that holds in all lines.

    Parameters
    ----------
    merkmale
        Names of the columns.
    tafel
        (lines, columns) counts, NaN where unknown.

    Returns
    -------
    list of (str, tuple of str)
        Of sets that differ only by Merkmale that are always 0, the largest.
    """
    result: list[tuple[str, tuple[str, ...]]] = []
    for ganzes, name in enumerate(merkmale):
        wahl = [i for i in range(len(merkmale)) if i != ganzes]
        gruppen = [wahl] if len(wahl) < _HOECHSTENS else _group_by_prefix(merkmale, wahl)
        for gruppe in gruppen:
            teile = _find_subsets(tafel[:, ganzes], tafel[:, gruppe])
            result += [(name, tuple(merkmale[gruppe[i]] for i in t)) for t in teile]
    return result


def _group_by_prefix(merkmale: Sequence[str], wahl: list[int]) -> list[list[int]]:
    gruppen: dict[str, list[int]] = {}
    for i in wahl:
        gruppen.setdefault(merkmale[i].partition("_")[0], []).append(i)
    return [wahl, *(g for g in gruppen.values() if len(g) > 1)]


def _find_subsets(ganzes: Zahlen, teile: Zahlen) -> list[tuple[int, ...]]:
    """Return the subsets that add up in all lines whose numbers are known, largest first."""
    n = teile.shape[1]
    masken = (
        ((np.arange(1, 2**n)[:, None] >> np.arange(n)) & 1).astype(bool)
        if n < _HOECHSTENS
        else np.ones((1, n), dtype=bool)
    )
    masken = masken[masken.sum(axis=1) > 1]
    bekannt = ~np.isnan(ganzes) & (ganzes > 0)
    passend, belegt = np.ones(len(masken), dtype=bool), np.zeros(len(masken), dtype=int)
    for zeile, summe in zip(teile[bekannt], ganzes[bekannt], strict=True):
        offen = masken[:, np.isnan(zeile)].any(axis=1)
        passend &= offen | (masken @ np.nan_to_num(zeile) == summe)
        belegt += ~offen
    found = masken[passend & (belegt > 0)]
    result: list[tuple[int, ...]] = []
    for maske in found[np.argsort(-found.sum(axis=1), kind="stable")]:
        teil = tuple(map(int, np.flatnonzero(maske)))
        if not any(set(teil) <= set(groesser) for groesser in result):
            result.append(teil)
    return result
