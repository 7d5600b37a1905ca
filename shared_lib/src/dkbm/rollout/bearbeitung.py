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
from dkbm.projekt.einstellungen import DATEI
from dkbm.pruefung import check_dateien
from dkbm.rollout.anlage import start_projekt
from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.fehlschlag import check_platz, explain_fehlschlag
from dkbm.rollout.stand import find_fertig, fingerprint, save_ergebnis

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
    try:
        fertig = find_fertig(auftrag, optionen)
        return fertig or _build(auftrag, optionen, ordner, basis, start)
    except Exception as error:  # one Kommune's surprise must not end the run of all others
        fehler = explain_fehlschlag(error, ordner)
    sekunden = round(time.perf_counter() - start, 3)
    worte: dict[str, Any] = {"was": fehler.was, "wo": fehler.wo, "rat": fehler.rat}
    return Ergebnis(**basis, status="fehler", sekunden=sekunden, **worte)


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
    """Return the project; a new one where it is missing."""
    optionen.ziel.mkdir(parents=True, exist_ok=True)
    check_platz(optionen.ziel)
    if not (ordner / DATEI).exists():
        start_projekt(auftrag, ordner)
    projekt = Projekt(ordner.resolve(), auftrag.modus)
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
