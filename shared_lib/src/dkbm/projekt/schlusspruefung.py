"""The gate before publication: attack what lies in the public folder, and say what came out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dkbm.bestand import Bestand, open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.geheimhaltung import Schluessel, Verdeckung
from dkbm.geheimhaltung.angriff import (
    Befund,
    Fundstelle,
    Leck,
    attack,
    attack_tafeln,
    collect_facts,
    read_files,
    read_tafeln,
    read_texts,
    search,
)
from dkbm.geheimhaltung.primaer import QUELLE
from dkbm.projekt.aufzeichnung import read_spannen
from dkbm.projekt.ordner import Projekt
from dkbm.projekt.pruefsumme import hash_datei, list_dateien
from dkbm.projekt.schutz import VERMERK, verdecke
from dkbm.projekt.suchauftrag import list_gesucht

__all__ = ["Schlusspruefung", "check_ausgabe", "hash_files", "list_ausgabe"]

_SPANNE = re.compile(r"\b(?:19|20)\d{2}\s?[–-]\s?(?:19|20)\d{2}\b")


@dataclass(frozen=True)
class Schlusspruefung:
    """What the gate found.

    Attributes
    ----------
    dateien
        Published file, below the folder of the report, to its SHA-256.
    verdeckung
        The decision that holds now.
    felder
        What an attacker learns of each hidden or rounded cell from all that is shown.
    undicht
        Cells of ``felder`` with too narrow an interval, and those of single tables.
    hinnehmbar
        Official signs that official tables themselves give away: nothing of ours.
    lecks
        Places where a hidden number stands.
    vermerke
        Files in the public folder that carry the internal mark.
    stoerungen
        Files that cannot be searched, with the reason.
    """

    dateien: dict[str, str]
    verdeckung: Verdeckung
    felder: tuple[Befund, ...] = ()
    undicht: tuple[Befund, ...] = ()
    hinnehmbar: tuple[Befund, ...] = ()
    lecks: tuple[Leck, ...] = ()
    vermerke: tuple[str, ...] = ()
    stoerungen: tuple[str, ...] = ()

    @property
    def bestanden(self) -> bool:
        """Whether nothing speaks against publication."""
        return not (self.undicht or self.lecks or self.vermerke or self.stoerungen)


def check_ausgabe(projekt: Projekt) -> Schlusspruefung:
    """Attack the finished public report of a project.

    Raises
    ------
    DkbmFehler
        If there is no public report, or its data cannot be read.
    """
    haus = replace(projekt, modus_wahl="oeffentlich")
    dateien = list_ausgabe(haus)
    if not dateien:
        raise DkbmFehler(
            "Es gibt noch keinen öffentlichen Bericht, der sich prüfen ließe.",
            wo=str(haus.ausgabe),
            rat="Bitte zuerst „dkbm bericht --modus oeffentlich“ aufrufen.",
        )
    bestand = open_bestand(haus.ordner, haus.einstellungen.gebiet.ags)
    verdeckung = verdecke(haus, bestand)
    stellen, stoerungen = _read(haus, dateien)
    felder, hinnehmbar = _attack_bestand(verdeckung, read_spannen(haus))
    undicht = [b for b in felder if b.undicht]
    undicht += _attack_tables(verdeckung, stellen)
    return Schlusspruefung(
        hash_files(haus, dateien),
        verdeckung,
        felder=tuple(felder),
        undicht=tuple(undicht),
        hinnehmbar=tuple(hinnehmbar),
        lecks=tuple(_search(haus, verdeckung, bestand, stellen)),
        vermerke=_find_marks(stellen),
        stoerungen=tuple(stoerungen),
    )


def list_ausgabe(projekt: Projekt) -> list[Path]:
    """Return all public files: reports and executed notebooks, in order of their names."""
    return [p for name in ("ausgabe", "ausgefuehrt") for p in list_dateien(projekt.bericht / name)]


def hash_files(projekt: Projekt, dateien: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file by its path below ``bericht/``."""
    return {_name(projekt, path): hash_datei(path) for path in dateien}


