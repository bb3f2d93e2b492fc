"""Load the words of the design for pages that tell of releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.errors import UserError
from build_tools.model import Language, UiStrings
from build_tools.paths import PROJECT_DIR, Root

if TYPE_CHECKING:
    from build_tools.render.templates import TemplateStrings


def make_template_strings(language: Language, root: Root) -> TemplateStrings:
    """Return the UI strings of a language for a template; those of this project if the root's are wrong."""
    from build_tools.render.templates import TemplateStrings

    return TemplateStrings(load_page_strings(language, root), language.tag)


def load_page_strings(language: Language, root: Root) -> UiStrings:
    """Return the UI strings of a language; those of this project where the root's cannot be read."""
    from build_tools import catalogues

    try:
        return catalogues.load_ui_strings(language, root)
    except UserError:  # reported where an edition in that language is built
        return catalogues.load_ui_strings(language, Root(PROJECT_DIR))
