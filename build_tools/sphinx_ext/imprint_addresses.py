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
_PUBLIC_DOMAIN = "CC0-1.0"
PERMANENT_ADDRESS = "permanent-address"
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


def iter_permanent_address(edition: Edition) -> Iterator[nodes.paragraph]:
    """Yield a paragraph with the address that the text keeps; none where the publisher has no site."""
    address = edition.make_permanent_address()
    if address:
        link: nodes.Node = nodes.reference("", address, refuri=address)
        # As long as a sentence, it would count as one that is not translated.
        if edition.language.tag != "en":
            link = nodes.inline("", "", link, classes=[make_lang_class("en")])
        yield nodes.paragraph("", "", link, classes=[PERMANENT_ADDRESS])


def _make_line(edition: Edition, words: nodes.Node, name: str) -> nodes.paragraph:
    """Return a paragraph of Latin letters, which stays one from the left among other scripts."""
    inner = words
    if edition.language.script != "Latn":
        inner = nodes.inline("", "", words, classes=[make_lang_class("en")])
    return nodes.paragraph("", "", inner, classes=[name])


def find_licence_url(licence: str) -> str:
    """Return the address of a licence of Creative Commons, by its SPDX identifier; else an empty string."""
    if licence == _PUBLIC_DOMAIN:
        return f"{_COMMONS_URL}/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.fullmatch(licence)
    if match is None:
        return ""
    path = "/".join(filter(None, (match["terms"], match["version"], match["port"]))).lower()
    return f"{_COMMONS_URL}/licenses/{path}/"


def format_licence(licence: str) -> str:
    """Return the name of a licence as its readers know it: `CC-BY-SA-4.0` gives `CC BY-SA 4.0`."""
    match = _CREATIVE_COMMONS.fullmatch(licence)
    if match is None and licence != _PUBLIC_DOMAIN:
        return licence
    parts = ("CC", match["terms"], match["version"], match["port"]) if match else licence.split("-")
    return "\N{NO-BREAK SPACE}".join(filter(None, parts))


def mark_licence(paragraph: nodes.paragraph, edition: Edition) -> nodes.paragraph:
    """Keep the licence in one line, and link it if pages may lead elsewhere and its address is known."""
    name = format_licence(edition.publication.licence)
    address = find_licence_url(edition.publication.licence) if edition.publisher.url else ""
    text = next((each for each in paragraph.findall(nodes.Text) if name in each), None)
    if text is not None:
        before, _, after = text.partition(name)
        words = nodes.reference("", name, refuri=address) if address else nodes.inline("", name)
        words["classes"].append("licence")
        pieces = [nodes.Text(before), words, nodes.Text(after)]
        text.parent.replace(text, [piece for piece in pieces if piece.astext()])
    return paragraph
