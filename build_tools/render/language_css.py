"""Return the style sheet that a language needs beside those of its format."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model import Language
from build_tools.paths import STYLES_DIR
from build_tools.render import templates

# The sheets of `styles/scripts/` by script: an edition has none where the common ones do.
SCRIPT_SHEETS = {"Hans": "han.css", "Hant": "han.css", "Hani": "han.css", "Jpan": "han.css"}
# The counter styles of styles/base/lists.css that are set in digits, with what follows the number.
NUMBER_STYLES = {"number": ".\\2002", "number-paren": ")\\2002", "folio": ""}
# The class of a list's marks, which stand with a full stop or with a parenthesis.
LETTER_STYLES = {"": ".\\2002", ".paren": ")\\2002"}


def make_language_css(language: Language) -> str:
    """Return the CSS for the script, the digits and the letters of a language; empty for most."""
    sheet = SCRIPT_SHEETS.get(language.script)
    script_css = templates.read_css([STYLES_DIR / "scripts" / sheet]) if sheet else ""
    return join_css(script_css, _make_digits_css(language), _make_letters_css(language))


def join_css(*sheets: str) -> str:
    """Return style sheets one after another, without the empty ones."""
    return "\n".join(filter(None, sheets))


def _make_digits_css(language: Language) -> str:
    symbols = " ".join(f'"{digit}"' for digit in language.digits)
    styles = (
        f'@counter-style {name} {{ system: numeric; symbols: {symbols}; suffix: "{suffix}"; }}'
        for name, suffix in NUMBER_STYLES.items()
    )
    return join_css(*styles) if symbols else ""


def _make_letters_css(language: Language) -> str:
    """Return the counter styles of lists; none for letters that styles/base/lists.css has, as of Arabic."""
    # Alone, a heh joins to nothing and looks like the digit 5.
    symbols = [letter if letter != "ه" else '"ه\\200D"' for letter in language.letters]
    common_css = templates.read_css([STYLES_DIR / "base" / "lists.css"])
    if not symbols or f"symbols: {' '.join(symbols)};" in common_css:
        return ""
    capitals = [letter.upper() for letter in symbols]
    rules = [*_iter_letter_rules("lower", symbols), *_iter_letter_rules("upper", capitals)]
    return join_css(*(rule.replace("{tag}", language.tag) for rule in rules))


def _iter_letter_rules(case: str, symbols: list[str]) -> Iterator[str]:
    for kind, suffix in LETTER_STYLES.items():
        name = f"own-{case}{kind.replace('.', '-')}"
        marks = " ".join(symbols)
        yield f'@counter-style {name} {{ system: fixed; symbols: {marks}; suffix: "{suffix}"; }}'
        yield f"ol.{case}alpha{kind}:lang({{tag}}) {{ list-style-type: {name}; }}"
