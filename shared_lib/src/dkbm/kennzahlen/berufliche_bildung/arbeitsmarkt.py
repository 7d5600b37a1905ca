"""Kennzahlen of chapter Berufliche Bildung (area E of the Anwendungsleitfaden)."""

from __future__ import annotations

from dataclasses import replace

from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.rechnen import Auswahl, wert

__all__ = ["KENNZAHLEN"]

_JAHRESMITTEL = "im Jahresdurchschnitt {jahr}"
_QUOTE_FEHLT = (
    "Die Jahre 2017 bis 2024 und neuere bringt die Tabelle 13211-02-05-4 der Regionaldatenbank."
)


def _arbeitslosenquote(id_: str, code: str, gruppe: str, name: str, nenner: str) -> Kennzahl:
    return Kennzahl(
        id=id_,
        code=code,
        name=name,
        subjekt=f"die {name}",
        einheit="%",
        definition=f"Anteil der Arbeitslosen an allen zivilen Erwerbspersonen{nenner}.",
        formel="veröffentlichter Wert",
        zaehler=f"Arbeitslose{nenner}",
        nenner=f"alle zivilen Erwerbspersonen{nenner}",
        zeitangabe=_JAHRESMITTEL,
        raum="Wohnort",
        regel="Jahresdurchschnitt",
        tabellen=("13211-02-05-4",),
        richtung="niedrig_guenstig",
        hinweise=(
            "Veröffentlichte Quote; die Erwerbspersonen sind je Kreis nicht ausgewiesen. Für "
            "Kreise, die zusammengelegt wurden, liegt für die Jahre davor keine Quote vor.",
        ),
        beschafft=_QUOTE_FEHLT,
        berechne=wert(Auswahl("arbeitslose", "arbeitslosenquote", {"gruppe": gruppe})),
    )


KENNZAHLEN = (
    _arbeitslosenquote("arbeitslosenquote", "A14", "insgesamt", "Arbeitslosenquote", ""),
    _arbeitslosenquote(
        "jugendarbeitslosenquote",
        "E9",
        "15-24",
        "Arbeitslosenquote der 15- bis unter 25-Jährigen",
        " von 15 bis unter 25 Jahren",
    ),
    replace(
        _arbeitslosenquote("arbeitslosenquote_gruppen", "A14", "", "Arbeitslosenquote", ""),
        name="Arbeitslosenquote nach Geschlecht und Staatsangehörigkeit",
        definition="Anteil der Arbeitslosen an allen zivilen Erwerbspersonen derselben Gruppe.",
        gliederung="Gruppe",
        auspraegungen={
            "weiblich": "Frauen",
            "maennlich": "Männer",
            "auslaendisch": "ausländische Staatsangehörigkeit",
        },
        berechne=wert(
            Auswahl(
                "arbeitslose",
                "arbeitslosenquote",
                gliederung="gruppe",
                je={gruppe: (gruppe,) for gruppe in ("weiblich", "maennlich", "auslaendisch")},
            )
        ),
    ),
)
