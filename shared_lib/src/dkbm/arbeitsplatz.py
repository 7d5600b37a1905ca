"""What a notebook works with: the Kommune, its comparison, its years, and the store.

``open_kommune`` is the first call of every chapter. Values come from ``kommune.toml`` unless
the notebook's parameters say otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from IPython.core.getipython import get_ipython
from IPython.display import display

from dkbm.bestand import Bestand, Quelle, open_bestand
from dkbm.darstellung import (
    Abbildung,
    Hinweis,
    Kernaussagen,
    Tabelle,
    formulate_aussagen,
    list_luecken,
    ueberblick,
)
from dkbm.darstellung.ausblick import build_bedarf, build_faecher, build_rueckschau
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet, load_register
from dkbm.gebiete.gebiet import BUND
from dkbm.gebiete.vergleich import explain_vergleich
from dkbm.kennzahlen import Ergebnis, Kennzahl, compute, find_kennzahl
from dkbm.kennzahlen.altersaufbau import ALTERSAUFBAU, ALTERSJAHRE
from dkbm.kennzahlen.vorausberechnung import bedarf, vorausberechnung
from dkbm.kennzahlen.vorausberechnung.rechnung import HORIZONT, Rechnung, compute_rechnung
from dkbm.kennzahlen.vorausberechnung.rueckschau import compare_kommune
from dkbm.projekt import Projekt, find_projekt
from dkbm.projekt.schutz import VERMERK, protect_bestand
from dkbm.projekt.zeitraum import check_zeitraum

__all__ = ["Arbeitsplatz", "open_kommune"]

ERSTES_JAHR, LETZTES_JAHR = 1995, 2100
_WEITEN = (1, 2, 5, 10, 15)
"""Years ahead that the table of needs shows."""


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
    _gerechnet: dict[tuple[int, tuple[Gebiet, ...]], Ergebnis] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What was computed, by the Kennzahl (its identity, own ones may share an id) and Gebiete."""

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

        Returns
        -------
        Ergebnis
            The same object at the next call: to be read, not changed.
        """
        kennzahl = find_kennzahl(welche) if isinstance(welche, str) else welche
        andere = self.vergleichskommunen if vergleich or kreise else ()
        alle = load_register().kreise if kreise else ()
        gebiete = tuple(dict.fromkeys((*self.gebiete, *andere, *alle)))
        key = (id(kennzahl), gebiete)
        if key not in self._gerechnet:
            self._gerechnet[key] = compute(
                kennzahl, self.bestand, gebiete, von_jahr=self.von_jahr, bis_jahr=self.bis_jahr
            )
        return self._gerechnet[key]

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

    def luecken(self, *welche: str | Kennzahl) -> Hinweis:
        """Name in one list what the chapter asked for and does not show, and why.

        Parameters
        ----------
        welche
            Further Kennzahlen to look for, beside all that were computed before.
        """
        for w in welche:
            self.kennzahl(w)
        leere = {id(e.kennzahl): e.kennzahl for e in self._gerechnet.values() if e.is_empty}
        return list_luecken(compute(k, self.bestand, (self.gebiet,)) for k in leere.values())

    def vorausberechnung(self, gruppe: str) -> Abbildung | Hinweis:
        """Draw what model and variants say about an age group, and how far they may be off.

        Parameters
        ----------
        gruppe
            ``u3``, ``3_6``, ``6_10``, ``10_15``, ``15_18``, ``18_25``, ``25_65`` or ``ab_65``.

        Raises
        ------
        DkbmFehler
            If there is no such group.
        """
        rechnung = self._project()
        if isinstance(rechnung, Hinweis):
            return rechnung
        frame = vorausberechnung(self.bestand, self.gebiet.ags, self._horizont(rechnung))
        bekannt = frame[(frame["jahr"] >= self.von_jahr) | (frame["jahr"] >= rechnung.reihe.jahr)]
        return build_faecher(bekannt, self.gebiet, gruppe, self._quellen(rechnung))

    def bedarf(self) -> Tabelle | Hinweis:
        """Show children of Kita age, school entrants, and places needed at today's rate."""
        rechnung = self._project()
        if isinstance(rechnung, Hinweis):
            return rechnung
        start, ende = rechnung.reihe.jahr, self._horizont(rechnung)
        jahre = [start + weite for weite in _WEITEN if start + weite <= ende]
        frame = vorausberechnung(self.bestand, self.gebiet.ags, ende)
        return build_bedarf(
            frame,
            bedarf(self.bestand, self.gebiet, ende),
            self.gebiet,
            [start, *jahre],
            self._quellen(rechnung),
        )

    def rueckschau(self) -> Tabelle | Hinweis:
        """Show how far the model would have been off in the past, here and in all Kreise."""
        rechnung = self._project()
        if isinstance(rechnung, Hinweis):
            return rechnung
        vergleich = compare_kommune(rechnung.rueckschau, self.gebiet.ags)
        return build_rueckschau(vergleich, self.gebiet, self._quellen(rechnung))

    def _project(self) -> Rechnung | Hinweis:
        """Run the model; say in a Hinweis what it lacks."""
        titel = "Vorausberechnung nicht möglich"
        try:
            rechnung = compute_rechnung(self.bestand)
            rechnung.find_kreise(self.gebiet.ags)
        except DkbmFehler as fehler:
            return Hinweis(titel, f"{fehler.was} {fehler.rat}", ())
        if self.bis_jahr <= rechnung.reihe.jahr:
            text = f"Sie beginnt nach {rechnung.reihe.jahr}; gezeigt wird bis {self.bis_jahr}."
            return Hinweis(titel, text, ())
        return rechnung

    def _horizont(self, rechnung: Rechnung) -> int:
        return min(self.bis_jahr, rechnung.reihe.jahr + HORIZONT)

    def _quellen(self, rechnung: Rechnung) -> list[Quelle]:
        return [self.bestand.quellen[nummer] for nummer in rechnung.quellen]


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
    weitere = [g.ags for g in (gebiet, load_register()[gebiet.land_ags], *peers)]
    bestand = protect_bestand(projekt, bestand, weitere)
    _mark_intern(projekt)
    check_zeitraum(bestand, von_jahr, bis_jahr)
    return Arbeitsplatz(
        gebiet,
        tuple(g for g in peers if g != gebiet),
        bestand,
        von_jahr or ERSTES_JAHR,
        bis_jahr or LETZTES_JAHR,
    )


def _mark_intern(projekt: Projekt) -> None:
    """Show the mark below the first cell of an internal notebook: it goes wherever that goes."""
    if projekt.modus == "intern" and get_ipython() is not None:
        text = "Diese Fassung enthält Zahlen, die nicht veröffentlicht werden dürfen."
        display(Hinweis(VERMERK[0].upper() + VERMERK[1:], text, ()))  # type: ignore[no-untyped-call]
