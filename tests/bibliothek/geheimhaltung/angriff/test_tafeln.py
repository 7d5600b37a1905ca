from __future__ import annotations

from dkbm.geheimhaltung.angriff import Fundstelle, attack_tafeln, read_tafeln


def table(titel: str, kopf: list[str], zeilen: list[list[str]]) -> list[Fundstelle]:
    return [
        Fundstelle("a.html", f"Tabelle 1, Zeile {r}, Spalte {c}", f"{titel} | {oben} | {v} | {z}")
        for r, (v, *werte) in enumerate(zeilen, 2)
        for c, (oben, z) in enumerate(zip(kopf, werte, strict=True), 2)
    ]


def test_two_way_table_is_solved_by_its_margins() -> None:
    kopf = ["Mädchen", "Jungen", "Insgesamt"]
    zeilen = [["Nord", ".", ".", "9"], ["Süd", ".", ".", "11"], ["Summe", "8", "12", "20"]]
    assert attack_tafeln(read_tafeln(table("Orte", kopf, zeilen)), 3) == []
    zeilen[0][2] = "7"
    befunde = attack_tafeln(read_tafeln(table("Orte", kopf, zeilen)), 3)
    assert {(b.unten, b.oben) for b in befunde} == {(2, 2), (6, 6), (5, 5)}


def test_rates_and_tables_without_signs_are_left_alone() -> None:
    zeilen = [["2021", "5,2"], ["2022", "."], ["Insgesamt", "4,9"]]
    assert read_tafeln(table("Quote", ["Wert"], zeilen)) == {}
    assert read_tafeln(table("Orte", ["n"], [["Nord", "3"], ["Insgesamt", "3"]])) == {}
