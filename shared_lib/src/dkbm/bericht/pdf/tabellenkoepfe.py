"""Heads of rows and summaries of tables in the tag tree of a finished PDF.

Typst tags the head row; heads of rows and summaries it writes only with a feature that the wheel
does not offer. PDF/UA-1 (ISO 14289-1, 7.5) wants both kinds of heads.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

__all__ = ["mark_tabellenkoepfe"]


def mark_tabellenkoepfe(pdf: bytes, beschreibungen: Sequence[str]) -> bytes:
    """Make the first cell of every row of a table body its head, and describe every table.

    Pages, fonts and metadata stay as they are; the file becomes smaller, since its objects are
    packed. The same input gives the same bytes.

    Parameters
    ----------
    beschreibungen
        One text per table, in reading order.

    Raises
    ------
    ValueError
        If there are not as many tables as texts.
    """
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        wurzel = dokument.Root.StructTreeRoot
        tabellen = [element for element in _walk(wurzel.K) if element.S == "/Table"]
        kennungen: dict[str, Any] = {}
        for nummer, (tabelle, text) in enumerate(zip(tabellen, beschreibungen, strict=True), 1):
            _describe(tabelle, text)
            for zeile, reihe in enumerate(_list_rows(tabelle), start=1):
                kennung = f"Z{nummer}z{zeile}"
                kennungen[kennung] = _mark_row(reihe, kennung)
        if kennungen:
            _register(wurzel, kennungen)
        ziel = io.BytesIO()
        dokument.save(
            ziel, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
        return ziel.getvalue()


def _walk(knoten: Any) -> Iterator[Any]:
    """Yield the structure elements in reading order."""
    if isinstance(knoten, Array):
        for kind in knoten:
            yield from _walk(kind)
    elif isinstance(knoten, Dictionary) and Name.S in knoten:
        yield knoten
        yield from _walk(knoten.get(Name.K))


def _list_rows(tabelle: Any) -> Iterator[Any]:
    for teil in tabelle.K:
        if teil.S == "/TBody":
            yield from teil.K


def _describe(tabelle: Any, text: str) -> None:
    merkmale = tabelle.get(Name.A, Array())
    merkmale.append(Dictionary(O=Name.Table, Summary=String(text)))
    tabelle.A = merkmale


def _mark_row(reihe: Any, kennung: str) -> Any:
    """Name the head of a row in every cell: where cells name heads, the scope alone is not read."""
    kopf, *zellen = reihe.K
    kopf.S = Name.TH
    kopf.ID = String(kennung)
    _find_merkmal(kopf).Scope = Name.Row
    for zelle in zellen:
        merkmal = _find_merkmal(zelle)
        merkmal.Headers = Array([*merkmal.get(Name.Headers, Array()), String(kennung)])
    return kopf


def _find_merkmal(zelle: Any) -> Any:
    """Return the attributes of a cell that concern the table."""
    return next(merkmal for merkmal in zelle.A if merkmal.O == "/Table")


def _register(wurzel: Any, neue: dict[str, Any]) -> None:
    """Add identifiers to the tree in which a reader looks them up; its names are sorted."""
    flach = list(wurzel.IDTree.Names)
    alle = {bytes(k): v for k, v in zip(flach[::2], flach[1::2], strict=True)}
    alle |= {kennung.encode(): element for kennung, element in neue.items()}
    namen = [teil for kennung in sorted(alle) for teil in (String(kennung.decode()), alle[kennung])]
    wurzel.IDTree = Dictionary(Names=Array(namen))
