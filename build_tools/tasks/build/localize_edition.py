"""Localise what an edition says of itself: date, name of the source language, typefaces."""

from __future__ import annotations

from dataclasses import replace

from build_tools import fonts
from build_tools.model import Edition
from build_tools.register import format_long_date, get_language_name


def localize_edition(edition: Edition) -> Edition:
    """Return an edition with its date and its source language as its readers write them.

    Runs in the edition's own process, once its date is known. Raises UserError `fonts/…`.
    """
    faces = fonts.select_fonts(edition.language, (edition.source,))
    own = (family.name for family in faces.text + faces.furniture if not family.borrowed)
    return replace(
        edition,
        date_text=format_long_date(edition.date, edition.language),
        source_name=get_language_name(edition.source.tag, edition.language.tag),
        typefaces=tuple(dict.fromkeys(own)),
    )
