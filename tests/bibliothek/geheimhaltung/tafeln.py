"""Small tables for the tests of this floor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from dkbm.geheimhaltung import Entscheidung, apply_to_frame
from dkbm.geheimhaltung.angriff import Befund, attack, collect_facts


def crosstab(werte: Sequence[Sequence[float]], dims: tuple[str, str] = ("d", "e")) -> pd.DataFrame:
    """Return a two-way table with its totals in the store's long form."""
    innen = np.array(werte, dtype=float)
    voll = np.vstack([innen, innen.sum(axis=0)])
    voll = np.hstack([voll, voll.sum(axis=1, keepdims=True)])
    zeilen = [
        (_code(r, len(voll)), _code(c, voll.shape[1]), voll[r, c])
        for r in range(len(voll))
        for c in range(voll.shape[1])
    ]
    frame = pd.DataFrame(zeilen, columns=[*dims, "wert"])
    return frame.assign(ags="08335", jahr=2024, merkmal="n", zeichen="")


def _code(nummer: int, anzahl: int) -> str:
    return "insgesamt" if nummer == anzahl - 1 else f"c{nummer}"


def attack_published(
    tabellen: dict[str, pd.DataFrame], entscheidung: Entscheidung, schwelle: int
) -> list[Befund]:
    """Attack what the decision leaves of some tables."""
    gezeigt = {d: apply_to_frame(f, d, entscheidung) for d, f in tabellen.items()}
    return attack(collect_facts(gezeigt), schwelle, genau=True)
