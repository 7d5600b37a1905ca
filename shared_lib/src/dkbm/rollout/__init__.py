"""Rollout: one roster of Kommunen, all their reports, in parallel and resumable."""

from dkbm.rollout.auftrag import Auftrag, Ergebnis, Optionen
from dkbm.rollout.lauf import Zusammenfassung, run_rollout
from dkbm.rollout.liste import read_plan
from dkbm.rollout.plan import build_plan

__all__ = [
    "Auftrag",
    "Ergebnis",
    "Optionen",
    "Zusammenfassung",
    "build_plan",
    "read_plan",
    "run_rollout",
]
