"""A filled form gives its numbers; a wrong one says of every cell what is wrong."""

from __future__ import annotations

import datetime
import math
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.formular import FormularFehler, load_formular, read_formular, write_formular
from dkbm.quellen.katalog import apply_katalog
from dkbm.sprache.zahlen import format_zahl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.bibliothek.formulare import ERSTE, fill_form

if TYPE_CHECKING:
    from tests.bibliothek.quellen.formular.conftest import Fill

Problems = Callable[[Path], dict[str, str]]
BEREICHE = load_formular("vhs").listen["Programmbereich"][:7]
TRAEGER = "Öffentlicher Träger"
KITA = ["01.03.2024", "Kita Sonne", "Nord", TRAEGER, "Ja", 85, 81, 22, 54, 5, 19]
NAN = float("nan")


def kita(**anders: object) -> list[object]:
    namen = [spalte.name for spalte in load_formular("kita").blatt[0].spalte]
    return [anders.get(name, wert) for name, wert in zip(namen, KITA, strict=True)]


def vhs(jahr: int, faktor: int = 1) -> list[list[object]]:
    """Seven rows: k courses, 10 k hours, 100 k entries, of them k online, for k = 1 to 7."""
    return [
        [jahr, bereich, k * faktor, 10.5 * k, 100 * k, k]
        for k, bereich in enumerate(BEREICHE, start=1)
    ]


def values(frame: pd.DataFrame, **filters: str) -> dict[str, float]:
    for spalte, wert in filters.items():
        frame = frame[frame[spalte] == wert]
    assert not frame["merkmal"].duplicated().any()
    return dict(zip(frame["merkmal"], frame["wert"], strict=True))


def test_vhs_feeds_the_data_set_of_the_kennzahlen(fill: Fill) -> None:
    path = fill("vhs", [*vhs(2023), [2017, "insgesamt", 300, "7.000,5", "4 500", "x"]])
    gesamt, bereiche = read_formular(path)
    assert (gesamt.code, gesamt.stand) == ("formular-vhs", "31.03.2025")
    assert "Amt für Bildung" in gesamt.fussnoten
    eintrag, frame = apply_katalog(gesamt)
    assert (eintrag.datensatz, eintrag.gliederungen) == ("vhs", [])
    # 1 + ... + 7 = 28
    soll = {"kurse": 28, "unterrichtsstunden": 294, "belegungen": 2800, "belegungen_online": 28}
    assert values(frame[frame["jahr"] == 2023]) == soll
    alt = frame[frame["jahr"] == 2017].set_index("merkmal")
    assert alt.loc["unterrichtsstunden", "wert"] == 7000.5
    assert alt.loc["belegungen", "wert"] == 4500
    assert alt.loc["belegungen_online", "zeichen"] == "x"
    assert alt["wert"].isna().sum() == 1
    eintrag, frame = apply_katalog(bereiche)
    assert eintrag.datensatz == "vhs_programmbereiche"
    assert len(frame) == 4 * (7 + 1 + 1)
    assert values(frame, programmbereich="sprachen")["belegungen"] == 400
    assert values(frame[frame["jahr"] == 2023], programmbereich="insgesamt") == soll


def test_cells_know_their_place(fill: Fill) -> None:
    (tabelle,) = read_formular(fill("kita", [kita(), kita(einrichtung="Kita Mond")]))
    daten = tabelle.daten
    assert daten[["zeile", "spalte"]].dtypes.map(pd.api.types.is_integer_dtype).all()
    zelle = daten[(daten["kopf"] == "Schulkinder") & (daten["zeile"] == 10)].iloc[0]
    assert (zelle["blatt"], zelle["spalte"], zelle["wert"]) == ("Einrichtungen", 10, 5)
    assert zelle["schluessel"] == "Kita Mond | Nord | Öffentlicher Träger"
    assert set(daten.loc[daten["zeile"] == 0, "schluessel"]) == {
        "Insgesamt | Nord | Insgesamt",
        "Insgesamt | Insgesamt | Öffentlicher Träger",
        "Insgesamt | Insgesamt | Insgesamt",
    }


