"""Parts and wholes: faults planted in real tables, and the tolerance of rounded sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from dkbm.pruefung.pruefling import Pruefling
from dkbm.pruefung.teile import check_teil_groesser, check_teile, find_altersteilung

from tests.bibliothek.pruefung.conftest import break_cells, list_new, run

Tabelle = Callable[[str], Pruefling]


@pytest.mark.parametrize(
    "datensatz", ["geburten", "sterbefaelle", "bevoelkerung", "bevoelkerung_altersjahre"]
)
def test_clean_tables_are_silent(tabelle: Tabelle, datensatz: str) -> None:
    assert run(check_teile, tabelle(datensatz)).empty
    assert run(check_teil_groesser, tabelle(datensatz)).empty


def test_one_wrong_part_is_found(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    broken = break_cells(
        clean, "wert", lambda w: w + 1, ags="08335", jahr=2015, geschlecht="weiblich"
    )
    assert list_new(check_teile, clean, broken) == [("P201", "08335", 2015)]


def test_unknown_part_is_no_zero_but_too_much_is_found(tabelle: Tabelle) -> None:
    clean = tabelle("geburten")
    where = {"ags": "08335", "jahr": 2015}
    unknown = break_cells(clean, "wert", float("nan"), geschlecht="weiblich", **where)
    unknown = break_cells(unknown, "zeichen", ".", geschlecht="weiblich", **where)
    assert list_new(check_teile, clean, unknown) == []
    too_much = break_cells(unknown, "wert", 1e6, geschlecht="maennlich", **where)
    assert list_new(check_teile, clean, too_much) == [("P201", "08335", 2015)]


def test_missing_age_group_is_found(tabelle: Tabelle) -> None:
    clean = tabelle("bevoelkerung_altersjahre")
    where = {"ags": "08335", "jahr": 2015, "alter": "07", "geschlecht": "insgesamt"}
    broken = break_cells(clean, "wert", 0.0, **where)
    assert list_new(check_teile, clean, broken) == [("P201", "08335", 2015)] * 2


@pytest.mark.parametrize(
    ("ags", "abweichung", "found"),
    [
        ("05315", 10, False),  # base 5, five parts: (5 + 1) * 2 = 12
        ("05315", 25, True),
        ("01053", 6, False),  # base 3: (5 + 1) * 1 = 6
        ("01053", 15, True),
        ("08335", 1, True),  # not rounded
    ],
)
def test_rounding_of_the_source_is_allowed_for(
    tabelle: Tabelle, ags: str, abweichung: int, found: bool
) -> None:
    clean = tabelle("abgaenge")
    frame = clean.daten[
        (clean.daten["ags"] == ags)
        & (clean.daten["jahr"] == 2023)
        & (clean.daten["geschlecht"] == "insgesamt")
    ]
    teile = frame.loc[frame["abschluss"] != "insgesamt", "wert"].sum()
    where = {"ags": ags, "jahr": 2023, "abschluss": "insgesamt", "geschlecht": "insgesamt"}
    broken = break_cells(clean, "wert", teile + abweichung, **where)
    assert (("P201", ags, 2023) in list_new(check_teile, clean, broken)) is found


def test_part_above_whole_is_found(tabelle: Tabelle) -> None:
    clean = tabelle("arbeitslose")
    broken = break_cells(
        clean, "wert", 99_999.0, ags="08335", jahr=2015, gruppe="15-24", merkmal="arbeitslose"
    )
    assert list_new(check_teil_groesser, clean, broken) == [("P202", "08335", 2015)]


def test_official_contradiction_is_found(tabelle: Tabelle) -> None:
    """38,551 long-term unemployed of 3,250 unemployed in the Rhein-Lahn-Kreis, 2009."""
    rows = run(check_teil_groesser, tabelle("arbeitslose"))
    row = rows[rows["ags"] == "07141"].iloc[0]
    assert (row["jahr"], row["gefunden"], row["erwartet"]) == (2009, 38_551, 3_250)


@pytest.mark.parametrize(
    ("codes", "teile"),
    [
        (["insgesamt", "00-02", "03-05", "06+"], ("00-02", "03-05", "06+")),
        (["00", "01", "02+"], ("00", "01", "02+")),
        (["00-02", "06+"], ()),  # gap
        (["00-02", "02-05", "06+"], ()),  # overlap
        (["00-02", "03-05"], ()),  # no open end
    ],
)
def test_age_groups_must_follow_each_other(codes: list[str], teile: tuple[str, ...]) -> None:
    assert find_altersteilung(codes) == teile
