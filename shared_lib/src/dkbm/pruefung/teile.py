"""Parts and wholes within one Gebiet: do the parts add up, is a part larger than the whole?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from dkbm.pruefung.fussnoten import explain_sums
from dkbm.pruefung.grenzen import Grenzen, Teilung, load_grenzen
from dkbm.pruefung.pruefling import INSGESAMT, Pruefling
from dkbm.pruefung.rundung import find_rest, find_spielraum
from dkbm.pruefung.treffer import Umfeld, make_treffer, none_found
from dkbm.sprache.zahlen import format_zahl

__all__ = ["check_teil_groesser", "check_teile", "find_altersteilung"]

_ALTER = re.compile(r"(\d+)(?:-(\d+)|(\+))?")


def check_teile(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Compare each total with its parts (P201), as far as all parts are known.

    If every cell is rounded by itself with a deviation of up to ``m``, a total of ``k`` parts
    may miss their sum by ``(k + 1) * m``.
    """
    parts = [none_found()]
    for gliederung in pruefling.gliederungen:
        for frame, teilung in _split_by_teilung(pruefling, gliederung, umfeld.grenzen):
            parts.append(_compare(pruefling, frame, teilung, umfeld))
    return pd.concat(parts, ignore_index=True)


def _split_by_teilung(
    pruefling: Pruefling, gliederung: str, grenzen: Grenzen
) -> Iterator[tuple[pd.DataFrame, Teilung]]:
    frame = pruefling.anzahlen
    if gliederung != "alter":
        for teilung in grenzen.teile:
            if teilung.gliederung == gliederung and teilung.datensatz in ("", pruefling.datensatz):
                yield frame[~frame["merkmal"].isin(teilung.nicht)], teilung
        return
    for (_, _, _), part in frame.groupby(["jahr", "quelle", "merkmal"]):
        teile = find_altersteilung(part[gliederung].unique())
        if teile:
            yield part, Teilung(gliederung=gliederung, teile=teile, art="gleich")


def find_altersteilung(codes: object) -> tuple[str, ...]:
    """Return the age groups if they follow each other from birth to the open end, else nothing."""
    spans: list[tuple[int, int, str]] = []
    for code in map(str, codes):  # type: ignore[call-overload]
        if match := _ALTER.fullmatch(code):
            von = int(match[1])
            spans.append((von, 999 if match[3] else int(match[2] or von), code))
    spans.sort()
    naechstes = 0
    for von, bis, _ in spans:
        if von != naechstes:
            return ()
        naechstes = bis + 1
    return tuple(code for *_, code in spans) if naechstes == 1000 else ()


def _compare(
    pruefling: Pruefling, frame: pd.DataFrame, teilung: Teilung, umfeld: Umfeld
) -> pd.DataFrame:
    name, teile = teilung.gliederung, list(teilung.teile)
    keys = [k for k in ("ags", "jahr", "merkmal", *pruefling.gliederungen) if k != name]
    ganze = frame[frame[name] == INSGESAMT].drop_duplicates(keys)
    werte = frame[frame[name].isin(teile)]
    if ganze.empty or werte.empty:
        return none_found()
    grouped = werte.assign(da=werte["zahl"].notna()).groupby(keys)
    summen = grouped.agg(summe=("zahl", "sum"), da=("da", "sum")).reset_index()
    both = ganze[ganze["wert"].notna()].merge(summen, on=keys, how="inner")
    rest = umfeld.grenzen.summen.spielraum + (len(teile) + 1) * find_rest(pruefling, umfeld)
    spielraum = find_spielraum(both, umfeld.rundung) * (len(teile) + 1) + rest
    zuviel, zuwenig = both["summe"] - both["zahl"], both["zahl"] - both["summe"]
    complete = both["da"] == len(teile)
    wrong = pd.Series(False, index=both.index)
    if teilung.art in ("gleich", "hoechstens"):
        wrong |= (both["da"] > 0) & (zuviel > spielraum)
    if teilung.art in ("gleich", "mindestens"):
        wrong |= complete & (zuwenig > spielraum)
    return _report(pruefling, both[wrong], teilung, spielraum[wrong])


def _report(
    pruefling: Pruefling, wrong: pd.DataFrame, teilung: Teilung, spielraum: pd.Series
) -> pd.DataFrame:
    grenzen = load_grenzen()
    noten = explain_sums(pruefling, wrong, grenzen.fussnoten.teile)
    name = grenzen.name_gliederung(teilung.gliederung)
    grund = f"Die Teile nach {name} ergeben nicht das Ganze."
    zusatz = [
        f"Summe der Teile; Abweichungen bis {format_zahl(int(weit))} erklärt die Rundung"
        if weit >= 1
        else "Summe der Teile"
        for weit in spielraum
    ]
    return make_treffer(
        pruefling,
        wrong,
        "P201",
        gefunden=wrong["zahl"],
        erwartet=wrong["summe"],
        schwere=(wrong["zahl"] - wrong["summe"]).abs(),
        grund=[f"{grund} {note}".strip() for note in noten],
        grad=["hinweis" if note else "" for note in noten],
        zusatz=zusatz,
    )


def check_teil_groesser(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Find parts that are larger than their whole (P202)."""
    parts = [none_found()]
    frame = pruefling.anzahlen
    for name in pruefling.gliederungen:
        keys = [k for k in ("ags", "jahr", "merkmal", *pruefling.gliederungen) if k != name]
        is_ganzes = (frame[name] == INSGESAMT) & frame["wert"].notna()
        ganze = frame.loc[is_ganzes, [*keys, "zahl"]].drop_duplicates(keys)
        teile = frame[(frame[name] != INSGESAMT) & (frame["zahl"] > 0)]
        both = teile.merge(ganze, on=keys, how="inner", suffixes=("", "_ganzes"))
        spielraum = 2 * (find_spielraum(both, umfeld.rundung) + find_rest(pruefling, umfeld))
        spielraum += umfeld.grenzen.summen.spielraum
        wrong = both[both["zahl"] - both["zahl_ganzes"] > spielraum]
        treffer = make_treffer(
            pruefling,
            wrong,
            "P202",
            gefunden=wrong["zahl"],
            erwartet=wrong["zahl_ganzes"],
            schwere=wrong["zahl"] - wrong["zahl_ganzes"],
            grund=f"Ein Teil nach {umfeld.grenzen.name_gliederung(name)} ist größer als das Ganze, "
            "zu dem er gehört.",
            zusatz="höchstens so viel",
        )
        parts.append(treffer)
    return pd.concat(parts, ignore_index=True)
