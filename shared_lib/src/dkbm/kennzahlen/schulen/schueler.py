"""Kennzahlen of chapter Allgemeinbildende Schulen (area D of the Anwendungsleitfaden).

The year of 21111-02-06-4 is the one in which the school year ends; the year of 21111-01-03-4
is the one in which it begins.
"""

from __future__ import annotations

from typing import Any

from dkbm.kennzahlen.bauplan import Lieferung, quote
from dkbm.kennzahlen.besonderheiten import RUNDUNG_SCHUELER
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.rechnen import Auswahl, quotient, wert

__all__ = ["KENNZAHLEN"]

_SCHULJAHR = "im Schuljahr {jahr}/{folge}"
_SCHULORT = "Gezählt wird am Ort der Schule, nicht am Wohnort."
_SCHUELER_FEHLEN = "Weitere Jahre bringt die Tabelle 21111-01-03-4 der Regionaldatenbank."
_SCHULARTEN = {
    "grundschule": "Grundschulen",
    "orientierungsstufe": "Schulartunabhängige Orientierungsstufe",
    "hauptschule": "Hauptschulen",
    "mehrere_bildungsgaenge": "Schularten mit mehreren Bildungsgängen",
    "realschule": "Realschulen",
    "gymnasium": "Gymnasien",
    "gesamtschule": "Integrierte Gesamtschulen",
    "waldorfschule": "Freie Waldorfschulen",
    "foerderschule": "Förderschulen",
    "abendschule_kolleg": "Abendschulen und Kollegs",
    "vorschulbereich": "Vorschulbereich",
}


def _schueler(gruppe: str, schulart: str = "insgesamt") -> Auswahl:
    return Auswahl("schueler", "schueler", {"gruppe": gruppe, "schulart": schulart})


def _je_schulart(gruppe: str) -> Auswahl:
    return Auswahl(
        "schueler",
        "schueler",
        {"gruppe": gruppe},
        gliederung="schulart",
        je={code: (code,) for code in _SCHULARTEN},
    )


_AMTLICH: dict[str, Any] = {
    "einheit": "%",
    "zeitangabe": _SCHULJAHR,
    "regel": "Beginn des Schuljahres",
    "raum": "Schulort",
    "tabellen": ("21111-01-03-4",),
    "besonderheiten": RUNDUNG_SCHUELER,
    "gliederung": "Schulart",
    "auspraegungen": _SCHULARTEN,
    "beschafft": _SCHUELER_FEHLEN,
}
_AUS_FORMULAR: dict[str, Any] = {
    "zeitangabe": _SCHULJAHR,
    "regel": "Beginn des Schuljahres",
    "raum": "Schulort",
}
SCHULE = Lieferung(
    "schule",
    "Schulen: Klassen, Schülerinnen und Schüler",
    "Schulen",
    "eigene_schulen",
    "Diese Zahlen hat das Schulverwaltungsamt.",
)
BETRIEB = Lieferung(
    "schulverlauf",
    "Schulverläufe: Übergänge, Wiederholung, Förderung",
    "Ganztag und Lehrkräfte",
    "schulbetrieb",
    "Die Regionaldatenbank enthält diese Zahlen nicht; das Statistische Landesamt und die "
    "Schulaufsicht haben sie je Kreis.",
)
_MIT_KLASSEN = ("grundschule", "hauptschule", "realschule", "foerderschule")


def _eigene(merkmal: str, **anders: str | tuple[str, ...]) -> Auswahl:
    alle = dict.fromkeys(("schule", "schulart", "traeger", "gruppe"), "insgesamt")
    return Auswahl(SCHULE.datensatz, merkmal, {**alle, **anders})


def _je_klasse(merkmal: str) -> Auswahl:
    return Auswahl(
        SCHULE.datensatz,
        merkmal,
        dict.fromkeys(("schule", "traeger", "gruppe"), "insgesamt"),
        gliederung="schulart",
        je={code: (code,) for code in _MIT_KLASSEN},
    )


