"""Bring the rows of a table to today's boundaries, and mark what was converted.

Rules, per table and year:

1. A Kreis that reports values of its own keeps them. Predecessors that existed beside it on
   31.12. of the year are added (Eisenach to the Wartburgkreis); predecessors that were already
   dissolved are ignored, so that nothing is counted twice (Saxony before 2008).
2. A Kreis without values gets the sum of its predecessors' values, each times the share of its
   population that belongs to it now.
3. Counts are added; rates and averages cannot be: they stay only where a single predecessor
   went over as a whole, else the value is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from dkbm.gebiete import load_register
from dkbm.gebiete.umstieg import Umstieg, load_umstiege

__all__ = ["FORTBESTEHEND", "GEBIETSSTAND", "convert_gebietsstand", "worse_marks", "worst_mark"]

GEBIETSSTAND = {
    "": "heutiger Gebietsstand",
    "summe": "aus den Kreisen summiert",
    "zusammengefasst": "aus aufgelösten Kreisen zusammengefasst",
    "geschaetzt": "aus geteilten Kreisen nach Bevölkerungsanteilen geschätzt",
    "nicht_umrechenbar": "für den heutigen Gebietsstand nicht berechenbar",
}
"""German meaning of each mark, from the most to the least reliable."""
_RANG = {marke: rang for rang, marke in enumerate(GEBIETSSTAND)}

_STADT_IM_VERBAND = {"05334002": "05313", "03241001": "03201"}
"""Cities that old tables list below their Verband, as if they were still kreisfrei."""
FORTBESTEHEND = {"16063"}
"""Kreise that took others in and kept their own key (Wartburgkreis with Eisenach, 2021)."""
_ADDITIV = ["Anzahl", "Tsd. EUR", ""]
"""Units of counts; without a unit it depends on the numbers (see `_list_counts`)."""
_VERHAELTNIS = re.compile(
    r"(?:quoten?|anteile?|(?<!sepa)raten?|ziffern?|index|mittel(?:wert)?)(?![a-zäöüß])"
    r"|prozent|%|durchschnitt|(?:^|[ _])je(?:[ _]|$)",
    re.IGNORECASE,
)
"""Names of what is no count even where all its numbers are whole."""
_STADTSTAATEN = {"02": "02000", "11": "11000"}


def worst_mark(marken: Iterable[str]) -> str:
    """Return the mark of a number that rests on numbers with these marks."""
    return max(marken, key=_RANG.__getitem__, default="")


def worse_marks(eine: pd.Series, andere: pd.Series) -> pd.Series:
    """Return row by row the less reliable of two marks."""
    rang, anderer = (marken.map(_RANG).astype("int64") for marken in (eine, andere))
    return eine.where(rang >= anderer, andere)


def convert_gebietsstand(frame: pd.DataFrame, gliederungen: list[str]) -> pd.DataFrame:
    """Return the rows for the Gebiete of the register only.

    Parameters
    ----------
    frame
        Columns ``ags``, ``jahr``, ``merkmal``, the breakdowns, ``einheit``, ``wert``, ``zeichen``.
    gliederungen
        Names of the breakdown columns.

    Returns
    -------
    pandas.DataFrame
        The same columns without ``einheit``, plus ``gebietsstand`` (see `GEBIETSSTAND`).
    """
    register = load_register()
    keys = ["ags", "jahr", "merkmal", *gliederungen]
    frame = _zero_where_nothing(_name_stadtstaaten(_use_plain_text(frame)), gliederungen)
    plan = _plan_contributions(_find_states(frame))
    converted = _apply_plan(frame, plan, keys)
    gone = {(neu, jahr) for neu, jahr in plan[["neu", "jahr"]].itertuples(index=False)}
    own = frame[frame["ags"].isin(list(register.gebiete))]
    is_gone = pd.MultiIndex.from_frame(own[["ags", "jahr"]]).isin(gone)
    result = pd.concat([own[~is_gone].assign(gebietsstand=""), converted], ignore_index=True)
    result = _add_sums(result, gliederungen)
    return result[[*keys, "wert", "zeichen", "gebietsstand"]].sort_values(keys, ignore_index=True)


def _use_plain_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Undo categories: keys and signs that the table lacks come up below."""
    categorical = [c for c in frame.columns if isinstance(frame[c].dtype, pd.CategoricalDtype)]
    return frame.astype(dict.fromkeys(categorical, "object"))


