"""Formulas from TeX to MathML: as TeX sets them, or refused."""

from __future__ import annotations

import re

import pytest

from build_tools.formulas import FormulaError, convert_formula


def inner(tex: str) -> str:
    """Return the MathML within `math`, without attributes."""
    return re.sub(r"</?math\b[^>]*>|(?<=\w) [^>]*", "", convert_formula(tex, as_block=False))


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\frac{i}{2}", "<mfrac><mi>i</mi><mn>2</mn></mfrac>"),
        (r"\frac12 3", "<mfrac><mn>1</mn><mn>2</mn></mfrac><mn>3</mn>"),
        (r"\frac{a}23", "<mfrac><mi>a</mi><mn>2</mn></mfrac><mn>3</mn>"),
        (r"\frac\pi2", "<mfrac><mi>π</mi><mn>2</mn></mfrac>"),
        ("x^12", "<msup><mi>x</mi><mn>1</mn></msup><mn>2</mn>"),
        (r"\sqrt[3]2", "<mroot><mn>2</mn><mn>3</mn></mroot>"),
        (r"\sqrt23", "<msqrt><mn>2</mn></msqrt><mn>3</mn>"),
        ("f'", "<msup><mi>f</mi><mi>′</mi></msup>"),
        (r"\text{it's}", "<mtext>it's</mtext>"),
        (r"\operatorname{rank} A", "<mi>rank</mi><mo>\u2061</mo><mi>A</mi>"),
        (
            r"\underbrace{a}_n",
            "<munder><munder><mi>a</mi><mo>⏟</mo></munder><mi>n</mi></munder>",
        ),
        (r"\boldsymbol{x}", "<mi>𝒙</mi>"),
        (r"\text{a<b}", "<mtext>a&lt;b</mtext>"),
    ],
)
def test_a_formula_means_what_its_tex_means(tex: str, expected: str) -> None:
    """Digits are arguments one by one, primes are raised, and braces hold what stands at them."""
    assert inner(tex) == expected


@pytest.mark.parametrize("tex", ["a &= b\n\nc &= d", r"\begin{split}a &= b\\c &= d\end{split}"])
def test_rows_stand_below_one_another(tex: str) -> None:
    """Parts between empty lines, and those of an environment, are rows that meet at their signs."""
    mathml = convert_formula(tex, as_block=True)
    assert 'columnalign="right left"' in mathml
    assert inner(tex).count("<mtr>") == 2


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        ("", "it is empty"),
        (r"\frac{a", "“{” has no partner"),
        ("a}", "“}” has no partner"),
        (r"\left( a", r"“\left” has no partner"),
        (r"\begin{pmatrix} a", r"“\begin” has no partner"),
        (r"\frac{a}", "is missing|missing children|part of it"),
        (r"x \foo y", r"Unknown LaTeX command"),
        ("$x$", "Unsupported character"),
        ("a & b", "no formula of TeX"),
        (r"\href{javascript:a}{b}", "Unknown LaTeX command"),
    ],
)
def test_what_is_no_formula_is_refused(tex: str, reason: str) -> None:
    """A formula that is not whole, or not known, is refused with its reason."""
    with pytest.raises(FormulaError) as caught:
        convert_formula(tex, as_block=False)
    assert re.search(reason.replace("\\", "\\\\") if "\\" in reason else reason, str(caught.value))
