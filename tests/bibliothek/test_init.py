"""What ``import dkbm`` offers: everything notebooks need, loaded only when used."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import dkbm
import pytest


def test_all_names_are_there() -> None:
    assert sorted(dkbm.__all__) == list(dkbm.__all__)
    assert dir(dkbm) == sorted(dkbm.__all__)
    for name in dkbm.__all__:
        assert getattr(dkbm, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'kennzal'"):
        _ = dkbm.kennzal


def test_names_for_people_and_for_type_checkers_are_the_same() -> None:
    """The lazy table and the imports under TYPE_CHECKING must not drift apart."""
    tree = ast.parse(Path(str(dkbm.__file__)).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    typed = {
        alias.name: str(node.module)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert set(typed) == set(dkbm.__all__) - {"__version__"}
    for name, module in typed.items():
        assert getattr(dkbm, name) is getattr(import_module(module), name)


def test_import_alone_is_light() -> None:
    code = (
        "import sys; before = set(sys.modules); import dkbm; dkbm.__version__; "
        "print(*{m.partition('.')[0] for m in set(sys.modules) - before} - sys.stdlib_module_names)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["dkbm"]
