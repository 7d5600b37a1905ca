"""Damages of text files: each takes an excerpt and returns a damaged file."""

from __future__ import annotations

import random
import re

from fuzz_auszug import Auszug, Fall, to_fall


def cut(a: Auszug, r: random.Random) -> Fall:
    text = a.text.encode()
    at = r.randrange(len(text))
    return Fall(text[:at], set())


def cut_end(a: Auszug, r: random.Random) -> Fall:
    lines = a.zeilen[: r.choice(list(a.koerper)) + 1]
    text = "\n".join(lines)
    return Fall(text[: len(text) - r.randrange(12)].encode())


def drop_line(a: Auszug, r: random.Random) -> Fall:
    i = r.choice(list(a.koerper))
    return to_fall(a.zeilen[:i] + a.zeilen[i + 1 :])


def drop_head_line(a: Auszug, r: random.Random) -> Fall:
    i = r.randrange(max(a.koerper.start, 1))
    return to_fall(a.zeilen[:i] + a.zeilen[i + 1 :])


def repeat_line(a: Auszug, r: random.Random) -> Fall:
    i = r.choice(list(a.koerper))
    return to_fall([*a.zeilen[: i + 1], *a.zeilen[i:]])


def shuffle(a: Auszug, r: random.Random) -> Fall:
    body = [a.zeilen[i] for i in a.koerper]
    if any(re.fullmatch(r"\d{4}[;]*", line) for line in body):
        return Fall(a.text.encode())
    r.shuffle(body)
    return to_fall([*a.zeilen[: a.koerper.start], *body, *a.zeilen[a.koerper.stop :]])


def shuffle_all(a: Auszug, r: random.Random) -> Fall:
    lines = list(a.zeilen)
    r.shuffle(lines)
    # Heads in another order name columns anew; only places can be checked.
    return to_fall(lines, None)


def edit_char(a: Auszug, r: random.Random) -> Fall:
    i = r.randrange(len(a.zeilen))
    line = a.zeilen[i]
    at = r.randrange(len(line) + 1)
    neu = r.choice(["", ";", '"', "\t", "\u00a0", "ß", "x", "0", ".", ",", "-", "\ufffd", "=", "'"])
    lines = [*a.zeilen]
    lines[i] = line[:at] + neu + line[at + r.randrange(2) :]
    return to_fall(lines, {i + 1} if i in a.koerper else None)


def drop_cell(a: Auszug, r: random.Random) -> Fall:
    lines = list(a.zeilen)
    i = r.choice(list(a.koerper))
    cells = lines[i].split(a.trenner)
    del cells[r.randrange(len(cells))]
    lines[i] = a.trenner.join(cells)
    return to_fall(lines, {i + 1})


def drop_column(a: Auszug, r: random.Random) -> Fall:
    n = len(a.zeilen[a.koerper.start].split(a.trenner))
    c = r.randrange(n)
    lines = [
        a.trenner.join(x for j, x in enumerate(line.split(a.trenner)) if j != c)
        if i < a.koerper.stop and line.count(a.trenner) == n - 1
        else line
        for i, line in enumerate(a.zeilen)
    ]
    # Without its key column the same row may stand for more; values keep their places.
    return to_fall(lines, None if c < 5 else set())


def swap_columns(a: Auszug, r: random.Random) -> Fall:
    n = len(a.zeilen[a.koerper.start].split(a.trenner))
    c, d = r.randrange(n), r.randrange(n)
    lines = []
    for i, line in enumerate(a.zeilen):
        cells = line.split(a.trenner)
        if i < a.koerper.stop and len(cells) == n:
            cells[c], cells[d] = cells[d], cells[c]
        lines.append(a.trenner.join(cells))
    return to_fall(lines)