def test_kita_by_place_and_provider(fill: Fill) -> None:
    rows = [
        kita(),
        kita(einrichtung="Mond", traeger="kirchlicher  träger", integrativ="nein", kinder_u3="-"),
        kita(einrichtung="Stern", ort=None, andere_familiensprache=None, schulkinder="(3)"),
    ]
    (tabelle,) = read_formular(fill("kita", rows))
    _, frame = apply_katalog(tabelle)
    alle = frame[(frame["einrichtung"] == "insgesamt") & (frame["ort"] == "insgesamt")]
    summe = alle[(alle["traeger"] == "insgesamt") & (alle["alter"] == "insgesamt")]
    zeichen = dict(zip(summe["merkmal"], summe["zeichen"], strict=True))
    assert values(summe)["plaetze"] == 255
    assert values(summe)["integrative_einrichtungen"] == 2
    assert (values(summe)["schulkinder"], zeichen["schulkinder"]) == (13, "()")
    # One facility did not say: the sum is unknown, not smaller.
    assert math.isnan(values(summe)["kinder_andere_familiensprache"])
    assert zeichen["kinder_andere_familiensprache"] == "."
    # "-" is nothing, so the sum is that of the others.
    klein = alle[(alle["traeger"] == "insgesamt") & (alle["alter"] == "00-02")]
    assert values(klein) == {"kinder": 44}
    assert set(frame["ort"]) == {"Nord", "ohne Angabe", "insgesamt"}
    kirchlich = alle[(alle["traeger"] == "kirchlich") & (alle["alter"] == "00-02")]
    assert list(kirchlich["zeichen"]) == ["-"]


def test_schools_and_free_form(fill: Fill) -> None:
    rows = [
        ["2024/25", "Hegau-Gymnasium", "Gymnasien", TRAEGER, "Ja", "x", 702, 380, 33, "."],
        ["2024 / 2025", "Burgschule", "grundschulen", TRAEGER, "n", 8, 160, 80, 20, 41],
    ]
    (tabelle,) = read_formular(fill("schule", rows))
    eintrag, frame = apply_katalog(tabelle)
    assert eintrag.gliederungen == ["schule", "schulart", "traeger", "gruppe"]
    assert set(frame["jahr"]) == {2024}
    alle = frame[(frame["schule"] == "insgesamt") & (frame["traeger"] == "insgesamt")]
    weiblich = alle[(alle["gruppe"] == "weiblich") & (alle["schulart"] == "insgesamt")]
    assert values(weiblich) == {"schueler": 460}
    eigene = [
        ["Besuche", "Anzahl", 2023, None, 48210, "Bibliothek", "ohne Schulklassen"],
        ["Quote", "Prozent", 2023, "Singen-Süd", "23,5", "Gesundheitsamt", None],
        ["Quote", "Prozent", 2023, "08", -1.5, "Land", None],
        ["Quote", "Prozent", 2023, 8335043, 7, "Gesundheitsamt", None],
    ]
    (tabelle,) = read_formular(fill("eigene", eigene))
    _, frame = apply_katalog(tabelle)
    assert list(frame["ags"]) == ["08335", "08335", "08", "08335"]
    assert list(frame["ort"]) == ["insgesamt", "Singen-Süd", "insgesamt", "08335043"]
    assert list(frame["wert"]) == [48210, 23.5, -1.5, 7]
    assert list(frame["einheit"]) == ["Anzahl", "Prozent", "Prozent", "Prozent"]
    assert "Besuche, 2023: Bibliothek; ohne Schulklassen" in tabelle.fussnoten


