"""Region keys of all databases: which level a key has, how it reads as AGS, whether its name fits.

Keys met in real files: ``DG``; 2 digits Land; 3 Regierungsbezirk or Statistische Region;
5 Kreis (``02000``, ``11000`` for the Stadtstaaten; ``11001`` … Bezirke of Berlin); 7
Verbandsgemeinde and 10 Gemeinde in Rheinland-Pfalz; 8 Gemeinde, Samtgemeinde or a special case
beside the Kreise (``03241001`` Hannover); 9 and 12 Regionalschlüssel; 11 Gemeinde in
Niedersachsen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from dkbm.fehler import DkbmFehler
from dkbm.gebiete import load_register
from dkbm.gebiete.umstieg import load_umstiege
from dkbm.quellen.rohtabelle import Hinweis
from dkbm.sprache.zahlen import format_zahl

__all__ = [
    "EBENEN",
    "KREIS_STELLEN",
    "check_names",
    "find_ebene",
    "find_ebenen",
    "has_zero_lost",
    "is_key",
    "name_agrees",
    "normalize_key",
    "normalize_keys",
    "restore_zeros",
]

EBENEN = ("staat", "land", "regbez", "kreis", "gemeindeverband", "gemeinde")
"""Levels from top to bottom. Samt- and Verbandsgemeinden lie between Kreis and Gemeinde: in a
sum over the Gemeinden they would count twice."""

KREIS_STELLEN = 5
"""Longer keys name what the register does not know."""
_LAENDER = frozenset(f"{n:02d}" for n in range(1, 17))
_ENGLISCH = {
    "DG": "Germany",
    "03": "Lower Saxony",
    "05": "North Rhine-Westphalia",
    "06": "Hesse",
    "07": "Rhineland-Palatinate",
    "09": "Bavaria",
    "13": "Mecklenburg-Western Pomerania",
    "14": "Saxony",
    "15": "Saxony-Anhalt",
    "16": "Thuringia",
}
"""Names in English exports that do not resemble the German ones."""
_WORT = re.compile(r"[a-z]{2,}")
_ARTWOERTER = frozenset(
    [
        "kreisfreie",
        "stadt",
        "landkreis",
        "kreis",
        "stadtkreis",
        "landeshauptstadt",
        "hansestadt",
        "region",
        "der",
        "die",
        "das",
        "am",
        "an",
        "im",
        "in",
        "bei",
        "ob",
        "vor",
        "und",
        "universitaetsstadt",
        "wissenschaftsstadt",
        "staedteregion",
        "regionalverband",
        "klingenstadt",
        "documenta",
        "krfr",
        "ks",
        "lk",
        "sk",
        "freie",
        "freistaat",
        "land",
    ]
)
_STADT = re.compile(r"\b(kreisfreie stadt|stadtkreis|krfr\.? stadt)\b", re.IGNORECASE)
_LANDKREIS = re.compile(r"\b(landkreis|kreis)\b", re.IGNORECASE)


@cache
def is_key(text: str) -> bool:
    """Say whether a text can be a region key, as it stands or with a lost leading zero."""
    return find_ebene(text) is not None or has_zero_lost(text)


@cache
def find_ebene(key: str) -> str | None:
    """Return the level of a key by its digits alone; nothing if it is no region key."""
    if key == "DG":
        return "staat"
    if not key.isascii() or not key.isdigit() or key[:2] not in _LAENDER:
        return "staat" if key in ("0" * 8, "0" * 12) else None
    match len(key):
        case 2:
            return "land"
        case 3:
            return "regbez"
        case 5:
            return "gemeinde" if key[:2] == "11" and key != "11000" else "kreis"
        case 7:
            return "gemeindeverband" if key[:2] == "07" else None
        case 8:
            return _level_of_eight(key)
        case 9:
            return "gemeindeverband" if _knows(key) else None
        case 10:
            return "gemeinde" if key[:2] == "07" else None
        case 11:
            return "gemeinde" if key[:2] == "03" else None
        case 12:
            return _level_of_ars(key)
        case _:
            return None


def _level_of_eight(key: str) -> str | None:
    if key[2:] == "0" * 6:
        return "land"
    if key[3:] == "0" * 5:
        return "regbez"
    return None if not _knows(key) else "kreis" if key.endswith("000") else "gemeinde"


def _level_of_ars(key: str) -> str | None:
    if key[2:] == "0" * 10:
        return "land"
    if key[3:] == "0" * 9:
        return "regbez"
    if key[5:] == "0" * 7:
        return "kreis"
    if not _knows(key):
        return None
    return "gemeindeverband" if key[9:] == "000" else "gemeinde"


@cache
def _known_kreise() -> dict[str, tuple[str, str]]:
    """Names and kinds of all Kreise, today's and dissolved ones."""
    alt = {u.alt: (u.name_alt, "") for u in load_umstiege()}
    return alt | {g.ags: (g.kurzname, g.typ) for g in load_register().gebiete.values()}


