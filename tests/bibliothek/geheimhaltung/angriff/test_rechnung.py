from __future__ import annotations

import pandas as pd
import pytest
from dkbm.geheimhaltung.angriff import Quote, attack, collect_facts
from dkbm.geheimhaltung.felder import to_schluessel

SPALTEN = ["ags", "jahr", "merkmal", "wert", "zeichen", "d"]


def publish(**werte: float | None) -> dict[str, pd.DataFrame]:
    zeilen = [
        ("08335", 2024, "n", float("nan") if w is None else w, "." if w is None else "", c)
        for c, w in werte.items()
    ]
    return {"t": pd.DataFrame(zeilen, columns=SPALTEN)}


def test_forgotten_margin_gives_the_cell_away() -> None:
    (befund,) = attack(collect_facts(publish(insgesamt=20, a=18, b=None)), 3)
    assert (befund.unten, befund.oben, befund.undicht) == (2, 2, True)


def test_two_hidden_cells_of_a_small_sum_are_too_narrow() -> None:
    def ends(rest: float) -> list[tuple[float, float, bool]]:
        facts = collect_facts(publish(insgesamt=18 + rest, a=18, b=None, c=None))
        return [(b.unten, b.oben, b.undicht) for b in attack(facts, 3, genau=True)]

    assert ends(3) == [(1, 2, True)] * 2
    assert ends(4) == [(1, 3, False)] * 2


def test_rate_earlier_edition_and_unseen_boys() -> None:
    tabellen = publish(insgesamt=57, a=40, b=None, c=None)
    b = to_schluessel("t", "n", "08335", 2024, {"d": "b"})
    ganzes = to_schluessel("t", "n", "08335", 2024)
    assert not any(x.undicht for x in attack(collect_facts(tabellen), 3))
    quote = Quote(b, ganzes, 3.5, 1)
    assert [x.oben for x in attack(collect_facts(tabellen, quoten=[quote]), 3, genau=True)] == [
        2,
        15,
    ]
    bekannt = attack(collect_facts(tabellen, frueher={b: 2}), 3, genau=True)
    assert [(x.schluessel.codes, x.unten, x.undicht) for x in bekannt] == [
        ((("d", "c"),), 15, True)
    ]
    jungen = {"t": publish(insgesamt=20, weiblich=19)["t"].rename(columns={"d": "geschlecht"})}
    (befund,) = attack(collect_facts(jungen), 3)
    assert (befund.gesperrt, befund.oben) == (False, 1)
    assert dict(befund.schluessel.codes) == {"geschlecht": "maennlich"}


@pytest.mark.parametrize(("jahr", "undicht"), [(2017, 1), (2018, 0)])
def test_rounded_source_is_not_taken_as_exact(jahr: int, undicht: int) -> None:
    frame = publish(insgesamt=21, a=18, b=None)["t"].assign(ags="01001", jahr=jahr)
    frame = frame.rename(columns={"d": "abschluss"})
    befunde = attack(collect_facts({"abgaenge": frame}), 3, genau=True)
    assert sum(b.undicht for b in befunde) == undicht
