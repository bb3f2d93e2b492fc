"""List the pages that the site itself has in each language, and what each is filled with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.model import FORMATS, READING_NOTICE
from build_tools.site.contents import SiteContents, SiteLanguage
from build_tools.site.download_list import list_download_tables
from build_tools.site.event_list import list_shown_events
from build_tools.site.front_page import make_front_values
from build_tools.site.signatory_list import list_signatories
from build_tools.site.version_history import list_histories
from build_tools.site.word_index import make_word_index

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """Describe a page of the site: its name, its title and its description as UI messages, and its values.

    `is_shown` says whether there is anything to show on it.
    """

    name: str
    title: str
    description: str
    make_values: Callable[[SiteLanguage], Values]
    is_shown: Callable[[SiteContents], bool] = lambda _: True
    scripts: tuple[str, ...] = ("site.js",)


def _make_download_values(site: SiteLanguage) -> Values:
    formats = {one.id: [FORMATS[name].label for name in one.formats] for one in site.contents.publications}
    return {"tables": list_download_tables(site), "labels": formats}


def _make_need_values(site: SiteLanguage) -> Values:
    return {"topics": tuple(site.iter_topics())}


def _make_word_values(site: SiteLanguage) -> Values:
    return {"letters": make_word_index(site)}


def _make_history_values(site: SiteLanguage) -> Values:
    return {"histories": list_histories(site)}


def _make_signatory_values(site: SiteLanguage) -> Values:
    return {"lists": list_signatories(site)}


def _make_event_values(site: SiteLanguage) -> Values:
    return {"events": list_shown_events(site)}


def _make_imprint_values(site: SiteLanguage) -> Values:
    publications = site.contents.publications
    contact = site.contents.register.publisher.contact
    return {
        "contact": contact,
        "contact_address": f"mailto:{contact}",
        "disclaimers": tuple(
            dict.fromkeys(site.translate(one.disclaimer).text for one in publications if one.disclaimer)
        ),
        "licences": tuple(dict.fromkeys(one.licence for one in publications if one.licence)),
        "responsibles": tuple(
            dict.fromkeys(filter(None, (one.get_responsible(site.tag) for one in publications)))
        ),
        "notice": READING_NOTICE if any(one.nature == "reading" for one in publications) else "",
        "states": tuple(_iter_states(site)),
        "dossiers": tuple(_iter_dossiers(site)),
    }


def _iter_states(site: SiteLanguage) -> Iterator[tuple[str, str, str]]:
    """Yield the title of each text, its language, and what its first page says of its origin and review."""
    for edition in site.editions:
        yield edition.title, edition.language.tag, edition.status


def _iter_dossiers(site: SiteLanguage) -> Iterator[tuple[str, str, str]]:
    for edition in site.editions:
        if edition.key in site.contents.dossiers:
            tag = edition.language.tag
            yield edition.title, tag, f"dossier/{tag}/{edition.publication.id}.html"


def _has_topics(contents: SiteContents) -> bool:
    return bool(contents.topics.topics)


OWN_PAGES = (
    OwnPage(
        name="index",
        title="",
        description="Read, compare and quote these texts, article by article, in each of their languages.",
        make_values=make_front_values,
    ),
    OwnPage(
        name="needs",
        title="What is it that you need?",
        description="From a need in plain words to the articles that speak of it.",
        make_values=_make_need_values,
        is_shown=_has_topics,
    ),
    OwnPage(
        name="words",
        title="Words A–Z",
        description="An index of the terms of the texts and of the words that people use for their needs.",
        make_values=_make_word_values,
    ),
    OwnPage(
        name="search",
        title="Search",
        description="Search for words, articles and numbers in all texts; nothing is sent anywhere.",
        make_values=lambda _: {},
        is_shown=lambda contents: contents.has_search,
        scripts=("site.js", "search.js"),
    ),
    OwnPage(
        name="downloads",
        title="Downloads",
        description="Every text in every language, as a book, an e-book and web pages, with its size.",
        make_values=_make_download_values,
    ),
    OwnPage(
        name="history",
        title="Versions",
        description="Which versions were published when, and what changed from one to the next.",
        make_values=_make_history_values,
    ),
    OwnPage(
        name="adopted",
        title="Cities that adopted it",
        description="Which cities adopted which text, each with the source that says so.",
        make_values=_make_signatory_values,
        is_shown=lambda contents: any(contents.signatories.values()),
    ),
    OwnPage(
        name="events",
        title="Events",
        description="Meetings at which these texts were made or matter, with dates and places.",
        make_values=_make_event_values,
        is_shown=lambda contents: bool(contents.events),
    ),
    OwnPage(
        name="about",
        title="About this site",
        description="What these texts are and are not, who wrote them, and how this site treats its readers.",
        make_values=_make_imprint_values,
    ),
    OwnPage(
        name="accessibility",
        title="Accessibility statement",
        description="How these pages can be used by everyone, and whom to tell if they cannot.",
        make_values=_make_imprint_values,
    ),
    OwnPage(
        name="imprint",
        title="Imprint",
        description="Who publishes this site, who answers for its words, and how to reach them.",
        make_values=_make_imprint_values,
    ),
)


def list_own_pages(contents: SiteContents) -> tuple[OwnPage, ...]:
    """Return the pages that have something to show."""
    return tuple(one for one in OWN_PAGES if one.is_shown(contents))
