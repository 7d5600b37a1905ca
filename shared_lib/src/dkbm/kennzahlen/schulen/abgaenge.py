"""Kennzahlen of chapter Allgemeinbildende Schulen (area D of the Anwendungsleitfaden).

The year of 21111-02-06-4 is the one in which the school year ends; the year of 21111-01-03-4
is the one in which it begins.
"""

from __future__ import annotations

from dataclasses import replace

from dkbm.kennzahlen.bauplan import Lieferung
from dkbm.kennzahlen.besonderheiten import ABITUR, RUNDUNG_ABGAENGE
from dkbm.kennzahlen.kennzahl import Kennzahl, Richtung
from dkbm.kennzahlen.nenner import ZENSUS, altersjahre, jahrgangsgroesse
from dkbm.kennzahlen.rechnen import Auswahl, quotient, quotientensumme, wert

__all__ = ["KENNZAHLEN"]

_ABGANG = "im Abgangsjahr {jahr}"
_SCHULORT = "Gezählt wird am Ort der Schule, nicht am Wohnort."
_DEUTSCHLAND = (
    "Der Wert für Deutschland enthält seit 2012 auch Schulfremdenprüfungen und ist nicht die Summe "
    "der Länder."
)
_ABGAENGE_FEHLEN = (
    "Die Jahre 2016 bis 2022 und neuere bringt die Tabelle 21111-02-06-4 der Regionaldatenbank."
)

_ABSCHLUESSE = {
    "ohne_hauptschulabschluss": "ohne Hauptschulabschluss",
    "hauptschulabschluss": "Hauptschulabschluss",
    "mittlerer_abschluss": "Mittlerer Abschluss",
    "fachhochschulreife": "Fachhochschulreife",
    "hochschulreife": "Allgemeine Hochschulreife",
}


def _abgaenge(abschluss: str) -> Auswahl:
    return Auswahl("abgaenge", "abgaenge", {"abschluss": abschluss, "geschlecht": "insgesamt"})


def _abgangsquote(
    id_: str, code: str, gruppe: str, abschluss: str, richtung: Richtung, *hinweise: str
) -> Kennzahl:
    return Kennzahl(
        id=id_,
        code=code,
        name=f"Anteil der Abgänge {gruppe}",
        subjekt=f"der Anteil der Abgänge {gruppe}",
        einheit="%",
        definition=f"Anteil der Absolvierenden und Abgehenden {gruppe} an allen Absolvierenden und "
        "Abgehenden allgemeinbildender Schulen.",
        formel=f"Abgänge {gruppe} / Abgänge insgesamt × 100",
        zaehler=f"Absolvierende und Abgehende {gruppe}",
        nenner="Absolvierende und Abgehende insgesamt",
        zeitangabe=_ABGANG,
        raum="Schulort",
        besonderheiten=(*RUNDUNG_ABGAENGE, *ABITUR),
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21111-02-06-4",),
        richtung=richtung,
        hinweise=(
            "Anteil an allen Abgängen, nicht am Altersjahrgang.",
            _SCHULORT,
            _DEUTSCHLAND,
            *hinweise,
        ),
        beschafft=_ABGAENGE_FEHLEN,
        berechne=quotient(_abgaenge(abschluss), _abgaenge("insgesamt")),
    )


_JAHRGAENGE = {
    "ohne_hauptschulabschluss": (15, 17),
    "hauptschulabschluss": (15, 17),
    "mittlerer_abschluss": (16, 18),
    "fachhochschulreife": (18, 21),
    "hochschulreife": (18, 21),
}
"""Ages at which a degree is usually earned: from, to below."""
_ALTER = range(14, 21)
ALTER = Lieferung(
    "schulverlauf",
    "Schulverläufe: Übergänge, Wiederholung, Förderung",
    "Abgänge nach Alter",
    "abgaenge_alter",
    "Abgänge nach dem Geburtsjahr hat das Statistische Landesamt.",
)
_GESCHLECHTER = {"weiblich": ("weiblich",), "maennlich": ("insgesamt", "-weiblich")}


