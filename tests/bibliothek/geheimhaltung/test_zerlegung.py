from __future__ import annotations

from dkbm.geheimhaltung.zerlegung import REST, Zerlegung, list_zerlegungen


def test_ages_add_up_by_their_names() -> None:
    zeile = {"insgesamt": (9.0, 0.0), "00-02": (2.0, 0.0), "03": (3.0, 0.0), "04+": (4.0, 0.0)}
    gefunden = list_zerlegungen("alter", [{**zeile, "03+": (7.0, 0.0)}], {}, {})
    assert {(z.ganzes, z.teile) for z in gefunden} == {
        ("03+", ("03", "04+")),
        ("insgesamt", ("00-02", "03+")),
        ("insgesamt", ("00-02", "03", "04+")),
    }


def test_missing_half_of_a_known_pair_is_implicit() -> None:
    zeile = {"insgesamt": (9.0, 0.0), "weiblich": (8.0, 0.0)}
    paar = {"geschlecht": (("maennlich", "weiblich"),)}
    (z,) = list_zerlegungen("geschlecht", [zeile], paar, {})
    assert z == Zerlegung("insgesamt", ("weiblich", "maennlich"), frozenset({"maennlich"}))


def test_numbers_decide_where_nothing_is_declared() -> None:
    def find(a: float, b: float) -> list[Zerlegung]:
        zeile = {"insgesamt": (10.0, 0.0), "a": (a, 0.0), "b": (b, 0.0)}
        return list_zerlegungen("art", [zeile], {}, {})

    assert find(4, 6) == [Zerlegung("insgesamt", ("a", "b"))]
    assert find(4, 5) == [Zerlegung("insgesamt", ("a", "b", REST), frozenset({REST}))]
    assert [z.teile for z in find(8, 9)] == [("a", REST + "a"), ("b", REST + "b")]
