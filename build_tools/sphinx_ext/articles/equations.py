"""Number the labelled formulas of a publication, in its reading order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment

from build_tools.sphinx_ext.transform import Page

# On a labelled formula: its number as a reader sees it, `(3)`.
EQUATION_NUMBER = "equation-number"


def renumber_equations(env: BuildEnvironment, docnames: Iterable[str]) -> None:
    """Count labelled formulas through all pages in their order: Sphinx begins anew on each page."""
    equations: dict[str, tuple[str, int]] = env.domains.math_domain.equations
    positions = {docname: position for position, docname in enumerate(docnames)}
    ordered = sorted(equations, key=lambda label: positions.get(equations[label][0], len(positions)))
    for number, label in enumerate(ordered, 1):
        equations[label] = (equations[label][0], number)


def set_equation_numbers(page: Page) -> None:
    """Store the number of each labelled formula, as Sphinx writes references to it."""
    env: Any = page.env
    pattern = env.config.math_eqref_format or "({number})"
    numbers = env.toc_fignumbers.get(env.current_document.docname, {}).get("displaymath", {})
    for node in page.document.findall(nodes.math_block):
        if not node.get("label"):
            continue
        number = str(env.domains.math_domain.get_equation_number_for(node["label"]))
        if env.config.numfig and env.config.math_numfig:
            parts = next((numbers[id] for id in node["ids"] if id in numbers), ())
            number = env.config.math_numsep.join(".".join(map(str, parts)).rsplit(".", 1))
        node[EQUATION_NUMBER] = pattern.format(number=number)
