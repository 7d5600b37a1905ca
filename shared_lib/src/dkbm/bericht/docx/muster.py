"""The reference document: pandoc's own, in the Kommune's colour and font, A4, with page numbers."""

from __future__ import annotations

import subprocess
from functools import cache

import pypandoc  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from dkbm.bericht.docx.ooxml import W, build, pack, parse, serialize, unpack
from dkbm.bericht.modell import Bericht
from dkbm.bericht.schriften import keep_printable

__all__ = ["build_muster"]

_SCHRIFT = "Calibri"
_STILE: dict[str, tuple[str, str, str, str]] = {
    # id: name, based on, paragraph properties, run properties ({farbe}, {hell})
    "Title": (
        "Title",
        "Normal",
        '<w:spacing w:before="240" w:after="120"/><w:jc w:val="left"/>',
        '<w:b/><w:color w:val="{farbe}"/><w:sz w:val="64"/>',
    ),
    "Subtitle": (
        "Subtitle",
        "Normal",
        '<w:spacing w:after="600"/><w:jc w:val="left"/>',
        '<w:color w:val="404040"/><w:sz w:val="28"/>',
    ),
    "Titelname": (
        "Titelname",
        "Normal",
        '<w:pBdr><w:top w:val="single" w:sz="48" w:space="14" w:color="{farbe}"/></w:pBdr>'
        '<w:spacing w:before="2400" w:after="0"/>',
        '<w:sz w:val="32"/>',
    ),
    "Titelzeile": ("Titelzeile", "Normal", '<w:spacing w:after="60"/>', ""),
    "Heading1": (
        "heading 1",
        "Normal",
        '<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:spacing w:before="0" w:after="240"/>'
        '<w:outlineLvl w:val="0"/>',
        '<w:b/><w:color w:val="{farbe}"/><w:sz w:val="36"/>',
    ),
    "Heading2": (
        "heading 2",
        "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="320" w:after="120"/>'
        '<w:outlineLvl w:val="1"/>',
        '<w:b/><w:color w:val="{farbe}"/><w:sz w:val="28"/>',
    ),
    "Zwischentitel": (
        "Zwischentitel",
        "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="320" w:after="120"/>'
        '<w:outlineLvl w:val="1"/>',
        '<w:b/><w:color w:val="{farbe}"/><w:sz w:val="28"/>',
    ),
    "Heading3": (
        "heading 3",
        "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="80"/>'
        '<w:outlineLvl w:val="2"/>',
        '<w:b/><w:color w:val="{farbe}"/><w:sz w:val="24"/>',
    ),
    "Heading4": (
        "heading 4",
        "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="60"/>'
        '<w:outlineLvl w:val="3"/>',
        '<w:b/><w:color w:val="{farbe}"/><w:sz w:val="22"/>',
    ),
    "Caption": (
        "caption",
        "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="80"/>',
        '<w:b/><w:sz w:val="20"/>',
    ),
    "Bild": ("Bild", "Normal", '<w:keepNext/><w:spacing w:after="60"/>', ""),
    "Quelle": (
        "Quelle",
        "Normal",
        '<w:keepLines/><w:spacing w:before="20" w:after="20"/>',
        '<w:color w:val="4D4D4D"/><w:sz w:val="16"/>',
    ),
    "Begriff": (
        "Begriff",
        "Normal",
        '<w:keepLines/><w:spacing w:after="60"/><w:ind w:left="240" w:hanging="240"/>',
        "",
    ),
    "Fussnotenkopf": (
        "Fussnotenkopf",
        "Normal",
        '<w:keepNext/><w:spacing w:before="120" w:after="20" w:line="240"/>',
        '<w:b/><w:sz w:val="15"/>',
    ),
    "Fussnoten": (
        "Fussnoten",
        "Normal",
        '<w:spacing w:before="0" w:after="20" w:line="240"/>',
        '<w:color w:val="333333"/><w:sz w:val="14"/>',
    ),
    "Tabellentext": (
        "Tabellentext",
        "Normal",
        '<w:spacing w:before="30" w:after="30"/>',
        '<w:sz w:val="18"/>',
    ),
    "Kernaussage": (
        "Kernaussage",
        "Normal",
        '<w:shd w:val="clear" w:color="auto" w:fill="{hell}"/><w:spacing w:after="80"/>',
        "",
    ),
    "Hinweis": (
        "Hinweis",
        "Normal",
        '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="9A5B00"/></w:pBdr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="FDF6E8"/>'
        '<w:spacing w:before="120" w:after="120"/>',
        "",
    ),
    "Verzeichnis": ("Verzeichnis", "Normal", "", ""),
    "TOCHeading": (
        "TOC Heading",
        "Normal",
        '<w:keepNext/><w:pageBreakBefore/><w:spacing w:after="240"/>',
        '<w:b/><w:color w:val="{farbe}"/><w:sz w:val="36"/>',
    ),
    "TOC1": (
        "toc 1",
        "Normal",
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9350"/></w:tabs>'
        '<w:spacing w:before="100" w:after="20"/>',
        "<w:b/>",
    ),
    "TOC2": (
        "toc 2",
        "Normal",
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9350"/></w:tabs>'
        '<w:spacing w:after="20"/><w:ind w:left="240"/>',
        "",
    ),
    "TableofFigures": (
        "table of figures",
        "Normal",
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9350"/></w:tabs>'
        '<w:spacing w:after="40"/>',
        '<w:sz w:val="18"/>',
    ),
    "Footer": (
        "footer",
        "Normal",
        '<w:tabs><w:tab w:val="right" w:pos="9350"/></w:tabs><w:spacing w:after="0"/>',
        '<w:color w:val="4D4D4D"/><w:sz w:val="16"/>',
    ),
}
_TABELLE = (
    '<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:tblPr>'
    '<w:tblBorders><w:bottom w:val="single" w:sz="6" w:color="{farbe}"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="C9D3DA"/></w:tblBorders>'
    '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
    '<w:bottom w:val="single" w:sz="12" w:color="{farbe}"/></w:tcBorders>'
    '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
)
_SEITE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdFuss"/><w:pgSz w:w="11906" '
    'w:h="16838"/><w:pgMar w:top="1304" w:right="1247" w:bottom="1247" w:left="1304" '
    'w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def build_muster(bericht: Bericht) -> bytes:
    """Return the reference document."""
    teile = unpack(_read_vorlage())
    teile["word/styles.xml"] = _style(teile["word/styles.xml"], bericht)
    teile["word/document.xml"] = serialize(_add_page(parse(teile["word/document.xml"])))
    teile["word/footer1.xml"] = serialize(_build_fuss(bericht))
    teile["word/_rels/document.xml.rels"] = teile["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdFuss" Type="{_REL}/footer" Target="footer1.xml"/>'
        "</Relationships>".encode(),
    )
    teile["[Content_Types].xml"] = teile["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.wordprocessingml.footer+xml"/></Types>',
    )
    return pack(teile)


