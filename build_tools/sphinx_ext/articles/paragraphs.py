"""Make numbered paragraphs and lettered items targets of `:ref:`, with the text of references.

“Article VIII, paragraph 2” leads to `ec-8-p2`, “Right I, paragraph 1, item a” to `ca-1-p1-a`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from string import ascii_lowercase

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from build_tools.model import Edition, LocalizedText, UiStrings
from build_tools.sphinx_ext.articles.item_marks import format_item_mark
from build_tools.sphinx_ext.articles.labels import LIST_MARKS, ListMarks, find_label, make_anchor
from build_tools.sphinx_ext.articles.numbers import localize_number
from build_tools.sphinx_ext.articles.titles import GetTitle, describe_place, get_section_name
from build_tools.sphinx_ext.text.mixed_text import MixedText, fill_pattern, make_mixed_text
from build_tools.sphinx_ext.transform import REFERENCE_TEXTS, Page

ADDRESSES = "press-addresses"
PARAGRAPH_PATTERN = "{place}, paragraph {mark}"
ITEM_PATTERN = "{place}, item {mark}"
BARE_PATTERN = "paragraph {mark}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphAddress:
    """Describe a paragraph or an item: its anchor, every label of it, and where it is.

    `place` is the designation of its article; `marks` are kind and number of the paragraph, then
    those of the items inside it.
    """

    anchor: str
    labels: tuple[str, ...]
    place: MixedText
    marks: ListMarks


def iter_addresses(
    tree: nodes.document, edition: Edition, ui_strings: UiStrings, get_title: GetTitle = get_section_name
) -> Iterator[ParagraphAddress]:
    """Yield every address below the labelled sections of a page; `get_title` names a section."""
    for section in tree.findall(nodes.section):
        items = [item for item in _iter_marked_items(section) if item["ids"]]
        if not items:
            continue
        place = describe_place(section, edition, ui_strings, get_title)
        labels = [name for name in section["names"] if tree.nametypes.get(name)]
        for item in items:
            anchor = item["ids"][0]
            rest = anchor.removeprefix(section["ids"][0])
            yield ParagraphAddress(
                anchor=anchor,
                labels=tuple(dict.fromkeys((anchor, *(label + rest for label in labels)))),
                place=place,
                marks=item[LIST_MARKS],
            )


def _iter_marked_items(node: nodes.Element) -> Iterator[nodes.Element]:
    for child in node.children:
        if isinstance(child, nodes.Element) and not isinstance(child, nodes.section):
            if LIST_MARKS in child:
                yield child
            yield from _iter_marked_items(child)


def iter_reference_texts(
    paragraph_addresses: Iterable[ParagraphAddress], edition: Edition, ui_strings: UiStrings
) -> Iterator[tuple[ParagraphAddress, MixedText]]:
    """Yield each address of a publication with the text of a reference to it.

    Where the register numbers no article, the number of a paragraph alone is the text, if no
    other paragraph has it.
    """
    addresses = list(paragraph_addresses)
    counts = Counter(one.marks for one in addresses)
    for address in addresses:
        is_bare = not edition.publication.numbering and counts[address.marks[:1]] == 1
        yield address, _format_address(address, is_bare, edition, ui_strings)


def format_remote_address(
    place: str, label: str, suffix: str, edition: Edition, ui_strings: UiStrings
) -> str:
    """Return the text of an address in another publication; `suffix` is what follows the label.

    `-p2-a` below an article called “Right I” gives “Right I, paragraph 2, item a”; where its
    language does not number the paragraphs of that article, “Right I, item a”.
    """
    marks = tuple(
        ("arabic", int(mark[1:])) if mark[1:] else ("loweralpha", ascii_lowercase.index(mark) + 1)
        for mark in suffix.strip("-").split("-")
    )
    is_unnumbered = make_anchor(label) in {make_anchor(one.label) for one in edition.unnumbered}
    shown_marks = tuple(mark for mark in marks if not is_unnumbered or mark[0] != "arabic")
    place_text = make_mixed_text(LocalizedText(text=place, language=edition.language.tag))
    address = ParagraphAddress(anchor="", labels=(), place=place_text, marks=shown_marks)
    return _format_address(address, not edition.publication.numbering, edition, ui_strings).text


def _format_address(
    address: ParagraphAddress, is_bare: bool, edition: Edition, ui_strings: UiStrings
) -> MixedText:
    text = address.place
    for level, (kind, number) in enumerate(address.marks):
        if kind == "arabic":
            pattern = ui_strings(BARE_PATTERN if is_bare and not level else PARAGRAPH_PATTERN)
            mark = replace(pattern, text=localize_number(number, pattern.language, edition))
        else:
            pattern = ui_strings(ITEM_PATTERN)
            letter = format_item_mark(kind, number, edition.language)
            mark = LocalizedText(text=letter, language=edition.language.tag)
        text = fill_pattern(pattern, place=text, mark=make_mixed_text(mark))
    return text


def collect_addresses(page: Page) -> None:
    """Store the address of each paragraph and item until all pages are read."""
    addresses = list(iter_addresses(page.document, page.edition, page.ui_strings))
    if addresses:
        page.metadata[ADDRESSES] = addresses


def install_paragraph_labels(app: Sphinx, edition: Edition, ui_strings: UiStrings) -> None:
    """Let `:ref:` resolve the paragraphs of an edition once all its pages are read."""

    def register_addresses(_app: Sphinx, env: BuildEnvironment) -> None:
        """Register every address as a label: its text depends on the addresses of other pages."""
        pages = _list_addresses(env)
        texts = iter_reference_texts((address for _, address in pages), edition, ui_strings)
        for (docname, _), (address, text) in zip(pages, texts, strict=True):
            _register_address(env, docname, address, text.text)
            if not text.is_only(edition.language.tag):
                env.metadata[docname].setdefault(REFERENCE_TEXTS, {})[address.anchor] = text

    app.connect("env-updated", register_addresses)


def collect_reference_characters(env: BuildEnvironment) -> frozenset[str]:
    """Return every character that references to the paragraphs of an edition may show."""
    labels = env.domains.standard_domain.labels
    names = {name for _, address in _list_addresses(env) for name in address.labels}
    return frozenset("".join("".join(labels[name][2] for name in names if name in labels).split()))


def has_addresses(env: BuildEnvironment, docname: str) -> bool:
    """Return whether a page has a numbered paragraph or a lettered item."""
    return bool(env.metadata[docname].get(ADDRESSES))


def _list_addresses(env: BuildEnvironment) -> list[tuple[str, ParagraphAddress]]:
    return [
        (docname, address)
        for docname in sorted(env.found_docs)
        for address in env.metadata[docname].get(ADDRESSES, ())
    ]


def _register_address(env: BuildEnvironment, docname: str, address: ParagraphAddress, text: str) -> None:
    """Add an address to the standard domain; a label that an author set elsewhere stays."""
    domain, target = env.domains.standard_domain, (docname, address.anchor)
    for name in address.labels:
        if domain.anonlabels.setdefault(name, target) == target:
            domain.labels.setdefault(name, (*target, text))


def remove_numbering(page: Page) -> None:
    """Replace numbered lists by plain paragraphs where the register says so for this language."""
    labels = {make_anchor(article.label) for article in page.edition.unnumbered}
    for section in page.document.findall(nodes.section) if labels else ():
        if find_label(page.document, section) not in labels:
            continue
        for child in list(section.children):
            if isinstance(child, nodes.enumerated_list) and child["enumtype"] == "arabic":
                items = (_unwrap_item(page.document, item) for item in child.children)
                child.replace_self([node for children in items for node in children])


def _unwrap_item(document: nodes.document, item: nodes.Node) -> list[nodes.Node]:
    """Return the content of an item; its first node takes the item's anchor."""
    if not isinstance(item, nodes.Element):
        return [item]
    first = next((node for node in item.children if not isinstance(node, nodes.Invisible)), None)
    if not isinstance(first, nodes.Element):
        first = nodes.paragraph()
        item += first
    for element in item.findall(nodes.Element):
        if LIST_MARKS in element:
            element[LIST_MARKS] = element[LIST_MARKS][1:]
    first[LIST_MARKS] = ()
    first["ids"] = [*item["ids"], *first["ids"]]
    first["names"] = [*item["names"], *first["names"]]
    document.ids.update(dict.fromkeys(item["ids"], first))
    return list(item.children)
