"""The same number in two sources: do they agree?"""

from __future__ import annotations

import pandas as pd

from dkbm.bestand import Bestand
from dkbm.bestand.abgleich import list_keys
from dkbm.pruefung.pruefling import Pruefling
from dkbm.pruefung.treffer import Umfeld, make_treffer, none_found

__all__ = ["compare_schichten", "compare_with_bestand"]

_KEINE = {"zeile", "spalte", "einheit", "art"}


def compare_schichten(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Compare each layer of the store with those below it (P403)."""
    parts = [none_found()]
    for nummer, oben in enumerate(pruefling.schichten[1:], start=1):
        for unten in pruefling.schichten[:nummer]:
            parts.append(_compare(pruefling, oben, unten, umfeld, "der Schicht darunter"))
    return pd.concat(parts, ignore_index=True)


def compare_with_bestand(pruefling: Pruefling, bestand: Bestand, umfeld: Umfeld) -> pd.DataFrame:
    """Compare a file with what the store holds already (P403)."""
    if pruefling.datensatz not in bestand.datensaetze:
        return none_found()
    unten = bestand.load(pruefling.datensatz)
    return _compare(pruefling, pruefling.daten, unten, umfeld, "im Datenbestand")


def _compare(
    pruefling: Pruefling, oben: pd.DataFrame, unten: pd.DataFrame, umfeld: Umfeld, wo: str
) -> pd.DataFrame:
    keys = [k for k in list_keys(unten) if k not in _KEINE]
    if not set(keys) <= set(oben.columns):
        return none_found()
    spalten = ["wert", "gebietsstand"]
    both = oben.merge(
        unten[[*keys, *spalten]].drop_duplicates(keys, keep="last"),
        on=keys,
        suffixes=("", "_unten"),
    )
    both = both[both["gebietsstand"] == both["gebietsstand_unten"]]
    abstand = (both["wert"] - both["wert_unten"]).abs()
    both = both.assign(abstand=abstand)[abstand > umfeld.grenzen.summen.spielraum]
    gross = both["abstand"] > umfeld.grenzen.quellen.abweichung * both["wert_unten"].abs()
    gross &= both["abstand"] > 5  # small counts differ by much with every correction
    return make_treffer(
        pruefling,
        both,
        "P403",
        gefunden=both["wert"],
        erwartet=both["wert_unten"],
        schwere=both["abstand"],
        grund=gross.map(
            {
                True: "Der Unterschied ist für eine Korrektur ungewöhnlich groß.",
                False: "Der Unterschied ist klein, wie bei nachträglichen Korrekturen üblich.",
            }
        ),
        grad=gross.map({True: "warnung", False: "hinweis"}),
        zusatz=f"Wert {wo}",
    )
