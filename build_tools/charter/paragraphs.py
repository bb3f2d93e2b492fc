"""Numbered paragraphs and lettered items as targets: takes doctrees, gives what a reference reads.

“Article VIII, paragraph 2” leads to `ec-8-p2`, “Right I, paragraph 1, item a” to `ca-1-p1-a`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from build_tools.charter.labels import MARKS, Marks, anchor_of
from build_tools.charter.numbers import LETTERS
from build_tools.charter.titles import Titled, name_of, place_of
from build_tools.model import Edition, UiStrings

ADDRESSES = "press-addresses"
PARAGRAPH = "{place}, paragraph {mark}"
ITEM = "{place}, item {mark}"
ALONE = "paragraph {mark}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A paragraph or an item: its anchor, every name that leads there, and where it stands.

    `place` is what its article is called; `marks` are the kind and the number of the paragraph,
    then those of the items within.
    """

    anchor: str
    names: tuple[str, ...]
    place: str
    marks: Marks


def addresses(
    tree: nodes.document, edition: Edition, words: UiStrings, titled: Titled = name_of
) -> Iterator[Address]:
    """Yield every address below the labelled sections of a page; `titled` names a section."""
    for section in tree.findall(nodes.section):
        items = [item for item in _within(section) if item["ids"]]
        if not items:
            continue
        place = place_of(section, edition, words, titled)
        labels = [name for name in section["names"] if tree.nametypes.get(name)]
        for item in items:
            anchor = item["ids"][0]
            rest = anchor.removeprefix(section["ids"][0])
            yield Address(
                anchor=anchor,
                names=tuple(dict.fromkeys((anchor, *(label + rest for label in labels)))),
                place=place,
                marks=item[MARKS],
            )


def _within(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield what is marked in a section, not in those below it."""
    for child in node.children:
        if isinstance(child, nodes.Element) and not isinstance(child, nodes.section):
            if MARKS in child:
                yield child
            yield from _within(child)


def said(
    found: Iterable[Address], edition: Edition, words: UiStrings
) -> Iterator[tuple[Address, str]]:
    """Yield each address of a publication with what a reference to it reads.

    Where the register numbers no article, a paragraph's number says enough, if no other has it.
    """
    known = list(found)
    counts = Counter(one.marks for one in known)
    for one in known:
        run_on = not edition.publication.numbering and counts[one.marks[:1]] == 1
        yield one, _said(one, run_on, edition, words)


def called(place: str, label: str, rest: str, edition: Edition, words: UiStrings) -> str:
    """Return what an address reads in another publication: `rest` is what follows the label.

    `-p2-a` below an article called “Right I” gives “Right I, paragraph 2, item a”; where its
    language does not count the paragraphs of that article, “Right I, item a”.
    """
    marks = tuple(
        ("arabic", int(mark[1:])) if mark[1:] else ("loweralpha", ascii_lowercase.index(mark) + 1)
        for mark in rest.strip("-").split("-")
    )
    plain = anchor_of(label) in {anchor_of(one.label) for one in edition.unnumbered}
    shown = tuple(mark for mark in marks if not plain or mark[0] != "arabic")
    address = Address(anchor="", names=(), place=place, marks=shown)
    return _said(address, not edition.publication.numbering, edition, words)


def _said(address: Address, run_on: bool, edition: Edition, words: UiStrings) -> str:
    text = address.place
    for at, (kind, number) in enumerate(address.marks):
        is_paragraph = kind == "arabic"
        pattern = ITEM if not is_paragraph else ALONE if run_on and not at else PARAGRAPH
        mark = str(number) if is_paragraph else _lettered(kind, number, edition.language.tag)
        text = words(pattern).text.format(place=text, mark=mark)
    return text


def _lettered(kind: str, number: int, tag: str) -> str:
    """Return a letter as a list shows it: styles/base/lists.css."""
    own = LETTERS.get(tag.partition("-")[0])
    if own:
        # Alone, a heh joins to nothing and looks like the digit 5.
        return own[number - 1].replace("ه", "ه\u200d") if number <= len(own) else str(number)
    letter = ascii_lowercase[number - 1]
    return letter.upper() if kind == "upperalpha" else letter


class Addresses(SphinxTransform):
    """Keep the addresses of a page until all pages are read; after titles are (860)."""

    default_priority = 861
    edition: Edition
    words: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Note what each paragraph and item is called."""
        found = list(addresses(self.document, self.edition, self.words))
        if found:
            self.env.metadata[self.env.current_document.docname][ADDRESSES] = found


def install(app: Sphinx, edition: Edition, words: UiStrings) -> None:
    """Let `:ref:` find the paragraphs of an edition once all its pages are read."""

    def announce(_app: Sphinx, env: BuildEnvironment) -> None:
        """Name every address: what one reads depends on those of other pages."""
        pages = [(page, one) for page in sorted(env.found_docs) for one in _kept(env, page)]
        texts = said((one for _, one in pages), edition, words)
        for (page, _), (one, text) in zip(pages, texts, strict=True):
            _register(env, page, one, text)

    app.connect("env-updated", announce)


def letters(env: BuildEnvironment) -> frozenset[str]:
    """Return every letter of what references to the paragraphs of an edition may read."""
    labels = env.domains.standard_domain.labels
    names = {name for page in env.found_docs for one in _kept(env, page) for name in one.names}
    return frozenset("".join("".join(labels[name][2] for name in names if name in labels).split()))


def _kept(env: BuildEnvironment, page: str) -> list[Address]:
    found: list[Address] = env.metadata[page].get(ADDRESSES, [])
    return found


def _register(env: BuildEnvironment, page: str, address: Address, text: str) -> None:
    """Give the standard domain the names of an address; what an author labelled elsewhere stays."""
    domain = env.domains.standard_domain
    for name in address.names:
        if domain.anonlabels.setdefault(name, (page, address.anchor)) == (page, address.anchor):
            domain.labels.setdefault(name, (page, address.anchor, text))
