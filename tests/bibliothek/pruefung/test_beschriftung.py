"""Findings speak words, not codes."""

from __future__ import annotations

from dkbm.bestand import open_bestand
from dkbm.pruefung.beschriftung import describe_codes


def test_known_codes_ages_and_the_rest() -> None:
    assert describe_codes("schueler, hauptschule, auslaendisch") == (
        "Schülerinnen und Schüler, Hauptschulen, ausländisch"
    )
    assert describe_codes("bevoelkerung, 06-09") == "Bevölkerung, 6 bis 9 Jahre"
    assert describe_codes("75+") == "ab 75 Jahren"
    assert describe_codes("05") == "Alter 5"
    assert describe_codes("Verfügbare Plätze | Insgesamt") == "Verfügbare Plätze | Insgesamt"


def test_every_merkmal_of_the_embedded_store_has_words() -> None:
    bestand = open_bestand()
    merkmale = {str(m) for d in bestand.datensaetze for m in bestand.load(d)["merkmal"].unique()}
    assert [m for m in sorted(merkmale) if describe_codes(m) == m] == []