def _knows(key: str) -> bool:
    """Say whether the key's Kreis is known; the Bezirke of Berlin count as known."""
    return key[:5] in _known_kreise() or (key[:2] == "11" and "001" <= key[2:5] <= "012")


@cache
def has_zero_lost(key: str) -> bool:
    """Say whether a key makes sense only with a zero put before it: ``8335``, ``1``."""
    if find_ebene(key) is not None or not key or key.startswith("0"):
        return False
    ebene = find_ebene(f"0{key}")
    if ebene == "kreis" and len(key) == 4:
        return f"0{key}" in _known_kreise()
    return ebene is not None


@cache
def normalize_key(key: str) -> str:
    """Turn any key into the AGS: Regionalschlüssel become 2, 3, 5 or 8 digits.

    ``083350000000`` and ``08335000`` become ``08335``, ``083355001043`` ``08335043``;
    ``02`` and ``02000`` stay as they are, for the register knows Hamburg as Land and as Kreis.
    """
    if len(key) not in (8, 12) or not key.isdigit():
        return key
    ebene = find_ebene(key) or ""
    if ebene == "gemeinde":
        return key if len(key) == 8 else key[:5] + key[9:]
    laenge = {"staat": 0, "land": 2, "regbez": 3, "kreis": 5, "gemeindeverband": 9}
    return key[: laenge.get(ebene, len(key))] or "DG"


def normalize_keys(keys: Sequence[str]) -> list[str]:
    """Turn the keys of a table into AGS, except where that key stands in the table as well."""
    taken = set(keys)
    return [
        ags if len(key) in (8, 12) and (ags := normalize_key(key)) not in taken else key
        for key in keys
    ]


def find_ebenen(keys: Sequence[str]) -> list[str]:
    """Return the level of each key of a table; an empty text for what is no key.

    An eight-digit key that begins longer keys of the same table is a Samtgemeinde.
    """
    members = {key[:8] for key in keys if len(key) in (10, 11)}
    if not members:
        return [ebene or "" for ebene in map(find_ebene, keys)]
    return ["gemeindeverband" if key in members else find_ebene(key) or "" for key in keys]


