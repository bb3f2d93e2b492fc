"""Messages as gettext's binary file: takes messages and their translations, gives its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from build_tools.catalogues.reading import NEVER


def compiled(messages: Mapping[str, str]) -> bytes:
    """Return the .mo of msgid to msgstr, the same bytes each time (gettext manual, MO Files)."""
    catalog = Catalog(charset="utf-8", creation_date=NEVER, revision_date=NEVER)
    for message, text in messages.items():
        catalog.add(message, text)
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()
