"""All ways to a kernel give the same notebook; a dead kernel is replaced."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import nbformat
import pytest
from dkbm.bericht.ausfuehrung import execute_kapitel
from dkbm.bericht.fehlerbild import KapitelFehler
from dkbm.fehler import DkbmFehler
from dkbm.kern import WEGE, Grenzen, open_kernweg
from dkbm.kern.gabelung import can_fork
from dkbm.kern.grenzen import SPEICHERGRENZE
from dkbm.projekt.gliederung import Teil


def execute_twice(weg: str, notebook: Path, ziel: Path) -> list[bytes]:
    results = []
    with open_kernweg(weg) as kernweg:
        for nummer in (1, 2):
            kopie = ziel / f"{weg}-{nummer}.ipynb"
            execute_kapitel(Teil(notebook, "kapitel"), {}, kopie, kernweg=kernweg)
            results.append(kopie.read_bytes())
    return results


def test_all_ways_give_the_same_bytes(notebook: Path, tmp_path: Path) -> None:
    """The notebook leaves traces everywhere; the next run must not see any."""
    results = {weg: execute_twice(weg, notebook, tmp_path) for weg in WEGE}
    for weg, (first, second) in results.items():
        assert first == second, f"{weg}: der zweite Lauf sieht Spuren des ersten"
        assert first == results["kalt"][0], f"{weg} weicht vom kalten Kern ab"
    text = results["kalt"][0].decode()
    assert "60 10.0 None notebooks" in text
    assert "image/png" in text


@pytest.mark.parametrize("weg", ["gegabelt", "gemeinsam"])
def test_dead_kernel_fails_its_chapter_only(weg: str, notebook: Path, tmp_path: Path) -> None:
    tod = nbformat.v4.new_code_cell(f"import os\nos.kill(os.getpid(), {int(signal.SIGTERM)})")
    path = notebook.with_name("02_tod.ipynb")
    nbformat.write(nbformat.v4.new_notebook(cells=[tod]), path)
    with open_kernweg(weg) as kernweg:
        with pytest.raises(KapitelFehler, match="abgestürzt"):
            execute_kapitel(Teil(path, "kapitel"), {}, tmp_path / "t.ipynb", kernweg=kernweg)
        ziel = tmp_path / "danach.ipynb"
        execute_kapitel(Teil(notebook, "kapitel"), {}, ziel, kernweg=kernweg)
    assert "notebooks" in ziel.read_text(encoding="utf-8")


def test_shared_kernel_over_its_memory_blames_the_right_notebook(
    notebook: Path, tmp_path: Path
) -> None:
    gross = nbformat.v4.new_code_cell("import time\nx = bytearray(900_000_000)\ntime.sleep(60)")
    path = notebook.with_name("02_gross.ipynb")
    nbformat.write(nbformat.v4.new_notebook(cells=[gross]), path)
    with open_kernweg("gemeinsam", Grenzen(speicher=700_000_000)) as kernweg:
        execute_kapitel(Teil(notebook, "kapitel"), {}, tmp_path / "1.ipynb", kernweg=kernweg)
        with pytest.raises(KapitelFehler, match="Die Speichergrenze") as caught:
            execute_kapitel(Teil(path, "kapitel"), {}, tmp_path / "2.ipynb", kernweg=kernweg)
    assert SPEICHERGRENZE not in (tmp_path / "1.log").read_text("utf-8", errors="replace")
    assert "Meldungen des Kerns in 2.log" in caught.value.wo
    assert (tmp_path / "2.log").exists()


def test_way_is_chosen_by_variable_or_by_what_works(monkeypatch: pytest.MonkeyPatch) -> None:
    def name_of(weg: str = "") -> str:
        with open_kernweg(weg) as kernweg:
            return type(kernweg).__name__

    monkeypatch.delenv("DKBM_KERN", raising=False)
    assert name_of() == ("_Gegabelt" if can_fork() else "_Gemeinsam")
    monkeypatch.setattr("dkbm.kern.wege.can_fork", lambda: False)
    assert name_of() == name_of("gegabelt") == "_Gemeinsam"
    monkeypatch.setenv("DKBM_KERN", "kalt")
    assert name_of() == "Kernweg"


def test_unknown_way_names_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "DKBM_KERN", "gemeinsamm")
    with pytest.raises(DkbmFehler, match="gemeinsam") as caught, open_kernweg():
        pass
    assert "DKBM_KERN" in caught.value.wo
