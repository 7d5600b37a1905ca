"""The map of the portal: all Kreise, coloured by what came of them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from dkbm.darstellung.umrisse import load_umrisse
from dkbm.gebiete import load_register

__all__ = ["draw_karte"]

MINDESTENS = 20
"""With fewer Kommunen a map shows nothing that the table does not."""
_BESCHREIBUNG = "Karte der Kreise nach Status; dieselben Angaben stehen in der Tabelle."


def draw_karte(stati: Mapping[str, str]) -> Markup:
    """Draw the map as SVG; empty for few Kommunen.

    Parameters
    ----------
    stati
        Status by key of the Kreis; Kreise that take no part stay grey.

    Returns
    -------
    markupsafe.Markup
        One path per Kreis with a title; colours are left to the style sheet.
    """
    if len(stati) < MINDESTENS:
        return Markup("")
    register = load_register()
    # Outlines are drawn with north at greater values, SVG has it at smaller ones.
    kreise = {k: [ring * (1, -1) for ring in r] for k, r in load_umrisse().kreise.items()}
    ecken = np.concatenate([ring for ringe in kreise.values() for ring in ringe])
    links, oben = ecken.min(axis=0)
    breite, hoehe = np.ptp(ecken, axis=0)
    teile = [
        Markup('<path class="{}" d="{}"><title>{}: {}</title></path>').format(
            stati.get(ags, "ohne"),
            "".join(_draw_ring(ring) for ring in ringe),
            register[ags].name,
            stati.get(ags, "nicht dabei"),
        )
        for ags, ringe in kreise.items()
    ]
    kopf = Markup('<svg viewBox="{:.0f} {:.0f} {:.0f} {:.0f}" role="img" aria-label="{}">').format(
        links,
        oben,
        breite,
        hoehe,
        _BESCHREIBUNG,
    )
    return kopf + Markup("").join(teile) + Markup("</svg>")


def _draw_ring(ring: NDArray[np.float64]) -> str:
    """Return a closed path with short relative steps."""
    punkte = np.rint(ring).astype(int)
    schritte = np.diff(punkte, axis=0)
    zug = "".join(f"{x} {y} " for x, y in schritte)
    return f"M{punkte[0][0]} {punkte[0][1]}l{zug.rstrip()}z"
