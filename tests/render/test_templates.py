"""Templates are compiled once, before processes fork."""

from __future__ import annotations

import subprocess
import sys

from build_tools.paths import PROJECT_DIR

# Compile all templates, then write pages with a compiler that raises an error.
SCRIPT = """
from types import SimpleNamespace
import jinja2.environment
from sphinx.jinja2glue import BuiltinTemplateLoader
from build_tools.render import templates
from build_tools.paths import STYLES_DIR
templates.compile_templates()
jinja2.environment.Environment.compile = lambda *_: 1 / 0
from build_tools.model import FORMATS
for medium in [format.theme for format in FORMATS.values()]:
    words = SimpleNamespace(gettext=str, ngettext=str)
    builder = SimpleNamespace(config=SimpleNamespace(templates_path=[]), _translator=words)
    loader = BuiltinTemplateLoader()
    loader.init(builder, dirs=[str(STYLES_DIR / medium)])
    loader.environment.bytecode_cache = templates.BYTECODE_CACHE
    for file in (STYLES_DIR / medium).iterdir():
        if file.is_file() and file.suffix not in {".css", ".toml"}:
            assert loader.environment.get_template(file.name)
"""


def test_no_template_is_compiled_twice() -> None:
    """Sphinx's loader uses each template as it was compiled before."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=PROJECT_DIR, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
