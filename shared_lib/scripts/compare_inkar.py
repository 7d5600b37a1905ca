"""Write ``docs/vergleich-inkar.md``: our Kennzahlen against INKAR, all Kreise, all common years.

Usage: ``uv run python shared_lib/scripts/compare_inkar.py`` after a change of data or formulas.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from dkbm.bestand import open_bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen import Kennzahl, compute, find_kennzahl
from dkbm.kennzahlen.nenner import personen
from dkbm.kennzahlen.rechnen import Auswahl, quotient
from dkbm.sprache.woerter import year_spans
from dkbm.sprache.zahlen import format_zahl

ZIEL = Path(__file__).resolve().parents[2] / "docs/vergleich-inkar.md"
KOPF = """# Vergleich mit INKAR

<!-- Erzeugt von shared_lib/scripts/compare_inkar.py; bitte nicht von Hand ändern. -->

INKAR (BBSR) veröffentlicht Indikatoren für alle 400 Kreise. Wo das Kit dieselbe Größe selbst
rechnet, stehen hier beide nebeneinander: jedes gemeinsame Jahr, jeder Kreis, Unterschiede in
Prozentpunkten. „Gleich“ heißt: höchstens die Rundung von INKAR entfernt (die halbe letzte
Stelle, bei amtlich gerundeten Quoten beide Rundungen). Umgerechnet sind Werte von Kreisen, die
erst nach dem Jahr entstanden; sie sind ein Teil der Unterschiede.
"""


@dataclass(frozen=True)
class Paar:
    """One Kennzahl of ours and its counterpart.

    Attributes
    ----------
    kennzahl
        Ours.
    merkmal
        Name in the data set ``inkar``.
    toleranz
        Points within which rounding alone explains a difference.
    grund
        German sentence on what else makes them differ.
    teil
        Part of the breakdown.
    """

    kennzahl: Kennzahl
    merkmal: str
    toleranz: float
    grund: str
    teil: str = ""


def _quote(id_: str, name: str, zaehler: Auswahl, nenner: Auswahl) -> Kennzahl:
    berechne = quotient(zaehler, nenner)
    return Kennzahl(id=id_, name=name, subjekt=f"die {name}", berechne=berechne, einheit="%")


_TEXTE = {
    "ohne": (
        "Größer sind die Unterschiede 1995 und 1996 in Brandenburg, Sachsen-Anhalt und Sachsen, "
        "1998 in Rheinland-Pfalz und 2002 in Baden-Württemberg; die Quellen nennen keinen Grund, "
        "wahrscheinlich sind es spätere Korrekturen der Länder. Dauerhaft weichen nur einige "
        "Thüringer Kreise ab, zwischen denen Gemeinden wechselten."
    ),
    "reife": (
        "Dasselbe Bild wie bei den Abgängen ohne Hauptschulabschluss, in denselben Ländern und "
        "Jahren."
    ),
    "alq": (
        "Die amtliche Quote hat eine Stelle, INKAR zwei. 2007, 2009 und 2011 liegen viele Kreise "
        "etwas weiter auseinander; die Ursache nennen die Quellen nicht. 2012 sehen die Werte von "
        "drei hessischen Kreisen (06437, 06439, 06440) in einer der beiden Quellen verschoben "
        "aus. Kreise, die zusammengelegt wurden, haben für die Jahre davor keine amtliche Quote "
        "und fehlen."
    ),
    "jugend": (
        "Die amtliche Quote hat eine Stelle, INKAR zwei. 2009 liegt das Kit im Mittel 0,14 Punkte "
        "über, 2011 0,12 Punkte unter INKAR; die Ursache liegt in den Bezugsgrößen von INKAR "
        "(siehe unten). 2012 sehen die Werte von drei und 2014 von fünf hessischen Kreisen (066…) "
        "in einer der beiden Quellen verschoben aus."
    ),
    "65": (
        "Abweichungen haben nur Kreise, zwischen denen später einzelne Gemeinden wechselten "
        "(Suhl, Sonneberg, Bernkastel-Wittlich, Trier-Saarburg): INKAR rechnet auf die Grenzen "
        "von 2021, das Kit rechnet nur ganze Kreise um."
    ),
    "auslaender": (
        "Abweichungen haben nur Kreise, zwischen denen später einzelne Gemeinden wechselten "
        "(Suhl, Sonneberg, Wartburgkreis): INKAR rechnet auf die Grenzen von 2021, das Kit "
        "rechnet nur ganze Kreise um."
    ),
    "u3": (
        "Mit dem Nenner desselben Jahres ist 2015 fast alles gleich. 2010 liegt das Kit im Mittel "
        "0,10 Punkte über INKAR. Der Grund liegt im Zähler: Bis 2010 ist die Zahl der betreuten "
        "Kinder in der amtlichen Tabelle genau die Summe aus Tageseinrichtungen und Tagespflege, "
        "Kinder in beiden Formen zählen also zweimal; seit 2011 sind sie herausgerechnet. Der "
        "Unterschied zu INKAR entspricht zusammen 1.760 Kindern und folgt Land für Land der Zahl "
        "der Kinder in beiden Formen von 2012 (1.950): Schleswig-Holstein 97 und 92, "
        "Baden-Württemberg 385 und 424, Sachsen-Anhalt 2 und 4. Die amtliche Quote des Kits teilt "
        "durch die Bevölkerung des Vorjahres und ist eine andere Zahl."
    ),
}
"""What is known about the differences, by pair."""


def list_paare() -> list[Paar]:
    """Return what is compared."""
    kinder = Auswahl("kinder_betreut", "kinder", {"alter": "00-02", "betreuungsart": "insgesamt"})
    name = "Betreuungsquote der unter 3-Jährigen, Nenner desselben Jahres"
    u3 = _quote("betreuungsquote_u3_gleiches_jahr", name, kinder, personen("00-02"))
    genau, eine_stelle = 0.0051, 0.055

    def paar(id_: str, inkar: str, toleranz: float, text: str, *teil: str) -> Paar:
        return Paar(find_kennzahl(id_), inkar, toleranz, _TEXTE[text], *teil)

    return [
        paar("abgaenge_ohne_hauptschulabschluss", "abgaenge_ohne_abschluss", genau, "ohne"),
        paar("abgaenge_hochschulreife", "abgaenge_hochschulreife", genau, "reife"),
        paar("arbeitslosenquote", "arbeitslosenquote", eine_stelle, "alq"),
        paar("jugendarbeitslosenquote", "jugendarbeitslosenquote", eine_stelle, "jugend"),
        paar("altersgruppen", "anteil_65_und_aelter", genau, "65", "ab_65"),
        paar("auslaenderanteil", "auslaenderanteil", genau, "auslaender"),
        Paar(u3, "betreuungsquote_u3", genau, _TEXTE["u3"]),
    ]


def compare(paar: Paar) -> pd.DataFrame:
    """Return ``ags``, ``jahr``, ``wert``, ``wert_inkar``, ``gebietsstand`` and ``differenz``."""
    bestand, register = open_bestand(), load_register()
    ergebnis = compute(paar.kennzahl, bestand, register.kreise)
    eigene = ergebnis.werte
    if paar.teil:
        eigene = eigene[eigene["auspraegung"] == paar.teil]
    inkar = bestand.load("inkar")
    inkar = inkar.loc[inkar["merkmal"] == paar.merkmal, ["ags", "jahr", "wert"]].dropna()
    # Hamburg and Berlin are Kreis and Land in one and have one key here.
    both = eigene.merge(inkar, on=["ags", "jahr"], suffixes=("", "_inkar"))
    both["differenz"] = (both["wert"] - both["wert_inkar"]).abs()
    return both[["ags", "jahr", "wert", "wert_inkar", "gebietsstand", "differenz"]]


def describe_jahre(paar: Paar, both: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return a row per year: n, mean, median and largest difference, share within rounding."""
    rows = []
    for jahr, teil in both.groupby("jahr"):
        d = teil["differenz"]
        gleich = (d <= paar.toleranz).mean() * 100
        cells = (format_zahl(wert, 3) for wert in (d.mean(), d.median(), d.max()))
        rows.append((str(jahr), format_zahl(len(d)), *cells, f"{format_zahl(gleich, 1)} %"))
    return rows