def _name_stadtstaaten(frame: pd.DataFrame) -> pd.DataFrame:
    """Give Hamburg and Berlin a row as Land and one as Kreis, whichever the table has.

    Where a table has no Land at all, all Länder are added up later.
    """
    parts = [frame]
    laenderlos = not frame["ags"].str.fullmatch(r"\d\d").any()
    for paar in _STADTSTAATEN.items():
        land, kreis = (frame[frame["ags"] == ags] for ags in paar)
        if len(land) and kreis.empty:
            parts.append(land.assign(ags=paar[1]))
        elif len(kreis) and land.empty and not laenderlos:
            parts.append(kreis.assign(ags=paar[0]))
    return pd.concat(parts, ignore_index=True)


def _zero_where_nothing(frame: pd.DataFrame, gliederungen: list[str]) -> pd.DataFrame:
    """Read ``-`` as the number 0 in counts of a Gebiet that reports anything that year.

    Where all cells of a Gebiet and year are ``-``, the Gebiet did not exist; they stay missing.
    Where all parts of a positive total are ``-`` (Berufsabschluss 2012 in Hamburg), the parts
    were not collected; they become unknown.
    """
    reports = frame.groupby(["ags", "jahr"])["wert"].transform("count") > 0
    nothing = (frame["zeichen"] == "-") & reports & frame["einheit"].isin(_ADDITIV)
    for gliederung in gliederungen:
        unknown = nothing & _contradicts_total(frame, gliederung, gliederungen)
        frame = frame.assign(zeichen=frame["zeichen"].mask(unknown, "."))
        nothing &= ~unknown
    return frame.assign(wert=frame["wert"].mask(nothing, 0.0))


def _contradicts_total(
    frame: pd.DataFrame, gliederung: str, gliederungen: list[str]
) -> pd.Series[bool]:
    """Mark the parts of a breakdown that are all ``-`` although their total is positive."""
    keys = ["ags", "jahr", "merkmal", *(g for g in gliederungen if g != gliederung)]
    is_total = frame[gliederung] == "insgesamt"
    parts = frame.assign(da=frame["wert"].notna() & ~is_total, total=frame["wert"].where(is_total))
    grouped = parts.groupby(keys)
    empty = ~grouped["da"].transform("any") & (grouped["total"].transform("max") > 0)
    return empty & ~is_total


