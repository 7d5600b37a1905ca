"""Find out what the columns of a plain table carry, from their content and their names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dkbm.fehler import DkbmFehler
from dkbm.quellen.breittabelle import Aufbau, read_breit
from dkbm.quellen.langform import Kategorie, count_pairs, distinct_pairs, encode_texts
from dkbm.quellen.raster import Raster
from dkbm.quellen.region import is_key, name_agrees
from dkbm.quellen.rohtabelle import Hinweis, Rohtabelle
from dkbm.quellen.zeichen import OHNE_ZAHL, ZAHL_MARKE
from dkbm.quellen.zeit import clean_zeit, is_zeit

__all__ = ["find_aufbau", "is_breittabelle", "read_spalten"]

_ZEIT = re.compile(
    r"(berichts|schul)?jahr(e)?|berichtsmonat|year|zeit(bezug|raum|punkt)?|time|stichtag|datum|date|periode"
)
_REGION = re.compile(
    r"ags\w*|ars|rs|gkz|krs|kennziffer|(region|gebiets?|kreis|county|gemeinde|regional)"
    r"[ _-]?(code|schl(ue|ü)ssel|id|nr|nummer|kennziffer)?"
)
_NAME = re.compile(
    r"(gebiets?|region\w*|kreis|gemeinde)?_?name|raumeinheit|region|gebiet|bezeichnung"
)
_WERT = re.compile(r"wert|value|zahl|anzahl_wert|obs_value")
_MERKMAL = re.compile(r"indikator(name)?|merkmal|indicator|variable|kuerzel|kürzel|kennzahl")
_KUERZEL = frozenset({"kuerzel", "kürzel"})
_KENNUNG = re.compile(r"statistik|evas|(\w+[ _-])?(code|id|nr\.?|nummer|schl(ue|ü)ssel)")
"""Heads of numbers that count nothing."""
_EINHEIT = re.compile(r"einheit|unit|maßeinheit|masseinheit")
_ZAHL = re.compile(r"\(?[-–\u2212]?\s?\d[\d., \u00a0\u202f\u2009]*\)? ?[prseb]?")
_MIT_EINHEIT = re.compile(rf"{_ZAHL.pattern}\s*(?:%|€|EUR|Euro|Prozent)")
_NEU = "Bitte die Spalten benennen (jahr, ags) oder die Tabelle im Original herunterladen."


@dataclass(frozen=True)
class _Spalte:
    """One column: its name, its texts, and whether they could be values."""

    name: str
    texte: Kategorie

    @property
    def is_number(self) -> bool:
        """All texts are numbers or signs."""
        numbers = [bool(_ZAHL.fullmatch(t)) or t[:1] == ZAHL_MARKE for t in self.texte.werte]
        signs = [t in OHNE_ZAHL or t in ("", "–", "…", "X") for t in self.texte.werte]
        return all(n or s for n, s in zip(numbers, signs, strict=True))

    @property
    def is_region(self) -> bool:
        """All texts are region keys, and not just numbers that could be keys.

        A leading zero, ``DG`` or the name of the column shows it.
        """
        if not all(map(is_key, self.texte.werte)):
            return False
        shown = any(t.startswith("0") or t == "DG" for t in self.texte.werte)
        return shown or bool(_REGION.fullmatch(self.name.casefold()))


def is_breittabelle(raster: Raster) -> bool:
    """Say whether the first row names all columns, one of them a time, and data follow."""
    rows = raster.rows()
    kopf, second = next(rows, None), next(rows, None)
    if kopf is None or second is None or len(kopf.zellen) < 2:
        return False
    names = [zelle.strip().casefold() for zelle in kopf.zellen]
    while names and not names[-1]:
        names.pop()
    return all(names) and any(map(_ZEIT.fullmatch, names)) and bool(second.zellen[0].strip())


def read_spalten(raster: Raster) -> Rohtabelle:
    """Read a plain table whose structure is not known.

    Raises
    ------
    DkbmFehler
        If it is not clear which column carries the time or the Gebiet.
    """
    if not raster.is_whole:
        raise DkbmFehler(
            f"{raster.datei} bricht ab: Die letzte Zeile hat kein Ende.",
            wo=raster.ort(raster.text.count("\n") + 1),
            rat="Bitte die Datei unverändert neu herunterladen.",
        )
    aufbau, left_out = find_aufbau(raster)
    tabelle = read_breit(raster, aufbau)
    if left_out:
        names = ", ".join(left_out)
        text = f"Nicht gelesen, weil sie das Gebiet oder Merkmal nur beschreiben: {names}."
        hinweise = (*tabelle.hinweise, Hinweis("spalten_ausgelassen", text, raster.datei))
        tabelle = Rohtabelle(**{**tabelle.__dict__, "hinweise": hinweise})
    return tabelle


def find_aufbau(raster: Raster) -> tuple[Aufbau, list[str]]:
    """Infer the structure of a plain table; the names of columns left out come second."""
    spalten = _read_spalten(raster)
    zeit = _find_time(spalten, raster)
    rest = [s for s in spalten if s is not zeit]
    region = _find_region(rest, raster)
    rest = [s for s in rest if s is not region]
    name, wert, merkmal, einheit = _find_roles(rest, region)
    roles = [s for s in (name, wert, merkmal, einheit) if s]
    labels: list[str] = []
    left_out: list[str] = []
    for spalte in rest:
        if any(spalte is role for role in roles):
            continue
        describes = [s for s in (region, merkmal) if s and _depends(spalte.texte, s.texte)]
        kennung = bool(_KENNUNG.fullmatch(spalte.name.casefold()))
        is_key_like = kennung or (spalte.is_region and describes)
        if wert is None and spalte.is_number and not is_key_like:
            continue
        one_text = kennung and len(spalte.texte.werte) == 1
        if not _tells_apart(spalte, zeit, region):
            _refuse_einheit(spalte, raster)
        (left_out if describes or one_text else labels).append(spalte.name)
    stem = raster.datei.rsplit("/")[-1].rsplit(".", 1)[0]
    aufbau = Aufbau(
        stem,
        jahr=zeit.name,
        ags=region.name if region else "",
        schluessel=tuple(labels),
        ohne=tuple(left_out),
        name=name.name if name else "",
        wert=wert.name if wert else "",
        merkmal=merkmal.name if merkmal else "",
        einheit=einheit.name if einheit else "",
    )
    return aufbau, left_out


def _tells_apart(spalte: _Spalte, zeit: _Spalte, region: _Spalte | None) -> bool:
    """Whether rows of the same time and Gebiet differ in a column: then it names parts."""
    orte = region.texte if region else Kategorie.constant("", len(zeit.texte.codes))
    return count_pairs(zeit.texte, orte) < len(spalte.texte.codes)


def _refuse_einheit(spalte: _Spalte, raster: Raster) -> None:
    """Refuse numbers with their unit in each cell: they would be taken for names of parts."""
    texte = [text for text in spalte.texte.werte if text]
    if texte and all(map(_MIT_EINHEIT.fullmatch, texte)):
        zeile = spalte.texte.find_first(texte[0]) + 2
        raise DkbmFehler(
            f"Die Spalte „{spalte.name}“ nennt in jeder Zelle die Einheit („{texte[0]}“).",
            wo=f"{raster.ort(zeile)}, Spalte {spalte.name}",
            rat="Bitte in Excel das Zellformat der Spalte auf „Zahl“ stellen (12,5 statt 12,5 %) "
            "und die Datei neu speichern.",
        )


def _read_spalten(raster: Raster) -> list[_Spalte]:
    rows = raster.rows()
    kopf, body = next(rows), next(rows)
    koerper = raster.columns(body, len(kopf.zellen))
    return [
        _Spalte(name.strip(), encode_texts(texte))
        for name, texte in zip(kopf.zellen, koerper.spalten, strict=True)
        if name.strip()
    ]


def _find_time(spalten: list[_Spalte], raster: Raster) -> _Spalte:
    named = [s for s in spalten if _ZEIT.fullmatch(s.name.casefold())]
    fitting = [s for s in named if all(is_zeit(clean_zeit(t)) for t in s.texte.werte)]
    if len(fitting) != 1:
        raise DkbmFehler(
            f"{raster.datei} hat keine eindeutige Spalte mit der Zeit.",
            wo=raster.ort(1),
            rat=_NEU,
        )
    return fitting[0]


def _find_region(spalten: list[_Spalte], raster: Raster) -> _Spalte | None:
    """Take the column of region keys; the one with the most distinct keys if there are more."""
    found = [s for s in spalten if s.is_region]
    named = [s for s in spalten if _REGION.fullmatch(s.name.casefold()) and s not in found]
    digits = [s for s in named if any(t.isdigit() for t in s.texte.werte)]
    if not found and digits:
        wrong = next(t for t in digits[0].texte.werte if not is_key(t))
        zeile = digits[0].texte.find_first(wrong) + 2
        raise DkbmFehler(
            f"„{wrong}“ ist kein Regionalschlüssel.",
            wo=f"{raster.ort(zeile)}, Spalte {digits[0].name}",
            rat="Bitte den Schlüssel berichtigen oder die Zeile entfernen.",
        )
    return max(found, key=lambda s: len(s.texte.werte), default=None)


def _find_roles(
    spalten: list[_Spalte], region: _Spalte | None
) -> tuple[_Spalte | None, _Spalte | None, _Spalte | None, _Spalte | None]:
    wert = next((s for s in spalten if _WERT.fullmatch(s.name.casefold()) and s.is_number), None)
    merkmal = einheit = None
    if wert is not None:
        others = [s for s in spalten if s is not wert and not s.is_number]
        called = [s for s in others if _MERKMAL.fullmatch(s.name.casefold())]
        # Short forms (Kuerzel) stand before what people can read.
        merkmal = min(called, key=lambda s: s.name.casefold() in _KUERZEL, default=None)
        einheit = next((s for s in others if _EINHEIT.fullmatch(s.name.casefold())), None)
    if merkmal is None:
        wert = None
    name = None
    if region is not None:
        texts = [s for s in spalten if not s.is_number and not s.is_region]
        agreeing = [(n, s) for s in texts if (n := _count_agreeing(region.texte, s.texte))]
        called = [s for s in texts if _NAME.fullmatch(s.name.casefold())]
        name = max(agreeing, key=lambda pair: pair[0])[1] if agreeing else None
        name = name or next((s for s in called if _depends(s.texte, region.texte)), None)
    return name, wert, merkmal, einheit


def _count_agreeing(keys: Kategorie, namen: Kategorie) -> int:
    if count_pairs(keys, namen) > 1.1 * len(keys.werte):
        return 0
    return sum(name_agrees(key, name) is True for key, name in distinct_pairs(keys, namen))


def _depends(texte: Kategorie, on: Kategorie) -> bool:
    """Say whether one column follows from another: one text for each of its texts."""
    return count_pairs(on, texte) == len(on.werte)
