"""Describe a text and its articles for libraries: as CSL-JSON, and as Dublin Core in `meta` elements.

CSL-JSON: https://github.com/citation-style-language/schema; Dublin Core: https://www.dublincore.org.
"""

from __future__ import annotations

import json

from build_tools.model import Article, Edition
from build_tools.reader.reading import Reading
from build_tools.sphinx_ext.citation import READING_EDITION

CITATIONS_FILE = "citations.json"
CITATIONS_TYPE = "application/vnd.citationstyles.csl+json"
Item = dict[str, object]


def list_cited_articles(reading: Reading) -> tuple[Article, ...]:
    """Return the articles that have a citation of their own: those that contents name."""
    return tuple(article for chapter in reading.chapters for article in reading.list_contents(chapter))


def format_csl_json(reading: Reading) -> str:
    """Return an array of a text and then of its articles, in reading order, a line each."""
    common = _describe_issue(reading)
    articles = (_describe_article(reading, common, article) for article in list_cited_articles(reading))
    items = (_describe_text(reading, common), *articles)
    lines = (json.dumps(_drop_empty(item), ensure_ascii=False) for item in items)
    return "[\n{}\n]\n".format(",\n".join(lines))


def _drop_empty(item: Item) -> Item:
    return {key: value for key, value in item.items() if value}


def _describe_issue(reading: Reading) -> Item:
    """Return what text and articles share: people, publisher, date, version, language."""
    edition = reading.edition
    publication, day = edition.publication, edition.date
    is_reading = publication.nature == "reading"
    return {
        "author": [{"literal": name} for name in edition.creators],
        "publisher": edition.publisher.name,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "version": publication.version,
        "language": edition.language.tag,
        "genre": reading.ui_strings(READING_EDITION).text if is_reading else "",
    }


def _describe_text(reading: Reading, common: Item) -> Item:
    edition = reading.edition
    isbns = edition.publication.list_isbns(edition.language.tag)
    return {
        "id": edition.file_stem,
        "type": "book",
        "title": reading.title,
        **common,
        "ISBN": " ".join(one.number for one in isbns),
        "URL": edition.make_permanent_address(),
    }


def _describe_article(reading: Reading, common: Item, article: Article) -> Item:
    return {
        "id": f"{reading.edition.file_stem}/{article.anchor}",
        "type": "chapter",
        "title": article.title,
        "number": article.designation,
        "container-title": reading.title,
        **common,
        "URL": reading.edition.make_permanent_address(article.anchor),
    }


def list_dublin_core(edition: Edition, title: str, anchor: str = "") -> list[tuple[str, str]]:
    """Return names and contents of the `meta` elements of a text, or of its article with an anchor."""
    publication = edition.publication
    identifier = f"{edition.identifier}#{anchor}" if anchor else edition.identifier
    elements = [
        ("DC.title", " ".join(title.split())),  # a name has an em space after its number
        *(("DC.creator", name) for name in edition.creators),
        *(("DC.contributor", name) for name in edition.contributor_names),
        ("DC.publisher", edition.publisher.name),
        ("DC.date", edition.date.isoformat() if edition.date else ""),
        ("DC.language", edition.language.tag),
        ("DC.identifier", edition.make_permanent_address(anchor) or identifier),
        ("DC.rights", publication.licence),
        ("DC.type", "Text"),
    ]
    return [(name, content) for name, content in elements if content]
