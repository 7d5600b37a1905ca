"""The age structure by sex: the numbers of a population pyramid.

The parts are coded ``m_06-09``: sex, and the age group or single year of the official table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dkbm.bestand import Bestand
from dkbm.kennzahlen.altersgruppen import AB_65, UNTER_20, VON_20_BIS_64
from dkbm.kennzahlen.kennzahl import Berechnung, Kennzahl
from dkbm.kennzahlen.rechnen import Auswahl, quotient

__all__ = ["ALTERSAUFBAU", "ALTERSJAHRE", "read_alter"]

_GESCHLECHT = {"m": ("maennlich", "männlich"), "w": ("weiblich", "weiblich")}
_GRUPPEN = {code: (code,) for code in (*UNTER_20, *VON_20_BIS_64, *AB_65)}
_JAHRE = {f"{jahr:02d}": (f"{jahr:02d}",) for jahr in range(75)}
_JAHRE |= {"75-79": ("75-79",), "80-84": ("80-84",), "85+": ("85+",)}


def read_alter(code: str) -> tuple[int, int | None]:
    """Return first and last age of a part: ``m_06-09`` is (6, 9), ``w_75+`` is (75, None)."""
    alter = code.partition("_")[2]
    if alter.endswith("+"):
        return int(alter[:-1]), None
    von, _, bis = alter.partition("-")
    return int(von), int(bis or von)


def _name(code: str) -> str:
    von, bis = read_alter(code)
    sexus = _GESCHLECHT[code[0]][1]
    if bis is None:
        return f"{sexus}, {von} Jahre und älter"
    if von == 0:
        return f"{sexus}, unter {bis + 1} {'Jahr' if bis == 0 else 'Jahre'}"
    return (
        f"{sexus}, {von} {'Jahr' if von == 1 else 'Jahre'}"
        if von == bis
        else (f"{sexus}, {von} bis unter {bis + 1} Jahre")
    )


def _share(
    datensatz: str, alter: Mapping[str, tuple[str, ...]], rest: dict[str, str]
) -> Berechnung:
    """Return the computation of the shares of all ages and both sexes."""
    total = Auswahl(
        datensatz, "bevoelkerung", {**rest, "geschlecht": "insgesamt", "alter": "insgesamt"}
    )
    parts = []
    for kuerzel, (sexus, _) in _GESCHLECHT.items():
        filter_ = {**rest, "geschlecht": sexus}
        # From 2015 on the table splits the oldest; their sum stands in for the open group.
        aelteste = Auswahl(
            datensatz,
            "bevoelkerung",
            filter_,
            gliederung="alter",
            je={f"{kuerzel}_85+": ("85-89", "90+")},
        )
        je = {f"{kuerzel}_{name}": codes for name, codes in alter.items()}
        wahl = Auswahl(
            datensatz,
            "bevoelkerung",
            filter_,
            gliederung="alter",
            je=je,
            ersatz=aelteste if "85+" in alter else None,
        )
        parts.append(quotient(wahl, total))

    def compute(bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
        return pd.concat([part(bestand, ags) for part in parts], ignore_index=True)

    return compute


def _build(
    id_: str, tabellen: tuple[str, ...], codes: Sequence[str], berechne: Berechnung
) -> Kennzahl:
    parts = [f"{sexus}_{code}" for sexus in _GESCHLECHT for code in codes]
    return Kennzahl(
        id=id_,
        code="A2",
        name="Altersaufbau der Bevölkerung",
        subjekt="der Altersaufbau der Bevölkerung",
        einheit="%",
        stellen=2 if len(codes) > 20 else 1,
        definition="Anteil der Personen eines Alters und Geschlechts an der Bevölkerung.",
        formel="Personen des Alters und Geschlechts / Bevölkerung insgesamt × 100",
        zaehler="Personen des Alters und Geschlechts",
        nenner="Bevölkerung insgesamt",
        zeitangabe="am 31. Dezember {jahr}",
        regel="Stand am 31. Dezember des Jahres",
        tabellen=tabellen,
        auspraegungen={part: _name(part) for part in parts},
        beschafft="Neuere Jahre bringt die Tabelle 12411-02-03-4 der Regionaldatenbank.",
        berechne=berechne,
    )


ALTERSAUFBAU = _build(
    "altersaufbau",
    ("12411-02-03-4", "12411-03-02-4"),
    list(_GRUPPEN),
    _share("bevoelkerung_alter", _GRUPPEN, {"nationalitaet": "insgesamt"}),
)
"""By the 17 age groups of the yearly table."""

ALTERSJAHRE = _build(
    "altersaufbau_altersjahre",
    ("12411-04-01-4", "12411-04-02-4"),
    list(_JAHRE),
    _share("bevoelkerung_altersjahre", _JAHRE, {}),
)
"""By single years of age (2010 and 2015 in the embedded data)."""
