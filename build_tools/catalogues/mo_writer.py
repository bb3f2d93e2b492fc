"""Write translations as gettext's binary .mo format."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

_FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def format_mo(messages: Mapping[str, str]) -> bytes:
    """Return the .mo of msgid to msgstr, the same bytes each time (gettext manual, MO Files)."""
    catalog = Catalog(charset="utf-8", creation_date=_FIXED_DATE, revision_date=_FIXED_DATE)
    for message, text in messages.items():
        catalog.add(message, text)
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()
