"""Collect the expected text of an edition from its doctrees, for checks.

What one format alone adds is left out; what Sphinx's translators add in all of them (labels of
admonitions, numbers of sections and figures) is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from build_tools.expected_text import inline_text
from build_tools.expected_text.resolved_doctrees import PAGE_PREFIX, resolve_doctrees
from build_tools.model import FORMATS, Article, Place
from build_tools.model.expected_text import (
    Anchor,
    Block,
    ContentsEntry,
    ExpectedText,
    Link,
    Note,
    NoteReference,
)
from build_tools.reader import format_tags
from build_tools.reader.reading import Reading
from build_tools.sphinx_ext.articles.equations import EQUATION_NUMBER
from build_tools.sphinx_ext.articles.labels import LIST_MARKS
from build_tools.sphinx_ext.articles.titles import is_designation
from build_tools.sphinx_ext.imprint import IMPRINT, STATEMENT, TITLE_BLOCK
from build_tools.sphinx_ext.text.lang_classes import find_language, get_own_language
from build_tools.sphinx_ext.text.page_references import WORDLESS_PATTERNS, list_page_patterns
from build_tools.sphinx_ext.translation.message_outcomes import find_article_anchor
from build_tools.sphinx_ext.translation.title_language import MESSAGE

TITLE, SUMMARY = "title", "summary"
SKIPPED_NODES = (
    *inline_text.INVISIBLE_NODES,
    nodes.decoration,
    nodes.meta,
    nodes.pending,
    addnodes.toctree,
    addnodes.tabular_col_spec,
    addnodes.highlightlang,
)


def collect_expected_text(reading: Reading) -> ExpectedText:
    """Return the expected text of an edition."""
    collector = _Collector(reading)
    with resolve_doctrees(reading) as pages:
        for chapter, tree in pages:
            collector.page = chapter.page
            collector.collect_node(tree)
    return ExpectedText(
        title=reading.title,
        pages=tuple(chapter.page for chapter in reading.chapters),
        blocks=tuple(collector.blocks),
        links=tuple(collector.links),
        note_references=tuple(collector.note_references),
        notes=tuple(collector.notes),
        anchors=tuple(collector.anchors),
        contents=tuple(_iter_contents_entries(reading)),
        page_patterns=(*list_page_patterns(reading.ui_strings), *WORDLESS_PATTERNS),
        article_words=reading.article_words,
    )


def _iter_contents_entries(reading: Reading) -> Iterator[ContentsEntry]:
    if len(reading.chapters) > 1 or len(reading.chapters[0].articles) > 1:
        yield ContentsEntry(text=reading.ui_strings("Contents").text)
    for chapter in reading.chapters:
        if chapter.caption:
            yield ContentsEntry(text=chapter.caption)
        yield from (_make_contents_entry(article) for article in reading.list_contents(chapter))


def _make_contents_entry(article: Article) -> ContentsEntry:
    return ContentsEntry(text=article.name, page=article.page, anchor=article.anchor, formats=article.formats)


@dataclass(slots=True)
class _Collector:
    """Hold what was collected so far, and the current page."""

    reading: Reading
    page: str = ""
    part: str = ""
    formats: tuple[Any, ...] = ()
    has_title: bool = False
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    note_references: list[NoteReference] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)

    @property
    def docname(self) -> str:
        """Return Sphinx's name of the page."""
        return f"{self.reading.edition.publication.id}/{self.page}"

    def collect_node(self, node: nodes.Node) -> None:
        """Collect a node and its descendants."""
        if isinstance(node, SKIPPED_NODES) or not isinstance(node, nodes.Element):
            return
        if "contents" in node["classes"] and isinstance(node, nodes.topic):
            return
        for id in node["ids"]:
            self._add_anchor(node, id, 0)
        if isinstance(node, nodes.footnote):
            self._collect_note(node)
        elif isinstance(node, (nodes.TextElement, nodes.image)) and not _has_block_children(node):
            self._collect_text(node)
        else:
            self._collect_children(node)

    def _collect_children(self, node: nodes.Element) -> None:
        """Collect the children of a node that may set the part or the formats of its blocks."""
        part, formats = self.part, self.formats
        self.part = next((name for name in self._list_parts() if name in node["classes"]), part)
        self.formats = tuple(node.get(format_tags.ONLY_FORMATS, formats))
        if node.tagname in admonitionlabels:
            self._add_block(node, str(admonitionlabels[node.tagname]), kind="title")
        for child in node.children:
            self.collect_node(child)
        self.part, self.formats = part, formats

    def _list_parts(self) -> tuple[str, ...]:
        """Return the classes of what a book takes out of the current page for its front and its back."""
        is_start = self.page == self.reading.chapters[0].page
        return (TITLE_BLOCK, IMPRINT, STATEMENT, SUMMARY) if is_start else ()

    def _collect_note(self, note: nodes.footnote) -> None:
        first, part = len(self.blocks), self.part
        anchor = str(note["ids"][0])
        label = note.next_node(nodes.label)
        self.part = anchor
        for child in note.children:
            if child is not label:
                self.collect_node(child)
        self.part = part
        mark = label.astext() if label is not None else ""
        end = len(self.blocks)
        self.notes.append(Note(page=self.page, anchor=anchor, mark=mark, first_block=first, end_block=end))

    def _collect_text(self, node: nodes.Element) -> None:
        if isinstance(node, (nodes.raw, nodes.math_block, nodes.image)):
            self._collect_object(node)
            return
        line = inline_text.read_inline_text(node, self._format_number_prefix(node))
        block = len(self.blocks)
        for id, letter in line.anchors:
            self._add_anchor(node, id, letter)
        if line.text.strip():
            self._add_block(node, _number_code_lines(node, line.text), kind=node.tagname)
        for link in line.links:
            self._add_link(link, block)
        for call in line.note_references:
            self._add_note_reference(call, block)
        for shown in line.objects:
            self._collect_object(shown)

    def _collect_object(self, node: nodes.Element) -> None:
        if isinstance(node, nodes.image):
            text = node.get("alt", "")
        elif isinstance(node, nodes.raw):
            text = inline_text.extract_raw_text(node)
        else:
            text = node.astext()
        if text.strip():
            self._add_block(node, text, kind=node.tagname)
        if number := node.get(EQUATION_NUMBER, ""):
            self._add_block(node, number, kind="caption")

    def _add_block(self, node: nodes.Element, text: str, kind: str) -> None:
        is_title = kind == "title" and not self.has_title and isinstance(node.parent, nodes.section)
        is_title = is_title and self.page == self.reading.chapters[0].page
        self.has_title = self.has_title or is_title
        own_tag = self.reading.edition.language.tag
        self.blocks.append(
            Block(
                page=self.page,
                kind=kind,
                text=text,
                article=find_article_anchor(node),
                language=_find_inner_language(node) or find_language(node, own_tag),
                part=TITLE if is_title else self.part,
                place=self._find_place(node),
                formats=self.formats,
            )
        )

    def _find_place(self, node: nodes.Element) -> Place:
        """Return the place of a node's message in the source; empty for text of our own."""
        messages: list[tuple[str, int]] = node.get(MESSAGE, [])
        message, line = messages[-1] if messages else ("", 0)
        ancestor: Any = node
        while not line and ancestor is not None:
            line, ancestor = ancestor.line or 0, ancestor.parent
        if self.part in (TITLE_BLOCK, IMPRINT, STATEMENT):
            return Place()
        return Place(file=f"source/{self.docname}.rst", line=line or None, message_id=message)

    def _format_number_prefix(self, node: nodes.Element) -> str:
        """Return the number that translators write before a title or a caption."""
        env: Any = self.reading.app.env
        if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
            numbers = env.toc_secnumbers.get(self.docname, {})
            is_text = IMPRINT not in node.parent["ids"] and "designation" not in node.parent
            number = numbers.get(f"#{node.parent['ids'][0]}") or numbers.get("")
            return f"{'.'.join(map(str, number))}. " if number and is_text else ""
        if isinstance(node, (nodes.caption, nodes.title)) and node.parent["ids"]:
            kind = env.domains.standard_domain.get_enumerable_node_type(node.parent)
            numbers = env.toc_fignumbers.get(self.docname, {}).get(kind, {})
            number = numbers.get(node.parent["ids"][0])
            pattern = self.reading.app.config.numfig_format.get(kind, "") if number else ""
            return f"{pattern % '.'.join(map(str, number))} " if pattern else ""
        return ""

    def _add_anchor(self, node: nodes.Element, anchor: str, offset: int) -> None:
        kind = "paragraph" if LIST_MARKS in node else "other"
        if isinstance(node, nodes.section) and node["ids"][:1] == [anchor]:
            kind = "article"
        self.anchors.append(
            Anchor(
                page=self.page,
                name=anchor,
                kind=kind,
                block=len(self.blocks),
                offset=offset,
                formats=self.formats,
            )
        )

    def _add_link(self, link: inline_text.InlineLink, block: int) -> None:
        address = link.node.get("refuri", "")
        target_page, anchor = self.page, link.node.get("refid", "")
        formats = self.formats
        if address.startswith(PAGE_PREFIX):
            name, _, anchor = address.removeprefix(PAGE_PREFIX).partition("#")
            target_page = name.partition("/")[2]
        elif not anchor:
            target_page = ""
            if address.startswith("//") and link.node.get("internal"):
                formats = tuple(name for name in FORMATS if FORMATS[name].links_editions)
        if target_page or address:
            self.links.append(
                Link(
                    page=self.page,
                    block=block,
                    text=link.text,
                    target_page=target_page,
                    anchor=anchor,
                    address="" if target_page else address,
                    formats=formats,
                )
            )

    def _add_note_reference(self, reference: nodes.footnote_reference, block: int) -> None:
        anchor, note = next(iter(reference["ids"]), ""), reference.get("refid", "")
        mark = reference.astext()
        self.note_references.append(
            NoteReference(page=self.page, block=block, anchor=anchor, note=note, mark=mark)
        )


def _has_block_children(node: nodes.Element) -> bool:
    if isinstance(node, (nodes.raw, nodes.math_block)):
        return False
    return any(
        isinstance(child, nodes.Element) and not isinstance(child, (nodes.Inline, nodes.Invisible))
        for child in node.children
    )


def _number_code_lines(node: nodes.Element, text: str) -> str:
    if not (isinstance(node, nodes.literal_block) and node.get("linenos")):
        return text
    options: dict[str, Any] = node.get("highlight_args", {})
    start = int(options.get("linenostart", 1))
    lines = text.removesuffix("\n").split("\n")
    return "\n".join(f"{number} {line}" for number, line in enumerate(lines, start))


def _find_inner_language(node: nodes.Element) -> str:
    """Return the language of a title that is marked by an inner node, without its designation."""
    if not isinstance(node, nodes.title):
        return ""
    languages = [
        get_own_language(child) if isinstance(child, nodes.Element) else ""
        for child in node.children
        if not is_designation(child)
    ]
    return languages[0] if len(languages) == 1 else ""
