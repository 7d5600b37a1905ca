"""The crosstab reader against real files, an independent reading and random tables."""

from __future__ import annotations

import csv
import itertools
import math
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from dkbm.fehler import DkbmFehler
from dkbm.quellen.kodierung import decode
from dkbm.quellen.kreuztabelle import read_kreuztabelle
from dkbm.quellen.lesen import read_datei
from dkbm.quellen.raster import Raster
from dkbm.quellen.rohtabelle import Rohtabelle
from hypothesis import given, settings
from hypothesis import strategies as st

Zelle = tuple[str, str, str, str, str, str, float | None, str]
"""zeit, ags, name, schluessel, kopf, einheit, wert (None where a sign stands), zeichen."""

SPALTEN = ["zeit", "ags", "name", "schluessel", "kopf", "einheit"]


def read(text: str, name: str = "k.csv") -> Rohtabelle:
    return read_kreuztabelle(Raster.from_text(text, name))


def list_cells(tabelle: Rohtabelle) -> list[Zelle]:
    werte = [None if math.isnan(wert) else wert for wert in tabelle.daten["wert"]]
    texte = [tabelle.daten[spalte] for spalte in SPALTEN]
    return list(zip(*texte, werte, tabelle.daten["zeichen"], strict=True))


# --- an independent reading ----------------------------------------------------------------


@dataclass(frozen=True)
class Lageplan:
    """Where things lie in a file, found by eye: head rows (from, to) and key columns."""

    datei: str
    encoding: str
    kopf: tuple[int, int]
    schluessel: str
    zeit: str = ""
    has_units: bool = False
    zeit_im_kopf: bool = False


LAGEPLAENE = [
    Lageplan("regionalstatistik/12411-01-01-4", "utf-8", (6, 8), "ags name", zeit_im_kopf=True),
    Lageplan("regionalstatistik/12411-08-01-4", "utf-8", (4, 7), "zeit ags name", has_units=True),
    Lageplan("regionalstatistik/12411-02-03-4", "utf-8", (6, 7), "zeit ags name art"),
    Lageplan("regionalstatistik/12612-02-01-4", "utf-8", (6, 10), "zeit ags name art"),
    Lageplan("regionalstatistik/12711-01-03-4", "utf-8", (6, 10), "ags name art", "2015", True),
    Lageplan("regionalstatistik/21111-01-03-4", "cp1252", (6, 10), "ags name art", "2015", True),
    Lageplan(
        "regionalstatistik/22543-01-02-4", "utf-8", (5, 9), "zeit ags name art", has_units=True
    ),
    Lageplan("regionalstatistik/22541-01-04-4", "utf-8", (5, 9), "zeit ags name", has_units=True),
    Lageplan("regionalstatistik/82411-01-03-4", "utf-8", (5, 7), "zeit ags name", has_units=True),
    Lageplan("neuere_staende/13211-02-05-4", "cp1252", (6, 9), "zeit ags name", has_units=True),
    Lageplan("neuere_staende/21111-02-06-4", "cp1252", (6, 9), "zeit ags name"),
    Lageplan("neuere_staende/21121-02-02-4", "cp1252", (3, 9), "zeit ags name", has_units=True),
    Lageplan("destatis/12411-0017", "cp1252", (4, 6), "zeit ags name"),
]


def read_by_hand(plan: Lageplan, ordner: Path) -> list[Zelle]:
    with (ordner / f"{plan.datei}.csv").open(encoding=plan.encoding, newline="") as file:
        zeilen = list(csv.reader(file, delimiter=";"))
    ende = next(i for i, zeile in enumerate(zeilen) if zeile and zeile[0].startswith("____"))
    kopf = zeilen[plan.kopf[0] : plan.kopf[1]]
    einheiten = kopf.pop() if plan.has_units else ["Anzahl"] * len(kopf[0])
    zeiten = kopf.pop(0) if plan.zeit_im_kopf else []
    namen = plan.schluessel.split()
    cells: list[Zelle] = []
    for zeile in zeilen[plan.kopf[1] : ende]:
        keys = dict(zip(namen, (zelle.strip() for zelle in zeile), strict=False))
        for i in range(len(namen), len(zeile)):
            pfad = " | ".join(ebene[i] for ebene in kopf if ebene[i])
            zeit = zeiten[i] if zeiten else keys.get("zeit", plan.zeit)
            text = zeile[i].strip()
            try:
                wert, zeichen = float(text.replace(",", ".")), ""
            except ValueError:
                wert, zeichen = None, text
            einheit = einheiten[i]
            schluessel = keys.get("art", "")
            cells.append(
                (zeit, keys["ags"], keys["name"], schluessel, pfad, einheit, wert, zeichen)
            )
    return cells


@pytest.mark.parametrize("plan", LAGEPLAENE, ids=lambda plan: plan.datei)
def test_every_cell_stands_where_the_file_has_it(originale: Path, plan: Lageplan) -> None:
    assert list_cells(read_datei(originale / f"{plan.datei}.csv")) == read_by_hand(plan, originale)


