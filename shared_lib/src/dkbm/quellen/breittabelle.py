"""Reader for plain tables with one head row: a row per Gebiet and time, a column per Merkmal.

INKAR, open data of a city and the own data of a Kommune have this shape; with one column of
values and one that names the Merkmal the table is long (INKAR's bulk files).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from dkbm.fehler import DkbmFehler, nearest
from dkbm.quellen.aufbereitung import Gebiete, build_daten, check_duplicates, read_gebiete
from dkbm.quellen.kodierung import read_text
from dkbm.quellen.langform import Kategorie, encode_texts, join_labels
from dkbm.quellen.personendaten import refuse_personendaten
from dkbm.quellen.raster import Koerper, Raster, Zeile
from dkbm.quellen.region import find_ebene
from dkbm.quellen.rohtabelle import TRENNER, Hinweis, Rohtabelle
from dkbm.quellen.zeichen import Werte, split_values
from dkbm.quellen.zeit import clean_zeit, is_zeit

__all__ = ["Aufbau", "read_breit", "read_breittabelle"]


@dataclass(frozen=True)
class Aufbau:
    """Which columns carry what.

    Attributes
    ----------
    code
        Catalogue code of the table.
    jahr, ags
        Names of the key columns; ``ags`` may be empty, ``jahr`` if ``festes_jahr`` is given.
    schluessel
        Names of the columns with labels of breakdowns.
    fester_ags, festes_jahr
        The Gebiet and year of all rows where the file does not say.
    ohne
        Further columns to leave out.
    name
        Column with the names of the Gebiete, if any.
    wert, merkmal, einheit
        In a long table: the column of the values, the ones that name Merkmal and unit.
    """

    code: str
    jahr: str = "jahr"
    ags: str = ""
    schluessel: tuple[str, ...] = ()
    fester_ags: str = ""
    ohne: tuple[str, ...] = ()
    name: str = ""
    festes_jahr: str = ""
    wert: str = ""
    merkmal: str = ""
    einheit: str = ""

    @property
    def keys(self) -> list[str]:
        """Names of all columns that are no values."""
        names = (self.jahr, self.ags, self.name, self.merkmal, self.einheit)
        return [name for name in (*names, *self.schluessel, *self.ohne) if name]


def read_breittabelle(path: Path, aufbau: Aufbau) -> Rohtabelle:
    """Read a text file that the Kommune keeps by hand; its structure is known.

    Raises
    ------
    DkbmFehler
        With line, column and value, if a key is missing or double or a cell is no number.
    """
    raster = Raster.from_text(read_text(path), path.name, is_eigen=True)
    refuse_personendaten(raster)
    return read_breit(raster, aufbau)


def read_breit(raster: Raster, aufbau: Aufbau) -> Rohtabelle:
    """Read a table whose structure is known; see `Aufbau`."""
    kopf_zeile, kopf, koerper = _read_columns(raster, aufbau)
    values = [i for i, name in enumerate(kopf) if name and name not in aufbau.keys]
    if aufbau.wert:
        values = [kopf.index(aufbau.wert)]
    if not values:
        raise DkbmFehler(
            f"{raster.datei} hat keine Spalte mit Werten.",
            wo=raster.ort(kopf_zeile.nummer),
            rat="Bitte je Merkmal eine Spalte mit Zahlen ergänzen.",
        )
    raster.check_unmerged(kopf_zeile.nummer + 1, 1)
    breit = _Breit(raster, aufbau, kopf, koerper)
    return breit.read(values)


def _read_columns(raster: Raster, aufbau: Aufbau) -> tuple[Zeile, list[str], Koerper]:
    rows = raster.rows()
    kopf_zeile = next((zeile for zeile in rows if any(z.strip() for z in zeile.zellen)), None)
    if kopf_zeile is None:
        raise DkbmFehler(f"{raster.datei} ist leer.", wo=raster.datei)
    kopf = [zelle.strip() for zelle in kopf_zeile.zellen]
    _check_head(kopf, aufbau, raster, kopf_zeile.nummer)
    body = next((zeile for zeile in rows if any(z.strip() for z in zeile.zellen)), None)
    if body is None:
        raise DkbmFehler(
            f"{raster.datei} enthält nur die Spaltenköpfe, aber keine Zeile mit Werten.",
            wo=raster.ort(kopf_zeile.nummer),
            rat="Bitte die Werte ergänzen oder die Datei entfernen.",
        )
    koerper = raster.columns(body, len(kopf))
    for nummer in (n for n, name in enumerate(kopf) if not name):
        _check_nameless(koerper, nummer, raster)
    while kopf and not kopf[-1]:
        kopf.pop()
    return kopf_zeile, kopf, koerper


def _check_nameless(koerper: Koerper, nummer: int, raster: Raster) -> None:
    """Refuse values under no name; a separator too many makes an empty column only."""
    texte = encode_texts(koerper.spalten[nummer])
    if text := next(filter(None, texte.werte), ""):
        raise DkbmFehler(
            f"Spalte {nummer + 1} hat keinen Namen, aber Werte („{text[:40]}“).",
            wo=raster.ort(int(koerper.nummern[texte.find_first(text)]), nummer + 1),
            rat="Bitte der Spalte einen Namen geben.",
        )


def _check_head(kopf: list[str], aufbau: Aufbau, raster: Raster, nummer: int) -> None:
    for name in (*aufbau.keys, aufbau.wert):
        if name and name not in kopf:
            aehnlich = nearest(name, kopf, 1)
            raise DkbmFehler(
                f"In {raster.datei} fehlt die Spalte „{name}“.",
                wo=raster.ort(nummer),
                rat=f"Bitte die Spalte „{aehnlich[0]}“ in „{name}“ umbenennen."
                if aehnlich
                else f"Bitte eine Spalte „{name}“ ergänzen.",
            )
    doppelt = next((name for name in kopf if name and kopf.count(name) > 1), None)
    if doppelt is not None:
        raise DkbmFehler(f"Die Spalte „{doppelt}“ steht zweimal.", wo=raster.ort(nummer))


class _Breit:
    """One plain table on its way to a Rohtabelle."""

    def __init__(self, raster: Raster, aufbau: Aufbau, kopf: list[str], koerper: Koerper) -> None:
        self.raster, self.aufbau, self.kopf, self.koerper = raster, aufbau, kopf, koerper
        self.laenge = len(koerper.nummern)

    def ort(self, zeile: int, name: str = "") -> str:
        """Name the place of the n-th row, and of a column by its head."""
        wo = self.raster.ort(int(self.koerper.nummern[zeile]))
        return f"{wo}, Spalte {name}" if name else wo

    def texts(self, name: str, fest: str = "") -> Kategorie:
        """Return a column as stripped texts, or the fixed text where there is none."""
        if not name:
            return Kategorie.constant(fest, self.laenge)
        return encode_texts(self.koerper.spalten[self.kopf.index(name)])

    def read(self, values: list[int]) -> Rohtabelle:
        """Read keys and values."""
        zeit = self._read_time()
        keys = self.texts(self.aufbau.ags, self.aufbau.fester_ags)
        labels = [self.texts(name) for name in self.aufbau.schluessel]
        joined = join_labels(labels, TRENNER, self.laenge)
        gebiete = self._read_gebiete(keys)
        merkmal = self.texts(self.aufbau.merkmal)
        check_duplicates([zeit, gebiete.ags, joined, merkmal], self.ort, self.raster.rat)
        anzahl = len(values)
        names = [self.kopf[i] for i in values]
        spalte = np.array([i + 1 for i in values], dtype=np.int32)
        heads = Kategorie(np.arange(anzahl, dtype=np.int32), names).tile(self.laenge)
        texte = {
            "zeit": zeit.repeat(anzahl),
            "schluessel": joined.repeat(anzahl),
            "kopf": merkmal.repeat(anzahl) if self.aufbau.merkmal else heads,
            "einheit": self.texts(self.aufbau.einheit).repeat(anzahl),
        }
        daten = build_daten(
            *(texte, gebiete, self._read_values(values)),
            np.repeat(self.koerper.nummern, anzahl),
            np.tile(spalte, self.laenge),
        )
        return Rohtabelle(
            *(self.aufbau.code, self.raster.datei.rsplit("/")[-1].rsplit(".", 1)[0], daten),
            blatt=self.raster.blatt,
            datei=self.raster.datei,
            hinweise=tuple(gebiete.hinweise),
        )

    def _read_time(self) -> Kategorie:
        zeit = self.texts(self.aufbau.jahr, self.aufbau.festes_jahr)
        zeit = zeit.map(clean_zeit)
        for text in zeit.werte:
            if not is_zeit(text):
                raise DkbmFehler(
                    f"„{text}“ ist kein Jahr.",
                    wo=self.ort(zeit.find_first(text), self.aufbau.jahr),
                    rat="Bitte eine vierstellige Jahreszahl eintragen.",
                )
        return zeit

    def _read_gebiete(self, keys: Kategorie) -> Gebiete:
        names = self.texts(self.aufbau.name)
        if keys.werte == [""]:
            text = "Die Tabelle nennt kein Gebiet."
            hinweis = Hinweis("ohne_gebiet", text, self.raster.datei)
            return Gebiete(keys, names, keys, [hinweis])
        if not self.aufbau.ags and find_ebene(self.aufbau.fester_ags) is None:
            return Gebiete(keys, names, Kategorie.constant("", self.laenge), [])
        ags = self.aufbau.ags
        return read_gebiete(keys, names, lambda row: self.ort(row, ags), self.raster.rat)

    def _read_values(self, values: list[int]) -> Werte:
        def ort(stelle: int) -> str:
            spalte, zeile = divmod(stelle, self.laenge)
            return self.ort(zeile, self.kopf[values[spalte]])

        cells = pa.concat_arrays([self.koerper.spalten[i] for i in values])
        vorrang = "." if self.raster.trenner == "," else ","
        werte = split_values(cells, ort, vorrang, self.raster.rat)
        by_row = (len(values), self.laenge)
        codes = werte.zeichen.codes.reshape(by_row).T.ravel()
        return Werte(werte.wert.reshape(by_row).T.ravel(), Kategorie(codes, werte.zeichen.werte))
