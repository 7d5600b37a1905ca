"""Kennzahlen of chapter Weiterbildung (area G of the Anwendungsleitfaden)."""

from __future__ import annotations

from typing import Any

from dkbm.kennzahlen.bauplan import Lieferung, anzahl, quote
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.nenner import BEVOELKERUNG, ZENSUS
from dkbm.kennzahlen.rechnen import Auswahl, quotient, wert

__all__ = ["KENNZAHLEN"]

_VHS_FEHLT = (
    "VHS-Zahlen je Kreis sind nicht frei verfügbar. Die Volkshochschule kann sie liefern: Das "
    "Formular dafür schreibt „dkbm formular vhs“; „dkbm einlesen“ nimmt es ausgefüllt auf. Eine "
    "Datei daten/eigene/vhs.csv mit den Spalten jahr;belegungen;belegungen_online geht auch."
)
_IM_JAHR = "im Jahr {jahr}"
_BELEGUNGEN = Auswahl("vhs", "belegungen")


VHS = Lieferung(
    "vhs",
    "Volkshochschule: Kurse, Unterrichtsstunden und Belegungen",
    "Kurse",
    "vhs",
    "Die Volkshochschule meldet diese Zahlen zur Volkshochschul-Statistik.",
)
BEREICHE = Lieferung(
    "vhs",
    VHS.titel,
    "Kurse",
    "vhs_programmbereiche",
    "Die Volkshochschule meldet diese Zahlen zur Volkshochschul-Statistik; Jahre bis 2017 fragt "
    "das "
    "Formular „weiterbildung“ ab.",
)
STRUKTUR = Lieferung(
    "weiterbildung",
    "Weiterbildung: Struktur, Kurse, Förderung",
    "Volkshochschule",
    "vhs_struktur",
    "Die Volkshochschule meldet diese Zahlen zur Volkshochschul-Statistik.",
)
_JAHR: dict[str, Any] = {
    "zeitangabe": _IM_JAHR,
    "regel": "Kalenderjahr",
    "raum": "Einrichtungsort",
}
_JE_1000: dict[str, Any] = _JAHR | {
    "raum": "gemischt",
    "einheit": "je 1.000 Personen",
    "faktor": 1000,
    "tabellen": ("12411-01-01-4",),
    "brueche": ZENSUS,
}
_ANGABE = ("Nicht alle Belegungen tragen Angaben zu Geschlecht und Alter.",)
_BEIDE = {
    "politik_gesellschaft_umwelt": "Politik – Gesellschaft – Umwelt",
    "kultur_gestalten": "Kultur – Gestalten",
    "gesundheit": "Gesundheit",
    "sprachen": "Sprachen",
}
_PROGRAMMBEREICHE = _BEIDE | {
    "arbeitsleben": "Qualifikationen für das Arbeitsleben – IT – Organisation/Management",
    "schulabschluesse": "Schulabschlüsse – Studienzugang und -begleitung",
    "grundbildung": "Grundbildung",
    "arbeit_beruf": "Arbeit – Beruf (bis 2017)",
    "grundbildung_schulabschluesse": "Grundbildung – Schulabschlüsse (bis 2017)",
}
_NACH_BEREICH: dict[str, Any] = {
    "tabellen": (STRUKTUR.titel,),
    "gliederung": "Programmbereich",
    "auspraegungen": _PROGRAMMBEREICHE,
    "brueche": ((2018, "Seit 2018 sieben statt sechs Programmbereiche, neu zugeordnet"),),
}
_ALTER = {
    "belegungen_unter_18": "unter 18 Jahre",
    "belegungen_18_34": "18 bis unter 35 Jahre",
    "belegungen_35_49": "35 bis unter 50 Jahre",
    "belegungen_50_64": "50 bis unter 65 Jahre",
    "belegungen_ab_65": "65 Jahre und älter",
}


def _vhs(merkmal: str) -> Auswahl:
    return Auswahl(VHS.datensatz, merkmal)


def _bereiche(merkmal: str) -> Auswahl:
    return Auswahl(BEREICHE.datensatz, merkmal, {"programmbereich": "insgesamt"})


def _je_bereich(merkmal: str) -> Auswahl:
    return Auswahl(
        BEREICHE.datensatz,
        merkmal,
        gliederung="programmbereich",
        je={code: (code,) for code in _PROGRAMMBEREICHE},
    )


