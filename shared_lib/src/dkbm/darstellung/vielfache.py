"""Small multiples: the same little chart many times, one panel per thing compared."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.axes import Axes

from dkbm.darstellung.alttexte import describe_linie
from dkbm.darstellung.aufbau import (
    HINWEIS_STREUUNG,
    list_context,
    title_of_series,
    unit_of,
)
from dkbm.darstellung.beschriftung import wrap_name
from dkbm.darstellung.herkunft import format_quelle, list_anmerkungen
from dkbm.darstellung.luecken import explain_missing
from dkbm.darstellung.spec import Abbildung, Datentabelle, Hinweis
from dkbm.darstellung.tabellen import build_reihe
from dkbm.darstellung.thema import FARBE_KOMMUNE, HALO, STILE, draw_grid, to_svg
from dkbm.darstellung.zeichnung import draw_band, draw_series, scale_years
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import Ergebnis
from dkbm.kennzahlen.streuung import compute_streuung
from dkbm.sprache.woerter import join_und
from dkbm.sprache.zahlen import format_value

__all__ = ["kleine_vielfache"]

_SPALTEN, _HOEHE = 3, 1.75


@dataclass(frozen=True)
class _Feld:
    """One panel: a heading, the series in it, and the spread behind them."""

    titel: str
    shown: Ergebnis
    streuung: pd.DataFrame


def kleine_vielfache(
    *ergebnisse: Ergebnis,
    gebiete: Sequence[Gebiet] = (),
    titel: str = "",
    alt: str = "",
) -> Abbildung | Hinweis:
    """Draw a panel for each Kennzahl, for each part of a breakdown, or for each Gebiet.

    Parameters
    ----------
    ergebnisse
        Several results: a panel each, with its own scale. One result with a breakdown: a panel
        per part. One result without: a panel per Gebiet, all on the same scale.
    gebiete
        Gebiete of the panels in the last case; the Kommune comes first.
    titel, alt
        Replace the generated caption and alternative text.
    """
    filled = [e for e in ergebnisse if len(e.jahre) > 1]
    if not filled:
        return explain_missing(ergebnisse[0])
    first = filled[0]
    if len(ergebnisse) > 1:
        felder = [f for e in filled for f in _list_fields(e)]
    elif first.kennzahl.auspraegungen:
        felder = list(_list_fields(first))
    else:
        felder = _fields_by_gebiet(first, gebiete)
    quellen = {q.id: q for e in filled for q in e.quellen}
    if len(ergebnisse) > 1:
        anmerkungen = [
            "Jedes Feld hat seine eigene Skala. Hinweise zu den einzelnen Kennzahlen stehen im "
            "Methodenteil."
        ]
    else:
        anmerkungen = list(list_anmerkungen(first, first.jahre))
    if any(len(f.streuung) for f in felder):
        anmerkungen.append(HINWEIS_STREUUNG)
    return Abbildung(
        titel=titel or _title(filled),
        alt=alt or " ".join(f"{f.titel}: {describe_linie(f.shown)}" for f in felder),
        svg=_draw(felder, gemeinsam=len(ergebnisse) == 1),
        daten=_tabulate(felder),
        quelle=format_quelle(quellen.values(), berechnet=True),
        anmerkungen=tuple(anmerkungen),
        kennzahlen=tuple(e.kennzahl for e in filled),
        quellen=tuple(quellen.values()),
    )


def _title(filled: Sequence[Ergebnis]) -> str:
    first = filled[0]
    if len(filled) > 1:
        namen = join_und([e.kennzahl.name for e in filled])
        erste = min(filled, key=lambda e: e.jahre[0])
        letzte = max(filled, key=lambda e: e.jahre[-1])
        von = erste.kennzahl.format_jahr(erste.jahre[0])
        bis = letzte.kennzahl.format_jahr(letzte.jahre[-1])
        return f"{namen} {first.kommune.formen.ort}, {von}–{bis}"
    return title_of_series(first, first.jahre)


def _list_fields(ergebnis: Ergebnis) -> Iterator[_Feld]:
    """Yield one panel for a series, several for a breakdown."""
    context = list_context(ergebnis)
    streuung = compute_streuung(ergebnis)
    if not ergebnis.kennzahl.auspraegungen:
        name = f"{ergebnis.kennzahl.name}{unit_of(ergebnis)}"
        yield _Feld(name, ergebnis.select(context), streuung)
    for code, name in ergebnis.kennzahl.auspraegungen.items():
        part = _select_part(ergebnis, code, name)
        if not part.is_empty:
            spread = streuung[streuung["auspraegung"] == code]
            yield _Feld(name, part.select(context), spread)


def _select_part(ergebnis: Ergebnis, code: str, name: str) -> Ergebnis:
    kennzahl = replace(ergebnis.kennzahl, name=name, auspraegungen={})
    rows = ergebnis.daten[ergebnis.daten["auspraegung"] == code]
    return replace(ergebnis, kennzahl=kennzahl, daten=rows.drop(columns="auspraegung"))


def _fields_by_gebiet(ergebnis: Ergebnis, gebiete: Sequence[Gebiet]) -> list[_Feld]:
    streuung = compute_streuung(ergebnis)
    wanted = dict.fromkeys([ergebnis.kommune, *(gebiete or ergebnis.gebiete[1:9])])
    return [_Feld(g.name, ergebnis.select([g]), streuung) for g in wanted if len(ergebnis.of(g))]


def _draw(felder: Sequence[_Feld], *, gemeinsam: bool) -> str:
    zeilen = math.ceil(len(felder) / _SPALTEN)
    spalten = min(_SPALTEN, len(felder))
    hoehe = 0.35 + zeilen * _HOEHE
    with draw_grid(zeilen, spalten, hoehe, gleiche_achsen=gemeinsam, abstand=0.06) as (fig, axes):
        for feld, ax in zip(felder, axes, strict=False):
            _draw_field(ax, feld, ab_null=not gemeinsam)
        for ax in axes[len(felder) :]:
            ax.set_axis_off()
        if gemeinsam and felder[0].shown.kennzahl.einheit == "%":
            axes[0].set_ylim(bottom=0)
        context = felder[0].shown.gebiete
        if len(context) > 1:
            _name_lines(axes[0], felder[0])
        return to_svg(fig)


def _draw_field(ax: Axes, feld: _Feld, *, ab_null: bool) -> None:
    enden = draw_series(ax, feld.shown)
    if len(feld.streuung):
        draw_band(ax, feld.streuung, sorted(set(feld.shown.werte["jahr"])))
    scale_years(ax, feld.shown, teilstriche=4, ab_null=ab_null)
    ax.tick_params(labelsize=8, labelleft=True, labelbottom=True)
    ax.set_title(wrap_name(feld.titel, 28), fontsize=8, loc="left", linespacing=1.05)
    last = enden[-1]
    kennzahl = feld.shown.kennzahl
    ax.annotate(
        format_value(last.wert, "", kennzahl.stellen),
        (feld.shown.jahre[-1], last.wert),
        (3, 4),
        textcoords="offset points",
        ha="right",
        va="bottom",
        fontsize=8,
        fontweight="bold",
        color=FARBE_KOMMUNE,
        path_effects=HALO,
        zorder=7,
    )


def _name_lines(ax: Axes, feld: _Feld) -> None:
    """Name the lines once for all panels, above them, each in its own stroke."""
    figure = ax.get_figure(root=True)
    if figure is None:
        return
    stile = [
        STILE[2] if g.ags == "DG" else STILE[bool(n)] for n, g in enumerate(feld.shown.gebiete)
    ]
    handles = [
        ax.plot([], [], color=farbe, linestyle=strich, linewidth=breite, label=g.name)[0]
        for g, (farbe, strich, breite) in zip(feld.shown.gebiete, stile, strict=True)
    ]
    figure.legend(handles=handles, loc="outside upper left", ncols=3, frameon=False, fontsize=8.5)


def _tabulate(felder: Sequence[_Feld]) -> Datentabelle:
    """Rows per panel and year, a column per Gebiet; one for the values where panels are Gebiete."""
    tafeln = [build_reihe(feld.shown) for feld in felder]
    gefuellt = {name for tafel in tafeln for name in tafel.spalten[1:]}
    alle = [gebiet.name for feld in felder for gebiet in feld.shown.gebiete]
    namen = [name for name in dict.fromkeys(alle) if name in gefuellt]
    if len(namen) > 1 and all(len(tafel.spalten) == 2 for tafel in tafeln):
        namen = ["Wert"]
        tafeln = [replace(tafel, spalten=("Jahr", "Wert")) for tafel in tafeln]
    zeilen = []
    for feld, tafel in zip(felder, tafeln, strict=True):
        for zeile in tafel.zeilen:
            werte = dict(zip(tafel.spalten, zeile, strict=True))
            zeilen.append((feld.titel, zeile[0], *(werte.get(name, "–") for name in namen)))
    return Datentabelle(("Feld", "Jahr", *namen), tuple(zeilen))
