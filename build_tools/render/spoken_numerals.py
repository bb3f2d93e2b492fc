"""Say the value of the Roman numeral in “Right II”: `<abbr title="2">`, in a book the expansion of its Span.

What is seen, copied and searched stays as it is, and so does the name of a link (WCAG 2.2, 2.5.3); a voice
that reads expansions says “Right 2”, and who does not know the numerals sees their value.
"""

from __future__ import annotations

import re
from functools import cache

from docutils import nodes

from build_tools.model import Edition, UiStrings
from build_tools.render.line_breaking import JOINER
from build_tools.sphinx_ext.articles.numbers import format_roman
from build_tools.sphinx_ext.articles.titles import is_designation

NUMERAL = "numeral"
ROMAN = "{roman}"
REFERENCE = "std-ref"
MAX_NUMERAL = 400


def mark_numerals(tree: nodes.Element, edition: Edition, ui_strings: UiStrings) -> None:
    """Mark the numeral in each designation, and in each reference that begins with one."""
    patterns = [ui_strings(one.words).text for one in edition.publication.numbering]
    designations = [_compile_pattern(pattern) for pattern in patterns if ROMAN in pattern]
    for node in list(tree.findall(nodes.inline)) if designations else ():
        if is_designation(node) or REFERENCE in node["classes"]:
            for text in [child for child in node.children if isinstance(child, nodes.Text)]:
                match = next(filter(None, (one.match(text) for one in designations)), None)
                if match and match[1] in _list_values():
                    value = edition.language.localize_digits(str(_list_values()[match[1]]))
                    node.replace(text, _split_text(text, match, value))


def _compile_pattern(pattern: str) -> re.Pattern[str]:
    before, _, after = pattern.partition(ROMAN)
    return re.compile(f"{re.escape(before)}{JOINER}?([IVXLCDM]+)\\b{re.escape(after)}")


@cache
def _list_values() -> dict[str, int]:
    return {format_roman(number): number for number in range(1, MAX_NUMERAL)}


def _split_text(text: nodes.Text, match: re.Match[str], value: str) -> list[nodes.Node]:
    numeral = nodes.abbreviation("", match[1], explanation=value, classes=[NUMERAL])
    before, after = text[: match.start(1)], text[match.end(1) :]
    return [nodes.Text(before), numeral, *([nodes.Text(after)] if after else [])]
