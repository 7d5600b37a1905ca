"""Unchanged chapters are taken over, single ones built alone, and the same input gives the same bytes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from dkbm.bericht import build_bericht
from dkbm.bericht.fehlerbild import KapitelFehler
from dkbm.bericht.formate import FORMATE
from dkbm.bestand import open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.geheimhaltung.angriff import Fundstelle, read_files, search
from dkbm.projekt import Projekt
from dkbm.projekt.schutz import VERMERK, verdecke
from dkbm.projekt.suchauftrag import list_gesucht

from ..projekt.oeffentlich import EIGENE as UEBERGAENGE

Laeufe = Callable[[], tuple[int, int]]


def build(projekt: Projekt, **kwargs: object) -> tuple[Path, ...]:
    """Build anew from what lies on disk now."""
    kwargs.setdefault("formate", ("html",))
    return build_bericht(Projekt(projekt.ordner), **kwargs)  # type: ignore[arg-type]


def test_only_what_changed_is_executed(
    projekt: Projekt, laeufe: Laeufe, schreibe: Callable[..., Path]
) -> None:
    (seite,) = build(projekt, zugleich=2)
    first = seite.read_bytes()
    assert laeufe() == (1, 1)
    (seite,) = build(projekt)
    assert laeufe() == (1, 1)
    assert seite.read_bytes() == first
    build(projekt, parameter={"zwei": {"bis_jahr": 2012}})
    assert laeufe() == (1, 2)
    build(projekt, neu=True)
    assert laeufe() == (2, 3)
    # An executed notebook that somebody changed is not used.
    with (projekt.ausgefuehrt / "01_eins.ipynb").open("a") as datei:
        datei.write("\n")
    build(projekt)
    assert laeufe() == (3, 3)


def test_notebooks_that_a_killed_run_left_go_with_the_next(projekt: Projekt) -> None:
    rest = projekt.bericht / ".neu-abgebrochen"
    rest.mkdir()
    (rest / "01_eins.ipynb").write_text("intern", encoding="utf-8")
    os.utime(rest, (0, 0))
    build(projekt)
    assert list(projekt.bericht.glob(".neu-*")) == []


def test_chapter_alone_keeps_its_number_and_the_whole_report(
    projekt: Projekt, laeufe: Laeufe
) -> None:
    (ganz,) = build(projekt)
    before = ganz.read_bytes()
    (teil,) = build(projekt, kapitel=["02_zwei"])
    assert teil.name == "bericht_zwei.html"
    assert "Tabelle 2.1" in (text := teil.read_text(encoding="utf-8"))
    assert "Kapitel 01_eins" not in text
    assert ganz.read_bytes() == before
    assert sorted(p.name for p in projekt.ausgefuehrt.glob("*.ipynb")) == [
        "01_eins.ipynb",
        "02_zwei.ipynb",
    ]
    build(projekt)
    assert laeufe() == (1, 1)
    nachweis = json.loads((projekt.ausgefuehrt / "bericht.json").read_text(encoding="utf-8"))
    assert sorted(nachweis["ausgaben"]) == ["bericht.html", "bericht_zwei.html"]
    with pytest.raises(DkbmFehler, match="Ein Kapitel „zwai“") as info:
        build(projekt, kapitel=["zwai"])
    assert "„zwei“" in info.value.rat


def test_what_was_done_before_a_failure_is_not_done_again(
    projekt: Projekt, laeufe: Laeufe, schreibe: Callable[..., Path]
) -> None:
    schreibe(projekt.ordner / "notebooks/02_zwei.ipynb", "1 / 0")
    with pytest.raises(KapitelFehler, match="durch null") as info:
        build(projekt)
    assert str(projekt.ordner / "bericht" / "fehler" / "02_zwei.ipynb") in info.value.wo
    with pytest.raises(KapitelFehler):
        build(projekt, zugleich=2)
    assert laeufe() == (1, 0)
    schreibe(projekt.ordner / "notebooks/02_zwei.ipynb", "1 / 1")
    build(projekt)
    assert laeufe() == (1, 0)
    assert not (projekt.ordner / "bericht" / "fehler").exists()


def test_same_input_in_two_places_gives_the_same_bytes_in_every_format(
    projekt: Projekt, tmp_path: Path
) -> None:
    anderes = Projekt(Path(shutil.copytree(projekt.ordner, tmp_path / "ganz" / "wo anders")))
    hier = build(projekt, formate=tuple(FORMATE), zugleich=2)
    dort = build(anderes, formate=tuple(FORMATE))
    assert [p.name for p in hier] == [p.name for p in dort]
    for a, b in zip(hier, dort, strict=True):
        assert a.read_bytes() == b.read_bytes(), a.name
    notiert = []
    for ort in (projekt, anderes):
        inhalt = json.loads((ort.ausgefuehrt / "bericht.json").read_text(encoding="utf-8"))
        assert set(inhalt.pop("lauf")["sekunden"]) > {"eins", "zwei", "gesamt"}
        notiert.append(inhalt)
    assert notiert[0] == notiert[1]
    assert os.fspath(tmp_path) not in json.dumps(notiert[0])


def test_years_without_data_are_found_before_a_kernel_starts(
    projekt: Projekt, laeufe: Laeufe
) -> None:
    with pytest.raises(DkbmFehler, match="Für bis_jahr = 1960 enthält der Datenbestand nichts"):
        build(projekt, parameter={"bis_jahr": 1960})
    assert laeufe() == (0, 0)


def test_internal_run_shows_all_and_leaves_nothing_in_the_public_folder(
    projekt: Projekt, schreibe: Callable[..., Path]
) -> None:
    """One kernel per mode: 125 on Hauptschulen is hidden to protect the one on other schools."""
    eigene = projekt.ordner / "daten/eigene/uebergaenge.csv"
    eigene.parent.mkdir(exist_ok=True)
    eigene.write_text(UEBERGAENGE, encoding="utf-8")
    zahlen = 'dkbm.tabelle(dkbm.open_kommune(ags).kennzahl("uebergangsquote"))'
    schreibe(projekt.ordner / "notebooks/01_eins.ipynb", f"import dkbm\n{zahlen}")
    bestand = open_bestand(projekt.ordner, "08335")
    gesucht = list_gesucht(verdecke(projekt, bestand), bestand, load_register()["08335"])
    ordner = (projekt.bericht / "ausgabe", projekt.bericht / "ausgefuehrt")

    def build_modus(modus: str) -> None:
        haus = Projekt(projekt.ordner, modus)
        build_bericht(haus, kapitel=("eins",), formate=("html", "anhang"))

    build_modus("intern")
    assert not any(o.exists() for o in ordner)
    stellen = list(read_files(projekt.intern))
    assert {Path(leck.fundstelle.datei).suffix for leck in search(stellen, gesucht)} == {
        *(".html", ".ipynb", ".xlsx", ".csv")
    }
    assert {Path(s.datei).name for s in stellen} - find_marked(stellen) == {"bericht.json"}
    vorher = {p: p.read_bytes() for p in projekt.intern.rglob("*") if p.is_file()}

    build_modus("oeffentlich")
    assert {p: p.read_bytes() for p in projekt.intern.rglob("*") if p.is_file()} == vorher
    stellen = [s for o in ordner for s in read_files(o)]
    assert len({s.datei for s in stellen}) == len(vorher)
    assert find_marked(stellen) == set()
    assert search(stellen, gesucht) == []


def find_marked(stellen: Iterable[Fundstelle]) -> set[str]:
    """Return the names of files that carry the internal mark."""
    return {Path(s.datei).name for s in stellen if VERMERK.casefold() in s.text.casefold()}
