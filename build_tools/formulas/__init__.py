"""Convert formulas from TeX to MathML, and draw them for paper."""

from build_tools.formulas.drawing import FormulaDrawing, draw_formula
from build_tools.formulas.mathml import FormulaError, collect_formula_letters, convert_formula

__all__ = ["FormulaDrawing", "FormulaError", "collect_formula_letters", "convert_formula", "draw_formula"]
