"""Own data of a Kommune: one plain CSV per data set in ``daten/eigene/``.

The file name is the data set (``vhs.csv``), ``jahr`` is required, ``ags`` may be left out,
columns named like a breakdown of the data set (``alter``, ``schulart`` …) are keys, all others
are Merkmale with numbers.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from dkbm.bestand.manifest import Quelle
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.quellen.breittabelle import Aufbau, read_breittabelle
from dkbm.quellen.kodierung import read_text
from dkbm.quellen.rohtabelle import TRENNER

__all__ = ["ERSTE_EIGENE", "read_eigene"]

ERSTE_EIGENE = 10_000
"""Own sources are numbered from here on."""
_FEST = ("ags", "jahr", "merkmal", "wert", "zeichen", "gebietsstand", "quelle")


def read_eigene(
    ordner: Path, ags: str, embedded: Path
) -> tuple[dict[str, pd.DataFrame], list[Quelle]]:
    """Read all own CSV files of a project.

    Raises
    ------
    DkbmFehler
        With file, line and column, if a file cannot be understood.
    """
    frames: dict[str, pd.DataFrame] = {}
    quellen: list[Quelle] = []
    for nummer, path in enumerate(sorted(ordner.glob("*.csv")), start=ERSTE_EIGENE):
        frame = _read_one(path, ags, _list_gliederungen(embedded / f"{path.stem}.parquet"))
        frames[path.stem] = frame.assign(quelle=nummer)
        quellen.append(_describe(nummer, path, frame))
    return frames, quellen


def _list_gliederungen(path: Path) -> list[str]:
    if not path.exists():
        return []
    return [name for name in pq.read_schema(path).names if name not in _FEST]


def _read_one(path: Path, ags: str, gliederungen: list[str]) -> pd.DataFrame:
    kopf = read_text(path).split("\n", 1)[0].replace('"', "").split(";")
    spalten = [name.strip() for name in kopf]
    missing = [name for name in gliederungen if name not in spalten]
    if missing:
        raise DkbmFehler(
            f"In {path.name} fehlt die Spalte „{missing[0]}“.",
            wo=f"{path.name}, Zeile 1",
            rat=f"Der Datensatz {path.stem} braucht die Spalten jahr, {', '.join(gliederungen)}.",
        )
    has_ags = "ags" in spalten
    aufbau = Aufbau(
        path.stem,
        ags="ags" if has_ags else "",
        schluessel=tuple(gliederungen),
        fester_ags=ags,
    )
    daten = read_breittabelle(path, aufbau).daten
    _check_ags(daten, path)
    frame = pd.DataFrame(
        {"ags": daten["ags"], "jahr": daten["zeit"].astype("int16"), "merkmal": daten["kopf"]}
    )
    if gliederungen:
        teile = daten["schluessel"].str.split(TRENNER, expand=True, regex=False)
        frame[gliederungen] = teile.to_numpy()
    return frame.assign(wert=daten["wert"], zeichen=daten["zeichen"], gebietsstand="")


def _check_ags(daten: pd.DataFrame, path: Path) -> None:
    register = load_register()
    unknown = [ags for ags in daten["ags"].unique() if ags not in register]
    if unknown:
        raise DkbmFehler(
            f"Den Gebietsschlüssel „{unknown[0]}“ gibt es nicht.",
            wo=f"{path.name}, Spalte ags",
            rat="Bitte fünfstellige AGS, zweistellige Landesschlüssel oder DG eintragen "
            "(in Excel als Text, sonst geht die führende Null verloren).",
        )


def _describe(nummer: int, path: Path, frame: pd.DataFrame) -> Quelle:
    return Quelle(
        id=nummer,
        datensatz=path.stem,
        tabelle=f"daten/eigene/{path.name}",
        titel="Eigene Daten der Kommune",
        herausgeber="Eigene Erhebung",
        lizenz="",
        stand="",
        abgerufen="",
        datei=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        jahre=(int(frame["jahr"].min()), int(frame["jahr"].max())),
        zeilen=len(frame),
        fussnoten="",
    )
