"""The feed of a language, as readers of feeds take it."""

from __future__ import annotations

from datetime import date

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from build_tools.site.feed import FeedEntry, format_feed

ATOM = "{http://www.w3.org/2005/Atom}"
OLD = FeedEntry(
    id="urn:uuid:1#1.0",
    title="Le Texte – 1.0",
    path="fr/a/index.html",
    updated=date(2025, 3, 1),
    summary="Début.",
)
NEW = FeedEntry(
    id="urn:uuid:1#1.1", title="Le Texte – 1.1", path="fr/a/index.html", updated=date(2026, 12, 2)
)
TITLES = st.text(st.characters(codec="utf-8")) | st.sampled_from(
    ["<b>\"&'</b>", "]]>", "&amp;", "الحق في المدينة", "도시에 대한 권리", "a\x00b\x0bc\ufffe"]
)


def parse_feed(text: str) -> feedparser.FeedParserDict:
    """Return a feed as a reader of feeds reads it: without a fault."""
    found = feedparser.parse(text.encode(), response_headers={"content-type": "application/atom+xml"})
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


@pytest.mark.parametrize("base", ["https://texts.example", "https://example.org/some/path/"])
def test_a_reader_of_feeds_has_every_version(base: str) -> None:
    """The newest entry comes first, with its title, its date, its words and a whole address."""
    feed = parse_feed(format_feed("Les Textes", "fr", [OLD, NEW], base, "fr/feed.atom", "Chartes"))
    root = base.rstrip("/")
    assert (feed.feed.title, feed.feed.language, feed.feed.author) == ("Les Textes", "fr", "Chartes")
    assert feed.feed.id == f"{root}/fr/feed.atom"
    assert feed.feed.updated == "2026-12-02T00:00:00Z"
    assert {one.rel: one.href for one in feed.feed.links} == {
        "self": f"{root}/fr/feed.atom",
        "alternate": f"{root}/fr/index.html",
    }
    assert [(one.id, one.title, one.updated) for one in feed.entries] == [
        ("urn:uuid:1#1.1", "Le Texte – 1.1", "2026-12-02T00:00:00Z"),
        ("urn:uuid:1#1.0", "Le Texte – 1.0", "2025-03-01T00:00:00Z"),
    ]
    assert [one.link for one in feed.entries] == [f"{root}/fr/a/index.html"] * 2
    assert feed.entries[1].summary == "Début."


def test_without_a_base_links_are_relative() -> None:
    """Without a url no address is absolute but the namespace of Atom; the feed keeps an id of its own."""
    text = format_feed("Les Textes", "fr", [NEW], "", "fr/feed.atom", "Chartes")
    assert text.count("://") == 1
    assert {one.get("href") for one in etree.fromstring(text.encode()).iter(f"{ATOM}link")} == {
        "feed.atom",
        "index.html",
        "a/index.html",
    }
    own_id = parse_feed(text).feed.id
    assert own_id.startswith("urn:uuid:")
    others = (format_feed("T", "fr", [NEW], "", "ar/feed.atom", "Chartes"), text.replace("\r", ""))
    assert [parse_feed(one).feed.id == own_id for one in others] == [False, True]


def test_the_order_of_entries_is_that_of_their_dates() -> None:
    """The same entries give the same bytes, in whatever order they come; none give no feed."""
    both = [format_feed("T", "fr", entries, "", "fr/feed.atom", "") for entries in ([OLD, NEW], [NEW, OLD])]
    assert both[0] == both[1]
    assert format_feed("T", "fr", [], "", "fr/feed.atom", "") == ""


@given(TITLES)
def test_every_letter_that_xml_can_hold_arrives(title: str) -> None:
    """A title is the same after any XML parser, but for characters that no XML may hold."""
    entry = FeedEntry(id="urn:x:1", title=title, path="fr/a.html", updated=date(2026, 1, 1), summary=title)
    feed = etree.fromstring(format_feed(title, "fr", [entry], "", "fr/feed.atom", title or "x").encode())
    expected = "".join(
        one for one in title if one in "\t\n\r" or (one >= "\x20" and one not in "\ufffe\uffff")
    )
    # XML reads each end of a line as one character.
    expected = expected.replace("\r\n", "\n").replace("\r", "\n")
    titles = [one.text or "" for one in feed.iter(f"{ATOM}title")]
    assert titles == [expected, expected]
