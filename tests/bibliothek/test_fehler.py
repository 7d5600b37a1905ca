"""The exception for people and the search for similar words."""

from __future__ import annotations

import pytest
from dkbm.fehler import DkbmFehler, nearest


@pytest.mark.parametrize(
    ("fehler", "text"),
    [
        (DkbmFehler("Es fehlt etwas."), "Es fehlt etwas."),
        (DkbmFehler("Falsch.", wo="a.csv, Zeile 3"), "Falsch.\nOrt: a.csv, Zeile 3"),
        (DkbmFehler("Falsch.", rat="Bitte neu laden."), "Falsch.\nWas tun: Bitte neu laden."),
        (DkbmFehler("Die Zelle „ein\n  Umbruch“ stört."), "Die Zelle „ein Umbruch“ stört."),
        (DkbmFehler("Zeile 1\nZeile 2 \x1b[31mrot"), "Zeile 1\nZeile 2 [31mrot"),
        (DkbmFehler("A.", wo="B", rat="C."), "A.\nOrt: B\nWas tun: C."),
    ],
)
def test_message_has_only_the_parts_that_are_known(fehler: DkbmFehler, text: str) -> None:
    assert str(fehler) == text
    assert fehler.args == (text,)


def test_nearest_ignores_case_and_returns_the_original_spelling() -> None:
    vorrat = ["Göttingen", "GÖTTINGEN", "Göppingen", "Köln"]
    assert nearest("göttigen", vorrat) == ["Göttingen", "Göppingen"]
    assert nearest("göttigen", iter(vorrat), 1) == ["Göttingen"]
    assert nearest("xyz", vorrat) == []
