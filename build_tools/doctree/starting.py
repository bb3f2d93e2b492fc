"""Starts Sphinx for one edition: takes it with its root, gives the application that reads it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from build_tools.charter import conf, dates, quotes
from build_tools.errors import UserError
from build_tools.layout import STYLES_DIR, Root
from build_tools.model import Edition, Place


def started(
    edition: Edition,
    root: Root,
    messages: Path | None,
    work: Path,
    said: StringIO,
    builder: str = "dummy",
) -> Sphinx:
    """Return an application on an edition's own pages, as the press has it whatever conf.py says.

    `messages` holds compiled catalogues, `said` takes what Sphinx says meanwhile. Raises Mendable
    `source/conf`, exit 1, where it cannot start.
    """
    configured = (root.source / "conf.py").is_file()
    # A root's own extensions are imported from source/, where a build writes nothing.
    sys.dont_write_bytecode = True
    try:
        app = Sphinx(
            srcdir=root.source,
            confdir=root.source if configured else None,
            outdir=work / "pages",
            doctreedir=work / "doctrees",
            buildername=builder,
            confoverrides=_settings(edition, messages),
            status=None,
            warning=said,
            freshenv=True,
        )
    except SphinxError as error:
        words, line = conf.describe_conf_error(error, root.source / "conf.py")
        raise UserError(
            "source/conf",
            words,
            remedy="mend source/conf.py or what it names",
            place=Place(file="source/conf.py" if configured else "source", line=line),
            exit_code=1,
        ) from error
    quotes.register_smartquotes(edition.language)
    # A link from each heading back to a list of contents would lead nowhere where that is left out.
    app.env.settings["toc_backlinks"] = False
    app.config.exclude_patterns = [*app.config.exclude_patterns, *_others(edition, root)]
    app.config.today = app.config.today or dates.format_today(edition)
    app.config.version = app.config.version or edition.publication.version
    app.config.release = app.config.release or edition.publication.version
    return app


def _settings(edition: Edition, messages: Path | None) -> dict[str, Any]:
    """Return what is the press's to say, whatever a root's own conf.py says."""
    publication = edition.publication
    return {
        "root_doc": f"{publication.id}/{publication.start}",
        "language": edition.language.folder,
        "locale_dirs": [str(messages)] if messages else [],
        "gettext_compact": False,
        "gettext_auto_build": False,
        "templates_path": [],
        "html_theme_path": [str(STYLES_DIR)],
        "html_theme": "screen",
        "html_theme_options": {},
        "html_static_path": [],
        "html_extra_path": [],
        "html_css_files": [],
        "html_js_files": [],
        "html_style": None,
        "html_file_suffix": None,
        "html_link_suffix": None,
        "html_permalinks_icon": "",
        "html_additional_pages": {},
        "html_sidebars": {},
        "html_copy_source": False,
        "show_warning_types": False,
        "pygments_style": None,
    }


def _others(edition: Edition, root: Root) -> Iterator[str]:
    """Yield patterns for every source that is not the edition's own."""
    for entry in sorted(root.source.iterdir()):
        if entry.name != edition.publication.id:
            yield f"{entry.name}/**" if entry.is_dir() else entry.name
