"""Make what leads out of an imprint: the publisher's site and mail, the licence, and numbers of books."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

from build_tools.model import Edition
from build_tools.sphinx_ext.text.lang_classes import make_lang_class

_CREATIVE_COMMONS = re.compile(
    r"CC-(?P<terms>BY(?:-NC)?(?:-SA|-ND)?)-(?P<version>[0-9.]+)(?:-(?P<port>[A-Z]+))?"
)
_COMMONS_URL = "https://creativecommons.org"


def iter_address_lines(edition: Edition) -> Iterator[nodes.paragraph]:
    """Yield a paragraph for the publisher's site, one for the mail address, and one for the ISBN."""
    publisher = edition.publisher
    if publisher.url:
        yield _make_line(edition, nodes.reference("", publisher.url, refuri=publisher.url), "publisher-site")
    if publisher.contact:
        link = nodes.reference("", publisher.contact, refuri=f"mailto:{publisher.contact}")
        yield _make_line(edition, link, "publisher-contact")
    numbers = [
        f"{one.number} ({one.format.replace('/', ' ').upper()})" if one.format else one.number
        for one in edition.publication.list_isbns(edition.language.tag)
    ]
    if numbers:
        yield _make_line(edition, nodes.Text(f"ISBN {', '.join(numbers)}"), "isbn")


def _make_line(edition: Edition, words: nodes.Node, name: str) -> nodes.paragraph:
    """Return a paragraph of Latin letters, which stays one from the left among other scripts."""
    inner = words
    if edition.language.script != "Latn":
        inner = nodes.inline("", "", words, classes=[make_lang_class("en")])
    return nodes.paragraph("", "", inner, classes=[name])


def find_licence_url(licence: str) -> str:
    """Return the address of a licence of Creative Commons, by its SPDX identifier; else an empty string."""
    if licence == "CC0-1.0":
        return f"{_COMMONS_URL}/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.fullmatch(licence)
    if match is None:
        return ""
    path = "/".join(filter(None, (match["terms"], match["version"], match["port"]))).lower()
    return f"{_COMMONS_URL}/licenses/{path}/"


def link_licence(paragraph: nodes.paragraph, edition: Edition) -> nodes.paragraph:
    """Make a link of the licence in its sentence, if pages may lead elsewhere and its address is known."""
    licence = edition.publication.licence
    address = find_licence_url(licence) if edition.publisher.url else ""
    text = next((each for each in paragraph.findall(nodes.Text) if licence in each), None)
    if address and text is not None:
        before, _, after = text.partition(licence)
        link = nodes.reference("", licence, refuri=address)
        pieces = [nodes.Text(before), link, nodes.Text(after)]
        text.parent.replace(text, [piece for piece in pieces if piece.astext()])
    return paragraph
