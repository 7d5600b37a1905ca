"""Own data of a Kommune: one plain CSV per data set in ``daten/eigene/``.

The file name is the data set (``vhs.csv``), ``jahr`` is required, ``ags`` may be left out,
columns named like a breakdown of the data set (``alter``, ``schulart`` …) are keys, all others
are Merkmale with numbers.
"""

from __future__ import annotations

import hashlib
import re
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from dkbm.bestand.manifest import EIGENE_ERHEBUNG, Quelle
from dkbm.datei import read_whole
from dkbm.fehler import DkbmFehler, nearest
from dkbm.gebiete import load_register
from dkbm.quellen.breittabelle import Aufbau, read_breittabelle
from dkbm.quellen.katalog import load_katalog
from dkbm.quellen.kodierung import read_text
from dkbm.quellen.raster import Raster
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
        _check_name(path, embedded)
        frame = _read_one(path, ags, _load_codes(embedded / f"{path.stem}.parquet"))
        frames[path.stem] = frame.assign(quelle=nummer)
        quellen.append(_describe(nummer, path, frame))
    return frames, quellen


def _check_name(path: Path, embedded: Path) -> None:
    """Refuse ``Vhs.csv``: no Kennzahl would look for a data set of that name."""
    known = {p.stem for p in embedded.glob("*.parquet")}
    known |= {eintrag.datensatz for eintrag in load_katalog()[0].values()}
    gemeint = next((name for name in sorted(known) if name == path.stem.casefold()), path.stem)
    if gemeint != path.stem:
        raise DkbmFehler(
            f"Die Datei {path.name} heißt fast wie der Datensatz {gemeint}.",
            wo=str(path),
            rat=f"Bitte die Datei in „{gemeint}.csv“ umbenennen (Kleinschreibung zählt).",
        )


def _load_codes(path: Path) -> dict[str, list[str]]:
    """Return the codes of each breakdown of an embedded data set, and its Merkmale."""
    if not path.exists():
        return {}
    names = [name for name in pq.read_schema(path).names if name not in _FEST]
    table = pq.read_table(path, columns=[*names, "merkmal"])
    return {name: table[name].unique().to_pylist() for name in table.column_names}


def _read_one(path: Path, ags: str, codes: dict[str, list[str]]) -> pd.DataFrame:
    gliederungen = [name for name in codes if name != "merkmal"]
    spalten = _read_head(path)
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
    _check_years(daten, path)
    _check_ags(daten, path)
    _check_merkmale(daten, codes.get("merkmal", []), path)
    frame = pd.DataFrame(
        {
            "ags": daten["ags"].astype("object"),
            "jahr": daten["zeit"].astype("object").astype("int16"),
            "merkmal": daten["kopf"].astype("object"),
        }
    )
    if gliederungen:
        _check_separator(daten, len(gliederungen), path)
        teile = daten["schluessel"].astype("object").str.split(TRENNER, expand=True, regex=False)
        frame[gliederungen] = teile.to_numpy()
        for name in gliederungen:
            _check_codes(frame[name], daten["zeile"], codes[name], path)
    zeichen = daten["zeichen"].astype("object")
    return frame.assign(wert=daten["wert"], zeichen=zeichen, gebietsstand="")


def _check_separator(daten: pd.DataFrame, anzahl: int, path: Path) -> None:
    """Refuse a code that holds what joins the codes of a row."""
    zuviel = daten["schluessel"].astype("object").str.count(re.escape(TRENNER)) >= anzahl
    if zuviel.any():
        row = daten[zuviel].iloc[0]
        raise DkbmFehler(
            f"Eine Ausprägung enthält das Zeichen „{TRENNER.strip()}“: „{row['schluessel']}“.",
            wo=f"{path.name}, Zeile {row['zeile']}",
            rat="Bitte die Ausprägungen ohne dieses Zeichen schreiben; es trennt sie voneinander.",
        )


