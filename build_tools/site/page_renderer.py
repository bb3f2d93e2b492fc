"""Render pages of the site from the templates of `styles/site/`, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from markupsafe import Markup

from build_tools.model import Language
from build_tools.paths import STYLES_DIR
from build_tools.render.content_policy import make_site_policy
from build_tools.render.templates import format_attributes, render_template
from build_tools.script_direction import find_direction
from build_tools.site.contents import SiteLanguage
from build_tools.site.missing_targets import list_missing_targets
from build_tools.site.page_head import PageHead, render_page_head
from build_tools.site.page_links import relate

TEMPLATES = (STYLES_DIR / "site",)
Elsewhere = Callable[[Language], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """Describe a page of the site: its path, its title, what it is, and where it is in other languages.

    `sheets` are paths of its style sheets, `scripts` those of its scripts; `languages` are those that have
    it, and `elsewhere` gives its path in each.
    """

    path: str
    head: PageHead
    languages: tuple[Language, ...]
    elsewhere: Elsewhere
    sheets: tuple[str, ...]
    scripts: tuple[str, ...] = ("site.js",)
    kind: str = ""
    searches: bool = False
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PageRenderer:
    """Render pages and parts of pages for the readers of one language."""

    site: SiteLanguage

    @cached_property
    def missing(self) -> frozenset[str]:
        """Return what editions link to and the site has not."""
        return list_missing_targets(self.site.contents)

    def render_page(self, template: str, page: SitePage) -> str:
        """Return a whole page."""
        return self.render_part(
            template,
            page.path,
            page=page,
            policy=make_site_policy("", searches=page.searches),
            head=render_page_head(page.head, self.site.contents.base),
            **page.values,
        )

    def render_part(self, template: str, path: str, **values: object) -> str:
        """Return a template as HTML for a page at a path: what it links to is relative to it."""
        return render_template(
            TEMPLATES,
            template,
            site=self.site,
            contents=self.site.contents,
            language=self.site.language,
            link=partial(relate, path),
            foreign=self.format_foreign,
            _=self.site.strings,
            **values,
        )

    def format_foreign(self, tag: str) -> Markup:
        """Return the attributes of text in a language, empty for that of the reader."""
        if tag in ("", self.site.tag):
            return Markup("")
        return format_attributes({"lang": tag, "dir": find_direction(tag)})
