"""The registry of Kennzahlen, and the one function that computes them."""

from __future__ import annotations

from collections.abc import Sequence

from dkbm.bestand import Bestand
from dkbm.fehler import DkbmFehler, nearest
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import (
    berufliche_bildung,
    demografie,
    fruehkindliche_bildung,
    schulen,
    weiterbildung,
)
from dkbm.kennzahlen.ergebnis import Ergebnis
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.vorrat import berechne, fill_vorrat
from dkbm.kern.ruecksetzen import on_reset

__all__ = [
    "KAPITEL",
    "compute",
    "compute_vorrat",
    "explain",
    "find_kennzahl",
    "list_kennzahlen",
    "register_kennzahl",
]

KAPITEL = {
    "Demografie": demografie.KENNZAHLEN,
    "Frühkindliche Bildung": fruehkindliche_bildung.KENNZAHLEN,
    "Schulen": schulen.KENNZAHLEN,
    "Berufliche Bildung": berufliche_bildung.KENNZAHLEN,
    "Weiterbildung": weiterbildung.KENNZAHLEN,
}
"""The Kennzahlen by chapter, in the order of the course of life."""
_REGISTER: dict[str, Kennzahl] = {
    kennzahl.id: kennzahl for kennzahlen in KAPITEL.values() for kennzahl in kennzahlen
}


_MITGELIEFERT = dict(_REGISTER)


@on_reset
def _forget_own() -> None:
    """Take back what a notebook registered: the next one may run in the same kernel."""
    _REGISTER.clear()
    _REGISTER.update(_MITGELIEFERT)


def list_kennzahlen() -> list[Kennzahl]:
    """Return all Kennzahlen in the order of the course of life."""
    return list(_REGISTER.values())


def find_kennzahl(id_: str) -> Kennzahl:
    """Return a Kennzahl by its id.

    Raises
    ------
    DkbmFehler
        If there is none; the message names the nearest.
    """
    if id_ in _REGISTER:
        return _REGISTER[id_]
    aehnlich = nearest(id_, _REGISTER) or list(_REGISTER)[:5]
    raise DkbmFehler(
        f"Eine Kennzahl „{id_}“ gibt es nicht.", rat=f"Am nächsten liegen: {', '.join(aehnlich)}."
    )


def explain(welche: str | Kennzahl) -> Kennzahl:
    """Return a Kennzahl by its id, to be shown: a notebook prints its whole description."""
    return find_kennzahl(welche) if isinstance(welche, str) else welche


def register_kennzahl(kennzahl: Kennzahl) -> Kennzahl:
    """Add an own Kennzahl for this session; an own one may replace one of the same id."""
    _REGISTER[kennzahl.id] = kennzahl
    return kennzahl


def compute_vorrat() -> None:
    """Compute what is the same for every Kommune now: worth it where many follow."""
    fill_vorrat(list_kennzahlen())


def compute(
    kennzahl: Kennzahl,
    bestand: Bestand,
    gebiete: Sequence[Gebiet],
    *,
    von_jahr: int = 0,
    bis_jahr: int = 9999,
) -> Ergebnis:
    """Compute a Kennzahl for some Gebiete and years (both ends included)."""
    frame = berechne(kennzahl, bestand, [g.ags for g in gebiete])
    frame = frame[frame["jahr"].between(von_jahr, bis_jahr)]
    if not kennzahl.auspraegungen:
        frame = frame.drop(columns="auspraegung", errors="ignore")
    numbers = sorted({nummer for teil in frame["quellen"].unique() for nummer in teil})
    keys = [key for key in ("ags", "jahr", "auspraegung") if key in frame.columns]
    spalten = [*keys, "zaehler", "nenner", "wert", "zeichen", "gebietsstand"]
    daten = frame[spalten].sort_values(keys, ignore_index=True)
    return Ergebnis(kennzahl, daten, tuple(gebiete), tuple(bestand.quellen[n] for n in numbers))
