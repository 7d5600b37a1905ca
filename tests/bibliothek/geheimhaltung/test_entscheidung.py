from __future__ import annotations

import pandas as pd
import pytest
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
from dkbm.geheimhaltung.felder import Feldsystem, Schluessel
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


def test_rounded_zero_looks_like_an_empty_cell() -> None:
    tafel = crosstab([[0, 1, 9], [8, 11, 30]])
    leer = tafel["wert"] == 0
    tafel = tafel.assign(wert=tafel["wert"].mask(leer), zeichen=tafel["zeichen"].mask(leer, "-"))
    gerundet = protect({"t": tafel}, load_regeln(profil="rundung5"))
    gezeigt = apply_to_frame(tafel, "t", gerundet)
    assert gezeigt.loc[gezeigt["wert"] == 0, ["d", "e"]].to_numpy().tolist() == [
        ["c0", "c0"],
        ["c0", "c1"],
    ]
    assert set(gezeigt["zeichen"]) == {""}
    assert gezeigt["wert"].notna().all()


def test_title_promises_no_sums_that_do_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    regeln, tafel = load_regeln(profil="rundung5_additiv"), {"t": crosstab(TAFEL)}
    assert protect(tafel, regeln).titel["t"] == "Rundung auf Vielfache von 5, Summen stimmen"

    def fail(teil: Feldsystem, basis: int, schritte: int) -> None:
        return None

    monkeypatch.setattr("dkbm.geheimhaltung.rundung._round_part", fail)
    entscheidung = protect(tafel, regeln)
    assert entscheidung.titel["t"] == "Rundung auf Vielfache von 5"
    assert set(entscheidung.spielraum.values()) == {2}
    assert entscheidung.spielraum.keys() == entscheidung.gerundet.keys()


def test_input_that_its_office_rounded_is_not_taken_as_exact() -> None:
    """A 3 of an office that rounds to 3 may be 2 to 4 and stays; the same 3 counted does not."""
    rows = [("08335", jahr, "n", w, "", d) for jahr in range(2010, 2024)
            for d, w in (("insgesamt", 3.0 * jahr), ("a", 3.0 * jahr - 6), ("b", 3.0))]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["ags", "jahr", "merkmal", "wert", "zeichen", "d"])
    # The office rounds each Land and year for itself: 30 numbers of one are needed to see it.
    frame["jahr"], frame["ags"] = 2024, [f"08335{i // 3:03}" for i in range(len(frame))]
    regeln = load_regeln(profil="mindestfallzahl_5")
    gerundet = protect({"t": frame}, regeln)
    assert (gerundet.gesperrt, gerundet.widersprueche) == ({}, 0)
    genau = frame.assign(wert=frame["wert"] + (frame["d"] == "insgesamt"))
    entscheidung = protect({"t": genau}, regeln)
    assert sum(dict(k.codes).get("d") == "b" for k in entscheidung.gesperrt) == 14


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