def describe_paar(paar: Paar) -> str:
    """Return the section of one pair."""
    both = compare(paar)
    teil = f", {paar.kennzahl.auspraegungen[paar.teil]}" if paar.teil else ""
    kopf = f"## {paar.kennzahl.name}{teil}\n\n"
    spannen = year_spans(both["jahr"])
    gleich = both["differenz"] <= paar.toleranz
    kopf += (
        f"{format_zahl(len(both))} Werte der Jahre {spannen}; "
        f"{format_zahl(gleich.mean() * 100, 1)} % gleich, im Mittel "
        f"{format_zahl(both['differenz'].mean(), 3)} Punkte auseinander. {paar.grund}\n\n"
    )
    return kopf + _table(
        ("Jahr", "Kreise", "Mittel", "Median", "größter", "gleich"), describe_jahre(paar, both)
    )


def describe_ausreisser(paar: Paar, anzahl: int = 5) -> str:
    """Return the largest differences."""
    register = load_register()
    both = compare(paar).nlargest(anzahl, "differenz")
    rows = [
        (
            register[str(zeile["ags"])].name,
            str(zeile["jahr"]),
            *(format_zahl(zeile[name], 2) for name in ("wert", "wert_inkar")),
            str(zeile["gebietsstand"]) or "–",
        )
        for zeile in both.to_dict("records")
    ]
    return "Die größten Unterschiede:\n\n" + _table(
        ("Kreis", "Jahr", "Kit", "INKAR", "Gebietsstand"), rows
    )


