"""The attacker: from published numbers alone to what they give away."""

from dkbm.geheimhaltung.angriff.rechnung import Befund, attack
from dkbm.geheimhaltung.angriff.wissen import Quote, Tatsachen, collect_facts

__all__ = ["Befund", "Quote", "Tatsachen", "attack", "collect_facts"]
