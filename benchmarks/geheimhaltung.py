"""Measure the protection: leaks, loss and time against the textbook heuristic.

``uv run python benchmarks/geheimhaltung.py zufall 1000 1`` random linked table systems
``uv run python benchmarks/geheimhaltung.py kreise 50`` real counts of Kreise, threshold 10
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from dkbm.bestand import open_bestand
from dkbm.geheimhaltung.angriff import attack, collect_facts
from dkbm.geheimhaltung.aufbau import build_system
from dkbm.geheimhaltung.aufgabe import Aufgabe, Maske, build_aufgabe
from dkbm.geheimhaltung.felder import Feldsystem, Schluessel
from dkbm.geheimhaltung.primaer import Schutz, apply_primary
from dkbm.geheimhaltung.regeln import Regelwerk, load_regeln
from dkbm.geheimhaltung.sicherheit import find_open
from dkbm.geheimhaltung.sperrung import JE_SUMME, measure_loss, suppress

DATENSAETZE = (
    *("abgaenge", "berufliche_abgaenge", "berufsschueler", "geburten", "kinder_betreut"),
    *("schueler", "arbeitslose", "beschaeftigte_berufsabschluss", "wanderungen"),
    *("wanderungen_alter", "bevoelkerung_alter"),
)
JEDER = "t"


@dataclass(frozen=True)
class Messung:
    """What one system showed."""

    felder: int
    primaer: int
    undicht: int
    undicht_lehrbuch: int
    verlust: tuple[float, float]
    verlust_lehrbuch: tuple[float, float]
    offen_lehrbuch: int
    verlust_nachgebessert: tuple[float, float]
    dauer: float
    angriff: float
    genaehert: int
    ungeschuetzt: int


def draw_tables(seed: int) -> dict[str, pd.DataFrame]:
    """Draw persons with up to four features and count them in up to five tables."""
    rng = np.random.default_rng(seed)
    merkmale = int(rng.integers(1, 5))
    groessen = rng.integers(2, 7 if merkmale < 4 else 5, merkmale)
    personen = int(np.exp(rng.uniform(np.log(40), np.log(1500))))
    spalten = {}
    for m, groesse in enumerate(groessen):
        anteile = rng.dirichlet(np.full(int(groesse), rng.uniform(0.4, 3)))
        gezogen = rng.choice(int(groesse), size=personen, p=anteile)
        spalten[f"d{m}"] = [f"c{c}" for c in gezogen]
    mikro = pd.DataFrame(spalten)
    tafeln = []
    for _ in range(int(rng.integers(1, 6))):
        anzahl = int(rng.integers(1, merkmale + 1))
        wahl = sorted(rng.choice(merkmale, anzahl, replace=False))
        while len(wahl) > 1 and np.prod([groessen[w] + 1 for w in wahl]) > 260:
            wahl = wahl[:-1]
        tafeln.append(count_table(mikro, [f"d{w}" for w in wahl], groessen[wahl]))
    alle = pd.concat(tafeln, ignore_index=True)
    gliederungen = [c for c in alle.columns if c.startswith("d")]
    alle[gliederungen] = alle[gliederungen].astype(object).fillna("insgesamt")
    alle = alle.drop_duplicates(gliederungen, ignore_index=True)
    return {JEDER: alle.assign(ags="08335", jahr=2024, merkmal="n", zeichen="")}


def count_table(mikro: pd.DataFrame, dims: list[str], groessen: np.ndarray) -> pd.DataFrame:
    """Return a full crosstab in long form with all totals."""
    achsen = [[f"c{i}" for i in range(g)] + ["insgesamt"] for g in groessen]
    zeilen = []
    for codes in pd.MultiIndex.from_product(achsen, names=dims):
        maske = np.ones(len(mikro), dtype=bool)
        for d, c in zip(dims, codes, strict=True):
            if c != "insgesamt":
                maske &= (mikro[d] == c).to_numpy()
        zeilen.append({**dict(zip(dims, codes, strict=True)), "wert": float(maske.sum())})
    return pd.DataFrame(zeilen)


def suppress_by_textbook(system: Feldsystem, primaer: set[int]) -> set[int]:
    """Hide the next smallest in every line that has a single hidden cell, until none has."""
    gesperrt = set(primaer)
    while True:
        vorher = len(gesperrt)
        for b in system.beziehungen:
            weg = [f for f in b.felder if f in gesperrt and not system.felder[f].implizit]
            da = [
                f
                for f in b.felder
                if f not in gesperrt and not system.felder[f].implizit and system.felder[f].wert > 0
            ]
            if len(weg) == 1 and da and not any(system.felder[f].implizit for f in b.felder):
                gesperrt.add(min(da, key=lambda f: (system.felder[f].wert, f)))
        if len(gesperrt) == vorher:
            return gesperrt


def make_safe(
    system: Feldsystem, regeln: Regelwerk, schutz: Mapping[int, Schutz], lehrbuch: set[int]
) -> tuple[int, set[int]]:
    """Return what the textbook leaves open, and its cells with more of them until nothing is.

    Beside hidden cells that have too few possible values these are small numbers that a reader
    gets by subtraction and that no table shows. The next smallest visible cell of a line is
    hidden, as the textbook would.
    """
    offen_zuerst, gesperrt = 0, set(lehrbuch)
    for nummern, teil in system.split():
        eigene = {i: schutz[int(f)] for i, f in enumerate(nummern) if int(f) in schutz}
        if not eigene:
            continue
        aufgabe = build_aufgabe(teil, regeln, eigene, JE_SUMME)
        maske = aufgabe.muss | np.isin(nummern, sorted(lehrbuch))
        verloren: set[int] = set()
        offen = find_open(aufgabe, maske, sorted(eigene))
        offen_zuerst += len(offen)
        while offen:
            ziel = min(offen)
            naechste = _next_smallest(aufgabe, teil, maske, ziel)
            if naechste is None:
                verloren.add(ziel)
            else:
                maske[naechste] = True
            offen = find_open(aufgabe, maske, sorted(set(eigene) - verloren))
        gesperrt |= {int(f) for i, f in enumerate(nummern) if maske[i]}
    return offen_zuerst, {i for i in gesperrt if not system.felder[i].implizit}


def _next_smallest(aufgabe: Aufgabe, teil: Feldsystem, maske: Maske, ziel: int) -> int | None:
    """Return the smallest visible cell of the lines that hold a cell, or that hold hidden ones."""
    zeilen = aufgabe.matrix[:, [ziel]].nonzero()[0]
    while len(zeilen):
        felder = sorted({int(f) for f in aufgabe.matrix[zeilen].nonzero()[1]})
        frei = [f for f in felder if not maske[f] and not aufgabe.darf_nicht[f]]
        if frei:
            return min(frei, key=lambda f: (teil.felder[f].wert, f))
        weiter = np.union1d(zeilen, aufgabe.matrix[:, felder].nonzero()[0])
        if len(weiter) == len(zeilen):
            return None
        zeilen = weiter
    return None


def publish(
    tabellen: dict[str, pd.DataFrame], system: Feldsystem, gesperrt: set[int]
) -> dict[str, pd.DataFrame]:
    """Return the tables as printed: a sign and no number in hidden cells."""
    from dkbm.geheimhaltung.felder import to_schluessel

    weg: set[Schluessel] = {system.felder[i].schluessel for i in gesperrt}
    result = {}
    for datensatz, frame in tabellen.items():
        gliederungen = [
            c
            for c in frame.columns
            if c not in {"ags", "jahr", "merkmal", "wert", "zeichen", "gebietsstand", "quelle"}
        ]
        versteckt = [
            to_schluessel(
                datensatz,
                str(r["merkmal"]),
                str(r["ags"]),
                int(r["jahr"]),
                {g: r[g] for g in gliederungen if isinstance(r[g], str)},
            )
            in weg
            for r in frame.to_dict("records")
        ]
        maske = pd.Series(versteckt, index=frame.index)
        neu = frame.copy()
        neu["wert"] = neu["wert"].mask(maske)
        neu["zeichen"] = neu["zeichen"].astype(object).mask(maske, ".")
        result[datensatz] = neu
    return result


def measure(tabellen: dict[str, pd.DataFrame], regeln: Regelwerk) -> Messung:
    """Protect a system both ways and attack both results."""
    start = time.process_time()
    system, _ = build_system(tabellen, regeln)
    schutz = apply_primary(system, regeln)
    ergebnis = suppress(system, regeln, schutz)
    dauer = time.process_time() - start
    schwelle = {"*": regeln.profil("*").schwelle}
    offen = {i for i, f in enumerate(system.felder) if np.isnan(f.wert) and not f.implizit}
    start = time.process_time()
    befunde = attack(collect_facts(publish(tabellen, system, set(ergebnis.regel))), schwelle)
    angriff = time.process_time() - start
    lehrbuch = suppress_by_textbook(system, {i for i in schutz if not system.felder[i].implizit})
    gegner = attack(collect_facts(publish(tabellen, system, lehrbuch)), schwelle)
    primaer = {system.felder[i].schluessel for i in schutz}
    offen_lehrbuch, nachgebessert = make_safe(system, regeln, schutz, lehrbuch)
    return Messung(
        felder=sum(not f.implizit for f in system.felder),
        primaer=len(schutz),
        undicht=sum(b.undicht for b in befunde),
        # The textbook promises nothing about secondary cells: count the primary ones only.
        undicht_lehrbuch=sum(b.undicht for b in gegner if b.schluessel in primaer),
        verlust=(ergebnis.verlust_felder, ergebnis.verlust_summe),
        verlust_lehrbuch=measure_loss(system, lehrbuch - offen),
        offen_lehrbuch=offen_lehrbuch,
        verlust_nachgebessert=measure_loss(system, nachgebessert - offen),
        dauer=dauer,
        angriff=angriff,
        genaehert=ergebnis.genaehert,
        ungeschuetzt=len(ergebnis.ungeschuetzt),
    )


def report(messungen: list[Messung]) -> None:
    """Print medians and sums."""
    m = pd.DataFrame([vars(x) for x in messungen])
    for spalte in ("verlust", "verlust_lehrbuch", "verlust_nachgebessert"):
        m[[f"{spalte}_felder", f"{spalte}_summe"]] = pd.DataFrame(m[spalte].tolist())
    mit = m[m["primaer"] > 0]
    print(f"{len(m)} Systeme, {len(mit)} mit Primärsperrung, {int(m.felder.sum())} Felder")
    print(
        f"undicht: wir {int((m.undicht > 0).sum())} Systeme / {int(m.undicht.sum())} Felder, "
        f"Lehrbuch {int((m.undicht_lehrbuch > 0).sum())} / {int(m.undicht_lehrbuch.sum())}; mit "
        f"Differenzen {int((m.offen_lehrbuch > 0).sum())} / {int(m.offen_lehrbuch.sum())}"
    )
    print(f"genähert {int(m.genaehert.sum())}, ungeschützt {int(m.ungeschuetzt.sum())}")
    dicht = mit[mit["offen_lehrbuch"] == 0]
    compare("alle, gegen das Lehrbuch", mit, "verlust_lehrbuch")
    compare("wo das Lehrbuch dicht ist", dicht, "verlust_lehrbuch")
    compare("alle, gegen das nachgebesserte Lehrbuch", mit, "verlust_nachgebessert")
    print(
        f"Rechenzeit: Median {m.dauer.median():.2f} s, 95 % {m.dauer.quantile(0.95):.2f} s, "
        f"längste {m.dauer.max():.2f} s; Angriff Median {m.angriff.median():.2f} s, "
        f"längster {m.angriff.max():.2f} s"
    )


def compare(name: str, teil: pd.DataFrame, gegen: str) -> None:
    """Print the losses of both ways, in cells and in their sum."""
    if not len(teil):
        return
    wir, andere = teil["verlust_felder"], teil[f"{gegen}_felder"]
    print(
        f"{name} ({len(teil)}): Felder wir {wir.median():.4f}, Lehrbuch {andere.median():.4f}; "
        f"Summe wir {teil['verlust_summe'].median():.5f}, Lehrbuch "
        f"{teil[f'{gegen}_summe'].median():.5f}; weniger Felder in "
        f"{(wir < andere - 1e-12).mean():.2f}, mehr in {(wir > andere + 1e-12).mean():.2f}"
    )


def run_random(anzahl: int, ab: int) -> Iterator[Messung]:
    """Measure random systems, one per seed."""
    regeln = load_regeln()
    for seed in range(ab, ab + anzahl):
        messung = measure(draw_tables(seed), regeln)
        print(f"{seed:5d} {messung}", file=sys.stderr, flush=True)
        yield messung


def run_kreise(anzahl: int) -> Iterator[Messung]:
    """Measure the real counts of some Kreise together with their Land and Deutschland."""
    regeln = replace(load_regeln(), je_datensatz={"*": "kleinraeumig"})
    bestand = open_bestand()
    kreise = sorted(a for a in bestand.load("abgaenge")["ags"].unique() if len(a) == 5)
    for ags in kreise[:: max(1, len(kreise) // anzahl)][:anzahl]:
        tabellen = {d: bestand.load(d, [ags, ags[:2], "DG"]) for d in DATENSAETZE}
        messung = measure(tabellen, regeln)
        print(f"{ags} {messung}", file=sys.stderr, flush=True)
        yield messung


if __name__ == "__main__":
    art, anzahl = sys.argv[1], int(sys.argv[2])
    report(list(run_random(anzahl, int(sys.argv[3])) if art == "zufall" else run_kreise(anzahl)))
