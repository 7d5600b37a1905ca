"""Beim Prüfen der Notebooks starten die Kerne warm, wo das System es kann."""

import os

os.environ.setdefault("JUPYTER_DEFAULT_PROVISIONER_NAME", "dkbm-gabel")
