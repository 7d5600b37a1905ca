"""One sheet or text table as rows and columns of text, before anything is understood."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from statistics import median

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pacsv
from openpyxl.utils import get_column_letter

from dkbm.fehler import DkbmFehler
from dkbm.quellen.fuss import find_foot
from dkbm.quellen.kodierung import decode_and_compare
from dkbm.sprache.zahlen import format_zahl

__all__ = [
    "HOECHSTENS_SPALTEN",
    "HOECHSTENS_ZELLEN",
    "Bereich",
    "Koerper",
    "Raster",
    "Zeile",
    "check_cells",
    "find_trenner",
]

HOECHSTENS_SPALTEN = 16_384
"""Excel's own limit."""
HOECHSTENS_ZELLEN = 10_000_000
"""The largest official table known here has 0.8 million cells."""
HOECHSTENS_ZEILEN = 2_000_000
_KOPF = 100_000
"""Characters that are quickly encoded again to find a place in the bytes."""
_TRENNER = (";", "\t", ",")
_BLOCK = 1 << 20
"""Bytes that Arrow parses at a time; what fits the processor's cache is three times as fast."""
Bereich = tuple[int, int, int, int]
"""First row, first column, last row, last column; counted from 1."""
_NEU = "Bitte die Datei unverändert neu herunterladen."


@dataclass(frozen=True)
class Zeile:
    """One row: its number in the file (from 1), its cells, where it begins."""

    nummer: int
    zellen: list[str]
    anfang: int


@dataclass(frozen=True)
class Koerper:
    """The rows below the head as columns of equal length, with their numbers in the file."""

    spalten: list[pa.Array]
    nummern: npt.NDArray[np.int32]


@dataclass(frozen=True)
class Raster:
    """Rows and columns of text.

    Attributes
    ----------
    datei
        Name for messages.
    text
        Content of a text file without its foot; empty for sheets.
    trenner
        Separator of a text file.
    zeilen
        Rows of a sheet without its foot; empty for text files.
    blatt
        Name of the sheet.
    fuss
        The foot below the line of underscores, as text.
    is_whole
        Whether the table ends where its author ended it: with a foot or a line end.
    verbunden
        Merged ranges of a sheet; their text stands in each of their cells.
    is_eigen
        Whether people of the Kommune wrote the file: no download mends it.
    roh
        ``text`` in UTF-8, where the file came like that.
    """

    datei: str
    text: str = ""
    trenner: str = ";"
    zeilen: Sequence[list[str]] = field(default=())
    blatt: str = ""
    fuss: str = ""
    is_whole: bool = True
    verbunden: Sequence[Bereich] = field(default=())
    is_eigen: bool = False
    roh: bytes = field(default=b"", repr=False)

    @classmethod
    def from_bytes(cls, inhalt: bytes, datei: str) -> Raster:
        """Take a text file apart; its bytes are kept where Arrow can read them as they are."""
        text, is_utf8 = decode_and_compare(inhalt, datei)
        raster = cls.from_text(text, datei)
        if not is_utf8:
            return raster
        fuss = len(text[len(raster.text) :].encode())
        return replace(raster, roh=inhalt[: len(inhalt) - fuss])

    @classmethod
    def from_text(cls, text: str, datei: str, is_eigen: bool = False) -> Raster:
        """Take a decoded text file apart: separator, table, foot."""
        if len(text) > HOECHSTENS_ZEILEN and text.count("\n") > HOECHSTENS_ZEILEN:
            raise DkbmFehler(
                f"{datei} hat mehr als {format_zahl(HOECHSTENS_ZEILEN / 1e6)} Millionen Zeilen.",
                wo=datei,
                rat="Bitte die Tabelle nach Jahren oder Gebieten geteilt herunterladen.",
            )
        start, end = find_foot(text)
        table = text[:start]
        whole = not table or table.endswith("\n")
        return cls(
            *(datei, table, find_trenner(table)),
            fuss=text[end:],
            is_whole=whole,
            is_eigen=is_eigen,
        )

    @property
    def rat(self) -> str:
        """What to do where the file is at fault."""
        return "Bitte die Stelle in der Datei berichtigen." if self.is_eigen else _NEU

    def ort(self, zeile: int, spalte: int | None = None) -> str:
        """Name a place for messages; both counted from 1."""
        if self.blatt:
            if spalte is None:
                return f"{self.datei}, Blatt „{self.blatt}“, Zeile {zeile}"
            return f"{self.datei}, Blatt „{self.blatt}“, Zelle {get_column_letter(spalte)}{zeile}"
        return f"{self.datei}, Zeile {zeile}" + (f", Spalte {spalte}" if spalte else "")

    def rows(self, anfang: int = 0, nummer: int = 1, ende: int | None = None) -> Iterator[Zeile]:
        """Yield the rows one by one, from a given place on."""
        if not self.text:
            stop = len(self.zeilen) if ende is None else ende
            for i in range(anfang, stop):
                yield Zeile(i + 1, self.zeilen[i], i)
            return
        lines = _Zeilenleser(self.text, anfang, ende, self)
        reader = csv.reader(lines, delimiter=self.trenner, strict=True)
        start = anfang
        while True:
            zeile = nummer + lines.gelesen
            try:
                zellen = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise DkbmFehler(
                    "Ein Anführungszeichen steht falsch oder fehlt.",
                    wo=self.ort(zeile),
                    rat=self.rat,
                ) from error
            yield Zeile(zeile, zellen or [""], start)
            start = lines.stelle

    def columns(self, ab: Zeile, breite: int, ende: int | None = None) -> Koerper:
        """Read all rows from ``ab`` to ``ende`` as columns; blank rows are left out.

        Raises
        ------
        DkbmFehler
            If a row has another number of cells, or there are too many.
        """
        if self.text:
            koerper = self._read_fast(ab, breite, ende)
            if koerper is not None:
                return koerper
        rows: list[list[str]] = []
        nummern: list[int] = []
        for zeile in self.rows(ab.anfang, ab.nummer, ende):
            if any(zelle.strip() for zelle in zeile.zellen):
                self._check_width(zeile, breite)
                rows.append(zeile.zellen)
                nummern.append(zeile.nummer)
                if len(rows) % 10_000 == 0:
                    check_cells(len(rows) * breite, self.datei)
        spalten = [pa.array(spalte, pa.string()) for spalte in zip(*rows, strict=True)]
        leer = [pa.array([], pa.string())] * breite
        return Koerper(spalten or leer, np.array(nummern, dtype=np.int32))

    def check_unmerged(self, ab_zeile: int, ab_spalte: int) -> None:
        """Refuse values in merged cells: to which of the cells they belong is not known."""
        for r1, c1, r2, c2 in self.verbunden:
            if r2 >= ab_zeile and c2 >= ab_spalte:
                raise DkbmFehler(
                    "Werte stehen in verbundenen Zellen; welcher Zelle der Wert gilt, "
                    "ist nicht zu erkennen.",
                    wo=self.ort(r1, c1),
                    rat="Bitte die Verbindung aufheben und die Werte einzeln eintragen.",
                )

    def _check_width(self, zeile: Zeile, breite: int) -> None:
        if len(zeile.zellen) != breite:
            raise DkbmFehler(
                f"Die Zeile hat {format_zahl(len(zeile.zellen))} statt {format_zahl(breite)} "
                "Spalten.",
                wo=self.ort(zeile.nummer),
                rat=f"Bitte {format_zahl(breite)} Zellen wie in der Kopfzeile schreiben."
                if self.is_eigen
                else f"Die Datei ist wohl unvollständig oder verändert: {_NEU}",
            )

    def _read_fast(self, ab: Zeile, breite: int, ende: int | None) -> Koerper | None:
        """Let Arrow read rows without quotes; what it cannot read is read row by row."""
        data = self._encode(ab.anfang, ende)
        if not data or b'"' in data:
            return None
        breaks = int(np.count_nonzero(np.frombuffer(data, dtype=np.uint8) == ord("\n")))
        anzahl = breaks + (not data.endswith(b"\n"))
        check_cells(anzahl * breite, self.datei)
        names = [str(i) for i in range(breite)]
        try:
            table = pacsv.read_csv(
                pa.BufferReader(data),
                pacsv.ReadOptions(
                    column_names=names,
                    use_threads=False,
                    block_size=_BLOCK,
                ),
                pacsv.ParseOptions(delimiter=self.trenner, quote_char=False, double_quote=False),
                pacsv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()),
                    strings_can_be_null=False,
                    check_utf8=False,
                ),
            )
        except pa.ArrowInvalid:
            return None
        if table.num_rows != anzahl:  # Arrow passes over blank rows
            return None
        nummern = np.arange(ab.nummer, ab.nummer + anzahl, dtype=np.int32)
        return Koerper([_one_chunk(table.column(i)) for i in range(breite)], nummern)

    def _encode(self, anfang: int, ende: int | None) -> bytes:
        """Return a part of the text in UTF-8; near the start its place in the bytes is known."""
        if self.roh and ende is None and anfang <= _KOPF:
            return self.roh[len(self.text[:anfang].encode()) :]
        return self.text[anfang:ende].encode()


