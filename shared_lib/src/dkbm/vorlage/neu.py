"""``dkbm neu``: scaffold a project through cookiecutter, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cookiecutter.exceptions import CookiecutterException
from cookiecutter.main import cookiecutter

from dkbm.fehler import DkbmFehler, explain_oserror
from dkbm.vorlage import antworten
from dkbm.vorlage.ort import find_kit
from dkbm.vorlage.paket import write_werkzeug

__all__ = ["create_projekt"]


def create_projekt(
    suche: str,
    ziel: Path,
    *,
    titel: str = "Bildungsbericht",
    kontakt: str = "",
    vergleichskommunen: str = "",
    ordnername: str = "",
) -> Path:
    """Create the project of a Kommune.

    The same template, defaults and checks as plain ``cookiecutter`` are used; the project is
    made in a temporary folder beside its place and renamed when complete.

    Parameters
    ----------
    suche
        AGS or (part of) the name.
    ziel
        Folder in which the project folder is made; created if missing.
    vergleichskommunen
        Keys or names with commas; five of the same kind and size where empty.
    ordnername
        Name of the project folder; from the register where empty.

    Returns
    -------
    pathlib.Path
        The project folder.

    Raises
    ------
    DkbmFehler
        If an answer is wrong, the folder exists or cannot be written.
    """
    ordner = ordnername or antworten.suggest_ordner(suche)
    context = {
        "gebiet": antworten.find_ags(suche),
        "titel": antworten.check_titel(titel),
        "kontakt": antworten.check_kontakt(kontakt),
        "vergleichskommunen": vergleichskommunen or antworten.suggest_vergleich(suche),
        "kommune": antworten.check_ordner(ordner),
    }
    antworten.find_vergleich(context["vergleichskommunen"], context["gebiet"])
    projekt = ziel / ordner
    if projekt.exists():
        raise DkbmFehler(
            f"Den Ordner {ordner} gibt es schon; er bleibt unverändert.",
            wo=str(projekt.resolve()),
            rat="Bitte ein anderes Ziel (--ziel) oder einen anderen Ordnernamen (--name) wählen.",
        )
    try:
        ziel.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".neu-", dir=ziel) as werkstatt:
            _render(context, Path(werkstatt))
            write_werkzeug(Path(werkstatt) / ordner / "werkzeug")
            os.replace(Path(werkstatt) / ordner, projekt)
    except OSError as error:
        raise DkbmFehler(
            f"In den Ordner {ziel} lässt sich nicht schreiben: {explain_oserror(error)}.",
            wo=str(ziel.resolve()),
            rat="Bitte mit --ziel einen Ordner wählen, in dem Sie Schreibrechte haben.",
        ) from error
    return projekt


def _render(context: dict[str, str], werkstatt: Path) -> None:
    try:
        cookiecutter(
            str(find_kit()),
            no_input=True,
            extra_context={name: _quote_jinja(text) for name, text in context.items()},
            output_dir=str(werkstatt),
            default_config=True,
            # Its only hook starts a second Python for what is done here in the same way.
            accept_hooks=False,
        )
    except CookiecutterException as error:
        raise DkbmFehler(f"Das Projekt ließ sich nicht anlegen ({error}).") from error


def _quote_jinja(text: str) -> str:
    """Write any text as a Jinja literal: cookiecutter renders the answers it is given."""
    literal = text.encode("unicode_escape").decode("ascii").replace('"', '\\"')
    return f'{{{{ "{literal}" }}}}'