@cache
def _read_vorlage() -> bytes:
    befehl = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    return subprocess.run(befehl, capture_output=True, check=True).stdout


def _style(xml: bytes, bericht: Bericht) -> bytes:
    e = bericht.erscheinung
    farben = {"farbe": e.farbe.lstrip("#").upper(), "hell": e.hell.lstrip("#").upper()}
    baum = parse(xml)
    for style in list(baum.iter(f"{W}style")):
        name = style.get(f"{W}styleId")
        if name in _STILE or name == "Table":
            baum.remove(style)
    for kennung, (name, basis, absatz, lauf) in _STILE.items():
        baum.append(
            build(
                f'<w:style w:type="paragraph" w:styleId="{kennung}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="{basis}"/><w:qFormat/>'
                f"<w:pPr>{absatz.format(**farben)}</w:pPr><w:rPr>{lauf.format(**farben)}</w:rPr>"
                "</w:style>"
            )
        )
    baum.append(build(_TABELLE.format(**farben)))
    for style in baum.iter(f"{W}style"):
        if style.get(f"{W}styleId") == "Hyperlink":
            for farbe in style.iter(f"{W}color"):
                farbe.attrib.clear()
                farbe.set(f"{W}val", farben["farbe"])
    _set_defaults(baum, e.schrift or _SCHRIFT)
    return serialize(baum)


def _set_defaults(baum: etree._Element, schrift: str) -> None:
    """Replace theme fonts everywhere and set size, language and spacing of running text."""
    for fonts in baum.iter(f"{W}rFonts"):
        if fonts.get(f"{W}asciiTheme"):
            fonts.attrib.clear()
            for art in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(f"{W}{art}", schrift)
    defaults = next(baum.iter(f"{W}rPrDefault"))
    for art in ("sz", "szCs"):
        for groesse in defaults.iter(f"{W}{art}"):
            groesse.set(f"{W}val", "21")
    for sprache in baum.iter(f"{W}lang"):
        sprache.set(f"{W}val", "de-DE")
    for abstand in next(baum.iter(f"{W}pPrDefault")).iter(f"{W}spacing"):
        abstand.set(f"{W}after", "120")
        abstand.set(f"{W}line", "271")
        abstand.set(f"{W}lineRule", "auto")


def _add_page(baum: etree._Element) -> etree._Element:
    body = next(baum.iter(f"{W}body"))
    for alt in body.findall(f"{W}sectPr"):
        body.remove(alt)
    body.append(build(_SEITE))
    return baum


def _build_fuss(bericht: Bericht) -> etree._Element:
    """Return the foot of every page but the title page, which has its own lines."""
    fuss = build(
        '<w:ftr><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t></w:t></w:r>'
        '<w:r><w:tab/><w:t xml:space="preserve">Seite </w:t></w:r>'
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    )
    next(fuss.iter(f"{W}t")).text = _line(f"{bericht.titel} – {bericht.name}")
    if bericht.vermerk:
        absatz = build(
            '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t/></w:r>'
            "</w:p>"
        )
        next(absatz.iter(f"{W}t")).text = _line(bericht.vermerk)
        fuss.insert(0, absatz)
    return fuss


def _line(text: str) -> str:
    return " ".join(keep_printable(text).split())
