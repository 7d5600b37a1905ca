"""Damages of workbooks and archives: each takes an excerpt and returns a damaged file."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from fuzz_auszug import Auszug, Fall
from openpyxl import Workbook


def to_sheet(a: Auszug, r: random.Random, change: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    for line in a.zeilen[: a.koerper.stop]:
        cells: list[object] = []
        for text in line.split(a.trenner):
            is_plain = re.fullmatch(r"[1-9]\d{0,9}|0", text) is not None
            cells.append(int(text) if is_plain else text or None)
        book.active.append(cells)
    book.active.append(["__________"])
    change(book)
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def sheet(a: Auszug, r: random.Random) -> Fall:
    return Fall(to_sheet(a, r, lambda book: None), set() if a.trenner == ";" else None)


def merge_cells(a: Auszug, r: random.Random) -> Fall:
    frei: set[int] = set()

    def merge(book: Workbook) -> None:
        for _ in range(r.randrange(1, 4)):
            row, col = r.randrange(1, a.koerper.stop + 1), r.randrange(1, 9)
            bottom, right = row + r.randrange(3), col + r.randrange(3)
            frei.update(range(row, bottom + 1))
            book.active.merge_cells(None, row, col, bottom, right)

    inhalt = to_sheet(a, r, merge)
    touches_head = min(frei) <= a.koerper.start
    return Fall(inhalt, None if touches_head or a.trenner == "," else frei)


def formula(a: Auszug, r: random.Random) -> Fall:
    row = r.choice(list(a.koerper)) + 1

    def put(book: Workbook) -> None:
        book.active.cell(row, r.randrange(1, 9)).value = r.choice(
            ["=1+1", "=SUM(D8:D9)", '=HYPERLINK("x")', "#DIV/0!", "+1", "@a", True, 1e300, 0.1]
        )

    return Fall(to_sheet(a, r, put), {row} if a.trenner == ";" else None)


def far_cell(a: Auszug, r: random.Random) -> Fall:
    def put(book: Workbook) -> None:
        book.active.cell(r.choice([5, 1_048_576]), r.choice([200, 16_384])).value = 7

    return Fall(to_sheet(a, r, put), set() if a.trenner == ";" else None)


def pack(parts: dict[str, bytes]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return result.getvalue()


BOMBE: list[bytes] = []


def bomb(a: Auszug, r: random.Random) -> Fall:
    if not BOMBE:
        block = b"0" * 63_000_000
        BOMBE.extend(
            [
                pack({"a.csv": block * 4}),
                pack({"a.csv": block}),
                pack({f"{i}": block for i in range(9)}),
            ]
        )
        BOMBE.append(pack({"a.csv": b"2015;DG;D;1\n" * 5_000_000}))
        BOMBE.append(pack({"a.csv": (a.text + "\n" * 50_000_000).encode()}))
        BOMBE.append(pack({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": block}))
    return Fall(r.choice(BOMBE), None)


def archive(a: Auszug, r: random.Random) -> Fall:
    data = a.text.encode()
    name = r.choice(
        ["a.csv", "../a.csv", "/a.csv", "x/../../a", "..\\a", "C:a", "a\x00b", ".", "ä" * 200]
    )
    parts = {name: data, "lies.txt": b"Hallo"}
    if r.random() < 0.2:
        parts["innen.zip"] = pack({"a.csv": data})
    return Fall(pack(parts))


def flip_bytes(a: Auszug, r: random.Random) -> Fall:
    data = bytearray(r.choice([sheet(a, r).inhalt, pack({"a.csv": a.text.encode()})]))
    for _ in range(r.randrange(1, 20)):
        data[r.randrange(len(data))] = r.randrange(256)
    return Fall(bytes(data), None if a.trenner == "," else set())


def cut_archive(a: Auszug, r: random.Random) -> Fall:
    data = r.choice([sheet(a, r).inhalt, pack({"a.csv": a.text.encode()})])
    return Fall(data[: r.randrange(len(data))], set() if a.trenner == ";" else None)


def noise(a: Auszug, r: random.Random) -> Fall:
    start = r.choice(
        [
            b"",
            b"PK\x03\x04",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"GENESIS-Tabelle: 1\n",
            b"\xd0\xcf\x11\xe0",
        ]
    )
    return Fall(start + r.randbytes(r.randrange(3000)), None)
