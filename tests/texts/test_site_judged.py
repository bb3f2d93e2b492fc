"""Judges find nothing on a page of each kind of the site: Nu on its HTML, axe in a browser."""

from __future__ import annotations

import pytest

from build_tools.validators import axe, nu
from tests.helpers.built_site import BuiltSite

# A page of each kind, each language among them; one in each direction for those that a browser lays out.
KINDS = (
    *("index.html", "404.html", "id/charter-agenda/ca-10/index.html", "id/charter-agenda/index.html"),
    *("en/index.html", "fr/needs.html", "ar/words.html", "ko/search.html", "es/downloads.html"),
    *("fr/history.html", "ar/adopted.html", "ko/events.html", "es/about.html", "en/accessibility.html"),
    *("fr/imprint.html", "ar/charter-agenda/right-10.html", "ko/european-charter/part-3.html"),
    *("es/inclusive-cities/index.html", "en/charter-agenda/glossary.html"),
    *("fr/european-charter/whole.html", "ar/inclusive-cities/with-en.html"),
)
# Those that differ in a browser; 404.html has its style at the root of a host, which a disk is not.
BROWSED = (
    *("id/charter-agenda/ca-10/index.html", "en/index.html", "ar/words.html", "ko/search.html"),
    *("es/downloads.html", "ar/charter-agenda/right-10.html", "ko/european-charter/part-3.html"),
    *("es/inclusive-cities/index.html", "fr/european-charter/whole.html"),
    "ar/inclusive-cities/with-en.html",
)


@pytest.fixture(scope="module")
def pages(site: BuiltSite) -> list[str]:
    """Return the paths of a page of each kind."""
    assert set(KINDS) <= set(site.pages)
    return list(KINDS)


def test_nu_finds_nothing(site: BuiltSite, pages: list[str]) -> None:
    """The HTML of every kind of page, and the style sheets, are as the standard has them."""
    files = [site.folder / path for path in (*pages, "site.css", "bare.css")]
    assert [f"{file.name}: {one}" for file, said in nu.validate(files).items() for one in said] == []


def test_axe_finds_nothing(site: BuiltSite) -> None:
    """In a browser every kind of page can be used by everyone, as far as a machine can tell: WCAG 2.2 AA."""
    found = axe.validate([site.folder / path for path in BROWSED])
    assert [f"{file}: {one}" for file, said in found.items() for one in said] == []