ZAHLEN = st.integers(0, 9_999_999)
ZELLEN = st.one_of(
    ZAHLEN.map(lambda n: (n, float(n), "")),
    ZAHLEN.map(lambda n: (float(n), float(n), "")),
    ZAHLEN.map(lambda n: (format_zahl(n), float(n), "")),
    ZAHLEN.map(lambda n: (format_zahl(n).replace(".", "\u00a0") + " ", float(n), "")),
    ZAHLEN.map(lambda n: (f"({n})", float(n), "()")),
    st.sampled_from([("-", NAN, "-"), ("–", NAN, "-"), ("…", NAN, "..."), ("X", NAN, "x")]),
    st.sampled_from([("/", NAN, "/"), (".", NAN, "."), (None, NAN, "."), ("  ", NAN, ".")]),
)
NAMEN = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8).map("Kita {}".format)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_formular("kita", "08335", tmp_path_factory.mktemp("leer") / "leer.xlsx")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    namen=st.lists(NAMEN, min_size=1, max_size=4, unique_by=str.casefold),
    zellen=st.lists(ZELLEN, min_size=4, max_size=4),
)
def test_what_is_entered_is_read(
    blank: Path, namen: list[str], zellen: list[tuple[object, float, str]]
) -> None:
    mappe = openpyxl.load_workbook(blank)
    sheet = mappe["Einrichtungen"]
    sheet["B3"], sheet["B4"] = "Amt", "1.4.2025"
    for zeile, name in enumerate(namen, start=12):  # empty rows before are no matter
        roh, _, _ = zellen[zeile - 12]
        inhalt = ["1.3.2024", name, "", TRAEGER, None, 1, 99_999_999, roh]
        for spalte, wert in enumerate(inhalt, start=1):
            sheet.cell(zeile, spalte).value = wert  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as ordner:
        mappe.save(Path(ordner) / "voll.xlsx")
        (tabelle,) = read_formular(Path(ordner) / "voll.xlsx")
    daten = tabelle.daten[tabelle.daten["kopf"] == "Betreute Kinder | unter 3 Jahre"]
    daten = daten[daten["zeile"] > 0]
    soll = [zellen[k][1:] for k in range(len(namen))]
    assert list(daten["zeichen"]) == [zeichen for _, zeichen in soll]
    pd.testing.assert_series_equal(
        daten["wert"].reset_index(drop=True), pd.Series([w for w, _ in soll], name="wert")
    )
    assert list(daten["schluessel"]) == [f"{n} | ohne Angabe | {TRAEGER}" for n in namen]


def test_every_wrong_cell_is_named(fill: Fill, problems: Problems) -> None:
    rows = [
        kita(stichtag="März", traeger="Öffentlicher Trager", plaetze="zwölf", kinder=-3),
        kita(stichtag=None, einrichtung="Mond", integrativ="vielleicht", plaetze=1.5, kinder=None),
        kita(einrichtung="Stern|e", plaetze="12 Plätze", kinder=datetime.date(2024, 3, 1)),
        kita(einrichtung="Summe"),
        kita(einrichtung="a@b.de", plaetze=True, kinder="=1/0"),
    ]
    found = problems(fill("kita", rows))
    soll = {
        "A9": "„März“ ist kein Datum",
        "D9": "Gemeint ist wohl „Öffentlicher Träger“",
        "F9": "„zwölf“ ist keine Zahl",
        "G9": "„-3“ ist negativ",
        "A10": "„Stichtag“ fehlt",
        "E10": "weder Ja noch Nein",
        "F10": "„1,5“ ist keine ganze Zahl",
        "G10": "„Betreute Kinder“ fehlt",
        "B11": "senkrechten Strich",
        "F11": "ohne Einheit",
        "G11": "Zellformat",
        "B12": "Summenzeile",
        "B13": "E-Mail-Adresse",
        "F13": "„WAHR“ ist keine Zahl",
        "G13": "kein gespeichertes Ergebnis",
    }
    assert set(found) == set(soll)
    assert all(teil in found[zelle] for zelle, teil in soll.items()), found


def test_message_lists_ten_and_counts_the_rest(fill: Fill) -> None:
    rows = [kita(einrichtung=f"K{n}", plaetze="viele") for n in range(12)]
    path = fill("kita", rows)
    with pytest.raises(DkbmFehler) as info:
        read_formular(path)
    text = str(info.value)
    assert "12 Stellen" in text
    assert "Blatt Einrichtungen, Zelle F9: „viele“ ist keine Zahl." in text
    assert "Zelle F18" in text
    assert "Zelle F19" not in text
    assert "und 2 weitere Stellen" in text
    assert isinstance(info.value, FormularFehler)
    assert [b.zelle for b in info.value.befunde] == [f"F{n}" for n in range(9, 21)]


