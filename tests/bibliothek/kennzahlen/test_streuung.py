"""The spread of all Kreise against plain pandas."""

from __future__ import annotations

from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen import compute, find_kennzahl
from dkbm.kennzahlen.streuung import compute_streuung


def test_quartiles_are_those_of_the_kreise() -> None:
    register = load_register()
    gebiete = [register["08"], register["DG"], *register.kreise]
    ergebnis = compute(find_kennzahl("geburtenrate"), open_bestand(), gebiete)
    rows = compute_streuung(ergebnis)
    werte = ergebnis.werte
    kreise = werte[(werte["jahr"] == 2015) & (werte["ags"].str.len() == 5)]["wert"]
    letzte = rows[rows["jahr"] == 2015].iloc[0]
    expected = kreise.quantile([0.25, 0.5, 0.75]).tolist()
    assert letzte[["unten", "mitte", "oben"]].tolist() == expected
    assert letzte["anzahl"] == 400


def test_few_kreise_are_no_spread_and_parts_stand_apart() -> None:
    register, bestand = load_register(), open_bestand()
    few = compute(find_kennzahl("geburtenrate"), bestand, register.kreise[:50])
    assert compute_streuung(few).empty
    vhs = compute(find_kennzahl("vhs_belegungsdichte"), bestand, register.kreise)
    assert compute_streuung(vhs).empty
    teile = compute(find_kennzahl("abschlussverteilung"), bestand, register.kreise)
    assert set(compute_streuung(teile)["auspraegung"]) == set(teile.kennzahl.auspraegungen)
