"""Sentences: what they print agrees with the tables and with itself; each has its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bestand import open_bestand
from dkbm.darstellung import MIME, Aussage, Kernaussagen, formulate_aussagen
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, list_kennzahlen
from dkbm.sprache.zahlen import format_zahl

from tests.bibliothek.formulare import read_formulare, spread

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
AUS_FORMULAREN = [k.id for k in list_kennzahlen() if not k.auspraegungen and k.formular]
SCHNAPPSCHUSS_FORMULARE = SCHNAPPSCHUSS.with_name("aussagen_formulare.md")
GEGLIEDERT = [k.id for k in list_kennzahlen() if k.auspraegungen]
SCHNAPPSCHUSS_GEGLIEDERT = SCHNAPPSCHUSS.with_name("aussagen_gegliedert.md")


@cache
def compute(kennzahl: str, ags: str, *, kreise: bool = False) -> Ergebnis:
    return Arbeitsplatz(load_register()[ags], (), open_bestand()).kennzahl(kennzahl, kreise=kreise)


def written(ags: str) -> list[tuple[Ergebnis, Aussage]]:
    """Return all results with a statement, each with its statement."""
    results = [e for e in (compute(id_, ags) for id_ in REIHEN) if not e.is_empty]
    return list(zip(results, formulate_aussagen(*results).aussagen, strict=True))


def build_snapshot(
    kennzahlen: list[str], je_gebiet: int, compute: Callable[[str, str], Ergebnis]
) -> str:
    """Write statements for a Gebiet of every name form, the Kennzahlen taking turns."""
    register = load_register()
    lines = ["# Aussagen für Gebiete jeder Namensform", ""]
    for nummer, ags in enumerate(NAMENSFORMEN):
        start = nummer * je_gebiet % len(kennzahlen)
        ids = (kennzahlen * 2)[start : start + je_gebiet]
        aussagen = formulate_aussagen(*(compute(id_, ags) for id_ in ids))
        lines += [f"## {register[ags].name}", "", *(f"- {t}" for t in aussagen.texte), ""]
    return "\n".join(lines)


def build_snapshots(ordner: Path) -> dict[Path, str]:
    """Official data; and what forms of two years bring, of which official data have nothing."""
    bestand = spread(read_formulare(ordner), NAMENSFORMEN)

    def compute_own(id_: str, ags: str) -> Ergebnis:
        return Arbeitsplatz(load_register()[ags], (), bestand).kennzahl(id_)

    return {
        SCHNAPPSCHUSS: build_snapshot(REIHEN, JE_GEBIET, partial(compute, kreise=True)),
        SCHNAPPSCHUSS_FORMULARE: build_snapshot(AUS_FORMULAREN, JE_GEBIET, compute_own),
        SCHNAPPSCHUSS_GEGLIEDERT: build_snapshot(GEGLIEDERT, JE_GEBIET, compute_own),
    }


def test_statements_read_as_reviewed(tmp_path: Path) -> None:
    """After a wanted change: ``python -m tests.bibliothek.darstellung.test_aussagen``; read it."""
    for path, text in build_snapshots(tmp_path).items():
        assert text == path.read_text(encoding="utf-8"), path.name


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
    # Konstanz, 21111-02-06-4: 108 of 2,917 leavers in 2013, 229 of 2,596 in 2023.
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


def test_results_without_number_are_passed_over() -> None:
    leer = compute("vhs_belegungen", "02000")
    assert formulate_aussagen(leer) == Kernaussagen((), (), ())
    voll = compute("geburtenrate", "02000")
    aussagen = formulate_aussagen(leer, voll)
    assert [k.id for k in aussagen.kennzahlen] == ["geburtenrate"]
    assert aussagen.quellen == voll.quellen
    assert len(aussagen.aussagen) == 1


def test_parts_are_told_with_the_one_that_changed_most() -> None:
    # 21111-02-06-4, 2023: 90 of 1,288 and 139 of 1,308; 2013: 57 of 1,397 and 51 of 1,520.
    # Baden-Württemberg 2,718 of 48,683 and 4,202 of 51,782; Deutschland 22,043 of 381,434 and
    # 33,665 of 400,989.
    ergebnis = compute("abgaenge_ohne_hauptschulabschluss_geschlecht", "08335")
    (aussage,) = formulate_aussagen(ergebnis).aussagen
    assert aussage.text.replace("\u00a0", " ") == (
        "Im Landkreis Konstanz lag der Anteil der Abgänge ohne Hauptschulabschluss im Abgangsjahr "
        "2023 bei 7,0 % (weiblich) und 10,6 % (männlich). In Baden-Württemberg waren es 5,6 % und "
        "8,1 %; in Deutschland waren es 5,8 % und 8,4 % (in derselben Reihenfolge). Am stärksten "
        "verändert hat sich seit 2013 der Wert für „männlich“: von 3,4 % auf 10,6 %."
    )
    # Each number has its evidence, by part.
    gedruckt = {format_zahl(b.wert, 1) for b in aussage.belege}
    assert gedruckt == set(re.findall(r"\d+,\d", aussage.text))
    assert {b.auspraegung for b in aussage.belege} == {"weiblich", "maennlich"}


def test_of_many_parts_the_largest_are_told() -> None:
    (satz,) = formulate_aussagen(compute("altersgruppen", "02000")).texte
    assert satz.count("(") == 4
    assert "; alle übrigen Werte liegen darunter." in satz


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
    with TemporaryDirectory() as ordner:
        for path, text in build_snapshots(Path(ordner)).items():
            path.write_text(text, encoding="utf-8", newline="\n")
