"""Values and quality signs of official statistics, kept apart.

Source of the meanings: Zeichenerklärung of the Statistische Ämter and GENESIS; ``*`` as the
Statistik der BA uses it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dkbm.fehler import DkbmFehler
from dkbm.quellen.langform import Kategorie

__all__ = ["BEDEUTUNG", "OHNE_ZAHL", "ZAHL_MARKE", "Werte", "split_values"]

BEDEUTUNG = {
    "-": "nichts vorhanden",
    ".": "Zahlenwert unbekannt oder geheim zu halten",
    "...": "Angabe fällt später an",
    "/": "keine Angabe, da Zahlenwert nicht sicher genug",
    "x": "Tabellenfach gesperrt, weil Aussage nicht sinnvoll",
    "*": "Zahlenwert anonymisiert",
    "()": "Aussagewert eingeschränkt, da der Zahlenwert statistisch relativ unsicher ist",
    "p": "vorläufiges Ergebnis",
    "r": "berichtigtes Ergebnis",
    "s": "geschätztes Ergebnis",
    "e": "endgültiges Ergebnis",
    "b": "Bruch in der Zeitreihe",
}
"""German meaning of each sign, for legends."""

OHNE_ZAHL = frozenset({"-", ".", "...", "/", "x", "*"})
"""Signs that stand instead of a number; the others stand beside one."""

ZAHL_MARKE = "\x00"
"""Before a number that a workbook stores as a number: it is exact, its notation needs no guess.
No text file can forge it, since files with this byte are refused."""

_NAMEN = {".": "Tausenderpunkt oder Dezimalpunkt", ",": "Tausenderkomma oder Dezimalkomma"}
_NEU = "Bitte die Datei unverändert neu herunterladen oder die Zelle berichtigen."
_SYNONYME = {"–": "-", "—": "-", "\u2212": "-", "…": "...", "X": "x", "": "."}
_ZIFFERN = {"2": "-", "5": ".", "6": "x", "7": "/", "8": "..."}
_ZAHLENCODES = {10 * ziffer: sign for ziffer, sign in _ZIFFERN.items()}
"""The Regionalatlas writes signs as numbers: 2222222222 is ``-``, 5555555555 ``.`` and so on."""
_CODE_AB = 10
"""Cells as long as such a number are looked at closely; most tables have none."""
_GANZ_BIS = 15
"""Longer whole numbers go the slow way, for a float would lose digits."""
_LEER = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " "})
_HUELLE = re.compile(
    r"(?P<auf>\()?\s*(?P<minus>[-–\u2212])?\s*(?P<zahl>\d[\d., ]*)(?P<zu>\))?"
    r"(?: ?(?P<sign>[prseb]))?",
    re.ASCII,
)
_LESARTEN = {
    ",": re.compile(
        r"\d+(?:,\d+)?|[1-9]\d{0,2}(?P<t>[. ])\d{3}(?:(?P=t)\d{3})*(?:,\d+)?", re.ASCII
    ),
    ".": re.compile(
        r"\d+(?:\.\d+)?|[1-9]\d{0,2}(?P<t>[, ])\d{3}(?:(?P=t)\d{3})*(?:\.\d+)?", re.ASCII
    ),
}
"""How a number looks where the key is the decimal sign."""


@dataclass(frozen=True)
class Werte:
    """Numbers (float64, NaN where only a sign stands) and signs, one per cell."""

    wert: npt.NDArray[np.float64]
    zeichen: Kategorie


def split_values(
    zellen: pa.Array, ort: Callable[[int], str], vorrang: str = ",", rat: str = _NEU
) -> Werte:
    """Split text cells into numbers and signs.

    Parameters
    ----------
    zellen
        Text as it stands in the file: ``1234``, ``30,3``, ``1 234``, ``-``, ``(12)``, ``5p`` ...
        All cells of one table: the notation (decimal comma or point) is found from them.
    ort
        Gives the place of the n-th cell for messages.
    vorrang
        Decimal sign that the format prescribes. ``1,234`` alone in a file with ``;`` is a
        decimal number; ``1.234`` alone there is ambiguous and refused.
    rat
        What to do about a wrong cell.

    Raises
    ------
    DkbmFehler
        If a cell is neither number nor known sign, or the notation is not clear.
    """
    is_int = pc.ascii_is_decimal(zellen)
    laengen = pc.binary_length(zellen).to_numpy()
    mask = is_int.to_numpy(zero_copy_only=False)
    longest = int(laengen.max(initial=0))
    if longest >= _CODE_AB:
        mask = mask & (laengen <= _GANZ_BIS) & ~_find_codes(zellen, laengen)
        is_int = pa.array(mask)
    wert = np.full(len(zellen), np.nan)
    wert[mask] = pc.cast(zellen.filter(is_int), pa.int64()).to_numpy()
    codes = np.zeros(len(zellen), dtype=np.int8)
    signs = {"": 0}
    if not mask.all():
        rest = zellen.filter(pc.invert(is_int)).dictionary_encode()
        texte: list[str] = rest.dictionary.to_pylist()
        indices = rest.indices.to_numpy()
        rows = np.flatnonzero(~mask)

        def first(text: str) -> str:
            return ort(int(rows[np.argmax(indices == texte.index(text))]))

        paare = _read_texts(texte, first, vorrang, rat)
        wert[rows] = np.array([zahl for zahl, _ in paare])[indices]
        for _, sign in paare:
            signs.setdefault(sign, len(signs))
        codes[rows] = np.array([signs[sign] for _, sign in paare], dtype=np.int8)[indices]
    return Werte(wert, Kategorie(codes, list(signs)))


def _find_codes(zellen: pa.Array, laengen: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Mark the cells that hold a number in place of a sign; only long cells can."""
    found = np.zeros(len(zellen), dtype=bool)
    rows = np.flatnonzero(laengen >= _CODE_AB)
    codes = pa.array(_ZAHLENCODES, pa.string())
    found[rows] = pc.is_in(zellen.take(pa.array(rows)), value_set=codes).to_numpy(
        zero_copy_only=False
    )
    return found


