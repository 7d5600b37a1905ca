"""Changes in words: risen or fallen only where chance and breaks allow to say so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dkbm.darstellung.aufbau import list_context, title_of
from dkbm.darstellung.herkunft import format_quelle, list_anmerkungen, list_besonderheiten
from dkbm.darstellung.luecken import explain_missing
from dkbm.darstellung.spec import Datentabelle, Hinweis, Tabelle
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis, Kennzahl
from dkbm.kennzahlen.ergebnis import Zelle
from dkbm.kennzahlen.kennzahl import BEZUGSGROESSEN
from dkbm.kennzahlen.zeitvergleich import find_bruch, pick_vergleichsjahr
from dkbm.kennzahlen.zufall import Urteil, explain_offen, has_small_nenner, judge_change
from dkbm.sprache.zahlen import format_change, format_zahl, round_half_up

__all__ = ["WORTE", "Veraenderung", "compare_years", "veraenderungen"]

WORTE: dict[Urteil, str] = {
    "gestiegen": "gestiegen",
    "gesunken": "gesunken",
    "unveraendert": "nahezu unverändert",
    "offen": "–",
}


@dataclass(frozen=True)
class Veraenderung:
    """The change of one Gebiet between two years.

    Attributes
    ----------
    von, bis
        Years.
    alt, neu
        Cells of both.
    differenz
        Difference of the printed values for rates, in points; change in percent for counts
        (NaN from zero).
    einheit
        Unit of ``differenz``.
    stellen
        Decimals of ``differenz``.
    urteil
        Whether it may be called rise or fall.
    vorbehalt
        What limits the comparison (break, Abitur year); empty for nothing.
    """

    von: int
    bis: int
    alt: Zelle
    neu: Zelle
    differenz: float
    einheit: str
    stellen: int
    urteil: Urteil
    vorbehalt: str = ""

    @property
    def betrag(self) -> str:
        """Size without sign: ``7,0 Prozentpunkte``."""
        text = format_change(abs(self.differenz), self.einheit, self.stellen)
        return text.removeprefix("+")

    @property
    def mit_vorzeichen(self) -> str:
        """Size with sign: ``+7,0 Prozentpunkte``."""
        return format_change(self.differenz, self.einheit, self.stellen)


def compare_years(
    ergebnis: Ergebnis, von: int, bis: int, gebiet: Gebiet | None = None, auspraegung: str = ""
) -> Veraenderung | None:
    """Compare two years of a Gebiet (the Kommune where omitted); None where a value lacks."""
    gebiet = gebiet or ergebnis.kommune
    cells = [ergebnis.zellen.get((gebiet.ags, jahr, auspraegung)) for jahr in (von, bis)]
    alt, neu = cells
    if alt is None or neu is None or math.isnan(alt.wert) or math.isnan(neu.wert):
        return None
    kennzahl = ergebnis.kennzahl
    stoerungen = [b for jahr in (von, bis) for b in list_besonderheiten(ergebnis, gebiet.ags, jahr)]
    vorbehalt = find_bruch(kennzahl, von, bis) or next(
        (b.text.split(": ")[0].rstrip(".") for b in stoerungen if b.art != "rundung"), ""
    )
    spielraum = max((b.abweichung for b in stoerungen if b.art == "rundung"), default=0)
    differenz, einheit, stellen = _measure(ergebnis, alt, neu)
    urteil: Urteil = "offen" if vorbehalt else judge_change(kennzahl, alt, neu, spielraum=spielraum)
    if urteil != "offen" and not round_half_up(differenz, stellen):
        # Large counts pass the test with differences that print as 0,0.
        urteil = "unveraendert"
    return Veraenderung(von, bis, alt, neu, differenz, einheit, stellen, urteil, vorbehalt)


def veraenderungen(
    ergebnis: Ergebnis, *, von: int | None = None, bis: int | None = None, titel: str = ""
) -> Tabelle | Hinweis:
    """Show the change of Kommune, Land and Deutschland between two years in words.

    Parameters
    ----------
    von, bis
        Years of the Kommune; the latest, and the one about ten years before, where omitted.
    """
    bis = bis if bis is not None else max(ergebnis.jahre, default=0)
    von = von if von is not None else pick_vergleichsjahr(ergebnis)
    if von is None or ergebnis.kennzahl.auspraegungen:
        return explain_missing(ergebnis)
    ergebnis.wert(von)
    ergebnis.wert(bis)
    kennzahl = ergebnis.kennzahl
    shown = ergebnis.select(list_context(ergebnis))
    changes = [(g, compare_years(shown, von, bis, g)) for g in shown.gebiete]
    zeiten = [kennzahl.format_jahr(jahr) for jahr in (von, bis)]
    kopf = ("Gebiet", *(f"{kennzahl.masseinheit or 'Wert'}, {zeit}" for zeit in zeiten))
    daten = Datentabelle(
        (*kopf, "Veränderung", "in Worten"), tuple(_row(shown, g, c) for g, c in changes if c)
    )
    return Tabelle(
        titel=titel or f"Veränderung: {title_of(shown)}, {' bis '.join(zeiten)}",
        daten=daten,
        quelle=format_quelle(shown.quellen, berechnet=True),
        anmerkungen=(
            *list_anmerkungen(shown, [von, bis]),
            *_explain(kennzahl, [c for _, c in changes if c]),
        ),
        kennzahlen=(kennzahl,),
        quellen=shown.quellen,
    )


def _measure(ergebnis: Ergebnis, alt: Zelle, neu: Zelle) -> tuple[float, str, int]:
    """Return size, unit and decimals; the printed difference agrees with the printed values."""
    kennzahl = ergebnis.kennzahl
    if kennzahl.einheit or kennzahl.saldo:
        stellen = kennzahl.stellen
        differenz = round_half_up(neu.wert, stellen) - round_half_up(alt.wert, stellen)
        return float(differenz), BEZUGSGROESSEN.get(kennzahl.einheit, kennzahl.einheit), stellen
    if not alt.wert:
        return math.nan, "%", 1
    return (neu.wert - alt.wert) / alt.wert * 100, "%", 1


def _row(shown: Ergebnis, gebiet: Gebiet, c: Veraenderung) -> tuple[str, ...]:
    stellen = shown.kennzahl.stellen
    werte = [
        f"{format_zahl(cell.wert, stellen)}{' k)' if has_small_nenner(cell) else ''}"
        for cell in (c.alt, c.neu)
    ]
    worte = "eingeschränkt vergleichbar" if c.vorbehalt else WORTE[c.urteil]
    return (gebiet.name, *werte, c.mit_vorzeichen, worte)


def _explain(kennzahl: Kennzahl, changes: Sequence[Veraenderung]) -> list[str]:
    notes = [
        "Gestiegen oder gesunken heißt ein Wert nur, wenn die Veränderung größer ist, als es der "
        "Zufall erwarten lässt; sonst nahezu unverändert."
    ]
    if any(c.urteil == "offen" and not c.vorbehalt for c in changes):
        notes.append(f"{WORTE['offen']} = {explain_offen(kennzahl)}.")
    if any(has_small_nenner(cell) for c in changes for cell in (c.alt, c.neu)):
        notes.append("k) = Nenner unter 30, nur eingeschränkt aussagekräftig.")
    return notes
