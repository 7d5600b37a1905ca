"""The rules by which old Kreise become today's, each on a few hand-made rows."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from dkbm.bestand.gebietsstand import GEBIETSSTAND, convert_gebietsstand, worst_mark
from dkbm.gebiete import load_register

Zeile = tuple[str, int, float | str] | tuple[str, int, float | str, str]
"""Key, year, number or sign, and the part of the breakdown ``g``."""
Ziel = tuple[float | None, str, str]
"""Number (None where missing), sign, mark."""


def convert(*zeilen: Zeile, einheit: str = "Anzahl") -> dict[tuple[str, int, str], Ziel]:
    rows = [
        {
            "ags": zeile[0],
            "jahr": zeile[1],
            "merkmal": "m",
            "g": zeile[3] if len(zeile) == 4 else "insgesamt",
            "einheit": einheit,
            "wert": math.nan if isinstance(zeile[2], str) else float(zeile[2]),
            "zeichen": zeile[2] if isinstance(zeile[2], str) else "",
        }
        for zeile in zeilen
    ]
    result = convert_gebietsstand(pd.DataFrame(rows), ["g"])
    assert set(result["ags"]) <= set(load_register().gebiete)
    assert set(result["gebietsstand"]) <= set(GEBIETSSTAND)
    assert not result.duplicated(["ags", "jahr", "g"]).any()
    return {
        (r["ags"], r["jahr"], r["g"]): (
            None if math.isnan(r["wert"]) else round(r["wert"], 6),
            r["zeichen"],
            r["gebietsstand"],
        )
        for r in result.to_dict("records")
    }


def single(ergebnis: dict[tuple[str, int, str], Ziel]) -> Ziel:
    (ziel,) = ergebnis.values()
    return ziel


def test_merged_kreise_are_added() -> None:
    ergebnis = convert(("03152", 2015, 10), ("03156", 2015, 5), ("03159", 2015, "-"))
    assert ergebnis == {("03159", 2015, "insgesamt"): (15, "", "zusammengefasst")}


@pytest.mark.parametrize("jahr", [2015, 2016])
def test_own_values_of_the_new_kreis_win(jahr: int) -> None:
    # Offices compute back, and in the reform year both may be filled (Saxony before 2008).
    zeilen = (("03152", jahr, 10), ("03156", jahr, 5), ("03159", jahr, 16))
    assert single(convert(*zeilen)) == (16, "", "")


def test_saxony_is_not_counted_twice() -> None:
    zeilen: list[Zeile] = [("14511", 2007, 6), ("14161", 2007, 6), ("14", 2007, 6)]
    ergebnis = convert(*zeilen)
    assert ergebnis == {
        ("14511", 2007, "insgesamt"): (6, "", ""),
        ("14", 2007, "insgesamt"): (6, "", ""),
    }


def test_late_reports_of_old_kreise_still_count() -> None:
    # Schools of Mecklenburg-Vorpommern 2011 and the labour market of Göttingen 2016 did so.
    zeilen = (("03152", 2016, 10), ("03156", 2016, 5), ("03159", 2016, "-"))
    assert single(convert(*zeilen)) == (15, "", "zusammengefasst")


def test_a_key_that_lives_on_takes_the_other_in_until_the_reform() -> None:
    assert single(convert(("16063", 2020, 7), ("16056", 2020, 3))) == (10, "", "zusammengefasst")
    assert single(convert(("16063", 2021, 7), ("16056", 2021, 3))) == (7, "", "")
    assert single(convert(("16063", 2021, 7), ("16056", 2021, "-"))) == (7, "", "")


REST_VON_DEMMIN: list[Zeile] = [
    *((ags, 2010, 100) for ags in ("13001", "13059", "13062")),
    *((ags, 2010, 1) for ags in ("13002", "13055", "13056")),
]


def test_a_divided_kreis_is_estimated_by_population() -> None:
    ergebnis = convert(("13052", 2010, 1000), *REST_VON_DEMMIN)
    assert ergebnis == {
        ("13071", 2010, "insgesamt"): (827.453, "", "geschaetzt"),
        ("13075", 2010, "insgesamt"): (475.547, "", "geschaetzt"),
    }


@pytest.mark.parametrize("fehlt", ["-", ".", None])
def test_without_one_predecessor_there_is_no_sum(fehlt: str | None) -> None:
    demmin: list[Zeile] = [("13052", 2010, fehlt)] if fehlt else []
    assert convert(*demmin, *REST_VON_DEMMIN) == {}


def test_a_missing_cell_of_one_predecessor_makes_the_sum_missing() -> None:
    ergebnis = convert(
        ("03152", 2015, 10), ("03156", 2015, 5), ("03152", 2015, 3, "a"), ("03156", 2015, ".", "a")
    )
    assert ergebnis["03159", 2015, "insgesamt"] == (15, "", "zusammengefasst")
    assert ergebnis["03159", 2015, "a"] == (None, ".", "zusammengefasst")


def test_nothing_beside_a_number_is_zero_in_the_sum() -> None:
    ergebnis = convert(
        *(("03152", 2015, 10), ("03156", 2015, 5)),
        *(("03152", 2015, 10, "a"), ("03156", 2015, "-", "a")),
        *(("03152", 2015, "-", "b"), ("03156", 2015, "-", "b")),
        *(("03152", 2015, 1, "c"), ("03156", 2015, 5, "c")),
    )
    assert ergebnis["03159", 2015, "a"] == (10, "", "zusammengefasst")
    assert ergebnis["03159", 2015, "b"] == (0, "-", "zusammengefasst")


@pytest.mark.parametrize("einheit", ["Prozent", "EUR"])
def test_rates_cannot_be_added(einheit: str) -> None:
    zeilen: tuple[Zeile, ...] = (("03152", 2015, 10), ("03156", 2015, 5))
    assert single(convert(*zeilen, einheit=einheit)) == (None, ".", "nicht_umrechenbar")
    zeilen = (("16063", 2020, 7), ("16056", 2020, 3))
    assert single(convert(*zeilen, einheit=einheit)) == (None, ".", "nicht_umrechenbar")


def test_a_rate_survives_a_mere_renaming() -> None:
    assert single(convert(("15363", 2006, 5.5), einheit="Prozent")) == (5.5, "", "zusammengefasst")


def test_sums_in_thousands_are_added() -> None:
    zeilen: tuple[Zeile, ...] = (("03152", 2014, 10), ("03156", 2014, 5))
    assert single(convert(*zeilen, einheit="Tsd. EUR")) == (15, "", "zusammengefasst")


def test_a_city_listed_below_its_verband_is_a_predecessor() -> None:
    zeilen = (("05334002", 2005, 3), ("05354", 2005, 9), ("05313", 2005, "-"), ("05334", 2005, "-"))
    assert single(convert(*zeilen)) == (12, "", "zusammengefasst")


def test_city_and_land_get_a_row_each() -> None:
    erwartet = {(ags, 2015, "insgesamt"): (7.0, "", "") for ags in ("02", "02000")}
    assert convert(("02", 2015, 7)) == erwartet
    assert convert(("02", 2015, 7), ("02000", 2015, 7)) == erwartet


def test_keys_that_are_no_gebiet_of_today_disappear() -> None:
    zeilen: list[Zeile] = [("DG", 2015, 8), ("051", 2015, 9), ("05111", 2015, 3)]
    zeilen += [("11001001", 2015, 1), ("05334002", 2015, "-")]
    assert {ags for ags, _, _ in convert(*zeilen)} == {"DG", "05111"}


def test_nothing_is_zero_only_where_the_gebiet_reports() -> None:
    ergebnis = convert(
        *(("08335", 2015, 5, "a"), ("08335", 2015, "-", "b"), ("08335", 2015, ".", "c")),
        *(("08336", 2015, "-", "a"), ("08336", 2015, "-", "b")),
        *(("08335", 2014, "-", "a"), ("08335", 2014, "-", "b")),
    )
    assert ergebnis["08335", 2015, "b"] == (0, "-", "")
    assert ergebnis["08335", 2015, "c"] == (None, ".", "")
    assert ergebnis["08336", 2015, "b"] == (None, "-", "")
    assert ergebnis["08335", 2014, "b"] == (None, "-", "")


def test_nothing_in_a_rate_is_no_zero() -> None:
    zeilen: tuple[Zeile, ...] = (("08335", 2015, 5, "a"), ("08335", 2015, "-", "b"))
    assert convert(*zeilen, einheit="Prozent")["08335", 2015, "b"] == (None, "-", "")


def test_parts_that_are_all_empty_below_a_total_were_not_collected() -> None:
    # Berufsabschluss 2012 in Hamburg: a zero would be a lie.
    ergebnis = convert(("08335", 2015, 5), ("08335", 2015, "-", "a"), ("08335", 2015, "-", "b"))
    assert ergebnis["08335", 2015, "a"] == ergebnis["08335", 2015, "b"] == (None, ".", "")
    ergebnis = convert(("08335", 2015, 5), ("08335", 2015, "-", "a"), ("08335", 2015, 5, "b"))
    assert ergebnis["08335", 2015, "a"] == (0, "-", "")


def test_tables_without_laender_get_sums_of_complete_counts() -> None:
    kreise = [g.ags for g in load_register().kreise]
    ergebnis = convert(*((ags, 2019, 1) for ags in kreise))
    assert ergebnis["DG", 2019, "insgesamt"] == (400, "", "summe")
    assert ergebnis["10", 2019, "insgesamt"] == (6, "", "summe")
    assert ergebnis["02", 2019, "insgesamt"] == (1, "", "summe")
    # One unknown Kreis makes its Land and Deutschland unknown, the others stay.
    ergebnis = convert(*((ags, 2019, "." if ags == "10041" else 1) for ags in kreise))
    assert ergebnis["DG", 2019, "insgesamt"] == ergebnis["10", 2019, "insgesamt"]
    assert ergebnis["DG", 2019, "insgesamt"] == (None, ".", "summe")
    assert ergebnis["08", 2019, "insgesamt"] == (44, "", "summe")
    # Rates and incomplete lists have no sum.
    assert len(convert(*((ags, 2019, 1) for ags in kreise), einheit="Prozent")) == 400
    assert len(convert(*((ags, 2019, 1) for ags in kreise[1:]))) == 399


def test_a_kreis_that_lacks_one_it_took_in_is_unknown() -> None:
    # Eisenach joined the Wartburgkreis in 2021; before that both report side by side.
    both = [("16063", 2018, 10), ("16056", 2018, 5)]
    ohne_wert = convert(*both, ("16063", 2019, 10), ("16056", 2019, "."))
    assert ohne_wert["16063", 2018, "insgesamt"] == (15, "", "zusammengefasst")
    assert ohne_wert["16063", 2019, "insgesamt"] == (None, ".", "zusammengefasst")
    ohne_zeile = convert(*both, ("16063", 2019, 10))
    assert ohne_zeile["16063", 2019, "insgesamt"] == (None, ".", "zusammengefasst")


def test_a_table_at_todays_boundaries_stays_as_it_is() -> None:
    assert single(convert(("16063", 2018, 10))) == (10, "", "")
    nicht_da = convert(("16063", 1995, 10), ("16056", 1995, "-"), ("16056", 2018, 5))
    assert nicht_da["16063", 1995, "insgesamt"] == (10, "", "")


@pytest.mark.parametrize("marken", [("geschaetzt", "zusammengefasst"), ("", "geschaetzt")])
def test_the_less_reliable_mark_wins(marken: tuple[str, str]) -> None:
    assert worst_mark(marken) == worst_mark(reversed(marken)) == "geschaetzt"


@pytest.mark.parametrize(
    ("ags", "andere"), [("02", "02000"), ("02000", "02"), ("11", "11000"), ("11000", "11")]
)
def test_stadtstaaten_are_land_and_kreis(ags: str, andere: str) -> None:
    ergebnis = convert((ags, 2015, 7), ("08", 2015, 9), ("08335", 2015, 3))
    assert ergebnis[andere, 2015, "insgesamt"] == ergebnis[ags, 2015, "insgesamt"]


@pytest.mark.parametrize(
    ("merkmal", "werte", "erwartet"),
    [
        ("kinder", (7, 5), (12, "zusammengefasst")),
        # Decimals count nothing, and neither does what is called a rate.
        ("bestand", (7.2, 5), (None, "nicht_umrechenbar")),
        ("arbeitslosenquote", (7, 5), (None, "nicht_umrechenbar")),
        ("Kinder je Fachkraft", (7, 5), (None, "nicht_umrechenbar")),
        ("jugendliche", (7, 5), (12, "zusammengefasst")),
        ("Schüler an Mittelschulen", (7, 5), (12, "zusammengefasst")),
        ("Beratene", (7, 5), (12, "zusammengefasst")),
        ("betreuungsquote_u3", (70, 50), (None, "nicht_umrechenbar")),
    ],
)
def test_without_a_unit_only_counts_are_added(
    merkmal: str, werte: tuple[float, float], erwartet: tuple[float | None, str]
) -> None:
    rows = [
        {"ags": ags, "jahr": 2015, "merkmal": merkmal, "einheit": "", "wert": wert, "zeichen": ""}
        for ags, wert in zip(("03152", "03156"), werte, strict=True)
    ]
    (row,) = convert_gebietsstand(pd.DataFrame(rows), []).to_dict("records")
    wert = None if math.isnan(row["wert"]) else row["wert"]
    assert (row["ags"], wert, row["gebietsstand"]) == ("03159", *erwartet)