def _read_head(path: Path) -> list[str]:
    """Return the names of the columns; key columns must be written exactly."""
    rows = Raster.from_text(read_text(path), path.name, is_eigen=True).rows()
    kopf = next((zeile for zeile in rows if any(z.strip() for z in zeile.zellen)), None)
    spalten = [zelle.strip() for zelle in kopf.zellen] if kopf else []
    for name in ("ags", "jahr"):
        wrong = next((s for s in spalten if s != name and s.casefold() == name), None)
        if wrong and name not in spalten:
            raise DkbmFehler(
                f"In {path.name} heißt eine Spalte „{wrong}“ statt „{name}“.",
                wo=f"{path.name}, Zeile {kopf.nummer if kopf else 1}",
                rat=f"Bitte die Spalte „{wrong}“ in „{name}“ umbenennen.",
            )
    return spalten


def _check_codes(codes: pd.Series, zeilen: pd.Series, known: list[str], path: Path) -> None:
    """Refuse a code that the data set does not know: no Kennzahl would ever find it."""
    for position in np.flatnonzero(~codes.isin(known)).tolist():
        code = str(codes.iloc[position])
        similar = nearest(code, known) or sorted(known)[:5]
        raise DkbmFehler(
            f"Die Ausprägung „{code}“ kennt der Datensatz {path.stem} nicht.",
            wo=f"{path.name}, Zeile {zeilen.iloc[position]}, Spalte {codes.name}",
            rat=f"Am nächsten liegen: {', '.join(similar)}.",
        )


def _check_merkmale(daten: pd.DataFrame, known: list[str], path: Path) -> None:
    """Refuse a Merkmal that is nearly one of the data set; others are new and welcome."""
    for name in daten["kopf"].unique():
        similar = nearest(str(name), known, 1)
        if name not in known and similar and _is_slip(str(name), similar[0]):
            raise DkbmFehler(
                f"Das Merkmal „{name}“ kennt der Datensatz {path.stem} nicht.",
                wo=f"{path.name}, Zeile 1",
                rat=f"Gemeint ist wohl „{similar[0]}“; sonst bitte einen deutlich anderen Namen "
                "wählen.",
            )


def _is_slip(name: str, known: str) -> bool:
    return SequenceMatcher(None, name.casefold(), known.casefold()).ratio() >= 0.85


def _check_years(daten: pd.DataFrame, path: Path) -> None:
    for zeit in daten["zeit"].unique():
        if not (len(zeit) == 4 and zeit.isdigit()):
            zeile = daten.loc[(daten["zeit"] == zeit).idxmax(), "zeile"]
            raise DkbmFehler(
                f"„{zeit}“ ist kein Jahr.",
                wo=f"{path.name}, Zeile {zeile}, Spalte jahr",
                rat="Bitte eine vierstellige Jahreszahl eintragen.",
            )


def _check_ags(daten: pd.DataFrame, path: Path) -> None:
    register = load_register()
    for ags in daten["ags"].unique():
        if ags in register:
            continue
        zeile = daten.loc[(daten["ags"] == ags).idxmax(), "zeile"]
        raise DkbmFehler(
            f"Den Gebietsschlüssel „{ags}“ gibt es nicht.",
            wo=f"{path.name}, Zeile {zeile}, Spalte ags",
            rat="Bitte fünfstellige AGS, zweistellige Landesschlüssel oder DG eintragen "
            "(in Excel als Text, sonst geht die führende Null verloren).",
        )


def _describe(nummer: int, path: Path, frame: pd.DataFrame) -> Quelle:
    return Quelle(
        id=nummer,
        datensatz=path.stem,
        tabelle=f"daten/eigene/{path.name}",
        titel="Eigene Daten der Kommune",
        herausgeber=EIGENE_ERHEBUNG,
        lizenz="",
        stand="",
        abgerufen="",
        datei=path.name,
        sha256=hashlib.sha256(read_whole(path)).hexdigest(),
        jahre=(int(frame["jahr"].min()), int(frame["jahr"].max())),
        zeilen=len(frame),
        fussnoten="",
    )
