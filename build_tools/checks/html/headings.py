"""Check the headings and landmarks of HTML pages.

One h1, first; no level skipped; no heading without text; one `main`, which contains the h1; each
`nav` with a name of its own.

Example: an `h4` below an `h2`; two `nav` without `aria-label`.

A redirect page is skipped, because nobody sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.inspection.html.page import (
    HtmlPage,
    get_element_text,
    is_redirect,
    quote_element,
    read_html_pages,
)

CHECK = Check(
    code="html/headings",
    severity="error",
    formats=PAGE_FORMATS,
    what="the order of headings, and the names of landmarks",
    why="users of screen readers navigate by headings and landmarks, and get lost",
    fix=("give each section the level below its parent, in the source; a landmark has its name in styles/"),
    standards=("WCAG 2.2, 1.3.1", "WCAG 2.2, 2.4.1", "WCAG 2.2, 2.4.6"),
    requires=("lxml",),
)

HEADINGS = "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each heading and landmark that is wrong."""
    for page in read_html_pages(built.path):
        if not is_redirect(page):
            for element, message in (*_check_html_headings(page), *_check_html_landmarks(page)):
                line_number = None if element is None else element.sourceline
                yield Violation(built.path / page.name, message, line_number)


def _check_html_headings(page: HtmlPage) -> Iterator[tuple[Any, str]]:
    headings = page.tree.xpath(HEADINGS)
    h1s = [heading for heading in headings if heading.tag == "h1"]
    if not h1s:
        yield None, "the page has no h1"
    for heading in h1s[1:]:
        yield heading, f"a second h1: {quote_element(heading)}"
    previous_level = 0
    for heading in headings:
        level = int(heading.tag[1])
        if level > previous_level + 1:
            above = f"an h{previous_level}" if previous_level else "no heading"
            yield heading, f"an h{level} after {above}: {quote_element(heading)}"
        if not re.search(r"\w", get_element_text(heading)):
            yield heading, f"an {heading.tag} without words"
        previous_level = level


def _check_html_landmarks(page: HtmlPage) -> Iterator[tuple[Any, str]]:
    mains = page.tree.xpath("//main")
    if len(mains) != 1:
        yield None, f"the page has {len(mains) or 'no'} main"
    elif page.tree.xpath("//h1[not(ancestor::main or ancestor::header)]"):
        # On a proof, what is reviewed is named before it: a header is a landmark too.
        yield mains[0], "the h1 is in no landmark"
    navs_by_name: dict[str, Any] = {}
    for nav in page.tree.xpath("//nav"):
        name = _get_accessible_name(page, nav)
        if not name:
            yield nav, f"a nav without a name: {quote_element(nav)}"
        elif name in navs_by_name:
            line = navs_by_name[name].sourceline
            yield nav, f"two nav of one name, {name}: the other is in line {line}"
        navs_by_name.setdefault(name, nav)


def _get_accessible_name(page: HtmlPage, nav: Any) -> str:
    label = str(nav.get("aria-label") or "").strip()
    ids = (nav.get("aria-labelledby") or "").split()
    label_elements = [each for id in ids for each in page.tree.xpath("//*[@id=$id]", id=id)]
    return label or " ".join(map(get_element_text, label_elements))
