"""Key figures as tiles: a large number, comparison, trend, small chart, and its passport.

Everything is read from the evidence (`Beleg`) behind the key statements and from the printed rows
of the report, so a tile can show nothing that the report does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dkbm.bericht.modell import Block, Kapitel
from dkbm.bericht.verlauf import Punkt, Reihe, describe_verlauf, draw_saeulen, draw_verlauf
from dkbm.bericht.zellen import read_zahl
from dkbm.darstellung.thema import FARBE_KOMMUNE
from dkbm.gebiete import load_register
from dkbm.kennzahlen.kennzahl import BEZUGSGROESSEN
from dkbm.sprache.zahlen import format_change, format_value, format_zahl, round_half_up

__all__ = ["Kachel", "list_kacheln", "write_legende"]


@dataclass(frozen=True)
class Kachel:
    """One key figure.

    Attributes
    ----------
    zahl, einheit
        The number as printed, and the unit behind it.
    zeit
        What time the number stands for.
    vergleich
        Names and values of Land and Deutschland at the same time.
    trend
        Earlier value and the difference, as one line; empty without any.
    svg, alt
        Small chart of the years; both empty where the report has no series.
    linien
        Names of the Gebiete whose line the chart shows, the Kommune first; none for bars.
    steckbrief
        The passport: terms and their texts.
    """

    kennzahl: str
    name: str
    zahl: str
    einheit: str
    zeit: str
    vergleich: tuple[tuple[str, str], ...]
    trend: str
    svg: str
    alt: str
    linien: tuple[str, ...]
    steckbrief: tuple[tuple[str, tuple[str, ...]], ...]
    quellen: tuple[int, ...]


def list_kacheln(kapitel: Kapitel) -> Iterator[Kachel]:
    """Yield one tile per key statement that rests on evidence, in order.

    A tile shows one number: statements about a broken-down result have none.
    """
    for block in kapitel.of_type("kernaussagen"):
        kennzahlen = {k["id"]: k for k in block.daten.get("kennzahlen", [])}
        gesehen: set[str] = set()
        for belege in block.daten.get("belege", []):
            ganz = [b for b in belege if not b.get("auspraegung")]
            name = ganz[0]["kennzahl"] if ganz else ""
            if name in kennzahlen and name not in gesehen:
                gesehen.add(name)
                yield _build(kennzahlen[name], ganz, kapitel, block)


def write_legende(kacheln: Iterable[Kachel], kommune: str) -> str:
    """Say which line is whose in the charts of some tiles; empty where none has lines."""
    linien = [kachel.linien for kachel in kacheln if kachel.linien]
    if not linien:
        return ""
    weitere = {name for namen in linien for name in namen[1:]}
    teile = [f"durchgezogen {kommune}"]
    teile += ["gestrichelt das Land"] * bool(weitere - {"Deutschland"})
    teile += ["gepunktet Deutschland"] * ("Deutschland" in weitere)
    return f"Linien: {', '.join(teile)}."


def _build(
    k: Mapping[str, Any], belege: Sequence[Mapping[str, Any]], kapitel: Kapitel, block: Block
) -> Kachel:
    haupt, *weitere = belege
    register = load_register()
    name = register[haupt["ags"]].name
    andere = [b for b in weitere if b["jahr"] == haupt["jahr"] and b["ags"] != haupt["ags"]]
    frueher = [b for b in weitere if b["ags"] == haupt["ags"]]
    namen = [name, *(register[b["ags"]].name for b in andere)]
    reihen = _find_reihen(kapitel, k["id"], namen)
    if reihen:
        svg = draw_verlauf(reihen, FARBE_KOMMUNE, k["stellen"])
        alt = describe_verlauf(k["name"], reihen[0], k["einheit"], k["stellen"])
    else:
        svg, alt = _draw_vergleich(k, [haupt, *andere], namen)
    quellen = [q for q in block.daten["quellen"] if q["tabelle"] in k["tabellen"]]
    quellen = quellen or list(block.daten["quellen"])
    return Kachel(
        kennzahl=k["id"],
        name=k["name"],
        zahl=format_zahl(haupt["wert"], k["stellen"]),
        einheit=k["einheit"] or k["zaehlt"],
        zeit=_format_zeit(k, haupt["jahr"]),
        vergleich=tuple((register[b["ags"]].name, _format(k, b["wert"])) for b in andere),
        trend=_describe_trend(k, haupt, frueher[0]) if frueher else "",
        svg=svg,
        alt=alt,
        linien=tuple(reihe.name for reihe in reihen),
        steckbrief=tuple(_write_steckbrief(k, haupt, quellen)),
        quellen=tuple(q["id"] for q in quellen),
    )


def _draw_vergleich(
    k: Mapping[str, Any], belege: Sequence[Mapping[str, Any]], namen: Sequence[str]
) -> tuple[str, str]:
    """Return bars beside Land and Deutschland, and their words; empty where nothing compares."""
    if len(belege) < 2 or min(b["wert"] for b in belege) < 0:
        return "", ""
    werte = [(name, b["wert"]) for name, b in zip(namen, belege, strict=True)]
    teile = [f"{name} {_format(k, wert)}" for name, wert in werte]
    zeit = _format_zeit(k, belege[0]["jahr"])
    return draw_saeulen(werte, FARBE_KOMMUNE, k["stellen"]), (
        f"{k['name']} {zeit} im Vergleich: {', '.join(teile)}."
    )


def _format_zeit(k: Mapping[str, Any], jahr: int) -> str:
    return str(k["zeitangabe"]).format(jahr=jahr, folge=f"{(jahr + 1) % 100:02d}")


def _format(k: Mapping[str, Any], wert: float) -> str:
    """Write a further value; other units than these were said with the number itself."""
    return format_value(wert, k["einheit"] if k["einheit"] in ("%", "Euro") else "", k["stellen"])


def _describe_trend(k: Mapping[str, Any], haupt: Mapping[str, Any], alt: Mapping[str, Any]) -> str:
    """Give both values and their difference; whether it is a change is for the statement."""
    stellen = k["stellen"]
    neu, vor = (round_half_up(b["wert"], stellen) for b in (haupt, alt))
    if k["einheit"]:
        einheit = BEZUGSGROESSEN.get(k["einheit"], "")
        einheit = einheit if einheit in ("Prozentpunkte", "Euro") else ""
        seither = format_change(float(neu - vor), einheit, stellen)
    else:
        seither = format_change(float((neu - vor) / vor * 100), "%", 1) if vor else ""
    bruch = any(alt["jahr"] < jahr <= haupt["jahr"] for jahr, _ in k["brueche"])
    vorbehalt = "; eingeschränkt vergleichbar" if bruch else ""
    zeit = _format_zeit(k, alt["jahr"])
    zusatz = f", seither {seither}" if seither else ""
    return f"{zeit}: {_format(k, alt['wert'])}{zusatz}{vorbehalt}"


def _find_reihen(kapitel: Kapitel, kennzahl: str, namen: Sequence[str]) -> list[Reihe]:
    """Return the printed years of the Kommune and its comparisons, figures before tables."""
    for block in (*kapitel.of_type("abbildung"), *kapitel.of_type("tabelle")):
        daten = block.daten["daten"]
        allein = [k["id"] for k in block.daten.get("kennzahlen", [])] == [kennzahl]
        if allein and daten["spalten"][0] == "Jahr" and namen[0] in daten["spalten"]:
            reihen = [_read_reihe(daten, name) for name in namen if name in daten["spalten"]]
            if len(reihen[0].punkte) >= 2:
                return reihen
    return []


def _read_reihe(daten: Mapping[str, Any], name: str) -> Reihe:
    spalte = daten["spalten"].index(name)
    punkte = [
        Punkt(int(zeile[0][:4]), zahl.wert, zeile[0])
        for zeile in daten["zeilen"]
        if zeile[0][:4].isdigit() and (zahl := read_zahl(zeile[spalte]))
    ]
    return Reihe(name, tuple(punkte))


def _write_steckbrief(
    k: Mapping[str, Any], beleg: Mapping[str, Any], quellen: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "Kennzahl", (f"{k['name']} ({k['id']})",)
    yield "Definition", (k["definition"],)
    yield "Berechnung", (k["formel"],)
    if beleg["nenner"] is not None and beleg["zaehler"] is not None:
        yield "Zähler", (f"{k['zaehler']}: {format_zahl(beleg['zaehler'])}",)
        yield "Nenner", (f"{k['nenner']}: {format_zahl(beleg['nenner'])}",)
    yield "Bezugszeit", (k["regel"],)
    for q in quellen:
        stand = f", Stand {q['stand']}" if q["stand"] else ""
        yield "Tabelle", (f"{q['tabelle']}, {q['herausgeber']}{stand}",)
        yield "Datei", (q["datei"], *[f"SHA-256: {q['sha256']}"] * bool(q["sha256"]))
