"""Drop-down lists and input checks that speak German."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dkbm.quellen.formular.ablage import write_text
from dkbm.quellen.formular.aufbau import ERSTE_DATEN, LISTEN
from dkbm.quellen.formular.definition import Blatt, Formular, Spalte
from dkbm.quellen.formular.gestaltung import KOPF_FREIWILLIG, LEISE, SCHRIFT_KOPF
from dkbm.quellen.zeichen import BEDEUTUNG

__all__ = ["ZEICHEN", "add_checks", "write_listen"]

ZEICHEN = tuple(zeichen for zeichen in BEDEUTUNG if zeichen != "()")
"""Signs a cell of numbers may hold instead of a number."""
_AUCH = ("…", "–", "X")
"""What Excel's AutoCorrect makes of them, or what is typed for them."""
_LETZTE = 5_000
_ERSTE = 3

_FEHLER = {
    "liste": "Bitte einen Eintrag der Liste wählen (Pfeil rechts neben der Zelle).",
    "janein": "Bitte Ja oder Nein wählen.",
    "jahr": "Bitte das Jahr vierstellig eintragen, z. B. 2024.",
    "schuljahr": "Bitte das Schuljahr so eintragen: 2024/25.",
    "datum": "Bitte ein Datum eintragen, z. B. 01.03.2025.",
    "anzahl": "Bitte eine ganze Zahl ab 0 eintragen oder ein Zeichen: - . ... / x",
    "zahl": "Bitte eine Zahl eintragen (mit Dezimalkomma) oder ein Zeichen: - . ... / x",
}


def write_listen(mappe: Workbook, formular: Formular) -> dict[str, str]:
    """Add the sheet ``Listen``; return the absolute range of each list.

    The keys are the names of the lists, ``Ja/Nein`` and ``Zeichen``.
    """
    sheet = mappe.create_sheet(LISTEN)
    sheet["A1"] = "Auswahllisten des Formulars. Bitte nichts ändern."
    sheet["A1"].font = LEISE
    listen = {**formular.listen, "Ja/Nein": ("Ja", "Nein"), "Zeichen": (*ZEICHEN, *_AUCH)}
    ranges = {}
    for nummer, (name, eintraege) in enumerate(listen.items(), start=1):
        buchstabe = get_column_letter(nummer)
        head = sheet[f"{buchstabe}2"]
        head.value, head.font, head.fill = name, SCHRIFT_KOPF[False], KOPF_FREIWILLIG
        for zeile, eintrag in enumerate(eintraege, start=_ERSTE):
            write_text(sheet[f"{buchstabe}{zeile}"], eintrag)
        sheet.column_dimensions[buchstabe].width = max(12, *(len(e) + 2 for e in eintraege))
        letzte = _ERSTE + len(eintraege) - 1
        ranges[name] = f"{LISTEN}!${buchstabe}${_ERSTE}:${buchstabe}${letzte}"
    sheet.freeze_panes = f"A{_ERSTE}"
    return ranges


def add_checks(sheet: Worksheet, blatt: Blatt, ranges: dict[str, str]) -> None:
    """Attach to each column what may be entered there."""
    for nummer, spalte in enumerate(blatt.spalte, start=1):
        buchstabe = get_column_letter(nummer)
        check = _build_check(spalte, f"{buchstabe}{ERSTE_DATEN}", ranges)
        if check is not None:
            check.allow_blank = True
            check.errorTitle = f"Spalte {spalte.titel}"[:32]
            check.error = _FEHLER.get(spalte.art, "")
            check.add(f"{buchstabe}{ERSTE_DATEN}:{buchstabe}{_LETZTE}")
            sheet.add_data_validation(check)


def _build_check(spalte: Spalte, zelle: str, ranges: dict[str, str]) -> DataValidation | None:
    match spalte.art:
        case "liste":
            return DataValidation("list", formula1=ranges[spalte.liste], showErrorMessage=True)
        case "janein":
            return DataValidation("list", formula1=ranges["Ja/Nein"], showErrorMessage=True)
        case "text" if spalte.liste:
            # Suggestions only: other words are welcome.
            return DataValidation("list", formula1=ranges[spalte.liste], showErrorMessage=False)
        case "jahr":
            return DataValidation(
                "whole", operator="between", formula1="1950", formula2="2100", showErrorMessage=True
            )
        case "datum":
            # 1 January 1990 to 31 December 2099 as serial numbers of the spreadsheet.
            return DataValidation(
                "date",
                operator="between",
                formula1="32874",
                formula2="73050",
                showErrorMessage=True,
            )
        case "schuljahr":
            return _custom(
                f'AND(LEN({zelle})=7,MID({zelle},5,1)="/",'
                f"MOD(VALUE(LEFT({zelle},4))+1,100)=VALUE(RIGHT({zelle},2)))"
            )
        case "anzahl" | "zahl":
            number = "TRUE" if spalte.negativ else f"{zelle}>=0"
            number = f"AND({number},{zelle}=INT({zelle}))" if spalte.art == "anzahl" else number
            sign = f"ISNUMBER(MATCH({zelle},{ranges['Zeichen']},0))"
            return _custom(f"IF(ISNUMBER({zelle}),{number},{sign})")
    return None


def _custom(formel: str) -> DataValidation:
    return DataValidation("custom", formula1=formel, showErrorMessage=True)
