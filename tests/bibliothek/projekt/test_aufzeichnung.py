"""What released editions told stays known, also where the project comes from Git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from dkbm.bestand import open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.geheimhaltung.verdeckung import list_known
from dkbm.projekt import Projekt
from dkbm.projekt.aufzeichnung import dump_schluessel, read_freigaben, read_frueher
from dkbm.projekt.freigabe import release
from dkbm.projekt.protokoll import write_protokoll
from dkbm.projekt.schlusspruefung import check_ausgabe
from dkbm.projekt.schutz import fingerprint, protect_bestand, verdecke

from .oeffentlich import make_projekt, write_bericht


def test_what_an_edition_told_stays_known(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    bestand = open_bestand(tmp_path, "08335")
    vorher = fingerprint(projekt, bestand)
    erste = verdecke(projekt, bestand)
    projekt.geheim.mkdir()
    gezeigt = list_known(erste)
    path = projekt.geheim / "ausgabe-0001.json"
    path.write_text(dump_schluessel(gezeigt), encoding="utf-8")
    assert read_frueher(projekt) == gezeigt
    assert fingerprint(projekt, bestand) != vorher
    # What was shown cannot be hidden any more; the next decision leaves it alone.
    assert set(verdecke(projekt, bestand).entscheidung.gesperrt) == set(erste.entscheidung.gesperrt)
    path.write_text("[[", encoding="utf-8")
    with pytest.raises(DkbmFehler, match="früheren Ausgabe ist beschädigt"):
        read_frueher(projekt)


def test_a_clone_knows_what_was_told(tmp_path: Path, wurzel: Path) -> None:
    projekt = make_projekt(tmp_path / "projekt")
    shutil.copy(wurzel / "{{cookiecutter.kommune}}/.gitignore", projekt.ordner)
    write_bericht(projekt)
    write_protokoll(projekt, check_ausgabe(projekt), [])
    release(projekt, "Bildungsbüro", "Datenschutz")
    klon = Projekt(tmp_path / "klon")
    for befehl in (
        ["init", "--quiet"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "Ausgabe"],
        ["clone", "--quiet", ".", str(klon.ordner)],
    ):
        subprocess.run(["git", "-C", str(projekt.ordner), *befehl], check=True)
    assert [p.name for p in klon.geheim.iterdir()] == ["ausgabe-0001.json"]
    assert read_frueher(klon) == read_frueher(projekt) != {}
    gesperrt = verdecke(projekt, open_bestand(projekt.ordner, "08335")).entscheidung.gesperrt
    assert not gesperrt.keys() & read_frueher(klon).keys()
    # Without it the next decision could hide other cells: nothing is decided.
    assert [f["aufzeichnung"] for f in read_freigaben(klon)] == ["ausgabe-0001.json"]
    (klon.geheim / "ausgabe-0001.json").unlink()
    with pytest.raises(DkbmFehler, match="Es fehlt, was eine freigegebene Ausgabe gezeigt hat"):
        protect_bestand(klon, open_bestand(klon.ordner, "08335"))
