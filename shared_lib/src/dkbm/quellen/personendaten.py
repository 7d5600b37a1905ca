"""Records of single persons stay out: recognise them before anything is read.

The kit works with counts. A list of names or birth dates is refused whatever its format, and a
form takes no column that asks for a single person. One vocabulary serves both: what proves
persons in any table, and what proves them only in a form, whose columns are all known.
Source: personal data as in Art. 4 No. 1 DSGVO, Sozialdaten as in § 67 SGB X.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import islice, pairwise

from dkbm.fehler import DkbmFehler
from dkbm.quellen.raster import Raster

__all__ = ["RAT_PERSONEN", "has_email", "is_personal", "refuse_personendaten"]

RAT_PERSONEN = (
    "Bitte diese Angaben löschen, auch in ausgeblendeten Spalten und Blättern, und die Datei neu "
    "speichern. Das Formular nimmt nur Anzahlen und Anteile an."
)
_ZEILEN = 200
"""So many rows are looked at."""
_VERDACHT = re.compile(
    r"name|geb|versich|sv.n|steuer|iban|schrift|adress|stra|mail|fon|tel|handy|mobil|hausn"
)
"""What a head must contain to be worth a closer look."""
_PERSON = (
    r"(kind(es|er)?|schueler(s|in|innen)?|teilnehm(er|erin|erinnen|ende[rn]?)|eltern|mutter"
    r"|vaters?|person(en)?|lehr(er|erin|kraft|kraefte|person)|(kurs|schul)?leit(ung|er|erin)"
    r"|bewohner(in)?|mitarbeiter(in)?)"
)
# Age, sex and nationality head tables of counts as well; they prove nothing.
_EINDEUTIG = re.compile(
    r"((vor|nach|familien|geburts|ruf|zu)namen?)"
    r"|((vor|nach)?namen? )?(und )?(vor|nach|familien|zu)name|(vor|nach) und (vor|nach|zu)name"
    r"|(vor|nach)name (vor|nach)name"
    r"|(geb|geburts) ?(dat|datum|tag)( \w+)?|geb|geb am|geboren( am)?"
    rf"|namen? (des|der|von) {_PERSON}( .*)?|{_PERSON}( \w{{1,6}})? ?name"
    r"|(sozial|renten|kranken)?versichert?en?(ungs)?(nummer|nr)|sv nummer|steuer ?id|iban"
)
"""Heads that no table of counts has."""
_KONTAKT = re.compile(
    r"(privat)?(anschrift|adresse)|wohnadresse|strasse( und)? ?(hausnummer|nr|hausnr)?|hausnummer"
    r"|e ?mail( ?adresse)?|mail|(tele)?fon(nummer)?|tel( nr)?|handy(nummer)?|mobil(nummer)?"
)
"""Heads that lists of schools and other places have too; beside a name they prove persons."""
_NAME = re.compile(r"(\w+ )?name|(schueler|kind|person|teilnehm|mitarbeiter)\w*")
_IM_FORMULAR = re.compile(
    r"geburts(tag|datum|name|ort)|vorname|nachname|familienname|anschrift|adresse|hausn|telefon"
    r"|telefax|handy|mobil(nummer|funk)|e ?mail|\biban\b|versicherungsn|steuer ?(id|nummer)"
    r"|aktenzeichen|schueler ?(id|nummer)|ausweis|diagnose|krankheit|^namen?$"
)
"""What no column of a form may contain; in statistics „Krankheit“ counts cases."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_DATUM = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}(?: 00:00:00)?")


def is_personal(kopf: str) -> bool:
    """Say whether a column head in a form asks for data on a single person."""
    text = _fold(kopf)
    muster = (_EINDEUTIG.fullmatch, _KONTAKT.fullmatch, _IM_FORMULAR.search)
    return any(passt(text) for passt in muster)


def has_email(text: str) -> bool:
    """Say whether a text holds an e-mail address."""
    return _MAIL.search(text) is not None


def refuse_personendaten(raster: Raster) -> None:
    """Refuse a table that lists single persons.

    Raises
    ------
    DkbmFehler
        If a head names data of persons (Vorname, Geburtsdatum …), or a column holds a
        different birth date in almost every row.
    """
    rows = list(islice(raster.rows(), _ZEILEN))
    for zeile in rows[:30]:
        if not _VERDACHT.search("".join(zeile.zellen).casefold()):
            continue
        cells = [_fold(zelle) for zelle in zeile.zellen[:200]]
        named = [zelle for zelle in cells if zelle]
        if len(named) < 2:
            continue
        clear = next((i for i, c in enumerate(cells) if c and _EINDEUTIG.fullmatch(c)), None)
        weak = next((i for i, c in enumerate(cells) if c and _KONTAKT.fullmatch(c)), None)
        if clear is None and weak is not None and any(map(_NAME.fullmatch, named)):
            clear = weak
        if clear is not None:
            shown = zeile.zellen[clear].strip()
            raise _refusal(raster, f"die Spalte „{shown}“", raster.ort(zeile.nummer, clear + 1))
    spalte = _find_birth_dates([zeile.zellen for zeile in rows])
    if spalte is not None:
        raise _refusal(
            raster, "eine Spalte mit Geburtsdaten", raster.ort(rows[0].nummer, spalte + 1)
        )


def _fold(zelle: str) -> str:
    text = zelle.casefold().replace("ß", "ss").replace("ü", "ue").replace("ä", "ae")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.replace("ö", "oe")).split())[:60]


def _refusal(raster: Raster, grund: str, wo: str) -> DkbmFehler:
    return DkbmFehler(
        f"{raster.datei} enthält offenbar Angaben zu einzelnen Personen: {grund}. "
        "Solche Dateien liest das Kit nicht.",
        wo=wo,
        rat="Bitte nur zusammengefasste Zahlen ablegen und die Datei aus dem Ordner entfernen.",
    )


def _find_birth_dates(rows: list[list[str]]) -> int | None:
    """Find a column with a different date, on any day of the month, in almost every row.

    Reporting dates repeat, or fall on few days of the month, or run in one direction.
    """
    probe = rows[len(rows) // 2 :][:20]
    if not any(_DATUM.search(";".join(row[:60])) for row in probe):
        return None
    breite = max((min(len(row), 60) for row in rows), default=0)
    for spalte in range(breite):
        if not any(len(r) > spalte and _DATUM.fullmatch(r[spalte].strip()) for r in probe):
            continue
        cells = [row[spalte].strip() for row in rows if len(row) > spalte and row[spalte].strip()]
        found = [zelle for zelle in cells if len(zelle) < 20 and _DATUM.fullmatch(zelle)]
        if len(found) < 5 or len(found) < 0.7 * (len(cells) - 1):
            continue
        if len(set(found)) < 0.6 * len(found):
            continue
        dates = [date for zelle in found if (date := _to_date(zelle))]
        if len({date.day for date in dates}) >= 5 and not _is_series(dates):
            return spalte
    return None


def _to_date(zelle: str) -> dt.date | None:
    for muster in ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(zelle[:10], muster).date()
        except ValueError:
            continue
    return None


def _is_series(dates: list[dt.date]) -> bool:
    """Say whether dates run in even steps: days, weeks, months."""
    steps = {(b - a).days for a, b in pairwise(dates)}
    return len(steps) <= 5 and (min(steps) > 0 or max(steps) < 0)
