"""For plain Sphinx: `sphinx-build -b html -D language=fr source out` reads these texts too.

The press takes what this file says of the text, and has its own themes.
"""

import logging

project = "Charters in Common"
author = project
language = "en"
locale_dirs = ["../locale"]
gettext_compact = False


def _of_one_text(record: logging.LogRecord) -> bool:
    """Two texts may explain one word; Sphinx, which reads them all as one, minds that."""
    said = record.args if isinstance(record.args, tuple) else ()
    if len(said) != 3 or said[0] != "term":
        return True
    place = getattr(record, "location", None)
    return f"/{str(said[2]).partition('/')[0]}/" in str(getattr(place, "source", place))


logging.getLogger("sphinx.sphinx.domains.std").addFilter(_of_one_text)
