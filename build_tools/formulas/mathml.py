"""Convert TeX to MathML, or say why it cannot be: a formula is never written otherwise than meant."""

from __future__ import annotations

import re
from html.entities import html5
from xml.etree import ElementTree as ET

from docutils.utils.math import MathError, mathalphabet2unichar
from docutils.utils.math.latex2mathml import tex2mathml

from build_tools.formulas.tex import find_unpaired, normalize_tex

_NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
# docutils writes names that HTML knows and XML does not.
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;)(\w+;)")
_CHILDREN = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_BRACES = {"⏞", "⏟"}
_LIMITS = {"msub": "munder", "msup": "mover"}


class FormulaError(ValueError):
    """Say why a formula cannot be shown."""


def convert_formula(tex: str, *, as_block: bool) -> str:
    """Return a formula as MathML on one line, well-formed XML. Raises FormulaError."""
    if unpaired := find_unpaired(tex):
        raise FormulaError(f"“{unpaired}” has no partner")
    try:
        xml = tex2mathml(normalize_tex(tex), as_block=as_block).replace(_NAMESPACE, "", 1)
        root = ET.fromstring(_ENTITY.sub(lambda match: html5[match[1]], xml))  # noqa: S314  # docutils' own
        _finish_tree(root)
        text = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    except FormulaError:
        raise
    except MathError as error:
        raise FormulaError(str(error).rstrip(".!")) from error
    except Exception as error:  # docutils stumbles in many ways over what is no formula
        raise FormulaError("it is no formula of TeX") from error
    return text.replace("<math", f"<math{_NAMESPACE}", 1)


def _finish_tree(root: ET.Element) -> None:
    for element in root.iter():
        if len(element):
            element.text = None
        element.tail = None
        if len(element) != _CHILDREN.get(element.tag, len(element)):
            raise FormulaError("a part of it is missing")
        if element.tag in _LIMITS and (element[0].findtext("mo[last()]") or "") in _BRACES:
            element.tag = _LIMITS[element.tag]
        if element.get("class") == "ams-align":
            _align_columns(element)
    if not root.findtext(".//*") and not any((element.text or "").strip() for element in root.iter()):
        raise FormulaError("it is empty")


def _align_columns(table: ET.Element) -> None:
    """Align columns at the signs of relation, as TeX does: each second column begins where one ends."""
    width = max(len(row) for row in table)
    if width > 1:
        sides = ("right", "left")
        table.set("columnalign", " ".join(sides[number % 2] for number in range(width)))
        table.set("columnspacing", " ".join(("0em", "2em")[number % 2] for number in range(width - 1)))


def collect_formula_letters(mathml: str) -> frozenset[str]:
    """Return the letters that a browser draws of MathML: names in italics, and the sign of a root."""
    letters = set("".join(ET.fromstring(mathml).itertext()))  # noqa: S314  # our own
    italics = {mathalphabet2unichar.mathit.get(letter, letter) for letter in letters}
    return frozenset(letters | italics | {"√", " "})
