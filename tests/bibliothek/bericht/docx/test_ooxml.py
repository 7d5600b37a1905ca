"""Parts of a DOCX: what goes in comes out, in one order and without a time."""

from __future__ import annotations

import io
import zipfile

from dkbm.bericht.docx.ooxml import W, build, pack, parse, serialize, unpack
from lxml import etree  # type: ignore[import-untyped]


def test_parts_come_back_and_bytes_do_not_depend_on_order() -> None:
    teile = {"word/b.xml": b"<b/>", "[Content_Types].xml": b"<t/>", "a": "ä".encode()}
    docx = pack(teile)
    assert unpack(docx) == teile
    assert docx == pack(dict(reversed(teile.items())))
    with zipfile.ZipFile(io.BytesIO(docx)) as archiv:
        infos = archiv.infolist()
    assert infos[0].filename == "[Content_Types].xml"  # Word looks for it first
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_elements_have_words_namespace_and_nothing_is_fetched() -> None:
    element = build('<w:p><w:r><w:t xml:space="preserve"> a </w:t></w:r></w:p>')
    assert element.tag == f"{W}p"
    assert parse(serialize(element)).findtext(f"{W}r/{W}t") == " a "
    boese = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    assert "root:" not in etree.tostring(parse(boese)).decode()
