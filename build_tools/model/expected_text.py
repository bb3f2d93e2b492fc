"""Define the expected text of an edition: its words in reading order, its links and anchors."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.findings import Place
from build_tools.model.version import ArticleWords

# Of a block that a format shows as an object, with its text as the alternative.
OBJECT_KINDS = frozenset({"image", "math", "math_block"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Hold the text of an element: a title, a paragraph, a line; alt text of an image, TeX of a formula.

    `kind` is the docutils node name; `part` is `title` (of the whole text), `title-block`, `imprint`,
    `statement` (of the imprint, repeated on the back), `summary` or the anchor of the note that it belongs
    to; `place` is its message in the catalogue, else its line in the source; `formats` are the formats that
    contain it, if not all.
    """

    page: str
    kind: str
    text: str
    article: str = ""
    language: str = ""
    part: str = ""
    place: Place
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Describe a link of the text: the block it stands in, its text and its target.

    It leads to `anchor` of `target_page` (empty: its top), else to `address`, which is
    `//LANGUAGE/PUBLICATION/PAGE#ANCHOR` in another publication of the register.
    """

    page: str
    block: int
    text: str
    target_page: str = ""
    anchor: str = ""
    address: str = ""
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReference:
    """Describe a note reference: its block, its own anchor, and the anchor of the note."""

    page: str
    block: int
    anchor: str
    note: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Describe a note: its anchor, its mark, and its blocks from `first_block` up to `end_block`."""

    page: str
    anchor: str
    mark: str
    first_block: int
    end_block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Describe an anchor of kind `article`, `paragraph` or `other`, and the block and letter it leads to."""

    page: str
    name: str
    kind: str
    block: int
    offset: int = 0
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """Describe a line of the table of contents: a caption, or an article with its address."""

    text: str
    page: str = ""
    anchor: str = ""
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExpectedText:
    """Hold the text of an edition as its doctree has it; `contents` begin with their own title.

    `page_patterns` are what a book adds to a reference, with `{page}` for the page it leads to;
    `article_words` digests of the articles with labels.
    """

    title: str
    pages: tuple[str, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    note_references: tuple[NoteReference, ...]
    notes: tuple[Note, ...]
    anchors: tuple[Anchor, ...]
    contents: tuple[ContentsEntry, ...]
    page_patterns: tuple[str, ...] = ()
    article_words: tuple[ArticleWords, ...] = ()
