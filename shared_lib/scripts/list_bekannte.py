"""Write ``pruefung/bekannt.csv``: contradictions that stand in the official tables themselves.

Usage: ``uv run python shared_lib/scripts/list_bekannte.py`` after ``build_bestand.py``, and only
after looking at each new entry: what is listed here is a warning from then on, not an error.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
from dkbm.bestand import open_bestand
from dkbm.pruefung.ablauf import PRUEFUNGEN
from dkbm.pruefung.befund import load_befundarten
from dkbm.pruefung.grenzen import load_grenzen
from dkbm.pruefung.pruefling import from_bestand
from dkbm.pruefung.rundung import find_rundung
from dkbm.pruefung.sammlung import to_key
from dkbm.pruefung.treffer import Umfeld
from dkbm.pruefung.vertrag import check_vertrag

ZIEL = Path(__file__).resolve().parents[1] / "src/dkbm/pruefung/bekannt.csv"
KOPF = ("datensatz", "code", "ags", "jahr", "was", "gefunden")


def describe() -> str:
    """Return the file: one line per value, sorted."""
    bestand, grenzen, arten = open_bestand(), load_grenzen(), load_befundarten()
    keys = set()
    for datensatz in bestand.datensaetze:
        pruefling = from_bestand(bestand, datensatz, grenzen)
        umfeld = Umfeld(grenzen, find_rundung(pruefling, grenzen))
        for regel in (check_vertrag, *PRUEFUNGEN):
            treffer: pd.DataFrame = regel(pruefling, umfeld)
            grave = treffer["code"].map(lambda code: arten[code].grad == "fehler")
            rows = treffer[grave & (treffer["grad"] == "")].to_dict("records")
            keys |= {to_key(datensatz, row) for row in rows}
    puffer = io.StringIO()
    writer = csv.writer(puffer, delimiter=";", lineterminator="\n")
    writer.writerows([KOPF, *sorted(keys)])
    return puffer.getvalue()


if __name__ == "__main__":
    ZIEL.write_text(describe(), encoding="utf-8")
