"""Parts of a DOCX: taken out, parsed, built, and packed again with the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree  # type: ignore[import-untyped]

__all__ = ["W", "build", "pack", "parse", "serialize", "unpack"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{_W}}}"
_ZEIT = (1980, 1, 1, 0, 0, 0)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def unpack(docx: bytes) -> dict[str, bytes]:
    """Return the parts by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archiv:
        return {info.filename: archiv.read(info) for info in archiv.infolist()}


def pack(teile: Mapping[str, bytes]) -> bytes:
    """Write the parts, content types first, without the time of writing."""
    puffer = io.BytesIO()
    namen = sorted(teile, key=lambda name: (name != "[Content_Types].xml", name))
    with zipfile.ZipFile(puffer, "w") as archiv:
        for name in namen:
            info = zipfile.ZipInfo(name, _ZEIT)
            info.external_attr = 0o600 << 16
            archiv.writestr(info, teile[name], compress_type=zipfile.ZIP_DEFLATED)
    return puffer.getvalue()


def parse(xml: bytes) -> etree._Element:
    """Parse a part; it was written by pandoc or by us."""
    return etree.fromstring(xml, _PARSER)


def build(xml: str) -> etree._Element:
    """Build an element from our own markup with the prefixes ``w`` and ``r``; no foreign words."""
    huelle = etree.fromstring(f'<x xmlns:w="{_W}" xmlns:r="{_R}">{xml}</x>', _PARSER)
    return huelle[0]


def serialize(element: etree._Element) -> bytes:
    """Return the bytes of a part."""
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))
