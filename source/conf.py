"""For plain Sphinx: `sphinx-build -b html -D language=fr source out` reads these texts too.

The press takes what this file says of the text, and has its own themes.
"""

project = "Charters in Common"
author = project
language = "en"
locale_dirs = ["../locale"]
gettext_compact = False
