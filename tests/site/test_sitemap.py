"""What search engines are told of a site."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from build_tools.site.page_head import Alternate
from build_tools.site.sitemap import format_robots, format_sitemap

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
PAGES = [
    tuple(Alternate(tag=tag, path=f"{tag}/a/one & two.html") for tag in ("en", "fr", "ar")),
    (Alternate(tag="ko", path="ko/a/index.html"),),
]


@pytest.mark.parametrize("base", ["https://texts.example", "https://example.org/some/path/"])
def test_every_page_names_all_its_languages(base: str) -> None:
    """Each page stands once in each language; all of them name the same addresses, and one for the rest."""
    tree = etree.fromstring(format_sitemap(PAGES, base).encode())
    found = {
        entry.findtext(f"{SITEMAP}loc"): {one.get("hreflang"): one.get("href") for one in entry.iter(LINK)}
        for entry in tree.iter(f"{SITEMAP}url")
    }
    root = base.rstrip("/")
    several = {tag: f"{root}/{tag}/a/one%20%26%20two.html" for tag in ("en", "fr", "ar")}
    alone = f"{root}/ko/a/index.html"
    assert found == {
        **{address: {**several, "x-default": several["en"]} for address in several.values()},
        alone: {"ko": alone, "x-default": alone},
    }


def test_nothing_is_listed_without_a_base_or_a_page() -> None:
    """A sitemap has only absolute addresses, and at least one."""
    assert format_sitemap(PAGES, "") == ""
    assert format_sitemap([], "https://texts.example") == ""


@pytest.mark.parametrize(
    ("base", "sitemaps"),
    [("", None), ("https://example.org/some/path", ["https://example.org/some/path/sitemap.xml"])],
)
def test_programs_may_read_all(base: str, sitemaps: list[str] | None) -> None:
    """Every program may read every page, and finds the sitemap where there is one."""
    robots = RobotFileParser()
    robots.parse(format_robots(base).splitlines())
    assert robots.can_fetch("Any", f"{base}/fr/a/one.html")
    assert robots.site_maps() == sitemaps
