"""Load the UI strings that Sphinx has in some 60 languages, and write back those it looks up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import GNUTranslations, NullTranslations
from importlib.util import find_spec
from pathlib import Path

from build_tools.catalogues.mo_writer import format_mo
from build_tools.model import Language, LocalizedText, UiStrings, format_locale_name
from build_tools.paths import safe_join, write_atomically

# Our message, Sphinx's, and what stands for its number.
_RENAMED_MESSAGES = (
    ("Contents", "Table of Contents", ""),
    ("Next", "next", ""),
    ("Previous", "previous", ""),
    ("Page", "page", ""),
    ("Section {arabic}", "Section %s", "{arabic}"),
)
# What Sphinx itself puts into a text, under its own messages. Words of its site, of indices that
# no edition has and of its terminal are not here.
SPHINX_MESSAGES = (
    *("Attention", "Caution", "Danger", "Error", "Hint", "Important", "Note", "See also", "Tip"),
    *("Warning", "Todo", "original entry", "<<original entry>>"),
    "(The <<original entry>> is located in %s, line %d.)",
    *("Added in version %s", "Changed in version %s", "Deprecated since version %s"),
    *("Removed in version %s", "Section %s", "Fig. %s", "Table %s", "Listing %s"),
    *("Author: ", "Section author: ", "Module author: ", "Code author: "),
    *("Index", "Module Index", "Search Page"),
    *("no translated elements!", "could not calculate translation progress!"),
    *("Type", "Default", "Parameters", "Template Parameters", "Arguments", "Variables"),
    *("Returns", "Return type", "Return values", "Raises", "Throws"),
    "Positional-only parameter separator (PEP 570)",
    "Keyword-only parameters separator (PEP 3102)",
)
_SPHINX_LOCALES: Mapping[str, str] = {
    "zh": "zh_CN",
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
    "uk": "uk_UA",
    "no": "nb_NO",
    "nb": "nb_NO",
}


def load_sphinx_strings(tag: str) -> dict[str, LocalizedText]:
    """Return the UI strings that Sphinx has in a language; none for English."""
    if tag == "en" or tag.startswith("en-"):
        return {}
    gnu = _open_sphinx_catalogue(_SPHINX_LOCALES.get(tag) or format_locale_name(tag))
    return (
        {ours: LocalizedText(text=text, language=tag) for ours, text in _iter_sphinx_strings(gnu)}
        if gnu
        else {}
    )


class _EmptyTranslations(NullTranslations):
    """Return an empty string where Sphinx would return its message in English."""

    def gettext(self, message: str) -> str:
        """Return no text, whatever the message."""
        return ""


def _open_sphinx_catalogue(name: str) -> GNUTranslations | None:
    # Found without importing Sphinx, which takes longer than all that is done here.
    spec = find_spec("sphinx")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = safe_join(Path(folder), f"locale/{name}/LC_MESSAGES/sphinx.mo")
        if path.is_file():
            with path.open("rb") as stream:
                translations = GNUTranslations(stream)
            translations.add_fallback(_EmptyTranslations())
            return translations
    return None


def _iter_sphinx_strings(gnu: GNUTranslations) -> Iterator[tuple[str, str]]:
    for message in SPHINX_MESSAGES:
        if text := gnu.gettext(message):
            yield message, text
    for ours, theirs, number in _RENAMED_MESSAGES:
        if text := gnu.gettext(theirs).replace("%s", number):
            yield ours, text[:1].upper() + text[1:]


def write_sphinx_strings(ui_strings: UiStrings, language: Language, into: Path) -> Path:
    """Write Sphinx's own strings as `sphinx.mo` below `into`; return `into`.

    Sphinx looks for it in each of its `locale_dirs` before it takes its own translations.
    """
    texts = {
        message: ui_strings.messages[message].text
        for message in SPHINX_MESSAGES
        if message in ui_strings.messages
    }
    write_atomically(safe_join(into, f"{language.folder}/LC_MESSAGES/sphinx.mo"), format_mo(texts))
    return into
