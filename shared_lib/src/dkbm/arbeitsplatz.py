"""What a notebook works with: the Kommune, its comparison, its years, and the store.

``open_kommune`` is the first call of every chapter. Values come from ``kommune.toml`` unless
the notebook's parameters say otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dkbm.bestand import Bestand, open_bestand
from dkbm.darstellung import Hinweis, Kernaussagen, Tabelle, formulate_aussagen, ueberblick
from dkbm.gebiete import Gebiet, load_register
from dkbm.gebiete.gebiet import BUND
from dkbm.gebiete.vergleich import explain_vergleich
from dkbm.kennzahlen import Ergebnis, Kennzahl, compute, find_kennzahl
from dkbm.kennzahlen.altersaufbau import ALTERSAUFBAU, ALTERSJAHRE
from dkbm.projekt import find_projekt
from dkbm.projekt.zeitraum import check_zeitraum

__all__ = ["Arbeitsplatz", "open_kommune"]

ERSTES_JAHR, LETZTES_JAHR = 1995, 2100


@dataclass(frozen=True)
class Arbeitsplatz:
    """The desk of one chapter.

    Attributes
    ----------
    gebiet
        The Kommune.
    vergleichskommunen
        Comparable Kommunen, in the order of ``kommune.toml``.
    bestand
        Embedded data with the Kommune's own on top.
    von_jahr, bis_jahr
        First and last year to show.
    """

    gebiet: Gebiet
    vergleichskommunen: tuple[Gebiet, ...]
    bestand: Bestand
    von_jahr: int = ERSTES_JAHR
    bis_jahr: int = LETZTES_JAHR

    @property
    def gebiete(self) -> tuple[Gebiet, ...]:
        """Kommune, Land and Deutschland; a Stadtstaat is its own Land and stands once."""
        register = load_register()
        land = () if self.gebiet.typ == "Stadtstaat" else (register[self.gebiet.land_ags],)
        return (self.gebiet, *land, register[BUND])

    def kennzahl(
        self, welche: str | Kennzahl, *, vergleich: bool = False, kreise: bool = False
    ) -> Ergebnis:
        """Compute a Kennzahl for Kommune, Land and Deutschland.

        Parameters
        ----------
        welche
            Id of the registry or an own `Kennzahl`.
        vergleich
            Whether the Vergleichskommunen are computed as well.
        kreise
            Whether all Kreise are computed as well: figures then show their spread.
        """
        kennzahl = find_kennzahl(welche) if isinstance(welche, str) else welche
        andere = self.vergleichskommunen if vergleich or kreise else ()
        alle = load_register().kreise if kreise else ()
        gebiete = tuple(dict.fromkeys((*self.gebiete, *andere, *alle)))
        return compute(
            kennzahl, self.bestand, gebiete, von_jahr=self.von_jahr, bis_jahr=self.bis_jahr
        )

    @property
    def vergleich(self) -> Hinweis:
        """Say whom the Kommune is compared with, and why; changeable in ``kommune.toml``."""
        text = explain_vergleich(self.gebiet, self.vergleichskommunen, load_register())
        return Hinweis("Womit verglichen wird", text, ())

    def altersaufbau(self, *, einzeljahre: bool = False) -> Ergebnis:
        """Compute the age structure by sex, for `dkbm.pyramide`.

        Parameters
        ----------
        einzeljahre
            By single years of age, which few years have; by age groups otherwise.
        """
        return self.kennzahl(ALTERSJAHRE if einzeljahre else ALTERSAUFBAU)

    def kernaussagen(self, *welche: str | Kennzahl) -> Kernaussagen:
        """Write one statement per Kennzahl that has data, with the spread of all Kreise."""
        return formulate_aussagen(*(self.kennzahl(w, kreise=True) for w in welche))

    def ueberblick(self, *welche: str | Kennzahl) -> Tabelle | Hinweis:
        """Show the latest values of several Kennzahlen in one table."""
        return ueberblick(*(self.kennzahl(w) for w in welche))


def open_kommune(
    ags: str = "",
    *,
    vergleichskommunen: Sequence[str] = (),
    von_jahr: int = 0,
    bis_jahr: int = 0,
    ordner: str | Path | None = None,
) -> Arbeitsplatz:
    """Open the desk for the project that the notebook lies in.

    Parameters
    ----------
    ags
        Another Kommune than that of ``kommune.toml``; empty for its own.
    vergleichskommunen
        Keys of Kommunen to compare with; empty for those of ``kommune.toml``.
    von_jahr, bis_jahr
        First and last year to show; 0 for no bound.
    ordner
        Project folder; found from the working directory where omitted.

    Raises
    ------
    DkbmFehler
        If the project, a key or the years do not fit.
    """
    projekt = find_projekt(Path(ordner) if ordner else None)
    einstellungen = projekt.einstellungen
    register = load_register()
    gebiet = register.find_kommune(ags) if ags else einstellungen.gebiet
    keys = vergleichskommunen or einstellungen.vergleich.kommunen
    peers = [register.find_kommune(key) for key in keys]
    bestand = open_bestand(projekt.ordner, gebiet.ags)
    check_zeitraum(bestand, von_jahr, bis_jahr)
    return Arbeitsplatz(
        gebiet,
        tuple(g for g in peers if g != gebiet),
        bestand,
        von_jahr or ERSTES_JAHR,
        bis_jahr or LETZTES_JAHR,
    )
