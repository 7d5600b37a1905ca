"""The outlines of the Kreise, simplified for maps of the whole country."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

__all__ = ["Umrisse", "load_umrisse"]


@dataclass(frozen=True)
class Umrisse:
    """Outlines in an equal-area projection.

    Attributes
    ----------
    quelle
        Attribution to print below every map.
    kreise
        Rings by key of the Kreis; each an array of shape (points, 2). Inner rings are holes.
    """

    quelle: str
    kreise: dict[str, tuple[NDArray[np.float64], ...]]


@cache
def load_umrisse() -> Umrisse:
    """Load the embedded outlines (written by ``scripts/build_umrisse.py``)."""
    text = files("dkbm.darstellung").joinpath("daten/umrisse.json").read_text(encoding="utf-8")
    roh = json.loads(text)
    return Umrisse(
        roh["quelle"],
        {
            ags: tuple(np.array(ring, dtype=float).reshape(-1, 2) for ring in rings)
            for ags, rings in roh["kreise"].items()
        },
    )
