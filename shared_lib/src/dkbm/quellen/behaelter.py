"""The ZIP around workbooks and archives: one check for official tables, forms and archives.

Sizes that a directory claims are never trusted: every part is unpacked with a limit.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from dkbm.fehler import DkbmFehler
from dkbm.quellen.ablehnung import find_fremdformat
from dkbm.quellen.kodierung import HOECHSTENS_BYTES, check_size
from dkbm.sprache.zahlen import format_zahl

__all__ = ["explain_damage", "list_parts", "open_behaelter", "read_part", "try_zip"]

_HOECHSTENS_TEILE = 2_000
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RAT = "Bitte die Datei in Excel öffnen, als xlsx speichern und neu ablegen."


def try_zip(inhalt: bytes) -> zipfile.ZipFile | None:
    """Open bytes as a ZIP; nothing where they are none or its directory is damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(inhalt))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError):
        return None  # ValueError and OSError: a directory that points before the file


def open_behaelter(inhalt: bytes, name: str) -> zipfile.ZipFile:
    """Open the ZIP of a workbook after looking at its directory only.

    Raises
    ------
    DkbmFehler
        If it is of another kind, encrypted, damaged, or claims too many parts or too large ones.
    """
    if grund := find_fremdformat(inhalt, name):
        raise grund
    archiv = try_zip(inhalt)
    if archiv is None:
        raise explain_damage(name)
    infos = archiv.infolist()
    if len(infos) > _HOECHSTENS_TEILE:
        raise DkbmFehler(
            f"{name} ist zu groß: {format_zahl(len(infos))} Teile, lesbar sind "
            f"{format_zahl(_HOECHSTENS_TEILE)}.",
            wo=name,
            rat=_RAT,
        )
    check_size(sum(info.file_size for info in infos), name)
    return archiv


def list_parts(archiv: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    """Unpack the parts of a workbook one after the other, never beyond the limit in all.

    Raises
    ------
    DkbmFehler
        If a part is damaged, lies about its size, or declares a document type.
    """
    total = 0
    for info in archiv.infolist():
        part = read_part(archiv, info, name)
        total += len(part)
        check_size(total, name)
        if info.filename.endswith((".xml", ".rels")) and _DOCTYPE.search(part):
            raise explain_damage(name)
        yield info.filename, part


def read_part(archiv: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """Unpack one part in memory, never beyond the size limit."""
    check_size(info.file_size, name)
    if info.flag_bits & 1:
        raise DkbmFehler(
            f"{name} ist mit einem Kennwort geschützt.",
            wo=name,
            rat="Bitte die Datei ohne Kennwort ablegen.",
        )
    try:
        with archiv.open(info) as teil:
            inhalt = teil.read(HOECHSTENS_BYTES + 1)
    except Exception as error:  # BadZipFile, zlib.error, lzma.LZMAError …: no common base
        raise explain_damage(name) from error
    check_size(len(inhalt), name)
    return inhalt


def explain_damage(name: str) -> DkbmFehler:
    """Return the message for what cannot be unpacked."""
    return DkbmFehler(f"{name} ist beschädigt und lässt sich nicht entpacken.", wo=name, rat=_RAT)
