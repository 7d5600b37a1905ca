"""Open a form of unknown origin: checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from dkbm.fehler import DkbmFehler
from dkbm.quellen.behaelter import list_parts, open_behaelter

__all__ = ["Mappe", "open_mappe"]

_SPEICHERN = (
    "Bitte die Datei in Excel oder LibreOffice öffnen und als „Excel-Arbeitsmappe (.xlsx)“ "
)


@dataclass(frozen=True)
class Mappe:
    """One workbook, twice: as formulas and as their stored results."""

    formeln: Workbook
    werte: Workbook


def open_mappe(inhalt: bytes, name: str) -> Mappe:
    """Open a workbook after the checks that hold for every workbook.

    Raises
    ------
    DkbmFehler
        If it is encrypted, of an older or another format, damaged, too large, or carries macros
        or document types.
    """
    with open_behaelter(inhalt, name) as archiv:
        teile = [teil for teil, _ in list_parts(archiv, name)]
    if "xl/workbook.xml" not in teile:
        raise DkbmFehler(f"{name} ist keine Excel-Arbeitsmappe.", rat=f"{_SPEICHERN}speichern.")
    if "xl/vbaProject.bin" in teile:
        # openpyxl writes the marked copy without them: better said before than lost.
        raise DkbmFehler(
            f"{name} enthält Makros.", rat=f"{_SPEICHERN}speichern, dann entfallen die Makros."
        )
    try:
        return Mappe(
            load_workbook(io.BytesIO(inhalt)), load_workbook(io.BytesIO(inhalt), data_only=True)
        )
    except (
        *(zipfile.BadZipFile, zlib.error, InvalidFileException, DefusedXmlException, ParseError),
        *(KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError),
    ) as error:
        # openpyxl reports broken parts by whatever its parser stumbles over.
        raise DkbmFehler(
            f"{name} ist beschädigt oder keine Excel-Arbeitsmappe.",
            rat=f"{_SPEICHERN}neu speichern; hilft das nicht, ein neues Formular anfordern.",
        ) from error
