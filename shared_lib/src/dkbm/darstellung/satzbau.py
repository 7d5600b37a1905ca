"""How sentences are built: level, comparison, spread, change.

Each builder offers several patterns; the position of the statement picks one, so that a list
reads well and the same data give the same words. Nothing here judges or recommends.
"""

from __future__ import annotations

import math

from dkbm.darstellung.aufbau import list_context
from dkbm.darstellung.veraenderung import Veraenderung, compare_years
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.kennzahlen.streuung import compute_streuung
from dkbm.kennzahlen.zeitvergleich import pick_vergleichsjahr
from dkbm.kennzahlen.zufall import KLEINER_NENNER, Urteil, has_small_nenner, judge_change
from dkbm.sprache.woerter import capitalize, join_und, pronoun_of
from dkbm.sprache.zahlen import MINUS, format_value, format_zahl, round_half_up

__all__ = ["write_change", "write_level", "write_nenner", "write_streuung"]

_VERGLEICH: dict[Urteil, str] = {
    "gestiegen": "höher als",
    "gesunken": "niedriger als",
    "unveraendert": "ähnlich hoch wie",
}

SICHTBAR = 0.1
"""Share of the earlier value beyond which two numbers do not look alike."""
VERDOPPELT = 100
"""Growth of a count, in percent, from which a multiple is easier to grasp."""


def write_level(ergebnis: Ergebnis, nummer: int) -> str:
    """Say the latest value of the Kommune, and those of Land and Deutschland for rates."""
    kennzahl, kommune, jahr = ergebnis.kennzahl, ergebnis.kommune, ergebnis.jahre[-1]
    ort, zeit, subjekt = kommune.formen.ort, kennzahl.format_zeit(jahr), kennzahl.subjekt
    wert = _format(ergebnis, ergebnis.wert(jahr))
    others = _list_others(ergebnis, jahr)
    match nummer % 4:
        case 0:
            satz = f"{capitalize(ort)} lag {subjekt} {zeit} bei {wert}"
            return _end(satz, ", ", join_und([f"{g.formen.ort} bei {w}" for g, w in others]))
        case 1:
            satz = f"{capitalize(subjekt)} lag {ort} {zeit} bei {wert}"
            return _end(satz, "; ", _waren_es(others))
        case 2:
            satz = f"{capitalize(zeit)} lag {subjekt} {ort} bei {wert}"
            vergleich = _compare(ergebnis, jahr, others)
            return _end(satz, ", " if vergleich else "; ", vergleich or _waren_es(others))
        case _:
            satz = f"{capitalize(subjekt)} betrug {zeit} {ort} {wert}"
            text = ", ".join(f"{g.name}: {w}" for g, w in others)
            return _end(satz, " ", f"({text})" if text else "")


def write_streuung(ergebnis: Ergebnis, nummer: int) -> str:
    """Say where the Kommune lies in the spread of all Kreise; empty without it."""
    jahr = ergebnis.jahre[-1]
    rows = compute_streuung(ergebnis)
    rows = rows[rows["jahr"] == jahr]
    if rows.empty or not ergebnis.kennzahl.einheit:
        return ""
    unten, oben = float(rows["unten"].iloc[0]), float(rows["oben"].iloc[0])
    stellen = ergebnis.kennzahl.stellen
    wert, low, high = (round_half_up(w, stellen) for w in (ergebnis.wert(jahr), unten, oben))
    lage = "unter der" if wert < low else "über der" if wert > high else "in der"
    von, bis = format_zahl(unten, stellen), _format_again(ergebnis, oben)
    # The sentence before may end with an earlier value: say which one is meant.
    is_series = len(ergebnis.jahre) > 1
    match nummer % 3:
        case 0:
            womit = "Mit dem neueren Wert" if is_series else "Damit"
            name = ergebnis.kommune.formen.kurz_nominativ
            return f"{womit} liegt {name} {lage} mittleren Hälfte aller Kreise ({von} bis {bis})."
        case 1:
            subjekt = "Der neuere Wert" if is_series else "Der Wert"
            return f"{subjekt} liegt {lage} mittleren Hälfte aller Kreise ({von} bis {bis})."
        case _:
            return f"Die mittlere Hälfte aller Kreise liegt zwischen {von} und {bis}."


