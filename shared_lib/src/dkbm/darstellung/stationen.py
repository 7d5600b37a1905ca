"""The course of life in one figure: each station on its own scale, the Kreise as ground.

The Kennzahlen have different units; every row therefore runs from the lower to the upper end of
what 90 of 100 Kreise show, and prints both ends. Rows are not comparable with each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from dkbm.darstellung.aufbau import HINWEIS_STREUUNG, list_context
from dkbm.darstellung.beschriftung import align_names, wrap_name
from dkbm.darstellung.herkunft import format_quelle
from dkbm.darstellung.luecken import explain_missing
from dkbm.darstellung.spec import Abbildung, Datentabelle, Hinweis
from dkbm.darstellung.thema import (
    FARBE_BAND,
    FARBE_BANDRAND,
    FARBE_KOMMUNE,
    FARBE_NOTIZ,
    STILE,
    draw,
    to_svg,
)
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.kennzahlen.streuung import MINDESTENS, select_kreise
from dkbm.sprache.zahlen import format_value, format_zahl

__all__ = ["stationen"]

_RAND = (0.05, 0.25, 0.75, 0.95)
"""Quantiles of all Kreise: ends of the scale and of the middle half."""
_MARKEN = (("o", 95), ("D", 38), ("X", 50))
_ZEILE = 0.42


@dataclass(frozen=True)
class _Station:
    """One row: a Kennzahl, or one part of its breakdown, in its latest year."""

    ergebnis: Ergebnis
    auspraegung: str
    jahr: int
    lagen: tuple[float, ...]
    """Quantiles of all Kreise (`_RAND`)."""

    @property
    def name(self) -> str:
        kennzahl = self.ergebnis.kennzahl
        return kennzahl.auspraegungen.get(self.auspraegung, kennzahl.name)

    @property
    def zeit(self) -> str:
        return self.ergebnis.kennzahl.format_jahr(self.jahr)

    def wert(self, gebiet: Gebiet) -> float:
        cell = self.ergebnis.zellen.get((gebiet.ags, self.jahr, self.auspraegung))
        return cell.wert if cell else math.nan

    def place(self, wert: float) -> float:
        """Return the position on the row's scale: 0 to 1 for 90 of 100 Kreise."""
        unten, oben = self.lagen[0], self.lagen[-1]
        return (wert - unten) / ((oben - unten) or 1)

    def format(self, wert: float, *, with_unit: bool = True) -> str:
        kennzahl = self.ergebnis.kennzahl
        unit = kennzahl.einheit if kennzahl.einheit in ("%", "Euro") and with_unit else ""
        return format_value(wert, unit, kennzahl.stellen)


def stationen(*ergebnisse: Ergebnis, titel: str = "", alt: str = "") -> Abbildung | Hinweis:
    """Draw the stations of the course of life for the Kommune, its Land and Deutschland.

    Parameters
    ----------
    ergebnisse
        In the order of life, each with all Kreise. A result broken down (by sex, by
        nationality) gets a row for each part. Results without a value are left out.
    titel, alt
        Replace the generated caption and alternative text.

    Raises
    ------
    DkbmFehler
        If a result lacks the Kreise.
    """
    rows = [s for e in ergebnisse if not e.is_empty for s in _list_stations(e)]
    if not rows:
        return explain_missing(ergebnisse[0])
    kommune = rows[0].ergebnis.kommune
    quellen = {q.id: q for s in rows for q in s.ergebnis.quellen}
    return Abbildung(
        titel=titel or f"Stationen des Lebenslaufs {kommune.formen.ort}, jeweils neuestes Jahr",
        alt=alt or _describe(rows),
        svg=_draw(rows),
        daten=_tabulate(rows),
        quelle=format_quelle(quellen.values(), berechnet=True),
        anmerkungen=(
            "Jede Zeile hat ihre eigene Skala; sie reicht über den Bereich von 90 % aller Kreise. "
            "Punkte neben der Linie liegen außerhalb. Zeilen sind untereinander nicht "
            "vergleichbar, und rechts heißt nicht besser.",
            HINWEIS_STREUUNG,
        ),
        kennzahlen=tuple({s.ergebnis.kennzahl.id: s.ergebnis.kennzahl for s in rows}.values()),
        quellen=tuple(quellen.values()),
    )


def _list_stations(ergebnis: Ergebnis) -> list[_Station]:
    if len(ergebnis.gebiete) < MINDESTENS:
        raise DkbmFehler(
            f"Für „{ergebnis.kennzahl.name}“ fehlen die Kreise.",
            rat=f'Bitte kommune.kennzahl("{ergebnis.kennzahl.id}", kreise=True) übergeben.',
        )
    kreise = select_kreise(ergebnis)
    jahr = ergebnis.jahre[-1]
    kreise = kreise[kreise["jahr"] == jahr]
    stations = []
    for teil in ergebnis.kennzahl.auspraegungen or [""]:
        own = ergebnis.zellen.get((ergebnis.kommune.ags, jahr, teil))
        werte = kreise[kreise["auspraegung"] == teil]["wert"] if teil else kreise["wert"]
        if own is not None and not math.isnan(own.wert):
            lagen = _quantiles(werte.to_numpy(dtype=float))
            stations.append(_Station(ergebnis, teil, jahr, lagen))
    return stations


def _quantiles(werte: np.ndarray) -> tuple[float, ...]:
    """Return the quantiles `_RAND`; none where too few Kreise have a value."""
    return tuple(float(q) for q in np.quantile(werte, _RAND)) if len(werte) >= MINDESTENS else ()


