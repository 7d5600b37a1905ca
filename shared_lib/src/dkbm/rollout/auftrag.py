"""One Kommune of a rollout: a plain function that may be called again and again.

It knows nothing of processes or schedulers. What it finished lies in the project
(``bericht/rollout.json``), so that a second call with the same content does nothing.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from dkbm.bericht import build_bericht
from dkbm.bericht.fehlerbild import KapitelFehler
from dkbm.bestand.einlesen import list_dateien, read_into
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kern import Grenzen
from dkbm.projekt import Projekt
from dkbm.rollout.schluessel import compute_schluessel
from dkbm.vorlage.neu import create_projekt

__all__ = ["ERGEBNIS", "Auftrag", "Ergebnis", "Optionen", "Status", "process"]

ERGEBNIS = Path("bericht") / "rollout.json"
"""Where a project keeps what the last rollout finished."""
Status = Literal["fertig", "unverändert", "fehler"]


@dataclass(frozen=True)
class Auftrag:
    """One line of the roster.

    Attributes
    ----------
    ags
        Key of the Kommune.
    titel, kontakt, vergleichskommunen
        Answers for a new project; one that exists keeps its own.
    kapitel
        Chapters to build; all where empty.
    zeile
        Line of the roster; 0 where there is none.
    """

    ags: str
    titel: str = "Bildungsbericht"
    kontakt: str = ""
    vergleichskommunen: str = ""
    kapitel: tuple[str, ...] = ()
    zeile: int = 0


@dataclass(frozen=True)
class Optionen:
    """What holds for all Kommunen of a run.

    Attributes
    ----------
    ziel
        Folder that holds the projects.
    zeitgrenze
        Seconds that one notebook may take; 0 for no limit.
    speichergrenze
        Bytes that one kernel may take; 0 for no limit.
    """

    ziel: Path
    zeitgrenze: float = 0.0
    speichergrenze: int = 0


@dataclass(frozen=True)
class Ergebnis:
    """What came of one Kommune.

    Attributes
    ----------
    ags, ordner
        Key, and name of the project folder below the target.
    status
        ``fertig``, ``unverändert`` (nothing to do) or ``fehler``.
    schluessel
        Fingerprint of all that the report depends on.
    sekunden
        Time it took.
    ausgaben
        Files of the report, relative to the target.
    was, wo, rat
        The error for people; empty where there is none.
    hinweise
        Warnings, e.g. files that were refused.
    """

    ags: str
    ordner: str
    status: Status
    schluessel: str = ""
    sekunden: float = 0.0
    ausgaben: tuple[str, ...] = ()
    was: str = ""
    wo: str = ""
    rat: str = ""
    hinweise: tuple[str, ...] = field(default_factory=tuple)


def process(auftrag: Auftrag, optionen: Optionen) -> Ergebnis:
    """Scaffold, read in, build and check one Kommune; never raises for its own errors.

    Returns
    -------
    Ergebnis
        Also where it failed: one bad Kommune must not stop the others.
    """
    start = time.perf_counter()
    gebiet = load_register()[auftrag.ags]
    ordner = optionen.ziel / gebiet.slug
    basis: dict[str, Any] = {"ags": auftrag.ags, "ordner": gebiet.slug}
    angaben: dict[str, Any]
    try:
        return _build(auftrag, optionen, ordner, basis, start)
    except DkbmFehler as fehler:
        angaben = {"was": fehler.was, "wo": fehler.wo, "rat": fehler.rat}
    except OSError as error:
        angaben = {
            "was": f"Auf eine Datei ließ sich nicht zugreifen ({error.strerror or error}).",
            "wo": str(error.filename or ordner),
            "rat": "Bitte Schreibrechte und freien Speicherplatz prüfen.",
        }
    except Exception as error:  # one Kommune's surprise must not end the run of all others
        angaben = {
            "was": f"Unerwarteter Fehler im Kit ({type(error).__name__}: {error}).",
            "wo": str(ordner),
            "rat": "Bitte diese Meldung mit dem Projektordner weitergeben.",
        }
    sekunden = round(time.perf_counter() - start, 3)
    return Ergebnis(**basis, status="fehler", sekunden=sekunden, **angaben)


def load_ergebnis(ordner: Path) -> Ergebnis | None:
    """Return what a project finished last; None where there is nothing readable."""
    try:
        inhalt = json.loads((ordner / ERGEBNIS).read_text(encoding="utf-8"))
        for name in ("ausgaben", "hinweise"):
            inhalt[name] = tuple(inhalt[name])
        return Ergebnis(**inhalt)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _build(
    auftrag: Auftrag, optionen: Optionen, ordner: Path, basis: dict[str, Any], start: float
) -> Ergebnis:
    projekt = _open_projekt(auftrag, optionen, ordner)
    hinweise = _read_roh(projekt)
    schluessel = compute_schluessel(projekt, auftrag.kapitel)
    frueher = load_ergebnis(ordner)
    if frueher and frueher.schluessel == schluessel and _is_whole(frueher, optionen.ziel):
        return Ergebnis(**{**asdict(frueher), "status": "unverändert", "sekunden": 0.0})
    berichte = _try_twice(projekt, optionen)
    ergebnis = Ergebnis(
        **basis,
        status="fertig",
        schluessel=schluessel,
        sekunden=round(time.perf_counter() - start, 3),
        ausgaben=tuple(b.relative_to(optionen.ziel.resolve()).as_posix() for b in berichte),
        hinweise=hinweise,
    )
    _save(ordner / ERGEBNIS, ergebnis)
    return ergebnis


def _open_projekt(auftrag: Auftrag, optionen: Optionen, ordner: Path) -> Projekt:
    """Return the project, made with the same call as ``dkbm neu`` where it is missing."""
    if not (ordner / "kommune.toml").is_file():
        create_projekt(
            auftrag.ags,
            optionen.ziel,
            titel=auftrag.titel,
            kontakt=auftrag.kontakt,
            vergleichskommunen=auftrag.vergleichskommunen,
        )
    projekt = Projekt(ordner.resolve())
    if projekt.einstellungen.gebiet.ags != auftrag.ags:
        raise DkbmFehler(
            f"Im Ordner {ordner.name} liegt das Projekt von {projekt.einstellungen.gebiet.name}.",
            wo=str(ordner),
            rat="Bitte den Ordner umbenennen oder ein anderes Ziel wählen.",
        )
    return projekt


def _read_roh(projekt: Projekt) -> tuple[str, ...]:
    """Take in what lies in ``daten/roh``; refused files become warnings."""
    try:
        dateien = list_dateien([projekt.roh])
    except DkbmFehler:
        return ()
    einlesungen = read_into(projekt.bestand, dateien, projekt.einstellungen.gebiet.ags)
    return tuple(
        f"{e.datei.name}: {e.fehler.was} {e.fehler.rat}".strip() for e in einlesungen if e.fehler
    )


def _try_twice(projekt: Projekt, optionen: Optionen) -> tuple[Path, ...]:
    """Build the report; a kernel that died gets a second chance."""
    grenzen = Grenzen(optionen.zeitgrenze, optionen.speichergrenze)
    try:
        return build_bericht(projekt, grenzen=grenzen)
    except KapitelFehler as fehler:
        if not fehler.kern_tot:
            raise
    return build_bericht(projekt, grenzen=grenzen)


def _is_whole(ergebnis: Ergebnis, ziel: Path) -> bool:
    return bool(ergebnis.ausgaben) and all((ziel / a).is_file() for a in ergebnis.ausgaben)


def _save(path: Path, ergebnis: Ergebnis) -> None:
    text = json.dumps(asdict(ergebnis), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    neu = path.with_name(f".{path.name}.neu")
    neu.write_text(text, encoding="utf-8", newline="\n")
    os.replace(neu, path)