BEZUGSGROESSEN = """### Warum 2009 und 2011 abweichen

Arbeitslose durch Quote ergibt die Bezugsgröße: die zivilen Erwerbspersonen von 15 bis unter 25
Jahren. Sie ändert sich sonst stetig; wo sie vom Mittel ihrer Nachbarjahre abweicht, springt
sie. Abstand vom (geometrischen) Mittel der beiden Nachbarjahre, Median der Kreise, dahinter die
mittlere absolute Abweichung davon; Nachbarjahre jeweils aus INKAR:
"""
BEFUND = """
Die amtlichen Bezugsgrößen laufen in allen Jahren glatt, die von INKAR springen 2009 nach oben und
2011 nach unten, in jedem Kreis verschieden, und kehren dazwischen zurück. Die Abweichung liegt
also bei INKAR. Rund die Hälfte ihrer Streuung liegt zwischen den Ländern (2009 54 %, 2011 44 %),
und Kreise, die 2009 stark abweichen, tun es auch 2011 (Rangkorrelation 0,44): INKAR hat für diese
beiden Jahre offenbar einen anderen Stand der Erwerbspersonen nach Alter. Welchen, sagen die
vorliegenden Daten nicht. Geprüft und ausgeschlossen sind:

- **Gebietsreformen** (Sachsen 2008, Sachsen-Anhalt 2007, Mecklenburg-Vorpommern und Aachen): Die
  Abweichung ist in Ländern ohne Reform nicht kleiner; in Bayern ist sie 2011 am größten.
- **Altersgrenze**: Mit denselben Arbeitslosen von 15 bis unter 25 Jahren gehen alle anderen Jahre
  auf.
- **Arbeitslose eines anderen Jahres**: Mit denen des Vor- oder Folgejahres stimmen höchstens 21 %
  der Kreise auf 0,1 Punkte überein.
- **Abhängige statt aller Erwerbspersonen**: INKAR läge dann in beiden Jahren höher; 2009 liegt es
  tiefer.
- **Bezugsgröße des Vor- oder Folgejahres allein**, auch als gewichtetes Mittel mit dem laufenden
  Jahr (die Bundesagentur wechselt sie im Frühjahr): Damit stimmen 2009 höchstens 39 % und 2011 48
  % der Kreise; das Mittel beider Nachbarjahre trifft besser (51 % und 65 %), weil es die Sprünge
  von INKAR ausgleicht.
"""


def describe_bezugsgroessen() -> str:
    """Return how far the youth labour force departs from its neighbours, by source."""
    bestand = open_bestand()
    daten = bestand.load("arbeitslose")
    jugend = daten[(daten["gruppe"] == "15-24") & (daten["ags"].str.len() == 5)]
    reihen = jugend.pivot_table(index=["ags", "jahr"], columns="merkmal", values="wert")
    inkar = bestand.load("inkar")
    quote = inkar[inkar["merkmal"] == "jugendarbeitslosenquote"].set_index(["ags", "jahr"])["wert"]
    basen = {
        "INKAR": (reihen["arbeitslose"] / quote).unstack("jahr").map(np.log),
        "amtlich": (reihen["arbeitslose"] / reihen["arbeitslosenquote"])
        .unstack("jahr")
        .map(np.log),
    }
    rows = []
    for jahr in range(2009, 2016):
        nachbarn = (basen["INKAR"][jahr - 1] + basen["INKAR"][jahr + 1]) / 2
        rows.append((str(jahr), *(_departure(basis[jahr] - nachbarn) for basis in basen.values())))
    return f"{BEZUGSGROESSEN}\n{_table(('Jahr', *basen), rows)}{BEFUND}"


def _departure(abstand: pd.Series) -> str:
    median = abstand.replace([np.inf, -np.inf], np.nan).median()
    streuung = (abstand - median).abs().median()
    vorzeichen = "+" if median > 0 else ""
    return f"{vorzeichen}{format_zahl(median * 100, 1)} % ({format_zahl(streuung * 100, 1)})"


def _table(kopf: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [kopf, tuple("---" for _ in kopf), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def describe() -> str:
    """Return the whole page."""
    teile = [KOPF]
    for paar in list_paare():
        teile += [describe_paar(paar), describe_ausreisser(paar)]
        if paar.merkmal == "jugendarbeitslosenquote":
            teile.append(describe_bezugsgroessen())
    return "\n".join(teile)


def main() -> None:
    """Write the page."""
    ZIEL.write_text(describe(), encoding="utf-8", newline="\n")
    print(ZIEL)


if __name__ == "__main__":
    main()
