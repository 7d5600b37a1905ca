"""The embedded store, and own data on top of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from dkbm.bestand import Bestand, open_bestand
from dkbm.bestand.gebietsstand import GEBIETSSTAND
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.quellen.zeichen import BEDEUTUNG

WERTE = ["wert", "zeichen", "gebietsstand", "quelle"]


def pick(datensatz: str, merkmal: str, **filter_: str) -> pd.DataFrame:
    frame = open_bestand().load(datensatz)
    frame = frame[frame["merkmal"] == merkmal]
    for gliederung, code in filter_.items():
        frame = frame[frame[gliederung] == code]
    return frame


def sum_kreise(frame: pd.DataFrame) -> pd.Series[float]:
    """Return the sum over the Kreise by year, missing where one Kreis is."""
    kreise = frame[frame["ags"].str.len() == 5]
    assert (kreise.groupby("jahr")["ags"].nunique() == 400).all()
    return kreise.groupby("jahr")["wert"].agg(lambda werte: werte.sum(skipna=False))


def read_line(frame: pd.DataFrame, ags: str = "DG") -> pd.Series[float]:
    return frame[frame["ags"] == ags].set_index("jahr")["wert"]


def test_population_covers_every_gebiet_and_adds_up() -> None:
    frame = pick("bevoelkerung", "bevoelkerung", geschlecht="insgesamt")
    for _, jahr in frame.groupby("jahr"):
        assert sorted(jahr["ags"]) == sorted(load_register().gebiete)
        assert jahr["wert"].notna().all()
    summe, bund = sum_kreise(frame), read_line(frame)
    assert sorted(bund.index) == [*range(1995, 2016), 2024]
    # Divided Kreise are estimated, so the sums meet within rounding errors of floats.
    assert (summe - bund).abs().max() < 1e-6
    laender = frame[frame["ags"].str.fullmatch(r"\d\d")].groupby("jahr")["wert"].sum()
    assert (laender == bund).all()


@pytest.mark.parametrize(
    ("jahr", "datensatz", "erwartet"),
    [
        (2015, "bevoelkerung", 82_175_684),
        (2024, "bevoelkerung", 83_577_140),
        (2015, "bevoelkerung_alter", 82_175_684),
        (2019, "bevoelkerung_alter", 83_166_711),
        (2023, "bevoelkerung_alter", 83_456_045),
        (2024, "bevoelkerung_alter", 83_577_140),
    ],
)
def test_published_population(jahr: int, datensatz: str, erwartet: int) -> None:
    filter_ = {"geschlecht": "insgesamt"}
    if datensatz == "bevoelkerung_alter":
        filter_ |= {"alter": "insgesamt", "nationalitaet": "insgesamt"}
    frame = pick(datensatz, "bevoelkerung", **filter_)
    assert read_line(frame)[jahr] == erwartet
    assert sum_kreise(frame)[jahr] == pytest.approx(erwartet, abs=1e-6)


SUMMEN = [
    # 1997 the source itself has one birth more in the Länder than in Deutschland.
    ("geburten", "lebendgeborene", {"geschlecht": "insgesamt"}, range(1997, 2016), {1997: 1.0}),
    ("sterbefaelle", "gestorbene", {"geschlecht": "insgesamt"}, range(1995, 2016), {}),
    (
        "kinder_betreut",
        "kinder",
        {"alter": "insgesamt", "betreuungsart": "insgesamt"},
        range(2012, 2017),
        {},
    ),
    (
        "kinder_betreut",
        "kinder",
        {"alter": "00-02", "betreuungsart": "insgesamt"},
        range(2012, 2017),
        {},
    ),
    ("kita_einrichtungen", "einrichtungen", {}, range(2008, 2017), {}),
    # 2012 the source has a dash for the Main-Taunus-Kreis.
    ("sgb2", "personen_bedarfsgemeinschaften", {}, (2010, 2011, *range(2013, 2017)), {}),
    ("schueler", "schueler", {"gruppe": "insgesamt", "schulart": "insgesamt"}, (2015,), {}),
]


@pytest.mark.parametrize(("datensatz", "merkmal", "filter_", "jahre", "quellfehler"), SUMMEN)
def test_kreise_add_up_to_deutschland(
    datensatz: str,
    merkmal: str,
    filter_: dict[str, str],
    jahre: range | tuple[int, ...],
    quellfehler: dict[int, float],
) -> None:
    frame = pick(datensatz, merkmal, **filter_)
    differenz = sum_kreise(frame) - read_line(frame)
    for jahr in jahre:
        assert differenz[jahr] == pytest.approx(quellfehler.get(jahr, 0), abs=1e-6), jahr


def test_published_totals() -> None:
    geburten = pick("geburten", "lebendgeborene", geschlecht="insgesamt")
    assert read_line(geburten)[2015] == 737_575
    assert read_line(geburten, "01001")[2015] == 857
    tote = pick("sterbefaelle", "gestorbene", geschlecht="insgesamt")
    assert [read_line(tote, ags)[2015] for ags in ("DG", "01001")] == [925_200, 1_064]


def test_children_in_both_forms_are_counted_once() -> None:
    frame = pick("kinder_betreut", "kinder", alter="00-02")
    arten = frame[frame["jahr"] >= 2009].pivot_table(
        index=["ags", "jahr"], columns="betreuungsart", values="wert"
    )
    doppelt = arten["tageseinrichtung"] + arten["tagespflege"] - arten["insgesamt"]
    assert doppelt.min() > -1e-6
    assert doppelt["DG", 2016] == 614_600 + 106_764 - 719_558 == 1_806


def test_leavers_are_the_sum_of_their_degrees_where_nothing_is_rounded() -> None:
    frame = pick("abgaenge", "abgaenge", geschlecht="insgesamt")
    frame = frame[frame["jahr"] == 2023].pivot(index="ags", columns="abschluss", values="wert")
    rest = frame.pop("insgesamt") - frame.sum(axis=1)
    laender = rest[rest.index.str.len() == 5].groupby(lambda ags: ags[:2]).agg(["min", "max"])
    exact = ["06", "07", "08", "09", "10", "12", "13", "14", "16"]
    assert (laender.loc[exact] == 0).all(axis=None)
    # SH, ST round to multiples of 3, NW to multiples of 5: sums miss by that, not by more.
    assert laender.loc[["01", "15"]].abs().max(axis=None) == 3
    assert laender.loc["05"].abs().max() == 5
    for land, basis in (("01", 3), ("15", 3), ("05", 5)):
        assert (frame[frame.index.str.startswith(land)] % basis == 0).all(axis=None)


def test_mean_cohort_gives_the_second_definition_of_leavers_without_degree() -> None:
    frame = pick("bevoelkerung_altersjahre", "bevoelkerung", geschlecht="insgesamt")
    alter = frame[(frame["ags"] == "DG") & (frame["jahr"] == 2015)].set_index("alter")["wert"]
    assert round(47_435 / ((alter["15"] + alter["16"]) / 2) * 100, 2) == 5.88


def test_every_row_is_sound() -> None:
    bestand = open_bestand()
    assert sum(p.stat().st_size for p in bestand.ordner.iterdir()) < 15_000_000
    gebiete = set(load_register().gebiete)
    for datensatz in bestand.datensaetze:
        frame = bestand.load(datensatz)
        keys = [spalte for spalte in frame.columns if spalte not in WERTE]
        assert keys[:3] == ["ags", "jahr", "merkmal"]
        assert list(frame.columns) == [*keys, *WERTE]
        assert not frame.duplicated(keys).any(), datensatz
        assert set(frame["ags"]) <= gebiete, datensatz
        assert set(frame["zeichen"]) <= set(BEDEUTUNG) | {""}
        assert set(frame["gebietsstand"]) <= set(GEBIETSSTAND)
        # A gap always says why; "-" beside a number means a counted nothing.
        assert (frame.loc[frame["wert"].isna(), "zeichen"] != "").all()
        assert (frame.loc[frame["zeichen"] == "-", "wert"] == 0).all()
        assert set(frame["quelle"]) <= set(bestand.quellen)
        assert {bestand.quellen[q].datensatz for q in set(frame["quelle"])} == {datensatz}
        for nummer, teil in frame.groupby("quelle"):
            erstes, letztes = bestand.quellen[int(str(nummer))].jahre
            assert teil["jahr"].between(erstes, letztes).all()


def test_load_takes_only_the_wanted_gebiete() -> None:
    bestand = open_bestand()
    alle = bestand.load("geburten")
    teil = bestand.load("geburten", ["08335", "DG", "08335"])
    wanted = alle[alle["ags"].isin(["08335", "DG"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(teil.reset_index(drop=True), wanted)


def test_unknown_data_set_names_the_nearest() -> None:
    with pytest.raises(DkbmFehler, match="„geburt“ gibt es nicht") as info:
        open_bestand().load("geburt")
    assert "geburten" in info.value.rat


def make_own(**spalten: list[object]) -> pd.DataFrame:
    frame = pd.DataFrame({"ags": "08335", "merkmal": "belegungen", **spalten})
    return frame.assign(zeichen="", gebietsstand="", quelle=10_000)


def test_own_rows_win_cell_by_cell() -> None:
    embedded = open_bestand()
    eigene = make_own(jahr=[2025, 2026], wert=[1.0, 2.0])
    bestand = Bestand(embedded.ordner, embedded.quellen, {"vhs": eigene})
    frame = bestand.load("vhs", ["08335"])
    belegungen = frame[frame["merkmal"] == "belegungen"].set_index("jahr")
    assert belegungen["wert"][2025] == 1
    assert belegungen["wert"][2026] == 2
    assert belegungen["quelle"][2025] == 10_000
    assert belegungen["wert"][2000] == 22_410
    # The Merkmal that the own file lacks stays.
    assert len(frame) == len(embedded.load("vhs")) + 1
    assert bestand.load("vhs", ["08336"]).empty


def test_own_data_sets_stand_beside_the_embedded(tmp_path: Path) -> None:
    bestand = Bestand(tmp_path, {}, {"sport": make_own(jahr=[2020], wert=[3.0])})
    assert bestand.datensaetze == ["sport"]
    assert list(bestand.load("sport")["wert"]) == [3]


def test_no_gebiete_give_no_rows() -> None:
    assert open_bestand().load("bevoelkerung", []).empty
