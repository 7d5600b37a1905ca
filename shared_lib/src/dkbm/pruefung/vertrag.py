"""The contract that every table keeps: columns, types, keys, signs, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from dkbm.gebiete import load_register
from dkbm.gebiete.umstieg import load_umstiege
from dkbm.pruefung.grenzen import Grenzen
from dkbm.pruefung.pruefling import ANTEIL, ANZAHL, VERHAELTNIS, Pruefling
from dkbm.pruefung.treffer import Umfeld, make_treffer, none_found
from dkbm.quellen.zeichen import BEDEUTUNG, OHNE_ZAHL

__all__ = ["build_schema", "check_vertrag"]

_ERWARTET = {
    "P102": "ein Schlüssel des Gebietsregisters",
    "P104": "leer oder eines der amtlichen Zeichen",
    "P105": "eine Zahl oder ein Zeichen, das ihr Fehlen erklärt",
    "P106": "jede Angabe nur einmal",
    "P107": "0 oder mehr",
    "P108": "höchstens 100 %",
    "P109": "eine ganze Zahl",
}
_KREIS = r"(?!02|11)\d{5}"
"""Only keys of Kreise are looked up in files: other levels, and the Bezirke of Berlin and
Hamburg, are left out when taken in."""


def build_schema(
    grenzen: Grenzen, gliederungen: Iterable[str], is_datei: bool
) -> pa.DataFrameSchema:
    """Build the contract; the name of each rule is the code of its finding."""
    jahre, regeln = grenzen.jahre, grenzen.anteile
    known = {*load_register().gebiete, *(u.alt for u in load_umstiege() if is_datei)}
    text = pa.Column(str, coerce=True)

    def is_known(ags: pd.Series) -> pd.Series:
        return ags.isin(list(known)) | (is_datei & ~ags.str.fullmatch(_KREIS))

    def is_whole(frame: pd.DataFrame) -> pd.Series:
        bruch = (frame["art"] == ANZAHL) & (frame["wert"] % 1 > 1e-6)
        bruch &= ~frame["gebietsstand"].isin(["geschaetzt", "summe"])
        bruch &= ~frame["merkmal"].str.fullmatch(grenzen.summen.geld, case=False)
        return ~bruch

    frame_checks = [
        pa.Check(_says_something, name="P105"),
        pa.Check(lambda f: ~f.duplicated(_list_keys(f), keep=False), name="P106"),
        pa.Check(
            lambda f: (
                ~((f["wert"] < 0) & (f["art"] != VERHAELTNIS))
                | f["merkmal"].str.fullmatch(regeln.negativ_erlaubt)
            ),
            name="P107",
        ),
        pa.Check(
            lambda f: (
                ~((f["art"] == ANTEIL) & (f["wert"] > 100))
                | f["merkmal"].str.fullmatch(regeln.ueber_100_erlaubt)
            ),
            name="P108",
        ),
        pa.Check(is_whole, name="P109"),
    ]
    return pa.DataFrameSchema(
        {
            "ags": pa.Column(str, pa.Check(is_known, name="P102"), coerce=True),
            "jahr": pa.Column(
                int,
                pa.Check(lambda j: j.between(jahre.frueheste, jahre.spaeteste), name="P103"),
                coerce=True,
            ),
            "merkmal": text,
            **dict.fromkeys(gliederungen, text),
            "wert": pa.Column(float, nullable=True, coerce=True),
            "zeichen": pa.Column(
                str, pa.Check(lambda z: z.isin(["", *BEDEUTUNG]), name="P104"), coerce=True
            ),
        },
        checks=frame_checks,
    )


def _says_something(frame: pd.DataFrame) -> pd.Series:
    empty = frame["wert"].isna() & ~frame["zeichen"].isin(list(OHNE_ZAHL | {"()"}))
    both = frame["wert"].notna() & frame["zeichen"].isin(list(OHNE_ZAHL - {"-"}))
    nothing = (frame["zeichen"] == "-") & (frame["wert"].fillna(0) != 0)
    return ~(empty | both | nothing)


def _list_keys(frame: pd.DataFrame) -> list[str]:
    fest = {"wert", "zeichen", "gebietsstand", "quelle", "zeile", "spalte", "einheit", "art"}
    return [spalte for spalte in frame.columns if spalte not in fest]


def check_vertrag(pruefling: Pruefling, umfeld: Umfeld) -> pd.DataFrame:
    """Check each layer of the table by itself (P101 to P109): a layer above may hide faults."""
    parts = [none_found()]
    for schicht in pruefling.schichten:
        schema = build_schema(umfeld.grenzen, pruefling.gliederungen, bool(pruefling.datei))
        frame = schicht.reset_index(drop=True)
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as errors:
            parts += list(_list_failures(pruefling, frame, errors.failure_cases, umfeld.grenzen))
    return pd.concat(parts, ignore_index=True)


def _list_failures(
    pruefling: Pruefling, frame: pd.DataFrame, cases: pd.DataFrame, grenzen: Grenzen
) -> Iterable[pd.DataFrame]:
    # Without a column, the rules that need it fail as well and say nothing of their own.
    is_aufbau = ~cases["check"].astype(str).str.fullmatch(r"P1\d\d")
    if is_aufbau.any():
        cases = cases[is_aufbau]
    for check, part in cases.groupby("check", sort=True):
        code = str(check)
        if not code.startswith("P1"):
            yield _explain_aufbau(pruefling, part)
            continue
        rows = frame.loc[sorted({int(i) for i in part["index"].dropna()})]
        yield make_treffer(
            pruefling, rows, code, gefunden=_show(rows, code), erwartet=_expect(code, grenzen)
        )


def _explain_aufbau(pruefling: Pruefling, part: pd.DataFrame) -> pd.DataFrame:
    first = part.iloc[0]
    missing = str(first["check"]) == "column_in_dataframe"
    name = first["failure_case"] if missing else first["column"]
    return make_treffer(
        pruefling,
        pd.DataFrame({"merkmal": [f"Spalte {name}"]}),
        "P101",
        gefunden="fehlt" if missing else f"{first['failure_case']}"[:60],
        erwartet="vorhanden" if missing else "der vorgesehene Typ",
    )


def _show(rows: pd.DataFrame, code: str) -> pd.Series:
    if code in ("P102", "P103", "P104"):
        return rows[{"P102": "ags", "P103": "jahr", "P104": "zeichen"}[code]].astype(str)
    if code == "P105":
        zahl = rows["wert"].map(lambda w: "keine Zahl" if pd.isna(w) else f"Zahl {w:g}")
        return zahl + rows["zeichen"].map(lambda z: f", Zeichen „{z}“" if z else ", kein Zeichen")
    return rows["wert"]


def _expect(code: str, grenzen: Grenzen) -> str:
    if code == "P103":
        return f"{grenzen.jahre.frueheste} bis {grenzen.jahre.spaeteste}"
    return _ERWARTET[code]
