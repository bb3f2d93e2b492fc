"""Define the expected text of an edition: its words in reading order, its links and anchors."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.findings import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Hold the text of an element: a title, a paragraph, a term, a line; its alt text if an image.

    `kind` is the docutils node name (of `image`, the text is an alternative and stands in no
    line); `part` is `title` (of the whole text), `title-block`, `imprint` or the anchor of the
    note that the block belongs to, else empty. `place` is its message in the catalogue, or
    without one its line in the source. `formats` are the formats that contain it, if not all.
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

    Inside the edition it leads to `anchor` of `target_page` (empty anchor: the top of the page),
    else to `address`, which begins with `//` if it is in another publication of this register:
    `//LANGUAGE/PUBLICATION/PAGE#ANCHOR`.
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
    """Describe an anchor of a page, and the block and the letter in it that it leads to.

    `kind` is `article`, `paragraph` (a numbered one or an item, `ec-8-p2`), or `other`.
    """

    page: str
    name: str
    kind: str
    block: int
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """Describe a line of the table of contents: a caption, or an article with its address."""

    text: str
    page: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExpectedText:
    """Hold the text of an edition as its doctree has it; `contents` begin with their own title.

    Compared by identity, because it holds a whole text.
    """

    title: str
    pages: tuple[str, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    note_references: tuple[NoteReference, ...]
    notes: tuple[Note, ...]
    anchors: tuple[Anchor, ...]
    contents: tuple[ContentsEntry, ...]
