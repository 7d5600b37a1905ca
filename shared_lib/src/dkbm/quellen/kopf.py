"""The head of a crosstab: title lines, levels of the column heads, units, key columns.

Nothing is looked up by table code; all is inferred from which cells are filled:

- A title line fills its first cell only; a time alone in it holds for the rows below.
- A head row leaves the cells above the key columns empty (or names the keys, as INKAR does).
- The first data row is the first one with a region key among its leading cells.
- A head row in which every cell is a time puts the time into the columns; a last head row in
  which every cell is a unit gives the units, else the title ends in ``(Anzahl)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dkbm.fehler import DkbmFehler
from dkbm.quellen.raster import Raster, Zeile
from dkbm.quellen.region import is_key
from dkbm.quellen.rohtabelle import TRENNER
from dkbm.quellen.zeichen import OHNE_ZAHL, ZAHL_MARKE
from dkbm.quellen.zeit import is_zeit, is_zeitspalte

__all__ = ["CODE_ZEILE", "Kopf", "is_time_title", "read_code", "read_kopf"]

CODE_ZEILE = re.compile(r"(?:GENESIS-)?(?:Tabelle|Table):\s*([^;\s]+)")
_VORNE = 8
"""So many leading cells may hold keys."""
_HOECHSTENS_ZEILEN = 100
_GELD = r"EUR|Euro|€|DM|US-\$"
_MASS = r"kg|t|km|qm|qkm|cbm|m²|m³|km²|ha|hl|kWh|MWh|GWh|kW|MW|TJ|GJ|MJ"
_JE = r"(?: ?(?:/|je|pro) ?[\w ²³.]+)?"
_EINHEIT = re.compile(
    rf"|Anzahl|number|Prozent|%|percent|v\. ?H\.|Promille|‰"
    rf"|(?:(?:Tsd|Mill|Mio|Mrd|1000|1 000|1\.000)\.? ?)?(?:{_GELD}|{_MASS}|Personen|Stück|Fälle)"
    rf"{_JE}|(?:Tsd|Mill|Mio|Mrd)\.{_JE}"
    rf"|Jahre?|Monate?|Tage?|Stunden|Std\.?|Minuten|Min\.?|Grad|Punkte|Verhältnis|Faktor|Index"
    rf"|(?:je|pro|per) [\w .()-]+|\d{{4}} ?= ?100|Pers\.|Einw\.",
)
_TITEL_EINHEIT = re.compile(r"\(([^()]+)\)\s*$")
_ZAHL = re.compile(r"\(?[-–\u2212]?\s?\d[\d., \u00a0\u202f\u2009]*\)? ?[prseb]?")


@dataclass(frozen=True)
class Kopf:
    """What stands above the body.

    Attributes
    ----------
    code, titel
        Table code (empty where none is named) and title lines.
    schluessel
        Number of key columns.
    pfade, zeiten, einheiten
        Per value column: levels of its head joined, its time, its unit.
    zeit
        Time from a title line; holds until the next one.
    erste
        The first data row.
    """

    code: str
    titel: list[str]
    schluessel: int
    pfade: list[str]
    zeiten: list[str]
    einheiten: list[str]
    zeit: str
    erste: Zeile

    @property
    def breite(self) -> int:
        """Number of columns of the table."""
        return self.schluessel + len(self.pfade)


def read_code(raster: Raster) -> str:
    """Return the table code from one of the first lines, or an empty text."""
    for i, zeile in enumerate(raster.rows()):
        match = CODE_ZEILE.match(zeile.zellen[0].strip())
        if match or i == 4:
            return match[1] if match else ""
    return ""


def is_time_title(zellen: list[str]) -> bool:
    """Say whether a row holds a time in its first cell and nothing else."""
    return not any(zellen[1:]) and is_zeit(zellen[0].strip())


def read_kopf(raster: Raster) -> Kopf:
    """Read everything above the body.

    Raises
    ------
    DkbmFehler
        If there is no row with a region key, or head and body do not fit together.
    """
    oben: list[Zeile] = []
    for zeile in raster.rows():
        if _is_data(zeile.zellen):
            return _build(raster, oben, zeile)
        if oben and _is_broken_data(zeile.zellen):
            raise DkbmFehler(
                f"Die Zeile steht bei den Daten („{zeile.zellen[0].strip()[:40]} …“), "
                "hat aber keinen Regionalschlüssel.",
                wo=raster.ort(zeile.nummer),
                rat="Bitte die Datei unverändert neu herunterladen.",
            )
        oben.append(zeile)
        if len(oben) > _HOECHSTENS_ZEILEN:
            break
    raise DkbmFehler(
        f"{raster.datei} enthält keine Zeile mit einem Regionalschlüssel.",
        wo=raster.ort(1),
        rat="Bitte eine Tabelle mit Kreisen, Gemeinden, Ländern oder Deutschland herunterladen.",
    )


def _is_data(zellen: list[str]) -> bool:
    """A row that is filled from the first cell on and has a region key in front."""
    vorne = [zelle.strip() for zelle in zellen[:_VORNE]]
    if not vorne[0] or not any(zellen[1:]):
        return False
    for i, text in enumerate(vorne[: len(zellen) - 1]):
        if text == "DG" or (is_key(text) and not (is_zeit(text) and i == 0)):
            return True
        if _is_value(text) and not is_zeit(text):
            return False
    return False


def _is_value(text: str) -> bool:
    text = text.strip()
    return text == "" or text in OHNE_ZAHL or text[0] == ZAHL_MARKE or bool(_ZAHL.fullmatch(text))


def _is_broken_data(zellen: list[str]) -> bool:
    """A row that looks like data and has no key: two thirds of its cells are values."""
    filled = [zelle for zelle in zellen if zelle.strip()]
    if len(filled) < 4 or not zellen[0].strip() or all(is_zeit(z.strip()) for z in filled):
        return False
    values = [z for z in filled if _is_value(z) and not is_zeit(z.strip())]
    return 3 * len(values) >= 2 * (len(filled) - 1)


def _build(raster: Raster, oben: list[Zeile], erste: Zeile) -> Kopf:
    breite = len(erste.zellen)
    titel: list[str] = []
    code = zeit = ""
    rows: list[list[str]] = []
    for zeile in oben:
        zellen = [zelle.strip() for zelle in zeile.zellen]
        if not any(zellen):
            continue
        if not any(zellen[1:]) and not rows:
            if match := CODE_ZEILE.match(zellen[0]):
                code = match[1]
            elif is_zeit(zellen[0]):
                zeit = zellen[0]
            else:
                titel.append(zellen[0])
        elif is_time_title(zellen):
            zeit = zellen[0]
        elif len(zellen) > breite and any(zellen[breite:]):
            raise _misfit(raster, zeile.nummer, len(zellen), breite)
        else:
            rows.append((zellen + [""] * breite)[:breite])
    anzahl = _count_keys(raster, rows, erste)
    levels = [row[anzahl:] for row in rows]
    levels = [level for level in levels if not _is_numbering(level)]
    einheiten = _take_units(levels, titel, breite - anzahl)
    zeiten = _take_times(levels, breite - anzahl)
    spalten = zip(*levels, strict=True) if levels else [()] * (breite - anzahl)
    pfade = [TRENNER.join(level for level in spalte if level) for spalte in spalten]
    if titel and not any(pfade):
        pfade = [_TITEL_EINHEIT.sub("", titel[-1]).strip()] * len(pfade)
    elif any(zeiten) and not any(pfade):
        pfade = ["Wert"] * len(pfade)
    return Kopf(code, titel, anzahl, pfade, zeiten, einheiten, zeit, erste)


def _misfit(raster: Raster, nummer: int, ist: int, soll: int) -> DkbmFehler:
    return DkbmFehler(
        f"Der Kopf der Tabelle hat {ist} Spalten, die Daten haben {soll}.",
        wo=raster.ort(nummer),
        rat="Bitte die Datei unverändert neu herunterladen.",
    )


def _count_keys(raster: Raster, rows: list[list[str]], erste: Zeile) -> int:
    """Count the key columns: the cells that the head leaves empty in front."""
    leading = [
        next((i for i, zelle in enumerate(row) if zelle), len(row)) for row in rows if any(row)
    ]
    counts = [count for count in leading if count > 0]
    if counts and min(counts) < len(erste.zellen):
        return min(counts)
    if leading:
        return _count_named_keys(erste.zellen)
    raise DkbmFehler(
        f"{raster.datei} hat keine Zeile mit Spaltenköpfen über den Werten.",
        wo=raster.ort(erste.nummer),
        rat="Bitte die Datei unverändert neu herunterladen.",
    )


def _count_named_keys(zellen: list[str]) -> int:
    """Count the keys where the head names them all: up to the last text and the first key.

    A number further right may look like a key (5111) and is a value.
    """
    vorne = [zelle.strip() for zelle in zellen]
    texts = (i for i, text in enumerate(vorne) if not _is_value(text))
    keys = (i for i, text in enumerate(vorne) if is_key(text) and not (i == 0 and is_zeit(text)))
    return max(max(texts, default=0), next(keys, 0)) + 1


def _take_units(levels: list[list[str]], titel: list[str], anzahl: int) -> list[str]:
    if len(levels) > 1 and any(levels[-1]) and all(map(_is_unit, levels[-1])):
        return levels.pop()
    units = [m[1] for t in reversed(titel) if (m := _TITEL_EINHEIT.search(t)) and _is_unit(m[1])]
    return [units[0] if units else ""] * anzahl


def _is_unit(text: str) -> bool:
    return bool(_EINHEIT.fullmatch(text))


def _is_numbering(level: list[str]) -> bool:
    """Say whether a row only numbers the columns, as tables of the BA do."""
    numbers = [text.removeprefix(ZAHL_MARKE).removesuffix(".0") for text in level]
    return len(level) > 1 and any(
        numbers == [str(i) for i in range(ab, ab + len(level))] for ab in range(1, _VORNE)
    )


def _take_times(levels: list[list[str]], anzahl: int) -> list[str]:
    for i, level in enumerate(levels):
        if all(level) and is_zeitspalte(level):
            return levels.pop(i)
    return [""] * anzahl
