"""What an edition says, as its doctree has it: takes a Reading, gives its Transcript.

What a medium makes for itself is left out; what Sphinx's translators add in all of them (the names
of notices, numbers of sections and figures) is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from build_tools.charter import hearing, inline, media, tongues
from build_tools.charter.arrivals import article_of
from build_tools.charter.fallback import MESSAGE
from build_tools.charter.hearing import INSIDE
from build_tools.charter.imprint import IMPRINT
from build_tools.charter.labels import MARKS
from build_tools.charter.reading import Chapter, Reading
from build_tools.model import Place
from build_tools.model.transcript import (
    Anchor,
    Block,
    ContentsEntry,
    ExpectedText,
    Link,
    Note,
    NoteReference,
)

TITLE, TITLE_BLOCK = "title", "title-block"
SKIPPED = (
    *inline.NOTHING,
    nodes.decoration,
    nodes.meta,
    nodes.pending,
    addnodes.toctree,
    addnodes.tabular_col_spec,
    addnodes.highlightlang,
)


def transcript(reading: Reading) -> ExpectedText:
    """Return what an edition says."""
    said = _Said(reading)
    with hearing.heard(reading) as pages:
        for chapter, tree in pages:
            said.turn_to(chapter)
            said.take(tree)
    return ExpectedText(
        title=reading.title,
        pages=tuple(chapter.page for chapter in reading.chapters),
        blocks=tuple(said.blocks),
        links=tuple(said.leads),
        note_references=tuple(said.calls),
        notes=tuple(said.notes),
        anchors=tuple(said.spots),
        contents=tuple(_contents(reading)),
    )


def _contents(reading: Reading) -> Iterator[ContentsEntry]:
    yield ContentsEntry(text=reading.words("Contents").text)
    for chapter in reading.chapters[1:]:
        if chapter.caption:
            yield ContentsEntry(text=chapter.caption)
        for article in chapter.articles:
            if article.depth <= 2:
                yield ContentsEntry(text=article.name, page=article.page, anchor=article.anchor)


@dataclass(slots=True)
class _Said:
    """What was said so far, and the page that is read."""

    reading: Reading
    page: str = ""
    part: str = ""
    formats: tuple[Any, ...] = ()
    titled: bool = False
    blocks: list[Block] = field(default_factory=list)
    leads: list[Link] = field(default_factory=list)
    calls: list[NoteReference] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    spots: list[Anchor] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What Sphinx calls the page."""
        return f"{self.reading.edition.publication.id}/{self.page}"

    def turn_to(self, chapter: Chapter) -> None:
        """Begin a page."""
        self.page = chapter.page

    def take(self, node: nodes.Node) -> None:
        """Take in a node and all below it."""
        if isinstance(node, SKIPPED) or not isinstance(node, nodes.Element):
            return
        if "contents" in node["classes"] and isinstance(node, nodes.topic):
            return
        for id in node["ids"]:
            self._spot(node, id, 0)
        if isinstance(node, nodes.footnote):
            self._note(node)
        elif isinstance(node, (nodes.TextElement, nodes.image)) and not _holds_blocks(node):
            self._say(node)
        else:
            self._within(node)

    def _within(self, node: nodes.Element) -> None:
        """Take in what stands in a part of the text that has a name or a medium of its own."""
        part, formats = self.part, self.formats
        known = (TITLE_BLOCK, IMPRINT)
        self.part = next((name for name in known if name in node["classes"]), part)
        self.formats = tuple(node.get(media.SHOWN, formats))
        if node.tagname in admonitionlabels:
            self._put(node, str(admonitionlabels[node.tagname]), kind="title")
        for child in node.children:
            self.take(child)
        self.part, self.formats = part, formats

    def _note(self, note: nodes.footnote) -> None:
        first, part = len(self.blocks), self.part
        anchor = str(note["ids"][0])
        label = note.next_node(nodes.label)
        self.part = anchor
        for child in note.children:
            if child is not label:
                self.take(child)
        self.part = part
        mark = label.astext() if label is not None else ""
        end = len(self.blocks)
        self.notes.append(
            Note(page=self.page, anchor=anchor, mark=mark, first_block=first, end_block=end)
        )

    def _say(self, node: nodes.Element) -> None:
        """Take in a line or a paragraph."""
        if isinstance(node, (nodes.raw, nodes.math_block, nodes.image)):
            self._put_whole(node)
            return
        line = inline.read(node, self._before(node))
        block = len(self.blocks)
        for id, letter in line.anchors:
            self._spot(node, id, letter)
        if line.text.strip():
            self._put(node, _numbered(node, line.text), kind=node.tagname)
        for link in line.links:
            self._lead(link, block)
        for call in line.calls:
            self._call(call, block)
        for picture in line.pictures:
            self._put_whole(picture)

    def _put_whole(self, node: nodes.Element) -> None:
        """Take in what is not read as lines are."""
        if isinstance(node, nodes.image):
            text = node.get("alt", "")
        elif isinstance(node, nodes.raw):
            text = inline.raw(node)
        else:
            text = inline.formula(node, as_block=True)
        if text.strip():
            self._put(node, text, kind=node.tagname)

    def _put(self, node: nodes.Element, text: str, kind: str) -> None:
        is_title = kind == "title" and not self.titled and isinstance(node.parent, nodes.section)
        is_title = is_title and self.page == self.reading.chapters[0].page
        self.titled = self.titled or is_title
        home = self.reading.edition.language.tag
        self.blocks.append(
            Block(
                page=self.page,
                kind=kind,
                text=text,
                article=article_of(node),
                language=_spoken(node) or tongues.around(node, home),
                part=TITLE if is_title else self.part,
                place=self._place(node),
                formats=self.formats,
            )
        )

    def _place(self, node: nodes.Element) -> Place:
        """Return where the message of a node stands in the source; nothing of the press's own."""
        said: list[tuple[str, int]] = node.get(MESSAGE, [])
        message, line = said[-1] if said else ("", 0)
        above: Any = node
        while not line and above is not None:
            line, above = above.line or 0, above.parent
        if self.part in (TITLE_BLOCK, IMPRINT):
            return Place()
        return Place(file=f"source/{self.name}.rst", line=line or None, message_id=message)

    def _before(self, node: nodes.Element) -> str:
        """Return what translators write before a title or a caption: its number."""
        env: Any = self.reading.app.env
        if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
            numbers = env.toc_secnumbers.get(self.name, {})
            own = IMPRINT not in node.parent["ids"]
            number = numbers.get(f"#{node.parent['ids'][0]}") or numbers.get("")
            return f"{'.'.join(map(str, number))}. " if number and own else ""
        if isinstance(node, (nodes.caption, nodes.title)) and node.parent["ids"]:
            kind = env.domains.standard_domain.get_enumerable_node_type(node.parent)
            number = env.toc_fignumbers.get(self.name, {}).get(kind, {}).get(node.parent["ids"][0])
            pattern = self.reading.app.config.numfig_format.get(kind, "") if number else ""
            return f"{pattern % '.'.join(map(str, number))} " if pattern else ""
        return ""

    def _spot(self, node: nodes.Element, anchor: str, letter: int) -> None:
        kind = "paragraph" if MARKS in node else "other"
        if isinstance(node, nodes.section) and node["ids"][:1] == [anchor]:
            kind = "article"
        at = len(self.blocks)
        self.spots.append(Anchor(page=self.page, name=anchor, kind=kind, block=at, offset=letter))

    def _lead(self, link: inline.Link, block: int) -> None:
        address = link.node.get("refuri", "")
        to, anchor = self.page, link.node.get("refid", "")
        formats = self.formats
        if address.startswith(INSIDE):
            name, _, anchor = address.removeprefix(INSIDE).partition("#")
            to = name.partition("/")[2]
        elif not anchor:
            to = ""
            formats = ("html",) if address.startswith("//") and _is_ours(link.node) else formats
        if to or address:
            self.leads.append(
                Link(
                    page=self.page,
                    block=block,
                    text=link.text,
                    target_page=to,
                    anchor=anchor,
                    address="" if to else address,
                    formats=formats,
                )
            )

    def _call(self, call: nodes.footnote_reference, block: int) -> None:
        self.calls.append(
            NoteReference(
                page=self.page,
                block=block,
                anchor=str(next(iter(call["ids"]), "")),
                note=str(call.get("refid", "")),
                mark=call.astext(),
            )
        )


