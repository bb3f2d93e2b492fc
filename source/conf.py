"""Settings for Sphinx alone: `sphinx-build -b html -D language=fr source out` reads these texts too.

`editions build` uses the settings of the text in this file, and has its own themes.
"""

import logging

project = "Charters in Common"
author = project
language = "en"
locale_dirs = ["../locale"]
gettext_compact = False


def _is_not_duplicate_term(record: logging.LogRecord) -> bool:
    """Drop the warning about a term in two texts; Sphinx reads all texts as one project."""
    args = record.args if isinstance(record.args, tuple) else ()
    if len(args) != 3 or args[0] != "term":
        return True
    place = getattr(record, "location", None)
    return f"/{str(args[2]).partition('/')[0]}/" in str(getattr(place, "source", place))


logging.getLogger("sphinx.sphinx.domains.std").addFilter(_is_not_duplicate_term)
