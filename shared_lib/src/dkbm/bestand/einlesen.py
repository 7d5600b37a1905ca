"""Take files into the project's store, and say of each what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from dkbm.bestand.abgleich import Abgleich, compare_rows, merge_rows
from dkbm.bestand.ablage import ERSTE_QUELLE, Ablage, open_ablage, save_ablage
from dkbm.bestand.aufnahme import Aufnahme, Herkunft, place_in, take_in
from dkbm.bestand.bestand import open_bestand
from dkbm.bestand.manifest import Quelle
from dkbm.bestand.urheber import find_urheber
from dkbm.fehler import DkbmFehler
from dkbm.quellen.katalog import list_missing
from dkbm.quellen.lesen import read_tabellen
from dkbm.quellen.rohtabelle import Rohtabelle
from dkbm.sprache.zahlen import format_zahl

__all__ = ["Einlesung", "list_dateien", "read_into"]

_ENDUNGEN = {".csv", ".txt", ".xlsx", ".xlsm", ".zip"}
"""Looked at in folders; a file that is named is read whatever it is called."""


@dataclass(frozen=True)
class Einlesung:
    """What came of one table of one file.

    Attributes
    ----------
    datei
        The file.
    quelle
        Entry of the manifest; none where the file was refused.
    abgleich
        What the table changed; none where it had been read before.
    uebergangen
        Values left out, by level.
    hinweise
        Warnings in German.
    bekannt
        Whether Kennzahlen use the table.
    fehler
        Why the file was refused.
    """

    datei: Path
    quelle: Quelle | None = None
    abgleich: Abgleich | None = None
    uebergangen: dict[str, int] = field(default_factory=dict)
    hinweise: tuple[str, ...] = ()
    bekannt: bool = True
    fehler: DkbmFehler | None = None


def list_dateien(pfade: Iterable[Path]) -> list[Path]:
    """Expand folders into the data files below them, in a fixed order.

    Raises
    ------
    DkbmFehler
        If a path does not exist or a folder holds no data file.
    """
    dateien: list[Path] = []
    for pfad in pfade:
        if pfad.is_dir():
            below = (p for p in sorted(pfad.rglob("*")) if p.suffix.lower() in _ENDUNGEN)
            found = [p for p in below if p.is_file() and not p.name.startswith((".", "~$"))]
            if not found:
                raise DkbmFehler(
                    "Im Ordner liegen keine Dateien zum Einlesen.",
                    wo=str(pfad),
                    rat="Erwartet werden CSV-, Excel- (xlsx) oder ZIP-Dateien.",
                )
            dateien += found
        elif pfad.is_file():
            dateien.append(pfad)
        else:
            raise DkbmFehler(f"„{pfad}“ gibt es nicht.", rat="Bitte Pfad und Schreibweise prüfen.")
    return list(dict.fromkeys(dateien))


def read_into(ordner: Path, dateien: Sequence[Path], gebiet: str = "") -> list[Einlesung]:
    """Read files and put them over the project's store.

    A file that is refused does not keep the others out. A file that was read before by this
    version of the library changes nothing. Of two files with the same values the one with the
    newer Stand wins, in whatever order they are read.

    Parameters
    ----------
    ordner
        The store of the project (``daten/bestand``).
    dateien
        What to read.
    gebiet
        AGS for tables that name no Gebiet themselves; without it they are refused.

    Raises
    ------
    DkbmFehler
        If the store itself is damaged or cannot be written.
    """
    werkbank = _Werkbank(open_ablage(ordner), gebiet)
    ergebnis = [einlesung for datei in dateien for einlesung in werkbank.add_datei(datei)]
    if werkbank.frames:
        bleibt = {k: v for k in werkbank.ablage.dateien if (v := werkbank.get(k)) is not None}
        save_ablage(ordner, {**bleibt, **werkbank.frames}, werkbank.list_used())
    return ergebnis


class _Werkbank:
    """The store while files are being added to it."""

    def __init__(self, ablage: Ablage, gebiet: str = "") -> None:
        self.ablage = ablage
        self.gebiet = gebiet
        self.embedded = open_bestand()
        self.quellen = {quelle.id: quelle for quelle in ablage.quellen}
        self.frames: dict[str, pd.DataFrame] = {}

    def get(self, datensatz: str) -> pd.DataFrame | None:
        """Return the project's rows of a data set."""
        return self.frames[datensatz] if datensatz in self.frames else self.ablage.load(datensatz)

    def add_datei(self, datei: Path) -> list[Einlesung]:
        """Add all tables of a file."""
        try:
            before = self._find_read(datei)
            if before:
                return [Einlesung(datei, quelle) for quelle in before]
            aufnahmen = [
                (roh, take_in(self._number(roh, nummer), roh, _describe_datei(datei, roh)))
                for nummer, roh in enumerate(self._read(datei))
            ]
        except DkbmFehler as fehler:
            return [Einlesung(datei, fehler=fehler)]
        return [self._add(datei, roh, aufnahme) for roh, aufnahme in aufnahmen]

    def _read(self, datei: Path) -> list[Rohtabelle]:
        return [place_in(self.gebiet, roh) for roh in read_tabellen(datei)]

    def list_used(self) -> list[Quelle]:
        """Return the sources that rows still rest on."""
        used = {int(q) for frame in self._all_frames() for q in frame["quelle"].unique()}
        return [quelle for nummer, quelle in sorted(self.quellen.items()) if nummer in used]

    def _all_frames(self) -> Iterable[pd.DataFrame]:
        names = {*self.ablage.dateien, *self.frames}
        return (frame for name in sorted(names) if (frame := self.get(name)) is not None)

    def _find_read(self, datei: Path) -> list[Quelle]:
        sha256 = hashlib.sha256(datei.read_bytes()).hexdigest()
        from dkbm import __version__

        return [
            quelle
            for quelle in self.quellen.values()
            if quelle.sha256 == sha256 and quelle.leser == __version__
        ]

    def _number(self, roh: Rohtabelle, nummer: int) -> int:
        return max([ERSTE_QUELLE - 1, *self.quellen]) + 1 + nummer

    def _add(self, datei: Path, roh: Rohtabelle, aufnahme: Aufnahme) -> Einlesung:
        quelle, datensatz = aufnahme.quelle, aufnahme.datensatz
        self.quellen[quelle.id] = quelle
        visible = self._get_visible(datensatz)
        rang = {nummer: rank_quelle(q) for nummer, q in self.quellen.items()}
        frame = merge_rows(self.get(datensatz), aufnahme.daten, rang)
        self.frames[datensatz] = frame
        # Only what the file has a say in: rows of a newer Stand stay as they are.
        wirksam = frame[frame["quelle"] == quelle.id]
        abgleich = compare_rows(visible, wirksam)
        return Einlesung(
            datei,
            quelle,
            abgleich,
            dict(aufnahme.uebergangen),
            (
                *(h.text for h in roh.hinweise),
                *_warn_parts(roh, aufnahme),
                *self._warn_older(quelle),
                *_note_kept(len(aufnahme.daten) - len(wirksam)),
            ),
            aufnahme.bekannt,
        )

    def _get_visible(self, datensatz: str) -> pd.DataFrame | None:
        bestand = replace(self.embedded, projekt={}, eigene={})
        if (own := self.get(datensatz)) is not None:
            bestand = replace(bestand, eigene={datensatz: own})
        return bestand.load(datensatz) if datensatz in bestand.datensaetze else None

    def _warn_older(self, quelle: Quelle) -> list[str]:
        newest = max(
            (q for q in self.embedded.quellen.values() if q.tabelle == quelle.tabelle),
            key=rank_quelle,
            default=None,
        )
        if newest is None or rank_quelle(newest)[0] <= rank_quelle(quelle)[0]:
            return []
        return [
            f"Der mitgelieferte Datenbestand hat diese Tabelle mit neuerem Stand ({newest.stand}). "
            "Die eingelesenen Werte gehen trotzdem vor."
        ]


