"""Word and PDF files are read with what is not seen at first sight."""

from __future__ import annotations

from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
import pytest
import typst
from dkbm.fehler import DkbmFehler
from dkbm.geheimhaltung.angriff import read_texts


def test_word_file_is_read_with_tables_and_alternative_texts(tmp_path: Path) -> None:
    bild = tmp_path / "a.png"
    bild.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
            "1f15c4890000000d49444154789c6360000000000500010d0a2db40000000049454e44ae426082"
        )
    )
    text = (
        "Ein Satz. Noch einer.\n\nTabelle 1: Orte\n\n| Ort | Zahl |\n|---|---|\n| Süd | 2 |\n\n"
        f"![Nur zwei im Süden]({bild})\n"
    )
    ziel = tmp_path / "b.docx"
    pypandoc.convert_text(text, "docx", "gfm", outputfile=str(ziel))
    texte = {s.text for s in read_texts(ziel)}
    assert {"Ein Satz.", "Noch einer.", "Nur zwei im Süden"} <= texte
    assert any(t.endswith("| Zahl | Süd | 2") for t in texte)


def test_pdf_is_read_with_titles_of_tables_and_alternative_texts(tmp_path: Path) -> None:
    quelle = tmp_path / "a.typ"
    quelle.write_text(
        '#set document(title: "Geheimer Titel")\nEin Satz steht hier.\n\nTabelle 1.2: Orte\n\n'
        '#figure(rect[x], alt: "Nur zwei im Süden")\n\nSüd 2 5,0',
        encoding="utf-8",
    )
    ziel = tmp_path / "a.pdf"
    typst.compile(str(quelle), output=str(ziel), pdf_standards="a-2a", timestamp=0)
    texte = {s.text for s in read_texts(ziel)}
    assert {"Geheimer Titel", "Nur zwei im Süden", "Tabelle 1.2: Orte | Süd 2 5,0"} <= texte


@pytest.mark.parametrize("endung", ["pdf", "docx"])
def test_damaged_file_is_named(tmp_path: Path, endung: str) -> None:
    path = tmp_path / f"kaputt.{endung}"
    path.write_bytes(b"%PDF-1.7 kein PK")
    with pytest.raises(DkbmFehler, match="nicht lesbar"):
        list(read_texts(path))
