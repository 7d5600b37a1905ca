"""The registry, and every Kennzahl of it for every Kommune."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from dkbm.bestand import open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kennzahlen import (
    Ergebnis,
    Kennzahl,
    compute,
    find_kennzahl,
    list_kennzahlen,
    register_kennzahl,
    registrierung,
)
from dkbm.kennzahlen.kennzahl import BEZUGSGROESSEN
from dkbm.kennzahlen.rechnen import Auswahl, wert
from dkbm.kern import ruecksetzen

GRENZEN = {
    "betreuungsquote_u3": (5, 130),
    "betreuungsquote_3_6": (50, 130),
    "betreuungsquote_u3_inkar": (0, 130),
    "betreuungsquote_3_6_inkar": (50, 130),
    "bevoelkerung": (30_000, 90e6),
    "bevoelkerung_index": (60, 140),
    "jugendquotient": (15, 50),
    "altenquotient": (20, 75),
    "geburtenrate": (4, 16),
    "natuerlicher_saldo": (-12, 8),
    "wanderungssaldo": (-40, 65),
    "einkommen_je_einwohner": (10_000, 50_000),
    "vhs_belegungsdichte": (10, 300),
    "abendschulen_und_kollegs": (0, 100),
    "betreuungsquote_u3_art": (0, 130),
    "gesamtquotient": (40, 120),
    "allgemeine_geburtenziffer": (25, 70),
    "wanderungssaldo_lebensphasen": (-200, 350),
    "abschlussquoten_altersjahrgang": (0, 300),
}
QUELLFEHLER = {
    # 13211-02-05-4: 38,551 long-term unemployed of 3,250 unemployed, and the like.
    ("langzeitarbeitslosenanteil", "07131", 2009),
    ("langzeitarbeitslosenanteil", "07132", 2009),
    ("langzeitarbeitslosenanteil", "07141", 2009),
    ("langzeitarbeitslosenanteil", "08216", 2010),
}


def compute_for_all(kennzahl: Kennzahl) -> Ergebnis:
    register = load_register()
    gebiete = [register["08335"], register["08"], register["DG"], *register.kreise]
    return compute(kennzahl, open_bestand(), gebiete)


@pytest.mark.parametrize("kennzahl", list_kennzahlen(), ids=lambda kennzahl: kennzahl.id)
def test_every_kennzahl_for_every_kommune(kennzahl: Kennzahl) -> None:
    ergebnis = compute_for_all(kennzahl)
    daten = ergebnis.daten
    teile = ["auspraegung"] if kennzahl.auspraegungen else []
    keys = ["ags", "jahr", *teile]
    assert list(daten.columns) == [*keys, "zaehler", "nenner", "wert", "zeichen", "gebietsstand"]
    assert not daten.duplicated(keys).any()
    pd.testing.assert_frame_equal(daten, daten.sort_values(keys, ignore_index=True))
    # Konstanz has data for all five themes; the others wait for a form (test_bauplan.py).
    assert bool(ergebnis.jahre) != bool(kennzahl.formular)
    if kennzahl.formular:
        assert f"dkbm formular {kennzahl.formular}" in kennzahl.beschafft
        return
    assert len(ergebnis.zellen) == len(daten)
    assert (daten["wert"].isna() == (daten["zeichen"] != "")).all() or not kennzahl.nenner
    assert (daten.loc[daten["wert"].isna(), "zeichen"] != "").all()
    if kennzahl.auspraegungen:
        assert set(daten["auspraegung"]) <= set(kennzahl.auspraegungen)
    von, bis = GRENZEN.get(kennzahl.id, (0, 100 if kennzahl.einheit == "%" else 90e6))
    werte = ergebnis.werte
    outside = werte[~werte["wert"].between(von, bis)]
    assert {(kennzahl.id, r["ags"], r["jahr"]) for r in outside.to_dict("records")} <= QUELLFEHLER
    if "INKAR" not in kennzahl.tabellen and "VHS Landkreis Konstanz" not in kennzahl.tabellen:
        assert {"08", "DG"} <= set(daten["ags"])
    # The annex names the tables that the numbers come from.
    assert {q.tabelle for q in ergebnis.quellen} & set(kennzahl.tabellen)


@pytest.mark.parametrize("kennzahl", list_kennzahlen(), ids=lambda kennzahl: kennzahl.id)
def test_every_kennzahl_describes_itself(kennzahl: Kennzahl) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", kennzahl.id)
    assert re.fullmatch(r"[A-I]\d+[a-z]?", kennzahl.code)
    assert kennzahl.name[0].isupper()
    assert kennzahl.subjekt.split()[0] in ("der", "die", "das")
    assert all([kennzahl.definition.endswith("."), kennzahl.formel, kennzahl.regel])
    assert kennzahl.zaehler
    assert bool(kennzahl.einheit) != bool(kennzahl.zaehlt)
    assert kennzahl.masseinheit
    if kennzahl.formel.startswith("veröffentlicht"):
        assert kennzahl.nenner
    else:
        assert ("/" in kennzahl.formel) == bool(kennzahl.nenner)
    assert kennzahl.format_zeit(1999).count("1999") == 1
    assert "{" not in kennzahl.format_zeit(1999)
    assert all(hinweis.endswith(".") for hinweis in kennzahl.hinweise)
    assert all(1990 < jahr < 2030 and grund for jahr, grund in kennzahl.brueche)


def test_time_of_school_years_turns_the_century() -> None:
    schueler = find_kennzahl("schueler")
    assert schueler.format_zeit(2015) == "im Schuljahr 2015/16"
    assert schueler.format_zeit(1999) == "im Schuljahr 1999/00"
    assert find_kennzahl("betreuungsquote_u3").format_zeit(2016) == "am 1. März 2016"


def test_ids_are_unique_and_ordered_by_the_course_of_life() -> None:
    ids = [k.id for k in list_kennzahlen()]
    assert len(set(ids)) == len(ids)
    first = ["bevoelkerung", "betreuungsquote_u3", "schueler", "berufsschueler", "vhs_belegungen"]
    assert [ids.index(id_) for id_ in first] == sorted(ids.index(id_) for id_ in first)
    assert "Prozentpunkte" in BEZUGSGROESSEN.values()


def test_years_are_limited_on_both_ends() -> None:
    register = load_register()
    kennzahl = find_kennzahl("bevoelkerung")
    konstanz = [register["08335"]]
    ergebnis = compute(kennzahl, open_bestand(), konstanz, von_jahr=2010, bis_jahr=2012)
    assert ergebnis.jahre == [2010, 2011, 2012]
    assert [q.tabelle for q in ergebnis.quellen] == ["12411-01-01-4"]
    assert compute(kennzahl, open_bestand(), konstanz, von_jahr=2100).is_empty


def test_own_kennzahl_joins_and_replaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registrierung, "_REGISTER", dict(registrierung._REGISTER))
    eigene = Kennzahl(
        id="vhs_belegungen",
        name="Eigene",
        subjekt="die Zahl",
        berechne=wert(Auswahl("vhs", "belegungen_online")),
    )
    anzahl = len(list_kennzahlen())
    assert register_kennzahl(eigene) is eigene is find_kennzahl("vhs_belegungen")
    assert len(list_kennzahlen()) == anzahl
    ergebnis = compute(eigene, open_bestand(), [load_register()["08335"]])
    assert ergebnis.jahre == [2021, 2022, 2023, 2024, 2025]


def test_unknown_id_names_the_nearest() -> None:
    with pytest.raises(DkbmFehler, match="„betreungsquote_u3“ gibt es nicht") as info:
        find_kennzahl("betreungsquote_u3")
    assert "betreuungsquote_u3" in info.value.rat
    with pytest.raises(DkbmFehler) as info:
        find_kennzahl("qqq")
    assert "bevoelkerung" in info.value.rat


def test_a_reset_kernel_forgets_what_a_notebook_registered() -> None:
    mitgeliefert = find_kennzahl("geburtenrate")
    register_kennzahl(Kennzahl(id="eigene", name="E", subjekt="die", berechne=wert(Auswahl("x"))))
    register_kennzahl(replace(mitgeliefert, name="Meine Geburtenrate"))
    assert find_kennzahl("geburtenrate").name == "Meine Geburtenrate"
    assert registrierung._forget_own in ruecksetzen._AUFGABEN
    registrierung._forget_own()
    assert find_kennzahl("geburtenrate") is mitgeliefert
    with pytest.raises(DkbmFehler):
        find_kennzahl("eigene")
