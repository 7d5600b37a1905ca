"""The first sheet: what the form is for, how to fill it, what the signs mean."""

from __future__ import annotations

import math

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from dkbm.quellen.formular.ablage import cell_at, write_text
from dkbm.quellen.formular.aufbau import STAND, STELLE
from dkbm.quellen.formular.definition import Formular
from dkbm.quellen.formular.eingabehilfen import ZEICHEN
from dkbm.quellen.formular.gestaltung import HINWEIS, LEISE, TITEL, UMBRUCH
from dkbm.quellen.formular.kennung import Kennung
from dkbm.quellen.zeichen import BEDEUTUNG
from dkbm.sprache.woerter import join_und

__all__ = ["write_anleitung"]

_BREITE = 96
_DATENSCHUTZ = (
    "Bitte nur Anzahlen und Anteile eintragen: keine Namen, Geburtsdaten, Adressen oder andere "
    "Angaben zu einzelnen Personen, auch nicht in Bemerkungen. Dateien mit solchen Angaben werden "
    "nicht angenommen. Ob kleine Anzahlen veröffentlicht werden dürfen, prüft das "
    "Bildungsmonitoring vor dem Bericht."
)


def write_anleitung(sheet: Worksheet, formular: Formular, kennung: Kennung, an: str) -> None:
    """Fill the sheet; the mark of the form stands in its last row."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 7, _BREITE
    zeile = _Zeilen(sheet)
    zeile.add(formular.titel, TITEL, hoehe=26)
    zeile.section("Wozu dient das Formular?", formular.zweck)
    zeile.section("Wer füllt es aus, und wohin geht es?", _adressat(formular, an))
    zeile.heading("So gehen Sie vor")
    for nummer, schritt in enumerate(_list_schritte(formular), start=1):
        zeile.item(f"{nummer}.", schritt)
    zeile.heading("Was Sie statt einer Zahl eintragen können")
    for zeichen in ZEICHEN:
        zusatz = " (in Excel zuerst F2 drücken)" if zeichen == "/" else ""
        zeile.item(zeichen, f"{BEDEUTUNG[zeichen]}{zusatz}")
    zeile.item("leer", "Angabe liegt nicht vor, wie „.“; in Pflichtspalten nicht möglich")
    zeile.section("Datenschutz", _DATENSCHUTZ)
    zeile.add(str(kennung), LEISE, abstand=True)


def _adressat(formular: Formular, an: str) -> str:
    return f"Ausgefüllt wird es durch {formular.fuer}. Bitte zurück an: {an}."


def _list_schritte(formular: Formular) -> list[str]:
    titel = [f"„{blatt.titel}“" for blatt in formular.blatt]
    auf = f"das Blatt {titel[0]}" if len(titel) == 1 else f"die Blätter {join_und(titel)}"
    return [
        f"Wechseln Sie auf {auf}. Das Blatt „Beispiel“ zeigt ausgefüllte Zeilen; es wird nicht "
        "eingelesen.",
        f"Tragen Sie oben „{STELLE}“ (Amt oder Einrichtung, keine Person) und „{STAND}“ ein.",
        *formular.schritte,
        "Spalten mit dunkelblauem Kopf sind Pflicht, mit hellblauem freiwillig. Unter jedem "
        "Spaltentitel steht, was gemeint ist.",
        "Bitte Spalten und Blätter nicht umbenennen, keine Spalten hinzufügen und keine Zellen "
        "verbinden. Zeilen dürfen Sie einfügen und löschen; Summenzeilen bildet das Programm.",
        "Speichern Sie die Datei als Excel-Arbeitsmappe (.xlsx), ohne Kennwort.",
    ]


class _Zeilen:
    """Writes one row after the other."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.nummer = sheet, 0

    def add(self, text: str, font: Font, *, abstand: bool = False, hoehe: float = 16) -> None:
        """Add text in column A that runs over the whole width."""
        self.nummer += 2 if abstand else 1
        zelle = cell_at(self.sheet, self.nummer, 1)
        write_text(zelle, text)
        zelle.font = font
        self.sheet.row_dimensions[self.nummer].height = hoehe

    def heading(self, text: str) -> None:
        """Add a heading after an empty row."""
        self.add(text, Font(name="Calibri", size=12, bold=True), abstand=True, hoehe=18)

    def section(self, titel: str, text: str) -> None:
        """Add a heading and a paragraph."""
        self.heading(titel)
        self.item("", text)

    def item(self, marke: str, text: str) -> None:
        """Add a paragraph with a number or sign before it."""
        self.nummer += 1
        links, rechts = cell_at(self.sheet, self.nummer, 1), cell_at(self.sheet, self.nummer, 2)
        if marke:
            write_text(links, marke)
        links.font, links.alignment = HINWEIS, Alignment(horizontal="center", vertical="top")
        write_text(rechts, text)
        rechts.font, rechts.alignment = HINWEIS, UMBRUCH
        # Excel fits rows only when they are edited.
        lines = math.ceil(len(text) * 0.98 / _BREITE)
        self.sheet.row_dimensions[self.nummer].height = 15 * lines + 2