def test_rows_must_agree(fill: Fill, problems: Problems) -> None:
    rows = [
        kita(),
        kita(einrichtung="KITA  sonne"),
        kita(einrichtung="Mond", kinder_u3=40, kinder_3_6=40, schulkinder=2),
        kita(einrichtung="Stern", andere_familiensprache=82),
        kita(einrichtung="Wolke", stichtag="15.03.2024"),
    ]
    found = problems(fill("kita", rows))
    assert set(found) == {"A10", "H11", "K12", "A13"}
    assert "in Zelle A9" in found["A10"]
    assert "zusammen 82, mehr als „Betreute Kinder“ (81, Zelle G11)" in found["H11"]
    assert "01.03.2024 und 15.03.2024" in found["A13"]


def test_cents_that_add_up_are_accepted(tmp_path: Path) -> None:
    path = fill_form("weiterbildung", tmp_path)
    mappe = openpyxl.load_workbook(path)
    for spalte, wert in zip("IJK", (423577.04, 167240.42, 256336.62), strict=True):
        mappe["Volkshochschule"][f"{spalte}{ERSTE}"] = wert
    mappe.save(path)
    # In the computer 167240.42 + 256336.62 is more than 423577.04.
    assert {"einnahmen", "zuschuss_kommune"} <= {
        k for r in read_formular(path) for k in r.daten["kopf"]
    }


def test_a_formula_with_an_empty_text_is_an_empty_cell(fill: Fill, tmp_path: Path) -> None:
    rows = vhs(2023)
    rows[0][5] = '=IF(A9="";"";"")'
    roh = fill("vhs", rows)
    with pytest.raises(FormularFehler, match="kein gespeichertes Ergebnis"):
        read_formular(roh)
    path = tmp_path / "gespeichert.xlsx"
    with zipfile.ZipFile(roh) as alt, zipfile.ZipFile(path, "w") as neu:
        for name in alt.namelist():
            # So Excel stores it.
            neu.writestr(name, re.sub(rb'(<c r="F9"[^>]*)(><f>)', rb'\1 t="str"\2', alt.read(name)))
    gesamt, _ = read_formular(path)
    online = gesamt.daten[gesamt.daten["kopf"].str.contains("online")]
    assert online["zeichen"].tolist() == ["."]


def test_total_and_its_parts(fill: Fill, problems: Problems) -> None:
    zu_klein = [2022, "Insgesamt", 27, 294, 2800, 28]
    rows = [*vhs(2022), zu_klein, *vhs(2023)[:5], [2024, "Sprachen", 1, 1, 1, 0]]
    found = problems(fill("vhs", rows))
    assert set(found) == {"C16", "B17", "B22"}
    assert "Hier steht 27, die einzelnen Zeilen ergeben zusammen 28" in found["C16"]
    assert "Für 2023 fehlt „Schulabschlüsse – Studienzugang und -begleitung“" in found["B17"]


def test_signs_of_the_sheet(fill: Fill, problems: Problems) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("H9:H10")
        sheet.row_dimensions[10].hidden = True
        sheet.row_dimensions[11].hidden = True
        sheet["N11"] = "Anruf am Montag"
        sheet["B3"] = None

    rows = [kita(einrichtung=name) for name in ("A", "B", "C")]
    found = problems(fill("kita", rows, change))
    assert set(found) == {"B3", "H9", "A10", "N11"}
    assert "H9:H10 sind verbunden" in found["H9"]
    assert "Die Zeilen 10 bis 11 sind ausgeblendet" in found["A10"]
    assert "Liefernde Stelle" in found["B3"]


def test_columns_renamed_added_removed(fill: Fill, problems: Problems) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F6"] = "Plätze genehmigt"
        sheet["J6"] = "Gruppen"
        sheet["L6"], sheet["M6"], sheet["N6"] = "Geburtsdatum", "Name des Kindes", "Name"

    found = problems(fill("kita", [kita()], change))
    assert "Bitte die Spalte wieder „Genehmigte Plätze“ nennen" in found["F6"]
    assert "gehört nicht zum Formular" in found["J6"]
    assert "„davon Schulkinder“ fehlt" in found["A6"]
    assert all("Angaben zu einzelnen Personen" in found[zelle] for zelle in ("L6", "M6", "N6"))


