"""Whole checks: the embedded store, an own file with faults, files before they are taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from dkbm.bestand import open_bestand
from dkbm.pruefung import Pruefung, check_bestand, check_dateien
from dkbm.pruefung.ablauf import name_dateien
from dkbm.quellen.formular import write_formular

KREIS = frozenset({"08335", "08", "DG"})


def codes(pruefung: Pruefung, grad: str = "") -> list[str]:
    return [b.art.code for b in pruefung.befunde if grad in ("", b.grad)]


@pytest.fixture(scope="module")
def embedded() -> Pruefung:
    return check_bestand(open_bestand(), KREIS)


def test_embedded_store_holds_no_error(embedded: Pruefung) -> None:
    assert embedded.tabellen == 20
    assert codes(embedded, "fehler") == []
    assert {"DKBM-P204", "DKBM-P304"} <= set(codes(embedded, "hinweis"))


def test_scope_keeps_the_findings_of_others_out(embedded: Pruefung) -> None:
    names = {stelle.gebiet for befund in embedded.befunde for stelle in befund.stellen}
    assert names <= {"", "Landkreis Konstanz (08335)", "Baden-Württemberg", "Deutschland"}


def test_own_data_are_checked_and_compared(tmp_path: Path) -> None:
    ordner = tmp_path / "daten/eigene"
    ordner.mkdir(parents=True)
    (ordner / "geburten.csv").write_text(
        "jahr;geschlecht;lebendgeborene\n2015;insgesamt;24170\n2014;insgesamt;-5\n", "utf-8"
    )
    bestand = open_bestand(tmp_path, "08335")
    found = codes(check_bestand(bestand, KREIS, ["geburten"]))
    assert {"DKBM-P107", "DKBM-P201", "DKBM-P403"} <= set(found)


@pytest.mark.parametrize(
    "name", ["neuere_staende/21111-02-06-4.csv", "regionalstatistik/12612-01-01-4.csv"]
)
def test_clean_original_files_hold_no_error(originale: Path, name: str) -> None:
    pruefung = check_dateien([originale / name], open_bestand())
    assert codes(pruefung, "fehler") == []
    assert pruefung.tabellen == 1


def test_fault_in_an_original_file_is_found_at_its_place(originale: Path, tmp_path: Path) -> None:
    text = (originale / "neuere_staende/21111-02-06-4.csv").read_text(encoding="cp1252")
    lines = text.split("\n")
    zeile = next(i for i, line in enumerate(lines) if line.startswith("2023;08335;"))
    cells = lines[zeile].split(";")
    cells[3] = str(int(cells[3]) + 1000)
    lines[zeile] = ";".join(cells)
    kaputt = tmp_path / "kaputt.csv"
    kaputt.write_text("\n".join(lines), encoding="cp1252")
    pruefung = check_dateien([kaputt], open_bestand(), None, "08335")
    teile = next(b for b in pruefung.befunde if b.art.code == "DKBM-P201" and b.grad == "fehler")
    (stelle,) = teile.stellen
    assert stelle.gebiet == "Landkreis Konstanz (08335)"
    assert stelle.zelle == f"Zeile {zeile + 1}, Spalte 4"
    assert stelle.gefunden != stelle.erwartet
    assert teile.ort == "Datei kaputt.csv, Datensatz abgaenge, Tabelle 21111-02-06-4"
    assert {"DKBM-P203", "DKBM-P403"} <= set(codes(pruefung))


def test_unreadable_file_is_a_finding(tmp_path: Path) -> None:
    datei = tmp_path / "brief.csv"
    datei.write_text("Sehr geehrte Damen und Herren", "utf-8")
    (befund,) = check_dateien([datei], open_bestand()).befunde
    assert (befund.art.code, befund.grad, befund.datei) == ("DKBM-P501", "fehler", "brief.csv")
    assert "brief.csv" in befund.grund


def test_unknown_table_and_foreign_gebiet_are_hints(originale: Path) -> None:
    datei = originale / "regionalstatistik/12612-02-01-4.csv"
    assert "DKBM-P503" in codes(check_dateien([datei], open_bestand()), "hinweis")


def test_empty_form_names_its_cells(tmp_path: Path) -> None:
    datei = tmp_path / "vhs.xlsx"
    write_formular("vhs", "08335", datei)
    (befund,) = check_dateien([datei], open_bestand()).befunde
    assert befund.grad == "fehler"
    assert befund.art.code in ("DKBM-P501", "DKBM-P504")


def test_names_carry_as_many_folders_as_they_need() -> None:
    pfade = [Path(p) for p in ("a/2024/kita.xlsx", "b/2024/kita.xlsx", "a/vhs.xlsx")]
    namen = ["a/2024/kita.xlsx", "b/2024/kita.xlsx", "vhs.xlsx"]
    assert list(name_dateien(pfade).values()) == namen
    gleich = [Path("kita.xlsx"), Path("a/kita.xlsx")]
    assert name_dateien(gleich) == {gleich[0]: "kita.xlsx", gleich[1]: "a/kita.xlsx"}
