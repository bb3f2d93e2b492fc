"""Write the style sheets of a site: that of its own pages in a language, and what all pages share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path

from build_tools import covers, fonts
from build_tools.model import Language, Publication
from build_tools.paths import STYLES_DIR
from build_tools.render.html_builder import build_stylesheet
from build_tools.render.language_css import make_language_css
from build_tools.render.templates import read_css

# The site's own pages belong to no publication: their one colour is that of the ink.
_NEUTRAL = ":root { --colour: #1c1b1a; --colour-light: #e8e6e1; --colour-tint: #f5f4f2; }"

_FONT_FACE = re.compile(r"@font-face \{[^}]*\}")
_TEXT_STACK = re.compile(r"--font-text: ([^;]+);")
# Of each writing system on a screen, as styles/base/tokens.css has it.
_LEADINGS = {"arabic": "1.85", "cjk": "1.75", "brahmic": "1.8"}


def write_language_styles(
    language: Language, others: Iterable[Language], pages: Sequence[str], folder: Path, cache: Path
) -> None:
    """Write `<tag>/style.css` and its fonts, with the letters of the site's own pages in a language.

    `pages` are these, as HTML.
    """
    home = folder / language.tag
    faces = fonts.select_fonts(language, tuple(one for one in others if one.tag != language.tag))
    css = fonts.write_webfonts(
        faces,
        map(unescape, pages),
        home / "fonts",
        cache,
        pages=pages,
        stand_ins=fonts.find_stand_ins(faces),
    )
    sheet = f"{css}\n{_NEUTRAL}\n{build_stylesheet('screen')}\n{make_language_css(language)}\n"
    (home / "style.css").write_text(sheet, "utf-8", newline="")


def make_faces_css(style: str, language: Language) -> str:
    """Return the sheet by which a passage of an edition is set in its own face on a page in another language.

    `style` is the style sheet of the edition; its fonts lie beside both.
    """
    stack = _TEXT_STACK.search(style)
    if stack is None:
        return ""
    family = stack[1].split(",")[0]
    rules = "\n".join(rule for rule in _FONT_FACE.findall(style) if f"font-family: {family};" in rule)
    look = f"font-family: {stack[1]}; line-height: {_LEADINGS.get(language.writing_system, '1.6')};"
    selectors = f".other:lang({language.tag}), .other-passage:lang({language.tag})"
    return f"{rules}\n{selectors} {{ {look} }}\n"


def make_site_css(publications: Iterable[Publication]) -> str:
    """Return the sheet that all pages share, with the colour of each publication, and widths of columns."""
    colours = "".join(_make_colour_rule(one) for one in publications)
    widths = "".join(f".width-{share} {{ inline-size: {share}%; }}\n" for share in range(1, 101))
    return f"{read_css([STYLES_DIR / 'site' / 'site.css'])}\n{colours}{widths}"


def _make_colour_rule(publication: Publication) -> str:
    palette = covers.make_palette(publication)
    day = f".text-{publication.id} {{ --accent: {palette.colour}; }}\n"
    night = (
        f"@media (prefers-color-scheme: dark) {{ .text-{publication.id} {{ --accent: {palette.light}; }} }}\n"
    )
    return day + night


def list_scripts() -> tuple[Path, ...]:
    """Return the scripts of the site."""
    return tuple(sorted((STYLES_DIR / "site").glob("*.js")))
