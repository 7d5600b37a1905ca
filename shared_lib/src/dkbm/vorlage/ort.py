"""Where the template lies: at the top of the repository, or inside an installed library."""

from __future__ import annotations

from pathlib import Path

__all__ = ["find_kit"]


def find_kit() -> Path:
    """Return the folder that holds ``cookiecutter.json``.

    Raises
    ------
    FileNotFoundError
        If the library was installed without its template.
    """
    paket = Path(__file__).resolve().parents[1]
    for ordner in (paket.parents[2], paket / "vorlage" / "kit"):
        if (ordner / "cookiecutter.json").is_file() and (ordner / "hooks").is_dir():
            return ordner
    raise FileNotFoundError(f"no template beside or inside {paket}")
