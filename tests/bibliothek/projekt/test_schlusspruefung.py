"""The gate finds every leak that someone plants into published files, and nothing else."""

from __future__ import annotations

import base64
import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import openpyxl
import pypdf
import pytest
import typst
from dkbm.bestand import open_bestand
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.geheimhaltung.angriff import Gesucht, attack_tafeln, read_files, read_tafeln, search
from dkbm.geheimhaltung.entscheidung import list_schluessel
from dkbm.geheimhaltung.verdeckung import list_spannen
from dkbm.projekt.aufzeichnung import dump_schluessel, read_spannen
from dkbm.projekt.schlusspruefung import check_ausgabe
from dkbm.projekt.schutz import VERMERK, verdecke
from dkbm.projekt.suchauftrag import list_gesucht
from openpyxl.comments import Comment

from .oeffentlich import as_intern, make_projekt, write_bericht

VERRAT = (
    "2021 gingen 128 Kinder auf Hauptschulen.",
    "Im Schuljahr 2023/24 waren es 125 an Hauptschulen.",
    "2021 wechselten 2 Kinder auf sonstige Schulen.",
    "2021 wechselten zwei Kinder auf sonstige Schulen.",
    "2023 wechselte 1 Kind auf eine sonstige Schule.",
    "2023 wechselte ein einziges Kind auf sonstige Schulen.",
    "Die Übergangsquote auf Hauptschulen lag 2021 bei 5,2 %.",
    "Übergangsquote 2023, Hauptschulen: 5,0 %",
    "Übergangsquote 2021, sonstige Schulen: 0,1 %",
    "Die Übergangsquote auf sonstige Schulen lag 2023 bei 0,0 %.",
)
HARMLOS = (
    "2023 gingen 375 Kinder auf Gesamtschulen.",
    "2022 wechselten 120 Kinder auf Hauptschulen, niemand auf sonstige Schulen.",
    "In den Jahren 2021–2023 gab es 2 Erhebungen zu Übergängen.",
)


