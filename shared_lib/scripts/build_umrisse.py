"""Derive the outlines of the 400 Kreise for maps from the VG250 outlines.

    uv run --with shapely python shared_lib/scripts/build_umrisse.py ../shared/daten/geometrie

Neighbours are simplified together (GEOS coverage), so that no gaps open between them; the
result is an equal-area projection in units of 500 m, written as integers.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import numpy as np
import shapely  # type: ignore[import-untyped]  # only this script needs it

QUELLE = "© GeoBasis-DE / BKG 2013 (Daten verändert), dl-de/by-2-0"
ZIEL = Path(__file__).resolve().parents[1] / "src/dkbm/darstellung/daten/umrisse.json"
DATEI = "kreise_vg250_vereinfacht.geojson"
EINHEIT, TOLERANZ = 500.0, 3600.0
"""Metres per unit of the result, and what may be lost in a simplified border."""
RADIUS = 6_371_007.0
LAENGE, BREITE = math.radians(10.5), math.radians(51.0)


def project(points: np.ndarray) -> np.ndarray:
    """Return metres in Lambert's azimuthal equal-area projection around the middle."""
    lon, lat = np.radians(points[:, 0]) - LAENGE, np.radians(points[:, 1])
    k = np.sqrt(
        2 / (1 + math.sin(BREITE) * np.sin(lat) + math.cos(BREITE) * np.cos(lat) * np.cos(lon))
    )
    x = k * np.cos(lat) * np.sin(lon)
    y = k * (math.cos(BREITE) * np.sin(lat) - math.sin(BREITE) * np.cos(lat) * np.cos(lon))
    return RADIUS * np.column_stack([x, y])


def list_rings(geometrie: shapely.Geometry) -> list[list[int]]:
    """Return all rings as flat lists x, y, x, y … without the closing point."""
    rings = []
    for polygon in shapely.get_parts(geometrie):
        for ring in (polygon.exterior, *polygon.interiors):
            points = np.round(np.asarray(ring.coords) / EINHEIT).astype(int)
            keep = np.append(np.any(np.diff(points, axis=0) != 0, axis=1), False)
            if keep.sum() >= 3:
                rings.append(points[keep].ravel().tolist())
    return rings


def build(ordner: Path) -> dict[str, object]:
    """Read the outlines and return them simplified, by five-digit key."""
    features = json.loads((ordner / DATEI).read_text(encoding="utf-8"))["features"]
    keys = [f["properties"]["AGS"][:5] for f in features]
    shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in features]
    projected = shapely.transform(shapely.make_valid(np.array(shapes)), project)
    simple = shapely.coverage_simplify(projected, TOLERANZ)
    outlines = {
        key: list_rings(g)
        for key, g in sorted(zip(keys, simple, strict=True), key=lambda item: item[0])
    }
    return {"quelle": QUELLE, "einheit_m": int(EINHEIT), "kreise": outlines}


if __name__ == "__main__":
    ZIEL.parent.mkdir(exist_ok=True)
    text = json.dumps(build(Path(sys.argv[1])), ensure_ascii=False, separators=(",", ":"))
    ZIEL.write_text(text + "\n", encoding="utf-8")
    print(f"{ZIEL.name}: {len(text) / 1000:.0f} kB")
