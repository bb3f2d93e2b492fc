"""Start a Sphinx application for one edition."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from docutils.utils.smartquotes import smartchars
from sphinx.application import Sphinx

from build_tools.model import Edition, Language
from build_tools.paths import STYLES_DIR, Root
from build_tools.reader.conf_errors import convert_conf_errors, has_conf, reject_bad_values
from build_tools.reader.docutils_conf import ignore_docutils_files, read_text_settings
from build_tools.sphinx_ext.directives import format_today


def start_sphinx(
    edition: Edition, root: Root, messages: Path | None, work: Path, output: StringIO, builder: str = "dummy"
) -> Sphinx:
    """Return an application for an edition's own pages, with our settings before those of conf.py.

    `messages` holds compiled catalogues, `output` takes what Sphinx writes meanwhile. Raises
    UserError `source/conf`, exit 1, where it cannot start.
    """
    confdir = root.source if has_conf(root) else None
    ignore_docutils_files()
    # A root's own extensions are imported from source/, where a build writes nothing.
    sys.dont_write_bytecode = True
    with convert_conf_errors(root):
        app = Sphinx(
            srcdir=root.source,
            confdir=confdir,
            outdir=work / "pages",
            doctreedir=work / "doctrees",
            buildername=builder,
            confoverrides=_make_conf_overrides(edition, messages),
            status=None,
            warning=output,
            freshenv=True,
        )
        reject_bad_values(app)
    _register_smartquotes(edition.language)
    if app.config.smartquotes_excludes == SPHINX_QUOTE_EXCLUDES:
        app.config.smartquotes_excludes = {**SPHINX_QUOTE_EXCLUDES, "languages": []}
    app.env.settings.update(read_text_settings(root))
    # A link from each heading back to a list of contents would lead nowhere where that is left out.
    app.env.settings["toc_backlinks"] = False
    app.config.exclude_patterns += _iter_exclude_patterns(edition, root)
    # An index is in the language of its edition.
    app.config.gettext_additional_targets = [*app.config.gettext_additional_targets, "index"]
    app.config.today = app.config.today or format_today(edition)
    app.config.version = app.config.version or edition.publication.version
    app.config.release = app.config.release or edition.publication.version
    return app


# Sphinx leaves quotes of these languages straight since docutils takes each for a closing one; here they are
# paired (sphinx_ext/text/spaceless_quotes.py). A root's own conf.py may exclude languages still.
SPHINX_QUOTE_EXCLUDES = {"languages": ["ja", "zh_CN", "zh_TW"], "builders": ["man", "text"]}


def _make_conf_overrides(edition: Edition, messages: Path | None) -> dict[str, Any]:
    """Return the settings that a root's own conf.py cannot change."""
    publication = edition.publication
    return {
        "root_doc": f"{publication.id}/{publication.start}",
        "master_doc": f"{publication.id}/{publication.start}",
        "language": edition.language.folder,
        "locale_dirs": [str(messages)] if messages else [],
        "gettext_compact": False,
        "gettext_auto_build": False,
        "templates_path": [],
        "html_theme_path": [str(STYLES_DIR)],
        "html_theme": "basic",
        "html_theme_options": {},
        "html_static_path": [],
        "html_extra_path": [],
        "html_css_files": [],
        "html_js_files": [],
        "html_style": None,
        "html_logo": None,
        "html_favicon": None,
        "html_file_suffix": None,
        "html_link_suffix": None,
        "html_permalinks_icon": "",
        "html_additional_pages": {},
        "html_sidebars": {},
        "html_copy_source": False,
        "show_warning_types": False,
        "pygments_style": None,
        "latex_elements": {},
    }


def _iter_exclude_patterns(edition: Edition, root: Root) -> Iterator[str]:
    for entry in sorted(root.source.iterdir()):
        if entry.name != edition.publication.id:
            yield f"{entry.name}/**" if entry.is_dir() else entry.name


def _register_smartquotes(language: Language) -> None:
    """Add a language's quotation marks to docutils' table; without marks, docutils' own stay.

    The setting `smartquotes_locales` of docutils does the same, but too late for Sphinx, which
    looks the language up in the table before.
    """
    if language.quotes:
        smartchars.quotes[language.tag.lower()] = language.quotes.replace(" ", "")[:4]
