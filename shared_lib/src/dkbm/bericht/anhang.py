"""The parts that nobody writes: overview, methods, sources, glossary; and the title page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dkbm.bericht.beschreibung import add_beschreibungen
from dkbm.bericht.fussnoten import join_fussnoten, pick_fussnoten
from dkbm.bericht.gestaltung import Erscheinung
from dkbm.bericht.kacheln import list_kacheln, write_legende
from dkbm.bericht.modell import Bericht, Block, Inhalt, Kapitel
from dkbm.bericht.textbaum import Knoten, absatz, definitionen, liste, text, ueberschrift
from dkbm.bestand import Bestand
from dkbm.gebiete import load_register
from dkbm.kennzahlen.zufall import METHODE as ZUFALLSREGEL
from dkbm.projekt import Einstellungen
from dkbm.sprache.woerter import join_und

__all__ = ["LIZENZTEXT", "complete_bericht", "shorten_titel"]

LIZENZTEXT = "https://www.govdata.de/dl-de/by-2-0"
_TIEFE = re.compile(r"(?: -)?( \([^()]*\))? regionale? Tiefe:.*$")
"""What follows the title proper in the head of an official table."""
_METHODE = (
    "Alle Zahlen beziehen sich auf den heutigen Gebietsstand. Werte aufgelöster Kreise sind "
    "zusammengefasst; wo ein Kreis geteilt wurde, sind sie nach Bevölkerungsanteilen geschätzt "
    "(Umsteigeschlüssel des BBSR). Beides ist an der jeweiligen Abbildung vermerkt. Quoten werden "
    "aus den Summen von Zähler und Nenner berechnet, nie gemittelt; wo es nur fertige Quoten gibt, "
    "sind es die der Quelle („veröffentlichter Wert“). Gerundet wird kaufmännisch. "
    "Veränderungen von Quoten sind Prozentpunkte, berechnet aus den gerundeten Werten."
)
_BEGRIFFE = {
    "AGS": "Amtlicher Gemeindeschlüssel: die fünf Ziffern, an denen die amtliche Statistik einen "
    "Kreis oder eine kreisfreie Stadt erkennt.",
    "Gebietsstand": "Die Grenzen der Kreise zu einem Zeitpunkt. Nach Kreisreformen werden frühere "
    "Werte auf die heutigen Grenzen umgerechnet, damit Jahre vergleichbar sind.",
    "Geheimhaltung": "Sehr kleine Zahlen werden nicht veröffentlicht, damit niemand daraus auf "
    "einzelne Personen schließen kann.",
    "Kennzahl": "Eine Zahl mit festgelegter Definition, Formel und Quelle.",
    "Nenner": "Die Gruppe, auf die sich eine Quote bezieht, zum Beispiel alle Kinder unter drei.",
    "Prozentpunkt": "Unterschied zweier Prozentangaben: Von 20 % auf 25 % sind es fünf "
    "Prozentpunkte.",
    "Stichtag": "Der Tag, für den eine Zahl gilt, zum Beispiel der 1. März.",
    "Zähler": "Die Gruppe, deren Anteil eine Quote angibt, zum Beispiel die betreuten Kinder.",
}


def complete_bericht(
    einstellungen: Einstellungen,
    inhalt: Inhalt,
    bestand: Bestand,
    erscheinung: Erscheinung | None = None,
) -> Bericht:
    """Add title page, overview and annexes.

    Parameters
    ----------
    bestand
        The store that the numbers came from; its official footnotes are printed.
    erscheinung
        The Kommune's design; that of the kit where omitted.
    """
    fussnoten = {_name_ausgabe(asdict(q)): q.fussnoten for q in bestand.quellen.values()}
    laender = _list_laender(einstellungen)
    erzeugt = {
        "ueberblick": ("Das Wichtigste auf einen Blick", _write_ueberblick(inhalt)),
        "methoden": ("Methoden und Definitionen", _write_methoden(inhalt)),
        "quellen": (
            "Quellen und Lizenzen",
            _write_quellen(inhalt, fussnoten, laender),
        ),
        "glossar": ("Glossar", _write_glossar(inhalt)),
    }
    ueberblick = _build_part("ueberblick", *erzeugt.pop("ueberblick"))
    _add_kacheln(ueberblick, inhalt, einstellungen.name)
    teile = {"ueberblick": ueberblick, **{n: _build_part(n, *t) for n, t in erzeugt.items()}}
    kapitel = _place(inhalt.kapitel, teile)
    add_beschreibungen(kapitel)
    b = einstellungen.bericht
    stand = _latest(inhalt)
    zeilen = (
        b.datum,
        stand and f"Datenstand: {stand}",
        b.herausgeber and f"Herausgegeben von: {b.herausgeber}",
        b.kontakt and f"Kontakt: {b.kontakt}",
    )
    return Bericht(
        titel=b.titel,
        name=einstellungen.name,
        untertitel=b.untertitel,
        titelzeilen=tuple(zeile for zeile in zeilen if zeile),
        datenstand=stand,
        erscheinung=erscheinung or Erscheinung(),
        kapitel=tuple(kapitel),
    )


def _place(kapitel: Sequence[Kapitel], erzeugt: Mapping[str, Kapitel]) -> list[Kapitel]:
    """Put generated parts where the outline names them, else first or last."""
    offen = dict(erzeugt)
    reihe = [k if k.bloecke else offen.pop(k.name) for k in kapitel]
    vorn = [offen.pop("ueberblick")] if "ueberblick" in offen else []
    return [*vorn, *reihe, *offen.values()]


def _build_part(name: str, titel: str, baum: list[Knoten]) -> Kapitel:
    kapitel = Kapitel(0, name)
    kapitel.add_text([ueberschrift(2, titel, name), *baum])
    kapitel.abschnitte = []
    return kapitel


def _add_kacheln(ueberblick: Kapitel, inhalt: Inhalt, name: str) -> None:
    """Show the first key figure of each chapter before the words."""
    kacheln = [k for kapitel in inhalt.kapitel for k in list(list_kacheln(kapitel))[:1]]
    if kacheln:
        kopf, *rest = ueberblick.bloecke[0].daten["baum"]
        daten = {"kacheln": [asdict(k) for k in kacheln], "legende": write_legende(kacheln, name)}
        ueberblick.bloecke = [
            Block("text", {"baum": [kopf]}),
            Block("kacheln", daten),
            Block("text", {"baum": rest}),
        ]


def _write_ueberblick(inhalt: Inhalt) -> list[Knoten]:
    baum: list[Knoten] = []
    for kapitel in inhalt.kapitel:
        for block in kapitel.of_type("kernaussagen")[:1]:
            if aussagen := block.daten["aussagen"][:2]:
                kopf = ueberschrift(3, kapitel.titel, f"ueberblick-{kapitel.name}")
                verweis = {"art": "verweis", "ziel": f"#{kapitel.anker}", "teile": kopf["teile"]}
                baum += [{**kopf, "teile": [verweis]}, liste(aussagen)]
    return baum


def _write_methoden(inhalt: Inhalt) -> list[Knoten]:
    baum = [absatz(_METHODE), absatz(ZUFALLSREGEL)]
    for kennzahl in inhalt.kennzahlen.values():
        eintraege = [
            ("Definition", [kennzahl["definition"]]),
            ("Berechnung", [kennzahl["formel"]]),
            ("Bezugszeit", [kennzahl["regel"]]),
            ("Datengrundlage", [", ".join(kennzahl["tabellen"])]),
            ("Hinweise", kennzahl["hinweise"]),
        ]
        baum += [
            ueberschrift(3, kennzahl["name"], f"methode-{kennzahl['id']}"),
            definitionen([(name, texte) for name, texte in eintraege if any(texte)]),
        ]
    return baum


def _list_laender(einstellungen: Einstellungen) -> list[str]:
    """Return the names of the Länder of the Kommune and of those it is compared with."""
    register = load_register()
    gezeigt = (einstellungen.kommune.ags, *einstellungen.vergleich.kommunen)
    return list(dict.fromkeys(register[register[ags].land_ags].kurzname for ags in gezeigt))


def _write_quellen(
    inhalt: Inhalt, fussnoten: Mapping[tuple[str, ...], str], gezeigt: Sequence[str]
) -> list[Knoten]:
    laender = {land.kurzname for land in load_register().laender}
    verweis = {"art": "verweis", "ziel": LIZENZTEXT, "teile": [text("www.govdata.de/dl-de/by-2-0")]}
    baum = [
        absatz(
            "Datenlizenz Deutschland – Namensnennung – Version 2.0 (dl-de/by-2-0), Lizenztext: ",
            verweis,
            ". Die Daten wurden verändert: ausgewählt, auf den heutigen Gebietsstand umgerechnet "
            "und zu Kennzahlen verrechnet.",
        ),
        absatz(
            f"Amtliche Fußnoten, die nur andere Länder als {join_und(gezeigt)} betreffen, stehen "
            "in der HTML-Fassung; PDF und Word lassen sie weg."
        ),
    ]
    for quelle in inhalt.quellen.values():
        baum += [
            ueberschrift(3, quelle["tabelle"], f"quelle-{quelle['id']}"),
            absatz(_describe_quelle(quelle)),
        ]
        if fussnote := fussnoten.get(_name_ausgabe(quelle)):
            titel = f"Amtliche Fußnoten zu {quelle['tabelle']}" + _stand(quelle)
            druck = pick_fussnoten(join_fussnoten(fussnote), laender, gezeigt)
            knoten = {"art": "ausklapp", "titel": titel, "text": fussnote, "absaetze": druck}
            baum.append(knoten)
    return baum


def _name_ausgabe(quelle: Mapping[str, Any]) -> tuple[str, ...]:
    """Tell one edition of a table from others; public reports carry no hash of own files."""
    return tuple(str(quelle[k]) for k in ("datensatz", "tabelle", "datei", "stand", "sha256"))


def _describe_quelle(quelle: Mapping[str, Any]) -> str:
    teile = [f"{shorten_titel(quelle['titel'])} © {quelle['herausgeber']}"]
    if quelle["abgerufen"]:
        teile.append(f"abgerufen {quelle['abgerufen']}")
    teile[-1] += _stand(quelle)
    if quelle["lizenz"]:
        teile.append(quelle["lizenz"])
    erstes, letztes = quelle["jahre"]
    jahre = str(erstes) if erstes == letztes else f"{erstes}–{letztes}"
    summe = f" SHA-256 der Datei: {quelle['sha256'][:16]}…" if quelle["sha256"] else ""
    return f"{', '.join(teile)}. Jahre: {jahre}.{summe}"


def shorten_titel(titel: str) -> str:
    """Return the title of an official table as a sentence, without depth and name of statistic.

    GENESIS prints three lines in one: ``Geburten - Jahressumme - regionale Tiefe: Kreise … ``.
    """
    kurz = _TIEFE.sub(r"\1", titel).replace(" - ", " – ")
    return kurz if kurz.endswith(".") else f"{kurz}."


def _stand(quelle: Mapping[str, Any]) -> str:
    return f", Stand {quelle['stand']}" if quelle["stand"] else ""


def _write_glossar(inhalt: Inhalt) -> list[Knoten]:
    begriffe = _BEGRIFFE | {k["name"]: k["definition"] for k in inhalt.kennzahlen.values()}
    schluessel: Callable[[str], str] = _sort_german
    return [definitionen([(name, [begriffe[name]]) for name in sorted(begriffe, key=schluessel)])]


def _sort_german(wort: str) -> str:
    """Order umlauts like their vowels (DIN 5007-1)."""
    return wort.casefold().translate(str.maketrans("äöü", "aou"))


def _latest(inhalt: Inhalt) -> str:
    """Return the newest Stand of the sources, as ``dd.mm.yyyy``; empty without any."""
    staende: Iterable[str] = (q["stand"] for q in inhalt.quellen.values() if q["stand"])
    return max(staende, key=lambda s: s.split(".")[::-1], default="")