# Copied by eye from the files: file, year, key, label, head, value or sign.
ABGESCHRIEBEN: list[tuple[str, str, str, str, str, float | str]] = [
    ("regionalstatistik/12411-01-01-4", "31.12.2015", "01001", "", "weiblich", 43175),
    ("regionalstatistik/12411-01-01-4", "31.12.2014", "DG", "", "männlich", 39835457),
    (
        "regionalstatistik/12411-04-01-4",
        "31.12.2010",
        "DG",
        "2 bis unter 3 Jahre",
        "weiblich",
        336424,
    ),
    ("regionalstatistik/12411-08-01-4", "31.12.2015", "01001", "", "Altenquotient", 32.9),
    ("regionalstatistik/12411-08-01-4", "31.12.2015", "DG", "", "Jugendquotient | weiblich", 29.6),
    (
        "regionalstatistik/22543-01-02-4",
        "01.03.2016",
        "DG",
        "Insgesamt (ohne Doppelzählungen)",
        "Betreute Kinder | Altersgruppe | unter 3 Jahre",
        719558,
    ),
    ("regionalstatistik/21111-01-03-4", "2015", "DG", "Vorschulbereich",
     "Schüler(innen) an allgemein bildenden Schulen | Klassenstufe / Jahrgangsstufe / "
     "Schulbesuchsjahr | 7. Klassenstufe", "x"),
    ("neuere_staende/13211-02-05-4", "2025", "01001", "",
     "Arbeitslosenquote bez. auf alle zivile Erwerbsp. | 15 bis unter 25 Jahre", 6.7),
    ("neuere_staende/21111-02-06-4", "2023", "01", "",
     "Absolvierende/Abgehende allgemeinbildender Schulen nach dem Abschluss | "
     "mit Fachhochschulreife | Insgesamt", "-"),
    ("regionalstatistik/82411-01-03-4", "2014", "01002", "",
     "verfüg. Einkommen der priv. Haushalte je Einwohner", 18330),
    ("destatis/12411-0017", "31.12.2019", "01001", "", "Altersgruppen | unter 3 Jahre", 2700),
    ("regionalstatistik/13211-02-02-4", "2005", "01", "",
     "Arbeitslose | Arbeitslose nach ausgewählten Personengruppen | Teilzeit", "."),
]  # fmt: skip


@pytest.mark.parametrize("zelle", ABGESCHRIEBEN, ids=lambda zelle: "-".join(map(str, zelle[:3])))
def test_single_cells(originale: Path, zelle: tuple[str, str, str, str, str, float | str]) -> None:
    datei, zeit, ags, schluessel, kopf, expected = zelle
    cells = list_cells(read_datei(originale / f"{datei}.csv"))
    key = (zeit, ags, schluessel, kopf)
    (hit,) = [c for c in cells if (c[0], c[1], c[3], c[4]) == key]
    assert (hit[7] if hit[6] is None else hit[6]) == expected


# --- random tables in the official anatomy -------------------------------------------------

WORT = st.text("abcxyzäöüßÄÖÜ -./,:'&+0189", min_size=1, max_size=14).map(str.strip)
LABEL = WORT.filter(lambda t: t and not re.fullmatch(r"\d{4}|\d\d\.\d\d\.\d{4}|x|\d+", t))
TITEL = LABEL.filter(lambda t: any(zeichen.isalpha() for zeichen in t))
"""A title without a letter is a time or a row of signs to any reader."""
REGIONEN = {
    "DG": "Deutschland",
    "01": "  Schleswig-Holstein",
    "051": "    Düsseldorf, Regierungsbezirk",
    "01001": "      Flensburg, Kreisfreie Stadt",
    "05334002": "        Aachen, Stadt",
    "14521": "      Erzgebirgskreis",
}
ZEITEN = ["2015", "2014", "31.12.2013", "01.03.2012"]
SIGNS: list[tuple[str, float | None, str]] = [(z, None, z) for z in ("-", ".", "...", "x", "/")]
BESONDERS = [("(7)", 7.0, "()"), ("-12", -12.0, ""), ("0", 0.0, ""), ("30,3", 30.3, "")]
INHALT = st.sampled_from([*SIGNS, *BESONDERS]) | st.integers(0, 10**8).map(
    lambda n: (str(n), float(n), "")
)
PFAD = st.tuples(LABEL, st.just("") | LABEL, st.just("") | LABEL)


@dataclass(frozen=True)
class Probe:
    """A random file and what must be read from it."""

    inhalt: bytes
    titel: str
    zellen: list[Zelle]
    stand: str


