"""Own numbers are decided about, official ones are known; tables may be rounded instead."""

from __future__ import annotations

import pandas as pd
import pytest
from dkbm.bestand import open_bestand
from dkbm.bestand.bestand import Bestand
from dkbm.bestand.manifest import EIGENE_ERHEBUNG
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.geheimhaltung import Vorgaben, cover, to_schluessel
from dkbm.geheimhaltung.angriff import attack, collect_facts
from dkbm.geheimhaltung.aufbau import build_system

AMTLICH = open_bestand()
VORLAGE = next(iter(AMTLICH.quellen.values()))
GEBIETE = ("08335", "08", "DG")


def own_bestand(datensatz: str, frame: pd.DataFrame, ags: str = "08335") -> Bestand:
    """Return the embedded store with one own file on top."""
    angaben = {**vars(VORLAGE), "id": 10_000, "datensatz": datensatz}
    quelle = type(VORLAGE)(**{**angaben, "herausgeber": EIGENE_ERHEBUNG})
    rows = frame.assign(ags=ags, zeichen="", gebietsstand="", quelle=10_000)
    return Bestand(AMTLICH.ordner, {**AMTLICH.quellen, 10_000: quelle}, {datensatz: rows})


def by_place(*zeilen: tuple[int, str, float]) -> pd.DataFrame:
    return pd.DataFrame(zeilen, columns=["jahr", "merkmal", "wert"])


FOERDERUNG = by_place(
    *[(2022, "alle", 24), (2022, "nord", 14), (2022, "mitte", 9), (2022, "sued", 1)],
    *[(2023, "alle", 30), (2023, "nord", 18), (2023, "mitte", 12), (2023, "sued", 0)],
)


def test_project_without_own_data_hides_nothing() -> None:
    verdeckung = cover(AMTLICH, GEBIETE, Vorgaben())
    assert verdeckung.decke == verdeckung.wahr == {}
    assert verdeckung.entscheidung.gesperrt == {}


def test_own_small_count_takes_another_part_along() -> None:
    verdeckung = cover(own_bestand("foerderung", FOERDERUNG), GEBIETE, Vorgaben())
    hidden = {(k.merkmal, k.jahr) for k in verdeckung.entscheidung.gesperrt}
    assert hidden == {("sued", 2022), ("mitte", 2022)}
    decke = verdeckung.decke["foerderung"]
    assert set(decke["zeichen"]) == {"."}
    assert decke["wert"].isna().all()
    assert list(decke.columns) == list(verdeckung.wahr["foerderung"].columns)


def test_fractions_count_nobody_and_named_merkmale_neither() -> None:
    frame = pd.concat([FOERDERUNG, by_place((2022, "stunden", 1.5), (2023, "stunden", 2.0))])
    bestand = own_bestand("foerderung", frame)
    assert cover(bestand, GEBIETE, Vorgaben()).ohne_anzahl == ("foerderung.stunden",)
    frei = Vorgaben(keine_personen=("sued",))
    assert cover(bestand, GEBIETE, frei).entscheidung.gesperrt == {}


def test_estimated_rows_of_others_do_not_switch_protection_off() -> None:
    arten = {"insgesamt": 30, "tageseinrichtung": 28, "tagespflege": 2}
    frame = pd.DataFrame(arten.items(), columns=["betreuungsart", "wert"])
    frame = frame.assign(jahr=2030, merkmal="kinder", alter="insgesamt")
    bestand = own_bestand("kinder_betreut", frame)
    # 13071 was split: until 2011 its numbers are estimated and have fractions.
    verdeckung = cover(bestand, (*GEBIETE, "13071"), Vorgaben())
    assert verdeckung.ohne_anzahl == ()
    hidden = verdeckung.eigene & verdeckung.entscheidung.gesperrt.keys()
    assert {dict(key.codes)["betreuungsart"] for key in hidden} == set(arten) - {"insgesamt"}


def test_sums_with_estimated_rows_are_protected_and_attacked() -> None:
    kreise = [key for key in load_register().gebiete if key.startswith("15")]
    verdeckung = cover(AMTLICH, kreise, Vorgaben(immer=("abgaenge",)))
    system, falsch = build_system(verdeckung.wahr, verdeckung.regeln)
    assert falsch == []
    # What parts and whole miss in the last digits is no remainder of persons.
    assert not [f for f in system.felder if f.implizit and 0 < f.wert < 1e-3]
    facts = collect_facts(verdeckung.gezeigt, frueher=verdeckung.bekannt)
    befunde = attack(facts, 3, genau=True)
    assert {b.schluessel for b in befunde if b.gesperrt} == verdeckung.entscheidung.gesperrt.keys()
    # Contradictions would leave the attacker without any bound.
    assert all(b.oben < 1e6 and not b.undicht for b in befunde)


