"""The attacker: from published files and numbers alone to what they give away."""

from dkbm.geheimhaltung.angriff.auszug import Fundstelle, read_files, read_texts
from dkbm.geheimhaltung.angriff.rechnung import Befund, attack
from dkbm.geheimhaltung.angriff.suche import Gesucht, Leck, search
from dkbm.geheimhaltung.angriff.tafeln import attack_tafeln, read_tafeln
from dkbm.geheimhaltung.angriff.tatsachen import Quote, Tatsachen
from dkbm.geheimhaltung.angriff.wissen import collect_facts

__all__ = [
    "Befund",
    "Fundstelle",
    "Gesucht",
    "Leck",
    "Quote",
    "Tatsachen",
    "attack",
    "attack_tafeln",
    "collect_facts",
    "read_files",
    "read_tafeln",
    "read_texts",
    "search",
]