def _name(projekt: Projekt, path: Path) -> str:
    return path.relative_to(projekt.bericht).as_posix()


def _read(projekt: Projekt, dateien: Sequence[Path]) -> tuple[list[Fundstelle], list[str]]:
    stellen: list[Fundstelle] = []
    stoerungen: list[str] = []
    for path in dateien:
        try:
            stellen += read_texts(path)
        except DkbmFehler as fehler:
            stoerungen.append(f"{_name(projekt, path)}: {fehler.was}")
    if projekt.frueher.is_dir():
        stellen += read_files(projekt.frueher)
    return [
        Fundstelle(_name(projekt, Path(s.datei)), s.ort, _clean(s.text)) for s in stellen
    ], stoerungen


def _clean(text: str) -> str:
    return _SPANNE.sub(" ", text)


def _attack_bestand(
    verdeckung: Verdeckung, spannen: Mapping[Schluessel, tuple[float, float]]
) -> tuple[list[Befund], list[Befund]]:
    """Attack all numbers that any output could show, beside official and earlier ones."""
    if not verdeckung.gezeigt:
        return [], []
    regeln = verdeckung.regeln
    e = verdeckung.entscheidung
    tatsachen = collect_facts(
        verdeckung.gezeigt,
        eigene=verdeckung.eigene,
        frueher=verdeckung.bekannt,
        gerundet={key: e.spielraum[key] for key in e.gerundet},
        spannen=spannen,
        # What a column counts is no secret: whoever knows the subject knows its parts.
        gewusst=collect_facts(verdeckung.wahr, eigene=verdeckung.eigene).summen
        if e.gerundet
        else (),
    )
    schwelle = {d: regeln.profil(d).schwelle for d in verdeckung.gezeigt}
    eigene = {(key.datensatz, key.ags, key.jahr) for key in verdeckung.eigene}
    gesperrt = e.gesperrt
    felder, hinnehmbar = [], []
    for befund in attack(tatsachen, {"*": 3, **schwelle}, genau=True):
        key = befund.schluessel
        ungezeigt = not befund.gesperrt and (key.datensatz, key.ags, key.jahr) in eigene
        if befund.gerundet or ungezeigt or gesperrt.get(key, QUELLE) != QUELLE:
            felder.append(befund)
        elif befund.undicht:
            hinnehmbar.append(befund)
    return felder, hinnehmbar


def _attack_tables(verdeckung: Verdeckung, stellen: Sequence[Fundstelle]) -> list[Befund]:
    """Attack printed tables in which one of our signs stands, not those with official ones."""
    if not verdeckung.decke:
        return []
    schwelle = max(verdeckung.regeln.profil(d).schwelle for d in verdeckung.decke)
    return attack_tafeln(read_tafeln(stellen), schwelle)


def _search(
    projekt: Projekt, verdeckung: Verdeckung, bestand: Bestand, stellen: Sequence[Fundstelle]
) -> list[Leck]:
    gebiet = projekt.einstellungen.gebiet
    andere = {g.name for g in load_register().gebiete.values()} - {gebiet.name}
    noten = [
        _clean(" ".join(q.fussnoten.split())) for q in bestand.quellen.values() if q.is_amtlich
    ]

    def is_other(text: str) -> bool:
        """The head of a column names another Gebiet, or an office wrote it and counted itself."""
        koepfe = {teil.split(",")[0] for teil in text.split(" | ")}
        return bool(koepfe & andere) or any(text in note for note in noten)

    lecks = search(stellen, list_gesucht(verdeckung, bestand, gebiet))
    return [leck for leck in lecks if not is_other(leck.fundstelle.text)]


def _find_marks(stellen: Iterable[Fundstelle]) -> tuple[str, ...]:
    return tuple(sorted({s.datei for s in stellen if VERMERK.casefold() in s.text.casefold()}))
