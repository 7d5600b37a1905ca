"""Text trees to HTML; every word is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from dkbm.bericht.textbaum import Knoten

__all__ = ["keep_together", "render_baum"]

_UNTRENNBAR = re.compile(
    r"\b\d{5}(?:-\w+)+|\bdl-de/by-2-0\b|\b\d+-Jährig\w*|\bje \d[\d.]*|\d+ = \d+"
)
"""What must stay on one line: table codes, licences, ages, ``je 1.000``, ``1995 = 100``."""
_VOR_LEERZEICHEN = re.compile(r"(?<![\d.])(\d{1,2}\.) (?=[A-ZÄÖÜ])|(\(in) (?=%)")
"""Day before month, and preposition before the sign it belongs to."""
_INLINE = {"fett": "strong", "kursiv": "em"}


def keep_together(text: str) -> Markup:
    """Escape a text and keep what a line must not part: ``31. Dezember``, ``12411-01-01-4``."""
    escaped = _VOR_LEERZEICHEN.sub("\\g<1>\\g<2>\u00a0", str(escape(text)))
    return Markup(_UNTRENNBAR.sub(r'<span class="fest">\g<0></span>', escaped))


def render_baum(baum: Sequence[Knoten]) -> Markup:
    """Render block nodes."""
    return Markup("\n").join(_render_block(knoten) for knoten in baum)


def _render_block(k: Knoten) -> Markup:
    match k["art"]:
        case "ueberschrift":
            return _render_heading(k)
        case "absatz":
            return Markup("<p>{}</p>").format(_render_inline(k["teile"]))
        case "liste":
            return _render_list(k)
        case "zitat":
            return Markup("<blockquote>{}</blockquote>").format(render_baum(k["bloecke"]))
        case "code":
            return Markup('<pre tabindex="0">{}</pre>').format(k["text"])
        case "linie":
            return Markup("<hr>")
        case "zahlen":
            return _render_table(k)
        case "definitionen":
            return _render_terms(k)
        case "ausklapp":
            return Markup(
                '<details><summary>{}</summary><pre tabindex="0">{}</pre></details>'
            ).format(k["titel"], k["text"])
    raise AssertionError(k["art"])


def _render_heading(k: Knoten) -> Markup:
    tag = f"h{k['ebene']}"
    nummer = Markup('<span class="nummer">{}</span> ').format(k["nummer"]) if k["nummer"] else ""
    return Markup("<{0} id='{1}'>{2}{3}</{0}>".replace("'", '"')).format(
        tag, k["anker"], nummer, _render_inline(k["teile"])
    )


def _render_list(k: Knoten) -> Markup:
    tag = "ol" if k["geordnet"] else "ul"
    beginn = Markup(' start="{}"').format(k["beginn"]) if k["beginn"] != 1 else ""
    punkte = Markup("").join(Markup("<li>{}</li>").format(_render_item(p)) for p in k["punkte"])
    return Markup("<{0}{1}>{2}</{0}>").format(tag, beginn, punkte)


def _render_item(bloecke: Sequence[Knoten]) -> Markup:
    """Leave out the paragraph around a single line."""
    if len(bloecke) == 1 and bloecke[0]["art"] == "absatz":
        return _render_inline(bloecke[0]["teile"])
    return render_baum(bloecke)


def _render_table(k: Knoten) -> Markup:
    kopf = Markup("").join(
        Markup('<th scope="col">{}</th>' if s.strip() else "<td>{}</td>").format(s)
        for s in k["spalten"]
    )
    zeilen = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            zeile[0], Markup("").join(Markup("<td>{}</td>").format(z) for z in zeile[1:])
        )
        for zeile in k["zeilen"]
    )
    worte = k.get("beschreibung", "")
    beschriftung = Markup('<caption class="nur-vorlesen">{}</caption>').format(worte)
    return Markup(
        '<div class="rolle" tabindex="0" role="group" aria-label="Tabelle">'
        "<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(beschriftung if worte else "", kopf, zeilen)


def _render_terms(k: Knoten) -> Markup:
    eintraege = Markup("").join(
        Markup("<dt>{}</dt>{}").format(
            e["begriff"],
            Markup("").join(Markup("<dd>{}</dd>").format(keep_together(t)) for t in e["texte"]),
        )
        for e in k["eintraege"]
    )
    return Markup('<dl class="kennzahl">{}</dl>').format(eintraege)


def _render_inline(teile: Sequence[Knoten]) -> Markup:
    return Markup("").join(_render_part(teil) for teil in teile)


def _render_part(k: Knoten) -> Markup:
    match k["art"]:
        case "text":
            return keep_together(k["text"])
        case "code":
            return Markup("<code>{}</code>").format(k["text"])
        case "umbruch":
            return Markup("<br>")
        case "bezug":
            return Markup('<a href="#{}">{}</a>').format(k["anker"], k["text"])
        case "sprache":
            return Markup('<span lang="{}">{}</span>').format(k["lang"], _render_inline(k["teile"]))
        case "verweis" if k["ziel"]:
            return Markup('<a href="{}">{}</a>').format(k["ziel"], _render_inline(k["teile"]))
        case "verweis":
            return _render_inline(k["teile"])
    return Markup("<{0}>{1}</{0}>").format(_INLINE[k["art"]], _render_inline(k["teile"]))
