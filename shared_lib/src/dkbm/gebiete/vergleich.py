"""Which Kommunen are comparable: same kind, nearest in size."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dkbm.gebiete.gebiet import Gebiet
from dkbm.gebiete.register import Register

__all__ = ["explain_vergleich", "select_vergleichskommunen"]


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


def explain_vergleich(gebiet: Gebiet, kommunen: Sequence[Gebiet], register: Register) -> str:
    """Say in German whom a Kommune is compared with, and why.

    Parameters
    ----------
    gebiet
        The Kommune.
    kommunen
        Its Vergleichskommunen; the text tells apart those proposed and those chosen by hand.
    """
    if not kommunen:
        return "In kommune.toml sind keine Vergleichskommunen eingetragen."
    namen = [f"{g.name} ({g.einwohner:,})".replace(",", ".") for g in kommunen]
    liste = ", ".join(namen[:-1]) + (" und " if namen[1:] else "") + namen[-1]
    vorschlag = select_vergleichskommunen(gebiet, register, len(kommunen))
    art = "kreisfreien Städte" if gebiet.is_stadt else "Landkreise"
    grund = (
        f"Es sind die {art}, deren Einwohnerzahl am 31.12.2024 der Zahl {gebiet.formen.genitiv} am "
        "nächsten lag; Lage, Wirtschaft und Schulsystem können verschieden sein."
        if set(vorschlag) == set(kommunen)
        else "Sie wurden in kommune.toml ausgewählt."
    )
    return f"Vergleichskommunen (Einwohnerzahl): {liste}. {grund}"
