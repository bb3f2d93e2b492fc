"""Return the style sheet that a language needs beside those of its format."""

from __future__ import annotations

from build_tools.model import Language
from build_tools.paths import STYLES_DIR
from build_tools.render import templates

# The sheets of `styles/scripts/` by script: an edition has none where the common ones do.
SCRIPT_SHEETS = {"Hans": "han.css", "Hant": "han.css", "Hani": "han.css", "Jpan": "han.css"}


def make_language_css(language: Language) -> str:
    """Return the CSS for the script and the digits of a language; empty for most."""
    sheet = SCRIPT_SHEETS.get(language.script)
    script_css = templates.read_css([STYLES_DIR / "scripts" / sheet]) if sheet else ""
    return join_css(script_css, _make_digits_css(language))


def join_css(*sheets: str) -> str:
    """Return style sheets one after another, without the empty ones."""
    return "\n".join(filter(None, sheets))


def _make_digits_css(language: Language) -> str:
    """Return the style of page numbers in the digits of a language; empty for those of CSS."""
    symbols = " ".join(f'"{digit}"' for digit in language.digits)
    style = f'@counter-style folio {{ system: numeric; symbols: {symbols}; suffix: ""; }}'
    return style if symbols else ""
