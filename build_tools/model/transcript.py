"""What the doctree of an edition says: its words in the order of reading, and where they lead."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.findings import Place
from build_tools.model.published import Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Words that stand together: a title, a paragraph, a term, a line; of an image its words.

    `kind` is what docutils calls it (`image`: its words are an alternative and stand in no line);
    `part` is `title` (of the whole text), `title-block`, `imprint` or the anchor of the note that
    it belongs to, else empty. `language` is that of its words. `place` is its message in the
    catalogue, or its line in the source where it has none. `formats` are those that it is written
    in, where it is not in all.
    """

    page: str
    kind: str
    text: str
    article: str = ""
    language: str = ""
    part: str = ""
    place: Place
    formats: tuple[Format, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A link of the text: where its words stand, what they are, where they lead.

    Within the edition it leads to `anchor` of `to` (empty: the page's top), else to `address`,
    which begins with `//` where it is a place in another publication of this press:
    `//LANGUAGE/PUBLICATION/PAGE#ANCHOR`.
    """

    page: str
    block: int
    text: str
    to: str = ""
    anchor: str = ""
    address: str = ""
    formats: tuple[Format, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The call of a note: where it stands, its anchor, and the anchor of its note."""

    page: str
    block: int
    anchor: str
    note: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: its anchor, its mark, and its blocks, from `first` up to `end`."""

    page: str
    anchor: str
    mark: str
    first: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An address: an anchor of a page, and the block and the letter of it that it leads to.

    `kind` is `article`, `paragraph` (a numbered one or an item, `ec-8-p2`), or `other`.
    """

    page: str
    anchor: str
    kind: str
    block: int
    letter: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents: a caption, or an article with its address."""

    text: str
    page: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Transcript:
    """An edition as its doctree has it; `contents` begin with their own name.

    It is compared by identity: it holds all of a text.
    """

    title: str
    pages: tuple[str, ...]
    blocks: tuple[Block, ...]
    leads: tuple[Lead, ...]
    calls: tuple[Call, ...]
    notes: tuple[Note, ...]
    spots: tuple[Spot, ...]
    contents: tuple[Entry, ...]
