"""The store as its readers see it: layers, the Kommune's own data on top.

Embedded data lie below what the project read in (``daten/bestand/``); above both stand the
CSV files that the Kommune keeps by hand (``daten/eigene/``). In a public report a cover lies
on top of all (``decke``): the rows that confidentiality hides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import pandas as pd

from dkbm.bestand.abgleich import list_keys
from dkbm.bestand.ablage import open_ablage
from dkbm.bestand.eigene import read_eigene
from dkbm.bestand.manifest import Quelle, read_manifest
from dkbm.bestand.nachschlagen import list_gebiete, load_rows
from dkbm.fehler import DkbmFehler, nearest

__all__ = ["BESTAND", "Bestand", "open_bestand", "preload"]

BESTAND = Path("daten") / "bestand"
"""Place of the store in a project."""


@dataclass(frozen=True)
class Bestand:
    """A store of tidy tables.

    Attributes
    ----------
    ordner
        Folder with one Parquet file per data set.
    quellen
        All sources by their number.
    eigene
        The Kommune's own data by data set; they win over all others.
    projekt
        Parquet files of the project's store by data set; they win over the embedded data.
    decke
        Rows that hide or round others of the same key, by data set; they win over all. Empty
        where everything may be seen.
    """

    ordner: Path
    quellen: Mapping[int, Quelle]
    eigene: Mapping[str, pd.DataFrame]
    projekt: Mapping[str, Path] = field(default_factory=dict)
    decke: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def datensaetze(self) -> list[str]:
        """Names of all data sets."""
        embedded = {p.stem for p in self.ordner.glob("*.parquet")}
        return sorted(embedded | set(self.projekt) | set(self.eigene))

    @cached_property
    def beruehrt(self) -> frozenset[str]:
        """Keys of the Gebiete for which something lies above the embedded data."""
        frames = (*self.eigene.values(), *self.decke.values())
        keys = {key for frame in frames for key in frame["ags"].unique().tolist()}
        return frozenset(keys.union(*map(list_gebiete, self.projekt.values())))

    def cover(self, decke: Mapping[str, pd.DataFrame]) -> Bestand:
        """Return the store with rows on top that hide or round others of the same key."""
        return replace(self, decke=decke)

    def list_dateien(self, datensatz: str) -> list[Path]:
        """Return the Parquet files of a data set from the bottom up: embedded, then read in.

        Raises
        ------
        DkbmFehler
            If the project's store has been written anew since this one was opened.
        """
        embedded, own = self.ordner / f"{datensatz}.parquet", self.projekt.get(datensatz)
        if own is not None and not own.exists():
            raise DkbmFehler(
                "Der Datenbestand des Projekts wurde inzwischen neu eingelesen.",
                wo=str(own),
                rat="Bitte den Befehl wiederholen; in JupyterLab den Kern neu starten.",
            )
        return [path for path in (embedded, own) if path is not None and path.exists()]

    def load(
        self,
        datensatz: str,
        ags: Iterable[str] | None = None,
        nur: Mapping[str, Collection[str]] | None = None,
    ) -> pd.DataFrame:
        """Return the rows of a data set, own ones in place of embedded ones.

        Parameters
        ----------
        datensatz
            Name as in `datensaetze`.
        ags
            Keys of the Gebiete; all where omitted.
        nur
            Merkmal or breakdowns to the codes wanted there: fewer rows are read so.

        Returns
        -------
        pandas.DataFrame
            ``ags``, ``jahr``, ``merkmal``, breakdowns, ``wert``, ``zeichen``,
            ``gebietsstand``, ``quelle``.

        Raises
        ------
        DkbmFehler
            If there is no such data set (the message names the nearest), or the project's store
            has been written anew since this one was opened.
        """
        found = self.list_dateien(datensatz)
        if not found and datensatz not in self.eigene:
            aehnlich = nearest(datensatz, self.datensaetze) or self.datensaetze
            raise DkbmFehler(
                f"Einen Datensatz „{datensatz}“ gibt es nicht.",
                rat=f"Vorhanden sind zum Beispiel: {', '.join(aehnlich)}.",
            )
        keys = None if ags is None else sorted(set(ags))
        frames = [load_rows(path, keys, nur) for path in found]
        for lage in (self.eigene, self.decke):
            if (oben := lage.get(datensatz)) is not None:
                frames.append(_pick(oben, {"ags": keys, **(nur or {})}))
        if len(frames) == 1:
            return frames[0]
        frame = pd.concat(frames, ignore_index=True)
        return frame.drop_duplicates(list_keys(frame), keep="last", ignore_index=True)


def _pick(frame: pd.DataFrame, nur: Mapping[str, Collection[str] | None]) -> pd.DataFrame:
    for name, werte in nur.items():
        if werte is not None and name in frame:
            frame = frame[frame[name].isin(list(werte))]
    return frame


def open_bestand(projekt: Path | None = None, ags: str = "") -> Bestand:
    """Open the embedded store, with the own data of a project on top.

    Parameters
    ----------
    projekt
        Folder of the project; its ``daten/bestand`` and ``daten/eigene/*.csv`` lie on top.
    ags
        Key of the Kommune for own files without a column ``ags``.

    Raises
    ------
    DkbmFehler
        If an own file cannot be understood or the project's store is damaged.
    """
    ordner, quellen = _open_embedded()
    if projekt is None:
        return Bestand(ordner, quellen, {})
    ablage = open_ablage(projekt / BESTAND)
    eigene, eigene_quellen = read_eigene(projekt / "daten" / "eigene", ags, ordner)
    own = {q.id: q for q in (*ablage.quellen, *eigene_quellen)}
    return Bestand(ordner, {**quellen, **own}, eigene, ablage.dateien)


@cache
def _open_embedded() -> tuple[Path, dict[int, Quelle]]:
    ordner = Path(str(files("dkbm.bestand").joinpath("daten")))
    return ordner, {q.id: q for q in read_manifest(ordner / "manifest.json")}


def preload() -> None:
    """Read the embedded store into memory: kernels forked afterwards need not do it again."""
    for path in sorted(_open_embedded()[0].glob("*.parquet")):
        list_gebiete(path)
