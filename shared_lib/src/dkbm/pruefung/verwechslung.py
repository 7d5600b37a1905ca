"""Numbers in the wrong place: a Land's in the row of a Kreis, one number for many Gebiete."""

from __future__ import annotations

import pandas as pd

from dkbm.bestand.gebietsstand import FORTBESTEHEND
from dkbm.gebiete.gebiet import BUND
from dkbm.gebiete.umstieg import load_umstiege
from dkbm.pruefung.pruefling import ANZAHL, INSGESAMT, Pruefling
from dkbm.pruefung.treffer import Umfeld, make_treffer, none_found

__all__ = ["check_ebene", "check_gleiche", "check_reformjahr"]

_STADTSTAATEN = ("02000", "11000")
_DOPPELT = 0.05
"""So close must the new Kreis be to the sum of the old ones to hold the same people."""


def check_ebene(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Find Kreise with the number of their Land or of Deutschland (P205)."""
    regeln = umfeld.grenzen.ebene
    frame = pruefling.anzahlen
    frame = frame.loc[frame.index.intersection(pruefling.summenzeilen.index)]
    keys = ["jahr", "merkmal", *pruefling.gliederungen]
    oben = frame.loc[frame["ags"].str.len() == 2, ["ags", *keys, "wert"]]
    kreise = frame[(frame["ags"].str.len() == 5) & ~frame["ags"].isin(_STADTSTAATEN)]
    parts = [none_found()]
    for name, schluessel in (("das Land", kreise["ags"].str[:2]), ("Deutschland", BUND)):
        both = kreise.assign(oben=schluessel).merge(
            oben.rename(columns={"ags": "oben", "wert": "wert_oben"}), on=["oben", *keys]
        )
        wrong = both[
            (both["wert_oben"] >= regeln.mindestwert)
            & (both["wert"] >= regeln.naehe * both["wert_oben"])
            & (both["wert"] * regeln.naehe <= both["wert_oben"])
        ]
        parts.append(
            make_treffer(
                pruefling,
                wrong,
                "P205",
                gefunden=wrong["wert"],
                erwartet=wrong["wert_oben"],
                schwere=wrong["wert"],
                grund=f"Ein Kreis hat (fast) dieselbe Zahl wie {name}.",
                zusatz=f"Wert für {name}, deutlich weniger wäre zu erwarten",
            )
        )
    return pd.concat(parts, ignore_index=True)


def check_gleiche(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Find numbers that many Kreise share in one year (P306)."""
    regeln = umfeld.grenzen.gleiche_werte
    frame = pruefling.anzahlen
    frame = frame.loc[frame.index.intersection(pruefling.summenzeilen.index)]
    frame = frame[(frame["ags"].str.len() == 5) & (frame["wert"] >= regeln.mindestwert)]
    if frame.empty:
        return none_found()
    gleiche = frame.groupby(["jahr", "merkmal", *pruefling.gliederungen, "wert"])["ags"]
    anzahl = gleiche.transform("size")
    wrong = frame[anzahl >= regeln.mindestens_gebiete]
    return make_treffer(
        pruefling,
        wrong,
        "P306",
        gefunden=wrong["wert"],
        erwartet=[f"nicht in {n} Kreisen dieselbe Zahl" for n in anzahl[wrong.index]],
        schwere=anzahl[wrong.index],
    )


def check_reformjahr(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Find years in which a file counts dissolved Kreise and their successor alike (P402)."""
    roh = pruefling.roh
    if roh is None:
        return none_found()
    for gliederung in pruefling.gliederungen:
        if (roh[gliederung] == INSGESAMT).any():
            roh = roh[roh[gliederung] == INSGESAMT]
    roh = roh[(roh["wert"] > 0) & (roh["art"] == ANZAHL)]
    umstiege = pd.DataFrame(
        [
            (u.alt, u.name_alt, u.neu, u.anteil)
            for u in load_umstiege()
            if u.neu not in FORTBESTEHEND
        ],
        columns=["alt", "name_alt", "neu", "anteil"],
    )
    keys = ["jahr", "merkmal", *pruefling.gliederungen]
    alt = roh.merge(umstiege, left_on="ags", right_on="alt")
    alt = alt.assign(wert=alt["wert"] * alt["anteil"])
    summen = alt.groupby(["neu", *keys]).agg(
        summe=("wert", "sum"), namen=("name_alt", lambda n: ", ".join(sorted(set(n))))
    )
    both = roh.merge(summen.reset_index(), left_on=["ags", *keys], right_on=["neu", *keys])
    found = both[(both["wert"] - both["summe"]).abs() <= _DOPPELT * both["wert"]]
    return make_treffer(
        pruefling,
        found.assign(quelle=0),
        "P402",
        gefunden=found["wert"],
        erwartet=found["summe"],
        schwere=found["wert"],
        zusatz=[f"Summe der früheren Kreise: {namen}" for namen in found["namen"]],
    )
