"""Write ``docs/vorausberechnung.md``: the model in words, its back-test in numbers.

Usage: ``uv run python shared_lib/scripts/describe_vorausberechnung.py`` after a change of the
model or of the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.altersgruppen import BILDUNGSRELEVANT_LABELS
from dkbm.kennzahlen.vorausberechnung.altersjahre import Feld, count_gruppe
from dkbm.kennzahlen.vorausberechnung.bestandsreihe import rebuild
from dkbm.kennzahlen.vorausberechnung.fruchtbarkeit import schedule
from dkbm.kennzahlen.vorausberechnung.lage import Lage, load_lage
from dkbm.kennzahlen.vorausberechnung.rechnung import Rechnung, compute_rechnung
from dkbm.kennzahlen.vorausberechnung.rueckschau import summarize
from dkbm.kennzahlen.vorausberechnung.varianten import VARIANTEN, run_variante
from dkbm.kennzahlen.vorausberechnung.wanderung import estimate_niveau, revert
from dkbm.sprache.zahlen import format_change, format_zahl

ZIEL = Path(__file__).resolve().parents[2] / "docs/vorausberechnung.md"
TEXT = Path(__file__).with_name("vorausberechnung.md.txt")
_JUENGER = 50
"""Ages at which women have children in the schedule end here."""
GRUPPEN = ("u3", "3_6", "6_10", "10_15", "15_18", "18_25")


def to_table(kopf: Sequence[str], zeilen: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    rows = [kopf, ["---"] * len(kopf), *zeilen]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def percent(wert: float) -> str:
    """Format an error in percent; a dash where there is none."""
    return "–" if np.isnan(wert) else format_zahl(wert, 1)


def describe_rueckschau(fehler: pd.DataFrame) -> str:
    """Return the table of the back-test, one row per start, target and group."""
    kopf = (
        *("Start → Ziel", "Altersgruppe", "**Modell**", "letzter Wert", "Trend"),
        *("Modell: Mittel", "Modell: Neigung", "Modell ohne Bundesfehler"),
        *("letzter Wert ohne Bundesfehler", "in der Spanne"),
    )
    zeilen = []
    for zeile in fehler[fehler["gruppe"].isin(GRUPPEN)].to_dict("records"):
        label = BILDUNGSRELEVANT_LABELS[zeile["gruppe"]]
        spalten = ("letzter", "trend", "mittel", "neigung", "modell_kreis", "letzter_kreis")
        werte = [zeile[spalte] for spalte in spalten]
        deckung = "–" if np.isnan(zeile["deckung"]) else f"{format_zahl(zeile['deckung'])} %"
        zeilen.append(
            [
                f"{zeile['start']} → {zeile['ziel']}",
                label,
                f"**{percent(zeile['modell'])}**",
                *(percent(wert) for wert in werte),
                deckung,
            ]
        )
    return to_table(kopf, zeilen)


def describe_grundschule(fehler: pd.DataFrame) -> str:
    """Return where the projection of children of 6 to under 10 beats the simple ways."""
    kopf = ["Start → Ziel", "Modell", "letzter Wert", "Trend", "Modell besser als"]
    zeilen = []
    for zeile in fehler[fehler["gruppe"] == "6_10"].to_dict("records"):
        wege = {"letzter Wert": zeile["letzter"], "Trend": zeile["trend"]}
        geschlagen = [name for name, wert in wege.items() if zeile["modell"] < wert]
        zeilen.append(
            [
                f"{zeile['start']} → {zeile['ziel']}",
                f"**{percent(zeile['modell'])}**",
                *(percent(wert) for wert in wege.values()),
                "beide" if len(geschlagen) == len(wege) else ", ".join(geschlagen) or "keiner",
            ]
        )
    return to_table(kopf, zeilen)


def describe_geburtenregel(lage: Lage, letztes: int = 2010) -> str:
    """Return how births ahead would have been met up to 2010 by rates and by the last count.

    The women of earlier years are those of 2010, younger by as many years.
    """
    frauen = lage.altersjahre[letztes].sum(axis=0)[1]
    geboren = {jahr: float(np.nansum(feld)) for jahr, feld in lage.geburten.items()}
    erwartet = {
        jahr: float(np.roll(frauen, jahr - letztes)[:_JUENGER] @ schedule()[:_JUENGER])
        for jahr in geboren
        if jahr <= letztes
    }
    zeilen = []
    for voraus in (5, 10, 15):
        starts = [jahr for jahr in erwartet if jahr + voraus <= letztes]
        rate, zahl = (
            [(wege[j] / geboren[j + voraus] - 1) * 100 for j in starts]
            for wege in (
                {j: geboren[j] / erwartet[j] * erwartet[j + voraus] for j in starts},
                {j: geboren[j] for j in starts},
            )
        )
        zeilen.append([str(voraus), str(len(starts)), *(_spread(w) for w in (rate, zahl))])
    kopf = [
        "Jahre voraus",
        "Starts ab 1995",
        "Geburten je Frau bleiben",
        "Zahl der Geburten bleibt",
    ]
    return to_table(kopf, zeilen)


def _spread(werte: Sequence[float]) -> str:
    """Write the mean size of the errors, and from where to where they reach."""
    mittel = format_zahl(float(np.abs(werte).mean()), 1)
    if len(werte) == 1:
        return f"{mittel} ({format_change(werte[0], '', 1)})"
    return f"{mittel} ({' bis '.join(format_change(w, '', 1) for w in (min(werte), max(werte)))})"


def describe_spannen(rechnung: Rechnung) -> str:
    """Return the half widths of the bands in percent for a Kreis."""
    tafel = rechnung.spannen["kreis"][list(GRUPPEN)]
    zeilen = [
        [str(jahre), *(f"± {format_zahl(float(np.expm1(wert)) * 100, 0)}" for wert in zeile)]
        for jahre, zeile in zip(tafel.index, tafel.to_numpy(), strict=True)
    ]
    return to_table(["Jahre voraus", *(BILDUNGSRELEVANT_LABELS[g] for g in GRUPPEN)], zeilen)


def describe_aufteilung(lage: Lage) -> str:
    """Return how well single years of 2015 come out of groups, with and without births."""
    wahr = lage.altersjahre[2015].sum(axis=1)
    ohne = lage.until(2015).drop_altersjahre(2015)
    bis_2010 = {jahr: feld for jahr, feld in ohne.geburten.items() if jahr <= 2010}
    wege = {
        "Geburten bis 2015 bekannt": rebuild(ohne).bestaende[2015],
        "Geburten nur bis 2010 bekannt": rebuild(replace(ohne, geburten=bis_2010)).bestaende[2015],
    }
    bereiche = {"0–2": (0, 3), "3–5": (3, 6), "6–9": (6, 10), "10–17": (10, 18), "18–24": (18, 25)}
    zeilen = []
    for name, feld in wege.items():
        fehler = np.abs(feld.sum(axis=1) / wahr - 1) * 100
        zeilen.append([name, *(percent(np.median(fehler[:, a:b])) for a, b in bereiche.values())])
    return to_table(["Geschätzt aus 2010 und Altersgruppen 2015", *bereiche], zeilen)


def describe_geburten(rechnung: Rechnung) -> str:
    """Compare the estimated youngest with the published births of Germany."""
    amtlich = {2022: 738_819, 2023: 692_989, 2024: 677_117}
    kinder = rechnung.reihe.bestaende[2024].sum((0, 1))
    zeilen = [
        [str(jahr), format_zahl(zahl), format_zahl(float(kinder[2024 - jahr]))]
        for jahr, zahl in amtlich.items()
    ]
    return to_table(
        ["Geburtsjahr", "Lebendgeborene (Destatis)", "geschätzte Kinder am 31.12.2024"], zeilen
    )


def describe_varianten(rechnung: Rechnung) -> str:
    """Return assumptions and results of the variants for Germany."""
    niveau = estimate_niveau(rechnung.reihe.saldo)
    start, zeilen = rechnung.reihe.jahr, []
    for name, variante in VARIANTEN.items():
        lauf = rechnung.laeufe[name]
        bund = lauf.sum((1, 2, 3))
        saldo = revert(niveau, 15, variante.wanderung)[[0, 14]] * bund[[1, 15]] / 1000
        zeilen.append(
            [
                variante.name,
                f"{format_zahl(variante.geburten * 100)} %",
                *(format_zahl(round(float(wert), -1)) for wert in saldo),
                format_zahl(float(bund[15]) / 1e6, 1),
                *(_mio(lauf[15], gruppe) for gruppe in ("u3", "3_6", "6_10")),
            ]
        )
    kopf = [
        *("Variante", f"Geburten je Frau gegen {start}", f"Saldo {start + 1}, Tsd."),
        *(f"Saldo {start + 15}, Tsd.", f"Bevölkerung {start + 15}, Mio."),
        *("unter 3, Mio.", "3 bis unter 6, Mio.", "6 bis unter 10, Mio."),
    ]
    return to_table(kopf, zeilen)


def _mio(personen: Feld, gruppe: str) -> str:
    return format_zahl(float(count_gruppe(personen, gruppe).sum()) / 1e6, 2)


def describe_summen(rechnung: Rechnung) -> str:
    """Compare sums of Kreise with a run in which each Land is one Gebiet."""
    lage = load_lage(open_bestand(), [g.ags for g in load_register().laender])
    land = run_variante(lage, rebuild(lage), VARIANTEN["mittlere"], 15).personen
    kreise = rechnung.laeufe["mittlere"]
    orte = [[k.startswith(ags) for k in rechnung.lage.ags] for ags in lage.ags]
    zeilen = []
    for gruppe in ("u3", "3_6", "6_10", "10_15", "15_18"):
        summen = np.stack([count_gruppe(kreise[:, ort], gruppe).sum(axis=1) for ort in orte], 1)
        abstand = np.abs(count_gruppe(land, gruppe) / summen - 1) * 100
        werte = [np.median(abstand[5]), abstand[5].max(), np.median(abstand[15]), abstand[15].max()]
        zeilen.append([BILDUNGSRELEVANT_LABELS[gruppe], *(percent(float(w)) for w in werte)])
    kopf = ["Altersgruppe", "nach 5 Jahren, Median", "größter", "nach 15 Jahren, Median", "größter"]
    return to_table(kopf, zeilen)


def describe() -> str:
    """Return the whole page."""
    rechnung = compute_rechnung(open_bestand())
    fehler = summarize(rechnung.rueckschau)
    teile = {
        "RUECKSCHAU": describe_rueckschau(fehler),
        "GRUNDSCHULE": describe_grundschule(fehler),
        "GEBURTENREGEL": describe_geburtenregel(rechnung.lage),
        "SPANNEN": describe_spannen(rechnung),
        "AUFTEILUNG": describe_aufteilung(rechnung.lage),
        "GEBURTEN": describe_geburten(rechnung),
        "VARIANTEN": describe_varianten(rechnung),
        "SUMMEN": describe_summen(rechnung),
    }
    text = TEXT.read_text(encoding="utf-8")
    for name, tabelle in teile.items():
        text = text.replace(f"[[{name}]]\n", tabelle)
    return text


def main() -> None:
    """Write the page."""
    ZIEL.write_text(describe(), encoding="utf-8", newline="\n")
    print(ZIEL)


if __name__ == "__main__":
    main()
