"""Looking up gives what reading the whole file and filtering gives."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dkbm.bestand import open_bestand
from dkbm.bestand.ablage import to_parquet
from dkbm.bestand.nachschlagen import list_gebiete, load_rows

DATEN = open_bestand().ordner


@pytest.mark.parametrize("ags", [None, [], ["08335"], ["16063", "DG", "08", "08335"], ["99999"]])
@pytest.mark.parametrize("datensatz", ["abgaenge", "bevoelkerung_alter", "vhs"])
def test_rows_are_those_of_the_file(datensatz: str, ags: list[str] | None) -> None:
    path = DATEN / f"{datensatz}.parquet"
    frame = pd.read_parquet(path)
    wanted = frame if ags is None else frame[frame["ags"].isin(ags)].reset_index(drop=True)
    pd.testing.assert_frame_equal(load_rows(path, ags), wanted)


def test_unsorted_files_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    frame = pd.DataFrame({"ags": ["b", "a", "b", "b", "c"], "wert": [1.0, 2, 3, 4, 5]})
    path.write_bytes(to_parquet(frame))
    assert load_rows(path, ["b", "c"])["wert"].tolist() == [1, 3, 4, 5]


def test_a_changed_file_is_read_anew_and_results_are_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(to_parquet(pd.DataFrame({"ags": ["a"], "wert": [1.0]})))
    first = load_rows(path)
    first["wert"] = 7.0
    assert load_rows(path)["wert"].tolist() == [1]
    path.write_bytes(to_parquet(pd.DataFrame({"ags": ["a"], "wert": [2.0]})))
    os.utime(path, ns=(1, 1))
    assert load_rows(path)["wert"].tolist() == [2]


def test_only_the_wanted_codes_are_read() -> None:
    path = DATEN / "bevoelkerung_alter.parquet"
    frame = load_rows(path, ["08335", "DG"])
    codes = frame["geschlecht"].unique().tolist()[:1]
    nur: dict[str, list[str]] = {
        "geschlecht": codes,
        "gibt_es_nicht": ["x"],
        "merkmal": frame["merkmal"].tolist(),
    }
    wanted = frame[frame["geschlecht"].isin(codes)].reset_index(drop=True)
    assert 0 < len(wanted) < len(frame)
    pd.testing.assert_frame_equal(load_rows(path, ["08335", "DG"], nur), wanted)
    assert load_rows(path, None, {"geschlecht": []}).empty


def test_codes_are_found_in_columns_of_every_type(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    frame = pd.DataFrame({"ags": ["a", "a", "b"], "merkmal": ["x", "y", "x"], "wert": [1.0, 2, 3]})
    schema = pa.schema([("ags", pa.string()), ("merkmal", pa.string()), ("wert", pa.float64())])
    pq.write_table(pa.Table.from_pandas(frame, schema, preserve_index=False), path)
    assert load_rows(path, None, {"merkmal": ["x"]})["wert"].tolist() == [1, 3]
    assert load_rows(path, ["a"], {"merkmal": ["x"]})["wert"].tolist() == [1]


def test_gebiete_of_a_file_are_known(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(to_parquet(pd.DataFrame({"ags": ["b", "a", "b"], "wert": [1.0, 2, 3]})))
    assert list_gebiete(path) == {"a", "b"}