KENNZAHLEN = (
    Kennzahl(
        id="vhs_belegungen",
        code="G1",
        name="Belegungen der Volkshochschule",
        subjekt="die Zahl der Belegungen der Volkshochschule",
        einheit="",
        zaehlt="Belegungen",
        stellen=0,
        definition="Belegungen von Veranstaltungen der Volkshochschule im Kalenderjahr.",
        formel="Summe des Jahres",
        zaehler="Belegungen",
        nenner="",
        zeitangabe=_IM_JAHR,
        raum="Einrichtungsort",
        regel="Kalenderjahr",
        tabellen=("VHS Landkreis Konstanz",),
        hinweise=("Belegungen sind nicht Personen: Wer zwei Kurse besucht, zählt zweimal.",),
        beschafft=_VHS_FEHLT,
        berechne=wert(_BELEGUNGEN),
    ),
    Kennzahl(
        id="vhs_belegungsdichte",
        code="G3",
        name="Belegungsdichte der Volkshochschule",
        subjekt="die Belegungsdichte der Volkshochschule",
        einheit="je 1.000 Personen",
        definition="Belegungen der Volkshochschule je 1.000 Personen der Bevölkerung.",
        formel="Belegungen / Bevölkerung am 31.12. desselben Jahres × 1.000",
        zaehler="Belegungen im Kalenderjahr",
        nenner="Bevölkerung am 31. Dezember desselben Jahres",
        zeitangabe=_IM_JAHR,
        raum="gemischt",
        regel="Kalenderjahr, Bevölkerung am 31. Dezember",
        tabellen=("VHS Landkreis Konstanz", "12411-01-01-4"),
        hinweise=("Belegungen sind nicht Personen: Wer zwei Kurse besucht, zählt zweimal.",),
        brueche=ZENSUS,
        beschafft=_VHS_FEHLT,
        berechne=quotient(_BELEGUNGEN, BEVOELKERUNG, faktor=1000),
    ),
    Kennzahl(
        id="vhs_onlineanteil",
        code="G6",
        name="Anteil der Online-Belegungen der Volkshochschule",
        subjekt="der Anteil der Online-Belegungen der Volkshochschule",
        einheit="%",
        definition="Anteil der Belegungen von Online-Veranstaltungen an allen Belegungen.",
        formel="Online-Belegungen / Belegungen × 100",
        zaehler="Belegungen von Online-Veranstaltungen",
        nenner="Belegungen insgesamt",
        zeitangabe=_IM_JAHR,
        raum="Einrichtungsort",
        regel="Kalenderjahr",
        tabellen=("VHS Landkreis Konstanz",),
        beschafft=_VHS_FEHLT,
        berechne=quotient(Auswahl("vhs", "belegungen_online"), _BELEGUNGEN),
    ),
    anzahl(
        VHS,
        **_JAHR,
        id="vhs_kurse",
        code="G1",
        name="Kurse der Volkshochschule",
        subjekt="die Zahl der Kurse der Volkshochschule",
        definition="Durchgeführte Kurse der Volkshochschule im Kalenderjahr, ohne "
        "Einzelveranstaltungen und Studienfahrten.",
        zaehlt="Kurse",
        auswahl=_vhs("kurse"),
    ),
    anzahl(
        VHS,
        **_JAHR,
        id="vhs_unterrichtsstunden",
        code="G1",
        name="Unterrichtsstunden der Volkshochschule",
        subjekt="die Zahl der Unterrichtsstunden der Volkshochschule",
        definition="Unterrichtsstunden (45 Minuten) in Kursen der Volkshochschule im Kalenderjahr.",
        zaehlt="Unterrichtsstunden",
        gezaehlt=False,
        auswahl=_vhs("unterrichtsstunden"),
    ),
    quote(
        VHS,
        **_JE_1000,
        id="weiterbildungsdichte",
        code="G2",
        name="Weiterbildungsdichte der Volkshochschule",
        subjekt="die Weiterbildungsdichte der Volkshochschule",
        definition="Unterrichtsstunden der Volkshochschule je 1.000 Personen der Bevölkerung.",
        zaehler="Unterrichtsstunden",
        nenner="Bevölkerung am 31. Dezember desselben Jahres",
        oben=_vhs("unterrichtsstunden"),
        unten=BEVOELKERUNG,
        gezaehlt=False,
    ),
    quote(
        VHS,
        **_JE_1000,
        id="kursdichte",
        code="G4",
        name="Kursdichte der Volkshochschule",
        subjekt="die Kursdichte der Volkshochschule",
        definition="Kurse der Volkshochschule je 1.000 Personen der Bevölkerung.",
        zaehler="Kurse",
        nenner="Bevölkerung am 31. Dezember desselben Jahres",
        oben=_vhs("kurse"),
        unten=BEVOELKERUNG,
    ),
    quote(
        VHS,
        **_JAHR,
        id="belegungen_je_kurs",
        code="G5",
        name="Belegungen je Kurs",
        subjekt="die Zahl der Belegungen je Kurs",
        definition="Belegungen je Kurs der Volkshochschule.",
        zaehler="Belegungen",
        nenner="Kurse",
        oben=_BELEGUNGEN,
        unten=_vhs("kurse"),
        einheit="je Kurs",
        faktor=1,
    ),
    quote(
        VHS,
        **_JAHR,
        id="unterrichtsstunden_je_kurs",
        code="G5",
        name="Unterrichtsstunden je Kurs",
        subjekt="die Zahl der Unterrichtsstunden je Kurs",
        definition="Unterrichtsstunden je Kurs der Volkshochschule.",
        zaehler="Unterrichtsstunden",
        nenner="Kurse",
        oben=_vhs("unterrichtsstunden"),
        unten=_vhs("kurse"),
        gezaehlt=False,
        einheit="je Kurs",
        faktor=1,
    ),
    quote(
        BEREICHE,
        **_JAHR,
        id="programmbereiche",
        code="G6",
        name="Verteilung der Unterrichtsstunden auf die Programmbereiche",
        subjekt="der Anteil des Programmbereichs an den Unterrichtsstunden der Volkshochschule",
        definition="Anteil eines Programmbereichs an allen Unterrichtsstunden der Volkshochschule.",
        zaehler="Unterrichtsstunden des Programmbereichs",
        nenner="Unterrichtsstunden aller Programmbereiche",
        oben=_je_bereich("unterrichtsstunden"),
        unten=_bereiche("unterrichtsstunden"),
        gezaehlt=False,
        **_NACH_BEREICH,
    ),
    quote(
        BEREICHE,
        **_JAHR,
        id="programmbereiche_belegungen",
        code="G6",
        name="Verteilung der Belegungen auf die Programmbereiche",
        subjekt="der Anteil des Programmbereichs an den Belegungen der Volkshochschule",
        definition="Anteil eines Programmbereichs an allen Belegungen der Volkshochschule.",
        zaehler="Belegungen des Programmbereichs",
        nenner="Belegungen aller Programmbereiche",
        oben=_je_bereich("belegungen"),
        unten=_bereiche("belegungen"),
        **_NACH_BEREICH,
    ),
    quote(
        STRUKTUR,
        **_JAHR,
        id="vhs_frauenanteil",
        code="G7",
        name="Frauenanteil an den Belegungen der Volkshochschule",
        subjekt="der Frauenanteil an den Belegungen der Volkshochschule",
        definition="Anteil der Belegungen von Frauen an allen Belegungen mit Angabe.",
        zaehler="Belegungen von Frauen",
        nenner="Belegungen mit Angabe zu Geschlecht und Alter",
        oben=STRUKTUR.summe("belegungen_weiblich"),
        unten=STRUKTUR.summe("belegungen_mit_angabe"),
        hinweise=_ANGABE,
    ),
    quote(
        STRUKTUR,
        **_JAHR,
        id="vhs_altersgruppen",
        code="G7",
        name="Belegungen der Volkshochschule nach Alter",
        subjekt="der Anteil der Altersgruppe an den Belegungen der Volkshochschule",
        definition="Verteilung der Belegungen mit Angabe auf die Altersgruppen.",
        zaehler="Belegungen der Altersgruppe",
        nenner="Belegungen mit Angabe zu Geschlecht und Alter",
        oben=STRUKTUR.teile(_ALTER),
        unten=STRUKTUR.summe("belegungen_mit_angabe"),
        hinweise=_ANGABE,
        gliederung="Altersgruppe",
        auspraegungen=_ALTER,
    ),
    quote(
        STRUKTUR,
        **_JAHR,
        id="vhs_gebuehrenanteil",
        code="G8",
        name="Anteil der Teilnahmegebühren an den Einnahmen der Volkshochschule",
        subjekt="der Anteil der Teilnahmegebühren an den Einnahmen der Volkshochschule",
        definition="Anteil der Teilnahmegebühren an allen Einnahmen der Volkshochschule.",
        zaehler="Teilnahmegebühren",
        nenner="Einnahmen insgesamt",
        oben=STRUKTUR.summe("teilnahmegebuehren"),
        unten=STRUKTUR.summe("einnahmen"),
        gezaehlt=False,
    ),
    quote(
        STRUKTUR,
        **_JAHR | {"raum": "gemischt"},
        id="vhs_zuschuss_je_person",
        code="G8",
        name="Kommunaler Zuschuss zur Volkshochschule je Person",
        subjekt="der kommunale Zuschuss zur Volkshochschule je Person",
        definition="Kommunaler Zuschuss zur Volkshochschule je Person der Bevölkerung.",
        zaehler="Kommunaler Zuschuss in Euro",
        nenner="Bevölkerung am 31. Dezember desselben Jahres",
        oben=STRUKTUR.summe("zuschuss_kommune"),
        unten=BEVOELKERUNG,
        gezaehlt=False,
        einheit="Euro",
        stellen=2,
        faktor=1,
        tabellen=("12411-01-01-4",),
        brueche=ZENSUS,
    ),
)
