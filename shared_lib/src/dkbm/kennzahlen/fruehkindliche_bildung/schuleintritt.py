"""Kennzahlen at the step into school: Ganztag at primary age, Einschulungsuntersuchung."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dkbm.kennzahlen.bauplan import Lieferung, quote
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.nenner import altersjahre

__all__ = ["KENNZAHLEN"]

_SCHULJAHR: dict[str, Any] = {
    "zeitangabe": "im Schuljahr {jahr}/{folge}",
    "regel": "Schuljahr",
}
GANZTAG = Lieferung(
    "betreuung",
    "Kindertagesbetreuung: Umfang, Ganztag, Personal",
    "Ganztag",
    "ganztag_grundschulalter",
    "Hortkinder hat das Jugendamt, Kinder in Ganztagsgrundschulen das Schulverwaltungsamt.",
)
UNTERSUCHUNG = Lieferung(
    "einschulung",
    "Einschulung: Untersuchung und Zeitpunkt",
    "Untersuchung",
    "einschulungsuntersuchung",
    "Die Ergebnisse der Einschulungsuntersuchung hat das Gesundheitsamt.",
)
_BEREICHE = {
    "auffaellig_sprache": "Sprache",
    "auffaellig_motorik": "Grobmotorik",
    "auffaellig_visuomotorik": "Feinmotorik und Visuomotorik",
    "auffaellig_verhalten": "Verhalten",
}

KENNZAHLEN: tuple[Kennzahl, ...] = (
    quote(
        GANZTAG,
        **_SCHULJAHR,
        id="ganztag_grundschulalter",
        code="C13",
        name="Ganztagsquote im Grundschulalter",
        subjekt="die Ganztagsquote im Grundschulalter",
        definition="Anteil der Kinder im Hort oder in einer Ganztagsgrundschule an allen Kindern "
        "von 6 bis unter 11 Jahren.",
        zaehler="Kinder im Hort oder in einer Ganztagsgrundschule",
        nenner="Kinder von 6 bis unter 11 Jahren am 31. Dezember",
        raum="gemischt",
        hinweise=(
            "Kinder, die in beiden Statistiken stehen, zählen einmal, soweit sie bekannt sind.",
            "Der Rechtsanspruch auf Ganztag gilt ab August 2026 für die 1. Klasse, bis 2029 für "
            "alle vier.",
        ),
        oben=GANZTAG.summe("hortkinder", "ganztagsschulkinder", "-doppelt"),
        unten=replace(GANZTAG.summe("kinder_6_11"), ersatz=altersjahre(6, 11)),
        tabellen=("12411-04-02-4",),
    ),
    quote(
        UNTERSUCHUNG,
        **_SCHULJAHR,
        id="einschulungsuntersuchung",
        code="C14",
        name="Auffälligkeiten in der Einschulungsuntersuchung",
        subjekt="der Anteil der auffälligen an den untersuchten Kindern",
        definition="Anteil der Kinder mit auffälligem Ergebnis an allen untersuchten Kindern.",
        zaehler="Untersuchte Kinder mit auffälligem Ergebnis",
        nenner="Untersuchte Kinder",
        raum="Wohnort",
        richtung="niedrig_guenstig",
        hinweise=(
            "Die Länder untersuchen nach verschiedenen Verfahren; verglichen werden darf nur "
            "innerhalb eines Landes.",
        ),
        gliederung="Bereich",
        auspraegungen=_BEREICHE,
        oben=UNTERSUCHUNG.teile(_BEREICHE),
        unten=UNTERSUCHUNG.summe("untersucht"),
    ),
)
