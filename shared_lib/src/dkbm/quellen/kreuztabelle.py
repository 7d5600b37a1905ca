"""Reader for crosstabs of Regionaldatenbank, GENESIS-Online and INKAR, as CSV or sheet.

The anatomy (title lines, head rows, key columns, time as key, head or title row, unit row)
is inferred from the structure of each file; no list of known tables is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import filterfalse

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dkbm.fehler import DkbmFehler
from dkbm.quellen.aufbereitung import build_daten, check_duplicates, read_gebiete
from dkbm.quellen.fuss import read_stand, read_urheber, strip_licence
from dkbm.quellen.kopf import Kopf, is_time_title, read_code, read_kopf
from dkbm.quellen.langform import Kategorie, count_pairs, distinct_pairs, encode_texts, join_labels
from dkbm.quellen.raster import Koerper, Raster, Zeile
from dkbm.quellen.region import is_key, name_agrees
from dkbm.quellen.rohtabelle import TRENNER, Hinweis, Rohtabelle
from dkbm.quellen.zeichen import Werte, split_values
from dkbm.quellen.zeit import is_zeit, is_zeitspalte

__all__ = ["is_kreuztabelle", "read_kreuztabelle"]

_TITEL_ZEIT = re.compile(
    r"\b(?:Stichtag:?|Jahr|Berichts(?:jahr|monat|zeitraum):?|Zeitraum:?|am|vom|zum) "
    r"((?:\d{1,2}\.\d{1,2}\.|[A-Z][a-zä]{2,8} )?(?:19|20)\d{2})(?![\d./-])"
)
"""A time in a title counts only where a word says so: „(ab 2011)“ is none."""
_NEU = "Bitte die Datei unverändert neu herunterladen."


@dataclass(frozen=True)
class _Schluessel:
    """Meaning of the key columns: their places, -1 where there is none."""

    zeit: int
    region: int
    name: int
    labels: list[int]


def is_kreuztabelle(raster: Raster) -> bool:
    """Say whether a table names its code, as crosstabs of GENESIS databases do."""
    return bool(read_code(raster))


def read_kreuztabelle(raster: Raster) -> Rohtabelle:
    """Read one crosstab.

    Returns
    -------
    Rohtabelle
        All cells in long form, row by row.

    Raises
    ------
    DkbmFehler
        If the head, the regions or a value cannot be understood, or the file breaks off.
    """
    kopf = read_kopf(raster)
    if not raster.fuss and not raster.is_whole:
        raise DkbmFehler(
            f"{raster.datei} bricht ab: Die letzte Zeile hat kein Ende.",
            wo=raster.ort(raster.text.count("\n") + 1),
            rat=_NEU,
        )
    raster.check_unmerged(kopf.erste.nummer, kopf.schluessel + 1)
    zeiten, koerper = _read_blocks(raster, kopf)
    kopf, koerper = _drop_empty(raster, kopf, koerper)
    keys = [encode_texts(spalte) for spalte in koerper.spalten[: kopf.schluessel]]
    place = _find_keys(keys, raster, koerper.nummern, kopf)
    zeilen = len(koerper.nummern)
    zeit = _choose_time(kopf, place, keys, zeiten, raster)

    def row_ort(row: int) -> str:
        return raster.ort(int(koerper.nummern[row]))

    labels = join_labels([keys[i] for i in place.labels], TRENNER, zeilen)
    names = keys[place.name] if place.name >= 0 else Kategorie.constant("", zeilen)
    gebiete = read_gebiete(keys[place.region], names, row_ort)
    check_duplicates([zeit, gebiete.ags, labels], row_ort)
    _check_heads(kopf, raster)
    anzahl = len(kopf.pfade)
    werte = _read_values(raster, kopf, koerper)
    texte = {
        "zeit": _spread(kopf.zeiten, zeilen) if any(kopf.zeiten) else zeit.repeat(anzahl),
        "schluessel": labels.repeat(anzahl),
        "kopf": _spread(kopf.pfade, zeilen),
        "einheit": _spread(kopf.einheiten, zeilen),
    }
    spalte = np.arange(kopf.schluessel + 1, kopf.breite + 1, dtype=np.int32)
    daten = build_daten(
        texte, gebiete, werte, np.repeat(koerper.nummern, anzahl), np.tile(spalte, zeilen)
    )
    return Rohtabelle(
        kopf.code,
        " ".join(kopf.titel),
        daten,
        strip_licence(raster.fuss),
        read_stand(raster.fuss),
        raster.blatt,
        raster.datei,
        tuple(gebiete.hinweise + _note_foot(raster)),
        read_urheber(raster.fuss),
    )


def _note_foot(raster: Raster) -> list[Hinweis]:
    if raster.fuss or raster.blatt:
        return []
    text = "Die Tabelle hat keinen Fuß; ob Zeilen am Ende fehlen, ist nicht zu erkennen."
    return [Hinweis("ohne_fuss", text, raster.datei)]


def _read_blocks(raster: Raster, kopf: Kopf) -> tuple[Kategorie | None, Koerper]:
    """Read the body; where times stand in title rows, block by block."""
    if not kopf.zeit:
        return None, raster.columns(kopf.erste, kopf.breite)
    blocks = [
        (zeit, raster.columns(ab, kopf.breite, ende))
        for zeit, ab, ende in _list_blocks(raster, kopf)
    ]
    codes = np.repeat(np.arange(len(blocks), dtype=np.int32), [len(b.nummern) for _, b in blocks])
    together = zip(*(block.spalten for _, block in blocks), strict=True)
    spalten = [pa.concat_arrays(list(parts)) for parts in together]
    nummern = np.concatenate([block.nummern for _, block in blocks])
    return Kategorie(codes, [zeit for zeit, _ in blocks]).map(str), Koerper(spalten, nummern)


def _drop_empty(raster: Raster, kopf: Kopf, koerper: Koerper) -> tuple[Kopf, Koerper]:
    """Leave out empty columns without a head; values without a head are refused."""
    pfade = list(kopf.pfade)
    while pfade and not pfade[-1]:
        cells = encode_texts(koerper.spalten[kopf.schluessel + len(pfade) - 1])
        if any(cells.werte):
            row = cells.find_first(next(filter(None, cells.werte)))
            spalte = kopf.schluessel + len(pfade)
            raise DkbmFehler(
                f"Spalte {spalte} hat keinen Kopf, aber Werte.",
                wo=raster.ort(int(koerper.nummern[row]), spalte),
                rat=_NEU,
            )
        pfade.pop()
    anzahl = len(pfade)
    if "" in pfade or not pfade:
        spalte = kopf.schluessel + 1 + (pfade.index("") if pfade else 0)
        raise DkbmFehler(
            f"Spalte {spalte} hat keinen Kopf.",
            wo=raster.ort(kopf.erste.nummer, spalte),
            rat=_NEU,
        )
    neu = replace(kopf, pfade=pfade, zeiten=kopf.zeiten[:anzahl], einheiten=kopf.einheiten[:anzahl])
    return neu, Koerper(koerper.spalten[: neu.breite], koerper.nummern)


def _list_blocks(raster: Raster, kopf: Kopf) -> Iterator[tuple[str, Zeile, int]]:
    """Yield time, first row and end of each block under a time of its own."""
    zeit, start = kopf.zeit, kopf.erste
    ended = False
    for zeile in _find_time_titles(raster, kopf.erste):
        if not ended:
            yield zeit, start, zeile.anfang
        zeit, ended = zeile.zellen[0].strip(), True
        following = next(_rows_after(raster, zeile), None)
        if following is not None and not is_time_title(following.zellen):
            start, ended = following, False
    if not ended:
        yield zeit, start, len(raster.text) or len(raster.zeilen)


def _rows_after(raster: Raster, zeile: Zeile) -> Iterator[Zeile]:
    rows = raster.rows(zeile.anfang, zeile.nummer)
    next(rows)
    return rows


def _find_time_titles(raster: Raster, ab: Zeile) -> Iterator[Zeile]:
    """Yield the rows with a time alone; text files are searched line by line."""
    if not raster.text:
        yield from (z for z in raster.rows(ab.anfang, ab.nummer) if is_time_title(z.zellen))
        return
    kandidat = re.compile(rf"\n([^{raster.trenner}\n]{{4,24}}+)[{raster.trenner} ]*+(?=\n|$)")
    nummer, stelle = ab.nummer, ab.anfang
    for match in kandidat.finditer(raster.text, ab.anfang):
        if is_zeit(match[1].strip()):
            nummer += raster.text.count("\n", stelle, match.start() + 1)
            stelle = match.start() + 1
            yield Zeile(nummer, [match[1].strip()], stelle)


def _find_keys(
    keys: list[Kategorie], raster: Raster, nummern: npt.NDArray[np.int32], kopf: Kopf
) -> _Schluessel:
    """Find time, region and name among the key columns by their content."""
    times = [i for i, key in enumerate(keys) if is_zeitspalte(key.werte) and "" not in key.werte]
    shares = [_share_of_keys(key) if i not in times else 0.0 for i, key in enumerate(keys)]
    region = int(np.argmax(shares))
    if shares[region] < 0.5:
        raise DkbmFehler(
            f"{raster.datei} hat keine Spalte mit Regionalschlüsseln.",
            wo=raster.ort(kopf.erste.nummer),
            rat=_NEU,
        )
    for text in filterfalse(is_key, keys[region].werte):
        raise DkbmFehler(
            f"„{text}“ ist kein Regionalschlüssel." if text else "Ein Regionalschlüssel fehlt.",
            wo=raster.ort(int(nummern[keys[region].find_first(text)])),
            rat=_NEU,
        )
    rest = [i for i in range(len(keys)) if i != region and i not in times[:1]]
    name = _find_name(keys, region, rest)
    return _Schluessel(times[0] if times else -1, region, name, [i for i in rest if i != name])


def _share_of_keys(key: Kategorie) -> float:
    """Share of the rows that hold a region key; more distinct keys win over few."""
    is_region = np.fromiter(map(is_key, key.werte), dtype=bool, count=len(key.werte))
    share = float(np.mean(is_region[key.codes])) if len(key.codes) else 0.0
    return share + min(int(is_region.sum()), 1000) / 10_000 if share >= 0.5 else 0.0


def _find_name(keys: list[Kategorie], region: int, rest: list[int]) -> int:
    """Find the column that names the region: one text per key, best the next column."""
    most = 1.1 * len(keys[region].werte)
    candidates = [
        i
        for i in rest
        if count_pairs(keys[region], keys[i]) <= most and not all(map(is_key, keys[i].werte))
    ]
    if len(candidates) < 2:
        return candidates[0] if candidates else -1

    def rank(i: int) -> tuple[int, int]:
        pairs = distinct_pairs(keys[region], keys[i])
        agreeing = sum(name_agrees(key, name) is True for key, name in pairs)
        return -agreeing, abs(i - region - 1)

    return min(candidates, key=rank)


def _choose_time(
    kopf: Kopf, place: _Schluessel, keys: list[Kategorie], zeiten: Kategorie | None, raster: Raster
) -> Kategorie:
    """Take the time from a key column, from title rows, from the head, or from the title."""
    laenge = len(keys[0].codes)
    if place.zeit >= 0:
        return keys[place.zeit]
    if zeiten is not None:
        return zeiten
    if any(kopf.zeiten):
        return Kategorie.constant("", laenge)
    found = (match[1] for text in kopf.titel for match in _TITEL_ZEIT.finditer(text))
    jahre = {text for text in found if is_zeit(text)}
    if len(jahre) != 1:
        raise DkbmFehler(
            f"{raster.datei} nennt keinen Zeitpunkt: weder als Spalte noch im Kopf.",
            wo=raster.ort(kopf.erste.nummer),
            rat="Bitte die Tabelle mit dem Merkmal Zeit (Jahr oder Stichtag) herunterladen.",
        )
    return Kategorie.constant(jahre.pop(), laenge)


def _check_heads(kopf: Kopf, raster: Raster) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    heads = zip(kopf.zeiten, kopf.pfade, kopf.einheiten, strict=True)
    for spalte, head in enumerate(heads, start=kopf.schluessel + 1):
        if head in seen:
            raise DkbmFehler(
                f"Die Spalten {seen[head]} und {spalte} haben denselben Kopf „{head[1]}“.",
                wo=raster.ort(kopf.erste.nummer, spalte),
                rat=_NEU,
            )
        seen[head] = spalte


def _spread(texte: list[str], zeilen: int) -> Kategorie:
    """Give every row the texts of the value columns."""
    return Kategorie(np.arange(len(texte), dtype=np.int32), texte).map(str).tile(zeilen)


def _read_values(raster: Raster, kopf: Kopf, koerper: Koerper) -> Werte:
    zeilen, anzahl = len(koerper.nummern), len(kopf.pfade)

    def ort(stelle: int) -> str:
        spalte, zeile = divmod(stelle, zeilen)
        return raster.ort(int(koerper.nummern[zeile]), kopf.schluessel + spalte + 1)

    werte = split_values(pa.concat_arrays(koerper.spalten[kopf.schluessel :]), ort)
    by_row = (anzahl, zeilen)
    codes = werte.zeichen.codes.reshape(by_row).T.ravel()
    return replace(
        werte,
        wert=werte.wert.reshape(by_row).T.ravel(),
        zeichen=Kategorie(codes, werte.zeichen.werte),
    )
