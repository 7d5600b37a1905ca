"""Primary rules: which cells must not appear for their own sake, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dkbm.geheimhaltung.felder import Feld, Feldsystem
from dkbm.geheimhaltung.regeln import Profil, Regelwerk

__all__ = ["QUELLE", "Schutz", "apply_primary"]

QUELLE = "Zeichen der Quelle"


@dataclass(frozen=True)
class Schutz:
    """What must hold for a cell: the interval an attacker can compute is at least so wide.

    Attributes
    ----------
    regel
        German name of the rule, for the record.
    breite
        Least width of the interval.
    oben
        How far its upper end must lie above the value (dominance); 0 for no demand.
    """

    regel: str
    breite: float
    oben: float = 0.0


def apply_primary(system: Feldsystem, regeln: Regelwerk) -> dict[int, Schutz]:
    """Return the cells that a rule hides, by number; official signs count as hidden.

    A cell that is known already (`Feld.bekannt`) is not hidden: it cannot be taken back.
    """
    result: dict[int, Schutz] = {}
    for i, feld in enumerate(system.felder):
        profil = regeln.profil(feld.schluessel.datensatz.rstrip("*"))
        if feld.bekannt or profil.verfahren != "sperren":
            continue
        if schutz := _check(feld, profil):
            result[i] = schutz
    return result | _find_full_shares(system, regeln, result)


def _check(feld: Feld, profil: Profil) -> Schutz | None:
    if math.isnan(feld.wert):
        # What a remainder is worth nobody here knows either; the sign in it protects it.
        return None if feld.implizit else Schutz(QUELLE, profil.schutzbreite)
    if feld.unschaerfe and profil.gerundet_genuegt:
        return None
    if 0 < feld.wert < profil.schwelle:
        return Schutz(f"Mindestfallzahl {profil.schwelle}", profil.schutzbreite)
    if feld.wert == 0 and profil.nullen == "geheim" and not feld.implizit:
        return Schutz("Null verrät ein Merkmal aller", profil.schutzbreite)
    return _check_dominance(feld, profil)


def _check_dominance(feld: Feld, profil: Profil) -> Schutz | None:
    """Apply (n,k) and p% rules; the demand upwards follows Hundepool et al. (2012), 4.2."""
    groesste = sorted(feld.beitraege, reverse=True)
    if not groesste or not feld.wert:
        return None
    spitze = sum(groesste[: profil.dominanz_n])
    if profil.dominanz_n and spitze > feld.wert * profil.dominanz_k / 100:
        oben = spitze * 100 / profil.dominanz_k - feld.wert
        return Schutz(
            f"Dominanz ({profil.dominanz_n}; {profil.dominanz_k:g} %)", profil.schutzbreite, oben
        )
    rest = feld.wert - sum(groesste[:2])
    if profil.p and rest < groesste[0] * profil.p / 100:
        oben = groesste[0] * profil.p / 100 - rest
        return Schutz(f"{profil.p:g}-%-Regel", profil.schutzbreite, oben)
    return None


def _find_full_shares(
    system: Feldsystem, regeln: Regelwerk, schon: dict[int, Schutz]
) -> dict[int, Schutz]:
    """Find cells that hold the whole of a sum: they tell something of every person in it."""
    result: dict[int, Schutz] = {}
    for b in system.beziehungen:
        teile = [f for f, k in zip(b.felder, b.koeffizienten, strict=True) if k == 1]
        profil = regeln.profil(system.felder[b.felder[0]].schluessel.datensatz.rstrip("*"))
        if b.art != "Summe" or not profil.volle_anteile or len(teile) < 2:
            continue
        positiv = [f for f in teile if system.felder[f].wert > 0]
        if len(positiv) == 1 and not any(math.isnan(system.felder[f].wert) for f in teile):
            for f in teile:
                feld = system.felder[f]
                if f not in schon and not feld.bekannt and not feld.implizit:
                    result[f] = Schutz("Anteil von 0 oder 100 %", profil.schutzbreite)
    return result
