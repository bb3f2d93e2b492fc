"""Catalogues brought up to date: takes templates of the sources, gives the files to write.

`templates` reads what Sphinx extracted, `update` says what changes in a language, `with_columns`
gives the glossary its columns. GNU gettext writes every .po; nothing here touches `locale/`.
"""

from build_tools.catalogues.updating.glossary import with_columns
from build_tools.catalogues.updating.language import update
from build_tools.catalogues.updating.model import Change, Counts, Template, Tongue, Updated
from build_tools.catalogues.updating.templates import design, templates

__all__ = [
    "Change",
    "Counts",
    "Template",
    "Tongue",
    "Updated",
    "design",
    "templates",
    "update",
    "with_columns",
]
