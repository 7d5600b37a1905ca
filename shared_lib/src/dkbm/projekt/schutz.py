"""The mode of a run, and the store as that mode may see it.

In the public mode the decision is taken once, before anything is computed, and saved; every
kernel of the run, and every notebook opened in JupyterLab, reads the same cover.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dkbm import __version__
from dkbm.bestand import Bestand
from dkbm.bestand.ablage import MANIFEST, to_parquet
from dkbm.fehler import DkbmFehler
from dkbm.gebiete.gebiet import BUND
from dkbm.geheimhaltung import Schluessel, Verdeckung, cover, to_schluessel
from dkbm.projekt.einstellungen import Modus
from dkbm.projekt.ordner import MODUS_VARIABLE, Projekt

__all__ = [
    "VERMERK",
    "dump_schluessel",
    "fingerprint",
    "protect_bestand",
    "read_frueher",
    "read_spannen",
    "set_modus",
    "verdecke",
]

VERMERK = "nur für den internen Dienstgebrauch"
"""The mark of everything internal."""
ENTSCHEIDUNG = "entscheidung.json"
_HOECHSTENS = 4
"""Decisions that are kept, the newest."""


@contextmanager
def set_modus(modus: Modus) -> Iterator[None]:
    """Let the kernels that start within work in a mode."""
    vorher = os.environ.get(MODUS_VARIABLE)
    os.environ[MODUS_VARIABLE] = modus
    try:
        yield
    finally:
        if vorher is None:
            del os.environ[MODUS_VARIABLE]
        else:
            os.environ[MODUS_VARIABLE] = vorher


def protect_bestand(projekt: Projekt, bestand: Bestand, gebiete: Iterable[str] = ()) -> Bestand:
    """Return the store with its cover in the public mode, as it is in the internal one.

    Sources of the Kommune's own have no hash under the cover: with it, and all numbers that are
    shown, the few hidden ones could be tried out.

    Parameters
    ----------
    gebiete
        Keys of further Gebiete that the run shows.
    """
    if projekt.modus == "intern":
        return bestand
    ordner = projekt.geheim / fingerprint(projekt, bestand, gebiete)[:16]
    if not (ordner / ENTSCHEIDUNG).is_file():
        _save(verdecke(projekt, bestand, gebiete), ordner)
    decke = {p.stem: pd.read_parquet(p) for p in sorted(ordner.glob("*.parquet"))}
    quellen = {n: q if q.is_amtlich else replace(q, sha256="") for n, q in bestand.quellen.items()}
    return replace(bestand.cover(decke), quellen=quellen)


def verdecke(projekt: Projekt, bestand: Bestand, gebiete: Iterable[str] = ()) -> Verdeckung:
    """Take the decision for a project."""
    return cover(
        bestand,
        _list_gebiete(projekt, gebiete),
        projekt.einstellungen.geheimhaltung.vorgaben,
        frueher=read_frueher(projekt),
    )


def fingerprint(projekt: Projekt, bestand: Bestand, gebiete: Iterable[str] = ()) -> str:
    """Return a hash of all that a decision rests on: data, rules, Gebiete, earlier editions."""
    eigene = sorted((q.datensatz, q.sha256) for q in bestand.quellen.values() if not q.is_amtlich)
    manifest = projekt.bestand / MANIFEST
    teile = (
        __version__,
        sorted(q.sha256 for q in bestand.quellen.values()),
        eigene,
        hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else "",
        repr(projekt.einstellungen.geheimhaltung.vorgaben),
        _list_gebiete(projekt, gebiete),
        sorted((str(k), w) for k, w in read_frueher(projekt).items()),
    )
    return hashlib.sha256(repr(teile).encode()).hexdigest()


def read_frueher(projekt: Projekt) -> dict[Schluessel, float]:
    """Return the cells that released editions show exactly, the newest last."""
    return {key: unten for key, unten, oben in _read_ausgaben(projekt) if unten == oben}


def read_spannen(projekt: Projekt) -> dict[Schluessel, tuple[float, float]]:
    """Return what all released editions together tell of the cells they show rounded.

    Two editions that exclude each other speak of two numbers: then the newer one counts.
    """
    result: dict[Schluessel, tuple[float, float]] = {}
    for key, unten, oben in _read_ausgaben(projekt):
        if unten < oben:
            alt = result.get(key, (unten, oben))
            enger = max(alt[0], unten), min(alt[1], oben)
            result[key] = enger if enger[0] <= enger[1] else (unten, oben)
    return result


def _read_ausgaben(projekt: Projekt) -> Iterator[tuple[Schluessel, float, float]]:
    for path in sorted(projekt.geheim.glob("ausgabe-*.json")):
        try:
            zeilen = json.loads(path.read_text(encoding="utf-8"))
            for d, m, ags, jahr, bis, codes, unten, *oben in zeilen:
                key = to_schluessel(d, m, ags, int(jahr), dict(codes), int(bis))
                yield key, float(unten), float(oben[0] if oben else unten)
        except (OSError, ValueError, TypeError) as error:
            raise DkbmFehler(
                "Die Aufzeichnung einer früheren Ausgabe ist beschädigt.",
                wo=str(path),
                rat="Bitte eine frühere Fassung der Datei wiederherstellen.",
            ) from error


def _list_gebiete(projekt: Projekt, weitere: Iterable[str]) -> list[str]:
    e = projekt.einstellungen
    return sorted({e.gebiet.ags, e.gebiet.land_ags, BUND, *e.vergleich.kommunen, *weitere})


def _save(verdeckung: Verdeckung, ordner: Path) -> None:
    """Write the decision beside its place, then rename: kernels may ask for it at once."""
    ordner.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".neu-", dir=ordner.parent) as werkstatt:
        neu = Path(werkstatt) / ordner.name
        neu.mkdir()
        for datensatz, rows in verdeckung.decke.items():
            (neu / f"{datensatz}.parquet").write_bytes(to_parquet(rows))
        gesperrt = {str(k): regel for k, regel in sorted(verdeckung.entscheidung.gesperrt.items())}
        text = json.dumps({"gesperrt": gesperrt}, ensure_ascii=False, indent=1)
        (neu / ENTSCHEIDUNG).write_text(text + "\n", encoding="utf-8")
        with suppress(OSError):  # another kernel was faster; its decision is the same
            neu.rename(ordner)
    _prune(ordner.parent)


def _prune(geheim: Path) -> None:
    alte = [p for p in geheim.iterdir() if p.is_dir() and not p.name.startswith(".")]
    for path in sorted(alte, key=lambda p: p.stat().st_mtime)[:-_HOECHSTENS]:
        shutil.rmtree(path, ignore_errors=True)


def dump_schluessel(
    zellen: Mapping[Schluessel, float],
    spannen: Mapping[Schluessel, tuple[float, float]] | None = None,
) -> str:
    """Return exact and rounded cells as JSON, as `read_frueher` and `read_spannen` read them."""
    alle = {**{k: (w,) for k, w in zellen.items()}, **(spannen or {})}
    zeilen = [[k.datensatz, k.merkmal, k.ags, k.jahr, k.bis, dict(k.codes), *w]
              for k, w in sorted(alle.items())]  # fmt: skip
    return json.dumps(zeilen, ensure_ascii=False) + "\n"
