"""Years that follow each other: jumps, gaps, values copied from the year before."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from dkbm.gebiete import load_register
from dkbm.pruefung.pruefling import Pruefling
from dkbm.pruefung.treffer import Umfeld, make_treffer, none_found
from dkbm.sprache.woerter import year_spans
from dkbm.sprache.zahlen import format_zahl

__all__ = ["check_luecken", "check_spruenge", "check_vorjahr"]

_ZU_SIGMA = 1.4826
"""Turns a median absolute deviation into a standard deviation of normal data."""


def check_spruenge(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Compare the change since the previous year with that of Kreise of the same type.

    The measure is a modified z-score of the logarithm of the change: distance from the median
    of the type (Landkreise or Städte), by the median absolute deviation, to which the chance
    fluctuation of small counts is added. Where most Kreise of a Land jump alike, it is an event
    of the Land (P302), else a jump of its own (P301).
    """
    regeln = umfeld.grenzen.spruenge
    cells = ["merkmal", *pruefling.gliederungen]
    frame = _pair_years(pruefling, cells)
    frame = frame[
        (frame[["zahl", "vor"]].min(axis=1) >= regeln.mindestwert)
        & (frame["jahr"] - frame["vorjahr"] <= regeln.abstand_jahre)
    ]
    if frame.empty:
        return none_found()
    groups = ["jahr", "vorjahr", "stadt", *cells]
    log = (frame["zahl"] / frame["vor"]).map(math.log)
    mitte = log.groupby([frame[g] for g in groups]).transform("median")
    abstand = log - mitte
    by_group = abstand.abs().groupby([frame[g] for g in groups])
    zufall = regeln.zuwachs_zufall * (1 / frame["zahl"] + 1 / frame["vor"])
    streuung = np.sqrt((_ZU_SIGMA * by_group.transform("median")) ** 2 + zufall)
    frame = frame.assign(mitte=mitte, abstand=abstand, punkte=abstand.abs() / streuung)
    wrong = (
        (frame["punkte"] > regeln.faktor)
        & (np.expm1(abstand.abs()) > regeln.aenderung)
        & (by_group.transform("size") >= regeln.mindestens_kreise)
    )
    return _report_spruenge(pruefling, _mark_land(frame, wrong, cells, regeln.landesweit))


def _pair_years(pruefling: Pruefling, cells: list[str]) -> pd.DataFrame:
    frame = pruefling.anzahlen
    frame = frame.loc[frame.index.intersection(pruefling.summenzeilen.index)]
    frame = frame[(frame["ags"].str.len() == 5) & (frame["wert"] > 0)]
    frame = frame.sort_values(["ags", *cells, "jahr"])
    before = frame.groupby(["ags", *cells])
    staedte = {g.ags for g in load_register().kreise if g.is_stadt}
    return frame.assign(
        vor=before["zahl"].shift(),
        vorjahr=before["jahr"].shift(),
        stand_vor=before["gebietsstand"].shift(),
        stadt=frame["ags"].isin(list(staedte)),
    ).dropna(subset=["vor"])


def _mark_land(
    frame: pd.DataFrame, wrong: pd.Series, cells: list[str], anteil: float
) -> pd.DataFrame:
    """Keep the jumps; drop the way back after a jump, and mark those that a whole Land shares."""
    richtung = np.sign(frame["abstand"]) * wrong
    zurueck = richtung.groupby([frame[c] for c in ("ags", *cells)]).shift(fill_value=0)
    land = [frame["ags"].str[:2].rename("land"), frame["jahr"], *(frame[c] for c in cells)]
    landesweit = wrong.groupby(land).transform("mean") >= anteil
    landesweit &= wrong.groupby(land).transform("size") > 2
    back = (richtung != 0) & (zurueck == -richtung)
    marked: pd.DataFrame = frame.assign(landesweit=landesweit)[wrong & ~back]
    return marked


def _report_spruenge(pruefling: Pruefling, found: pd.DataFrame) -> pd.DataFrame:
    parts = [none_found()]
    for code, part in (("P301", found[~found["landesweit"]]), ("P302", found[found["landesweit"]])):
        wechsel = part["gebietsstand"] != part["stand_vor"]
        treffer = make_treffer(
            pruefling,
            part,
            code,
            gefunden=part["zahl"],
            erwartet=(part["vor"] * np.exp(part["mitte"])).round(),
            schwere=part["punkte"],
            zusatz=[
                f"Wert {int(jahr)}: {format_zahl(vor)}" + "; der Gebietsstand wechselt" * bool(neu)
                for jahr, vor, neu in zip(part["vorjahr"], part["vor"], wechsel, strict=True)
            ],
        )
        parts.append(treffer)
    return pd.concat(parts, ignore_index=True)


def check_luecken(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Find years that a Gebiet lacks inside its series (P303), or all lack (P304)."""
    frame = pruefling.summenzeilen
    frame = frame[frame["wert"].notna()]
    cells = ["merkmal", *pruefling.gliederungen]
    parts = [none_found()]
    for _, cell in frame.groupby(cells, sort=True):
        jahre = sorted(cell["jahr"].unique())
        parts.append(_find_common_gap(pruefling, cell, jahre))
        wide = cell.pivot_table(index="ags", columns="jahr", values="wert", aggfunc="size")
        da = wide.reindex(columns=jahre).notna().to_numpy()
        inside = da.cumsum(axis=1).astype(bool) & da[:, ::-1].cumsum(axis=1)[:, ::-1].astype(bool)
        rows, columns = np.nonzero(inside & ~da)
        gaps = pd.DataFrame({"ags": wide.index[rows], "jahr": [int(jahre[c]) for c in columns]})
        gaps = gaps.assign(**{c: cell[c].iloc[0] for c in (*cells, "quelle")})
        parts.append(
            make_treffer(pruefling, gaps, "P303", gefunden="kein Wert", erwartet="ein Wert")
        )
    return pd.concat(parts, ignore_index=True)


def _find_common_gap(pruefling: Pruefling, cell: pd.DataFrame, jahre: list[int]) -> pd.DataFrame:
    missing = sorted(set(range(int(jahre[0]), int(jahre[-1]) + 1)) - {int(j) for j in jahre})
    rows = cell.iloc[:1].assign(ags="", jahr=0)
    if not missing:
        return none_found()
    return make_treffer(
        pruefling,
        rows,
        "P304",
        gefunden=f"Jahre {year_spans(jahre)}",
        erwartet=f"auch {year_spans(missing)}",
        schwere=float(len(missing)),
    )


def check_vorjahr(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Find Gebiete whose numbers are all those of the year before (P305)."""
    cells = ["merkmal", *pruefling.gliederungen]
    frame = pruefling.anzahlen
    frame = frame[(frame["wert"] >= 10) & (frame["gebietsstand"] == "")]
    if frame.empty:
        return none_found()
    frame = frame.sort_values(["ags", *cells, "jahr"])
    before = frame.groupby(["ags", *cells])["wert"].shift()
    same = (frame["wert"] == before)[before.notna()]
    rows = frame.loc[same.index]
    grouped = same.groupby([rows["ags"], rows["jahr"]])
    copied = grouped.all() & (grouped.size() >= umfeld.grenzen.gleiche_werte.vorjahr_zellen)
    hits = copied[copied].index.to_frame(index=False)
    hits = hits.assign(quelle=rows["quelle"].iloc[0] if len(rows) else 0, merkmal="alle Werte")
    return make_treffer(
        pruefling,
        hits,
        "P305",
        gefunden="alle Werte wie im Jahr davor",
        erwartet="neue Werte",
    )