@pytest.mark.parametrize(("verfahren", "basis"), [("rundung3", 3), ("rundung5_additiv", 5)])
def test_table_can_be_rounded_instead(verfahren: str, basis: int) -> None:
    bestand = own_bestand("foerderung", FOERDERUNG)
    verdeckung = cover(bestand, GEBIETE, Vorgaben(tabellen={"foerderung": verfahren}))
    gezeigt = bestand.cover(verdeckung.decke).load("foerderung", ["08335"])
    assert (gezeigt["wert"] % basis == 0).all()
    tafel = gezeigt.pivot_table(index="jahr", columns="merkmal", values="wert")
    if verfahren.endswith("additiv"):
        assert (tafel["alle"] == tafel["nord"] + tafel["mitte"] + tafel["sued"]).all()


def test_official_numbers_stay_unless_asked_for() -> None:
    schluessel = {"abschluss": "fachhochschulreife"}
    klein = to_schluessel("abgaenge", "abgaenge", "08335", 2023, schluessel)
    assert cover(AMTLICH, GEBIETE, Vorgaben()).decke == {}
    streng = cover(AMTLICH, GEBIETE, Vorgaben(immer=("abgaenge",)))
    assert streng.entscheidung.gesperrt[klein] == "Mindestfallzahl 3"
    assert set(streng.decke) == {"abgaenge"}
    with pytest.raises(DkbmFehler, match="abgaenge"):
        cover(AMTLICH, GEBIETE, Vorgaben(immer=("abgang",)))


@pytest.mark.parametrize("ags", ["05315", "01001", "08335"])
def test_own_counts_are_exact_where_the_office_rounds(ags: str) -> None:
    # The office has no numbers of that year yet: nothing but these tells of it.
    werte = {"ohne_hauptschulabschluss": 2, "hauptschulabschluss": 17, "mittlerer_abschluss": 101}
    werte |= {"fachhochschulreife": 0, "hochschulreife": 0, "insgesamt": 120}
    frame = pd.DataFrame(werte.items(), columns=["abschluss", "wert"]).assign(
        jahr=2030, merkmal="abgaenge", geschlecht="insgesamt"
    )
    bestand = own_bestand("abgaenge", frame, ags)
    verdeckung = cover(bestand, (ags, ags[:2], "DG"), Vorgaben())
    hidden = verdeckung.eigene & verdeckung.entscheidung.gesperrt.keys()
    assert len(hidden) == 2
    assert {dict(key.codes)["abschluss"] for key in hidden} >= {"ohne_hauptschulabschluss"}
    # With the total beside it, only the second hidden part keeps the 2 from being recomputed.
    rows = verdeckung.wahr["abgaenge"]
    allein = rows["abschluss"].eq("ohne_hauptschulabschluss") & rows["quelle"].eq(10_000)
    zu_wenig = rows.assign(
        wert=rows["wert"].mask(allein), zeichen=rows["zeichen"].mask(allein, ".")
    )
    for gezeigt, undicht in ((zu_wenig, True), (verdeckung.gezeigt["abgaenge"], False)):
        facts = collect_facts({"abgaenge": gezeigt}, eigene=verdeckung.eigene)
        befunde = [b for b in attack(facts, 3) if b.schluessel in verdeckung.eigene]
        assert any(b.undicht for b in befunde) is undicht


def test_earlier_edition_cannot_be_taken_back() -> None:
    bestand = own_bestand("foerderung", FOERDERUNG)
    klein = to_schluessel("foerderung", "sued", "08335", 2022)
    assert klein in cover(bestand, GEBIETE, Vorgaben()).entscheidung.gesperrt
    bekannt = cover(bestand, GEBIETE, Vorgaben(), frueher={klein: 1.0})
    assert klein not in bekannt.entscheidung.gesperrt
    # An older number that was corrected since tells nothing of the new one.
    assert klein in cover(bestand, GEBIETE, Vorgaben(), frueher={klein: 4.0}).entscheidung.gesperrt
