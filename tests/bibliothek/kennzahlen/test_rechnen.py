"""The ways of computing, on stores of a few rows."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest
from dkbm.bestand import Bestand
from dkbm.kennzahlen.kennzahl import Berechnung
from dkbm.kennzahlen.rechnen import Auswahl, differenz, index, quotient, wert

Cell = tuple[float, float, float, str]
"""zaehler, nenner, wert, zeichen."""

STANDARD = {
    "ags": "08335",
    "jahr": 2015,
    "merkmal": "n",
    "alter": "alle",
    "gebietsstand": "",
    "quelle": 1,
}


def make(**datensaetze: list[dict[str, object]]) -> Bestand:
    """Build a store of own data; a text as ``wert`` is a sign."""
    frames: dict[str, pd.DataFrame] = {}
    for name, rows in datensaetze.items():
        frame = pd.DataFrame([{**STANDARD, **row} for row in rows])
        is_sign = frame["wert"].map(lambda wert: isinstance(wert, str))
        frame["zeichen"] = frame["wert"].where(is_sign, "")
        frame["wert"] = frame["wert"].mask(is_sign, math.nan).astype("float64")
        frames[name] = frame.astype({"jahr": "int16"})
    return Bestand(Path("gibt-es-nicht"), {}, frames)


def run(berechnung: Berechnung, bestand: Bestand) -> dict[tuple[int, str], Cell]:
    frame = berechnung(bestand, ["08335"])
    assert not frame.duplicated(["ags", "jahr", "auspraegung"]).any()
    assert set(frame["ags"]) <= {"08335"}
    return {
        (r["jahr"], r["auspraegung"]): (r["zaehler"], r["nenner"], r["wert"], r["zeichen"])
        for r in frame.to_dict("records")
    }


ZAEHLER, NENNER = Auswahl("z", "n"), Auswahl("b", "n")


@pytest.mark.parametrize(
    ("oben", "unten", "erwartet"),
    [
        (1, 4, (1, 4, 25, "")),
        (0, 4, (0, 4, 0, "")),
        (0, 0, (0, 0, None, "x")),
        (3, 0, (3, 0, None, "x")),
        (".", 4, (None, 4, None, ".")),
        (1, "/", (1, None, None, "/")),
        ("...", "/", (None, None, None, "...")),
        (".", 0, (None, 0, None, "x")),
    ],
)
def test_quotient(
    oben: float | str, unten: float | str, erwartet: tuple[float | None, float, float, str]
) -> None:
    bestand = make(z=[{"wert": oben}], b=[{"wert": unten}])
    ((*zahlen, zeichen),) = run(quotient(ZAEHLER, NENNER), bestand).values()
    assert [None if math.isnan(zahl) else zahl for zahl in zahlen] == list(erwartet[:3])
    assert zeichen == erwartet[3]


def test_versatz_takes_the_denominator_of_another_year() -> None:
    bestand = make(
        z=[{"jahr": jahr, "wert": 10} for jahr in (2015, 2016, 2017)],
        b=[{"jahr": 2014, "wert": 20}, {"jahr": 2015, "wert": 40}],
    )
    # 1 March 2016 over 31 December 2015; 2017 has no denominator and no row.
    vorjahr = run(quotient(ZAEHLER, NENNER, versatz=-1), bestand)
    assert vorjahr == {(2015, ""): (10, 20, 50, ""), (2016, ""): (10, 40, 25, "")}
    assert run(quotient(ZAEHLER, NENNER, faktor=1000), bestand) == {(2015, ""): (10, 40, 250, "")}


def test_rows_of_other_merkmale_and_gebiete_do_not_count() -> None:
    bestand = make(
        z=[{"wert": 1}, {"wert": 100, "merkmal": "anderes"}, {"wert": 100, "ags": "08336"}],
        b=[{"wert": 4}],
    )
    assert run(quotient(ZAEHLER, NENNER), bestand) == {(2015, ""): (1, 4, 25, "")}


GRUPPEN = [{"alter": "0", "wert": 1}, {"alter": "1", "wert": 2}, {"alter": "2", "wert": 4}]


def test_several_codes_are_added() -> None:
    summe = Auswahl("z", "n", {"alter": ("0", "2")})
    assert run(wert(summe), make(z=GRUPPEN))[2015, ""][2] == 5


def test_a_missing_part_makes_the_sum_missing() -> None:
    rows: list[dict[str, object]] = [*GRUPPEN[:2], {"alter": "2", "wert": "/"}]
    summe = Auswahl("z", "n", {"alter": ("0", "1", "2")})
    bestand = make(z=rows, b=[{"wert": 4}])
    assert math.isnan(run(wert(summe), bestand)[2015, ""][2])
    assert run(quotient(summe, NENNER), bestand)[2015, ""][3] == "/"
    part = run(wert(Auswahl("z", "n", {"alter": ("0", "1")})), bestand)[2015, ""]
    assert (part[2], part[3]) == (3, "")


def test_breakdowns_share_one_denominator() -> None:
    je = {"jung": ("0", "1"), "alt": ("2",)}
    auswahl = Auswahl("z", "n", gliederung="alter", je=je)
    ergebnis = run(quotient(auswahl, NENNER), make(z=GRUPPEN, b=[{"wert": 10}]))
    assert ergebnis == {(2015, "jung"): (3, 10, 30, ""), (2015, "alt"): (4, 10, 40, "")}


def test_breakdowns_of_the_denominator_are_matched() -> None:
    je = {"jung": ("0",), "alt": ("2",)}
    oben, unten = (Auswahl(d, "n", gliederung="alter", je=je) for d in ("z", "b"))
    rows: list[dict[str, object]] = [{"alter": "0", "wert": 4}, {"alter": "2", "wert": 8}]
    ergebnis = run(quotient(oben, unten), make(z=GRUPPEN, b=rows))
    assert {key: cell[2] for key, cell in ergebnis.items()} == {
        (2015, "jung"): 25,
        (2015, "alt"): 50,
    }


def test_ersatz_fills_only_the_years_that_lack() -> None:
    bestand = make(
        z=[{"jahr": 2015, "wert": 1}],
        b=[{"jahr": 2015, "wert": 100}, {"jahr": 2016, "wert": 2}],
    )
    auswahl = Auswahl("z", "n", ersatz=NENNER)
    assert {jahr: cell[2] for (jahr, _), cell in run(wert(auswahl), bestand).items()} == {
        2015: 1,
        2016: 2,
    }


def test_wert_has_no_denominator() -> None:
    ((zaehler, nenner, zahl, zeichen),) = run(wert(ZAEHLER), make(z=[{"wert": 3}])).values()
    assert (zaehler, zahl, zeichen) == (3, 3, "")
    assert math.isnan(nenner)


@pytest.mark.parametrize(
    ("plus", "minus", "erwartet", "zeichen"),
    [(7, 4, 30, ""), (4, 7, -30, ""), (4, 4, 0, ""), (".", 4, None, "."), (4, "/", None, "/")],
)
def test_differenz(
    plus: float | str, minus: float | str, erwartet: float | None, zeichen: str
) -> None:
    bestand = make(z=[{"wert": plus}], m=[{"wert": minus}], b=[{"wert": 100}])
    cell = run(differenz(ZAEHLER, Auswahl("m", "n"), NENNER, faktor=1000), bestand)[2015, ""]
    assert cell[2] == pytest.approx(math.nan if erwartet is None else erwartet, nan_ok=True)
    assert cell[1] == 100
    assert cell[3] == zeichen


def test_index_is_100_in_its_base_year() -> None:
    rows: list[dict[str, object]] = [
        {"jahr": 1995, "wert": 50},
        {"jahr": 1996, "wert": 55},
        {"jahr": 1997, "wert": "."},
    ]
    ergebnis = run(index(ZAEHLER, 1995), make(z=rows))
    assert ergebnis[1995, ""][2] == 100
    assert ergebnis[1996, ""][:2] == (55, 50)
    assert ergebnis[1996, ""][2] == pytest.approx(110)
    assert ergebnis[1997, ""][3] == "."
    assert run(index(ZAEHLER, 1990), make(z=rows)) == {}


def test_marks_and_sources_of_both_sides_are_kept() -> None:
    bestand = make(
        z=[{"wert": 1, "quelle": 3}],
        b=[
            {"wert": 2, "alter": "0", "quelle": 7},
            {"wert": 2, "alter": "1", "quelle": 5, "gebietsstand": "geschaetzt"},
        ],
    )
    frame = quotient(ZAEHLER, Auswahl("b", "n", {"alter": ("0", "1")}))(bestand, None)
    assert frame["wert"].tolist() == [25]
    assert frame["gebietsstand"].tolist() == ["geschaetzt"]
    assert set(frame["quellen"].iloc[0]) == {3, 5, 7}


def test_an_absent_part_makes_the_sum_missing() -> None:
    alle = Auswahl("z", "n", {"alter": ("0", "1", "2")})
    bestand = make(z=[*GRUPPEN[:2], *({**row, "jahr": 2016} for row in GRUPPEN)])
    ergebnis = run(wert(alle), bestand)
    assert math.isnan(ergebnis[2015, ""][2])
    assert ergebnis[2015, ""][3] == "."
    assert ergebnis[2016, ""][2] == 7
    je = Auswahl("z", "n", gliederung="alter", je={"jung": ("0", "1"), "alt": ("2", "3")})
    teile = run(wert(je), bestand)
    assert teile[2015, "jung"][2] == 3
    assert math.isnan(teile[2016, "alt"][2])
    # One row of two is a sum without its part as well.
    eine = run(wert(Auswahl("z", "n", {"alter": ("2", "3")})), bestand)
    assert eine[2016, ""][3] == "."


def test_differenz_keeps_the_mark_of_both_sides() -> None:
    bestand = make(
        z=[{"wert": 7}], m=[{"wert": 3, "gebietsstand": "geschaetzt"}], b=[{"wert": 100}]
    )
    frame = differenz(ZAEHLER, Auswahl("m", "n"), NENNER, faktor=100)(bestand, None)
    assert frame["gebietsstand"].tolist() == ["geschaetzt"]


def test_a_part_that_exceeds_its_whole_is_unknown() -> None:
    bestand = make(
        z=[{"wert": 5}, {"jahr": 2016, "wert": 4}], b=[{"wert": 4}, {"jahr": 2016, "wert": 4}]
    )
    ergebnis = run(quotient(ZAEHLER, NENNER, hoechstens=100), bestand)
    assert ergebnis[2015, ""][:2] == (5, 4)
    assert math.isnan(ergebnis[2015, ""][2])
    assert ergebnis[2015, ""][3] == "."
    assert ergebnis[2016, ""] == (4, 4, 100, "")