def _read_texts(
    texte: list[str], first: Callable[[str], str], vorrang: str, rat: str
) -> list[tuple[float, str]]:
    plain = [text.translate(_LEER).strip() for text in texte]
    huellen: list[re.Match[str] | None] = []
    for text, roh in zip(plain, texte, strict=True):
        huelle = _HUELLE.fullmatch(text)
        code = text.removeprefix(ZAHL_MARKE).removesuffix(".0") in _ZAHLENCODES
        is_sign = code or text in OHNE_ZAHL or text in _SYNONYME or text == "()"
        if not is_sign and not text.startswith(ZAHL_MARKE) and not _is_number(huelle):
            raise _unreadable(roh, first(roh), rat)
        huellen.append(None if is_sign else huelle)
    lesart = _find_lesart(texte, huellen, first, vorrang, rat)
    return [_to_pair(t, h, lesart) for t, h in zip(plain, huellen, strict=True)]


def _is_number(huelle: re.Match[str] | None) -> bool:
    if huelle is None or bool(huelle["auf"]) != bool(huelle["zu"]):
        return False
    zahl = huelle["zahl"].strip()
    return len(zahl) < 40 and any(muster.fullmatch(zahl) for muster in _LESARTEN.values())


def _unreadable(text: str, wo: str, rat: str) -> DkbmFehler:
    shown = text.strip().lstrip(ZAHL_MARKE)
    return DkbmFehler(
        f"„{shown[:60]}“ ist keine Zahl.",
        wo=wo,
        rat=f"Erlaubt sind Zahlen und die amtlichen Zeichen - . ... / x. {rat}",
    )


def _find_lesart(
    texte: list[str],
    huellen: list[re.Match[str] | None],
    first: Callable[[str], str],
    vorrang: str,
    rat: str,
) -> str:
    """Find the decimal sign that all numbers of the table agree with."""
    zahlen = [
        (text, huelle["zahl"].strip())
        for text, huelle in zip(texte, huellen, strict=True)
        if huelle is not None and ("." in huelle["zahl"] or "," in huelle["zahl"])
    ]
    against = {
        sign: next((text for text, zahl in zahlen if not muster.fullmatch(zahl)), None)
        for sign, muster in _LESARTEN.items()
    }
    fitting = [sign for sign, text in against.items() if text is None]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        komma, punkt = against["."], against[","]
        assert komma is not None and punkt is not None
        raise DkbmFehler(
            f"Die Tabelle schreibt Zahlen widersprüchlich: „{komma.strip()}“ hat ein "
            f"Dezimalkomma, „{punkt.strip()}“ einen Dezimalpunkt.",
            wo=first(punkt),
            rat=rat,
        )
    other = "." if vorrang == "," else ","
    unclear = next((text for text, zahl in zahlen if other in zahl), None)
    if unclear is not None:
        raise DkbmFehler(
            f"„{unclear.strip()}“ ist mehrdeutig: {_NAMEN[other]}? "
            "Keine andere Zahl der Tabelle entscheidet es.",
            wo=first(unclear),
            rat="Bitte ohne Tausenderzeichen und mit Dezimalkomma schreiben.",
        )
    return vorrang


def _to_pair(text: str, huelle: re.Match[str] | None, lesart: str) -> tuple[float, str]:
    sign = _ZAHLENCODES.get(text.removeprefix(ZAHL_MARKE).removesuffix(".0"))
    if sign is not None:
        return math.nan, sign
    if text.startswith(ZAHL_MARKE):
        return float(text[1:]), ""
    if huelle is None:
        return math.nan, _SYNONYME.get(text, text)
    digits = huelle["zahl"].strip().replace(" ", "")
    digits = digits.replace("." if lesart == "," else ",", "").replace(",", ".")
    zahl = float(digits) * (-1 if huelle["minus"] else 1)
    return zahl, huelle["sign"] or ("()" if huelle["auf"] else "")
