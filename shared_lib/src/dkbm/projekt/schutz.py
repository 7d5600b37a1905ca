"""The mode of a run, and the store as that mode may see it.

In the public mode the decision is taken once, before anything is computed, and saved; every
kernel of the run, and every notebook opened in JupyterLab, reads the same cover.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dkbm.bestand import Bestand
from dkbm.bestand.ablage import MANIFEST, to_parquet
from dkbm.datei import read_whole, remove_reste
from dkbm.gebiete.gebiet import BUND
from dkbm.geheimhaltung import Verdeckung, cover
from dkbm.projekt.aufzeichnung import read_frueher
from dkbm.projekt.einstellungen import Modus
from dkbm.projekt.ordner import MODUS_VARIABLE, Projekt
from dkbm.projekt.pruefsumme import hash_kit

__all__ = [
    "VERMERK",
    "fingerprint",
    "protect_bestand",
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
    inhalte = _read_decke(ordner)
    if inhalte is None:
        verdeckung = verdecke(projekt, bestand, gebiete)
        inhalte = {name: to_parquet(rows) for name, rows in verdeckung.decke.items()}
        _save(verdeckung, inhalte, ordner)
    decke = {name: pd.read_parquet(io.BytesIO(inhalt)) for name, inhalt in inhalte.items()}
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
        hash_kit(),
        sorted(q.sha256 for q in bestand.quellen.values()),
        eigene,
        hashlib.sha256(read_whole(manifest)).hexdigest() if manifest.is_file() else "",
        repr(projekt.einstellungen.geheimhaltung.vorgaben),
        _list_gebiete(projekt, gebiete),
        sorted((str(k), w) for k, w in read_frueher(projekt).items()),
    )
    return hashlib.sha256(repr(teile).encode()).hexdigest()


def _list_gebiete(projekt: Projekt, weitere: Iterable[str]) -> list[str]:
    e = projekt.einstellungen
    return sorted({e.gebiet.ags, e.gebiet.land_ags, BUND, *e.vergleich.kommunen, *weitere})


def _read_decke(ordner: Path) -> dict[str, bytes] | None:
    """Return the covers of a stored decision; None unless each is there as it was written."""
    try:
        decke = json.loads((ordner / ENTSCHEIDUNG).read_text(encoding="utf-8"))["decke"]
        inhalte = {name: (ordner / f"{name}.parquet").read_bytes() for name in decke}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return inhalte if {name: _hash(inhalt) for name, inhalt in inhalte.items()} == decke else None


def _hash(inhalt: bytes) -> str:
    return hashlib.sha256(inhalt).hexdigest()


def _save(verdeckung: Verdeckung, inhalte: Mapping[str, bytes], ordner: Path) -> None:
    """Write the decision beside its place, then rename: kernels may ask for it at once."""
    ordner.parent.mkdir(parents=True, exist_ok=True)
    remove_reste(ordner.parent, ".neu-*")
    with tempfile.TemporaryDirectory(prefix=".neu-", dir=ordner.parent) as werkstatt:
        neu = Path(werkstatt) / ordner.name
        neu.mkdir()
        for datensatz, inhalt in inhalte.items():
            (neu / f"{datensatz}.parquet").write_bytes(inhalt)
        gesperrt = {str(k): regel for k, regel in sorted(verdeckung.entscheidung.gesperrt.items())}
        decke = {datensatz: _hash(inhalt) for datensatz, inhalt in inhalte.items()}
        text = json.dumps({"decke": decke, "gesperrt": gesperrt}, ensure_ascii=False, indent=1)
        (neu / ENTSCHEIDUNG).write_text(text + "\n", encoding="utf-8")
        if _read_decke(ordner) is None:
            shutil.rmtree(ordner, ignore_errors=True)
        with suppress(OSError):  # another kernel was faster; its decision is the same
            neu.rename(ordner)
    _prune(ordner)


def _prune(ordner: Path) -> None:
    """Remove older decisions than the newest; the current one stays whatever the clock says."""
    alter = {}
    for path in ordner.parent.iterdir():
        with suppress(FileNotFoundError):  # another kernel may have removed it just now
            if path.is_dir() and path != ordner and not path.name.startswith("."):
                alter[path] = path.stat().st_mtime
    for path in sorted(alter, key=lambda p: alter[p])[: 1 - _HOECHSTENS]:
        shutil.rmtree(path, ignore_errors=True)
