"""After generation: put the library that made the project into it, as a wheel.

Cookiecutter renders this file before it runs it; the only value taken over is the folder of
the template, as JSON inside a raw string.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

VORLAGE = r""" {{ cookiecutter._repo_dir | tojson }} """


def add_library(vorlage: Path) -> None:
    """Make the library of the template importable, if the template lies beside it."""
    quelle = vorlage / "shared_lib" / "src"
    if quelle.is_dir():
        sys.path.insert(0, str(quelle))


def main(vorlage: Path, projekt: Path) -> None:
    """Complete the generated project.

    Parameters
    ----------
    vorlage
        Folder of the template.
    projekt
        Folder of the generated project.
    """
    add_library(vorlage)
    from dkbm.vorlage.paket import write_werkzeug

    write_werkzeug(projekt / "werkzeug")


if __name__ == "__main__":
    main(Path(json.loads(VORLAGE)).resolve(), Path.cwd())
