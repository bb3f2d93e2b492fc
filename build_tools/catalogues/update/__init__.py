"""Bring catalogues up to date: read templates of the sources, return the files to write.

GNU gettext writes every .po; nothing here writes to `locale/`.
"""

from build_tools.catalogues.glossary import add_glossary_columns
from build_tools.catalogues.po_model import FileChange, LanguageUpdate, Template, UpdateRequest
from build_tools.catalogues.update.input_files import add_message_notes, read_page_templates
from build_tools.catalogues.update.language_update import update_language
from build_tools.catalogues.update.ui_template import list_ui_languages, read_ui_template
from build_tools.catalogues.update.weblate_components import update_weblate_components

__all__ = [
    "FileChange",
    "LanguageUpdate",
    "Template",
    "UpdateRequest",
    "add_glossary_columns",
    "add_message_notes",
    "list_ui_languages",
    "read_page_templates",
    "read_ui_template",
    "update_language",
    "update_weblate_components",
]
