"""Line breaking in print: what is kept together, in each script."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from build_tools.render import line_breaking

CASES = tomllib.loads((Path(__file__).parents[1] / "data/render/line_breaking.toml").read_text("utf-8"))


def parametrize_cases(kind: str) -> pytest.MarkDecorator:
    """Return the cases of a kind, each with its name as id."""
    return pytest.mark.parametrize("case", CASES[kind], ids=lambda case: case["says"])


def show_joiners(node: nodes.Node) -> str:
    """Return text with visible joiners, and the classes that print gave to parts of it."""
    if isinstance(node, nodes.Text):
        return node.astext().replace(line_breaking.JOINER, "~")
    inner = "".join(map(show_joiners, node.children))
    marks = node.get("classes") if isinstance(node, nodes.inline) else None
    return f"<{marks[0]}>{inner}</>" if marks else inner


@parametrize_cases("whole")
def test_korean_words_are_whole(case: dict[str, str]) -> None:
    """No line breaks within a Korean word; no visible character is added."""
    assert line_breaking.join_korean_words(case["words"]).replace(line_breaking.JOINER, "~") == case["gives"]


@parametrize_cases("phrased")
def test_headings_break_by_sense(case: dict[str, str]) -> None:
    """No line of a heading ends in a short word."""
    assert line_breaking.bind_heading_words(case["words"]).replace(line_breaking.JOINER, "~") == case["gives"]


@parametrize_cases("rst")
def test_lines_of_a_paragraph(case: dict[str, Any]) -> None:
    """Word groups of a paragraph are kept together, with any inline markup in them."""
    tree = publish_doctree(case["source"])
    line_breaking.strip_space_before_notes(tree)
    if case.get("rtl"):
        line_breaking.isolate_subscripts(tree)
    if case.get("hyphens"):
        line_breaking.mark_last_words(tree)
    if case.get("korean"):
        line_breaking.join_korean_text_nodes(tree)
    assert show_joiners(next(tree.findall(nodes.paragraph))) == case["gives"]


@parametrize_cases("particles")
def test_a_particle_stays_with_its_word(case: dict[str, str]) -> None:
    """On a web page too no line breaks between a quote or bracket and its particle."""
    tree = publish_doctree(case["source"])
    line_breaking.join_korean_particles(tree)
    assert "".join(map(show_joiners, tree.children)) == case["gives"]


def test_no_line_ends_at_the_hyphen_of_a_compound() -> None:
    """A compound is joined in text, emphasis and code, not in a formula, nor at a dash."""
    tree = publish_doctree("A Charter-Agenda, *vis-à-vis* 2011-2012 - and ``#ca-2`` :math:`a-b` --c-\u200ed")
    line_breaking.join_compounds_in_nodes(tree)
    assert show_joiners(tree) == "A Charter-~Agenda, vis-~à-~vis 2011-~2012 - and #ca-~2 a-b --c-~\u200ed"


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Right XI", "Right ~XI"),
        ("المادة 22", "المادة ~22"),
        ("Teil 3a", "Teil ~3a"),
        ("Disposición Final", "Disposición Final"),
    ],
)
def test_a_reference_keeps_its_number(name: str, held: str) -> None:
    """“Right XI” is kept on one line in a reference to an article; a short word is no number."""
    words = nodes.inline("", name)
    reference = nodes.reference("", "", words, internal=True, refid="xi")
    line_breaking.bind_reference_numbers(nodes.paragraph("", "See ", reference))
    assert show_joiners(words) == held


@pytest.mark.parametrize(
    ("words", "shown_as"),
    [
        ("Write to editor@example.org.", "Write to <address>editor@example|.org.</>"),
        ("See https://example.org/a-b, 2", "See <address>https://example|.org/a-b,</> 2"),
        ("www.example.org", "<address>www|.example|.org</>"),
        ("Rights, duties", "Rights, duties"),
    ],
)
def test_addresses_are_marked(words: str, shown_as: str) -> None:
    """An address is marked, so that it is not hyphenated."""
    paragraph = nodes.paragraph("", words)
    line_breaking.mark_addresses(paragraph)
    assert show_joiners(paragraph).replace(line_breaking.BREAK, "|") == shown_as


@pytest.mark.parametrize(
    ("below", "led"),
    [
        ("Short.\n\nMore.", ["Short."]),
        (f"{'Long words. ' * 8}\n\nMore.", []),
        ("- Short.\n- More.", ["Short."]),
        ("1. Short.\n\n   More.\n\n2. End.", ["Short."]),
        (f"- {'Long words. ' * 8}\n- More.", []),
        (f"{'한글' * 21}\n\nMore.", []),
    ],
)
def test_one_line_below_a_heading_stays_with_the_next(below: str, led: list[str]) -> None:
    """A possible single line below a heading is kept with the next block."""
    tree = publish_doctree(f"Title\n=====\n\nSection\n-------\n\n{below}\n\nNext\n----\n\nEnd.")
    line_breaking.mark_short_openings(tree)
    marked = [node for node in tree.findall(nodes.Element) if "led" in node.get("classes", ())]
    assert [node.astext() for node in marked if "End." not in node.astext()] == led


def test_short_paragraphs_by_a_note_stay_whole() -> None:
    """Within a page after a note reference only short paragraphs and items are kept whole."""
    long = "A sentence of some length that goes on. " * 12
    source = f"Before.\n\nCalled [#]_.\n\nAfter.\n\n- Item.\n\n{long}\n\n{long * 4}\n\nFar.\n\n.. [#] N."
    tree = publish_doctree(source)
    line_breaking.keep_paragraphs_near_notes(tree)
    whole = [node for node in tree.findall(nodes.Element) if "whole" in node.get("classes", ())]
    assert [node.astext() for node in whole] == ["Called 1.", "After.", "Item."]


@pytest.mark.parametrize(
    ("after", "within", "left"),
    [("에 있다", "", "에 있다"), ("’s end", "’s", " end"), (", so", "", ", so")],
)
def test_a_reference_ends_with_its_word(after: str, within: str, left: str) -> None:
    """The suffix of a referenced word is within the reference; a Korean particle follows the page."""
    reference = nodes.reference("", "", nodes.inline("", "연표"), internal=True, refid="a")
    tree = nodes.paragraph("", "", reference, nodes.Text(after))
    line_breaking.move_endings_into_references(tree)
    assert reference.astext() == f"연표{within}"
    assert tree.astext() == f"연표{within}{left}"
