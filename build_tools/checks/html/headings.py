"""Takes the pages of an edition, gives what is wrong with their outline and their landmarks.

What: one h1, first; no level left out; no heading without words; one `main`, which holds the h1;
each `nav` with a name, and no two with the same.
Example: an `h4` below an `h2`; two `nav` without `aria-label`.

A page that only leads to another is not looked at: nobody sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.checks.row import Built, Fault
from build_tools.seeing import HtmlPage, get_element_text, read_html_pages
from build_tools.seeing.pages import is_redirect
from build_tools.seeing.words import quote_start

HEADINGS = "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each heading and landmark that leads astray."""
    for leaf in read_html_pages(built.whole):
        if not is_redirect(leaf):
            for element, message in (*_headings(leaf), *_landmarks(leaf)):
                at = None if element is None else element.sourceline
                yield Fault(built.whole / leaf.name, message, at)


def _headings(leaf: HtmlPage) -> Iterator[tuple[Any, str]]:
    found = leaf.tree.xpath(HEADINGS)
    first = [heading for heading in found if heading.tag == "h1"]
    if not first:
        yield None, "the page has no h1"
    for heading in first[1:]:
        yield heading, f"a second h1: {quote_start(get_element_text(heading))}"
    before = 0
    for heading in found:
        level = int(heading.tag[1])
        if level > before + 1:
            above = f"an h{before}" if before else "no heading"
            yield heading, f"an h{level} after {above}: {quote_start(get_element_text(heading))}"
        if not re.search(r"\w", get_element_text(heading)):
            yield heading, f"an {heading.tag} without words"
        before = level


def _landmarks(leaf: HtmlPage) -> Iterator[tuple[Any, str]]:
    mains = leaf.tree.xpath("//main")
    if len(mains) != 1:
        yield None, f"the page has {len(mains) or 'no'} main"
    elif leaf.tree.xpath("//h1[not(ancestor::main or ancestor::header)]"):
        # On a proof, what is reviewed is named before it: a header is a landmark too.
        yield mains[0], "the h1 stands in no landmark"
    named: dict[str, Any] = {}
    for nav in leaf.tree.xpath("//nav"):
        name = _name(leaf, nav)
        if not name:
            yield nav, f"a nav without a name: {quote_start(get_element_text(nav))}"
        elif name in named:
            yield nav, f"two nav of one name, {name}: the other is in line {named[name].sourceline}"
        named.setdefault(name, nav)


def _name(leaf: HtmlPage, nav: Any) -> str:
    given = str(nav.get("aria-label") or "").strip()
    ids = (nav.get("aria-labelledby") or "").split()
    named = [each for id in ids for each in leaf.tree.xpath("//*[@id=$id]", id=id)]
    return given or " ".join(map(get_element_text, named))
