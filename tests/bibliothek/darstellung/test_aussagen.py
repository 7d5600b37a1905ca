"""Sentences: what they print agrees with the tables and with itself; each has its evidence."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import MIME, Aussage, Kernaussagen, formulate_aussagen
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, list_kennzahlen
from dkbm.sprache.zahlen import format_zahl

KREISE = ("08335", "02000", "13071", "05315")
REIHEN = [k.id for k in list_kennzahlen() if not k.auspraegungen and not k.formular]
NAMENSFORMEN = (
    *("08335", "14628", "09575", "13071", "05366", "01053", "05962", "05374", "08236", "08417"),
    *("08435", "06535", "06634", "14521", "07232", "07338", "03241", "05334", "10041", "10045"),
    *("05315", "02000", "11000", "04011", "07320", "15081", "16063", "08317", "15002", "05382"),
)
"""Landkreis, Kreis, adjective, compound, Region, Städteregion, Regionalverband, Stadt, Land."""
JE_GEBIET = 4
SCHNAPPSCHUSS = Path(__file__).parent / "schnappschuss" / "aussagen.md"


@cache
def compute(kennzahl: str, ags: str, *, kreise: bool = False) -> Ergebnis:
    return Arbeitsplatz(load_register()[ags], (), open_bestand()).kennzahl(kennzahl, kreise=kreise)


def written(ags: str) -> list[tuple[Ergebnis, Aussage]]:
    """Return all results with a statement, each with its statement."""
    results = [e for e in (compute(id_, ags) for id_ in REIHEN) if not e.is_empty]
    return list(zip(results, formulate_aussagen(*results).aussagen, strict=True))


def build_snapshot() -> str:
    """Write statements for a Gebiet of every name form, the Kennzahlen taking turns."""
    register = load_register()
    lines = ["# Aussagen für Gebiete jeder Namensform", ""]
    for nummer, ags in enumerate(NAMENSFORMEN):
        start = nummer * JE_GEBIET % len(REIHEN)
        ids = (REIHEN * 2)[start : start + JE_GEBIET]
        aussagen = formulate_aussagen(*(compute(id_, ags, kreise=True) for id_ in ids))
        lines += [f"## {register[ags].name}", "", *(f"- {t}" for t in aussagen.texte), ""]
    return "\n".join(lines)


def test_statements_read_as_reviewed() -> None:
    """After a wanted change: ``uv run python tests/…/test_aussagen.py``, then read the diff."""
    assert build_snapshot() == SCHNAPPSCHUSS.read_text(encoding="utf-8")


@pytest.mark.parametrize("ags", KREISE)
def test_every_number_has_its_evidence(ags: str) -> None:
    assert len(written(ags)) >= 30
    for ergebnis, aussage in written(ags):
        kennzahl = ergebnis.kennzahl
        assert aussage.kennzahl == kennzahl.id
        assert aussage.belege[0].ags == ags
        assert aussage.belege[0].jahr == ergebnis.jahre[-1]
        for beleg in aussage.belege:
            zelle = ergebnis.zellen[beleg.ags, beleg.jahr, ""]
            assert (beleg.wert, beleg.kennzahl) == (zelle.wert, kennzahl.id)
            assert format_zahl(beleg.wert, kennzahl.stellen) in aussage.text
            assert str(beleg.jahr) in aussage.text


@pytest.mark.parametrize("ags", KREISE)
def test_sentences_are_german(ags: str) -> None:
    starts = set()
    for ergebnis, aussage in written(ags):
        satz = aussage.text
        assert not re.search(r"nan|None|  |\d\.\d{1,2}(?!\d)|-\d|\.\.", satz)
        assert satz[0].isupper()
        assert satz.endswith(".")
        assert ergebnis.kommune.formen.ort.casefold() in satz.casefold()
        assert not re.search(r"sollte|muss|leider|erfreulich|gut|schlecht|empfehl", satz)
        starts.add(satz.split()[0])
    assert len(starts) >= 4


def test_rise_and_fall_are_named_only_beyond_chance() -> None:
    # Konstanz, 21111-02-06-4: 108 of 2,917 leavers in 2013, 228 of 2,596 in 2023.
    (satz,) = formulate_aussagen(compute("abgaenge_ohne_hauptschulabschluss", "08335")).texte
    assert "um 5,1\u00a0Prozentpunkte gestiegen" in satz
    (satz,) = formulate_aussagen(compute("abgaenge_mittlerer_abschluss", "08335")).texte
    assert "nahezu unverändert" in satz
    # Published without counts: no word for the direction.
    (satz,) = formulate_aussagen(compute("arbeitslosenquote", "08335")).texte
    assert "(seither +0,4\u00a0Prozentpunkte)" in satz
    assert "gestiegen" not in satz


def test_a_visible_gap_within_chance_is_not_called_unchanged() -> None:
    # Rhein-Pfalz-Kreis, 22541: 15 of 84 facilities in 2012, 26 of 88 in 2016.
    (satz,) = formulate_aussagen(compute("anteil_integrative_einrichtungen", "07338")).texte
    assert "nahezu unverändert" not in satz
    assert "kann bei diesen Fallzahlen Zufall sein" in satz


def test_a_count_that_has_doubled_is_told_as_a_multiple() -> None:
    # Kreis Euskirchen: 180 children in 2007, 1,042 in 2016.
    (satz,) = formulate_aussagen(compute("betreute_kinder_u3", "05366")).texte
    assert "Gegenüber 2007 (180) ist sie auf das 5,8-Fache gestiegen." in satz


def test_break_and_small_denominator_are_said() -> None:
    (satz,) = formulate_aussagen(compute("bevoelkerung", "08335")).texte
    assert "nur eingeschränkt vergleichbar: Fortschreibung ab 2022" in satz
    ergebnis = compute("betreuungsquote_u3", "08335")
    daten = ergebnis.daten.assign(zaehler=9.0, nenner=29.0, wert=900 / 29)
    (satz,) = formulate_aussagen(replace(ergebnis, daten=daten)).texte
    assert satz.endswith(
        "weniger als 30 Fällen im Nenner und ist nur eingeschränkt aussagekräftig."
    )


def test_known_sentence() -> None:
    # 22543-01-02-4: 2,352 children on 1.3.2016; 12411-02-03-4: 7,403 on 31.12.2015.
    (satz,) = formulate_aussagen(compute("betreuungsquote_u3", "08335", kreise=True)).texte
    assert satz.replace("\u00a0", " ") == (
        "Im Landkreis Konstanz lag die Betreuungsquote der unter 3-Jährigen am 1. März 2016 bei "
        "31,8 %, in Baden-Württemberg bei 27,7 % und in Deutschland bei 32,7 %. "
        "Am 1. März 2011 waren es im Landkreis 24,1 % (seither +7,7 Prozentpunkte; nur "
        "eingeschränkt vergleichbar: Nenner ab 2012 auf Grundlage des Zensus 2011). "
        "Mit dem neueren Wert liegt der Landkreis in der mittleren Hälfte aller Kreise (24,5 bis "
        "35,5 %)."
    )


def test_results_without_number_or_with_parts_are_passed_over() -> None:
    leer, teile = compute("vhs_belegungen", "02000"), compute("altersgruppen", "02000")
    assert formulate_aussagen(leer, teile) == Kernaussagen((), (), ())
    voll = compute("geburtenrate", "02000")
    aussagen = formulate_aussagen(leer, voll, teile)
    assert [k.id for k in aussagen.kennzahlen] == ["geburtenrate"]
    assert aussagen.quellen == voll.quellen
    assert len(aussagen.aussagen) == 1


def test_analysts_replace_insert_and_remove() -> None:
    start = formulate_aussagen(compute("geburtenrate", "08335"), compute("schueler", "08335"))
    edited = start.replace("schueler", "Eigene  Worte.").insert("Zuerst.", vor=1).insert("Zuletzt.")
    assert edited.texte == ("Zuerst.", start.texte[0], "Eigene Worte.", "Zuletzt.")
    assert edited.remove("geburtenrate").remove(1).texte == ("Eigene Worte.", "Zuletzt.")
    assert edited.replace("schueler", "Noch einmal.").texte[2] == "Noch einmal."
    # Own words carry no evidence, and the first list is as it was.
    assert set(edited.belege["aussage"]) == {2}
    assert len(start.aussagen) == 2
    with pytest.raises(DkbmFehler, match="„5“ gibt es nicht") as info:
        edited.remove(5)
    assert "geburtenrate, schueler" in info.value.rat
    with pytest.raises(DkbmFehler, match="ohne Text"):
        edited.insert("  ")


def test_bundle_keeps_texts_and_adds_evidence() -> None:
    bundle = formulate_aussagen(compute("geburtenrate", "08335"))._repr_mimebundle_()[MIME]
    assert isinstance(bundle, dict)
    assert all(isinstance(text, str) for text in bundle["aussagen"])
    assert bundle["belege"][0][0]["ags"] == "08335"


if __name__ == "__main__":
    SCHNAPPSCHUSS.parent.mkdir(exist_ok=True)
    SCHNAPPSCHUSS.write_text(build_snapshot(), encoding="utf-8", newline="\n")
