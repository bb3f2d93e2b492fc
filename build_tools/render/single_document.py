"""Join the doctrees of all pages into one document: make ids unique and references internal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes

from build_tools.sphinx_ext.articles.labels import make_unique_anchor

PageTree = tuple[str, nodes.document]
# What a reference to another page begins with until the pages are joined.
PAGE_PREFIX = "%"
_NO_FILE = re.compile(rf"[#{PAGE_PREFIX}]|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# The id of a section, the places of its other labels, and its heading.
_SECTION_START = re.compile(
    r'(<section\b[^>]*?)( id="[^"]*")([^>]*>)(\s*)((?:<span id="[^"]*"></span>\s*)*)'
    r"(<h[1-6]\b)(?![^>]* id=)([^>]*>)"
)
# The box of a table, and the place of its label.
_TABLE_START = re.compile(
    r'<div( class="table")><span( id="[^"]*")></span>(\s*(?:<span [^>]*></span>)*<table\b)'
)
# The box of a listing, the places of its labels, and its caption.
_LISTING_START = re.compile(
    r'(<div class="literal-block-wrapper[^>]*?)( id="[^"]*")(>\s*)((?:<span id="[^"]*"></span>\s*)*)'
    r'(<div class="code-block-caption"><span)'
)
MapId = Callable[[str, str], str]


def join_pages(pages: Iterable[PageTree]) -> MapId:
    """Make ids unique and references internal; return a function that maps page and id to the new id."""
    trees = tuple(pages)
    first_ids = {page: next(iter(_list_ids(tree)), "") for page, tree in trees}
    new_ids = _make_unique_ids(trees)

    def map_id(page: str, id: str) -> str:
        """Return the id in the document of an id on a page."""
        return new_ids.get((page, id), id)

    for page, tree in trees:
        _unlink_files(tree)
        _rename_ids(page, tree, first_ids, map_id)
    return map_id


def _make_unique_ids(trees: Iterable[PageTree]) -> dict[tuple[str, str], str]:
    """Return the new name of every id: its own, or with its page where two pages have it."""
    page_ids = [(page, id) for page, tree in trees for id in dict.fromkeys(_list_ids(tree))]
    counts = Counter(id for _, id in page_ids)
    taken, new_ids = set(counts), {}
    for page, id in page_ids:
        stem = re.sub(r"\W", "-", page)
        name = id if counts[id] == 1 else make_unique_anchor(f"{stem}--{id}", taken)
        taken.add(name)
        new_ids[page, id] = name
    return new_ids


def _unlink_files(tree: nodes.document) -> None:
    """Replace links to files beside a page by their text: a book has none beside it."""
    for link in list(tree.findall(nodes.reference)):
        address = link.get("refuri", "")
        if address and not _NO_FILE.match(address):
            link.replace_self(nodes.inline("", "", *link.children, classes=link["classes"]))


def _list_ids(tree: nodes.document) -> list[str]:
    return [id for node in tree.findall(nodes.Element) for id in node["ids"]]


def _rename_ids(page: str, tree: nodes.document, first_ids: Mapping[str, str], map_id: MapId) -> None:
    for node in tree.findall(nodes.Element):
        if node.get("ids"):
            node["ids"] = [map_id(page, id) for id in node["ids"]]
        if node.get("backrefs"):
            node["backrefs"] = [map_id(page, id) for id in node["backrefs"]]
        if node.get("refid"):
            node["refid"] = map_id(page, node["refid"])
        if node.get("refuri", "").startswith(PAGE_PREFIX):
            address, _, id = node["refuri"][1:].partition("#")
            target_page = unquote(address)
            del node["refuri"]
            node["refid"] = map_id(target_page, id or first_ids.get(target_page, ""))


def move_footnotes(tree: nodes.document) -> None:
    """Move each plain footnote to its first reference, as print sets it at the foot of the page."""
    notes = {id: note for note in tree.findall(nodes.footnote) for id in note["ids"]}
    for reference in list(tree.findall(nodes.footnote_reference)):
        note = notes.get(reference.get("refid", ""))
        if note is None or note.parent is None:
            continue
        if not all(isinstance(child, (nodes.label, nodes.paragraph)) for child in note.children):
            continue
        reference["press-note"] = [_join_lines(node) for node in note.findall(nodes.paragraph)]
        # The id of the note is at the foot; that of the reference, where the note links back, here.
        reference["press-place"] = next(iter(reference["ids"]), "")
        reference["ids"] = [*note["ids"], *reference["ids"][1:]]
        note.parent.remove(note)
        note.parent = None


def _join_lines(paragraph: nodes.paragraph) -> nodes.paragraph:
    # WeasyPrint keeps the line ends of a note that it sets at the foot.
    for text in list(paragraph.findall(nodes.Text)):
        text.parent.replace(text, nodes.Text(text.replace("\n", " ")))
    return paragraph


def mark_unnumbered_sections(tree: nodes.document) -> None:
    """Give the unnumbered sections of a numbered article, such as its plan, their class."""
    for section in tree.findall(nodes.section):
        parent = section.parent
        is_in_article = "designation" in parent or "unnumbered" in parent.get("classes", ())
        if is_in_article and "designation" not in section:
            section["classes"].append("unnumbered")


def extract_part(tree: nodes.document, name: str) -> nodes.Element | None:
    """Remove the node with a class from a tree and return it; None where there is none."""
    node = find_part(tree, name)
    if node is not None and node.parent is not None:
        node.parent.remove(node)
    return node


def find_part(tree: nodes.Element, name: str) -> nodes.Element | None:
    """Return the first node with a class; None where there is none."""
    return next((node for node in tree.findall(nodes.Element) if name in node.get("classes", ())), None)


def remove_title(tree: nodes.document) -> None:
    """Remove the first title: the cover has it. The anchor of its section stays."""
    title = tree.next_node(nodes.title)
    if title is not None:
        title.parent.remove(title)


def move_ids_to_headings(html: str) -> str:
    """Move the ids of sections to their headings.

    Where a heading goes to the next page, WeasyPrint 70 leaves an empty part of its section
    behind, and a reference would name the page before.
    """
    return _SECTION_START.sub(r"\1\3\4\6\2\7\5", html)


def move_labels_to_boxes(html: str) -> str:
    """Move labels to what goes overleaf: that of a table to its box, that of a listing to its caption."""
    html = _TABLE_START.sub(r"<div\1\2>\3", html)
    return _LISTING_START.sub(r'\1\3<div class="code-block-caption">\4<span\2', html)


def is_blank_page(tree: nodes.document) -> bool:
    """Return whether a page has nothing to print except contents."""
    for toctree in list(tree.findall(nodes.compound)):
        if "toctree-wrapper" in toctree["classes"] and toctree.parent is not None:
            toctree.parent.remove(toctree)
    for definition in list(tree.findall(nodes.substitution_definition)):
        definition.parent.remove(definition)
    visible_nodes = (nodes.Text, nodes.image, addnodes.desc)
    return not any(isinstance(node, visible_nodes) for node in tree.findall())
