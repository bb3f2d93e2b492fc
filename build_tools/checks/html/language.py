"""Check the languages and directions that HTML pages declare.

Example: `<html lang="en">` in a French edition; `<span lang="ar">` in an English one without
`dir`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.inspection.html.page import (
    get_parent_direction,
    get_tag_name,
    quote_element,
    read_html_pages,
)
from build_tools.inspection.text.scripts import is_language_tag
from build_tools.script_direction import find_direction

CHECK = Check(
    code="html/language",
    severity="error",
    formats=PAGE_FORMATS,
    what="the language and the direction of each page and of each element that declares one",
    why="a screen reader reads the page as another language, and lines begin at the wrong side",
    fix=("name languages by their tags, as `language-fr`; if the build should have marked them, report it"),
    standards=("WCAG 2.2, 3.1.1", "WCAG 2.2, 3.1.2"),
    requires=("lxml",),
)


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each page and element with a wrong language or direction."""
    for page in read_html_pages(built.path):
        file = built.path / page.name
        root = page.tree.getroottree().getroot()
        for message in _check_page_language(root, built):
            yield Violation(file, message, root.sourceline)
        for element, message in _check_language_marks(root):
            yield Violation(file, message, element.sourceline)


def _check_page_language(root: Any, built: BuiltEdition) -> Iterator[str]:
    for name, expected in (("lang", built.language.tag), ("dir", built.language.direction)):
        actual = root.get(name)
        if actual != expected:
            yield f"the page declares {name}={actual or 'nothing'}, and is {expected}"


def _check_language_marks(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield elements with an invalid language tag, or without the direction that they need."""
    for element in root.iterdescendants():
        lang = element.get("lang") if get_tag_name(element) else None
        if lang is None:
            continue
        if not is_language_tag(lang):
            yield element, f"“{lang}” is no language tag: {quote_element(element)}"
        elif (
            not element.get("dir")
            and get_tag_name(element) != "title"
            and find_direction(lang) != get_parent_direction(element)
        ):
            yield element, f"what is in {lang} has no dir: {quote_element(element)}"