def encode_otherwise(a: Auszug, r: random.Random) -> Fall:
    art = r.choice(["cp1252", "utf-8-sig", "utf-16", "twice", "glued", "utf-16-le", "latin"])
    text = a.text
    if art == "twice":
        return Fall(text.encode().decode("cp1252", "replace").encode())
    if art == "glued":
        at = r.randrange(len(text))
        return Fall(text[:at].encode() + text[at:].encode("cp1252", "replace"))
    return Fall(text.encode("iso-8859-15" if art == "latin" else art, "replace"))


def break_byte(a: Auszug, r: random.Random) -> Fall:
    data = bytearray(a.text.encode())
    at = r.randrange(len(data))
    line = data.count(b"\n", 0, at) + 1
    data[at] = r.randrange(256)
    return Fall(bytes(data), {line, line + 1} if line - 1 in a.koerper else None)


def change_ends(a: Auszug, r: random.Random) -> Fall:
    return Fall(a.text.replace("\n", r.choice(["\r\n", "\r"])).encode())


def change_separator(a: Auszug, r: random.Random) -> Fall:
    neu = r.choice(["\t", ",", "|", ";;", " ; "])
    return Fall(a.text.replace(a.trenner, neu).encode(), None if neu != "\t" else set())


def quote_cells(a: Auszug, r: random.Random) -> Fall:
    lines = [
        a.trenner.join(f'"{x}"' for x in line.split(a.trenner)) if i < a.koerper.stop else line
        for i, line in enumerate(a.zeilen)
    ]
    return to_fall(lines)


def group_thousands(a: Auszug, r: random.Random) -> Fall:
    sign = r.choice([".", " ", "\u00a0", "\u202f", ","])

    def group(match: re.Match[str]) -> str:
        return f"{int(match[0]):,}".replace(",", sign)

    lines = list(a.zeilen)
    for i in a.koerper:
        cells = lines[i].split(a.trenner)
        cells[4:] = [re.sub(r"^[1-9]\d{3,}$", group, x) for x in cells[4:]]
        lines[i] = a.trenner.join(cells)
    # "1,234" for 1234 in a file with ";" cannot be told from a number with three decimals.
    return to_fall(lines, set() if sign != "," and a.trenner == ";" else None)


def drop_zeros(a: Auszug, r: random.Random) -> Fall:
    return to_fall(
        [
            re.sub(r"(^|;)0(\d{4}[;,])", r"\1\2", x) if i in a.koerper else x
            for i, x in enumerate(a.zeilen)
        ]
    )


def point_decimals(a: Auszug, r: random.Random) -> Fall:
    if a.trenner == ",":
        return Fall(a.text.encode())
    return to_fall(
        [re.sub(r"(\d),(\d)", r"\1.\2", x) if i in a.koerper else x for i, x in enumerate(a.zeilen)]
    )


def blank_lines(a: Auszug, r: random.Random) -> Fall:
    lines = list(a.zeilen)
    for _ in range(r.randrange(1, 5)):
        lines.insert(
            r.randrange(len(lines)),
            r.choice(["", a.trenner * lines[a.koerper.start].count(a.trenner), " "]),
        )
    return to_fall(lines)


def drop_foot(a: Auszug, r: random.Random) -> Fall:
    text = "\n".join(a.zeilen[: a.koerper.stop])
    return Fall((text + r.choice(["", "\n"])).encode())


def widen(a: Auszug, r: random.Random) -> Fall:
    lines = list(a.zeilen)
    lines[r.randrange(len(lines))] += a.trenner * r.choice([1, 1000, 1_000_000])
    return to_fall(lines)


def lengthen(a: Auszug, r: random.Random) -> Fall:
    lines = list(a.zeilen)
    i = r.randrange(len(lines))
    lines[i] += r.choice(["9" * 1_000_000, '"' + "a\n" * 100_000, "((" * 100_000, " " * 1_000_000])
    return to_fall(lines, {i + 1} if i in a.koerper else None)


def add_persons(a: Auszug, r: random.Random) -> Fall:
    lines = [f"Vorname{a.trenner}Geburtsdatum"] + [
        f"A{a.trenner}01.02.20{i:02d}" for i in range(20)
    ]
    return to_fall(lines, None)
