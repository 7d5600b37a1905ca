"""From a filled form, or an own CSV file, to the Ergebnis; all results worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.bestand import Bestand, open_bestand
from dkbm.bestand.einlesen import read_into
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, compute, find_kennzahl, list_kennzahlen

from tests.bibliothek.formulare import JAHR, fill_form, read_formulare


@pytest.fixture(scope="module")
def bestand(tmp_path_factory: pytest.TempPathFactory) -> Bestand:
    """A project that has read every form."""
    return read_formulare(tmp_path_factory.mktemp("projekt"))


def compute_konstanz(id_: str, bestand: Bestand) -> Ergebnis:
    return compute(find_kennzahl(id_), bestand, [load_register()["08335"]])


ERWARTET: dict[str, tuple[tuple[str, float], ...]] = {
    # id: value, or pairs of part and value; per cent unless the Kennzahl says otherwise.
    "ganztagsanteil_betreute": (("u3", 50), ("3_6", 40)),
    "betreuungsumfang": (
        *(("umfang_bis_25", 15), ("umfang_25_35", 45)),
        *(("umfang_35_45", 30), ("umfang_ab_45", 10)),
    ),
    "familiensprache_kita": (("", 25),),
    "eingliederungshilfe_kita": (("", 2.5),),
    "personal_kind_schluessel": (
        *(("schluessel_u3", 3.2), ("schluessel_3_6", 7.1), ("schluessel_uebergreifend", 5.4)),
    ),
    "qualifikation_kita_personal": (("personal_hochschule", 5), ("personal_fachschule", 70)),
    # (900 + 3600 − 100) / 11000
    "ganztag_grundschulalter": (("", 40),),
    "einschulungsuntersuchung": (
        *(("auffaellig_sprache", 25), ("auffaellig_motorik", 15)),
        *(("auffaellig_visuomotorik", 20), ("auffaellig_verhalten", 10)),
    ),
    "einschulungen": (
        *(("einschulungen_vorzeitig", 3), ("einschulungen_fristgerecht", 90)),
        ("einschulungen_verspaetet", 7),
    ),
    # 208 / 2600, not / 2500: the denominators of D3 and D4 differ.
    "zurueckstellungsquote": (("", 8),),
    "uebergangsquote": (
        *(("uebergang_hauptschule", 5), ("uebergang_realschule", 32)),
        *(("uebergang_gesamtschule", 15), ("uebergang_gymnasium", 46)),
        ("uebergang_sonstige", 1.2),
    ),
    # 1150 / 2480
    "uebergangsquote_klasse_5": (("uebergang_gymnasium", 46.37096774193548),),
    "schulartwechsel": (("aufwaertswechsel", 0.8), ("abwaertswechsel", 3.2)),
    "abwaertswechsel_je_aufwaertswechsel": (("", 4),),
    "wiederholerquote": (("primarstufe", 1), ("sek_1", 2.5), ("sek_2", 3)),
    "foerderquote": (("", 7),),
    "foerderschulbesuchsquote": (("", 3.6),),
    "inklusionsquote": (("", 3.4),),
    # 850 / 1750
    "inklusionsanteil": (("", 48.57142857142857),),
    "foerderschwerpunkte": (("bedarf_lernen", 2.8), ("bedarf_geistig", 1.12)),
    "schueler_je_lehrkraft": (("", 15),),
    "ganztagsanteil_schulen": (("ganztag_gebunden", 15), ("ganztag_offen", 30)),
    # 160 pupils in 8 classes; the Gymnasium with its Oberstufe is left out.
    "klassenfrequenz": (("grundschule", 20),),
    "privatschulanteil": (("", 60),),
    "familiensprache_schulen": (("", 15),),
    # (1800 + 200) / (1800 + 50) and / (1800 + 50 + 150)
    "angebots_nachfrage_relation": (("", 2000 / 1850 * 100),),
    "erweiterte_angebots_nachfrage_relation": (("", 100),),
    "neue_vertraege_30_9": (("", 1800),),
    "neue_vertraege_31_12": (("", 1750),),
    "einmuendungsquote": (("", 50),),
    "unversorgtenquote": (("", 50 / 15),),
    "unbesetzte_stellen": (("", 10),),
    "erfolglose_nachfrage": (("", 10),),
    # 140/1750 + 175/1750 + 70/1400 + 10/2000 = 8 + 10 + 5 + 0.5
    "vertragsloesungsquote": (("", 23.5),),
    "ausbildungsquote": (("", 5),),
    "ausbildungsbetriebsquote": (("", 20),),
    "pruefungserfolgsquote": (("", 90),),
    "pflegeausbildung_neu": (("", 120),),
    "pflegeausbildung": (("", 330),),
    "ausbildungssektoren": (
        *(("neu_dual", 45), ("neu_schulisch", 20)),
        *(("neu_uebergang", 25), ("neu_hochschulreife", 10)),
    ),
    "uebergangsanteil_ohne_hauptschulabschluss": (("", 70),),
    "vhs_kurse": (("", 500),),
    "vhs_unterrichtsstunden": (("", 10_000),),
    "belegungen_je_kurs": (("", 12),),
    "unterrichtsstunden_je_kurs": (("", 20),),
    "programmbereiche": (("gesundheit", 60), ("sprachen", 40)),
    "programmbereiche_belegungen": (("gesundheit", 80), ("sprachen", 20)),
    "vhs_frauenanteil": (("", 70),),
    "vhs_altersgruppen": (("belegungen_unter_18", 5), ("belegungen_50_64", 30)),
    "vhs_gebuehrenanteil": (("", 40),),
    "integrationskurse": (("", 600),),
    "integrationskurse_b1": (("", 55),),
    "gefoerderte_weiterbildung": (("fbw_sgb_2", 90), ("fbw_sgb_3", 210)),
    "nachgeholte_schulabschluesse": (("", 45),),
    "weiterbildungsbeteiligung": (("", 13.5),),
    # 291,841 people in Landkreis Konstanz on 31.12.2024.
    "weiterbildungsdichte": (("", 10_000 / 291_841 * 1000),),
    "kursdichte": (("", 500 / 291_841 * 1000),),
    "vhs_zuschuss_je_person": (("", 600_000 / 291_841),),
}
MIT_ALTER = {
    *("ganztagsquote_u3", "ganztagsquote_3_6", "aufstiegs_bafoeg"),
    *("zusammengefasste_geburtenziffer", "abgaenge_ohne_hauptschulabschluss_qsv"),
}
"""Those whose denominators are age groups are worked out below."""


@pytest.mark.parametrize("id_", ERWARTET)
def test_result_is_the_one_worked_out_by_hand(id_: str, bestand: Bestand) -> None:
    ergebnis = compute_konstanz(id_, bestand)
    for teil, wert in ERWARTET[id_]:
        assert ergebnis.wert(JAHR, auspraegung=teil) == pytest.approx(wert)
    # The annex names the form that the numbers come from.
    assert {q.tabelle for q in ergebnis.quellen} <= set(ergebnis.kennzahl.tabellen) | {
        *("12411-01-01-4", "12411-02-03-4", "bevoelkerung_17_altersgruppen"),
    }


def test_every_kennzahl_of_a_form_is_worked_out() -> None:
    assert {k.id for k in list_kennzahlen() if k.formular} == set(ERWARTET) | MIT_ALTER


def test_denominators_from_the_population(bestand: Bestand) -> None:
    alter = bestand.load("bevoelkerung_alter", ["08335"])
    alter = alter[alter["nationalitaet"] == "insgesamt"]

    def people(jahr: int, *gruppen: str, geschlecht: str = "insgesamt") -> float:
        rows = alter[(alter["jahr"] == jahr) & (alter["geschlecht"] == geschlecht)]
        return float(rows.loc[rows["alter"].isin(gruppen), "wert"].sum())

    def wert(id_: str) -> float:
        return compute_konstanz(id_, bestand).wert(JAHR)

    # The population of the previous 31 December.
    assert wert("ganztagsquote_u3") == pytest.approx(1175 / people(2023, "00-02") * 100)
    assert wert("ganztagsquote_3_6") == pytest.approx(3120 / people(2023, "03-05") * 100)
    erwachsene = ("20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64")
    assert wert("aufstiegs_bafoeg") == pytest.approx(480 / people(JAHR, *erwachsene) * 1000)
    geburten = {("15-17", "18-19"): 30, ("20-24",): 240, ("25-29",): 690}
    geburten |= {("30-34",): 960, ("35-39",): 520, ("40-44",): 110}
    summe = sum(5 * n / people(JAHR, *g, geschlecht="weiblich") for g, n in geburten.items())
    assert wert("zusammengefasste_geburtenziffer") == pytest.approx(summe)
    assert 1 < summe < 2


def test_quotensumme_adds_the_rates_of_each_age(bestand: Bestand) -> None:
    jahre = bestand.load("bevoelkerung_altersjahre", ["08335"])
    jahre = jahre[(jahre["jahr"] == 2015) & (jahre["geschlecht"] == "insgesamt")]
    personen = jahre.set_index("alter")["wert"]
    ohne = dict(zip(range(14, 21), (4, 30, 72, 30, 8, 3, 1), strict=True))
    summe = sum(n / personen[str(alter)] * 100 for alter, n in ohne.items())
    ergebnis = compute_konstanz("abgaenge_ohne_hauptschulabschluss_qsv", bestand)
    assert ergebnis.wert(2015) == pytest.approx(summe)


def test_old_programmbereiche_stay_apart(tmp_path: Path) -> None:
    (einlesung, *_) = read_into(tmp_path / "b", [fill_form("weiterbildung", tmp_path)])
    assert einlesung.fehler is None
    ordner = tmp_path / "daten"
    ordner.mkdir()
    (tmp_path / "b").rename(ordner / "bestand")
    ergebnis = compute_konstanz("programmbereiche", open_bestand(tmp_path, "08335"))
    assert ergebnis.wert(2016, auspraegung="arbeit_beruf") == 30
    assert ergebnis.kennzahl.brueche[0][0] == 2018


def test_own_csv_does_the_same_as_the_form(tmp_path: Path) -> None:
    ordner = tmp_path / "daten/eigene"
    ordner.mkdir(parents=True)
    text = "jahr;neue_vertraege;unbesetzte_stellen;unversorgte;mit_alternative\n2024;90;10;5;.\n"
    (ordner / "ausbildungsmarkt.csv").write_text(text, encoding="utf-8")
    bestand = open_bestand(tmp_path, "08335")
    assert compute_konstanz("unbesetzte_stellen", bestand).wert(2024) == 10
    # What is not known is not taken as nothing.
    assert compute_konstanz("erweiterte_angebots_nachfrage_relation", bestand).is_empty
