"""The formats of a report: one name, one writer, one file each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dkbm.bericht.modell import Bericht
from dkbm.fehler import DkbmFehler, nearest

__all__ = ["FORMATE", "check_formate", "write_format"]


def _write_html(bericht: Bericht) -> bytes:
    from dkbm.bericht.html import export_html

    return export_html(bericht).encode()


def _write_pdf(bericht: Bericht) -> bytes:
    from dkbm.bericht.pdf import export_pdf

    return export_pdf(bericht)


FORMATE: dict[str, Callable[[Bericht], bytes]] = {"html": _write_html, "pdf": _write_pdf}
"""Name of the format, which is the ending of its file, and its writer."""


def check_formate(namen: Iterable[str]) -> tuple[str, ...]:
    """Return known formats without repetition; all of them where none is named.

    Raises
    ------
    DkbmFehler
        For an unknown one, with the nearest.
    """
    gewaehlt = tuple(dict.fromkeys(name.strip().lower() for name in namen if name.strip()))
    for name in gewaehlt:
        if name not in FORMATE:
            aehnlich = nearest(name, FORMATE, 1)
            rat = f"Gemeint ist wohl „{aehnlich[0]}“. " if aehnlich else ""
            raise DkbmFehler(
                f"Ein Format „{name}“ gibt es nicht.",
                wo="Option --format",
                rat=f"{rat}Es gibt: {', '.join(FORMATE)}.",
            )
    return gewaehlt or tuple(FORMATE)


def write_format(bericht: Bericht, name: str) -> bytes:
    """Render a report in one format."""
    return FORMATE[name](bericht)
