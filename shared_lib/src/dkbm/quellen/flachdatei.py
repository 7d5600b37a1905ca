"""Reader for both flat CSV of GENESIS databases.

Current form (since 2024): ``statistics_code;…;time;1_variable_code;…;value;value_unit;
value_variable_code;value_variable_label`` with ``value_q`` where asked for. Old form:
``Statistik_Code;…;Zeit;1_Merkmal_Code;…;1_Auspraegung_Label`` and one value column per measure,
``CODE__Label__Einheit``, with ``…__q`` beside it. Source: files of the databases and pystatis.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dkbm.fehler import DkbmFehler, nearest
from dkbm.quellen.aufbereitung import build_daten, check_duplicates, read_gebiete
from dkbm.quellen.langform import Kategorie, encode_texts, join_labels
from dkbm.quellen.raster import Koerper, Raster, Zeile
from dkbm.quellen.region import is_key
from dkbm.quellen.rohtabelle import TRENNER, Rohtabelle
from dkbm.quellen.zeichen import OHNE_ZAHL, Werte, split_values
from dkbm.quellen.zeit import is_zeit

__all__ = ["is_flachdatei", "read_flachdatei"]

_REGIONAL = re.compile(
    r"(KREIS|DLAND|DINSG|REGBEZ|GEMEIN|GEOGM|GEOLK|GEOBL|GEORB|GEODL|GEOVB)\w*|DG"
)
_WERTSPALTE = re.compile(r"([^_].*?)__(.*)__([^_]*)")
_GUETE = ("", "()", *"prseb", *sorted(OHNE_ZAHL))
_NEU = "Bitte die Datei unverändert neu herunterladen."


@dataclass(frozen=True)
class _Form:
    """Column names of one of the two forms."""

    code: str
    titel: str
    zeit: str
    merkmal: str
    auspraegung: str
    label: str


_NEUE = _Form(
    *("statistics_code", "statistics_label", "time"),
    *("{}_variable_code", "{}_variable_attribute_code", "{}_variable_attribute_label"),
)
_ALTE = _Form(
    *("Statistik_Code", "Statistik_Label", "Zeit"),
    *("{}_Merkmal_Code", "{}_Auspraegung_Code", "{}_Auspraegung_Label"),
)


def is_flachdatei(raster: Raster) -> bool:
    """Say whether the first cell is that of a flat file, old or current."""
    return _find_form(next(raster.rows()).zellen) is not None


def _find_form(kopf: list[str]) -> _Form | None:
    return next((form for form in (_NEUE, _ALTE) if kopf[0].strip() == form.code), None)


def read_flachdatei(raster: Raster) -> Rohtabelle:
    """Read one flat file; the labels of the non-regional variables become ``schluessel``.

    Raises
    ------
    DkbmFehler
        If a column is missing, the regional variable is unclear, a value cannot be understood
        or the file breaks off.
    """
    erste = next(raster.rows())
    kopf = [zelle.strip() for zelle in erste.zellen]
    form = _find_form(kopf)
    assert form is not None
    doppelt = next((name for name in kopf if kopf.count(name) > 1), None)
    if doppelt is not None:
        raise DkbmFehler(f"Die Spalte „{doppelt}“ steht zweimal.", wo=raster.ort(1), rat=_NEU)
    koerper = _read_koerper(raster, erste, len(kopf))
    raster.check_unmerged(2, 1)
    flach = _Flach(raster, kopf, koerper, form)
    return flach.read_new() if form is _NEUE else flach.read_old()


def _read_koerper(raster: Raster, erste: Zeile, breite: int) -> Koerper:
    rows = raster.rows()
    next(rows)
    second = next(rows, None)
    if second is None:
        raise DkbmFehler(f"{raster.datei} enthält nur den Kopf.", wo=raster.ort(1), rat=_NEU)
    koerper = raster.columns(second, breite)
    if not raster.is_whole:
        raise DkbmFehler(
            f"{raster.datei} bricht ab: Die letzte Zeile hat kein Ende.",
            wo=raster.ort(int(koerper.nummern[-1])),
            rat=_NEU,
        )
    return koerper


class _Flach:
    """One flat file on its way to a Rohtabelle."""

    def __init__(self, raster: Raster, kopf: list[str], koerper: Koerper, form: _Form) -> None:
        self.raster, self.kopf, self.koerper, self.form = raster, kopf, koerper, form
        self.laenge = len(koerper.nummern)

    def ort(self, zeile: int, name: str = "") -> str:
        """Name the place of the n-th row, and of a column."""
        spalte = self.kopf.index(name) + 1 if name else None
        return self.raster.ort(int(self.koerper.nummern[zeile]), spalte)

    def cells(self, name: str) -> pa.Array:
        """Return a column as it stands in the file."""
        if name not in self.kopf:
            similar = nearest(name, self.kopf, 1)
            raise DkbmFehler(
                f"In {self.raster.datei} fehlt die Spalte „{name}“.",
                wo=self.raster.ort(1),
                rat=_NEU + (f" Am ähnlichsten ist „{similar[0]}“." if similar else ""),
            )
        return self.koerper.spalten[self.kopf.index(name)]

    def texts(self, name: str) -> Kategorie:
        """Return a column as stripped texts."""
        return encode_texts(self.cells(name))

    def values(self, names: list[str], qualities: list[str]) -> Werte:
        """Read value columns row by row, each with the signs of its quality column if present."""
        cells = pa.concat_arrays([self.cells(name) for name in names])

        def ort(stelle: int) -> str:
            spalte, zeile = divmod(stelle, self.laenge)
            return self.ort(zeile, names[spalte])

        werte = split_values(cells, ort)
        by_row = (len(names), self.laenge)
        zahlen = werte.wert.reshape(by_row)
        # Above the signs in the cells, the codes of quality signs beside plain numbers.
        signs = werte.zeichen.werte + list(_GUETE)
        codes = werte.zeichen.codes.reshape(by_row).copy()
        for i, guete in enumerate(qualities):
            if guete in self.kopf:
                quality = self.quality(guete, len(werte.zeichen.werte))
                plain = ~np.isnan(zahlen[i]) & (codes[i] == 0) & (quality >= 0)
                codes[i][plain] = quality[plain]
        zeichen = Kategorie(codes.T.ravel(), signs).map(str)
        return Werte(zahlen.T.ravel(), zeichen)

    def quality(self, name: str, offset: int) -> npt.NDArray[np.int32]:
        """Return the place of each row's quality sign in `_GUETE`, moved by ``offset``."""
        quality = self.texts(name)
        for text in quality.werte:
            if text not in _GUETE:
                raise DkbmFehler(
                    f"„{text}“ ist kein bekanntes Qualitätszeichen.",
                    wo=self.ort(quality.find_first(text), name),
                    rat=_NEU,
                )
        place = [list(_GUETE).index(text) + offset if text else -1 for text in quality.werte]
        return np.array(place, dtype=np.int32)[quality.codes]

    def keys(self) -> tuple[Kategorie, Kategorie, Kategorie, Kategorie]:
        """Return time, region, its name and the joined labels of the other variables."""
        zeit = self.texts(self.form.zeit)
        for text in zeit.werte:
            if not is_zeit(text):
                raise DkbmFehler(
                    f"„{text}“ ist kein Zeitpunkt.",
                    wo=self.ort(zeit.find_first(text), self.form.zeit),
                    rat=_NEU,
                )
        anzahl = 1
        while self.form.auspraegung.format(anzahl) in self.kopf:
            anzahl += 1
        region = self._find_region(anzahl)
        rest = [k for k in range(1, anzahl) if k != region]
        labels = [self.texts(self.form.label.format(k)) for k in rest]
        keys = self.texts(self.form.auspraegung.format(region))
        names = self.texts(self.form.label.format(region))
        return zeit, keys, names, join_labels(labels, TRENNER, self.laenge)

    def _find_region(self, anzahl: int) -> int:
        """Find the variable of the regions by its code, else by its keys."""
        by_code, by_key = [], []
        for k in range(1, anzahl):
            if all(map(_REGIONAL.fullmatch, self.texts(self.form.merkmal.format(k)).werte)):
                by_code.append(k)
            werte = self.texts(self.form.auspraegung.format(k)).werte
            if all(map(is_key, werte)):
                by_key.append(k)
        found = by_code or by_key
        if len(found) != 1:
            raise DkbmFehler(
                f"{self.raster.datei} hat keine eindeutige Spalte mit Regionalschlüsseln.",
                wo=self.raster.ort(1),
                rat="Bitte die Tabelle mit genau einem regionalen Merkmal herunterladen.",
            )
        return found[0]

    def title(self) -> tuple[str, str]:
        """Return code and title; a file of several statistics has no single one."""
        codes = self.texts(self.form.code)
        if len(codes.werte) > 1:
            raise DkbmFehler(
                f"{self.raster.datei} enthält mehrere Statistiken: {', '.join(codes.werte[:5])}.",
                wo=self.ort(codes.find_first(codes.werte[1])),
                rat="Bitte jede Statistik einzeln herunterladen.",
            )
        return codes.werte[0], self.texts(self.form.titel).werte[0]

    def read_new(self) -> Rohtabelle:
        """Read the current form: one value per row, its measure and unit beside it."""
        zeit, keys, names, labels = self.keys()
        werte = self.values(["value"], ["value_q"])
        kopf, einheit = self.texts("value_variable_label"), self.texts("value_unit")
        row_ort: Callable[[int], str] = self.ort
        check_duplicates([zeit, keys, labels, kopf, einheit], row_ort)
        texte = {"zeit": zeit, "schluessel": labels, "kopf": kopf, "einheit": einheit}
        spalte = np.full(self.laenge, self.kopf.index("value") + 1, dtype=np.int32)
        gebiete = read_gebiete(keys, names, row_ort)
        daten = build_daten(texte, gebiete, werte, self.koerper.nummern, spalte)
        code, titel = self.title()
        return Rohtabelle(
            *(code, titel, daten, "", "", self.raster.blatt, self.raster.datei),
            hinweise=tuple(gebiete.hinweise),
        )

    def read_old(self) -> Rohtabelle:
        """Read the old form: one column per measure, named ``CODE__Label__Einheit``."""
        zeit, keys, gebietsnamen, labels = self.keys()
        columns = [
            (i, match)
            for i, name in enumerate(self.kopf)
            if not name.endswith("__q") and (match := _WERTSPALTE.fullmatch(name))
        ]
        if not columns:
            raise DkbmFehler(
                f"In {self.raster.datei} fehlt die Wertspalte (NAME__Bezeichnung__Einheit).",
                wo=self.raster.ort(1),
                rat=_NEU,
            )
        check_duplicates([zeit, keys, labels], self.ort)
        names = [self.kopf[i] for i, _ in columns]
        werte = self.values(names, [f"{name}__q" for name in names])
        anzahl = len(columns)
        heads = [match[2].replace("_", " ") for _, match in columns]
        units = [match[3].replace("_", " ") for _, match in columns]
        numbers = np.arange(anzahl, dtype=np.int32)
        texte = {
            "zeit": zeit.repeat(anzahl),
            "schluessel": labels.repeat(anzahl),
            "kopf": Kategorie(numbers, heads).map(str).tile(self.laenge),
            "einheit": Kategorie(numbers, units).map(str).tile(self.laenge),
        }
        spalte = np.array([i + 1 for i, _ in columns], dtype=np.int32)
        gebiete = read_gebiete(keys, gebietsnamen, self.ort)
        daten = build_daten(
            *(texte, gebiete, werte),
            np.repeat(self.koerper.nummern, anzahl),
            np.tile(spalte, self.laenge),
        )
        code, titel = self.title()
        return Rohtabelle(
            *(code, titel, daten, "", "", self.raster.blatt, self.raster.datei),
            hinweise=tuple(gebiete.hinweise),
        )
