"""Kennzahlen of funded continuing education: Integrationskurse, Aufstiegs-BAföG, BA."""

from __future__ import annotations

from typing import Any

from dkbm.kennzahlen.altersgruppen import VON_20_BIS_64
from dkbm.kennzahlen.bauplan import Lieferung, anzahl, quote
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.nenner import ZENSUS, personen

__all__ = ["KENNZAHLEN"]

FOERDERUNG = Lieferung(
    "weiterbildung",
    "Weiterbildung: Struktur, Kurse, Förderung",
    "Förderung",
    "weiterbildung",
    "Die Zahlen haben das BAMF (Integrationskurse), das Statistische Landesamt (Aufstiegs-BAföG), "
    "die Bundesagentur für Arbeit (geförderte Weiterbildung) und die Volkshochschule.",
)
_JAHR: dict[str, Any] = {
    "zeitangabe": "im Jahr {jahr}",
    "regel": "Kalenderjahr",
    "raum": "Wohnort",
}

KENNZAHLEN: tuple[Kennzahl, ...] = (
    anzahl(
        FOERDERUNG,
        **_JAHR,
        id="integrationskurse",
        code="G9",
        name="Neue Teilnehmende in Integrationskursen",
        subjekt="die Zahl der neuen Teilnehmenden in Integrationskursen",
        definition="Personen, die im Kalenderjahr erstmals einen Integrationskurs besuchen.",
        zaehlt="Personen",
        auswahl=FOERDERUNG.summe("integrationskurs_neu"),
    ),
    quote(
        FOERDERUNG,
        **_JAHR,
        id="integrationskurse_b1",
        code="G9",
        name="Anteil der Prüfungen in Integrationskursen mit Niveau B1",
        subjekt="der Anteil der Prüfungen in Integrationskursen mit Niveau B1",
        definition="Anteil der Teilnahmen am Deutsch-Test für Zuwanderer, die das Niveau B1 "
        "erreichen.",
        zaehler="Teilnahmen mit Niveau B1",
        nenner="Teilnahmen am Deutsch-Test",
        oben=FOERDERUNG.summe("integrationskurs_b1"),
        unten=FOERDERUNG.summe("integrationskurs_pruefungen"),
        richtung="hoch_guenstig",
    ),
    quote(
        FOERDERUNG,
        **_JAHR,
        id="aufstiegs_bafoeg",
        code="G10",
        name="Geförderte mit Aufstiegs-BAföG",
        subjekt="die Zahl der Geförderten mit Aufstiegs-BAföG",
        definition="Geförderte mit Aufstiegs-BAföG je 1.000 Personen von 20 bis unter 65 Jahren.",
        zaehler="Geförderte mit Aufstiegs-BAföG",
        nenner="Personen von 20 bis unter 65 Jahren am 31. Dezember",
        oben=FOERDERUNG.summe("afbg_gefoerderte"),
        unten=personen(VON_20_BIS_64),
        einheit="je 1.000 Personen",
        faktor=1000,
        tabellen=("12411-02-03-4",),
        brueche=ZENSUS,
    ),
    anzahl(
        FOERDERUNG,
        **_JAHR,
        id="gefoerderte_weiterbildung",
        code="G11",
        name="Eintritte in geförderte berufliche Weiterbildung",
        subjekt="die Zahl der Eintritte in geförderte berufliche Weiterbildung",
        definition="Eintritte in Maßnahmen der beruflichen Weiterbildung im Kalenderjahr, nach "
        "Rechtskreis.",
        zaehlt="Eintritte",
        gliederung="Rechtskreis",
        auspraegungen={"fbw_sgb_2": "SGB II", "fbw_sgb_3": "SGB III"},
        auswahl=FOERDERUNG.teile(("fbw_sgb_2", "fbw_sgb_3")),
    ),
    anzahl(
        FOERDERUNG,
        **_JAHR,
        id="nachgeholte_schulabschluesse",
        code="G12",
        name="Nachgeholte Schulabschlüsse",
        subjekt="die Zahl der nachgeholten Schulabschlüsse",
        definition="Im Kalenderjahr an Volkshochschulen und im Zweiten Bildungsweg nachgeholte "
        "Schulabschlüsse.",
        zaehlt="Abschlüsse",
        auswahl=FOERDERUNG.summe("nachgeholte_abschluesse"),
    ),
    anzahl(
        FOERDERUNG,
        **_JAHR,
        id="weiterbildungsbeteiligung",
        code="G13",
        name="Weiterbildungsbeteiligung",
        subjekt="die Weiterbildungsbeteiligung",
        definition="Anteil der 18- bis 64-Jährigen, die sich in den letzten zwölf Monaten "
        "weitergebildet haben.",
        zaehler="Personen mit Weiterbildung in den letzten zwölf Monaten",
        nenner="Personen von 18 bis unter 65 Jahren",
        formel="veröffentlichter Wert",
        einheit="%",
        zaehlt="",
        stellen=1,
        richtung="hoch_guenstig",
        hinweise=("Aus Befragungen; für Kreise aus einem Modell geschätzt, nicht gezählt.",),
        auswahl=FOERDERUNG.summe("beteiligung"),
    ),
)
