"""Words that Sphinx already has in some 60 languages: takes a tag, gives words of the design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import GNUTranslations, NullTranslations
from importlib.util import find_spec
from pathlib import Path

from build_tools.layout import safe_join
from build_tools.model import LocalizedText, format_locale_name

# Our message, Sphinx's, and what stands for its number.
_SAME = (
    ("Contents", "Table of Contents", ""),
    ("Next", "next", ""),
    ("Previous", "previous", ""),
    ("Page", "page", ""),
    ("Section {arabic}", "Section %s", "{arabic}"),
)
# What Sphinx itself puts into a text, under its own messages. Words of its site, of indices that
# no edition has and of its terminal are not here.
SPHINX = (
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
_NAMES: Mapping[str, str] = {
    "zh": "zh_CN",
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
    "uk": "uk_UA",
    "no": "nb_NO",
    "nb": "nb_NO",
}


def borrowed(tag: str) -> dict[str, LocalizedText]:
    """Return the words of the design that Sphinx knows in a language; none for English."""
    if tag == "en" or tag.startswith("en-"):
        return {}
    gnu = _sphinx(_NAMES.get(tag) or format_locale_name(tag))
    return (
        {ours: LocalizedText(text=text, language=tag) for ours, text in _words(gnu)} if gnu else {}
    )


class _Silent(NullTranslations):
    """Says nothing where Sphinx would say its message in English."""

    def gettext(self, message: str) -> str:
        """Return no text, whatever the message."""
        return ""


def _sphinx(name: str) -> GNUTranslations | None:
    # Found without importing Sphinx, which takes longer than all that is done here.
    spec = find_spec("sphinx")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = safe_join(Path(folder), f"locale/{name}/LC_MESSAGES/sphinx.mo")
        if path.is_file():
            with path.open("rb") as stream:
                found = GNUTranslations(stream)
            found.add_fallback(_Silent())
            return found
    return None


def _words(gnu: GNUTranslations) -> Iterator[tuple[str, str]]:
    for message in SPHINX:
        if text := gnu.gettext(message):
            yield message, text
    for ours, theirs, number in _SAME:
        if text := gnu.gettext(theirs).replace("%s", number):
            yield ours, text[:1].upper() + text[1:]
