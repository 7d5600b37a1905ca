"""Understand the content of one cell, as the definition of its column asks."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from dkbm.fehler import nearest
from dkbm.gebiete import load_register
from dkbm.quellen.formular.definition import Spalte
from dkbm.quellen.formular.eingabehilfen import ZEICHEN
from dkbm.quellen.personendaten import RAT_PERSONEN, has_email
from dkbm.quellen.rohtabelle import TRENNER

__all__ = ["Inhalt", "NotUnderstood", "normalize", "parse_cell", "show"]

_NAN = float("nan")
_SYNONYME = {"–": "-", "−": "-", "—": "-", "…": "...", "X": "x"}
_GANZ = re.compile(r"[-−]?\d+(?:,\d+)?")
_TAUSENDER = re.compile(
    r"[-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[-−]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?"
)
_KLAMMER = re.compile(r"\((.+)\)")
_SCHULJAHR = re.compile(r"(\d{4})\s*[/–-]\s*(\d{2}|\d{4})")
_DATUM = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_STRICHE = re.compile(r"\s*[-–—−]\s*")


@dataclass(frozen=True)
class Inhalt:
    """What a cell says.

    Attributes
    ----------
    text
        Text, entry of the list, year or date; empty for numbers.
    wert, zeichen
        Number or sign, as in a Rohtabelle.
    """

    text: str = ""
    wert: float = _NAN
    zeichen: str = ""


class NotUnderstood(ValueError):
    """A cell that cannot be read: what is wrong, and what to do."""

    def __init__(self, meldung: str, rat: str) -> None:
        super().__init__(meldung)
        self.meldung, self.rat = meldung, rat


def normalize(text: object) -> str:
    """Return text as it is compared: one blank between words, no case, one kind of dash."""
    return _STRICHE.sub("-", " ".join(str(text).casefold().split()))


def show(roh: object) -> str:
    """Return the content of a cell as its user sees it."""
    if roh is None:
        return ""
    if isinstance(roh, bool):
        return "WAHR" if roh else "FALSCH"
    if isinstance(roh, datetime.datetime | datetime.date):
        return roh.strftime("%d.%m.%Y")
    if isinstance(roh, float):
        return str(int(roh)) if roh.is_integer() else repr(roh).replace(".", ",")
    return str(roh).strip()


def parse_cell(
    roh: object, spalte: Spalte, werte: tuple[str, ...], zahlenformat: str = "General"
) -> Inhalt:
    """Read one cell.

    Parameters
    ----------
    roh
        Its content: text, number, date, ``None``.
    spalte
        The column it stands in.
    werte
        Entries of the column's list.
    zahlenformat
        Number format of the cell; percentages are stored as fractions.

    Raises
    ------
    NotUnderstood
        With what is wrong and what to do.
    """
    text = show(roh)
    if not text:
        return Inhalt(zeichen="." if spalte.is_wert else "")
    match spalte.art:
        case "anzahl" | "zahl":
            return _parse_number(roh, text, spalte, "%" in zahlenformat)
        case "janein":
            return _parse_janein(text)
        case "liste":
            return Inhalt(_parse_liste(text, werte))
        case "jahr":
            return Inhalt(_parse_jahr(roh, text))
        case "schuljahr":
            return Inhalt(_parse_schuljahr(roh, text))
        case "datum":
            return Inhalt(_parse_datum(roh, text))
        case "gebiet":
            return Inhalt(_parse_gebiet(_check_text(roh, text)))
        case _:
            return Inhalt(_check_text(roh, text))


def _parse_number(roh: object, text: str, spalte: Spalte, is_prozent: bool) -> Inhalt:
    rat = "Bitte eine Zahl in Ziffern eintragen oder ein Zeichen (- . ... / x)."
    if isinstance(roh, bool) or _is_date(roh):
        raise NotUnderstood(
            f"„{text}“ ist keine Zahl.",
            "Excel hat die Eingabe umgewandelt. Bitte das Zellformat auf „Standard“ stellen und "
            "die Zahl neu eintragen.",
        )
    if isinstance(roh, str):
        if _SYNONYME.get(text, text) in ZEICHEN:
            return Inhalt(zeichen=_SYNONYME.get(text, text))
        if match := _KLAMMER.fullmatch(text):
            inner = _parse_number(match[1].strip(), match[1].strip(), spalte, False)
            if not inner.zeichen:
                return Inhalt(wert=inner.wert, zeichen="()")
        wert = _parse_german(text, spalte, rat)
    elif isinstance(roh, int | float):
        wert = float(roh) * 100 if is_prozent else float(roh)
        # 0.285 as a percentage is 28.499999999999996.
        wert = round(wert, 10) if is_prozent else wert
    else:
        raise NotUnderstood(f"„{text}“ ist keine Zahl.", rat)
    _check_number(wert, text, spalte, is_prozent)
    return Inhalt(wert=wert)


def _parse_german(text: str, spalte: Spalte, rat: str) -> float:
    if spalte.art == "zahl" and re.fullmatch(r"[-−]?\d{1,3}\.\d{3}", text):
        raise NotUnderstood(
            f"„{text}“ ist mehrdeutig: Tausenderpunkt oder Dezimalpunkt?",
            "Bitte ohne Tausenderpunkt und mit Dezimalkomma schreiben.",
        )
    if re.fullmatch(r"[-−]?\d+\.\d+", text) and not _TAUSENDER.fullmatch(text):
        raise NotUnderstood(f"„{text}“ ist keine Zahl.", "Bitte ein Dezimalkomma verwenden.")
    if not (_GANZ.fullmatch(text) or _TAUSENDER.fullmatch(text)):
        has_digit = any(ziffer.isdecimal() for ziffer in text)
        raise NotUnderstood(
            f"„{text}“ ist keine Zahl.",
            "Bitte nur die Zahl eintragen, ohne Einheit und Zusatz." if has_digit else rat,
        )
    digits = re.sub(r"[. \u00a0\u202f]", "", text)
    return float(digits.replace("−", "-").replace(",", "."))


def _check_number(wert: float, text: str, spalte: Spalte, is_prozent: bool) -> None:
    if spalte.art == "anzahl" and (is_prozent or not wert.is_integer()):
        raise NotUnderstood(
            f"„{text}“ ist keine ganze Zahl.", "Bitte die Anzahl ohne Nachkommastellen eintragen."
        )
    if wert < 0 and not spalte.negativ:
        raise NotUnderstood(f"„{text}“ ist negativ.", "Bitte die Zahl ohne Minuszeichen eintragen.")


def _parse_janein(text: str) -> Inhalt:
    if text == ".":
        return Inhalt(zeichen=".")
    wert = {"ja": 1.0, "j": 1.0, "nein": 0.0, "n": 0.0}.get(text.casefold())
    if wert is None:
        raise NotUnderstood(f"„{text}“ ist weder Ja noch Nein.", "Bitte Ja oder Nein eintragen.")
    return Inhalt(wert=wert)


def _parse_liste(text: str, werte: tuple[str, ...]) -> str:
    by_normal = {normalize(wert): wert for wert in werte}
    if found := by_normal.get(normalize(text)):
        return found
    similar = nearest(text, werte, 1)
    raise NotUnderstood(
        f"„{text}“ steht nicht in der Auswahlliste.",
        f"Gemeint ist wohl „{similar[0]}“."
        if similar
        else "Bitte einen Eintrag der Auswahlliste wählen.",
    )


def _parse_jahr(roh: object, text: str) -> str:
    if _is_date(roh) or not re.fullmatch(r"\d{4}", text) or not 1950 <= int(text) <= 2100:
        raise NotUnderstood(f"„{text}“ ist kein Jahr.", "Bitte vierstellig eintragen, z. B. 2024.")
    return text


def _parse_schuljahr(roh: object, text: str) -> str:
    match = _SCHULJAHR.fullmatch(text)
    if _is_date(roh) or not match or (int(match[1]) + 1) % 100 != int(match[2]) % 100:
        raise NotUnderstood(
            f"„{text}“ ist kein Schuljahr.",
            "Bitte so eintragen: 2024/25 (Zellformat „Text“).",
        )
    if len(match[2]) == 4 and int(match[2]) != int(match[1]) + 1:
        raise NotUnderstood(f"„{text}“ ist kein Schuljahr.", "Bitte so eintragen: 2024/25.")
    return match[1]


def _parse_datum(roh: object, text: str) -> str:
    match = _DATUM.fullmatch(text) if _is_date(roh) or isinstance(roh, str) else None
    try:
        tag = datetime.date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        tag = None
    if tag is None or not 1990 <= tag.year < 2100:
        raise NotUnderstood(f"„{text}“ ist kein Datum.", "Bitte so eintragen: 01.03.2025.")
    return tag.strftime("%d.%m.%Y")


def _parse_gebiet(text: str) -> str:
    """Keep names; complete keys whose leading zero a spreadsheet dropped."""
    if not text.isdecimal():
        return text
    register = load_register()
    key = text if len(text) in (2, 5, 8) else f"0{text}"
    if key in register or (len(key) == 8 and key[:5] in register):
        return key
    raise NotUnderstood(
        f"Den Gebietsschlüssel „{text}“ gibt es nicht.",
        "Bitte den fünfstelligen AGS des Kreises, den achtstelligen der Gemeinde oder einen Namen "
        "eintragen.",
    )


def _check_text(roh: object, text: str) -> str:
    if _is_date(roh) or isinstance(roh, bool):
        raise NotUnderstood(
            f"„{text}“ ist kein Text.",
            "Excel hat die Eingabe umgewandelt. Bitte das Zellformat auf „Text“ stellen und neu "
            "eintragen.",
        )
    if has_email(text):
        raise NotUnderstood("Die Zelle enthält eine E-Mail-Adresse.", RAT_PERSONEN)
    if TRENNER.strip() in text:
        raise NotUnderstood(
            f"„{text}“ enthält einen senkrechten Strich.", "Bitte den Strich weglassen."
        )
    return " ".join(text.split())


def _is_date(roh: object) -> bool:
    return isinstance(roh, datetime.date | datetime.time | datetime.timedelta)
