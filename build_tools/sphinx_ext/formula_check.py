"""Check the formulas of a page before any format is written."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.logging import getLogger
from sphinx.util.nodes import traverse_parent

from build_tools.formulas import FormulaError, convert_formula

logger = getLogger(__name__)
NO_FORMULA = "the formula “%s” cannot be set: %s"
MAX_QUOTED = 40
FORMULA_NODES = (nodes.math, nodes.math_block)


def check_formulas(_app: Sphinx, document: nodes.document) -> None:
    """Report each formula that cannot be written as MathML."""
    formulas = (node for node in document.findall(nodes.TextElement) if isinstance(node, FORMULA_NODES))
    for node in formulas:
        try:
            convert_formula(node.astext(), as_block=isinstance(node, nodes.math_block))
        except FormulaError as error:
            report_formula(node, error)


def report_formula(node: nodes.Element, error: FormulaError) -> None:
    """Log an error at the line of a formula, which fails its edition."""
    tex = " ".join(node.astext().split())
    excerpt = f"{tex[:MAX_QUOTED]}…" if len(tex) > MAX_QUOTED else tex
    place = next((parent for parent in traverse_parent(node) if parent.line), node)
    logger.error(NO_FORMULA, excerpt, error, location=place, type="press", subtype="no-formula")
