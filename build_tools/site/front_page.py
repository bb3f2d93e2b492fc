"""Fill the first page of a language: what the texts are, what people need, where else to go."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.model import READING_NOTICE
from build_tools.site.contents import SiteLanguage, make_page_path
from build_tools.site.html_elements import get_element


def make_front_values(site: SiteLanguage) -> Mapping[str, object]:
    """Return the values of the first page."""
    topics = {one.id: one for one in site.iter_topics()}
    ways = tuple(topics[id] for id in site.topics.ways if id in topics)
    needs = tuple(topics[id] for id in site.topics.front if id in topics)
    is_reading = any(one.nature == "reading" for one in site.contents.publications)
    return {
        "notice": READING_NOTICE if is_reading else "",
        "paths": {one.publication.id: make_page_path(one, one.start.name) for one in site.editions},
        "bars": {one.publication.id: _get_bars(one.start.html) for one in site.editions},
        "needs": needs,
        "ways": ways,
    }


def _get_bars(html: str) -> str:
    """Return the drawing of a text, one bar an article, as its pages have it."""
    return get_element(html, r'<svg [^>]*class="strip"').replace('class="strip"', 'class="bars"', 1)
