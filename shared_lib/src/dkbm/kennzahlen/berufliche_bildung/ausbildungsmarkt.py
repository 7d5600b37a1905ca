"""Kennzahlen of the market for training places on 30 September (BIBB and BA).

V = new contracts, O = open places, U = without place, Ba = with an alternative, still looking:
ANR = (V + O) / (V + U), eANR = (V + O) / (V + U + Ba).
"""

from __future__ import annotations

from typing import Any

from dkbm.kennzahlen.bauplan import Lieferung, anzahl, quote
from dkbm.kennzahlen.kennzahl import Kennzahl

__all__ = ["KENNZAHLEN"]

MARKT = Lieferung(
    "beruf",
    "Berufliche Bildung: Ausbildungsmarkt, Ausbildung, Sektoren",
    "Ausbildungsmarkt",
    "ausbildungsmarkt",
    "Die Regionaldatenbank enthält diese Zahlen nicht; das BIBB (neue Verträge) und die "
    "Bundesagentur für Arbeit (Ausbildungsmarkt) haben sie je Kreis.",
)
_JAHR: dict[str, Any] = {
    "zeitangabe": "am 30. September {jahr}",
    "regel": "Stand am 30. September",
    "raum": "gemischt",
}

KENNZAHLEN: tuple[Kennzahl, ...] = (
    quote(
        MARKT,
        **_JAHR,
        id="angebots_nachfrage_relation",
        code="E3",
        name="Angebots-Nachfrage-Relation",
        subjekt="die Angebots-Nachfrage-Relation",
        definition="Angebot an Ausbildungsstellen je 100 der Nachfrage am 30. September.",
        zaehler="Neue Verträge und unbesetzte Stellen",
        nenner="Neue Verträge und Unversorgte",
        oben=MARKT.summe("neue_vertraege", "unbesetzte_stellen"),
        unten=MARKT.summe("neue_vertraege", "unversorgte"),
        einheit="je 100",
        richtung="hoch_guenstig",
    ),
    quote(
        MARKT,
        **_JAHR,
        id="erweiterte_angebots_nachfrage_relation",
        code="E4",
        name="Erweiterte Angebots-Nachfrage-Relation",
        subjekt="die erweiterte Angebots-Nachfrage-Relation",
        definition="Angebot an Ausbildungsstellen je 100 der Nachfrage am 30. September; zur "
        "Nachfrage zählen auch jene, die trotz einer Alternative weiter suchen.",
        zaehler="Neue Verträge und unbesetzte Stellen",
        nenner="Neue Verträge, Unversorgte und mit Alternative weiter Suchende",
        oben=MARKT.summe("neue_vertraege", "unbesetzte_stellen"),
        unten=MARKT.summe("neue_vertraege", "unversorgte", "mit_alternative"),
        einheit="je 100",
        richtung="hoch_guenstig",
        hinweise=("Nie höher als die einfache Angebots-Nachfrage-Relation.",),
    ),
    anzahl(
        MARKT,
        **_JAHR,
        id="neue_vertraege_30_9",
        code="E5",
        name="Neue Ausbildungsverträge (BIBB-Erhebung zum 30. September)",
        subjekt="die Zahl der neuen Ausbildungsverträge nach der BIBB-Erhebung",
        definition="Vom 1. Oktober des Vorjahres bis 30. September abgeschlossene und nicht "
        "gelöste Ausbildungsverträge.",
        zaehlt="Verträge",
        auswahl=MARKT.summe("neue_vertraege"),
        hinweise=("Nicht mit den Verträgen der Berufsbildungsstatistik (31. Dezember) mischen.",),
    ),
    quote(
        MARKT,
        **_JAHR,
        id="einmuendungsquote",
        code="E7",
        name="Einmündungsquote der gemeldeten Ausbildungssuchenden",
        subjekt="die Einmündungsquote der gemeldeten Ausbildungssuchenden",
        definition="Anteil der gemeldeten Ausbildungssuchenden, die eine Ausbildung begonnen "
        "haben.",
        zaehler="Eingemündete gemeldete Ausbildungssuchende",
        nenner="Gemeldete Ausbildungssuchende",
        oben=MARKT.summe("einmuendende"),
        unten=MARKT.summe("gemeldete"),
        richtung="hoch_guenstig",
        hinweise=("Nur Gemeldete; wer ohne die Agentur für Arbeit sucht, fehlt.",),
    ),
    quote(
        MARKT,
        **_JAHR,
        id="unversorgtenquote",
        code="E7",
        name="Anteil der Unversorgten an den gemeldeten Ausbildungssuchenden",
        subjekt="der Anteil der Unversorgten an den gemeldeten Ausbildungssuchenden",
        definition="Anteil der gemeldeten Ausbildungssuchenden ohne Ausbildung und ohne "
        "Alternative am 30. September.",
        zaehler="Unversorgte gemeldete Ausbildungssuchende",
        nenner="Gemeldete Ausbildungssuchende",
        oben=MARKT.summe("unversorgte"),
        unten=MARKT.summe("gemeldete"),
        richtung="niedrig_guenstig",
        hinweise=("Nur Gemeldete; wer ohne die Agentur für Arbeit sucht, fehlt.",),
    ),
    quote(
        MARKT,
        **_JAHR,
        id="unbesetzte_stellen",
        code="E14",
        name="Anteil der unbesetzten Stellen am Ausbildungsangebot",
        subjekt="der Anteil der unbesetzten Stellen am Ausbildungsangebot",
        definition="Anteil der unbesetzten Stellen am Angebot (neue Verträge und unbesetzte "
        "Stellen).",
        zaehler="Unbesetzte Stellen",
        nenner="Neue Verträge und unbesetzte Stellen",
        oben=MARKT.summe("unbesetzte_stellen"),
        unten=MARKT.summe("neue_vertraege", "unbesetzte_stellen"),
        hinweise=("Passung zeigt sich erst zusammen mit dem Anteil erfolgloser Nachfrage.",),
    ),
    quote(
        MARKT,
        **_JAHR,
        id="erfolglose_nachfrage",
        code="E14",
        name="Anteil der erfolglosen Nachfrage an der gesamten Ausbildungsnachfrage",
        subjekt="der Anteil der erfolglosen Nachfrage an der gesamten Ausbildungsnachfrage",
        definition="Anteil der Unversorgten und der trotz Alternative weiter Suchenden an der "
        "Nachfrage.",
        zaehler="Unversorgte und mit Alternative weiter Suchende",
        nenner="Neue Verträge, Unversorgte und mit Alternative weiter Suchende",
        oben=MARKT.summe("unversorgte", "mit_alternative"),
        unten=MARKT.summe("neue_vertraege", "unversorgte", "mit_alternative"),
        hinweise=("Passung zeigt sich erst zusammen mit dem Anteil unbesetzter Stellen.",),
    ),
)