def rank_quelle(quelle: Quelle) -> tuple[str, int]:
    """Rank a source: Stand as ISO date (day of retrieval where it names none), then number."""
    tag, _, rest = quelle.stand.partition(".")
    monat, _, jahr = rest.partition(".")
    iso = f"{jahr}-{monat}-{tag}" if jahr else quelle.abgerufen
    return (iso, quelle.id)


def _note_kept(anzahl: int) -> list[str]:
    if not anzahl:
        return []
    wort = "Wert hat" if anzahl == 1 else "Werte haben"
    return [
        f"{format_zahl(anzahl)} {wort} der Bestand schon aus einer Datei mit neuerem Stand; "
        "diese gehen vor."
    ]


def _warn_parts(roh: Rohtabelle, aufnahme: Aufnahme) -> list[str]:
    missing = list_missing(roh) if aufnahme.bekannt else []
    if not missing:
        return []
    return [
        "Der Tabelle fehlen Spalten, die sie sonst hat; Kennzahlen, die sie brauchen, ändern sich "
        f"nicht: {', '.join(missing)}."
    ]


def _describe_datei(datei: Path, roh: Rohtabelle) -> Herkunft:
    """Say where a file comes from, as far as it tells; its own date stands for the retrieval."""
    geaendert = datetime.fromtimestamp(datei.stat().st_mtime, UTC).date().isoformat()
    tabelle = roh.titel if roh.code.startswith("formular-") else ""
    return Herkunft(datei, *find_urheber(roh), geaendert, tabelle)