def write_change(ergebnis: Ergebnis, nummer: int) -> tuple[str, Veraenderung | None]:
    """Say how the value has changed since about ten years ago; empty for a single year."""
    von = pick_vergleichsjahr(ergebnis)
    c = compare_years(ergebnis, von, ergebnis.jahre[-1]) if von is not None else None
    if c is None or math.isnan(c.differenz):
        return "", None
    kennzahl = ergebnis.kennzahl
    alt, zeit = _format_again(ergebnis, c.alt.wert), kennzahl.format_zeit(c.von)
    jahr = kennzahl.format_jahr(c.von)
    er = pronoun_of(kennzahl.subjekt)
    # The values of Land and Deutschland stand before: say whose value follows.
    ort = f" {ergebnis.kommune.formen.kurz_ort}" if _list_others(ergebnis, c.bis) else ""
    damals = f"{capitalize(zeit)} waren es{ort}"
    if c.urteil == "offen":
        return f"{damals} {_add_bracket(ergebnis, c, alt)}.", c
    if c.urteil == "unveraendert" and alt == _format_again(ergebnis, c.neu.wert):
        return _write_same(nummer, alt=alt, jahr=jahr, er=er, damals=damals), c
    if c.urteil == "unveraendert":
        return _write_unchanged(c, nummer, alt=alt, jahr=jahr, er=er, damals=damals), c
    ende = f"{_amount_phrase(ergebnis, c)} {c.urteil}"
    match nummer % 3:
        case 0:
            return f"Gegenüber {jahr} ({alt}) ist {er} {ende}.", c
        case 1:
            return f"{damals} {alt}; seither ist der Wert {ende}.", c
        case _:
            return f"Seit {jahr} ({alt}) ist {er} {ende}.", c


def _write_same(nummer: int, *, alt: str, jahr: str, er: str, damals: str) -> str:
    """Say that the same number is printed for both years."""
    match nummer % 3:
        case 0:
            return f"Gegenüber {jahr} ist {er} gleich geblieben."
        case 1:
            return f"{damals} ebenfalls {alt}."
        case _:
            return f"{capitalize(er)} ist ebenso hoch wie {jahr}."


def _write_unchanged(
    c: Veraenderung, nummer: int, *, alt: str, jahr: str, er: str, damals: str
) -> str:
    """Say that no change is certain; two numbers that differ visibly are not called alike."""
    match nummer % 3, _differs_visibly(c.alt.wert, c.neu.wert):
        case 0, False:
            return f"Gegenüber {jahr} ({alt}) ist {er} nahezu unverändert."
        case 1, False:
            return f"{damals} {alt}; seither ist der Wert nahezu unverändert."
        case _, False:
            return f"Seit {jahr} ({alt}) ist {er} nahezu unverändert geblieben."
        case 0, True:
            return (
                f"Eine Veränderung gegenüber {jahr} ({alt}) ist nicht gesichert: "
                "Der Unterschied kann bei diesen Fallzahlen Zufall sein."
            )
        case 1, True:
            ende = "der Unterschied ist nicht größer, als der Zufall erwarten lässt"
            return f"{damals} {alt}; {ende}."
        case _:
            zum = f"Der Unterschied zum Wert von {jahr} ({alt})"
            return f"{zum} kann bei diesen Fallzahlen Zufall sein."


def write_nenner(ergebnis: Ergebnis) -> str:
    """Warn where the latest rate rests on a small denominator; empty else."""
    zelle = ergebnis.zellen[ergebnis.kommune.ags, ergebnis.jahre[-1], ""]
    if not has_small_nenner(zelle):
        return ""
    return (
        f"Der Wert beruht auf weniger als {KLEINER_NENNER} Fällen im Nenner und ist nur "
        "eingeschränkt aussagekräftig."
    )


def _end(satz: str, zeichen: str, rest: str) -> str:
    return f"{satz}{zeichen}{rest}." if rest else f"{satz}."


