"""Parameters of the notebooks: found by papermill, typed, checked before a kernel starts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from papermill.iorw import load_notebook_node
from papermill.translators import papermill_translators
from papermill.utils import find_first_tagged_cell_index
from pydantic import TypeAdapter, ValidationError

from dkbm.fehler import DkbmFehler, nearest
from dkbm.projekt.gliederung import Teil

__all__ = ["check_parameters", "parse_option"]

_TYPEN: dict[str, tuple[type[Any], str]] = {
    "int": (int, "eine ganze Zahl"),
    "float": (float, "eine Zahl"),
    "str": (str, "Text in Anführungszeichen"),
    "bool": (bool, "true oder false"),
    "list[str]": (list[str], "eine Liste von Texten"),
}


def check_parameters(
    kapitel: list[Teil], parameter: Mapping[str, object]
) -> dict[str, dict[str, object]]:
    """Distribute the parameters over the chapters and check names and types.

    Parameters
    ----------
    kapitel
        The notebooks.
    parameter
        As in ``[parameter]`` of ``kommune.toml``: values for all chapters that know the name,
        and sub-tables named like a chapter for one.

    Returns
    -------
    dict
        Values per chapter name.

    Raises
    ------
    DkbmFehler
        For a name that no chapter knows (with a suggestion), or a value of the wrong type.
    """
    bekannt = {teil.name: _inspect(teil.path) for teil in kapitel}
    allgemein = {k: v for k, v in parameter.items() if not isinstance(v, Mapping)}
    einzeln = {k: v for k, v in parameter.items() if isinstance(v, Mapping)}
    for name in einzeln:
        if name not in bekannt:
            raise _unknown(f"Ein Kapitel „{name}“", name, bekannt)
    alle = {name for namen in bekannt.values() for name in namen}
    for name in allgemein:
        if name not in alle:
            raise _unknown(f"Einen Parameter „{name}“", name, alle)
    werte: dict[str, dict[str, object]] = {}
    for kapitel_name, typen in bekannt.items():
        eigene = einzeln.get(kapitel_name, {})
        for name in eigene:
            if name not in typen:
                raise _unknown(f"Einen Parameter „{name}“ im Kapitel {kapitel_name}", name, typen)
        gewaehlt = {k: v for k, v in allgemein.items() if k in typen} | dict(eigene)
        werte[kapitel_name] = {k: _check_type(k, v, typen[k]) for k, v in gewaehlt.items()}
        _check_years(werte[kapitel_name])
    return werte


def parse_option(text: str) -> tuple[str, object]:
    """Split ``name=wert`` of the command line; whole numbers become ``int``.

    Raises
    ------
    DkbmFehler
        If there is no ``=``.
    """
    name, gleich, wert = text.partition("=")
    if not gleich or not name.strip():
        raise DkbmFehler(
            f"„{text}“ ist keine Angabe der Form name=wert.", rat="Beispiel: -p bis_jahr=2016"
        )
    wert = wert.strip()
    return name.strip(), int(wert) if wert.lstrip("-").isdigit() else wert


def _inspect(path: Path) -> dict[str, str]:
    try:
        notebook = load_notebook_node(str(path))
    except Exception as error:
        raise DkbmFehler(
            f"Das Notebook {path.name} ist beschädigt und lässt sich nicht lesen.",
            wo=str(path),
            rat="Bitte eine frühere Fassung wiederherstellen oder das Notebook neu anlegen.",
        ) from error
    # Not papermill's inspect_notebook: it refuses notebooks that do not name their kernel.
    nummer = find_first_tagged_cell_index(notebook, "parameters")
    cells = notebook.cells[nummer : nummer + 1] if nummer >= 0 else []
    python = papermill_translators.find_translator("python3", "python")
    return {p.name: p.inferred_type_name for cell in cells for p in python.inspect(cell)}


def _check_type(name: str, wert: object, typ: str) -> object:
    if typ not in _TYPEN:
        return wert
    python_type, deutsch = _TYPEN[typ]
    try:
        return TypeAdapter(python_type).validate_python(wert, strict=True)
    except ValidationError as error:
        raise DkbmFehler(
            f"Der Parameter „{name}“ muss {deutsch} sein, nicht {wert!r}.",
            wo=f"kommune.toml, Abschnitt [parameter], oder Option -p {name}=…",
        ) from error


def _check_years(werte: Mapping[str, object]) -> None:
    von, bis = werte.get("von_jahr"), werte.get("bis_jahr")
    if isinstance(von, int) and isinstance(bis, int) and von > bis:
        raise DkbmFehler(
            f"von_jahr ({von}) liegt nach bis_jahr ({bis}).",
            wo="kommune.toml, Abschnitt [parameter], oder Option -p",
            rat="Bitte die beiden Jahre tauschen.",
        )


def _unknown(was: str, name: str, vorrat: Mapping[str, object] | set[str]) -> DkbmFehler:
    aehnlich = nearest(name, vorrat, 1)
    rat = (
        f"Gemeint ist wohl „{aehnlich[0]}“."
        if aehnlich
        else f"Es gibt: {', '.join(sorted(vorrat))}."
    )
    return DkbmFehler(
        f"{was} gibt es nicht.", wo="[parameter] in kommune.toml oder Option -p", rat=rat
    )
