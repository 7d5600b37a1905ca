"""The Vorausberechnung in a report: the fan of a group, what Kitas and schools need, its errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dkbm.bestand import Quelle
from dkbm.darstellung.faecher import Band, faecher
from dkbm.darstellung.herkunft import format_quelle
from dkbm.darstellung.spec import Abbildung, Datentabelle, Tabelle
from dkbm.gebiete import Gebiet
from dkbm.kennzahlen import find_kennzahl
from dkbm.kennzahlen.altersgruppen import BILDUNGSRELEVANT_LABELS
from dkbm.kennzahlen.vorausberechnung import KENNZAHL, MODELLRECHNUNG, to_faecherreihen
from dkbm.sprache.zahlen import format_value, format_zahl

__all__ = ["build_bedarf", "build_faecher", "build_rueckschau"]

_ZEILEN = {
    "u3": "Kinder unter 3 Jahren",
    "3_6": "Kinder von 3 bis unter 6 Jahren",
    "schulanfaenger": "Kinder, die schulpflichtig werden",
    "plaetze_u3": "Plätze für unter 3-Jährige bei heutiger Quote",
    "plaetze_3_6": "Plätze für 3- bis unter 6-Jährige bei heutiger Quote",
}
_GRUPPEN = ("u3", "3_6", "6_10")


def build_faecher(
    frame: pd.DataFrame, gebiet: Gebiet, gruppe: str, quellen: Sequence[Quelle]
) -> Abbildung:
    """Draw one age group: history, middle variant, the other two, and the band.

    Parameters
    ----------
    frame
        As `vorausberechnung` returns it.
    """
    r = to_faecherreihen(frame, gebiet.ags, gruppe)
    ab, bis = min(r.mittlere), max(r.mittlere)
    name = BILDUNGSRELEVANT_LABELS[gruppe]
    return faecher(
        KENNZAHL,
        gebiet,
        r.historie,
        r.mittlere,
        baender=[Band("80 % der früheren Fehler", r.unten, r.oben)],
        varianten=r.varianten,
        quellen=quellen,
        anmerkungen=KENNZAHL.hinweise[1:],
        titel=f"Altersgruppe {name} {gebiet.formen.ort}, {min(r.historie)}–{bis}, "
        f"ab {ab} Modellrechnung (Personen)",
    )


def build_bedarf(
    personen: pd.DataFrame,
    bedarf: pd.DataFrame,
    gebiet: Gebiet,
    jahre: Sequence[int],
    quellen: Sequence[Quelle],
) -> Tabelle:
    """Show children of Kita age, school entrants and places, rounded to tens.

    Parameters
    ----------
    personen, bedarf
        As `vorausberechnung` and `bedarf` return them.
    jahre
        The last year counted, then years ahead.
    """
    kinder = personen.rename(columns={"gruppe": "merkmal"})
    alle = pd.concat([kinder, bedarf], ignore_index=True)
    keys = zip(alle["merkmal"], alle["jahr"], alle["variante"], strict=True)
    werte = {(str(m), int(j), str(v)): w for (m, j, v), w in zip(keys, alle["wert"], strict=True)}
    zeilen = tuple(
        (text, *(_write(werte, key, j) for j in jahre), _write_span(werte, key, jahre[-1]))
        for key, text in _ZEILEN.items()
        if key in set(alle["merkmal"])
    )
    kopf = ("Gruppe", *map(str, jahre), f"{jahre[-1]}, untere bis obere Variante")
    return Tabelle(
        titel=f"Kinder im Kita-Alter, Schulpflichtige und Plätze {gebiet.formen.ort}, "
        f"{MODELLRECHNUNG}",
        daten=Datentabelle(kopf, zeilen),
        quelle=format_quelle(quellen, berechnet=True),
        anmerkungen=(
            f"{jahre[0]} gezählt, danach mittlere Variante, auf Zehner gerundet. Kinder am "
            "31. Dezember, Schulpflichtige im Sommer, Plätze am 1. März des Jahres.",
            *_explain_quoten(bedarf),
            "Vorzeitige Einschulung und Zurückstellung sind nicht enthalten.",
        ),
        kennzahlen=(KENNZAHL,),
        quellen=tuple(quellen),
    )


def _write(werte: Mapping[tuple[str, int, str], float], key: str, jahr: int) -> str:
    """Write what was counted, else the middle variant."""
    gezaehlt = werte.get((key, jahr, "bestand"))
    if gezaehlt is not None:
        return format_zahl(gezaehlt)
    mittlere = werte.get((key, jahr, "mittlere"))
    return "–" if mittlere is None else format_zahl(round(mittlere, -1))


def _write_span(werte: Mapping[tuple[str, int, str], float], key: str, jahr: int) -> str:
    unten, oben = (werte[key, jahr, name] for name in ("untere", "obere"))
    return f"{format_zahl(round(unten, -1))}–{format_zahl(round(oben, -1))}"


def _explain_quoten(bedarf: pd.DataFrame) -> list[str]:
    """Say which Betreuungsquote is kept, from which year."""
    if "quote" not in bedarf:
        return []
    rows = bedarf.dropna(subset=["quote"]).drop_duplicates("merkmal")
    texte = [
        f"{find_kennzahl(str(id_)).name} {int(jahr)}: {format_value(float(quote), '%', 1)}"
        for id_, jahr, quote in rows[["quote_kennzahl", "quote_jahr", "quote"]].itertuples(
            index=False
        )
    ]
    return [f"Heutige Quote: {'; '.join(texte)}. Ob Plätze fehlen, sagt sie nicht."]


def build_rueckschau(vergleich: pd.DataFrame, gebiet: Gebiet, quellen: Sequence[Quelle]) -> Tabelle:
    """Show how far earlier runs of the model were off, beside the simple ways.

    Parameters
    ----------
    vergleich
        As `compare_kommune` returns it.
    """
    ziel = int(vergleich["ziel"].iloc[0])
    zeilen = []
    for gruppe in _GRUPPEN:
        rows = vergleich[vergleich["gruppe"] == gruppe]
        name = BILDUNGSRELEVANT_LABELS[gruppe]
        for row in rows.sort_values("start", ascending=False).to_dict("records"):
            zeilen.append(
                (
                    f"{name}, gerechnet ab {row['start']}",
                    format_zahl(row["ist"]),
                    format_zahl(round(row["wert"], -1)),
                    f"{'+' if row['fehler'] > 0 else ''}{format_value(row['fehler'], '%', 1)}",
                    *(format_value(row[weg], "%", 1) for weg in ("modell", "letzter", "trend")),
                )
            )
    kopf = ("Altersgruppe", f"gezählt {ziel}", "Modell", "Abweichung")
    alle = ("alle Kreise: Modell", "alle Kreise: letzter Wert", "alle Kreise: Trend")
    return Tabelle(
        titel=f"Was frühere Rechnungen für {ziel} ergeben hätten, {gebiet.name}",
        daten=Datentabelle((*kopf, *alle), tuple(zeilen)),
        quelle=format_quelle(quellen, berechnet=True),
        anmerkungen=(
            "Jede Rechnung kennt nur, was im genannten Jahr bekannt war. Rechts der Median der "
            "Abweichungen aller 400 Kreise ohne Vorzeichen: im Modell, wenn man den letzten Wert "
            "fortschreibt, und wenn man die letzten beiden Werte geradlinig verlängert.",
        ),
        kennzahlen=(KENNZAHL,),
        quellen=tuple(quellen),
    )