def _find_states(frame: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Say of each Gebiet and year whether it reports: ``werte``, ``unbekannt`` or ``nichts``."""
    marks = frame.assign(da=frame["wert"].notna(), unklar=frame["zeichen"] != "-")
    grouped = marks.groupby(["ags", "jahr"])[["da", "unklar"]].any()
    return {
        (str(ags), int(jahr)): "werte" if da else "unbekannt" if unklar else "nichts"
        for (ags, jahr), da, unklar in grouped.itertuples()
    }


def _plan_contributions(states: dict[tuple[str, int], str]) -> pd.DataFrame:
    """List who contributes to whom: columns ``neu``, ``jahr``, ``ags`` (source), ``anteil``."""
    founded: dict[str, int] = {}
    by_neu: dict[str, list[Umstieg]] = {}
    for u in load_umstiege():
        by_neu.setdefault(u.neu, []).append(u)
        if u.neu not in FORTBESTEHEND:
            founded[u.neu] = max(founded.get(u.neu, 0), u.letztes_jahr + 1)
    rows: list[tuple[str, int, str, float]] = []
    for jahr in sorted({jahr for _, jahr in states}):
        for neu, umstiege in by_neu.items():
            if states.get((neu, jahr)) != "werte":
                quellen = _find_sources(umstiege, jahr, states)
            elif jahr < founded.get(neu, 0):
                continue
            else:
                beside = [u for u in umstiege if u.letztes_jahr >= jahr]
                quellen = _find_beside(neu, beside, jahr, states)
            rows += [(neu, jahr, ags, anteil) for ags, anteil in quellen]
    return pd.DataFrame(rows, columns=["neu", "jahr", "ags", "anteil"])


def _find_sources(
    umstiege: list[Umstieg], jahr: int, states: dict[tuple[str, int], str]
) -> list[tuple[str, float]]:
    """Return the predecessors that report; none if one that existed then does not.

    A sum without one of its parts would be too small, so it is left missing.
    """
    found: list[tuple[str, float]] = []
    for u in umstiege:
        namen = [u.alt, *(stadt for stadt, kreis in _STADT_IM_VERBAND.items() if kreis == u.alt)]
        by_state = {states.get((name, jahr), ""): name for name in reversed(namen)}
        if "werte" in by_state:
            found.append((by_state["werte"], u.anteil))
        elif "unbekannt" in by_state or u.letztes_jahr >= jahr:
            return []
    return found


def _find_beside(
    neu: str, beside: list[Umstieg], jahr: int, states: dict[tuple[str, int], str]
) -> list[tuple[str, float]]:
    """Return a Kreis and those it took in later, as they reported side by side.

    Empty where the Kreis stands for itself: the others reported nothing that year (they did not
    exist), or never occur (the table is at today's boundaries). Without one that occurs
    in other years the sum is unknown: its share is NaN.
    """
    known = {ags for ags, _ in states}
    here = [
        (u.alt, u.anteil) if (u.alt, jahr) in states else (neu, float("nan"))
        for u in beside
        if u.alt in known and states.get((u.alt, jahr)) != "nichts"
    ]
    return [(neu, 1.0), *here] if here else []


def _apply_plan(frame: pd.DataFrame, plan: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    merged = plan.merge(frame, on=["ags", "jahr"], how="inner")
    if merged.empty:
        return frame.iloc[:0].assign(gebietsstand="")
    merged["ags"] = merged["neu"]
    merged["beitrag"] = merged["wert"] * merged["anteil"]
    # "-" of one predecessor beside a number of another is a true nothing.
    unknown = merged["wert"].isna() & (merged["zeichen"] != "-")
    merged["fehlt"] = unknown | merged["anteil"].isna()
    merged["wert_da"] = merged["wert"].notna()
    grouped = merged.groupby(keys, sort=False, dropna=False)
    result = grouped.agg(
        einheit=("einheit", "first"),
        wert=("beitrag", "sum"),
        zeichen=("zeichen", "max"),
        fehlt=("fehlt", "any"),
        werte=("wert_da", "sum"),
        quellen=("anteil", "size"),
        anteil=("anteil", "min"),
    ).reset_index()
    additive = result["einheit"].isin(_ADDITIV)
    additive &= (result["einheit"] != "") | result["merkmal"].isin(_list_counts(frame))
    single = (result["quellen"] == 1) & (result["anteil"] == 1)
    usable = ~result["fehlt"] & (result["werte"] > 0) & (additive | single)
    result.loc[~usable, "wert"] = float("nan")
    result.loc[usable, "zeichen"] = (
        result.loc[usable, "wert"]
        .eq(0)
        .map({True: "-", False: ""})
        .where(result["zeichen"] == "-", "")
    )
    result.loc[~usable & (result["zeichen"] == ""), "zeichen"] = "."
    result["gebietsstand"] = "zusammengefasst"
    result.loc[result["anteil"] < 1, "gebietsstand"] = "geschaetzt"
    result.loc[~(additive | single), "gebietsstand"] = "nicht_umrechenbar"
    return result.drop(columns=["fehlt", "werte", "quellen", "anteil"])


def _list_counts(frame: pd.DataFrame) -> list[str]:
    """Return the Merkmale that count something, as far as names and numbers tell."""
    ganz = (frame["wert"].isna() | (frame["wert"] % 1 == 0)).groupby(frame["merkmal"]).all()
    return [str(name) for name in ganz.index[ganz] if not _VERHAELTNIS.search(str(name))]


def _add_sums(frame: pd.DataFrame, gliederungen: list[str]) -> pd.DataFrame:
    """Add Länder and Deutschland as sums where a year of counts has Kreise only."""
    kreise = frame[frame["ags"].str.len() == 5]
    laender_jahre = set(frame.loc[frame["ags"].str.len() == 2, "jahr"])
    lone = kreise[~kreise["jahr"].isin(laender_jahre) & (kreise["einheit"] == "Anzahl")]
    if lone.empty or lone["ags"].nunique() < len(load_register().kreise):
        return frame
    keys = ["jahr", "merkmal", *gliederungen]
    parts = [frame]
    for ags in (lone["ags"].str[:2], pd.Series("DG", index=lone.index)):
        total = lone.assign(ags=ags).groupby(["ags", *keys], as_index=False)
        summe = total.agg(
            wert=("wert", lambda w: w.sum(skipna=False)), einheit=("einheit", "first")
        )
        summe["zeichen"] = summe["wert"].isna().map({True: ".", False: ""})
        parts.append(summe.assign(gebietsstand="summe"))
    return pd.concat(parts, ignore_index=True)