KENNZAHLEN = (
    Kennzahl(
        id="schueler",
        code="D1",
        name="Schülerinnen und Schüler an allgemeinbildenden Schulen",
        subjekt="die Zahl der Schülerinnen und Schüler an allgemeinbildenden Schulen",
        einheit="",
        zaehlt="Personen",
        stellen=0,
        definition="Schülerinnen und Schüler aller allgemeinbildenden Schulen zu Beginn des "
        "Schuljahres.",
        formel="Bestand",
        zaehler="Schülerinnen und Schüler",
        nenner="",
        zeitangabe=_SCHULJAHR,
        raum="Schulort",
        besonderheiten=RUNDUNG_SCHUELER,
        regel="Beginn des Schuljahres",
        tabellen=("21111-01-03-4",),
        hinweise=(_SCHULORT,),
        beschafft=_SCHUELER_FEHLEN,
        berechne=wert(_schueler("insgesamt")),
    ),
    Kennzahl(
        id="schulartverteilung",
        code="D1",
        name="Verteilung der Schülerinnen und Schüler auf die Schularten",
        subjekt="der Anteil der Schulart an allen Schülerinnen und Schülern",
        einheit="%",
        definition="Anteil der Schülerinnen und Schüler einer Schulart an allen Schülerinnen und "
        "Schülern allgemeinbildender Schulen.",
        formel="Schülerinnen und Schüler der Schulart / Schülerinnen und Schüler insgesamt × 100",
        zaehler="Schülerinnen und Schüler der Schulart",
        nenner="Schülerinnen und Schüler insgesamt",
        zeitangabe=_SCHULJAHR,
        raum="Schulort",
        besonderheiten=RUNDUNG_SCHUELER,
        regel="Beginn des Schuljahres",
        tabellen=("21111-01-03-4",),
        hinweise=(
            _SCHULORT,
            "Die Schulsysteme der Länder sind verschieden; nicht jede Schulart gibt es überall.",
        ),
        gliederung="Schulart",
        auspraegungen=_SCHULARTEN,
        beschafft=_SCHUELER_FEHLEN,
        berechne=quotient(
            Auswahl(
                "schueler",
                "schueler",
                {"gruppe": "insgesamt"},
                gliederung="schulart",
                je={code: (code,) for code in _SCHULARTEN},
            ),
            _schueler("insgesamt"),
        ),
    ),
    Kennzahl(
        id="auslaenderanteil_schueler",
        code="D2",
        name="Anteil der Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit",
        subjekt="der Anteil der Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit",
        einheit="%",
        definition="Anteil der Schülerinnen und Schüler ohne deutsche Staatsangehörigkeit an allen "
        "Schülerinnen und Schülern allgemeinbildender Schulen.",
        formel="Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit / insgesamt × 100",
        zaehler="Schülerinnen und Schüler ohne deutsche Staatsangehörigkeit",
        nenner="Schülerinnen und Schüler insgesamt",
        zeitangabe=_SCHULJAHR,
        raum="Schulort",
        besonderheiten=RUNDUNG_SCHUELER,
        regel="Beginn des Schuljahres",
        tabellen=("21111-01-03-4",),
        hinweise=(
            "Staatsangehörigkeit ist nicht Migrationshintergrund.",
            _SCHULORT,
        ),
        beschafft=_SCHUELER_FEHLEN,
        berechne=quotient(_schueler("auslaendisch"), _schueler("insgesamt")),
    ),
    Kennzahl(
        id="auslaenderanteil_schulart",
        code="D2",
        name="Anteil der Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit nach "
        "Schulart",
        subjekt="der Anteil der Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit",
        definition="Anteil der Schülerinnen und Schüler ohne deutsche Staatsangehörigkeit an allen "
        "Schülerinnen und Schülern der Schulart.",
        formel="Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit / Schülerinnen und "
        "Schüler der Schulart × 100",
        zaehler="Schülerinnen und Schüler der Schulart ohne deutsche Staatsangehörigkeit",
        nenner="Schülerinnen und Schüler der Schulart",
        hinweise=("Staatsangehörigkeit ist nicht Migrationshintergrund.", _SCHULORT),
        berechne=quotient(_je_schulart("auslaendisch"), _je_schulart("insgesamt")),
        **_AMTLICH,
    ),
    Kennzahl(
        id="schulartverteilung_auslaendisch",
        code="D1",
        name="Verteilung der Schülerinnen und Schüler mit ausländischer Staatsangehörigkeit auf "
        "die Schularten",
        subjekt="der Anteil der Schulart an den Schülerinnen und Schülern mit ausländischer "
        "Staatsangehörigkeit",
        definition="Anteil einer Schulart an allen Schülerinnen und Schülern ohne deutsche "
        "Staatsangehörigkeit.",
        formel="Schülerinnen und Schüler ohne deutsche Staatsangehörigkeit der Schulart / "
        "insgesamt × 100",
        zaehler="Schülerinnen und Schüler der Schulart ohne deutsche Staatsangehörigkeit",
        nenner="Schülerinnen und Schüler ohne deutsche Staatsangehörigkeit insgesamt",
        hinweise=("Staatsangehörigkeit ist nicht Migrationshintergrund.", _SCHULORT),
        berechne=quotient(_je_schulart("auslaendisch"), _schueler("auslaendisch")),
        **_AMTLICH,
    ),
    Kennzahl(
        id="schuelerinnenanteil_schulart",
        code="D1",
        name="Anteil der Schülerinnen nach Schulart",
        subjekt="der Anteil der Schülerinnen",
        definition="Anteil der Schülerinnen an allen Schülerinnen und Schülern der Schulart.",
        formel="Schülerinnen / Schülerinnen und Schüler der Schulart × 100",
        zaehler="Schülerinnen der Schulart",
        nenner="Schülerinnen und Schüler der Schulart",
        hinweise=(_SCHULORT,),
        berechne=quotient(_je_schulart("weiblich"), _je_schulart("insgesamt")),
        **_AMTLICH,
    ),
    quote(
        SCHULE,
        **_AUS_FORMULAR,
        id="klassenfrequenz",
        code="D13",
        name="Schülerinnen und Schüler je Klasse",
        subjekt="die Zahl der Schülerinnen und Schüler je Klasse",
        einheit="je Klasse",
        definition="Schülerinnen und Schüler einer Schulart je Klasse.",
        zaehler="Schülerinnen und Schüler der Schulart",
        nenner="Klassen der Schulart",
        hinweise=(
            "Nur Schularten, in denen alle Jahrgänge in Klassen lernen; eine Oberstufe ohne "
            "Klassen gehört nicht hinein.",
        ),
        gliederung="Schulart",
        auspraegungen={code: _SCHULARTEN[code] for code in _MIT_KLASSEN},
        oben=_je_klasse("schueler"),
        unten=_je_klasse("klassen"),
        faktor=1,
    ),
    quote(
        BETRIEB,
        **_AUS_FORMULAR,
        id="schueler_je_lehrkraft",
        code="D13",
        name="Schülerinnen und Schüler je Lehrkraft",
        subjekt="die Zahl der Schülerinnen und Schüler je Vollzeitlehrereinheit",
        einheit="je Vollzeitlehrereinheit",
        definition="Schülerinnen und Schüler je Vollzeitlehrereinheit.",
        zaehler="Schülerinnen und Schüler",
        nenner="Vollzeitlehrereinheiten",
        oben=BETRIEB.summe("schueler"),
        unten=BETRIEB.summe("vollzeitlehrereinheiten"),
        faktor=1,
    ),
    quote(
        BETRIEB,
        **_AUS_FORMULAR,
        id="ganztagsanteil_schulen",
        code="D14",
        name="Anteil der Schülerinnen und Schüler im Ganztag",
        subjekt="der Anteil der Schülerinnen und Schüler im Ganztag",
        definition="Anteil der Schülerinnen und Schüler, die am gebundenen oder offenen Ganztag "
        "teilnehmen.",
        zaehler="Schülerinnen und Schüler in dieser Form des Ganztags",
        nenner="Schülerinnen und Schüler",
        gliederung="Form",
        auspraegungen={"ganztag_gebunden": "gebunden", "ganztag_offen": "offen"},
        oben=BETRIEB.teile(("ganztag_gebunden", "ganztag_offen")),
        unten=BETRIEB.summe("schueler"),
    ),
    quote(
        SCHULE,
        **_AUS_FORMULAR,
        id="privatschulanteil",
        code="D15",
        name="Anteil der Schülerinnen und Schüler an Schulen in freier Trägerschaft",
        subjekt="der Anteil der Schülerinnen und Schüler an Schulen in freier Trägerschaft",
        definition="Anteil der Schülerinnen und Schüler an Schulen, die kein öffentlicher Träger "
        "führt.",
        zaehler="Schülerinnen und Schüler an Schulen in freier Trägerschaft",
        nenner="Schülerinnen und Schüler",
        oben=_eigene("schueler", traeger=("insgesamt", "-oeffentlich")),
        unten=_eigene("schueler"),
    ),
    quote(
        SCHULE,
        **_AUS_FORMULAR,
        id="familiensprache_schulen",
        code="D16",
        name="Anteil der Schülerinnen und Schüler mit nichtdeutscher Familiensprache",
        subjekt="der Anteil der Schülerinnen und Schüler mit nichtdeutscher Familiensprache",
        definition="Anteil der Schülerinnen und Schüler, in deren Familie vorrangig nicht Deutsch "
        "gesprochen wird.",
        zaehler="Schülerinnen und Schüler mit nichtdeutscher Familiensprache",
        nenner="Schülerinnen und Schüler",
        hinweise=("Etwas anderes als ausländische Staatsangehörigkeit.",),
        oben=_eigene("schueler_andere_familiensprache"),
        unten=_eigene("schueler"),
    ),
)
