"""Kennzahlen of the sectors into which young people enter (iABE)."""

from __future__ import annotations

from typing import Any

from dkbm.kennzahlen.bauplan import Lieferung, quote
from dkbm.kennzahlen.kennzahl import Kennzahl

__all__ = ["KENNZAHLEN"]

SEKTOREN = Lieferung(
    "beruf",
    "Berufliche Bildung: Ausbildungsmarkt, Ausbildung, Sektoren",
    "Sektoren",
    "ausbildungssektoren",
    "Die Regionaldatenbank enthält diese Zahlen nicht; das Statistische Landesamt und die "
    "Kommunale Bildungsdatenbank haben sie aus der integrierten Ausbildungsberichterstattung.",
)
_SCHULJAHR: dict[str, Any] = {
    "zeitangabe": "im Schuljahr {jahr}/{folge}",
    "regel": "Schuljahr",
    "raum": "Schulort",
}
_SEKTOREN = {
    "neu_dual": "duale Ausbildung",
    "neu_schulisch": "vollqualifizierende schulische Ausbildung",
    "neu_uebergang": "Integration in Ausbildung (Übergangsbereich)",
    "neu_hochschulreife": "Erwerb der Hochschulreife",
}

KENNZAHLEN: tuple[Kennzahl, ...] = (
    quote(
        SEKTOREN,
        **_SCHULJAHR,
        id="ausbildungssektoren",
        code="E2",
        name="Anfängerinnen und Anfänger nach Sektoren der beruflichen Bildung",
        subjekt="der Anteil an den Anfängerinnen und Anfängern im Ausbildungsgeschehen",
        definition="Verteilung aller, die eine Ausbildung, einen Übergang oder den Weg zur "
        "Hochschulreife beginnen, auf die Sektoren.",
        zaehler="Anfängerinnen und Anfänger des Sektors",
        nenner="Anfängerinnen und Anfänger insgesamt",
        hinweise=("Anfängerinnen und Anfänger, nicht der Bestand.",),
        gliederung="Sektor",
        auspraegungen=_SEKTOREN,
        oben=SEKTOREN.teile(_SEKTOREN),
        unten=SEKTOREN.summe("neu"),
    ),
    quote(
        SEKTOREN,
        **_SCHULJAHR,
        id="uebergangsanteil_ohne_hauptschulabschluss",
        code="E12",
        name="Anteil des Übergangsbereichs bei Anfängerinnen und Anfängern ohne "
        "Hauptschulabschluss",
        subjekt="der Anteil des Übergangsbereichs bei Anfängerinnen und Anfängern ohne "
        "Hauptschulabschluss",
        definition="Anteil der Anfängerinnen und Anfänger im Übergangsbereich an allen ohne "
        "Hauptschulabschluss.",
        zaehler="Anfängerinnen und Anfänger ohne Hauptschulabschluss im Übergangsbereich",
        nenner="Anfängerinnen und Anfänger ohne Hauptschulabschluss",
        richtung="niedrig_guenstig",
        oben=SEKTOREN.summe("uebergang_ohne_abschluss"),
        unten=SEKTOREN.summe("neu_ohne_abschluss"),
    ),
)