def _list_others(ergebnis: Ergebnis, jahr: int) -> list[tuple[Gebiet, str]]:
    """Return Land and Deutschland with their values; counts of a Land do not help a Kreis."""
    if not ergebnis.kennzahl.einheit:
        return []
    return [
        (g, _format_again(ergebnis, ergebnis.wert(jahr, g)))
        for g in list_context(ergebnis)[1:]
        if jahr in set(ergebnis.of(g)["jahr"])
    ]


def _waren_es(others: list[tuple[Gebiet, str]]) -> str:
    if not others:
        return ""
    (first, wert), *rest = others
    return ", ".join(
        [f"{first.formen.ort} waren es {wert}", *(f"{g.formen.ort} {w}" for g, w in rest)]
    )


def _compare(ergebnis: Ergebnis, jahr: int, others: list[tuple[Gebiet, str]]) -> str:
    """Say higher or lower; empty where the source gives no counts to tell it from chance."""
    own = ergebnis.zellen[ergebnis.kommune.ags, jahr, ""]
    stellen = ergebnis.kennzahl.stellen
    by_word: dict[str, list[str]] = {}
    for gebiet, wert in others:
        other = ergebnis.zellen[gebiet.ags, jahr, ""]
        urteil = judge_change(ergebnis.kennzahl, other, own)
        if urteil == "offen":
            return ""
        if round_half_up(own.wert, stellen) == round_half_up(other.wert, stellen):
            wort = "ebenso hoch wie"
        elif urteil == "unveraendert" and _differs_visibly(other.wert, own.wert):
            wort = f"nicht eindeutig {'höher' if own.wert > other.wert else 'niedriger'} als"
        else:
            wort = _VERGLEICH[urteil]
        by_word.setdefault(wort, []).append(f"{gebiet.formen.ort} ({wert})")
    return join_und([f"{wort} {join_und(orte)}" for wort, orte in by_word.items()])


def _differs_visibly(alt: float, neu: float) -> bool:
    """Whether a reader would see a difference between two printed values."""
    return abs(neu - alt) > SICHTBAR * abs(alt)


def _amount(ergebnis: Ergebnis, c: Veraenderung) -> str:
    """Write the size; the unit of a rate other than percent already stands in the sentence."""
    if ergebnis.kennzahl.einheit in ("%", "Euro") or not ergebnis.kennzahl.einheit:
        return c.betrag
    return format_zahl(abs(c.differenz), c.stellen)


def _amount_phrase(ergebnis: Ergebnis, c: Veraenderung) -> str:
    """Write ``um 5,9 %``; counts that have at least doubled read better as a multiple."""
    if c.einheit == "%" and c.differenz >= VERDOPPELT:
        return f"auf das {format_zahl(c.neu.wert / c.alt.wert, 1)}-Fache"
    return f"um {_amount(ergebnis, c)}"


def _add_bracket(ergebnis: Ergebnis, c: Veraenderung, alt: str) -> str:
    """Write the earlier value with its distance, where rise and fall must not be named."""
    vorbehalt = f"nur eingeschränkt vergleichbar: {c.vorbehalt}" if c.vorbehalt else ""
    if not c.differenz:
        return f"ebenfalls {alt}" + (f" ({vorbehalt})" if vorbehalt else "")
    sign = "+" if c.differenz > 0 else MINUS
    seither = f"seither {sign}{_amount(ergebnis, c)}"
    return f"{alt} ({'; '.join(teil for teil in (seither, vorbehalt) if teil)})"


def _format(ergebnis: Ergebnis, wert: float) -> str:
    """Write a value with its unit; bare where the subject says what is counted, or per what.

    A quotient stands alone: ``je 100`` without a noun says nothing.
    """
    kennzahl = ergebnis.kennzahl
    said = kennzahl.einheit in kennzahl.subjekt or kennzahl.einheit == "je 100"
    einheit = "" if said else kennzahl.einheit
    return format_value(wert, einheit, kennzahl.stellen)


def _format_again(ergebnis: Ergebnis, wert: float) -> str:
    """Write a further value: ``je 1.000 Personen`` was said with the first."""
    if ergebnis.kennzahl.einheit in ("%", "Euro"):
        return _format(ergebnis, wert)
    return format_zahl(wert, ergebnis.kennzahl.stellen)
