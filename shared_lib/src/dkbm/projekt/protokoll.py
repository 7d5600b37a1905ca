"""The record for the data protection officer: what was decided, checked and released."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from dkbm import __version__
from dkbm.datei import write_whole
from dkbm.geheimhaltung import Schluessel
from dkbm.projekt.ordner import Projekt
from dkbm.projekt.schlusspruefung import Schlusspruefung
from dkbm.projekt.schutz import VERMERK

__all__ = ["PROTOKOLL", "read_protokoll", "write_protokoll"]

PROTOKOLL = "geheimhaltung.json"


def write_protokoll(
    projekt: Projekt, pruefung: Schlusspruefung, freigaben: Sequence[Mapping[str, Any]]
) -> Path:
    """Write the record as JSON and HTML into ``bericht/pruefung``; return the HTML file.

    It names hidden numbers' rules and intervals: it is internal and carries the mark.

    Parameters
    ----------
    freigaben
        Releases so far, as ``freigabe.json`` holds them.
    """
    ordner = projekt.bericht / "pruefung"
    ordner.mkdir(parents=True, exist_ok=True)
    inhalt = _describe(projekt, pruefung, freigaben)
    write_whole(ordner / PROTOKOLL, json.dumps(inhalt, ensure_ascii=False, indent=1) + "\n")
    umgebung = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    vorlage = files("dkbm.projekt").joinpath("protokoll.html.j2").read_text(encoding="utf-8")
    ziel = ordner / "geheimhaltung.html"
    write_whole(ziel, umgebung.from_string(vorlage).render(p=inhalt, vermerk=VERMERK))
    return ziel


def read_protokoll(projekt: Projekt) -> dict[str, Any]:
    """Return the last record; empty where there is none or it is damaged."""
    try:
        text = (projekt.bericht / "pruefung" / PROTOKOLL).read_text(encoding="utf-8")
        inhalt: dict[str, Any] = json.loads(text)
    except (OSError, ValueError):
        return {}
    return inhalt


def _describe(
    projekt: Projekt, pruefung: Schlusspruefung, freigaben: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    e = pruefung.verdeckung.entscheidung
    spannen = {b.schluessel: b for b in pruefung.felder}
    return {
        "zeit": datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        "kommune": projekt.einstellungen.name,
        "fassung": __version__,
        "bestanden": pruefung.bestanden,
        "regeln": _describe_regeln(pruefung),
        "felder": [
            {"feld": str(key), "regel": regel, **_describe_span(key, spannen)}
            for key, regel in sorted(e.gesperrt.items())
        ],
        "gerundet": len(e.gerundet),
        "ungeschuetzt": [
            {"feld": str(key), "breite": breite} for key, breite in sorted(e.ungeschuetzt.items())
        ],
        "verlust": {
            "felder": round(e.verlust_felder, 4),
            "summe": round(e.verlust_summe, 4),
            "teile": e.teile,
            "genaehert": e.genaehert,
        },
        "ohne_anzahl": list(pruefung.verdeckung.ohne_anzahl),
        "undicht": [
            {"feld": str(b.schluessel), "unten": b.unten, "oben": b.oben, "noetig": b.noetig}
            for b in pruefung.undicht
        ],
        "hinnehmbar": [str(b.schluessel) for b in pruefung.hinnehmbar],
        "lecks": [
            {
                "feld": leck.gesucht.name,
                "datei": leck.fundstelle.datei,
                "ort": leck.fundstelle.ort,
                "text": leck.fundstelle.text[:300],
            }
            for leck in pruefung.lecks
        ],
        "vermerke": list(pruefung.vermerke),
        "stoerungen": list(pruefung.stoerungen),
        "dateien": pruefung.dateien,
        "freigaben": list(freigaben),
    }


def _describe_regeln(pruefung: Schlusspruefung) -> list[dict[str, Any]]:
    regeln = pruefung.verdeckung.regeln
    return [
        {
            "datensatz": datensatz,
            "profil": regeln.profil(datensatz).titel,
            "schwelle": regeln.profil(datensatz).schwelle,
            "verfahren": regeln.profil(datensatz).verfahren,
        }
        for datensatz in sorted(pruefung.verdeckung.wahr)
    ]


def _describe_span(key: Schluessel, spannen: Mapping[Schluessel, Any]) -> dict[str, float | None]:
    befund = spannen.get(key)
    if befund is None:
        return {"unten": None, "oben": None, "noetig": None}
    return {"unten": befund.unten, "oben": befund.oben, "noetig": befund.noetig}
