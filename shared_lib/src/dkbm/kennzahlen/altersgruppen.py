"""Age groups of education and the groups of the official tables that they add up."""

from __future__ import annotations

__all__ = [
    "AB_65",
    "BILDUNGSRELEVANT",
    "BILDUNGSRELEVANT_LABELS",
    "LEBENSPHASEN",
    "LEBENSPHASEN_LABELS",
    "SCHULALTER",
    "SCHULALTER_LABELS",
    "UNTER_15",
    "UNTER_20",
    "VON_20_BIS_64",
]

_U3, _3_6, _6_10, _10_15, _15_18, _18_20 = "00-02", "03-05", "06-09", "10-14", "15-17", "18-19"
_20_25 = "20-24"
_25_65 = ("25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64")

UNTER_15 = (_U3, _3_6, _6_10, _10_15)
UNTER_20 = (*UNTER_15, _15_18, _18_20)
VON_20_BIS_64 = (_20_25, *_25_65)
AB_65 = ("65-74", "75+")

BILDUNGSRELEVANT = {
    "u3": (_U3,),
    "3_6": (_3_6,),
    "6_10": (_6_10,),
    "10_15": (_10_15,),
    "15_18": (_15_18,),
    "18_25": (_18_20, _20_25),
    "25_65": _25_65,
    "ab_65": AB_65,
}
"""Groups that the table with 17 age groups allows; 10 to under 16 would need single years."""

BILDUNGSRELEVANT_LABELS = {
    "u3": "unter 3 Jahre",
    "3_6": "3 bis unter 6 Jahre",
    "6_10": "6 bis unter 10 Jahre",
    "10_15": "10 bis unter 15 Jahre",
    "15_18": "15 bis unter 18 Jahre",
    "18_25": "18 bis unter 25 Jahre",
    "25_65": "25 bis unter 65 Jahre",
    "ab_65": "65 Jahre und älter",
}

_SPANNEN = ((0, 3), (3, 6), (6, 10), (10, 16), (16, 19), (19, 25))
SCHULALTER = {
    f"{von}_{bis}": tuple(f"{alter:02d}" for alter in range(von, bis)) for von, bis in _SPANNEN
}
"""Groups below 25 from single years, with the border at 16 (end of Sekundarstufe I)."""
SCHULALTER_LABELS = {f"{von}_{bis}": f"{von} bis unter {bis} Jahre" for von, bis in _SPANNEN}

LEBENSPHASEN = {
    "unter_18": (*UNTER_15, _15_18),
    "18_25": (_18_20, _20_25),
    "25_30": ("25-29",),
    "30_50": ("30-34", "35-39", "40-44", "45-49"),
    "50_65": ("50-54", "55-59", "60-64"),
    "ab_65": AB_65,
}
"""Groups of the migration table 12711-04-02-4, of population groups."""
LEBENSPHASEN_LABELS = {
    "unter_18": "unter 18 Jahre (Familien)",
    "18_25": "18 bis unter 25 Jahre (Bildung)",
    "25_30": "25 bis unter 30 Jahre (Berufseinstieg)",
    "30_50": "30 bis unter 50 Jahre (Familien)",
    "50_65": "50 bis unter 65 Jahre",
    "ab_65": "65 Jahre und älter",
}
