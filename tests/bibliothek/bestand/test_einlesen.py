"""Files go into a project's store: what wins, what is refused, what the report says."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from dkbm.bestand import Bestand, open_bestand
from dkbm.bestand.einlesen import list_dateien, read_into
from dkbm.fehler import DkbmFehler
from dkbm.quellen.formular import load_formular, write_formular
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bibliothek.formulare import ERSTE, fill_form

KREUZ = """GENESIS-Tabelle: {code}
Geburten;;;;;
Lebendgeborene (Anzahl);;;;;
;;;Insgesamt;männlich;weiblich
{zeilen}
__________
"zu ""gesamte Tabelle"":
Fußnote {stand}"
"© Statistische Ämter des Bundes und der Länder, Deutschland, 2026.
Dieses Werk ist lizenziert unter der Datenlizenz Deutschland
- Namensnennung - Version 2.0."
Stand: {stand} / 12:00:00
"""
KONSTANZ = "      Konstanz, Landkreis"


def write(
    ordner: Path, name: str, *zeilen: str, stand: str = "10.10.2025", code: str = "12612-01-01-4"
) -> Path:
    path = ordner / name
    text = KREUZ.format(code=code, zeilen="\n".join(zeilen), stand=stand)
    path.write_text(text, encoding="cp1252")
    return path


def read_konstanz(projekt: Path, datensatz: str = "geburten") -> dict[int, float]:
    frame = open_bestand(projekt).load(datensatz, ["08335"])
    frame = frame[frame["geschlecht"] == "insgesamt"]
    return dict(zip(frame["jahr"].astype(int), frame["wert"], strict=True))


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    return tmp_path / "daten" / "bestand"


def test_own_files_win_over_embedded_ones_and_add_years(tmp_path: Path, bestand: Path) -> None:
    vorher = read_konstanz(tmp_path)
    datei = write(tmp_path, "g.csv", f"2015;08335;{KONSTANZ};9;5;4", f"2023;08335;{KONSTANZ};7;3;4")
    (einlesung,) = read_into(bestand, [datei])
    assert einlesung.abgleich is not None
    assert (einlesung.abgleich.neu, einlesung.abgleich.geaendert) == (3, 3)
    assert einlesung.abgleich.neue_jahre == (2023,)
    nachher = read_konstanz(tmp_path)
    assert nachher == {**vorher, 2015: 9, 2023: 7}
    quellen = open_bestand(tmp_path).quellen
    quelle = quellen[max(quellen)]
    assert quelle.herausgeber == "Statistische Ämter des Bundes und der Länder, Deutschland"
    assert (quelle.lizenz, quelle.stand) == ("dl-de/by-2-0", "10.10.2025")
    assert quelle.fussnoten == "zu „gesamte Tabelle“:\nFußnote 10.10.2025"
    assert (quelle.gelesen, quelle.zeilen, quelle.jahre) == (6, 6, (2015, 2023))


def test_reading_twice_changes_nothing(tmp_path: Path, bestand: Path) -> None:
    datei = write(tmp_path, "g.csv", f"2023;08335;{KONSTANZ};7;3;4")
    read_into(bestand, [datei])
    before = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in bestand.iterdir()}
    (einlesung,) = read_into(bestand, [datei])
    assert einlesung.abgleich is None
    assert einlesung.quelle is not None
    after = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in bestand.iterdir()}
    assert after == before


@given(reihenfolge=st.permutations(["01.02.2024", "03.01.2026", "20.12.2025"]))
@settings(max_examples=6, deadline=None)
def test_the_newest_stand_wins_in_any_order(
    reihenfolge: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    ort = tmp_path_factory.mktemp("projekt")
    for stand in reihenfolge:
        zahl = {"01.02.2024": 1, "03.01.2026": 3, "20.12.2025": 2}[stand]
        datei = write(ort, f"{stand}.csv", f"2023;08335;{KONSTANZ};{zahl};0;0", stand=stand)
        read_into(ort / "daten/bestand", [datei])
    assert read_konstanz(ort)[2023] == 3
    # Sources that no row rests on are forgotten.
    assert len([q for q in open_bestand(ort).quellen if q >= 5000]) == 1


def test_an_older_file_changes_nothing_and_says_so(tmp_path: Path, bestand: Path) -> None:
    neu = write(tmp_path, "neu.csv", f"2023;08335;{KONSTANZ};7;3;4", stand="03.01.2026")
    read_into(bestand, [neu])
    alt = f"2023;08335;{KONSTANZ};9;5;4\n2022;08335;{KONSTANZ};6;3;3"
    (einlesung,) = read_into(bestand, [write(tmp_path, "alt.csv", alt, stand="01.02.2024")])
    abgleich = einlesung.abgleich
    assert abgleich is not None
    assert (abgleich.neu, abgleich.geaendert, abgleich.groesste) == (3, 0, ())
    assert any(h.startswith("3 Werte hat der Bestand schon") for h in einlesung.hinweise)
    assert {jahr: read_konstanz(tmp_path)[jahr] for jahr in (2022, 2023)} == {2022: 6, 2023: 7}


def test_one_refused_file_keeps_no_other_out(tmp_path: Path, bestand: Path) -> None:
    gut = write(tmp_path, "gut.csv", f"2023;08335;{KONSTANZ};7;3;4")
    schlecht = write(tmp_path, "schlecht.csv", f"2023;08335;{KONSTANZ};sieben;3;4")
    kein = tmp_path / "kein.csv"
    kein.write_text("Sehr geehrte Damen und Herren\n", encoding="utf-8")
    ergebnis = read_into(bestand, [schlecht, gut, kein])
    assert [einlesung.fehler is None for einlesung in ergebnis] == [False, True, False]
    assert "sieben" in str(ergebnis[0].fehler)
    assert "schlecht.csv, Zeile 5" in str(ergebnis[0].fehler)
    assert read_konstanz(tmp_path)[2023] == 7


def test_refused_files_alone_write_nothing(tmp_path: Path, bestand: Path) -> None:
    kein = tmp_path / "kein.csv"
    kein.write_text("Sehr geehrte Damen und Herren\n", encoding="utf-8")
    read_into(bestand, [kein])
    assert not bestand.exists()


def test_an_older_stand_than_the_embedded_one_is_named(tmp_path: Path, bestand: Path) -> None:
    datei = write(tmp_path, "g.csv", f"2015;08335;{KONSTANZ};9;5;4", stand="01.01.2016")
    (einlesung,) = read_into(bestand, [datei])
    assert any("mit neuerem Stand (10.10.2017)" in hinweis for hinweis in einlesung.hinweise)


def test_unknown_tables_are_open_to_own_kennzahlen(tmp_path: Path, bestand: Path) -> None:
    zeilen = (f"2023;08335;{KONSTANZ};7;3;4", "2023;08;  Baden-Württemberg;70;30;40")
    datei = write(tmp_path, "neu.csv", *zeilen, code="99999-01-01-4")
    (einlesung,) = read_into(bestand, [datei])
    assert not einlesung.bekannt
    frame = open_bestand(tmp_path).load("tabelle_99999_01_01_4", ["08335"])
    assert frame.set_index("merkmal")["wert"].to_dict() == {
        "Insgesamt": 7,
        "männlich": 3,
        "weiblich": 4,
    }


def test_dissolved_kreise_come_to_todays_boundaries(tmp_path: Path, bestand: Path) -> None:
    zeilen = (
        "2014;03152;      Göttingen, Landkreis;10;5;5",
        "2014;03156;      Osterode am Harz, Landkreis;4;2;2",
        "2014;03159;      Göttingen, Landkreis;-;-;-",
        "2014;031;    Statistische Region Braunschweig;99;9;9",
    )
    datei = write(tmp_path, "g.csv", *zeilen)
    (einlesung,) = read_into(bestand, [datei])
    assert einlesung.uebergangen == {"Regierungsbezirke": 3}
    frame = open_bestand(tmp_path).load("geburten", ["03159"])
    row = frame[(frame["jahr"] == 2014) & (frame["geschlecht"] == "insgesamt")].iloc[0]
    assert (row["wert"], row["gebietsstand"]) == (14, "zusammengefasst")


def test_folders_are_searched_and_wrong_paths_named(tmp_path: Path) -> None:
    ordner = tmp_path / "roh" / "2025"
    ordner.mkdir(parents=True)
    for name in ("b.CSV", "a.csv", "~$offen.xlsx", ".versteckt.csv", "README.md", "c.zip"):
        (ordner / name).write_text("x", encoding="utf-8")
    assert [p.name for p in list_dateien([tmp_path / "roh", ordner / "a.csv"])] == [
        "a.csv",
        "b.CSV",
        "c.zip",
    ]
    (tmp_path / "leer").mkdir()
    with pytest.raises(DkbmFehler, match="keine Dateien zum Einlesen"):
        list_dateien([tmp_path / "leer"])
    with pytest.raises(DkbmFehler, match="gibt es nicht"):
        list_dateien([tmp_path / "fehlt.csv"])


def test_all_original_files_give_what_the_kit_carries(
    originale: Path, tmp_path: Path, bestand: Path
) -> None:
    """The official tables alone, read as a user does, give the values of the embedded store."""
    ordner = originale / "regionalstatistik"
    ergebnis = read_into(bestand, list_dateien([ordner]))
    assert [e.datei.name for e in ergebnis if e.fehler] == []
    bekannt = {e.quelle.datensatz for e in ergebnis if e.bekannt and e.quelle}
    assert len(bekannt) >= 15
    eigenes = open_bestand(tmp_path)
    mitgeliefert = open_bestand()
    for datensatz in sorted(bekannt):
        frame = pd.read_parquet(eigenes.projekt[datensatz])
        alle = mitgeliefert.load(datensatz)
        keys = [k for k in frame.columns if k not in ("wert", "zeichen", "gebietsstand", "quelle")]
        both = frame.merge(alle, on=keys, suffixes=("", "_alt"))
        assert len(both) == len(frame), datensatz
        same = (both["wert"] == both["wert_alt"]) | both["wert"].isna() & both["wert_alt"].isna()
        # The embedded store puts newer Stände over some of these values.
        assert same.mean() > 0.97, datensatz


def test_reading_is_interrupted_without_harm(
    tmp_path: Path, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_into(bestand, [write(tmp_path, "alt.csv", f"2023;08335;{KONSTANZ};7;3;4")])
    vorher = read_konstanz(tmp_path)

    def fail(von: Path, nach: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    neu = write(tmp_path, "neu.csv", f"2024;08335;{KONSTANZ};8;4;4")
    with pytest.raises(DkbmFehler, match="lässt sich nicht schreiben"):
        read_into(bestand, [neu])
    monkeypatch.undo()
    assert read_konstanz(tmp_path) == vorher
    assert isinstance(open_bestand(tmp_path), Bestand)


def test_a_table_without_gebiet_needs_one_named(
    originale: Path, tmp_path: Path, bestand: Path
) -> None:
    datei = originale / "vhs/vhs_landkreis_konstanz.csv"
    (refused,) = read_into(bestand, [datei])
    assert "nennt kein Gebiet" in str(refused.fehler)
    assert "--gebiet" in str(refused.fehler)
    assert not bestand.exists()
    (read,) = read_into(bestand, [datei], "08335")
    assert read.quelle is not None
    frame = pd.read_parquet(open_bestand(tmp_path).projekt[read.quelle.datensatz])
    teilnehmende = frame[frame["merkmal"] == "teilnehmer"].set_index("jahr")["wert"]
    assert set(frame["ags"]) == {"08335"}
    assert teilnehmende[2000] == 22410


def test_a_named_gebiet_does_not_move_tables_that_name_theirs(
    tmp_path: Path, bestand: Path
) -> None:
    datei = write(tmp_path, "a.csv", f"2023;08335;{KONSTANZ};7;3;4")
    read_into(bestand, [datei], "08336")
    frame = pd.read_parquet(next(iter(open_bestand(tmp_path).projekt.values())))
    assert set(frame["ags"]) == {"08335"}


def test_a_part_of_the_columns_is_read_and_the_rest_named(tmp_path: Path, bestand: Path) -> None:
    datei = tmp_path / "arbeitslose.csv"
    datei.write_text(
        "Tabelle: 13211-02-05-4\nArbeitslose nach Personengruppen;;;;\n"
        ";;;Arbeitslose;Arbeitslose\n;;;;ausländisch\n;;;Anzahl;Anzahl\n"
        f"2031;08335;{KONSTANZ};4000;1200\n__________\nStand: 26.02.2032 / 12:00:00\n",
        encoding="cp1252",
    )
    (einlesung,) = read_into(bestand, [datei])
    assert einlesung.quelle is not None
    assert (einlesung.quelle.datensatz, einlesung.quelle.zeilen) == ("arbeitslose", 2)
    assert einlesung.hinweise == (
        "Der Tabelle fehlen Spalten, die sie sonst hat; Kennzahlen, die sie brauchen, ändern sich "
        "nicht: arbeitslosenquote.",
    )


def test_months_are_no_values_of_a_year(tmp_path: Path, bestand: Path) -> None:
    datei = tmp_path / "arbeitslose.csv"
    zeilen = ("201501;08335;100", "201502;08335;110", "201512;08335;120")
    datei.write_text("\n".join(("berichtsmonat;ags;arbeitslose", *zeilen)) + "\n", encoding="utf-8")
    (einlesung,) = read_into(bestand, [datei])
    assert einlesung.fehler is not None
    assert "mehrere Zeitpunkte: „2015-01“ und „2015-02“" in einlesung.fehler.was
    assert not bestand.exists()


def write_schulen(ordner: Path, name: str, *schulen: tuple[str, str, object], tag: int) -> Path:
    """Write the form of schools; name, kind and number of pupils of each."""
    mappe = openpyxl.load_workbook(write_formular("schule", "08335", ordner / name))
    sheet = mappe[load_formular("schule").blatt[0].titel]
    sheet["B3"], sheet["B4"] = "Schulamt", datetime.date(2025, 3, tag)
    for zeile, (schule, art, anzahl) in enumerate(schulen, start=ERSTE):
        werte = ["2024/25", schule, art, "Öffentlicher Träger", "Ja", 8, anzahl, 80, 20, 41]
        for spalte, wert in enumerate(werte, start=1):
            sheet.cell(zeile, spalte).value = wert  # type: ignore[assignment]
    (ordner / name).unlink()
    mappe.save(ordner / name)
    return ordner / name


def read_schulen(projekt: Path) -> dict[str, float]:
    frame = open_bestand(projekt).load("eigene_schulen", ["08335"])
    frame = frame[(frame["merkmal"] == "schueler") & (frame["gruppe"] == "insgesamt")]
    return dict(zip(frame["schule"], frame["wert"], strict=True))


def test_a_corrected_form_takes_back_what_it_no_longer_lists(tmp_path: Path, bestand: Path) -> None:
    erste = [("Bergschule", "Hauptschulen", 100), ("Seeschule", "Gymnasien", 300)]
    zweite = [("Burgschule", "Realschulen", 100), ("Seeschule", "Gymnasien", 310)]
    alt = write_schulen(tmp_path, "alt.xlsx", *erste, tag=1)
    neu = write_schulen(tmp_path, "neu.xlsx", *zweite, tag=31)
    read_into(bestand, [alt])
    (einlesung, *_) = read_into(bestand, [neu])
    assert einlesung.fehler is None
    schulen = read_schulen(tmp_path)
    assert "Bergschule" not in schulen
    assert {name: schulen[name] for name in ("Burgschule", "Seeschule")} == {
        "Burgschule": 100,
        "Seeschule": 310,
    }
    assert any("entfallen: „alt.xlsx“" in hinweis for hinweis in einlesung.hinweise)
    # In whatever order they are read, the newer edition stands.
    andere = tmp_path / "andere"
    read_into(andere / "daten/bestand", [neu])
    (einlesung, *_) = read_into(andere / "daten/bestand", [alt])
    assert read_schulen(andere) == schulen
    assert any("neuere Fassung dieses Formulars" in hinweis for hinweis in einlesung.hinweise)


def test_an_unknown_number_of_a_list_removes_no_school(tmp_path: Path, bestand: Path) -> None:
    erste = [("Bergschule", "Hauptschulen", 100), ("Seeschule", "Gymnasien", 300)]
    zweite = [("Bergschule", "Hauptschulen", "."), ("Seeschule", "Gymnasien", 310)]
    alt = write_schulen(tmp_path, "alt.xlsx", *erste, tag=1)
    neu = write_schulen(tmp_path, "neu.xlsx", *zweite, tag=31)
    for ordner, dateien in (("a", [alt, neu]), ("b", [neu, alt])):
        projekt = tmp_path / ordner
        for datei in dateien:
            read_into(projekt / "daten/bestand", [datei])
        schulen = read_schulen(projekt)
        assert schulen["Seeschule"] == 310
        # Unknown, as the newest edition says; so is every sum it belongs to.
        assert pd.isna(schulen["Bergschule"])
        assert pd.isna(schulen["insgesamt"])


def test_a_number_is_taken_back_by_its_sign(tmp_path: Path, bestand: Path) -> None:
    path = fill_form("weiterbildung", tmp_path)
    read_into(bestand, [path])
    for zeichen, bleibt in ((None, True), (".", True), ("...", False)):
        mappe = openpyxl.load_workbook(path)
        mappe["Volkshochschule"].cell(ERSTE, 8).value = zeichen
        neu = tmp_path / f"neu_{bleibt}_{zeichen is None}.xlsx"
        mappe.save(neu)
        hinweise = [h for e in read_into(bestand, [neu]) for h in e.hinweise]
        frame = open_bestand(tmp_path).load("vhs_struktur", ["08335"])
        wert = frame.loc[frame["merkmal"] == "belegungen_ab_65", "wert"].iloc[0]
        assert pd.notna(wert) == bleibt
        assert any("die Zahl bleibt" in h for h in hinweise) == bleibt


def test_columns_that_another_office_fills_stay(tmp_path: Path, bestand: Path) -> None:
    """One form, one row per year, two offices: each knows half of the columns."""
    eine = fill_form("weiterbildung", tmp_path)
    for name, spalten in (("vhs", (8, 9)), ("ba", (2, 3))):
        mappe = openpyxl.load_workbook(eine)
        sheet = mappe["Volkshochschule"]
        for spalte in spalten:
            sheet.cell(ERSTE, spalte).value = None
        mappe.save(tmp_path / f"{name}.xlsx")
    read_into(bestand, [tmp_path / "vhs.xlsx", tmp_path / "ba.xlsx"])
    frame = open_bestand(tmp_path).load("vhs_struktur", ["08335"])
    da = set(frame.loc[frame["wert"].notna(), "merkmal"])
    assert {"belegungen_mit_angabe", "belegungen_weiblich", "belegungen_ab_65"} <= da
    assert da == set(frame["merkmal"])


def test_tables_of_one_name_and_other_columns_stay_apart(tmp_path: Path, bestand: Path) -> None:
    for ordner, inhalt in (
        ("a", "jahr;stadtteil;kinder\n2023;Nord;5\n2023;Süd;6\n"),
        ("b", "jahr;kinder\n2023;11\n"),
    ):
        (tmp_path / ordner).mkdir()
        (tmp_path / ordner / "export.csv").write_text(inhalt, encoding="utf-8")
    dateien = [tmp_path / "a/export.csv", tmp_path / "b/export.csv"]
    gut = write(tmp_path, "gut.csv", f"2023;08335;{KONSTANZ};7;3;4")
    erste, zweite, dritte = read_into(bestand, [*dateien, gut], "08335")
    assert (erste.fehler, dritte.fehler) == (None, None)
    assert zweite.fehler is not None
    assert "mit anderen Spalten" in zweite.fehler.was
    frame = open_bestand(tmp_path).load("tabelle_export", ["08335"])
    assert dict(zip(frame["gliederung"], frame["wert"], strict=True)) == {"Nord": 5, "Süd": 6}


def test_a_wrong_gebiet_is_corrected_by_naming_the_right_one(tmp_path: Path, bestand: Path) -> None:
    datei = tmp_path / "kurse.csv"
    datei.write_text("jahr;kurse\n2023;12\n", encoding="utf-8")
    read_into(bestand, [datei], "08336")
    (einlesung,) = read_into(bestand, [datei], "08335")
    assert einlesung.abgleich is not None
    frame = open_bestand(tmp_path).load("tabelle_kurse")
    assert frame["ags"].tolist() == ["08335"]
    assert [q.gebiet for q in open_bestand(tmp_path).quellen.values() if q.gebiet] == ["08335"]
    assert any("zuvor für 08336" in hinweis for hinweis in einlesung.hinweise)
    (einlesung,) = read_into(bestand, [datei], "08335")
    assert einlesung.abgleich is None


def test_what_was_left_out_is_told_for_a_named_gebiet_too(tmp_path: Path, bestand: Path) -> None:
    datei = tmp_path / "kurse.csv"
    datei.write_text("jahr;nummer;kurse\n2023;1;12\n2024;1;13\n", encoding="utf-8")
    (einlesung,) = read_into(bestand, [datei], "08335")
    assert any("Nicht gelesen" in hinweis for hinweis in einlesung.hinweise)


def test_a_file_that_cannot_be_opened_keeps_no_other_out(
    tmp_path: Path, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gut = write(tmp_path, "gut.csv", f"2023;08335;{KONSTANZ};7;3;4")
    offen = write(tmp_path, "offen.csv", f"2024;08335;{KONSTANZ};7;3;4")
    lesen = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path == offen:
            raise PermissionError(13, "Permission denied")
        return lesen(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    erste, zweite = read_into(bestand, [offen, gut])
    assert erste.fehler is not None
    assert "Permission" not in str(erste.fehler)
    assert "geöffnet" in str(erste.fehler)
    assert zweite.fehler is None


def test_a_damaged_file_of_the_store_is_named(tmp_path: Path, bestand: Path) -> None:
    datei = write(tmp_path, "g.csv", f"2023;08335;{KONSTANZ};7;3;4")
    read_into(bestand, [datei])
    (parquet,) = bestand.glob("*.parquet")
    inhalt = parquet.read_bytes()
    for rest in (b"", inhalt[: len(inhalt) // 2]):
        parquet.write_bytes(rest)
        for zugriff in (
            lambda: open_bestand(tmp_path).load("geburten"),
            lambda: read_into(bestand, [write(tmp_path, "h.csv", f"2024;08335;{KONSTANZ};7;3;4")]),
        ):
            with pytest.raises(DkbmFehler, match="ist nicht lesbar") as info:
                zugriff()
            assert "neu einlesen" in info.value.rat


def test_an_open_store_says_that_it_is_outdated(tmp_path: Path, bestand: Path) -> None:
    read_into(bestand, [write(tmp_path, "a.csv", f"2023;08335;{KONSTANZ};7;3;4")])
    offen = open_bestand(tmp_path)
    assert not offen.load("geburten", ["08335"]).empty
    read_into(bestand, [write(tmp_path, "b.csv", f"2024;08335;{KONSTANZ};7;3;4")])
    with pytest.raises(DkbmFehler, match="inzwischen neu eingelesen"):
        offen.load("geburten", ["08335"])
