"""ZIP archives: one level, in memory, never unpacked to disk."""

from __future__ import annotations

from collections.abc import Iterator

from dkbm.fehler import DkbmFehler
from dkbm.quellen.arbeitsmappe import is_arbeitsmappe
from dkbm.quellen.behaelter import read_part, try_zip
from dkbm.quellen.kodierung import check_size
from dkbm.sprache.zahlen import format_zahl

__all__ = ["is_archiv", "list_members"]

_HOECHSTENS = 500
_RAT = "Bitte die Dateien selbst entpacken und einzeln ablegen."


def is_archiv(inhalt: bytes) -> bool:
    """Say whether bytes are a ZIP that is no workbook."""
    return inhalt.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not is_arbeitsmappe(inhalt)


def list_members(inhalt: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file in the archive.

    Raises
    ------
    DkbmFehler
        If the archive is broken, too large, locked, or holds archives or paths that lead
        out of it.
    """
    archiv = try_zip(inhalt)
    if archiv is None:
        raise DkbmFehler(f"{name} ist kein lesbares ZIP-Archiv.", wo=name, rat=_RAT)
    with archiv:
        infos = [i for i in archiv.infolist() if not i.is_dir() and "__MACOSX" not in i.filename]
        if len(infos) > _HOECHSTENS:
            raise DkbmFehler(
                f"{name} enthält {format_zahl(len(infos))} Dateien, "
                f"lesbar sind {format_zahl(_HOECHSTENS)}.",
                wo=name,
                rat=_RAT,
            )
        check_size(sum(info.file_size for info in infos), name)
        for info in infos:
            _check_path(info.filename, name)
        for info in infos:
            content = read_part(archiv, info, f"{name}/{info.filename}")
            if is_archiv(content):
                raise DkbmFehler(
                    f"{name} enthält ein weiteres Archiv ({info.filename}).", wo=name, rat=_RAT
                )
            yield info.filename, content


def _check_path(path: str, name: str) -> None:
    parts = path.replace("\\", "/").split("/")
    if ".." in parts or path.startswith(("/", "\\")) or ":" in path:
        raise DkbmFehler(
            f"{name} enthält einen Pfad, der aus dem Archiv herausführt („{path[:60]}“).",
            wo=name,
            rat="Bitte das Archiv nicht verwenden und die Tabellen einzeln herunterladen.",
        )
