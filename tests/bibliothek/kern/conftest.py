"""A notebook that changes all it can reach, and shows what it found."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

ZELLEN = (
    "import os, sys, warnings\nimport numpy as np\nimport pandas as pd\n"
    "import matplotlib.pyplot as plt\nimport dkbm",
    "print(pd.get_option('display.max_rows'), plt.rcParams['font.size'], os.environ.get('SPUR'),\n"
    "      os.path.basename(os.getcwd()), len(sys.path), len(sys.argv), 'spur' in globals(),\n"
    "      np.get_printoptions()['precision'], ('error', None, Warning, None, 0) in warnings.filters, plt.get_fignums())",
    "import hilfe\nhilfe.zaehler += 1\nhilfe.zaehler",
    "spur = 1\nos.environ['SPUR'] = 'x'\npd.set_option('display.max_rows', 3)\n"
    "plt.rcParams['font.size'] = 20\nnp.set_printoptions(precision=2)\n"
    "warnings.simplefilter('error')\nsys.path.insert(0, '/nirgends')\nprint = repr",
    "plt.plot([1, 2, 3]);",
    "pd.DataFrame({'a': [1, 2]})",
    "get_ipython().execution_count",
    "os.chdir('/')",
)


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """A notebook in a folder with a module of its own."""
    cells = [nbformat.v4.new_code_cell(zelle) for zelle in ZELLEN]
    path = tmp_path / "notebooks" / "01_spuren.ipynb"
    path.parent.mkdir()
    (path.parent / "hilfe.py").write_text("zaehler = 0\n", encoding="utf-8")
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path
