"""Parameters are checked by name, type and sense before any kernel starts."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from dkbm.fehler import DkbmFehler
from dkbm.projekt.gliederung import Teil
from dkbm.projekt.parameter import check_parameters, parse_option
from nbformat.v4 import new_code_cell, new_notebook

KERN = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
JAHRE = "von_jahr: int = 0\nbis_jahr: int = 0"


@pytest.fixture
def kapitel(tmp_path: Path) -> list[Teil]:
    """Two chapters: one with years only, one with a parameter of each type."""
    typen = (
        f"{JAHRE}\nname: str = 'x'\nquote: float = 0.5\nlaut: bool = False\n"
        "kreise: list[str] = []\nfrei = None"
    )
    teile = []
    for name, quelltext in (("01_demografie", JAHRE), ("03_schulen", typen)):
        cell = new_code_cell(quelltext)
        cell.metadata["tags"] = ["parameters"]
        path = tmp_path / f"{name}.ipynb"
        notebook = new_notebook(cells=[cell], metadata=KERN)
        nbformat.write(notebook, path)
        teile.append(Teil(path, "kapitel"))
    return teile


def refuse(kapitel: list[Teil], parameter: dict[str, object]) -> DkbmFehler:
    with pytest.raises(DkbmFehler) as info:
        check_parameters(kapitel, parameter)
    return info.value


def test_values_go_to_the_chapters_that_know_them(kapitel: list[Teil]) -> None:
    parameter = {"von_jahr": 2005, "name": "y", "schulen": {"von_jahr": 2010, "laut": True}}
    assert check_parameters(kapitel, parameter) == {
        "demografie": {"von_jahr": 2005},
        "schulen": {"von_jahr": 2010, "name": "y", "laut": True},
    }
    assert check_parameters(kapitel, {}) == {"demografie": {}, "schulen": {}}


@pytest.mark.parametrize(
    ("parameter", "was", "rat"),
    [
        ({"von_jar": 1}, "Einen Parameter „von_jar“ gibt es nicht.", "von_jahr"),
        ({"schule": {}}, "Ein Kapitel „schule“ gibt es nicht.", "schulen"),
        (
            {"schulen": {"bis_jar": 1}},
            "Einen Parameter „bis_jar“ im Kapitel schulen gibt es nicht.",
            "bis_jahr",
        ),
        ({"demografie": {"name": "x"}}, "Einen Parameter „name“ im Kapitel demografie", ""),
    ],
)
def test_unknown_name_suggests_the_nearest(
    parameter: dict[str, object], was: str, rat: str, kapitel: list[Teil]
) -> None:
    fehler = refuse(kapitel, parameter)
    assert fehler.was.startswith(was)
    if rat:
        assert fehler.rat == f"Gemeint ist wohl „{rat}“."
    assert "kommune.toml" in fehler.wo


def test_name_without_neighbour_lists_what_there_is(kapitel: list[Teil]) -> None:
    fehler = refuse(kapitel, {"xyz": 1})
    assert fehler.rat == "Es gibt: bis_jahr, frei, kreise, laut, name, quote, von_jahr."


@pytest.mark.parametrize(
    ("name", "wert", "deutsch"),
    [
        ("von_jahr", "2005", "eine ganze Zahl"),
        ("von_jahr", 2005.0, "eine ganze Zahl"),
        ("von_jahr", True, "eine ganze Zahl"),
        ("name", 5, "Text in Anführungszeichen"),
        ("quote", "halb", "eine Zahl"),
        ("laut", 1, "true oder false"),
        ("kreise", "08335", "eine Liste von Texten"),
        ("kreise", ["08335", 8336], "eine Liste von Texten"),
    ],
)
def test_wrong_type_says_which_is_needed(
    name: str, wert: object, deutsch: str, kapitel: list[Teil]
) -> None:
    einzeln: dict[str, object] = {"schulen": {name: wert}}
    for parameter in ({name: wert}, einzeln):
        fehler = refuse(kapitel, parameter)
        assert fehler.was == f"Der Parameter „{name}“ muss {deutsch} sein, nicht {wert!r}."
        assert f"-p {name}=…" in fehler.wo


def test_right_types_pass(kapitel: list[Teil]) -> None:
    werte = {"quote": 1, "kreise": ["08335"], "laut": False, "name": "", "frei": 7}
    assert check_parameters(kapitel, werte)["schulen"] == werte


def test_years_must_not_run_backwards(kapitel: list[Teil]) -> None:
    assert check_parameters(kapitel, {"von_jahr": 2010, "bis_jahr": 2010})
    fehler = refuse(kapitel, {"von_jahr": 2016, "bis_jahr": 2000})
    assert fehler.was == "von_jahr (2016) liegt nach bis_jahr (2000)."
    assert fehler.rat == "Bitte die beiden Jahre tauschen."
    # A chapter of its own may turn the years around.
    refuse(kapitel, {"bis_jahr": 2000, "schulen": {"von_jahr": 2016}})


def test_damaged_notebook_is_named(kapitel: list[Teil]) -> None:
    kapitel[0].path.write_text("{kaputt", encoding="utf-8")
    fehler = refuse(kapitel, {})
    assert "01_demografie.ipynb ist beschädigt" in fehler.was


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("bis_jahr=2016", ("bis_jahr", 2016)),
        (" bis_jahr = 2016 ", ("bis_jahr", 2016)),
        ("saldo=-5", ("saldo", -5)),
        ("name=Köln = schön", ("name", "Köln = schön")),
        ("name=", ("name", "")),
        ("quote=0,5", ("quote", "0,5")),
    ],
)
def test_option_of_the_command_line(text: str, erwartet: tuple[str, object]) -> None:
    assert parse_option(text) == erwartet


@pytest.mark.parametrize("text", ["bis_jahr", "", "=2016", " =2016"])
def test_option_without_name_or_sign_is_refused(text: str) -> None:
    with pytest.raises(DkbmFehler, match="keine Angabe der Form name=wert") as info:
        parse_option(text)
    assert "-p bis_jahr=2016" in info.value.rat