def _draw(rows: Sequence[_Station]) -> str:
    kommune = rows[0].ergebnis.kommune
    with draw(hoehe=0.75 + _ZEILE * len(rows)) as (figure, ax):
        for zeile, station in enumerate(rows):
            if station.lagen:
                _draw_row(ax, zeile, station)
        ax.set_yticks(range(len(rows)), [_label(s) for s in rows], fontsize=8.5)
        ax.set(xlim=(-0.16, 1.16), ylim=(len(rows) - 0.5, -0.5), xticks=[])
        ax.grid(visible=False)
        ax.spines[["left", "bottom"]].set_visible(False)
        align_names(ax)
        _write_values(ax, [station.format(station.wert(kommune)) for station in rows])
        _put_legend(figure, rows[0].ergebnis)
        return to_svg(figure)


def _write_values(ax: Axes, werte: Sequence[str]) -> None:
    """Write the Kommune's values in a column of their own."""
    rechts = ax.twinx()
    rechts.set(ylim=ax.get_ylim())
    rechts.set_yticks(range(len(werte)), werte)
    rechts.tick_params(right=False, labelcolor=FARBE_KOMMUNE, labelsize=9)
    for label in rechts.get_yticklabels():
        label.set_fontweight("bold")
    rechts.grid(visible=False)
    rechts.spines[["left", "bottom", "right"]].set_visible(False)


def _label(station: _Station) -> str:
    einheit = station.ergebnis.kennzahl.einheit
    zusatz = station.zeit if einheit in ("", "%", "Euro") else f"{einheit}, {station.zeit}"
    return wrap_name(f"{_full_name(station)} ({zusatz})", 40)


def _draw_row(ax: Axes, zeile: int, station: _Station) -> None:
    """Draw scale, middle half and the dots; what lies outside the scale sits at its edge."""
    unten, links, rechts, oben = (station.place(q) for q in station.lagen)
    ax.plot([unten, oben], [zeile, zeile], color=FARBE_BANDRAND, linewidth=0.8, zorder=1)
    ax.add_patch(
        Rectangle(
            (links, zeile - 0.24),
            rechts - links,
            0.48,
            facecolor=FARBE_BAND,
            edgecolor=FARBE_BANDRAND,
            linewidth=0.6,
        )
    )
    for x, wert, seite in ((0, station.lagen[0], "left"), (1, station.lagen[-1], "right")):
        text = station.format(wert, with_unit=False)
        ax.text(x, zeile + 0.36, text, ha=seite, va="center", fontsize=6.5, color=FARBE_NOTIZ)
    for nummer, gebiet in reversed(list(enumerate(list_context(station.ergebnis)))):
        wert = station.wert(gebiet)
        if not math.isnan(wert):
            marke, groesse = _style(nummer, gebiet)
            ax.scatter(
                [float(np.clip(station.place(wert), -0.1, 1.1))],
                [zeile],
                marker=marke,
                s=groesse,
                color=_colour(nummer, gebiet),
                edgecolor="white",
                linewidth=0.8,
                zorder=6 - nummer,
            )


def _style(nummer: int, gebiet: Gebiet) -> tuple[str, int]:
    return _MARKEN[0] if not nummer else _MARKEN[2] if gebiet.ags == "DG" else _MARKEN[1]


def _colour(nummer: int, gebiet: Gebiet) -> str:
    return STILE[0][0] if not nummer else STILE[2][0] if gebiet.ags == "DG" else STILE[1][0]


def _put_legend(figure: Figure, ergebnis: Ergebnis) -> None:
    handles: list[Line2D | Rectangle] = []
    for nummer, gebiet in enumerate(list_context(ergebnis)):
        marke, groesse = _style(nummer, gebiet)
        handles.append(
            Line2D(
                [],
                [],
                marker=marke,
                linestyle="",
                markersize=math.sqrt(groesse) * 0.9,
                color=_colour(nummer, gebiet),
                label=gebiet.name,
            )
        )
    band = Rectangle((0, 0), 1, 1, facecolor=FARBE_BAND, edgecolor=FARBE_BANDRAND, linewidth=0.6)
    band.set_label("mittlere Hälfte der Kreise")
    figure.legend(
        handles=[*handles, band],
        loc="outside upper left",
        ncols=2,
        frameon=False,
        handletextpad=0.4,
        columnspacing=1.2,
        fontsize=9,
    )


def _describe(rows: Sequence[_Station]) -> str:
    sentences = []
    for station in rows:
        werte = [
            f"{g.name} {station.format(station.wert(g))}"
            for g in list_context(station.ergebnis)
            if not math.isnan(station.wert(g))
        ]
        sentences.append(f"{_full_name(station)} {station.zeit}: {', '.join(werte)}.")
    return f"Punktdiagramm der Stationen des Lebenslaufs. {' '.join(sentences)}"


def _full_name(station: _Station) -> str:
    name = station.ergebnis.kennzahl.name
    if not station.auspraegung:
        return name
    # The part says it: "Arbeitslosenquote nach Geschlecht …, Frauen".
    return f"{name.split(' nach ')[0]}, {station.name}"


def _tabulate(rows: Sequence[_Station]) -> Datentabelle:
    gebiete = list_context(rows[0].ergebnis)
    zeilen = []
    for station in rows:
        stellen = station.ergebnis.kennzahl.stellen
        werte = [station.format(station.wert(g)) for g in gebiete]
        lagen = [format_zahl(q, stellen) for q in station.lagen[1:3]] or ["–", "–"]
        zeilen.append((_full_name(station), station.zeit, *werte, *lagen))
    kopf = ("Kennzahl", "Jahr", *(g.name for g in gebiete))
    ende = ("Kreise: unteres Viertel bis", "Kreise: oberes Viertel ab")
    return Datentabelle((*kopf, *ende), tuple(zeilen))
