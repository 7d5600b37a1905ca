"""Sentences made from results: level, comparison, change. No judgement, no recommendation."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from dkbm.bestand import Quelle
from dkbm.darstellung.spec import build_bundle
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis, Kennzahl
from dkbm.kennzahlen.kennzahl import BEZUGSGROESSEN
from dkbm.sprache.woerter import join_und
from dkbm.sprache.zahlen import format_change, format_value, round_half_up

__all__ = ["Kernaussagen", "formulate_aussagen"]


@dataclass(frozen=True)
class Kernaussagen:
    """The key statements of a chapter.

    Attributes
    ----------
    aussagen
        Sentences; an analyst may replace or extend them.
    kennzahlen, quellen
        The Kennzahlen and sources behind them.
    """

    aussagen: tuple[str, ...]
    kennzahlen: tuple[Kennzahl, ...] = ()
    quellen: tuple[Quelle, ...] = ()

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, object]:
        items = "".join(f"<li>{html.escape(a)}</li>" for a in self.aussagen)
        text = f"<p><strong>Das Wichtigste in Kürze</strong></p><ul>{items}</ul>"
        return build_bundle("kernaussagen", self, text, "\n".join(self.aussagen))


def formulate_aussagen(*ergebnisse: Ergebnis) -> Kernaussagen:
    """Write one statement per result: value, Land and Deutschland, and the change so far.

    Results without a value for the Kommune and broken-down ones are passed over.
    """
    used = [e for e in ergebnisse if not e.is_empty and not e.kennzahl.auspraegungen]
    return Kernaussagen(
        aussagen=tuple(f"{_level(e, n)} {_change(e)}".strip() for n, e in enumerate(used)),
        kennzahlen=tuple(e.kennzahl for e in used),
        quellen=tuple({q.id: q for e in used for q in e.quellen}.values()),
    )


def _level(ergebnis: Ergebnis, nummer: int) -> str:
    """Say value and context; every other sentence begins with the Kennzahl, not the place."""
    kennzahl, kommune, jahr = ergebnis.kennzahl, ergebnis.kommune, ergebnis.jahre[-1]
    ort, zeit = kommune.formen.ort, kennzahl.format_zeit(jahr)
    if nummer % 2:
        start = f"{_capitalize(kennzahl.subjekt)} lag {ort} {zeit}"
    else:
        start = f"{_capitalize(ort)} lag {kennzahl.subjekt} {zeit}"
    satz = f"{start} bei {_format(ergebnis, ergebnis.wert(jahr))}"
    others = [
        f"{g.formen.ort} bei {_format(ergebnis, ergebnis.wert(jahr, g))}"
        for g in _context(ergebnis)
        if kennzahl.einheit and jahr in set(ergebnis.of(g)["jahr"])
    ]
    return f"{satz}, {join_und(others)}." if others else f"{satz}."


def _change(ergebnis: Ergebnis) -> str:
    jahre = ergebnis.jahre
    if len(jahre) < 2:
        return ""
    kennzahl = ergebnis.kennzahl
    frueher = _earlier(ergebnis)
    alt, neu = ergebnis.wert(frueher), ergebnis.wert(jahre[-1])
    if kennzahl.einheit:
        einheit = BEZUGSGROESSEN.get(kennzahl.einheit, kennzahl.einheit)
        stellen = kennzahl.stellen
        # The printed difference must agree with the printed values.
        differenz = float(round_half_up(neu, stellen) - round_half_up(alt, stellen))
        text = "unverändert" if not differenz else format_change(differenz, einheit, stellen)
    elif alt:
        differenz = (neu - alt) / alt * 100
        text = format_change(differenz, "%", 1)
    else:
        return ""
    bruch = any(frueher < jahr <= jahre[-1] for jahr, _ in kennzahl.brueche)
    vorbehalt = "; wegen eines Bruchs in der Reihe nur eingeschränkt vergleichbar" if bruch else ""
    return f"Zum Vergleich {frueher}: {_format(ergebnis, alt)} ({text}{vorbehalt})."


def _capitalize(text: str) -> str:
    return text[0].upper() + text[1:]


def _earlier(ergebnis: Ergebnis) -> int:
    """Return the year to compare with: the one nearest to ten years before the latest."""
    *davor, letztes = ergebnis.jahre
    return min(davor, key=lambda jahr: (abs(letztes - 10 - jahr), jahr))


def _context(ergebnis: Ergebnis) -> list[Gebiet]:
    keys = {ergebnis.kommune.land_ags, "DG"}
    return [g for g in ergebnis.gebiete[1:] if g.ags in keys]


def _format(ergebnis: Ergebnis, wert: float) -> str:
    kennzahl = ergebnis.kennzahl
    einheit = kennzahl.einheit or (kennzahl.zaehlt if "Index" not in kennzahl.zaehlt else "")
    return format_value(wert, einheit, kennzahl.stellen)
