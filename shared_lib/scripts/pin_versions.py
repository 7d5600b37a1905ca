"""Write the exact versions of all packages that were tested, for both kinds of users.

Usage: ``uv run python shared_lib/scripts/pin_versions.py`` after an update of ``uv.lock``.
uv users get them by ``constraint-dependencies`` of the workspace, projects and pip users by
``constraints.txt``; a test compares the two.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

WURZEL = Path(__file__).resolve().parents[2]
CONSTRAINTS = WURZEL / "shared_lib/src/dkbm/vorlage/constraints.txt"
KOPF = "# Geprüfte Versionen; erzeugt von shared_lib/scripts/pin_versions.py\n"


def export_versions() -> list[str]:
    """Return ``name==version ; marker`` lines of the lock file."""
    command = ["uv", "export", "--all-packages", "--all-groups", "--no-hashes", "--no-header"]
    command += ["--no-annotate", "--no-emit-workspace", "--format", "requirements-txt"]
    result = subprocess.run(command, cwd=WURZEL, check=True, capture_output=True, text=True)
    return [zeile.strip() for zeile in result.stdout.splitlines() if "==" in zeile]


def main() -> None:
    """Write ``constraints.txt`` and the block in ``pyproject.toml``."""
    versions = export_versions()
    CONSTRAINTS.write_text(KOPF + "\n".join(versions) + "\n", encoding="utf-8", newline="\n")
    path = WURZEL / "pyproject.toml"
    lines = "".join(f"  {zeile!r},\n" if '"' in zeile else f'  "{zeile}",\n' for zeile in versions)
    block = f"constraint-dependencies = [\n{lines}]"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"constraint-dependencies = \[.*?\n\]", lambda _: block, text, flags=re.DOTALL)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
