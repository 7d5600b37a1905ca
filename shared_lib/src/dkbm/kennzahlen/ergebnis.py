"""The result of a Kennzahl for some Gebiete: tidy numbers with definition and origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from dkbm.bestand import Quelle
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen.besonderheiten import Besonderheit
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.sprache.woerter import year_spans

__all__ = ["Ergebnis", "Zelle"]


class Zelle(NamedTuple):
    """One value with what it rests on; ``wert`` is NaN where ``zeichen`` says why."""

    zaehler: float
    nenner: float
    wert: float
    zeichen: str


class _Zellen(Mapping[tuple[str, int, str], Zelle]):
    """Cells that are made for a Gebiet when it is asked for: of 400 a chapter reads a few."""

    def __init__(self, daten: pd.DataFrame) -> None:
        self._daten = daten
        self._nach_gebiet: dict[str, dict[tuple[str, int, str], Zelle]] = {}

    def __getitem__(self, key: tuple[str, int, str]) -> Zelle:
        ags = key[0]
        if ags not in self._nach_gebiet:
            rows = self._daten[self._daten["ags"] == ags]
            werte = zip(*(rows[name].tolist() for name in Zelle._fields), strict=True)
            self._nach_gebiet[ags] = dict(zip(_keys(rows), map(Zelle._make, werte), strict=True))
        return self._nach_gebiet[ags][key]

    def __iter__(self) -> Iterator[tuple[str, int, str]]:
        return _keys(self._daten)

    def __len__(self) -> int:
        return len(self._daten)


def _keys(rows: pd.DataFrame) -> Iterator[tuple[str, int, str]]:
    teile = rows["auspraegung"].tolist() if "auspraegung" in rows else [""] * len(rows)
    return zip(rows["ags"].tolist(), rows["jahr"].tolist(), teile, strict=True)


@dataclass(frozen=True)
class Ergebnis:
    """Values of one Kennzahl.

    Attributes
    ----------
    kennzahl
        The definition.
    daten
        ``ags``, ``jahr``, ``auspraegung`` (if broken down), ``zaehler``, ``nenner``, ``wert``,
        ``zeichen``, ``gebietsstand``; sorted by Gebiet and year. ``wert`` is NaN where a sign
        stands.
    gebiete
        The Gebiete in order of importance: the Kommune first, then Land and Deutschland,
        then others.
    quellen
        The sources of the numbers.
    """

    kennzahl: Kennzahl
    daten: pd.DataFrame
    gebiete: tuple[Gebiet, ...]
    quellen: tuple[Quelle, ...]

    @property
    def kommune(self) -> Gebiet:
        """The Gebiet the report is about."""
        return self.gebiete[0]

    @cached_property
    def werte(self) -> pd.DataFrame:
        """The rows with a number."""
        return self.daten[self.daten["wert"].notna()]

    @property
    def is_empty(self) -> bool:
        """Whether the Kommune has no number at all."""
        return self.of(self.kommune).empty

    @cached_property
    def zellen(self) -> Mapping[tuple[str, int, str], Zelle]:
        """All cells by key of the Gebiet, year and part of the breakdown (empty for none)."""
        return _Zellen(self.daten)

    def of(self, gebiet: Gebiet) -> pd.DataFrame:
        """Return the rows with a number of one Gebiet, by year: to be read, not changed."""
        if gebiet.ags not in self._nach_gebiet:
            self._nach_gebiet[gebiet.ags] = self.werte[self.werte["ags"] == gebiet.ags]
        return self._nach_gebiet[gebiet.ags]

    @cached_property
    def _nach_gebiet(self) -> dict[str, pd.DataFrame]:
        """What `of` found: figures and sentences ask for the same few Gebiete all the time."""
        return {}

    @cached_property
    def jahre(self) -> list[int]:
        """Years in which the Kommune has a number."""
        return sorted(int(jahr) for jahr in self.of(self.kommune)["jahr"].unique())

    def wert(
        self, jahr: int | None = None, gebiet: Gebiet | None = None, auspraegung: str = ""
    ) -> float:
        """Return one value, of the Kommune and its latest year unless named.

        Raises
        ------
        DkbmFehler
            If there is no value, or a part of the breakdown must be named; the message says
            which years or parts there are.
        """
        gebiet = gebiet or self.kommune
        rows = self._pick_part(self.of(gebiet), auspraegung)
        if jahr is None:
            jahr = int(rows["jahr"].max()) if len(rows) else None
        rows = rows[rows["jahr"] == jahr]
        if rows.empty:
            vorhanden = year_spans(self.of(gebiet)["jahr"]) or "keine Jahre"
            raise DkbmFehler(
                f"Für {gebiet.name} liegt zu „{self.kennzahl.name}“ "
                f"{f'im Jahr {jahr} ' if jahr else ''}kein Wert vor.",
                rat=f"Vorhanden sind: {vorhanden}.",
            )
        return float(rows["wert"].iloc[0])

    def _pick_part(self, rows: pd.DataFrame, auspraegung: str) -> pd.DataFrame:
        vorhanden = self.kennzahl.auspraegungen
        if auspraegung not in (vorhanden or {"": ""}):
            raise DkbmFehler(
                f"„{self.kennzahl.name}“ hat keine Ausprägung „{auspraegung}“."
                if auspraegung
                else f"„{self.kennzahl.name}“ ist untergliedert; es fehlt die Ausprägung.",
                rat=f"Möglich sind: {', '.join(vorhanden)}."
                if vorhanden
                else "Bitte die Angabe auspraegung weglassen.",
            )
        return rows[rows["auspraegung"] == auspraegung] if auspraegung else rows

    def besonderheiten(
        self, gebiete: Sequence[Gebiet] | None = None, jahre: Sequence[int] | None = None
    ) -> tuple[Besonderheit, ...]:
        """Return what disturbs values of some Gebiete (all where omitted) and years.

        Marks of boundary changes are in ``gebietsstand``; breaks for all Gebiete in
        ``kennzahl.brueche``.
        """
        if not self.kennzahl.besonderheiten:
            return ()
        gefragt = self.gebiete if gebiete is None else gebiete
        cells = {
            (gebiet.ags, jahr)
            for gebiet in gefragt
            for jahr in self.of(gebiet)["jahr"].unique().tolist()
            if jahre is None or jahr in jahre
        }
        return tuple(
            besonderheit
            for besonderheit in self.kennzahl.besonderheiten
            if any(besonderheit.applies_to(ags, jahr) for ags, jahr in cells)
        )

    def select(self, gebiete: Sequence[Gebiet]) -> Ergebnis:
        """Return the result for fewer Gebiete."""
        keys = [g.ags for g in gebiete]
        return replace(self, gebiete=tuple(gebiete), daten=self.daten[self.daten["ags"].isin(keys)])

    @property
    def gebietsstaende(self) -> list[str]:
        """Marks of converted rows of the Kommune, without the empty one."""
        marks = self.of(self.kommune)["gebietsstand"]
        return sorted({str(mark) for mark in marks} - {""})