def _one_chunk(spalte: pa.ChunkedArray) -> pa.Array:
    return spalte.chunk(0) if spalte.num_chunks == 1 else spalte.combine_chunks()


class _Zeilenleser:
    """Physical lines of a text for csv.reader, with their place; too wide ones are refused."""

    def __init__(self, text: str, anfang: int, ende: int | None, raster: Raster) -> None:
        self.text, self.stelle, self.raster = text, anfang, raster
        self.ende = len(text) if ende is None else ende
        self.gelesen = 0

    def __iter__(self) -> _Zeilenleser:
        return self

    def __next__(self) -> str:
        if self.stelle >= self.ende:
            raise StopIteration
        stop = self.text.find("\n", self.stelle, self.ende)
        stop = self.ende if stop < 0 else stop + 1
        line = self.text[self.stelle : stop]
        too_long = len(line) > HOECHSTENS_SPALTEN
        if too_long and line.count(self.raster.trenner) >= HOECHSTENS_SPALTEN:
            raise DkbmFehler(
                f"Eine Zeile hat mehr als {format_zahl(HOECHSTENS_SPALTEN)} Spalten.",
                wo=self.raster.datei,
                rat=self.raster.rat,
            )
        self.stelle = stop
        self.gelesen += 1
        return line


def check_cells(anzahl: int, datei: str) -> None:
    """Refuse tables with more cells than can be held."""
    if anzahl > HOECHSTENS_ZELLEN:
        raise DkbmFehler(
            f"{datei} hat mehr als {format_zahl(HOECHSTENS_ZELLEN / 1e6)} Millionen Zellen.",
            wo=datei,
            rat="Bitte die Tabelle nach Jahren oder Gebieten geteilt herunterladen.",
        )


def find_trenner(text: str) -> str:
    """Find the separator: the first of ``;``, tab and ``,`` that most of the lines have."""
    lines = [line for line in islice(io.StringIO(text[:100_000]), 60) if line.strip()]
    for trenner in _TRENNER:
        if lines and median(line.count(trenner) for line in lines) >= 1:
            return trenner
    return next((trenner for trenner in _TRENNER if lines and trenner in lines[0]), ";")
