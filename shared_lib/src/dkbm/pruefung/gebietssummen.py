"""Kreise against their Land, Länder against Deutschland."""

from __future__ import annotations

import pandas as pd

from dkbm.gebiete import load_register
from dkbm.gebiete.gebiet import BUND
from dkbm.pruefung.fussnoten import explain_sums
from dkbm.pruefung.pruefling import Pruefling
from dkbm.pruefung.rundung import find_rest, find_spielraum
from dkbm.pruefung.treffer import Umfeld, make_treffer, none_found

__all__ = ["check_bundessummen", "check_landessummen"]

_DOPPELT = (1.9, 2.1)
_UNBEKANNT = "Ob sich die Zahlen dieser Tabelle über Gebiete addieren lassen, weiß das Kit nicht."
_KLEIN = "Die Abweichung ist klein; meist haben Länder ihre Zahlen nachträglich berichtigt."


def check_landessummen(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Compare the sum over all Kreise of a Land with the Land (P203)."""
    daten = pruefling.anzahlen
    kreise = daten[daten["ags"].str.len() == 5]
    register = load_register()
    soll = pd.Series([g.land_ags for g in register.kreise]).value_counts()
    return _compare(pruefling, kreise.assign(oben=kreise["ags"].str[:2]), soll, "P203", umfeld)


def check_bundessummen(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Compare the sum over all Länder with Deutschland (P204)."""
    daten = pruefling.anzahlen
    laender = daten[(daten["ags"].str.len() == 2) & (daten["ags"] != BUND)]
    soll = pd.Series({BUND: len(load_register().laender)})
    return _compare(pruefling, laender.assign(oben=BUND), soll, "P204", umfeld)


def _compare(
    pruefling: Pruefling, unten: pd.DataFrame, soll: pd.Series, code: str, umfeld: Umfeld
) -> pd.DataFrame:
    keys = ["jahr", "merkmal", *pruefling.gliederungen]
    if unten.empty:
        return none_found()
    unten = unten.assign(halb=find_spielraum(unten, umfeld.rundung), da=unten["zahl"].notna())
    grouped = unten.groupby(["oben", *keys])
    summen = grouped.agg(
        summe=("zahl", "sum"), da=("da", "sum"), halb=("halb", "sum"), ist=("da", "size")
    ).reset_index()
    oben = pruefling.anzahlen
    oben = oben[oben["gebietsstand"] != "summe"]
    oben = oben[oben["wert"].notna() | (oben["zeichen"] == "-")]
    both = oben.merge(summen.rename(columns={"oben": "ags"}), on=["ags", *keys], how="inner")
    spielraum = both["halb"] + find_spielraum(both, umfeld.rundung)
    spielraum += umfeld.grenzen.summen.spielraum
    spielraum += find_rest(pruefling, umfeld) * (both["ist"] + 1)
    geld = both["merkmal"].str.fullmatch(umfeld.grenzen.summen.geld, case=False)
    spielraum += geld * umfeld.grenzen.summen.geldspielraum * (both["ist"] + 1)
    complete = both["da"] == both["ags"].map(soll)
    abstand = both["summe"] - both["zahl"]
    wrong = (complete & (abstand.abs() > spielraum)) | (~complete & (abstand > spielraum))
    return _report(pruefling, both[wrong], code, umfeld)


def _report(pruefling: Pruefling, wrong: pd.DataFrame, code: str, umfeld: Umfeld) -> pd.DataFrame:
    noten = explain_sums(pruefling, wrong, umfeld.grenzen.fussnoten.gebietssummen)
    unten, oben = ("Kreise", "Land") if code == "P203" else ("Länder", "Deutschland")
    faktor = wrong["summe"] / wrong["zahl"].where(wrong["zahl"] > 0)
    doppelt = faktor.between(*_DOPPELT)
    klein = (wrong["summe"] - wrong["zahl"]).abs() <= umfeld.grenzen.summen.korrektur * wrong[
        "zahl"
    ]
    artikel = "das " if code == "P203" else ""
    zweifel = "" if pruefling.is_bekannt else _UNBEKANNT
    satz = f"Die Summe der {unten} stimmt nicht mit der Zeile für {artikel}{oben} überein."
    grund = [
        f"Die Summe der {unten} ist doppelt so groß wie die Zeile für {artikel}{oben}: Vermutlich "
        "sind alte und neue Kreise zugleich gezählt."
        if double
        else f"{satz} {note or zweifel or _KLEIN * small}".strip()
        for double, note, small in zip(doppelt, noten, klein, strict=True)
    ]
    mild = "warnung" if code == "P203" else "hinweis"
    streng = "" if pruefling.is_bekannt else "warnung"
    grad = [
        streng if double else "hinweis" if note else mild if small else streng
        for double, note, small in zip(doppelt, noten, klein, strict=True)
    ]
    return make_treffer(
        pruefling,
        wrong,
        code,
        gefunden=wrong["zahl"],
        erwartet=wrong["summe"],
        schwere=(wrong["summe"] - wrong["zahl"]).abs(),
        grund=grund,
        grad=grad,
        zusatz=f"Summe der {unten}",
    )
