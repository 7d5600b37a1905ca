"""Records of persons are refused in every format; official tables are not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.formular import list_formulare, load_formular
from dkbm.quellen.lesen import read_inhalt
from dkbm.quellen.personendaten import has_email, is_personal, refuse_personendaten
from dkbm.quellen.raster import Raster
from openpyxl import Workbook

GEBURT = ["03.07.2009", "28.11.2010", "14.02.2009", "30.05.2011", "09.09.2010", "21.01.2010"]
LISTEN = {
    "namen": "Vorname;Nachname;Klasse\nA;B;3\nC;D;4\n",
    "geburtsdatum": "Nr.;Geb.-Datum;Schule\n1;03.07.2009;X\n2;28.11.2010;X\n",
    "geburtstag im Kopf darunter": "Liste;;\nKlasse 3a;;\nNr;geboren am;Schule\n1;x;X\n",
    "anschrift": "Name;Straße;PLZ\nA;B;78462\n",
    "mail": "Name,E-Mail\nA,a@b.de\n",
    "telefon": "Schülername;Telefon\nA;1\n",
    "kind": "Name des Kindes;Gruppe\nA;1\n",
    "kursleitung": "Kurs;Kursleitung Name\nA;1\n",
    "beide Namen": "Nach- und Vorname;Klasse\nA;1\n",
    "sv": "SV-Nummer;Wert\n1;2\n",
    "nur Daten": "a;b\n" + "".join(f"{tag};{i}\n" for i, tag in enumerate(GEBURT)),
    "nach Datum sortiert": "a;b\n"
    + "".join(f"{t};1\n" for t in sorted(GEBURT, key=lambda t: t[::-1])),
}


@pytest.mark.parametrize("text", LISTEN.values(), ids=LISTEN)
def test_lists_of_persons_are_refused_in_every_format(text: str) -> None:
    trenner = "," if ";" not in text else ";"
    book, archive, nested = Workbook(), io.BytesIO(), io.BytesIO()
    sheet: Any = book.active
    for zeile in text.splitlines():
        sheet.append(zeile.split(trenner))
    book.save(nested)
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("liste.csv", text)
    for inhalt in (text.encode(), text.encode("cp1252"), nested.getvalue(), archive.getvalue()):
        with pytest.raises(DkbmFehler, match="Angaben zu einzelnen Personen") as info:
            read_inhalt(inhalt, "liste")
        assert info.value.wo.startswith("liste")
        assert "zusammengefasste Zahlen" in info.value.rat


@pytest.mark.parametrize(
    "text",
    [
        "Kennziffer;Name;Jahr;Wert\n08335;Konstanz;2015;1\n",
        "jahr;schulname;adresse_id\n2015;Hegau;1\n",
        "datum;wert\n" + "".join(f"{tag:02d}.01.2021;1\n" for tag in range(1, 29)),  # daily
        "datum;wert\n" + "".join(f"2021-{m:02d}-28;1\n" for m in range(1, 13)),  # monthly
        "Geburten;Mütter nach Geburtsjahr\n1;2\n",
        "stichtag;wert\n" + "31.12.2015;1\n01.03.2016;2\n" * 20,
    ],
)
def test_counts_are_no_persons(text: str) -> None:
    refuse_personendaten(Raster.from_text(text, "a.csv"))


def test_no_official_table_is_taken_for_a_list_of_persons(originale: Path) -> None:
    files = list(originale.rglob("*.csv"))
    assert len(files) > 50
    for path in files:
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                text = path.read_text(encoding=encoding)
            except UnicodeDecodeError:
                continue
            refuse_personendaten(Raster.from_text(text, path.name))


# --- heads in forms ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "kopf",
    [
        *("Name", "Namen", "Vorname:", "Nach- und Vorname", "Geburtsdatum", "geb. am", "E-Mail"),
        *("Name des Kindes", "Schülername", "Kursleitung Name", "Name der Teilnehmenden"),
        *("Anschrift", "Hausnummer", "Telefon", "IBAN", "Aktenzeichen", "Diagnose"),
    ],
)
def test_heads_of_persons_in_forms(kopf: str) -> None:
    assert is_personal(kopf)


@pytest.mark.parametrize(
    "kopf",
    [
        "Kurse",
        "Anzahl Kinder",
        "Alter",
        "Geschlecht",
        "Staatsangehörigkeit",
        "Kinder unter 3",
        "",
        "Kindergartenname",
        "Name der Schule",
        "Lehrgangsname",
    ],
)
def test_heads_of_counts_in_forms(kopf: str) -> None:
    assert not is_personal(kopf)


def test_no_form_asks_for_persons() -> None:
    for art in list_formulare():
        for blatt in load_formular(art).blatt:
            assert [s.titel for s in blatt.spalte if is_personal(s.titel)] == []


def test_email() -> None:
    assert has_email("Rückfragen: a.b@stadt.de")
    assert not has_email("2 Kurse @ Online")
