"""Make the feed of versions and the calendar of events of a language."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.site.calendar import format_calendar
from build_tools.site.contents import SiteLanguage
from build_tools.site.feed import FeedEntry, format_feed
from build_tools.site.site_data import make_calendar_event


def make_language_feed(site: SiteLanguage) -> str:
    """Return the Atom feed of the versions in a language, the newest first; empty without any."""
    entries = tuple(_iter_entries(site))
    title = f"{site.name} – {site.strings.plain('Versions')}"
    publisher = site.contents.register.publisher
    return format_feed(
        title, site.tag, entries, site.contents.base, f"{site.tag}/feed.atom", publisher.get_name(site.tag)
    )


def _iter_entries(site: SiteLanguage) -> Iterator[FeedEntry]:
    for edition in site.own_editions:
        for one in site.list_versions(edition):
            yield FeedEntry(
                id=f"{edition.identifier}#{one.version}",
                title=f"{edition.title} – {site.strings.plain('Version {version}', version=one.version)}",
                path=one.pages[edition.key],
                updated=one.date,
                summary=site.translate(one.note).text if one.note else "",
            )


def make_language_calendar(site: SiteLanguage) -> str:
    """Return the events as a calendar, in a language."""
    name = f"{site.name} – {site.strings.plain('Events')}"
    return format_calendar(map(make_calendar_event, site.events), name, site.tag, site.contents.base)
