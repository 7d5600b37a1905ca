"""Reader for crosstab CSV of Regionaldatenbank and GENESIS-Online.

The anatomy (title lines, head rows, key columns, time as key, head or title row, unit row)
is inferred from the structure of each file; no list of known tables is needed.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

import pandas as pd

from dkbm.fehler import DkbmFehler
from dkbm.quellen.fuss import read_stand, split_foot, strip_licence
from dkbm.quellen.rohtabelle import TRENNER, Rohtabelle
from dkbm.quellen.zeichen import split_values

__all__ = ["CODE_ZEILE", "read_kreuztabelle"]

CODE_ZEILE = re.compile(r"^(?:GENESIS-)?Tabelle:\s*([^;\s]+)")
_REGION = re.compile(r"DG|\d{2}|\d{3}|\d{5}|\d{8}|\d{11}")
_ZEIT = re.compile(r"\d{4}|\d{2}\.\d{2}\.\d{4}")
_EINHEITEN = {"Anzahl", "Prozent", "EUR", "Tsd. EUR", "Mill. EUR", "qkm", "ha", "Jahre"}
_TITEL_EINHEIT = re.compile(r"\(([^()]+)\)\s*$")


@dataclass(frozen=True)
class _Kopf:
    """Head of a crosstab: where the keys end, and what each value column means."""

    titel: list[str]
    anzahl_schluessel: int
    pfade: list[str]
    zeiten: list[str]
    einheiten: list[str]


def read_kreuztabelle(text: str, name: str = "Datei") -> Rohtabelle:
    """Read one crosstab.

    Parameters
    ----------
    text
        Decoded content of the file with ``\\n`` line ends.
    name
        File name for messages.

    Returns
    -------
    Rohtabelle
        All cells in long form; regions as they stand in the file.

    Raises
    ------
    DkbmFehler
        If the head, the regions or a value cannot be understood.
    """
    body, fuss = split_foot(text)
    zeilen = [zeile or [""] for zeile in csv.reader(body.split("\n"), delimiter=";")]
    code = CODE_ZEILE.match(zeilen[0][0]) if zeilen else None
    if not code:
        raise DkbmFehler(f"{name} ist keine Kreuztabelle der amtlichen Statistik.", wo="Zeile 1")
    erste = next((i for i, z in enumerate(zeilen) if _is_data(z)), None)
    if erste is None:
        raise DkbmFehler(f"{name} enthält keine Zeile mit einem Regionalschlüssel.")
    kopf = _read_head(zeilen[1:erste], len(zeilen[erste]))
    stand_zeit = next((z[0] for z in zeilen[1:erste] if _is_time_title(z)), "")
    daten = _read_body(zeilen, erste, kopf, stand_zeit, name)
    return Rohtabelle(code[1], " ".join(kopf.titel), daten, strip_licence(fuss), read_stand(fuss))


def _is_data(zeile: list[str]) -> bool:
    erste, zweite = zeile[0].strip(), zeile[1].strip() if len(zeile) > 1 else ""
    if _REGION.fullmatch(erste) and zweite and not _REGION.fullmatch(zweite):
        return True
    return bool(_ZEIT.fullmatch(erste) and _REGION.fullmatch(zweite))


def _is_time_title(zeile: list[str]) -> bool:
    return bool(_ZEIT.fullmatch(zeile[0].strip())) and not any(zeile[1:])


def _read_head(zeilen: list[list[str]], breite: int) -> _Kopf:
    titel = [
        z[0].strip() for z in zeilen if z[0].strip() and not any(z[1:]) and not _is_time_title(z)
    ]
    kopfzeilen = [z + [""] * (breite - len(z)) for z in zeilen if not z[0].strip() and any(z)]
    anzahl = min(
        (next((i for i, zelle in enumerate(z) if zelle.strip()), breite) for z in kopfzeilen),
        default=3,
    )
    spalten = [[z[i].strip() for z in kopfzeilen] for i in range(anzahl, breite)]
    title_unit = next((m[1] for t in reversed(titel) if (m := _TITEL_EINHEIT.search(t))), "")
    pfade, zeiten, einheiten = [], [], []
    for ebenen in spalten:
        einheit = ebenen[-1] if ebenen and ebenen[-1] in _EINHEITEN else ""
        zeit = next((e for e in ebenen if _ZEIT.fullmatch(e)), "")
        pfad = [e for e in (ebenen[:-1] if einheit else ebenen) if e and e != zeit]
        pfade.append(TRENNER.join(pfad))
        zeiten.append(zeit)
        einheiten.append(einheit or title_unit)
    return _Kopf(titel, anzahl, pfade, zeiten, einheiten)


def _read_body(
    zeilen: list[list[str]], erste: int, kopf: _Kopf, zeit: str, name: str
) -> pd.DataFrame:
    breite = kopf.anzahl_schluessel + len(kopf.pfade)
    keys: list[list[str]] = []
    werte: list[list[str]] = []
    nummern: list[int] = []
    for nummer, zeile in enumerate(zeilen[erste:], start=erste + 1):
        if _is_time_title(zeile):
            zeit = zeile[0].strip()
            continue
        if not any(zeile):
            continue
        if len(zeile) != breite:
            raise DkbmFehler(
                f"{name} hat in Zeile {nummer} {len(zeile)} statt {breite} Spalten.",
                wo=f"{name}, Zeile {nummer}",
                rat="Bitte die Datei unverändert neu herunterladen.",
            )
        keys.append(_split_keys(zeile[: kopf.anzahl_schluessel], zeit, nummer, name))
        werte.append(zeile[kopf.anzahl_schluessel :])
        nummern.append(nummer)
    return _melt(keys, werte, nummern, kopf, name)


def _split_keys(zellen: list[str], zeit: str, nummer: int, name: str) -> list[str]:
    """Order the key cells as time, region, name, further labels."""
    texte = [zelle.strip() for zelle in zellen]
    if _ZEIT.fullmatch(texte[0]) and len(texte) > 2:
        zeit, texte = texte[0], texte[1:]
    if not _REGION.fullmatch(texte[0]):
        raise DkbmFehler(
            f"„{texte[0]}“ ist kein Regionalschlüssel.",
            wo=f"{name}, Zeile {nummer}",
            rat="Bitte die Datei unverändert neu herunterladen.",
        )
    return [zeit, texte[0], texte[1], TRENNER.join(texte[2:])]


def _melt(
    keys: list[list[str]], werte: list[list[str]], nummern: list[int], kopf: _Kopf, name: str
) -> pd.DataFrame:
    spalten = len(kopf.pfade)
    frame = pd.DataFrame(keys, columns=["zeit", "ags", "name", "schluessel"], dtype="object")
    frame = frame.loc[frame.index.repeat(spalten)].reset_index(drop=True)
    frame["kopf"] = kopf.pfade * len(keys)
    frame["einheit"] = kopf.einheiten * len(keys)
    if any(kopf.zeiten):
        frame["zeit"] = kopf.zeiten * len(keys)
    zellen = pd.Series([zelle for zeile in werte for zelle in zeile], dtype="object")
    try:
        frame["wert"], frame["zeichen"] = split_values(zellen)
    except DkbmFehler as fehler:
        zeile, spalte = divmod(int(fehler.wo.split()[-1]), spalten)
        ort = f"{name}, Zeile {nummern[zeile]}, Spalte {kopf.anzahl_schluessel + spalte + 1}"
        raise DkbmFehler(fehler.was, wo=ort, rat=fehler.rat) from fehler
    return frame
