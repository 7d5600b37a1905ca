from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
from dkbm.geheimhaltung import load_regeln
from dkbm.geheimhaltung.aufbau import build_system
from dkbm.geheimhaltung.primaer import QUELLE, apply_primary


def frame(werte: dict[str, float], **spalten: list[tuple[float, ...]]) -> pd.DataFrame:
    zeilen = [("08335", 2024, "n", w, "." if math.isnan(w) else "", c) for c, w in werte.items()]
    spalten_namen = ["ags", "jahr", "merkmal", "wert", "zeichen", "d"]
    return pd.DataFrame(zeilen, columns=spalten_namen).assign(
        **{n: pd.Series(w) for n, w in spalten.items()}
    )


def find_rules(tabelle: pd.DataFrame, profil: str, datensatz: str = "t") -> dict[str, str]:
    regeln = load_regeln(profil=profil)
    system, _ = build_system({datensatz: tabelle}, regeln)
    schutz = apply_primary(system, regeln)
    return {
        dict(system.felder[i].schluessel.codes).get("d", "insgesamt"): s.regel
        for i, s in schutz.items()
    }


def test_small_counts_and_official_signs() -> None:
    werte = {"insgesamt": 40.0, "a": 2.0, "b": 3.0, "c": 0.0, "e": math.nan}
    assert find_rules(frame(werte), "kommune_standard") == {"a": "Mindestfallzahl 3", "e": QUELLE}
    assert set(find_rules(frame(werte), "mindestfallzahl_5")) == {"a", "b", "e"}


def test_zeros_and_full_shares_tell_something_of_everybody() -> None:
    werte = {"insgesamt": 40.0, "a": 40.0, "b": 0.0}
    assert find_rules(frame(werte), "kommune_standard") == {}
    assert find_rules(frame(werte), "gruppenmerkmal") == {
        "a": "Anteil von 0 oder 100 %",
        "b": "Null verrät ein Merkmal aller",
    }


def test_dominance_of_one_provider() -> None:
    werte = {"insgesamt": 1000.0, "a": 100.0, "b": 900.0}
    beitraege: list[tuple[float, ...]] = [(300.0, 200.0), (60.0, 30.0), (300.0, 200.0)]
    # (2; 85 %): 90 of 100 come from two; the rule wants 90 / 0.85 - 100 = 5.88 above the value.
    tabelle = frame(werte, beitraege=beitraege)
    regeln = load_regeln(profil="traeger")
    system, _ = build_system({"t": tabelle}, regeln)
    (schutz,) = apply_primary(system, regeln).values()
    assert schutz.regel == "Dominanz (2; 85 %)"
    assert round(schutz.oben, 2) == 5.88


def test_what_its_office_rounded_is_not_hidden_again() -> None:
    tabelle = frame({"insgesamt": 40.0, "a": 3.0}).assign(ags="01001")
    regeln = replace(load_regeln(), je_datensatz={"*": "mindestfallzahl_5"})
    for datensatz, anzahl in (("abgaenge", 0), ("t", 1)):
        system, _ = build_system({datensatz: tabelle}, regeln)
        gezeigt = {i for i in apply_primary(system, regeln) if not system.felder[i].implizit}
        assert len(gezeigt) == anzahl
