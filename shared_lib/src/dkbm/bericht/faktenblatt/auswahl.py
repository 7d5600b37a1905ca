"""What stands on a Faktenblatt: chosen from the chapters, nothing is written anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dkbm.bericht.kacheln import Kachel, list_kacheln, write_legende
from dkbm.bericht.modell import Bericht, Block, Kapitel
from dkbm.bestand import Quelle
from dkbm.darstellung.herkunft import format_quelle
from dkbm.projekt.gliederung import GESAMT

__all__ = ["Faktenblatt", "build_faktenblaetter"]

_KACHELN, _AUSSAGEN = 4, 3
_KACHELN_GESAMT = 6
_LAENGE = 520
"""Signs of a statement that two pages have room for; generated ones are shorter."""


@dataclass(frozen=True)
class Faktenblatt:
    """One sheet of two pages.

    Attributes
    ----------
    name
        File name without ending: that of the chapter, or ``gesamt``.
    titel
        Title of the chapter; that of the report for the whole.
    kacheln
        Key figures, four of a chapter, the first of each chapter for the whole.
    aussagen
        Key statements: three of a chapter, the first of each chapter for the whole.
    abbildung
        The first time series of the chapter, or its first figure.
    quelle
        Source line of all numbers of the tiles.
    legende
        Whose line is which in the tiles; empty where none has lines.
    """

    name: str
    titel: str
    kacheln: tuple[Kachel, ...]
    aussagen: tuple[str, ...]
    abbildung: Block | None
    quelle: str
    legende: str


def build_faktenblaetter(bericht: Bericht) -> list[Faktenblatt]:
    """Return the sheet of the whole report, then one per chapter; none for an empty chapter."""
    kapitel = [k for k in bericht.kapitel if k.nummer]
    blaetter = [_build_kapitel(bericht, k) for k in kapitel]
    gefuellt = [b for b in blaetter if b.kacheln or b.aussagen or b.abbildung]
    return [_build_gesamt(bericht, kapitel), *gefuellt]


def _build_gesamt(bericht: Bericht, kapitel: Sequence[Kapitel]) -> Faktenblatt:
    kacheln = [k for kap in kapitel for k in list(list_kacheln(kap))[:1]][:_KACHELN_GESAMT]
    aussagen = [a for kap in kapitel for a in _list_aussagen(kap)[:1]][:_KACHELN_GESAMT]
    abbildung = next(filter(None, map(_find_abbildung, kapitel)), None)
    return _build(bericht, GESAMT, bericht.titel, kacheln, aussagen, abbildung)


def _build_kapitel(bericht: Bericht, kapitel: Kapitel) -> Faktenblatt:
    kacheln = list(list_kacheln(kapitel))[:_KACHELN]
    aussagen = _list_aussagen(kapitel)[:_AUSSAGEN]
    abbildung = _find_abbildung(kapitel)
    return _build(bericht, kapitel.name, kapitel.titel, kacheln, aussagen, abbildung)


def _build(
    bericht: Bericht,
    name: str,
    titel: str,
    kacheln: Iterable[Kachel],
    aussagen: Iterable[str],
    abbildung: Block | None,
) -> Faktenblatt:
    kacheln = tuple(kacheln)
    ids = {nummer for kachel in kacheln for nummer in kachel.quellen}
    quellen = [Quelle(**{**q, "fussnoten": ""}) for i, q in bericht.quellen.items() if i in ids]
    return Faktenblatt(
        name=name,
        titel=titel,
        kacheln=kacheln,
        aussagen=tuple(map(_shorten, aussagen)),
        abbildung=abbildung,
        quelle=format_quelle(quellen, berechnet=True) if quellen else "",
        legende=write_legende(kacheln, bericht.name),
    )


def _list_aussagen(kapitel: Kapitel) -> list[str]:
    return [a for block in kapitel.of_type("kernaussagen") for a in block.daten["aussagen"]]


def _find_abbildung(kapitel: Kapitel) -> Block | None:
    alle = kapitel.of_type("abbildung")
    reihen = (block for block in alle if block.daten["daten"]["spalten"][:1] == ["Jahr"])
    return next(reihen, alle[0] if alle else None)


def _shorten(text: str) -> str:
    if len(text) <= _LAENGE:
        return text
    return text[:_LAENGE].rpartition(" ")[0] + " …"
