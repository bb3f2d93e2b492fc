"""Takes the pages of an edition, gives those that say a wrong language or direction, or none.

What: each page says the language and the direction of its edition; a passage in another language
that is read from the other side says that too; each tag is one that a voice can look up.
Example: `<html lang="en">` in a French edition; `<span lang="ar">` in an English one without `dir`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.checks.row import Built, Fault
from build_tools.seeing import get_element_text, get_tag_name, read_html_pages
from build_tools.seeing.scripts import is_language_tag
from build_tools.seeing.tongues import get_parent_direction
from build_tools.seeing.words import quote_start
from build_tools.unicode_data import find_direction


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each page and element whose language or direction is wrong."""
    for leaf in read_html_pages(built.whole):
        file = built.whole / leaf.name
        root = leaf.tree.getroottree().getroot()
        for message in _root(root, built):
            yield Fault(file, message, root.sourceline)
        for element, message in _marks(root):
            yield Fault(file, message, element.sourceline)


def _root(root: Any, built: Built) -> Iterator[str]:
    for name, right in (("lang", built.language.tag), ("dir", built.language.direction)):
        given = root.get(name)
        if given != right:
            yield f"the page says {name}={given or 'nothing'}, and is {right}"


def _marks(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield the elements whose language is none, or is read from the other side unsaid."""
    for element in root.iterdescendants():
        own = element.get("lang") if get_tag_name(element) else None
        if own is None:
            continue
        if not is_language_tag(own):
            yield element, f"“{own}” is no language: {quote_start(get_element_text(element))}"
        elif (
            not element.get("dir")
            and get_tag_name(element) != "title"
            and find_direction(own) != get_parent_direction(element)
        ):
            yield element, f"what is in {own} has no dir: {quote_start(get_element_text(element))}"
