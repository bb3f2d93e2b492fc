"""Check the formulas of a message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.sanitizer.rejection import Rejection, quote_excerpt

MAX_FORMULA_DEPTH = 40

_ROLE = re.compile(r":math:`((?:[^`\\]|\\.)*)`|`((?:[^`\\]|\\.)*)`:math:", re.DOTALL)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_SIGNS = re.compile(r"\\[A-Za-z]|[{}^_]")
_WORD = re.compile(r"[^\W\d_]{3}")
_TAG = re.compile(r"<(/?)\w[^>]*?(/?)>")


def check_formulas(msgid: str, msgstr: str) -> Rejection | None:
    """Reject a formula that is not in the source and that no format could show."""
    source_formulas = set(_iter_formulas(msgid, msgid))
    for formula in _iter_formulas(msgid, msgstr):
        if formula not in source_formulas and not is_valid_formula(formula):
            return Rejection(
                code="catalogue/refused-formula",
                message=f"the formula “{quote_excerpt(formula)}” cannot be read",
                remedy="write it as the source does; words within it go into \\text{…}",
            )
    return None


def _iter_formulas(msgid: str, text: str) -> Iterator[str]:
    for before, after in _ROLE.findall(text):
        yield before or after
    # A message that is a formula as a whole has no words but those of its commands.
    is_words = _WORD.search(_COMMAND.sub("", msgid))
    if _SIGNS.search(text) and "`" not in text and not is_words:
        yield text


def is_valid_formula(text: str) -> bool:
    """Return whether a text can be shown as a formula, and is no deeper than a page can hold."""
    from docutils.utils.math.latex2mathml import tex2mathml

    try:
        mathml = tex2mathml(text)
    except Exception:  # docutils stumbles in many ways over what is no formula
        return False
    depth = deepest = 0
    for closes, empty in _TAG.findall(mathml):
        depth += -1 if closes else not empty
        deepest = max(deepest, depth)
    return deepest <= MAX_FORMULA_DEPTH
