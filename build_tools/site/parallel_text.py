"""Set a text beside its translation, passage by passage: both have the same passages in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from build_tools.site.whole_text import TextSection

# What holds words and no other of these, and what opens a new place for the pairs after it.
LEAVES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "dt", "pre", "table", "figure", "math"})
_ITEMS = frozenset({"li", "dd", "td"})
_PLACES = frozenset({"article", "section"})
_ID = re.compile(r' id="[^"]*"')


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a block of text as HTML, the anchors of what begins with it, and the section that it is in."""

    html: str
    anchors: tuple[str, ...]
    section: str


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Hold a passage and its translation; either may be empty where a text has none."""

    own: str
    other: str
    anchors: tuple[str, ...]


def pair_passages(own: TextSection, other: TextSection) -> tuple[PassagePair, ...]:
    """Return the passages of a section beside those of its translation.

    Within an article they are paired in their order; what one of them has more stands alone.
    """
    left, right = _group_passages(own.html), _group_passages(other.html)
    return tuple(_iter_pairs(left, right))


def _iter_pairs(left: dict[str, list[Passage]], right: dict[str, list[Passage]]) -> Iterator[PassagePair]:
    for section in dict.fromkeys((*left, *right)):
        mine, theirs = left.get(section, []), right.get(section, [])
        for at in range(max(len(mine), len(theirs))):
            one = mine[at] if at < len(mine) else Passage("", (), section)
            two = theirs[at].html if at < len(theirs) else ""
            anchors = tuple(anchor for anchor in one.anchors if f' id="{anchor}"' not in one.html)
            yield PassagePair(one.html, _ID.sub("", two), anchors)


def _group_passages(html: str) -> dict[str, list[Passage]]:
    groups: dict[str, list[Passage]] = {}
    for passage in split_passages(html):
        groups.setdefault(passage.section, []).append(passage)
    return groups


@lru_cache(maxsize=64)  # a source is set beside each of its translations
def split_passages(html: str) -> tuple[Passage, ...]:
    """Return the blocks of a text: headings, paragraphs, items, tables, each with what belongs to it."""
    splitter = _PassageSplitter(html)
    splitter.feed(html)
    splitter.close()
    return tuple(splitter.passages)


class _PassageSplitter(HTMLParser):
    """Collect the outermost leaves, with the ids of the elements that were opened before each."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.starts = [0, *(match.end() for match in re.finditer("\n", html))]
        self.html = html
        self.passages: list[Passage] = []
        self.anchors: list[str] = []
        self.sections: list[str] = [""]
        self.places: list[tuple[str, bool]] = []
        self.leaf = ""
        self.depth = 0
        self.begin = 0

    def _get_offset(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a leaf, or go on inside one."""
        if self.leaf:
            self.depth += tag == self.leaf
            return
        id = dict(attrs).get("id") or ""
        if id:
            self.anchors.append(id)
        if tag in _PLACES:
            self.sections.append(id or self.sections[-1])
        elif tag in LEAVES or (tag in _ITEMS and self._holds_words(tag)):
            self.leaf, self.depth, self.begin = tag, 1, self._get_offset()

    def _holds_words(self, tag: str) -> bool:
        """Return whether an item holds words itself, rather than paragraphs."""
        after = self.html[self._get_offset() :]
        inner = after[after.find(">") + 1 :].lstrip()
        return not inner.startswith(("<p", "<ul", "<ol", "<dl", "<div", "<table"))

    def handle_endtag(self, tag: str) -> None:
        """End a leaf, or a section."""
        if not self.leaf:
            if tag in _PLACES and len(self.sections) > 1:
                self.sections.pop()
            return
        self.depth -= tag == self.leaf
        if self.depth == 0:
            end = self.html.find(">", self._get_offset()) + 1
            html = self.html[self.begin : end]
            block = (
                f"<ul>{html}</ul>"
                if tag == "li"
                else re.sub(r"^<(?:dd|dt|td)\b|(?<=</)(?:dd|dt|td)(?=>$)", _as_block, html)
            )
            self.passages.append(Passage(block, tuple(self.anchors), self.sections[-1]))
            self.anchors, self.leaf = [], ""


def _as_block(match: re.Match[str]) -> str:
    """Return a part of a list or a table as a block of its own."""
    return "<div" if match[0].startswith("<") else "div"
