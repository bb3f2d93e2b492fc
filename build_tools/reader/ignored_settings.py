"""Find the settings of a root's conf.py that no edition takes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from sphinx.application import Sphinx

from build_tools.model import Finding, Place
from build_tools.paths import Root
from build_tools.reader.conf_errors import CONF_NAME

# What says how Sphinx's own pages look, and the options of other builders. Settings of the text are not here,
# nor those that a plain sphinx-build of the same folder needs: its language, its catalogues, its start page.
IGNORED = re.compile(
    "templates_path|pygments_(?:dark_)?style|(?:applehelp|devhelp|epub|htmlhelp|latex|man|qthelp|texinfo)_.*"
    "|html_(?:additional_pages|baseurl|context|copy_source|css_files|domain_indices|extra_path|favicon"
    "|file_suffix|js_files|last_updated_.*|link_suffix|logo|output_encoding|search_.*|short_title|show_.*"
    "|sidebars|sourcelink_suffix|split_index|static_path|style|theme|theme_options|theme_path|title|use_.*)"
)
MAX_NAMES = 6
REASON = "theme, templates and options of output are those of this program — your own look goes into styles/"


def report_ignored_settings(app: Sphinx, root: Root) -> Iterator[Finding]:
    """Yield one note that names the settings of conf.py which no edition takes, where it has any."""
    values = app.config._raw_config
    names = {name for name, value in values.items() if value and IGNORED.fullmatch(name)}
    if not names:
        return
    lines = {name: line for name, line in _find_assignments(root).items() if name in names}
    ordered = [*lines, *sorted(names - lines.keys())]
    listed = ", ".join((*ordered[:MAX_NAMES], *(["…"] if len(ordered) > MAX_NAMES else [])))
    yield Finding(
        code="conf/ignored",
        severity="note",
        message=f"{listed} {'is' if len(ordered) == 1 else 'are'} not taken: {REASON}",
        place=Place(file=CONF_NAME, line=min(lines.values(), default=None)),
    )


def _find_assignments(root: Root) -> dict[str, int]:
    """Return the line at which conf.py first assigns each name, in order."""
    tree = ast.parse((root.source / "conf.py").read_bytes())
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    lines: dict[str, int] = {}
    for name in sorted(names, key=lambda one: one.lineno):
        if isinstance(name.ctx, ast.Store):
            lines.setdefault(name.id, name.lineno)
    return lines
