"""The preview: builds the page again whenever something of the project is saved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from watchfiles import Change, watch

from dkbm.bericht.erstellen import build_bericht
from dkbm.datei import write_whole
from dkbm.fehler import DkbmFehler
from dkbm.projekt import Projekt

__all__ = ["VORSCHAU", "is_eingabe", "rebuild", "watch_projekt"]

VORSCHAU = "vorschau"
"""Name of the page without ending; the finished report beside it stays as it is."""
_NACHLADEN = '<head>\n<meta http-equiv="refresh" content="3">'
_AUSSEN = frozenset({"ausgefuehrt", "ausgabe", "intern", "geheim", "pruefung", "fehler"})
"""Folders below ``bericht`` that are written, not read: the preview must not set itself off."""
_OHNE = frozenset({".ipynb_checkpoints", "__pycache__", ".venv", "werkzeug"})
_WARTEN = 400
"""Milliseconds without further changes: editors save in several steps."""


def watch_projekt(
    ordner: Path,
    kapitel: Collection[str] = (),
    melde: Callable[[str], object] = lambda text: None,
    *,
    modus: str = "",
    zugleich: int = 1,
    aenderungen: Iterable[object] | None = None,
) -> None:
    """Build the preview now and after each change, until Ctrl+C.

    What is wrong in the project is told, and watching goes on.

    Parameters
    ----------
    ordner
        Folder of the project.
    kapitel
        Chapters to show; all where empty.
    melde
        Called with each message for people.
    modus
        As in `Projekt`: the mode in place of that of ``kommune.toml``; the latter where empty.
    zugleich
        As in `build_bericht`.
    aenderungen
        Yields once per change; the file system is watched where omitted.
    """
    rebuild(ordner, kapitel, melde, modus=modus, zugleich=zugleich)
    for _ in aenderungen if aenderungen is not None else _watch(ordner):
        rebuild(ordner, kapitel, melde, modus=modus, zugleich=zugleich)


def rebuild(
    ordner: Path,
    kapitel: Collection[str],
    melde: Callable[[str], object],
    *,
    modus: str = "",
    zugleich: int = 1,
) -> Path | None:
    """Build the preview once; say what it became, or what is wrong."""
    projekt = Projekt(ordner, modus)  # a new one: settings and outline may have changed
    try:
        (seite,) = build_bericht(
            projekt, formate=("html",), kapitel=kapitel, name=VORSCHAU, zugleich=zugleich
        )
    except DkbmFehler as fehler:
        melde(f"Fehler: {fehler}")
        return None
    text = seite.read_text(encoding="utf-8")
    write_whole(seite, text.replace("<head>", _NACHLADEN, 1))
    melde(f"Vorschau: {seite}")
    return seite


def is_eingabe(path: Path, ordner: Path) -> bool:
    """Say whether a file is one that the report is made from."""
    teile = path.relative_to(ordner).parts if path.is_relative_to(ordner) else ()
    if not teile or set(teile) & _OHNE or teile[-1].startswith((".", "~")):
        return False
    if teile[0] == "bericht":
        return len(teile) > 1 and teile[1] not in _AUSSEN and not teile[1].startswith(".")
    return teile[0] in ("notebooks", "daten") or teile == ("kommune.toml",)


def _watch(ordner: Path) -> Iterable[object]:
    def concerns(_: Change, path: str) -> bool:
        return is_eingabe(Path(path), ordner)

    return watch(ordner, watch_filter=concerns, debounce=_WARTEN, raise_interrupt=True)
