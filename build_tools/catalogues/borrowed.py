"""Words that Sphinx already has in some 60 languages: takes a tag, gives words of the design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import GNUTranslations
from importlib.util import find_spec
from pathlib import Path

from build_tools.layout import inside
from build_tools.model import Word, folder_of

# Our message, Sphinx's, and what stands for its number.
_SAME = (
    ("Contents", "Table of Contents", ""),
    ("Table of contents", "Table of Contents", ""),
    ("Next", "next", ""),
    ("Previous", "previous", ""),
    ("Page", "page", ""),
    ("Notes", "Footnotes", ""),
    ("Section {arabic}", "Section %s", "{arabic}"),
)
_NAMES: Mapping[str, str] = {
    "zh": "zh_CN",
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
    "uk": "uk_UA",
    "no": "nb_NO",
    "nb": "nb_NO",
}


def borrowed(tag: str) -> dict[str, Word]:
    """Return the words of the design that Sphinx knows in a language; none for English."""
    if tag == "en" or tag.startswith("en-"):
        return {}
    gnu = _sphinx(_NAMES.get(tag) or folder_of(tag))
    return {ours: Word(text=text, language=tag) for ours, text in _words(gnu)} if gnu else {}


def _sphinx(name: str) -> GNUTranslations | None:
    # Found without importing Sphinx, which takes longer than all that is done here.
    spec = find_spec("sphinx")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = inside(Path(folder), f"locale/{name}/LC_MESSAGES/sphinx.mo")
        if path.is_file():
            with path.open("rb") as stream:
                return GNUTranslations(stream)
    return None


def _words(gnu: GNUTranslations) -> Iterator[tuple[str, str]]:
    for ours, theirs, number in _SAME:
        text = gnu.gettext(theirs)
        if text != theirs:
            text = text.replace("%s", number)
            yield ours, text[:1].upper() + text[1:]
