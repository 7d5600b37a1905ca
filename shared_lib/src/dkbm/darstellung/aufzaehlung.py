"""Sentences about a broken-down result: its largest parts, and the one that changed most."""

from __future__ import annotations

import math
import re

from dkbm.darstellung.aufbau import list_context
from dkbm.darstellung.veraenderung import Veraenderung, compare_years
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis, Kennzahl
from dkbm.kennzahlen.zeitvergleich import pick_vergleichsjahr
from dkbm.sprache.woerter import capitalize, join_und, pronoun_of
from dkbm.sprache.zahlen import format_value, round_half_up

__all__ = ["find_largest_changes", "pick_teile", "write_change_of_teile", "write_teile"]

ALLE, GROESSTE = 4, 3
"""Up to how many parts all are told, in the order of the Kennzahl; beyond, the largest ones."""
_NICHTS = ("", "-", "x")
"""Signs of a part that is not there: there is nothing of it, or nothing to divide by."""


def pick_teile(ergebnis: Ergebnis) -> list[str]:
    """Return the codes of the parts that a sentence about the latest year names."""
    werte = _list_werte(ergebnis, ergebnis.kommune)
    if len(werte) <= ALLE:
        return list(werte)
    return sorted(werte, key=lambda code: -werte[code])[:GROESSTE]


def write_teile(ergebnis: Ergebnis, nummer: int) -> str:
    """Say the latest values of the parts, and those of Land and Deutschland in the same order."""
    kennzahl, kommune, jahr = ergebnis.kennzahl, ergebnis.kommune, ergebnis.jahre[-1]
    ort, zeit, subjekt = kommune.formen.ort, kennzahl.format_zeit(jahr), kennzahl.subjekt
    codes = pick_teile(ergebnis)
    werte = _list_werte(ergebnis, kommune)
    liste = join_und([f"{_format(ergebnis, werte[c])} ({_name(ergebnis, c)})" for c in codes])
    anfang = {
        0: f"{capitalize(ort)} lag {subjekt} {zeit}",
        1: f"{capitalize(subjekt)} lag {ort} {zeit}",
        2: f"{capitalize(zeit)} lag {subjekt} {ort}",
    }[nummer % 3]
    gefuellt = [c for c in kennzahl.auspraegungen if _is_something(ergebnis, jahr, c)]
    uebrige = "Werte" if len(gefuellt) == len(werte) else "gezeigten Werte"
    gerundet = {c: round_half_up(w, kennzahl.stellen) for c, w in werte.items()}
    hoechster = max((w for c, w in gerundet.items() if c not in codes), default=None)
    rest = ""
    if hoechster is not None:
        gleichauf = hoechster == min(gerundet[c] for c in codes)
        rest = f"; alle übrigen {uebrige} liegen {'nicht darüber' if gleichauf else 'darunter'}"
    return f"{anfang} bei {liste}{_unit(kennzahl)}{rest}.{_write_others(ergebnis, codes)}"


def find_largest_changes(ergebnis: Ergebnis) -> dict[str, Veraenderung]:
    """Return the part that changed most beyond chance since about ten years ago, if any.

    Of two parts of which one grew by what the other lost, both are returned.
    """
    changes = {
        code: c
        for code, c in _compare_teile(ergebnis).items()
        if c is not None and c.urteil != "unveraendert"
    }
    betraege = {code: round(abs(c.differenz), 6) for code, c in changes.items()}
    hoechster = max(betraege.values(), default=0.0)
    return {code: c for code, c in changes.items() if betraege[code] == hoechster}


def write_change_of_teile(ergebnis: Ergebnis) -> str:
    """Say which part changed most; empty where breaks or missing counts forbid to say so."""
    changes = _compare_teile(ergebnis)
    known = [c for c in changes.values() if c is not None]
    if not known:
        return ""
    jahr = ergebnis.kennzahl.format_jahr(known[0].von)
    er = pronoun_of(ergebnis.kennzahl.subjekt)
    is_complete = len(known) == len(changes)
    largest = find_largest_changes(ergebnis)
    if not largest:
        keiner = "kein Wert" if is_complete else "kein vergleichbarer Wert"
        was = f"sich {keiner} stärker" if len(changes) > 1 else f"{er} sich nicht stärker"
        return f"Seit {jahr} hat {was} verändert, als der Zufall erwarten lässt."
    if len(changes) == 1:
        return f"Seit {jahr} hat {er} sich {_write_step(ergebnis, *largest.values())} verändert."
    unter = "" if is_complete else " unter den vergleichbaren Werten"
    teile = {_name(ergebnis, code): _write_step(ergebnis, c) for code, c in largest.items()}
    if len(teile) == 1:
        ((name, schritt),) = teile.items()
        welcher = f"{unter} der für" if unter else " der Wert für"
        return f"Am stärksten verändert hat sich seit {jahr}{welcher} „{name}“: {schritt}."
    werte = join_und([f"„{name}“ {schritt}" for name, schritt in teile.items()])
    return f"Am stärksten verändert haben sich seit {jahr}{unter} {werte}."