def _is_ours(link: nodes.reference) -> bool:
    return bool(link.get("internal"))


def _holds_blocks(node: nodes.Element) -> bool:
    """Return whether what could be a line holds paragraphs and the like."""
    if isinstance(node, (nodes.raw, nodes.math_block)):
        return False
    return any(
        isinstance(child, nodes.Element) and not isinstance(child, (nodes.Inline, nodes.Invisible))
        for child in node.children
    )


def _numbered(node: nodes.Element, text: str) -> str:
    """Return code with the numbers of its lines, where they are shown."""
    if not (isinstance(node, nodes.literal_block) and node.get("linenos")):
        return text
    known: dict[str, Any] = node.get("highlight_args", {})
    start = int(known.get("linenostart", 1))
    lines = text.removesuffix("\n").split("\n")
    return "\n".join(f"{number} {line}" for number, line in enumerate(lines, start))


def _spoken(node: nodes.Element) -> str:
    """Return the language of a title that is marked from inside; its number is no part of that."""
    if not isinstance(node, nodes.title):
        return ""
    marked = [
        tongues.marked(child) if isinstance(child, nodes.Element) else ""
        for child in node.children
        if not (isinstance(child, nodes.Element) and "designation" in child.get("classes", ()))
    ]
    return marked[0] if len(marked) == 1 else ""
