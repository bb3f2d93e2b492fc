"""What of conf.py no edition takes is told in one line, and is not taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.paths import Root, iter_files
from tests.conftest import MakeRoot
from tests.helpers.commands import run_command

REASON = (
    " not taken: theme, templates and options of output are those of this program — your own look goes into"
    " styles/"
)
# Each is set to something that plain Sphinx would show.
SETTINGS = """
templates_path = ["_templates"]
pygments_style = "monokai"
html_theme = "alabaster"
html_theme_options = {"description": "SEEN"}
html_static_path = ["_static"]
html_extra_path = ["_static"]
html_css_files = ["own.css"]
html_js_files = ["own.js"]
html_style = "own.css"
html_logo = "_static/own.png"
html_favicon = "_static/own.png"
html_title = html_short_title = "SEEN"
html_baseurl = "https://seen.example"
html_context = {"seen": "SEEN"}
html_sidebars = {"**": ["SEEN.html"]}
html_additional_pages = {"seen": "seen.html"}
html_show_copyright = html_show_sphinx = html_use_opensearch = "SEEN"
html_file_suffix = ".seen"
html_link_suffix = ".seen"
html_last_updated_fmt = "SEEN"
html_copy_source = html_split_index = True
html_output_encoding = "utf-16"
latex_engine = "lualatex"
epub_title = epub_author = "SEEN"
man_show_urls = True
"""


def build(root: Root, *words: str) -> list[str]:
    """Build a root in two languages; return the lines that tell of ignored settings."""
    done = run_command("--root", root.path, "build", *words)
    assert done.returncode == 0, done.stderr
    return [line for line in (done.stdout + done.stderr).splitlines() if "conf/ignored" in line]


@pytest.mark.parametrize(
    ("conf", "line"),
    [
        (
            'import sys\nhtml_static_path = ["_static"]\nif sys:\n    html_theme, own = "furo", 1\n',
            "source/conf.py:2: conf/ignored html_static_path, html_theme are",
        ),
        ("\nglobals()['html_title'] = 'A'\n", "source/conf.py: conf/ignored html_title is"),
        (
            (
                "epub_author = epub_title = html_title = html_style = 'A'\n"
                "latex_elements = {'unknown': 'A'}\nhtml_logo = 'none.png'\nhtml_favicon = 'none.ico'\n"
            ),
            (
                "source/conf.py:1: conf/ignored epub_author, epub_title, html_title, html_style,"
                " latex_elements, html_logo, … are"
            ),
        ),
        ('templates_path = []\nnumfig = True\nlanguage = "de"\nproject = "A"\nauthor = "B"\n', ""),
    ],
)
def test_what_is_not_taken_is_told_once(make_root: MakeRoot, conf: str, line: str) -> None:
    """One line for all editions, at the first of these settings; again where all is fresh; no warning."""
    root = make_root({"a": ["en", "fr"]}, more='formats = ["html"]')
    (root.source / "conf.py").write_text(conf, encoding="utf-8")
    for _ in range(2):
        assert build(root, "--strict") == ([f"{line}{REASON}"] if line else [])


def test_it_is_not_taken(make_root: MakeRoot) -> None:
    """Pages and e-books are the same to the byte with such settings and without."""
    root = make_root({"a": ["en"]}, more='formats = ["html", "epub"]')
    (root.source / "a" / "index.rst").write_text("Title\n=====\n\n.. code:: python\n\n   x = 1\n")
    for name in ("_static/own.css", "_static/own.js", "_static/own.png", "_templates/page.html"):
        (root.source / name).parent.mkdir(exist_ok=True)
        (root.source / name).write_text("SEEN")
    (root.source / "conf.py").write_text("numfig = True\n", encoding="utf-8")
    build(root)
    before = read_files(root.path / "build" / "editions")
    (root.source / "conf.py").write_text(f"numfig = True\n{SETTINGS}", encoding="utf-8")
    (line,) = build(root)
    assert line.startswith("source/conf.py:3: conf/ignored templates_path, pygments_style, html_theme, ")
    assert read_files(root.path / "build" / "editions") == before


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in iter_files(folder)}