def _write_step(ergebnis: Ergebnis, c: Veraenderung) -> str:
    """Write ``von 3,4 % auf 10,6 %``."""
    von, bis = (_format(ergebnis, zelle.wert) for zelle in (c.alt, c.neu))
    return f"von {von} auf {bis}"


def _compare_teile(ergebnis: Ergebnis) -> dict[str, Veraenderung | None]:
    """Compare the parts that are more than nothing now or then.

    None stands for a part that lacks one of the values, or whose count began at zero; nothing
    is compared where rise and fall of one part must not be named.
    """
    von = pick_vergleichsjahr(ergebnis)
    if von is None:
        return {}
    jahre = (von, ergebnis.jahre[-1])
    changes = {
        code: compare_years(ergebnis, *jahre, auspraegung=code)
        for code in ergebnis.kennzahl.auspraegungen
        if any(_is_something(ergebnis, jahr, code) for jahr in jahre)
    }
    if any(c is not None and c.urteil == "offen" for c in changes.values()):
        return {}
    return {
        code: None if c is None or math.isnan(c.differenz) else c for code, c in changes.items()
    }


def _is_something(ergebnis: Ergebnis, jahr: int, code: str) -> bool:
    """Whether a part does not print as zero, or is hidden or unknown."""
    zelle = ergebnis.zellen.get((ergebnis.kommune.ags, jahr, code))
    if zelle is None:
        return False
    if math.isnan(zelle.wert):
        return zelle.zeichen not in _NICHTS
    return bool(round_half_up(zelle.wert, ergebnis.kennzahl.stellen))


def _list_werte(ergebnis: Ergebnis, gebiet: Gebiet) -> dict[str, float]:
    """Return the latest year's numbers by part; parts that print as zero do not count."""
    jahr, kennzahl = ergebnis.jahre[-1], ergebnis.kennzahl
    werte = {
        code: ergebnis.zellen[gebiet.ags, jahr, code].wert
        for code in kennzahl.auspraegungen
        if (gebiet.ags, jahr, code) in ergebnis.zellen
    }
    known = {code: wert for code, wert in werte.items() if not math.isnan(wert)}
    return {code: wert for code, wert in known.items() if round_half_up(wert, kennzahl.stellen)}


def _write_others(ergebnis: Ergebnis, codes: list[str]) -> str:
    """Write the same parts of Land and Deutschland; counts of a Land do not help a Kreis."""
    if not ergebnis.kennzahl.einheit:
        return ""
    saetze = []
    for gebiet in list_context(ergebnis)[1:]:
        werte = _list_werte(ergebnis, gebiet)
        if all(code in werte for code in codes):
            zahlen = join_und([_format(ergebnis, werte[code]) for code in codes])
            saetze.append(f"{gebiet.formen.ort} waren es {zahlen}")
    reihenfolge = " (in derselben Reihenfolge)" if len(codes) > 1 else ""
    return f" {capitalize('; '.join(saetze))}{reihenfolge}." if saetze else ""


def _name(ergebnis: Ergebnis, code: str) -> str:
    """Return the name of a part without brackets: it stands in brackets itself."""
    return re.sub(r" \((.+)\)$", r", \1", ergebnis.kennzahl.auspraegungen[code])


def _unit(kennzahl: Kennzahl) -> str:
    """Return the unit behind a list; empty where each value has it or the subject says it."""
    einheit = kennzahl.einheit
    return "" if einheit in ("%", "Euro", "") or einheit in kennzahl.subjekt else f" {einheit}"


def _format(ergebnis: Ergebnis, wert: float) -> str:
    """Write a value; ``je 1.000 Personen`` is said once for all of a list."""
    kennzahl = ergebnis.kennzahl
    einheit = kennzahl.einheit if kennzahl.einheit in ("%", "Euro") else ""
    return format_value(wert, einheit, kennzahl.stellen)
