"""What pandoc cannot write: fields in captions, tables that hold together, contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree  # type: ignore[import-untyped]

from dkbm.bericht.docx.ooxml import W, build, pack, parse, serialize, unpack
from dkbm.bericht.modell import Bericht
from dkbm.bericht.schriften import keep_printable

__all__ = ["finish_docx"]

_BESCHRIFTUNG = re.compile(r"(Abbildung|Tabelle) (\d+)\.(\d+)(: .*)", re.DOTALL)
_GANZ = 30
"""Rows up to which a table stays on one page."""
_BREITE = 9350
"""Text width in twentieths of a point."""
_VERZEICHNISSE = {
    "inhalt": r'TOC \o "1-2" \h \z',
    "abbildungen": r'TOC \h \z \c "Abbildung"',
    "tabellen": r'TOC \h \z \c "Tabelle"',
}
_DC = "http://purl.org/dc/elements/1.1/"


def finish_docx(docx: bytes, bericht: Bericht) -> bytes:
    """Return the finished document."""
    teile = unpack(docx)
    dokument = parse(teile["word/document.xml"])
    absaetze = list(dokument.iter(f"{W}p"))
    for absatz in absaetze:
        if _style(absatz) == "Caption":
            _number(absatz)
            _hold_lead_in(absatz)
        elif _style(absatz) == "Quelle" and _precedes(absatz, "Quelle"):
            _hold(absatz)
    _demote_headings(absaetze, bericht)
    tafeln = [block for _, block in bericht.bloecke if block.typ == "tabelle"]
    worte = {tafel.nummer: tafel.daten["beschreibung"] for tafel in tafeln}
    for tabelle in dokument.iter(f"{W}tbl"):
        _shape(tabelle)
        _describe(tabelle, worte)
    ziele = list(_list_ziele(absaetze))
    for absatz in absaetze:
        if _style(absatz) == "Verzeichnis":
            _fill_verzeichnis(absatz, ziele)
    teile["word/document.xml"] = serialize(dokument)
    teile["docProps/core.xml"] = _write_properties(bericht)
    return pack(teile)


def _style(absatz: etree._Element) -> str:
    stil = absatz.find(f"{W}pPr/{W}pStyle")
    return "" if stil is None else str(stil.get(f"{W}val"))


def _words(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def _run(text: str) -> etree._Element:
    lauf = build('<w:r><w:t xml:space="preserve"></w:t></w:r>')
    lauf[0].text = text
    return lauf


def _field(
    befehl: str, ergebnis: Iterable[etree._Element], *, dirty: bool = False
) -> list[etree._Element]:
    """Return the runs of a field with the result that stands until Word computes it anew."""
    beginn = build('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    if dirty:
        beginn[0].set(f"{W}dirty", "true")
    text = build('<w:r><w:instrText xml:space="preserve"></w:instrText></w:r>')
    text[0].text = f" {befehl} "
    mitte = build('<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    ende = build('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    return [beginn, text, mitte, *ergebnis, ende]


def _number(absatz: etree._Element) -> None:
    """Make the number a field; the first of each chapter begins anew."""
    gefunden = _BESCHRIFTUNG.fullmatch(_words(absatz))
    if gefunden is None:
        return
    art, kapitel, nummer, rest = gefunden.groups()
    for lauf in absatz.findall(f"{W}r"):
        absatz.remove(lauf)
    neu = r" \r 1" if nummer == "1" else ""
    feld = _field(rf"SEQ {art} \* ARABIC{neu}", [_run(nummer)])
    ende = absatz.findall(f"{W}bookmarkEnd")
    for teil in [_run(f"{art} {kapitel}."), *feld, _run(rest)]:
        absatz.append(teil)
    for marke in ende:  # the bookmark spans the words
        absatz.append(marke)


def _hold(absatz: etree._Element) -> None:
    """Keep a paragraph on the page of the next."""
    absatz.find(f"{W}pPr").insert(1, build("<w:keepNext/>"))


def _precedes(absatz: etree._Element, stil: str) -> bool:
    danach = absatz.getnext()
    return danach is not None and danach.tag == f"{W}p" and _style(danach) == stil


def _hold_lead_in(beschriftung: etree._Element) -> None:
    """Keep the paragraph before a figure or table on its page."""
    for davor in beschriftung.itersiblings(preceding=True):
        if davor.tag == f"{W}p":
            if _style(davor) in ("BodyText", "FirstParagraph"):
                _hold(davor)
            return
        if davor.tag == f"{W}tbl":
            return


def _demote_headings(absaetze: list[etree._Element], bericht: Bericht) -> None:
    """Give headings that the contents leave out a style of their own, of the same look."""
    gezeigt = {(kapitel.titel, a.text) for kapitel in bericht.kapitel for a in kapitel.abschnitte}
    titel = {_plain(f"{k.nummer or ''} {k.titel}"): k.titel for k in bericht.kapitel}
    hier = ""
    for absatz in absaetze:
        stil = _style(absatz)
        if stil == "Heading1":
            hier = titel.get(_plain(_words(absatz)), "")
        elif stil == "Heading2" and (hier, _words(absatz)) not in gezeigt:
            absatz.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Zwischentitel")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _shape(tabelle: etree._Element) -> None:
    """Full width, fixed columns, header row repeated, rows whole, short tables on one page."""
    zeilen = tabelle.findall(f"{W}tr")
    breiten = _measure_columns(zeilen)
    eigenschaften = tabelle.find(f"{W}tblPr")
    for alt in eigenschaften.findall(f"{W}tblW") + eigenschaften.findall(f"{W}tblLayout"):
        eigenschaften.remove(alt)
    stelle = 1 if eigenschaften.find(f"{W}tblStyle") is not None else 0
    eigenschaften.insert(stelle, build(f'<w:tblW w:w="{sum(breiten)}" w:type="dxa"/>'))
    vor = eigenschaften.find(f"{W}tblLook")
    layout = build('<w:tblLayout w:type="fixed"/>')
    if vor is None:
        eigenschaften.append(layout)
    else:
        vor.addprevious(layout)
    raster = tabelle.find(f"{W}tblGrid")
    for spalte in list(raster):
        raster.remove(spalte)
    for breite in breiten:
        raster.append(build(f'<w:gridCol w:w="{breite}"/>'))
    for zeile in zeilen:
        _shape_row(zeile, breiten, zusammen=len(zeilen) <= _GANZ)


def _describe(tabelle: etree._Element, worte: Mapping[str, str]) -> None:
    """Give a numbered table its title and summary for screen readers.

    Tables of authors have none, not even where the words before look like a caption.
    """
    davor = next(tabelle.itersiblings(f"{W}p", preceding=True), None)
    if davor is None or _style(davor) != "Caption":
        return
    titel = _words(davor)
    gefunden = _BESCHRIFTUNG.fullmatch(titel)
    if gefunden is None or gefunden[1] != "Tabelle":
        return
    beschreibung = worte[f"{gefunden[2]}.{gefunden[3]}"]
    for name, text in (("tblCaption", titel), ("tblDescription", beschreibung)):
        eigenschaft = build(f"<w:{name}/>")
        eigenschaft.set(f"{W}val", keep_printable(text))
        tabelle.find(f"{W}tblPr").append(eigenschaft)


def _shape_row(zeile: etree._Element, breiten: list[int], *, zusammen: bool) -> None:
    eigenschaften = zeile.find(f"{W}trPr")
    if eigenschaften is None:
        eigenschaften = build("<w:trPr/>")
        zeile.insert(0, eigenschaften)
    eigenschaften.insert(0, build("<w:cantSplit/>"))
    for zelle, breite in zip(zeile.findall(f"{W}tc"), breiten, strict=False):
        kopf = zelle.find(f"{W}tcPr")
        if kopf is None:
            kopf = build("<w:tcPr/>")
            zelle.insert(0, kopf)
        kopf.insert(0, build(f'<w:tcW w:w="{breite}" w:type="dxa"/>'))
        for absatz in zelle.iter(f"{W}p"):
            ppr = absatz.find(f"{W}pPr")
            if ppr is None:
                ppr = build("<w:pPr/>")
                absatz.insert(0, ppr)
            for stil in ppr.findall(f"{W}pStyle"):
                ppr.remove(stil)
            if zusammen:
                ppr.insert(0, build("<w:keepNext/>"))
            ppr.insert(0, build('<w:pStyle w:val="Tabellentext"/>'))


def _measure_columns(zeilen: list[etree._Element]) -> list[int]:
    """Share the width by the longest words and, more softly, by the longest cells."""
    texte = [[_words(zelle) for zelle in zeile.findall(f"{W}tc")] for zeile in zeilen]
    spalten = max(map(len, texte))
    bedarf = []
    for nummer in range(spalten):
        zellen = [zeile[nummer] for zeile in texte if nummer < len(zeile)]
        wort = max((len(w) for zelle in zellen for w in zelle.split(" ")), default=1)
        rumpf = max((len(zelle) for zelle in zellen[1:]), default=1)
        bedarf.append(max(wort + 2, min(rumpf, 60) + 2, len(zellen[0]) // 2, 6))
    breiten = [max(_BREITE * b // sum(bedarf), 600) for b in bedarf]
    zuviel = sum(breiten) - _BREITE
    breiten[breiten.index(max(breiten))] -= zuviel
    return breiten


def _list_ziele(absaetze: list[etree._Element]) -> Iterator[tuple[str, str, str]]:
    """Yield list, text and bookmark of every heading and caption."""
    for absatz in absaetze:
        stil, text = _style(absatz), _words(absatz)
        marke = absatz.find(f"{W}bookmarkStart")
        vorher = absatz.getprevious()
        if marke is None and vorher is not None and vorher.tag == f"{W}bookmarkStart":
            marke = vorher
        name = "" if marke is None else str(marke.get(f"{W}name"))
        if stil in ("Heading1", "Heading2"):
            yield f"TOC{stil[-1]}", text, name
        elif stil == "Caption":
            yield ("abbildungen" if text.startswith("Abbildung") else "tabellen"), text, name


def _fill_verzeichnis(platz: etree._Element, ziele: list[tuple[str, str, str]]) -> None:
    """Put a list with its entries in place; Word adds the page numbers when it opens the file."""
    art = _words(platz)
    befehl = _VERZEICHNISSE.get(art)
    if befehl is None:
        return
    eintraege = [z for z in ziele if z[0] == art or (art == "inhalt" and z[0].startswith("TOC"))]
    absaetze = [_entry(*eintrag) for eintrag in eintraege]
    if art == "inhalt":
        kopf = build('<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr></w:p>')
        kopf.append(_run("Inhalt"))
        platz.addprevious(kopf)
    if absaetze:
        *anfang, ende = _field(befehl, [], dirty=True)
        for stelle, teil in enumerate(anfang, start=1):
            absaetze[0].insert(stelle, teil)
        absaetze[-1].append(ende)
    for absatz in absaetze:
        platz.addprevious(absatz)
    platz.getparent().remove(platz)


def _entry(art: str, text: str, marke: str) -> etree._Element:
    stil = art if art.startswith("TOC") else "TableofFigures"
    absatz = build(f'<w:p><w:pPr><w:pStyle w:val="{stil}"/></w:pPr></w:p>')
    if marke:
        verweis = build("<w:hyperlink/>")
        verweis.set(f"{W}anchor", marke)
        verweis.append(_run(text))
        absatz.append(verweis)
    else:
        absatz.append(_run(text))
    return absatz


def _write_properties(bericht: Bericht) -> bytes:
    """Return title, author and language; the time is that of the data."""
    tag = "-".join(reversed(bericht.datenstand.split("."))) or "1980-01-01"
    kern = etree.fromstring(
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        f'core-properties" xmlns:dc="{_DC}" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title/><dc:creator/>'
        "<dc:language>de-DE</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{tag}T00:00:00Z</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{tag}T00:00:00Z</dcterms:modified>'
        "</cp:coreProperties>"
    )
    worte = (f"{bericht.titel} – {bericht.name}", bericht.name)
    for element, text in zip(kern, worte, strict=False):
        element.text = keep_printable(text)
    return serialize(kern)
