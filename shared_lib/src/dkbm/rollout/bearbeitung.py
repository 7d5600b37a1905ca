"""One Kommune of a rollout: a plain function that may be called again and again.

It knows nothing of processes or schedulers. What it finished lies in the project
(``bericht/rollout.json``), so that a second call with the same content does nothing.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import Any

from dkbm.bericht import build_bericht
from dkbm.bericht.fehlerbild import KapitelFehler
from dkbm.bestand import open_bestand
from dkbm.bestand.einlesen import list_dateien, read_into
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kern import Grenzen
from dkbm.projekt import Projekt
from dkbm.pruefung import check_dateien
from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.stand import find_fertig, fingerprint, save_ergebnis
from dkbm.vorlage.neu import create_projekt

__all__ = ["process"]


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
        fertig = find_fertig(auftrag, optionen)
        return fertig or _build(auftrag, optionen, ordner, basis, start)
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


def _build(
    auftrag: Auftrag, optionen: Optionen, ordner: Path, basis: dict[str, Any], start: float
) -> Ergebnis:
    projekt = _open_projekt(auftrag, optionen, ordner)
    hinweise = _read_roh(projekt)
    schluessel = fingerprint(projekt, auftrag, optionen)
    berichte = _try_twice(projekt, auftrag, optionen)
    ergebnis = Ergebnis(
        **basis,
        status="fertig",
        schluessel=schluessel,
        sekunden=round(time.perf_counter() - start, 3),
        ausgaben=tuple(b.relative_to(optionen.ziel.resolve()).as_posix() for b in berichte),
        hinweise=hinweise,
    )
    save_ergebnis(ordner, ergebnis)
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
    """Take in what lies in ``daten/roh``; return refused files and findings of the check."""
    try:
        dateien = list_dateien([projekt.roh])
    except DkbmFehler:
        return ()
    ags = projekt.einstellungen.gebiet.ags
    einlesungen = read_into(projekt.bestand, dateien, ags)
    abgelehnt = {e.datei: f"{e.fehler.was} {e.fehler.rat}" for e in einlesungen if e.fehler}
    gelesen = [datei for datei in dateien if datei not in abgelehnt]
    pruefung = check_dateien(gelesen, open_bestand(), frozenset({ags}), ags)
    return (
        *(f"{datei.name}: {text}".strip() for datei, text in abgelehnt.items()),
        *(f"{b.ort}: {b.art.titel}, {b.umfang}" for b in pruefung.befunde if b.grad != "hinweis"),
    )


def _try_twice(projekt: Projekt, auftrag: Auftrag, optionen: Optionen) -> tuple[Path, ...]:
    """Build the report; a kernel that died gets a second chance."""
    build = partial(
        build_bericht,
        projekt,
        formate=optionen.formate,
        kapitel=auftrag.kapitel,
        grenzen=Grenzen(optionen.zeitgrenze, optionen.speichergrenze),
    )
    try:
        return build()
    except KapitelFehler as fehler:
        if not fehler.kern_tot:
            raise
    return build()
