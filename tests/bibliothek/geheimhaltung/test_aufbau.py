from __future__ import annotations

import pandas as pd
from dkbm.bestand import open_bestand
from dkbm.geheimhaltung import load_regeln, to_schluessel
from dkbm.geheimhaltung.aufbau import Aufbau, build_system, detect_rounding
from dkbm.geheimhaltung.felder import Feld

SPALTEN = ["ags", "jahr", "merkmal", "wert", "zeichen"]


def test_rounding_is_seen_in_the_numbers() -> None:
    assert detect_rounding(range(0, 300, 3)) == 3
    assert detect_rounding(range(0, 300, 5)) == 5
    assert detect_rounding(range(300)) == detect_rounding([3, 6, 9]) == 0


def test_official_rounding_of_2023_is_seen() -> None:
    abgaenge = open_bestand().load("abgaenge")
    neu = abgaenge[(abgaenge["jahr"] == 2023) & (abgaenge["ags"].str.len() == 5)]
    basis = {land: detect_rounding(teil["wert"]) for land, teil in neu.groupby(neu["ags"].str[:2])}
    assert {land for land, b in basis.items() if b == 3} >= {"01", "15"}
    assert {land for land, b in basis.items() if b == 5} == {"05"}
    assert basis["08"] == basis["03"] == 0


def test_boys_beside_the_girls_are_a_cell() -> None:
    frame = pd.DataFrame(
        [("08335", 2024, "n", 9.0, "", "insgesamt"), ("08335", 2024, "n", 8.0, "", "weiblich")],
        columns=[*SPALTEN, "geschlecht"],
    )
    system, falsch = build_system({"t": frame}, load_regeln())
    jungen = system.index()[to_schluessel("t", "n", "08335", 2024, {"geschlecht": "maennlich"})]
    assert (system.felder[jungen].wert, system.felder[jungen].implizit) == (1.0, True)
    assert falsch == []


def test_gemeinden_years_and_parts_are_linked() -> None:
    zeilen = [("08335", 2023, "belegungen", 30.0), ("08335001", 2023, "belegungen", 10.0)]
    zeilen += [("08335002", 2023, "belegungen", 18.0), ("08335", 2023, "belegungen_online", 7.0)]
    zeilen += [("08335", 2024, "belegungen", 5.0)]
    frame = pd.DataFrame(zeilen, columns=["ags", "jahr", "merkmal", "wert"]).assign(zeichen="")
    summe = pd.DataFrame([("08335", 2023, "belegungen", 35.0, "")], columns=SPALTEN)
    frame = pd.concat([frame.assign(bis=frame["jahr"]), summe.assign(bis=2024)])
    system, falsch = build_system({"vhs": frame}, load_regeln())
    assert falsch == []
    arten = {b.art: [system.felder[f].wert for f in b.felder] for b in system.beziehungen}
    assert arten == {
        "gebiet": [30.0, 10.0, 18.0, 2.0],
        "teil:belegungen_online": [30.0, 7.0, 23.0],
        "Jahre": [35.0, 30.0, 5.0],
    }


def test_real_sums_hold() -> None:
    bestand = open_bestand()
    tabellen = {d: bestand.load(d, ["08335"]) for d in ("abgaenge", "schueler", "kinder_betreut")}
    system, falsch = build_system(tabellen, load_regeln())
    assert len(system.felder) > 500
    assert len(system.beziehungen) > 200
    assert len(falsch) <= 2


def test_printed_rate_bounds_its_numerator() -> None:
    aufbau = Aufbau(load_regeln())
    zaehler, nenner = (
        aufbau.add(Feld(to_schluessel("t", m, "08335", 2024), w)) for m, w in (("n", 2), ("d", 57))
    )
    aufbau.relate_rate(zaehler, nenner, 3.5, 1, 100)
    system, falsch = aufbau.build()
    assert falsch == []
    # 3,5 % of 57 can only be 2: 1 would print 1,8 and 3 would print 5,3.
    assert [n for n in range(9) if all(_fits(b, n, 57) for b in system.beziehungen)] == [2]


def _fits(b: object, n: float, d: float) -> bool:
    from dkbm.geheimhaltung.felder import Beziehung

    assert isinstance(b, Beziehung)
    werte = {0: d, 1: n}
    return (
        b.unten
        <= sum(k * werte[f] for f, k in zip(b.felder, b.koeffizienten, strict=True))
        <= b.oben
    )
