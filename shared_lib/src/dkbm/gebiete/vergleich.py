"""Which Kommunen are comparable: same kind, nearest in size."""

from __future__ import annotations

import math

from dkbm.gebiete.gebiet import Gebiet
from dkbm.gebiete.register import Register

__all__ = ["select_vergleichskommunen"]


def select_vergleichskommunen(gebiet: Gebiet, register: Register, anzahl: int = 5) -> list[Gebiet]:
    """Choose the Kommunen nearest to ``gebiet`` in kind and size.

    Städte are compared with Städte, (Land-)Kreise with (Land-)Kreise; nearness is the
    ratio of the populations on 31.12.2024, ties go to the smaller key.

    Returns
    -------
    list of Gebiet
        ``anzahl`` Kommunen, nearest first.
    """
    peers = [g for g in register.kreise if g.is_stadt == gebiet.is_stadt and g != gebiet]
    return sorted(peers, key=lambda g: (abs(math.log(g.einwohner / gebiet.einwohner)), g.ags))[
        :anzahl
    ]
