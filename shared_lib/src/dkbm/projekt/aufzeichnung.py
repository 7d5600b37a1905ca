"""The record of released editions: who signed which files, and what each told of own data.

What an edition showed cannot be taken back. The list of releases and the files it names belong
into Git: without them a later decision would hide other cells, and both editions together could
give a number away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dkbm.fehler import DkbmFehler
from dkbm.geheimhaltung import Schluessel, to_schluessel
from dkbm.projekt.ordner import Projekt

__all__ = ["FREIGABE", "dump_schluessel", "read_freigaben", "read_frueher", "read_spannen"]

FREIGABE = "freigabe.json"


def read_freigaben(projekt: Projekt) -> list[dict[str, Any]]:
    """Return all releases, the newest last.

    Raises
    ------
    DkbmFehler
        If the list is damaged.
    """
    path = projekt.bericht / FREIGABE
    if not path.is_file():
        return []
    try:
        freigaben = json.loads(path.read_text(encoding="utf-8"))["freigaben"]
        return [f for f in freigaben if f["von"] and f["gegengezeichnet"] and f["dateien"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DkbmFehler(
            "Die Liste der Freigaben ist beschädigt.",
            wo=str(path),
            rat="Bitte eine frühere Fassung wiederherstellen; freigegeben ist bis dahin nichts.",
        ) from error


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
    for path in _list_aufzeichnungen(projekt):
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


def _list_aufzeichnungen(projekt: Projekt) -> list[Path]:
    """Return the file of each edition, the newest last; all that releases name must be there."""
    vorhanden = sorted(projekt.geheim.glob("ausgabe-*.json"))
    genannt = [f["aufzeichnung"] for f in read_freigaben(projekt) if f.get("aufzeichnung")]
    if fehlend := sorted(set(genannt) - {path.name for path in vorhanden}):
        raise DkbmFehler(
            "Es fehlt, was eine freigegebene Ausgabe gezeigt hat.",
            wo=str(projekt.geheim / fehlend[0]),
            rat="Bitte die Datei aus Git oder einer Sicherung zurückholen: Ohne sie könnten zwei "
            "Ausgaben zusammen eine gesperrte Zahl verraten.",
        )
    return vorhanden


def dump_schluessel(
    zellen: Mapping[Schluessel, float],
    spannen: Mapping[Schluessel, tuple[float, float]] | None = None,
) -> str:
    """Return exact and rounded cells as JSON, as `read_frueher` and `read_spannen` read them."""
    alle = {**{k: (w,) for k, w in zellen.items()}, **(spannen or {})}
    zeilen = [[k.datensatz, k.merkmal, k.ags, k.jahr, k.bis, dict(k.codes), *w]
              for k, w in sorted(alle.items())]  # fmt: skip
    return json.dumps(zeilen, ensure_ascii=False) + "\n"
