"""The project's store on disk survives what goes wrong while it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from dkbm.bestand.ablage import MANIFEST, open_ablage, save_ablage, to_parquet
from dkbm.bestand.manifest import Quelle
from dkbm.fehler import DkbmFehler


def make_quelle(nummer: int = 5000, stand: str = "1.2.2025") -> Quelle:
    return Quelle(
        nummer, "geburten", "T", "Titel", "Amt", "", stand, "", "t.csv", "ab", (2020, 2021), 2, ""
    )


def make_frame(wert: float) -> pd.DataFrame:
    return pd.DataFrame({"ags": ["08335"], "jahr": [2020], "wert": [wert]})


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    ordner = tmp_path / "daten" / "bestand"
    save_ablage(ordner, {"geburten": make_frame(1), "vhs": make_frame(2)}, [make_quelle()])
    ablage = open_ablage(ordner)
    assert ablage.quellen == (make_quelle(),)
    frame = ablage.load("geburten")
    assert frame is not None
    assert frame["wert"].tolist() == [1]
    assert ablage.load("gibt_es_nicht") is None


def test_same_content_same_bytes_and_old_files_go(tmp_path: Path) -> None:
    save_ablage(tmp_path, {"geburten": make_frame(1)}, [make_quelle()])
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    save_ablage(tmp_path, {"geburten": make_frame(1)}, [make_quelle()])
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before
    save_ablage(tmp_path, {"geburten": make_frame(2)}, [make_quelle()])
    assert len(list(tmp_path.glob("*.parquet"))) == 1
    assert to_parquet(make_frame(1)) == to_parquet(make_frame(1))


@pytest.mark.parametrize("bruch", range(3))
def test_a_crash_at_any_rename_leaves_the_old_store_whole(
    bruch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alt = {"geburten": make_frame(1), "vhs": make_frame(2)}
    save_ablage(tmp_path, alt, [make_quelle()])
    calls = 0

    def replace(von: Path, nach: Path) -> None:
        nonlocal calls
        if calls == bruch:
            raise KeyboardInterrupt
        calls += 1
        von.rename(nach)

    monkeypatch.setattr("dkbm.datei.os.replace", replace)
    with pytest.raises(KeyboardInterrupt):
        save_ablage(tmp_path, {"geburten": make_frame(7), "vhs": make_frame(8)}, [make_quelle()])
    monkeypatch.undo()
    ablage = open_ablage(tmp_path)
    for name, frame in alt.items():
        pd.testing.assert_frame_equal(ablage.load(name), frame)  # type: ignore[arg-type]


def test_no_store_is_an_empty_one(tmp_path: Path) -> None:
    assert open_ablage(tmp_path / "nichts").quellen == ()


@pytest.mark.parametrize(
    "inhalt",
    ["{", "[]", "{}", '{"dateien": {}, "quellen": [{}]}', '{"dateien": {"a": 1}, "quellen": []}'],
)
def test_a_damaged_manifest_says_how_to_mend_it(inhalt: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(inhalt, encoding="utf-8")
    with pytest.raises(DkbmFehler, match=r"beschädigt|fehlt die Datei") as info:
        open_ablage(tmp_path)
    assert "dkbm einlesen" in info.value.rat


def test_names_in_the_manifest_cannot_leave_the_folder(tmp_path: Path) -> None:
    fremd = tmp_path / "fremd.parquet"
    fremd.write_bytes(to_parquet(make_frame(1)))
    ordner = tmp_path / "bestand"
    ordner.mkdir()
    inhalt = {"dateien": {"x": "../fremd.parquet"}, "quellen": []}
    (ordner / MANIFEST).write_text(json.dumps(inhalt), encoding="utf-8")
    with pytest.raises(DkbmFehler, match=r"fehlt die Datei fremd\.parquet"):
        open_ablage(ordner)
