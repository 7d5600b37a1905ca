"""Which Kommunen a rollout has where no roster names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dkbm.fehler import DkbmFehler, nearest
from dkbm.gebiete import load_register
from dkbm.rollout.auftrag import Auftrag, Optionen
from dkbm.rollout.journal import JOURNAL, read_journal

__all__ = ["LAENDER", "build_plan", "read_begun"]

LAENDER = {
    **{"SH": "01", "HH": "02", "NI": "03", "HB": "04", "NW": "05", "HE": "06", "RP": "07"},
    **{"BW": "08", "BY": "09", "SL": "10", "BE": "11", "BB": "12", "MV": "13", "SN": "14"},
    **{"ST": "15", "TH": "16"},
}
"""Usual short names of the Länder; North Rhine-Westphalia also writes NRW."""


def build_plan(
    *, alle: bool = False, laender: Sequence[str] = (), kommunen: Sequence[str] = ()
) -> list[Auftrag]:
    """Choose Kommunen without a roster: all, those of some Länder, or some by AGS or name.

    Raises
    ------
    DkbmFehler
        If a Land or Kommune is unknown.
    """
    register = load_register()
    keys = {_find_land(land) for land in laender}
    chosen = [g for g in register.kreise if alle or g.land_ags in keys]
    chosen += [register.find_kommune(suche) for suche in kommunen]
    return [Auftrag(gebiet.ags) for gebiet in dict.fromkeys(chosen)]


def _find_land(suche: str) -> str:
    register = load_register()
    text = suche.strip()
    kurz = {**LAENDER, "NRW": "05"}
    names = {land.kurzname.casefold(): land.ags for land in register.laender}
    key = kurz.get(text.upper()) or names.get(text.casefold()) or text
    if key not in {land.ags for land in register.laender}:
        aehnlich = nearest(text, [*kurz, *(land.kurzname for land in register.laender)], 2)
        raise DkbmFehler(
            f"Ein Land „{text}“ gibt es nicht.",
            rat=f"Gemeint ist wohl {' oder '.join(aehnlich)}."
            if aehnlich
            else f"Möglich sind: {', '.join(LAENDER)}.",
        )
    return key


def read_begun(ziel: Path) -> tuple[list[Auftrag], Optionen]:
    """Return the jobs of the last run that was begun in a target folder, and its options.

    Raises
    ------
    DkbmFehler
        If there was none, or another version of the kit wrote its journal.
    """
    begun = [row for row in read_journal(ziel) if row.get("schritt") == "begonnen"]
    if not begun:
        raise DkbmFehler(
            "Hier wurde noch kein Rollout begonnen.",
            wo=str(ziel),
            rat="Bitte mit einer Liste, --alle, --land oder --ags beginnen.",
        )
    try:
        auftraege = [Auftrag(**_with_tuple(row, "kapitel")) for row in begun[-1]["auftraege"]]
        optionen = Optionen(ziel, **_with_tuple(begun[-1]["optionen"], "formate"))
    except (KeyError, TypeError) as error:
        raise DkbmFehler(
            "Diesen Rollout hat eine andere Fassung des Kits begonnen; ihr Journal passt nicht.",
            wo=str(ziel / JOURNAL),
            rat="Bitte statt --weiter die Liste, --alle, --land oder --ags noch einmal angeben.",
        ) from error
    return auftraege, optionen


def _with_tuple(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return what JSON kept of a dataclass: it has lists only."""
    return {**row, name: tuple(row[name])}
