"""An ordinary project of Sphinx, as a team may have had for years."""

import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Handbook"
author = "A team"
language = "de"
release = "the seventh"
root_doc = "leaflet/index"
extensions = ["sphinx.ext.todo", "sphinx.ext.ifconfig", "sphinx.ext.extlinks", "motto"]
extlinks = {"case": ("https://cases.example/%s", "case %s")}
todo_include_todos = True
numfig = True
smartquotes = False
rst_prolog = """
.. |place| replace:: Lantern Square
"""
rst_epilog = """
.. |keeper| replace:: the keeper of lamps
"""
exclude_patterns = ["shared/*", "handbook/drafts.rst"]
templates_path = ["handbook/_templates"]
html_theme = "a-theme-that-nobody-has"
html_theme_options = {"no": "such option"}
html_static_path = ["handbook/_static"]
html_css_files = ["team.css"]
html_js_files = ["team.js"]
html_sidebars = {"**": ["nothing.html"]}
html_title = "Another title"
locale_dirs = ["nowhere"]


def setup(app: Sphinx) -> None:
    """Let texts ask whom they speak to."""
    app.add_config_value("level", "city", "env")
