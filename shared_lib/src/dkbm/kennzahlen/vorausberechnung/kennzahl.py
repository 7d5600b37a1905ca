"""The projection as the report uses it: rows for tables, series for a fan chart, an Ergebnis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from dkbm.bestand import Bestand
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen.altersgruppen import BILDUNGSRELEVANT_LABELS
from dkbm.kennzahlen.ergebnis import Ergebnis
from dkbm.kennzahlen.kennzahl import Kennzahl
from dkbm.kennzahlen.vorausberechnung.altersjahre import GRUPPEN, count_gruppe
from dkbm.kennzahlen.vorausberechnung.bedarf import (
    EINSCHULUNG_MONATE,
    count_plaetze,
    count_schulanfaenger,
    find_quote,
)
from dkbm.kennzahlen.vorausberechnung.rechnung import (
    HORIZONT,
    Rechnung,
    compute_rechnung,
)
from dkbm.kennzahlen.vorausberechnung.tabelle import BESTAND, tabulate
from dkbm.kennzahlen.vorausberechnung.varianten import VARIANTEN

__all__ = [
    "KENNZAHL",
    "MODELLRECHNUNG",
    "Faecherreihen",
    "bedarf",
    "compute_ergebnis",
    "to_faecherreihen",
    "vorausberechnung",
]

MODELLRECHNUNG = "Modellrechnung, keine Prognose"


def _compute_all(bestand: Bestand, ags: Sequence[str] | None) -> pd.DataFrame:
    keys = list(ags) if ags is not None else list(compute_rechnung(bestand).lage.ags)
    frame = vorausberechnung(bestand, keys)
    frame = frame[frame["variante"].isin([BESTAND, "mittlere"])]
    quellen = compute_rechnung(bestand).quellen
    return frame.rename(columns={"gruppe": "auspraegung"}).assign(
        zaehler=frame["wert"],
        nenner=float("nan"),
        zeichen="",
        gebietsstand="",
        quellen=pd.Series([quellen] * len(frame), index=frame.index),
    )


KENNZAHL = Kennzahl(
    id="vorausberechnung",
    code="A12",
    name="Vorausberechnung der bildungsrelevanten Altersgruppen",
    subjekt="die Zahl der Personen",
    einheit="",
    zaehlt="Personen",
    stellen=0,
    definition="Zahl der Personen einer Altersgruppe, wie sie unter festgelegten Annahmen zu "
    f"Geburten, Sterblichkeit und Wanderungen herauskäme. {MODELLRECHNUNG}.",
    formel="Bevölkerung nach Altersjahren ein Jahr älter − Gestorbene + Wanderungssaldo; dazu "
    "Geburten aus Geburtenziffern und Frauen (Kohorten-Komponenten-Methode)",
    zaehler="Personen der Altersgruppe",
    nenner="",
    zeitangabe="am 31. Dezember {jahr}",
    regel="Stand am 31. Dezember des Jahres",
    tabellen=(
        *("12411-04-02-4", "12411-02-03-4", "12612-01-01-4", "12613-01-01-4"),
        "12711-05-02-4",
    ),
    hinweise=(
        f"{MODELLRECHNUNG}: Sie zeigt, was unter ihren Annahmen herauskommt. Je kleiner der Kreis "
        "und je weiter das Jahr, desto unsicherer ist sie.",
        "Die Spanne um die mittlere Variante ist so breit, dass sie 80 % der Fehler früherer "
        "Rechnungen mit demselben Modell umfasst (ab 2010 gerechnet und mit der Wirklichkeit "
        "verglichen).",
        "Nach 2015 liegen keine Altersjahre vor; sie sind aus Altersgruppen geschätzt.",
        "Neubaugebiete, neue Unterkünfte und Werksansiedlungen kennt das Modell nicht.",
    ),
    auspraegungen=BILDUNGSRELEVANT_LABELS,
    beschafft="Amtliche Vorausberechnungen für Kreise veröffentlicht das Statistische Landesamt.",
    berechne=_compute_all,
)


def vorausberechnung(
    bestand: Bestand, ags: str | Sequence[str], bis_jahr: int | None = None
) -> pd.DataFrame:
    """Project the bildungsrelevante Altersgruppen of some Gebiete.

    Parameters
    ----------
    ags
        Keys of Kreise, Länder or ``DG``; a Land is the sum of its Kreise.
    bis_jahr
        Last year; 15 years ahead where omitted.

    Returns
    -------
    pandas.DataFrame
        ``ags``, ``jahr``, ``gruppe``, ``variante`` (``bestand`` for official numbers, then
        ``untere``, ``mittlere``, ``obere``), ``wert`` in persons on 31.12., and the band
        ``unten``, ``oben`` (NaN but for ``mittlere``).

    Raises
    ------
    DkbmFehler
        If a key is unknown, the year lies outside the reach, or data are missing.
    """
    rechnung = compute_rechnung(bestand)
    jahre = _choose_jahre(rechnung, bis_jahr)
    keys = [ags] if isinstance(ags, str) else list(ags)
    return tabulate(rechnung, keys, len(jahre))


def bedarf(bestand: Bestand, gebiet: Gebiet, bis_jahr: int | None = None) -> pd.DataFrame:
    """Return school entrants and Kita places of a Kreis, by variant.

    Returns
    -------
    pandas.DataFrame
        ``ags``, ``jahr``, ``merkmal`` (``schulanfaenger`` in the summer of the year;
        ``plaetze_u3``, ``plaetze_3_6`` on 1 March if the latest Betreuungsquote stays),
        ``variante``, ``wert``, and for places ``quote`` (percent) with ``quote_jahr`` and
        ``quote_kennzahl``. Places are absent where the store has no Betreuungsquote.
    """
    rechnung = compute_rechnung(bestand)
    jahre = _choose_jahre(rechnung, bis_jahr)
    orte = rechnung.find_kreise(gebiet.ags)
    quoten = {gruppe: find_quote(bestand, gebiet, gruppe) for gruppe in ("u3", "3_6")}
    teile = []
    for variante, lauf in rechnung.laeufe.items():
        personen = lauf[: len(jahre) + 1, orte].sum(axis=1)
        angaben = {"ags": gebiet.ags, "jahr": jahre, "variante": variante}
        if gebiet.land_ags in EINSCHULUNG_MONATE:
            wert = count_schulanfaenger(personen[1:], gebiet.land_ags)
            teile.append(pd.DataFrame({**angaben, "merkmal": "schulanfaenger", "wert": wert}))
        for gruppe, quote in quoten.items():
            if quote is None:
                continue
            kinder = count_gruppe(personen, gruppe)[1 - quote.versatz :][: len(jahre)]
            wert = count_plaetze(kinder, quote)
            frame = pd.DataFrame({**angaben, "merkmal": f"plaetze_{gruppe}", "wert": wert})
            teile.append(
                frame.assign(quote=quote.wert, quote_jahr=quote.jahr, quote_kennzahl=quote.kennzahl)
            )
    return pd.concat(teile, ignore_index=True)


def compute_ergebnis(
    bestand: Bestand, gebiete: Sequence[Gebiet], gruppe: str = "", bis_jahr: int | None = None
) -> Ergebnis:
    """Return history and middle variant as an Ergebnis, marked as a model from the start on.

    Parameters
    ----------
    gruppe
        Only this group, then without breakdown.
    """
    frame = _compute_all(bestand, [g.ags for g in gebiete])
    frame = frame[frame["jahr"] <= (bis_jahr or 9999)]
    kennzahl = replace(
        KENNZAHL,
        brueche=((compute_rechnung(bestand).reihe.jahr, f"danach {MODELLRECHNUNG}"),),
    )
    if gruppe:
        frame = frame[frame["auspraegung"] == _check_gruppe(gruppe)].drop(columns="auspraegung")
        label = BILDUNGSRELEVANT_LABELS[gruppe]
        kennzahl = replace(kennzahl, auspraegungen={}, name=f"Vorausberechnung: {label}")
    keys = [key for key in ("ags", "jahr", "auspraegung") if key in frame]
    spalten = [*keys, "zaehler", "nenner", "wert", "zeichen", "gebietsstand", "unten", "oben"]
    daten = frame[spalten].sort_values(keys, ignore_index=True)
    quellen = tuple(bestand.quellen[nummer] for nummer in compute_rechnung(bestand).quellen)
    return Ergebnis(kennzahl, daten, tuple(gebiete), quellen)


class Faecherreihen(NamedTuple):
    """One group of one Gebiet as series by year, as a fan chart takes them."""

    historie: Mapping[int, float]
    mittlere: Mapping[int, float]
    unten: Mapping[int, float]
    oben: Mapping[int, float]
    varianten: Mapping[str, Mapping[int, float]]


def to_faecherreihen(frame: pd.DataFrame, ags: str, gruppe: str) -> Faecherreihen:
    """Pick one group of one Gebiet out of `vorausberechnung`."""
    rows = frame[(frame["ags"] == ags) & (frame["gruppe"] == _check_gruppe(gruppe))]

    def pick(variante: str, spalte: str = "wert") -> dict[int, float]:
        teil = rows[rows["variante"] == variante]
        return {int(j): float(w) for j, w in zip(teil["jahr"], teil[spalte], strict=True)}

    return Faecherreihen(
        historie=pick(BESTAND),
        mittlere=pick("mittlere"),
        unten=pick("mittlere", "unten"),
        oben=pick("mittlere", "oben"),
        varianten={VARIANTEN[name].name: pick(name) for name in ("untere", "obere")},
    )


def _check_gruppe(gruppe: str) -> str:
    if gruppe not in GRUPPEN:
        raise DkbmFehler(
            f"Eine Altersgruppe „{gruppe}“ gibt es nicht.",
            rat=f"Möglich sind: {', '.join(GRUPPEN)}.",
        )
    return gruppe


def _choose_jahre(rechnung: Rechnung, bis_jahr: int | None) -> list[int]:
    start = rechnung.reihe.jahr
    ende = start + HORIZONT if bis_jahr is None else bis_jahr
    if not start < ende <= start + HORIZONT:
        raise DkbmFehler(
            f"Bis {ende} lässt sich nicht vorausberechnen.",
            rat=f"Möglich sind die Jahre {start + 1} bis {start + HORIZONT}: Der letzte bekannte "
            f"Stichtag ist der 31.12.{start}, und weiter als {HORIZONT} Jahre trägt das Modell "
            "nicht.",
        )
    return list(range(start + 1, ende + 1))
