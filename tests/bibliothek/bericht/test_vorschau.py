"""The preview rebuilds after each change, tells what is wrong, and goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dkbm.bericht.vorschau import is_eingabe, watch_projekt
from dkbm.cli import main
from dkbm.projekt import Projekt
from dkbm.projekt.schutz import VERMERK


def test_error_is_told_and_watching_goes_on(
    projekt: Projekt, schreibe: Callable[..., Path], laeufe: Callable[[], tuple[int, int]]
) -> None:
    path = projekt.ordner / "notebooks/02_zwei.ipynb"
    gut = path.read_bytes()

    def changes() -> Iterator[None]:
        schreibe(path, "x = = 1")
        yield
        path.write_bytes(gut)
        yield

    meldungen: list[str] = []
    watch_projekt(projekt.ordner, (), meldungen.append, aenderungen=changes())
    arten = [meldung.partition(":")[0] for meldung in meldungen]
    assert arten == ["Vorschau", "Fehler", "Vorschau"]
    assert "02_zwei.ipynb" in meldungen[1]
    assert laeufe() == (1, 1)
    seite = projekt.ausgabe / "vorschau.html"
    assert str(seite) in meldungen[2]
    assert seite.read_text(encoding="utf-8").count('http-equiv="refresh"') == 1
    assert not (projekt.ausgabe / "bericht.html").exists()


def test_internal_preview_is_marked_and_stays_inside(projekt: Projekt) -> None:
    meldungen: list[str] = []
    watch_projekt(projekt.ordner, ("eins",), meldungen.append, modus="intern", aenderungen=())
    seite = projekt.intern / "vorschau.html"
    assert meldungen == [f"Vorschau: {seite}"]
    assert VERMERK in seite.read_text(encoding="utf-8")
    assert not (projekt.bericht / "ausgabe").exists()
    # Nothing that the preview writes may set it off again.
    geschrieben = [p for p in projekt.intern.rglob("*") if p.is_file()]
    assert not any(is_eingabe(p, projekt.ordner) for p in geschrieben)


def test_command_refuses_an_unknown_mode(
    projekt: Projekt, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ende:
        main(["vorschau", "--modus", "inter", "--projekt", str(projekt.ordner)])
    assert ende.value.code == 2
    assert "Gemeint ist wohl „intern“" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("datei", "zaehlt"),
    [
        ("kommune.toml", True),
        ("notebooks/01_eins.ipynb", True),
        ("notebooks/.~01_eins.ipynb", False),
        ("notebooks/.ipynb_checkpoints/01_eins-checkpoint.ipynb", False),
        ("bericht/texte/vorwort.md", True),
        ("bericht/gliederung.toml", True),
        ("bericht/.neu-x/bericht.html", False),
        ("bericht/ausgefuehrt/01_eins.ipynb", False),
        ("bericht/geheim/ab12/uebergaenge.parquet", False),
        ("bericht/pruefung/geheimhaltung.json", False),
        ("daten/eigene/vhs.csv", True),
        ("werkzeug/dkbm.whl", False),
    ],
)
def test_only_inputs_count(datei: str, zaehlt: bool, tmp_path: Path) -> None:
    assert is_eingabe(tmp_path / datei, tmp_path) is zaehlt
