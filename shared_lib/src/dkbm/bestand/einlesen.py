"""Take files into the project's store, and say of each what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from dkbm.bestand.abgleich import (
    Abgleich,
    compare_rows,
    keep_latest,
    list_keys,
    lists_parts,
    merge_rows,
)
from dkbm.bestand.ablage import ERSTE_QUELLE, Ablage, open_ablage, save_ablage
from dkbm.bestand.aufnahme import Aufnahme, Herkunft, place_in, take_in
from dkbm.bestand.bestand import open_bestand
from dkbm.bestand.manifest import Quelle
from dkbm.bestand.urheber import find_urheber
from dkbm.datei import is_beiwerk
from dkbm.fehler import DkbmFehler
from dkbm.quellen.katalog import list_missing
from dkbm.quellen.kodierung import read_bytes
from dkbm.quellen.lesen import read_tabellen
from dkbm.quellen.rohtabelle import Rohtabelle
from dkbm.sprache.woerter import join_und
from dkbm.sprache.zahlen import format_zahl

__all__ = ["Einlesung", "list_dateien", "read_into"]

FORMULAR = "formular-"
"""How the codes of forms begin."""
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
            found = [
                p for p in below if p.is_file() and not is_beiwerk(p.name) and p.name[0] != "."
            ]
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
            same = self._find_same(datei)
            if before := self._find_read(same):
                return [Einlesung(datei, quelle) for quelle in before]
            aufnahmen = list(self._take_in(datei))
        except DkbmFehler as fehler:
            return [Einlesung(datei, fehler=fehler)]
        if misfit := self._find_misfit(datei, [aufnahme for _, aufnahme in aufnahmen]):
            return [Einlesung(datei, fehler=misfit)]
        forgotten = self._forget_elsewhere(same)
        return [
            replace(e, hinweise=(*e.hinweise, *forgotten))
            for e in (self._add(datei, roh, aufnahme) for roh, aufnahme in aufnahmen)
        ]

    def _take_in(self, datei: Path) -> Iterator[tuple[Rohtabelle, Aufnahme]]:
        erste = max([ERSTE_QUELLE - 1, *self.quellen]) + 1
        for nummer, roh in enumerate(read_tabellen(datei), start=erste):
            placed = place_in(self.gebiet, roh)
            aufnahme = take_in(nummer, placed, _describe_datei(datei, roh))
            gebiet = "" if placed is roh else self.gebiet
            yield placed, replace(aufnahme, quelle=replace(aufnahme.quelle, gebiet=gebiet))

    def _find_misfit(self, datei: Path, aufnahmen: Iterable[Aufnahme]) -> DkbmFehler | None:
        """Refuse a table whose name stands for one with other breakdowns already."""
        for aufnahme in aufnahmen:
            alt = self.get(aufnahme.datensatz)
            if alt is not None and set(list_keys(alt)) != set(list_keys(aufnahme.daten)):
                return DkbmFehler(
                    f"Unter dem Namen „{aufnahme.datensatz}“ liegt im Datenbestand schon eine "
                    "Tabelle mit anderen Spalten.",
                    wo=str(datei),
                    rat="Bitte die Datei umbenennen und neu einlesen.",
                )
        return None

    def list_used(self) -> list[Quelle]:
        """Return the sources that rows still rest on."""
        used = {int(q) for frame in self._all_frames() for q in frame["quelle"].unique()}
        return [quelle for nummer, quelle in sorted(self.quellen.items()) if nummer in used]

    def _all_frames(self) -> Iterable[pd.DataFrame]:
        names = {*self.ablage.dateien, *self.frames}
        return (frame for name in sorted(names) if (frame := self.get(name)) is not None)

    def _find_read(self, same: Sequence[Quelle]) -> list[Quelle]:
        from dkbm import __version__

        if any(map(self._is_elsewhere, same)):
            return []
        return [quelle for quelle in same if quelle.leser == __version__]

    def _find_same(self, datei: Path) -> list[Quelle]:
        sha256 = hashlib.sha256(read_bytes(datei)).hexdigest()
        return [quelle for quelle in self.quellen.values() if quelle.sha256 == sha256]

    def _is_elsewhere(self, quelle: Quelle) -> bool:
        """Whether a file was read for another Gebiet than is named now."""
        return bool(self.gebiet and quelle.gebiet) and quelle.gebiet != self.gebiet

    def _forget_elsewhere(self, same: Sequence[Quelle]) -> list[str]:
        """Drop what the same file brought under a Gebiet that was named by mistake; say so."""
        texte = []
        for quelle in filter(self._is_elsewhere, same):
            frame = self.get(quelle.datensatz)
            if frame is not None:
                bleibt = frame[frame["quelle"] != quelle.id]
                self.frames[quelle.datensatz] = bleibt.reset_index(drop=True)
            del self.quellen[quelle.id]
            texte.append(
                f"Zurückgenommen ist, was diese Datei zuvor für {quelle.gebiet} brachte. "
                f"Hatten die Werte eigene Werte für {quelle.gebiet} ersetzt, fehlen diese jetzt."
            )
        return texte

    def _add(self, datei: Path, roh: Rohtabelle, aufnahme: Aufnahme) -> Einlesung:
        quelle, datensatz = aufnahme.quelle, aufnahme.datensatz
        self.quellen[quelle.id] = quelle
        visible = self._get_visible(datensatz)
        rang = {nummer: rank_quelle(q) for nummer, q in self.quellen.items()}
        fassungen = self._list_fassungen(roh, quelle)
        frame = merge_rows(self.get(datensatz), aufnahme.daten, rang, fassungen)
        frame, entfallen = keep_latest(frame, fassungen, rang)
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
                *self._note_gone(entfallen, quelle),
                *_note_kept(aufnahme.daten, wirksam, is_formular=bool(fassungen)),
                *(_note_empty(aufnahme.daten, wirksam) if fassungen else ()),
            ),
            aufnahme.bekannt,
        )

    def _get_visible(self, datensatz: str) -> pd.DataFrame | None:
        bestand = replace(self.embedded, projekt={}, eigene={})
        if (own := self.get(datensatz)) is not None:
            bestand = replace(bestand, eigene={datensatz: own})
        return bestand.load(datensatz) if datensatz in bestand.datensaetze else None

    def _list_fassungen(self, roh: Rohtabelle, quelle: Quelle) -> list[int]:
        """Return the numbers of all editions of a form; none for other tables."""
        if not roh.code.startswith(FORMULAR):
            return []
        return [q.id for q in self.quellen.values() if q.tabelle == quelle.tabelle]

    def _note_gone(self, entfallen: pd.DataFrame, quelle: Quelle) -> list[str]:
        """Name the earlier editions of a form whose rows the new one no longer has."""
        frueher = [self.quellen[int(q)] for q in entfallen["quelle"].unique() if q != quelle.id]
        anzahl = int((entfallen["quelle"] != quelle.id).sum())
        if not frueher:
            return []
        wort = "1 Wert ist" if anzahl == 1 else f"{format_zahl(anzahl)} Werte sind"
        namen = join_und(sorted({f"„{q.datei}“" for q in frueher}))
        return [
            f"{wort} entfallen: {namen} hatte Zeilen, die in dieser Fassung des Formulars nicht "
            "mehr stehen. Liefern mehrere Stellen dasselbe Formular, gehören ihre Zeilen in eine "
            "gemeinsame Datei."
        ]

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


def _note_kept(daten: pd.DataFrame, wirksam: pd.DataFrame, *, is_formular: bool) -> list[str]:
    """Count the values that a newer file has already; empty cells of a form are none."""
    gezaehlt = [f[f["zeichen"] != "."] if is_formular else f for f in (daten, wirksam)]
    anzahl = len(gezaehlt[0]) - len(gezaehlt[1])
    if not anzahl:
        return []
    if is_formular:
        wort = "Ein Wert bleibt" if anzahl == 1 else f"{format_zahl(anzahl)} Werte bleiben"
        return [f"{wort} draußen: Eine neuere Fassung dieses Formulars geht vor."]
    wort = "Einen Wert" if anzahl == 1 else f"{format_zahl(anzahl)} Werte"
    geht = "dieser geht" if anzahl == 1 else "diese gehen"
    return [f"{wort} hat der Bestand schon aus einer Datei mit neuerem Stand; {geht} vor."]


def _note_empty(daten: pd.DataFrame, wirksam: pd.DataFrame) -> list[str]:
    """Say that empty cells took no number away, and how to take one away."""
    anzahl = int((daten["zeichen"] == ".").sum() - (wirksam["zeichen"] == ".").sum())
    if anzahl < 1 or lists_parts(daten):
        return []
    zellen = "1 Zelle ist" if anzahl == 1 else f"{format_zahl(anzahl)} Zellen sind"
    return [
        f"{zellen} leer, wo eine andere Fassung des Formulars eine Zahl hat; die Zahl bleibt. "
        "Soll sie entfallen, bitte „...“ eintragen."
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
    tabelle = roh.titel if roh.code.startswith(FORMULAR) else ""
    return Herkunft(datei, *find_urheber(roh), geaendert, tabelle)
