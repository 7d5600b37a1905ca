"""An empty form is complete, honest about itself and the same every time."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.formular import find_kennung, list_formulare, load_formular, write_formular
from dkbm.quellen.katalog import load_katalog

ARTEN = list_formulare()


def test_the_forms() -> None:
    je_einrichtung = ["eigene", "kita", "schule", "vhs"]
    je_jahr = ["beruf", "betreuung", "einschulung", "geburten", "schulverlauf", "weiterbildung"]
    assert sorted(je_einrichtung + je_jahr) == ARTEN


@pytest.mark.parametrize("art", ARTEN)
def test_same_bytes_and_no_time(art: str, tmp_path: Path) -> None:
    a = write_formular(art, "08335", tmp_path / "a.xlsx", jahre=[2024, 2023])
    b = write_formular(art, "Konstanz", tmp_path / "ordner" / "b.xlsx", jahre=[2023, 2024])
    assert a.read_bytes() == b.read_bytes()
    with zipfile.ZipFile(a) as archiv:
        assert {info.date_time[0] for info in archiv.infolist()} == {1980}
        assert b"1980-01-01" in archiv.read("docProps/core.xml")
    assert str(find_kennung(a.read_bytes())) == f"DKBM-Formular: {art} · Fassung 1 · AGS 08335"


@pytest.mark.parametrize("art", ARTEN)
def test_form_tells_what_its_definition_says(art: str, tmp_path: Path) -> None:
    formular = load_formular(art)
    mappe = openpyxl.load_workbook(write_formular(art, "08335", tmp_path / "f.xlsx", an="Amt 40"))
    blaetter = [blatt.titel for blatt in formular.blatt]
    beispiele = [f"Beispiel {titel}" if len(blaetter) > 1 else "Beispiel" for titel in blaetter]
    assert mappe.sheetnames == ["Anleitung", *blaetter, *(b[:31] for b in beispiele), "Listen"]
    anleitung = "\n".join(str(z.value) for (z,) in mappe["Anleitung"]["B1:B40"])
    for teil in (formular.zweck, "Amt 40", "nichts vorhanden", "keine Namen, Geburtsdaten"):
        assert teil in anleitung
    blatt, sheet = formular.blatt[0], mappe[formular.blatt[0].titel]
    assert sheet.freeze_panes == "C9"
    assert sheet["B2"].value == "Landkreis Konstanz (AGS 08335)"
    for nummer, spalte in enumerate(blatt.spalte, start=1):
        texte = [sheet.cell(zeile, nummer).value for zeile in (6, 7, 8)]
        assert texte[0] == spalte.titel
        assert ("Pflicht" in str(texte[1])) == spalte.pflicht
        assert texte[2] == spalte.hinweis
    assert all(z.value is None for zeile in sheet.iter_rows(min_row=9) for z in zeile)
    for zeile, werte in enumerate(blatt.beispiel, start=9):
        assert mappe[beispiele[0]].cell(zeile, 1).value is not None
        assert len(werte) == len(blatt.spalte)


def test_input_checks_speak_german(tmp_path: Path) -> None:
    mappe = openpyxl.load_workbook(write_formular("vhs", "08335", tmp_path / "f.xlsx"))
    checks = {
        str(check.sqref)[0]: check for check in mappe["Kurse"].data_validations.dataValidation
    }
    assert set(checks) == set("ABCDEF")
    assert checks["B"].formula1 == "Listen!$A$3:$A$10"
    liste = [zeile[0].value for zeile in mappe["Listen"]["A3:A10"]]
    assert tuple(liste) == load_formular("vhs").listen["Programmbereich"]
    # IF, for INT of a sign is an error and would refuse it.
    assert checks["C"].formula1.startswith("IF(ISNUMBER(C9),AND(C9>=0,C9=INT(C9)),")
    for check in checks.values():
        assert check.error
        assert check.error.startswith("Bitte")
        assert len(check.error) <= 225
        assert len(check.errorTitle or "") <= 32


def test_years_are_filled_in_with_the_list(tmp_path: Path) -> None:
    path = write_formular("vhs", "08335", tmp_path / "f.xlsx", jahre=[2023, 2022])
    sheet = openpyxl.load_workbook(path)["Kurse"]
    keys = [(sheet.cell(z, 1).value, sheet.cell(z, 2).value) for z in range(9, 24)]
    bereiche = load_formular("vhs").listen["Programmbereich"][:7]
    assert keys[:14] == [(jahr, b) for jahr in (2022, 2023) for b in bereiche]
    assert keys[14] == (None, None)


def test_nothing_is_overwritten_or_left_behind(tmp_path: Path) -> None:
    ziel = tmp_path / "f.xlsx"
    ziel.write_text("wichtig", encoding="utf-8")
    with pytest.raises(DkbmFehler, match="gibt es schon"):
        write_formular("vhs", "08335", ziel)
    assert ziel.read_text(encoding="utf-8") == "wichtig"
    assert list(tmp_path.iterdir()) == [ziel]
    for art, ags, name, teil in [
        ("vsh", "08335", "a.xlsx", "Gemeint ist wohl „vhs“"),
        ("vhs", "99999", "a.xlsx", "Den AGS 99999 gibt es nicht"),
        ("vhs", "08335", "a.csv", "endet nicht auf .xlsx"),
    ]:
        with pytest.raises(DkbmFehler) as info:
            write_formular(art, ags, tmp_path / name)
        assert teil in str(info.value)


@pytest.mark.parametrize("art", ARTEN)
def test_catalogue_knows_every_table_and_value(art: str) -> None:
    """Heads and lists of the form and the entries of the catalogue must not drift apart."""
    eintraege, labels = load_katalog()
    formular = load_formular(art)
    for blatt in formular.blatt:
        for tabelle in blatt.tabelle:
            eintrag = eintraege[tabelle.code]
            koepfe = [blatt.column(n).kopf or blatt.column(n).titel for n in tabelle.werte]
            for kopf in koepfe:
                assert sum(bool(s.kopf.fullmatch(kopf)) for s in eintrag.spalten) == 1, kopf
            gliederungen = eintrag.schluessel.split(" | ") if eintrag.schluessel else []
            assert len(gliederungen) == len(tabelle.schluessel)
            for gliederung, name in zip(gliederungen, tabelle.schluessel, strict=True):
                known = labels[gliederung]
                werte = formular.values_of(blatt.column(name))
                assert set(werte) <= set(known) if werte else "*" in known