def page(koerper: str = "", kopf: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{kopf}</head><body><p>Text.</p>{koerper}</body></html>"


def html_file(ordner: Path, koerper: str = "", kopf: str = "") -> None:
    (ordner / "seite.html").write_text(page(koerper, kopf), encoding="utf-8")


def in_svg(ordner: Path, text: str) -> None:
    svg = base64.b64encode(f"<svg><text>{text}</text></svg>".encode()).decode()
    html_file(ordner, f'<img alt="Bild" src="data:image/svg+xml;base64,{svg}">')


def in_notebook(ordner: Path, text: str, art: str) -> None:
    buch = nbformat.v4.new_notebook()
    zelle = nbformat.v4.new_code_cell("1", id="a")
    if art == "ausgabe":
        zelle.outputs = [nbformat.v4.new_output("stream", text=text)]
    elif art == "metadaten":
        buch.metadata["hinweis"] = text
    else:
        daten = {"spalten": ["Satz", "Bemerkung"], "zeilen": [["1", text]]}
        bundle = {"application/vnd.dkbm.v1+json": {"titel": "Titel", "daten": daten}}
        zelle.outputs = [nbformat.v4.new_output("display_data", data=bundle)]
    buch.cells = [zelle]
    nbformat.write(buch, ordner / "kapitel.ipynb")


def in_workbook(ordner: Path, text: str, art: str) -> None:
    mappe = openpyxl.Workbook()
    blatt = mappe.active
    assert blatt is not None
    blatt.append(["Satz", "Bemerkung"])
    if art == "versteckt":
        blatt = mappe.create_sheet("intern")
        blatt.append(["Satz", "Bemerkung"])
        blatt.sheet_state = "hidden"
    blatt.append(["1", "" if art == "kommentar" else text])
    if art == "kommentar":
        blatt["A2"].comment = Comment(text, "Amt 40")
    mappe.save(ordner / "anhang.xlsx")


def in_pdf(ordner: Path, text: str, art: str) -> None:
    quelle = ordner.parent / "quelle.typ"
    quelle.write_text(text.replace("%", "\\%") if art == "satz" else "leer", encoding="utf-8")
    typst.compile(str(quelle), output=str(ordner / "b.pdf"), ignore_system_fonts=True)
    if art == "metadaten":
        buch = pypdf.PdfWriter(clone_from=ordner / "b.pdf")
        buch.add_metadata({"/Subject": text})
        buch.write(ordner / "b.pdf")


def safe_name(text: str) -> str:
    return text.replace("/", "-").replace(":", "").replace(" %", "")


Traeger = Callable[[Path, str], object]
TRAEGER: dict[str, Traeger] = {
    "Satz": lambda o, t: html_file(o, f"<p>Vorher stand hier nichts. {t}</p>"),
    "Liste": lambda o, t: html_file(o, f"<ul><li>{t}</li></ul>"),
    "Alternativtext": lambda o, t: html_file(o, f'<img alt="{t}" src="a.svg">'),
    "Vorlesetext": lambda o, t: html_file(o, f'<div role="img" aria-label="{t}"></div>'),
    "Kommentar": lambda o, t: html_file(o, f"<!-- {t} -->"),
    "Zeichnung": in_svg,
    "Datentabelle": lambda o, t: html_file(
        o, f"<table><tr><th>Satz</th><th>Wert</th></tr><tr><th>1</th><td>{t}</td></tr></table>"
    ),
    "Skript": lambda o, t: html_file(
        o, f'<script type="application/json">{json.dumps({"x": t}, ensure_ascii=False)}</script>'
    ),
    "Steckbrief": lambda o, t: html_file(o, kopf=f'<meta name="description" content="{t}">'),
    "Notebook-Ausgabe": lambda o, t: in_notebook(o, t, "ausgabe"),
    "Notebook-Metadaten": lambda o, t: in_notebook(o, t, "metadaten"),
    "Notebook-Tabelle": lambda o, t: in_notebook(o, t, "tabelle"),
    "Arbeitsmappe": lambda o, t: in_workbook(o, t, "zelle"),
    "verstecktes Blatt": lambda o, t: in_workbook(o, t, "versteckt"),
    "Zellkommentar": lambda o, t: in_workbook(o, t, "kommentar"),
    "CSV": lambda o, t: (o / "a.csv").write_text(f"Nr;Satz\n1;{t}\n", encoding="utf-8"),
    "Dateiname": lambda o, t: (o / f"{safe_name(t)}.txt").write_text("leer", encoding="utf-8"),
    "Protokoll": lambda o, t: (o / "lauf.log").write_text(f"INFO {t}\n", encoding="utf-8"),
    "PDF": lambda o, t: in_pdf(o, t, "satz"),
    "PDF-Metadaten": lambda o, t: in_pdf(o, t, "metadaten"),
}


@pytest.fixture(scope="module")
def gesucht(tmp_path_factory: pytest.TempPathFactory) -> list[Gesucht]:
    projekt = make_projekt(tmp_path_factory.mktemp("projekt"))
    bestand = open_bestand(projekt.ordner, "08335")
    return list_gesucht(verdecke(projekt, bestand), bestand, load_register()["08335"])


@pytest.mark.parametrize("name", TRAEGER)
def test_planted_leak_is_found(name: str, tmp_path: Path, gesucht: list[Gesucht]) -> None:
    ordner = tmp_path / "ausgabe"
    for text in HARMLOS:
        ordner.mkdir()
        TRAEGER[name](ordner, text)
        assert search(read_files(ordner), gesucht) == [], text
        shutil.rmtree(ordner)
    for text in VERRAT:
        ordner.mkdir()
        TRAEGER[name](ordner, text)
        assert search(read_files(ordner), gesucht), text
        shutil.rmtree(ordner)


RAENDER = [(a, b) for a in (14, 40, 125, 1180, 7) for b in (1, 2)]


@pytest.mark.parametrize("form", ["html", "ipynb", "xlsx"])
def test_forgotten_margin_is_found(form: str, tmp_path: Path) -> None:
    for nummer, (gross, klein) in enumerate(RAENDER):
        ordner = tmp_path / str(nummer)
        ordner.mkdir()
        for rand, undicht in ((str(gross + klein), True), (".", False)):
            zeilen = [["Nord", str(gross)], ["Süd", "."], ["Insgesamt", rand]]
            _write_table(ordner, form, ["Ort", "Anzahl"], zeilen)
            befunde = attack_tafeln(read_tafeln(read_files(ordner)), 3)
            assert bool(befunde) is undicht, (gross, klein)
            if undicht:
                assert {b.unten for b in befunde} == {float(klein)}


def _write_table(ordner: Path, form: str, kopf: list[str], zeilen: list[list[str]]) -> None:
    if form == "xlsx":
        mappe = openpyxl.Workbook()
        blatt = mappe.active
        assert blatt is not None
        for zeile in (kopf, *zeilen):
            blatt.append(zeile)
        mappe.save(ordner / "a.xlsx")
    elif form == "ipynb":
        buch = nbformat.v4.new_notebook()
        zelle = nbformat.v4.new_code_cell("1", id="a")
        daten = {"spalten": kopf, "zeilen": zeilen}
        bundle = {"application/vnd.dkbm.v1+json": {"titel": "Orte", "daten": daten}}
        zelle.outputs = [nbformat.v4.new_output("display_data", data=bundle)]
        buch.cells = [zelle]
        nbformat.write(buch, ordner / "a.ipynb")
    else:
        rows = "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in zeilen)
        html_file(ordner, f"<table><tr><th>Ort</th><th>Anzahl</th></tr>{rows}</table>")


def test_whole_gate_passes_the_public_report_and_stops_everything_else(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    with pytest.raises(DkbmFehler, match="noch keinen öffentlichen Bericht"):
        check_ausgabe(projekt)
    write_bericht(projekt)
    pruefung = check_ausgabe(projekt)
    assert pruefung.bestanden
    assert len(pruefung.dateien) == 4
    # Every hidden cell of ours was attacked, and its interval is wide enough.
    assert {b.schluessel for b in pruefung.felder} >= set(pruefung.verdeckung.entscheidung.gesperrt)
    seite = projekt.ausgabe / "bericht.html"
    sauber = seite.read_text(encoding="utf-8")
    seite.write_text(sauber.replace("Ende.", VERRAT[2]), encoding="utf-8")
    (leck, *_) = check_ausgabe(projekt).lecks
    assert leck.fundstelle.datei == "ausgabe/bericht.html"
    seite.write_text(sauber.replace("Ende.", VERMERK), encoding="utf-8")
    assert check_ausgabe(projekt).vermerke == ("ausgabe/bericht.html",)
    seite.write_text(sauber, encoding="utf-8")
    (projekt.ausgabe / "rest.bin").write_bytes(b"\0")
    assert [s.partition(":")[0] for s in check_ausgabe(projekt).stoerungen] == ["ausgabe/rest.bin"]
    (projekt.ausgabe / "rest.bin").unlink()
    (projekt.ausgabe / "daten.xlsx").write_bytes(b"PK")
    assert [s.partition(":")[0] for s in check_ausgabe(projekt).stoerungen] == [
        "ausgabe/daten.xlsx"
    ]
    (projekt.ausgabe / "daten.xlsx").unlink()
    # What an older edition on paper told counts as published.
    projekt.frueher.mkdir()
    (projekt.frueher / "2022.txt").write_text(VERRAT[3], encoding="utf-8")
    assert check_ausgabe(projekt).lecks


def test_official_note_tells_nothing_of_own_numbers(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    (tmp_path / "kommune.toml").write_text('[kommune]\nags = "05315"\n', encoding="utf-8")
    (tmp_path / "daten/eigene/uebergaenge.csv").unlink()
    werte = {"ohne_hauptschulabschluss": 3, "hauptschulabschluss": 18, "mittlerer_abschluss": 99}
    werte |= {"fachhochschulreife": 0, "hochschulreife": 0, "insgesamt": 120}
    zeilen = [f"2022;{code};{g};{n if g == 'insgesamt' else n // 3}"
              for code, n in werte.items() for g in ("insgesamt", "weiblich")]  # fmt: skip
    eigene = tmp_path / "daten/eigene/abgaenge.csv"
    eigene.write_text("\n".join(["jahr;abschluss;geschlecht;abgaenge", *zeilen]), encoding="utf-8")
    # It names the year, the certificate, and multiples of 3.
    (note,) = (
        q.fussnoten
        for q in open_bestand().quellen.values()
        if q.datensatz == "berufliche_abgaenge" and q.jahre == (2023, 2023)
    )
    projekt.ausgabe.mkdir()
    html_file(projekt.ausgabe, f"<pre>{note}</pre>")
    assert check_ausgabe(projekt).bestanden
    html_file(projekt.ausgabe, f"<pre>{note}</pre><p>2022: 3 Abgänge ohne Hauptschulabschluss</p>")
    assert len(check_ausgabe(projekt).lecks) == 1


def test_internal_report_never_reaches_the_public_folder(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path)
    write_bericht(projekt)
    vorher = {p: p.read_bytes() for p in projekt.ausgabe.rglob("*")}
    write_bericht(as_intern(projekt))
    assert {p: p.read_bytes() for p in projekt.ausgabe.rglob("*")} == vorher
    intern = projekt.intern / "bericht.html"
    assert ">125<" in intern.read_text(encoding="utf-8")
    assert ">125<" not in (projekt.ausgabe / "bericht.html").read_text(encoding="utf-8")
    shutil.copy(intern, projekt.ausgabe / "bericht.html")
    assert not check_ausgabe(projekt).bestanden


def test_rounded_report_is_attacked_as_well(tmp_path: Path) -> None:
    projekt = make_projekt(tmp_path, '[geheimhaltung.tabellen]\nuebergaenge = "rundung5_additiv"\n')
    write_bericht(projekt)
    assert "<td>.</td>" not in (projekt.ausgabe / "bericht.html").read_text(encoding="utf-8")
    pruefung = check_ausgabe(projekt)
    assert pruefung.lecks == ()
    assert pruefung.bestanden
    e = pruefung.verdeckung.entscheidung
    assert {b.schluessel for b in pruefung.felder if b.gerundet} == set(e.gerundet)
    assert {key.jahr for key in e.gerundet} == {2021, 2022, 2023}
    # All but one part of 2021, and their sum, were told exactly once: that leaves the 2.
    # The column of „-“ is told as well; it holds nobody.
    wahr = pruefung.verdeckung.wahr["uebergaenge"]
    werte = dict(zip(list_schluessel(wahr, "uebergaenge"), wahr["wert"], strict=True))
    bekannt = {
        k: 0.0 if math.isnan(w) else w
        for k, w in werte.items()
        if k.jahr == 2021 and k.merkmal != "uebergang_sonstige"
    }
    projekt.geheim.mkdir(exist_ok=True)
    alt = projekt.geheim / "ausgabe-0001.json"
    alt.write_text(dump_schluessel(bekannt), encoding="utf-8")
    (befund,) = check_ausgabe(projekt).undicht
    assert (befund.schluessel.merkmal, befund.unten, befund.oben) == ("uebergang_sonstige", 2, 2)
    # An edition that showed them rounded tells no more than this one.
    alt.write_text(dump_schluessel({}, list_spannen(pruefung.verdeckung)), encoding="utf-8")
    assert read_spannen(projekt) == list_spannen(pruefung.verdeckung)
    assert check_ausgabe(projekt).bestanden
