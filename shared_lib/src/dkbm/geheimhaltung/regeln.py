"""The rules, read from `regeln.toml`: which cells must not appear, and how cells hang together."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

from dkbm.fehler import DkbmFehler, nearest

__all__ = ["Profil", "Regelwerk", "Rundung", "load_regeln"]

Verfahren = Literal["sperren", "runden3", "runden5", "kontrolliert3", "kontrolliert5", "keines"]
_VERFAHREN = ("sperren", "runden3", "runden5", "kontrolliert3", "kontrolliert5", "keines")


@dataclass(frozen=True)
class Profil:
    """A policy for a data set; the attributes are explained at the head of `regeln.toml`."""

    name: str
    titel: str
    schwelle: int = 3
    nullen: Literal["sichtbar", "geheim"] = "sichtbar"
    volle_anteile: bool = False
    dominanz_n: int = 0
    dominanz_k: float = 100.0
    p: float = 0.0
    gerundet_genuegt: bool = True
    verfahren: Verfahren = "sperren"

    @property
    def schutzbreite(self) -> int:
        """Least width of the interval an attacker can compute.

        It then holds as many whole numbers as the threshold says, and since it begins at 1 or
        above, its upper end reaches the threshold: that the cell is harmless stays possible.
        """
        return self.schwelle - 1

    @property
    def kleinster(self) -> int:
        """Smallest value an attacker must reckon with behind a sign: visible zeros rule out 0."""
        return 0 if self.nullen == "geheim" else 1


@dataclass(frozen=True)
class Rundung:
    """What is known of the rounding of a source."""

    datensaetze: tuple[str, ...]
    laender: tuple[str, ...]
    ab: int
    basis: int


@dataclass(frozen=True)
class Regelwerk:
    """All rules of a run.

    Attributes
    ----------
    profile
        Policies by name.
    je_datensatz
        Data set to the name of its policy; ``"*"`` for all others.
    eigene
        Data sets of the Kommune's own, whose Merkmale may add up to each other.
    eigene_quellen
        Numbers of the sources with own counts: these are exact, whatever the office does with
        its numbers of the same data set.

    The others repeat the sections of `regeln.toml`.
    """

    profile: dict[str, Profil]
    je_datensatz: dict[str, str]
    keine_anzahl: frozenset[str] = frozenset()
    ohne_anzahlen: frozenset[str] = frozenset()
    zerlegung: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    teile: tuple[tuple[str, str, str], ...] = ()
    gleich: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    unterfall: dict[str, str] = field(default_factory=dict)
    rundungen: tuple[Rundung, ...] = ()
    eigene: frozenset[str] = frozenset()
    eigene_quellen: frozenset[int] = frozenset()

    def profil(self, datensatz: str) -> Profil:
        """Return the policy of a data set."""
        name = self.je_datensatz.get(datensatz, self.je_datensatz["*"])
        if name not in self.profile:
            raise DkbmFehler(
                f"Ein Geheimhaltungsprofil „{name}“ gibt es nicht.",
                rat=f"Vorhanden sind: {', '.join(nearest(name, self.profile) or self.profile)}.",
            )
        return self.profile[name]

    def choose(self, je_datensatz: Mapping[str, str], **angaben: Any) -> Regelwerk:
        """Return the rules with other policies for some data sets.

        Parameters
        ----------
        angaben
            Attributes of every policy that suppresses, such as ``schwelle``.
        """
        profile = {
            name: replace(p, **angaben) if angaben and p.verfahren == "sperren" else p
            for name, p in self.profile.items()
        }
        return replace(self, profile=profile, je_datensatz={**self.je_datensatz, **je_datensatz})

    def counts_persons(self, datensatz: str, merkmal: str) -> bool:
        """Whether a number is a count that can give a person away."""
        return merkmal not in self.keine_anzahl and datensatz not in self.ohne_anzahlen

    def rounding(self, datensatz: str, ags: str, jahr: int) -> int:
        """Return the base to which a source is known to round, 0 for none."""
        for r in self.rundungen:
            if datensatz in r.datensaetze and ags[:2] in r.laender and jahr >= r.ab:
                return r.basis
        return 0


@cache
def load_regeln(pfad: Path | None = None, profil: str = "") -> Regelwerk:
    """Read the rules.

    Parameters
    ----------
    pfad
        A file in the manner of `regeln.toml`; the one of the kit where omitted.
    profil
        Name of a policy that holds for every data set instead of the file's choice.

    Raises
    ------
    DkbmFehler
        If the file is not TOML, or a policy, its name or a value is not possible.
    """
    quelle = pfad or files("dkbm.geheimhaltung").joinpath("regeln.toml")
    try:
        roh = tomllib.loads(quelle.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fehler:
        raise DkbmFehler(
            "Die Datei der Geheimhaltungsregeln ist nicht lesbar.", wo=f"{quelle}: {fehler}"
        ) from None
    werk = Regelwerk(
        profile={name: _to_profil(name, t) for name, t in roh.get("profil", {}).items()},
        je_datensatz={"*": "kommune_standard"} | roh.get("datensatz", {}),
        keine_anzahl=frozenset(roh.get("keine_anzahl", {}).get("merkmale", ())),
        ohne_anzahlen=frozenset(roh.get("keine_anzahl", {}).get("datensaetze", ())),
        zerlegung={g: tuple(map(tuple, z)) for g, z in roh.get("zerlegung", {}).items()},
        teile=tuple((t["datensatz"], t["merkmal"], t["von"]) for t in roh.get("teil", ())),
        gleich={_pair(a): _pair(b) for a, b in roh.get("gleich", {}).items()},
        unterfall=roh.get("unterfall", {}),
        rundungen=tuple(
            Rundung(tuple(r["datensaetze"]), tuple(r["laender"]), r["ab"], r["basis"])
            for r in roh.get("rundung", ())
        ),
    )
    if profil:
        werk = Regelwerk(**{**vars(werk), "je_datensatz": {"*": profil}})
    for datensatz in werk.je_datensatz:
        werk.profil(datensatz)
    return werk


def _pair(name: str) -> tuple[str, str]:
    datensatz, _, merkmal = name.partition(".")
    return datensatz, merkmal


def _to_profil(name: str, angaben: dict[str, Any]) -> Profil:
    erlaubt = set(Profil.__dataclass_fields__) - {"name"}
    if fremd := sorted(set(angaben) - erlaubt):
        raise DkbmFehler(
            f"„{fremd[0]}“ ist keine Angabe einer Geheimhaltungsregel.",
            wo=f"[profil.{name}]",
            rat=f"Möglich sind: {', '.join(nearest(fremd[0], erlaubt) or sorted(erlaubt))}.",
        )
    profil = Profil(name, **cast(dict[str, Any], {"titel": name, **angaben}))
    if profil.verfahren not in _VERFAHREN or profil.nullen not in ("sichtbar", "geheim"):
        raise DkbmFehler(
            f"Verfahren „{profil.verfahren}“ mit Nullen „{profil.nullen}“ gibt es nicht.",
            wo=f"[profil.{name}]",
            rat=f"Verfahren: {', '.join(_VERFAHREN)}; Nullen: sichtbar oder geheim.",
        )
    if not isinstance(profil.schwelle, int) or profil.schwelle < 2:
        raise DkbmFehler(
            f"Die Schwelle {profil.schwelle} schützt niemanden.",
            wo=f"[profil.{name}]",
            rat="Bitte eine ganze Zahl ab 2 angeben; üblich sind 3, 5 und 10.",
        )
    return profil
