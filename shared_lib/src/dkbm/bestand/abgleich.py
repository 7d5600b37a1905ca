"""Put newly read rows over those there are, and say what that changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

__all__ = [
    "WERTE",
    "Abgleich",
    "Aenderung",
    "compare_rows",
    "keep_latest",
    "list_keys",
    "lists_parts",
    "merge_rows",
]

WERTE = ("wert", "zeichen", "gebietsstand", "quelle")
"""Columns that are no keys."""


@dataclass(frozen=True)
class Aenderung:
    """A value that the new file revised; NaN with its sign where there is no number."""

    ags: str
    jahr: int
    merkmal: str
    alt: float
    neu: float
    zeichen_alt: str
    zeichen_neu: str


@dataclass(frozen=True)
class Abgleich:
    """What new rows change in what there was.

    Attributes
    ----------
    neu, geaendert, gleich
        Numbers of values.
    neue_jahre
        Years that were not there before.
    groesste
        The largest revisions, at most ten, by relative change.
    """

    neu: int
    geaendert: int
    gleich: int
    neue_jahre: tuple[int, ...]
    groesste: tuple[Aenderung, ...]


def list_keys(frame: pd.DataFrame) -> list[str]:
    """Return the names of the key columns."""
    return [spalte for spalte in frame.columns if spalte not in WERTE]


def lists_parts(frame: pd.DataFrame) -> bool:
    """Whether a table breaks its numbers down."""
    return not set(list_keys(frame)) <= {"ags", "jahr", "merkmal"}


def merge_rows(
    alt: pd.DataFrame | None,
    neu: pd.DataFrame,
    rang: Mapping[int, tuple[str, int]],
    fassungen: Collection[int] = (),
) -> pd.DataFrame:
    """Put ``neu`` over ``alt``, cell by cell; the higher rank of the source wins.

    Parameters
    ----------
    rang
        Rank by number of the source: Stand as ISO date, then order of reading.
    fassungen
        Numbers of the sources that are editions of one form. In a form with one row per year,
        what one of them leaves empty (``.``) replaces no number: several offices fill their
        columns of it. A form that lists parts (schools, courses) speaks for all of them.
    """
    frame = neu if alt is None else pd.concat([alt, neu], ignore_index=True)
    keys = list_keys(neu)
    leer = (frame["zeichen"] == ".") & frame["quelle"].isin(list(fassungen))
    leer &= not lists_parts(neu)
    frame = frame.assign(_da=~leer, _rang=_rank_rows(frame, rang))
    frame = frame.sort_values(["_da", "_rang"], kind="stable")
    frame = frame.drop_duplicates(keys, keep="last").drop(columns=["_da", "_rang"])
    text = [*(k for k in keys if k != "jahr"), "zeichen", "gebietsstand"]
    types = dict.fromkeys(text, "str") | {"jahr": "int16", "quelle": "int16"}
    return frame.sort_values(keys, ignore_index=True).astype(types)


def keep_latest(
    frame: pd.DataFrame, fassungen: Collection[int], rang: Mapping[int, tuple[str, int]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keep the rows of the newest edition only; a form lists all parts of a Merkmal and year.

    Parameters
    ----------
    fassungen
        Numbers of the sources that are editions of one form; rows of others stay.

    Returns
    -------
    tuple
        What stays, and what goes: parts that the newest edition of their Gebiet, year and
        Merkmal no longer has.
    """
    if not fassungen:
        return frame, frame.iloc[:0]
    platz = _rank_rows(frame, rang).where(frame["quelle"].isin(list(fassungen)))
    neueste = platz.groupby([frame[name] for name in ("ags", "jahr", "merkmal")]).transform("max")
    geht = platz < neueste
    return frame[~geht].reset_index(drop=True), frame[geht]


def _rank_rows(frame: pd.DataFrame, rang: Mapping[int, tuple[str, int]]) -> pd.Series:
    order = {quelle: platz for platz, quelle in enumerate(sorted(rang, key=rang.__getitem__))}
    return frame["quelle"].map(order)


def compare_rows(alt: pd.DataFrame | None, neu: pd.DataFrame) -> Abgleich:
    """Compare new rows with those that were visible before."""
    if alt is None or alt.empty:
        return Abgleich(len(neu), 0, 0, _years(neu), ())
    keys = list_keys(neu)
    both = neu.merge(alt, on=keys, how="left", suffixes=("", "_alt"), indicator=True)
    known = both["_merge"] == "both"
    same_value = (both["wert"] == both["wert_alt"]) | (
        both["wert"].isna() & both["wert_alt"].isna()
    )
    same = known & same_value & (both["zeichen"] == both["zeichen_alt"])
    return Abgleich(
        neu=int((~known).sum()),
        geaendert=int((known & ~same).sum()),
        gleich=int(same.sum()),
        neue_jahre=tuple(sorted(set(_years(neu)) - set(_years(alt)))),
        groesste=_largest(both[known & ~same]),
    )


def _years(frame: pd.DataFrame) -> tuple[int, ...]:
    return tuple(sorted(int(jahr) for jahr in frame["jahr"].unique()))


def _largest(revised: pd.DataFrame) -> tuple[Aenderung, ...]:
    base = revised["wert_alt"].abs().clip(lower=1)
    relative = ((revised["wert"] - revised["wert_alt"]).abs() / base).fillna(float("inf"))
    order = relative.sort_values(ascending=False, kind="stable").index[:10]
    columns = ["ags", "jahr", "merkmal", "wert_alt", "wert", "zeichen_alt", "zeichen"]
    return tuple(Aenderung(*row) for row in revised.loc[order, columns].itertuples(index=False))
