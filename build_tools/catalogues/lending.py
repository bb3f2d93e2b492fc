"""Words lent to Sphinx: takes the words of the design, gives the catalogue that it asks first."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from build_tools.catalogues.borrowed import SPHINX
from build_tools.catalogues.reading import NEVER
from build_tools.layout import inside, write_whole
from build_tools.model import Language, Words


def lend(words: Words, language: Language, into: Path) -> Path:
    """Write what Sphinx says itself as its `sphinx.mo` below `into`; return `into`.

    Sphinx looks for it in each of its `locale_dirs`, and there before it takes its own words.
    """
    said = {
        message: words.messages[message].text for message in SPHINX if message in words.messages
    }
    write_whole(inside(into, f"{language.folder}/LC_MESSAGES/sphinx.mo"), compiled(said))
    return into


def compiled(messages: Mapping[str, str]) -> bytes:
    """Return messages and their translations as gettext's binary file, the same each time."""
    catalog = Catalog(charset="utf-8", creation_date=NEVER, revision_date=NEVER)
    for message, text in messages.items():
        catalog.add(message, text)
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()
