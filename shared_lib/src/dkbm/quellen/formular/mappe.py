"""Open a workbook of unknown origin: checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from dkbm.fehler import DkbmFehler

__all__ = ["Mappe", "check_zip", "open_mappe", "read_bytes"]

HOECHSTENS_BYTES = 10_000_000
HOECHSTENS_ENTPACKT = 60_000_000
HOECHSTENS_TEILE = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VERSCHLUESSELT = "EncryptedPackage".encode("utf-16-le")
_SPEICHERN = (
    "Bitte die Datei in Excel oder LibreOffice öffnen und als „Excel-Arbeitsmappe (.xlsx)“ "
)


@dataclass(frozen=True)
class Mappe:
    """One workbook, twice: as formulas and as their stored results."""

    formeln: Workbook
    werte: Workbook


def read_bytes(path: Path) -> bytes:
    """Read a file, unless it is too large for a form.

    Raises
    ------
    DkbmFehler
        If it cannot be read or is larger than 10 MB.
    """
    try:
        if path.stat().st_size > HOECHSTENS_BYTES:
            raise _too_large(path.name)
        return path.read_bytes()
    except OSError as error:
        raise DkbmFehler(
            f"{path.name} lässt sich nicht lesen ({error.strerror}).",
            wo=str(path),
            rat="Bitte prüfen, ob die Datei noch in Excel geöffnet ist.",
        ) from error


def check_zip(inhalt: bytes, name: str = "Die Datei") -> zipfile.ZipFile:
    """Return the archive of a workbook after looking at its directory only.

    Raises
    ------
    DkbmFehler
        If it is encrypted, an older or another format, damaged, carries macros or document
        types, or would unpack to more than 60 MB.
    """
    if len(inhalt) > HOECHSTENS_BYTES:
        raise _too_large(name)
    if inhalt.startswith(_OLE):
        raise _explain_ole(inhalt, name)
    try:
        archiv = zipfile.ZipFile(io.BytesIO(inhalt))
        _check_parts(archiv, name)
    except (
        *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError),
        *(ValueError, OverflowError, OSError),  # a directory that points before the file
    ) as error:
        raise _damaged(name) from error
    return archiv


def open_mappe(inhalt: bytes, name: str) -> Mappe:
    """Open a workbook after the checks of `check_zip`."""
    check_zip(inhalt, name).close()
    try:
        return Mappe(
            load_workbook(io.BytesIO(inhalt)), load_workbook(io.BytesIO(inhalt), data_only=True)
        )
    except (
        *(zipfile.BadZipFile, zlib.error, InvalidFileException, DefusedXmlException, ParseError),
        *(KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError),
    ) as error:
        # openpyxl reports broken parts by whatever its parser stumbles over.
        raise _damaged(name) from error


def _check_parts(archiv: zipfile.ZipFile, name: str) -> None:
    parts = archiv.infolist()
    if len(parts) > HOECHSTENS_TEILE or sum(p.file_size for p in parts) > HOECHSTENS_ENTPACKT:
        raise _too_large(name)
    names = [part.filename for part in parts]
    if "xl/workbook.xml" not in names:
        what = "eine Tabelle im Format .ods" if "mimetype" in names else "keine Excel-Arbeitsmappe"
        raise DkbmFehler(f"{name} ist {what}.", rat=f"{_SPEICHERN}speichern.")
    if "xl/vbaProject.bin" in names:
        raise DkbmFehler(
            f"{name} enthält Makros.", rat=f"{_SPEICHERN}speichern, dann entfallen die Makros."
        )
    for part in parts:
        _check_content(archiv, part, name)


def _check_content(archiv: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Unpack bit by bit: a part that lies about its size fails here, not in memory."""
    with archiv.open(part) as strom:
        tail = b""
        while stueck := strom.read(65_536):
            if b"<!DOCTYPE" in tail + stueck:
                raise _damaged(name)
            tail = stueck[-16:]


def _explain_ole(inhalt: bytes, name: str) -> DkbmFehler:
    if _VERSCHLUESSELT in inhalt:
        return DkbmFehler(
            f"{name} ist mit einem Kennwort verschlüsselt.",
            rat="Bitte in Excel unter Datei, Informationen, Arbeitsmappe schützen das Kennwort "
            "entfernen und neu speichern.",
        )
    return DkbmFehler(f"{name} hat das alte Excel-Format (.xls).", rat=f"{_SPEICHERN}speichern.")


def _damaged(name: str) -> DkbmFehler:
    return DkbmFehler(
        f"{name} ist beschädigt oder keine Excel-Arbeitsmappe.",
        rat=f"{_SPEICHERN}neu speichern; hilft das nicht, ein neues Formular anfordern.",
    )


def _too_large(name: str) -> DkbmFehler:
    return DkbmFehler(
        f"{name} ist zu groß für ein Formular.",
        rat="Erlaubt sind 10 MB, entpackt 60 MB. Bitte Bilder, Formatierungen leerer Zeilen und "
        "fremde Blätter entfernen oder die Angaben in ein neues Formular übertragen.",
    )
