"""Formulas on paper: drawn whole, or refused."""

from __future__ import annotations

import pytest

from build_tools.formulas import FormulaError, convert_formula, draw_formula


def draw(tex: str) -> tuple[float, float, str]:
    """Return width and depth of a formula in em, and its SVG."""
    drawing = draw_formula(convert_formula(tex, as_block=True))
    return drawing.width, drawing.depth, drawing.svg


def test_a_formula_is_as_wide_and_as_deep_as_its_parts() -> None:
    """Two letters are wider than one, a fraction is deeper than a letter, three rows than two."""
    assert draw("xx")[0] > draw("x")[0]
    assert draw(r"\frac{a}{b}")[1] > draw("a")[1]
    assert draw(r"\begin{pmatrix}a\\b\\c\end{pmatrix}")[1] > draw(r"\begin{pmatrix}a\\b\end{pmatrix}")[1]


def test_a_drawing_is_the_same_each_time() -> None:
    """Nothing of a drawing depends on those before it."""
    first = draw(r"\sum_{i=1}^{n} \frac{i}{2}")
    draw(r"\sqrt[3]{y}")
    assert draw(r"\sum_{i=1}^{n} \frac{i}{2}") == first


@pytest.mark.parametrize("words", ["نص", "中"])
def test_letters_that_no_font_of_formulas_has_are_refused(words: str) -> None:
    """No box stands for a letter: the formula is refused, with the letter."""
    with pytest.raises(FormulaError, match=words[0]):
        draw(rf"\text{{{words}}}")
