"""One table as the checks see it, whether it comes from the store or from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from dkbm.bestand import Bestand
from dkbm.bestand.abgleich import WERTE
from dkbm.bestand.ablage import read_parquet
from dkbm.bestand.aufnahme import tidy_table
from dkbm.bestand.gebietsstand import convert_gebietsstand
from dkbm.pruefung.grenzen import Grenzen
from dkbm.quellen.katalog import load_katalog
from dkbm.quellen.rohtabelle import Rohtabelle

__all__ = [
    "ANTEIL",
    "ANZAHL",
    "INSGESAMT",
    "VERHAELTNIS",
    "Pruefling",
    "from_bestand",
    "from_datei",
    "list_schichten",
]

ANZAHL, ANTEIL, VERHAELTNIS = "anzahl", "anteil", "verhaeltnis"
INSGESAMT = "insgesamt"
_MEIST = 0.3
_ORT = ("zeile", "spalte", "einheit", "art")
_EINHEITEN = {"Anzahl": ANZAHL, "Tsd. EUR": ANZAHL, "Prozent": ANTEIL, "%": ANTEIL}


@dataclass(frozen=True)
class Pruefling:
    """One data set of the store, or one table of a file.

    Attributes
    ----------
    datensatz
        Name of the data set.
    daten
        ``ags``, ``jahr``, ``merkmal``, breakdowns, ``wert``, ``zeichen``, ``gebietsstand``,
        ``quelle``, ``zeile``, ``spalte`` (0 where the store does not know), ``einheit`` and
        ``art`` (`ANZAHL`, `ANTEIL` or `VERHAELTNIS`), at today's boundaries.
    schichten
        The tables that lie above each other in the store, or the file as it is.
    roh
        Rows of a file before they were brought to today's boundaries; none for the store.
    tabellen, fussnoten
        Code of the table and its foot, by number of the source.
    datei, blatt
        Where a file lies; empty for the store.
    is_bekannt
        Whether the catalogue knows the table, so that its numbers surely add up over Gebiete.
    """

    datensatz: str
    daten: pd.DataFrame
    schichten: tuple[pd.DataFrame, ...]
    roh: pd.DataFrame | None = None
    tabellen: Mapping[int, str] = field(default_factory=dict)
    fussnoten: Mapping[int, str] = field(default_factory=dict)
    datei: str = ""
    blatt: str = ""
    is_bekannt: bool = True

    @cached_property
    def gliederungen(self) -> list[str]:
        """Names of the breakdown columns."""
        fest = {"ags", "jahr", "merkmal", *WERTE, *_ORT}
        return [spalte for spalte in self.daten.columns if spalte not in fest]

    @cached_property
    def anzahlen(self) -> pd.DataFrame:
        """The rows that hold counts, with ``zahl``: what is known, nothing counted as 0."""
        return _add_zahl(self.daten[self.daten["art"] == ANZAHL])

    @cached_property
    def summenzeilen(self) -> pd.DataFrame:
        """The rows that hold totals over all breakdowns."""
        mask = pd.Series(True, index=self.daten.index)
        for gliederung in self.gliederungen:
            if (self.daten[gliederung] == INSGESAMT).any():
                mask &= self.daten[gliederung] == INSGESAMT
        return self.daten[mask]


def _add_zahl(frame: pd.DataFrame) -> pd.DataFrame:
    nothing = frame["wert"].isna() & frame["zeichen"].isin(["-", "x"])
    return frame.assign(zahl=frame["wert"].mask(nothing, 0.0))


def from_bestand(bestand: Bestand, datensatz: str, grenzen: Grenzen) -> Pruefling:
    """Take a data set out of the store, as its readers see it: own data win."""
    schichten = tuple(
        frame.assign(zeile=0, spalte=0, einheit="").pipe(_add_art, datensatz, grenzen)
        for frame in list_schichten(bestand, datensatz)
    )
    daten = bestand.load(datensatz).assign(zeile=0, spalte=0, einheit="")
    quellen = [bestand.quellen[q] for q in sorted(set(daten["quelle"])) if q in bestand.quellen]
    return Pruefling(
        datensatz,
        _add_art(daten, datensatz, grenzen),
        schichten,
        tabellen={q.id: q.tabelle for q in quellen},
        fussnoten={q.id: q.fussnoten for q in quellen},
        is_bekannt=not datensatz.startswith("tabelle_"),
    )


def from_datei(roh: Rohtabelle, grenzen: Grenzen) -> Pruefling:
    """Take a table out of a file; each cell keeps its place.

    Raises
    ------
    DkbmFehler
        If a known table does not fit its catalogue entry.
    """
    # The number of the cell travels in the place of its value, to find its row and column.
    zellen = roh.daten.reset_index(drop=True)
    nummern = zellen.assign(wert=np.arange(len(zellen), dtype=float))
    datensatz, gliederungen, tidy = tidy_table(replace(roh, daten=nummern))
    nummer = tidy["wert"].astype(int).to_numpy()
    for spalte in ("wert", "zeile", "spalte"):
        tidy[spalte] = zellen[spalte].to_numpy()[nummer]
    roh_frame = tidy.assign(gebietsstand="", quelle=0).astype({"einheit": str, "zeichen": str})
    roh_frame = _add_art(roh_frame, datensatz, grenzen)
    keys = ["ags", "jahr", "merkmal", *gliederungen]
    orte = tidy[[*keys, "zeile", "spalte"]].drop_duplicates(keys)
    daten = convert_gebietsstand(tidy.drop(columns=["zeile", "spalte"]), gliederungen)
    daten = daten[daten["wert"].notna() | ~daten["zeichen"].isin(["", "-"])]
    daten = daten.merge(orte, on=keys, how="left")
    # A converted value has no cell of its own.
    fremd = daten["gebietsstand"] != ""
    for spalte in ("zeile", "spalte"):
        daten[spalte] = daten[spalte].mask(fremd, 0).fillna(0).astype(int)
    einheiten = tidy.drop_duplicates("merkmal").set_index("merkmal")["einheit"].astype(str)
    daten = daten.assign(quelle=0, einheit=daten["merkmal"].map(einheiten).fillna(""))
    return Pruefling(
        datensatz,
        _add_art(daten, datensatz, grenzen),
        (roh_frame,),
        roh_frame,
        {0: roh.code},
        {0: roh.fussnoten},
        roh.datei,
        roh.blatt,
        roh.code in load_katalog()[0],
    )


def list_schichten(bestand: Bestand, datensatz: str) -> list[pd.DataFrame]:
    """Return the layers of a data set from the bottom up: embedded, read in, own."""
    frames = [read_parquet(path) for path in bestand.list_dateien(datensatz)]
    return [*frames, bestand.eigene[datensatz]] if datensatz in bestand.eigene else frames


def _add_art(daten: pd.DataFrame, datensatz: str, grenzen: Grenzen) -> pd.DataFrame:
    """Say what each value is: by its unit, else by the name of its Merkmal."""
    regeln = grenzen.anteile
    namen = daten["merkmal"].astype(str)
    distinct = pd.Series(namen.unique(), dtype=str)
    default = VERHAELTNIS if datensatz in regeln.datensaetze else ANZAHL
    arten = pd.Series(default, index=distinct.to_numpy())
    arten[distinct[distinct.str.fullmatch(regeln.verhaeltnis)].to_numpy()] = VERHAELTNIS
    arten[distinct[distinct.str.fullmatch(regeln.anteil)].to_numpy()] = ANTEIL
    art = daten["einheit"].map(_EINHEITEN).fillna(namen.map(arten))
    # What mostly has decimals counts nothing, whatever its unit says (Altenquotient: „Anzahl“).
    wert = pd.to_numeric(daten["wert"], errors="coerce")
    own = wert[(wert != 0) & wert.notna() & (daten["gebietsstand"] == "")]
    bruch = (own % 1 > 0).groupby(namen[own.index]).mean()
    ratios = bruch[bruch > _MEIST].index
    geld = namen.str.fullmatch(grenzen.summen.geld, case=False)
    return daten.assign(art=art.mask(namen.isin(ratios) & (art == ANZAHL) & ~geld, VERHAELTNIS))
