"""Colours that everybody can see: contrast (WCAG 2.1), colour blindness, nearest that works.

Sources: contrast after WCAG 2.1, 1.4.3; OKLab after Ottosson (2020); dichromacy after Machado,
Oliveira and Fernandes (2009), severity 1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

__all__ = ["TEXTKONTRAST", "contrast", "explain_farbe", "find_nearest", "mix"]

TEXTKONTRAST = 4.5
UNTERSCHIED = 0.05
"""Least OKLab distance of two colours that a reader shall tell apart; lines differ in dash too."""

Rgb = tuple[float, float, float]
_HEX = re.compile(r"#[0-9a-f]{6}")
_SEHWEISEN: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "bei Rotblindheit": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "bei Grünblindheit": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def contrast(farbe: str, grund: str = "#ffffff") -> float:
    """Return the contrast of two colours, 1 to 21."""
    a, b = (_luminance(_linear(f)) for f in (farbe, grund))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def mix(farbe: str, anteil: float, grund: str = "#ffffff") -> str:
    """Mix a share of one colour into another."""
    pairs = zip(_bytes(farbe), _bytes(grund), strict=True)
    return _hex(tuple((anteil * a + (1 - anteil) * b) / 255 for a, b in pairs))


def explain_farbe(farbe: str, neben: Sequence[str] = ()) -> str:
    """Say in German why a colour cannot carry text and lines on white; empty if it can.

    Parameters
    ----------
    farbe
        ``#rrggbb``.
    neben
        Colours that stand beside it in charts and must look different.
    """
    if (hier := contrast(farbe)) < TEXTKONTRAST:
        zahl = f"{math.floor(hier * 10) / 10:.1f}".replace(".", ",")
        return f"ist auf Weiß zu hell: Kontrast {zahl} : 1, nötig sind 4,5 : 1"
    for sicht in _SEHWEISEN:
        for andere in neben:
            abstand = math.dist(
                *(_oklab(_see(_linear(f), sicht)) for f in (farbe, andere)),
            )
            if abstand < UNTERSCHIED:
                wann = f"{sicht} " if sicht else ""
                return f"ist {wann}kaum vom Grau der Vergleichslinien ({andere}) zu unterscheiden"
    return ""


def find_nearest(farbe: str, neben: Sequence[str] = ()) -> str:
    """Return the colour of the same hue nearest to ``farbe`` that `explain_farbe` accepts."""
    if not explain_farbe(farbe, neben):
        return farbe
    hell, a, b = _oklab(_linear(farbe))
    satt, ton = math.hypot(a, b), math.atan2(b, a)
    kandidaten = []
    for stufe in range(10, 100):
        for mehr in range(-6, 13):
            lab = (stufe / 100, max(0.0, satt + mehr / 50))
            rgb = _from_oklab((lab[0], lab[1] * math.cos(ton), lab[1] * math.sin(ton)))
            if all(-0.001 <= k <= 1.001 for k in rgb):
                weg = math.hypot(lab[0] - hell, lab[1] - satt)
                kandidaten.append((weg, _hex(tuple(_gamma(k) for k in rgb))))
    passend = (k for _, k in sorted(kandidaten) if not explain_farbe(k, neben))
    return next(passend, "#00538a")


def _bytes(farbe: str) -> tuple[int, int, int]:
    if not _HEX.fullmatch(farbe.lower()):
        raise ValueError(f"{farbe!r} is not #rrggbb")
    return int(farbe[1:3], 16), int(farbe[3:5], 16), int(farbe[5:7], 16)


def _hex(rgb: Sequence[float]) -> str:
    return "#" + "".join(f"{round(min(max(k, 0), 1) * 255):02x}" for k in rgb)


def _linear(farbe: str) -> Rgb:
    r, g, b = (
        k / 255 / 12.92 if k <= 10 else ((k / 255 + 0.055) / 1.055) ** 2.4 for k in _bytes(farbe)
    )
    return r, g, b


def _gamma(k: float) -> float:
    k = min(max(k, 0.0), 1.0)
    return float(12.92 * k if k <= 0.0031308 else 1.055 * k ** (1 / 2.4) - 0.055)


def _luminance(rgb: Rgb) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def _see(rgb: Rgb, sicht: str) -> Rgb:
    return _multiply(_SEHWEISEN[sicht], rgb)


def _multiply(matrix: Sequence[Rgb], v: Rgb) -> Rgb:
    x, y, z = (sum(m * k for m, k in zip(row, v, strict=True)) for row in matrix)
    return x, y, z


def _oklab(rgb: Rgb) -> Rgb:
    x, y, z = (math.cbrt(k) for k in _multiply(_NACH_LMS, rgb))
    return _multiply(_NACH_LAB, (x, y, z))


def _from_oklab(lab: Rgb) -> Rgb:
    x, y, z = (k**3 for k in _multiply(_AUS_LAB, lab))
    return _multiply(_AUS_LMS, (x, y, z))


_NACH_LMS: tuple[Rgb, Rgb, Rgb] = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_NACH_LAB: tuple[Rgb, Rgb, Rgb] = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_AUS_LAB: tuple[Rgb, Rgb, Rgb] = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_AUS_LMS: tuple[Rgb, Rgb, Rgb] = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
