"""From executed notebooks to chapters: numbered, complete, without what is not meant for readers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from dkbm.arbeitsplatz import Arbeitsplatz
from dkbm.bericht.html.text import render_baum
from dkbm.bericht.modell import Block, Inhalt
from dkbm.bericht.zusammenbau import build_inhalt
from dkbm.bestand import open_bestand
from dkbm.darstellung import Aussage, Hinweis, Kernaussagen, linie, tabelle
from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

DATEI = Path("kap.ipynb")
PNG = "iVBORw0KGgo=\n"


@cache
def specs() -> dict[str, dict[str, object]]:
    desk = Arbeitsplatz(load_register()["08335"], (), open_bestand())
    reihe, andere = desk.kennzahl("geburtenrate"), desk.kennzahl("abgaenge")
    hinweis = Hinweis("Womit verglichen wird", "Mit ähnlichen.", ())
    made = {
        "abbildung": linie(reihe),
        "tabelle": tabelle(andere),
        "hinweis": hinweis,
        "anderer": replace(hinweis, text="Mit anderen."),
        "luecke": tabelle(replace(reihe, daten=reihe.daten.iloc[:0])),
        "kernaussagen": Kernaussagen((Aussage("Ein Satz."),)),
    }
    return {name: spec._repr_mimebundle_() for name, spec in made.items()}


def show(*namen: str) -> NotebookNode:
    return run(*(new_output("display_data", specs()[name]) for name in namen))


def run(*outputs: NotebookNode) -> NotebookNode:
    return new_code_cell("x", outputs=list(outputs))


def build(*cells: NotebookNode | str, name: str = "kap") -> Inhalt:
    made = [new_markdown_cell(c) if isinstance(c, str) else c for c in cells]
    return build_inhalt([(name, DATEI, new_notebook(cells=made))])


def render(block: Block) -> str:
    return str(render_baum(block.daten["baum"]))


def read_output(output: NotebookNode, source: str = "x") -> Block | None:
    cell = new_code_cell(source, outputs=[output])
    bloecke = build("# Kapitel\n\n## Abschnitt", cell).kapitel[0].bloecke
    return bloecke[1] if len(bloecke) > 1 else None


def test_figures_and_tables_are_numbered_per_chapter() -> None:
    cells = [show("abbildung", "tabelle"), show("hinweis"), show("abbildung"), show("tabelle")]
    made = [new_notebook(cells=[new_markdown_cell("# Titel"), *cells]) for _ in range(2)]
    inhalt = build_inhalt([("a", DATEI, made[0]), ("b", DATEI, made[1])])
    for nummer, kapitel in enumerate(inhalt.kapitel, start=1):
        assert kapitel.nummer == nummer
        numbered = [b for b in kapitel.bloecke if b.nummer]
        assert [b.bezeichnung for b in numbered] == [
            f"Abbildung {nummer}.1",
            f"Tabelle {nummer}.1",
            f"Abbildung {nummer}.2",
            f"Tabelle {nummer}.2",
        ]
    anker = [b.anker for k in inhalt.kapitel for b in k.bloecke if b.nummer]
    assert len(set(anker)) == len(anker) == 8
    assert inhalt.kapitel[0].anker != inhalt.kapitel[1].anker


def test_annexes_list_each_kennzahl_and_source_once_in_order() -> None:
    inhalt = build("# T", show("tabelle", "abbildung", "tabelle"))
    assert list(inhalt.kennzahlen) == ["abgaenge", "geburtenrate"]
    assert {q["tabelle"] for q in inhalt.quellen.values()} == {
        "21111-02-06-4",
        "12411-05-01-4",
        "12612-01-01-4",
    }
    assert all(nummer == quelle["id"] for nummer, quelle in inhalt.quellen.items())


def test_what_is_not_for_readers_is_left_out() -> None:
    (kapitel,) = build(
        "# Titel",
        "✎ Platz",
        "  \n✎ Platz",
        "<!-- Notiz -->",
        new_raw_cell("roh"),
        new_code_cell("geheim = 1"),
        run(new_output("stream", name="stderr", text="Warnung")),
        run(new_output("error", ename="E", evalue="v", traceback=["t"])),
        "Text mit ✎ darin",
    ).kapitel
    assert [b.typ for b in kapitel.bloecke] == ["text", "text"]
    assert "Text mit ✎ darin" in render(kapitel.bloecke[1])


def test_equal_hints_stand_once_per_chapter_and_gaps_only_in_the_notebook() -> None:
    (kapitel,) = build("# T", show("hinweis", "luecke"), show("anderer", "hinweis")).kapitel
    assert [b.typ for b in kapitel.bloecke] == ["text", "hinweis", "hinweis"]
    assert len({b.daten["text"] for b in kapitel.of_type("hinweis")}) == 2


def test_chapter_title_sections_and_number() -> None:
    (kapitel,) = build("Vorab.", "# Der *Titel*\n\n## Eins", "### Tief\n\n## Zwei").kapitel
    assert (kapitel.titel, kapitel.anker) == ("Der Titel", "kap-der-titel")
    assert [(a.text, a.ebene) for a in kapitel.abschnitte] == [("Eins", 3), ("Zwei", 3)]
    htmls = [render(b) for b in kapitel.bloecke]
    assert 'id="kap-der-titel"><span class="nummer">1</span> Der' in htmls[1]
    assert "".join(htmls).count('class="nummer"') == 1


def test_chapter_without_title_is_named_after_its_file() -> None:
    (kapitel,) = build("## Nur ein Abschnitt", name="frueh_bildung").kapitel
    assert kapitel.titel == "Frueh Bildung"
    assert "Frueh Bildung</h2>" in render(kapitel.bloecke[0])


@pytest.mark.parametrize(
    ("metadata", "source", "alt"),
    [
        ({"alt": "Ein Bild"}, "x", "Ein Bild"),
        ({"image/png": {"alt": "Ein Bild"}}, "x", "Ein Bild"),
        ({"image/png": {"width": 3}}, "# Alternativtext: Ein Bild \nplt.show()", "Ein Bild"),
        ({"image/png": {"width": 3}}, "x", ""),
        ({}, "x", ""),
    ],
)
@pytest.mark.parametrize("typ", ["image/png", "image/jpeg"])
def test_own_picture_is_described_by_metadata_or_comment(
    typ: str, metadata: dict[str, dict[str, str]], source: str, alt: str
) -> None:
    metadata = {key.replace("image/png", typ): value for key, value in metadata.items()}
    data = {typ: PNG, "text/plain": "<Figure size 640x480>", "text/html": "<img>"}
    block = read_output(new_output("display_data", data, metadata=metadata), source)
    assert block == Block("bild", {"bild": f"data:{typ};base64,{PNG.strip()}", "alt": alt})


@pytest.mark.parametrize(
    ("output", "html"),
    [
        (
            new_output("execute_result", {"text/html": "<p>a</p>", "text/plain": "x"}),
            "<p>a</p>",
        ),
        (
            new_output("execute_result", {"text/plain": "'x'"}),
            '<pre tabindex="0">&#39;x&#39;</pre>',
        ),
        (new_output("stream", name="stdout", text="a\nb\n"), '<pre tabindex="0">a\nb\n</pre>'),
    ],
)
def test_other_outputs_become_text(output: NotebookNode, html: str) -> None:
    block = read_output(output)
    assert block is not None
    assert render(block) == html


def test_ids_come_from_the_kennzahl_or_the_spec() -> None:
    eigene = dict(specs()["abbildung"])
    eigene["application/vnd.dkbm.v1+json"] = {**eigene["application/vnd.dkbm.v1+json"], "id": "neu"}  # type: ignore[dict-item]
    cells = [show("abbildung", "tabelle", "abbildung"), run(new_output("display_data", eigene))]
    (kapitel,) = build("# T", *cells).kapitel
    numbered = [(b.id, b.anker) for b in kapitel.bloecke if b.nummer]
    assert numbered == [
        ("geburtenrate", "abb-geburtenrate"),
        ("abgaenge", "tab-abgaenge"),
        ("geburtenrate-2", "abb-geburtenrate-2"),
        ("neu", "abb-neu"),
    ]


def test_texts_have_no_number_and_empty_ones_vanish(tmp_path: Path) -> None:
    for name, text in (("vorwort", "\ufeff# Vorwort\n\nGuten Tag"), ("leer", "✎ später\n\n# X")):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    notebook = new_notebook(cells=[new_markdown_cell("# Vorwort")])
    teile: list[tuple[str, Path, NotebookNode | None]] = [
        ("leer", tmp_path / "leer.md", None),
        ("vorwort", tmp_path / "vorwort.md", None),
        ("vorwort", DATEI, notebook),
    ]
    inhalt = build_inhalt(teile)
    assert [(k.nummer, k.titel) for k in inhalt.kapitel] == [(0, "Vorwort"), (1, "Vorwort")]
    assert inhalt.kapitel[0].anker != inhalt.kapitel[1].anker
    assert "nummer" not in render(inhalt.kapitel[0].bloecke[0])


def test_pictures_in_texts_lie_beside_them(tmp_path: Path) -> None:
    (tmp_path / "haus.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    text = tmp_path / "vorwort.md"
    text.write_text("# Vorwort\n\nA\n\n![Das Rathaus](haus.png)\n\nB", encoding="utf-8")
    (kapitel,) = build_inhalt([("vorwort", text, None)]).kapitel
    assert [b.typ for b in kapitel.bloecke] == ["text", "bild", "text"]
    assert kapitel.bloecke[1].daten["alt"] == "Das Rathaus"
    assert kapitel.bloecke[1].daten["bild"].startswith("data:image/png;base64,")


@pytest.mark.parametrize(
    ("text", "was"),
    [
        ("![a](fehlt.png)", "gibt es nicht"),
        ("![a](../kommune.png)", "kein Bildname"),
        ("![a](https://example.org/a.png)", "kein Bildname"),
        ("![a](vorwort.md)", "kein Bildname"),
        ("- ![a](haus.png)", "in einer Liste"),
    ],
)
def test_other_pictures_are_refused(tmp_path: Path, text: str, was: str) -> None:
    path = tmp_path / "vorwort.md"
    path.write_text(f"# V\n\n{text}", encoding="utf-8")
    with pytest.raises(DkbmFehler) as info:
        build_inhalt([("vorwort", path, None)])
    assert was in info.value.was
    assert "vorwort.md: " in info.value.wo