def restore_zeros(
    namen: dict[str, str], ort: Callable[[str], str]
) -> tuple[dict[str, str], list[Hinweis]]:
    """Give keys their lost leading zero back, if the file itself supports it.

    Parameters
    ----------
    namen
        Name by key as in the file; empty texts where the file has no names.
    ort
        Gives the place of a key for messages.

    Returns
    -------
    dict, list of Hinweis
        The right key by key of the file, and a note if any was changed.

    Raises
    ------
    DkbmFehler
        If neither the names nor the whole set of keys shows that zeros were lost.
    """
    lost = list(filter(has_zero_lost, namen))
    if not lost:
        return dict(zip(namen, namen, strict=True)), []
    without = set(lost)
    restored = {key: f"0{key}" if key in without else key for key in namen}
    verdicts = [name_agrees(normalize_key(restored[key]), namen[key]) for key in lost if namen[key]]
    checked = [verdict for verdict in verdicts if verdict is not None]
    by_name = len(checked) > 0 and all(checked)
    by_number = not checked and len(lost) >= 20 and not any(key.startswith("0") for key in namen)
    if not by_name and not by_number:
        raise DkbmFehler(
            f"Den Gebietsschlüssel „{lost[0]}“ gibt es nicht.",
            wo=ort(lost[0]),
            rat=f"Vermutlich fehlt die führende Null (0{lost[0]}); die Datei belegt es nicht. "
            "Bitte die Schlüssel als Text mit führender Null eintragen.",
        )
    beleg = "die Namen der Gebiete bestätigen" if by_name else "die Gesamtheit der Schlüssel belegt"
    text = (
        f"{format_zahl(len(lost))} Regionalschlüssel hatten ihre führende Null verloren "
        f"(etwa {lost[0]}); sie ist ergänzt, {beleg} es."
    )
    return restored, [Hinweis("fuehrende_null", text, ort(lost[0]))]


def check_names(paare: Iterable[tuple[str, str]], ort: Callable[[str, str], str]) -> list[Hinweis]:
    """Find rows whose name contradicts their key, and Kreise that the register does not know.

    Parameters
    ----------
    paare
        Distinct pairs of key and name.
    ort
        Gives the place of a pair.
    """
    hinweise: list[Hinweis] = []
    unknown = []
    for key, name in paare:
        if len(key) > KREIS_STELLEN:
            continue
        if name and name_agrees(key, name) is False:
            soll = _known_kreise()[key][0]
            text = f"Der Name „{name}“ passt nicht zum Schlüssel {key} ({soll})."
            hinweise.append(Hinweis("name_widerspricht", text, ort(key, name)))
        if find_ebene(key) == "kreis" and key[:5] not in _known_kreise():
            unknown.append((key, name))
    return hinweise + [
        Hinweis(
            "unbekannter_kreis",
            f"Den Kreis {key} ({name}) kennt das Register nicht.",
            ort(key, name),
        )
        for key, name in dict.fromkeys(unknown)
    ]


@cache
def name_agrees(key: str, name: str) -> bool | None:
    """Say whether a name fits the register's name of a key; nothing if that cannot be told."""
    soll = _known_kreise().get(key)
    if soll is None or not name:
        return None
    kurzname, typ = soll
    if name == _ENGLISCH.get(key):
        return True
    if typ == "Stadt" and _LANDKREIS.search(name) and not _STADT.search(name):
        return "kreis" in kurzname.casefold()
    if typ in ("Landkreis", "Kreis") and _STADT.search(name):
        return False
    ist_worte, soll_worte = _words(name), _words(kurzname)
    if not ist_worte or not soll_worte:
        return None
    shared = sum(any(_same_word(a, b) for b in soll_worte) for a in ist_worte)
    half = min(len(ist_worte), len(soll_worte)) / 2
    return shared > half or (shared == half > 0 and not _is_another(ist_worte, key))


def _is_another(ist_worte: set[str], key: str) -> bool:
    """Say whether a name is, in full, that of another Kreis (Rhein-Neckar, Rhein-Sieg)."""
    return any(
        worte <= ist_worte for other, worte in _known_words().items() if other != key and worte
    )


@cache
def _known_words() -> dict[str, set[str]]:
    return {key: _words(name) for key, (name, _) in _known_kreise().items()}


def _same_word(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)))


def _words(text: str) -> set[str]:
    folded = text.casefold()
    for von, zu in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        folded = folded.replace(von, zu)
    ascii_text = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return set(_WORT.findall(ascii_text)) - _ARTWOERTER
