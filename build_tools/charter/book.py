"""A text as one document: takes the pages' doctrees, makes their ids and references fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from docutils import nodes
from sphinx import addnodes

from build_tools.charter.labels import free

Tree = tuple[str, nodes.document]
# What a reference to another page begins with until the pages are joined.
MARK = "%"


# The id of a section, the places of its other labels, and its heading.
_HEADED = re.compile(
    r'(<section\b[^>]*?)( id="[^"]*")([^>]*>)(\s*)((?:<span id="[^"]*"></span>\s*)*)'
    r"(<h[1-6]\b)(?![^>]* id=)([^>]*>)"
)
Renamed = Callable[[str, str], str]


def join(pages: Iterable[Tree]) -> Renamed:
    """Rename ids that two pages share, and lead every reference within the one document.

    Returns what tells a page's id in the book: (page, id) to id.
    """
    trees = tuple(pages)
    tops = {page: next(iter(_ids(tree)), "") for page, tree in trees}
    names = _names(trees)

    def renamed(page: str, id: str) -> str:
        """Return what an id of a page is called in the book."""
        return names.get((page, id), id)

    for page, tree in trees:
        _leave_files(tree)
        _rename(page, tree, tops, renamed)
    return renamed


def _names(trees: Iterable[Tree]) -> dict[tuple[str, str], str]:
    """Return every id's name in the book: its own, or one with its page where two pages have it."""
    owned = [(page, id) for page, tree in trees for id in dict.fromkeys(_ids(tree))]
    counts = Counter(id for _, id in owned)
    taken, names = set(counts), {}
    for page, id in owned:
        stem = re.sub(r"\W", "-", page)
        name = id if counts[id] == 1 else free(f"{stem}--{id}", taken)
        taken.add(name)
        names[page, id] = name
    return names


def _leave_files(tree: nodes.document) -> None:
    """Make words of the links to files beside a page: a book has none beside it."""
    for link in list(tree.findall(nodes.reference)):
        address = link.get("refuri", "")
        if address and not re.match(rf"[#{MARK}]|[a-z][a-z0-9+.-]*:", address, re.IGNORECASE):
            link.replace_self(nodes.inline("", "", *link.children, classes=link["classes"]))


def _ids(tree: nodes.document) -> Iterable[str]:
    found: list[str] = []
    for node in tree.findall(nodes.Element):
        found.extend(node.get("ids", ()))
    return found


def _rename(page: str, tree: nodes.document, tops: Mapping[str, str], renamed: Renamed) -> None:
    for node in tree.findall(nodes.Element):
        if node.get("ids"):
            node["ids"] = [renamed(page, id) for id in node["ids"]]
        if node.get("backrefs"):
            node["backrefs"] = [renamed(page, id) for id in node["backrefs"]]
        if node.get("refid"):
            node["refid"] = renamed(page, node["refid"])
        if node.get("refuri", "").startswith(MARK):
            there, _, id = node["refuri"][1:].partition("#")
            del node["refuri"]
            node["refid"] = renamed(there, id or tops.get(there, ""))


def place_notes(tree: nodes.document) -> None:
    """Move each plain footnote to its first call, where print sets it at the foot of the page.

    A note that holds more than paragraphs stays where it is.
    """
    notes = {id: note for note in tree.findall(nodes.footnote) for id in note["ids"]}
    for call in list(tree.findall(nodes.footnote_reference)):
        note = notes.get(call.get("refid", ""))
        if note is None or note.parent is None or not _is_plain(note):
            continue
        call["press-note"] = [_on_one_line(c) for c in note.children if not _is_label(c)]
        # The note's own place is at the foot; that of the call, whither the note leads back, here.
        call["press-place"] = next(iter(call["ids"]), "")
        call["ids"] = [*note["ids"], *call["ids"][1:]]
        note.parent.remove(note)
        note.parent = None


def _on_one_line(paragraph: nodes.Node) -> nodes.Node:
    # WeasyPrint keeps the line ends of a note that it sets at the foot.
    for text in list(paragraph.findall(nodes.Text)):
        text.parent.replace(text, nodes.Text(text.replace("\n", " ")))
    return paragraph


def _is_label(node: nodes.Node) -> bool:
    return isinstance(node, nodes.label)


def _is_plain(note: nodes.Element) -> bool:
    return all(isinstance(child, (nodes.label, nodes.paragraph)) for child in note.children)


def mark_unnumbered(tree: nodes.document) -> None:
    """Give the parts of a numbered article that have no number, as its plan, their class."""
    for section in tree.findall(nodes.section):
        above = section.parent
        within = "designation" in above or "unnumbered" in above.get("classes", ())
        if within and "designation" not in section:
            section["classes"].append("unnumbered")


def take(tree: nodes.document, name: str) -> nodes.Element | None:
    """Take the part with a class out of a tree and return it; None where there is none."""
    for node in tree.findall(nodes.Element):
        if name in node.get("classes", ()) and node.parent is not None:
            node.parent.remove(node)
            return node
    return None


def take_title(tree: nodes.document) -> None:
    """Take the first title out: the cover bears it. Its section's anchor stays."""
    title = tree.next_node(nodes.title)
    if title is not None:
        title.parent.remove(title)


def lead_to_headings(html: str) -> str:
    """Give the addresses of sections to their headings.

    Where a heading goes to the next page, WeasyPrint 70 leaves an empty part of its section
    behind, and a reference would name the page before.
    """
    return _HEADED.sub(r"\1\3\4\6\2\7\5", html)


def is_empty(tree: nodes.document) -> bool:
    """Return whether a page has nothing to print but contents."""
    for toctree in list(tree.findall(nodes.compound)):
        if "toctree-wrapper" in toctree["classes"] and toctree.parent is not None:
            toctree.parent.remove(toctree)
    for unseen in list(tree.findall(nodes.substitution_definition)):
        unseen.parent.remove(unseen)
    shown = (nodes.Text, nodes.image, addnodes.desc)
    return not any(isinstance(node, shown) for node in tree.findall())
