"""Takes the pages of an edition, gives the words in them that a voice would read in a wrong tongue.

What: the page says its language and direction; a passage in another script says its own; what
stands in the source language for want of a translation is marked so; a language that is read from
the other side carries its direction.
Example: `<p>` with an English sentence on an Arabic page, without `lang="en" dir="ltr"`.

A name in Latin letters is let pass in any text; code has no language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_tools.checks.row import Built, Fault
from build_tools.seeing import Leaf, leaves, tag
from build_tools.seeing.passages import own_words, passages
from build_tools.seeing.scripts import direction, strange
from build_tools.seeing.tongues import Spoken, spoken

LEAST = 6  # words: fewer may be the same in two languages, as a name is


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each page, element or passage that says a wrong language, or none."""
    for leaf in leaves(built.whole):
        file = built.whole / leaf.name
        root = leaf.tree.getroottree().getroot()
        for message in _root(root, built):
            yield Fault(file, message, 1)
        for element, message in (*_marks(root), *_scripts(root), *_left(built, leaf)):
            yield Fault(file, message, element.sourceline)


def _root(root: Any, built: Built) -> Iterator[str]:
    for name, right in (("lang", built.language.tag), ("dir", built.language.direction)):
        given = root.get(name)
        if given != right:
            yield f"the page says {name}={given or 'nothing'}, and is {right}"


def _marks(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield the elements whose language is read from the other side, and that do not say so."""
    for element in root.iter():
        own = element.get("lang") if tag(element) else None
        if own and not element.get("dir") and direction(own) != _flow(element):
            yield element, f"{_glimpse(element.text_content())} is in {own} and has no dir"


def _flow(element: Any) -> str:
    """Return the direction that an element is given by what it stands in."""
    found = element.xpath("ancestor::*[@dir][1]/@dir")
    return str(found[0]) if found else "ltr"


def _scripts(root: Any) -> Iterator[tuple[Any, str]]:
    for piece in spoken(root):
        script = strange(piece.text, piece.language)
        if script:
            yield piece.element, _wrong(piece, script)


def _wrong(piece: Spoken, script: str) -> str:
    return f"{script} letters are marked as {piece.language}: {_glimpse(piece.text)}"


def _left(built: Built, leaf: Leaf) -> Iterator[tuple[Any, str]]:
    """Yield the passages that read as in the source's edition, and are not marked as its."""
    source = built.publication.languages[0]
    if source == built.language.tag or built.target.format != "html":
        return
    theirs = _texts(_beside(built, source), leaf.name, source)
    for element in passages(leaf.main):
        text = own_words(element, built.language.tag)
        if text in theirs and len(text.split()) >= LEAST:
            yield element, f"a passage in {source} is not marked as such: {_glimpse(text)}"


def _beside(built: Built, source: str) -> Path:
    """Return the folder of the same publication's pages in its source language."""
    return built.editions / source / built.target.publication / "html"


def _texts(folder: Path, name: str, source: str) -> frozenset[str]:
    return frozenset(
        own_words(element, source)
        for leaf in leaves(folder)
        if leaf.name == name
        for element in passages(leaf.main)
    )


def _glimpse(text: str) -> str:
    """Return the beginning of a text, so that it can be found."""
    words = " ".join(text.split())
    return f"“{words[:60]}{'…' if len(words) > 60 else ''}”"
