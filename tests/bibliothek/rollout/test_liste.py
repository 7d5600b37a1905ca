"""The roster is checked whole, and each error names its line and what helps."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.rollout.auftrag import Auftrag
from dkbm.rollout.liste import read_plan

SPALTEN = ("ags", "titel", "kontakt", "vergleichskommunen", "kapitel", "gestaltung", "modus")


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
        ("ags;titel;Titel\n08335;x;y\n", "zweimal"),
    ],
)
def test_a_roster_that_is_none_is_refused(tmp_path: Path, text: str, was: str) -> None:
    with pytest.raises(DkbmFehler, match=was) as caught:
        read_plan(write(tmp_path, text))
    assert caught.value.rat


def test_missing_roster_is_named(tmp_path: Path) -> None:
    with pytest.raises(DkbmFehler, match="gibt es nicht"):
        read_plan(tmp_path / "fehlt.csv")


@pytest.mark.parametrize("endung", ["csv", "xlsx"])
def test_every_column_fills_its_part_of_the_job(tmp_path: Path, endung: str) -> None:
    ordner = tmp_path / "design" / "konstanz"
    ordner.mkdir(parents=True)
    (ordner / "gestaltung.toml").write_text('[gestaltung]\nfarbe = "#6f1334"\n', encoding="utf-8")
    werte = ["8335", "Bildung", "A & B", "05315; 09184", "schulen", "design/konstanz", "Öffentlich"]
    path = tmp_path / f"plan.{endung}"
    if endung == "csv":
        path.write_text("|".join(SPALTEN).replace("|", "\t") + "\n" + "\t".join(werte), "utf-8")
    else:
        mappe = openpyxl.Workbook()
        for row in (SPALTEN, [8335, *werte[1:]]):
            mappe.active.append(row)  # type: ignore[union-attr]
        mappe.save(path)
    assert read_plan(path) == [
        Auftrag(
            "08335",
            titel="Bildung",
            kontakt="A & B",
            vergleichskommunen="05315, 09184",
            kapitel=("schulen",),
            gestaltung=str(ordner.resolve()),
            modus="oeffentlich",
            zeile=2,
        )
    ]


@pytest.mark.parametrize("endung", ["csv", "xlsx"])
def test_every_column_is_checked_with_line_and_remedy(tmp_path: Path, endung: str) -> None:
    falsch = {
        "titel": ("x" * 201, "201 Zeichen"),
        "kontakt": ("x" * 401, "401 Zeichen"),
        "vergleichskommunen": ("Koln", "Stadt Köln"),
        "kapitel": ("schuln", "„schulen“"),
        "gestaltung": ("#ffff00", "Die nächste Farbe, die geht"),
        "modus": ("intrn", "„intern“"),
    }
    rows = [["ags", *falsch]]
    for nummer, spalte in enumerate(falsch):
        ags = ("08335", "05315", "01001", "01002", "01003", "01004")[nummer]
        rows.append([ags, *(falsch[s][0] if s == spalte else "" for s in falsch)])
    path = tmp_path / f"plan.{endung}"
    if endung == "csv":
        path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    else:
        mappe = openpyxl.Workbook()
        for row in rows:
            mappe.active.append(row)  # type: ignore[union-attr]
        mappe.save(path)
    with pytest.raises(DkbmFehler) as caught:
        read_plan(path)
    lines = str(caught.value).splitlines()
    assert "hat 6 Fehler" in lines[0]
    for nummer, (spalte, (_, rat)) in enumerate(falsch.items(), start=1):
        assert lines[nummer].startswith(f"Zeile {nummer + 1}: Spalte {spalte}: ")
        assert rat in lines[nummer]


def test_chapters_are_those_of_the_project_that_exists(tmp_path: Path) -> None:
    notebooks = tmp_path / "ziel" / "konstanz" / "notebooks"
    for ordner in (notebooks, notebooks.parent / "bericht"):
        ordner.mkdir(parents=True)
    (notebooks / "01_eigenes.ipynb").write_text("{}", encoding="utf-8")
    gliederung = notebooks.parent / "bericht" / "gliederung.toml"
    gliederung.write_text('teile = ["01_eigenes.ipynb"]\n', encoding="utf-8")
    from dkbm.gebiete import load_register

    notebooks.parent.rename(tmp_path / "ziel" / load_register()["08335"].slug)
    plan = write(tmp_path, "ags;kapitel\n08335;eigenes\n05315;schulen\n")
    assert [a.kapitel for a in read_plan(plan, tmp_path / "ziel")] == [("eigenes",), ("schulen",)]
    with pytest.raises(DkbmFehler, match="Zeile 2: Spalte kapitel: Ein Kapitel „eigenes“"):
        read_plan(plan)
