"""The store as its readers see it: embedded data below, the Kommune's own data on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import pandas as pd

from dkbm.bestand.eigene import read_eigene
from dkbm.bestand.manifest import Quelle, read_manifest
from dkbm.fehler import DkbmFehler, nearest

__all__ = ["Bestand", "open_bestand"]

_WERTE = ("wert", "zeichen", "gebietsstand", "quelle")


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
        The Kommune's own data by data set; they win over the embedded data.
    """

    ordner: Path
    quellen: Mapping[int, Quelle]
    eigene: Mapping[str, pd.DataFrame]

    @property
    def datensaetze(self) -> list[str]:
        """Names of all data sets."""
        return sorted({p.stem for p in self.ordner.glob("*.parquet")} | set(self.eigene))

    def load(self, datensatz: str, ags: Iterable[str] | None = None) -> pd.DataFrame:
        """Return the rows of a data set, own ones in place of embedded ones.

        Parameters
        ----------
        datensatz
            Name as in `datensaetze`.
        ags
            Keys of the Gebiete; all where omitted.

        Returns
        -------
        pandas.DataFrame
            ``ags``, ``jahr``, ``merkmal``, breakdowns, ``wert``, ``zeichen``,
            ``gebietsstand``, ``quelle``.

        Raises
        ------
        DkbmFehler
            If there is no such data set; the message names the nearest.
        """
        if datensatz not in self.datensaetze:
            aehnlich = nearest(datensatz, self.datensaetze) or self.datensaetze
            raise DkbmFehler(
                f"Einen Datensatz „{datensatz}“ gibt es nicht.",
                rat=f"Vorhanden sind zum Beispiel: {', '.join(aehnlich)}.",
            )
        keys = None if ags is None else sorted(set(ags))
        frames: list[pd.DataFrame] = []
        path = self.ordner / f"{datensatz}.parquet"
        if path.exists():
            frames.append(pd.read_parquet(path, filters=_ags_filter(keys)))
        if datensatz in self.eigene:
            eigene = self.eigene[datensatz]
            frames.append(eigene if keys is None else eigene[eigene["ags"].isin(keys)])
        if len(frames) == 1:
            return frames[0]
        frame = pd.concat(frames, ignore_index=True)
        key_columns = [c for c in frame.columns if c not in _WERTE]
        return frame.drop_duplicates(key_columns, keep="last", ignore_index=True)


def _ags_filter(keys: list[str] | None) -> list[tuple[str, str, list[str]]] | None:
    # pyarrow cannot infer the type of an empty list; no key is the empty text.
    return None if keys is None else [("ags", "in", keys or [""])]


def open_bestand(projekt: Path | None = None, ags: str = "") -> Bestand:
    """Open the embedded store, with the own data of a project on top.

    Parameters
    ----------
    projekt
        Folder of the project; its ``daten/eigene/*.csv`` are read.
    ags
        Key of the Kommune for own files without a column ``ags``.

    Raises
    ------
    DkbmFehler
        If an own file cannot be understood.
    """
    ordner, quellen = _open_embedded()
    if projekt is None:
        return Bestand(ordner, quellen, {})
    eigene, eigene_quellen = read_eigene(projekt / "daten" / "eigene", ags, ordner)
    return Bestand(ordner, {**quellen, **{q.id: q for q in eigene_quellen}}, eigene)


@cache
def _open_embedded() -> tuple[Path, dict[int, Quelle]]:
    ordner = Path(str(files("dkbm.bestand").joinpath("daten")))
    return ordner, {q.id: q for q in read_manifest(ordner / "manifest.json")}