def _je_geschlecht(
    id_: str, code: str, gruppe: str, abschluss: str, richtung: Richtung
) -> Kennzahl:
    def select(welcher: str) -> Auswahl:
        filter_ = {"abschluss": welcher}
        return Auswahl("abgaenge", "abgaenge", filter_, "geschlecht", _GESCHLECHTER)

    return replace(
        _abgangsquote(id_, code, gruppe, abschluss, richtung),
        name=f"Anteil der Abgänge {gruppe} nach Geschlecht",
        definition=f"Anteil der Absolvierenden und Abgehenden {gruppe} an allen desselben "
        "Geschlechts.",
        formel=f"Abgänge {gruppe} / Abgänge desselben Geschlechts × 100",
        zaehler=f"Absolvierende und Abgehende {gruppe} dieses Geschlechts",
        nenner="Absolvierende und Abgehende dieses Geschlechts",
        gliederung="Geschlecht",
        auspraegungen={"weiblich": "weiblich", "maennlich": "männlich"},
        berechne=quotient(select(abschluss), select("insgesamt")),
    )


KENNZAHLEN = (
    Kennzahl(
        id="abgaenge",
        code="D8",
        name="Absolvierende und Abgehende allgemeinbildender Schulen",
        subjekt="die Zahl der Absolvierenden und Abgehenden",
        einheit="",
        zaehlt="Personen",
        stellen=0,
        definition="Personen, die eine allgemeinbildende Schule mit oder ohne Abschluss verlassen.",
        formel="Summe des Schuljahres",
        zaehler="Absolvierende und Abgehende",
        nenner="",
        zeitangabe=_ABGANG,
        raum="Schulort",
        besonderheiten=(*RUNDUNG_ABGAENGE, *ABITUR),
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21111-02-06-4",),
        hinweise=(_SCHULORT, _DEUTSCHLAND),
        beschafft=_ABGAENGE_FEHLEN,
        berechne=wert(_abgaenge("insgesamt")),
    ),
    _abgangsquote(
        "abgaenge_ohne_hauptschulabschluss",
        "D8a",
        "ohne Hauptschulabschluss",
        "ohne_hauptschulabschluss",
        "niedrig_guenstig",
        "Einschließlich Abgängen von Förderschulen mit deren eigenen Abschlüssen.",
    ),
    _abgangsquote(
        "abgaenge_mittlerer_abschluss",
        "D9",
        "mit mittlerem Abschluss",
        "mittlerer_abschluss",
        "neutral",
    ),
    _abgangsquote(
        "abgaenge_hochschulreife",
        "D9",
        "mit allgemeiner Hochschulreife",
        "hochschulreife",
        "hoch_guenstig",
    ),
    Kennzahl(
        id="abschlussverteilung",
        code="D9",
        name="Abgänge nach Abschluss",
        subjekt="der Anteil an allen Abgängen",
        einheit="%",
        definition="Verteilung der Absolvierenden und Abgehenden auf die Abschlüsse.",
        formel="Abgänge mit dem Abschluss / Abgänge insgesamt × 100",
        zaehler="Absolvierende und Abgehende mit dem Abschluss",
        nenner="Absolvierende und Abgehende insgesamt",
        zeitangabe=_ABGANG,
        raum="Schulort",
        besonderheiten=(*RUNDUNG_ABGAENGE, *ABITUR),
        regel="Jahr, in dem das Schuljahr endet",
        tabellen=("21111-02-06-4",),
        hinweise=(_SCHULORT, _DEUTSCHLAND),
        gliederung="Abschluss",
        auspraegungen=_ABSCHLUESSE,
        beschafft=_ABGAENGE_FEHLEN,
        berechne=quotient(
            Auswahl(
                "abgaenge",
                "abgaenge",
                {"geschlecht": "insgesamt"},
                gliederung="abschluss",
                je={code: (code,) for code in _ABSCHLUESSE},
            ),
            _abgaenge("insgesamt"),
        ),
    ),
    _je_geschlecht(
        "abgaenge_ohne_hauptschulabschluss_geschlecht",
        "D8a",
        "ohne Hauptschulabschluss",
        "ohne_hauptschulabschluss",
        "niedrig_guenstig",
    ),
    _je_geschlecht(
        "abgaenge_hochschulreife_geschlecht",
        "D9",
        "mit allgemeiner Hochschulreife",
        "hochschulreife",
        "hoch_guenstig",
    ),
    Kennzahl(
        id="abschlussquoten_altersjahrgang",
        code="D8b",
        name="Abgänge je 100 Personen des Altersjahrgangs",
        subjekt="die Zahl der Abgänge je 100 Personen des Altersjahrgangs",
        einheit="je 100",
        definition="Absolvierende und Abgehende mit einem Abschluss je 100 Personen der "
        "durchschnittlichen Größe des Altersjahrgangs.",
        formel="Abgänge mit dem Abschluss / durchschnittliche Jahrgangsgröße × 100",
        zaehler="Absolvierende und Abgehende mit dem Abschluss",
        nenner="Durchschnittliche Größe eines Altersjahrgangs am 31. Dezember: ohne und mit "
        "Hauptschulabschluss 15 bis unter 17, Mittlerer Abschluss 16 bis unter 18, Fachhochschul- "
        "und Hochschulreife 18 bis unter 21 Jahre",
        zeitangabe=_ABGANG,
        raum="gemischt",
        besonderheiten=(*RUNDUNG_ABGAENGE, *ABITUR),
        regel="Jahr, in dem das Schuljahr endet; Bevölkerung am 31.12. desselben Jahres",
        tabellen=("21111-02-06-4", "12411-04-01-4", "12411-04-02-4"),
        brueche=ZENSUS,
        hinweise=(
            "Anteil am Altersjahrgang, nicht an allen Abgängen; mit dem Anteil der Abgänge nicht "
            "vergleichbar.",
            "Abgänge zählen am Ort der Schule, die Bevölkerung am Wohnort; an Schulstandorten "
            "kann der Wert über 100 liegen.",
            "Bis 2021 teilte die amtliche Statistik durch die Bevölkerung des Vorjahres, seit 2022 "
            "durch die desselben Jahres. Hier gilt durchgehend dasselbe Jahr.",
            _DEUTSCHLAND,
        ),
        gliederung="Abschluss",
        auspraegungen=_ABSCHLUESSE,
        beschafft="Weitere Jahre bringen die Tabellen 21111-02-06-4 und 12411-04-02-4 "
        "(Altersjahre) der Regionaldatenbank.",
        berechne=quotient(
            Auswahl(
                "abgaenge",
                "abgaenge",
                {"geschlecht": "insgesamt"},
                gliederung="abschluss",
                je={code: (code,) for code in _ABSCHLUESSE},
            ),
            jahrgangsgroesse(_JAHRGAENGE),
        ),
    ),
    Kennzahl(
        id="abgaenge_ohne_hauptschulabschluss_qsv",
        code="D8c",
        name="Abgänge ohne Hauptschulabschluss nach dem Quotensummenverfahren",
        subjekt="die Quotensumme der Abgänge ohne Hauptschulabschluss",
        einheit="%",
        gezaehlt=False,
        definition="Summe der Anteile, welche die Abgänge ohne Hauptschulabschluss in jedem "
        "Altersjahr an der Bevölkerung dieses Alters haben.",
        formel="Summe über die Altersjahre 14 bis 20: Abgänge / Bevölkerung × 100",
        zaehler="Abgänge ohne Hauptschulabschluss nach Altersjahren",
        nenner="Bevölkerung desselben Altersjahres am 31. Dezember",
        zeitangabe=_ABGANG,
        raum="gemischt",
        regel="Jahr, in dem das Schuljahr endet; Bevölkerung am 31.12. desselben Jahres",
        tabellen=(ALTER.titel, "12411-04-02-4"),
        richtung="niedrig_guenstig",
        brueche=ZENSUS,
        hinweise=(
            "Verfahren der Kultusministerkonferenz seit 2011; mit den beiden anderen Quoten nicht "
            "vergleichbar.",
        ),
        formular=ALTER.formular,
        beschafft=ALTER.beschafft,
        berechne=quotientensumme(
            *((ALTER.summe(f"ohne_{jahr}"), altersjahre(jahr, jahr + 1), 0) for jahr in _ALTER)
        ),
    ),
)
