"""The roster is checked whole, and each error names its line and what helps."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.rollout.auftrag import Auftrag
from dkbm.rollout.plan import build_plan, read_begun, read_plan


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "plan.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("trenner", [";", ",", "\t"])
def test_csv_as_excel_saves_it(tmp_path: Path, encoding: str, trenner: str) -> None:
    rows = [
        ["AGS", "Titel", "Kapitel"],
        ["1001", "Bildung in Flensburg", ""],
        ["Köln", "", "schulen"],
    ]
    text = "\r\n".join(trenner.join(row) for row in rows) + "\r\n\r\n"
    assert read_plan(write(tmp_path, text, encoding)) == [
        Auftrag("01001", titel="Bildung in Flensburg", zeile=2),
        Auftrag("05315", kapitel=("schulen",), zeile=3),
    ]


def test_xlsx_gives_the_same(tmp_path: Path) -> None:
    mappe = openpyxl.Workbook()
    for row in (["ags", "vergleichskommunen"], ["08335", "05315, Landkreis München"]):
        mappe.active.append(row)  # type: ignore[union-attr]
    mappe.save(tmp_path / "plan.xlsx")
    (auftrag,) = read_plan(tmp_path / "plan.xlsx")
    assert auftrag == Auftrag("08335", vergleichskommunen="05315, 09184", zeile=2)


def test_all_errors_are_listed_at_once(tmp_path: Path) -> None:
    text = f"ags;titel\n08335;A\n99999;B\nKoln;C\n08335;D\n05315;{'x' * 201}\n08;E\n"
    with pytest.raises(DkbmFehler) as caught:
        read_plan(write(tmp_path, text))
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("Die Liste plan.csv hat 5 Fehler; es wurde nichts ausgeführt.")
    assert [line.split(":")[0] for line in lines[1:6]] == [f"Zeile {n}" for n in (3, 4, 5, 6, 7)]
    assert "Stadt Köln" in lines[2]
    assert "Zeile 2" in lines[3]
    assert "201 Zeichen" in lines[4]
    assert "eines Landes" in lines[5]


@pytest.mark.parametrize(
    ("text", "was"),
    [
        ("", "keine Kommune"),
        ("ags\n", "keine Kommune"),
        ("titel\nx\n", "fehlt die Spalte „ags“"),
        ("ags;tietl\n08335;x\n", "„tietl“"),
    ],
)
def test_a_roster_that_is_none_is_refused(tmp_path: Path, text: str, was: str) -> None:
    with pytest.raises(DkbmFehler, match=was) as caught:
        read_plan(write(tmp_path, text))
    assert caught.value.rat


def test_missing_roster_is_named(tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match="gibt es nicht"):
        read_plan(tmp_path / "fehlt.csv")


def test_plans_without_a_roster() -> None:
    assert len(build_plan(alle=True)) == 400
    assert {a.ags[:2] for a in build_plan(laender=["BW", "Saarland"])} == {"08", "10"}
    assert len(build_plan(laender=["NRW"])) == 53
    assert [a.ags for a in build_plan(kommunen=["Köln", "08335", "koeln"])] == ["05315", "08335"]
    with pytest.raises(DkbmFehler, match="Ein Land „BWX“"):
        build_plan(laender=["BWX"])


def test_nothing_begun_is_said(tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match="noch kein Rollout"):
        read_begun(tmp_path)


def test_every_land_has_a_short_name() -> None:
    from dkbm.rollout.plan import LAENDER

    assert sorted(LAENDER.values()) == [land.ags for land in load_register().laender]
