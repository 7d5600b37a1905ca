"""The result object."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest
from dkbm.bestand import Bestand
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Ergebnis, Kennzahl
from dkbm.kennzahlen.ergebnis import Zelle


def compute_nothing(bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
    raise NotImplementedError


KENNZAHL = Kennzahl(id="quote", name="Quote", subjekt="die Quote", berechne=compute_nothing)
NAN = math.nan


def make(*rows: tuple[str, int, str, float, str, str]) -> Ergebnis:
    spalten = ["ags", "jahr", "auspraegung", "wert", "zeichen", "gebietsstand"]
    daten = pd.DataFrame(rows, columns=spalten).assign(zaehler=1.0, nenner=NAN)
    if not daten["auspraegung"].any():
        daten = daten.drop(columns="auspraegung")
    register = load_register()
    return Ergebnis(KENNZAHL, daten, (register["08335"], register["08"], register["DG"]), ())


ERGEBNIS = make(
    ("08335", 2013, "", 1.5, "", "zusammengefasst"),
    ("08335", 2014, "", 2.5, "", ""),
    ("08335", 2015, "", NAN, ".", "nicht_umrechenbar"),
    ("08", 2015, "", 9.0, "", "summe"),
)


def test_values_of_the_kommune_and_others() -> None:
    land = ERGEBNIS.gebiete[1]
    assert ERGEBNIS.kommune.ags == "08335"
    assert ERGEBNIS.wert() == 2.5  # the latest year with a number, not the latest year
    assert ERGEBNIS.wert(2013) == 1.5
    assert ERGEBNIS.wert(gebiet=land) == 9
    assert ERGEBNIS.jahre == [2013, 2014]
    assert not ERGEBNIS.is_empty
    assert len(ERGEBNIS.werte) == 3
    assert ERGEBNIS.gebietsstaende == ["zusammengefasst"]


def test_missing_values_say_what_there_is() -> None:
    bund = ERGEBNIS.gebiete[2]
    with pytest.raises(
        DkbmFehler, match="Landkreis Konstanz liegt zu „Quote“ im Jahr 2015"
    ) as info:
        ERGEBNIS.wert(2015)
    assert info.value.rat == "Vorhanden sind: 2013–2014."
    with pytest.raises(DkbmFehler, match="Deutschland liegt zu „Quote“ kein Wert vor") as info:
        ERGEBNIS.wert(gebiet=bund)
    assert info.value.rat == "Vorhanden sind: keine Jahre."


def test_cells_keep_signs_and_parts() -> None:
    zellen = make(("08335", 2015, "u3", 1.0, "", ""), ("08335", 2015, "3_6", NAN, "/", "")).zellen
    assert zellen["08335", 2015, "u3"].wert == 1
    assert zellen["08335", 2015, "3_6"].zeichen == "/"
    assert isinstance(ERGEBNIS.zellen["08335", 2014, ""], Zelle)
    assert ("DG", 2015, "") not in ERGEBNIS.zellen


def test_a_breakdown_has_no_value_of_its_own() -> None:
    teile = replace(KENNZAHL, auspraegungen={"u3": "unter 3", "3_6": "3 bis unter 6"})
    zeilen = [("08335", 2015, "u3", 1.0, "", ""), ("08335", 2015, "3_6", 2.0, "", "")]
    ergebnis = replace(make(*zeilen), kennzahl=teile)
    assert ergebnis.wert(auspraegung="3_6") == 2
    with pytest.raises(DkbmFehler, match="untergliedert; es fehlt die Ausprägung") as info:
        ergebnis.wert()
    assert info.value.rat == "Möglich sind: u3, 3_6."
    with pytest.raises(DkbmFehler, match="keine Ausprägung „u6“"):
        ergebnis.wert(auspraegung="u6")
    with pytest.raises(DkbmFehler, match="keine Ausprägung „u3“"):
        ERGEBNIS.wert(auspraegung="u3")


def test_select_narrows_and_reorders() -> None:
    teil = ERGEBNIS.select([ERGEBNIS.gebiete[1]])
    assert teil.kommune.ags == "08"
    assert list(teil.daten["ags"]) == ["08"]
    assert len(ERGEBNIS.daten) == 4
    assert ERGEBNIS.select([ERGEBNIS.gebiete[2]]).is_empty