def test_moved_columns_rows_and_sheets_are_found(fill: Fill) -> None:
    """Found by their content: order, place and title of sheets do not matter."""

    def change(sheet: Worksheet) -> None:
        for zeile in range(6, 10):  # swap Plätze and Kinder, head included
            a, b = sheet.cell(zeile, 6), sheet.cell(zeile, 7)
            a.value, b.value = b.value, a.value
        sheet.insert_rows(5, 3)
        sheet.title = "Kitas 2024"
        assert sheet.parent is not None
        copy = sheet.parent.copy_worksheet(sheet)
        copy["B12"], copy.title = "Kita Zwei", "Kitas 2025"

    (tabelle,) = read_formular(fill("kita", [kita()], change))
    daten = tabelle.daten
    plaetze = daten[(daten["kopf"] == "Genehmigte Plätze") & (daten["zeile"] > 0)]
    assert list(plaetze["wert"]) == [85, 85]
    assert list(plaetze["blatt"]) == ["Kitas 2024", "Kitas 2025"]
    assert list(plaetze["spalte"]) == [7, 7]


def test_removed_sheet_and_persons_elsewhere(fill: Fill, problems: Problems) -> None:
    def remove(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("Liste").append(["Nachname", "Vorname"])
        sheet.parent.remove(sheet)

    found = problems(fill("kita", [], remove))
    assert "Das Blatt „Einrichtungen“ fehlt" in found[""]
    assert "„Nachname“ enthält Angaben zu einzelnen Personen" in found["A1"]


def test_example_is_no_data(fill: Fill, problems: Problems) -> None:
    beispiel = list(load_formular("kita").blatt[0].beispiel[0])

    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent["Beispiel"]["B10"] = "Unsere Kita"

    found = problems(fill("kita", [kita(), beispiel], change))
    assert "stammt aus dem Beispiel" in found["A10"] or "eigene Angaben" in found["A10"]
    assert len(found) == 1
    with pytest.raises(FormularFehler, match="stammt aus dem Beispiel") as info:
        read_formular(fill("kita", [kita(), beispiel], change))
    assert {(b.blatt, b.zelle) for b in info.value.befunde} == {
        ("Einrichtungen", "A10"),
        ("Beispiel", "A10"),
    }


def test_empty_form_and_unfilled_keys(tmp_path: Path, problems: Problems) -> None:
    path = write_formular("vhs", "08335", tmp_path / "leer.xlsx", jahre=[2023])
    found = problems(path)
    assert "Liefernde Stelle" in found["B3"]
    mappe = openpyxl.load_workbook(path)
    mappe["Kurse"]["B3"], mappe["Kurse"]["B4"] = "VHS", "1.1.2025"
    mappe.save(path)
    assert problems(path) == {"": "Das Blatt ist nicht ausgefüllt."}


def test_other_version_and_no_form(tmp_path: Path, fill: Fill) -> None:
    path = fill("kita", [kita()])
    mappe = openpyxl.load_workbook(path)
    prop = mappe.custom_doc_props["DKBM-Formular"]  # type: ignore[attr-defined]
    prop.value = prop.value.replace("Fassung 1", "Fassung 7")
    mappe.save(path)
    with pytest.raises(FormularFehler, match="hat die Fassung 7, gültig ist 1"):
        read_formular(path)
    other = tmp_path / "andere.xlsx"
    openpyxl.Workbook().save(other)
    with pytest.raises(DkbmFehler, match="kein Formular des DKBM-Kits"):
        read_formular(other)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice ist nicht installiert.")
def test_libreoffice_saves_what_we_read(fill: Fill, tmp_path: Path) -> None:
    """Formulas get their results there, and the mark of the form survives."""
    path = fill("kita", [kita(kinder="=H9+I9+J9"), kita(einrichtung="Mond", kinder="=0/0")])
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "neu"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with pytest.raises(FormularFehler) as info:
        read_formular(tmp_path / "neu" / path.name)
    assert [(b.zelle, b.meldung) for b in info.value.befunde] == [
        ("G10", "Die Zelle zeigt den Fehler #DIV/0!.")
    ]