@st.composite
def draw_probe(draw: st.DrawFn) -> Probe:
    art = draw(st.sampled_from(["schluessel", "kopf", "titelzeile"]))
    zeiten = draw(st.lists(st.sampled_from(ZEITEN), min_size=1, max_size=3, unique=True))
    regionen = draw(st.lists(st.sampled_from(list(REGIONEN)), min_size=1, max_size=4, unique=True))
    labels = draw(st.lists(st.lists(LABEL, min_size=1, max_size=2, unique=True), max_size=2))
    pfade = draw(st.lists(PFAD, min_size=1, max_size=4, unique=True))
    spalten = [(z, p) for z in (zeiten if art == "kopf" else [""]) for p in pfade]
    einheiten = [draw(st.sampled_from(["Anzahl", "Prozent", "EUR"])) for _ in spalten]
    has_units = draw(st.booleans())
    titel = draw(st.lists(TITEL, min_size=1, max_size=4))
    if not has_units:
        titel[-1] += " (Anzahl)"
        einheiten = ["Anzahl"] * len(spalten)
    breite = 2 + (art == "schluessel") + len(labels) + len(spalten)
    leer = [""] * (breite - len(spalten))
    zeilen = [["GENESIS-Tabelle: 99999-01-01-4"]]
    zeilen += [[t, *[""] * (breite - 1)] for t in titel]
    if art == "titelzeile":
        zeilen.append([zeiten[0], *[""] * (breite - 1)])
    if art == "kopf":
        zeilen.append(leer + [z for z, _ in spalten])
    zeilen += [leer + [p[ebene] for _, p in spalten] for ebene in range(3)]
    if has_units:
        zeilen.append(leer + einheiten)
    zellen: list[Zelle] = []
    for zeit in [""] if art == "kopf" else zeiten:
        if art == "titelzeile" and zeit != zeiten[0]:
            zeilen.append([zeit, *[""] * (breite - 1)])
        for ags, *teile in itertools.product(regionen, *labels):
            werte = [draw(INHALT) for _ in spalten]
            keys = [zeit] if art == "schluessel" else []
            zeilen.append([*keys, ags, REGIONEN[ags], *teile, *(w[0] for w in werte)])
            zellen += [
                (zeit or z, ags, REGIONEN[ags].strip(), " | ".join(teile),
                 " | ".join(e for e in p if e), einheit, w[1], w[2])
                for (z, p), einheit, w in zip(spalten, einheiten, werte, strict=True)
            ]  # fmt: skip
    has_foot = draw(st.booleans())
    foot = ["__________", '"zu ""Kreise"":', "2015;DG;Deutschland;1", '01.01.1979"']
    foot += ["Stand: 10.10.2017 / 19:20:37", ""]
    ende = draw(st.sampled_from(["\n", "\r\n"]))
    text = ende.join([";".join(z) for z in zeilen] + (foot if has_foot else [""]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
    stand = "10.10.2017" if has_foot else ""
    return Probe(text.encode(encoding), " ".join(titel), zellen, stand)


@settings(database=None, deadline=None, derandomize=True, max_examples=200)
@given(probe=draw_probe())
def test_random_tables_come_back_equal(probe: Probe) -> None:
    tabelle = read(decode(probe.inhalt))
    assert (tabelle.code, tabelle.titel) == ("99999-01-01-4", probe.titel)
    assert tabelle.stand == probe.stand
    assert list_cells(tabelle) == probe.zellen


# --- broken files --------------------------------------------------------------------------

KOPF = (
    "GENESIS-Tabelle: 1-2-3-4\nTitel (Anzahl);;;;\n;;;Insgesamt;weiblich\n2015;DG;Deutschland;1;2\n"
)


@pytest.mark.parametrize(
    ("zeile", "was", "wo"),
    [
        ("2015;01;  SH;3;4a", "„4a“ ist keine Zahl", "Zeile 5, Spalte 5"),
        ("2015;01;  SH;1.234;4", "„1.234“ ist mehrdeutig", "Zeile 5, Spalte 4"),
        ("2015;01;  SH;3", "4 statt 5 Spalten", "Zeile 5"),
        ("2015;01;  SH;3;4;5", "6 statt 5 Spalten", "Zeile 5"),
        ("2015;0100;  SH;3;4", "„0100“ ist kein Regionalschlüssel", "Zeile 5"),
        ("Summe;;;3;4", "Ein Regionalschlüssel fehlt", "Zeile 5"),
        ("Abbruch", "1 statt 5 Spalten", "Zeile 5"),
    ],
)
def test_broken_rows_are_located(zeile: str, was: str, wo: str) -> None:
    with pytest.raises(DkbmFehler) as info:
        read(f"{KOPF}{zeile}\n")
    assert was in info.value.was
    assert info.value.wo == f"k.csv, {wo}"
    assert info.value.rat.startswith("Bitte") or "neu herunterladen" in info.value.rat


@pytest.mark.parametrize(
    ("text", "was"),
    [
        ("", "k.csv enthält keine Zeile mit einem"),
        ("Name;Wert\nA;1\n", "k.csv enthält keine Zeile mit einem"),
        ("GENESIS-Tabelle: 1-2\nTitel;;\n;;Insgesamt\n", "k.csv enthält keine Zeile mit einem"),
    ],
)
def test_other_texts_are_refused(text: str, was: str) -> None:
    with pytest.raises(DkbmFehler, match=was):
        read(text)
