"""Write a workbook: whole or not at all, never over another file, the same bytes each time."""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from dkbm.fehler import DkbmFehler, explain_oserror

__all__ = ["cell_at", "clean", "save_mappe", "to_bytes", "write_text"]

_ZEIT = (1980, 1, 1, 0, 0, 0)
_GEAENDERT = re.compile(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*")
_ZEITPUNKT = rb"\g<1>1980-01-01T00:00:00Z"


def cell_at(sheet: Worksheet, zeile: int, spalte: int) -> Cell:
    """Return a cell of a sheet that has no merged cells there."""
    zelle = sheet.cell(zeile, spalte)
    if not isinstance(zelle, Cell):
        raise TypeError(f"{zelle.coordinate} is part of a merged cell")
    return zelle


def clean(text: str) -> str:
    """Drop the control characters that XML cannot hold; openpyxl writes them into notes."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def write_text(zelle: Cell, text: str) -> None:
    """Put text into a cell so that no program takes it for a formula."""
    zelle.value = clean(text)
    if text[:1] in ("=", "+", "-", "@") and len(text) > 1:
        zelle.data_type = "s"
        zelle.quotePrefix = True


def save_mappe(mappe: Workbook, ziel: Path) -> None:
    """Save under a temporary name beside ``ziel``, then rename.

    Raises
    ------
    DkbmFehler
        If ``ziel`` exists or cannot be written; nothing is left behind then.
    """
    inhalt = to_bytes(mappe)
    temporary = ""
    try:
        _make_folder(ziel.parent)
        handle, temporary = tempfile.mkstemp(dir=ziel.parent, prefix=".dkbm-", suffix=".tmp")
        with os.fdopen(handle, "wb") as datei:
            datei.write(inhalt)
        Path(temporary).chmod(0o644)
        _place(Path(temporary), ziel)
    except FileExistsError as error:
        raise DkbmFehler(
            f"Die Datei {ziel.name} gibt es schon; sie wird nicht überschrieben.",
            wo=str(ziel),
            rat="Bitte einen anderen Namen wählen oder die Datei vorher umbenennen.",
        ) from error
    except OSError as error:
        raise DkbmFehler(
            f"{ziel.name} lässt sich nicht schreiben: {explain_oserror(error)}.",
            wo=str(ziel),
            rat="Bitte einen anderen Ordner wählen oder die Datei schließen und wiederholen.",
        ) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _make_folder(ordner: Path) -> None:
    try:
        ordner.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DkbmFehler(
            f"Der Ordner {ordner.name} lässt sich nicht anlegen: {explain_oserror(error)}.",
            wo=str(ordner),
            rat="Bitte einen anderen Ordner wählen.",
        ) from error


def to_bytes(mappe: Workbook) -> bytes:
    """Return the workbook as bytes without the time of writing."""
    roh, fest = io.BytesIO(), io.BytesIO()
    mappe.save(roh)
    with zipfile.ZipFile(roh) as quelle, zipfile.ZipFile(fest, "w") as ziel:
        for part in quelle.infolist():
            inhalt = quelle.read(part)
            if part.filename == "docProps/core.xml":
                inhalt = _GEAENDERT.sub(_ZEITPUNKT, inhalt)
            info = zipfile.ZipInfo(part.filename, _ZEIT)
            info.external_attr = 0o600 << 16
            ziel.writestr(info, inhalt, compress_type=zipfile.ZIP_DEFLATED)
    return fest.getvalue()


def _place(temporary: Path, ziel: Path) -> None:
    """Rename without overwriting; a hard link fails where the target exists, a rename may not."""
    if ziel.exists():
        raise FileExistsError
    try:
        os.link(temporary, ziel)
    except FileExistsError:
        raise
    except OSError:
        # File systems without hard links (FAT, some network drives).
        temporary.rename(ziel)
