from __future__ import annotations

import pandas as pd
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.geheimhaltung import (
    ZEICHEN,
    apply_to_ergebnis,
    apply_to_frame,
    load_regeln,
    protect,
    to_schluessel,
)
from dkbm.geheimhaltung.felder import Schluessel
from dkbm.kennzahlen import compute, find_kennzahl

from .tafeln import crosstab

TAFEL = [[2, 9, 14], [8, 11, 30], [12, 25, 40]]


def test_hidden_cells_carry_sign_and_policy_but_not_their_own_rule() -> None:
    tafel = crosstab(TAFEL)
    entscheidung = protect({"t": tafel}, load_regeln())
    gezeigt = apply_to_frame(tafel, "t", entscheidung)
    weg = gezeigt[gezeigt["wert"].isna()]
    assert len(weg) == 4
    assert set(weg["zeichen"]) == {ZEICHEN}
    # Primary and secondary look alike: which is which would tell that a cell is small.
    assert set(weg["regel"]) == {"Mindestfallzahl 3 mit Folgesperrung"}
    assert set(gezeigt.loc[gezeigt["wert"].notna(), "regel"]) == {""}
    assert tafel["wert"].notna().all()
    assert entscheidung.note("t") == (
        "„.“: Zahlenwert geheim zu halten (Mindestfallzahl 3 mit Folgesperrung)."
    )


def test_policies_that_round_or_leave_alone() -> None:
    tafel = crosstab(TAFEL)
    gerundet = protect({"t": tafel}, load_regeln(profil="rundung5_additiv"))
    gezeigt = apply_to_frame(tafel, "t", gerundet)
    assert (gezeigt["wert"] % 5 == 0).all()
    innen = gezeigt[(gezeigt["d"] != "insgesamt") & (gezeigt["e"] != "insgesamt")]
    assert innen["wert"].sum() == gezeigt["wert"].max()
    offen = protect({"t": tafel}, load_regeln(profil="amtlich_offen"))
    pd.testing.assert_series_equal(apply_to_frame(tafel, "t", offen)["wert"], tafel["wert"])


def test_rate_vanishes_with_its_numerator() -> None:
    kreis = load_register().gebiete["08335"]
    bestand = open_bestand()
    ergebnis = compute(find_kennzahl("abgaenge_ohne_hauptschulabschluss"), bestand, [kreis])
    jahr = ergebnis.jahre[-1]
    zaehler = to_schluessel(
        "abgaenge", "abgaenge", kreis.ags, jahr, {"abschluss": "ohne_hauptschulabschluss"}
    )

    def herkunft(ags: str, j: int, teil: str) -> tuple[list[Schluessel], list[Schluessel]]:
        return [zaehler._replace(ags=ags, jahr=j, bis=j)], [
            to_schluessel("abgaenge", "abgaenge", ags, j)
        ]

    leer = protect({}, load_regeln())
    gesperrt = type(leer)(gesperrt={zaehler: "Mindestfallzahl 3"}, titel={"*": "T"})
    neu = apply_to_ergebnis(ergebnis, gesperrt, herkunft)
    zelle = neu.zellen[kreis.ags, jahr, ""]
    assert all(pd.isna(w) for w in (zelle.zaehler, zelle.nenner, zelle.wert))
    assert zelle.zeichen == ZEICHEN
    assert neu.jahre == ergebnis.jahre[:-1]
    assert set(neu.daten["regel"]) == {"T", ""}
    assert ergebnis.jahre[-1] == jahr
